"""Do the pages of others still answer? The one module of the build that uses the network.

Politely: hosts side by side, but each host one request at a time with a pause between, by a name
that says what this is; and again later where a host was only busy.
"""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from build_tools.compile import compile_site
from build_tools.project import Project

AGENT = "plan-not-followed link check (weekly; one request at a time)"
EXTERNAL = re.compile(r"\]\((https?://[^)\s]+)\)")
TRIES = 3
PAUSE = 1.0
TIMEOUT = 30.0
"""Requests at most for one address; seconds between two to one host; seconds to wait for one."""

FOUND, BROKEN, UNKNOWN = "found", "broken", "unknown"
REFUSED = (401, 403, 405, 406, 429)
"""What hosts answer to programs and not to people: it says nothing of the page."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one address: found, broken, or unknown; and why, in words."""

    address: str
    state: str
    why: str
    pages: tuple[str, ...]


def external_links(project: Project) -> dict[str, tuple[str, ...]]:
    """Address without its fragment -> the pages of ours that show it, as paths under docs/."""
    found: dict[str, dict[str, None]] = {}

    def note(address: str, pages: Iterable[str]) -> None:
        found.setdefault(urldefrag(address)[0], {}).update(dict.fromkeys(pages))

    for backing in compile_site(project).backings:
        note(backing.source.url, (path for path, _ in backing.cited_on))
    for organisation in project.organisations.values():
        note(organisation.url, ["help/organisations.md"])
    for page in project.pages:
        for address in EXTERNAL.findall(page.body):
            note(address, [page.path])
    return {address: tuple(pages) for address, pages in sorted(found.items())}


def check_links(
    links: Mapping[str, tuple[str, ...]],
    pause: float = PAUSE,
    sleep: Callable[[float], None] = time.sleep,
    timeout: float = TIMEOUT,
) -> list[Answer]:
    """Ask for every address, hosts side by side; the answers in the order of the addresses."""
    hosts: dict[str, list[str]] = {}
    for address in links:
        hosts.setdefault(urlsplit(address).netloc, []).append(address)

    def one_host(addresses: list[str]) -> list[Answer]:
        answers = []
        for number, address in enumerate(addresses):
            if number:
                sleep(pause)
            state, why = _ask(address, pause, sleep, timeout)
            answers.append(Answer(address, state, why, links[address]))
        return answers

    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = [answer for group in pool.map(one_host, hosts.values()) for answer in group]
    return sorted(answers, key=lambda answer: answer.address)


def _ask(
    address: str, pause: float, sleep: Callable[[float], None], timeout: float
) -> tuple[str, str]:
    state, why = UNKNOWN, "never asked"
    for attempt in range(TRIES):
        if attempt:
            sleep(pause * 4**attempt)
        state, why, again = _once(address, timeout)
        if not again:
            break
    return state, why


def _once(address: str, timeout: float) -> tuple[str, str, bool]:
    """(state, why, whether to ask again later)."""
    request = urllib.request.Request(address, headers={"User-Agent": AGENT})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return FOUND, str(answer.status), False
    except urllib.error.HTTPError as refusal:
        code = refusal.code
        refusal.close()
        if code in REFUSED:
            return UNKNOWN, f"answers {code} to programs", code == 429
        return BROKEN, f"answers {code}", code >= 500
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "reason", problem)
        return BROKEN, f"does not answer ({reason})", True


def report(answers: Iterable[Answer], markdown: bool) -> str:
    """What is broken and on which pages, then what nobody could tell."""
    found = list(answers)
    out = []
    for state, title in (
        (BROKEN, "Broken"),
        (UNKNOWN, "Not to be told: open these by hand now and then"),
    ):
        listed = [answer for answer in found if answer.state == state]
        if listed:
            out.append(f"{'## ' if markdown else ''}{title}: {len(listed)}\n")
            out += [_line(answer, markdown) for answer in listed]
            out.append("")
    good = sum(answer.state == FOUND for answer in found)
    return "\n".join([*out, f"{good} of {len(found)} links answer."])


def _line(answer: Answer, markdown: bool) -> str:
    pages = ", ".join(answer.pages)
    mark = "- [ ] " if markdown and answer.state == BROKEN else "- " if markdown else "  "
    return f"{mark}{answer.address} {answer.why}; on {pages}"
