"""Which files a command line means."""

import os
from pathlib import Path

import pytest

from vendorproof_client.commands.documents.choosing import choose
from vendorproof_client.commands.failures import CommandFailed


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.pdf", "a.pdf", ".hidden.pdf", "in/c.pdf", "in/deep/d.txt", "in/.git/e.pdf", "in/.DS_Store"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def chosen(*arguments: str, recursive: bool = False) -> list[str]:
    return [one.as_posix() for one in choose(arguments, recursive=recursive).files]


def test_names_keep_their_order_and_come_once(folder: Path) -> None:
    assert chosen("b.pdf", "a.pdf", "./b.pdf", f"{folder}/a.pdf") == ["b.pdf", "a.pdf"]


def test_a_pattern_that_the_shell_left_alone(folder: Path) -> None:
    assert chosen("*.pdf") == ["a.pdf", "b.pdf"]
    assert chosen("in/**/*.txt") == ["in/deep/d.txt"]
    assert chosen("**/*.pdf") == ["a.pdf", "b.pdf", "in/c.pdf"]
    assert chosen(f"{folder}/?.pdf") == [f"{folder.as_posix()}/a.pdf", f"{folder.as_posix()}/b.pdf"]


def test_a_folder_is_taken_only_when_asked() -> None:
    with pytest.raises(CommandFailed, match="in is a folder: --recursive"):
        choose(["in"], recursive=False)
    assert chosen("in", recursive=True) == ["in/c.pdf", "in/deep/d.txt"]
    assert chosen(".", recursive=True) == ["a.pdf", "b.pdf", "in/c.pdf", "in/deep/d.txt"]


def test_hidden_files_are_left_out_aloud_unless_named() -> None:
    found = choose([".", "in"], recursive=True)
    assert list(found.notes()) == ["Left out, hidden: .hidden.pdf, in/.git, in/.DS_Store and 2 more."]
    assert list(choose(["*.pdf"], recursive=False).notes()) == ["Left out, hidden: .hidden.pdf."]
    assert chosen(".hidden.pdf") == [".hidden.pdf"]
    assert chosen(".*.pdf") == [".hidden.pdf"]
    assert chosen("in/.git/*") == ["in/.git/e.pdf"]


def test_a_folder_that_a_pattern_meets_is_left_out_aloud() -> None:
    found = choose(["*"], recursive=False)
    assert [one.name for one in found.files] == ["a.pdf", "b.pdf"]
    assert "Left out, a folder (--recursive takes what is in it): in." in list(found.notes())
    assert chosen("i*", recursive=True) == ["in/c.pdf", "in/deep/d.txt"]


@pytest.mark.parametrize("argument", ["nope.pdf", "*.docx", "no/such/place"])
def test_what_is_not_there_is_named(argument: str) -> None:
    with pytest.raises(CommandFailed, match=argument.replace("*", r"\*")):
        choose(["a.pdf", argument], recursive=True)


def test_a_name_with_pattern_characters_is_a_name(folder: Path) -> None:
    (folder / "report [1].pdf").touch()
    assert chosen("report [1].pdf") == ["report [1].pdf"]


def test_what_is_no_file_is_left_out(folder: Path) -> None:
    os.mkfifo(folder / "in" / "pipe")
    (folder / "in" / "broken").symlink_to("nowhere")
    (folder / "in" / "circle").symlink_to(folder / "in")
    found = choose(["in"], recursive=True)
    assert [one.name for one in found.files] == ["c.pdf", "d.txt"]
    assert "Left out, no file: in/broken, in/pipe." in list(found.notes())
    with pytest.raises(CommandFailed, match="is no file"):
        choose(["in/pipe"], recursive=False)
    with pytest.raises(CommandFailed, match="no such file"):
        choose(["in/broken"], recursive=False)
