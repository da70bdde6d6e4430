"""Reading one value for one target: blank, the source's own words, then the kind."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Final

from vendorproof.objects.kinds.addresses import email_reader, url_reader
from vendorproof.objects.kinds.answers import answers_reader
from vendorproof.objects.kinds.countries import country_reader
from vendorproof.objects.kinds.dates import date_reader
from vendorproof.objects.kinds.durations import duration_reader
from vendorproof.objects.kinds.identifiers import duns_reader, lei_reader, vat_reader
from vendorproof.objects.kinds.lists import list_reader
from vendorproof.objects.kinds.numbers import integer_reader, number_reader
from vendorproof.objects.kinds.text import key_reader, text_reader
from vendorproof.objects.kinds.values import BLANK, BLANKS, Reader, Rule, Unreadable, fold, literal, shown
from vendorproof.objects.kinds.words import choice_reader, flag_reader
from vendorproof.objects.spec import Kind

_READERS: Final[Mapping[Kind, Callable[[Rule], Reader]]] = {
    "key": key_reader,
    "reference": key_reader,
    "text": text_reader,
    "person": text_reader,
    "url": url_reader,
    "email": email_reader,
    "choice": choice_reader,
    "status": choice_reader,
    "select": choice_reader,
    "flag": flag_reader,
    "number": number_reader,
    "integer": integer_reader,
    "date": date_reader,
    "duration": duration_reader,
    "answers": answers_reader,
    "lei": lei_reader,
    "duns": duns_reader,
    "vat_number": vat_reader,
    "country": country_reader,
}
_ITEM_READERS: Final[Mapping[Kind, Callable[[Rule], Reader]]] = {
    "list": text_reader,
    "references": key_reader,
    "multiselect": choice_reader,
}
_LONGEST_WORD = 200
"""Prose is not compared with the source's words."""

LIST_KINDS: Final = tuple(_ITEM_READERS)


def read(rule: Rule, value: object) -> object:
    """The typed value, or BLANK; raises Unreadable. For many values under one rule, make a `reader` once."""
    return reader(rule)(value)


def reader(rule: Rule) -> Reader:
    """Compiles a rule; the result takes any decoded value, null too.

    The rule's options are known to be valid (see `option_faults`): a bad `date_format` is a ValueError here.
    """
    if rule.field.kind in LIST_KINDS:
        item = _reader(rule, _ITEM_READERS[rule.field.kind](rule))
        return _reader(dataclasses.replace(rule, value_map={}), list_reader(rule, item))
    compiled = _reader(rule, _READERS[rule.field.kind](rule))
    return _crosses(compiled) if rule.x_or_blank else compiled


def _reader(rule: Rule, plain: Reader) -> Reader:
    words = _words(rule, plain)
    if not words:

        def read_plain(value: object) -> object:
            if type(value) is str:
                text = value.strip(BLANKS)
                return plain(text) if text else BLANK
            return BLANK if value is None else plain(value)

        return read_plain

    longest = max(_LONGEST_WORD, 2 * max(map(len, words)))

    def read_mapped(value: object) -> object:
        text = value.strip(BLANKS) if type(value) is str else literal(value)
        if not text:
            return BLANK if text == "" or value is None else plain(value)
        found = words.get(fold(text), words) if len(text) <= longest else words
        if found is words:
            return plain(text if type(value) is str else value)
        if isinstance(found, Unreadable):
            raise Unreadable(found.reason)
        return found

    return read_mapped


def _words(rule: Rule, plain: Reader) -> dict[str, object]:
    """What each of the source's words reads as: a value, BLANK, or the reason why it cannot be read."""
    words: dict[str, object] = {}
    for word, ours in rule.value_map.items():
        found = _mapped(word, ours, plain)
        if words.setdefault(fold(word), found) != found:
            words[fold(word)] = Unreadable(f"value_map gives {shown(word)} two meanings.")
    for word in rule.null_words:
        words[fold(word)] = BLANK
    return words


def _mapped(word: str, ours: object, plain: Reader) -> object:
    text = ours.strip(BLANKS) if isinstance(ours, str) else ours
    if text is None or text == "":
        return BLANK
    try:
        return plain(text)
    except Unreadable as refused:
        why = f"value_map turns {shown(word)} into {shown(ours)}, which this field does not take."
        return Unreadable(f"{why} {refused.reason}")


def _crosses(read_one: Reader) -> Reader:
    def read_cross(value: object) -> object:
        found = read_one(value)
        return False if found is BLANK else found

    return read_cross
