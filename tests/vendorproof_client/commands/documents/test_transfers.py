"""Progress of files, on a terminal and off it."""

import pytest

from vendorproof_client.commands.documents import transfers


def test_lines_off_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfers, "_LINE_EVERY", 0.0)
    with transfers.start(2, 3_000_000) as shown:
        shown.begin("a\x1b.pdf", 2_000_000)
        shown.show(500_000, 2_000_000)
        shown.end("a.pdf: uploaded")
        shown.begin("b.pdf", 1_000_000)
        shown.show(500_000, None)
        shown.say("Busy.")
        shown.end("b.pdf: refused")
    assert capsys.readouterr().err.splitlines() == [
        "a�.pdf: 500.0 kB of 2.0 MB (25%)",
        "[1/2] a.pdf: uploaded",
        "b.pdf: 500.0 kB",
        "Busy.",
        "[2/2] b.pdf: refused",
    ]


def test_bars_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    with transfers.start(2, 3_000_000) as shown:
        shown.begin("odd [bold].pdf", 2_000_000)
        shown.show(1_000_000, 2_000_000)
        shown._bars.refresh()  # type: ignore[attr-defined]
        shown.end("odd [bold].pdf: uploaded")
    output = capsys.readouterr().err
    assert output.count("odd [bold].pdf") >= 2
    assert "1.0/2.0 MB" in output
    assert "0 of 2 files" in output
    assert "1 of 2 files" in output
    assert "2.0/3.0 MB" in output


def test_no_bars_beside_results(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with transfers.start(1, 1, quiet=True) as shown:
        shown.begin("a", 1)
        shown.end("a: uploaded")
    assert capsys.readouterr().err == "[1/1] a: uploaded\n"
