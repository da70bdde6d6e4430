"""A file out, by its signed link, against a program that only reads and sends it."""

import json

from bench.databases import beds
from bench.measure import Lines, at_least, in_turn, speed_line
from bench.servers import key_of, serving, vendor_of
from bench.sizes import Sizes
from bench.uploads import MIB, Line, beside, sample


def lines(sizes: Sizes) -> Lines:
    """From this machine's disk, where the system has it in memory for both."""
    with beds() as found:
        bed = found[0]
        scope = bed.organisation()
        secret = key_of(bed, scope)
        body = sample(bed.folder, vendor_of(bed, scope), sizes.file)
        with serving(bed) as served, beside("bench.raw_server", "download", str(body.path)) as raw_port:
            ours, raw = Line(served.port, secret), Line(raw_port)
            link = ours.link(json.loads(ours.upload(body))["id"])
            ours.fetch(link)
            pairs = in_turn(lambda: ours.fetch(link), lambda: raw.fetch("/"), pairs=sizes.pairs)
            name = f"download of {sizes.file // MIB} MiB, MiB/s"
            yield speed_line(name, sizes.file // MIB, pairs, at_least(0.8))
