"""How well columns are recognised: precision and recall over a corpus of spreadsheets with a gold mapping each.

The corpus is no part of the project: `VENDORPROOF_CORPUS` names its folder, else `shared/import-corpus` beside the
checkout is looked for. A target that the gold calls acceptable counts as neither wrong nor missed.
"""

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vendorproof.imports.suggest import suggest
from vendorproof_client.files import open_table

ROWS = 50
Gold = Mapping[str, list[dict[str, Any]]]


def corpus() -> Path:
    """Where the spreadsheets lie."""
    beside = Path(__file__).resolve().parents[1].parent / "shared" / "import-corpus"
    return Path(os.environ.get("VENDORPROOF_CORPUS", beside))


def gold(folder: Path) -> Gold:
    """The gold columns by file."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        found[one["file"]].append(one)
    return found


def columns(path: Path, headers: list[str]) -> tuple[list[str], list[list[Any]]]:
    """The gold's headers and the first rows in their order; `#1` stands for a file without a header row."""
    headless = headers[0] == "#1"
    table = open_table(path, header_row=0 if headless else None)
    rows = [row.record for row, _ in zip(table.records(), range(ROWS), strict=False)]
    names = table.headers if headless else headers
    return headers, [[row.get(name) for name in names] for row in rows]


def judged(
    file_gold: list[dict[str, Any]], found: Mapping[str, str | None]
) -> Iterator[tuple[str, str, str | None, str | None]]:
    """(verdict, header, gold, found): right, wrong, missed, or nothing to judge."""
    for one in file_gold:
        header, wanted, got = one["header"], one["target_field"], found[one["header"]]
        if got is not None and got != wanted and got in (one.get("acceptable") or ()):
            continue
        if got is None and wanted is None:
            continue
        verdict = "right" if got == wanted else "missed" if got is None else "wrong"
        yield verdict, header, wanted, got


def measure(folder: Path, *, told: bool) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Verdicts by base object, and how often the base object itself was told."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    bases: Counter[str] = Counter()
    for file, file_gold in gold(folder).items():
        base_object = file_gold[0]["base_object"]
        headers, rows = columns(folder / file, [one["header"] for one in file_gold])
        found = suggest(headers, rows, base_object=base_object)
        unnamed = suggest(headers, rows)
        bases[
            "right" if unnamed.base_object == base_object else "missed" if unnamed.base_object is None else "wrong"
        ] += 1
        if told and unnamed.base_object != base_object:
            print(f"  {file}: base object {unnamed.base_object} instead of {base_object}")
        for verdict, header, wanted, got in judged(file_gold, {one.header: one.target for one in found.columns}):
            counts[base_object][verdict] += 1
            if told and verdict != "right":
                print(f"  {file}: {header!r} {verdict}: {got} instead of {wanted}")
    return counts, bases


def line(name: str, count: Counter[str]) -> str:
    """One line of figures."""
    named, wanted = count["right"] + count["wrong"], sum(count.values())
    precision = count["right"] / named if named else 1.0
    recall = count["right"] / wanted if wanted else 1.0
    figures = f"{count['right']} right, {count['wrong']} wrong, {count['missed']} missed"
    return f"suggest {name:<11} precision {precision:.3f}  recall {recall:.3f}  ({figures})"


def main() -> None:
    """Print the figures; `-v` also every column that was not right."""
    folder = corpus()
    if not (folder / "gold.jsonl").is_file():
        print(f"suggest: no corpus at {folder}; set VENDORPROOF_CORPUS")
        return
    counts, bases = measure(folder, told="-v" in sys.argv[1:])
    for name, count in counts.items():
        print(line(name, count))
    print(line("all", sum(counts.values(), Counter())))
    print(f"suggest base object {bases['right']} right, {bases['wrong']} wrong, {bases['missed']} left open")


if __name__ == "__main__":
    main()
