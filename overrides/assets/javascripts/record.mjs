// The record of missed help: what the plan promises, what was given day by day, and what that
// comes to. Rows are typed and kept at once; the engine, once it is there, checks them, adds them
// up, puts them in order, and reads and writes files. What the page shows, and every field, stands
// in its HTML (build_tools/templates/record.html.j2): `data-part` is filled here, `data-copy` is
// copied, `data-do` names the function for a tap.

import { today } from "./day.mjs";
import { all, announce, button, focusOn, h, one } from "./dom.mjs";
import * as download from "./download.mjs";
import { ask, engineIn, wasUsed } from "./engine-panel.mjs";
import { engineState } from "./engine.mjs";
import * as keep from "./keep.mjs";
import { offerToKeep } from "./keeping.mjs";
import { asText, type, typed } from "./typed.mjs";

/**
 * @typedef {Record<string, string>} Item a line of the plan, an entry or a term, as typed
 * @typedef {"lines" | "entries" | "terms"} Kind
 * @typedef {{row: number, column: string, message: string}} Problem
 * @typedef {HTMLInputElement & HTMLSelectElement} Box
 */

const STEP = 50;
/** One more than the engine takes: it then says that the file is too large. */
const MOST_BYTES = 20_000_001;
/** @type {Record<Kind, Item[]>} */
const data = { lines: [], entries: [], terms: [] };
const kinds = /** @type {Kind[]} */ (Object.keys(data));
/** @type {WeakMap<Item, HTMLElement>} what shows an item */
const rows = new WeakMap();
/** @type {WeakMap<Element, Item>} what is shown */
const items = new WeakMap();
/** @type {Map<Item, Problem>} what cannot be counted, and why */
let wrong = new Map();
/** @type {HTMLElement} */
let tool;
/** @type {Item | null} the one whose fields are open */
let open = null;
/** @type {any} what the engine has last added up */
let totals;
let shown = STEP;
let changes = 0;
/** When the last one was, in milliseconds. */
let last = 0;
let ids = 0;
/** @type {any[]} timers */
let [storing, counting] = [0, 0];

const part = (/** @type {string} */ name) =>
  /** @type {HTMLElement} */ (one(`[data-part="${name}"]`, tool));
const copied = (/** @type {string} */ name) =>
  /** @type {any} */ (one(`[data-copy="${name}"]`, tool)).content.cloneNode(true);
const boxes = (/** @type {ParentNode | undefined} */ root) => /** @type {Box[]} */ (all("[name]", root));

/** @type {Record<string, (kind: Kind, item: Item) => void>} */
const DO = { add, change, done, remove, start: () => start(), save, print: () => print() };

/** @param {HTMLElement} place */
export function mount(place) {
  tool = place;
  tool.hidden = false;
  tool.addEventListener("click", ({ target }) => {
    const { dataset, parentElement } = /** @type {HTMLElement} */ (target);
    const row = parentElement?.closest("li");
    const kind = dataset.kind ?? row?.parentElement?.dataset.part;
    DO[dataset.do ?? ""]?.(/** @type {Kind} */ (kind), /** @type {Item} */ (items.get(row ?? tool)));
  });
  tool.addEventListener("input", ({ target }) => {
    const { name, value } = /** @type {Box} */ (target);
    if (!open || !name) return;
    open[name] = value;
    changed();
  });
  tool.addEventListener("focusout", () => setTimeout(() => open && showWrong(open)));
  const file = /** @type {Box} */ (one("[type=file]", tool));
  file.onchange = () => file.files?.[0] && read(file, file.files[0]);
  load();
  if (wasUsed() && data.entries[0]) start(true);
  addEventListener("pagehide", store);
  document.addEventListener("visibilitychange", store);
  addEventListener("beforeprint", () => data.entries.length && tool.append(paper()));
  addEventListener("afterprint", () => one(".paper", tool)?.remove());
  // What another tab has kept since is what this one goes on from.
  addEventListener("storage", ({ key }) => key?.endsWith(".record") && !storing && load());
}

// ------------------------------------------------------------------------------- what is kept

function load() {
  const kept = typed("record");
  data.terms = tidy("terms", kept.get("terms"));
  take(kept.get("record"));
  count();
}

/** @param {any} record */
function take(record) {
  data.lines = tidy("lines", record?.lines);
  data.entries = tidy("entries", record?.entries);
  open = null;
  kinds.forEach(draw);
  reveal();
}

/** Text for every field and nothing else. @param {Kind} kind @param {any} found @returns {Item[]} */
function tidy(kind, found) {
  const names = boxes(copied(kind)).map(({ name }) => name);
  const raws = Array.isArray(found) ? found.filter((raw) => raw && typeof raw === "object") : [];
  return raws.map((raw) => {
    const text = (/** @type {string} */ name) => asText(raw[name] === +raw[name] ? `${raw[name]}` : raw[name]);
    const day = (/** @type {string} */ name) => text(name).replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3/$2/$1");
    const pairs = names.map((name) => [name, day(name)]);
    return Object.fromEntries([["id", text("id") || `${Date.now()}-${++ids}`], ...pairs]);
  });
}

const record = () => ({ lines: data.lines, entries: data.entries });

/** After every change: kept soon, and counted soon. */
function changed() {
  changes++;
  last = Date.now();
  reveal();
  clearTimeout(storing);
  clearTimeout(counting);
  storing = setTimeout(store, 300);
  counting = setTimeout(count, 500);
}

function store() {
  if (!storing) return;
  clearTimeout(storing);
  storing = 0;
  if (keep.clearedAt() > last) return; // What was cleared stays so.
  const kept = [type("record", "terms", data.terms), type("record", "record", record())].every(Boolean);
  const full = part("full");
  if (kept === full.hidden) return;
  full.hidden = kept;
  if (!kept) announce(full.textContent ?? "");
}

// -------------------------------------------------------------------------------------- lists

/** One thing after the other: no days before a promise, no hours before a day. */
function reveal() {
  part("days").hidden = !data.entries[0] && !data.lines.some(({ what }) => what);
  part("hours").hidden = !data.entries.length;
  if (data.lines.length) offerToKeep(part("foot"), true);
}

/** The newest days first, and only so many; the lines and terms all. @param {Kind} kind */
function draw(kind) {
  const whole = data[kind];
  const some = kind === "entries" ? whole.slice(-shown).reverse() : whole;
  const list = part(kind);
  list.replaceChildren(
    ...some.map((item) => {
      const row = h("li");
      rows.set(item, row);
      items.set(row, item);
      fill(kind, item);
      return row;
    }),
  );
  const more = () => {
    shown += STEP;
    draw(kind);
    focusOn(/** @type {HTMLElement} */ (list.children[some.length]));
  };
  const left = whole.length - some.length;
  if (left) list.append(h("li", {}, button(`Show more (${left})`, more)));
}

/** Draw one row, with its fields where it is open. @param {Kind} kind @param {Item} item */
function fill(kind, item) {
  const row = /** @type {HTMLElement} */ (rows.get(item));
  if (item === open) row.replaceChildren(copied(kind));
  else row.replaceChildren(...said(kind, item), copied("row"));
  for (const box of boxes(row)) {
    if (box.name === "line") {
      box.append(...data.lines.map(({ id, what }) => h("option", { value: id }, what.slice(0, 80))));
    }
    box.value = item[box.name];
    // The only line there is need not be chosen.
    if (box.value && box.length === 1) /** @type {HTMLElement} */ (box.parentElement).hidden = true;
  }
  showWrong(item);
}

/** An item in words. @param {Kind} kind @param {Item} item */
function said(kind, item) {
  const [bold, ...rest] = kind === "entries" ? cells(item) : Object.values(item).slice(1);
  const words =
    kind === "lines" ? rest.filter(Boolean).join(", ")
    : kind === "terms" ? rest.join(" to ")
    : `${rest[0]}. ${rest[1]} given of ${rest[2]}. ${rest[3]}`;
  return [h("b", {}, bold || "?"), h("small", {}, words)];
}

/** The cells of a table's row for an entry. @param {Item} item */
function cells({ day, until, line, promised, delivered, reason, who }) {
  const minutes = (/** @type {string} */ text) => (/^\d+$/.test(text) ? `${text} min` : text || "?");
  return [
    day + (until && ` to ${until}`),
    data.lines.find(({ id }) => id === line)?.what ?? "?",
    minutes(delivered),
    minutes(promised),
    reason + (who && ` (${who})`),
  ];
}

/** @param {Kind} kind */
function add(kind) {
  const [item] = tidy(kind, [{}]);
  if (kind === "entries") {
    const before = data.entries.at(-1);
    item.line = before?.line ?? data.lines[0].id;
    item.promised = before?.promised ?? "";
    item.day = today().replace(/(.*)-(.*)-(.*)/, "$3/$2/$1");
  }
  data[kind].push(item);
  changed();
  draw(kind);
  change(kind, item);
}

/** @param {Kind} kind @param {Item} item */
function change(kind, item) {
  close();
  open = item;
  fill(kind, item);
  const found = boxes(rows.get(item));
  (found.find(({ value }) => !value) ?? found[0]).focus();
}

/** Close what is open: all that was typed is kept. */
function close() {
  const item = open;
  open = null;
  const kind = kinds.find((kind) => item && data[kind].includes(item));
  if (item && kind) fill(kind, item);
  if (kind === "lines") draw("entries"); // They show its words.
}

/** @param {Kind} _ @param {Item} item */
function done(_, item) {
  close();
  focusOn(/** @type {HTMLElement} */ (rows.get(item)));
}

/** @param {Kind} kind @param {Item} item */
function remove(kind, item) {
  const at = data[kind].indexOf(item);
  data[kind].splice(at, 1);
  const gone = kind === "lines" ? data.entries.filter(({ line }) => line === item.id) : [];
  if (gone[0]) {
    data.entries = data.entries.filter(({ line }) => line !== item.id);
    draw("entries");
  }
  if (open === item) open = null;
  changed();
  const undo = button("Undo", () => {
    data[kind].splice(at, 0, item);
    data.entries.push(...gone);
    changed();
    kinds.forEach(draw);
    done(kind, item);
  });
  const words = gone[0] ? `Deleted, with its days (${gone.length}). ` : "Deleted. ";
  rows.get(item)?.replaceChildren(words, undo);
  undo.focus();
  announce(words);
}

/** What is wrong with an item, beside its field where it is open. @param {Item} item */
function showWrong(item) {
  const { column, message = "" } = wrong.get(item) ?? {};
  for (const mark of all(".wrong", rows.get(item))) {
    const box = /** @type {Box} */ (mark.previousElementSibling);
    // Nobody is told off while typing, nor for what is still to come.
    const here = !box.name || (box.name === column && box.value && box !== document.activeElement);
    mark.textContent = here ? message : "";
    if (box.name) box.setAttribute("aria-invalid", `${!!here}`);
  }
}

// ------------------------------------------------------------------------------- what it comes to

/** @param {boolean} [quiet] nobody has asked for it just now */
async function start(quiet) {
  if (await engineIn(part("wait"), () => start(), quiet)) count();
}

async function count() {
  clearTimeout(counting);
  if (engineState() !== "ready" || !data.entries.length) return;
  const now = changes;
  const { answer, problem } = await ask("record_totals", { record: record(), terms: data.terms });
  if (now !== changes) return; // It has changed since, and is counted again soon.
  const sums = part("sums");
  if (problem) return sums.replaceChildren(h("p", { class: "wrong" }, problem.message));
  totals = answer;
  const before = wrong;
  wrong = new Map(
    answer.problems.map((/** @type {Problem} */ found) => [
      data[/first|last/.test(found.column) ? "terms" : "entries"][found.row],
      found,
    ]),
  );
  for (const item of [...before.keys(), ...wrong.keys()]) showWrong(item);
  sums.replaceChildren(
    ...totals.text.split("\n").map((/** @type {string} */ line) => h("p", {}, line)),
    ...totals.terms.flatMap((/** @type {any} */ term) => [
      h("h4", {}, term.name),
      h("p", {}, term.all.words),
      h("ul", {}, ...term.lines.map((/** @type {any} */ line) => h("li", {}, `${line.what}: ${line.words}`))),
    ]),
  );
  // In the order of the days, unless somebody is at one.
  if (!answer.order[0] || part("entries").contains(document.activeElement)) return;
  data.entries = answer.order.map((/** @type {number} */ place) => data.entries[place]);
  draw("entries");
  storing ||= setTimeout(store);
}

// ---------------------------------------------------------------------------------- files, paper

async function save() {
  if (!(await engineIn(part("wait"), save))) return;
  const { answer, problem } = await ask("record_to_csv", { record: record() });
  if (problem) return tell(problem.message);
  download.save(answer.name, answer.csv, "text/csv");
  const left = answer.problems.length;
  tell(left ? `Saved without ${left} days that cannot be read. Put them right, and save again.` : "Saved.");
  start();
}

/** @param {string} words @param {Node[]} more */
function tell(words, ...more) {
  const news = part("news");
  news.replaceChildren(h("div", { class: "notice" }, h("p", {}, words), ...more));
  focusOn(news);
}

/** @param {Box} box @param {File} file */
async function read(box, file) {
  const refuse = (/** @type {string} */ message) => {
    /** @type {Element} */ (box.nextElementSibling).textContent = message;
    box.setAttribute("aria-invalid", `${!!message}`);
    announce(message);
  };
  refuse("");
  box.value = ""; // So that the same file can be chosen again once it is put right.
  part("news").replaceChildren();
  if (!(await engineIn(part("wait"), () => read(box, file)))) return;
  const base64 = await base64Of(file.slice(0, MOST_BYTES)).catch(() => null);
  if (base64 === null) return refuse("This file cannot be read. Choose it again.");
  const given = async (/** @type {object} */ more, /** @type {(found: any) => void} */ then) => {
    const { answer, problem } = await ask("record_from_csv", { base64, ...more });
    if (problem) refuse(problem.message);
    else then(answer);
  };
  given({}, (found) => {
    if (!data.lines.length) return accept(found);
    tell(
      `This file has ${found.record.entries.length} days. You have a record already.`,
      h(
        "p",
        { class: "choices" },
        button("Add them to mine", () => given({ into: record() }, accept)),
        button("Replace mine", () => accept(found)),
        button("Leave mine as it is", () => part("news").replaceChildren()),
      ),
    );
  });
}

/** @param {any} found */
function accept({ record, skipped, problems }) {
  take(record);
  changed();
  const left = problems.map((/** @type {Problem} */ { row, column, message }) =>
    h("li", {}, row ? `Row ${row}, ${column}: ${message}` : message),
  );
  const more = skipped ? ` Rows of the file that were left out: ${skipped}.` : "";
  tell(`Your record now has ${data.entries.length} days.${more}`, h("ul", {}, ...left));
  start();
}

/** @param {Blob} file @returns {Promise<string>} */
const base64Of = (file) =>
  new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(`${reader.result}`.split(",")[1]);
    reader.onerror = fail;
    reader.readAsDataURL(file);
  });

/** All of it for a printer, where the screen shows only the newest. */
function paper() {
  const sheet = copied("paper");
  const [list, sums, body] = all("ul, p, tbody", sheet);
  list.append(...data.lines.map((line) => h("li", {}, ...said("lines", line))));
  sums.append(totals?.text ?? "");
  body.append(...data.entries.map((item) => h("tr", {}, ...cells(item).map((text) => h("td", {}, text)))));
  return sheet;
}
