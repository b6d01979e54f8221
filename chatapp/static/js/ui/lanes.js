// The paths of a thought: side by side where there is room, one at a time on a phone.

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";

import { fateOf, nameOf } from "fragaria/run/fate.js";
import { t, tn } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Lane } from "fragaria/ui/lane.js";
import { isPhone } from "fragaria/ui/layout.js";

const FIRST = 8; // lanes, unless all are asked for
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

function OneAtATime({ state, isWinner }) {
  const [chosen, choose] = useState(null);
  const panel = useId();
  const paths = state.paths;
  const current = paths.find((path) => path.id === (chosen ?? state.winner)) ?? paths[0];
  // The chosen one of 32 is not where the row begins.
  const list = useRef(null);
  useLayoutEffect(() => {
    const [row, tab] = [list.current, list.current.querySelector("[aria-selected=true]")].map((each) => each.getBoundingClientRect());
    list.current.scrollLeft += tab.left + tab.width / 2 - row.left - row.width / 2;
  }, [current.id]);
  const key = (event) => {
    const turned = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
    const step = turned * STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = paths[(paths.indexOf(current) + step + paths.length) % paths.length];
    choose(next.id);
    event.currentTarget.querySelectorAll("[role=tab]")[paths.indexOf(next)].focus();
  };
  return html`
    <div class="lane-tabs" ref=${list} role="tablist" aria-label=${t("Paths")} onKeyDown=${key}>
      ${paths.map(
        (path) => html`
          <button key=${path.id} type="button" role="tab" class=${`lane-tab ${isWinner(path) ? "won" : path.status}`}
            aria-selected=${path === current} aria-label=${`${nameOf(path)}, ${fateOf(path, isWinner(path))}`} aria-controls=${panel}
            tabindex=${path === current ? 0 : -1} onClick=${() => choose(path.id)}>
            ${path.id + 1}
          </button>
        `,
      )}
    </div>
    <div role="tabpanel" id=${panel}>
      <${Lane} key=${current.id} path=${current} isWinner=${isWinner(current)} whole onToggle=${() => {}} />
    </div>
  `;
}

// The first ones, the chosen one before all; the rest only if the reader asks: 32 would hide the answer below them.
function firstOf(paths, isWinner) {
  const winner = paths.filter(isWinner);
  return [...winner, ...paths.filter((path) => !isWinner(path))].slice(0, FIRST);
}

function SideBySide({ state, isWinner }) {
  const [whole, setWhole] = useState(null);
  const [all, setAll] = useState(false);
  const paths = all || state.paths.length <= FIRST ? state.paths : firstOf(state.paths, isWinner);
  const rest = state.paths.length - paths.length;
  return html`
    <div class="lanes">
      ${paths.map(
        (path) => html`
          <${Lane} key=${path.id} path=${path} isWinner=${isWinner(path)} whole=${whole === path.id}
            onToggle=${() => setWhole((id) => (id === path.id ? null : path.id))} />
        `,
      )}
    </div>
    ${rest > 0 &&
    html`
      <button type="button" class="button quiet lanes-rest" onClick=${() => setAll(true)}>
        ${tn("Show {n} more path", "Show {n} more paths", rest)}
      </button>
    `}
  `;
}

export function Lanes({ state }) {
  if (!state.paths.length) return null;
  const View = isPhone.value ? OneAtATime : SideBySide;
  return html`<${View} state=${state} isWinner=${(path) => path.id === state.winner} />`;
}
