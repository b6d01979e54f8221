// localStorage, or sessionStorage, that may be full, refused or absent: then nothing is kept, and nothing breaks.

const PREFIX = "fragaria:";

// Functions, because where storage is refused already its name throws.
const everywhere = () => localStorage;

/** Of this tab alone, until it is closed. */
export const ofTab = () => sessionStorage;

export function load(key, storage = everywhere) {
  try {
    return JSON.parse(storage().getItem(PREFIX + key));
  } catch {
    return null;
  }
}

export function save(key, value, storage = everywhere) {
  try {
    if (value === null) storage().removeItem(PREFIX + key);
    else storage().setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // The page works without it.
  }
}

/** The keys that begin with `prefix`. */
export function keysOf(prefix, storage = everywhere) {
  try {
    return Object.keys(storage()).filter((key) => key.startsWith(PREFIX + prefix)).map((key) => key.slice(PREFIX.length));
  } catch {
    return []; // Nothing was kept.
  }
}

/** Remove every key that begins with `prefix`. */
export function forget(prefix, storage = everywhere) {
  for (const key of keysOf(prefix, storage)) save(key, null, storage);
}

/** `heard(key)` when another tab changes what is kept of a key; null: of any. */
export function whenChanged(heard) {
  addEventListener("storage", ({ key }) => {
    if (key === null) heard(null);
    else if (key.startsWith(PREFIX)) heard(key.slice(PREFIX.length));
  });
}
