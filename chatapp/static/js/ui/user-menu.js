// Who is signed in, the theme, settings and the way out.

import { allowance } from "fragaria/store/allowance.js";
import { boot, tokenNow } from "fragaria/store/boot.js";
import { dropAllDrafts } from "fragaria/store/drafts.js";
import { chooseTheme, theme } from "fragaria/store/theme.js";
import { day } from "fragaria/text/dates.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { helpOpen } from "fragaria/ui/layout.js";
import { Menu, MenuItem } from "fragaria/ui/menu.js";

const THEMES = [
  ["light", t("Light")],
  ["dark", t("Dark")],
  ["system", t("System")],
];

const ThemeChoice = () => html`
  <fieldset class="segments">
    <legend class="hidden-visually">${t("Theme")}</legend>
    ${THEMES.map(
      ([value, label]) => html`
        <label key=${value}>
          <input type="radio" name="theme" checked=${theme.value === value} onChange=${() => chooseTheme(value)} />
          <span>${label}</span>
        </label>
      `,
    )}
  </fieldset>
`;

function planLine() {
  const { plan_name: plan, trial_ends_at: trial } = allowance.value ?? {};
  if (!plan) return "";
  return trial ? t("{plan} trial, ends {day}", { plan, day: day(trial) }) : plan;
}

function leave(event) {
  event.target.elements.csrfmiddlewaretoken.value = tokenNow();
  dropAllDrafts();
}

export function UserMenu() {
  const { email, name } = boot.user;
  const shown = name || email;
  const face = html`
    <span class="hidden-visually">${t("Account:")} </span>
    <span class="avatar" aria-hidden="true">${[...shown][0].toUpperCase()}</span>
    <span class="user-lines"><span>${shown}</span><span>${planLine()}</span></span>
    <${Icon} name="more" />
  `;
  const help = (close) => () => {
    close();
    helpOpen.value = true;
  };
  return html`
    <${Menu} className="user-button" face=${face}>
      ${(close) => html`
        <p class="menu-note">${email}</p>
        <${ThemeChoice} />
        <a class="menu-item" href=${boot.urls.settings}>${t("Settings")}</a>
        ${boot.urls.billing && html`<a class="menu-item" href=${boot.urls.billing}>${t("Billing")}</a>`}
        <${MenuItem} onSelect=${help(close)}>${t("Keyboard shortcuts")}<//>
        <form method="post" action=${boot.urls.signout} onSubmit=${leave}>
          <input type="hidden" name="csrfmiddlewaretoken" />
          <button class="menu-item">${t("Sign out")}</button>
        </form>
      `}
    <//>
  `;
}
