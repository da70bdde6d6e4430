"""What a check finds out about one file, collected in the child; `inspection.Inspection` is how the parent reads it."""

from collections.abc import Mapping

MOST_RISKS = 30
SHOWN_CHARACTERS = 120


class Stopped(Exception):
    """The file is not processed any further; the message is for the analyst."""

    outcome = ""


class Locked(Stopped):
    """Nobody without a password can read it."""

    outcome = "locked"


class Damaged(Stopped):
    """It is not what it should be, or not all of it."""

    outcome = "damaged"


class Unsafe(Stopped):
    """Reading it in full would harm whoever does."""

    outcome = "unsafe"


class Findings:
    """Grows while a file is looked at; what stands here when a check stops is kept."""

    def __init__(self) -> None:
        self.pages: int | None = None
        self.members: list[Mapping[str, object]] | None = None
        self._risks: dict[tuple[str, str], None] = {}

    def risk(self, code: str, message: str) -> None:
        """Note what whoever opens the file should know; the same thing is noted once."""
        if len(self._risks) < MOST_RISKS:
            self._risks[code, message] = None

    def told(self, outcome: str, reason: str | None) -> dict[str, object]:
        """As JSON."""
        return {
            "outcome": outcome,
            "reason": reason,
            "risks": [{"code": code, "message": message} for code, message in self._risks],
            "members": self.members,
            "pages": self.pages,
        }


def shown(name: str, most: int = SHOWN_CHARACTERS) -> str:
    """A name out of a file so that it can do nothing where it is shown: no control, direction or line characters."""
    plain = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in name[: most + 1])
    return plain if len(plain) <= most else plain[: most - 1] + "…"
