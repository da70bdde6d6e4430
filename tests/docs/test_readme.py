"""The tour of README.md, typed word for word against a server of its own: what it shows is what comes."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOUR = README.partition("## A five-minute tour")[2].partition("\n## ")[0]
SHOWN_URL = "http://127.0.0.1:8080"
MARK = "-- end of a step --"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
VARYING = (
    (re.compile(r"ak_live_[\w…-]+"), "ak_live_…"),
    (re.compile(r"\b(cb[a-z]+_)[0-9a-f]{32}"), r"\1…"),
    (re.compile(r"\(\d+ in \d+\.\d s, [\d,]+/s\)"), "(… in … s, …/s)"),
)


@dataclass(frozen=True)
class Step:
    """What is typed, and what is shown for it ("" for nothing)."""

    typed: str
    shown: str


def steps(markdown: str) -> list[Step]:
    blocks = FENCE.findall(markdown)
    follow = [*blocks[1:], ("", "")]
    return [
        Step(text, after[1] if after[0] == "text" else "")
        for (language, text), after in zip(blocks, follow, strict=True)
        if language == "sh"
    ]


def alike(text: str) -> str:
    """Without what differs from run to run."""
    for pattern, instead in VARYING:
        text = pattern.sub(instead, text)
    return text.strip()


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, str]]:
    """What `make serve` starts, in this folder: its address and what it said first."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    said = folder / "said.txt"
    command = [sys.executable, "-c", "from vendorproof.cli.main import main; main()", "serve", "--first-key"]
    environment = {**os.environ, "VENDORPROOF_PORT": url.rpartition(":")[2]}
    with said.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        while not _answers(url):
            assert process.poll() is None, said.read_text()
            time.sleep(0.05)
        yield url, said.read_text()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz").status_code == 200
    except httpx.TransportError:
        return False


def typed_in(folder: Path, url: str, wanted: list[Step]) -> list[str]:
    """Type the steps one after the other into one shell; what it printed for each."""
    script = "".join(f"{one.typed}\necho '{MARK}'\n" for one in wanted).replace(SHOWN_URL, url)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VENDORPROOF_")}
    shell = subprocess.run(
        ["sh"],
        cwd=folder,
        env={**environment, "PATH": path},
        input=f"exec 2>&1\n{script}",
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return shell.stdout.replace(url, SHOWN_URL).split(MARK)[:-1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("*.refused.csv"))
    return tmp_path


@pytest.mark.skipif(not shutil.which("curl"), reason="the tour is typed with curl")
def test_the_tour_shows_what_comes(folder: Path) -> None:
    start, *rest = steps(TOUR)
    with served(folder) as (url, said):
        printed = typed_in(folder, url, rest)
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
