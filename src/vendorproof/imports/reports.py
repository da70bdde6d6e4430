"""Import reports: base object, mapping and endpoint under one slug; every changed mapping is a new version."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, RowMapping, Select, func, insert, select, update

from vendorproof.access.permissions import require_report
from vendorproof.core.errors import Fault, ImportReportDisabled, ImportReportNotFound, InvalidRequest, SlugTaken
from vendorproof.core.ids import new_id
from vendorproof.core.paging import Page, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import import_report, import_report_version
from vendorproof.imports import mapping as mappings
from vendorproof.imports.decode import Compiled
from vendorproof.objects import BASE_OBJECTS, VENDOR, BaseObject, Field
from vendorproof.records import custom, vocabulary

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?")
COMPILED_KEPT = 256


@dataclass(frozen=True, slots=True)
class Report:
    """A report as stored."""

    report_id: str
    slug: str
    report_name: str
    base_object: str
    mapping: Mapping[str, Any]
    options: Mapping[str, Any]
    version: int
    enabled: bool
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What a caller asks for; None leaves a field of an existing report as it is."""

    report_name: str | None = None
    base_object: str | None = None
    mapping: Any = None
    options: Any = None
    slug: str | None = None
    enabled: bool | None = None


def create(tx: Tx, scope: Scope, draft: Draft) -> Report:
    """Add a report; InvalidRequest lists every fault of name, base object, slug, mapping and options."""
    faults = _faults(tx, scope, draft)
    name = (draft.report_name or "").strip()
    if not name:
        faults.insert(0, Fault(("body", "report_name"), "must not be blank", "missing"))
    slug = draft.slug or slugify(name)
    if not slug and name:
        faults.append(Fault(("body", "slug"), "the name has no letter or digit to make a slug of: send one", "missing"))
    if faults:
        raise InvalidRequest(faults)
    _refuse_taken(tx, scope, slug, None)
    report = Report(
        new_id("cbimprt_"), slug, name, draft.base_object or "", draft.mapping, draft.options or {}, 1,
        draft.enabled is not False, tx.now, tx.now,
    )  # fmt: skip
    tx.connection.execute(insert(import_report).values(organisation_id=scope.organisation_id, **_columns(report)))
    _keep_version(tx, scope, report)
    return report


def change(tx: Tx, scope: Scope, report_id: str, draft: Draft) -> Report:
    """Change a report; a changed mapping or changed options make a new version, the URL stays unless a slug is sent."""
    before = get(tx, scope, report_id)
    mapping = before.mapping if draft.mapping is None else draft.mapping
    options = before.options if draft.options is None else draft.options
    wanted = replace(draft, base_object=before.base_object, mapping=mapping, options=options)
    faults = _slug_faults(draft)
    if (draft.mapping, draft.options) != (
        None,
        None,
    ):  # an old mapping need not fit the words of today to be switched off
        faults += _mapping_faults(tx, scope, wanted)
    if draft.base_object not in (None, before.base_object):
        sentence = f"cannot change ({before.base_object}): make another report"
        faults.append(Fault(("body", "base_object"), sentence, "base_object_fixed"))
    if draft.report_name is not None and not draft.report_name.strip():
        faults.append(Fault(("body", "report_name"), "must not be blank", "missing"))
    if faults:
        raise InvalidRequest(faults)
    slug = draft.slug or before.slug
    _refuse_taken(tx, scope, slug, report_id)
    moved = (mapping, options) != (before.mapping, before.options)
    after = replace(
        before,
        slug=slug,
        report_name=(draft.report_name or before.report_name).strip(),
        mapping=mapping,
        options=options,
        enabled=before.enabled if draft.enabled is None else draft.enabled,
        version=before.version + moved,
    )
    if after == before:
        return before
    after = replace(after, updated_at=tx.now)
    where = (import_report.c.organisation_id == scope.organisation_id, import_report.c.id == report_id)
    tx.connection.execute(update(import_report).where(*where).values(**_columns(after)))
    if moved:
        _keep_version(tx, scope, after)
    return after


def archive(tx: Tx, scope: Scope, report_id: str) -> int:
    """Close the endpoint; returns when. A second time is ImportReportNotFound, as for any report that is not there."""
    get(tx, scope, report_id)
    where = (import_report.c.organisation_id == scope.organisation_id, import_report.c.id == report_id)
    tx.connection.execute(update(import_report).where(*where).values(archived_at=tx.now))
    return tx.now


def get(tx: Tx, scope: Scope, report_id: str) -> Report:
    """By id; ImportReportNotFound."""
    return _one(tx, scope, import_report.c.id == report_id)


def by_slug(tx: Tx, scope: Scope, slug: str) -> Report:
    """By slug; ImportReportNotFound."""
    return _one(tx, scope, import_report.c.slug == slug)


def listing(tx: Tx, scope: Scope, request: PageRequest) -> Page[Report]:
    """Newest first."""
    wanted = _alive(scope)
    total = tx.connection.execute(select(func.count()).select_from(wanted.subquery())).scalar_one()
    if request.cursor is not None:
        wanted = wanted.where(import_report.c.id < request.cursor)
    rows = tx.connection.execute(
        wanted.order_by(import_report.c.id.desc()).limit(request.limit + 1).offset(request.offset)
    ).mappings()
    found = [_report(row) for row in rows]
    more = found[request.limit - 1].report_id if len(found) > request.limit else None
    return Page(found[: request.limit], total, request, more)


def open_for_import(tx: Tx, scope: Scope, slug: str) -> tuple[Report, Compiled]:
    """The report behind an endpoint and its mapping made ready.

    ImportReportNotFound, InsufficientScope for a key bound to other reports, ImportReportDisabled.
    """
    report = by_slug(tx, scope, slug)
    require_report(scope, report.report_id)
    if not report.enabled:
        raise ImportReportDisabled(slug=slug)
    return report, compiled(tx, scope, report)


def compiled(tx: Tx, scope: Scope, report: Report) -> Compiled:
    """The report's mapping made ready: the very same object as long as report and vocabulary stay as they are."""
    fields = all_fields(tx, scope, report.base_object)
    words = words_for(tx, scope, fields, report.base_object)
    key = msgspec.json.encode([report.mapping, report.options], order="deterministic")
    return _compile(report.base_object, fields, tuple(sorted(words.items())), key)


def all_fields(tx: Tx, scope: Scope, base_object: str) -> tuple[Field, ...]:
    """The base object's fields and the organisation's own."""
    return (*_base(base_object).fields, *custom.fields(tx, scope, base_object))


def words_for(
    tx: Tx, scope: Scope, fields: tuple[Field, ...], base_object: str
) -> dict[str, tuple[str, ...]]:  # fmt: skip
    """Allowed words by target where the organisation decides them."""
    statuses = [one.name for one in fields if one.kind == "status"]
    return dict.fromkeys(statuses, vocabulary.statuses(tx, scope, base_object)) if statuses else {}


@lru_cache(maxsize=COMPILED_KEPT)
def _compile(
    base_object: str, fields: tuple[Field, ...], words: tuple[tuple[str, tuple[str, ...]], ...], key: bytes
) -> Compiled:
    raw_mapping, raw_options = msgspec.json.decode(key)
    known = {one.name for one in fields}
    kept = {target: entry for target, entry in raw_mapping.items() if target in known}  # a custom field may be gone
    entries, options, faults = mappings.parse(fields, kept, raw_options, words=dict(words), saved=True)
    if faults:  # such as a constant status that was deleted since
        raise InvalidRequest(faults)
    return Compiled(_base(base_object), entries, options)


def _base(name: str) -> BaseObject:
    """One that is no longer known still has external ids: they name the records that are refused."""
    return BASE_OBJECTS.get(name) or BaseObject(name, name, "", (VENDOR.by_name["external_id"],))


def slugify(name: str) -> str:
    """`Vendors (SAP, nightly)` → `vendors-sap-nightly`; blank if nothing is left."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:100].strip("-")


def _faults(tx: Tx, scope: Scope, draft: Draft) -> list[Fault]:
    if draft.base_object is None or draft.base_object not in BASE_OBJECTS:
        sentence = f"must be one of {', '.join(BASE_OBJECTS)}"
        return [*_slug_faults(draft), Fault(("body", "base_object"), sentence, "unknown_base_object")]
    return [*_slug_faults(draft), *_mapping_faults(tx, scope, draft)]


def _slug_faults(draft: Draft) -> list[Fault]:
    if draft.slug is None or SLUG.fullmatch(draft.slug):
        return []
    sentence = "must be 1 to 100 lower-case letters, digits and single dashes between them"
    return [Fault(("body", "slug"), sentence, "bad_slug")]


def _mapping_faults(tx: Tx, scope: Scope, draft: Draft) -> list[Fault]:
    fields = all_fields(tx, scope, draft.base_object or "")
    words = words_for(tx, scope, fields, draft.base_object or "")
    return mappings.parse(fields, draft.mapping, draft.options, words=words)[2]


def _refuse_taken(tx: Tx, scope: Scope, slug: str, own_id: str | None) -> None:
    other = tx.connection.execute(_alive(scope).where(import_report.c.slug == slug)).mappings().first()
    if other is not None and other["id"] != own_id:
        raise SlugTaken(slug=slug)


def _alive(scope: Scope) -> Select[Any]:
    return select(import_report).where(
        import_report.c.organisation_id == scope.organisation_id, import_report.c.archived_at.is_(None)
    )


def _one(tx: Tx, scope: Scope, which: ColumnElement[bool]) -> Report:
    row = tx.connection.execute(_alive(scope).where(which)).mappings().first()
    if row is None:
        raise ImportReportNotFound
    return _report(row)


def _report(row: RowMapping) -> Report:
    return Report(
        row["id"], row["slug"], row["report_name"], row["base_object"], row["mapping"], row["options"], row["version"],
        row["enabled"], row["created_at"], row["updated_at"],
    )  # fmt: skip


def _columns(report: Report) -> dict[str, Any]:
    return {
        "id": report.report_id,
        "slug": report.slug,
        "report_name": report.report_name,
        "base_object": report.base_object,
        "mapping": dict(report.mapping),
        "options": dict(report.options),
        "version": report.version,
        "enabled": report.enabled,
        "created_at": report.created_at,
        "updated_at": report.updated_at,
    }


def _keep_version(tx: Tx, scope: Scope, report: Report) -> None:
    tx.connection.execute(
        insert(import_report_version).values(
            organisation_id=scope.organisation_id,
            report_id=report.report_id,
            version=report.version,
            mapping=dict(report.mapping),
            options=dict(report.options),
            created_at=tx.now,
        )
    )
