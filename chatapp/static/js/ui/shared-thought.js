// How a shared answer was thought: one line, and where it was shared too, what stands behind it.

import { useId, useRef, useState } from "preact/hooks";

import { pastLine, verdictOf } from "fragaria/run/summary.js";
import { boot } from "fragaria/store/boot.js";
import { t } from "fragaria/text/t.js";
import { Badge } from "fragaria/ui/evidence.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Proof } from "fragaria/ui/proof.js";
import { StoredReplay } from "fragaria/ui/stored-replay.js";
import { Thought } from "fragaria/ui/thought.js";

async function read(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

/** `state` is null where the thinking was not shared; `replay` is where its log is, or null. */
export function SharedThought({ run, state, replay }) {
  const [open, setOpen] = useState(false);
  const [proving, prove] = useState(false);
  const [playing, play] = useState(false);
  const button = useRef(null);
  const [body, proof] = [useId(), useId()];
  const line = pastLine(run, state);
  const words = verdictOf(run, state);
  if (!state) {
    const whole = [line, words].filter(Boolean).join(" · ");
    return html`<p class="thinking thinking-line"><${Icon} name="paths" /><span>${whole}</span></p>`;
  }
  const close = () => {
    play(false);
    button.current?.focus();
  };
  return html`
    <div class=${open ? "thinking open" : "thinking"} role="group" aria-label=${t("How it was thought")}>
      <div class="thinking-head">
        <button type="button" class="thinking-line" aria-expanded=${open} aria-controls=${body} onClick=${() => setOpen(!open)}>
          <${Icon} name="paths" /><span>${line}</span><${Icon} name="chevron" />
        </button>
        ${words && html`<${Badge} verdict=${run.verdict} words=${words} open=${proving} body=${proof} onClick=${() => prove(!proving)} />`}
        ${replay &&
        boot.thoughts === "full" &&
        html`
          <button type="button" class="thinking-replay" ref=${button} aria-expanded=${playing} onClick=${() => play(!playing)}>
            <${Icon} name="play" />${t("Replay")}
          </button>
        `}
      </div>
      ${words && html`<div class="evidence" id=${proof} hidden=${!proving}>${proving && html`<${Proof} state=${state} verdict=${run.verdict} brief=${open && !playing} />`}</div>`}
      ${playing && html`<${StoredReplay} run=${run} read=${() => read(replay)} thoughts=${boot.thoughts} onClose=${close} />`}
      <div class="thinking-body" id=${body} hidden=${!open || playing}>
        ${open && !playing && html`<${Thought} state=${state} thoughts=${boot.thoughts} />`}
      </div>
    </div>
  `;
}
