// The person's saved prompts.

import { signal } from "@preact/signals";

import { api } from "fragaria/store/api.js";

export const LONGEST_NAME = 40;
export const LONGEST_TEXT = 10_000;

/** By name: {id, name, text}; null while they are not known. */
export const prompts = signal(null);

/** A prompt that is to stand in the composer: a new {text} each time. */
export const inserted = signal(null);

export const insert = (text) => {
  inserted.value = { text };
};

const byName = (a, b) => (a.name < b.name ? -1 : 1);

/** Read them again. Raises ApiError. */
export async function refreshPrompts() {
  const { items } = await api.get("prompts");
  prompts.value = items;
}

/** Keep a new prompt, or with an `id` another name and text of one. Raises ApiError. */
export async function keepPrompt(id, { name, text }) {
  const kept = id ? await api.patch(`prompts/${id}`, { name, text }) : await api.post("prompts", { name, text });
  prompts.value = [...(prompts.value ?? []).filter((other) => other.id !== kept.id), kept].sort(byName);
}

/** Raises ApiError, but not where it is gone already. */
export async function deletePrompt(id) {
  try {
    await api.delete(`prompts/${id}`);
  } catch (error) {
    if (error.status !== 404) throw error;
  }
  prompts.value = prompts.value.filter((prompt) => prompt.id !== id);
}
