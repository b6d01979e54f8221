import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { sockets } from "../page.mjs";
import { elements, words } from "../vnodes.mjs";

const { live } = await import("fragaria/live/connection.js");
const asking = await import("fragaria/store/asking.js");
const { boot } = await import("fragaria/store/boot.js");
const { modelsFor } = await import("fragaria/store/models.js");
const { banner, putAway, receiveSite, site } = await import("fragaria/store/site.js");
const { openNew } = await import("fragaria/store/thread.js");
const { WaitLine } = await import("fragaria/ui/queue-wait.js");
const { Closed } = await import("fragaria/ui/site-notices.js");

live.start();
const socket = sockets[0];
socket.says({ type: "hello", heartbeat: 20 });

const quiet = { maintenance: null, banner: null, paused: {}, off: [] };
const cake = { id: 3, level: "info", text: "Cake", lang: "en", link: "" };
const hear = (change) => receiveSite({ type: "site", site: { ...quiet, ...change } });

beforeEach(() => {
  openNew();
  hear({});
  asking.outgoing.value = new Map();
  socket.sent.length = 0;
});

test("while the site is closed what is typed stays, and goes once it is open", () => {
  asking.editDraft("why?");
  hear({ maintenance: { text: "New disks", until: null, passes: false } });
  asking.submit();
  assert.deepEqual([asking.draft.value, asking.canSend.value, socket.sent.length], ["why?", false, 0]);
  assert.match(words(Closed()), /kept.*New disks/);
  hear({});
  assert.equal(Closed(), null);
  asking.submit();
  assert.equal(socket.sent[0].text, "why?");
});

test("staff pass, and are told", () => {
  asking.editDraft("why?");
  hear({ maintenance: { text: "", until: null, passes: true } });
  assert.equal(asking.canSend.value, true);
  assert.match(words(Closed()), /You pass as staff/);
});

test("a banner is there until it is put away, and another one is another one", () => {
  assert.equal(banner.value, null);
  hear({ banner: cake });
  assert.equal(banner.value.text, "Cake");
  putAway(cake);
  assert.equal(banner.value, null);
  assert.equal(localStorage.getItem("fragaria:banner-read"), "3");
  hear({ banner: { ...cake, id: 4 } });
  assert.equal(banner.value.id, 4);
});

test("a hello after a lost connection says how it stands now", () => {
  hear({ maintenance: { text: "", until: null, passes: false } });
  receiveSite({ type: "hello", heartbeat: 20, site: quiet });
  assert.deepEqual(site.value, quiet);
  receiveSite({ type: "events", site: 1 });
  receiveSite({ type: "hello", heartbeat: 20 });
  assert.deepEqual(site.value, quiet);
});

test("a model that is off cannot be chosen", () => {
  const model = (name) => ({ name, about: "", context: 4096, plans: [] });
  boot.choices = { fast: [model("small"), model("large")] };
  hear({ off: ["small"] });
  assert.deepEqual(modelsFor("fast").map(({ name }) => name), ["large"]);
  hear({});
  assert.equal(modelsFor("fast").length, 2);
});

test("an answer of a paused mode says that it is kept, and since when", () => {
  hear({ paused: { think: { since: "2026-11-30T10:00:00Z", until: "2999-11-30T10:00:00Z" } } });
  const line = WaitLine({ run: { id: "r1", mode: "think" } });
  assert.match(words(line), /^Answers of this kind are paused for the moment\. Yours is kept.*Paused since .+ Expected to go on .+ Use Fast$/);
  hear({ paused: { think: { since: null, until: null }, fast: { since: null, until: null } } });
  const both = WaitLine({ run: { id: "r1", mode: "think" } });
  assert.equal(elements(both).some(({ type }) => type === "button"), false);
});
