"""The record of missed help: typed, kept, added up, saved, opened and printed, by tapping."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from decision_tree.record import MOST_ENTRIES, Record
from decision_tree.record_csv import COLUMNS, to_csv
from tests.browser.tapping import stored
from tests.site.browsing import PHONE, visiting
from tests.site.test_access import AXE, RUN_AXE, looks

ADDRESS = "/record/"
THERAPY = "Speech and language therapy"
ENGINE = 60_000
"""Milliseconds that the engine may take to come on a busy machine."""
ANSWERED = 200
"""Milliseconds in which a tap is answered."""


def tap(page: Page, words: str, number: int = 0) -> None:
    page.locator(".tool").get_by_role("button", name=words, exact=True).nth(number).tap()


def put(page: Page, **values: str) -> None:
    """Type into the open fields by their names."""
    for name, value in values.items():
        page.locator(f'.tool li [name="{name}"]').fill(value)


def visit(page: Page) -> None:
    """Open the page, with its tool there."""
    page.goto(ADDRESS)
    page.locator(".tool").wait_for()


def begin(page: Page) -> None:
    """Open the page and note a promise."""
    visit(page)
    tap(page, "Add a line of the plan")
    put(page, what=THERAPY, how_much="1 hour", how_often="each week", by="a therapist")
    tap(page, "Done")


def add_day(page: Page, day: str, promised: str, delivered: str, **more: str) -> None:
    tap(page, "Add a day")
    put(page, day=day, promised=promised, delivered=delivered, **more)
    tap(page, "Done")


def add_up(page: Page) -> None:
    """Start the engine and wait for the hours."""
    tap(page, "Add up the hours")
    expect(sums(page)).to_contain_text("promised", timeout=ENGINE)


def sums(page: Page) -> Any:
    return page.locator('[data-part="sums"]')


def days(page: Page) -> list[str]:
    """The days shown, the newest first."""
    return page.locator('[data-part="entries"] b').all_inner_texts()


def kept(page: Page, where: str = "sessionStorage") -> dict[str, Any]:
    """The record as the browser holds it."""
    return dict(json.loads(stored(page, where)["plan-not-followed.record"]))


def wait_until_kept(page: Page) -> None:
    page.wait_for_timeout(400)


def choose(page: Page, content: bytes, name: str = "record.csv") -> None:
    """Choose a file to open."""
    page.locator("[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )


def refused(page: Page) -> Any:
    """What is said beside the field for a file."""
    return page.locator("label:has([type=file]) .wrong")


def file_of(rows: int) -> bytes:
    """A record of that many days as a file."""
    day = (f"{2010 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(rows))
    head = ",".join(COLUMNS.values())
    lines = (f"{one},,{THERAPY},1 hour,each week,,60,{n % 61},," for n, one in enumerate(day))
    return "\r\n".join([head, *lines]).encode()


def open_file(page: Page, rows: int) -> None:
    """Open a file of that many days on an empty record, and wait until it is added up."""
    visit(page)
    choose(page, file_of(rows))
    expect(page.locator('[data-part="news"]')).to_contain_text(f"{rows} days", timeout=ENGINE)
    expect(sums(page)).to_contain_text("promised", timeout=ENGINE)


# -------------------------------------------------------------------------------------- stories


def test_a_promise_and_three_missed_days(page: Page) -> None:
    """Noted by tapping; the hours are added up in all and for each term, and a letter is near."""
    begin(page)
    add_day(page, "5/10/2026", "60", "0", reason="No therapist in post", who="Ms Ali, SENCO")
    add_day(page, "12/10/2026", "1h", "30", reason="Ill")
    add_day(page, "11/1/2027", "1:00", "0")
    add_up(page)
    expect(sums(page)).to_contain_text("30 minutes given of 3 hours promised: 2 hours 30 minutes")
    page.get_by_text("Hours for each term").tap()
    tap(page, "Add a term")
    put(page, name="Autumn 2026", first="1/9/2026", last="18/12/2026")
    expect(sums(page).locator("h4")).to_have_text(["Autumn 2026", "Outside these terms"])
    terms = sums(page).locator("h4 + p").all_inner_texts()
    assert [words.partition(" promised")[0] for words in terms] == [
        "30 minutes given of 2 hours",
        "0 minutes given of 1 hour",
    ]
    page.get_by_role("link", name="Put it into a letter").tap()
    letters = page.locator("#put-it-into-a-letter ~ ul").first
    letters.get_by_role("link", name="Complain to the council, stage 1").tap()
    page.wait_for_url("**/letters/council-complaint/")


def test_one_thing_comes_after_the_other(page: Page) -> None:
    """No days before a promise, no hours before a day: a tired parent sees what is next."""
    visit(page)
    add, hours = page.get_by_role("button", name="Add a day"), page.get_by_text("What it comes to")
    tap(page, "Add a line of the plan")
    expect(add).to_be_hidden()
    put(page, what=THERAPY)
    expect(add).to_be_visible()
    expect(hours).to_be_hidden()
    tap(page, "Done")
    add_day(page, "5/10/2026", "60", "0")
    expect(hours).to_be_visible()


def test_hours_follow_what_is_typed(page: Page) -> None:
    """Once the engine is there, without another tap."""
    begin(page)
    add_day(page, "5/10/2026", "60", "0")
    add_up(page)
    tap(page, "Change", 1)
    put(page, delivered="45")
    expect(sums(page)).to_contain_text("45 minutes given of 1 hour promised: 15 minutes missed")


def test_days_stand_in_their_order(page: Page) -> None:
    """However they were typed; the newest is shown first."""
    begin(page)
    for day in ("12/10/2026", "5/10/2026", "19/10/2026"):
        add_day(page, day, "60", "0")
    add_up(page)
    expect(page.locator('[data-part="entries"] b')).to_have_text(
        ["19/10/2026", "12/10/2026", "5/10/2026"]
    )


def test_a_reload_keeps_it_and_needs_no_tap_for_the_hours(page: Page) -> None:
    """Also what was half typed when the page went."""
    begin(page)
    add_day(page, "5/10/2026", "60", "0")
    add_up(page)
    tap(page, "Add a day")
    put(page, day="12/10/2026", reason="Nobody ca")
    page.reload()
    expect(sums(page)).to_contain_text("1 hour missed", timeout=ENGINE)
    assert days(page)[0] == "12/10/2026"
    assert "Nobody ca" in page.locator('[data-part="entries"] li').first.inner_text()


def test_the_next_day_begins_as_the_last_one(page: Page) -> None:
    """Nothing is typed twice: today, and what was promised before."""
    begin(page)
    add_day(page, "5/10/2026", "1h 15m", "0")
    tap(page, "Add a day")
    assert page.locator('[name="promised"]').input_value() == "1h 15m"
    assert re.fullmatch(r"\d\d/\d\d/20\d\d", page.locator('[name="day"]').input_value())
    assert page.locator(":focus").get_attribute("name") == "delivered"


def test_what_is_deleted_comes_back(page: Page) -> None:
    """A day, and a line of the plan with all its days."""
    begin(page)
    for day in ("5/10/2026", "12/10/2026"):
        add_day(page, day, "60", "0")
    tap(page, "Delete", 1)
    assert days(page) == ["5/10/2026"]
    tap(page, "Undo")
    assert days(page) == ["12/10/2026", "5/10/2026"]
    tap(page, "Delete", 0)
    assert days(page) == []
    expect(page.locator('[data-part="lines"]')).to_contain_text("with its days (2)")
    tap(page, "Undo")
    assert sorted(days(page)) == ["12/10/2026", "5/10/2026"]


def test_a_wrong_day_is_said_beside_its_field(page: Page) -> None:
    """Once one has left it; the other days are added up all the same, and it stays as typed."""
    begin(page)
    add_day(page, "5/10/2026", "60", "0")
    add_up(page)
    tap(page, "Add a day")
    put(page, day="31/6/2026", delivered="0")
    field = page.locator('.tool label:has([name="day"])')
    expect(field).to_contain_text("June has only 30 days")
    assert page.locator('[name="day"]').get_attribute("aria-invalid") == "true"
    tap(page, "Done")
    expect(page.locator('[data-part="entries"] .wrong').first).to_have_text(
        "June has only 30 days."
    )
    assert days(page)[0] == "31/6/2026"
    expect(sums(page)).to_contain_text("1 hour missed")


def test_it_is_kept_on_the_phone_only_when_asked_and_cleared(page: Page) -> None:
    """The offer stands there from the first promise on; clearing takes all of it."""
    visit(page)
    assert page.get_by_role("button", name="Keep on this phone").count() == 0
    begin(page)
    wait_until_kept(page)
    assert stored(page, "localStorage") == {}
    tap(page, "Keep on this phone")
    add_day(page, "5/10/2026", "60", "0")
    wait_until_kept(page)
    assert kept(page, "localStorage")["record"]["entries"][0]["day"] == "5/10/2026"
    put_last_words(page)
    tap(page, "Clear everything")
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    assert stored(page, "localStorage") == {}
    visit(page)
    assert days(page) == []


def put_last_words(page: Page) -> None:
    """Type something that is not kept yet when the next tap comes."""
    tap(page, "Change", 1)
    put(page, reason="Too late")


def test_a_second_tab_goes_on_from_the_first(page: Page) -> None:
    """On a phone that keeps it, neither overwrites the other."""
    begin(page)
    tap(page, "Keep on this phone")
    second = page.context.new_page()
    visit(second)
    add_day(page, "5/10/2026", "60", "0")
    expect(second.locator('[data-part="entries"] b')).to_have_text(["5/10/2026"])
    add_day(second, "12/10/2026", "60", "0")
    expect(page.locator('[data-part="entries"] b')).to_have_text(["12/10/2026", "5/10/2026"])


# ---------------------------------------------------------------------------------------- files


def saved(page: Page) -> str:
    with page.expect_download(timeout=ENGINE) as waiting:
        tap(page, "Save as CSV")
    assert waiting.value.suggested_filename == "missed-help.csv"
    return waiting.value.path().read_text("utf-8-sig")


def without_ids(record: dict[str, Any]) -> list[Any]:
    """What a record says, whatever its lines are called inside."""
    lines = {line.pop("id"): line for line in record["lines"]}
    return [
        {**{k: v for k, v in entry.items() if k != "id"}, "line": lines[entry["line"]]}
        for entry in record["entries"]
    ]


def test_a_saved_file_comes_in_the_same(page: Page, browser: Browser, site_address: str) -> None:
    """On another phone too; a file opened over a record is added only where it is lacking."""
    begin(page)
    add_day(page, "05/10/2026", "60", "0", reason='"No, not", she said; then\'', who="Ms Ali")
    add_day(page, "12/10/2026", "75", "30", until="16/10/2026")
    file = saved(page)
    wait_until_kept(page)
    with visiting(browser, site_address, **PHONE) as other:
        visit(other)
        choose(other, file.encode("utf-8-sig"))
        expect(sums(other)).to_contain_text("promised", timeout=ENGINE)
        wait_until_kept(other)
        before = without_ids(kept(page)["record"])
        assert without_ids(kept(other)["record"]) == before
    choose(page, file.encode())
    tap(page, "Add them to mine")
    expect(page.locator('[data-part="news"]')).to_contain_text("now has 2 days")
    wait_until_kept(page)
    assert without_ids(kept(page)["record"]) == before


def test_a_file_may_replace_a_record_or_leave_it(page: Page) -> None:
    """The parent is asked, and nothing happens before."""
    begin(page)
    add_day(page, "5/10/2020", "60", "0")
    choose(page, file_of(3))
    expect(page.locator('[data-part="news"]')).to_contain_text("has 3 days", timeout=ENGINE)
    assert days(page) == ["5/10/2020"]
    tap(page, "Leave mine as it is")
    assert days(page) == ["5/10/2020"]
    choose(page, file_of(3))
    tap(page, "Replace mine")
    assert days(page) == ["03/01/2010", "02/01/2010", "01/01/2010"]


NO_FORMULA = '=HYPERLINK("http://example.test")'


def test_nothing_saved_is_a_formula(page: Page) -> None:
    """What a spreadsheet would run begins with a mark that stops it; opened here it is gone."""
    begin(page)
    add_day(page, "5/10/2026", "60", "0", reason=NO_FORMULA, who="@cmd")
    row = list(csv.reader(io.StringIO(saved(page))))[1]
    assert row[-2:] == [f"'{NO_FORMULA}", "'@cmd"]


def test_nothing_in_a_file_is_run(page: Page) -> None:
    """Markup and formulas are words; rows that are wrong are left out, and said."""
    visit(page)
    rows = f'5/10/2026,<img src=x onerror=alert(1)>,60,0,"{NO_FORMULA.replace(chr(34), "")}"\n'
    rows += "31/6/2026,Therapy,60,0,\n"
    choose(
        page, f"Day,Line of Section F,Minutes promised,Minutes given,Reason given\n{rows}".encode()
    )
    news = page.locator('[data-part="news"]')
    expect(news).to_contain_text("Rows of the file that were left out: 1.", timeout=ENGINE)
    expect(news).to_contain_text("Row 3, Day: June has only 30 days.")
    shown = page.locator('[data-part="entries"]').inner_text()
    assert "<img src=x onerror=alert(1)>" in shown
    assert "=HYPERLINK(http://example.test)" in shown
    assert page.locator(".tool img").count() == 0


GOOD = (
    "Day;Line of Section F;Minutes promised;Minutes given;Reason given\r\n"
    "5/10/2026;Therapy;60;0;£5 café"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_file_in_another_encoding_is_read(page: Page, encoding: str) -> None:
    """With the words as they were, and semicolons for commas."""
    visit(page)
    choose(page, GOOD.encode(encoding))
    expect(page.locator('[data-part="entries"]')).to_contain_text("£5 café", timeout=ENGINE)


def test_a_file_that_cannot_be_used_is_refused_beside_its_field(page: Page, tmp_path: Path) -> None:
    """In words, with what is there untouched and the next file welcome."""
    begin(page)
    add_day(page, "5/10/2026", "60", "0")
    cases = {
        b"": "This file is empty.",
        b"Name,Age\nSam,9\n": "This file has no column “Day”",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00": "This file has no column",
        b"PK\x03\x04" + bytes(range(256)) * 9: "This file has no column",
        b'Day,"' + b"x" * 200_000: "This is not a CSV file that we can read.",
        file_of(50_000): "This record has 50,000 entries. We can keep up to 20,000",
        bytes(21_000_000): "This file is too large to be a record.",
    }
    file = tmp_path / "record.csv"
    for content, message in cases.items():
        file.write_bytes(content)
        page.locator("[type=file]").set_input_files(file)
        expect(refused(page)).to_contain_text(message, timeout=ENGINE)
        assert page.locator("[type=file]").get_attribute("aria-invalid") == "true"
        assert days(page) == ["5/10/2026"]
    choose(page, GOOD.encode())
    expect(refused(page)).to_be_empty()
    expect(page.locator('[data-part="news"]')).to_contain_text("has 1 days")


def test_days_that_cannot_be_read_are_not_lost_silently(page: Page) -> None:
    """A file saved without them says so."""
    begin(page)
    add_day(page, "5/10/2026", "60", "0")
    add_day(page, "31/6/2026", "60", "0")
    assert "31/6" not in saved(page)
    expect(page.locator('[data-part="news"]')).to_contain_text("Saved without 1 days")
    assert "31/6/2026" in days(page)


# ---------------------------------------------------------------------------------- many, paper

TAP = """button => new Promise(done => {
  const start = performance.now();
  button.click();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
"""How long from a tap until its answer is on the screen."""

KEY = """([box, value]) => new Promise(done => {
  const start = performance.now();
  box.value = value;
  box.dispatchEvent(new InputEvent('input', {bubbles: true}));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
"""The same for a letter typed."""

LONGEST = """() => new Promise(done => {
  let [last, most, count] = [performance.now(), 0, 0];
  const frame = now => {
    most = Math.max(most, now - last);
    last = now;
    ++count < 120 ? requestAnimationFrame(frame) : done(most);
  };
  requestAnimationFrame(frame);
})"""
"""The longest time without a new frame in the next 120 of them: keeping and counting included."""


def test_five_thousand_days_leave_the_page_quick(page: Page) -> None:
    """A tap and a letter typed are answered in time, and nothing behind them holds the page up."""
    open_file(page, 5000)
    assert len(days(page)) == 50
    took = {}
    for words in ("Show more (4950)", "Add a day"):
        took[words] = page.get_by_role("button", name=words).evaluate(TAP)
    assert len(days(page)) == 99  # and the one whose fields are open
    box = page.locator('[name="delivered"]').element_handle()
    took["typing"] = max(page.evaluate(KEY, [box, text]) for text in ("1", "12"))
    took["behind"] = page.evaluate(LONGEST)
    took["Done"] = page.get_by_role("button", name="Done").evaluate(TAP)
    took["Delete"] = page.locator('[data-do="remove"]').nth(1).evaluate(TAP)
    assert {what: time for what, time in took.items() if time > ANSWERED} == {}
    page.reload()
    expect(sums(page)).to_contain_text("promised", timeout=ENGINE)


def test_as_many_days_as_we_keep_are_kept(page: Page) -> None:
    """Added up, and there after a reload."""
    open_file(page, MOST_ENTRIES)
    wait_until_kept(page)
    page.wait_for_timeout(1000)
    assert len(kept(page)["record"]["entries"]) == MOST_ENTRIES
    page.reload()
    expect(page.get_by_role("button", name="Show more (19950)")).to_be_visible()


def test_paper_has_every_day_and_nothing_else(page: Page) -> None:
    """Also those that the screen does not show; the page is as before when it is printed."""
    open_file(page, 120)
    page.evaluate(
        """() => addEventListener('beforeprint', () => {
          const paper = document.querySelector('.paper');
          window.printed = [paper.querySelectorAll('tbody tr').length, paper.innerText];
        })"""
    )
    pdf = page.pdf(prefer_css_page_size=True)
    rows, words = page.evaluate("window.printed")
    assert rows == 120
    assert "01/01/2010" in words
    assert "given of 120 hours promised" in words
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) < 9
    assert page.locator(".paper").count() == 0


def test_only_the_record_is_on_its_paper(page: Page) -> None:
    """No menu, no law, no field, no button."""
    begin(page)
    add_day(page, "5/10/2026", "60", "0")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".paper td").first.is_visible()
    for hidden in ("h1", ".sheet", ".bar", ".foot", ".doors", ".dates", ".tool button >> nth=0"):
        assert not page.locator(hidden).first.is_visible(), hidden
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".sheet").is_visible()


# ------------------------------------------------------------------------------ what can go wrong

FULL = """() => {
  for (const storage of [sessionStorage, localStorage]) {
    for (let size = 1 << 22; size; size >>= 1) {
      try { for (let n = 0; ; n++) storage.setItem('fill' + size + n, 'x'.repeat(size)); }
      catch {}
    }
  }
}"""

REFUSED = """
  Storage.prototype.setItem = () => { throw new DOMException('', 'SecurityError'); };
  Storage.prototype.getItem = () => { throw new DOMException('', 'SecurityError'); };
"""


def test_a_full_phone_is_said_and_costs_nothing(page: Page) -> None:
    """What is typed stays on the page, and can be saved as a file."""
    begin(page)
    wait_until_kept(page)
    page.evaluate(FULL)
    add_day(page, "5/10/2026", "60", "0", reason="x" * 900)
    expect(page.locator('[data-part="full"]:visible')).to_contain_text("Save your record as CSV")
    assert days(page) == ["5/10/2026"]
    assert "2026-10-05" in saved(page)
    page.evaluate(
        "Object.keys(sessionStorage).forEach(k => k.startsWith('fill') && delete sessionStorage[k])"
    )
    add_day(page, "12/10/2026", "60", "0")
    expect(page.locator('[data-part="full"]')).to_be_hidden()


def test_what_a_full_phone_could_not_keep_survives_a_reload(page: Page) -> None:
    """The tab has newer words than the phone then, and they count."""
    begin(page)
    tap(page, "Keep on this phone")
    page.evaluate(FULL)
    page.evaluate("sessionStorage.clear()")
    add_day(page, "5/10/2026", "60", "0", reason="x" * 900)
    expect(page.locator('[data-part="full"]:visible')).to_contain_text("Save your record as CSV")
    page.reload()
    expect(page.locator('[data-part="entries"] b')).to_have_text(["5/10/2026"])


def test_a_browser_that_keeps_nothing_loses_nothing_on_the_page(page: Page) -> None:
    """And it is said at the first change."""
    page.add_init_script(REFUSED)
    begin(page)
    expect(page.locator('[data-part="full"]:visible')).to_contain_text("keeps nothing")
    add_day(page, "5/10/2026", "60", "0")
    assert days(page) == ["5/10/2026"]


def test_without_the_engine_it_is_typed_and_kept(page: Page) -> None:
    """What is lacking is said, with another try that works once the engine can be had."""
    page.context.route("**/engine/**", lambda route: route.abort())
    begin(page)
    add_day(page, "5/10/2026", "60", "0")
    tap(page, "Add up the hours")
    expect(page.locator('[data-part="wait"]')).to_contain_text("Your record is kept all the same")
    page.context.unroute("**/engine/**")
    tap(page, "Try again")
    expect(sums(page)).to_contain_text("1 hour missed", timeout=ENGINE)


RUBBISH = [
    "{",
    "null",
    '{"record": 5, "terms": "x"}',
    '{"record": {"lines": [null, 3, {"what": {"a": 1}}], "entries": "no"}}',
    '{"record": {"lines": [{"id": "a", "what": "<b>x</b>"}], "entries": [{"line": "b"}, [], 7]}}',
    '{"record": {"__proto__": {"lines": 1}, "lines": {"length": 9}}}',
]


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_in_storage_harms_nothing(page: Page, text: str) -> None:
    """The page opens, and a day can be noted."""
    visit(page)
    page.evaluate("text => sessionStorage.setItem('plan-not-followed.record', text)", text)
    begin(page)
    add_day(page, "5/10/2026", "60", "0")
    assert days(page)[0] == "5/10/2026"
    assert page.locator(".tool li b b").count() == 0


# --------------------------------------------------------------------------------------- for all


def test_axe_finds_nothing_on_the_open_tool(browser: Browser, site_address: str) -> None:
    """With fields open, something wrong, and the hours there: in every look."""
    with visiting(
        browser, site_address, bypass_csp=True, has_touch=True, reduced_motion="reduce"
    ) as page:
        begin(page)
        add_day(page, "31/6/2026", "60", "0")
        add_up_wrong(page)
        page.get_by_text("Hours for each term").tap()
        tap(page, "Add a term")
        page.evaluate(AXE.read_text("utf-8"))
        for look in looks(page):
            assert page.evaluate(RUN_AXE, None) == [], look


def add_up_wrong(page: Page) -> None:
    """Start the engine where no day can be counted."""
    tap(page, "Add up the hours")
    wrong = page.locator('[data-part="entries"] .wrong')
    expect(wrong).to_contain_text("June has only 30 days", timeout=ENGINE)


def test_nothing_is_wider_than_the_smallest_phone(browser: Browser, site_address: str) -> None:
    """320 pixels, with long words in every field."""
    small = {**PHONE, "viewport": {"width": 320, "height": 568}}
    with visiting(browser, site_address, **small) as page:
        begin(page)
        add_day(page, "5/10/2026", "60", "0", reason="x" * 300, who="Ms Ali")
        tap(page, "Add a day")
        assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.fixture
def plain(browser: Browser, site_address: str) -> Iterator[Page]:
    """A phone with JavaScript off."""
    with visiting(browser, site_address, java_script_enabled=False, **PHONE) as page:
        yield page


def test_without_javascript_there_are_a_sheet_and_a_file(plain: Page) -> None:
    """The tool keeps out of sight, and the file is what an import wants."""
    plain.goto(ADDRESS)
    assert not plain.locator(".tool").is_visible()
    assert plain.locator("noscript").inner_text()
    assert plain.locator(".sheet tr").nth(1).is_visible()
    href = plain.get_by_role("link", name="Empty table for a spreadsheet").get_attribute("href")
    answer = plain.request.get(f"{plain.url}{href}")
    assert answer.body().decode() == to_csv(Record((), ()))


def test_the_blank_sheet_fills_one_page(plain: Page) -> None:
    """It begins its own page of paper, with all its rows on it."""
    plain.goto(ADDRESS)
    plain.emulate_media(media="print")
    plain.set_viewport_size({"width": 695, "height": 1046})
    box = plain.locator(".sheet").bounding_box()
    assert box is not None
    assert 800 < box["height"] <= 1046
    assert plain.locator(".sheet tr").last.is_visible()
