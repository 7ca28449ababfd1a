"""Two questions that ask the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.checks.answers_alike import same_words
from build_tools.finding import Finding, Rule

RULE = Rule(
    "TREE020",
    "same-question",
    "A parent could be asked one thing twice, and an answer given once would not be kept.",
    acceptable=True,
)


def check(subject: Subject) -> Iterator[Finding]:
    document = subject.project.tree_document
    seen: dict[str, str] = {}
    for question in subject.project.tree.questions.values():
        words = same_words(question.ask)
        if words and words in seen:
            other = seen[words]
            yield RULE.at(
                document.key("questions", question.id),
                f"`{question.id}` asks the same as `{other}`",
                "Ask one question at both steps, or word the two so that they differ.",
                [(document.key("questions", other), "the other question")],
            )
        seen.setdefault(words, question.id)
