// What is kept, and where: in this tab; on the device only after "Keep on this phone". Storage
// may be refused, full, or filled by others with anything, so every touch may fail, and what is
// read is given back as text that nobody has believed yet.

const PREFIX = "plan-not-followed.";
const KEPT = "kept";
const CLEARED = `${PREFIX}cleared`;
const NEWER = "newer.";

/** What could not be stored at all lives as long as the page. @type {Map<string, string>} */
const memory = new Map();

/**
 * @template T
 * @param {() => T} work
 * @returns {T | undefined} undefined where storage is refused or full
 */
function trying(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** @param {string} name @returns {string | null} what this tab holds */
export const inTab = (name) =>
  memory.get(name) ?? trying(() => sessionStorage.getItem(PREFIX + name)) ?? null;

/** @param {string} name @returns {string | null} what the device holds */
export const onDevice = (name) => trying(() => localStorage.getItem(PREFIX + name)) ?? null;

/** Whether the parent asked to keep things on this device. */
export const isKept = () => onDevice(KEPT) !== null;

/** Whether this tab works on answers that came with somebody's link. */
export const isGuest = () => inTab("guest") !== null;

/**
 * Keep `text` in this tab, and on the device where that was asked for.
 * @param {string} name @param {string} text
 * @returns {boolean} false where it is kept less safely than was asked
 */
export function write(name, text) {
  const tab = intoTab(name, text);
  if (!isKept() || isGuest()) return tab;
  const device = trying(() => (localStorage.setItem(PREFIX + name, text), true)) ?? false;
  if (device === isNewer(name)) intoTab(NEWER + name, device ? "" : "1");
  return device;
}

/** Whether the device was too full for what this tab holds. @param {string} name */
export const isNewer = (name) => Boolean(inTab(NEWER + name));

/** @param {string} name @param {string} text */
function intoTab(name, text) {
  const done = trying(() => (sessionStorage.setItem(PREFIX + name, text), true)) ?? false;
  if (done) memory.delete(name);
  else memory.set(name, text);
  return done;
}

/** @param {string} name */
export function forget(name) {
  memory.delete(name);
  trying(() => sessionStorage.removeItem(PREFIX + name));
  if (!isGuest()) trying(() => localStorage.removeItem(PREFIX + name));
}

/**
 * From now on keep everything on the device, beginning with what this tab holds.
 * @returns {boolean} false where the device refuses or is full; then nothing is left on it
 */
export function keepOnDevice() {
  trying(() => sessionStorage.removeItem(PREFIX + "guest"));
  memory.delete("guest");
  const done = trying(() => {
    for (const [key, text] of [...mine(sessionStorage), [PREFIX + KEPT, "1"]]) {
      if (key !== CLEARED) localStorage.setItem(key, text);
    }
    for (const [name, text] of memory) localStorage.setItem(PREFIX + name, text);
    return true;
  });
  if (!done) trying(() => empty(localStorage));
  return done ?? false;
}

/** Take everything off this device: both storages and every page kept for offline use. */
export async function clearEverything() {
  memory.clear();
  trying(() => empty(sessionStorage));
  trying(() => empty(localStorage));
  // Pages further back in this tab's history hold answers in their addresses: this tells them.
  trying(() => sessionStorage.setItem(CLEARED, String(Date.now())));
  try {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX)) await caches.delete(name);
    }
  } catch {
    // No caches here, so none to clear.
  }
}

/** When this tab was cleared, in milliseconds; 0 for never. */
export const clearedAt = () => Number(inTab("cleared")) || 0;

/** @param {Storage} storage @returns {[string, string][]} */
function mine(storage) {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
  return keys
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => [key, storage.getItem(key) ?? ""]);
}

/** @param {Storage} storage */
function empty(storage) {
  for (const [key] of mine(storage)) storage.removeItem(key);
}
