"""Which organisation a text speaks of at a place: the last subject, the one in focus, the topic, the last outlet.

Here: organisations that 'le groupe', 'la direction', 'elle' or 'le site' take up. Not here: persons (referents).
"""

from __future__ import annotations

import re
from collections import Counter

from depeche.language.events.scene import Scene, kinds
from depeche.language.reading import Reading
from depeche.model import Mention

_WINDOW = 400  # characters in which the organisation may have been named
_HEAD = 800  # characters in which a text names whom it is about
_OFTEN = 2


def taken_up(scene: Scene, place: int) -> str | None:
    """Return the organisation that a noun without a name stands for: the last subject, the one in focus, the topic."""
    found = subject_organization(scene, place) or focus(scene.reading, place) or only_before(scene, place)
    return found or _topic(scene.reading, place)


def _topic(reading: Reading, before: int) -> str | None:
    """Return the organisation that the text names most, the first of equals, where it was named before a place."""
    named = [m.entity_id for m in reading.mentions if _may_be_focus(reading, m)]
    counts = Counter(named)
    most = max(named, key=lambda entity: (counts[entity], -named.index(entity)), default=None)
    earlier = any(m.entity_id == most and m.end <= before for m in reading.mentions)
    return most if most is not None and counts[most] > 1 and earlier else None


def protagonist(reading: Reading) -> str | None:
    """Return the organisation that a whole text is about: most often named, first of equals, near its head."""
    named = [m for m in reading.mentions if _may_be_focus(reading, m)]
    counts = Counter(m.entity_id for m in named)  # keeps the order of the text
    most = max(counts, key=lambda entity: counts[entity], default=None)
    leads = any(m.entity_id == most and m.start < _HEAD for m in named)
    return most if leads and counts[most] >= _OFTEN else None


def _may_be_focus(reading: Reading, mention: Mention) -> bool:
    """Tell whether an organisation may be what 'le groupe' or 'la direction' means: no union, authority or source."""
    if mention.label != "ORG" or mention.entity_id is None or _is_source(reading, mention):
        return False
    words = set(re.split(r"[\s'’-]+", mention.surface.lower()))
    linked = reading.entities.get(mention.entity_id)
    if linked is not None:
        words |= set(re.split(r"[\s'’-]+", linked.name.lower()))
    return not words & (kinds()["union_names"] | kinds()["body_names"] | kinds()["agency_names"])


def only_before(scene: Scene, place: int) -> str | None:
    """Return the only organisation of the sentence up to a place, or of the sentence before it."""
    index = scene.sentence.sentence_index
    for sentence in scene.reading.sentences[max(0, index - 1) : index + 1][::-1]:
        found = {
            m.entity_id
            for m in scene.reading.mentions_in(sentence.start, min(sentence.end, place))
            if _may_be_focus(scene.reading, m)
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def focus(reading: Reading, before: int) -> str | None:
    """Return the organisation that the text is about at a place: the only one nearby, else the one it names most."""
    named = [m for m in reading.mentions if _may_be_focus(reading, m)]
    counts = Counter(m.entity_id for m in named).most_common(2)
    if len(counts) == 1 or (counts and counts[0][1] >= 2 * counts[1][1]):
        return counts[0][0]
    near = {m.entity_id for m in named if before - _WINDOW <= m.start < before}
    return near.pop() if len(near) == 1 else None


def subject_organization(scene: Scene, before: int) -> str | None:
    """Return the organisation that 'la société' or 'elle' takes up: the last subject, two sentences back at most."""
    reading = scene.reading
    for index in range(scene.sentence.sentence_index, max(-1, scene.sentence.sentence_index - 3), -1):
        sentence, doc = reading.sentences[index], reading.parses.get(index)
        if doc is None:
            continue
        there = scene if index == scene.sentence.sentence_index else Scene(reading, sentence, doc)
        for name in there.names:
            if name.mention is None or name.kind != "org" or name.mention.end > before:
                continue
            if doc[name.head].dep_.startswith("nsubj") and _may_be_focus(reading, name.mention):
                return name.mention.entity_id
    return None


def last_outlet(reading: Reading, before: int) -> Mention | None:
    """Return the organisation that was last credited as a source ('le site' after 'selon Le Courrier')."""
    credited = [m for m in reading.mentions if m.label == "ORG" and m.end <= before and _is_source(reading, m)]
    return credited[-1] if credited else None


def _is_source(reading: Reading, mention: Mention) -> bool:
    """Tell whether an organisation is only named as a source ('selon Forbes')."""
    before = reading.view[max(0, mention.start - 14) : mention.start].lower()
    after = reading.view[mention.end : mention.end + 12].lower()
    return before.endswith(("selon ", "d'après ", "par l'", "site ", "journal ")) or after.startswith(
        (" rapporte", " affirme", " révèle", " croit savoir")
    )
