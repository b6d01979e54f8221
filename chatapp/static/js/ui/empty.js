// A new conversation: a greeting and something to begin with.

import { askStarter } from "fragaria/store/asking.js";
import { boot } from "fragaria/store/boot.js";
import { html } from "fragaria/ui/html.js";

const STARTERS = ["What is 37*48 - 19?", "What is (58 - 13) * 12?", "Hi, what can you do?", "12 + 5 * 3"];

function greeting(hour) {
  if (hour < 5) return "Good evening";
  if (hour < 12) return "Good morning";
  return hour < 18 ? "Good afternoon" : "Good evening";
}

export function Empty() {
  const first = boot.user.name?.split(" ")[0];
  return html`
    <div class="empty">
      <h1>${greeting(new Date().getHours())}${first ? `, ${first}` : ""}</h1>
      <p>What would you like to work out?</p>
      <ul class="starters">
        ${STARTERS.map(
          (text) => html`<li key=${text}><button type="button" onClick=${() => askStarter(text)}>${text}</button></li>`,
        )}
      </ul>
      ${boot.mode === "demo" &&
      html`<p class="demo-note">The demo model is small: it knows arithmetic and a little small talk.</p>`}
    </div>
  `;
}
