// Light, dark, or as the system has it. early-theme.js applies the choice before the first paint.

import { signal } from "@preact/signals";

import { load, save } from "fragaria/store/storage.js";

export const theme = signal(load("theme") ?? "system");

export function chooseTheme(choice) {
  theme.value = choice;
  save("theme", choice === "system" ? null : choice);
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}
