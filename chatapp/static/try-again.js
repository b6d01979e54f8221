// Opens the page again once the server answers: data-ask is what it asks, data-seconds how often. Who has asked for
// the page itself, at data-own, goes to the start.

{
  const { ask, seconds, own } = document.currentScript.dataset;
  const status = document.querySelector("[role=status]");

  async function look() {
    try {
      const response = await fetch(ask || location.href, { cache: "no-store" });
      if (!response.ok) return;
      if (location.pathname === own) location.replace("/");
      else location.reload();
    } catch {
      // Still away.
    }
  }

  addEventListener("online", look);
  setInterval(() => document.hidden || look(), Number(seconds) * 1000);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  if (status) status.textContent = status.dataset.words;
}
