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

/** Remove every key that begins with `prefix`. */
export function forget(prefix) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + prefix));
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
