// The landing page's thought: once it is in sight, played by the view that the chat has.

import { h, render } from "preact";

// It was over in a blink: a tenth of its pace lets a reader follow.
const SLOWER = 12;

const slowed = (entries) => entries.map((entry) => ({ ...entry, at: entries[0].at + (entry.at - entries[0].at) * SLOWER }));

async function play(place) {
  const [{ Replay }, response] = await Promise.all([import("fragaria/ui/replay.js"), fetch(place.dataset.source)]);
  const { entries, run, answer } = await response.json();
  const autoplay = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.textContent = "";
  render(h(Replay, { entries: slowed(entries), run, answer, speed: 1, autoplay }), place);
}

const place = document.getElementById("thought");
const watch = new IntersectionObserver((seen) => {
  if (!seen.some((each) => each.isIntersecting)) return;
  watch.disconnect();
  // What the page says without the player stays, where the player cannot be had.
  play(place).catch(() => {});
});
watch.observe(place);
