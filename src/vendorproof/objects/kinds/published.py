"""What is accepted, told to people (`describe`) and to programs (`json_schema`)."""

from collections.abc import Callable, Mapping
from typing import Final

from vendorproof.objects.kinds.answers import MOST_ANSWERS, PARTS
from vendorproof.objects.kinds.date_formats import FIRST_YEAR, LAST_YEAR
from vendorproof.objects.kinds.durations import ACCEPTED as DURATIONS
from vendorproof.objects.kinds.lists import MOST_ITEMS
from vendorproof.objects.kinds.numbers import bounds
from vendorproof.objects.kinds.text import LONG_TEXT
from vendorproof.objects.kinds.values import Rule, listed
from vendorproof.objects.kinds.words import FLAG_ACCEPTED
from vendorproof.objects.spec import Field, Kind

Schema = dict[str, object]


def describe(field: Field) -> str:
    """One sentence: what is accepted for the field when the report sets no option."""
    return _SENTENCES[field.kind](field)


def _text(field: Field) -> str:
    lines = "line breaks and tabs kept" if field.max_length > LONG_TEXT else "on one line"
    return f"Text of at most {field.max_length} characters, {lines}; control characters are refused, nothing is cut."


def _choice(field: Field) -> str:
    words = f"One of {listed(field.words)}" if field.words else "One of the words set up for the field"
    return f"{words}; case, blanks, hyphens and underscores are ignored, other words are read through value_map."


def _range(field: Field) -> str:
    low, high = bounds(field)
    if field.minimum is None and field.maximum is None:
        return ""
    return f" from {low:.15g} to {high:.15g}"


def _items(what: str) -> str:
    return (
        f"An array of {what}, or one text split at ;, else |, else line breaks, or at the report's separator; "
        f"at most {MOST_ITEMS}."
    )


def _reference(field: Field) -> str:
    return f"The {field.refers_to or 'record'} by its id here or by its external_id, exactly as sent."


_SENTENCES: Final[Mapping[Kind, Callable[[Field], str]]] = {
    "key": lambda field: (
        f"Text of at most {field.max_length} characters, kept exactly as sent (leading zeros, case); "
        "a JSON number is taken as its literal digits."
    ),
    "text": _text,
    "person": lambda _: "The e-mail address or full name of one person, on one line.",
    "url": lambda _: "An http or https address, or a bare domain such as acme.com; kept as sent, compared by host.",
    "email": lambda _: "One e-mail address.",
    "choice": _choice,
    "select": _choice,
    "status": lambda _: (
        "A status of the organisation by its label; case, blanks, hyphens and underscores are ignored, "
        "other words are read through value_map."
    ),
    "multiselect": lambda field: f"{_items('words')} {_choice(field)}",
    "flag": lambda _: (
        f"{FLAG_ACCEPTED.capitalize()}; x and blank where the report sets x_or_blank; other words through value_map."
    ),
    "number": lambda field: (
        f"A number{_range(field)}, as a JSON number or as text with '.' decimals, also with a closing % sign; "
        "other written forms through number_format."
    ),
    "integer": lambda field: (
        f"A whole number{_range(field)}, as a JSON number or as text; other written forms through number_format."
    ),
    "date": lambda _: (
        f"An ISO 8601 date or date-time (its own calendar date counts) or epoch seconds, {FIRST_YEAR} to {LAST_YEAR}; "
        "other forms through date_format."
    ),
    "duration": lambda _: f"Whole months: {DURATIONS}.",
    "list": lambda _: _items("texts"),
    "reference": _reference,
    "references": lambda field: f"{_items('references')} {_reference(field)}",
    "answers": lambda _: (
        f"An array of objects with {listed(PARTS, 'and')}, each text or null; question_id or question is needed."
    ),
    "lei": lambda _: "A legal entity identifier of 20 characters whose check digits fit.",
    "duns": lambda _: "A D-U-N-S number of 9 digits; hyphens and blanks are taken out.",
    "vat_number": lambda _: (
        "A VAT number with the two letters of its country; its check digits must fit where they are known."
    ),
    "country": lambda _: "A country by ISO 3166 code (IE, IRL) or English name.",
}

_TYPES: Final[Mapping[Kind, tuple[str, ...]]] = {
    "key": ("string", "number"),
    "reference": ("string", "number"),
    "text": ("string", "integer"),
    "person": ("string", "integer"),
    "url": ("string",),
    "email": ("string",),
    "country": ("string",),
    "lei": ("string", "integer"),
    "duns": ("string", "integer"),
    "vat_number": ("string", "integer"),
    "choice": ("string", "number", "boolean"),
    "status": ("string", "number", "boolean"),
    "select": ("string", "number", "boolean"),
    "flag": ("boolean", "string", "number"),
    "number": ("number", "string"),
    "integer": ("number", "string"),
    "date": ("string", "number"),
    "duration": ("number", "string"),
    "list": ("array", "string", "integer"),
    "references": ("array", "string", "number"),
    "multiselect": ("array", "string", "number"),
    "answers": ("array", "string"),
}
_ITEM_TYPES: Final[Mapping[Kind, tuple[str, ...]]] = {
    "list": ("string", "integer", "null"),
    "references": ("string", "number", "null"),
    "multiselect": ("string", "number", "null"),
}
_MEASURED: Final = ("key", "reference", "text", "person", "url", "email")


def json_schema(rule: Rule) -> Schema:
    """JSON Schema 2020-12 of the incoming value.

    It says all that a schema can say without refusing what `read` takes; only blanks around a text count for
    `maxLength` here and not there.
    """
    field = rule.field
    types = list(_TYPES[field.kind])
    if rule.value_map or rule.null_words:
        types += [one for one in ("string", "number", "boolean") if one not in types]
    schema: Schema = {"type": [*types, "null"], "title": field.label, "description": _described(rule)}
    if field.kind in _MEASURED and not rule.value_map:
        schema["maxLength"] = field.max_length
    if field.kind in _ITEM_TYPES:
        schema |= {"items": {"type": list(_ITEM_TYPES[field.kind])}, "maxItems": MOST_ITEMS}
    if field.kind == "answers":
        schema |= {"items": _answer_schema(), "maxItems": MOST_ANSWERS}
    if field.kind in {"number", "integer", "duration"} and not (rule.value_map or rule.null_words):
        low, high = bounds(field)
        schema |= {"minimum": low, "maximum": high}
    examples = [*([field.example] if field.example != "" else []), *rule.allowed, *rule.value_map]
    if examples:
        schema["examples"] = list(dict.fromkeys(map(_hashable, examples))) if field.kind in _WORDED else examples[:1]
    return schema


_WORDED: Final = ("choice", "status", "select", "flag")


def _hashable(example: object) -> object:
    return example if isinstance(example, (str, int, float)) else str(example)


def _described(rule: Rule) -> str:
    said = [describe(rule.field)]
    if rule.words:
        said.append(f"The words: {listed(rule.words)}.")
    for name in ("date_format", "number_format", "separator"):
        value = getattr(rule, name)
        if value is not None:
            said.append(f'This report: {name} "{value}".')
    if rule.x_or_blank:
        said.append("This report: x is true, blank is false.")
    if rule.value_map:
        said.append(f"Also read: {listed(rule.value_map, 'and')}.")
    if rule.null_words:
        said.append(f"Read as blank: {listed(sorted(rule.null_words), 'and')}.")
    return " ".join(said)


def _answer_schema() -> Schema:
    text = {name: {"type": ["string", "integer", "null"], "maxLength": limit} for name, limit in PARTS.items()}
    return {"type": "object", "properties": text, "additionalProperties": False}
