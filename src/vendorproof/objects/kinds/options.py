"""The options of a mapping entry: made into a rule, and checked when the mapping is saved."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from vendorproof.objects.kinds.date_formats import date_format
from vendorproof.objects.kinds.numbers import parser
from vendorproof.objects.kinds.reading import LIST_KINDS, reader
from vendorproof.objects.kinds.values import BLANK, BLANKS, Reader, Rule, Unreadable, fold, listed, shown
from vendorproof.objects.spec import Field

OPTIONS: Final = (
    "value_map",
    "null_words",
    "date_format",
    "number_format",
    "separator",
    "x_or_blank",
    "default",
    "constant",
)
"""The keys of a mapping entry that say how its value is read; what an entry reads from is not decided here."""

MOST_WORDS: Final = 5000
_LONGEST_SEPARATOR = 10
_ONLY_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "date_format": ("date",),
    "number_format": ("number", "integer"),
    "separator": LIST_KINDS,
    "x_or_blank": ("flag",),
}
_CHOICES = ("choice", "status", "select", "multiselect")


def rule_of(field: Field, options: Mapping[str, object], words: Sequence[str] = ()) -> Rule:
    """The rule that options without faults describe; `words` are the organisation's for a status or custom select."""
    written = {name: options.get(name) for name in ("date_format", "number_format", "separator")}
    value_map, null_words = options.get("value_map"), options.get("null_words")
    return Rule(
        field,
        words=tuple(words),
        value_map=value_map if isinstance(value_map, dict) else {},
        null_words=frozenset(map(str, null_words)) if isinstance(null_words, (list, tuple)) else frozenset(),
        x_or_blank=options.get("x_or_blank") is True,
        **{name: str(value) for name, value in written.items() if value is not None},
    )


def option_faults(field: Field, options: Mapping[str, object], words: Sequence[str] | None = None) -> list[str]:
    """One sentence per fault. Keys outside OPTIONS are not looked at; a null is an option that is not set.

    Without `words`, what a `value_map` says of a status or custom select is not checked: its words are not known here.
    """
    given = {name: value for name, value in options.items() if name in OPTIONS and value is not None}
    faults = [fault for name, value in given.items() for fault in _fault(field, name, value)]
    if faults:
        return faults
    known = tuple(words) if words is not None else field.words if field.kind == "choice" else ()
    return _word_faults(field, given, known)


def _fault(field: Field, name: str, value: object) -> list[str]:
    kinds = _ONLY_FOR.get(name)
    if kinds is not None and field.kind not in kinds:
        return [f"{name} has no meaning for a field of kind {field.kind}; it belongs to {listed(kinds)}."]
    check = _CHECKS.get(name)
    try:
        return [] if check is None else check(field, value)
    except ValueError as error:
        return [str(error)]


def _date_format_faults(_field: Field, value: object) -> list[str]:
    if not isinstance(value, str):
        return [f"date_format is {shown(value)}; it is a text such as DD/MM/YYYY."]
    date_format(value)
    return []


def _number_format_faults(_field: Field, value: object) -> list[str]:
    if not isinstance(value, str):
        return [f'number_format is {shown(value)}; it is a text such as "1.234,56".']
    parser(value)
    return []


def _separator_faults(_field: Field, value: object) -> list[str]:
    if not isinstance(value, str) or not 1 <= len(value) <= _LONGEST_SEPARATOR:
        return [f"separator is {shown(value)}; it is a text of 1 to {_LONGEST_SEPARATOR} characters."]
    if any(one.isalnum() for one in value):
        return [f"separator is {shown(value)}; letters and digits would cut words apart."]
    return []


def _x_or_blank_faults(_field: Field, value: object) -> list[str]:
    return [] if isinstance(value, bool) else [f"x_or_blank is {shown(value)}; it is true or false."]


def _null_words_faults(_field: Field, value: object) -> list[str]:
    if not isinstance(value, (list, tuple)) or len(value) > MOST_WORDS:
        return [f"null_words is {shown(value)}; it is a list of at most {MOST_WORDS} texts."]
    return [f"null_words holds {shown(one)}, which is not a text." for one in value if not isinstance(one, str)]


def _value_map_faults(field: Field, value: object) -> list[str]:
    if field.kind == "answers":
        return ["value_map has no meaning for answers."]
    if not isinstance(value, dict) or len(value) > MOST_WORDS:
        return [f"value_map is {shown(value)}; it is an object of at most {MOST_WORDS} words of the source to ours."]
    faults = [f"value_map has the key {shown(one)}, which is not a text." for one in value if not isinstance(one, str)]
    first: dict[str, str] = {}
    for word, ours in value.items():
        if isinstance(word, str):
            other = first.setdefault(fold(word), word)
            if value[other] != ours:
                both = f"{shown(other)} and {shown(word)}"
                faults.append(f"value_map gives {both} two meanings; case and blanks do not count.")
            if not word.strip(BLANKS):
                faults.append("value_map has a blank key; for blank values use default.")
    return faults


_CHECKS: Final[Mapping[str, Callable[[Field, object], list[str]]]] = {
    "date_format": _date_format_faults,
    "number_format": _number_format_faults,
    "separator": _separator_faults,
    "x_or_blank": _x_or_blank_faults,
    "null_words": _null_words_faults,
    "value_map": _value_map_faults,
}


def _word_faults(field: Field, given: Mapping[str, object], known: tuple[str, ...]) -> list[str]:
    """Faults of options that are sound each for itself: what they say is read as any value would be."""
    rule = rule_of(field, given, known)
    faults = _clashes(rule)
    if field.kind in _CHOICES and not known:
        return faults
    bare = reader(dataclasses.replace(rule, value_map={}, null_words=frozenset(), x_or_blank=False))
    for word, ours in rule.value_map.items():
        item = [ours] if field.kind in LIST_KINDS and ours is not None else ours
        faults += _unreadable(f"value_map, {shown(word)}", item, bare)
    whole = reader(rule)
    for name in ("default", "constant"):
        if name in given:
            faults += _unreadable(name, given[name], whole) or _blank(name, given[name], whole)
    return faults


def _clashes(rule: Rule) -> list[str]:
    blank = {fold(word) for word in rule.null_words}
    both = [f"{shown(word)} stands in value_map and in null_words." for word in rule.value_map if fold(word) in blank]
    if rule.field.kind not in _CHOICES:
        return both
    allowed = [word for word in rule.allowed if fold(word) in blank]
    return both + [f"null_words holds {shown(word)}, which is also an allowed word of this field." for word in allowed]


def _blank(name: str, value: object, read_one: Reader) -> list[str]:
    return [f"{name} is blank."] if read_one(value) is BLANK else []


def _unreadable(name: str, value: object, read_one: Reader) -> list[str]:
    try:
        read_one(value)
    except Unreadable as refused:
        return [f"{name}: {refused.reason}"]
    return []
