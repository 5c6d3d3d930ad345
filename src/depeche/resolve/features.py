"""By what articles are compared as stories: who is named, what happened to whom, and telling words, rare ones first.

Here: one vector per article. Not here: which articles are one story (`stories`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from depeche.model import ReadArticle
from depeche.resolve.texts import Numbers, Texts
from depeche.resolve.vocabulary import event_types

_MOST_FEATURES = 80  # the heaviest of an article
_SHORTEST_WORD = 5
_NAME_WEIGHT = 2.0  # words have 1

Vector = dict[int, float]
_Name = tuple[str, str]  # a feature that is no word: the type of an event, empty for an entity as such; the entity
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vectors:
    """The heaviest features of each article, heaviest first; each vector has length one."""

    of: tuple[Vector, ...]
    events: tuple[frozenset[int], ...]  # of the features of each article, those that say what happened to whom
    # the same vectors, one after the other
    lengths: Counts
    features: Counts
    weights: NDArray[np.float64]
    are_names: NDArray[np.bool_]  # which of `features` are entities or events, not words


@dataclass(frozen=True, slots=True)
class _Counted:
    """How often each feature occurs in each article; by article, then alphabetically."""

    articles: Counts
    features: Counts
    counts: Counts
    are_named: NDArray[np.bool_]  # by feature
    are_events: NDArray[np.bool_]


def find_vectors(articles: Sequence[ReadArticle], texts: Texts, final: Mapping[str, str]) -> Vectors:
    """Return what articles are compared by; `texts` are theirs."""
    counted = _count(articles, texts, final)
    weights = _weights(counted, len(articles))
    bounds = np.searchsorted(counted.articles, np.arange(len(articles) + 1)).tolist()
    lightest = -weights
    heaviest = [start + lightest[start:end].argsort(kind="stable")[:_MOST_FEATURES] for start, end in pairwise(bounds)]
    lengths = np.array([len(rows) for rows in heaviest], dtype=np.int64)
    chosen = np.concatenate([np.empty(0, dtype=np.int64), *heaviest])
    return _vectors(counted, chosen, weights[chosen], lengths)


def _vectors(counted: _Counted, chosen: Counts, weights: NDArray[np.float64], lengths: Counts) -> Vectors:
    """Return the vectors of the chosen features, which stand article by article."""
    features = counted.features[chosen]
    ends = np.cumsum(lengths)
    spans = [slice(end - length, end) for end, length in zip(ends.tolist(), lengths.tolist(), strict=True)]
    squares = [weight**2 for weight in weights.tolist()]
    norms = np.array([math.sqrt(sum(squares[span])) or 1.0 for span in spans])
    weights = weights / norms.repeat(lengths)
    listed, weighted = features.tolist(), weights.tolist()
    (happens,) = counted.are_events[features].nonzero()
    happenings = features[happens].tolist()
    begins = np.searchsorted(happens, np.append(0, ends)).tolist()
    return Vectors(
        of=tuple(dict(zip(listed[span], weighted[span], strict=True)) for span in spans),
        events=tuple(frozenset(happenings[start:end]) for start, end in pairwise(begins)),
        lengths=lengths,
        features=features,
        weights=weights,
        are_names=counted.are_named[features],
    )


def _weights(counted: _Counted, article_count: int) -> NDArray[np.float64]:
    """Return what each feature weighs in each article: names more than words, rare ones more than common ones.

    How rare a feature is counts in powers of two only: a few more articles must not shift every weight of the corpus,
    and with it which articles are one story.
    """
    holders = np.bincount(counted.features, minlength=len(counted.are_named))
    rarity = np.zeros(holders.max(initial=0) + 1)
    for count in set(holders.tolist()) - {0}:
        rarity[count] = math.log(1 + 2.0 ** round(math.log2(article_count / count)))
    repeated = np.zeros(counted.counts.max(initial=0) + 1)
    for count in set(counted.counts.tolist()):
        repeated[count] = 1 + math.log(count)
    kind = np.where(counted.are_named, _NAME_WEIGHT, 1.0)
    return kind[counted.features] * repeated[counted.counts] * rarity[holders[counted.features]]


def _count(articles: Sequence[ReadArticle], texts: Texts, final: Mapping[str, str]) -> _Counted:
    """Count longer words, those of the title twice, entities, and events with those they happen to."""
    vocabulary = texts.vocabulary
    is_long = np.fromiter((len(word) >= _SHORTEST_WORD for word in vocabulary), dtype=np.bool_, count=len(vocabulary))
    names: dict[_Name, int] = {}
    found: list[Numbers] = [np.empty(0, dtype=np.int32)]
    for read, text in zip(articles, texts.articles, strict=True):
        words = np.concatenate([text.words, text.title])
        named = [names.setdefault(name, len(names)) for name in _names(read, final)]
        found.append(np.concatenate([words[is_long[words]], np.array(named, dtype=np.int32) + len(vocabulary)]))
    forms = [*vocabulary, *(f"event {event} {entity}" if event else f"entity {entity}" for event, entity in names)]
    all_features = np.concatenate(found)
    used = sorted(np.unique(all_features).tolist(), key=forms.__getitem__)
    rank = np.zeros(len(forms), dtype=np.int64)
    rank[used] = np.arange(len(used))
    owners = np.repeat(np.arange(len(articles)), [len(features) for features in found[1:]])
    pairs, counts = np.unique(owners * len(used) + rank[all_features], return_counts=True)
    is_event = np.array([False] * len(vocabulary) + [bool(event) for event, _ in names], dtype=np.bool_)
    owner, feature = np.divmod(pairs, max(1, len(used)))
    return _Counted(owner, feature, counts, np.array(used, dtype=np.int64) >= len(vocabulary), is_event[used])


def _names(read: ReadArticle, final: Mapping[str, str]) -> Iterator[_Name]:
    """Yield who is named in an article, and what happens to whom."""
    for mention in read.annotation.mentions:
        if mention.entity_id is not None and mention.label != "LOC":
            yield "", final[mention.entity_id]
    passing = event_types().passing
    for event in read.annotation.events:
        if event.realis == "GENERIC" or event.type in passing:
            continue
        for argument in event.arguments:
            if argument.entity_id is not None:
                yield event.type, final[argument.entity_id]
