// Asks the browser to keep pages for reading offline: see service-worker.js. Where it will not, as
// in a private window, or the site is read from files, everything works as long as there is a line.

import { ROOT } from "./tree.mjs";

export async function keepPages() {
  try {
    const address = `${ROOT}service-worker.js`;
    const policy = /** @type {any} */ (self).trustedTypes?.createPolicy("offline", {
      createScriptURL: () => address,
    });
    await navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address);
  } catch {
    // Nothing is kept, and nothing is lost.
  }
}
