// Below an answer: go on from here in a conversation of its own.

import { fork } from "fragaria/store/forking.js";
import { announce, complain } from "fragaria/store/status.js";
import { about, thread } from "fragaria/store/thread.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

const LABEL = "Fork: go on from here in a new conversation";

export function ForkButton({ message }) {
  if (about.value?.temporary) return null;
  const begin = async () => {
    try {
      await fork(thread.value.id, message.id);
      announce("You are in the fork now.");
      focusQuestion();
    } catch (error) {
      complain(error.said || "The fork could not be made. Try again in a moment.");
    }
  };
  return html`
    <button type="button" class="icon-button small" aria-label=${LABEL} title=${LABEL} onClick=${begin}><${Icon} name="fork" /></button>
  `;
}
