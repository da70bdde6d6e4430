"""Words an organisation gives to things: read like any text, and told apart as a reader of choices tells them apart."""

from collections.abc import Iterable

from vendorproof.core.errors import Fault, InvalidRequest
from vendorproof.objects import Field
from vendorproof.objects.kinds import BLANK, Rule, Unreadable, read
from vendorproof.objects.kinds.words import letters

LONGEST = 100


def label(value: object, name: str) -> str:
    """One label; InvalidRequest names `name` when it is blank, too long or no text."""
    rule = Rule(Field(name, name, "text", max_length=LONGEST))
    try:
        found = read(rule, value)
    except Unreadable as refused:
        raise InvalidRequest([Fault(("body", name), refused.reason)]) from refused
    if found is BLANK or not letters(str(found)):
        raise InvalidRequest([Fault(("body", name), "At least one letter or digit is needed.", "missing")])
    return str(found)


def labels(values: object, name: str) -> tuple[str, ...]:
    """Several labels that nobody can mistake for one another."""
    if not isinstance(values, list):
        raise InvalidRequest([Fault(("body", name), "An array of texts is needed.", "list_type")])
    found = tuple(label(one, name) for one in values)
    twins = alike(found)
    if twins:
        said = f'"{twins[0]}" and "{twins[1]}" differ only in case, blanks, hyphens or underscores.'
        raise InvalidRequest([Fault(("body", name), said)])
    return found


def alike(words: Iterable[str]) -> tuple[str, str] | None:
    """Two words that a reader of choices could not tell apart."""
    seen: dict[str, str] = {}
    for word in words:
        first = seen.setdefault(letters(word), word)
        if first is not word:
            return first, word
    return None
