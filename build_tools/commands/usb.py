"""Write site-usb/, a copy of the site to read without a server, and its archive for mirrors."""

from __future__ import annotations

import argparse
import shutil
import sys

from build_tools.commands import Given

FOLDER = "site-usb"
ARCHIVE = "plan-not-followed.zip"
PUBLISHED = "mirror"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether the archive goes into the site too."""
    parser.add_argument(
        "--publish",
        action="store_true",
        help=f"put the archive and its checksum into site/{PUBLISHED}/ as well",
    )


def run(options: argparse.Namespace, given: Given) -> int:
    """Write both from the finished site in site/."""
    # Imported here because no other command needs it.
    from build_tools.usb import write_archive, write_usb

    site, out = given.root / "site", given.root / FOLDER
    if not (site / "index.html").is_file():
        print("There is no site yet: run make site first.", file=sys.stderr)
        return 2
    shutil.rmtree(site / PUBLISHED, ignore_errors=True)
    write_usb(site, out)
    archive = given.root / ARCHIVE
    checksum = write_archive(out, archive)
    print(f"Open {FOLDER}/index.html in a browser, or copy {FOLDER}/ to a stick.")
    print(f"For a mirror: {ARCHIVE} ({archive.stat().st_size / 1e6:.1f} MB), sha256 {checksum}")
    if options.publish:
        (site / PUBLISHED).mkdir()
        for name in (ARCHIVE, f"{ARCHIVE}.sha256"):
            shutil.copy(given.root / name, site / PUBLISHED)
    return 0
