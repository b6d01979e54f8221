import assert from "node:assert/strict";
import { after, test } from "node:test";

import { ownPicture } from "fragaria/text/picture.js";

globalThis.location = new URL("https://chat.example/chat/");
after(() => delete globalThis.location);

test("a picture file of this site may be loaded", () => {
  assert.equal(ownPicture("/static/a.png?v=2"), "https://chat.example/static/a.png?v=2");
  assert.equal(ownPicture("https://chat.example/files/B.JPG"), "https://chat.example/files/B.JPG");
});

test("nothing of another site, and no page of this one, is taken for a picture", () => {
  for (const src of [
    "https://evil.example/a.png", "//evil.example/a.png", "http://chat.example/a.png", "data:image/png;base64,AA",
    "javascript:alert(1)", "/accounts/logout/", "/api/me", "https://", "", "https://chat.example@evil.example/a.png",
  ]) {
    assert.equal(ownPicture(src), null, src);
  }
});
