"""The site's settings, from mkdocs.yml and the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.finding import WARNING, Finding
from build_tools.settings import NOT_SET, WANTED, load_settings
from build_tools.yaml_source import SYNTAX
from tests.conftest import SmallProject


def loaded(root: Path) -> tuple[dict[str, str], list[Finding]]:
    findings: list[Finding] = []
    return dict(load_settings(root, findings)), findings


def test_what_is_not_set_is_empty_and_a_warning(small_project: SmallProject) -> None:
    """Nothing is made up; one warning for each."""
    settings, findings = loaded(small_project())
    assert settings == dict.fromkeys(WANTED, "")
    assert [(f.code, f.severity) for f in findings] == [(NOT_SET.code, WARNING)] * len(WANTED)


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n", "word\n"], ids=repr)
def test_a_file_without_settings_is_found(text: str, small_project: SmallProject) -> None:
    """The site cannot be built from it."""
    _, findings = loaded(small_project({"mkdocs.yml": text}))
    assert [f.code for f in findings if f.code != NOT_SET.code] == [SYNTAX.code]


@pytest.mark.parametrize("key", WANTED)
def test_the_environment_sets_it(
    key: str, small_project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variable that the warning names is the one that counts."""
    root = small_project()
    monkeypatch.setenv(WANTED[key][0], "https://example.org/")
    settings, findings = loaded(root)
    assert settings[key] == "https://example.org/"
    assert not any(f"`{key}`" in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("me@example.org", "me@example.org"),
        ('!ENV [CONTACT_EMAIL, "me@example.org"]', "me@example.org"),
        ("!ENV [CONTACT_EMAIL]", ""),
        ("!ENV []", ""),
        ("{a: b}", ""),
        ("", ""),
    ],
)
def test_the_file_sets_it(written: str, value: str, small_project: SmallProject) -> None:
    """A plain value counts as it stands, and the last word of `!ENV` is the default."""
    edit = [('!ENV [CONTACT_EMAIL, ""]', written)]
    settings, _ = loaded(small_project({"mkdocs.yml": edit}))
    assert settings["contact"] == value


@pytest.mark.parametrize("text", ["", "extra:\n", "extra: [a]\n", "- a\n", "a: [\n"], ids=repr)
def test_a_strange_file_sets_nothing(text: str, small_project: SmallProject) -> None:
    """Whatever stands in mkdocs.yml, the settings are there, and empty."""
    assert loaded(small_project({"mkdocs.yml": text}))[0] == dict.fromkeys(WANTED, "")


def test_a_missing_file_is_a_finding(small_project: SmallProject) -> None:
    """Besides the warnings there is an error that names the file."""
    _, findings = loaded(small_project({"mkdocs.yml": None}))
    assert findings[0].place.file == "mkdocs.yml"
    assert findings[0].code != NOT_SET.code
