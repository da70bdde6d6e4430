"""Commands shown in a page, typed word for word: what is typed, what is shown for it, what comes."""

import os
import re
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

ROOT = Path(__file__).parents[2]
SHOWN_URL = "http://127.0.0.1:8080"
MARK = "-- end of a step --"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
VARYING = (
    (re.compile(r"ak_live_[\w…-]+"), "ak_live_…"),
    (re.compile(r"\b(cb[a-z]+_)[0-9a-f]{32}"), r"\1…"),
    (re.compile(r"sent in [\d,.]+ s, [\d,.]+ \w+/s"), "sent in … s, …/s"),
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
    environment = {**unset(), "VENDORPROOF_PORT": url.rpartition(":")[2]}
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


def unset() -> dict[str, str]:
    """The environment without settings of ours."""
    return {name: value for name, value in os.environ.items() if not name.startswith("VENDORPROOF_")}


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz").status_code == 200
    except httpx.TransportError:
        return False


def typed_in(folder: Path, wanted: list[Step], url: str = SHOWN_URL) -> list[str]:
    """Type the steps one after the other into one shell; what it printed for each. `url` stands in for the one shown."""
    script = "".join(f"{one.typed}\necho '{MARK}'\n" for one in wanted).replace(SHOWN_URL, url)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    shell = subprocess.run(
        ["sh"],
        cwd=folder,
        env={**unset(), "PATH": path},
        input=f"exec 2>&1\n{script}",
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return shell.stdout.replace(url, SHOWN_URL).split(MARK)[:-1]
