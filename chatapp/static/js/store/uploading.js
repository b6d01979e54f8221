// Taking files in: one request for each, with its progress, to be cancelled and tried again.

import { api } from "fragaria/store/api.js";
import { changeFiles, filesOf } from "fragaria/store/attachments.js";
import { boot, tokenNow } from "fragaria/store/boot.js";
import { announce } from "fragaria/store/status.js";
import { thread } from "fragaria/store/thread.js";
import { refusalOf } from "fragaria/text/files.js";
import { t } from "fragaria/text/t.js";

const AT_ONCE = 3;
const sources = new Map(); // the files themselves, for another try
const under = new Map(); // requests under way
const waiting = [];
let count = 0;

// What was refused takes nobody's place.
const placesTaken = (conversation) => filesOf(conversation).filter((file) => file.state !== "failed" || file.again).length;

const update = (conversation, key, facts) =>
  changeFiles(conversation, (files) => files.map((file) => (file.key === key ? { ...file, ...facts } : file)));

/** Attach `files` to what is being written in a conversation. */
export function attach(files, conversation = thread.value.id) {
  for (const file of files) {
    count += 1;
    const key = `${Date.now()}-${count}`;
    const why = refusalOf(file, placesTaken(conversation), boot.limits);
    const facts = { key, name: file.name, size: file.size, kind: file.type.startsWith("image/") ? "image" : "text" };
    changeFiles(conversation, (all) => [...all, { ...facts, ...(why ? { state: "failed", why } : { state: "uploading", progress: 0 }) }]);
    if (why) continue;
    sources.set(key, file);
    waiting.push({ conversation, key });
  }
  next();
}

function next() {
  while (under.size < AT_ONCE && waiting.length) upload(waiting.shift());
}

function said(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}

function outcome(request) {
  const told = said(request);
  if (request.status === 201 && told.id) return { ...told, state: "ready", why: undefined, word: undefined };
  const failed = { state: "failed", why: undefined, again: false };
  if (request.status === 401 || request.status === 403) return { ...failed, why: "signed_out", again: true };
  if (request.status === 413) return { ...failed, why: "large" };
  if (request.status >= 400 && request.status < 500 && told.message) return { ...failed, word: told.message, again: told.code === "busy" };
  return { ...failed, why: request.status ? "fault" : "connection", again: true };
}

function upload({ conversation, key }) {
  const file = sources.get(key);
  const request = new XMLHttpRequest();
  under.set(key, request);
  const over = (facts) => {
    under.delete(key);
    if (facts) {
      update(conversation, key, facts);
      announce(facts.state === "ready" ? t("{name} is attached.", { name: file.name }) : t("{name} could not be attached.", { name: file.name }));
      if (facts.state === "ready") sources.delete(key);
    }
    next();
  };
  request.upload.onprogress = ({ loaded, total }) => update(conversation, key, { progress: total ? loaded / total : 0 });
  request.onload = () => over(outcome(request));
  request.onerror = () => over({ state: "failed", why: "connection", again: true });
  request.onabort = () => over(null);
  request.open("POST", `${boot.urls.api}attachments`);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRFToken", tokenNow());
  const form = new FormData();
  form.append("file", file, file.name);
  request.send(form);
}

/** Cancel an upload, or remove what was attached. */
export function remove(conversation, key) {
  const file = filesOf(conversation).find((each) => each.key === key);
  changeFiles(conversation, (files) => files.filter((each) => each !== file));
  sources.delete(key);
  const place = waiting.findIndex((each) => each.key === key);
  if (place >= 0) waiting.splice(place, 1);
  under.get(key)?.abort();
  // Else the server forgets it by itself, a day later.
  if (file?.id) api.delete(`attachments/${file.id}`).catch(() => {});
}

/** Try once more what has failed. */
export function again(conversation, key) {
  if (!sources.has(key)) return;
  update(conversation, key, { state: "uploading", progress: 0, why: undefined, word: undefined });
  waiting.push({ conversation, key });
  next();
}

/** Whether a failed file is still at hand. */
export const canTryAgain = (key) => sources.has(key);

/** Say which of the files that were kept over a reload the server has forgotten since. */
export async function verify(conversation) {
  const before = filesOf(conversation).filter(({ state }) => state === "ready");
  if (!before.length) return;
  const { items } = await api.get("attachments");
  const there = new Set(items.map(({ id }) => id));
  for (const { key, id } of before) if (!there.has(id)) update(conversation, key, { state: "failed", why: "gone" });
}
