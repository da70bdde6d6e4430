"""Has a language model read one text, within the organisation's allowance, and keeps what the document proves."""

import secrets
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
import structlog

from vendorproof.core.scope import Scope
from vendorproof.documents.facts.fact import Fact, Page, Text
from vendorproof.documents.facts.family import Key
from vendorproof.documents.llm import allowance, answers, pages, prompt
from vendorproof.documents.llm.port import MOST_OUTPUT_TOKENS, Llm, Question, Said, Unreadable
from vendorproof.documents.llm.wire import Heard, NoAnswer, post
from vendorproof.runtime import Runtime

SILENT = "The language model did not answer: facts are by rules alone."
REFUSED = "The language model refused what it was asked: facts are by rules alone."
UNREADABLE = "The language model gave an answer that makes no sense: facts are by rules alone."
USED_UP = "This month's allowance for the language model is used up: facts are by rules alone."

AGAIN = frozenset({408, 429, 500, 502, 503, 504, 529})
BYTES_OF_A_TOKEN = 3  # four in English; fewer where a request is counted before it is made

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """`facts` are proven. `dropped` counts what was not, by its reason. `note` is a sentence for the analyst where the model was
    of no use. `tokens` are what was counted for the organisation.
    """

    facts: Sequence[Fact]
    model: str
    prompt_id: str
    dropped: Counter[str] = field(default_factory=Counter)
    tokens: int = 0
    note: str | None = None


class _GivenUp(Exception):
    def __init__(self, note: str, why: str) -> None:
        super().__init__(why)
        self.note = note


@dataclass(slots=True)
class _Talk:
    """One question with all its tries."""

    llm: Llm
    bodies: Sequence[bytes]
    until: float
    tokens: int = 0


def read(rt: Runtime, scope: Scope, llm: Llm, text: Text, keys: Mapping[str, Key]) -> Reading:
    """Takes as long as `llm.patience` allows. Raises for no model's sake: a model that is of no use is a note."""
    reading = Reading((), llm.name, prompt.prompt_id(keys, text.document_type))
    passages = pages.chosen(text, {name: keys[name] for name in prompt.asked(keys)})
    if not passages:
        return reading
    question = prompt.question(keys, text.document_type, passages, f"<<<{secrets.token_hex(8)}>>>")
    talk = _Talk(llm, _bodies(llm, question), time.monotonic() + llm.patience.seconds)
    try:
        said = _said(rt, scope, talk)
        facts, dropped = answers.proven(said.content, _pages(passages), keys)
    except _GivenUp as given_up:
        log.warning("llm_given_up", model=llm.name, reason=str(given_up), tokens=talk.tokens)
        return Reading((), llm.name, reading.prompt_id, tokens=talk.tokens, note=given_up.note)
    except Unreadable as error:
        log.warning("llm_unreadable", model=llm.name, reason=str(error)[:200], tokens=talk.tokens)
        return Reading((), llm.name, reading.prompt_id, tokens=talk.tokens, note=UNREADABLE)
    with rt.db.write() as tx:
        allowance.count(tx, scope, kept=len(facts), dropped=dropped.total())
    log.info("llm_read", model=llm.name, kept=len(facts), dropped=dict(dropped), tokens=talk.tokens)
    return Reading(facts, llm.name, reading.prompt_id, dropped, talk.tokens)


def _bodies(llm: Llm, question: Question) -> list[bytes]:
    return [msgspec.json.encode(one) for one in llm.api.bodies(llm.name, question)]


def _pages(passages: Sequence[pages.Passage]) -> list[Page]:
    return [*{one.page.number: one.page for one in passages}.values()]


def _said(rt: Runtime, scope: Scope, talk: _Talk) -> Said:
    """Tries until there is an answer; _GivenUp, Unreadable."""
    patience, form, tried = talk.llm.patience, 0, 0
    while True:
        heard, why = None, ""
        try:
            heard = _request(rt, scope, talk, talk.bodies[form])
        except NoAnswer as silent:
            why = str(silent)
            if not silent.again:
                raise _GivenUp(SILENT, why) from silent
        if isinstance(heard, Said):
            return heard
        if heard is not None and heard.status == 400 and form + 1 < len(talk.bodies):
            form += 1
            continue
        if heard is not None and heard.status not in AGAIN:
            raise _GivenUp(REFUSED, f"status {heard.status}")
        tried += 1
        wished = _wished(heard)
        pause = min(patience.pause * 2 ** (tried - 1) if wished is None else wished, patience.longest_pause)
        if tried >= patience.tries or time.monotonic() + pause >= talk.until:
            raise _GivenUp(SILENT, why or f"status {heard.status if heard else None}")
        time.sleep(pause)


def _request(rt: Runtime, scope: Scope, talk: _Talk, body: bytes) -> Said | Heard:
    """One request, counted before and after, with no transaction open in between; NoAnswer, Unreadable."""
    reserved = len(body) // BYTES_OF_A_TOKEN + MOST_OUTPUT_TOKENS
    with rt.db.write() as tx:
        month = allowance.reserve(tx, scope, reserved)
    if month is None:
        raise _GivenUp(USED_UP, "the allowance is used up")
    llm, used = talk.llm, reserved
    try:
        left = max(0.001, talk.until - time.monotonic())
        heard = post(llm.api.address(llm.url), llm.api.headers(llm.key), body, left)
        said = llm.api.said(heard.body) if heard.status == 200 else None
        used = _used(said, reserved)
    except NoAnswer as silent:
        used = reserved if silent.sent else 0
        raise
    else:
        return said or heard
    finally:
        talk.tokens += used
        with rt.db.write() as tx:
            allowance.settle(tx, scope, month, reserved=reserved, used=used)


def _used(said: Said | None, reserved: int) -> int:
    """Nobody is charged for an error; a server that does not count is counted for."""
    if said is None:
        return 0
    return reserved if said.tokens is None else said.tokens


def _wished(heard: Heard | None) -> float | None:
    """What the server asks for, in seconds; dates are not heeded."""
    text = heard.headers.get("retry-after", "").strip() if heard else ""
    return float(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
