"""Long names: a head and its complements, "Centre pour la recherche sur le climat", "rue de Rivoli".

The recogniser may cut them at a small word or miss them. Here: how far the complements reach, without a parse; where it
found more, its limits hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import CAPITAL, Candidate, starts_sentence
from depeche.language.entities.wordings import glued, pattern, words
from depeche.language.reading import Reading

_STRONGER, _LONGEST = 11.0, 110
_ARTICLE = 6  # characters of an article after a verb


def institution_names(
    reading: Reading, lexicon: Lexicon, known_starts: Set[int], recognised: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield long names of institutions and streets; they stop where a name that is known by itself begins."""
    people = {c.start for c in recognised if c.label == "PER"}
    for name in _institutions(reading, lexicon, known_starts, people):
        if not any(_is_better(c, name) for c in recognised):
            yield name


def _is_better(found: Candidate, name: Candidate) -> bool:
    """Say whether the recogniser found the same name and more of it."""
    return found.label == name.label and found.start <= name.start and name.end < found.end


def _institutions(reading: Reading, lexicon: Lexicon, organisations: Set[int], people: Set[int]) -> Iterator[Candidate]:
    """Yield heads with their complements."""
    view, known_starts = reading.view, organisations | people
    for head in lexicon.institution_head.finditer(view):
        if head.start() in known_starts or not lexicon.complement.match(view, head.end()):
            continue
        is_by_place = head.group() in words("named_by_place")
        needs_capital = is_by_place or starts_sentence(view, head.start(), reading.sentence_at(head.start()))
        end = _extended(view, head.end(), known_starts, lexicon, needs_capital=needs_capital)
        if end:
            yield Candidate(head.start(), end, "ORG", "model", _STRONGER)
    for head in lexicon.lower_institution_head.finditer(view):
        if pattern("class_noun").match(view, head.start()):
            continue
        end = _extended(view, head.end(), known_starts, lexicon, needs_capital=True)
        if end:
            yield Candidate(head.start(), end, "ORG", "model", _STRONGER)
    for name in lexicon.ministry.finditer(view):
        yield Candidate(name.start(), name.end(), "ORG", "model", _STRONGER)
    yield from _seats(view, lexicon, people)
    for head in lexicon.lower_place_head.finditer(view):
        street = lexicon.street.match(view, head.end())
        if street:
            yield Candidate(head.start(), street.end(), "LOC", "model", _STRONGER)


def _seats(view: str, lexicon: Lexicon, people: Set[int]) -> Iterator[Candidate]:
    """Yield offices and what nature made with the place whose name they bear: "parquet de Montbrume", "lac de Vire"."""
    for head in lexicon.lower_seat_head.finditer(view):
        seat = pattern("seat_name").match(view, head.end())
        # "le président de la métropole Anne Roy": somebody's name at once, none that the office bears
        if seat and head.end() + 1 not in people:
            yield Candidate(head.start(), seat.end(), "ORG", "model", _STRONGER)
    for head in lexicon.lower_nature_head.finditer(view):
        if named := pattern("nature_name").match(view, head.end()):
            yield Candidate(head.start(), named.end(), "LOC", "model", _STRONGER)


def _extended(view: str, at: int, known_starts: Set[int], lexicon: Lexicon, *, needs_capital: bool) -> int | None:
    """Return where the complements of a head end; None without any, or without a capital where one is needed."""
    end, has_capital, last_capital, steps, has_purpose = at, False, at, 0, False
    while end - at < _LONGEST and steps < 6:
        following = lexicon.next_capital.match(view, end)
        if following and following.start() < following.end():
            name = re.search(rf"[{CAPITAL}]", following.group())
            begin = following.start() + (name.start() if name else 0)
            if steps and (begin in known_starts or lexicon.institution_head.match(view, begin)):
                break
            link = view[following.start() + 1 : begin]
            if not _goes_on(link, has_purpose=has_purpose) or _is_time(following.group(), lexicon):
                break
            has_purpose = has_purpose or link.startswith(words("purpose"))
            stop = min(
                (place - 1 for place in known_starts if begin < place < following.end()), default=following.end()
            )
            end, has_capital, last_capital = stop, True, stop
            if stop < following.end():
                steps += 1
                break
        elif lower := lexicon.next_lower.match(view, end):
            if _ends_before(lower.group(), lexicon, is_first=not steps):
                break
            end = lower.end()
        elif (adjective := lexicon.next_adjective.match(view, end)) and not _is_time(adjective.group(), lexicon):
            end = adjective.end()
        else:
            break
        steps += 1
    if steps == 0:
        return None
    if needs_capital:
        return _with_adjective(view, last_capital, lexicon) if has_capital else None
    acts = pattern("acts_behind").search(view, at, min(len(view), end + _ARTICLE))
    return acts.start() if acts and acts.start() < end else end  # "la Cour des comptes critique la région"


def _goes_on(link: str, *, has_purpose: bool) -> bool:
    """Say whether small words lead to a further complement: "et de", after a purpose also "et la", but no bare "et"."""
    if not link.startswith(glued("and")) or pattern("of_too").match(link):
        return True
    return has_purpose and link.startswith(words("purpose_goes_on"))


def _ends_before(complement: str, lexicon: Lexicon, *, is_first: bool) -> bool:
    """Say whether a complement in small letters is none of the name's: a time, "du pays", a second one with "pour"."""
    if _is_time(complement, lexicon) or _points_here(complement, lexicon):
        return True
    return not is_first and complement.startswith(words("no_second_complement"))


def _with_adjective(view: str, end: int, lexicon: Lexicon) -> int:
    """Return the end with an adjective after the last capital word: "ministère de la Transition écologique"."""
    adjective = lexicon.next_adjective.match(view, end)
    return adjective.end() if adjective else end


def _points_here(complement: str, lexicon: Lexicon) -> bool:
    return complement.replace("'", " ").rsplit(" ", 1)[-1] in lexicon.here_words


def _is_time(complement: str, lexicon: Lexicon) -> bool:
    return any(word.casefold() in lexicon.time_words for word in re.findall(r"\w+", complement))
