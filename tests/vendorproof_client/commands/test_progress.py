"""Progress on a terminal and off it."""

import pytest

from vendorproof_client.commands import progress
from vendorproof_client.retry import Retry


def test_lines_off_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_LINE_EVERY", 0.0)
    with progress.start(1_000) as shown:
        shown.show(0, 0)
        shown.show(250, 1_500)
        progress.tell_retry(shown, Retry("Busy.", 2, 8, 3.7))
    first, second, retry = capsys.readouterr().err.splitlines()
    assert first.startswith("0 records (0%)")
    assert second.startswith("1,500 records (25%)")
    assert second.endswith("s left")
    assert retry == "Busy. Trying again in 4 s (2 of 8)."


def test_a_bar_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    with progress.start(1_000, done=500) as shown:
        shown.show(500, 1_000)
        shown.say("Busy [again].")
    output = capsys.readouterr().err
    assert "1,000 records" in output
    assert "50%" in output
    assert "Busy [again]." in output
