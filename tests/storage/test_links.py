from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from vendorproof.core.errors import InvalidDownloadLink
from vendorproof.storage import LINK_SECONDS, Attachment
from vendorproof.storage.keyring import Keyring
from vendorproof.storage.links import SKEW_SECONDS, SignedLinks

NOW = 1_767_225_600
KEY = "cborg_01/cbvdoc_01"
REPORT = Attachment("报告 1.pdf", "application/pdf")


@dataclass
class Taken:
    """A link in its parts, as a server finds them."""

    key: str
    filename: str
    expires: str
    type: str
    signature: str

    @classmethod
    def apart(cls, link: str) -> "Taken":
        parsed = urlsplit(link)
        _, files, organisation, document, filename = parsed.path.split("/")
        assert files == "files"
        query = dict(parse_qsl(parsed.query))
        return cls(f"{organisation}/{document}", unquote(filename), **query)

    def verify(self, links: SignedLinks, now: int) -> None:
        links.verify(self.key, Attachment(self.filename, self.type), self.expires, self.signature, now)


@pytest.fixture
def links(tmp_path: Path) -> SignedLinks:
    return SignedLinks("https://vendorproof.example.com", Keyring(tmp_path, ""))


def test_a_link_says_what_it_serves_and_until_when(links: SignedLinks) -> None:
    link = links.make(KEY, REPORT, NOW)
    assert link.startswith(
        f"https://vendorproof.example.com/files/{KEY}/%E6%8A%A5%E5%91%8A%201.pdf?expires={NOW + 3600}&"
    )
    taken = Taken.apart(link)
    taken.verify(links, NOW)
    taken.verify(links, NOW + LINK_SECONDS - 1)


@pytest.mark.parametrize(
    ("part", "value"),
    [("key", "cborg_01/cbvdoc_02"), ("key", "cborg_02/cbvdoc_01"), ("filename", "报告 1.html"), ("type", "text/html"),
     ("expires", str(NOW + 3599)), ("expires", str(NOW + 3601)), ("expires", f"0{NOW + 3600}"),
     ("expires", f"{NOW + 3600} "), ("expires", "9" * 5000), ("expires", ""), ("expires", "١"), ("signature", ""),
     ("signature", "0" * 64), ("signature", "\udcff" * 64), ("signature", "é" * 64)],
)  # fmt: skip
def test_a_link_opens_only_what_was_signed(links: SignedLinks, part: str, value: str) -> None:
    taken = Taken.apart(links.make(KEY, REPORT, NOW))
    setattr(taken, part, value)
    with pytest.raises(InvalidDownloadLink):
        taken.verify(links, NOW)


def test_a_link_lapses(links: SignedLinks) -> None:
    taken = Taken.apart(links.make(KEY, REPORT, NOW, 10))
    taken.verify(links, NOW + 9)
    with pytest.raises(InvalidDownloadLink):
        taken.verify(links, NOW + 10)


def test_a_link_made_while_the_clock_was_ahead_is_no_good(links: SignedLinks) -> None:
    taken = Taken.apart(links.make(KEY, REPORT, NOW + 86_400))
    with pytest.raises(InvalidDownloadLink):
        taken.verify(links, NOW)
    nearly = Taken.apart(links.make(KEY, REPORT, NOW + SKEW_SECONDS))
    nearly.verify(links, NOW)


def test_parts_do_not_run_together(links: SignedLinks) -> None:
    one = Taken.apart(links.make(KEY, Attachment("a.pdf", "x/y"), NOW))
    with pytest.raises(InvalidDownloadLink):
        links.verify(KEY, Attachment("a.pdfx", "/y"), one.expires, one.signature, NOW)


@pytest.mark.parametrize("seconds", [0, -1, LINK_SECONDS + 1])
def test_no_link_lives_longer_than_an_hour(links: SignedLinks, seconds: int) -> None:
    with pytest.raises(ValueError, match="a link lives"):
        links.make(KEY, REPORT, NOW, seconds)


def test_another_installation_does_not_know_it(links: SignedLinks, tmp_path: Path) -> None:
    taken = Taken.apart(links.make(KEY, REPORT, NOW))
    other = SignedLinks("https://vendorproof.example.com", Keyring(tmp_path, "another-secret-key-0123456789"))
    taken.verify(other, NOW)  # the same data folder: as after a rotation
    with pytest.raises(InvalidDownloadLink):
        taken.verify(SignedLinks("", Keyring(tmp_path / "none", "another-secret-key-0123456789")), NOW)
