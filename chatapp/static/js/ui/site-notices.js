// What staff say to everybody: a banner at the top, and above the composer that the site is closed.

import { useEffect } from "preact/hooks";

import { banner, putAway, site } from "fragaria/store/site.js";
import { announce } from "fragaria/store/status.js";
import { when } from "fragaria/store/refusals.js";
import { t } from "fragaria/text/t.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

/** The line at the top, until its reader puts it away. */
export function Banner() {
  const shown = banner.value;
  useEffect(() => announce(shown?.text ?? ""), [shown?.id]);
  if (!shown) return null;
  const away = () => {
    putAway(shown);
    focusQuestion();
  };
  return html`
    <aside class=${`account-notice site-banner ${shown.level}`} aria-label=${t("Announcement")}>
      <p lang=${shown.lang} dir="auto">
        ${shown.text} ${shown.link && html`<a href=${shown.link} target="_blank" rel="noopener noreferrer">${t("More about this")}</a>`}
      </p>
      <button type="button" class="icon-button small" aria-label=${t("Dismiss")} onClick=${away}><${Icon} name="close" /></button>
    </aside>
  `;
}

/** Above the composer, inside a status region. */
export function Closed() {
  const { maintenance } = site.value;
  if (!maintenance) return null;
  const { text, until, passes } = maintenance;
  if (passes) return html`<p class="notice calm">${t("The site is closed for maintenance. You pass as staff.")}</p>`;
  const now = new Date();
  return html`
    <div class="notice warn">
      <p>
        ${t("This site is being maintained. What you type is kept, and you can send it as soon as it is over.")}
        ${text && html` <span dir="auto">${text}</span>`}
        ${until && new Date(until) > now && ` ${t("It is expected to end {time}.", { time: when(until, now) })}`}
      </p>
    </div>
  `;
}
