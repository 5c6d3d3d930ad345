"""Values as intervals: when two figures can be the same in spite of rounding and of words such as 'plus de'."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import NamedTuple

from depeche.model import Claim
from depeche.resolve.vocabulary import figures


class Range(NamedTuple):
    low: float
    high: float


def range_of(claim: Claim) -> Range:
    """Return the values that a figure allows."""
    value, high = claim.value, claim.value_max
    if claim.comparator == "range" and high is not None:
        return Range(min(value, high), max(value, high))
    if claim.comparator in ("at_least", "more_than"):
        return Range(value, math.inf)
    if claim.comparator in ("at_most", "less_than"):
        return Range(-math.inf, value)
    margin = abs(value) * figures().about if claim.comparator == "about" else 0.0
    if claim.measure not in figures().unrounded:
        margin = max(margin, rounding(value))
    return Range(value - margin, value + margin)


def rounding(value: float) -> float:
    """Return half a unit of the last digit that is not a trailing zero: 50 for 700, 0.5 for 747, 0.05 for 2.3."""
    if value == 0 or not math.isfinite(value):
        return 0.0
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** int(exponent) if abs(value) >= 10 or int(exponent) < 0 else 0.0


def compatible(one: Claim, other: Claim) -> bool:
    """Tell whether two figures of one measure and unit can both be right."""
    left, right = range_of(one), range_of(other)
    return max(left.low, right.low) <= min(left.high, right.high)
