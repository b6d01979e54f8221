// Keys that work anywhere on the page.

import { stop } from "fragaria/store/asking.js";
import { openSearch } from "fragaria/store/search.js";
import { activeRun } from "fragaria/store/thread.js";
import { closeDrawer, drawerOpen, toggleSidebar } from "fragaria/ui/layout.js";
import { startNew } from "fragaria/ui/sidebar.js";

function escape() {
  // An open menu or dialog takes Escape for itself.
  if (document.querySelector("dialog[open], [popover]:popover-open")) return false;
  if (drawerOpen.value) closeDrawer();
  else if (activeRun.value) stop();
  else return false;
  return true;
}

const KEYS = [
  { key: "Escape", does: escape },
  { key: "Escape", shift: true, does: () => document.getElementById("question").focus() },
  { key: "o", control: true, shift: true, does: startNew },
  { key: "k", control: true, does: openSearch },
  { key: "s", control: true, shift: true, does: toggleSidebar },
];

export function startKeys() {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const pressed = KEYS.find(
      ({ key, control = false, shift = false }) =>
        event.key.toLowerCase() === key.toLowerCase() &&
        (event.ctrlKey || event.metaKey) === control &&
        event.shiftKey === shift,
    );
    if (pressed && pressed.does() !== false) event.preventDefault();
  });
}
