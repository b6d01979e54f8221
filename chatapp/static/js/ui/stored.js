// The thoughts of a run that ended before this page could follow it: read once somebody wants to see them.

import { useEffect, useState } from "preact/hooks";

import { loadRun } from "fragaria/store/runs.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { NotLoaded } from "fragaria/ui/thought-parts.js";

export function Stored({ run }) {
  const [failed, setFailed] = useState(false);
  const read = () => {
    setFailed(false);
    loadRun(run.id).catch(() => setFailed(true));
  };
  useEffect(read, [run.id]);
  if (failed) return html`<${NotLoaded} text=${t("The thoughts could not be loaded.")} onAgain=${read} />`;
  return html`<p class="thinking-note">${t("Loading the thoughts…")}</p>`;
}
