"""A post that begins a sentence and means the person of the one before: "… PER. La fondatrice d'ORG succède à …".

Here: one step back, one person, agreeing in gender. Names in the same sentence are in `attachment`.
"""

from __future__ import annotations

from collections.abc import Iterator

from depeche.language.affiliations.clauses import Stated
from depeche.language.affiliations.grammar import Grammar
from depeche.language.affiliations.masking import ORG, PER, Masked
from depeche.language.affiliations.phrases import RolePhrase
from depeche.language.affiliations.wordings import pattern
from depeche.language.entities.lexicon import lexicon
from depeche.language.reading import Reading
from depeche.model import Mention, Span

_BACK = 3  # sentences between a person and the post that means the person
_LEFT = 60  # characters between a post and the verb's complement


def holder_before(reading: Reading, sentence: Masked, group: list[RolePhrase]) -> Mention | None:
    """Return the one person of the sentence before, where a definite post with its organisation begins this one."""
    first = group[0]
    begins = not sentence.text[: first.start].strip(' «"“')
    is_fronted = any(_is_fronted(sentence, phrase) for phrase in group)
    is_meant = first.is_definite or is_pointed(sentence, first) or is_fronted
    if not begins or first.is_plural or not is_meant or not first.organisations:
        return None
    return person_before(reading, sentence, sentence.text[first.start : first.form_end])


def speaker_before(reading: Reading, sentence: Masked, group: list[RolePhrase]) -> Mention | None:
    """Return the person last spoken of, whose post with its organisation follows their words: '», dit le PDG d'ORG'."""
    first = group[0]
    if first.is_plural or not first.is_definite or not first.organisations:
        return None
    if pattern("says").search(sentence.text, 0, first.start) is None:
        return None
    wording = sentence.text[first.start : first.form_end]
    for index in range(sentence.sentence_index - 1, max(-1, sentence.sentence_index - _BACK - 1), -1):
        before = reading.sentences[index]
        people = [m for m in reading.mentions_in(before.start, before.end) if m.label == "PER"]
        if people:
            entity = reading.entities.get(people[-1].entity_id or "")
            is_one = len({m.entity_id for m in people}) == 1
            return people[-1] if is_one and entity and agree(wording, entity.name.split()[0]) else None
    return None


def is_pointed(sentence: Masked, phrase: RolePhrase) -> bool:
    """Say whether a post points back at somebody: "cette ancienne chercheuse d'ORG"."""
    return pattern("pointed").match(sentence.text, phrase.start, phrase.form_start) is not None


def _is_fronted(sentence: Masked, phrase: RolePhrase) -> bool:
    """Say whether a post without article stands before a pronoun that means its holder: "Fondatrice d'ORG, elle …"."""
    return pattern("fronted_post").match(sentence.text, phrase.end) is not None


def person_before(reading: Reading, sentence: Masked, wording: str) -> Mention | None:
    """Return the one person of the sentence before whose gender does not contradict a post's or a pronoun's."""
    if sentence.sentence_index == 0:
        return None
    before = reading.sentences[sentence.sentence_index - 1]
    people = [m for m in reading.mentions_in(before.start, before.end) if m.label == "PER"]
    if len({m.entity_id for m in people}) != 1:
        return None
    entity = reading.entities.get(people[-1].entity_id or "")
    return people[-1] if entity and agree(wording, entity.name.split()[0]) else None


def is_continued(sentence: Masked, subject: RolePhrase, phrase: RolePhrase, g: Grammar) -> bool:
    """Say whether a further post speaks of the one that begins the sentence: "L'ancien PDG d'ORG restera …"."""
    if phrase.start - subject.end > _LEFT:
        return False
    if is_pointed(sentence, phrase) and sentence.text[subject.end : phrase.start] == ", ":
        return True
    return any(asserted.match(sentence.text[subject.end : phrase.start]) for asserted in g.asserted.values())


def stated_by_pronouns(reading: Reading, sentence: Masked, g: Grammar) -> Iterator[Stated]:
    """Yield what verbs state of "il" and "elle", where that is the one person of the sentence before."""
    if PER in sentence.text or ORG not in sentence.text:
        return
    for asserted, role, status in (*g.pronoun, *g.chaired):
        for match in asserted.finditer(sentence.text):
            pronoun = pattern("pronoun").search(match.group())
            person = person_before(reading, sentence, pronoun.group().lower()) if pronoun else None
            organisation = sentence.by_start.get(match.start("org"))
            if person and organisation and not (role != "chair" and pattern("board").search(match.group())):
                yield Stated(person, role, organisation, status, Span(*match.span("words")), "bridging")


def subject_before(reading: Reading, sentence: Masked, start: int) -> Mention | None:
    """Return who is "elle" at the beginning of a sentence: the person named last before, if of that gender."""
    subject = pattern("subject_pronoun").match(sentence.text, 0, start)
    before = [m for m in reading.mentions if m.label == "PER" and m.start < sentence.offset]
    near = before and sentence.sentence_index - before[-1].sentence_index <= 1
    entity = reading.entities.get(before[-1].entity_id or "") if near else None
    is_meant = subject is not None and entity is not None and agree(subject["pronoun"].lower(), entity.name.split()[0])
    return before[-1] if is_meant else None


def agree(post: str, first_name: str) -> bool:
    """Say whether a post's gender and a first name's do not contradict each other."""
    words, name = lexicon(), first_name.split("-")[0]
    if pattern("feminine_post").match(post):
        return name not in words.masculine_names
    if pattern("masculine_post").match(post):
        return name not in words.feminine_names
    return True
