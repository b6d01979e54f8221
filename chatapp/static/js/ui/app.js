// The whole page.

import { useEffect } from "preact/hooks";

import { boot } from "fragaria/store/boot.js";
import { missed, toasts } from "fragaria/store/finished.js";
import { banner } from "fragaria/store/site.js";
import { announcement } from "fragaria/store/status.js";
import { title } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";
import { Composer } from "fragaria/ui/composer.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { later } from "fragaria/ui/later.js";
import { closeDrawer, drawerOpen, helpOpen, isNarrow, sidebarHidden, toggleSidebar } from "fragaria/ui/layout.js";
import { Notice } from "fragaria/ui/notice.js";
import { Place } from "fragaria/ui/place.js";
import { SearchDialog } from "fragaria/ui/search-dialog.js";
import { Sidebar, startNew } from "fragaria/ui/sidebar.js";
import { Thread } from "fragaria/ui/thread.js";
import { TopActions } from "fragaria/ui/top-actions.js";

const Toasts = later(async () => (await import("fragaria/ui/toasts.js")).Toasts, ["toasts"]);
const ReadOnly = later(async () => (await import("fragaria/ui/read-only.js")).ReadOnly, []);
const Banner = later(async () => (await import("fragaria/ui/site-notices.js")).Banner, []);
const KeysHelp = later(async () => (await import("fragaria/ui/keys-help.js")).KeysHelp, ["keys"]);

const StatusNode = () => html`<p class="hidden-visually" role="status" aria-live="polite">${announcement.value}</p>`;

function TopBar({ sidebarShown }) {
  return html`
    <header class="top-bar">
      ${!sidebarShown &&
      html`
        <button type="button" class="icon-button" aria-label=${t("Show the sidebar")} title=${t("Show the sidebar")}
          aria-expanded="false" aria-controls="sidebar" onClick=${toggleSidebar}><${Icon} name="sidebar" /></button>
      `}
      ${title.value ? html`<h1 class="top-title" dir="auto">${title.value}</h1>` : html`<p class="top-title"></p>`}
      <${TopActions} />
      ${!sidebarShown &&
      html`<button type="button" class="icon-button" aria-label=${t("New chat")} title=${t("New chat")} onClick=${startNew}><${Icon} name="plus" /></button>`}
    </header>
  `;
}

export function App() {
  const overlay = isNarrow.value;
  const open = overlay ? drawerOpen.value : !sidebarHidden.value;
  useEffect(() => {
    const mark = missed.value.size ? `● (${missed.value.size}) ` : "";
    document.title = mark + (title.value ? `${title.value} · Fragaria` : "Fragaria");
  }, [title.value, missed.value]);
  useEffect(() => {
    if (overlay && open) document.querySelector("#sidebar .icon-button").focus();
  }, [overlay, open]);
  return html`
    <a class="skip-link" href="#question">${t("Skip to the question")}</a>
    <div class=${`chat${open ? " with-sidebar" : ""}`}>
      <div class="sidebar-place" inert=${!open}><${Sidebar} /></div>
      ${overlay && open && html`<div class="scrim" onClick=${closeDrawer}></div>`}
      <main class="main" inert=${overlay && open}>
        <${TopBar} sidebarShown=${open && !overlay} />
        ${banner.value && html`<${Banner} />`}
        <${Notice} />
        <${Place} />
        <${Thread} />
        ${boot.read_only ? html`<${ReadOnly} />` : html`<${Composer} />`}
      </main>
    </div>
    <${SearchDialog} />
    ${toasts.value.length > 0 && html`<${Toasts} />`}
    ${helpOpen.value && html`<${KeysHelp} />`}
    <${StatusNode} />
  `;
}
