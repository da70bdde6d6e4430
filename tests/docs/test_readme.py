"""The tour of README.md, typed word for word against a server of its own: what it shows is what comes."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.docs.typing_in import ROOT, SHOWN_URL, Step, alike, served, steps, typed_in

README = (ROOT / "README.md").read_text(encoding="utf-8")
TOUR = README.partition("## A five-minute tour")[2].partition("\n## ")[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("*.refused.csv"))
    return tmp_path


@pytest.mark.skipif(not shutil.which("curl"), reason="the tour is typed with curl")
def test_the_tour_shows_what_comes(folder: Path) -> None:
    start, *rest = steps(TOUR)
    with served(folder) as (url, said):
        printed = typed_in(folder, rest, url)
    assert alike(start.shown) in alike(said.replace(url, SHOWN_URL))
    assert len(printed) == len(rest)
    for one, came in zip(rest, printed, strict=True):
        assert alike(came) == alike(one.shown), one.typed
    subprocess.run(re.findall(r"`(rm -r [^`]+)`", TOUR)[0].split(), cwd=folder, check=True)
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    assert left == {"examples", "examples/erp-vendors.yaml", "examples/vendors.csv", "said.txt"}


def test_the_tour_starts_with_the_command_that_the_test_runs() -> None:
    assert steps(TOUR)[0].typed == "make serve\n"
    assert "vendorproof serve --first-key\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_what_a_step_prints_is_compared_but_for_what_varies() -> None:
    [one, other] = steps("```sh\na\n```\nthen\n```text\nA\n```\n```sh\nb\n```\n")
    assert (one, other) == (Step("a\n", "A\n"), Step("b\n", ""))
    assert alike("run cbimprn_" + "0a" * 16) == alike("run cbimprn_" + "1b" * 16)
    assert alike("created 2 (9 in 0.1 s, 81/s)") != alike("created 3 (9 in 0.1 s, 81/s)")
