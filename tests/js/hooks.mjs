// Module hooks, see resolve.mjs.
import { readFileSync } from "node:fs";

const STATIC = new URL("../../chatapp/static/", import.meta.url);
const VENDORED = JSON.parse(readFileSync(new URL("vendor/imports.json", STATIC), "utf8"));

export async function resolve(specifier, context, next) {
  const found = (path) => ({ url: new URL(path, STATIC).href, format: "module", shortCircuit: true });
  if (specifier === "fragaria/words.js") return found(`words/${process.env.WORDS ?? "en"}.js`);
  if (specifier.startsWith("fragaria/")) return found(`js/${specifier.slice("fragaria/".length)}`);
  if (Object.hasOwn(VENDORED, specifier)) return found(`vendor/${VENDORED[specifier]}`);
  return next(specifier, context);
}
