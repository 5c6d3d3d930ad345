"""What can be wrong in the knowledge base although every file has the right form: names and ids that collide.

Run by the tests; a person who edits the YAML files sees the same messages there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from depeche.kb.records import KnowledgeBase, folded

_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")


class Problem(NamedTuple):
    """One thing to mend, and where."""

    kind: str
    key: str
    detail: str


def is_wikidata_id(text: str) -> bool:
    """Say whether a text has the form of a Wikidata id of an item."""
    return _WIKIDATA.fullmatch(text) is not None


def lint(kb: KnowledgeBase) -> tuple[Problem, ...]:
    """Return what is wrong, in a fixed order; an empty answer means that every full name leads to one entity."""
    return (*_collisions(kb), *_wikidata(kb), *_facts(kb))


def _collisions(kb: KnowledgeBase) -> list[Problem]:
    bearers: dict[str, list[str]] = {}
    for entity in kb.entities.values():
        for name in dict.fromkeys(folded(n) for n in entity.full_names):
            bearers.setdefault(name, []).append(entity.key)
    found = [
        Problem("two entities bear one name", keys[0], f"{name!r} is also a name of {', '.join(keys[1:])}")
        for name, keys in bearers.items()
        if len(keys) > 1
    ]
    for entity in kb.entities.values():
        for kind, names in (("short form", entity.short), ("mistranslation", entity.mistranslations)):
            for name in names:
                others = [
                    key for key in bearers.get(folded(name), ()) if key != entity.key and _same_case(kb, key, name)
                ]
                if others:
                    found.append(
                        Problem(f"{kind} is a full name", entity.key, f"{name!r} is a name of {', '.join(others)}")
                    )
    return found


def _same_case(kb: KnowledgeBase, key: str, name: str) -> bool:
    return name in kb[key].full_names and not kb[key].is_ordinary


def _wikidata(kb: KnowledgeBase) -> list[Problem]:
    found, seen = [], dict[str, str]()
    for entity in kb.entities.values():
        if entity.wikidata is None:
            continue
        if not is_wikidata_id(entity.wikidata):
            found.append(Problem("no Wikidata id", entity.key, repr(entity.wikidata)))
        elif entity.wikidata in seen:
            found.append(Problem("Wikidata id stands twice", entity.key, f"also at {seen[entity.wikidata]}"))
        seen.setdefault(entity.wikidata, entity.key)
    return found


def _facts(kb: KnowledgeBase) -> list[Problem]:
    found = []
    for entity in kb.entities.values():
        for fact in entity.facts:
            if entity.label != "PER":
                found.append(Problem("a post held by no person", entity.key, fact.role))
            if fact.start is not None and fact.end is not None and fact.end < fact.start:
                found.append(
                    Problem("a post that ends before it starts", entity.key, f"{fact.role} {fact.start}-{fact.end}")
                )
    return found
