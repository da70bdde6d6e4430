import re

import click
import pytest

from scripts import reference
from vendorproof.cli.main import main
from vendorproof.objects import BASE_OBJECTS


@pytest.mark.parametrize("name", reference.PAGES)
def test_the_reference_says_what_the_code_says(name: str) -> None:
    """`make docs` writes it again."""
    assert name not in reference.stale()


def test_writing_twice_gives_the_same_bytes() -> None:
    assert reference.openapi_document() == reference.openapi_document()


def test_every_field_has_a_line() -> None:
    page = reference.fields_page()
    assert re.findall(r"^\| `(\w+)`", page, re.MULTILINE) == [
        one.name for base in BASE_OBJECTS.values() for one in base.fields
    ]


def test_every_command_has_a_section_with_each_of_its_options() -> None:
    page = reference.commands_page()
    sections = {part.splitlines()[0]: part for part in page.split("\n## ")[1:]}
    assert "vendorproof keys create" in sections
    assert "`--read-only`" in sections["vendorproof keys create"]
    assert {title.split()[1] for title in sections} == set(main.list_commands(click.Context(main)))
