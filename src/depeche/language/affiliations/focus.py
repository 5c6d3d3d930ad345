"""Which organisation a phrase without one means: "son PDG", "le PDG de l'entreprise", "le PDG"."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from depeche.kb import KnowledgeBase
from depeche.language.affiliations.lexicon import role_words
from depeche.language.affiliations.masking import Masked
from depeche.language.affiliations.phrases import RolePhrase
from depeche.language.affiliations.wordings import pattern, words
from depeche.language.entities.lexicon import lexicon
from depeche.language.reading import Reading
from depeche.model import Mention, Sentence

_NEAR = 60
_OPENING = 12  # characters before a subject: an article, "le groupe"
_TWICE = 2
_SHORTEST = 4  # letters of a family name that a company is called by
_LEAD = 900  # characters of title and first paragraphs: what a text is about is named there


class Wanted(NamedTuple):
    """What a phrase says of the organisation it means: the noun of "le PDG de la banque", whether it is "son PDG"."""

    generic: str | None = None
    is_possessive: bool = False
    is_corporate: bool = False  # a post of companies and the like, not of the press or the state
    is_union: bool = False  # "son délégué": of the union named last


def organisation_in_focus(
    reading: Reading,
    kb: KnowledgeBase,
    person: Mention,
    role: str,
    start: int,
    *,
    only_known: bool = False,
    only_near: bool = False,
    wanted: Wanted,
    taken: frozenset[str | None] = frozenset(),
    own: frozenset[str | None] = frozenset(),
    left: frozenset[str | None] = frozenset(),
) -> Mention | None:
    """Return the organisation a phrase at `start` means: known for the person, of the sentence, or the main one.

    The knowledge base only chooses among organisations that the text itself names. `taken`: those whose head the text
    names otherwise; `own`: those that the text says the person belongs to;
    `left`: those that the person is said to have left.
    """
    named = [m for m in reading.mentions if m.label == "ORG" and not _is_source(reading, m)]
    known = _known(reading, kb, person, named, role=role)
    if known is not None or only_known:
        return known
    sentence = reading.sentence_at(start)
    if wanted.is_union and sentence and (union := _union_before(named, start, sentence.sentence_index)):
        return union
    organisations = _candidates(reading, kb, named, sentence, wanted)
    if not organisations:
        return None
    bearing = _of_that_name(person, organisations)
    if len({m.entity_id for m in bearing}) == 1:
        return bearing[0]
    if len(own) == 1 and (found := [m for m in reading.mentions if m.label == "ORG" and m.entity_id in own]):
        return min(found, key=lambda m: abs(m.start - start))
    here = _here(reading, organisations, sentence, start, left)
    if len({m.entity_id for m in here}) == 1:
        return here[-1]
    subjects = [m for m in here if not pattern("oblique").search(reading.view[max(0, m.start - _NEAR) : m.start])]
    if wanted.is_possessive and len({m.entity_id for m in subjects}) == 1:
        return subjects[-1]
    if wanted.is_possessive and not here and (subject := _subject_before(reading, organisations, start)):
        return subject
    known = _known(reading, kb, person, organisations, role=None)
    return known if known is not None or only_near else _main(organisations, start, role, taken)


def _here(
    reading: Reading, organisations: list[Mention], sentence: Sentence | None, start: int, left: frozenset[str | None]
) -> list[Mention]:
    """Return the organisations of the sentence before a place that nobody is said to come from."""
    return [
        m
        for m in organisations
        if sentence is not None
        and sentence.start <= m.start < start
        and m.entity_id not in left
        and not pattern("told").search(reading.view[max(0, m.start - _NEAR) : m.start])
    ]


def _union_before(named: list[Mention], start: int, index: int) -> Mention | None:
    """Return the union named last before a place, in its sentence or the two before."""
    unions = [m for m in named if m.start < start and 0 <= index - m.sentence_index <= _TWICE]
    return next((m for m in reversed(unions) if pattern("union").match(m.surface)), None)


def _of_that_name(person: Mention, organisations: list[Mention]) -> list[Mention]:
    """Return the organisations that bear a person's family name: "Aubrac Optique" for "Léa Aubrac"."""
    given, _, family = person.surface.rpartition(" ")
    is_full = bool(given) and len(family) >= _SHORTEST
    return [m for m in organisations if is_full and family in m.surface.split() and given not in m.surface]


def _candidates(
    reading: Reading, kb: KnowledgeBase, named: list[Mention], sentence: Sentence | None, wanted: Wanted
) -> list[Mention]:
    """Return those of the organisations named that a phrase of a sentence can mean, going by their kinds."""
    organisations = [m for m in named if _is_meant(reading, kb, m, wanted)]
    if wanted.generic in role_words().civic and sentence is not None:
        alike = [m for m in named if m.surface.split()[0].lower() == wanted.generic]
        near = [m for m in named if 0 <= sentence.sentence_index - m.sentence_index <= 1]
        organisations = alike or [*organisations, *(m for m in near if _file(reading, kb, m) == "institutions")]
    if organisations or not (wanted.generic is None or wanted.generic in role_words().of_any_kind):
        return organisations
    # an agency or a public establishment has a head, too; it is meant where the text names no company
    return [m for m in named if _file(reading, kb, m) == "institutions" and not _is_authority(m)]


def _is_meant(reading: Reading, kb: KnowledgeBase, mention: Mention, wanted: Wanted) -> bool:
    """Say whether an organisation can be the one a phrase means, going by what kind of organisation it is."""
    roles, file = role_words(), _file(reading, kb, mention)
    if file == "media" and wanted.generic not in roles.of_the_press:
        return False
    if _is_authority(mention) and (wanted.is_corporate or wanted.generic is not None):
        return False
    if file == "institutions" and (wanted.is_corporate or wanted.generic is not None):
        return False
    if file == "organisations" and wanted.generic in roles.civic and wanted.generic not in roles.of_any_kind:
        return False
    first = mention.surface.split()[0].lower()
    if wanted.generic is None or wanted.generic in roles.of_any_kind or first not in roles.kinds:
        return True
    return first == wanted.generic


def _file(reading: Reading, kb: KnowledgeBase, mention: Mention) -> str | None:
    """Return the file of the knowledge base in which an organisation stands."""
    entity = reading.entities.get(mention.entity_id or "")
    return kb[entity.kb_key].file if entity is not None and entity.kb_key is not None else None


def _is_authority(mention: Mention) -> bool:
    """Say whether an organisation is a court, a prefecture or another authority, without posts like a company's."""
    return pattern("authority").match(mention.surface) is not None


def named_ministry(reading: Reading, after: str) -> Mention | None:
    """Return the ministry of the text whose domain follows a minister's post: "le ministre" + "de la Santé"."""
    for mention in reading.mentions:
        head, _, domain = mention.surface.partition(" ")
        is_ministry = mention.label == "ORG" and domain and head.casefold().startswith(words("ministry"))
        if is_ministry and after.strip().casefold().startswith(domain.casefold()):
            return mention
    return None


def _subject_before(reading: Reading, organisations: list[Mention], start: int) -> Mention | None:
    """Return the one organisation of the sentence before the one at `start`, of several that with which it begins."""
    sentence = reading.sentence_at(start)
    if sentence is None or sentence.sentence_index == 0:
        return None
    before = [m for m in organisations if m.sentence_index == sentence.sentence_index - 1]
    opening = reading.sentences[sentence.sentence_index - 1]
    if pattern("generic_subject").match(reading.view, opening.start, opening.end):
        return None
    goes_on = pattern("generic_inside").search(reading.view, sentence.start, start) is not None
    if goes_on and len({m.entity_id for m in before}) > 1:
        return None
    told = [m for m in before if not pattern("oblique").search(reading.view[max(0, m.start - _NEAR) : m.start])]
    if len({m.entity_id for m in told}) == 1:
        return told[-1]
    if not before or before[0].start - reading.sentences[sentence.sentence_index - 1].start > _OPENING:
        return None
    return before[0]


def _main(organisations: list[Mention], start: int, role: str, taken: frozenset[str | None]) -> Mention | None:
    """Return the organisation that a text is about: the one named most by then, of several the first.

    A director may be one of a plant or a unit: for "executive" it must be named far more often than any other.
    """
    if len({m.entity_id for m in organisations}) == 1 and role != "executive":
        before = [m for m in organisations if m.start < start]
        return before[-1] if before else organisations[0]
    early = {m.entity_id for m in organisations if m.start < _LEAD}
    free = [m for m in organisations if m.entity_id not in taken and (not early or m.entity_id in early)]
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
    if not sentence.text[:start].rstrip().lower().endswith(words("credit")) or not before:
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
    press = lexicon()
    before = reading.view[max(0, mention.start - _NEAR) : mention.start]
    if press.press_before.search(before) is not None:
        return True
    is_subject = not before.endswith(words("complement"))  # "la directrice d'ORG affirme" credits the director
    return is_subject and press.press_after.match(reading.view[mention.end : mention.end + 40]) is not None


def may_be_of_company(reading: Reading, sentence: Masked, phrase: RolePhrase) -> bool:
    """Say whether a post may be one of the organisation spoken of, no person's: "son associé" where none is named."""
    if not phrase.is_personal or phrase.generic is not None:
        return True
    form = sentence.text[phrase.form_start : phrase.form_end].lower()
    if not phrase.is_possessive or form not in words("company_posts"):
        return False
    first = max(0, sentence.sentence_index - 1)
    near = reading.mentions_in(reading.sentences[first].start, sentence.offset + phrase.start)
    labels = {m.label for m in near}
    return "ORG" in labels and "PER" not in labels
