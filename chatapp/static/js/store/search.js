// Searching the person's conversations while they type.

import { signal } from "@preact/signals";

import { api } from "fragaria/store/api.js";

const PAUSE = 160;
const LONGEST = 500;

export const searchOpen = signal(false);

/** {query, status: idle | searching | done | failed, items, more}; `items` stay while the next are looked for. */
export const search = signal({ query: "", status: "idle", items: [], more: false });

let timer = null;

async function find(query) {
  const answered = (found) => {
    if (search.value.query === query) search.value = { ...search.value, ...found };
  };
  try {
    const { items, more } = await api.get(`search?q=${encodeURIComponent(query.slice(0, LONGEST))}`);
    answered({ status: "done", items, more });
  } catch {
    answered({ status: "failed", items: [], more: false });
  }
}

/** Look for `query` once the person pauses. */
export function lookFor(query) {
  clearTimeout(timer);
  if (!query.trim()) {
    search.value = { query, status: "idle", items: [], more: false };
    return;
  }
  search.value = { ...search.value, query, status: "searching" };
  timer = setTimeout(() => find(query), PAUSE);
}

export function openSearch() {
  lookFor(search.value.query);
  searchOpen.value = true;
}

export const closeSearch = () => {
  searchOpen.value = false;
};
