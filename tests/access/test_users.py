from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fixtures.sites import Clock
from vendorproof.access import organisations, users
from vendorproof.core.errors import EmailTaken, InvalidRequest, UserNotFound
from vendorproof.core.paging import PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Database


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(migrated_url: str, clock: Clock) -> Iterator[Database]:
    opened = Database.connect(migrated_url, clock=clock)
    yield opened
    opened.dispose()


@pytest.fixture
def scope(database: Database) -> Scope:
    with database.write() as tx:
        return Scope(organisations.create(tx, "Acme"))


def test_one_user_per_address_whatever_its_case(database: Database, scope: Scope) -> None:
    """Create-or-get by email."""
    with database.write() as tx:
        first, created = users.create_or_get(tx, scope, " Ada@Example.COM ", "Ada")
        again, created_again = users.create_or_get(tx, scope, "ADA@example.com", "Somebody else")
    assert (created, created_again) == (True, False)
    assert again == first
    assert (first.email, first.name) == ("Ada@Example.COM", "Ada")


def test_two_at_once_make_one(database: Database, scope: Scope) -> None:
    def make(_number: int) -> tuple[str, bool]:
        with database.write() as tx:
            user, created = users.create_or_get(tx, scope, "ada@example.com", None)
            return user.user_id, created

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(make, range(8)))
    assert len({user_id for user_id, _ in made}) == 1
    assert [created for _, created in made].count(True) == 1


@pytest.mark.parametrize("email", ["ada@corp.local", "ada@intranet.test", "ünï@exämple.de", "a+b@sub.example.com"])
def test_addresses_that_are_taken(email: str) -> None:
    assert "@" in users.read_email(email)


@pytest.mark.parametrize(
    "email", ["", " ", "ada", "ada@", "@example.com", "ada@localhost", "a b@example.com", "ada@example..com", "a" * 400]
)
def test_addresses_that_are_not(email: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        users.read_email(email)
    assert refused.value.faults[0].loc == ("body", "email")


def test_pages_run_newest_first_and_a_cursor_misses_nobody(database: Database, scope: Scope, clock: Clock) -> None:
    """Newest first, ties by id."""
    made = []
    for number in range(5):
        clock.at += number % 2  # two pairs share a second
        with database.write() as tx:
            made.append(users.create_or_get(tx, scope, f"u{number}@example.com", None)[0].user_id)
    newest_first = made[::-1]
    seen: list[str] = []
    cursor: str | None = None
    with database.read() as tx:
        for _ in range(3):
            page = users.list_users(tx, scope, PageRequest(2, 0, cursor))
            seen += [one.user_id for one in page.rows]
            cursor = page.next_cursor
            assert page.total == 5
        skipped = users.list_users(tx, scope, PageRequest(2, 3))
    assert seen == newest_first
    assert cursor is None
    assert [one.user_id for one in skipped.rows] == newest_first[3:]


def test_a_cursor_of_somebody_elses_is_refused(database: Database, scope: Scope) -> None:
    with database.write() as tx:
        stranger = users.create_or_get(tx, Scope(organisations.create(tx, "Other")), "x@example.com", None)[0]
        with pytest.raises(InvalidRequest, match="invalid"):
            users.list_users(tx, scope, PageRequest(2, 0, stranger.user_id))


def test_a_change_keeps_what_is_not_given(database: Database, scope: Scope, clock: Clock) -> None:
    with database.write() as tx:
        user = users.create_or_get(tx, scope, "ada@example.com", "Ada")[0]
    clock.at += 10
    with database.write() as tx:
        changed = users.change(tx, scope, user.user_id, email="ada@new.example")
    assert (changed.email, changed.name, changed.updated_at) == ("ada@new.example", "Ada", clock.at)


def test_a_change_that_changes_nothing_leaves_updated_at(database: Database, scope: Scope, clock: Clock) -> None:
    with database.write() as tx:
        user = users.create_or_get(tx, scope, "ada@example.com", "Ada")[0]
        clock.at += 10
    with database.write() as tx:
        assert users.change(tx, scope, user.user_id, email="ada@example.com", name="Ada") == user
        assert users.change(tx, scope, user.user_id) == user


def test_a_taken_address_is_refused_but_not_to_its_owner(database: Database, scope: Scope) -> None:
    with database.write() as tx:
        ada = users.create_or_get(tx, scope, "ada@example.com", None)[0]
        users.create_or_get(tx, scope, "grace@example.com", None)
        assert users.change(tx, scope, ada.user_id, email="ADA@example.com").email == "ADA@example.com"
        with pytest.raises(EmailTaken):
            users.change(tx, scope, ada.user_id, email="Grace@Example.com")


def test_two_who_want_one_address_at_once(database: Database, scope: Scope) -> None:
    with database.write() as tx:
        both = [users.create_or_get(tx, scope, f"u{number}@example.com", None)[0].user_id for number in range(2)]

    def take(user_id: str) -> str:
        try:
            with database.write() as tx:
                return users.change(tx, scope, user_id, email="wanted@example.com").email
        except EmailTaken:
            return "taken"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take, both)) == ["taken", "wanted@example.com"]


def test_a_strangers_user_does_not_exist(database: Database, scope: Scope) -> None:
    """An id of another organisation answers exactly as an id that does not exist."""
    with database.write() as tx:
        stranger = users.create_or_get(tx, Scope(organisations.create(tx, "Other")), "x@example.com", None)[0]
        with pytest.raises(UserNotFound):
            users.get(tx, scope, stranger.user_id)
        with pytest.raises(UserNotFound):
            users.change(tx, scope, stranger.user_id, name="Mine")
        assert users.list_users(tx, scope, PageRequest(), email="x@example.com").total == 0
