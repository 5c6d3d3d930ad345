"""Whether two short texts on one matter agree: by their events and figures, else by their wording.

For `depeche annotate` with a second text. Not used for a corpus: wording alone is no evidence between articles that
merely share a topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from depeche.model import Annotation, Article, Claim, Document, ReadArticle
from depeche.resolve.compare import compatible
from depeche.resolve.corpus import resolve_one_story
from depeche.resolve.names import folded, singular, words_of
from depeche.resolve.relations import Kind
from depeche.resolve.vocabulary import wording

_TOKEN = re.compile(r"[^\W_]+|[.;:!?,]")
_STEM = 6  # letters that two forms of a word share
_ENOUGH_CLASHES = (
    2  # words that one text negates; a single one may be chance, unless it is what the negation turns round
)
_ENOUGH_SHARED = 0.5  # of the shorter text's words, for opposites and figures


class Agreement(NamedTuple):
    """How one text bears on the other."""

    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The stems of a text, affirmed and negated, and its folded wording."""

    affirmed: frozenset[str]
    negated: frozenset[str]
    turned: frozenset[str]  # of the negated: those that a negation turns round, the first telling ones after it
    folded: str
    is_negated: bool

    @property
    def all(self) -> frozenset[str]:
        return self.affirmed | self.negated


def relate(one: tuple[str, Annotation], other: tuple[str, Annotation]) -> tuple[Agreement, ...]:
    """Return how two texts bear on each other; nothing when they are compatible. Each is given with its annotation."""
    found = _by_events(one, other)
    if any(agreement.kind in ("contradicts", "denies") for agreement in found):
        return found
    left, right = _read(*one), _read(*other)
    clash = next(_by_wording(left, right, one[1].claims, other[1].claims), None)
    return (clash,) if clash else found


def _by_events(one: tuple[str, Annotation], other: tuple[str, Annotation]) -> tuple[Agreement, ...]:
    """Return the relations that resolve finds between the events and figures of the two texts."""
    resolution = resolve_one_story([_article("a", *one), _article("b", *other)])
    found = {Agreement(relation.kind, relation.reason) for relation in resolution.relations}
    return tuple(sorted(found))


def _article(name: str, text: str, annotation: Annotation) -> ReadArticle:
    document = Document(name, name, None, "text/plain", None, 0, "", None, None, "article")
    article = Article(name, None, text, None, None, None, None, None, None, None, 1.0, (), (), ())
    return ReadArticle(document, article, annotation)


def _by_wording(left: _Words, right: _Words, ours: Sequence[Claim], theirs: Sequence[Claim]) -> Iterator[Agreement]:
    """Yield what makes the wordings contradict each other, the surest first."""
    reasons = wording().reasons
    shared = len(left.all & right.all) / max(1, min(len(left.all), len(right.all)))
    if left.is_negated != right.is_negated:
        clash = _negated_in_one(left, right)
        is_turned = bool(clash & (left.turned | right.turned)) and shared >= _ENOUGH_SHARED
        if (len(clash) >= _ENOUGH_CLASHES or is_turned) and not left.negated & right.negated:
            yield Agreement("contradicts", reasons["negation"].format(words=", ".join(sorted(clash)[:3])))
        return
    if shared < _ENOUGH_SHARED:
        return
    for sides in wording().opposites:
        for here, there in (sides, sides[::-1]):
            if _only(left, here, there) and _only(right, there, here):
                yield Agreement("contradicts", reasons["opposite"].format(left=here[0], right=there[0]))
    for one in ours:
        same = [other for other in theirs if _counts_alike(one, other)]
        if same and not any(compatible(one, other) for other in same):
            yield Agreement("contradicts", reasons["number"].format(left=one.surface, right=same[0].surface))


def _negated_in_one(left: _Words, right: _Words) -> frozenset[str]:
    """Return the words that one text only negates and the other only affirms."""
    return ((left.negated - left.affirmed) & (right.affirmed - right.negated)) | (
        (right.negated - right.affirmed) & (left.affirmed - left.negated)
    )


def _only(words: _Words, present: Sequence[str], absent: Sequence[str]) -> bool:
    return _has(words, present) and not _has(words, absent)


def _has(words: _Words, beginnings: Sequence[str]) -> bool:
    return any(f" {beginning}" in words.folded for beginning in beginnings)


def _counts_alike(one: Claim, other: Claim) -> bool:
    """Tell whether two figures have measure, unit and the last word of what they count in common."""
    if (one.measure, one.unit) != (other.measure, other.unit):
        return False
    left, right = words_of(one.subject_surface or ""), words_of(other.subject_surface or "")
    return one.unit == "percent" or bool(left and right and singular(left[0]) == singular(right[0]))


def _read(text: str, annotation: Annotation) -> _Words:
    """Return the telling stems of a text by whether a negation covers them."""
    rules = wording()
    negations = {cue.start for cue in annotation.cues if cue.kind == "negation"}
    affirmed: set[str] = set()
    negated: set[str] = set()
    turned: set[str] = set()
    reach, is_fresh, is_negated = 0, False, False
    for token in _TOKEN.finditer(text):
        word = folded(token.group())
        if token.group() == ",":
            reach = min(reach, rules.reach_after_comma)
        elif not word or word in rules.ends:
            reach = 0
        elif word == "non" and text[token.end() : token.end() + 1] == "-":
            reach = max(reach, 1)  # 'non-vaccinés' negates one word
        elif token.start() in negations or word.startswith(rules.negators):
            reach, is_fresh, is_negated = rules.reach, True, True
        elif word not in rules.empty and len(word) > 2 and not word.isdigit():
            stem = singular(word)[:_STEM]
            (negated if reach else affirmed).add(stem)
            if is_fresh:
                turned.add(stem)
            reach, is_fresh = max(0, reach - 1), False
    return _Words(frozenset(affirmed), frozenset(negated), frozenset(turned), f" {folded(text)} ", is_negated)
