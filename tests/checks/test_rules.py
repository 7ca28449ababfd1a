"""The rules as a set: each is named well, explained, and shown both firing and silent."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections import Counter
from types import ModuleType

import pytest

import build_tools
from build_tools.checks import rule_modules
from build_tools.finding import Rule
from build_tools.rule_pages import RulePage, every_page
from build_tools.rules import FAMILIES, every_rule


def rules_in(module: ModuleType) -> list[Rule]:
    """The rules that a module makes, those it only borrows left out."""
    made = re.findall(r"^([A-Z_]+) = Rule\(", inspect.getsource(module), re.MULTILINE)
    return [getattr(module, name) for name in made]


def all_rules() -> list[Rule]:
    """The rules of every module of the build."""
    names = pkgutil.walk_packages(build_tools.__path__, "build_tools.")
    modules = [importlib.import_module(m.name) for m in names if not m.name.endswith("__main__")]
    return [rule for module in modules for rule in rules_in(module)]


RULES = all_rules()
MODULES = rule_modules()
PAGES = {page.name: page for page in every_page()}


def name_of(thing: ModuleType | Rule | RulePage) -> str:
    return getattr(thing, "name", None) or thing.__name__.rpartition(".")[2]


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_has_a_rule(module: ModuleType) -> None:
    """A module in checks/ makes at least one rule of its own."""
    assert rules_in(module)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_can_check(module: ModuleType) -> None:
    """A module in checks/ looks at the project or at one page, and yields what it finds."""
    checks = {name: vars(module)[name] for name in ("check", "check_page") if name in vars(module)}
    takes = {name: list(inspect.signature(work).parameters) for name, work in checks.items()}
    assert takes in (
        {"check": ["subject"]},
        {"check_page": ["page"]},
        {"check": ["subject"], "check_page": ["page"]},
    )
    assert all(inspect.isgeneratorfunction(work) for work in checks.values())


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_says_what_it_finds(module: ModuleType) -> None:
    """A module in checks/ begins with a sentence."""
    assert re.match(r"[A-Z].+\.", module.__doc__ or "")


def test_codes_are_unique() -> None:
    """No two rules share a code: people search the web for it."""
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))


def test_names_are_unique() -> None:
    """No two rules share a name."""
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_code_is_well_formed(rule: Rule) -> None:
    """A code is a known family and three digits."""
    assert re.fullmatch(rf"(?:{'|'.join(FAMILIES)})\d{{3}}", rule.code)


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_name_is_kebab_case(rule: Rule) -> None:
    """A name is two or more small words with hyphens."""
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)+", rule.name)


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_says_why(rule: Rule) -> None:
    """Why is a whole sentence."""
    assert re.fullmatch(r"[A-Z“].+\.", rule.why)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_rule_is_found_by_its_name(module: ModuleType) -> None:
    """Module and rule have one name; a second rule of a module may have its own."""
    assert name_of(module).replace("_", "-") in {
        *(rule.name for rule in rules_in(module)),
        "front-matter",  # two rules, and neither is the whole of it
    }


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_can_be_explained(rule: Rule) -> None:
    """Whatever code can be reported is among those that `explain` and the site explain."""
    assert every_rule()[rule.code] == rule


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_has_its_page(rule: Rule) -> None:
    """checks/pages/<rule-name>.md exists and is headed with the code and the name."""
    page = PAGES[rule.name]
    assert (page.file, page.code) == (f"{rule.name}.md", rule.code)


@pytest.mark.parametrize("page", PAGES.values(), ids=name_of)
def test_a_page_belongs_to_a_rule(page: RulePage) -> None:
    """No page outlives its rule."""
    assert page.name in {rule.name for rule in RULES}


@pytest.mark.parametrize("page", PAGES.values(), ids=name_of)
def test_a_page_shows_its_rule_firing(page: RulePage) -> None:
    """There is a bad example, and every bad example fires the rule of the page."""
    bad = page.shown(bad=True)
    assert bad
    assert all(any(e.startswith(f"{page.code} ") for e in example.expected) for example in bad)


@pytest.mark.parametrize("page", PAGES.values(), ids=name_of)
def test_a_page_shows_its_rule_silent(page: RulePage) -> None:
    """There is a good example, and no good example brings any finding."""
    good = page.shown(bad=False)
    assert good
    assert not any(example.expected for example in good)


@pytest.mark.parametrize("page", PAGES.values(), ids=name_of)
def test_every_example_changes_something(page: RulePage) -> None:
    """An example that left the small project as it is would prove nothing."""
    assert all(example.edits for example in page.examples)


def test_no_example_is_used_twice() -> None:
    """Each rule is shown by mistakes of its own."""
    used = Counter(repr(example.edits) for page in PAGES.values() for example in page.examples)
    assert [edits for edits, times in used.items() if times > 1] == []
