"""ARCHITECTURE.md draws the house that import-linter keeps, and names nothing that is not there."""

import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
DRAWN = [line for line in TEXT.split("```text\n")[1].split("```")[0].splitlines() if line]
MODULES = sorted(set(re.findall(r"\bvendorproof(?:_client)?(?:\.[a-z_]+)*\b", TEXT)))
PATHS = sorted(set(re.findall(r"`((?:src|tests|docs)/[^`]+)`", TEXT)) | set(re.findall(r"\]\((\w[^)#]*)\)", TEXT)))


def rooms(layer: str) -> list[str]:
    """The names on one line, without the parentheses of what may be missing."""
    return [one.strip().strip("()") for one in layer.split("|")]


def kept() -> list[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers: list[str] = next(one["layers"] for one in contracts if one["type"] == "layers")
    return layers


def test_the_layers_are_those_that_are_checked() -> None:
    assert [rooms(line) for line in DRAWN] == [rooms(line) for line in kept()]


@pytest.mark.parametrize("room", [one.strip() for line in DRAWN for one in line.split("|")])
def test_a_room_stands_in_parentheses_as_long_as_it_is_not_built(room: str) -> None:
    built = find_spec(f"vendorproof.{room.strip('()')}") is not None
    assert built == (not room.startswith("("))


def test_every_room_that_is_built_is_described() -> None:
    built = [one for line in DRAWN for one in rooms(line) if find_spec(f"vendorproof.{one}")]
    described = re.findall(r"^\| `vendorproof\.(\w+)` \|", TEXT, re.MULTILINE)
    assert described == built


@pytest.mark.parametrize("module", MODULES)
def test_a_module_that_is_named_exists(module: str) -> None:
    assert find_spec(module) is not None


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_is_named_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_it_finds_what_it_looks_for() -> None:
    assert "vendorproof.records.upsert" in MODULES
    assert "src/vendorproof/db/dialect.py" in PATHS
