// Formulas in a block, drawn. One that KaTeX does not understand stays as it was written, and says why.

import { formula, inside } from "fragaria/text/formula.js";
import { t } from "fragaria/text/t.js";

async function draw(place) {
  const source = place.textContent;
  try {
    place.replaceChildren(await formula(inside(source), place.classList.contains("math-display")));
    place.classList.add("drawn");
    // A formula wider than the column scrolls, by keys too.
    if (place.classList.contains("math-display")) place.tabIndex = 0;
  } catch (error) {
    place.classList.add("undrawn");
    place.title = error?.name === "ParseError" ? t("This formula has a mistake and is shown as it was written.") : "";
  }
}

export function drawFormulas(block) {
  block.querySelectorAll(".math:not(.drawn, .undrawn)").forEach(draw);
}
