"""What was learnt, as the package ships it: plain numbers and words, read once."""

import json
from array import array
from functools import cache
from importlib.resources import files
from typing import Any

from vendorproof.documents.classify.decide import Blend
from vendorproof.documents.classify.words import Words

FOLDER = "learnt"


@cache
def blend() -> Blend:
    """How the two voices are weighed."""
    return Blend(**_json()["blend"])


@cache
def words() -> Words:
    """The word model. `words.tsv` has a line per term: idf, term; `weights.bin` as many rows of signed bytes."""
    told = _json()
    idf, terms = array("f"), {}
    for row, line in enumerate(_file("words.tsv").decode().splitlines()):
        weight, _, term = line.partition("\t")
        idf.append(float(weight))
        terms[term] = row
    return Words(told["classes"], terms, idf, memoryview(_file("weights.bin")).cast("b"), told["scales"], told["bias"])


@cache
def _json() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_file("model.json"))
    return found


def _file(name: str) -> bytes:
    return files(__package__).joinpath(FOLDER, name).read_bytes()
