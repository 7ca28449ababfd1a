"""Uses every call of decision_tree.in_browser once, well and badly, inside Pyodide.

What this imports is what the bundled standard library holds, so each thing that a page can ask
for must happen here: the test of the bundle then runs the real letters and records on it.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import Any

from decision_tree import in_browser

LETTER: dict[str, Any] = {
    "id": "note",
    "title": "A note",
    "to": "{{ council }}",
    "subject": "About {{ child_name }}",
    "body": (
        "Dear {% if variant == 'a' %}council{% else %}{{ note('you') }}{% endif %}\n\n"
        "| What | When |\n{% for row in missed %}\n| {{ row.what }} | {{ row.since }} |\n"
        "{% endfor %}\n\n{% for line in steps %}\n- {{ line }}\n{% endfor %}\n\n"
        "{% set word = 'help' %}{{ word | upper }} {% if variant in ('a', 'b') %}1{% endif %}"
    ),
    "variants": [{"name": "a", "title": "A"}, {"name": "b", "title": "B"}],
    "fields": [
        {"name": "council", "label": "Council"},
        {"name": "child_name", "label": "Name"},
        {"name": "steps", "label": "Steps", "type": "lines"},
        {"name": "day", "label": "Day", "type": "date"},
        {
            "name": "missed",
            "label": "What is missing",
            "type": "table",
            "columns": [{"name": "what", "label": "What"}, {"name": "since", "label": "Since"}],
        },
    ],
}
VALUES = {
    "child_name": "شيماء & <Sam>",
    "steps": "one\ntwo",
    "day": "2026-11-23",
    "missed": [{"what": "speech", "since": "May"}],
}
TREE = {
    "first": "a",
    "questions": {"a": {"ask": "?", "why": "", "answers": [{"id": "y", "say": "Y", "hint": ""}]}},
    "steps": {"a": {"ask": "a", "go": {"y": "next-steps/x"}}},
    "ladders": {},
}
LIMIT = {
    "name": "It is done",
    "who": "you",
    "rule": "Do it.",
    "kind": "law",
    "cites": [{"source": "act"}],
    "missed": "Write.",
}
DEADLINES = {
    "triggers": {"a": {"ask": "When?", "short": "it"}},
    "deadlines": {
        "months": {**LIMIT, "count": [{"from": "a", "length": "2 months after"}], "earlier": "yes"},
        "moved": {
            **LIMIT,
            "count": [{"from": "a", "length": "3 working days after"}],
            "move": "tribunal appeal",
            "leave_out": "August and Christmas",
        },
        "school": {**LIMIT, "count": [{"from": "a", "length": "15 school days after"}]},
    },
    "bank_holidays": {"first": "2020-01-01", "last": "2031-12-31", "days": {"2026-12-25": "Day"}},
}
TERMS = [{"first": "2026-11-01", "last": "2027-07-20"}]
RECORD = {
    "lines": [{"id": "a", "what": "=Speech therapy, café"}],
    "entries": [
        {"line": "a", "day": "2026-11-02", "promised": "1h 30m", "delivered": "0", "who": "Ms Ali"},
        {"line": "a", "day": "31/6/2026", "promised": "x", "delivered": ""},
    ],
}
CSV = "Day;Line of Section F;Minutes promised;Minutes given\r\n2/11/2026;café;60;0\r\nx;a;b;c\r\n"
ENTRY = {"id": "a", "day": "2026-12-01", "title": "Last day, 5pm; act — now" * 9, "remind": [14, 0]}


def _file(text: str, encoding: str) -> dict[str, Any]:
    return {"base64": base64.b64encode(text.encode(encoding)).decode("ascii")}


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("record_totals", {"record": RECORD, "terms": TERMS}),
    ("record_totals", {"record": 5}),
    ("helper_code", {"answers": {"a": "y"}}),
    ("helper_read", {"code": "x"}),
    ("record_summary", {"record": RECORD}),
    ("record_to_csv", {"record": RECORD}),
    *(
        ("record_from_csv", _file(CSV, encoding))
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
    ),
    ("record_from_csv", {"text": 'Day,"'}),
    ("calendar", {"entries": [ENTRY], "today": "2026-11-26"}),
    ("calendar", {"dates": {"a": "2026-12-01"}, "today": "2026-12-02"}),
    ("deadline_rules", {}),
    ("deadlines", {"dates": {"a": "1 December 2026"}, "today": "2026-12-02"}),
    ("deadlines", {"dates": {"a": "2026-12-01"}, "terms": TERMS, "closed": ["4/12/2026"]}),
    ("deadlines", {"dates": {"a": "31/6/2026"}, "today": "2026-12-02"}),
    ("walk", {"answers": {"a": "y"}}),
    ("walk", {"answers": 5}),
    ("letter_fields", {"letter": "note", "variant": "a"}),
    ("letter", {"letter": "note", "variant": "a", "values": VALUES}),
    ("letter", {"letter": "note", "variant": "z", "values": {}}),
    ("docx", {"letter": "note", "variant": "b", "values": VALUES}),
    ("docx", {"letter": "broken", "variant": "", "values": {}}),
    ("no such call", {}),
]


def run() -> list[str]:
    """Make every call. Returns what each gave; raises AssertionError where one is never made."""
    in_browser.start(json.dumps(_pack()))
    assert {name for name, _ in CALLS} >= set(in_browser.CALLS), "a call is never exercised"
    return [in_browser.call(name, json.dumps(given)) for name, given in CALLS]


def _pack() -> dict[str, Any]:
    broken = {**LETTER, "id": "broken", "body": "{{ nothing }}", "variants": []}
    return {
        "tree": TREE,
        "letters": {"note": LETTER, "broken": broken},
        "skeleton": _skeleton(),
        "deadlines": DEADLINES,
        "sources": {"act": {"title": "The Act", "url": "https://example.org/"}},
    }


def _skeleton() -> str:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", "<w:document><w:body><w:sectPr/></w:body></w:document>")
    return base64.b64encode(stream.getvalue()).decode("ascii")
