"""A post that begins a sentence and means the person of the one before: "… PER. La fondatrice d'ORG succède à …".

Here: one step back, one person, agreeing in gender. Names in the same sentence are in `attachment`.
"""

from __future__ import annotations

from depeche.language.affiliations.grammar import Grammar
from depeche.language.affiliations.masking import Masked
from depeche.language.affiliations.phrases import RolePhrase
from depeche.language.affiliations.wordings import pattern
from depeche.language.entities.lexicon import lexicon
from depeche.language.reading import Reading
from depeche.model import Mention

_LEFT = 60  # characters between a post and the verb's complement


def holder_before(reading: Reading, sentence: Masked, group: list[RolePhrase]) -> Mention | None:
    """Return the one person of the sentence before, where a definite post with its organisation begins this one."""
    first = group[0]
    begins = not sentence.text[: first.start].strip(' «"“')
    if (
        not begins
        or first.is_plural
        or not first.is_definite
        or not first.organisations
        or sentence.sentence_index == 0
    ):
        return None
    before = reading.sentences[sentence.sentence_index - 1]
    people = [m for m in reading.mentions_in(before.start, before.end) if m.label == "PER"]
    if len({m.entity_id for m in people}) != 1:
        return None
    entity = reading.entities.get(people[-1].entity_id or "")
    wording = sentence.text[first.start : first.form_end]
    return people[-1] if entity and _agree(wording, entity.name.split()[0]) else None


def goes_on(sentence: Masked, subject: RolePhrase, phrase: RolePhrase, g: Grammar) -> bool:
    """Say whether a verb joins a further post to the one that begins the sentence: "L'ancien PDG d'ORG restera …"."""
    if phrase.start - subject.end > _LEFT:
        return False
    return any(joint.match(sentence.text[subject.end : phrase.start]) for joint in g.asserted.values())


def _agree(post: str, first_name: str) -> bool:
    """Say whether a post's gender and a first name's do not contradict each other."""
    words, name = lexicon(), first_name.split("-")[0]
    if pattern("feminine_post").match(post):
        return name not in words.masculine_names
    if pattern("masculine_post").match(post):
        return name not in words.feminine_names
    return True
