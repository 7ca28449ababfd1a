// What is past its check date, worked out when the page is read. `data-due` holds the day.

import { today } from "./day.mjs";
import { all, h, one } from "./dom.mjs";

const now = today();
const past = all("[data-due]").filter(({ dataset }) => (dataset.due ?? "") < now);
for (const element of past) {
  if (!element.hidden) element.append(" ", h("strong", { class: "past" }, "Past its check date"));
}
const note = one(".stale");
if (note && past.length) {
  note.hidden = false;
  one("article")?.prepend(note);
}
