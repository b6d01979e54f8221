// A thought that is being thought, before anybody opens it: a window of fixed height on what a few paths write now.

import { useRef } from "preact/hooks";

import { nameOf } from "fragaria/run/fate.js";
import { places, tailOf } from "fragaria/run/peek.js";
import { t, tn } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { isPhone } from "fragaria/ui/layout.js";

const Tail = ({ path }) => html`
  <div class=${`peek-path ${path.status}`} role="group" aria-label=${nameOf(path)}>
    <p class="peek-name">${nameOf(path)}</p>
    <p class="peek-text"><span dir="auto">${tailOf(path)}</span></p>
  </div>
`;

export function Peek({ state, onOpen }) {
  const room = isPhone.value ? 1 : 3;
  const shown = useRef([]);
  shown.current = places(shown.current, state.paths, room);
  const rest = state.paths.length - shown.current.length;
  if (!state.paths.length) return null;
  return html`
    <div class="peek" onClick=${onOpen}>
      <div class="peek-paths">
        ${shown.current.map((id) => html`<${Tail} key=${id} path=${state.paths.find((path) => path.id === id)} />`)}
      </div>
      <button type="button" class="peek-open" onClick=${onOpen}>
        ${rest > 0 ? tn("Show the thought and {n} more path", "Show the thought and {n} more paths", rest) : t("Show the thought")}
      </button>
    </div>
  `;
}
