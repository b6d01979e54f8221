// The paths of a search as one tree: steps that paths share stand in it once, and each path ends in a leaf.

import { scoreOf } from "fragaria/run/evidence.js";
import { unnumbered } from "fragaria/text/steps.js";

// Where step number `step` of `path` was written: by itself, or by the path that it branched from.
function writerOf(byId, path, step) {
  const seen = new Set();
  let at = path;
  while (step < at.shared && byId.has(at.parent) && !seen.has(at.id)) {
    seen.add(at.id);
    at = byId.get(at.parent);
  }
  return at.id;
}

/** The tree of `state`: nodes {key, kind, children, paths, won, pruned} of which
 * `step` has number (from 1), text, score ({score, band, ...} or null), and
 * `end` has path (as the state has it), draft.
 * `paths` says how many paths go through a node: in a tree search, how often it was visited. */
export function treeOf(state) {
  const byId = new Map(state.paths.map((path) => [path.id, path]));
  const roots = [];
  const nodes = new Map();
  for (const path of state.paths) {
    let siblings = roots;
    const won = path.id === state.winner;
    path.steps.forEach((step, i) => {
      const key = `${writerOf(byId, path, i)}.${i}`;
      let node = nodes.get(key);
      if (!node) {
        node = { key, kind: "step", number: i + 1, text: unnumbered(step.text), score: scoreOf(step), children: [], paths: 0, won: false, pruned: true };
        nodes.set(key, node);
        siblings.push(node);
      }
      node.paths += 1;
      node.won ||= won;
      node.pruned &&= path.status === "pruned";
      siblings = node.children;
    });
    siblings.push({
      key: `${path.id}`, kind: "end", path, draft: unnumbered(path.draft), children: [], paths: 1, won, pruned: path.status === "pruned",
    });
  }
  return roots;
}

/** The nodes that can be seen, in order, each {node, parent (key or null), level}; under those in `closed` nothing is. */
export function visible(roots, closed, parent = null, level = 1) {
  return roots.flatMap((node) => [
    { node, parent, level },
    ...(closed.has(node.key) ? [] : visible(node.children, closed, node.key, level + 1)),
  ]);
}

/** What `key` does in the tree where `current` is the key of the focused node: {current, closed}, or null for nothing.
 * As in the tree pattern of the ARIA authoring practices; `forward` is the arrow that points along the line. */
export function moved(roots, { current, closed }, key, forward = "ArrowRight") {
  const rows = visible(roots, closed);
  const at = Math.max(0, rows.findIndex(({ node }) => node.key === current));
  const row = rows[at];
  const to = (other) => (other ? { current: other.node.key, closed } : null);
  const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
  const isOpen = row?.node.children.length > 0 && !closed.has(row.node.key);
  const turn = () => {
    const next = new Set(closed);
    if (!next.delete(row.node.key)) next.add(row.node.key);
    return { current: row.node.key, closed: next };
  };
  if (!row) return null;
  if (key === "ArrowDown") return to(rows[at + 1]);
  if (key === "ArrowUp") return to(rows[at - 1]);
  if (key === "Home") return to(rows[0]);
  if (key === "End") return to(rows.at(-1));
  if (key === forward) return isOpen ? to(rows[at + 1]) : row.node.children.length ? turn() : null;
  if (key === backward) return isOpen ? turn() : to(rows.find(({ node }) => node.key === row.parent));
  return null;
}
