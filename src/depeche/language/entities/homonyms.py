"""Choose among the imported entities that bear one name: by their kind, by what describes them, by how known they are.

Here: several bearers of one name. Not here: whether the name means any of them (see `gazetteer`), and homonyms of the
shipped files, where a person has said what tells them apart (`context`).
"""

from __future__ import annotations

import re

from depeche.kb import Hit, KnowledgeBase
from depeche.kb.records import folded
from depeche.language.entities.spans import Candidate

_WORD = re.compile(r"\w+")
_BETTER_KNOWN = 4  # times as many pages: then the name alone means this one
_SHORTEST_WORD = 5  # of a description that tells something


def meant(view: str, hit: Hit, kb: KnowledgeBase, recognised: Candidate | None) -> tuple[str, ...]:
    """Return whom a name may mean; `recognised` is what the recogniser takes it for, if it found the same name.

    Of several imported bearers it is one: of the recognised kind, and better described by the text's words or much
    better known than the others; none where that leaves two.
    """
    if len(hit.keys) == 1 or kb.imported is None or hit.keys[0] in kb.entities:
        return hit.keys
    keys = [key for key in hit.keys if recognised is None or kb[key].label == recognised.label]
    if len(keys) < 2:
        return tuple(keys)
    words = frozenset(_WORD.findall(folded(view)))
    told = sorted(((len(_description(kb, key) & words), kb.imported.fame(key), key) for key in keys), reverse=True)
    (fits, pages, best), (others_fit, others_pages, _) = told[0], told[1]
    return (best,) if fits > others_fit or pages >= _BETTER_KNOWN * max(1, others_pages) else ()


def _description(kb: KnowledgeBase, key: str) -> frozenset[str]:
    """Return the telling words of an entity's description."""
    described = _WORD.findall(folded(kb[key].description or ""))
    return frozenset(word for word in described if len(word) >= _SHORTEST_WORD)
