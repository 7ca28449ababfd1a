/**
 * The address of our own code, in the form that a page with Trusted Types asks for. A policy's name
 * stands in the Content-Security-Policy, and each may be made only once a page.
 * @param {"engine" | "offline"} name @param {string} address
 */
export function trusted(name, address) {
  /** @type {any} */
  const policy = /** @type {any} */ (self).trustedTypes?.createPolicy(name, { createScriptURL: () => address });
  return policy ? policy.createScriptURL(address) : address;
}
