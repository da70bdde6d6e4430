import stat
import subprocess
import sys
from pathlib import Path

import pytest

from vendorproof.storage.secret_key import FILE, WeakSecretKey, derive, require_strong, secret_key

ASK = """
import sys
from pathlib import Path
from vendorproof.storage.secret_key import secret_key
sys.stdin.read()
print(secret_key("", Path(sys.argv[1])).decode())
"""


def test_a_key_is_made_once_and_for_us_alone(tmp_path: Path) -> None:
    made = secret_key("", tmp_path)
    assert len(made) == 64
    assert secret_key("", tmp_path) == made
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [FILE]


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ASK, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    for one in running:
        assert one.stdin is not None
        one.stdin.close()
    said = set()
    for one in running:
        assert one.stdout is not None
        said.add(one.stdout.read())
        one.stdout.close()
        assert one.wait() == 0
    assert len(said) == 1


def test_a_configured_key_stands_above_the_file(tmp_path: Path) -> None:
    made = secret_key("", tmp_path)
    assert secret_key("configured-and-long", tmp_path) == b"configured-and-long" != made


@pytest.mark.parametrize("weak", ["x", "password", "fifteen letters"])
def test_a_key_that_could_be_guessed_is_refused(weak: str) -> None:
    with pytest.raises(WeakSecretKey, match="at least 16, at random"):
        require_strong(weak)


@pytest.mark.parametrize("good", ["", "sixteen letters!"])
def test_none_and_a_long_one_are_fine(good: str) -> None:
    require_strong(good)


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert derive(b"secret", "one") == derive(b"secret", "one")
    assert len({derive(b"secret", "one"), derive(b"secret", "two"), derive(b"other", "one"), b"secret"}) == 4
