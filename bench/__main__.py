"""`python -m bench [NAME …] [--quick]`: measure and print a line per figure."""

import argparse
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bench import (
    decoding,
    django_import_export,
    downloading,
    extracting,
    growth,
    latency,
    listing,
    measure,
    memory,
    over_http,
    searching,
    uploading,
    upserting,
)
from bench.sizes import FULL, QUICK, Sizes

FIGURES: Mapping[str, Callable[[Sizes], measure.Lines]] = MappingProxyType(
    {
        "decode": decoding.lines,
        "upsert": upserting.lines,
        "http": over_http.lines,
        "latency": latency.lines,
        "django": django_import_export.lines,
        "memory": memory.lines,
        "growth": growth.lines,
        "upload": uploading.lines,
        "download": downloading.lines,
        "list": listing.lines,
        "extract": extracting.lines,
        "search": searching.lines,
    }
)


def main() -> None:
    """Run the figures that were named, or all."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(FIGURES)}; all unless named")
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that it runs, measures nothing")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - FIGURES.keys():
        parser.error(f"no figure is called {', '.join(sorted(unknown))}; there are {', '.join(FIGURES)}")
    print(measure.heading())
    for name in chosen.names or FIGURES:
        for line in FIGURES[name](QUICK if chosen.quick else FULL):
            print(line)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
