"""Who is named most often up to each place of a text, counted once for all pronouns.

Here: the counting. Whether a pronoun means that person is settled in `pronouns`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from depeche.language.quotes.genders import Gender
from depeche.model import Span

_GENDERS: tuple[Gender | None, ...] = (None, "feminine", "masculine")


class Named(NamedTuple):
    """A place where a person is named, and the gender that the text tells of them."""

    end: int
    entity_id: str
    gender: Gender | None


class Leaders(NamedTuple):
    """Those in the lead after each place where somebody is named, by wanted gender and whether it must be known."""

    ends: tuple[int, ...] = ()
    leading: Mapping[tuple[Gender | None, bool], tuple[str | None, ...]] = {}

    def before(self, offset: int, wanted: Gender | None, *, known: bool) -> str | None:
        """Return the person named most often before an offset who agrees, the first of equals."""
        count = bisect_right(self.ends, offset)
        return self.leading[wanted, known][count - 1] if count else None


def leaders(named: Sequence[Named]) -> Leaders:
    """Return who leads after each of the places, which are in order."""
    return Leaders(
        tuple(place.end for place in named),
        {(wanted, known): tuple(_in_lead(named, wanted, known)) for wanted in _GENDERS for known in (False, True)},
    )


def _in_lead(named: Sequence[Named], wanted: Gender | None, known: bool) -> Iterator[str | None]:
    counts: dict[str, int] = {}
    order: dict[str, int] = {}
    best: str | None = None
    for _, entity, gender in named:
        agrees = wanted is None or gender in (None, wanted)
        if agrees and (gender is not None or not known):
            order.setdefault(entity, len(order))
            counts[entity] = counts.get(entity, 0) + 1
            if best is None or (counts[entity], -order[entity]) > (counts[best], -order[best]):
                best = entity
        yield best


def within(stretches: Sequence[Span], offset: int) -> bool:
    """Say whether an offset lies in one of some stretches, which are in order and apart."""
    low, high = 0, len(stretches)
    while low < high:
        middle = (low + high) // 2
        if stretches[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low < len(stretches) and stretches[low].start <= offset
