// An answer that has waited for its turn for a moment: about how long it may take, and the way round.

import { useEffect, useState } from "preact/hooks";

import { live } from "fragaria/live/connection.js";
import { allowance } from "fragaria/store/allowance.js";
import { hasLeft, when } from "fragaria/store/refusals.js";
import { site } from "fragaria/store/site.js";
import { waits } from "fragaria/store/waits.js";
import { aboutLong } from "fragaria/text/counts.js";
import { moment } from "fragaria/text/dates.js";
import { t } from "fragaria/text/t.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

// Most answers begin sooner: a word about each would only flicker.
const PATIENCE = 1500;

function pausedWords({ since, until }) {
  const words = [t("Answers of this kind are paused for the moment. Yours is kept and starts by itself.")];
  const now = new Date();
  if (since) words.push(t("Paused since {time}.", { time: moment(since, now) }));
  if (until && new Date(until) > now) words.push(t("Expected to go on {time}.", { time: when(until, now) }));
  return words.join(" ");
}

/** The words and the button, without the patience. */
export function WaitLine({ run }) {
  const seconds = waits.value.get(run.id);
  const paused = site.value.paused[run.mode];
  const fast = () => {
    live.useFast(run.id);
    focusQuestion();
  };
  return html`
    <div class="queue-wait">
      <p>${paused ? pausedWords(paused) : seconds ? t("It begins in about {time}.", { time: aboutLong(seconds) }) : t("It begins as soon as a place is free.")}</p>
      ${run.mode === "think" && !run.by_staff && !site.value.paused.fast && hasLeft(allowance.value?.fast) &&
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
