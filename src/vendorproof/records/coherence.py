"""Rules between the fields of one record, the same for imports and single calls. Pure."""

from collections.abc import Mapping
from typing import Any


def faults(base_object: str, row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(field, sentence) for each rule that the record as it would be stored breaks."""
    if base_object != "assessment":
        return []
    start, end = row.get("period_start"), row.get("period_end")
    if start and end and end < start:
        return [("period_end", f"the period would end on {end}, before it starts on {start}")]
    return []


def assessment_name(row: Mapping[str, Any]) -> str:
    """The name of an assessment that was given none: type and period."""
    words = {
        "caiq": "CAIQ",
        "hecvat": "HECVAT",
        "vsa": "VSA",
        "soc2": "SOC 2",
        "iso27001": "ISO 27001",
        "pci": "PCI",
        "sig": "SIG",
    }
    kind = " ".join(words.get(one, one) for one in str(row.get("type") or "assessment").split("_"))
    start, end = row.get("period_start"), row.get("period_end")
    period = f", {start} to {end}" if start and end else f", {start or end}" if start or end else ""
    return f"{kind[0].upper()}{kind[1:]}{period}"
