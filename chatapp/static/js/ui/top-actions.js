// At the right of the top bar: a temporary chat instead of a new one, or what can be done with the open conversation.

import { useState } from "preact/hooks";

import { boot } from "fragaria/store/boot.js";
import { beginTemporary } from "fragaria/store/temporary.js";
import { complain } from "fragaria/store/status.js";
import { about, shown, thread } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";
import { ConversationMenu, Doing } from "fragaria/ui/conversation-doing.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Menu } from "fragaria/ui/menu.js";

function BeginTemporary() {
  const begin = async () => {
    try {
      await beginTemporary();
      focusQuestion();
    } catch (error) {
      complain(error.said || t("A temporary chat could not be begun. Try again in a moment."));
    }
  };
  return html`
    <button type="button" class="icon-button" aria-label=${t("Temporary chat")} title=${t("Temporary chat")} onClick=${begin}>
      <${Icon} name="temporary" />
    </button>
  `;
}

function Actions({ item }) {
  const [doing, setDoing] = useState(null);
  const done = () => setDoing(null);
  return html`
    <button type="button" class="icon-button" aria-label=${t("Share")} title=${t("Share")} onClick=${() => setDoing("share")}><${Icon} name="share" /></button>
    <${Menu} className="icon-button" label=${t("Options for this conversation")} face=${html`<${Icon} name="more" />`}>
      ${(close) => {
        const choose = (what) => () => {
          close();
          setDoing(what);
        };
        return html`<${ConversationMenu} item=${item} choose=${choose} close=${close} canRename=${false} />`;
      }}
    <//>
    <${Doing} doing=${doing} item=${item} onDone=${done} />
  `;
}

export function TopActions() {
  if (boot.read_only) return null;
  const { id, status } = thread.value;
  if (!id) return html`<${BeginTemporary} />`;
  const item = about.value;
  if (status !== "ready" || !item || item.temporary || !shown.value.length) return null;
  return html`<${Actions} key=${id} item=${item} />`;
}
