// A text that grows, as blocks. What is settled is never parsed again, so that a word costs the same at the end of
// a long answer as at its beginning.

import { cutOfList, cutOfParagraph, LONG } from "fragaria/text/cuts.js";
import { blocks, rendered, topBlocks } from "fragaria/text/markdown.js";
import { OpenFence } from "fragaria/text/open-fence.js";

const LISTS = new Set(["bullet_list_open", "ordered_list_open"]);
// Blocks that nothing after a blank line changes.
const SURE = new Set(["paragraph_open", "heading_open", "hr", "table_open", "math_block"]);

// So many characters before the growing part tell whether a text is still the one that was read.
const KNOWN = 2_000;

const plain = (text) => text.replace(/\r\n?/g, "\n");

function lineOffset(text, line) {
  let at = 0;
  for (let i = 0; i < line; i += 1) at = text.indexOf("\n", at) + 1;
  return at;
}

// Whether the blocks before the last one are as they will stay: it began in a complete line, or after a blank one
// with a letter, which continues no list.
function isSettling(tail, groups) {
  const at = lineOffset(tail, groups.at(-1).lines[0]);
  if (tail.indexOf("\n", at) >= 0) return true;
  if (tail[at - 1] !== "\n" || tail[at - 2] !== "\n") return false;
  return SURE.has(groups.at(-2).tokens[0].type) || /\p{L}/u.test(tail[at] ?? "");
}

const fresh = () => ({ text: "", seen: 0, upTo: 0, settled: 0, references: {}, fence: null, part: "", number: null });

export class GrowingBlocks {
  #now = fresh();

  /**
   * {from, blocks, settled}: the blocks from number `from` on are these; those before are as they were. The first
   * `settled` blocks will not change any more. A block is {html, code?, part?, opens?}: `part` tells a piece of a
   * long "text" or "list" that was cut, `opens` the first of them.
   */
  update(source) {
    if (!this.#isSame(this.#read(source))) this.#now = fresh();
    Object.assign(this.#now, this.#read(source));
    const from = this.#now.settled;
    return { from, blocks: this.#now.fence ? this.#readFence() : this.#parse(), settled: this.#now.settled };
  }

  // Line ends of other systems are rare: only what is new is searched for them, until there is one.
  #read(source) {
    const isPlain = source.indexOf("\r", this.#now.seen) < 0;
    return { text: isPlain ? source : plain(source), seen: isPlain ? source.length : 0 };
  }

  #isSame({ text }) {
    const { text: before, upTo } = this.#now;
    const known = Math.max(0, upTo - KNOWN);
    return text.slice(known, upTo) === before.slice(known, upTo);
  }

  /** The same of the whole text once it has ended: what was cut, or refers to what came later, is made whole. */
  finish(source) {
    this.#now = fresh();
    const all = blocks(plain(source));
    return { from: 0, blocks: all, settled: all.length };
  }

  #settle(count, length) {
    const now = this.#now;
    const slice = now.text.slice(now.upTo, now.upTo + length);
    if (slice.includes("]:")) topBlocks(slice, { references: now.references });
    now.settled += count;
    now.upTo += length;
  }

  #readFence() {
    const now = this.#now;
    const { code, end } = now.fence.read(now.text);
    const block = { html: now.fence.html, code };
    if (end < 0) return [block];
    now.fence = null;
    now.settled += 1;
    now.upTo = end;
    return [block, ...this.#parse()];
  }

  #parse() {
    const now = this.#now;
    const tail = now.text.slice(now.upTo);
    const env = { growing: true, references: { ...now.references } };
    const groups = topBlocks(tail, env);
    if (!groups.length) return [];
    if (now.number !== null && groups[0].tokens[0].type === "ordered_list_open") {
      groups[0].tokens[0].attrSet("start", String(now.number));
    }
    const pieces = groups.length === 1 && tail.length > LONG ? this.#cut(tail, groups[0], env) : null;
    if (pieces) return pieces;
    const result = groups.map((group) => rendered(group, env));
    if (now.part) result[0].part = now.part;
    let last = lineOffset(tail, groups.at(-1).lines[0]);
    if (groups.length > 1 && isSettling(tail, groups)) {
      Object.assign(now, { part: "", number: null });
      this.#settle(groups.length - 1, last);
      last = 0;
    }
    const isOpen = last === 0 && groups.at(-1).tokens[0].type === "fence";
    now.fence = isOpen ? OpenFence.at(now.text, now.upTo) : null;
    return now.fence ? [...result.slice(0, -1), ...this.#readFence()] : result;
  }

  #cut(tail, group, env) {
    const { type } = group.tokens[0];
    if (type === "paragraph_open") return this.#cutParagraph(tail, group, env);
    return LISTS.has(type) ? this.#cutList(tail, group, env) : null;
  }

  #cutParagraph(tail, group, env) {
    const length = cutOfParagraph(tail);
    const [piece, ...others] = length ? topBlocks(tail.slice(0, length), env) : [];
    if (piece?.tokens[0].type !== "paragraph_open" || others.length) return null;
    const block = rendered(piece, env);
    if (tail[length - 1] === "\n") block.html = block.html.replace(/<\/p>\s*$/, "<br></p>");
    return [this.#piece(block, "text", length), ...this.#parse()];
  }

  #cutList(tail, group, env) {
    // The last line may be unfinished: it could still be something else than an item.
    const cut = cutOfList(group.tokens, tail.split("\n").length - 1);
    if (!cut) return null;
    const block = rendered(cut, env);
    const first = group.tokens[0];
    const number = first.type === "ordered_list_open" ? Number(first.attrGet("start") ?? 1) + cut.items : null;
    this.#now.number = number;
    return [this.#piece(block, "list", lineOffset(tail, cut.line)), ...this.#parse()];
  }

  #piece(block, part, length) {
    const opens = this.#now.part !== part;
    this.#now.part = part;
    this.#settle(1, length);
    return { ...block, part, opens };
  }
}
