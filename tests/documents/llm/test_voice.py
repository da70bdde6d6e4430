import dataclasses
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.documents.llm.questions import FIRST, FOURTH, KEYS, SECOND, text
from tests.fixtures import llm as servers
from tests.fixtures.importing import Importer
from tests.fixtures.llm import Behave, Served, claim, claiming
from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts.agree import Told
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.llm import allowance, ask
from vendorproof.documents.llm.allowance import Allowance
from vendorproof.documents.llm.voice import MOST_TEXTS, Voices, second_voice
from vendorproof.runtime import Runtime

GOVERNED = "This Agreement is governed by the laws of Ireland."


def by_rules(key: str, value: Any, shown: Text, quote: str, page: int = 2) -> Fact:
    held = next(one for one in shown.pages if one.number == page)
    at = held.text.index(quote)
    return Fact(key, value, str(value), 0.9, (held.cite(at, at + len(quote)),))


def switched_on(importer: Importer, served: Served) -> Runtime:
    with importer.rt.db.write() as tx:
        allowance.allow(tx, importer.scope, Allowance(is_on=True, monthly_tokens=10_000_000))
    settings = dataclasses.replace(
        importer.rt.settings, llm_url=served.url, llm_model=servers.MODEL, llm_timeout_seconds=5
    )
    return dataclasses.replace(importer.rt, settings=settings)


def heard(importer: Importer, shown: Text, facts: list[Fact], *behaviours: Behave) -> tuple[Voices, Served]:
    with servers.serving(*behaviours) as served:
        return second_voice(switched_on(importer, served), importer.scope, shown, KEYS, facts), served


def test_both_voices(importer: Importer) -> None:
    shown = text()
    rules = [
        by_rules("governing_law", "Ireland", shown, GOVERNED),
        by_rules("term", {"count": 3, "unit": "year"}, shown, "three (3) years", 1),
    ]
    voices, _ = heard(
        importer,
        shown,
        rules,
        claiming(
            claim("governing_law", "Ireland", (2, GOVERNED)),
            claim("term", {"count": 3, "unit": "month"}, (1, "three (3) years")),
            claim("opinion", "unqualified", (2, "We issue an unqualified opinion.")),
        ),
    )
    assert not voices.notes
    told = {one.fact.key: one for one in voices.told}
    assert [*told] == ["governing_law", "term", "opinion"]
    assert told["governing_law"].fact.confidence > 0.9
    assert told["governing_law"].model == told["opinion"].model
    assert told["governing_law"].model is not None
    assert told["governing_law"].model["name"] == servers.MODEL
    assert told["governing_law"].model["prompt"].startswith("facts-")
    assert told["term"] == Told(rules[1])
    assert told["opinion"].fact.source == "llm"


def test_a_model_that_contradicts_the_rules(importer: Importer) -> None:
    shown = text()
    rules = [by_rules("governing_law", "laws of Ireland", shown, GOVERNED)]
    voices, _ = heard(importer, shown, rules, claiming(claim("governing_law", "Ireland", (2, GOVERNED))))
    assert [(one.fact.value, one.needs_review) for one in voices.told] == [("laws of Ireland", True), ("Ireland", True)]


def test_a_model_that_fails_leaves_the_rules_as_they_are_and_a_note(importer: Importer) -> None:
    shown = text()
    rules = [by_rules("governing_law", "Ireland", shown, GOVERNED)]
    voices, _ = heard(importer, shown, rules, servers.saying("no idea"))
    assert (voices.told, voices.notes) == ([Told(rules[0])], [ask.UNREADABLE])


def archive(*members: str) -> Text:
    """Behind their pages its own list, which nobody is asked about."""
    pages = [(member, page) for member in members for page in (FIRST, SECOND, FOURTH)] + [("", f"{FIRST} {members}")]
    return Text.of(
        [Unit(number, f"{member}, page", page, member) for number, (member, page) in enumerate(pages, 1)], "member"
    )


def test_files_of_an_archive_are_asked_about_one_by_one(importer: Importer) -> None:
    shown = archive("a.pdf", "b.pdf")
    rules = [by_rules("governing_law", "Ireland", shown, GOVERNED, page) for page in (5, 2)]
    answers = [claiming(claim("governing_law", "Ireland", (page, GOVERNED))) for page in (2, 5)]
    voices, served = heard(importer, shown, rules, *answers)
    assert len(served.asked) == 2
    assert [(one.fact.citations[0].page, one.needs_review, one.model is None) for one in voices.told] == [
        (2, False, False),
        (5, False, False),
    ]
    crossed, _ = heard(importer, shown, rules, *reversed(answers))
    assert [one.model for one in crossed.told] == [None, None], "a page of another file was not shown"


def test_of_an_archive_only_so_many_files_are_asked_about(importer: Importer) -> None:
    names = [f"{number}.pdf" for number in range(MOST_TEXTS + 2)]
    shown = archive(*names)
    rules = [by_rules("governing_law", "Ireland", shown, GOVERNED, 3 * number + 2) for number in range(len(names))]
    voices, served = heard(importer, shown, rules, claiming())
    assert len(served.asked) == MOST_TEXTS
    assert voices.told == [Told(one) for one in rules]
    assert len(voices.notes) == 1
    assert str(MOST_TEXTS) in voices.notes[0]


def test_once_it_failed_it_is_not_asked_about_the_other_files(importer: Importer) -> None:
    voices, served = heard(importer, archive("a.pdf", "b.pdf", "c.pdf"), [], servers.saying("no idea"))
    assert (len(served.asked), voices.told, voices.notes) == (1, [], [ask.UNREADABLE])


def test_a_family_without_keys_is_not_asked_about(importer: Importer) -> None:
    with servers.serving(claiming()) as served:
        rt = switched_on(importer, served)
        assert second_voice(rt, importer.scope, text(), {}, []) == Voices([])
        assert served.asked == []


SOCKETS = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.bind",
    "socket.__new__",
    "socket.sendto",
    "socket.gethostbyname",
)
PROGRAM = f"""
import sys
from pathlib import Path

opened = []
sys.addaudithook(lambda event, _: opened.append(event) if event in {SOCKETS!r} else None)

from tests.documents.llm.questions import KEYS, text
from vendorproof import runtime
from vendorproof.access import organisations
from vendorproof.config import load
from vendorproof.core.scope import Scope
from vendorproof.db.migrate import migrate
from vendorproof.documents.llm import allowance
from vendorproof.documents.llm.voice import second_voice

settings = load({{"VENDORPROOF_DATA_DIR": sys.argv[1], "VENDORPROOF_LLM_URL": sys.argv[2], "VENDORPROOF_LLM_MODEL": "m"}})
rt = runtime.build(settings)
migrate(rt.db)
with rt.db.write() as tx:
    scope = Scope(organisations.create(tx, "One"))
    if sys.argv[3] != "unset":
        allowance.allow(tx, scope, allowance.Allowance(is_on=sys.argv[3] == "on", monthly_tokens=10**9))
opened.clear()
assert second_voice(rt, scope, text(), KEYS, []).told == []
print(len(opened))
"""


@pytest.mark.parametrize(
    ("url", "switch", "asked"),
    [("", "on", 0), ("set", "off", 0), ("set", "unset", 0), ("", "unset", 0), ("set", "on", 1)],
)
def test_off_means_that_no_socket_is_opened(tmp_path: Path, url: str, switch: str, asked: int) -> None:
    """In a process of its own that watches every socket; where all is on, it sees some."""
    with servers.serving(claiming()) as served:
        words = [sys.executable, "-c", PROGRAM, str(tmp_path), url and served.url, switch]
        done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3])
        assert done.returncode == 0, done.stderr
        assert (int(done.stdout.split()[-1]) > 0) == bool(asked)
        assert len(served.asked) == asked
