"""Affiliations of a verb or a bare apposition: "PER, qui dirige ORG", "ORG, fondée par PER", "PER, du cabinet ORG,".

Here: patterns without a role phrase. Role phrases are in `phrases` and `attachment`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from depeche.language.affiliations.grammar import Grammar
from depeche.language.affiliations.masking import ORG, PER, PERSON, Masked
from depeche.language.affiliations.wordings import pattern, words
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
        yield from _chaired(sentence, g)
    yield from _headships(sentence, g)
    yield from _offices(sentence, g)
    if ORG in sentence.text:
        yield from _belonging(sentence, g)
    for found, role in g.generic_passive:
        for match in found.finditer(sentence.text):
            others = (match.start("more") + more.start() for more in re.finditer(PERSON, match["more"]))
            for start in (match.start("per"), *others):
                yield Stated(sentence.by_start[start], role, None, "current", Span(*match.span("words")), "passive")
    for found, role in g.fronted:
        for match in found.finditer(sentence.text):
            people = [
                sentence.by_start[match.start("people") + m.start()] for m in re.finditer(PERSON, match["people"])
            ]
            organisation = sentence.by_start[match.start("org")] if match["org"] else None
            for person in people:
                yield Stated(person, role, organisation, "current", Span(*match.span("words")), "fronted")
    yield from _ministers(sentence)
    yield from _successions(sentence, g)
    for match in g.removal.finditer(sentence.text):
        organisation = sentence.by_start.get(match.start("org")) if match["org"] else None
        person = sentence.by_start[match.start("per")]
        yield Stated(person, "board_member", organisation, "former", Span(*match.span("words")), "removal")


def _successions(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    """Yield the one who follows in a post, and the one who leaves it: "PER a succédé à PER à la tête d'ORG"."""
    for found, role, status in g.following:
        for match in found.finditer(sentence.text):
            organisation = sentence.by_start.get(match.start("org"))
            if organisation is None:
                continue
            office = Span(*match.span("words"))
            left: AffiliationStatus = "current" if status == "incoming" else "former"
            yield Stated(sentence.by_start[match.start("per")], role, organisation, left, office, "succession")
            if match["next"] is not None and (successor := sentence.by_start.get(match.start("next"))):
                yield Stated(successor, role, organisation, status, office, "succession")


def _active(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    for found, role, status in g.active:
        for match in found.finditer(sentence.text):
            person, organisation = sentence.by_start.get(match.start("per")), sentence.by_start.get(match.start("org"))
            if person and organisation and not pattern("board").search(match.group()):
                yield Stated(person, role, organisation, status, Span(*match.span("words")), "verb")


def _chaired(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    """Yield who presides over a board: "PER préside depuis 2018 le conseil d'administration d'ORG"."""
    for chairs, role, status in g.chaired:
        for match in chairs.finditer(sentence.text):
            organisation = sentence.by_start.get(match.start("org"))
            if match["per"] and organisation:
                person = sentence.by_start[match.start("per")]
                yield Stated(person, role, organisation, status, Span(*match.span("words")), "verb")


def _offices(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    """Yield who takes or leaves an office of the organisation spoken of: "PER prend la direction technique"."""
    for held, role, status in g.opened_office:
        for match in held.finditer(sentence.text):
            person = sentence.by_start[match.start("per")]
            yield Stated(person, role, None, status, Span(*match.span("words")), "office")
    for match in g.interim.finditer(sentence.text):
        person = sentence.by_start[match.start("per")]
        yield Stated(person, "ceo", None, "interim", Span(*match.span("words")), "interim")


def _passive(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    for found, role in g.passive:
        for match in found.finditer(sentence.text):
            others = (match.start("more") + more.start() for more in re.finditer(PERSON, match["more"]))
            for start in (match.start("per"), *others):
                organisation = sentence.by_start[match.start("org")]
                yield Stated(
                    sentence.by_start[start], role, organisation, "current", Span(*match.span("words")), "passive"
                )


def _belonging(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    """Yield people named with their organisation: "PER (ORG)", "PER, du cabinet ORG,", "PER à la tête d'ORG"."""
    for found, role in g.belonging:
        for match in found.finditer(sentence.text):
            person, organisation = sentence.by_start.get(match.start("per")), sentence.by_start.get(match.start("org"))
            if person and organisation:
                office = Span(*match.span("words")) if "words" in found.groupindex else None
                is_house = role == "ceo" and g.house.match(organisation.surface) is not None
                yield Stated(person, "executive" if is_house else role, organisation, "current", office, "belonging")


def _headships(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    """Yield people whom an office in the shape of a noun of action makes a head: "élu PER à la présidence du club"."""
    for found, role, status in g.headship:
        for match in found.finditer(sentence.text):
            named = match.groupdict().get("org")
            person = sentence.by_start.get(match.start("per"))
            organisation = sentence.by_start.get(match.start("org")) if named else None
            if person and (organisation or not named):
                yield Stated(person, role, organisation, status, Span(*match.span("words")), "headship")


def _ministers(sentence: Masked) -> Iterator[Stated]:
    """Yield people who are named to a ministry: "la nomination de PER au ministère de l'Agriculture"."""
    for match in pattern("to_ministry").finditer(sentence.text):
        person, organisation = sentence.by_start.get(match.start("per")), sentence.by_start.get(match.start("org"))
        if person and organisation and organisation.surface.casefold().startswith(words("ministry")):
            yield Stated(person, "minister", organisation, "current", None, "ministry")
