// Below the way to a new chat: search, and what concerns the whole history.

import { openSearch } from "fragaria/store/search.js";
import { beginSelecting } from "fragaria/store/selecting.js";
import { boot } from "fragaria/store/boot.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Menu, MenuItem } from "fragaria/ui/menu.js";

const COMMAND = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? "") ? "⌘" : "Ctrl ";

export function SidebarTools({ archived, onArchive }) {
  return html`
    <div class="sidebar-tools">
      <button type="button" class="search-button" onClick=${openSearch} aria-keyshortcuts="Control+K Meta+K">
        <${Icon} name="search" />${t("Search")}<kbd aria-hidden="true">${COMMAND}K</kbd>
      </button>
      <${Menu} className="icon-button" label=${t("Options for the history")} face=${html`<${Icon} name="more" />`}>
        ${(close) => {
          const after = (work) => () => {
            close();
            work();
          };
          return html`
            <${MenuItem} onSelect=${after(beginSelecting)}>${t("Select several")}<//>
            <${MenuItem} onSelect=${after(() => onArchive(!archived))}>${archived ? t("Show the history") : t("Show what is archived")}<//>
            <a class="menu-item" href=${boot.urls.data}>${t("Import, export, shared links")}</a>
          `;
        }}
      <//>
    </div>
  `;
}
