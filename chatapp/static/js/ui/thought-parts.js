// The parts that show a thought: fetched once there is one to show.

import { useEffect, useState } from "preact/hooks";

import { once, styles } from "fragaria/text/lazy.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

const PARTS = {
  thought: () => Promise.all([import("fragaria/ui/thought-open.js"), styles(["lanes", "peek", "votes", "reviews", "tree"])]),
  replay: () => Promise.all([import("fragaria/ui/stored-replay.js"), styles(["replay"]), PARTS.thought()]),
};

const loaded = new Map();

async function fetched(name) {
  const [module] = await once(`part ${name}`, PARTS[name]);
  loaded.set(name, module);
  return module;
}

export const NotLoaded = ({ text, onAgain }) => html`
  <p class="thinking-note">${text} <button type="button" class="link" onClick=${onAgain}>${t("Try again")}</button></p>
`;

/** The component `pick` of the part `name`, as soon as it is there, with `props`. */
export function Part({ name, pick, ...props }) {
  const [module, setModule] = useState(loaded.get(name) ?? null);
  const [failed, setFailed] = useState(false);
  const read = () => {
    setFailed(false);
    fetched(name).then(setModule, () => setFailed(true));
  };
  useEffect(() => {
    if (!module) read();
  }, [name]);
  if (module) return html`<${module[pick]} ...${props} />`;
  return failed && html`<${NotLoaded} text=${t("This part of the page could not be loaded.")} onAgain=${read} />`;
}
