// One path of a thought: its steps, what is being written, and how it ended.

import { useLayoutEffect, useMemo, useRef } from "preact/hooks";

import { findings, scoreOf } from "fragaria/run/evidence.js";
import { fateOf, nameOf } from "fragaria/run/fate.js";
import { origin } from "fragaria/run/reviews.js";
import { unnumbered } from "fragaria/text/steps.js";
import { t } from "fragaria/text/t.js";
import { Finding } from "fragaria/ui/finding.js";
import { html } from "fragaria/ui/html.js";
import { Score } from "fragaria/ui/score.js";

// The newest text is what is worth seeing, unless the reader has scrolled up to read on their own.
function useTail(element, watched) {
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const box = element.current;
    if (box && atEnd.current) box.scrollTop = box.scrollHeight;
  }, watched);
  return (event) => {
    const box = event.currentTarget;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 8;
  };
}

function Step({ step }) {
  const scored = scoreOf(step);
  return html`
    <li>
      ${unnumbered(step.text)}
      ${scored &&
      html`
        <${Score} score=${scored} />
        ${scored.critiques.map((critique, i) => html`<p key=${i} class="critique">${critique}</p>`)}
      `}
    </li>
  `;
}

function LaneBody({ path, isWinner, whole, onToggle }) {
  const body = useRef(null);
  const scrolled = useTail(body, [path, whole]);
  const kind = isWinner ? "won" : path.status;
  return html`
    <div class=${`lane ${kind}${whole ? " whole" : ""}`} role="group" aria-label=${nameOf(path)}>
      <header>
        <button type="button" class="lane-name" aria-expanded=${whole} onClick=${onToggle}>${nameOf(path)}</button>
        <span class="lane-fate" title=${fateOf(path, isWinner)}>${fateOf(path, isWinner)}</span>
        ${path.answer !== null && html`<span class="lane-answer" dir="auto" title=${path.answer}>${path.answer}</span>`}
      </header>
      <div class="lane-body" ref=${body} tabindex="0" onScroll=${scrolled}>
        ${origin(path) &&
        html`
          <p class="lane-origin">${origin(path)}</p>
          ${path.note && html`<p class="critique">${path.note}</p>`}
        `}
        <ol dir="auto">
          ${path.steps.map((step, i) => html`<${Step} key=${i} step=${step} />`)}
          ${path.draft && html`<li key="draft" class="draft">${unnumbered(path.draft)}</li>`}
        </ol>
        ${findings(path).map((finding, i) => html`<${Finding} key=${i} ...${finding} />`)}
      </div>
    </div>
  `;
}

/** Re-renders only when its own path changed: the reducer keeps the identity of the others. */
export function Lane({ path, isWinner, whole, onToggle }) {
  return useMemo(
    () => html`<${LaneBody} path=${path} isWinner=${isWinner} whole=${whole} onToggle=${onToggle} />`,
    [path, isWinner, whole],
  );
}
