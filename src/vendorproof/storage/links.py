"""Links that open one file of the disk to whoever has them, for an hour at most.

`<public url>/files/<organisation>/<document>/<file name>?expires=<epoch seconds>&type=<media type>&signature=<hex>`
"""

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from vendorproof.core.errors import InvalidDownloadLink
from vendorproof.storage import LINK_SECONDS, Attachment
from vendorproof.storage.attachments import presentable
from vendorproof.storage.keyring import Keyring

# How far the clocks of two servers, or of one before and after it was set right, may lie apart.
SKEW_SECONDS = 300
_EXPIRES = re.compile(r"[1-9][0-9]{0,11}")


@dataclass(frozen=True, slots=True)
class SignedLinks:
    """Makes links and tells genuine ones."""

    public_url: str
    keys: Keyring

    def make(self, key: str, attachment: Attachment, now: int, seconds: int = LINK_SECONDS) -> str:
        """A link that opens from `now` to before `now + seconds`."""
        if not 0 < seconds <= LINK_SECONDS:
            raise ValueError(f"a link lives 1 to {LINK_SECONDS} seconds, not {seconds}")
        filename, expires = presentable(attachment.filename), str(now + seconds)
        signature = _sign(self.keys.signing(now, now + seconds), key, filename, attachment.media_type, expires)
        query = urlencode({"expires": expires, "type": attachment.media_type, "signature": signature}, quote_via=quote)
        return f"{self.public_url}/files/{key}/{quote(filename, safe='')}?{query}"

    def verify(self, key: str, attachment: Attachment, expires: str, signature: str, now: int) -> None:
        """InvalidDownloadLink unless exactly this was signed and has not lapsed.

        Also one that lapses later than any link made now would: it was made while a clock was wrong, and would else
        stay open for as long as the clock was ahead.
        """
        given = signature.encode("utf-8", "replace")
        genuine = False
        for one in self.keys.verifying(now):
            made = _sign(one, key, attachment.filename, attachment.media_type, expires)
            genuine |= hmac.compare_digest(made.encode(), given)
        if not genuine or not _EXPIRES.fullmatch(expires):
            raise InvalidDownloadLink
        if not now < int(expires) <= now + LINK_SECONDS + SKEW_SECONDS:
            raise InvalidDownloadLink


def _sign(secret: bytes, *parts: str) -> str:
    # As JSON, so that no two lists of parts run together to the same text.
    return hmac.new(secret, json.dumps(parts).encode(), hashlib.sha256).hexdigest()
