// Served under /sw.js where PWA is off: a worker that an earlier setting left in a browser goes, and what it kept too.

self.addEventListener("install", () => self.skipWaiting());

async function leave() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("fragaria-")).map((name) => caches.delete(name)));
  await self.registration.unregister();
}

self.addEventListener("activate", (event) => event.waitUntil(leave()));
