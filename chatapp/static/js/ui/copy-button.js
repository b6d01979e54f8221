import { useState } from "preact/hooks";

import { copyText } from "fragaria/ui/copy.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

export function CopyButton({ text, label }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const done = await copyText(text);
    setCopied(done);
    setTimeout(() => setCopied(false), 1600);
  };
  return html`
    <button type="button" class="icon-button small" aria-label=${label} title=${label} onClick=${copy}>
      <${Icon} name=${copied ? "check" : "copy"} />
    </button>
  `;
}
