"""Refusals of the Import API."""

from vendorproof.core.errors.problem import Problem


class ImportReportNotFound(Problem):
    """No such import report in this organisation, or it was archived."""

    status = 404
    code = "import_report_not_found"
    message = "Import report not found."


class ImportRunNotFound(Problem):
    """No such import run in this organisation."""

    status = 404
    code = "import_run_not_found"
    message = "Import run not found."


class ImportPlanNotFound(Problem):
    """No such plan for this report: unknown, expired or already applied."""

    status = 404
    code = "import_plan_not_found"
    message = "Import plan not found: it is unknown, older than 24 hours, or already applied."


class ImportReportDisabled(Problem):
    """The report is switched off."""

    status = 409
    code = "import_report_disabled"
    message = "Import report {slug} is disabled; enable it before posting to it."


class SlugTaken(Problem):
    """Another import report of this organisation has the slug."""

    status = 409
    code = "slug_taken"
    message = "The slug {slug} is already used by another import report."


class PlanStale(Problem):
    """What the plan promised would no longer happen."""

    status = 409
    code = "plan_stale"
    message = "The plan can no longer be applied as it was made: {reason}. Make a new plan."


class NothingToReplay(Problem):
    """The run has no refused record left."""

    status = 409
    code = "nothing_to_replay"
    message = "Import run {run_id} has no refused records to replay."


class NothingToUndo(Problem):
    """The run changed nothing, or was undone already."""

    status = 409
    code = "nothing_to_undo"
    message = "Import run {run_id} cannot be undone: {reason}."


class BatchTooLarge(Problem):
    """More records or bytes than one batch may hold."""

    status = 413
    code = "batch_too_large"
    message = "A batch may hold at most {limit}; send this one in several parts."


class AllRecordsFailed(Problem):
    """Every record of a batch was refused; stands beside the import summary."""

    status = 400
    code = "all_records_failed"
    message = "All {count} records were refused; see errors."


class AtomicBatchRefused(Problem):
    """A batch sent with atomic=true held refused records; stands beside the import summary."""

    status = 400
    code = "atomic_batch_refused"
    message = "{refused} of {count} records were refused, so none was written (atomic=true); see errors."
