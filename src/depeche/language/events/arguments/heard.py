"""Whom a pronoun or a role means, asked of what the room of quotations knows about the persons of a text.

Here: the way from a nominal group of an event to that knowledge. Not here: the knowledge itself (quotes).
"""

from __future__ import annotations

from depeche.language.events.scene import Nominal, Scene
from depeche.language.quotes.cast import Hearing, holder
from depeche.language.quotes.near import last_named
from depeche.language.quotes.phrases import Phrase, is_anybody, phrase_at
from depeche.language.quotes.pronouns import meant_by
from depeche.model import Span


def pronoun_means(scene: Scene, word: str, place: int) -> str | None:
    """Return the entity that 'il', 'elle', 'celui-ci' means at a place."""
    return meant_by(scene.reading, word, place) if isinstance(scene.reading, Hearing) else None


def role_means(scene: Scene, nominal: Nominal) -> str | None:
    """Return the entity that a role or a kind of organisation takes up ('la directrice', 'le PDG du groupe')."""
    if not isinstance(scene.reading, Hearing):
        return None
    start = scene.start(nominal.start)
    phrase = _phrase(scene, nominal)
    if phrase is None:
        return None
    if is_anybody(phrase):
        return last_named(scene.reading, phrase.gender, start)
    return holder(scene.reading, phrase, start)


def _phrase(scene: Scene, nominal: Nominal) -> Phrase | None:
    """Return the phrase that a group heads, with its complements."""
    inside = [t for t in scene.doc[nominal.head].subtree if t.i >= nominal.start]
    cut = next((t.i for t in inside if t.i > nominal.head and t.dep_ in ("acl:relcl", "appos", "acl", "punct")), None)
    last = max((t.i for t in inside if cut is None or t.i < cut), default=nominal.head)
    return phrase_at(scene.reading, Span(scene.start(nominal.start), scene.end(max(last, nominal.head))))
