"""The pack for reading offline: what is in it comes out as it was."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from build_tools.finish import Built
from build_tools.finish.offline import PLACE, SOURCE, write_offline

PAGE = '<!doctype html>\n<title>{0}</title>\n<link href="{1}assets/images/mark.svg?v=12345678">\n12'
WORKER = (
    'const BUILD = { version: "VERSION-OF-THE-BUILD", pack: "ADDRESS-OF-THE-PACK" };\nuse(BUILD);'
)
PACKED = {
    "": "",
    "questions/which-plan/": "../../",
    "next-steps/": "../",
    "letters/complaint/": "../../",
    "search/": "../",
}
NOT_PACKED = {"stages/ombudsman/": "../../", "embed/stage/ombudsman/": "../../../"}


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """Pages of every room, one picture, one module, and the worker."""
    for address, up in {**PACKED, **NOT_PACKED}.items():
        (tmp_path / address).mkdir(parents=True, exist_ok=True)
        (tmp_path / address / "index.html").write_text(PAGE.format(address, up), "utf-8")
    for name in (SOURCE, "assets/images/mark.svg", "assets/javascripts/main.1234abcd.mjs"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / SOURCE).write_text(WORKER, "utf-8")
    return Built(tmp_path, tmp_path, dt.date(2026, 11, 24))


def pack_of(built: Built) -> dict[str, Any]:
    """The one pack that was written."""
    (path,) = (built.folder / "assets/offline").iterdir()
    return dict(json.loads(path.read_bytes()))


def unpacked(pack: dict[str, Any], address: str) -> str:
    """A page of the pack, put together as the worker does it."""
    lines = pack["pages"][address]
    return "\n".join(pack["lines"][line] if isinstance(line, int) else line for line in lines)


def test_every_page_of_the_pack_comes_out_as_it_was(built: Built) -> None:
    """Byte for byte, also where a line is a number."""
    write_offline(built)
    pack = pack_of(built)
    assert {address: unpacked(pack, address) for address in pack["pages"]} == {
        address: PAGE.format(address, up) for address, up in PACKED.items()
    }


def test_a_line_that_pages_share_stands_there_once(built: Built) -> None:
    """However many pages have it."""
    write_offline(built)
    assert pack_of(built)["lines"].count("<!doctype html>") == 1


def test_the_pack_names_what_its_pages_need(built: Built) -> None:
    """Under the addresses by which the pages ask for it; not the worker's own source."""
    write_offline(built)
    assert pack_of(built)["assets"] == [
        "assets/images/mark.svg?v=12345678",
        "assets/javascripts/main.1234abcd.mjs",
    ]


def test_the_worker_knows_its_pack(built: Built) -> None:
    """And stands at the top of the site, nowhere else."""
    write_offline(built)
    (pack,) = (built.folder / "assets/offline").iterdir()
    worker = (built.folder / PLACE).read_text("utf-8")
    assert re.search(r'version: ?"[0-9a-f]{8}"', worker)
    assert f'"assets/offline/{pack.name}"' in worker
    assert not (built.folder / SOURCE).exists()


def test_any_changed_page_makes_another_version(built: Built) -> None:
    """Also one that is not in the pack: a parent may have visited it."""
    write_offline(built)
    before = (built.folder / PLACE).read_text("utf-8")
    (built.folder / SOURCE).write_text(WORKER, "utf-8")
    (built.folder / "stages/ombudsman/index.html").write_text("changed", "utf-8")
    write_offline(built)
    assert (built.folder / PLACE).read_text("utf-8") != before


def test_a_worker_that_cannot_be_filled_in_is_refused(built: Built) -> None:
    """In words that say what is missing."""
    (built.folder / SOURCE).write_text("", "utf-8")
    with pytest.raises(ValueError, match="must name VERSION-OF-THE-BUILD and ADDRESS-OF-THE-PACK"):
        write_offline(built)
