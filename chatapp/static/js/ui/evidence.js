// The badge of an answer that an executed check has confirmed; it opens what was checked.

import { useId, useState } from "preact/hooks";

import { proofOf } from "fragaria/run/evidence.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Stored } from "fragaria/ui/stored.js";

export const Finding = ({ outcome, title, evidence }) => html`
  <div class=${`finding ${outcome === "failed" ? "against" : "for"}`}>
    <p>${title}</p>
    <pre tabindex="0">${evidence}</pre>
  </div>
`;

function Proof({ state }) {
  const proof = proofOf(state);
  if (!proof.length) return html`<p class="thinking-note">What was checked was not kept.</p>`;
  return proof.map((finding, i) => html`<${Finding} key=${i} ...${finding} />`);
}

export function Evidence({ run, state }) {
  const [open, setOpen] = useState(false);
  const body = useId();
  if ((run.verdict || state?.verdict) !== "verified") return null;
  return html`
    <div class="evidence">
      <button type="button" class="verdict" aria-expanded=${open} aria-controls=${body} onClick=${() => setOpen(!open)}>
        <${Icon} name="check" />Verified
      </button>
      <div id=${body} hidden=${!open}>
        ${open && (state ? html`<${Proof} state=${state} />` : html`<${Stored} run=${run} />`)}
      </div>
    </div>
  `;
}
