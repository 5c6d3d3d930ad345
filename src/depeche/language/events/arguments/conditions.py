"""Which conditions of a lexicon entry do not hold around a trigger: kinds of subject and object, who must take part.

Here: what speaks against the sense of an entry. Not here: words that must stand near (triggers), what follows from a
condition that does not hold (finder, evidence).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depeche.language.events.arguments.places import Places
from depeche.language.events.arguments.referents import Filler, resolve
from depeche.language.events.arguments.subjects import other_subjects
from depeche.language.events.lexicon import Condition, Entry
from depeche.language.events.scene import Nominal, Scene
from depeche.language.events.triggers import Trigger

VALUES = frozenset(("position", "count", "amount", "share", "price"))


def misfits(scene: Scene, trigger: Trigger, places: Places) -> frozenset[Condition]:
    """Return which of subject and object are of no kind that an entry asks for.

    Another subject that fits takes its place among those found.
    """
    entry, subjects, objects = trigger.entry, places.at("subject"), places.at("object")
    if trigger.category == "noun" or sense_fits(scene, entry, subjects, objects):
        return frozenset()
    subject = _fitting_subject(scene, trigger, places)
    if subject is not None:
        places.found["subject"] = [subject]
        return frozenset()
    return frozenset(_misfits(scene, entry, subjects, objects))


def _misfits(scene: Scene, entry: Entry, subjects: list[Nominal], objects: list[Nominal]) -> Iterator[Condition]:
    if not _kind_fits(scene, entry.objects, objects):
        yield "object" if objects else "no_object"
    if not _kind_fits(scene, entry.subjects, subjects):
        yield "subject" if subjects else "no_subject"


def sense_fits(scene: Scene, entry: Entry, subjects: list[Nominal], objects: list[Nominal]) -> bool:
    """Tell whether subject and object are of the kinds that an entry asks for."""
    acts = bool(subjects) and subjects[0].kind == "place" and "org" in entry.subjects  # 'Québec refuse'
    return _kind_fits(scene, entry.objects, objects) and (acts or _kind_fits(scene, entry.subjects, subjects))


def _fitting_subject(scene: Scene, trigger: Trigger, places: Places) -> Nominal | None:
    """Return the first of the other possible subjects with which a trigger keeps its sense."""
    before, objects = places.at("subject"), places.at("object")
    if not before:
        return None
    for subject in other_subjects(scene, trigger.head):
        if subject in before or subject in objects:
            continue
        if sense_fits(scene, trigger.entry, [subject], objects):
            return subject
    return None


def _kind_fits(scene: Scene, wanted: frozenset[str], nominals: list[Nominal]) -> bool:
    if not wanted:
        return True
    if not nominals:
        return "none" in wanted
    nominal = nominals[0]
    seen = set(scene.kinds_of(nominal))
    if nominal.kind == "pronoun":
        seen.add(resolve(scene, nominal).kind)
    if nominal.mention is not None and nominal.kind == "thing":
        seen |= {"org", "product"}  # a name of no clear kind
    return bool(wanted & seen)


def needs_fit(entry: Entry, found: Sequence[Filler], places: Places) -> bool:
    """Tell whether a trigger has the participants without which it has another sense."""
    taking_part = [(role, referent) for role, referent, _ in found if role not in VALUES]
    has_pronoun = places.possessive is not None or any(
        n.kind == "pronoun" for place in ("subject", "object") for n in places.at(place)
    )
    if entry.needs == "argument":
        return bool(taking_part) or has_pronoun
    if entry.needs == "named":
        return any(referent.kind == "person" and referent.entity_id is not None for _, referent in taking_part)
    if entry.needs == "entity":
        return any(
            referent.entity_id is not None or referent.kind in ("org", "person", "product")
            for _, referent in taking_part
        )
    if entry.needs == "company":
        return any(referent.kind == "org" and referent.entity_id is not None for _, referent in taking_part)
    if entry.needs == "person":
        return has_pronoun or any(referent.kind in ("person", "people") for _, referent in taking_part)
    if entry.needs == "product":
        return any(referent.kind == "product" for _, referent in taking_part)
    if entry.needs == "inside":
        return places.possessive is not None or any(
            referent.kind in ("person", "people", "body", "org") for _, referent in taking_part
        )
    return True
