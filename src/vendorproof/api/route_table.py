"""Which operation a call is, known before the application runs: for the audit log, the metrics and the body limits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute

UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Operation:
    """`template` is the path as declared, `name` is `<group>.<action>`, `allow` are the methods the path takes."""

    template: str
    name: str
    allow: tuple[str, ...]

    @property
    def group(self) -> str:
        """The part of the API it belongs to."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class _Entry:
    pattern: re.Pattern[str]
    template: str
    methods: frozenset[str]
    name: str


class RouteTable:
    """All routes of the application, in its order."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._entries = [
            _Entry(
                one.path_regex, one.path_format or "", frozenset(one.methods or ()), _name(one.operation_id, one.name)
            )
            for one in iter_route_contexts(routes)
            if hasattr(one.original_route, "endpoint")
        ]

    def find(self, method: str, path: str) -> Operation:
        """The operation that will answer; a path nobody has, or a method it does not take, is an operation too."""
        entries = [one for one in self._entries if one.pattern.match(path)]
        if not entries:
            return Operation(UNMATCHED, f"{UNMATCHED}.request", ())
        taken = {method for one in entries for method in one.methods}
        allow = tuple(sorted(taken | {"HEAD"} if "GET" in taken else taken))
        chosen = next((one for one in entries if method in one.methods), None)
        if chosen is None:
            group = entries[0].name.partition(".")[0]
            return Operation(entries[0].template, f"{group}.method_not_allowed", allow)
        return Operation(chosen.template, chosen.name, allow)


def _name(operation_id: str | None, function: str | None) -> str:
    return operation_id or f"pages.{function}"
