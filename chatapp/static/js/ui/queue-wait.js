// An answer that has waited for its turn for a moment: about how long it may take, and the way round.

import { useEffect, useState } from "preact/hooks";

import { live } from "fragaria/live/connection.js";
import { allowance } from "fragaria/store/allowance.js";
import { hasLeft } from "fragaria/store/refusals.js";
import { waits } from "fragaria/store/waits.js";
import { aboutLong } from "fragaria/text/counts.js";
import { t } from "fragaria/text/t.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

// Most answers begin sooner: a word about each would only flicker.
const PATIENCE = 1500;

/** The words and the button, without the patience. */
export function WaitLine({ run }) {
  const seconds = waits.value.get(run.id);
  const fast = () => {
    live.useFast(run.id);
    focusQuestion();
  };
  return html`
    <div class="queue-wait">
      <p>${seconds ? t("It begins in about {time}.", { time: aboutLong(seconds) }) : t("It begins as soon as a place is free.")}</p>
      ${run.mode === "think" && hasLeft(allowance.value?.fast) &&
      html`<button type="button" class="button quiet" onClick=${fast}><${Icon} name="fast" />${t("Use Fast")}</button>`}
    </div>
  `;
}

/** Below a queued answer. */
export function QueueWait({ run }) {
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [run.id]);
  return waited ? html`<${WaitLine} run=${run} />` : null;
}
