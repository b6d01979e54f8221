// The groups of equal answers, heaviest first.

import { t, tn } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

const MOST = 4;

export function Votes({ state }) {
  const { votes, winner } = state;
  if (!votes.length) return null;
  const total = votes.reduce((sum, vote) => sum + vote.weight, 0) || 1;
  return html`
    <ol class="votes" aria-label=${t("Votes")}>
      ${votes.slice(0, MOST).map(
        (vote) => html`
          <li key=${vote.answer} class=${`vote${vote.paths.includes(winner) ? " won" : ""}${vote.weight ? "" : " refuted"}`}>
            <span class="vote-answer" dir="auto">${vote.answer}</span>
            <span class="vote-bar" style=${{ "--share": `${(100 * vote.weight) / total}%` }}></span>
            <span class="vote-count">${vote.weight ? tn("{n} path", "{n} paths", vote.paths.length) : tn("{n} path, refuted", "{n} paths, refuted", vote.paths.length)}</span>
          </li>
        `,
      )}
      ${votes.length > MOST && html`<li class="vote-rest">${tn("and {n} other answer", "and {n} other answers", votes.length - MOST)}</li>`}
    </ol>
  `;
}
