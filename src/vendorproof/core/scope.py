"""Whose data, and who asks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """The organisation a call works in and the key it came with.

    `import_reports` None means any report; otherwise the report ids this key may post to.
    """

    organisation_id: str
    request_id: str = ""
    key_id: str | None = None
    key_name: str = ""
    grants: frozenset[str] = frozenset()
    read_only: bool = False
    import_reports: frozenset[str] | None = None
    address: str | None = None
