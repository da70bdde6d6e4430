import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from vendorproof.core import logs


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def test_our_lines_and_the_libraries_have_one_shape(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "info")
    with bound_contextvars(request_id="r-1"):
        structlog.get_logger("vendorproof.test").info("ours", rows=3)
        logging.getLogger("library").warning("theirs %s", "too")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(one["event"], one["level"], one["request_id"]) for one in lines] == [
        ("ours", "info", "r-1"),
        ("theirs too", "warning", "r-1"),
    ]
    assert all("timestamp" in one for one in lines)


def test_a_traceback_shows_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "info")
    password = "hunter" + "2"
    try:
        int(password[:0])
    except ValueError:
        structlog.get_logger("vendorproof.test").exception("failed")
    written = capsys.readouterr().err
    assert "ValueError: invalid literal" in written
    assert "hunter2" not in written


def test_the_level_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("text", "warning")
    structlog.get_logger("vendorproof.test").info("quiet")
    structlog.get_logger("vendorproof.test").warning("loud")
    written = capsys.readouterr().err
    assert "loud" in written
    assert "quiet" not in written
