// Keeps pages on the phone, for reading without a connection. It runs beside the pages, at the
// top of the site, where build_tools/finish/offline.py puts it. What it keeps: the pages a parent
// has visited; the pack (every question, next step and letter) unless the phone saves data; and
// files whose names change with their content, the engine's among them once it is used.
//
// A new version of the site is fetched whole before it takes the place of the old one.

/** Filled in at each build: `version` changes with any page, `pack` is the pack's address. */
const BUILD = { version: "VERSION-OF-THE-BUILD", pack: "ADDRESS-OF-THE-PACK" };

const PREFIX = "plan-not-followed.";
const FILES = `${PREFIX}files`;
const PAGES = `${PREFIX}pages.${BUILD.version}`;
const SCOPE = self.registration.scope;
const PACK = SCOPE + BUILD.pack;

/** Milliseconds for which a version that was the newest is taken to be so still. */
const FRESH = 600_000;
/** Milliseconds after which a page on the phone is better than one that does not come. */
const PATIENCE = 4000;

const NAMED_BY_CONTENT = /[.-][0-9a-f]{8,12}\.\w+$|\?v=[0-9a-f]+$/;
const NOT_HERE =
  '<!doctype html><html lang="en-GB"><meta charset="utf-8">' +
  '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">' +
  "<title>You are offline</title><h1>You are offline</h1>" +
  "<p>This page is not on your phone yet. Open it once you are connected again.</p>" +
  `<p><a href="${SCOPE}">Go to the first question</a></p>`;

let checked = 0; // when this version was last found to be the newest
/** @type {Promise<any> | undefined} */
let unpacked;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const address = event.request.url.split(/[?#]/)[0];
  if (event.request.method !== "GET" || !address.startsWith(SCOPE)) return;
  if (event.request.mode === "navigate") {
    const own = address.endsWith("/") && !address.startsWith(`${SCOPE}embed/`);
    if (own) event.respondWith(page(event, address));
  } else if (address.endsWith("/engine.json")) event.respondWith(newest(event.request));
  else if (NAMED_BY_CONTENT.test(event.request.url)) event.respondWith(file(event.request));
});

// ------------------------------------------------------------------------------------ versions

async function install() {
  try {
    const pages = await caches.open(PAGES);
    if (!navigator.connection?.saveData) await fetchPack(pages);
    await Promise.all((await visited()).map((address) => keep(pages, address)));
  } catch (problem) {
    await caches.delete(PAGES); // nothing half
    throw problem;
  }
  await self.skipWaiting();
}

/** @param {Cache} pages */
async function fetchPack(pages) {
  await keep(pages, PACK, true);
  const files = await caches.open(FILES);
  const { assets } = await pack();
  const missing = [];
  for (const name of assets) if (!(await files.match(SCOPE + name))) missing.push(name);
  await Promise.all(missing.map((name) => keep(files, SCOPE + name, true)));
}

/** @param {Cache} cache @param {string} address @param {boolean} [must] */
async function keep(cache, address, must) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (answer.ok && !answer.redirected) await cache.put(address, answer);
  else if (must) throw new Error(`${answer.status} for ${address}`);
}

/** The pages that earlier versions kept, and those that stand open now. */
async function visited() {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const addresses = new Set(open.map(({ url }) => url.split(/[?#]/)[0]));
  for (const name of await older()) {
    for (const { url } of await (await caches.open(name)).keys()) addresses.add(url);
  }
  return [...addresses].filter((url) => url.startsWith(SCOPE) && url.endsWith("/"));
}

const older = async () =>
  (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}pages.`) && name !== PAGES);

async function activate() {
  for (const name of await older()) await caches.delete(name);
  const { assets = [], engine = [] } = (await pack()) ?? {};
  const files = await caches.open(FILES);
  const wanted = new Set([...assets, ...engine].map((name) => SCOPE + name));
  for (const { url } of wanted.size ? await files.keys() : [])
    if (!wanted.has(url)) await files.delete(url);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

/** Whether this is the newest version of the site. Rejects where there is no connection. */
async function isNewest() {
  if (Date.now() - checked > FRESH) {
    const registration = await self.registration.update();
    if ((registration ?? self.registration).installing) return false;
    checked = Date.now();
  }
  return true;
}

// --------------------------------------------------------------------------------------- pages

/** @param {any} event @param {string} address */
async function page(event, address) {
  const kept = await keptPage(address).catch(() => undefined);
  if (kept && Date.now() - checked < FRESH) return kept;
  const online = fromNetwork(event, address);
  event.waitUntil(online.catch(() => {}));
  try {
    return await (kept ? Promise.race([online, late()]) : online);
  } catch {
    return kept ?? html(NOT_HERE);
  }
}

const late = () =>
  new Promise((_, fail) => setTimeout(() => fail(new Error("late")), PATIENCE));

/** @param {any} event @param {string} address */
async function fromNetwork(event, address) {
  const answer = (await event.preloadResponse) ?? (await fetch(event.request));
  const copy = answer.clone();
  event.waitUntil(
    isNewest()
      .then(async (newest) => {
        if (!newest || !copy.ok || copy.redirected || (await packed(address))) return;
        await (await caches.open(PAGES)).put(address, copy);
      })
      .catch(() => {}), // no connection any more, or no room
  );
  return answer;
}

/** @param {string} address */
async function keptPage(address) {
  return (await packed(address)) ?? (await (await caches.open(PAGES)).match(address));
}

/** What the pack holds of a page: numbers stand for lines that several pages share. @param {string} address */
async function packed(address) {
  const { pages, lines } = (await pack()) ?? {};
  const name = address.slice(SCOPE.length);
  if (!pages || !Object.hasOwn(pages, name)) return undefined;
  const whole = (/** @type {string | number} */ line) => (typeof line === "number" ? lines[line] : line);
  return html(pages[name].map(whole).join("\n"));
}

async function pack() {
  unpacked ??= caches.match(PACK).then((answer) => answer?.json());
  const found = await unpacked.catch(() => undefined);
  if (!found) unpacked = undefined;
  return found;
}

/** @param {string} text */
const html = (text) =>
  new Response(text, {
    headers: { "Content-Type": "text/html; charset=utf-8", "X-Frame-Options": "DENY" },
  });

// --------------------------------------------------------------------------------------- files

/** @param {Request} request */
async function file(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) store(FILES, request, answer.clone());
  return answer;
}

/** The list of the engine's files: what the host says, or where it cannot, what it said last. @param {Request} request */
async function newest(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) store(PAGES, request, answer.clone());
    return answer;
  } catch (problem) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw problem;
  }
}

/** Keep it if there is room. @param {string} name @param {Request} request @param {Response} answer */
const store = (name, request, answer) =>
  caches.open(name).then((cache) => cache.put(request.url, answer)).catch(() => {});
