// What else can be done with an answer.

import { useState } from "preact/hooks";

import { boot } from "fragaria/store/boot.js";
import { fork } from "fragaria/store/forking.js";
import { announce, complain } from "fragaria/store/status.js";
import { about, thread } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";
import { DeleteMessage } from "fragaria/ui/delete-message.js";
import { DetailsDialog } from "fragaria/ui/details-dialog.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Menu, MenuItem } from "fragaria/ui/menu.js";
import { quote } from "fragaria/ui/quoting.js";

async function forkFrom(message) {
  try {
    await fork(thread.value.id, message.id);
    announce(t("You are in the fork now."));
    focusQuestion();
  } catch (error) {
    complain(error.said || t("The fork could not be made. Try again in a moment."));
  }
}

export function AnswerMenu({ message }) {
  const [doing, setDoing] = useState(null);
  const done = () => setDoing(null);
  return html`
    <${Menu} className="icon-button small" label=${t("More for this answer")} face=${html`<${Icon} name="more" />`}>
      ${(close) => {
        const then = (act) => () => {
          close();
          act();
        };
        return html`
          ${message.text && !boot.read_only && html`<${MenuItem} onSelect=${then(() => quote(message.text))}>${t("Quote in my question")}<//>`}
          ${message.text && !about.value?.temporary && !boot.read_only && html`<${MenuItem} onSelect=${then(() => forkFrom(message))}>${t("Fork into a new conversation")}<//>`}
          ${message.run && html`<${MenuItem} onSelect=${then(() => setDoing("details"))}>${t("Details")}<//>`}
          ${!boot.read_only && html`<${MenuItem} danger onSelect=${then(() => setDoing("delete"))}>${t("Delete the answer")}<//>`}
        `;
      }}
    <//>
    ${doing === "details" && html`<${DetailsDialog} message=${message} onClose=${done} />`}
    ${doing === "delete" && html`<${DeleteMessage} message=${message} onDone=${done} />`}
  `;
}
