"""The corpus in figures: `python -m tests.journeys.corpus_report [sqlite|postgresql] …`, both passes, one line a file."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.fixtures import keeper, postgres
from tests.fixtures.servers import Server
from tests.journeys import corpus
from tests.journeys.corpus import Outcome

KINDS = ("sqlite", "postgresql")


def main(kinds: Sequence[str] = KINDS) -> int:
    sheets = corpus.sheets()
    if not sheets:
        print(corpus.ABSENT)  # noqa: T201 - speaks to whoever ran it
        return 1
    for kind in kinds or KINDS:
        with tempfile.TemporaryDirectory(prefix="vp-") as folder, _server(kind, Path(folder)) as server:
            for careful in (False, True):
                print(f"\n## {kind}, {'careful' if careful else 'bare gold'} mapping\n")  # noqa: T201 - as above
                done = [corpus.bring_in(server.tenant(), one, careful=careful)[0] for one in sheets]
                print(table(done))  # noqa: T201 - as above
    return 0


def table(outcomes: Sequence[Outcome]) -> str:
    """A Markdown table: file, rows, created, refused, commonest reasons."""
    lines = ["| file | rows | created | refused | commonest reasons |", "| --- | --: | --: | --: | --- |"]
    for one in outcomes:
        told = one.summary
        reasons = "; ".join(f"{count}× {sentence}" for sentence, count in one.reasons).replace("|", "\\|")
        lines.append(
            f"| {one.sheet.name} | {one.rows} | {told['created_count']} | {told['failed_count']} | {reasons} |"
        )
    rows, created, refused = (
        sum(figures)
        for figures in zip(
            *((one.rows, one.summary["created_count"], one.summary["failed_count"]) for one in outcomes), strict=True
        )
    )
    return "\n".join([*lines, f"| all {len(outcomes)} | {rows} | {created} | {refused} | |"])


@contextmanager
def _server(kind: str, folder: Path) -> Iterator[Server]:
    if kind == "sqlite":
        with Server(f"sqlite:///{folder / 'corpus.db'}", folder) as server:
            yield server
        return
    run_dir = Path(tempfile.mkdtemp(prefix="vp-"))  # at the top: PostgreSQL's own account must be able to enter it
    try:
        with (
            keeper.held(run_dir / "alive"),
            postgres.new_database(postgres.ensure_running(run_dir), "corpus") as url,
            Server(url, folder) as server,
        ):
            yield server
    finally:
        keeper.await_stopped(run_dir)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
