// The paths of a thought: side by side where there is room, one at a time on a phone.

import { useId, useState } from "preact/hooks";

import { html } from "fragaria/ui/html.js";
import { Lane, nameOf } from "fragaria/ui/lane.js";
import { isPhone } from "fragaria/ui/layout.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

function OneAtATime({ state, isWinner }) {
  const [chosen, choose] = useState(null);
  const panel = useId();
  const paths = state.paths;
  const current = paths.find((path) => path.id === (chosen ?? state.winner)) ?? paths[0];
  const key = (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = paths[(paths.indexOf(current) + step + paths.length) % paths.length];
    choose(next.id);
    event.currentTarget.querySelectorAll("[role=tab]")[paths.indexOf(next)].focus();
  };
  return html`
    <div class="lane-tabs" role="tablist" aria-label="Paths" onKeyDown=${key}>
      ${paths.map(
        (path) => html`
          <button key=${path.id} type="button" role="tab" class=${`lane-tab ${isWinner(path) ? "won" : path.status}`}
            aria-selected=${path === current} aria-label=${nameOf(path)} aria-controls=${panel}
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

function SideBySide({ state, isWinner }) {
  const [whole, setWhole] = useState(null);
  return html`
    <div class="lanes">
      ${state.paths.map(
        (path) => html`
          <${Lane} key=${path.id} path=${path} isWinner=${isWinner(path)} whole=${whole === path.id}
            onToggle=${() => setWhole((id) => (id === path.id ? null : path.id))} />
        `,
      )}
    </div>
  `;
}

export function Lanes({ state }) {
  if (!state.paths.length) return null;
  const View = isPhone.value ? OneAtATime : SideBySide;
  return html`<${View} state=${state} isWinner=${(path) => path.id === state.winner} />`;
}
