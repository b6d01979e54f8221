// Markdown to HTML, block by block. Pure: no DOM. The HTML is still to be cleaned (text/clean.js) before it
// reaches a page.

import MarkdownIt from "markdown-it";

import { mathRules } from "fragaria/text/math-rules.js";
import { ownPicture } from "fragaria/text/picture.js";
import { taskRules } from "fragaria/text/task-rules.js";

// A single line break is one: people and small models write lists and answers that way.
const md = new MarkdownIt({ html: false, linkify: true, breaks: true }).use(mathRules).use(taskRules);
const escape = md.utils.escapeHtml;

// The policy of the page forbids style attributes; alignment becomes a class.
for (const rule of ["th_open", "td_open"]) {
  md.renderer.rules[rule] = (tokens, i, options, env, self) => {
    const align = /text-align:(left|center|right)/.exec(tokens[i].attrGet("style") ?? "")?.[1];
    tokens[i].attrs = align ? [["class", `align-${align}`]] : null;
    return self.renderToken(tokens, i, options);
  };
}

// A picture from elsewhere is shown as a link, so that nothing is fetched for it unasked.
md.renderer.rules.image = (tokens, i) => {
  const src = tokens[i].attrGet("src") ?? "";
  const words = escape(tokens[i].content || "picture");
  const own = ownPicture(src);
  return own ? `<img src="${escape(own)}" alt="${words}" loading="lazy">` : `<a href="${escape(src)}">${words}</a>`;
};

md.renderer.rules.table_open = () => '<div class="table-scroll" tabindex="0"><table>';
md.renderer.rules.table_close = () => "</table></div>";

/** The plain word that a fence names its language with, or "". */
export const languageOf = (info) => /^[\w+#.-]{1,24}(?=$|\s|\{|,|:)/.exec(info.trim())?.[0] ?? "";

/** A code block without its code. */
export function codeShell(language, code = "") {
  const name = language ? ` class="language-${escape(language.toLowerCase())}"` : "";
  return (
    `<div class="code"><div class="code-head"><span class="code-language">${escape(language)}</span>` +
    '<button type="button" class="code-tool code-wrap" aria-pressed="false">Wrap</button>' +
    '<button type="button" class="code-tool code-copy">Copy</button></div>' +
    `<pre tabindex="0"><code${name}>${escape(code)}</code></pre></div>`
  );
}
const code = (tokens, i) => codeShell(languageOf(tokens[i].info), tokens[i].content);
md.renderer.rules.fence = code;
md.renderer.rules.code_block = code;

// The parser stops at this depth, without a word about what is inside.
const DEEPEST = md.options.maxNesting ?? 100;

/**
 * The top-level blocks of `text`: [{tokens, lines: [from, to)}], with `plain`, their source, where they are nested
 * too deep to be formatted. `env` is markdown-it's, and kept between calls.
 */
export function topBlocks(text, env) {
  const groups = [];
  let group = [];
  for (const token of md.parse(text, env)) {
    group.push(token);
    if (token.level === 0 && token.nesting <= 0) {
      groups.push({ tokens: group, lines: group[0].map ?? [0, 0] });
      group = [];
    }
  }
  const deep = groups.filter(({ tokens }) => tokens.some(({ level }) => level >= DEEPEST - 1));
  const lines = deep.length ? text.split(/\r\n?|\n/) : [];
  for (const each of deep) each.plain = lines.slice(...each.lines).join("\n");
  return groups;
}

/** A block as {html}; a code block as {html, code} with its code apart from its frame: it need not be cleaned. */
export function rendered({ tokens, plain }, env) {
  if (plain !== undefined) return { html: `<p class="as-written">${escape(plain)}</p>` };
  const [first] = tokens;
  const isCode = first.type === "fence" || first.type === "code_block";
  return isCode
    ? { html: codeShell(languageOf(first.info)), code: first.content }
    : { html: md.renderer.render(tokens, md.options, env) };
}

/** The top-level blocks of a whole text. */
export function blocks(text) {
  const env = {};
  return topBlocks(text, env).map((group) => rendered(group, env));
}
