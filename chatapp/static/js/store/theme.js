// Light, dark, or as the system has it. It is the person's on every device; early-theme.js keeps a copy for the pages
// of this browser that know nobody.

import { signal } from "@preact/signals";

import { api } from "fragaria/store/api.js";
import { boot } from "fragaria/store/boot.js";
import { load, save, whenChanged } from "fragaria/store/storage.js";
import { complain } from "fragaria/store/status.js";
import { t } from "fragaria/text/t.js";

export const theme = signal(boot.preferences?.theme ?? "system");

function show(choice) {
  theme.value = choice;
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

export function chooseTheme(choice) {
  show(choice);
  save("theme", choice === "system" ? null : choice);
  const unsaved = () => complain(t("The theme could not be saved: it stays until you reload the page."));
  api.patch("preferences", { theme: choice }).catch(unsaved);
}

// Another page of this browser has chosen.
whenChanged((key) => {
  if (key !== "theme") return;
  const choice = load("theme");
  show(["light", "dark"].includes(choice) ? choice : "system");
});
