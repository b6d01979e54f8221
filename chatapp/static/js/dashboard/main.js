// The dashboard's charts, in the page's colours and as wide as their panels.

import { draw } from "fragaria/dashboard/chart.js";

const charts = new Map();

function drawAll() {
  for (const place of document.querySelectorAll("[data-chart]")) {
    charts.get(place)?.remove();
    charts.set(place, draw(place, JSON.parse(document.getElementById(place.dataset.chart).textContent)));
  }
}

drawAll();
const sizes = new ResizeObserver((changed) => {
  for (const { target } of changed) charts.get(target)?.resize();
});
for (const place of charts.keys()) sizes.observe(place);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-theme"] });
