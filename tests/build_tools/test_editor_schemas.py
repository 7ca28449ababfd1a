"""The schemas for editors: current, and true of the files they are for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from build_tools.editor_schemas import COMMAND, FILES, FOLDER, WIRED_IN, made, schema_of

ROOT = Path(__file__).parents[2]


class _Words(yaml.CSafeLoader):
    """Reads dates as text, as VS Code's YAML extension does."""


_Words.yaml_implicit_resolvers = {
    mark: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for mark, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def data(text: str) -> Any:
    return yaml.load(text, Loader=_Words)


@pytest.mark.parametrize("name", made())
def test_a_schema_is_current(name: str) -> None:
    """The file in the repository is what the shapes make of it."""
    path = ROOT / FOLDER / name
    current = path.is_file() and path.read_text("utf-8") == made()[name]
    assert current, f"{FOLDER}/{name} is out of date: run `{COMMAND}`"


def test_the_editor_finds_them() -> None:
    """Every schema of a file is wired to a file that is there."""
    wired = json.loads((ROOT / WIRED_IN).read_text("utf-8"))["yaml.schemas"]
    assert all((ROOT / schema).is_file() and any(ROOT.glob(file)) for schema, file in wired.items())
    assert len(wired) == sum(bool(file) for _, file in FILES.values())


@pytest.mark.parametrize("name", [name for name, (_, file) in FILES.items() if file])
def test_the_real_file_fits_its_schema(name: str) -> None:
    """An editor marks nothing in a file that the check lets through."""
    shape, file = FILES[name]
    files = list(ROOT.glob(file))
    assert files
    for path in files:
        jsonschema.validate(data(path.read_text("utf-8")), schema_of(shape))


@pytest.mark.parametrize(
    ("name", "pattern"),
    [("stage-page", "stages"), ("outcome-page", "next-steps"), ("letter-page", "letters")],
)
def test_front_matter_fits_its_schema(name: str, pattern: str) -> None:
    """Of every page of the kind."""
    validator = jsonschema.Draft202012Validator(schema_of(FILES[name][0]))
    for path in (ROOT / "docs" / pattern).glob("*.md"):
        if path.stem != "index":
            front = data(path.read_text("utf-8").split("\n---\n")[0].removeprefix("---\n"))
            assert validator.is_valid(front), path


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("tree", {"first": "a", "questions": {}, "steps": {"a": {"aks": "b", "go": {}}}}),
        ("sources", {"a": {"publisher": "x"}}),
        ("tolerances", {"accepted": [{"code": "WORD1"}]}),
        ("promises", {"a": {"when": {"q": []}, "kinds": ["next-step"], "because": "So."}}),
        ("promises", {"a": {"when": {"q": ["b", "b"]}, "kinds": ["find-out"], "because": "So."}}),
    ],
)
def test_a_mistake_does_not_fit(name: str, broken: Any) -> None:
    """What the check refuses, the editor marks."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema_of(FILES[name][0]))
