// How a shared answer was thought: one line, and where it was shared too, what stands behind it.

import { useState } from "preact/hooks";

import { pastLine } from "fragaria/run/summary.js";
import { boot } from "fragaria/store/boot.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Lanes } from "fragaria/ui/lanes.js";
import { Reviews } from "fragaria/ui/reviews.js";
import { Votes } from "fragaria/ui/votes.js";

/** `state` is null where the thinking was not shared. */
export function SharedThought({ run, state }) {
  const [open, setOpen] = useState(false);
  const line = pastLine(run, state);
  if (!state) return html`<p class="thinking thinking-line"><${Icon} name="paths" /><span>${line}</span></p>`;
  return html`
    <div class=${open ? "thinking open" : "thinking"} role="group" aria-label="How it was thought">
      <button type="button" class="thinking-line" aria-expanded=${open} onClick=${() => setOpen(!open)}>
        <${Icon} name="paths" /><span>${line}</span><${Icon} name="chevron" />
      </button>
      <div class="thinking-body" hidden=${!open}>
        <${Votes} state=${state} />
        ${boot.thoughts === "full" && html`<${Reviews} state=${state} /><${Lanes} state=${state} />`}
      </div>
    </div>
  `;
}
