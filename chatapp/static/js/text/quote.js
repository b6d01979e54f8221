// Words of an answer as a quotation in a question.

// How many line ends stand at least before and after them.
const ENDS = new Map([
  ...["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"].map((name) => [name, 2]),
  ...["dd", "div", "dt", "hr", "li", "tr"].map((name) => [name, 1]),
]);
const CELLS = new Set(["td", "th"]);
const SILENT = new Set(["button", "script", "style", "svg"]);

// A formula is drawn twice: its source stands beside both.
function formula(node) {
  const source = node.querySelector?.("annotation");
  return source ? `$${source.textContent}$` : node.textContent;
}

function atLeast(text, ends) {
  let there = 0;
  while (there < ends && text.at(-1 - there) === "\n") there += 1;
  return text + "\n".repeat(ends - there);
}

// `text` with that of `node` behind it.
function read(text, node) {
  const name = node.localName ?? "";
  if (node.nodeType === 3) return text + node.nodeValue;
  if (SILENT.has(name)) return text;
  if (node.classList?.contains("katex")) return text + formula(node);
  if (name === "br") return `${text}\n`;
  const ends = ENDS.get(name) ?? 0;
  const inside = [...node.childNodes].reduce(read, atLeast(text, ends));
  return CELLS.has(name) ? `${inside}\t` : atLeast(inside, ends);
}

/** The text of the piece of a page `node`, in lines as one reads it. */
export const textOf = (node) => read("", node).replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim();

/** `text` as the lines of a quotation. */
export const quoted = (text) => text.trim().split("\n").map((line) => `> ${line}`.trimEnd()).join("\n");

/** `draft` with the quotation of `text` at its end, and room to go on. */
export const withQuote = (draft, text) => `${draft.trim() ? `${draft.trimEnd()}\n\n` : ""}${quoted(text)}\n\n`;
