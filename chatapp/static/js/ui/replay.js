// A thought, played again: the log of a run through the reducer that the live view uses, shown by the same components.
//
//   html`<${Replay} entries=${entries} run=${run} />`
//
// entries   the run's log, as GET /api/runs/{id}/events has it (docs/protocol.md): [{a, s, at, e}]
// run       {status, seconds, paths, verdict} of the stored message; it needs no id, and no server
// answer    the answer's text, for a log that does not tell it (stored logs do not)
// thoughts  "full" or "summary": what the site shows of a thought's words
// speed     0.25, 1, 4 or 16; without it a thought of a minute takes about fifteen seconds
// autoplay  false: it waits, with its end in sight, until somebody presses Play
// after     (state) => vnode: what stands below the thought, for example state.answer as it grows
// takesFocus  true: the keyboard is on the player as soon as it is there
// onClose   called by the Close button; without it there is none
//
// It needs the styles of includes/thought_styles.html and includes/answer_styles.html (thinking.css and evidence.css
// there), and nothing of the chat page: no boot data, no socket.

import { useEffect, useMemo, useRef } from "preact/hooks";

import { liveTitle, pastLine } from "fragaria/run/summary.js";
import { speedsOf, trackOf } from "fragaria/run/track.js";
import { duration } from "fragaria/text/counts.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Thought } from "fragaria/ui/thought.js";
import { usePlayer } from "fragaria/ui/use-player.js";

const JUMP = 0.05; // of the whole, for an arrow key

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const seconds = (at) => duration(Math.round(at * 10) / 10);

const Tool = ({ label, icon, disabled, onClick }) => html`
  <button type="button" class=${`icon-button replay-${icon}`} aria-label=${label} title=${label} disabled=${disabled} onClick=${onClick}>
    <${Icon} name=${icon} />
  </button>
`;

function Controls({ player, onClose }) {
  const { at, length, playing, ended, speed, toggle, seek, hasten } = player;
  const label = playing ? t("Pause") : ended ? t("Play again") : t("Play");
  return html`
    <div class="replay-controls">
      <${Tool} label=${label} icon=${playing ? "pause" : ended ? "retry" : "play"} onClick=${toggle} />
      <input type="range" class="replay-place" min="0" max=${length} step="any" value=${at} aria-label=${t("Place in the thought")}
        style=${{ "--done": `${length ? (100 * at) / length : 100}%` }}
        aria-valuetext=${t("{at} of {length}", { at: seconds(at), length: seconds(length) })}
        onInput=${(event) => seek(event.currentTarget.valueAsNumber)} />
      <span class="replay-time" aria-hidden="true">${t("{at} of {length}", { at: seconds(at), length: seconds(length) })}</span>
      <div class="replay-speeds" role="group" aria-label=${t("Speed")}>
        ${speedsOf(length).map(
          (each) => html`
            <button key=${each} type="button" class="replay-speed" aria-pressed=${each === speed} onClick=${() => hasten(each)}>
              ${each === 0.25 ? "¼" : each}×
            </button>
          `,
        )}
      </div>
      <${Tool} label=${t("Skip to the end")} icon="skip" disabled=${ended} onClick=${() => seek(length)} />
      ${onClose && html`<${Tool} label=${t("Close the replay")} icon="close" onClick=${onClose} />`}
    </div>
  `;
}

/** See the head of this module. */
export function Replay({ entries, run, answer = "", thoughts = "full", speed, autoplay = true, after, takesFocus = false, onClose }) {
  const track = useMemo(() => trackOf(entries, { answer, still: isStill() }), [entries, answer]);
  const player = usePlayer(track, { speed, autoplay });
  const { at, length, state, toggle, seek } = player;
  const box = useRef(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, []);
  const jump = (event, sign) => {
    const along = getComputedStyle(event.currentTarget).direction === "rtl" ? -sign : sign;
    seek(at + along * length * JUMP);
  };
  const KEYS = {
    " ": toggle,
    ArrowLeft: (event) => jump(event, -1),
    ArrowRight: (event) => jump(event, 1),
    Home: () => seek(0),
    End: () => seek(length),
  };
  // On the player itself and on its bar; what stands in it has keys of its own.
  const key = (event) => {
    const act = event.target === event.currentTarget || event.target.type === "range" ? KEYS[event.key] : null;
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(event);
  };
  if (!length) return html`<p class="thinking-note">${t("Nothing of this thought was kept that could be played.")}</p>`;
  return html`
    <div class="replay" ref=${box} role="group" tabindex="0" aria-label=${t("Replay of the thought")} onKeyDown=${key}>
      <${Controls} player=${player} onClose=${onClose} />
      <p class="replay-title" dir="auto">${(player.ended && pastLine(run, state)) || liveTitle(state)}</p>
      <${Thought} state=${state} thoughts=${thoughts} />
      ${after?.(state)}
    </div>
  `;
}
