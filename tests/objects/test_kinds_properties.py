"""What holds for every value, whatever it is."""

import unicodedata
from datetime import date

import jsonschema_rs
import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from vendorproof.objects import ASSESSMENT, BASE_OBJECTS, VENDOR, Field
from vendorproof.objects.kinds import BLANK, BLANKS, Digits, Rule, Unreadable, json_schema, read, reader

ONE_OF_EACH_KIND = {field.kind: field for one in BASE_OBJECTS.values() for field in reversed(one.fields)}
ONE_OF_EACH_KIND["text"] = VENDOR.by_name["name"]
WORDS = ("EMEA", "North America", "tier 1")
CUSTOM = (
    Field("custom.region", "Region", "select", words=WORDS),
    Field("custom.regions", "Regions", "multiselect", words=WORDS),
)
EVERY_KIND = [
    pytest.param(field, id=field.name) for field in (*ONE_OF_EACH_KIND.values(), VENDOR.by_name["description"], *CUSTOM)
]

any_text = st.text(st.characters(exclude_categories=()), max_size=40)
plausible = st.from_regex(
    r"\s?([-+]?[0-9]{1,12}([.,/' -][0-9]{1,4}){0,3} ?%?|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{5,8}Z?)?"
    r"|[a-z0-9.@:/_-]{1,20}|P?[0-9]{1,3} ?[MYymonths]{1,6}|[A-Z]{2}[0-9A-Z]{5,18}|tier[ _-]?[0-9]"
    r"|[a-z]{1,9};[a-z|]{1,9})\s?",
    fullmatch=True,
)
numbers = st.one_of(
    st.integers(),
    st.integers(-(10**12), 10**12),
    st.integers(0, 200),
    st.just(10**4000),
    st.floats(),
    st.integers(0, 10**6).map(lambda one: one / 100),
    st.from_regex(r"-?[1-9][0-9]{0,19}(\.[0-9]{1,3})?", fullmatch=True).map(Digits),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, any_text, plausible)
answers = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("question_id", "question", "answer", "comment", "x"), scalars),
)
values = st.one_of(
    scalars,
    st.lists(st.one_of(scalars, answers), max_size=5),
    st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
        max_leaves=8,
    ),
)


def outcome(rule: Rule, value: object) -> object:
    try:
        return read(rule, value)
    except Unreadable as error:
        refused = error
    assert refused.reason.endswith(".")
    assert refused.reason.isprintable()
    return refused


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    return [text for one in value for text in texts(one)] if isinstance(value, list) else []


@pytest.mark.parametrize("field", EVERY_KIND)
@settings(max_examples=150, deadline=None)
@given(value=values)
def test_any_value_is_read_or_refused_and_reading_again_changes_nothing(field: Field, value: object) -> None:
    found = outcome(Rule(field), value)

    if found is BLANK or isinstance(found, Unreadable):
        return
    assert read(Rule(field), found) == found
    for text in texts(found):
        assert not any(unicodedata.category(one) in {"Cc", "Cs"} for one in text if one not in "\n\t")
        assert text == text.strip(BLANKS)
    if field.kind in {"text", "person", "list"}:
        assert all(unicodedata.is_normalized("NFC", text) for text in texts(found))
    if field.kind == "date":
        assert 1900 <= date.fromisoformat(str(found)).year <= 2200
    if field.kind in {"number", "integer", "duration"}:
        assert isinstance(found, (int, float))
        assert abs(found) <= 1e15


@pytest.mark.parametrize("field", EVERY_KIND)
@settings(max_examples=80, deadline=None)
@given(value=values)
def test_what_is_read_is_valid_by_the_published_schema(field: Field, value: object) -> None:
    assume(not isinstance(value, str) or value == unicodedata.normalize("NFC", value.strip(BLANKS)))
    assume(not _holds_digits(value))
    found = outcome(Rule(field), value)
    if isinstance(found, Unreadable) or not _encodable(value):
        return

    assert jsonschema_rs.is_valid(json_schema(Rule(field)), value)


def _holds_digits(value: object) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, Digits) or any(map(_holds_digits, inner))


def _encodable(value: object) -> bool:
    return all(text.isprintable() or not any("\ud800" <= one <= "\udfff" for one in text) for text in texts(value))


@settings(max_examples=300, deadline=None)
@given(
    words=st.dictionaries(any_text, st.one_of(scalars, st.lists(scalars, max_size=2)), max_size=4),
    null_words=st.frozensets(any_text, max_size=3),
    field=st.sampled_from([*ONE_OF_EACH_KIND.values(), *CUSTOM]),
    value=values,
)
def test_no_word_of_a_report_makes_reading_fail_itself(
    words: dict[str, object],
    null_words: frozenset[str],
    field: Field,
    value: object,
) -> None:
    rule = Rule(field, value_map=words, null_words=null_words)

    outcome(rule, value)
    for word in (*words, *null_words):
        outcome(rule, word)


@settings(max_examples=300, deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    st.sampled_from(["DD/MM/YYYY", "D. MMMM YYYY", "YYYYMMDD", "MM-DD-YYYY"]),
)
def test_a_date_written_in_a_format_is_read_back(day: date, written: str) -> None:
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()  # noqa: SIM905
    text = (
        written.replace("MMMM", "#")
        .replace("YYYY", f"{day.year:04}")
        .replace("DD", f"{day.day:02}")
        .replace("D", str(day.day))
        .replace("MM", f"{day.month:02}")
        .replace("#", months[day.month - 1])
    )

    assert read(Rule(VENDOR.by_name["audit_start_date"], date_format=written), text) == day.isoformat()


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**10), st.sampled_from(["1,234.56", "1.234,56", "1 234,56", "1'234.56", "1234,56"]))
def test_a_number_written_in_a_format_is_read_back(cents: int, written: str) -> None:
    thousands, decimal = written[1:-6], written[-3]
    text = f"{cents // 100:,}".replace(",", thousands) + f"{decimal}{cents % 100:02}"
    found = read(Rule(ASSESSMENT.by_name["score"], number_format=written), text)

    assert found == float(f"{cents // 100}.{cents % 100:02}")


@settings(max_examples=400, deadline=None)
@given(st.from_regex(r"[A-Za-z0-9._+-]{1,9}@[A-Za-z0-9.-]{1,12}\.[a-z]{2,4}", fullmatch=True))
@example("a@b--c.com")
@example("a@xn--b.com")
@example("a.@b.com")
def test_the_short_way_for_email_takes_nothing_that_the_rules_refuse(address: str) -> None:
    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        assume("special-use" not in str(error))
        with pytest.raises(Unreadable):
            read(Rule(VENDOR.by_name["primary_contact_email"]), address)
    else:
        assert read(Rule(VENDOR.by_name["primary_contact_email"]), address) == address


def test_a_reader_can_be_used_many_times() -> None:
    read_one = reader(Rule(VENDOR.by_name["tier"]))

    for at in range(3000):
        assert read_one("tier" + " " * at + "1") == "tier_1"
