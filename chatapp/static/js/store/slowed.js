// Whether the reader has put the line about longer waits away: for this tab, and this month.

import { signal } from "@preact/signals";

import { load, ofTab, save } from "fragaria/store/storage.js";

const KEY = "slowed-hidden";
const hidden = signal(load(KEY, ofTab));

export const isSlowedHidden = ({ until }) => hidden.value === until;

export function hideSlowed({ until }) {
  hidden.value = until;
  save(KEY, until, ofTab);
}
