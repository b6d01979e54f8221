// An answer's text as prose. Only blocks whose HTML changed touch the page: the text before the growing end
// keeps its nodes, and with them a reader's selection.

import { useMemo, useRef } from "preact/hooks";

import { clean } from "fragaria/text/clean.js";
import { blocks, GrowingBlocks } from "fragaria/text/markdown.js";
import { copyText } from "fragaria/ui/copy.js";
import { html } from "fragaria/ui/html.js";
import { announce } from "fragaria/store/status.js";

function Block({ source }) {
  const markup = useMemo(() => ({ __html: clean(source) }), [source]);
  return useMemo(() => html`<div class="block" dangerouslySetInnerHTML=${markup}></div>`, [markup]);
}

async function copyCode(event) {
  const button = event.target.closest?.(".code-copy");
  if (!button) return;
  const done = await copyText(button.closest(".code").querySelector("code").textContent);
  announce(done ? "Copied." : "It could not be copied.");
  button.textContent = done ? "Copied" : "Copy";
  setTimeout(() => {
    button.textContent = "Copy";
  }, 1600);
}

/** `growing` while more text may come. */
export function Prose({ text, growing }) {
  const grower = useRef(null);
  grower.current ??= new GrowingBlocks();
  const sources = useMemo(() => (growing ? grower.current.update(text) : blocks(text)), [text, growing]);
  return html`
    <div class=${growing ? "prose growing" : "prose"} onClick=${copyCode}>
      ${sources.map((source, i) => html`<${Block} key=${i} source=${source} />`)}
    </div>
  `;
}
