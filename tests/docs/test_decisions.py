"""Decisions fit a screen, have one form, and what they say keeps them so is there."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "decisions"
DECISIONS = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
SECTIONS = ["Context", "Decision", "Consequences", "Rejected", "Enforced by"]
SCREEN = 60
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|pyproject\.toml)`")


def section(text: str, name: str) -> str:
    return text.partition(f"\n## {name}\n")[2].partition("\n## ")[0].strip()


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_the_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {path.name[:4]} ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    assert section(text, "Decision").startswith("> ")
    assert len(text.splitlines()) <= SCREEN


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_what_enforces_a_decision_exists(path: Path) -> None:
    named = PATH.findall(section(path.read_text(encoding="utf-8"), "Enforced by"))
    assert named
    assert [one for one in named if not (ROOT / one).exists()] == []


def test_the_list_of_decisions_is_complete_and_no_number_is_taken_twice() -> None:
    listed = re.findall(r"\]\((\d{4}[^)]*\.md)\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert listed == [path.name for path in DECISIONS]
    numbers = [path.name[:4] for path in DECISIONS]
    assert len(set(numbers)) == len(numbers)


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[\[<>=;~! ]", one, maxsplit=1)[0] for one in project["dependencies"]]
    reasons = re.findall(r"^\| `([\w.-]+)` \| \S", (FOLDER / "0010-dependencies.md").read_text("utf-8"), re.MULTILINE)
    assert reasons == sorted(names)
