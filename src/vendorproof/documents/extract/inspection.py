"""What is known of a file after it was looked at, and the call that has it looked at in the sandbox."""

from typing import IO, Literal

import msgspec

from vendorproof.documents.extract import sandbox

TASK = "vendorproof.documents.extract.inspect:inspect"


class Risk(msgspec.Struct, frozen=True):
    """What whoever opens the file should know. Codes: macros, javascript, embedded_files, external_links, encrypted,
    unsafe_archive, content_differs.
    """

    code: str
    message: str


class Member(msgspec.Struct, frozen=True):
    """A file in an archive, its name made safe to show; `size` is what unpacking gave, and what the archive says where
    it cannot be unpacked; `inside` names the archive it is in, unless that is the outermost one.
    """

    name: str
    size: int
    extension: str
    encrypted: bool = False
    inside: str | None = None


class Inspection(msgspec.Struct, frozen=True):
    """`failed` is the sandbox's: the file took too long or too much, or broke its reader. `reason` unless ok."""

    outcome: Literal["ok", "locked", "damaged", "unsafe", "failed"]
    reason: str | None = None
    risks: list[Risk] = []
    members: list[Member] | None = None
    pages: int | None = None


def inspect(file: IO[bytes], extension: str, limits: sandbox.Limits = sandbox.DEFAULTS) -> Inspection:
    """Look at a whole file; whatever is in it, this returns. SandboxUnavailable when nobody could look."""
    answer = sandbox.run(file, TASK, {"extension": extension}, Inspection, limits)
    if answer.outcome == "done" and len(answer.values) == 1:
        return answer.values[0]
    return Inspection("failed", answer.reason or sandbox.REASONS["crashed"])
