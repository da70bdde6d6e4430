"""Every end of a command has its code and its sentence."""

import click
import pytest
from click.testing import CliRunner

from vendorproof_client.commands.failures import CommandFailed, failures_told
from vendorproof_client.errors import from_answer
from vendorproof_client.files import UnreadableFile


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (CommandFailed("No."), 2, "Error: No.\n"),
        (UnreadableFile("No.", option="header_row"), 2, "Error: No. Settle it with --header-row.\n"),
        (from_answer(404, {"detail": "Not Found"}, {"x-request-id": "r"}), 2, "Error: Request r: 404: Not Found\n"),
        (PermissionError(13, "Permission denied", "a.csv"), 2, "Error: a.csv: Permission denied.\n"),
        (OSError("odd"), 2, "Error: odd\n"),
        (KeyError("x"), 2, "Error: This is a fault of the program, please report it: KeyError: 'x'\n"),
        (KeyboardInterrupt(), 130, "Error: Interrupted.\n"),
        (click.UsageError("Use it."), 2, "Error: Use it.\n"),
        (click.exceptions.Exit(1), 1, ""),
    ],
)
def test_an_error_becomes_a_code_and_a_sentence(error: BaseException, code: int, sentence: str) -> None:
    @click.command()
    @failures_told
    def fail() -> None:
        raise error

    result = CliRunner().invoke(fail)
    assert result.exit_code == code
    assert result.stderr.endswith(sentence)
    assert "Traceback" not in result.stderr
