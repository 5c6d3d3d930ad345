"""Which organisation a text speaks of at a place: the last subject, the one in focus, the topic, the last outlet.

Here: organisations that 'le groupe', 'la direction', 'elle' or 'le site' take up. Not here: persons (referents).
"""

from __future__ import annotations

from depeche.language.events.scene import Scene
from depeche.language.events.topic import is_source, may_be_topic
from depeche.language.reading import Reading
from depeche.model import Mention

_WINDOW = 400  # characters in which the organisation may have been named
_SENTENCES = 3  # in which it may have been the subject


def taken_up(scene: Scene, place: int) -> str | None:
    """Return the organisation that a noun without a name stands for: the last subject, the one in focus, the topic."""
    found = subject_organization(scene, place) or focus(scene, place) or only_before(scene, place)
    return found or _topic(scene, place)


def _topic(scene: Scene, before: int) -> str | None:
    """Return the organisation that the text names most, the first of equals, where it was named before a place."""
    topic = scene.topic
    most = topic.most_named
    earlier = any(m.entity_id == most and m.end <= before for m in scene.reading.mentions)
    return most if most is not None and topic.counts[most] > 1 and earlier else None


def only_before(scene: Scene, place: int) -> str | None:
    """Return the only organisation of the sentence up to a place, or of the sentence before it."""
    index = scene.sentence.sentence_index
    for sentence in scene.reading.sentences[max(0, index - 1) : index + 1][::-1]:
        found = {
            m.entity_id
            for m in scene.reading.mentions_in(sentence.start, min(sentence.end, place))
            if may_be_topic(scene.reading, m)
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def focus(scene: Scene, before: int) -> str | None:
    """Return the organisation that the text is about at a place: the only one nearby, else the one it names most."""
    counts = scene.topic.counts.most_common(2)
    if len(counts) == 1 or (counts and counts[0][1] >= 2 * counts[1][1]):
        return counts[0][0]
    near = {m.entity_id for m in scene.topic.named if before - _WINDOW <= m.start < before}
    return near.pop() if len(near) == 1 else None


def subject_organization(scene: Scene, before: int) -> str | None:
    """Return the organisation that 'la société' or 'elle' takes up: the last subject, two sentences back at most."""
    here = scene.sentence.sentence_index
    for index in range(here, max(-1, here - _SENTENCES), -1):
        there = scene if index == here else scene.other(index)
        if there is None:
            continue
        for name in there.names:
            if name.mention is None or name.kind != "org" or name.mention.end > before:
                continue
            if there.doc[name.head].dep_.startswith("nsubj") and may_be_topic(scene.reading, name.mention):
                return name.mention.entity_id
    return None


def last_outlet(reading: Reading, before: int) -> Mention | None:
    """Return the organisation that was last credited as a source ('le site' after 'selon Le Courrier')."""
    credited = [m for m in reading.mentions if m.label == "ORG" and m.end <= before and is_source(reading, m)]
    return credited[-1] if credited else None
