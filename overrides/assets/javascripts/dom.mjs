// Elements from plain data. Words only ever become text: nothing here reads markup.

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | EventListener | null | undefined>} [attributes]
 *   a function is a listener, named by its event; false and null leave an attribute out
 * @param {(Node | string | null | false | undefined)[]} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
  }
  element.append(
    .../** @type {(Node | string)[]} */ (children.filter((child) => child || child === "")),
  );
  return element;
}

/** @param {string} text @param {EventListener} click @param {string} [look] */
export const button = (text, click, look = "quiet") =>
  h("button", { type: "button", class: look, click }, text);

/** @param {string} href @param {string} text @param {Record<string, string>} [more] */
export const link = (href, text, more = {}) => h("a", { href, ...more }, text);

/** The first match inside, which may be missing. @param {string} selector @param {ParentNode} [root] */
export const one = (selector, root = document) =>
  /** @type {HTMLElement | null} */ (root.querySelector(selector));

/** @param {string} selector @param {ParentNode} [root] */
export const all = (selector, root = document) =>
  /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);

/** @type {HTMLElement | undefined} */
let voice;

/**
 * Have a screen reader say this, without moving anything. The region must stand on the page
 * before its words come, or they are not said.
 * @param {string} text
 */
export function announce(text) {
  voice ??= document.body.appendChild(h("p", { role: "status", class: "unseen" }));
  const region = voice;
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 100);
}

/** Move focus to something that cannot have it by itself. @param {HTMLElement} element */
export function focusOn(element) {
  element.tabIndex = -1;
  element.focus();
}
