// Which key press sends what is written, as the person prefers it.

import { boot } from "fragaria/store/boot.js";

/** On a touch screen Enter makes a new line: its keyboard has no other way to one. */
export const isTouch = () => globalThis.matchMedia?.("(hover: none) and (pointer: coarse)").matches ?? false;

/** True where Enter alone does not send. */
export const needsModifier = () => boot.preferences?.send_key === "mod-enter" || isTouch();

/** Whether the keydown `event` in a text box sends it. Ctrl or Cmd with Enter always does. */
export function isSendKey(event) {
  // Enter that ends an input method's composition is not the end of a text (229: Safari's late keydown).
  if (event.key !== "Enter" || event.shiftKey || event.altKey || event.isComposing || event.keyCode === 229) return false;
  return event.ctrlKey || event.metaKey || !needsModifier();
}
