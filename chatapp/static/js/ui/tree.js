// The steps of a search as a tree, for the keyboard as the ARIA tree pattern has it. The chosen path's line is bold.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { fateOf, nameOf } from "fragaria/run/fate.js";
import { moved, treeOf } from "fragaria/run/tree.js";
import { t, tn } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Score } from "fragaria/ui/score.js";

const NONE = new Set();

function StepLine({ node }) {
  return html`
    <span class="tree-number">${node.number}</span>
    <span class="tree-text" dir="auto">${node.text || t("(without words)")}</span>
    <span class="tree-marks">
      ${node.score && html`<${Score} score=${node.score} />`}
      ${node.paths > 1 && html`<span class="tree-paths" title=${t("Paths through this step")}>${tn("{n} path", "{n} paths", node.paths)}</span>`}
    </span>
  `;
}

function EndLine({ node }) {
  const { path, draft, won } = node;
  return html`
    <span class="tree-end">${nameOf(path)}</span>
    <span class="tree-text" dir="auto">${draft || fateOf(path, won)}</span>
    ${path.answer !== null && html`<span class="lane-answer" dir="auto" title=${path.answer}>${path.answer}</span>`}
  `;
}

function Node({ node, level, siblings, place, tree }) {
  const { current, closed, focus, turn, whole } = tree;
  const { key, children, won, pruned, kind } = node;
  const inner = children.length > 0;
  const open = inner && !closed.has(key);
  const classes = [kind, won && "won", pruned && "pruned", whole.has(key) && "whole", kind === "end" && node.path.status];
  const press = (event) => {
    event.stopPropagation();
    focus(key);
    turn(node);
  };
  return html`
    <li role="treeitem" data-key=${key} aria-level=${level} aria-setsize=${siblings} aria-posinset=${place}
      aria-expanded=${inner ? open : null} aria-selected=${key === current} tabindex=${key === current ? 0 : -1}
      class=${classes.filter(Boolean).join(" ")} onClick=${press}>
      <div class="tree-line">${kind === "step" ? html`<${StepLine} node=${node} />` : html`<${EndLine} node=${node} />`}</div>
      ${whole.has(key) && kind === "step" && node.score?.critiques.map((critique, i) => html`<p key=${i} class="critique" dir="auto">${critique}</p>`)}
      ${open && html`<${Branches} nodes=${children} level=${level + 1} tree=${tree} />`}
    </li>
  `;
}

const Branches = ({ nodes, level, tree }) => html`
  <ul role="group" class=${nodes.length === 1 ? "only" : ""}>
    ${nodes.map((node, i) => html`<${Node} key=${node.key} node=${node} level=${level} siblings=${nodes.length} place=${i + 1} tree=${tree} />`)}
  </ul>
`;

/** `state` of a run, live or ended. */
export function Tree({ state }) {
  const roots = useMemo(() => treeOf(state), [state]);
  const [place, setPlace] = useState({ current: null, closed: NONE });
  const [whole, setWhole] = useState(NONE);
  const box = useRef(null);
  const moving = useRef(false);
  const current = place.current ?? roots[0]?.key;
  useEffect(() => {
    if (moving.current) box.current.querySelector(`[data-key="${CSS.escape(current)}"]`)?.focus();
    moving.current = false;
  }, [current, place]);

  const turn = ({ key }) =>
    setWhole((known) => {
      const next = new Set(known);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const key = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const next = moved(roots, { current, closed: place.closed }, event.key, forward);
    if (next) {
      moving.current = true;
      setPlace(next);
    } else if (event.key === "Enter" || event.key === " ") turn({ key: current });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const tree = { current, closed: place.closed, whole, turn, focus: (to) => setPlace({ ...place, current: to }) };
  return html`
    <p class="tree-hint" id="tree-hint">${t("Arrow keys move, open and close; Enter shows a step whole.")}</p>
    <ul class="tree" role="tree" aria-label=${t("Steps of all paths")} aria-describedby="tree-hint" ref=${box} onKeyDown=${key}>
      ${roots.map((node, i) => html`<${Node} key=${node.key} node=${node} level=${1} siblings=${roots.length} place=${i + 1} tree=${tree} />`)}
    </ul>
  `;
}
