import json
import stat
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from vendorproof.core.errors import StorageUnavailable
from vendorproof.storage import LINK_SECONDS
from vendorproof.storage.keyring import AHEAD_SECONDS, FILE, PURPOSE, Keyring
from vendorproof.storage.secret_key import derive

NOW = 1_767_225_600
OLD, NEW, THIRD = "old-secret-key-0123456789", "new-secret-key-0123456789", "third-secret-key-0123456789"


def sign(keyring: Keyring, now: int) -> bytes:
    return keyring.signing(now, now + LINK_SECONDS)


def key(secret: str) -> bytes:
    return derive(secret.encode(), PURPOSE)


def test_the_key_is_derived_and_remembered_for_us_alone(tmp_path: Path) -> None:
    ring = Keyring(tmp_path, OLD)
    assert sign(ring, NOW) == key(OLD)
    assert json.loads((tmp_path / FILE).read_text()) == {key(OLD).hex(): None}
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert OLD not in (tmp_path / FILE).read_text()


def test_a_retired_key_verifies_as_long_as_its_last_link_lives(tmp_path: Path) -> None:
    sign(Keyring(tmp_path, OLD), NOW)
    ring = Keyring(tmp_path, NEW)
    assert sign(ring, NOW + 50) == key(NEW)
    last = NOW + 50 + LINK_SECONDS
    assert ring.verifying(last) == [key(NEW), key(OLD)]
    assert ring.verifying(last + 1) == [key(NEW)]


def test_a_key_that_lapsed_is_forgotten_by_the_next_rotation(tmp_path: Path) -> None:
    sign(Keyring(tmp_path, OLD), NOW)
    sign(Keyring(tmp_path, NEW), NOW)
    later = NOW + LINK_SECONDS + 1
    sign(Keyring(tmp_path, THIRD), later)
    assert json.loads((tmp_path / FILE).read_text()) == {key(NEW).hex(): later + LINK_SECONDS, key(THIRD).hex(): None}


def test_a_process_that_still_signs_with_the_old_key_keeps_it_alive(tmp_path: Path) -> None:
    old, new = Keyring(tmp_path, OLD), Keyring(tmp_path, NEW)
    sign(old, NOW)
    sign(new, NOW)
    assert key(NEW) in old.verifying(NOW)
    late = NOW + LINK_SECONDS - 1
    assert sign(old, late) == key(OLD)
    assert key(OLD) in new.verifying(late + LINK_SECONDS + AHEAD_SECONDS)
    assert key(OLD) not in new.verifying(late + LINK_SECONDS + AHEAD_SECONDS + 1)


def test_going_back_to_an_older_key_takes_it_into_use_again(tmp_path: Path) -> None:
    for secret in (OLD, NEW, OLD):
        sign(Keyring(tmp_path, secret), NOW)
    assert json.loads((tmp_path / FILE).read_text()) == {key(OLD).hex(): None, key(NEW).hex(): NOW + LINK_SECONDS}


def test_a_first_key_of_ones_own_lets_the_generated_one_lapse(tmp_path: Path) -> None:
    generated = sign(Keyring(tmp_path, ""), NOW)
    assert Keyring(tmp_path, OLD).verifying(NOW) == [key(OLD), generated]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"xyz": null}', '{"00": "soon"}', "\x00" * 80])
def test_a_broken_file_is_said_and_written_again(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    ring = Keyring(tmp_path, OLD)
    with capture_logs() as said:
        assert sign(ring, NOW) == key(OLD)
    assert [one["event"] for one in said if one["event"] != "link_keys_unreadable"] == []
    assert said
    assert json.loads((tmp_path / FILE).read_text()) == {key(OLD).hex(): None}


def test_a_lost_file_costs_only_the_retired_keys(tmp_path: Path) -> None:
    ring = Keyring(tmp_path, OLD)
    sign(ring, NOW)
    (tmp_path / FILE).unlink()
    assert ring.verifying(NOW) == [key(OLD)]
    sign(ring, NOW)
    assert json.loads((tmp_path / FILE).read_text()) == {key(OLD).hex(): None}


def test_where_nothing_can_be_written_a_configured_key_still_signs(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    ring = Keyring(tmp_path / "file", OLD)
    with capture_logs() as said:
        assert sign(ring, NOW) == key(OLD)
        assert ring.verifying(NOW) == [key(OLD)]
    assert "link_keys_unwritable" in {one["event"] for one in said}


def test_where_no_key_can_be_made_links_are_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with capture_logs() as said, pytest.raises(StorageUnavailable):
        sign(Keyring(tmp_path / "file", ""), NOW)
    assert [one["event"] for one in said] == ["secret_key_unavailable"]
