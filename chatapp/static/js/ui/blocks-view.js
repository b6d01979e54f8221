// The blocks of a text in the page. Only what changed is touched: the text before the growing end keeps its nodes,
// and with them a reader's selection.

import { clean } from "fragaria/text/clean.js";
import { adorn } from "fragaria/ui/adorn.js";

// Blocks lie in groups, so that the layout of a new one looks at its group and not at all blocks.
const GROUP = 32;

const isSame = (a, b) => a.html === b.html && a.code === b.code && a.part === b.part && a.opens === b.opens;

function made({ html, code, part, opens }) {
  const node = document.createElement("div");
  node.className = part ? `block part-${part}${opens ? " opens" : ""}` : "block";
  // Each block reads in the direction of its first word.
  node.dir = "auto";
  node.innerHTML = clean(html);
  if (code !== undefined) node.querySelector("pre > code").textContent = code;
  return node;
}

// Code that has grown gets what is new; any other change puts it in anew, without colours.
function setCode(item, code) {
  const place = item.node.querySelector("pre > code");
  const only = place.childNodes.length === 1 ? place.firstChild : null;
  if (only?.nodeType === Node.TEXT_NODE && code.startsWith(item.code)) only.appendData(code.slice(item.code.length));
  else place.textContent = code;
}

function drop({ node }) {
  const group = node.parentNode;
  node.remove();
  if (!group.childElementCount) group.remove();
}

export class BlocksView {
  #items = [];
  #adorned = 0;

  constructor(box) {
    this.box = box;
  }

  /** Show what GrowingBlocks says: `blocks` from number `from` on, of which the first `settled` are done. */
  show({ from, blocks, settled }) {
    const old = this.#items.splice(from);
    this.#adorned = Math.min(this.#adorned, from);
    let at = 0;
    for (const block of blocks) {
      let found = old.findIndex((item, i) => i >= at && isSame(item, block));
      if (found < 0 && old[at]?.html === block.html && block.code !== undefined) {
        setCode(old[at], block.code);
        found = at;
      }
      for (; at < found; at += 1) drop(old[at]);
      if (found >= 0) at = found + 1;
      this.#put(found < 0 ? { node: made(block) } : old[found], block, old[at]);
    }
    old.slice(at).forEach(drop);
    for (; this.#adorned < settled; this.#adorned += 1) adorn(this.#items[this.#adorned]);
  }

  #put(item, block, next) {
    Object.assign(item, block);
    item.node.classList.toggle("after-text", this.#items.at(-1)?.part === "text" && block.part !== "text");
    if (!item.node.parentNode) {
      if (next) next.node.before(item.node);
      else this.#lastGroup().append(item.node);
    }
    this.#items.push(item);
  }

  #lastGroup() {
    const last = this.box.lastElementChild;
    if (last && last.childElementCount < GROUP) return last;
    const group = document.createElement("div");
    group.className = "blocks";
    this.box.append(group);
    return group;
  }
}
