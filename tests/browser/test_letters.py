"""Letters are filled in on the page: by tapping, in a real browser, with the real engine."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.spoiling import REFUSED, broken, engine_files, fill, missing
from tests.browser.tapping import (
    ENGINE_TIME,
    at,
    begin,
    count,
    faults,
    open_letter,
    path,
    sheet,
    stored,
    tap,
    trail,
    wrong,
)
from tests.decision_tree.records import RECORD
from tests.site.browsing import DESK, visiting

SECTION_F = "/letters/section-f-not-delivered/"
STAGE_2 = "/letters/council-complaint-stage-2/"
COUNCIL = "Name of the council"
CHILD = "Your child's full name"
NAME = "Your full name"
HOSTILE = "<img src=x onerror=window.hacked=1>{{ 7*7 }}"


def kept_fields(page: Page, where: str = "sessionStorage") -> dict[str, object]:
    """What was typed into letters, as a storage holds it."""
    return dict(json.loads(stored(page, where).get("plan-not-followed.fields", "{}")))


def shows(page: Page, words: str) -> None:
    """Wait until the letter on the page has these words."""
    expect(page.locator(".letter:not([hidden])")).to_contain_text(words)


def words_of(text: str) -> list[str]:
    """Words alone, without bullets and numbers of items, which a page draws in its own way."""
    return [word for word in re.findall(r"[^\s•\-]+", text) if not re.fullmatch(r"\d\.", word)]


def download(page: Page, button: str, to: Path) -> Path:
    """Tap a button and keep the file that it gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).tap()
    file = to / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def words_in_word(file: Path) -> str:
    """The text of a Word file: as LibreOffice opens it, or else as python-docx does."""
    office = shutil.which("soffice")
    if not office:
        document = docx.Document(io.BytesIO(file.read_bytes()))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in document.paragraphs), *cells])
    command = [office, "--headless", f"-env:UserInstallation=file://{file.parent}/office"]
    convert = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(file.parent), str(file)]
    subprocess.run([*command, *convert], check=True, capture_output=True, timeout=120)
    return file.with_suffix(".txt").read_text("utf-8-sig")


# ------------------------------------------------------------------------------ filling it in


def test_a_letter_is_filled_in_as_one_types(page: Page) -> None:
    """The words stand in it a moment later, and what is still blank is named."""
    open_letter(page, SECTION_F)
    page.get_by_label(CHILD).fill("Sam Taylor")
    shows(page, "my child, Sam Taylor, is not being made")
    blanks = page.locator(".blanks")
    assert "Name of the council" in blanks.inner_text()
    assert CHILD not in blanks.inner_text()
    page.get_by_label(COUNCIL).fill("Anyshire County Council")
    expect(blanks).not_to_contain_text("Name of the council")


def test_today_stands_in_the_letter_until_another_day_is_typed(page: Page) -> None:
    """Nobody has to type the date."""
    at(page)
    open_letter(page, SECTION_F)
    shows(page, "Date: 26 November 2026")
    page.get_by_label("Today's date").fill("1/12/2026")
    shows(page, "Date: 1 December 2026")


def test_the_route_chooses_the_form_of_the_letter(page: Page) -> None:
    """The link on the outcome names it; another can be chosen, and a reload keeps that."""
    page.goto("/next-steps/new-council-does-not-deliver/")
    page.wait_for_load_state("networkidle")
    page.locator('a[data-variant="after-a-move"]').first.tap()
    page.wait_for_url(f"**{SECTION_F}*")
    page.get_by_role("button", name="Fill this letter in").tap()
    choice = page.get_by_label("Which letter do you need?")
    choice.wait_for(timeout=ENGINE_TIME)
    assert choice.input_value() == "after-a-move"
    shows(page, "We have moved into your area.")
    assert page.locator(".letter").count() == 2
    assert page.locator(".letter:visible").count() == 1
    page.get_by_label(CHILD).fill("Sam")
    choice.select_option("plan-in-force")
    shows(page, "my child, Sam,")
    assert "We have moved" not in sheet(page)
    page.reload()
    choice.wait_for(timeout=ENGINE_TIME)
    assert choice.input_value() == "plan-in-force"


def test_a_field_is_typed_once_for_every_letter(page: Page) -> None:
    """A name is known in the second letter; what is about one letter alone is not."""
    open_letter(page, SECTION_F)
    page.get_by_label(CHILD).fill("Sam Taylor")
    page.get_by_label("The date by which you ask for an answer").fill("7/12/2026")
    assert kept_fields(page)["section-f-not-delivered:reply_by"] == "7/12/2026"
    page.goto("/letters/no-school-place/")
    page.get_by_label(CHILD).wait_for(timeout=ENGINE_TIME)
    assert page.get_by_label(CHILD).input_value() == "Sam Taylor"
    assert page.get_by_label("The date by which you ask for an answer").input_value() == ""


def test_a_day_counted_elsewhere_stands_in_the_letter(page: Page) -> None:
    """Where both ask for the very same day; and the other way round."""
    page.goto("/help/dates/")
    knew = page.locator('form.tool:has(+ ul[data-trigger="first-knew"])').get_by_label("The day")
    knew.fill("20/3/2026")
    open_letter(page, "/letters/ombudsman-complaint/")
    assert page.get_by_label("The day you first knew").input_value() == "20/3/2026"
    shows(page, "I first knew on 20 March 2026")
    page.get_by_label("The day you first knew").fill("21/3/2026")
    page.goto("/help/dates/")
    assert knew.input_value() == "21/3/2026"


def test_a_table_takes_as_many_rows_as_there_are_lines(page: Page) -> None:
    """Rows are added and taken away, and stay after a reload."""
    open_letter(page, SECTION_F)
    says = page.get_by_label("What the plan says, word for word")
    says.fill("One hour of speech therapy")
    page.get_by_role("button", name="Add another row").tap()
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    says.nth(1).fill("A quiet room")
    shows(page, "A quiet room")
    page.reload()
    says.first.wait_for(timeout=ENGINE_TIME)
    assert [one.input_value() for one in says.all()] == [
        "One hour of speech therapy",
        "A quiet room",
    ]
    page.get_by_role("button", name="Take away row 1").tap()
    expect(page.locator(".letter:visible")).not_to_contain_text("One hour of speech therapy")
    assert says.first.input_value() == "A quiet room"


BAD_DAYS = [
    ("31/6/2026", "June has only 30 days."),
    ("1/2/26", "Write the year with four digits, such as 2026."),
    ("1/2/2013", "This is before 1 September 2014. Check the year."),
    ("1/2/2027", "This day has not come yet. Check the year."),
    ("3/3/2015", "This is before “Your child's date of birth”. Check both days."),
]


def test_a_wrong_day_is_told_beside_its_field(page: Page) -> None:
    """What was typed stays, in the field and in the letter."""
    at(page)
    open_letter(page, SECTION_F)
    page.get_by_label("Your child's date of birth").fill("4 March 2015")
    plan = page.get_by_label("Date of the final EHC plan")
    for text, words in BAD_DAYS:
        plan.fill(text)
        plan.blur()
        expect(page.locator(".field", has=plan).locator(".wrong")).to_have_text(words)
        assert (plan.input_value(), plan.get_attribute("aria-invalid")) == (text, "true")
    plan.fill("2 March 2026")
    shows(page, "The final plan is dated 2 March 2026")
    expect(page.locator(".wrong:visible")).to_have_count(0)


def test_the_warning_stands_before_the_button(page: Page) -> None:
    """A letter before claim can do harm: that is read first."""
    page.goto("/letters/judicial-review-pre-action/")
    button = page.get_by_role("button", name="Fill this letter in on this phone")
    button.wait_for()
    above = page.locator(".warning").bounding_box()
    below = button.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]


def test_the_record_goes_into_the_letter(page: Page) -> None:
    """Each missed line once, however often it is put in, beside what was typed already."""
    page.goto("/rights/")
    kept = json.dumps({"record": RECORD})
    page.evaluate("text => sessionStorage.setItem('plan-not-followed.record', text)", kept)
    open_letter(page, SECTION_F)
    says = page.get_by_label("What the plan says, word for word")
    says.fill("A quiet room")
    for _ in range(2):
        page.get_by_role("button", name="Put my record into this letter").tap()
        page.get_by_role("status").filter(has_text="in the letter").wait_for(state="attached")
        expect(says).to_have_count(3)
    assert [one.input_value() for one in says.all()] == [
        "A quiet room",
        "Speech and language therapy, 1 hour, each week, a qualified therapist",
        "1:1 reading",
    ]
    shows(page, "1:1 reading")


# ----------------------------------------------------------------------------------- ways out


def filled(page: Page, text: str = "Sam Taylor") -> None:
    """A letter with every text that this test needs, from an open form."""
    page.get_by_label(CHILD).fill(text)
    page.get_by_label(NAME).fill("Jo Taylor")
    page.get_by_label("What the plan says, word for word").fill("One hour of speech therapy")
    page.get_by_label("What you have done so far").fill("4 November: email\n12 November: meeting")
    shows(page, "12 November: meeting")


def mail(page: Page) -> tuple[str, dict[str, list[str]]]:
    """Where the email link leads, and what it carries."""
    parts = urlsplit(page.get_by_role("link", name="Open in my email").get_attribute("href") or "")
    return parts.scheme, parse_qs(parts.query)


def test_an_email_on_a_phone_opens_with_the_letter(page: Page) -> None:
    """From the greeting on, with the subject apart; the words say what to do where it fails."""
    open_letter(page, SECTION_F)
    filled(page)
    scheme, carried = mail(page)
    assert scheme == "mailto"
    assert carried["subject"][0].startswith("Section F is not being provided: Sam Taylor")
    assert carried["body"][0].startswith("Dear Director\r\n")
    assert (
        "If it opens empty, copy the email text"
        in page.locator(".hint", has_text="Nothing is sent").inner_text()
    )


def test_an_email_on_a_computer_opens_with_the_subject_only(
    browser: Browser, site_address: str
) -> None:
    """The letter is too long for some, so it is copied, and the words say so."""
    with visiting(browser, site_address, **DESK) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(SECTION_F)
        page.get_by_role("button", name="Fill this letter in").click()
        page.get_by_text("Still blank").wait_for(timeout=ENGINE_TIME)
        _, carried = mail(page)
        assert list(carried) == ["subject"]
        assert "too long for some email programs" in page.locator("main").inner_text()
        page.evaluate("addEventListener('click', event => event.preventDefault())")
        page.get_by_role("link", name="Open in my email").click()
        page.get_by_text("Copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").startswith("Dear Director")


def test_the_email_text_and_the_text_for_a_form_are_copied(page: Page) -> None:
    """The first from the greeting on; the second with its subject, as long as the page says."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_letter(page, SECTION_F)
    filled(page)
    page.get_by_role("button", name="Copy the email text").tap()
    page.get_by_text("Copied.").wait_for()
    body = page.evaluate("navigator.clipboard.readText()")
    assert body.startswith("Dear Director")
    page.get_by_role("button", name="Copy for a council's form").tap()
    page.wait_for_function("async body => await navigator.clipboard.readText() !== body", arg=body)
    form = page.evaluate("navigator.clipboard.readText()")
    assert form.startswith("Section F is not being provided: Sam Taylor")
    assert form.endswith(body)
    length = f"For a form it has {len(form.split())} words, which are {len(form)} characters."
    assert page.get_by_text(length).is_visible()


def test_where_copying_is_refused_the_text_can_be_taken_by_hand(page: Page) -> None:
    """It stands there, marked, to be copied."""
    refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"
    page.context.add_init_script(refuse)
    open_letter(page, SECTION_F)
    page.get_by_role("button", name="Copy the email text").tap()
    area = page.get_by_label("The text to copy")
    assert area.input_value().startswith("Dear Director")
    assert area.evaluate("it => it.selectionEnd - it.selectionStart === it.value.length")


def test_the_word_file_holds_the_letter(page: Page, tmp_path: Path) -> None:
    """LibreOffice opens it, and finds the words that stand on the page, hostile ones too."""
    open_letter(page, SECTION_F)
    filled(page, HOSTILE)
    file = download(page, "Save as Word", tmp_path)
    assert file.name == "section-f-not-delivered-plan-in-force.docx"
    on_page = page.locator(".letter:visible").evaluate("it => it.textContent")
    inside = words_in_word(file)
    for part in (HOSTILE, "Jo Taylor", "One hour of speech therapy", "12 November: meeting"):
        assert part in " ".join(inside.split())
        assert part in on_page
    page.set_viewport_size(DESK["viewport"])
    assert sorted(words_of(inside)) == sorted(words_of(sheet(page)))


def test_only_the_letter_is_printed(page: Page) -> None:
    """In the chosen form, without its heading, the fields or the buttons."""
    open_letter(page, SECTION_F)
    filled(page)
    page.emulate_media(media="print")
    assert page.locator(".letter:visible").count() == 1
    for around in ("h1", "h3", "label", "button", ".blanks", ".keeping"):
        assert page.locator(f"article {around}:visible").count() == 0, around
    page.emulate_media(media="screen")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").tap()
    assert page.evaluate("window.printed") is True


def test_hostile_text_is_only_text(page: Page) -> None:
    """In every field and cell: shown as it was typed, in the letter, the email and the form."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_letter(page, SECTION_F)
    for control in page.locator("[data-letter] :is(input, textarea)").all():
        control.fill(HOSTILE)
    shows(page, "my child, <img src=x onerror=window.hacked=1>{{ 7*7 }}, is not")
    assert sheet(page).count(HOSTILE) >= 12
    assert page.locator(".letter img").count() == 0
    assert HOSTILE in mail(page)[1]["body"][0]
    page.get_by_role("button", name="Copy for a council's form").tap()
    page.get_by_text("Copied.").wait_for()
    assert HOSTILE in page.evaluate("navigator.clipboard.readText()")
    assert page.evaluate("window.hacked") is None


# ------------------------------------------------------------------- where something goes wrong


@pytest.mark.parametrize("fault", [missing, broken], ids=["missing", "corrupted"])
def test_where_the_engine_does_not_come_the_letter_stands_with_blanks(
    page: Page, fault: Callable[[Route], None]
) -> None:
    """With its files; the page says so, and offers another try that works."""
    with engine_files(page, fault):
        page.goto(SECTION_F)
        page.get_by_role("button", name="Fill this letter in").tap()
        notice = page.locator(".tool .notice")
        notice.wait_for(timeout=ENGINE_TIME)
        assert "stands below with blanks" in notice.inner_text()
        assert page.locator(".letter").first.is_visible()
        assert page.get_by_role("link", name="Word file").first.is_visible()
    page.get_by_role("button", name="Try again").tap()
    page.get_by_label(CHILD).wait_for(timeout=ENGINE_TIME)


def test_where_storage_is_refused_the_letter_is_filled_in_and_the_parent_told(page: Page) -> None:
    """What is typed lives as long as the page."""
    page.context.add_init_script(REFUSED)
    open_letter(page, SECTION_F)
    page.get_by_label(CHILD).fill("Sam")
    assert "may be gone when you leave" in page.locator(".tool .keeping").inner_text()
    shows(page, "my child, Sam,")


def test_where_storage_is_full_the_letter_is_filled_in_and_the_parent_told(page: Page) -> None:
    """Nothing typed is lost while the page is open."""
    page.goto("/rights/")
    fill(page, "sessionStorage")
    open_letter(page, SECTION_F)
    page.get_by_label(CHILD).fill("Sam")
    assert "may be gone when you leave" in page.locator(".tool .keeping").inner_text()
    shows(page, "my child, Sam,")


SPOILT = [
    '{"child_name": "Sa',
    '{"child_name": {"toString": 1}, "missed": {"length": 4}, "council": 7}',
    '{"missed": [null, 5, {"says": ["x"]}, {"says": "<script>window.hacked=1</script>"}]}',
    json.dumps({"child_name": HOSTILE * 2000}),
]


def test_spoilt_storage_harms_nothing(page: Page) -> None:
    """Cut short, of another shape, script, or far too long: the letter can be filled in."""
    for text in SPOILT:
        page.goto("/rights/")
        page.evaluate("text => sessionStorage.setItem('plan-not-followed.fields', text)", text)
        page.goto(SECTION_F)
        button = page.get_by_role("button", name="Fill this letter in")
        button.or_(page.get_by_label(CHILD)).first.wait_for(timeout=ENGINE_TIME)
        if button.is_visible():
            button.tap()
        page.get_by_label(CHILD).wait_for(timeout=ENGINE_TIME)
        page.get_by_label(CHILD).fill("Sam")
        shows(page, "my child, Sam,")
        assert page.evaluate("window.hacked") is None


def test_rubbish_in_the_address_harms_nothing(page: Page) -> None:
    """The first form of the letter is taken."""
    for fragment in ("variant-<script>", "variant-none", "variant-after-a-move&a=__proto__.x", "%"):
        page.goto("about:blank")
        page.goto(f"{SECTION_F}#{fragment}")
        page.get_by_role("button", name="Fill this letter in").wait_for()
        assert page.evaluate("({}).polluted") is None


# --------------------------------------------------------------------------- hands, eyes, ears


def test_it_works_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    """From the button to the Word file."""
    page.goto(SECTION_F)
    page.get_by_role("button", name="Fill this letter in").focus()
    page.keyboard.press("Enter")
    page.get_by_label(CHILD).wait_for(timeout=ENGINE_TIME)
    expect(page.get_by_role("heading", name="Fill in what you can")).to_be_focused()
    reach(page, page.get_by_label(CHILD))
    page.keyboard.type("Sam")
    shows(page, "my child, Sam,")
    reach(page, page.get_by_role("button", name="Save as Word"))
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".docx")


def reach(page: Page, target: Locator) -> None:
    """Press Tab until this has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError("the keyboard does not get there")


def test_axe_finds_nothing_in_the_open_form(page: Page) -> None:
    """With a wrong day; things to press are large enough and nothing is too wide."""
    open_letter(page, SECTION_F)
    page.get_by_label("Date of the final EHC plan").fill("31/6/2026")
    page.get_by_label(CHILD).fill("Sam")
    expect(page.locator(".wrong:visible")).to_have_text("June has only 30 days.")
    assert faults(page) == []


# ------------------------------------------------------------------------------ the whole way


def test_a_whole_journey(page: Page, tmp_path: Path) -> None:
    """Questions, a day, the calendar, the letter, its file, back, another answer, and all cleared.

    Nothing is asked of another host: the page's fixture sees to that.
    """
    at(page)
    begin(page, "final-plan", "support-missing", "part-of-it", "complained", "stage-1-late")
    outcome = path(page)
    page.locator("details.count > summary").tap()
    page.get_by_label("On which day did the council get your stage 1 complaint?").fill("27/10/2026")
    count(page)
    calendar = Calendar.from_ical(
        download(page, "Add my dates to my calendar", tmp_path).read_bytes()
    )
    assert len(calendar.events) == page.locator(".your-days li").count()
    page.locator("p.go a").first.tap()
    page.wait_for_url(f"**{STAGE_2}*")
    page.get_by_role("button", name="Fill this letter in").tap()
    page.get_by_label(CHILD).wait_for(timeout=ENGINE_TIME)
    page.get_by_label(CHILD).fill("Sam Taylor")
    shows(page, "Sam Taylor")
    assert "Sam Taylor" in " ".join(words_in_word(download(page, "Save as Word", tmp_path)).split())
    page.reload()
    page.get_by_label(CHILD).wait_for(timeout=ENGINE_TIME)
    assert page.get_by_label(CHILD).input_value() == "Sam Taylor"
    page.go_back()
    page.wait_for_selector(".so-far")
    assert (path(page), len(trail(page))) == (outcome, 5)
    page.get_by_role("link", name="Change your answer to: What is not happening?").tap()
    page.wait_for_selector(".chosen")
    tap(page, "most-of-it")
    assert kept_fields(page)["child_name"] == "Sam Taylor"
    page.goto(STAGE_2)
    page.get_by_label(CHILD).wait_for(timeout=ENGINE_TIME)
    page.get_by_label(CHILD).fill("Sam T")
    page.get_by_role("button", name="Keep on this phone").tap()
    assert kept_fields(page, "localStorage")["child_name"] == "Sam T"
    page.get_by_role("button", name="Clear everything").tap()
    page.wait_for_url(lambda url: url.removesuffix("/").count("/") == 2)
    page.wait_for_load_state()
    assert stored(page) == {}
    left = "".join(stored(page, "sessionStorage").values())
    assert not [typed for typed in ("Sam", "27/10/2026", "stage-1-late") if typed in left]
    page.goto(STAGE_2)
    page.get_by_role("button", name="Fill this letter in").tap()
    page.get_by_label(CHILD).wait_for(timeout=ENGINE_TIME)
    assert page.get_by_label(CHILD).input_value() == ""
    assert wrong(page) == []


def test_a_letter_in_a_new_tab_has_the_answers(page: Page) -> None:
    """And the way back from there has them too."""
    begin(page, "final-plan", "support-missing", "part-of-it", "complained", "stage-1-late")
    link = page.locator("p.go a").first.get_attribute("href") or ""
    assert "stage-1-late" in link
    other = page.context.new_page()
    other.goto(f"{page.url.partition('/next-steps')[0]}{STAGE_2}#{link.partition('#')[2]}")
    other.get_by_role("button", name="Fill this letter in").wait_for()
    other.get_by_text("Next steps that send this letter").tap()
    other.locator(
        f'main a[href$="{path(page)}"], main a[href*="ask-for-stage-2-because-late"]'
    ).first.tap()
    other.wait_for_selector(".so-far")
    assert len(trail(other)) == 5


def test_a_letter_opens_at_its_top(page: Page) -> None:
    """Unless the address names one of its forms: then there."""
    at_top = "Math.round(scrollY) === 0"
    page.goto(SECTION_F, wait_until="networkidle")
    page.get_by_role("button", name="Fill this letter in").wait_for()
    assert page.evaluate(at_top)
    page.goto("about:blank")
    page.goto(f"{SECTION_F}#variant-after-a-move", wait_until="networkidle")
    page.get_by_role("button", name="Fill this letter in").wait_for(state="attached")
    assert not page.evaluate(at_top)
