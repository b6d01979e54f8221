// How well a step was scored, and by whom.

import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

/** `score` is what run/evidence.js makes of a step. */
export const Score = ({ score: { band, score, scorers } }) => html`
  <span class=${`score ${band}`} title=${t("Score by {scorers}", { scorers })}>
    <span class="hidden-visually">${t("Score")} </span>${score.toFixed(2)}
  </span>
`;
