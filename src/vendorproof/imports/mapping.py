"""What a report's mapping means: target field ← incoming name, with the rules each value is read by. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from msgspec import UNSET

from vendorproof.core.errors import Fault
from vendorproof.objects import Field, kinds
from vendorproof.objects.kinds.options import MOST_WORDS

ENTRY_KEYS = ("source", "sources", "join", *kinds.OPTIONS)
REPORT_WIDE = ("date_format", "number_format", "separator", "null_words")
MAX_SOURCE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Options:
    """What a report says for all its fields.

    `blank`: whether a null or blank value leaves the field ("keep") or empties it ("clear"); an absent one always leaves it.
    `score_scale`: the score that counts as 100 %. `vendor_by_name`: a vendor reference may be an exact, unique name.
    """

    blank: str = "keep"
    date_format: str | None = None
    number_format: str | None = None
    separator: str | None = None
    null_words: tuple[str, ...] = ()
    vendor_by_name: bool = False
    score_scale: float = 100.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One target and where its value comes from: `sources` (joined by `join` if several), else `constant`."""

    target: Field
    rule: kinds.Rule
    sources: tuple[str, ...] = ()
    join: str = ""
    constant: Any = None
    default: Any = None

    @property
    def source_name(self) -> str | None:
        """The incoming name as a person knows it."""
        return " + ".join(self.sources) if self.sources else None


@dataclass
class _Reader:
    fields: Mapping[str, Field]
    words: Mapping[str, tuple[str, ...]]
    options: Options
    saved: bool
    faults: list[Fault]

    def fault(self, *loc: str | int, msg: str, kind: str) -> None:
        self.faults.append(Fault(("body", *loc), msg, kind))


def parse(
    fields: Sequence[Field],
    mapping: object,
    options: object,
    *,
    words: Mapping[str, tuple[str, ...]] | None = None,
    saved: bool = False,
) -> tuple[tuple[Entry, ...], Options, list[Fault]]:
    """Read a mapping as it came over the wire or from YAML.

    `fields` are the base object's with the organisation's custom ones; `words` the allowed words by target where the
    organisation decides them. The faults are complete: one per mistake, with the place in the body. Of a `saved` mapping
    only defaults and constants are faults: a word of a value_map that is gone since is the affair of the records that have it.
    """
    faults: list[Fault] = []
    chosen = _options({} if options is None else options, faults)
    reader = _Reader({one.name: one for one in fields}, words or {}, chosen, saved, faults)
    if not isinstance(mapping, Mapping):
        reader.fault("mapping", msg="must be an object of target field → incoming name", kind="mapping_type")
        return (), chosen, faults
    entries = [one for target, raw in mapping.items() if (one := _entry(reader, target, raw)) is not None]
    for missing in (one for one in fields if one.required and one.name not in mapping):
        reader.fault(
            "mapping", missing.name, kind="required_target_unmapped",
            msg=f"the required target {missing.name} is not mapped: name the incoming field that holds it",
        )  # fmt: skip
    order = {one.name: place for place, one in enumerate(fields)}
    return tuple(sorted(entries, key=lambda one: order[one.target.name])), chosen, faults


def _entry(reader: _Reader, target: object, raw: object) -> Entry | None:
    known = reader.fields.get(str(target))
    if known is None:
        near = get_close_matches(str(target), list(reader.fields), 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        reader.fault("mapping", str(target), msg=f"{target!s} is not a target field{hint}", kind="unknown_target")
        return None
    if isinstance(raw, str):
        raw = {"source": raw}
    if not isinstance(raw, Mapping):
        reader.fault(
            "mapping", known.name, kind="mapping_entry_type",
            msg="must be an incoming name, or an object with source, sources or constant",
        )  # fmt: skip
        return None
    before = len(reader.faults)
    entry = _checked_entry(reader, known, raw)
    return entry if len(reader.faults) == before else None


def _checked_entry(reader: _Reader, target: Field, raw: Mapping[Any, Any]) -> Entry | None:
    for unknown in (key for key in raw if key not in ENTRY_KEYS):
        reader.fault(
            "mapping", target.name, str(unknown), kind="unknown_option",
            msg=f"is not an option of a mapping entry; known are {', '.join(ENTRY_KEYS)}",
        )  # fmt: skip
    sources = _sources(reader, target, raw)
    reading = {key: raw[key] for key in kinds.OPTIONS if raw.get(key) is not None}
    words = reader.words.get(target.name, target.words or None)
    for sentence in kinds.option_faults(target, reading, words):
        if reader.saved and not sentence.startswith(("default", "constant")):
            continue
        reader.fault("mapping", target.name, msg=sentence, kind="bad_option")
    if any(fault.loc[1:3] == ("mapping", target.name) for fault in reader.faults):
        return None
    rule = kinds.rule_of(target, {**_inherited(reader.options, target, reading, words), **reading}, words or ())
    return Entry(
        target=target,
        rule=rule,
        sources=sources,
        join=raw.get("join", ""),
        constant=_fixed(rule, reading.get("constant")),
        default=_fixed(rule, reading.get("default")),
    )


def _inherited(
    options: Options, target: Field, reading: Mapping[str, Any], words: Sequence[str] | None
) -> dict[str, Any]:
    """What the report says for all fields, where it means anything for this one."""
    wide = {name: getattr(options, name) for name in REPORT_WIDE if name != "null_words"}
    found = {name: value for name, value in wide.items() if value and not kinds.option_faults(target, {name: value})}
    # A word that this field takes, or that its own value_map reads, is no blank here whatever it is elsewhere.
    taken = {kinds.fold(one) for one in (*(words or ()), *reading.get("value_map", ()))}
    null_words = tuple(one for one in options.null_words if kinds.fold(one) not in taken)
    return {**found, "null_words": null_words} if null_words else found


def _fixed(rule: kinds.Rule, value: Any) -> Any:  # noqa: ANN401 - any target's value
    """A default or constant as it is stored; `option_faults` has found it readable."""
    if value is None:
        return None
    read = kinds.read(rule, kinds.Digits(str(value)) if rule.field.kind == "key" and type(value) is int else value)
    return None if read is kinds.BLANK else read


def _sources(reader: _Reader, target: Field, raw: Mapping[Any, Any]) -> tuple[str, ...]:
    given = [key for key in ("source", "sources", "constant") if key in raw]
    if len(given) != 1 or raw[given[0]] is None:
        reader.fault(
            "mapping", target.name, kind="mapping_entry_source",
            msg="needs exactly one of source, sources and constant" + (f", not {' and '.join(given)}" if len(given) > 1 else ""),
        )  # fmt: skip
        return ()
    listed = raw["sources"] if "sources" in raw else [raw["source"]] if "source" in raw else []
    named = isinstance(listed, list) and all(isinstance(one, str) and one.strip() for one in listed)
    if not named or ("sources" in raw and not listed) or any(len(one) > MAX_SOURCE_LENGTH for one in listed):
        reader.fault(
            "mapping", target.name, given[0], kind="mapping_entry_source",
            msg=f"must name incoming fields: non-blank text of at most {MAX_SOURCE_LENGTH} characters",
        )  # fmt: skip
        return ()
    if "join" in raw and not ("sources" in raw and isinstance(raw["join"], str)):
        reader.fault("mapping", target.name, "join", msg="is the text between several sources", kind="bad_option")
    return tuple(listed)


_OPTION_SENTENCES = {
    "blank": 'must be "keep" or "clear"',
    "vendor_by_name": "must be true or false",
    "score_scale": "must be a number above 0",
    "null_words": f"must be a list of at most {MOST_WORDS} words",
    "separator": "must be a text of 1 to 10 characters",
    "date_format": "must be a date format such as DD/MM/YYYY",
    "number_format": "must be a number format such as 1.234,56",
}


def _options(raw: object, faults: list[Fault]) -> Options:
    if not isinstance(raw, Mapping):
        faults.append(Fault(("body", "options"), "must be an object", "options_type"))
        return Options()
    good: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in _OPTION_SENTENCES:
            known = ", ".join(_OPTION_SENTENCES)
            faults.append(
                Fault(("body", "options", str(key)), f"is not an option; known are {known}", "unknown_option")
            )
        elif value is None:
            continue
        elif not _option_fits(key, value):
            faults.append(Fault(("body", "options", key), _OPTION_SENTENCES[key], "bad_option"))
        else:
            good[key] = tuple(value) if key == "null_words" else float(value) if key == "score_scale" else value
    return Options(**good)


_DATE = Field("", "", "date")
_NUMBER = Field("", "", "number")
_LIST = Field("", "", "list")


def _option_fits(key: str, value: object) -> bool:
    if key == "blank":
        return value in ("keep", "clear")
    if key == "vendor_by_name":
        return isinstance(value, bool)
    if key == "score_scale":
        return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1e9
    if key == "null_words":
        return isinstance(value, list) and not kinds.option_faults(_LIST, {key: value})
    probe = _DATE if key == "date_format" else _NUMBER if key == "number_format" else _LIST
    return isinstance(value, str) and not kinds.option_faults(probe, {key: value})


_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")
_PATH = re.compile(r"[^.\[\]]+(?:\[\d{1,9}\])*(?:\.[^.\[\]]+(?:\[\d{1,9}\])*)*")


def steps(path: str) -> tuple[str | int, ...]:
    """`contacts[0].email` → ("contacts", 0, "email"); () for a name that is no path (`Price [EUR]`, `No.`)."""
    if not _PATH.fullmatch(path):
        return ()
    return tuple(int(one[1:-1]) if one[0] == "[" else one for one in _STEP.findall(path))


def simple(path: str) -> bool:
    """Whether a source is a plain name at the top of the record."""
    return "." not in path and "[" not in path


def value_at(record: Mapping[str, Any], source: str) -> Any:  # noqa: ANN401 - any JSON value
    """What a record has under a name or else a path; UNSET for nothing."""
    if source in record or simple(source):
        return record.get(source, UNSET)
    path = steps(source)
    value: Any = record if path else UNSET
    for step in path:
        try:
            value = value[step] if isinstance(value, list if isinstance(step, int) else dict) else UNSET  # type: ignore[index]
        except (KeyError, IndexError):
            return UNSET
        if value is UNSET:
            return UNSET
    return value


def targets(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The entries by target name."""
    return {one.target.name: one for one in entries}
