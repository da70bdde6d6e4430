"""What the pages name is there: links, commands with their options, settings, calls, error codes, fields of a mapping."""

import re
import shlex
import shutil
from dataclasses import fields
from pathlib import Path

import click
import pytest
import yaml

from tests.architecture.sources import files
from tests.docs.typing_in import FENCE, ROOT, Step, alike, served, steps, typed_in
from vendorproof.api import app
from vendorproof.cli.main import main
from vendorproof.config import PREFIX, Settings
from vendorproof.core.errors import public_errors
from vendorproof.imports import mapping
from vendorproof.objects import BASE_OBJECTS

PAGES = {path: (ROOT / path).read_text(encoding="utf-8") for path in files() if path.endswith(".md")}
WRITTEN_BY_HAND = {path: text for path, text in PAGES.items() if not path.startswith("docs/reference/")}
GUIDES = {path: text for path, text in PAGES.items() if path.startswith("docs/guides/")}
OF_THE_CLIENT = {"VENDORPROOF_URL", "VENDORPROOF_KEY"}
OF_THE_TESTS = {"VENDORPROOF_TEST_DATABASE_URL", "VENDORPROOF_TEST_S3_URL"}
CALL = re.compile(r"\b(GET|POST|PATCH|DELETE) (/v1/[\w/{}-]+)")
CODE = re.compile(r"\b[45]\d\d `([a-z_]+)`")


def prose(text: str) -> str:
    return FENCE.sub("", text)


def typed_commands(text: str) -> list[list[str]]:
    """Every `vendorproof …` that a page shows, in a block or within a sentence, as words."""
    shown = [line for _, block in FENCE.findall(text) for line in block.splitlines()]
    shown += re.findall(r"`([^`\n]+)`", prose(text))
    found = [re.search(r"(?:^|\$\()(vendorproof [a-z].*)", line.strip()) for line in shown]
    return [shlex.split(re.split(r" [>|<]|[>;)]", one[1])[0])[1:] for one in found if one]


def unknown_words(words: list[str]) -> list[str]:
    """The sub-commands and options among them that the program does not have."""
    command: click.Command = main
    rest = list(words)
    while rest and isinstance(command, click.Group) and not rest[0].startswith("-"):
        name = rest.pop(0)
        if name not in command.commands:
            return [] if name == "…" or "|" in name else [name]
        command = command.commands[name]
    known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)} | {"--help"}
    return [one for one in rest if one.startswith("--") and one not in known]


@pytest.mark.parametrize("path", PAGES)
def test_links_lead_somewhere(path: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)[^)]*\)", prose(PAGES[path]))
    assert [one for one in links if not ((ROOT / path).parent / one).exists()] == []


@pytest.mark.parametrize("path", WRITTEN_BY_HAND)
def test_commands_and_their_options_exist(path: str) -> None:
    assert [words for words in typed_commands(PAGES[path]) if unknown_words(words)] == []


@pytest.mark.parametrize("path", WRITTEN_BY_HAND)
def test_settings_exist(path: str) -> None:
    settings = {f"{PREFIX}{one.name.upper()}" for one in fields(Settings)}
    named = {one.rstrip("_") for one in re.findall(rf"\b{PREFIX}[A-Z_]+\b", PAGES[path])}
    assert named - settings - OF_THE_CLIENT - OF_THE_TESTS == set()


@pytest.fixture(scope="module")
def declared() -> set[tuple[str, str]]:
    """Method and path of every call of the API, without the names of parameters."""
    paths = app.routes().openapi()["paths"].items()
    return {(method.upper(), re.sub(r"{\w+}", "{}", route)) for route, item in paths for method in item}


@pytest.mark.parametrize("path", WRITTEN_BY_HAND)
def test_calls_exist(path: str, declared: set[tuple[str, str]]) -> None:
    named = {(method, re.sub(r"{\w+}", "{}", route)) for method, route in CALL.findall(PAGES[path])}
    assert {one for one in named if one not in declared and not _is_filled_in(one, declared)} == set()


def _is_filled_in(call: tuple[str, str], declared: set[tuple[str, str]]) -> bool:
    """`POST /v1/import/erp-vendors` is `POST /v1/import/{slug}`."""
    return any(
        call[0] == method and re.fullmatch(re.escape(route).replace(r"\{\}", "[^/]+"), call[1])
        for method, route in declared
    )


@pytest.mark.parametrize("path", WRITTEN_BY_HAND)
def test_error_codes_exist(path: str) -> None:
    assert set(CODE.findall(PAGES[path])) - {one.code for one in public_errors()} == set()


def test_the_mapping_that_the_guide_shows_is_the_example_and_is_accepted() -> None:
    [shown] = [
        block for language, block in FENCE.findall(GUIDES["docs/guides/mirror-vendors.md"]) if language == "yaml"
    ]
    report = yaml.safe_load(shown)
    assert report == yaml.safe_load((ROOT / "examples" / "erp-vendors.yaml").read_text(encoding="utf-8"))
    entries, _, faults = mapping.parse(BASE_OBJECTS["vendor"].fields, report["mapping"], report["options"])
    assert (len(entries), faults) == (5, [])


def test_the_guide_names_every_option_of_a_mapping() -> None:
    text = GUIDES["docs/guides/mirror-vendors.md"]
    options = {*mapping.ENTRY_KEYS, *mapping.REPORT_WIDE, *(one.name for one in fields(mapping.Options))}
    assert {one for one in options if f"`{one}" not in text} == set()


def test_the_guide_shows_what_comes(tmp_path: Path) -> None:
    """On the database itself: without `--url` the commands need no server."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("*.refused.csv"))
    begin = Step("vendorproof keys create --name test >/dev/null 2>&1\n", "")
    shown = [one for one in steps(GUIDES["docs/guides/mirror-vendors.md"]) if one.shown]
    assert len(shown) == 4
    _, *printed = typed_in(tmp_path, [begin, *shown])
    for one, came in zip(shown, printed, strict=True):
        assert alike(came) == alike(one.shown), one.typed


@pytest.fixture
def with_vendors(tmp_path: Path) -> Path:
    """A folder with the vendors of the examples in its database."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("*.refused.csv"))
    begin = (
        "vendorproof keys create --name test\n"
        "vendorproof reports apply examples/erp-vendors.yaml\n"
        "vendorproof import examples/vendors.csv --report erp-vendors\n"
    )
    typed_in(tmp_path, [Step(begin, "")])
    return tmp_path


def test_the_guide_to_documents_shows_what_comes(with_vendors: Path) -> None:
    wanted = steps(GUIDES["docs/guides/documents.md"])
    printed = typed_in(with_vendors, wanted)
    assert sum(1 for one in wanted if one.shown) == 6
    for one, came in zip(wanted, printed, strict=True):
        assert "Error" not in came
        assert not one.shown or alike(came) == alike(one.shown), one.typed


def test_the_program_that_the_guide_to_documents_shows_runs(with_vendors: Path) -> None:
    """Against a server, as the page has it."""
    [program] = [text for language, text in FENCE.findall(GUIDES["docs/guides/documents.md"]) if language == "python"]
    (with_vendors / "program.py").write_text(program)
    (with_vendors / "copies").mkdir()
    (with_vendors / "evidence").mkdir()
    (with_vendors / "evidence" / "backup.txt").write_text("Backups are restored once a year.")
    with served(with_vendors) as (url, _):
        [came] = typed_in(
            with_vendors,
            [
                Step(
                    f"export VENDORPROOF_URL={url} VENDORPROOF_KEY=$(vendorproof keys create --name x 2>/dev/null)\n"
                    "python program.py\n",
                    "",
                )
            ],
        )
    assert came.strip() == "backup.txt 33"


def test_what_does_not_exist_is_found() -> None:
    assert typed_commands("Type `vendorproof keys make --name x > file`.\n```sh\nvendorproof serve\n```\n") == [
        ["serve"],
        ["keys", "make", "--name", "x"],
    ]
    assert unknown_words(["keys", "make"]) == ["make"]
    assert unknown_words(["import", "f.csv", "--reprot", "x"]) == ["--reprot"]
    assert unknown_words(["import", "f.csv", "--report", "x", "--no-resume"]) == []
    assert _is_filled_in(("POST", "/v1/import/erp"), {("POST", "/v1/import/{}")})
    assert not _is_filled_in(("GET", "/v1/import/erp/x"), {("GET", "/v1/import/{}")})
