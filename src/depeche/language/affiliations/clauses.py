"""Affiliations of a verb or a bare apposition: "PER, qui dirige ORG", "ORG, fondée par PER", "PER, du cabinet ORG,".

Here: patterns without a role phrase. Role phrases are in `phrases` and `attachment`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
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
        yield from _objects(sentence, g)
        yield from _passive(sentence, g)
        yield from _chaired(sentence, g)
    yield from _of_the_one_spoken_of(sentence, g)
    yield from _founded_together(sentence, g)
    yield from _headships(sentence, g)
    yield from _offices(sentence, g)
    if ORG in sentence.text:
        yield from _belonging(sentence, g)
        yield from _came_from(sentence, g)
        yield from _created(sentence)
        yield from _timed(sentence)
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
            organisation = sentence.by_start[match.start("org")] if match["org"] else None
            office = Span(*match.span("words"))
            left: AffiliationStatus = "current" if status == "incoming" else "former"
            yield Stated(sentence.by_start[match.start("per")], role, organisation, left, office, "succession")
            if match["next"] is not None and (successor := sentence.by_start.get(match.start("next"))):
                yield Stated(successor, role, organisation, status, office, "succession")


def _active(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    for found, role, status in g.active:
        for match in found.finditer(sentence.text):
            person, organisation = sentence.by_start.get(match.start("per")), sentence.by_start.get(match.start("org"))
            is_of_board = role == "president" and pattern("board").search(match.group()) is not None
            if person is None or organisation is None or is_of_board or _is_complement(sentence, match):
                continue
            is_part = role == "ceo" and _is_of_part(sentence.text[match.end("words") : match.start("org")])
            held = "executive" if is_part else role
            people = [person]
            if role == "founder":
                people += [*_beside(sentence, person), *_together(sentence, match.end())]
            found_in = [organisation, *_further(sentence, match.end())] if role == "board_member" else [organisation]
            for one in people:
                for place in found_in:
                    yield Stated(one, held, place, status, Span(*match.span("words")), "verb")


def _is_complement(sentence: Masked, match: re.Match[str]) -> bool:
    """Say whether the person is no subject of the verb but belongs to one: "le frère de PER travaille chez ORG"."""
    before = pattern("relative_of").search(sentence.text, 0, match.start("per"))
    return before is not None and pattern("relative").match(sentence.text, match.end("per")) is None


def _objects(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    """Yield what a relative clause says of its object: "ORG, que PER a fondée avec PER"."""
    for found, role, status in g.object_before:
        for match in found.finditer(sentence.text):
            organisation, person = sentence.by_start[match.start("org")], sentence.by_start[match.start("per")]
            people = [person, *([sentence.by_start[match.start("second")]] if match["second"] else [])]
            if role == "founder":
                people += _together(sentence, match.end())
            for one in people:
                yield Stated(one, role, organisation, status, Span(*match.span("words")), "verb")


def _is_of_part(between: str) -> bool:
    """Say whether a part is led, no whole: "dirige la rédaction d'ORG", but "dirige le groupe ORG"."""
    return pattern("of_part").search(between) is not None


def _of_the_one_spoken_of(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    """Yield who leads or founded "l'entreprise", and those with whom it was founded."""
    for found, role, status in (*g.active_generic, *g.active_clitic):
        for match in found.finditer(sentence.text):
            person = sentence.by_start[match.start("per")]
            together = _together(sentence, match.end()) if role == "founder" else []
            for one in (person, *together):
                yield Stated(one, role, None, status, Span(*match.span("words")), "verb")
    for founded in g.cofounded:
        for match in founded.finditer(sentence.text):
            organisation = sentence.by_start[match.start("org")] if match["org"] else None
            for name in re.finditer(PERSON, match["people"]):
                person = sentence.by_start[match.start("people") + name.start()]
                yield Stated(person, "founder", organisation, "current", Span(*match.span("words")), "verb")


def _founded_together(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    """Yield who founded what a relative clause follows: "l'entreprise, qu'elle a fondée avec PER"."""
    for found, role, status in (*g.object_generic, *g.object_pronoun):
        for match in found.finditer(sentence.text):
            parts = match.groupdict()
            holders = [sentence.by_start[match.start(name)] for name in ("per", "second") if parts.get(name)]
            owned = sentence.by_start[match.start("org")] if parts.get("org") else None
            for one in (*holders, *(_together(sentence, match.end()) if role == "founder" else ())):
                yield Stated(one, role, owned, status, Span(*match.span("words")), "verb")


def _created(sentence: Masked) -> Iterator[Stated]:
    """Yield by whom an organisation was created: "la création d'ORG par PER et PER"."""
    for match in pattern("created").finditer(sentence.text):
        others = (match.start("more") + more.start() for more in re.finditer(PERSON, match["more"]))
        for start in (match.start("per"), *others):
            organisation, words_of = sentence.by_start[match.start("org")], Span(*match.span("words"))
            yield Stated(sentence.by_start[start], "founder", organisation, "current", words_of, "creation")


def _timed(sentence: Masked) -> Iterator[Stated]:
    """Yield jobs and chairs with a time between verb and organisation: "PER travaille depuis vingt ans chez ORG"."""
    for name, role in (("works_since", "employee"), ("board_chaired", "chair")):
        for match in pattern(name).finditer(sentence.text):
            person, organisation = sentence.by_start[match.start("per")], sentence.by_start[match.start("org")]
            yield Stated(person, role, organisation, "current", Span(*match.span("words")), "verb")


def _beside(sentence: Masked, person: Mention) -> list[Mention]:
    """Return the people who are one subject with a person: "PER et PER ont fondé ORG"."""
    before = pattern("subjects_before").search(sentence.text, 0, person.start - sentence.offset)
    return [sentence.by_start[before.start() + m.start()] for m in re.finditer(PERSON, before[0])] if before else []


def _together(sentence: Masked, at: int) -> list[Mention]:
    """Return the people with whom something is done: "PER a fondé ORG en 2012 avec PER"."""
    found = pattern("together").match(sentence.text, at)
    return [sentence.by_start[found.start() + m.start()] for m in re.finditer(PERSON, found[0])] if found else []


def _further(sentence: Masked, at: int) -> list[Mention]:
    """Return the organisations that go on a list: "siège aux conseils d'ORG et d'ORG"."""
    found = []
    while match := pattern("came_from_next").match(sentence.text, at):
        found.append(sentence.by_start[match.start("org")])
        at = match.end()
    return found


def _came_from(sentence: Masked, g: Grammar) -> Iterator[Stated]:
    """Yield people named with whom they worked for before: "PER, passée par ORG et ORG"."""
    for match in chain(g.came_from.finditer(sentence.text), pattern("came_from_before").finditer(sentence.text)):
        person, organisation = sentence.by_start[match.start("per")], sentence.by_start[match.start("org")]
        more = match.start("more") if "more" in match.re.groupindex else match.end()
        for place in (organisation, *_further(sentence, more)):
            yield Stated(person, "employee", place, "former", Span(*match.span("words")), "career")


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
    for match in chain(g.interim.finditer(sentence.text), pattern("interim_held").finditer(sentence.text)):
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
    for found, role, status in (*g.headship, *g.handed):
        for match in found.finditer(sentence.text):
            named = match.groupdict().get("org")
            person = sentence.by_start.get(match.start("per"))
            organisation = sentence.by_start.get(match.start("org")) if named else None
            if person and (organisation or not named):
                is_provisional = status == "current" and pattern("provisional").search(sentence.text)
                told: AffiliationStatus = "interim" if is_provisional else status
                yield Stated(person, role, organisation, told, Span(*match.span("words")), "headship")


def _ministers(sentence: Masked) -> Iterator[Stated]:
    """Yield people who are named to a ministry: "la nomination de PER au ministère de l'Agriculture"."""
    for match in pattern("to_ministry").finditer(sentence.text):
        person, organisation = sentence.by_start.get(match.start("per")), sentence.by_start.get(match.start("org"))
        if person and organisation and organisation.surface.casefold().startswith(words("ministry")):
            yield Stated(person, "minister", organisation, "current", None, "ministry")
