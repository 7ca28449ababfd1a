"""The published data fits its published schema."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from build_tools.compile import compile_site
from build_tools.deadlines import bank_holidays
from build_tools.load import load
from build_tools.schemas import published

ROOT = Path(__file__).parents[2]
NAMES = ("tree", "sources", "letters", "deadlines", "helper")


@pytest.mark.parametrize("name", NAMES)
def test_the_published_data_fits_its_schema(name: str) -> None:
    """Each file under /data/ is valid by the schema beside it."""
    data = compile_site(load(ROOT), bank_holidays(2026)).data
    jsonschema.validate(data[f"{name}.json"], data[f"{name}.schema.json"])


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_itself_valid(name: str) -> None:
    """The schemas are proper JSON Schemas."""
    jsonschema.Draft202012Validator.check_schema(published()[f"{name}.schema.json"])


def test_data_that_does_not_fit_is_refused() -> None:
    """A tree with a target that is no name does not pass."""
    step = {"ask": "which-plan", "go": {"a": "Not A Name"}}
    tree = {"first": "a", "questions": {}, "steps": {"a": step}, "ladders": {}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tree, published()["tree.schema.json"])
