// The groups of equal answers, heaviest first.

import { count } from "fragaria/text/counts.js";
import { html } from "fragaria/ui/html.js";

const MOST = 4;

export function Votes({ state }) {
  const { votes, winner } = state;
  if (!votes.length) return null;
  const total = votes.reduce((sum, vote) => sum + vote.weight, 0) || 1;
  return html`
    <ol class="votes" aria-label="Votes">
      ${votes.slice(0, MOST).map(
        (vote) => html`
          <li key=${vote.answer} class=${`vote${vote.paths.includes(winner) ? " won" : ""}${vote.weight ? "" : " refuted"}`}>
            <span class="vote-answer">${vote.answer}</span>
            <span class="vote-bar" style=${{ "--share": `${(100 * vote.weight) / total}%` }}></span>
            <span class="vote-count">${count(vote.paths.length, "path")}${!vote.weight && ", refuted"}</span>
          </li>
        `,
      )}
      ${votes.length > MOST && html`<li class="vote-rest">and ${count(votes.length - MOST, "other answer")}</li>`}
    </ol>
  `;
}
