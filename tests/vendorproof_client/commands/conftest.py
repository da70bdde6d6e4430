"""The commands as a person runs them, against a server on a real socket."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.vendorproof_client.wire import KEY, Wire
from vendorproof_client.__main__ import main


@pytest.fixture
def run(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`run("import", path, "--report", "vendors")` → result, with the server's address and key in the environment."""
    monkeypatch.setenv("VENDORPROOF_URL", wire.url)
    monkeypatch.setenv("VENDORPROOF_KEY", KEY)

    def run_command(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(main, [str(one) for one in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run_command


@pytest.fixture
def vendors(tmp_path: Path) -> Path:
    """Twelve vendors, two of them without a name, on lines 4 and 9."""
    names = ["" if number in {2, 7} else f"Vendor {number}" for number in range(12)]
    path = tmp_path / "vendors.csv"
    path.write_text("ID,Name\n" + "".join(f"V-{number},{name}\n" for number, name in enumerate(names)))
    return path
