// Asks before a message goes, with all that follows it.

import { removeMessage } from "fragaria/store/removing.js";
import { announce, complain } from "fragaria/store/status.js";
import { about, thread } from "fragaria/store/thread.js";
import { hasEnded } from "fragaria/run/status.js";
import { withAllBelow } from "fragaria/store/tree.js";
import { t, tn } from "fragaria/text/t.js";
import { Confirm } from "fragaria/ui/confirm.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";

function wordsFor(message) {
  const { messages } = thread.value;
  const ids = new Set(withAllBelow(messages, message.id));
  const more = ids.size - 1;
  const isMade = messages.some(({ id, run }) => ids.has(id) && !hasEnded(run));
  return [
    more
      ? tn("It goes for good, and so does {n} message that follows it, on all its branches.", "It goes for good, and so do {n} messages that follow it, on all their branches.", more)
      : t("It goes for good."),
    isMade && t("The answer that is being made is stopped."),
    !about.value?.temporary && t("Links that you have shared show a copy, and stay until you revoke them."),
  ];
}

export function DeleteMessage({ message, onDone }) {
  const answered = async (agreed) => {
    onDone();
    if (!agreed) return;
    try {
      await removeMessage(message);
      announce(t("Deleted."));
      focusQuestion();
    } catch (error) {
      complain(error.said || t("This could not be deleted. Try again in a moment."));
    }
  };
  const title = message.role === "user" ? t("Delete this question?") : t("Delete this answer?");
  return html`<${Confirm} title=${title} action=${t("Delete")} text=${wordsFor(message).filter(Boolean).join(" ")} onAnswer=${answered} />`;
}
