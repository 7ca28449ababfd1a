"""The few settings of the site that the build itself needs, from mkdocs.yml's `extra:`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from build_tools.finding import WARNING, Finding, Place, Rule
from build_tools.yaml_source import SYNTAX, Document, parse, read_text

SETTINGS_FILE = "mkdocs.yml"

NOT_SET = Rule(
    "SITE001",
    "setting-not-set",
    "What needs this setting is left out of the site until it is set.",
    WARNING,
)

WANTED = {
    "site_address": ("SITE_URL", "canonical addresses and the site map"),
    "repository": ("REPOSITORY_URL", "the links to edit a page and to report a mistake"),
    "contact": ("CONTACT_EMAIL", "the e-mail address on the About page"),
}
"""Key under `extra:` -> the environment variable that sets it, and what it is needed for."""


def load_settings(root: Path, findings: list[Finding]) -> Mapping[str, Any]:
    """`extra:` of mkdocs.yml with its `!ENV` values worked out."""
    text, unreadable = read_text(root / SETTINGS_FILE, root)
    document = parse(text, SETTINGS_FILE)
    findings += unreadable + document.findings
    value = document.value if isinstance(document.value, dict) else {}
    if value is not document.value and not (unreadable or document.findings):
        findings.append(SYNTAX.at(Place(SETTINGS_FILE), "this file holds no settings", _RESTORE))
    extra = value.get("extra", {}) if isinstance(value.get("extra", {}), dict) else {}
    settings = {key: _worked_out(extra.get(key, "")) for key in WANTED}
    findings += _not_set(settings, document)
    return MappingProxyType(settings)


_RESTORE = "Restore its contents: lines of `key: value`."


def _worked_out(value: Any) -> str:
    """`!ENV [NAME, default]` arrives as the list [NAME, default]; plain text as itself."""
    if isinstance(value, list) and value:
        return os.environ.get(str(value[0]), str(value[1]) if len(value) > 1 else "")
    return value if isinstance(value, str) else ""


def _not_set(settings: Mapping[str, str], document: Document) -> list[Finding]:
    return [
        NOT_SET.at(
            document.key("extra", key),
            f"`{key}` is not set, so the site goes without {WANTED[key][1]}",
            f"Set {WANTED[key][0]} in the environment, or write it here.",
        )
        for key, value in settings.items()
        if not value
    ]
