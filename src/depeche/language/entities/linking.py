"""Give every mention an entity: that of the knowledge base, else one named after the most complete name here.

The local id depends on label and normalised name alone, so that the same name gets the same id in every document; what
may be merged across documents is settled in `resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from depeche.ids import local_entity_id
from depeche.kb import KbEntity, KnowledgeBase
from depeche.kb.records import folded
from depeche.language.entities.aliases import family_names, first_words, is_house_of
from depeche.language.entities.lexicon import lexicon
from depeche.language.entities.spans import Candidate
from depeche.language.entities.wordings import pattern
from depeche.model import Label, LinkedEntity

_ACRONYM = re.compile(r"[A-ZÀ-Ý]{2,8}")


def linked(view: str, candidates: Sequence[Candidate], kb: KnowledgeBase) -> tuple[list[str], dict[str, LinkedEntity]]:
    """Return the entity id of each candidate, and the entities."""
    complete = _complete_names(view, candidates)
    ids, surfaces = [], dict[str, list[str]]()
    found: dict[str, tuple[Label, str, str | None]] = {}
    for c in candidates:
        surface = view[c.start : c.end]
        key = c.kb_key or _known(kb, complete.get((c.label, surface), surface), c.label)
        if key:
            identifier = kb[key].wikidata or local_entity_id(kb[key].label, folded(kb[key].name))
            found.setdefault(identifier, (kb[key].label, kb[key].name, key))
        else:
            name = complete.get((c.label, surface), surface)
            identifier = local_entity_id(c.label, folded(_core(name, c.label)))
            found.setdefault(identifier, (c.label, name, None))
        ids.append(identifier)
        surfaces.setdefault(identifier, []).append(surface)
    return ids, {i: _entity(i, *found[i], surfaces[i], kb) for i in found}


def _entity(
    identifier: str, label: Label, name: str, key: str | None, surfaces: list[str], kb: KnowledgeBase
) -> LinkedEntity:
    known: KbEntity | None = kb[key] if key else None
    aliases = dict.fromkeys((*(known.aliases if known else ()), *sorted(set(surfaces))))
    aliases.pop(name, None)
    return LinkedEntity(
        entity_id=identifier,
        name=name,
        label=label,
        wikidata_id=known.wikidata if known else None,
        kb_key=key,
        aliases=tuple(aliases),
        description=known.description if known else None,
    )


def _known(kb: KnowledgeBase, name: str, label: Label) -> str | None:
    """Return the one entity of this label that bears a name, case and accents aside; no ordinary word leads to one."""
    keys = [k for k in kb.bearers(folded(name)) if kb[k].label == label and not kb[k].is_ordinary]
    return keys[0] if len(keys) == 1 else None


def _core(name: str, label: Label) -> str:
    """Return a name without what varies: legal form, "groupe", article."""
    if label == "ORG":
        name = pattern("legal_form").sub("", pattern("group").sub("", name))
        name = pattern("article_of_name").sub("", name)
    return name or "?"


def _complete_names(view: str, candidates: Sequence[Candidate]) -> dict[tuple[Label, str], str]:
    """Return, for a wording of the document, the fuller name that it stands for: last or first names, acronyms."""
    complete: dict[tuple[Label, str], str] = {
        ("PER", last): full for last, (full, _) in family_names(view, candidates).items()
    }
    firsts: dict[str, set[str]] = {}
    for c in candidates:
        surface = view[c.start : c.end]
        if c.label == "PER" and " " in surface:
            firsts.setdefault(surface.split()[0], set()).add(surface)
    for first, full in firsts.items():
        if len(full) == 1:
            complete.setdefault(("PER", first), next(iter(full)))
    begins = first_words(view, candidates) - lexicon().organisation_prefix
    for c in candidates:
        surface = view[c.start : c.end]
        if c.label == "ORG" and " " in surface and surface.split()[0] in begins and not c.kb_key:
            complete[("ORG", surface.split()[0])] = surface
    for c in candidates:
        surface = view[c.start : c.end]
        if c.label == "ORG" and surface.count(" ") == 1 and is_house_of(surface, surface.split()[1], lexicon()):
            complete.setdefault(("ORG", surface.split()[1]), surface)
    for long, short in _acronyms(view, candidates):
        complete[("ORG", short)] = long
    return complete


def _acronyms(view: str, candidates: Sequence[Candidate]) -> list[tuple[str, str]]:
    """Return (long form, acronym) pairs that the document gives, one of them in brackets after the other."""
    pairs = []
    for one, two in pairwise(candidates):
        between = view[one.end : two.start]
        if one.label == "ORG" == two.label and between.strip() == "(" and view[two.end : two.end + 1] == ")":
            first, second = view[one.start : one.end], view[two.start : two.end]
            if _ACRONYM.fullmatch(second) and _initials_fit(first, second):
                pairs.append((first, second))
            elif _ACRONYM.fullmatch(first) and _initials_fit(second, first):
                pairs.append((second, first))
    return pairs


def _initials_fit(long: str, acronym: str) -> bool:
    """Say whether an acronym's letters begin words of the long form, in order."""
    initials = "".join(word[0] for word in re.split(r"[\s'-]+", folded(long)) if word)
    at = -1
    for letter in folded(acronym):
        at = initials.find(letter, at + 1)
        if at == -1:
            return False
    return True
