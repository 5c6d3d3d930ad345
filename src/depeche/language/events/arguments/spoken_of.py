"""Who a text speaks of at a place: the person that a pronoun can only mean, who speaks, for whom one works.

Here: what stands before a place. Not here: a nominal group as such (referents), gender and roles (heard).
"""

from __future__ import annotations

from depeche.language.events.arguments.organizations import subject_organization
from depeche.language.events.scene import Nominal, Scene

_WINDOW = 400  # characters in which a pronoun may have its name


def kind_of(scene: Scene, entity_id: str) -> str:
    """Return the kind of an entity of the text: person or organisation."""
    return "person" if scene.reading.entities[entity_id].label == "PER" else "org"


def speaker_at(scene: Scene, nominal: Nominal) -> str | None:
    """Return who speaks in the quotation that holds a group."""
    start = scene.start(nominal.start)
    return next((q.speaker_id for q in scene.reading.quotes if q.start <= start < q.end), None)


def is_quoted(scene: Scene, nominal: Nominal) -> bool:
    """Tell whether a group stands in a quotation."""
    start = scene.start(nominal.start)
    return any(q.start <= start < q.end for q in scene.reading.quotes)


def employer_of(scene: Scene, person: str | None) -> str | None:
    """Return the only organisation that a person speaks for."""
    found = {
        a.organization_id
        for a in scene.reading.affiliations
        if person is not None and a.person_id == person and a.organization_id and a.status != "former"
    }
    return found.pop() if len(found) == 1 else None


def last_named(scene: Scene, place: int) -> tuple[str, str | None]:
    """Return the person or organisation that was named last before a place ('ce dernier')."""
    named = [m for m in scene.reading.mentions if place - _WINDOW <= m.start and m.end <= place]
    last = next((m for m in reversed(named) if m.label in ("PER", "ORG") and m.entity_id is not None), None)
    return ("pronoun", None) if last is None else ("person" if last.label == "PER" else "org", last.entity_id)


def person_before(scene: Scene, place: int, *, is_plural: bool) -> tuple[str, str | None]:
    """Return the person that a pronoun at `place` can only mean."""
    if is_plural:
        return "people", None
    reading = scene.reading
    here = [
        m
        for m in reading.mentions
        if scene.sentence.start <= m.start < place
        and m.label == "PER"
        and m.entity_id is not None
        and m.entity_id not in scene.topic.lawyers
    ]
    if here:
        found = {m.entity_id for m in here}
        if len(found) == 1:
            return "person", here[0].entity_id
        subject = _subject_of_sentence(scene)
        return "person", subject if subject in found else None
    organisations = {
        m.entity_id
        for m in reading.mentions
        if scene.sentence.start <= m.start < place and m.label == "ORG" and m.entity_id not in scene.topic.outlets
    }
    if len(organisations) == 1:
        return "org", organisations.pop()
    return _person_of_sentences_before(scene, place) or _organization(scene, place)


def _organization(scene: Scene, place: int) -> tuple[str, str | None]:
    """Return the organisation that was a subject last, where no person can be meant."""
    organization = subject_organization(scene, place)
    return ("org", organization) if organization is not None else ("pronoun", None)


def _person_of_sentences_before(scene: Scene, place: int) -> tuple[str, str | None] | None:
    """Return the only person or the subject of the nearest of two sentences before; None where they name nobody."""
    reading = scene.reading
    index = scene.sentence.sentence_index
    for previous in (index - 1, index - 2):
        if previous < 0 or previous >= len(reading.sentences):
            return None
        sentence = reading.sentences[previous]
        if place - sentence.end > _WINDOW:
            return None
        named = {
            m.entity_id
            for m in reading.mentions_in(sentence.start, sentence.end)
            if m.label == "PER" and m.entity_id is not None and m.entity_id not in scene.topic.lawyers
        }
        if len(named) == 1:
            return "person", named.pop()
        if named:
            there = scene.other(previous)
            return "person", _subject_of_sentence(there) if there is not None else None
    return None


def _subject_of_sentence(scene: Scene) -> str | None:
    """Return the person that is the subject of the main clause."""
    for name in scene.names:
        token = scene.doc[name.head]
        if (
            name.kind == "person"
            and token.dep_.startswith("nsubj")
            and token.head.dep_ == "ROOT"
            and name.mention is not None
        ):
            return name.mention.entity_id
    return None
