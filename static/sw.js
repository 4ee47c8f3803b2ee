// Keeps the site at hand for when there is no connection. `cargo xtask dist` fills in the version, which is a hash of
// the whole site, and the files.
const VERSION = "";
const FILES = [];

const PREFIX = `interleave ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;
/** Files that never change, because their name holds a hash of what they say. */
const HASHED = /-[0-9a-f]{12,16}(_bg)?\.\w+$/;

self.addEventListener("install", (event) => {
  const fresh = (file) => new Request(file, { cache: HASHED.test(file) ? "default" : "reload" });
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map(fresh))));
});

// It waits until no page of an older version is open, so that none loses the files that it has yet to ask for.
self.addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith(PREFIX) && name !== CACHE;
  const remove = (names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(remove));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  const isHashed = HASHED.test(new URL(request.url).pathname);
  event.respondWith(isHashed ? keptFirst(request) : freshFirst(request));
});

async function kept(request) {
  const cache = await caches.open(CACHE);
  return cache.match(request, { ignoreSearch: true, ignoreVary: true });
}

async function keptFirst(request) {
  return (await kept(request)) ?? fetch(request);
}

async function freshFirst(request) {
  try {
    return await fetch(request);
  } catch {
    return (await kept(request)) ?? Response.error();
  }
}
