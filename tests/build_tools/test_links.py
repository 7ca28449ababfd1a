"""Links to others: what breaks is told, with the pages that show it, and hosts are treated well."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from build_tools.cli import main
from build_tools.links import AGENT, check_links, external_links, report
from build_tools.load import load
from tests.conftest import SmallProject


class Host(ThreadingHTTPServer):
    """A host of others: it counts what it is asked, by path, and how many at once."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visitor)
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.now = self.most = 0
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Visitor(BaseHTTPRequestHandler):
    """Answers with the number in the path; /busy/ does so only the second time."""

    server: Host

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        host = self.server
        with host.lock:
            host.now += 1
            host.most = max(host.most, host.now)
            host.asked[self.path] += 1
        host.agents.add(self.headers["User-Agent"])
        time.sleep(0.02)
        code = int(self.path.split("/")[1])
        if "busy" in self.path and host.asked[self.path] > 1:
            code = 200
        # Before the answer, which lets the next request begin.
        with host.lock:
            host.now -= 1
        self.send_response(code)
        if code in (301, 302):
            self.send_header("Location", "/200/")
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def host() -> Iterator[Host]:
    """A host on this machine."""
    server = Host()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "state", "times"),
    [
        ("/200/", "found", 1),
        ("/301/", "found", 1),
        ("/404/", "broken", 1),
        ("/410/", "broken", 1),
        ("/403/", "unknown", 1),
        ("/500/", "broken", 3),
        ("/503/busy", "found", 2),
        ("/429/busy", "found", 2),
    ],
)
def test_what_an_answer_means(path: str, state: str, times: int, host: Host) -> None:
    """Gone is broken; a refusal of programs says nothing; who is busy is asked again."""
    (answer,) = check_links({host.address + path: ("a.md",)}, sleep=lambda _: None)
    assert (answer.state, host.asked[path]) == (state, times)
    assert host.agents == {AGENT}


def test_a_host_that_is_not_there() -> None:
    """It is broken, in words, and nothing is raised."""
    links = {"http://127.0.0.1:9/": ("a.md",), "http://no-such-host.invalid/": ("b.md",)}
    answers = check_links(links, sleep=lambda _: None, timeout=2)
    assert [answer.state for answer in answers] == ["broken", "broken"]
    assert all("does not answer" in answer.why for answer in answers)


def test_one_request_at_a_time_with_a_pause(host: Host) -> None:
    """However many links lead to one host."""
    pauses: list[float] = []
    links = {f"{host.address}/200/{n}": ("a.md",) for n in range(6)}
    check_links(links, pause=7, sleep=pauses.append)
    assert host.most == 1
    assert pauses == [7] * 5


def test_the_report_says_what_broke_and_where(host: Host) -> None:
    """One line each with its pages; what is found is only counted."""
    links = {
        f"{host.address}/404/": ("a.md", "b.md"),
        f"{host.address}/403/": ("c.md",),
        f"{host.address}/200/": ("d.md",),
    }
    answers = check_links(links, sleep=lambda _: None)
    shown = report(answers, markdown=True)
    assert f"- [ ] {host.address}/404/ answers 404; on a.md, b.md" in shown
    assert f"- {host.address}/403/ answers 403 to programs; on c.md" in shown
    assert "d.md" not in shown
    assert shown.endswith("1 of 3 links answer.")


def test_every_link_to_others_is_asked_for_once(small_project: SmallProject) -> None:
    """Sources, organisations and links in the words, each with the pages that show it."""
    page = "docs/next-steps/write-now.md"
    root = small_project({page: [("Write today.", "Write today. [Form](https://example.org/f#x)")]})
    links = external_links(load(root))
    assert links["https://example.org/f"] == ("next-steps/write-now.md",)
    act = links["https://www.legislation.gov.uk/ukpga/2014/6/section/42"]
    assert {"next-steps/ask-first.md", "questions/which-plan.md"} <= set(act)
    assert "help/organisations.md" in links["https://www.gov.uk/"]


def test_the_command_fails_where_a_link_is_broken(
    host: Host, small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1 and the report; 0 when all answer."""
    for path, code in (("/404/", 1), ("/200/", 0)):
        edits = {
            "decision_tree/sources.yaml": [
                ("https://www.legislation.gov.uk/ukpga/2014/6/section/42", host.address + path)
            ],
            "decision_tree/organisations.yaml": [("https://www.gov.uk/", f"{host.address}/200/")],
        }
        root = small_project(edits)
        words = ["--root", str(root), "--today", "2026-11-24", "links", "--pause", "0"]
        assert main(words) == code
    assert "/404/ answers 404" in capsys.readouterr().out
