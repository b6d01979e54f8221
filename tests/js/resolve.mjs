// Lets node resolve what the browser resolves through the import map: fragaria/ and the vendored names.
// Run all tests from the repository root: node --import ./tests/js/resolve.mjs --test tests/js/*/*.test.mjs
import { register } from "node:module";

register("./hooks.mjs", import.meta.url);
