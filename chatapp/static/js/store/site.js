// What staff have switched for everybody: the page hears of it while it is open.

import { computed, signal } from "@preact/signals";

import { boot } from "fragaria/store/boot.js";
import { load, save } from "fragaria/store/storage.js";

const KEY = "banner-read"; // site-banner.js, of the other pages, reads and writes it too

/** {maintenance, banner, paused: {mode: {since, until}}, off: [names of models]}, see docs/protocol.md. */
export const site = signal(boot.site ?? { maintenance: null, banner: null, paused: {}, off: [] });

/** True while the site takes no questions of this person. */
export const isClosed = computed(() => Boolean(site.value.maintenance && !site.value.maintenance.passes));

const read = signal(load(KEY));

/** The banner that is to be read, or null. */
export const banner = computed(() => (site.value.banner && site.value.banner.id !== read.value ? site.value.banner : null));

export function putAway({ id }) {
  read.value = id;
  save(KEY, id);
}

/** A hello, or a change while the page is open. */
export function receiveSite(frame) {
  if (["hello", "site"].includes(frame.type) && frame.site) site.value = frame.site;
}
