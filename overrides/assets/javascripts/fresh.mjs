// What is past its check date, worked out when the page is read. `data-due` holds the day.
const now = new Date();
const here = new Date(now.getTime() - now.getTimezoneOffset() * 60000);
const today = here.toISOString().slice(0, 10);
const dated = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-due]")]);
const past = dated.filter((element) => (element.dataset.due ?? "") < today);
for (const element of past.filter(({ hidden }) => !hidden)) {
  const mark = document.createElement("strong");
  mark.className = "past";
  mark.textContent = "Past its check date";
  element.append(" ", mark);
}
const note = /** @type {HTMLElement | null} */ (document.querySelector(".stale"));
if (note && past.length) {
  note.hidden = false;
  document.querySelector("article")?.prepend(note);
}
