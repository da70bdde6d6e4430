"""Questionnaires as vendors send them back: the standards' columns and ids, the questions in our own words."""

from collections.abc import Sequence

from bench.made.blocks import Made
from bench.made.questionnaires import caiq, hecvat, sig, unknown, vsa

MADE: Sequence[Made] = (*caiq.MADE, *sig.MADE, *hecvat.MADE, *vsa.MADE, *unknown.MADE)
