"""Names of one word that nobody bears: in a text of some length, a person is named in full somewhere.

Here: "Zorvia" that the recogniser takes for a person again and again, though no "Anna Zorvia" and no "M. Zorvia" stands
in the text; and names joined by hyphens. Not here: last names carried from full ones (`aliases`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from depeche.kb import KnowledgeBase, find_names
from depeche.language.entities.cues import evidence
from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import CAPITAL, Candidate, occurrences
from depeche.language.entities.wordings import pattern

_LONG = 900  # characters of a text in which whoever is spoken of is introduced
_TWICE = 2
_PREVIOUS = re.compile(rf"(?P<word>[{CAPITAL}][\w'-]+) $")
_NEAR = 40


def without_lone_people(view: str, candidates: Sequence[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates, a name of one word being an organisation's where nobody is called so."""
    if len(view) < _LONG:
        return list(candidates)
    borne = {part for c in candidates if c.label == "PER" for part in _parts(view[c.start : c.end])}
    lone = {
        surface
        for c in candidates
        if c.label == "PER" and not c.kb_key and (surface := view[c.start : c.end]) not in borne and " " not in surface
    }
    houses = {surface for surface in lone if not _is_person(view, surface, lexicon)}
    return [c._replace(label="ORG") if c.label == "PER" and view[c.start : c.end] in houses else c for c in candidates]


def _parts(surface: str) -> list[str]:
    """Return the words of a name of several."""
    return surface.split() if " " in surface else []


def _is_person(view: str, surface: str, lexicon: Lexicon) -> bool:
    """Say whether a name of one word may be a person's: a first name, said once only, or with a person's words."""
    places = list(occurrences(view, surface))
    if surface.split("-")[0] in lexicon.first_names or len(places) < _TWICE or not surface[0].isupper():
        return True
    for start in places:
        if evidence(view, start, start + len(surface), lexicon, guess="PER").get("PER"):
            return True
        previous = _PREVIOUS.search(view[max(0, start - _NEAR) : start])
        if (previous and not pattern("article_word").fullmatch(previous["word"])) or pattern("does_as_people").match(
            view, start + len(surface)
        ):
            return True
    return False


def apart(view: str, candidates: Sequence[Candidate], kb: KnowledgeBase) -> list[Candidate]:
    """Return the candidates, organisations joined by hyphens each for itself: "CGT-CFDT", "la fusion Zorvia-Kelt"."""
    names = {view[c.start : c.end] for c in candidates if c.label == "ORG"}
    known = {view[c.start : c.end] for c in candidates if c.kb_key}
    answer: list[Candidate] = []
    for c in candidates:
        parts = _members(view[c.start : c.end].split("-"), kb)
        if len(parts) == 1 or c.label != "ORG" or view[c.start : c.end] in known:
            answer.append(c)
            continue
        keys = {part: _key(part, kb) for part in parts}
        if not all(part in names or keys[part] for part in parts):
            answer.append(c)
            continue
        at = c.start
        for part in parts:
            answer.append(c._replace(start=at, end=at + len(part), kb_key=keys[part]))
            at += len(part) + 1
    return answer


def _members(parts: list[str], kb: KnowledgeBase) -> list[str]:
    """Return the names of a list joined by hyphens, one of which may have a hyphen of its own: "CFE-CGC"."""
    found: list[str] = []
    for part in parts:
        if found and _key(f"{found[-1]}-{part}", kb):
            found[-1] += f"-{part}"
        else:
            found.append(part)
    return found


def _key(name: str, kb: KnowledgeBase) -> str | None:
    """Return the one organisation of the knowledge base that bears a name of initials."""
    hits = [hit for hit in find_names(kb, name) if (hit.start, hit.end) == (0, len(name))]
    keys = [key for hit in hits for key in hit.keys if kb[key].label == "ORG"]
    return keys[0] if len(keys) == 1 and name.isupper() else None
