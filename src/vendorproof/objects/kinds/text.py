"""Text, and the keys and references that are text kept exactly as sent."""

import re
import unicodedata

from vendorproof.objects.kinds.values import Digits, Reader, Rule, Unreadable, literal, shown, visible

LONG_TEXT = 1000
"""A field that takes more characters than this is prose: it may hold line breaks and tabs."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_OR_TAB = re.compile(r"[\t\n\r]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")


def text_reader(rule: Rule) -> Reader:
    """Text in NFC. Prose (see LONG_TEXT) keeps its line breaks, written as line feeds whatever the file's line ends."""
    limit = rule.field.max_length
    prose = limit > LONG_TEXT

    def read_text(value: object) -> str:
        text = value if type(value) is str else as_text(value)
        if not text.isprintable():
            text = _without_controls(text, prose=prose)
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if len(text) > limit:
            raise _too_long(text, limit)
        return text

    return read_text


def key_reader(rule: Rule) -> Reader:
    """A key or reference: case, leading zeros and Unicode form stay as sent, because the source compares them."""
    limit = rule.field.max_length

    def read_key(value: object) -> str:
        text = value if type(value) is str else as_text(value)
        if not text.isprintable():
            _without_controls(text, prose=False)
        if len(text) > limit:
            raise _too_long(text, limit)
        return text

    return read_key


def as_text(value: object) -> str:
    """The literal digits of an integer or `Digits`; other values are no text."""
    if isinstance(value, Digits) or (isinstance(value, int) and not isinstance(value, bool)):
        text = literal(value)
        if text is not None:
            return text
    if isinstance(value, float):
        why = "is a number with a decimal point, whose digits may have changed on the way"
        message = f"{shown(value)} {why}. Send it as text."
        raise Unreadable(message)
    message = f"{shown(value)} stands where text belongs. Send a text, or an integer."
    raise Unreadable(message)


def _without_controls(text: str, *, prose: bool) -> str:
    if bad := _SURROGATE.search(text):
        half = f"half a character ({visible(bad[0])})"
        message = f"{shown(text)} holds {half}: it was cut or decoded wrongly at the source."
        raise Unreadable(message)
    if bad := _CONTROL.search(text):
        where = f"{visible(bad[0])} at position {bad.start() + 1}"
        message = f"{shown(text)} holds the control character {where}. Remove it at the source."
        raise Unreadable(message)
    if prose:
        return _LINE_END.sub("\n", text)
    if bad := _LINE_OR_TAB.search(text):
        name = "a tab" if bad[0] == "\t" else "a line break"
        message = f"{shown(text)} holds {name} at position {bad.start() + 1}, and this field is a single line."
        raise Unreadable(message)
    return text


def _too_long(text: str, limit: int) -> Unreadable:
    return Unreadable(f"{shown(text)} has {len(text)} characters; at most {limit} are accepted, and nothing is cut.")
