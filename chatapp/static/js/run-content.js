// What was written in one answer, on its page for staff, for as long as it is open.

import { h, render } from "preact";

import { t } from "fragaria/text/t.js";
import { WrittenContent } from "fragaria/ui/written-content.js";

const place = document.getElementById("run-content");

async function read() {
  const response = await fetch(place.dataset.source, { headers: { Accept: "application/json" }, cache: "no-store" });
  // Closed a moment ago: the page says so, and no longer asks.
  if (response.status === 404) location.reload();
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

function show(content) {
  place.textContent = "";
  render(h(WrittenContent, content), place);
  // What is closed for the server does not stay on a screen that was left on.
  const watch = setInterval(() => {
    if (Date.now() < Date.parse(content.until)) return;
    clearInterval(watch);
    render(null, place);
    location.reload();
  }, 1000);
}

read().then(show, () => {
  place.textContent = t("This could not be loaded. Reload the page to try again.");
});
