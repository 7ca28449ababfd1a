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
from tests.strategies import tree_of

NOTE = {
    "id": "note",
    "title": "A note",
    "to": "{{ council }}",
    "subject": "About {{ child_name }}",
    "body": "Dear council\n\n{{ child_name }} has had no help.",
    "fields": [
        {"name": "council", "label": "Name of the council"},
        {"name": "child_name", "label": "Your child's full name"},
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


def test_the_fields_of_a_letter_are_listed() -> None:
    """In the order in which the letter declares them."""
    fields = call("letter_fields", letter="note")["fields"]
    assert [field["name"] for field in fields] == ["council", "child_name"]


def test_a_word_file_holds_what_was_typed() -> None:
    """The base64 is a Word file with the parent's words in it."""
    made = call("docx", letter="note", values={"child_name": "Sam"})
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(made["base64"]))) as parts:
        assert "Sam" in parts.read("word/document.xml").decode()
    assert made["name"] == "note.docx"


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("letter", {"letter": "none"}, "There is no letter 'none'."),
        ("letter", {"letter": "note", "variant": "x"}, "no variant 'x'"),
        ("dance", {}, "There is no call 'dance'."),
        ("walk", {"answers": 5}, "has a fault"),
        ("deadlines", {"dates": {}, "today": "31/6/2026"}, "June has only 30 days."),
    ],
)
def test_a_failure_is_a_message(name: str, arguments: dict[str, Any], words: str) -> None:
    """Whatever goes wrong, the page gets words and never a traceback."""
    assert words in call(name, **arguments)["error"]["message"]


def test_arguments_that_are_not_json_are_a_message() -> None:
    """Broken text is refused like any other fault."""
    assert "error" in json.loads(in_browser.call("walk", "{"))
