// Parts of the page that few texts need: fetched once one does.

const loaded = new Map();

/** What `load()` resolves to, asked for once; after a failure the next call tries again. */
export function once(name, load) {
  if (!loaded.has(name)) {
    const promise = load();
    promise.catch(() => loaded.delete(name));
    loaded.set(name, promise);
  }
  return loaded.get(name);
}

/** Resolves when the stylesheet that the import map calls `name` is in force. */
export const style = (name) =>
  once(name, () => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = import.meta.resolve(name);
    const done = new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
    document.head.append(link);
    return done;
  });

/** Resolves when the stylesheets css/`names`.css are in force. */
export const styles = (names) => Promise.all(names.map((name) => style(`fragaria/css/${name}.css`)));
