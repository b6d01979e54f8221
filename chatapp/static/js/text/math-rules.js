// Formulas in markdown: $...$, $$...$$, \(...\) and \[...\]. They stay as written until ui/formula.js draws them,
// so that a half-written one, money, and a page without KaTeX all show plain text.

const LONGEST_LINE = 2_000;
const LONGEST_DISPLAY = 6_000;
const MOST_LINES = 80;
const PAIRS = { "\\(": "\\)", "\\[": "\\]", $$: "$$" };
const WORD = /[\p{L}\p{N}]/u;
const SPACE = /\s/;
const BLANK_LINE = /\n[ \t]*\n/;
// "$5 million and 6$" is about money, "$5 x$" is not.
const MONEY = /^\d[\d.,]*\s+\p{L}{2}/u;
const SYMBOLS = /[\\^_={}]/;

// Where `mark` next stands at or after `from`. Remembered for the text, so that any number of openers
// without a closer costs one search.
function next(state, mark, from) {
  const known = (state.closers ??= {});
  const at = known[mark];
  if (at === undefined || (at !== -1 && at < from)) known[mark] = state.src.indexOf(mark, from);
  return known[mark];
}

// Where the formula that a single dollar at `start` opens has its closing dollar; -1: it opens none.
function closingDollar(src, start) {
  const first = src[start + 1];
  if (first === undefined || SPACE.test(first) || WORD.test(src[start - 1] ?? "")) return -1;
  const end = Math.min(src.length, start + LONGEST_LINE);
  for (let i = start + 1; i < end; i += 1) {
    if (src[i] === "\\") i += 1;
    else if (src[i] === "$") {
      const inside = src.slice(start + 1, i);
      if (SPACE.test(src[i - 1]) || WORD.test(src[i + 1] ?? "") || src[i + 1] === "$") return -1;
      return BLANK_LINE.test(inside) || (MONEY.test(inside) && !SYMBOLS.test(inside)) ? -1 : i;
    }
  }
  return -1;
}

function endOfInline(state) {
  const { src, pos } = state;
  const opener = src.slice(pos, pos + 2);
  if (Object.hasOwn(PAIRS, opener)) {
    const at = next(state, PAIRS[opener], pos + 2);
    const inside = src.slice(pos + 2, at);
    const fits = at > pos + 2 && at - pos < LONGEST_LINE && inside.trim() && !BLANK_LINE.test(inside);
    return fits ? at + 2 : -1;
  }
  const at = src[pos] === "$" ? closingDollar(src, pos) : -1;
  return at < 0 ? -1 : at + 1;
}

function inline(state, silent) {
  const end = endOfInline(state);
  if (end < 0 || end > state.posMax) return false;
  if (!silent) {
    const token = state.push("math_inline", "", 0);
    token.content = state.src.slice(state.pos, end);
    token.hidden = false;
  }
  state.pos = end;
  return true;
}

const lineOf = (state, line) => state.src.slice(state.bMarks[line] + state.tShift[line], state.eMarks[line]);

// The line after the formula that begins in line `start`; 0: none begins, -1: it has not ended where the text ends.
function endOfBlock(state, start, last) {
  const first = lineOf(state, start).trim();
  const closer = PAIRS[first.slice(0, 2)];
  if (!closer || first.startsWith("\\(")) return 0;
  let rest = first.slice(2);
  let size = 0;
  for (let line = start; ; ) {
    const at = rest.indexOf(closer);
    // Text after the closer makes it part of a paragraph, but for a sentence's own mark.
    if (at >= 0) return /^[.,;:]?$/.test(rest.slice(at + 2).trim()) && (at > 0 || line > start) ? line + 1 : 0;
    size += rest.length;
    line += 1;
    if (line >= last) return -1;
    if (state.isEmpty(line) || size > LONGEST_DISPLAY || line - start > MOST_LINES) return 0;
    if (state.sCount[line] < state.blkIndent) return 0;
    rest = lineOf(state, line).trim();
  }
}

function block(state, start, last, silent) {
  if (state.sCount[start] - state.blkIndent >= 4) return false;
  const end = endOfBlock(state, start, last);
  const pending = end < 0 && state.env.growing && last === state.lineMax;
  if (!end || (end < 0 && !pending)) return false;
  if (silent) return true;
  const after = pending ? last : end;
  const token = state.push(pending ? "math_pending" : "math_block", "", 0);
  token.content = state.getLines(start, after, state.blkIndent, false).trim();
  token.map = [start, after];
  token.block = true;
  state.line = after;
  return true;
}

/** A markdown-it plugin. What it finds is text in elements of class `math`, its delimiters included. */
export function mathRules(md) {
  const escape = md.utils.escapeHtml;
  md.inline.ruler.before("escape", "math_inline", inline);
  md.block.ruler.before("fence", "math_block", block, { alt: ["paragraph", "reference", "blockquote", "list"] });
  md.renderer.rules.math_inline = (tokens, i) => {
    const { content } = tokens[i];
    const display = content.startsWith("$$") || content.startsWith("\\[");
    return `<span class="math${display ? " math-display" : ""}">${escape(content)}</span>`;
  };
  md.renderer.rules.math_block = (tokens, i) => `<div class="math math-display">${escape(tokens[i].content)}</div>`;
  md.renderer.rules.math_pending = (tokens, i) => `<p>${escape(tokens[i].content).replaceAll("\n", "<br>\n")}</p>`;
}
