"""What every refusal is made of."""

from collections.abc import Mapping
from typing import ClassVar


class Problem(Exception):
    """A refusal with a public code. `message` is a template over the keyword arguments; `fields` travel to the log only."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"
    message: ClassVar[str] = "Something went wrong on our side."
    headers: ClassVar[Mapping[str, str]] = {}

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.message.format(**fields))

    @property
    def detail(self) -> object:
        """What stands under `detail` in the body."""
        return {"code": self.code, "message": str(self)}
