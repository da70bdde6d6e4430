"""Each means by itself, in a process of its own: the sandbox only ever uses the strongest that is there."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from vendorproof.documents.extract import confine

LINUX = os.uname().sysname == "Linux"
TRY = """
import json, os, resource, socket, subprocess, sys
from vendorproof.documents.extract import confine

def outcome(deed):
    try:
        deed()
    except OSError as error:
        return type(error).__name__
    return "done"

held = {held}
print(json.dumps([held, {{name: outcome(deed) for name, deed in {{
    "file": lambda: open({path!r}).read(),
    "write": lambda: open({path!r}, "a"),
    "socket": lambda: socket.socket(),
    "program": lambda: subprocess.run(["/bin/true"]),
    "module": lambda: __import__("wave"),
}}.items()}}]))
"""


def attempt(held: str, path: Path) -> tuple[Any, dict[str, str]]:
    path.write_text("x")
    code = TRY.format(held=held, path=str(path))
    command = [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}\n{code}"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    said, done = json.loads(answer.stdout)
    return said, done


def test_the_hook_refuses_what_python_code_does(tmp_path: Path) -> None:
    held, done = attempt("sys.addaudithook(confine.Hook(confine.python_folders()))", tmp_path / "a")
    assert held is None
    assert done == {
        "file": "PermissionError",
        "write": "PermissionError",
        "socket": "PermissionError",
        "program": "PermissionError",
        "module": "done",
    }


@pytest.mark.skipif(not LINUX, reason="seccomp is Linux's")
def test_seccomp_refuses_network_and_programs(tmp_path: Path) -> None:
    held, done = attempt("[confine.forbid_new_rights(), confine.seccomp()][1]", tmp_path / "a")
    if not held:
        pytest.skip("this kernel has no seccomp")
    assert done["socket"] == done["program"] == "PermissionError"
    assert done["file"] == done["module"] == "done"


@pytest.mark.skipif(not LINUX, reason="Landlock is Linux's")
def test_landlock_refuses_files(tmp_path: Path) -> None:
    landlock = "confine.landlock([*confine.python_folders(), *confine.READABLE])"
    held, done = attempt(f"[confine.forbid_new_rights(), {landlock}][1]", tmp_path / "a")
    if not held:
        pytest.skip("this kernel has no Landlock")
    assert done["file"] == done["write"] == "PermissionError"
    assert done["module"] == "done"


def test_all_that_this_system_has_is_used(tmp_path: Path) -> None:
    held, done = attempt("confine.close_off(confine.python_folders())", tmp_path / "a")
    assert set(held) == {"files", "network", "processes"}
    assert {name for name, how in done.items() if how == "done"} == {"module"}


def test_limits_that_a_system_lacks_are_named(tmp_path: Path) -> None:
    missing, _done = attempt("confine.limit(1 << 30, 10)", tmp_path / "a")
    assert missing == [] or sys.platform != "linux"


def test_the_folders_of_python_hold_no_data() -> None:
    folders = confine.python_folders()
    assert any(one.endswith("site-packages") for one in folders)
    assert all(
        Path(one).name in ("site-packages", "dist-packages", "lib", "vendorproof") or "python3" in one
        for one in folders
    )
