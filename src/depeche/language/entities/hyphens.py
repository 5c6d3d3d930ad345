"""Organisations joined by hyphens, each named for itself: "CGT-CFDT", "la fusion Zorvia-Kelt".

Here: which parts of such a name are organisations of their own. Not here: companies whose name has a hyphen.
"""

from __future__ import annotations

from collections.abc import Sequence

from depeche.kb import KnowledgeBase, find_names
from depeche.language.entities.spans import Candidate


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
