// The badge of an answer: how much there is to rely on. It opens what stands behind it.

import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Stored } from "fragaria/ui/stored.js";
import { Part } from "fragaria/ui/thought-parts.js";

const ICONS = { verified: "check", agreed: "paths", reviewed: "columns", unverified: "unsure", refuted: "close" };

/** `words` are those of the verdict; `body` is the id of the evidence that it opens. */
export const Badge = ({ verdict, words, open, body, onClick }) => html`
  <button type="button" class=${`verdict ${verdict}`} aria-expanded=${open} aria-controls=${body} onClick=${onClick}>
    <${Icon} name=${ICONS[verdict]} />${words}
  </button>
`;

/** `state` is null where this page has not followed the run. */
export const Evidence = ({ run, state, verdict, brief }) =>
  state ? html`<${Part} name="thought" pick="Proof" state=${state} verdict=${verdict} brief=${brief} />` : html`<${Stored} run=${run} />`;
