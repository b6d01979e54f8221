// Which account pays: for what is begun from now on, and for a conversation whose team has no seat any more.

import { signal } from "@preact/signals";

import { allowance, showAllowanceOf } from "fragaria/store/allowance.js";
import { api } from "fragaria/store/api.js";
import { boot } from "fragaria/store/boot.js";
import { thread } from "fragaria/store/thread.js";

/** The accounts to choose among: {id, name (empty: the own one), seated, chosen}. */
export const payers = signal(boot.payers ?? []);

const own = () => payers.value.find((payer) => !payer.name);

export async function choosePayer(account) {
  const { payers: found, allowance: left } = await api.put("payer", { account });
  payers.value = found;
  if (thread.value.id === null) allowance.value = left;
}

/** Whether a refusal would not have come with the person's own account. */
export const ownWouldDo = (code) => code === "no_seat" || (code === "suspended" && payers.value.length > 1);

/** Let the own account pay for `conversation`, or with null for new ones. */
export async function payMyself(conversation) {
  if (!conversation) return choosePayer(own().id);
  const { allowance: left } = await api.put(`conversations/${conversation}/payer`, { account: own().id });
  showAllowanceOf(conversation, { known: true });
  allowance.value = left;
}
