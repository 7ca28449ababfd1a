// A file that was made on the device, given to the parent.

import { h } from "./dom.mjs";

/** @param {string} name @param {BlobPart} content @param {string} type such as text/calendar */
export function save(name, content, type) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000); // a phone may ask first where to put it
}

/** @param {string} base64 */
export const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
