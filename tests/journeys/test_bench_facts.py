"""`python -m bench.facts`: when a fact agrees with what was read, that the gold is whole, and that the figures are printed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench import facts
from bench.agreement import Truth, score
from vendorproof.documents import types

ROOT = Path(__file__).parents[2]
FINDING = {"title": "Weak passwords of administrators", "severity": "high"}


@pytest.mark.parametrize(
    ("truth", "found", "agrees"),
    [
        (Truth("parties", "Alder, L.L.C."), {"name": "ALDER LLC", "role": "Supplier"}, True),
        (Truth("parties", "Alder Hosting Ltd."), {"name": "Alder", "role": None}, True),
        (Truth("parties", "Alder Hosting Ltd."), {"name": "Birch Ltd.", "role": None}, False),
        (Truth("parties", "Alder"), {"name": "Birch, which took over the contracts of Alder", "role": None}, False),
        (Truth("governing_law", "State of Texas"), "Texas", True),
        (Truth("governing_law", "State of Texas"), "State of New York", False),
        (Truth("term", {"count": 1, "unit": "year"}), {"count": 12, "unit": "month"}, True),
        (Truth("term", {"count": 1, "unit": "year"}), {"count": 1, "unit": "month"}, False),
        (Truth("liability_cap", {"amount": 250, "currency": "USD"}), "is limited to USD 250 a claim", True),
        (Truth("liability_cap", {"amount": 250, "currency": "USD"}), {"amount": 500, "currency": "USD"}, False),
        (Truth("liability_cap", "fees paid", ("the price",)), "THE PRICE OF THE PRODUCT", True),
        (Truth("effective_date", "2024-01-02", ("2024-01-03",)), "2024-01-03", True),
        (Truth("created", "2024-01-02"), "2024-01-02T10:00:00Z", True),
        (Truth("subprocessor_clause", "prior_consent"), {"authorisation": "specific", "notice": None}, True),
        (Truth("subprocessor_clause", "prior_consent"), {"authorisation": "general", "notice": None}, False),
        (Truth("retest", value=True), "performed", True),
        (Truth("retest", value=True), "recommended", False),
        (Truth("findings", FINDING), {"title": "Weak password of administrators", "severity": "high"}, True),
        (Truth("findings", FINDING), {"title": "Weak passwords of administrators", "severity": "low"}, False),
        (Truth("findings", FINDING), {"title": "Weak passwords of administrators", "severity": None}, False),
        (Truth("findings", FINDING, not_in_text="severity"), {"title": FINDING["title"], "severity": None}, True),
        (Truth("findings", FINDING, ("Easy to guess",)), {"title": "Easy to guess", "severity": "high"}, True),
        (Truth("findings", FINDING), {"title": "Open ports on the database server", "severity": "high"}, False),
        (Truth("findings_by_severity", {"medium": 2}), {"critical": 0, "moderate": 2}, True),
        (Truth("findings_by_severity", {"high": 1, "medium": 2}), {"medium": 2}, False),
        (Truth("findings_by_severity", {"high": 1, "medium": 2}, not_in_text=True), {"medium": 2}, True),
        (Truth("components", 3), 3, True),
        (Truth("title", "Access"), "Access control", False),
        (Truth("services", ["a", "b"]), ["B", "A"], True),
        (Truth("services", ["a", "b"]), ["a"], False),
        (Truth("answers", {"id": "A.1", "answer": "yes"}), {"id": "A.1", "answer": "no"}, False),
    ],
)
def test_a_fact_agrees_with_what_was_read(truth: Truth, found: Any, agrees: bool) -> None:
    assert truth.agrees(found) is agrees


def test_scores_count_what_is_missed_wrong_and_not_asked_for() -> None:
    truths = [
        Truth("parties", "Alder"),
        Truth("parties", "Birch"),
        Truth("parties", "Customer", optional=True),
        Truth("target", "Cedar", not_in_text=True),
    ]
    told = [("parties", "Alder"), ("parties", "Customer"), ("parties", "Elm"), ("term", "x"), ("method", "y")]
    scores, wrong = score(truths, ["term"], told)
    parties, target, term = scores["parties"], scores["target"], scores["term"]
    assert (parties.demanded, parties.met, parties.told, parties.right) == (2, 1, 3, 2)
    assert (target.demanded, target.unseen) == (0, 1)
    assert (term.demanded, term.told, term.right) == (0, 1, 0)
    assert wrong == [("parties", "Elm"), ("term", "x")]
    assert "method" not in scores


def test_the_gold_is_whole() -> None:
    documents = facts.gold(facts.GOLD)
    assert len({one.file for one in documents}) == len(documents)
    for one in documents:
        known = types.BY_SLUG[one.label].facts
        keys = {fact.key for fact in one.facts}
        assert not keys & set(one.absent), one.file
        assert not known or keys | set(one.absent) <= set(known), one.file
        assert all(fact.agrees(fact.value) for fact in one.facts), one.file
    lines = (facts.GOLD.parent / "disagreements.tsv").read_text(encoding="utf-8").splitlines()
    files = {one.file for one in documents}
    assert all(len(line.split("\t")) == 6 and line.split("\t")[0] in files for line in lines[1:])


def test_figures_are_printed(tmp_path: Path) -> None:
    name = "access_control_policy/access.md"
    text = tmp_path / name
    text.parent.mkdir()
    text.write_text("# Access to our buildings\n\nNobody goes in alone.\n", encoding="utf-8")
    fact = {"key": "title", "value": "Access to our buildings", "page": 1}
    told = [
        {"file": name, "facts": [fact], "absent": ["owner"], "unsure": []},
        {"file": "sbom/gone.json", "facts": [fact], "absent": [], "unsure": []},
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
    command = [sys.executable, "-m", "bench.facts", str(tmp_path), "--gold", str(gold), "--no-made", "--wrong"]
    for _ in ("read", "from the cache"):
        done = subprocess.run(
            [*command, "--cache", str(tmp_path / "kept")], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        assert lines[0] == "2 documents of the corpus"
        assert any(line.startswith("policy title") and "of 1)" in line for line in lines)
        assert "sbom/gone.json: not at hand, or not readable" in lines
