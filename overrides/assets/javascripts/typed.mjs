// What a parent typed, by part of the site ("days", "fields", "record"), each part an object
// with a value per name. What storage gives may be anybody's rubbish: what is no such object is
// taken as empty, and values are given back as nobody has believed them yet.

import * as keep from "./keep.mjs";

/** @typedef {"days" | "fields" | "record"} Part */

/** @param {string | null} text @returns {Map<string, any>} */
function read(text) {
  try {
    const data = JSON.parse(text ?? "");
    if (data && typeof data === "object" && !Array.isArray(data)) return new Map(Object.entries(data));
  } catch {
    // Cut short, or never ours.
  }
  return new Map();
}

/** Everything typed into a part. @param {Part} part */
export const typed = (part) =>
  read((isShared(part) && keep.onDevice(part)) || keep.inTab(part));

/** Whether the device has the newest words, another tab's too. @param {Part} part */
const isShared = (part) => keep.isKept() && !keep.isGuest() && !keep.isNewer(part);

/**
 * Keep one value, over what another tab may have kept since; an empty one is forgotten. Every
 * form on the page then hears "typed".
 * @param {Part} part @param {string} name @param {any} value text, or plain data
 * @returns {boolean} false where it is kept less safely than was asked
 */
export function type(part, name, value) {
  const all = typed(part);
  if (value === "" || value === null) all.delete(name);
  else all.set(name, value);
  const safe = keep.write(part, JSON.stringify(Object.fromEntries(all)));
  dispatchEvent(new Event("typed"));
  return safe;
}

/** A value as a field can show it. @param {any} value */
export const asText = (value) => (typeof value === "string" ? value.slice(0, 20_000) : "");
