// A thumb up or down for an answer.

import { judge } from "fragaria/store/feedback.js";
import { announce, complain } from "fragaria/store/status.js";
import { t } from "fragaria/text/t.js";
import { FeedbackForm } from "fragaria/ui/feedback-form.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Menu } from "fragaria/ui/menu.js";
import { ToolButton } from "fragaria/ui/tool-button.js";

/** Says it, and resolves to whether that worked. */
async function say(message, word) {
  try {
    await judge(message, word);
    announce(word ? t("Thank you, this is kept.") : t("Taken back."));
    return true;
  } catch (error) {
    complain(error.said || t("This could not be kept. Try again in a moment."));
    return false;
  }
}

export function Thumbs({ message }) {
  const value = message.feedback?.value;
  const up = value === "up";
  const down = value === "down";
  return html`
    <${ToolButton} icon="like" label=${t("Good answer")} pressed=${up} onClick=${() => say(message, up ? null : { value: "up", reasons: [], text: "" })} />
    <${Menu} className="icon-button small" label=${t("Bad answer")} pressed=${down} face=${html`<${Icon} name="dislike" />`}>
      ${(close) => html`<${FeedbackForm} message=${message} say=${(word) => say(message, word)} close=${close} />`}
    <//>
  `;
}
