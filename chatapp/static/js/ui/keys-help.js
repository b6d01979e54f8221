// The keys that work on this page.

import { needsModifier } from "fragaria/ui/send-key.js";
import { helpOpen } from "fragaria/ui/layout.js";
import { t } from "fragaria/text/t.js";
import { Dialog } from "fragaria/ui/dialog.js";
import { html } from "fragaria/ui/html.js";

const isApple = () => /^(Mac|iP)/.test(navigator.platform);

// Mod: Cmd on Apple's machines, Ctrl elsewhere.
const ANYWHERE = () => [
  [t("New chat"), "Mod", "Shift", "O"],
  [t("Search"), "Mod", "K"],
  [t("Show or hide the sidebar"), "Mod", "Shift", "S"],
  [t("Copy the last answer"), "Mod", "Shift", "C"],
  [t("Stop the answer"), "Esc"],
  [t("Go to the composer"), "Shift", "Esc"],
  [t("These keys"), "Mod", "/"],
];

const COMPOSER = () => [
  [t("Send, or queue while an answer is written"), ...(needsModifier() ? ["Mod", "Enter"] : ["Enter"])],
  [t("New line"), ...(needsModifier() ? ["Enter"] : ["Shift", "Enter"])],
  [t("Saved prompts, in an empty composer"), "/"],
  [t("Next place to fill in of a prompt"), "Tab"],
];

const Keys = ({ keys }) => keys.map((key) => html`<kbd key=${key}>${key === "Mod" ? (isApple() ? "⌘" : "Ctrl") : key}</kbd>`);

const Group = ({ title, rows }) => html`
  <h3>${title}</h3>
  <dl class="keys">
    ${rows.map(([what, ...keys]) => html`<div key=${what}><dt>${what}</dt><dd><${Keys} keys=${keys} /></dd></div>`)}
  </dl>
`;

export const KeysHelp = () => html`
  <${Dialog} title=${t("Keyboard shortcuts")} onClose=${() => (helpOpen.value = false)}>
    <${Group} title=${t("Anywhere")} rows=${ANYWHERE()} />
    <${Group} title=${t("In the composer")} rows=${COMPOSER()} />
  <//>
`;
