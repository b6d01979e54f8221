// What the server said when it made this page.

export const boot = JSON.parse(document.getElementById("boot").textContent);

export const csrfToken = document.querySelector('meta[name="csrf-token"]').content;

export const mark = document.getElementById("app").dataset.mark;
