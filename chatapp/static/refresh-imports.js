// While a file is being read, its line is read again every few seconds.

const PAUSE = 3000;

async function refresh() {
  const shown = document.getElementById("imports");
  if (!shown.querySelector("[data-open]")) return;
  try {
    const page = await (await fetch(location.href)).text();
    const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("imports");
    if (fresh && fresh.innerHTML !== shown.innerHTML) shown.replaceChildren(...fresh.childNodes);
  } catch {
    // The next turn tries again.
  }
  setTimeout(refresh, PAUSE);
}

setTimeout(refresh, PAUSE);
