"""What hosts are told: the security headers, who may frame a page, and what may be kept for long.

Three forms of one table: `_headers` for Cloudflare Pages and Netlify, and two lists of lines for
nginx (see deploy/nginx.conf). A host that takes none of them, such as GitHub Pages, serves the
same pages; their policy then stands in the pages alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from build_tools.finish import Built
from build_tools.finish.fingerprints import VERSIONED
from build_tools.finish.offline import PLACE as SERVICE_WORKER
from build_tools.finish.policy import Inline, inline_in, policy

HEADERS_FILE = "_headers"
NGINX = "_host"
"""Where the lines for nginx lie in the site; deploy/nginx.conf serves nobody this folder."""

NAMED_BY_CONTENT = re.compile(r"[.-][0-9a-f]{8,12}\.\w+$")
"""How a file is called whose name changes with its content."""

EMBED = "embed"
OPEN = ("data",)
"""Folders that other sites' scripts may read."""

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Strict-Transport-Security": "max-age=31536000",
}
FOR_A_YEAR = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
"""Keep it, but ask whether it has changed: the answer is a few bytes where it has not."""


def page_headers(inline: Inline) -> dict[str, str]:
    """For every page but the embeds: nobody may frame it, so nobody can steer what is typed."""
    return {
        "Content-Security-Policy": policy(inline, "'none'"),
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def embed_headers(inline: Inline) -> dict[str, str]:
    """For the pages that anybody may frame, even a host page that isolates itself."""
    return {
        "Content-Security-Policy": policy(inline, "*"),
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }


OPEN_HEADERS = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


def write_host_files(built: Built) -> None:
    """Write the three forms, and the mark that keeps GitHub Pages from leaving files out."""
    inline = inline_in(built.pages())
    (built.folder / HEADERS_FILE).write_text(_headers_file(built, inline), "utf-8")
    folder = built.folder / NGINX
    folder.mkdir(exist_ok=True)
    for name, headers in (
        ("pages", page_headers(inline)),
        ("embed", embed_headers(inline)),
        ("open", OPEN_HEADERS),
    ):
        (folder / f"nginx-{name}.conf").write_text(_nginx({**EVERYWHERE, **headers}), "utf-8")
    (built.folder / ".nojekyll").touch()


def _headers_file(built: Built, inline: Inline) -> str:
    """No two rules give one header: a host would send both values, joined."""
    rules: dict[str, Mapping[str, str]] = {"/*": EVERYWHERE}
    rules |= dict.fromkeys(_page_rules(built), page_headers(inline))
    rules[f"/{EMBED}/*"] = embed_headers(inline)
    rules |= {f"/{name}/*": OPEN_HEADERS for name in OPEN}
    rules |= {path: {"Cache-Control": FOR_A_YEAR} for path in _for_a_year(built)}
    rules[f"/{SERVICE_WORKER}"] = {"Cache-Control": ASK_EACH_TIME}
    blocks = (
        "\n".join([path, *(f"  {name}: {value}" for name, value in headers.items())])
        for path, headers in rules.items()
    )
    return "# Made at each build by build_tools/finish/hosting.py.\n" + "\n".join(blocks) + "\n"


def _page_rules(built: Built) -> Iterator[str]:
    """The front page, the page for lost visitors, and every folder with pages but the embeds."""
    yield "/"
    yield "/404.html"
    for name in sorted({page.relative_to(built.folder).parts[0] for page in built.pages()}):
        if name != EMBED and not name.endswith(".html"):
            yield f"/{name}/*"


def _for_a_year(built: Built) -> Iterator[str]:
    """What has an address that changes with its content."""
    yield from (f"/{name}/*" for name in VERSIONED)
    yield "/pagefind/index/*"
    for folder in ("assets/engine", "assets/javascripts", "assets/offline"):
        for path in sorted((built.folder / folder).glob("*")):
            if NAMED_BY_CONTENT.search(path.name):
                yield f"/{folder}/{path.name}"


def _nginx(headers: Mapping[str, str]) -> str:
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
