// Markdown to HTML, block by block, so that a growing answer re-renders its last block only. Pure: no DOM.
// The HTML is still to be cleaned (text/clean.js) before it reaches a page.

import MarkdownIt from "markdown-it";

// A single line break is one: people and small models write lists and answers that way.
const md = new MarkdownIt({ html: false, linkify: true, breaks: true });
const escape = md.utils.escapeHtml;

// The policy of the page forbids style attributes; alignment becomes a class.
for (const rule of ["th_open", "td_open"]) {
  md.renderer.rules[rule] = (tokens, i, options, env, self) => {
    const align = /text-align:(left|center|right)/.exec(tokens[i].attrGet("style") ?? "")?.[1];
    tokens[i].attrs = align ? [["class", `align-${align}`]] : null;
    return self.renderToken(tokens, i, options);
  };
}

// A picture from elsewhere would tell its server who reads this: it is shown as a link.
md.renderer.rules.image = (tokens, i) => {
  const src = escape(tokens[i].attrGet("src") ?? "");
  return `<a href="${src}">${escape(tokens[i].content || "picture")}</a>`;
};

md.renderer.rules.table_open = () => '<div class="table-scroll"><table>';
md.renderer.rules.table_close = () => "</table></div>";

const code = (tokens, i) => {
  const language = /^[\w+#.-]{1,24}/.exec(tokens[i].info.trim())?.[0] ?? "";
  return (
    `<div class="code"><div class="code-head"><span>${escape(language)}</span>` +
    '<button type="button" class="code-copy">Copy</button></div>' +
    `<pre tabindex="0"><code>${escape(tokens[i].content)}</code></pre></div>`
  );
};
md.renderer.rules.fence = code;
md.renderer.rules.code_block = code;

// Groups of tokens, one for each top-level block, with the lines [from, to) they span.
function topBlocks(tokens) {
  const groups = [];
  let group = [];
  for (const token of tokens) {
    group.push(token);
    if (token.level === 0 && token.nesting <= 0) {
      groups.push({ tokens: group, lines: group[0].map ?? [0, 0] });
      group = [];
    }
  }
  return groups;
}

const render = (group, env) => md.renderer.render(group.tokens, md.options, env);

/** The HTML of each top-level block of `text`. */
export function blocks(text) {
  const env = {};
  return topBlocks(md.parse(text, env)).map((group) => render(group, env));
}

/**
 * The same for a text that grows. A block is settled when a later one has begun in a complete line;
 * settled blocks are never parsed again, so that the work per change stays that of the last block.
 */
export class GrowingBlocks {
  #settled = [];
  #upTo = 0;
  #text = "";

  update(text) {
    if (!text.startsWith(this.#text.slice(0, this.#upTo))) {
      this.#settled = [];
      this.#upTo = 0;
    }
    this.#text = text;
    const tail = text.slice(this.#upTo);
    const env = {};
    const groups = topBlocks(md.parse(tail, env));
    const html = groups.map((group) => render(group, env));
    const result = [...this.#settled, ...html];
    const completeLines = tail.split("\n").length - 1;
    const last = groups.at(-1);
    if (groups.length > 1 && last.lines[0] < completeLines) {
      this.#settled = result.slice(0, -1);
      this.#upTo += lineOffset(tail, last.lines[0]);
    }
    return result;
  }
}

function lineOffset(text, line) {
  let at = 0;
  for (let i = 0; i < line; i += 1) at = text.indexOf("\n", at) + 1;
  return at;
}
