// How much a thinking answer may take: the three efforts, and what the plan makes of them.

import { computed, signal } from "@preact/signals";

import { allowance } from "fragaria/store/allowance.js";
import { load, save } from "fragaria/store/storage.js";
import { t, tn } from "fragaria/text/t.js";

/** By name: label, most paths (null: the plan's), and whether wrong steps are revised. */
export const EFFORTS = {
  light: { label: t("Light@effort"), paths: 4, revises: false },
  standard: { label: t("Standard"), paths: null, revises: false },
  deep: { label: t("Deep"), paths: null, revises: true },
};

export const effort = signal(Object.hasOwn(EFFORTS, load("effort") ?? "") ? load("effort") : "standard");

export function chooseEffort(choice) {
  effort.value = choice;
  save("effort", choice);
}

/** What an answer of this effort may take, in a few words; null where the plan is not known. */
export function preview({ limits } = {}, name) {
  if (!limits) return null;
  const { paths, revises } = EFFORTS[name];
  const most = Math.min(limits.paths, paths ?? limits.paths);
  const words = [
    most === 1 ? tn("{n} path", "{n} paths", most) : tn("up to {n} path", "up to {n} paths", most),
    revises && t("with revisions"),
    t("at most {n} s", { n: limits.seconds }),
  ];
  return words.filter(Boolean).join(" · ");
}

/** That of the effort chosen, on the plan that pays. */
export const budget = computed(() => preview(allowance.value ?? undefined, effort.value));
