"""Reading one document: what it is, what it says, how long that is good, and what should be known before relying on it.

understand (sandbox) → the organisation's labels → the type that counts → facts (sandbox) → flags
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from sqlalchemy import Row, and_, select

from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import document, document_label
from vendorproof.db.engine import Tx
from vendorproof.db.tables import service, vendor
from vendorproof.documents import analysis, links, texts
from vendorproof.documents.classify import labels
from vendorproof.documents.classify.verdict import FAMILIES, Verdict
from vendorproof.documents.extract.units import Extraction
from vendorproof.documents.facts.agree import Told
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.registry import FAMILIES as FAMILIES_OF_FACTS
from vendorproof.documents.guard import subject, wording
from vendorproof.documents.guard.flag import Flag
from vendorproof.documents.guard.subject import Filed
from vendorproof.documents.llm.voice import second_voice
from vendorproof.documents.types import BY_SLUG
from vendorproof.runtime import Runtime

MOST_LABELS = 500
MOST_SERVICES = 500
SURE = 0.9
"""How sure one must be to speak against what a person declared."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a document says. `notes` are sentences on what was not looked for."""

    facts: Sequence[Told]
    flags: Sequence[Flag]
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """`document_type` is the one that counts: declared, else found, else None. `about` is the extraction without its texts."""

    verdict: Verdict
    document_type: str | None
    about: Mapping[str, Any]
    content: Content
    signature: Sequence[str]

    @property
    def classification(self) -> dict[str, Any]:
        """As on the wire."""
        found = self.verdict
        return {
            "document_type": found.document_type,
            "confidence": found.confidence,
            "method": found.method,
            "reasons": list(found.reasons),
        }


def read(rt: Runtime, scope: Scope, held: Row[Any], file: IO[bytes]) -> tuple[Extraction, Reading]:
    """Raises subclasses of Stopped, for the analyst; SandboxUnavailable, to be tried again."""
    filename = f"{held.name}.{held.extension}"
    understood = analysis.understand(file, held.extension, filename, rt.settings.ocr_pages)
    with rt.db.read() as tx:
        told = _labels(tx, scope, held.id)
    verdict = labels.heard(understood.verdict, understood.words, told)
    declared = held.document_type if held.is_type_declared else None
    chosen = declared or verdict.document_type
    content = judged(rt, scope, held, understood.extraction, verdict, chosen)
    return understood.extraction, Reading(
        verdict, chosen, texts.about(understood.extraction), content, understood.signature
    )


def judged(
    rt: Runtime, scope: Scope, held: Row[Any], units: Extraction, verdict: Verdict, chosen: str | None
) -> Content:
    """What a text says, read as of the type that counts; a language model is asked too, if one may be."""
    family = analysis.family(chosen, verdict.document_family)
    found = analysis.find(units, family, chosen)
    keys = FAMILIES_OF_FACTS[family].keys if family in FAMILIES_OF_FACTS else {}
    voices = second_voice(rt, scope, Text.of(units.units, units.kind, chosen), keys, found.facts)
    facts = [one.fact for one in voices.told]
    with rt.db.read() as tx:
        filed = _filed(tx, scope, held)
    flags = (
        *(_mismatch(held.document_type, verdict, facts) if held.is_type_declared else ()),
        *subject.seen(filed, facts, (unit.text for unit in units.units)),
        *wording.seen(units),
    )
    notes = [*([found.note] if found.note else []), *voices.notes]
    return Content(voices.told, flags, notes)


def group(document_type: str | None, verdict: Verdict) -> str | None:
    """The family of the type that counts; that of the verdict, where the family is all that is sure."""
    return FAMILIES[document_type] if document_type else verdict.document_family


def _labels(tx: Tx, scope: Scope, document_id: str) -> list[labels.Label]:
    """The newest ones, of other documents: a document is no proof of itself."""
    rows = tx.connection.execute(
        select(document_label.c.document_type, document.c.name, document_label.c.words)
        .join(
            document,
            and_(
                document.c.organisation_id == document_label.c.organisation_id,
                document.c.id == document_label.c.document_id,
            ),
        )
        .where(document_label.c.organisation_id == scope.organisation_id, document_label.c.document_id != document_id)
        .order_by(document_label.c.labelled_at.desc(), document_label.c.document_id)
        .limit(MOST_LABELS)
    )
    return [labels.Label(one.document_type, one.name, one.words) for one in rows if one.document_type in BY_SLUG]


def _filed(tx: Tx, scope: Scope, held: Row[Any]) -> Filed:
    mine = tx.connection.execute(
        select(vendor.c.name, vendor.c.website).where(
            vendor.c.organisation_id == scope.organisation_id, vendor.c.id == held.vendor_id
        )
    ).one()
    linked = set(links.of(tx, scope, "service_ids", [held.id]).get(held.id, ()))
    services = tx.connection.execute(
        select(service.c.id, service.c.name)
        .where(service.c.organisation_id == scope.organisation_id, service.c.vendor_id == held.vendor_id)
        .order_by(service.c.id)
        .limit(MOST_SERVICES)
    ).all()
    names = [one.name for one in services if one.id in linked]
    others = [one.name for one in services if one.id not in linked]
    return Filed(mine.name, mine.website or "", names, others)


def _mismatch(declared: str, verdict: Verdict, facts: Sequence[Fact]) -> Iterator[Flag]:
    """What a document surely is, against what it was filed as."""
    found = verdict.document_type
    if "type2" in declared and (found == declared.replace("type2", "type1") or _says_type_one(facts)):
        yield Flag(
            "type_1_filed_as_type_2",
            f"It was filed as {BY_SLUG[declared].label}, but it reports as of a date: it is a Type I report.",
            sorted(
                {cited.page for one in facts if one.key in ("report_type", "as_of_date") for cited in one.citations}
            ),
        )
    elif found is not None and found != declared and (verdict.confidence or 0.0) >= SURE:
        said = f" {verdict.reasons[0]}" if verdict.reasons else ""
        yield Flag(
            "type_mismatch",
            f"It was filed as {BY_SLUG[declared].label}, but it looks like {BY_SLUG[found].label} "
            f"({verdict.confidence:.0%} sure).{said}",
        )


def _says_type_one(facts: Sequence[Fact]) -> bool:
    keys = {fact.key for fact in facts}
    return "as_of_date" in keys and not {"period_start", "period_end"} & keys
