"""What an assessment's fields say together: its default name, its period, its score."""

from collections.abc import Mapping
from types import MappingProxyType

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "sig_lite": "SIG Lite",
        "sig_core": "SIG Core",
        "caiq": "CAIQ",
        "hecvat": "HECVAT",
        "vsa": "VSA",
        "soc2_review": "SOC 2 review",
        "iso27001_review": "ISO 27001 review",
        "pci_review": "PCI review",
        "pentest_review": "Pentest review",
        "onsite": "On-site assessment",
        "inherent_risk": "Inherent risk assessment",
        "residual_risk": "Residual risk assessment",
        "custom": "Custom assessment",
    }
)

DEFAULT_SCALE = 100.0


def assessment_name(kind: str | None, start: str | None, end: str | None) -> str:
    """The name of an assessment that was given none: its type and period (`SOC 2 review, 2025-07-01 to 2026-06-30`)."""
    label = "Assessment" if kind is None else _LABELS[kind]
    if start and end:
        return f"{label}, {start} to {end}"
    if start:
        return f"{label}, from {start}"
    return f"{label}, to {end}" if end else label


def period_fault(start: str | None, end: str | None) -> str | None:
    """Why two ISO dates are no period; None when they are one or one of them is missing."""
    if start is None or end is None or start <= end:
        return None
    return f"The period ends ({end}) before it starts ({start})."


def score_fault(score: float | None, scale: float = DEFAULT_SCALE) -> str | None:
    """Why a score is no part of its scale; None when it is, or when there is none."""
    if score is None or 0 <= score <= scale:
        return None
    return f"The score {score:.15g} does not lie between 0 and {scale:.15g}."


def score_percent(score: float | None, scale: float = DEFAULT_SCALE) -> float | None:
    """A score that has no `score_fault`, as a part of one (0 to 1)."""
    return None if score is None else score / scale
