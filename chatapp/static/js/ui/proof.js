// What stands behind the badge of an answer: why it was chosen, what was checked, who agreed.

import { proofOf } from "fragaria/run/evidence.js";
import { t } from "fragaria/text/t.js";
import { Finding } from "fragaria/ui/finding.js";
import { html } from "fragaria/ui/html.js";
import { Reviews } from "fragaria/ui/reviews.js";
import { Votes } from "fragaria/ui/votes.js";
import { Why } from "fragaria/ui/why.js";

const NOTES = {
  unverified: () => t("Nothing has confirmed this answer: no check could be run on it, and too few paths agreed."),
  refuted: () => t("Do not rely on this answer."),
};

/** `brief`: the thought is open below and tells the rest. */
export function Proof({ state, verdict, brief = false }) {
  const proof = proofOf(state);
  const lost = verdict === "verified" && !proof.length;
  const told = lost || proof.length || Object.hasOwn(NOTES, verdict);
  return html`
    ${(!brief || !told) && html`<${Why} state=${state} />`}
    ${lost && html`<p class="thinking-note">${t("What was checked was not kept.")}</p>`}
    ${Object.hasOwn(NOTES, verdict) && html`<p class="thinking-note">${NOTES[verdict]()}</p>`}
    ${proof.map((finding, i) => html`<${Finding} key=${i} ...${finding} />`)}
    ${!brief && (verdict === "reviewed" ? html`<${Reviews} state=${state} />` : html`<${Votes} state=${state} />`)}
  `;
}
