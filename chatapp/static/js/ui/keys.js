// Keys that work anywhere on the page.

import { stop } from "fragaria/store/asking.js";
import { openSearch } from "fragaria/store/search.js";
import { activeRun, shown } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";
import { copyText } from "fragaria/ui/copy.js";
import { closeDrawer, drawerOpen, helpOpen, toggleSidebar } from "fragaria/ui/layout.js";
import { startNew } from "fragaria/ui/sidebar.js";

function escape() {
  // An open menu or dialog takes Escape for itself.
  if (document.querySelector("dialog[open], [popover]:popover-open")) return false;
  if (drawerOpen.value) closeDrawer();
  else if (activeRun.value) stop();
  else return false;
  return true;
}

function copyLastAnswer() {
  const answer = shown.value.findLast(({ role, text }) => role === "assistant" && text);
  if (!answer) return false;
  copyText(answer.text, t("The last answer is copied."));
  return true;
}

function toggleHelp() {
  helpOpen.value = !helpOpen.value;
}

// `shift` null: on many keyboards the slash is typed with it.
const KEYS = [
  { key: "Escape", does: escape },
  { key: "Escape", shift: true, does: () => document.getElementById("question").focus() },
  { key: "o", control: true, shift: true, does: startNew },
  { key: "k", control: true, does: openSearch },
  { key: "s", control: true, shift: true, does: toggleSidebar },
  { key: "c", control: true, shift: true, does: copyLastAnswer },
  { key: "/", control: true, shift: null, does: toggleHelp },
];

export function startKeys() {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const pressed = KEYS.find(
      ({ key, control = false, shift = false }) =>
        event.key.toLowerCase() === key.toLowerCase() &&
        (event.ctrlKey || event.metaKey) === control &&
        (shift === null || event.shiftKey === shift),
    );
    if (pressed && pressed.does() !== false) event.preventDefault();
  });
}
