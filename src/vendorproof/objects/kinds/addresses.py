"""Web and e-mail addresses: checked by form only, kept as they were sent."""

import ipaddress
import re
import unicodedata
from typing import Final

import idna
from email_validator import EmailNotValidError, validate_email

from vendorproof.objects.kinds.values import Reader, Rule, Unreadable, shown

PLAIN_EMAIL: Final = (
    r"(?=[^@]{1,64}@.{1,63}$)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
    r"@(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,63}"
)
"""Addresses that need no closer look; the full rules cost fifty times as much."""

_PLAIN_EMAIL = re.compile(PLAIN_EMAIL)

_SURE_EMAIL: Final = (
    r"[A-Za-z0-9_+-]{1,40}+(?:\.[A-Za-z0-9_+-]{1,20}+)?+"
    r"@(?:[A-Za-z0-9]{1,30}+(?:-[A-Za-z0-9]{1,20}+)?+\.){1,3}+[A-Za-z]{2,20}+"
)
_SURE_URL: Final = (
    r"(?:https?://)?+(?:[a-z0-9]{1,40}+(?:-[a-z0-9]{1,20}+)?+\.){1,5}+[a-z]{2,20}+(?:/[A-Za-z0-9/._~%&=+-]*+)?+"
)
plain_emails: Final = re.compile(f"(?:(?:{_SURE_EMAIL})?\n)*+").match
plain_urls: Final = re.compile(f"(?:(?:{_SURE_URL})?\n)*+").match
"""How far a column, each value followed by a line feed, is surely good or blank, at a quarter of the cost of reading it.

A hot path accepts unread what the match covers; the line after it needs a closer look.
"""

_RESERVED: Final = ("arpa", "invalid", "local", "localhost", "onion", "test")
"""Domains that never receive mail from the internet; a contact there is nevertheless what the source has."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_AUTHORITY = re.compile(r"([^/?#]*)(?:[/?#].*)?", re.DOTALL)
_HOST_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::([0-9]{0,5}))?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_TOP_LABEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
_NOT_IN_URLS = re.compile(r"""[\s<>"{}|\\^`\x00-\x20\x7f-\x9f\ud800-\udfff]""")
_ACCEPTED = "Accepted: https://acme.com, http://acme.com/path, or a bare domain such as acme.com."
_LONGEST_HOST = 253
_LAST_PORT = 65_535


def url_reader(rule: Rule) -> Reader:
    """An http or https address or a bare domain, with or without a path, kept exactly as sent."""
    limit = rule.field.max_length

    def read_url(value: object) -> str:
        if not isinstance(value, str):
            message = f"{shown(value)} stands where a web address belongs. {_ACCEPTED}"
            raise Unreadable(message)
        if len(value) > limit:
            message = f"{shown(value)} has {len(value)} characters; at most {limit} are accepted."
            raise Unreadable(message)
        url_host(value)
        return str(value)

    return read_url


def url_host(value: str) -> str:
    """What web addresses are compared by: the host in lower case and ASCII (IDNA), without `www.` and the port."""
    if bad := _NOT_IN_URLS.search(value):
        name = "a blank" if bad[0].isspace() else f"{shown(bad[0])}"
        message = f"{shown(value)} holds {name}, which no web address has. Send one address. {_ACCEPTED}"
        raise Unreadable(message)
    host = _host(value, _authority(value))
    return host.removeprefix("www.") if host.count(".") > 1 else host


def _authority(value: str) -> str:
    rest = value
    scheme = _SCHEME.fullmatch(value)
    if scheme and "//" in value:
        if scheme[1].lower() not in {"http", "https"} or not scheme[2].startswith("//"):
            raise _no_url(value, f" The scheme {scheme[1].lower()}: is not accepted.")
        rest = scheme[2][2:]
    elif scheme and "." not in scheme[1]:
        raise _no_url(value, f" The scheme {scheme[1].lower()}: is not accepted.")
    found = _AUTHORITY.fullmatch(rest)
    authority = found[1] if found else ""
    if "@" in authority:
        raise _no_url(value, " A user name, password or e-mail address has no place in it.")
    return authority


def _host(value: str, authority: str) -> str:
    found = _HOST_PORT.fullmatch(authority)
    if not found or (found[2] and not 1 <= int(found[2]) <= _LAST_PORT):
        raise _no_url(value)
    host = found[1]
    if host.startswith("[") or host.replace(".", "").isdecimal():
        return _address(value, host)
    try:
        ascii_host = host if host.isascii() else idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        raise _no_url(value, " Its domain has characters that no domain has.") from None
    name = ascii_host.lower().removesuffix(".")
    *labels, top = name.split(".")
    if not labels or len(name) > _LONGEST_HOST or not _TOP_LABEL.fullmatch(top):
        raise _no_url(value)
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise _no_url(value)
    return name


def _address(value: str, host: str) -> str:
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        raise _no_url(value) from None
    if _SCHEME.fullmatch(value) is None:
        raise _no_url(value, f" To send an address without a name, write http://{host}.")
    return str(address)


def _no_url(value: str, why: str = "") -> Unreadable:
    return Unreadable(f"{shown(value)} is not a web address.{why} {_ACCEPTED}")


def email_reader(rule: Rule) -> Reader:
    """One address by the rules of e-mail, without asking the network; kept as sent, in NFC."""
    limit = rule.field.max_length

    def read_email(value: object) -> str:
        if not isinstance(value, str):
            message = f"{shown(value)} stands where an e-mail address belongs."
            raise Unreadable(message)
        address = str(value)
        if not address.isascii():
            address = unicodedata.normalize("NFC", address)
        if len(address) > limit:
            message = f"{shown(address)} has {len(address)} characters; at most {limit} are accepted."
            raise Unreadable(message)
        if not _PLAIN_EMAIL.fullmatch(address):
            _check_email(address)
        return address

    return read_email


def _check_email(address: str) -> None:
    _, at, domain = address.rpartition("@")
    reserved = "." in domain and domain.lower().rpartition(".")[2] in _RESERVED
    try:
        validate_email(f"{address}.example" if at and reserved else address, check_deliverability=False)
    except (EmailNotValidError, UnicodeError) as error:
        raise _no_email(address, str(error)) from None


def _no_email(address: str, why: str) -> Unreadable:
    if address.count("@") > 1:
        return Unreadable(f"{shown(address)} holds more than one e-mail address. Send one.")
    if "<" in address or address.lower().startswith("mailto:"):
        return Unreadable(f"{shown(address)} is more than an e-mail address. Send it alone, like name@acme.com.")
    return Unreadable(f"{shown(address)} is not an e-mail address. {why}")
