"""What a visit transfers, written into the page for those who publish the site."""

from __future__ import annotations

from build_tools.finish import Built
from build_tools.load import load
from build_tools.weights import weigh

PAGE = "about/publishing/index.html"
MARK = "<!-- measured -->"


def show_weights(built: Built) -> None:
    """Put the table in the place of its mark. A site without that page goes without."""
    page = built.folder / PAGE
    if not page.is_file():
        return
    text = page.read_text("utf-8")
    rows = "".join(
        f"<tr><td>{what[0].upper()}{what[1:]}</td><td>{much}</td></tr>\n"
        for what, much in weigh(built.folder, load(built.root), built.root).rows()
    )
    head = '<tr><th scope="col">What</th><th scope="col">How much</th></tr>'
    table = f"<table>\n<thead>{head}</thead>\n<tbody>\n{rows}</tbody>\n</table>"
    page.write_text(text.replace(MARK, table), "utf-8", newline="")
