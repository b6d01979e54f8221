// What the server said when it made this page.

export const boot = JSON.parse(document.getElementById("boot").textContent);

const csrfToken = document.querySelector('meta[name="csrf-token"]').content;

/** The token of the page is worth nothing after signing in again elsewhere; the cookie has the one that is. */
export const tokenNow = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? csrfToken;

export const mark = document.getElementById("app").dataset.mark;
