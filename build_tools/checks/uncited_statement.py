"""A paragraph or list item that states law, a time, a sum or a contact, with no citation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Place, Rule
from build_tools.project import CITATION, Block, Page

RULE = Rule(
    "CITE004",
    "uncited-statement",
    "Parents act on what we say, and councils dispute it: each statement must show its source.",
    acceptable=True,
)

_NUMBER = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty"
)
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
CLAIM = re.compile(
    rf"""\b(?: (?:\d[\d,.]*|{_NUMBER})(?:[ ](?:hundred|thousand|million))?[ ](?:pounds|pence|gbp)\b
      | \d+p\b
      | (?:\d+|{_NUMBER})[ -](?:(?:working|school|calendar)[ -])?
        (?:hour|hr|day|week|fortnight|month|term|year)s?\b
      | within[ ]an?[ ](?:month|term|year)\b
      | by[ ](?:(?:the[ ])?\d{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?)(?:{_MONTH})\b
        (?![ ](?:19|20)\d\d)
      | must(?:n['’]t)?\b | law(?:s|ful|fully)?\b | unlawful(?:ly)?\b | legal(?:ly)?\b
      | rights\b | (?:a|the|your|no|legal|this|that|any|every)[ ](?:legal[ ])?right
        (?=[ ](?:to|of|under|at)\b | [.,;:?!] | $)
      | dut(?:y|ies)\b | entitle(?:d|ments?|s)?\b | oblig(?:ed|ation)s?\b | act[ ](?:19|20)\d\d\b
      | (?:section|regulation|reg|paragraph|para|article|rule|schedule)s?\.?[ ]\d
      | ss?\.?[ ]?\d+\b | 116[ ]?\d{{3}}\b | (?:call|dial|phone|ring)[ ](?!999)\d{{3}}\b | www\.\w
      | (?-i:[A-Z]{{1,2}}\d[A-Z\d]?[ ]\d[A-Z]{{2}}\b) )
    | [£€$]\s?\d[\d,.]* | §[ ]?\d
    | (?<![\d-])(?:0|\+44[ ]?(?:\(0\))?[ ]?)\d(?:[ )-]{{0,2}}\d){{7,9}}(?!\d)
    | (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+ """,
    re.VERBOSE | re.IGNORECASE,
)
"""Sums, times, words of law, and how to reach somebody: phone, e-mail, postcode."""

_MAY_CLAIM = re.compile(CLAIM.pattern.replace("A-Z", "a-z"), re.VERBOSE)
"""The same for a text in small letters, as a first look: a pattern without IGNORECASE is fast."""

NO_CLAIM = re.compile(
    "|".join(
        (
            r"legal (?:advice|advisers?|help|aid|experts?|team)",
            r"child law advice",
            r"family rights group",
            r"my rights, my say",
            r"your rights in one page",
            r"law (?:centres?|firms?|students?|degree)",
            r"law that says so",
            r"statements? of law",
            r"(?:education|equality|specialist|the) law page",
            r"education law",
        )
    ),
    re.IGNORECASE,
)
"""Phrases that hold one of these words and claim nothing about the law."""

NOT_OURS = re.compile(r"(?<=\])\([^)]*\)|“[^”]*”|<!--.*?-->|</?\w[^>]*>")
"""Addresses of links, words that somebody else is quoted with, and the marks of HTML."""

_UNSHOWN = re.compile(r"<!--.*?-->|`[^`]*`")
"""Where what looks like a citation is none: a parent sees no comment, and code as it stands."""

NO_STATEMENT = ("heading", "quote")
"""Kinds of block that state nothing of ours."""

EXEMPT_FOLDERS = ("about", "easy-read")
"""About pages speak of this site, and Easy Read pages link to the cited page they retell."""


def check_page(page: Page) -> Iterator[Finding]:
    if page.folder in EXEMPT_FOLDERS:
        return
    for block in page.blocks:
        # Most of what claims something is cited, and that is soon told.
        claim = block.kind not in NO_STATEMENT and uncited_claim(block.text)
        if claim:
            yield _found(claim, page.place_of(claim, block.place))


def check(subject: Subject) -> Iterator[Finding]:
    for question in subject.project.tree.questions.values():
        claim = uncited_claim(question.why)
        if claim:
            place = subject.project.tree_document.at("questions", question.id, "why")
            yield _found(claim, place)


def claims(page: Page) -> Iterator[tuple[Block, str]]:
    """Each block of a page that states law, a time, a sum or a contact, with the words that do."""
    for block in page.blocks:
        if block.kind not in NO_STATEMENT:
            claim = claim_in(block.text)
            if claim:
                yield block, claim


def claim_in(text: str) -> str:
    """The words of a text that state law, a time, a sum or a contact; "" where none do."""
    # Without marks of emphasis, and with plain single spaces for every kind of space.
    bare = " ".join(text.replace("*", "").replace("_", "").replace("&nbsp;", " ").split())
    ours = NOT_OURS.sub(" ", CITATION.sub(" ", bare))
    claim = _MAY_CLAIM.search(ours.lower()) and CLAIM.search(NO_CLAIM.sub(" ", ours))
    return claim[0].strip() if claim else ""


def uncited_claim(text: str) -> str:
    """The same, and "" where the text cites a source."""
    return "" if cites(text) else claim_in(text)


def cites(text: str) -> bool:
    """Whether a reader of the text is shown a source."""
    return bool(CITATION.search(text) and CITATION.search(_UNSHOWN.sub(" ", text)))


def _found(claim: str, place: Place) -> Finding:
    return RULE.at(
        place,
        f"“{claim}” is said here without a source",
        "Cite its source in this paragraph or list item, or word it without the claim.",
    )
