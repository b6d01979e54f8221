// A thought as a reader sees it, whether it is being thought, was thought, was shared, or is played again.

import { useMemo, useState } from "preact/hooks";

import { asEnded } from "fragaria/run/fate.js";
import { isTree } from "fragaria/run/why.js";
import { load, save } from "fragaria/store/storage.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Lanes } from "fragaria/ui/lanes.js";
import { Reviews } from "fragaria/ui/reviews.js";
import { Tree } from "fragaria/ui/tree.js";
import { Votes } from "fragaria/ui/votes.js";
import { Why } from "fragaria/ui/why.js";

const KEPT = "thought-view";

function Choice({ view, choose }) {
  const VIEWS = [["lanes", t("Lanes")], ["tree", t("Tree")]];
  return html`
    <div class="thought-views" role="group" aria-label=${t("How the paths are shown")}>
      ${VIEWS.map(
        ([name, label]) => html`
          <button key=${name} type="button" class="thought-view" aria-pressed=${view === name} onClick=${() => choose(name)}>${label}</button>
        `,
      )}
    </div>
  `;
}

/** `state` of a run as run/state.js has it; `thoughts`: "full", or "summary" where the site keeps the words to itself. */
export function Thought({ state: known, thoughts }) {
  const state = useMemo(() => asEnded(known), [known]);
  const [view, setView] = useState(load(KEPT) === "tree" ? "tree" : "lanes");
  if (!state.paths.length) return null;
  if (thoughts === "summary") {
    return html`
      <${Why} state=${state} />
      <${Votes} state=${state} />
      <p class="thinking-note">${t("This site shows how an answer was found, not the steps themselves.")}</p>
    `;
  }
  const choose = (name) => {
    setView(name);
    save(KEPT, name);
  };
  const tree = isTree(state);
  return html`
    <${Why} state=${state} />
    <${Votes} state=${state} />
    <${Reviews} state=${state} />
    ${tree && html`<${Choice} view=${view} choose=${choose} />`}
    ${tree && view === "tree" ? html`<${Tree} state=${state} />` : html`<${Lanes} state=${state} />`}
  `;
}
