"""The published data fits its published schema."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest

from build_tools.compile import compile_site
from build_tools.deadlines import bank_holidays
from build_tools.load import load
from build_tools.open_data import labelled
from build_tools.open_data import published as published_data
from build_tools.schemas import published

ROOT = Path(__file__).parents[2]
NAMES = ("tree", "sources", "letters", "deadlines", "helper", "moved")


@pytest.mark.parametrize("name", NAMES)
def test_the_published_data_fits_its_schema(name: str) -> None:
    """Each file under /data/ is valid by the schema beside it."""
    data = published_data(compile_site(load(ROOT), bank_holidays(2026)))
    jsonschema.validate(data[f"{name}.json"], data[f"{name}.schema.json"])


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_itself_valid(name: str) -> None:
    """The schemas are proper JSON Schemas."""
    jsonschema.Draft202012Validator.check_schema(published()[f"{name}.schema.json"])


def test_data_that_does_not_fit_is_refused() -> None:
    """A tree with a target that is no name does not pass."""
    step = {"ask": "which-plan", "go": {"a": "Not A Name"}}
    tree = {"first": "a", "questions": {}, "steps": {"a": step}, "ladders": {}}
    with pytest.raises(jsonschema.ValidationError, match="Not A Name"):
        jsonschema.validate(
            labelled("tree.json", tree, "1.2.3+2026-11-24"), published()["tree.schema.json"]
        )


@pytest.mark.parametrize("key", ["$schema", "license", "version"])
def test_data_without_its_label_is_refused(key: str) -> None:
    """Whoever finds a file alone can tell whose it is, how old, and what it may be used for."""
    data = labelled("helper.json", {"alphabet": "abc", "mark": "abc"}, "1.2.3")
    del data[key]
    with pytest.raises(jsonschema.ValidationError, match=re.escape(f"'{key}' is a required")):
        jsonschema.validate(data, published()["helper.schema.json"])
