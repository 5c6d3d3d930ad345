"""Which organisation a phrase without one means: "son PDG", "le PDG de l'entreprise", "le PDG"."""

from __future__ import annotations

from collections import Counter

from depeche.kb import KnowledgeBase
from depeche.language.affiliations.masking import Masked
from depeche.language.entities.lexicon import lexicon
from depeche.language.reading import Reading
from depeche.model import Mention

_NEAR = 60
_TWICE = 2
_OF = ("d'", "d’", " de ", " du ", " des ", " de la ", " de l'")


def organisation_in_focus(
    reading: Reading,
    kb: KnowledgeBase,
    person: Mention,
    role: str,
    start: int,
    *,
    only_known: bool = False,
    only_near: bool = False,
    taken: frozenset[str | None] = frozenset(),
    own: frozenset[str | None] = frozenset(),
) -> Mention | None:
    """Return the organisation a phrase at `start` means: known for the person, of the sentence, or the main one.

    The knowledge base only chooses among organisations that the text itself names. `taken`: those whose head the text
    names otherwise; `own`: those that the text says the person belongs to.
    """
    organisations = [m for m in reading.mentions if m.label == "ORG" and not _is_source(reading, m)]
    if not organisations:
        return None
    known = _known(reading, kb, person, organisations, role=role)
    if known is not None or only_known:
        return known
    if len(own) == 1 and (found := [m for m in reading.mentions if m.label == "ORG" and m.entity_id in own]):
        return min(found, key=lambda m: abs(m.start - start))
    sentence = reading.sentence_at(start)
    here = [m for m in organisations if sentence is not None and sentence.start <= m.start < start]
    if len({m.entity_id for m in here}) == 1:
        return here[-1]
    known = _known(reading, kb, person, organisations, role=None)
    return known if known is not None or only_near else _main(organisations, start, role, taken)


def _main(organisations: list[Mention], start: int, role: str, taken: frozenset[str | None]) -> Mention | None:
    """Return the organisation that a text is about: the one named most by then, of several the first.

    A director may be one of a plant or a unit: for "executive" it must be named far more often than any other.
    """
    if len({m.entity_id for m in organisations}) == 1 and role != "executive":
        before = [m for m in organisations if m.start < start]
        return before[-1] if before else organisations[0]
    free = [m for m in organisations if m.entity_id not in taken]
    so_far = free if role == "executive" else [m for m in free if m.start < start]
    counts, in_all = Counter(m.entity_id for m in so_far), Counter(m.entity_id for m in free)
    # stable: of equals the first; what comes later only tells apart those that were named once by then
    ranked = sorted(counts, key=lambda entity: (-counts[entity], -in_all[entity] if counts[entity] == 1 else 0))
    if not ranked:
        return None
    main, second = ranked[0], counts[ranked[1]] if len(ranked) > 1 else 0
    is_clear = counts[main] >= _TWICE * (second or 1)
    if not is_clear and (role == "executive" or (second and in_all[main] < _TWICE)):
        return None
    before = [m for m in so_far if m.entity_id == main and m.start < start]
    return before[-1] if before else None


def _known(
    reading: Reading, kb: KnowledgeBase, person: Mention, organisations: list[Mention], *, role: str | None
) -> Mention | None:
    """Return the one organisation of the text in which a person is known, in a certain post or (None) in any."""
    entity = reading.entities.get(person.entity_id or "")
    if entity is None or entity.kb_key is None:
        return None
    keys = {fact.organization for fact in kb[entity.kb_key].facts if role is None or fact.role == role}
    found = [m for m in organisations if (linked := reading.entities.get(m.entity_id or "")) and linked.kb_key in keys]
    return found[0] if found and len({m.entity_id for m in found}) == 1 else None


def crediting_subject(sentence: Masked, start: int) -> Mention | None:
    """Return the organisation that begins a sentence and whose "selon son associé" stands at `start`."""
    before = [mention for at, mention in sorted(sentence.by_start.items()) if at < start]
    if not sentence.text[:start].rstrip().lower().endswith(("selon", "d'après")) or not before:
        return None
    organisations = {m.entity_id for m in before if m.label == "ORG"}
    return before[0] if before[0].label == "ORG" and len(organisations) == 1 else None


def known_role(reading: Reading, kb: KnowledgeBase, person: Mention, organisation: Mention, role: str) -> str:
    """Return the post that a director of an organisation is known in there, where it is no head's; else `role`."""
    holder = reading.entities.get(person.entity_id or "")
    place = reading.entities.get(organisation.entity_id or "")
    if holder is None or place is None or holder.kb_key is None or place.kb_key is None:
        return role
    known = {fact.role for fact in kb[holder.kb_key].facts if fact.organization == place.kb_key}
    return "executive" if "executive" in known and role not in known else role


def known_holder(reading: Reading, kb: KnowledgeBase, organisation: Mention, role: str, start: int) -> Mention | None:
    """Return the person named before `start` who alone, of those named in the text, is known in a post."""
    entity = reading.entities.get(organisation.entity_id or "")
    if entity is None or entity.kb_key is None:
        return None
    found = []
    for mention in reading.mentions:
        known = reading.entities.get(mention.entity_id or "")
        if mention.label == "PER" and known and known.kb_key:
            facts = kb[known.kb_key].facts
            if any(fact.role == role and fact.organization == entity.kb_key for fact in facts):
                found.append(mention)
    before = [m for m in found if m.start < start]
    return before[-1] if before and len({m.entity_id for m in found}) == 1 else None


def _is_source(reading: Reading, mention: Mention) -> bool:
    """Say whether an organisation is only credited with the information."""
    words = lexicon()
    before = reading.view[max(0, mention.start - _NEAR) : mention.start]
    if words.press_before.search(before) is not None:
        return True
    is_subject = not before.endswith(_OF)  # "la directrice d'ORG affirme" credits the director
    return is_subject and words.press_after.match(reading.view[mention.end : mention.end + 40]) is not None
