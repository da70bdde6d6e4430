import pytest

from vendorproof.access import permissions
from vendorproof.core.errors import InsufficientScope
from vendorproof.core.scope import Scope

PLAIN = Scope("cborg_1")
READ_ONLY = Scope("cborg_1", read_only=True)
BOUND = Scope("cborg_1", import_reports=frozenset({"cbimprt_1"}))


def test_a_plain_key_reaches_all_ordinary_routes() -> None:
    """A key has none by default and reaches all ordinary routes."""
    permissions.require_write(PLAIN)
    permissions.require_report(PLAIN, "cbimprt_1")


@pytest.mark.parametrize("grant", permissions.GRANTS)
def test_a_grant_is_held_or_not(grant: str) -> None:
    """403 `insufficient_scope` (key lacks a scope)."""
    permissions.require_grant(Scope("cborg_1", grants=frozenset({grant})), grant)
    with pytest.raises(InsufficientScope, match=grant):
        permissions.require_grant(PLAIN, grant)


def test_a_read_only_key_changes_nothing() -> None:
    with pytest.raises(InsufficientScope, match="read-only"):
        permissions.require_write(READ_ONLY)
    with pytest.raises(InsufficientScope, match="read-only"):
        permissions.require_not_read_only(READ_ONLY)


def test_a_read_only_key_may_plan() -> None:
    permissions.require_report(READ_ONLY, "cbimprt_1")


def test_a_bound_key_posts_to_its_reports_and_changes_nothing_else() -> None:
    permissions.require_report(BOUND, "cbimprt_1")
    permissions.require_not_read_only(BOUND)
    with pytest.raises(InsufficientScope, match="this import report"):
        permissions.require_report(BOUND, "cbimprt_2")
    with pytest.raises(InsufficientScope, match="import reports only"):
        permissions.require_write(BOUND)
