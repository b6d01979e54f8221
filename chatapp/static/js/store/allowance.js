// What the plan still allows, and reading it again when a slot comes back.

import { effect, signal } from "@preact/signals";

import { api } from "fragaria/store/api.js";
import { boot } from "fragaria/store/boot.js";

const LONGEST_TIMER = 6 * 3600 * 1000;
const MODES = ["fast", "think"];

export const allowance = signal(boot.allowance ?? null);

// The conversation whose payer's allowance is shown; null: that of what pays for a new one.
let shownFor = null;

export async function refreshAllowance() {
  const conversation = shownFor;
  const left = await api.get(conversation ? `allowance?conversation=${conversation}` : "allowance");
  if (conversation === shownFor) allowance.value = left;
}

/** Show what pays for `conversation`, or with null for a new one. Who has one account alone always sees that one. */
export function showAllowanceOf(conversation, { known = false } = {}) {
  const changed = shownFor !== conversation;
  shownFor = conversation;
  if (changed && !known && boot.payers?.length > 1) refreshAllowance().catch(() => {});
}

effect(() => {
  const slots = MODES.map((mode) => Date.parse(allowance.value?.[mode]?.next_slot_at)).filter((at) => at > 0);
  if (!slots.length) return undefined;
  const delay = Math.min(LONGEST_TIMER, Math.max(5000, Math.min(...slots) - Date.now() + 1000));
  // A failed reading leaves the old figures, and the server decides anyway.
  const timer = setTimeout(() => refreshAllowance().catch(() => {}), delay);
  return () => clearTimeout(timer);
});
