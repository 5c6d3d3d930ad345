"""Affiliations of a verb or a bare apposition: "PER, qui dirige ORG", "ORG, fondée par PER", "PER, du cabinet ORG,".

Here: patterns without a role phrase. Role phrases are in `phrases` and `attachment`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from depeche.language.affiliations.grammar import Grammar
from depeche.language.affiliations.masking import ORG, PER, PERSON, Masked
from depeche.model import AffiliationStatus, Mention, Span


class Stated(NamedTuple):
    """A person, a role, an organisation (None: the one spoken of); `words`: the role's wording in the masked text."""

    person: Mention
    role: str
    organisation: Mention | None
    status: AffiliationStatus
    words: Span | None
    rule: str


def stated_by_verbs(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    """Yield what the clauses of a sentence state."""
    if PER not in sentence.text:
        return
    if ORG in sentence.text:
        yield from _active(sentence, g)
        yield from _passive(sentence, g)
        yield from _belonging(sentence, g)
    for pattern, role in g.fronted:
        for match in pattern.finditer(sentence.text):
            people = [
                sentence.by_start[match.start("people") + m.start()] for m in re.finditer(PERSON, match["people"])
            ]
            for person in people:
                yield Stated(person, role, None, "current", Span(*match.span("words")), "fronted")
    for match in g.removal.finditer(sentence.text):
        organisation = sentence.by_start.get(match.start("org")) if match["org"] else None
        person = sentence.by_start[match.start("per")]
        yield Stated(person, "board_member", organisation, "former", Span(*match.span("words")), "removal")


def _active(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    for pattern, role, is_past in g.active:
        for match in pattern.finditer(sentence.text):
            person, organisation = sentence.by_start.get(match.start("per")), sentence.by_start.get(match.start("org"))
            if person and organisation:
                status: AffiliationStatus = "former" if is_past else "current"
                yield Stated(person, role, organisation, status, Span(*match.span("words")), "verb")


def _passive(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    for pattern, role in g.passive:
        for match in pattern.finditer(sentence.text):
            others = (match.start("more") + more.start() for more in re.finditer(PERSON, match["more"]))
            for start in (match.start("per"), *others):
                organisation = sentence.by_start[match.start("org")]
                yield Stated(
                    sentence.by_start[start], role, organisation, "current", Span(*match.span("words")), "passive"
                )


def _belonging(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    """Yield people named with their organisation: "PER (ORG)", "PER, du cabinet ORG,", "PER à la tête d'ORG"."""
    for pattern, role in g.belonging:
        for match in pattern.finditer(sentence.text):
            person, organisation = sentence.by_start.get(match.start("per")), sentence.by_start.get(match.start("org"))
            if person and organisation:
                words = Span(*match.span("words")) if "words" in pattern.groupindex else None
                yield Stated(person, role, organisation, "current", words, "belonging")
