"""Every figure of `python -m bench` runs on small sizes; what it prints then measures nothing."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MISSING = [name for name in ("orjson", "import_export") if importlib.util.find_spec(name) is None]

pytestmark = pytest.mark.skipif(bool(MISSING), reason="only `make bench` installs what is compared with")


@pytest.mark.parametrize(
    "figure",
    ["decode", "upsert", "http", "latency", "django", "growth", "upload", "download", "list", "extract", "search"],
)
def test_a_figure_prints_its_lines(figure: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", figure], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    heading, *lines = done.stdout.splitlines()
    assert heading.split()[0] == "figure"
    assert lines
    assert all(line.strip() for line in lines)
