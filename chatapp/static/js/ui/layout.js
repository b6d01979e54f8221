// Where the sidebar is: beside the conversation, or a drawer over it on a narrow screen.

import { signal } from "@preact/signals";

import { load, save } from "fragaria/store/storage.js";

function matches(query) {
  const list = matchMedia(query);
  const result = signal(list.matches);
  list.addEventListener("change", () => {
    result.value = list.matches;
  });
  return result;
}

/** True where the screen is too narrow for a sidebar beside the conversation. */
export const isNarrow = matches("(max-width: 56rem)");

/** True where only one path of a thought has room. */
export const isPhone = matches("(max-width: 40rem)");

export const drawerOpen = signal(false);
export const helpOpen = signal(false);
export const sidebarHidden = signal(load("sidebar") === "hidden");

export function toggleSidebar() {
  if (isNarrow.value) {
    drawerOpen.value = !drawerOpen.value;
    return;
  }
  sidebarHidden.value = !sidebarHidden.value;
  save("sidebar", sidebarHidden.value ? "hidden" : null);
}

export const closeDrawer = () => {
  drawerOpen.value = false;
};
