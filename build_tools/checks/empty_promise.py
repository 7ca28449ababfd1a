"""A promise about an answer, a page or a time limit that is not there, or on no route."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.project import DEADLINES_FILE, TREE_FILE
from build_tools.promises import PROMISES_FILE, Answers, Promise
from build_tools.shapes import did_you_mean

RULE = Rule(
    "TREE028",
    "empty-promise",
    "It would look as if every page were held to this, and none would be.",
)

NEEDS = (TREE_FILE, DEADLINES_FILE, PROMISES_FILE)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    for promise in subject.project.promises.every:
        found = [
            *_given(subject, promise.id, "when", promise.when),
            *_given(subject, promise.id, "unless", promise.unless),
            *_links(subject, promise),
            *_deadlines(subject, promise),
        ]
        yield from found or _unreached(subject, promise)


def _given(subject: Subject, promise: str, key: str, answers: Answers) -> Iterator[Finding]:
    document, questions = subject.project.promises.document, subject.project.tree.questions
    for question, wanted in answers.items():
        known = questions.get(question)
        if known is None:
            yield RULE.at(
                document.key(promise, key, question),
                f"there is no question `{question}`",
                f"Name one in {TREE_FILE}.{did_you_mean(question, questions)}",
            )
            continue
        offered = [answer.id for answer in known.answers]
        for number, answer in enumerate(document.value[promise][key][question]):
            if answer in wanted and answer not in offered:
                yield RULE.at(
                    document.at(promise, key, question, str(number)),
                    f"the question `{question}` has no answer `{answer}`",
                    f"Its answers are: {', '.join(offered)}.{did_you_mean(answer, offered)}",
                )


def _links(subject: Subject, promise: Promise) -> Iterator[Finding]:
    pages = {page.path.removesuffix(".md") for page in subject.project.pages}
    for number, link in enumerate(promise.links):
        if link not in pages:
            yield RULE.at(
                subject.project.promises.document.at(promise.id, "links", str(number)),
                f"there is no page docs/{link}.md",
                f"Name a page under docs/, without the ending.{did_you_mean(link, pages)}",
            )


def _deadlines(subject: Subject, promise: Promise) -> Iterator[Finding]:
    document, limits = subject.project.promises.document, subject.project.rules.deadlines
    for number, limit in enumerate(promise.deadlines):
        if limit not in limits:
            yield RULE.at(
                document.at(promise.id, "deadlines", str(number)),
                f"there is no time limit `{limit}`",
                f"Name one in {DEADLINES_FILE}.{did_you_mean(limit, limits)}",
            )
    if not promise.links and not promise.deadlines:
        yield RULE.at(
            document.key(promise.id),
            "this names neither a page under `links` nor a time limit under `deadlines`",
            "Name what must be told.",
        )


def _unreached(subject: Subject, promise: Promise) -> Iterator[Finding]:
    if not subject.graph.arrivals(promise.when, promise.unless):
        yield RULE.at(
            subject.project.promises.document.key(promise.id),
            "no route gives these answers, so no page is held to it",
            "Name answers that one parent can give on one route, or take it out.",
        )
