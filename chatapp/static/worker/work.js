// The service worker. Served under /sw.js after a line that says `const TOLD = {version, offline, parts}`.
//
// It keeps files whose names carry their content's hash, and the offline page; nothing of a person, no page, no API
// answer. Pages come from the network and nowhere else, so that modules of two releases never meet.

const CACHE = `fragaria-${TOLD.version}`;
const HASHED = /^\/static\/.+\.[0-9a-f]{12}\.[a-z0-9]+$/;
// What proxies say while nothing answers behind them.
const AWAY = new Set([502, 504]);

async function keepOffline() {
  const cache = await caches.open(CACHE);
  await cache.addAll([TOLD.offline, ...TOLD.parts].map((url) => new Request(url, { cache: "reload" })));
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("fragaria-") && name !== CACHE).map((name) => caches.delete(name)));
}

async function page(event) {
  const away = () => caches.match(TOLD.offline).then((kept) => kept ?? Response.error());
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request));
    return AWAY.has(response.status) ? await away() : response;
  } catch {
    return away();
  }
}

async function file(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && response.type === "basic" && HASHED.test(new URL(request.url).pathname)) {
    const copy = response.clone();
    // A full disk is no reason to keep the file from the page.
    caches.open(CACHE).then((cache) => cache.put(request, copy)).catch(() => {});
  }
  return response;
}

self.addEventListener("install", (event) => event.waitUntil(keepOffline()));

self.addEventListener("activate", (event) => {
  event.waitUntil(
    Promise.all([dropOthers(), self.registration.navigationPreload?.enable(), self.clients.claim()]),
  );
});

// A page that begins anew lets the newest worker take over: until then the old one serves the pages it began with.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (HASHED.test(url.pathname) || TOLD.parts.includes(url.pathname)) event.respondWith(file(request));
});

async function openAt(url) {
  const pages = await self.clients.matchAll({ type: "window" });
  const pathOf = (each) => new URL(each.url).pathname;
  // A chat keeps what is typed in it; another page, a half-filled form, is left alone.
  const page = pages.find((each) => pathOf(each) === url) ?? pages.find((each) => pathOf(each).startsWith("/chat/"));
  if (!page) return self.clients.openWindow(url);
  await page.focus();
  return pathOf(page) === url ? page : page.navigate(url);
}

// Browsers of phones show a page's notifications through its worker (js/ui/notify.js).
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openAt(event.notification.data.url));
});
