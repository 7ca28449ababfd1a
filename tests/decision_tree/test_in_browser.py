"""The one door between a page and the package."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import Any

import pytest

from build_tools.word_skeleton import docx_skeleton
from decision_tree import in_browser
from decision_tree.model import tree_to_dict
from decision_tree.record import MOST_ENTRIES
from tests.decision_tree.records import RECORD, THERAPY, entry
from tests.strategies import tree_of

NOTE = {
    "id": "note",
    "title": "A note",
    "to": "{{ council }}",
    "subject": "About {{ child_name }}",
    "body": "Dear council\n\n{{ child_name }} has had no help.{% if day %} {{ day }}{% endif %}",
    "fields": [
        {"name": "council", "label": "Name of the council"},
        {"name": "child_name", "label": "Your child's full name"},
        {"name": "day", "label": "Day", "type": "date"},
    ],
}
DEADLINES = {
    "triggers": {"order": {"ask": "When was the order made?", "short": "the order"}},
    "deadlines": {
        "plan": {
            "name": "You have the plan",
            "who": "council",
            "rule": "It has 5 weeks.",
            "kind": "law",
            "count": [{"from": "order", "length": "5 weeks after"}],
            "cites": [{"source": "act"}],
            "missed": "Write.",
        }
    },
    "bank_holidays": {"first": "2020-01-01", "last": "2031-12-31", "days": {}},
}
TREE = tree_of({"plan": {"yes": "next-steps/write", "no": "next-steps/ask"}})


@pytest.fixture(autouse=True)
def started() -> None:
    """A page that has started the engine with one letter and a small tree."""
    skeleton = base64.b64encode(docx_skeleton()).decode("ascii")
    pack = {
        "tree": tree_to_dict(TREE),
        "letters": {"note": NOTE},
        "skeleton": skeleton,
        "deadlines": DEADLINES,
        "sources": {"act": {"title": "The Act", "url": "https://example.org/"}},
    }
    in_browser.start(json.dumps(pack))


def call(name: str, **arguments: Any) -> Any:
    """What a page gets back from one call."""
    return json.loads(in_browser.call(name, json.dumps(arguments)))


def test_walk_says_where_answers_lead() -> None:
    """The trail and the outcome come back as plain data."""
    route = call("walk", answers={"plan?": "yes"})
    assert route == {"trail": [["plan", "yes"]], "step": None, "outcome": "write"}


def test_deadlines_are_counted() -> None:
    """The day comes back as text, with the source's title."""
    found = call("deadlines", dates={"order": "2026-12-01"})["deadlines"][0]
    assert (found["day"], found["cites"][0]["title"]) == ("2027-01-05", "The Act")


def test_the_rules_are_told() -> None:
    """Before any day is known."""
    assert call("deadline_rules")["deadlines"][0]["rule"] == "It has 5 weeks."


def test_a_letter_comes_back_filled() -> None:
    """What was typed stands in the text, and what was not is listed as a blank."""
    letter = call("letter", letter="note", values={"child_name": "Sam"})
    assert "Sam has had no help." in letter["text"]
    assert letter["blanks"] == ["council"]
    assert letter["to"] == "[name of the council]"
    assert letter["nodes"][-1] == ["p", {}, ["bdi", {"class": "typed"}, "Sam"], " has had no help."]
    assert letter["form_text"] == f"{letter['subject']}\n\n{letter['body']}"
    assert letter["mailto"].startswith(letter["mailto_short"] + "&body=Dear%20council%0D%0A")
    assert letter["mailto_fits"]
    assert (letter["words"], letter["characters"]) == (9, len(letter["form_text"]))


def test_a_wrong_date_in_a_letter_is_a_problem() -> None:
    """The letter comes back all the same."""
    letter = call("letter", letter="note", values={"day": "31/6/2026"}, today="2026-11-26")
    assert letter["problems"] == [{"field": "day", "message": "June has only 30 days."}]
    assert "31/6/2026" in letter["text"]


def test_the_fields_of_a_letter_are_listed() -> None:
    """In the order in which the letter declares them."""
    fields = call("letter_fields", letter="note")["fields"]
    assert [field["name"] for field in fields] == ["council", "child_name", "day"]


def test_a_word_file_holds_what_was_typed() -> None:
    """The base64 is a Word file with the parent's words in it."""
    made = call("docx", letter="note", values={"child_name": "Sam"})
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(made["base64"]))) as parts:
        assert "Sam" in parts.read("word/document.xml").decode()
    assert made["name"] == "note.docx"


def test_a_route_becomes_a_code_and_back() -> None:
    """What a helper types in says the steps and answers."""
    code = call("helper_code", answers={"plan?": "no"})["code"]
    assert call("helper_read", code=code) == {"start": "plan", "trail": [["plan", "no"]]}


def test_a_record_goes_out_and_comes_in_again() -> None:
    """Totals, rows for a letter, a CSV file, and the record back from it."""
    out = call("record_to_csv", record=RECORD)
    encoded = base64.b64encode(out["csv"].encode()).decode()
    back = call("record_from_csv", base64=encoded)
    terms = [{"name": "Autumn", "first": "2026-09-01", "last": "18/12/2026"}]
    totals = call("record_totals", record=back["record"], terms=terms)
    rows = call("record_summary", record=back["record"])["rows"]
    assert (out["name"], back["skipped"]) == ("missed-help.csv", 0)
    assert totals["all"] == call("record_totals", record=RECORD)["all"]
    assert totals["terms"][0]["name"] == "Autumn"
    assert [row["says"] for row in rows] == [
        "Speech and language therapy, 1 hour, each week, a qualified therapist",
        "1:1 reading",
    ]


def test_wrong_term_dates_of_a_record_are_a_problem() -> None:
    """With their place and field, and the totals all the same."""
    terms = [{"first": "2026-12-18", "last": "2026-09-01"}]
    problems = call("record_totals", record=RECORD, terms=terms)["problems"]
    assert {
        "row": 0,
        "column": "last",
        "message": "A term cannot end before it begins.",
    } in problems


def test_totals_say_in_which_order_the_days_came() -> None:
    """Entries whose day cannot be read come last; a record that is in order needs none."""
    days = ["2026-11-09", "31/6/2026", "2026-11-02", "2026-11-16"]
    lines = [{"id": "therapy", "what": "Therapy"}]
    record = {"lines": lines, "entries": [entry(day, "60", "0") for day in days]}
    assert call("record_totals", record=record)["order"] == [2, 0, 3, 1]
    record["entries"] = [record["entries"][place] for place in (2, 0, 3, 1)]
    assert call("record_totals", record=record)["order"] == []


def test_totals_come_with_a_summary() -> None:
    """The same sentences as the summary alone."""
    summary = call("record_summary", record=RECORD)["text"]
    assert call("record_totals", record=RECORD)["text"] == summary


def test_a_file_is_added_to_what_was_typed() -> None:
    """Only what the record lacks; the same line is not there twice, and what is wrong stays."""
    file = call("record_to_csv", record=RECORD)["csv"]
    typed = [entry("2/11/2026", "1h", "0", reason="No therapist in post", who="Ms Ali, SENCO")]
    typed.append(entry("31/6/2026", "60", "0"))
    lines = [THERAPY, {"id": "file-1", "what": "Music"}]
    both = call("record_from_csv", text=file, into={"lines": lines, "entries": typed})
    assert both["record"]["entries"][:2] == typed
    assert (both["there"], len(both["record"]["entries"])) == (1, 6)
    assert [line["id"] for line in both["record"]["lines"]] == ["therapy", "file-1", "file-2"]
    assert both["record"]["entries"][-1]["line"] == "therapy"


def test_a_file_added_twice_changes_nothing() -> None:
    """Even where two entries of one day are alike."""
    record = {"lines": [THERAPY], "entries": [entry("2026-11-02", "60", "0")] * 2}
    file = call("record_to_csv", record=record)["csv"]
    again = call("record_from_csv", text=file, into=record)
    assert (again["there"], again["record"]["entries"]) == (2, record["entries"])


def test_a_file_that_makes_a_record_too_large_is_refused() -> None:
    """Before anything is added, with the number in words."""
    alike = [entry("2026-11-02", "60", "0")] * MOST_ENTRIES
    file = call("record_to_csv", record=RECORD)["csv"]
    answer = call("record_from_csv", text=file, into={"lines": [THERAPY], "entries": alike})
    assert "20,005 entries" in answer["error"]["message"]


def test_a_file_that_did_not_arrive_whole_is_said() -> None:
    """Broken base64 is no traceback."""
    assert "did not arrive whole" in call("record_from_csv", base64="x")["error"]["message"]


def test_dates_become_a_calendar() -> None:
    """Given as entries, or counted from the days first."""
    given = {"id": "a", "day": "2026-12-01", "title": "Post the letter", "remind": [1]}
    assert "SUMMARY:Post the letter" in call("calendar", entries=[given], today="2026-11-26")["ics"]
    counted = call("calendar", dates={"order": "2026-11-02"}, today="2026-11-26")
    assert "DTSTART;VALUE=DATE:20261207" in counted["ics"]
    assert (counted["name"], counted["problems"]) == ("my-dates.ics", [])


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("letter", {"letter": "none"}, "There is no letter 'none'."),
        ("letter", {"letter": "note", "variant": "x"}, "no variant 'x'"),
        ("dance", {}, "There is no call 'dance'."),
        ("walk", {"answers": 5}, "has a fault"),
        ("helper_read", {"code": "O"}, "A code never holds O."),
        ("record_totals", {"record": 5}, "not a record"),
        ("calendar", {"entries": []}, "No day is written here."),
        ("deadlines", {"dates": {}, "today": "31/6/2026"}, "June has only 30 days."),
    ],
)
def test_a_failure_is_a_message(name: str, arguments: dict[str, Any], words: str) -> None:
    """Whatever goes wrong, the page gets words and never a traceback."""
    assert words in call(name, **arguments)["error"]["message"]


def test_arguments_that_are_not_json_are_a_message() -> None:
    """Broken text is refused like any other fault."""
    assert "error" in json.loads(in_browser.call("walk", "{"))
