"""Carry names through a document: a last name after the full name, a wording found once to all its places.

A last name shared by two people of the document is never carried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set

from depeche.language.entities.boundaries import is_name
from depeche.language.entities.cues import evidence
from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import CAPITAL, Candidate, occurrences, overlaps, starts_sentence
from depeche.language.entities.wordings import pattern
from depeche.language.reading import Reading

_NEXT, _PREVIOUS = re.compile(rf" [{CAPITAL}][a-zà-öø-ÿ]"), re.compile(rf"([{CAPITAL}][\w'-]+) $")
_SHORTEST = 3
_TWICE = 2
_SURE_OF_HOUSE = 2.0  # … where the company stands in full, too
_SURE = 4.0  # what words beside a family name weigh together, where a company bears it, too


def last_name(full: str) -> str:
    """Return the family name of a full name, with its particle when that has a capital ("Le Pen", but "Meo")."""
    found = pattern("particle_name").search(full)
    if found and found.start() > 0:
        name = found.group()
        while name[0].islower():
            name = name.split(" ", 1)[1]
        return name
    return full.rsplit(" ", 1)[-1]


def family_names(view: str, candidates: Sequence[Candidate]) -> dict[str, tuple[str, str | None]]:
    """Return, for each last name that one person alone bears here, the full name and its key in the knowledge base."""
    bearers: dict[str, dict[str, str | None]] = {}
    for c in candidates:
        surface = view[c.start : c.end]
        if c.label == "PER" and " " in surface:
            bearers.setdefault(last_name(surface), {}).setdefault(surface, c.kb_key)
    return {
        name: next(iter(full.items()))
        for name, full in bearers.items()
        if _is_one_person(full) and len(name) >= _SHORTEST
    }


def houses(
    view: str, candidates: Sequence[Candidate], families: Iterable[str], lexicon: Lexicon
) -> dict[str, list[Candidate]]:
    """Return the last names that are also a company's here ("le verrier Aubrac"), each with its places as such."""
    found: dict[str, list[Candidate]] = {}
    standing: dict[str, list[Candidate]] = {}
    for c in candidates:
        if not c.kb_key:
            standing.setdefault(view[c.start : c.end], []).append(c)
    for name in families:
        places = standing.get(name, [])
        votes = [evidence(view, c.start, c.end, lexicon) for c in places]
        is_house = any(is_house_of(view[c.start : c.end], name, lexicon) for c in candidates if c.label == "ORG")
        if sum(vote.get("ORG", 0.0) for vote in votes) >= (_SURE_OF_HOUSE if is_house else _SURE):
            found[name] = [c for c, vote in zip(places, votes, strict=True) if not vote.get("PER")]
    return found


def is_house_of(full: str, name: str, lexicon: Lexicon) -> bool:
    """Say whether an organisation's name is a common head and a name: "Maisons Aubrac", "FC Vire"."""
    head, _, rest = full.partition(" ")
    return rest == name and (head in lexicon.organisation_prefix or head.isupper())


def _is_one_person(full: dict[str, str | None]) -> bool:
    keys = {key for key in full.values() if key}
    return len(full) == 1 or (len(keys) == 1 and all(full.values()))


def first_words(view: str, candidates: Sequence[Candidate]) -> Set[str]:
    """Return the words that begin one organisation's name alone in this document: "Acme" of "Acme Industries"."""
    names = {view[c.start : c.end] for c in candidates if c.label == "ORG"}
    counts = Counter(name.split()[0] for name in names if " " in name)
    return {word for word, count in counts.items() if count == 1 and len(word) > _SHORTEST}


def carried(reading: Reading, candidates: list[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates and the further places where their wordings and last names stand."""
    view = reading.view
    surfaces: dict[str, Candidate] = {}
    for c in candidates:
        surfaces.setdefault(view[c.start : c.end], c)
    families = family_names(view, candidates)
    companies = houses(view, candidates, families, lexicon)
    for name, (full, key) in families.items():
        if name in companies:
            continue
        surfaces[name] = Candidate(0, 0, "PER", "alias", 1.0, key if key else surfaces[full].kb_key)
    found = list(candidates)
    for surface, model in sorted(surfaces.items(), key=lambda item: (-len(item[0]), item[0])):
        if len(surface) < _SHORTEST or not surface[0].isupper() or surface.casefold() in lexicon.common_words:
            continue
        for start in occurrences(view, surface):
            end = start + len(surface)
            if overlaps(start, end, found) or not _is_name_there(reading, start, end, model.label, lexicon):
                continue
            found.append(Candidate(start, end, model.label, "alias", 0.9, model.kb_key))
            found.sort()
    return found


def lengthened(view: str, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates, each as long as a wording of the document that stands at its place.

    The recogniser finds "Acme" in "Acme Optique" where the line has no verb; what it gives once only is no model.
    """
    counts = Counter(view[c.start : c.end] for c in candidates if not c.kb_key)
    longer = {surface for surface, count in counts.items() if " " in surface and count >= _TWICE}
    found = list(candidates)
    for surface in sorted(longer, key=lambda s: (-len(s), s)):
        sample = next(c for c in candidates if view[c.start : c.end] == surface)
        for start in occurrences(view, surface):
            end = start + len(surface)
            inside = [c for c in found if start <= c.start and c.end <= end and c.end - c.start < end - start]
            touched = [c for c in found if c.start < end and start < c.end]
            if inside and inside == touched and not any(c.kb_key for c in inside):
                found = [c for c in found if c not in inside] + [sample._replace(start=start, end=end)]
    return sorted(found)


def relabelled_people(view: str, candidates: Sequence[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates, a lone last name or first name being the person whose full name stands in the document."""
    families = family_names(view, candidates)
    surfaces = {view[c.start : c.end] for c in candidates if c.label == "PER"}
    firsts = {s.split()[0] for s in surfaces if " " in s} & lexicon.first_names
    organisations = first_words(view, candidates) - lexicon.first_names
    companies = {place for places in houses(view, candidates, families, lexicon).values() for place in places}
    answer = []
    for c in candidates:
        full = families.get(view[c.start : c.end])
        if c in companies:
            c = c._replace(label="ORG")
        elif full and not c.kb_key:
            c = c._replace(label="PER", kb_key=full[1])
        elif not c.kb_key and view[c.start : c.end] in firsts:
            c = c._replace(label="PER")
        elif not c.kb_key and c.label == "PER" and view[c.start : c.end] in organisations:
            c = c._replace(label="ORG")
        answer.append(c)
    return answer


def _is_name_there(reading: Reading, start: int, end: int, label: str, lexicon: Lexicon) -> bool:
    """Say whether a wording carried from elsewhere is that name here, not a part of a longer one."""
    view = reading.view
    if not is_name(reading, start, end, lexicon, is_family_name=label == "PER"):
        return False
    if " " not in view[start:end] and pattern("many").search(view[max(0, start - 10) : start]):
        return False
    if _NEXT.match(view[end : end + 3]) and " " not in view[start:end]:
        return False
    previous = _PREVIOUS.search(view[max(0, start - 30) : start])
    if previous is None or " " in view[start:end]:
        return True
    at = max(0, start - 30) + previous.start()
    return starts_sentence(view, at, reading.sentence_at(start)) or view[start:end].isupper()
