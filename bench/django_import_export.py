"""Records a second against django-import-export on SQLite, both in process, both with the same durability.

Its fastest options that still upsert by external id and tell what happened: bulk writes of 1,000, instances loaded in
one query, one transaction; for a first load neither diffs nor a skip check, for what is mostly stored already the skip
check, without which it takes ten times as long. Its data set is made outside the measure, and its lists are text; ours
begins with the bytes and ends with a kept run.
"""

from functools import cache, partial
from pathlib import Path
from typing import Any

import django
import tablib
from django.conf import settings
from django.db import connection, models
from import_export import fields, instance_loaders, resources, widgets

from bench import records
from bench.databases import SLUG, Bed, beds
from bench.measure import Lines, Pairs, at_least, clocked, speed_line
from bench.sizes import Sizes
from vendorproof.core.scope import Scope
from vendorproof.imports import run


def lines(sizes: Sizes) -> Lines:
    """Each pair: a first load, then the same with every tenth record changed."""
    with beds() as found:
        bed = found[0]
        vendor, loading, repeating = _django(bed.folder)
        steps = {"first load": loading, "10 % changed": repeating}
        sent = records.clean(sizes.batch)
        taken: dict[str, tuple[list[float], list[float]]] = {step: ([], []) for step in steps}
        for number in range(sizes.pairs):
            scope = bed.organisation()
            vendor.objects.all().delete()
            for step, wanted in zip(steps, (sent, records.touched(sent, 10, f"v{number}")), strict=True):
                body, rows = records.body(wanted), _dataset(wanted)
                both = (partial(_ours, bed, scope, body), partial(_theirs, steps[step], rows))
                for side in (number % 2, 1 - number % 2):
                    taken[step][side].append(clocked(both[side]))
            assert vendor.objects.count() == sizes.batch
        for step, (ours, theirs) in taken.items():
            yield speed_line(f"django-import-export, SQLite, {step}", sizes.batch, Pairs(ours, theirs), at_least(6))


def _ours(bed: Bed, scope: Scope, body: bytes) -> None:
    assert run.submit(bed.rt, scope, SLUG, body).problem is None


def _theirs(resource: Any, rows: tablib.Dataset) -> None:  # noqa: ANN401 - a class made below
    result = resource().import_data(rows, dry_run=False, use_transactions=True)
    assert not result.has_errors()
    assert not result.has_validation_errors()


def _dataset(wanted: list[records.Record]) -> tablib.Dataset:
    rows = [
        [";".join(value) if isinstance(value := one[name], list) else value for name in records.MAPPING.values()]
        for one in wanted
    ]
    return tablib.Dataset(*rows, headers=[*records.MAPPING.values()])


@cache
def _django(folder: Path) -> tuple[Any, Any, Any]:
    """The model, a resource for what is new and one for what is mostly there; Django can be set up once in a process."""
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / "django.db"),
        "OPTIONS": {"init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000"},
    }
    settings.configure(DATABASES={"default": database}, INSTALLED_APPS=["bench"], USE_TZ=True)
    django.setup()
    kinds: dict[str, models.Field[Any, Any]] = {
        "external_id": models.CharField(max_length=255, unique=True),
        "raw_irq_score": models.FloatField(null=True),
        "is_enterprise": models.BooleanField(null=True),
        "next_assessment_date": models.DateField(null=True),
        "contract_length_months": models.IntegerField(null=True),
    }
    columns = {name: kinds.get(name) or models.TextField(null=True) for name in records.MAPPING}
    options = type("Meta", (), {"app_label": "bench"})
    vendor = type("Vendor", (models.Model,), {**columns, "Meta": options, "__module__": __name__})
    with connection.schema_editor() as editor:
        editor.create_model(vendor)
    special = {
        "raw_irq_score": widgets.FloatWidget(),
        "is_enterprise": widgets.BooleanWidget(),
        "next_assessment_date": widgets.DateWidget("%Y-%m-%d"),
        "contract_length_months": widgets.IntegerWidget(),
    }
    declared = {
        target: fields.Field(attribute=target, column_name=source, widget=special.get(target))
        for target, source in records.MAPPING.items()
    }
    loading, repeating = (
        type("VendorResource", (resources.ModelResource,), {**declared, "Meta": _options(vendor, repeat=repeat)})
        for repeat in (False, True)
    )
    return vendor, loading, repeating


def _options(vendor: type, *, repeat: bool) -> type:
    chosen = {
        "model": vendor,
        "import_id_fields": ("external_id",),
        "fields": tuple(records.MAPPING),
        "instance_loader_class": instance_loaders.CachedInstanceLoader,
        "use_bulk": True,
        "batch_size": 1000,
        "skip_unchanged": repeat,
        "skip_diff": not repeat,  # without it nothing is ever skipped
        "skip_html_diff": True,
        "report_skipped": False,
    }
    return type("Meta", (), chosen)
