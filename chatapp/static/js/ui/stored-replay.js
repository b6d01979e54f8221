// The replay of a run whose log is read when somebody wants to see it.

import { useEffect, useState } from "preact/hooks";

import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Replay } from "fragaria/ui/replay.js";
import { NotLoaded } from "fragaria/ui/thought-parts.js";

/** `read()` resolves to the log: {entries, answer}. */
export function StoredReplay({ run, read, thoughts, onClose }) {
  const [log, setLog] = useState(null);
  const [failed, setFailed] = useState(false);
  const ask = () => {
    setFailed(false);
    read().then(setLog, () => setFailed(true));
  };
  useEffect(ask, []);
  if (log) return html`<${Replay} entries=${log.entries} answer=${log.answer} run=${run} thoughts=${thoughts} takesFocus onClose=${onClose} />`;
  if (failed) return html`<${NotLoaded} text=${t("The thoughts could not be loaded.")} onAgain=${ask} />`;
  return html`<p class="thinking-note">${t("Loading the thoughts…")}</p>`;
}
