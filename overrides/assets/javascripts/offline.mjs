// Asks the browser to keep pages for reading offline: see service-worker.js. Where it will not, as
// in a private window, or the site is read from files, everything works as long as there is a line.

import { ROOT } from "./tree.mjs";
import { trusted } from "./trusted.mjs";

export async function keepPages() {
  try {
    const address = trusted("offline", `${ROOT}service-worker.js`);
    await navigator.serviceWorker.register(address);
  } catch {
    // Nothing is kept, and nothing is lost.
  }
}
