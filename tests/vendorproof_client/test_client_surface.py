"""What the package offers by name is exactly what its tests and documentation may use."""

import inspect
import subprocess
import sys

import vendorproof_client


def test_every_public_name_is_listed_and_every_listed_name_exists() -> None:
    visible = {
        name
        for name, value in vars(vendorproof_client).items()
        if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert visible == set(vendorproof_client.__all__)
    assert vendorproof_client.__all__ == sorted(vendorproof_client.__all__)


def test_every_error_is_public_and_drawn() -> None:
    errors = vendorproof_client.errors
    classes = {name for name, value in vars(errors).items() if inspect.isclass(value) and issubclass(value, Exception)}
    assert classes <= set(vendorproof_client.__all__)
    assert errors.__doc__
    assert all(name in errors.__doc__ for name in classes)


def test_nothing_of_the_server_is_imported() -> None:
    code = (
        "import vendorproof_client.__main__, sys; print([m for m in sys.modules if m.split('.')[0] == 'vendorproof'])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
