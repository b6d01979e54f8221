// How an answer was thought: a window on it while it thinks, then one line with a badge that opens again.

import { useEffect, useId, useRef, useState } from "preact/hooks";

import { live } from "fragaria/live/connection.js";
import { liveLine, liveTitle, pastLine, progress, verdictOf } from "fragaria/run/summary.js";
import { boot } from "fragaria/store/boot.js";
import { logOf, stateOf } from "fragaria/store/runs.js";
import { announce } from "fragaria/store/status.js";
import { staysOpen } from "fragaria/store/thoughts.js";
import { duration } from "fragaria/text/counts.js";
import { t } from "fragaria/text/t.js";
import { Badge, Evidence } from "fragaria/ui/evidence.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { isPhone } from "fragaria/ui/layout.js";
import { Stored } from "fragaria/ui/stored.js";
import { Part } from "fragaria/ui/thought-parts.js";
import { useSteady } from "fragaria/ui/use-steady.js";

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

function Whole({ run, state, ended }) {
  if (!state) return ended ? html`<${Stored} run=${run} />` : null;
  if (!state.paths.length) return ended && html`<p class="thinking-note">${t("No thoughts were kept.")}</p>`;
  return html`<${Part} name="thought" pick="Thought" state=${state} thoughts=${boot.thoughts} />`;
}

// Nothing is lost by it: what was thought stays, and the best of it answers.
function AnswerNow({ run }) {
  const [asked, setAsked] = useState(false);
  useEffect(() => setAsked(false), [run]);
  const ask = () => {
    setAsked(true);
    live.answerNow(run);
    announce(t("The best so far is being written."));
    focusQuestion();
  };
  return html`
    <button type="button" class="button quiet answer-now" disabled=${asked} onClick=${ask}>
      ${asked ? t("Answering…") : t("Answer now")}
    </button>
  `;
}

// What it thinks about now, and below it how much of its budget is used.
const Title = ({ state }) => html`
  <p class="thinking-title" dir="auto">${useSteady(state ? liveTitle(state) : "", 1_200)}</p>
  <div class="thinking-budget" style=${{ "--used": `${state ? 100 * progress(state).used : 0}%` }}></div>
`;

// Whether it is open when the reader has chosen nothing: a window while it thinks, then closed, but for what would be
// gone before it was seen.
function useUsual({ run, state, thinking }) {
  const usual = useRef(thinking ? "peek" : "closed");
  if (thinking) usual.current = "peek";
  else if (usual.current === "peek") usual.current = staysOpen(run.seconds || state?.seconds) ? "open" : "closed";
  return usual.current;
}

/** `ended`: the run is over; `answering`: the answer's own text has begun. */
export function Thinking({ run, ended, answering }) {
  const state = stateOf(run.id).value;
  const thinking = !ended && !answering;
  const usual = useUsual({ run, state, thinking });
  // What the reader chose counts more than what the run does.
  const [chosen, choose] = useState(null);
  const [proving, prove] = useState(false);
  const [playing, play] = useState(false);
  const replay = useRef(null);
  const [body, proof] = [useId(), useId()];
  const view = chosen ?? usual;
  const open = view === "open";
  const full = boot.thoughts !== "summary";
  const canAnswer = thinking && state?.paths.length > 0;
  const words = ended && verdictOf(run, state);
  const verdict = run.verdict || state?.verdict;
  const canReplay = ended && full && (state ? state.paths.length > 0 : run.paths > 0);
  const close = () => {
    play(false);
    replay.current?.focus();
  };
  return html`
    <div class=${`thinking${ended ? "" : " live"}${open ? " open" : ""}`} role="group" aria-label=${t("How it was thought")}>
      <div class="thinking-head">
        <button type="button" class="thinking-line" aria-expanded=${open} aria-controls=${body} onClick=${() => choose(open ? "closed" : "open")}>
          <${Icon} name="paths" />
          <span>
            ${ended ? pastLine(run, state) : state ? liveLine(state, { brief: isPhone.value }) : t("Waiting for its turn")}
            ${!ended && state && state.status !== "new" && html`<${Seconds} known=${state.seconds} />`}
          </span>
          <${Icon} name="chevron" />
        </button>
        ${words && html`<${Badge} verdict=${verdict} words=${words} open=${proving} body=${proof} onClick=${() => prove(!proving)} />`}
        ${canReplay &&
        html`
          <button type="button" class="thinking-replay" ref=${replay} aria-expanded=${playing} onClick=${() => play(!playing)}>
            <${Icon} name="play" />${t("Replay")}
          </button>
        `}
        ${canAnswer && html`<${AnswerNow} run=${run.id} />`}
      </div>
      ${thinking && html`<${Title} state=${state} />`}
      ${words && html`<div class="evidence" id=${proof} hidden=${!proving}>${proving && html`<${Evidence} run=${run} state=${state} verdict=${verdict} brief=${open && !playing} />`}</div>`}
      ${playing && html`<${Part} name="replay" pick="StoredReplay" run=${run} read=${() => logOf(run.id)} thoughts=${boot.thoughts} onClose=${close} />`}
      <div class="thinking-body" id=${body} hidden=${!open || playing}>
        ${open && !playing && html`<${Whole} run=${run} state=${state} ended=${ended} />`}
      </div>
      ${view === "peek" && full && state && html`<${Part} name="thought" pick="Peek" state=${state} onOpen=${() => choose("open")} />`}
    </div>
  `;
}
