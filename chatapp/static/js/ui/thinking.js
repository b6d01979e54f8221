// How an answer was thought: open while it thinks, then one line that opens again.

import { useEffect, useId, useState } from "preact/hooks";

import { live } from "fragaria/live/connection.js";
import { liveLine, pastLine } from "fragaria/run/summary.js";
import { boot } from "fragaria/store/boot.js";
import { stateOf } from "fragaria/store/runs.js";
import { announce } from "fragaria/store/status.js";
import { duration } from "fragaria/text/counts.js";
import { Evidence } from "fragaria/ui/evidence.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Lanes } from "fragaria/ui/lanes.js";
import { Reviews } from "fragaria/ui/reviews.js";
import { Stored } from "fragaria/ui/stored.js";
import { Votes } from "fragaria/ui/votes.js";

// The server tells the working time with each engine call; in between the panel's own clock goes on from it.
function Seconds({ known }) {
  const [since, setSince] = useState(0);
  useEffect(() => {
    const from = performance.now();
    setSince(0);
    const timer = setInterval(() => setSince((performance.now() - from) / 1000), 500);
    return () => clearInterval(timer);
  }, [known]);
  return html`<span class="thinking-seconds"> · ${duration(Math.floor(known + since))}</span>`;
}

function Thoughts({ run, state, ended }) {
  if (!state) return ended ? html`<${Stored} run=${run} />` : null;
  if (!state.paths.length) return ended && html`<p class="thinking-note">No thoughts were kept.</p>`;
  if (boot.thoughts === "summary")
    return html`<${Votes} state=${state} /><p class="thinking-note">This site shows how an answer was found, not the steps themselves.</p>`;
  return html`
    <${Votes} state=${state} />
    <${Reviews} state=${state} />
    <${Lanes} state=${state} />
  `;
}

// Nothing is lost by it: what was thought stays, and the best of it answers.
function AnswerNow({ run }) {
  const [asked, setAsked] = useState(false);
  useEffect(() => setAsked(false), [run]);
  const ask = () => {
    setAsked(true);
    live.answerNow(run);
    announce("The best so far is being written.");
    focusQuestion();
  };
  return html`
    <button type="button" class="button quiet answer-now" disabled=${asked} onClick=${ask}>
      ${asked ? "Answering…" : "Answer now"}
    </button>
  `;
}

/** `ended`: the run is over; `answering`: the answer's own text has begun. */
export function Thinking({ run, ended, answering }) {
  const state = stateOf(run.id).value;
  // What the reader chose counts more than what the run does.
  const [chosen, choose] = useState(null);
  const body = useId();
  const open = chosen ?? !(ended || answering);
  const canAnswer = !ended && !answering && state?.paths.length > 0;
  const line = ended ? pastLine(run, state) : state ? liveLine(state) : "Waiting for its turn";
  return html`
    <div class=${`thinking${ended ? "" : " live"}${open ? " open" : ""}`} role="group" aria-label="How it was thought">
      <button type="button" class="thinking-line" aria-expanded=${open} aria-controls=${body} onClick=${() => choose(!open)}>
        <${Icon} name="paths" />
        <span>${line}${!ended && state && state.status !== "new" && html`<${Seconds} known=${state.seconds} />`}</span>
        <${Icon} name="chevron" />
      </button>
      ${canAnswer && html`<${AnswerNow} run=${run.id} />`}
      <div class="thinking-body" id=${body} hidden=${!open}>
        ${open && html`<${Thoughts} run=${run} state=${state} ended=${ended} />`}
      </div>
      ${ended && html`<${Evidence} run=${run} state=${state} />`}
    </div>
  `;
}
