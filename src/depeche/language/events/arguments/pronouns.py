"""Whom 'il' and 'elle' go on about: the subject of the clause before, person or organisation, that agrees in gender.

Here: subjects of this sentence and of the two before. Not here: the other ways to a pronoun (referents), roles (heard).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from depeche.language.events.arguments.subjects import first_name_in
from depeche.language.events.arguments.voice import nominal_at
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Nominal, Scene
from depeche.language.events.topic import may_be_topic
from depeche.language.quotes.cast import Hearing
from depeche.language.quotes.genders import Gender
from depeche.language.quotes.near import agrees, in_marks
from depeche.model import Mention

_SENTENCES = 3
_MAIN = ("ROOT", "conj", "parataxis")
_NOUN_KINDS = frozenset(("person", "org", "body"))


class Meant(NamedTuple):
    """What a subject answers: the entity, None where it is somebody without a name."""

    kind: str
    entity_id: str | None


Resolve = Callable[[Scene, Nominal], Any]


class _Search(NamedTuple):
    """How subjects are read, and whom a pronoun passes over where another answers."""

    resolve: Resolve
    passed_over: frozenset[str]


def subject_meant(scene: Scene, index: int, *, resolve: Resolve) -> Meant | None:
    """Return whom the 'il' or 'elle' at a token goes on about; None where no subject before it answers."""
    wanted = _of_pronoun(scene.lower[index])
    if wanted is None:
        return None
    found = _look_back(scene, index, wanted, 0, _Search(resolve, scene.topic.lawyers))
    return found or _look_back(scene, index, wanted, 0, _Search(resolve, frozenset()))


def spoken_of_before(scene: Scene, index: int, *, resolve: Resolve) -> Meant | None:
    """Return whom the 'le', 'l'', 'lui' at a token means, where it is not in its sentence: who is spoken of before."""
    return _look_back(scene, index, _of_article(scene.lower[index]), 1, _Search(resolve, frozenset()))


def _of_pronoun(word: str) -> Gender | None:
    if word in word_set("masculine_pronouns"):
        return "masculine"
    return "feminine" if word in word_set("feminine_pronouns") else None


def _of_article(word: str) -> Gender | None:
    if word in word_set("masculine_articles"):
        return "masculine"
    return "feminine" if word in word_set("feminine_articles") else None


def _look_back(scene: Scene, index: int, wanted: Gender | None, skipped: int, search: _Search) -> Meant | None:
    """Return the subject that agrees in the nearest sentence back that has one, the last few left out."""
    if not isinstance(scene.reading, Hearing):
        return None
    here = scene.sentence.sentence_index
    for number in range(here - skipped, max(-1, here - _SENTENCES), -1):
        there = scene if number == here else scene.other(number)
        if there is None:
            continue
        for token in _subjects(there, scene.start(index), is_quoted=in_marks(scene.reading, scene.start(index))):
            found = _answer(there, token, wanted, search)
            if found is not None:
                return found
        alone = _only_named(scene, index, wanted, search) if there is scene and wanted is not None else None
        if alone is not None:
            return alone
    return None


def _only_named(scene: Scene, index: int, wanted: Gender, search: _Search) -> Meant | None:
    """Return the only person, else the only organisation, that a sentence names before a pronoun and that agrees.

    None where it opens with a preposition: 'selon X, il', 'par la voix de X, il' do not go on about X.
    """
    if scene.doc[0].pos_ == "ADP" and scene.lower[0] not in word_set("topic_openers"):
        return None
    named = [n for n in scene.names if n.end <= index and n.mention is not None]
    for kind in ("person", "org"):
        found = {
            meant
            for n in named
            if n.kind == kind and n.mention is not None
            for meant in (_named(scene, kind, n.mention, wanted, search),)
            if meant is not None and (kind == "person" or may_be_topic(scene.reading, n.mention))
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _subjects(scene: Scene, before: int, *, is_quoted: bool) -> Iterator[Any]:
    """Yield the subjects of a sentence that stand before a place, those of main clauses first, the last first."""
    assert isinstance(scene.reading, Hearing)
    found = [
        token
        for token in scene.doc
        if token.dep_.startswith("nsubj")
        and scene.start(token.i) < before
        and in_marks(scene.reading, scene.start(token.i)) == is_quoted
    ]
    yield from sorted(found, key=lambda token: (token.head.dep_ not in _MAIN, -token.i))


def _answer(scene: Scene, token: Any, wanted: Gender | None, search: _Search) -> Meant | None:
    """Return whom a subject means, where it agrees with a pronoun after it; None where the pronoun means another."""
    nominal = nominal_at(scene, token.i) or first_name_in(scene, token.i)
    if nominal is None or "Plur" in token.morph.get("Number"):
        return None
    if nominal.mention is not None:
        return _named(scene, nominal.kind, nominal.mention, wanted, search)
    if nominal.kind == "pronoun":
        told = _of_pronoun(scene.lower[token.i].removeprefix("-t").lstrip("-"))
        if told is None or wanted not in (None, told):
            return None
        return _resolved(scene, nominal, search)
    gender = _GENDERS.get("".join(token.morph.get("Gender")))
    if nominal.kind not in _NOUN_KINDS or (wanted is not None and gender not in (None, wanted)):
        return None
    return _resolved(scene, nominal, search)


def _resolved(scene: Scene, nominal: Nominal, search: _Search) -> Meant | None:
    """Return whom a subject without a name means, None where that is somebody passed over."""
    referent = search.resolve(scene, nominal)
    return Meant(referent.kind, referent.entity_id) if referent.entity_id not in search.passed_over else None


_GENDERS = {"Fem": "feminine", "Masc": "masculine"}


def _named(scene: Scene, kind: str, mention: Mention, wanted: Gender | None, search: _Search) -> Meant | None:
    reading = scene.reading
    assert isinstance(reading, Hearing)
    if kind == "person":
        is_meant = agrees(reading, mention, wanted) and mention.entity_id not in search.passed_over
    else:
        is_told = kind == "org" and mention.entity_id not in scene.topic.outlets
        is_meant = is_told and (wanted is None or _gender_of(reading, mention) in (None, wanted))
    return Meant(kind, mention.entity_id) if is_meant and mention.entity_id is not None else None


def _gender_of(reading: Hearing, mention: Mention) -> Gender | None:
    """Return the gender that the article before any name of an organisation tells ('la Finma')."""
    for other in reading.mentions:
        if other.entity_id != mention.entity_id:
            continue
        before = reading.view[max(0, other.start - 4) : other.start].lower().split()
        told = _of_article(before[-1]) if before else None
        if told is not None:
            return told
    return None
