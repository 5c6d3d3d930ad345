"""Which organisations a text may be about: those that it names, trade unions, authorities, agencies and sources aside.

Here: one look at the names of a whole text, shared by its sentences; also who is a lawyer, who a source. Not here:
which of them is meant at a place (arguments.organizations).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from depeche.language.events.grammar import wordings
from depeche.language.events.kinds import kinds
from depeche.language.reading import Reading
from depeche.model import Label, Mention

if TYPE_CHECKING:
    from depeche.language.events.scene import Scene

_HEAD = 800  # characters in which a text names whom it is about
_OFTEN = 2
_LEAD, _TAIL = 14, 16  # characters around a name in which it is called a source
_PARTS = re.compile(r"[\s'’-]+")


@dataclass(frozen=True)
class Topic:
    """The organisations that 'le groupe' or 'la direction' may mean somewhere in a text."""

    reading: Reading
    scenes: dict[int, Scene | None] = field(
        default_factory=dict, repr=False, compare=False
    )  # made so far, by sentence_index

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """The mentions of these organisations, in order."""
        return tuple(mention for mention in self.reading.mentions if may_be_topic(self.reading, mention))

    @cached_property
    def counts(self) -> Counter[str | None]:
        """How often each is named, in the order of the text."""
        return Counter(mention.entity_id for mention in self.named)

    @cached_property
    def most_named(self) -> str | None:
        """The one that is named most, the first of equals."""
        return max(self.counts, key=lambda entity: self.counts[entity], default=None)

    @cached_property
    def protagonist(self) -> str | None:
        """The one that the whole text is about: named most, more than once, and near its head."""
        leads = any(m.entity_id == self.most_named and m.start < _HEAD for m in self.named)
        return self.most_named if leads and self.counts[self.most_named] >= _OFTEN else None

    @cached_property
    def is_single(self) -> bool:
        """Whether the text names one of them at least twice as often as any other."""
        counts = [count for _, count in self.counts.most_common(2)]
        return len(counts) == 1 or (len(counts) == 2 and counts[0] >= 2 * counts[1])

    @cached_property
    def mention_counts(self) -> Counter[str | None]:
        """How often the text names each entity, of whatever kind."""
        return Counter(mention.entity_id for mention in self.reading.mentions)

    @cached_property
    def lawyers(self) -> frozenset[str]:
        """Those who speak for a client: 'me X', 'X, avocate de …'; what is told of 'il' is told of somebody else."""
        return self._told("PER", _is_lawyer)

    @cached_property
    def outlets(self) -> frozenset[str]:
        """Those that the text credits as a source somewhere."""
        return self._told("ORG", is_source)

    def _told(self, label: Label, is_told: Callable[[Reading, Mention], bool]) -> frozenset[str]:
        """Return the entities of a kind of which some mention tells something."""
        told = {m.entity_id for m in self.reading.mentions if m.label == label and is_told(self.reading, m)}
        return frozenset(entity for entity in told if entity is not None)


def _is_lawyer(reading: Reading, mention: Mention) -> bool:
    before = reading.view[max(0, mention.start - _LEAD) : mention.start].lower()
    after = reading.view[mention.end : mention.end + _TAIL].lower()
    return before.endswith(wordings("before_lawyers")) or after.startswith(wordings("after_lawyers"))


def may_be_topic(reading: Reading, mention: Mention) -> bool:
    """Tell whether an organisation may be what 'le groupe' or 'la direction' means: no union, authority or source."""
    if mention.label != "ORG" or mention.entity_id is None or is_source(reading, mention):
        return False
    words = set(_PARTS.split(mention.surface.lower()))
    linked = reading.entities.get(mention.entity_id)
    if linked is not None:
        words.update(_PARTS.split(linked.name.lower()))
    return not words & (kinds()["union_names"] | kinds()["body_names"] | kinds()["agency_names"])


def is_source(reading: Reading, mention: Mention) -> bool:
    """Tell whether an organisation is only named as a source ('selon Forbes')."""
    before = reading.view[max(0, mention.start - _LEAD) : mention.start].lower()
    after = reading.view[mention.end : mention.end + _TAIL].lower()
    return before.endswith(wordings("before_outlets")) or after.startswith(wordings("after_outlets"))
