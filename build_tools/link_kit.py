"""What those who link here need: addresses, QR codes and a paragraph that is ready to paste."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import segno

from build_tools.project import Page, Project

QR_FOLDER = "assets/qr"
SHEET_FOLDER = "sheets"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page to link to. `whole` is its address on the web, empty where the site has none."""

    page: Page
    whole: str

    @property
    def key(self) -> str:
        """`stages/ombudsman`."""
        return self.page.path.removesuffix(".md")

    @property
    def qr(self) -> str:
        """The QR code's file, as a path in the site."""
        return f"{QR_FOLDER}/{self.key.replace('/', '-')}.svg"

    @property
    def paragraph(self) -> str:
        """To paste into a page, a leaflet or an e-mail."""
        return f"{self.page.title}. {self.page.meta.get('description', '')} {self.whole}".strip()


def entries(project: Project) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """(heading, its pages): every stage, then every outcome."""
    site = str(project.settings.get("site_address", "")).rstrip("/")

    def of(pages: Iterator[Page]) -> tuple[Entry, ...]:
        found = (Entry(p, f"{site}/{p.path.removesuffix('.md')}/" if site else "") for p in pages)
        return tuple(sorted(found, key=lambda entry: entry.page.title.casefold()))

    return (
        ("Steps", of(iter(project.stages.values()))),
        ("Next steps", of(iter(project.outcomes.values()))),
    )


def qr_files(project: Project) -> dict[str, bytes]:
    """Path in the site -> the QR code as SVG; none where the site's address is not set."""
    return {
        entry.qr: qr_code(entry.whole)
        for _, listed in entries(project)
        for entry in listed
        if entry.whole
    }


def qr_code(address: str) -> bytes:
    """A QR code that survives a bad print: a quarter of it may be lost."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        out, kind="svg", scale=4, border=4, xmldecl=False, light="#fff", title=address
    )
    return out.getvalue()
