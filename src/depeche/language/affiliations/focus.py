"""Which organisation a phrase without one means: "son PDG", "le PDG de l'entreprise", "le PDG"."""

from __future__ import annotations

from collections import Counter

from depeche.kb import KnowledgeBase
from depeche.language.entities.lexicon import lexicon
from depeche.language.reading import Reading
from depeche.model import Mention

_NEAR = 60
_TWICE = 2


def organisation_in_focus(
    reading: Reading,
    kb: KnowledgeBase,
    person: Mention,
    role: str,
    start: int,
    *,
    only_known: bool = False,
    only_near: bool = False,
) -> Mention | None:
    """Return the organisation a phrase at `start` means: known for the person, of the sentence, or the main one.

    The knowledge base only chooses among organisations that the text itself names.
    """
    organisations = [m for m in reading.mentions if m.label == "ORG" and not _is_source(reading, m)]
    if not organisations:
        return None
    known = _known(reading, kb, person, organisations, role=role)
    if known is not None or only_known:
        return known
    sentence = reading.sentence_at(start)
    here = [m for m in organisations if sentence is not None and sentence.start <= m.start < start]
    if len({m.entity_id for m in here}) == 1:
        return here[-1]
    known = _known(reading, kb, person, organisations, role=None)
    return known if known is not None or only_near else _main(organisations, start, role)


def _main(organisations: list[Mention], start: int, role: str) -> Mention | None:
    """Return the organisation that a text is about: named far more often than any other, or first and no less often.

    A director may be one of a plant or a unit: the second half is not enough for "executive".
    """
    counts = Counter(m.entity_id for m in organisations)
    (main, most), *others = counts.most_common(2)
    if most < 2 * (others[0][1] if others else 1):
        main = organisations[0].entity_id
        if counts[main] < most or role == "executive" or (others and most < _TWICE):
            return None
    before = [m for m in organisations if m.entity_id == main and m.start < start]
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
    return (
        words.press_before.search(before) is not None
        or words.press_after.match(reading.view[mention.end : mention.end + 40]) is not None
    )
