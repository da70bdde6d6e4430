"""What a backend is opened with."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult

from vendorproof.storage.links import SignedLinks


@dataclass(frozen=True, slots=True)
class Place:
    """The parsed storage URL (empty: the default folder) and what the backends need besides."""

    url: SplitResult
    default_folder: Path
    links: SignedLinks
    s3_access_key_id: str = ""
    s3_secret_access_key: str = field(default="", repr=False)
