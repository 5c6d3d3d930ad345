"""Whom a group in the plural stands for: 'deux maisons, Orvel et Lambel,', 'les deux groupes' after two names.

Here: one group to several names. Not here: groups that mean one (referents).
"""

from __future__ import annotations

from depeche.language.events.arguments.referents import Referent, resolve
from depeche.language.events.grammar import word_set
from depeche.language.events.kinds import kinds
from depeche.language.events.scene import Nominal, Scene
from depeche.language.events.topic import may_be_topic
from depeche.model import Mention

_GROUPS = frozenset(("people", "org", "body", "person"))
_SENTENCES = 2  # in which the two may have been named
_REACH = 30  # words that a list of names may have


def members(scene: Scene, nominal: Nominal) -> tuple[Referent, ...]:
    """Return those whom a group in the plural stands for, none where it names them nowhere."""
    if nominal.mention is not None or nominal.kind == "pronoun":
        return ()
    return _listed(scene, nominal) or _both(scene, nominal)


def _listed(scene: Scene, nominal: Nominal) -> tuple[Referent, ...]:
    """Return the names after a group: 'deux maisons, A et B,', 'des artistes, dont A,', 'trois clubs, menés par A,'."""
    if nominal.kind not in _GROUPS or not scene.lower[nominal.head].endswith("s"):
        return ()
    at = nominal.end
    if scene.word(at) not in word_set("list_openers"):
        return ()
    is_told = False
    while scene.word(at + 1) in word_set("member_openers"):
        at, is_told = at + 1, True
    found: list[Referent] = []
    place = at + 1
    while place < min(len(scene.doc), at + _REACH):
        name = next((n for n in scene.names if n.start == place and n.kind in ("person", "org")), None)
        if name is not None:
            found.append(resolve(scene, name))
            place = name.end
        elif scene.lower[place] in word_set("within_member_lists") or scene.noun_kind(place)[0] in ("person", "org"):
            place += 1
        else:
            break
    return tuple(found) if is_told or len(found) > 1 else ()


def _both(scene: Scene, nominal: Nominal) -> tuple[Referent, ...]:
    """Return the two that 'les deux groupes', 'les deux parties' takes up: the only two named just before."""
    words = scene.lower[nominal.start : nominal.head]
    if word_set("two").isdisjoint(words) or word_set("pointing_plural").isdisjoint(words):
        return ()
    noun = scene.lower[nominal.head].removesuffix("s")
    is_person = nominal.kind == "person" or noun in kinds()["person"]
    is_side = noun in word_set("sides") or nominal.kind in ("org", "body")
    label = "PER" if is_person else "ORG" if is_side else None
    return _last_two(scene, scene.start(nominal.start), label) if label is not None else ()


def _last_two(scene: Scene, before: int, label: str) -> tuple[Referent, ...]:
    """Return the two entities of a label that were named last, where no third was named beside them."""
    reading = scene.reading
    seen: dict[str, Mention] = {}
    here = scene.sentence.sentence_index
    for sentence in reading.sentences[max(0, here - _SENTENCES) : here + 1][::-1]:
        for mention in reading.mentions_in(sentence.start, min(sentence.end, before)):
            is_one = may_be_topic(reading, mention) if label == "ORG" else mention.label == label
            if is_one and mention.entity_id is not None:
                seen.setdefault(mention.entity_id, mention)
        if len(seen) > 1:
            kind = "person" if label == "PER" else "org"
            found = tuple(Referent(kind, m.entity_id, m.surface, m.start, m.end) for m in seen.values())
            return found if len(found) == 2 else ()
    return ()
