"""The subject that follows its reporting verb: 'explique Anne Roy', 'a confié mardi à La Gazette le maire, Paul Aubry'.

Here: what may stand between such a verb and its subject. Subjects before the verb belong to `speakers`.
"""

from __future__ import annotations

import re

from depeche.language.quotes.cast import Hearing
from depeche.language.quotes.phrases import is_person_noun
from depeche.language.quotes.speakers import CLAUSE_STOP, Speaker, is_governed, of_phrase, of_pronoun
from depeche.language.quotes.verbs import Said, cues
from depeche.language.quotes.wordings import pattern
from depeche.model import Mention, Span

_REACH = 110  # characters after a verb in which its subject is looked for
_ADJUNCTS = 4


def inverted_subject(reading: Hearing, said: Said, end: int) -> Speaker | None:
    """Return the subject that follows its verb: 'explique Marie Legrand, directrice de …'."""
    if said.pronoun is not None:
        return of_pronoun(reading, said.pronoun, Span(said.start, said.end))
    stop = CLAUSE_STOP.search(reading.view, said.end, min(end, said.end + _REACH))
    limit = stop.start() if stop else min(end, said.end + _REACH)
    start = _after_adjuncts(reading, said.end, limit)
    for mention in reading.mentions_in(start, limit):
        if mention.label not in ("PER", "ORG", "MISC", "PROD"):
            continue
        between = reading.view[start : mention.start]
        if pattern("has_that").search(between):
            break
        if (_is_titled(mention, between) and not _is_someone_close(between)) or _is_apposed(mention, between):
            return Speaker(Span(mention.start, mention.end), mention.entity_id, "name")
        if pattern("preposition").search(between.lower()) and not (
            between.endswith(", ") and mention.label == "PER" and not _is_someone_close(between)
        ):
            continue
        if mention.label != "PER" and between.strip(" ") and _has_titled_person(reading, start, mention, limit):
            continue
        if not between.strip(" ") or not is_governed(between):
            return Speaker(Span(mention.start, mention.end), mention.entity_id, "name")
    noun = pattern("inverted_noun").match(reading.view, start, limit)
    return of_phrase(reading, Span(noun.start("noun"), noun.end("noun"))) if noun else None


def _after_adjuncts(reading: Hearing, at: int, limit: int) -> int:
    """Return where what says when and to whom something was said ends: 'mardi', 'à La Gazette', 'vers 18 heures'."""
    for _ in range(_ADJUNCTS):
        end = _adjunct_end(reading, at)
        if end is None or end >= limit:
            break
        at = end
    return at


def _adjunct_end(reading: Hearing, at: int) -> int | None:
    view = reading.view
    plain = pattern("aside").match(view, at) or pattern("clock").match(view, at)
    if plain is not None:
        return plain.end()
    day = next((d for d in reading.dates if 0 <= d.start - at <= 1 and d.end > at), None)
    if day is not None and view[at] == " ":
        return day.end
    means = pattern("by_means").match(view, at)
    if means is not None and not any(is_person_noun(word) for word in means["what"].split()):
        return means.end()
    lead = pattern("to_whom").match(view, at)
    if lead is None:
        return None
    party = next((m for m in reading.mentions_in(lead.end(), lead.end() + _REACH) if m.start == lead.end()), None)
    if party is not None and party.label != "PER":
        return party.end
    named = pattern("unknown_party").match(view, lead.end())
    person = next(iter(reading.mentions_in(lead.end(), lead.end() + _REACH)), None)
    if named is None or person is None or person.label != "PER":
        return None
    return person.start - 1 if lead.end() < person.start - 1 <= named.end() else None


def _has_titled_person(reading: Hearing, start: int, other: Mention, limit: int) -> bool:
    """Whether the phrase goes on to a person: 'critique la députée ORG de LOC PER', 'le PDG, PER'."""
    return any(
        _is_titled(mention, between) or _is_apposed(mention, between)
        for mention in reading.mentions_in(other.end, limit)
        for between in (reading.view[start : mention.start],)
    )


def _is_titled(mention: Mention, between: str) -> bool:
    """Whether what stands between a verb and a person is that person's post."""
    return mention.label == "PER" and pattern("titled").fullmatch(between) is not None and not is_governed(between)


def _is_apposed(mention: Mention, between: str) -> bool:
    """Whether a person stands in apposition to one who speaks: 'son porte-parole pour l'Europe, PER'."""
    if mention.label != "PER" or pattern("apposition").fullmatch(between) is None:
        return False
    nouns = re.findall(r"[\w-]+", between)
    if not cues("impersonal").isdisjoint(noun.lower() for noun in nouns):
        return False
    return len(nouns) > 1 and (len(nouns) == 2 or not is_person_noun(nouns[-1]))


def _is_someone_close(between: str) -> bool:
    """Whether the one who speaks is only close to the name: 'un proche du président, PER'."""
    return not cues("close_to").isdisjoint(re.findall(r"[\w'-]+", between.lower()))
