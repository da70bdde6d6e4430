"""What a key may do: pure questions to its Scope, each answered by silence or InsufficientScope."""

from vendorproof.core.errors import InsufficientScope
from vendorproof.core.scope import Scope

KEYS_MANAGE = "keys:manage"
AUDIT_READ = "audit:read"
GRANTS = (KEYS_MANAGE, AUDIT_READ)


def require_grant(scope: Scope, grant: str) -> None:
    """The administrative routes: the key must carry the scope."""
    if grant not in scope.grants:
        raise InsufficientScope(reason=f"it lacks the scope {grant}")


def require_write(scope: Scope) -> None:
    """Every change but an import: neither a read-only key nor one bound to import reports makes it."""
    require_not_read_only(scope)
    if scope.import_reports is not None:
        raise InsufficientScope(reason="it may post to its import reports only")


def require_not_read_only(scope: Scope) -> None:
    """An import that writes: the key must not be read-only; `require_report` has the rest."""
    if scope.read_only:
        raise InsufficientScope(reason="it is read-only")


def require_report(scope: Scope, report_id: str) -> None:
    """A batch of records, planned or written: the key must not be bound to other reports."""
    if scope.import_reports is not None and report_id not in scope.import_reports:
        raise InsufficientScope(reason="it may not post to this import report")
