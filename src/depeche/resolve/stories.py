"""Which articles tell of the same happening: close in time, and alike in who is named, what happened to whom, and in
their telling words.

An article joins the story of the earlier article that it is most like; stories never grow together and never last
longer than two weeks, so that a long affair is several stories. Copies share theirs. Not here: events, which are
told apart far more finely.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from depeche import ids
from depeche.model import ReadArticle
from depeche.resolve.names import words_of
from depeche.resolve.order import Days, gap, publication_days
from depeche.resolve.vocabulary import event_types

# Cosines of the weighted features from which two articles are one story, by the number of events that they share:
# none, one, more. The fewer, the more alike they must be. Unrelated articles of one beat reach 0.09.
_ALIKE = (0.25, 0.15, 0.10)
_ALIKE_UNDATED = (0.40, 0.36, 0.15)  # where one of the two bears no date
_GAP_DAYS = 3
_LONGEST_DAYS = 14
_MOST_FEATURES = 80  # the heaviest of an article
_SEARCHED = 12  # of them, that candidates are looked up by
_CANDIDATES = 24
_MOST_HOLDERS = 400  # the latest articles with a feature that are looked at
_SHORTEST_WORD = 5
_ENTITY, _EVENT = "entity ", "event "  # beginnings of features; a feature without a space is a word
_NAME_WEIGHT = 2.0  # words have 1

Vector = dict[str, float]


def find_stories(
    articles: Sequence[ReadArticle], copies: Mapping[str, str], final: Mapping[str, str]
) -> dict[str, str]:
    """Return document_id -> story_id. `articles` must stand earliest first; copies have the story of their earliest."""
    originals = [read for read in articles if read.document.document_id not in copies]
    vectors = _vectors(originals, final)
    days = [publication_days(read.article) for read in originals]
    homes = _homes(vectors, days)
    stories = {
        read.document.document_id: ids.stable_id("sty", originals[home].document.document_id)
        for read, home in zip(originals, homes, strict=True)
    }
    return {
        read.document.document_id: stories[copies.get(read.document.document_id, read.document.document_id)]
        for read in articles
    }


def _homes(vectors: Sequence[Vector], days: Sequence[Days | None]) -> list[int]:
    """Return for each article the number of the earliest article of its story."""
    holders: dict[str, list[int]] = defaultdict(list)
    homes: list[int] = []
    for number, vector in enumerate(vectors):
        searched = list(vector)[:_SEARCHED]
        home = number
        best = 0.0
        for other in _candidates(vector, searched, holders):
            if not _in_reach(days[number], days[other], days[homes[other]]):
                continue
            likeness = _cosine(vector, vectors[other])
            enough = _ALIKE_UNDATED if days[number] is None or days[other] is None else _ALIKE
            if likeness > best and likeness >= enough[_shared_events(vector, vectors[other])]:
                home, best = homes[other], likeness
        homes.append(home)
        for feature in vector:
            if " " in feature or feature in searched:
                holders[feature].append(number)
    return homes


def _candidates(vector: Vector, searched: Sequence[str], holders: Mapping[str, list[int]]) -> list[int]:
    """Return the earlier articles that share the heaviest features, the most promising first."""
    promise: dict[int, float] = defaultdict(float)
    for feature in searched:
        for other in holders.get(feature, ())[-_MOST_HOLDERS:]:
            promise[other] += vector[feature]
    return heapq.nsmallest(_CANDIDATES, promise, key=lambda other: (-promise[other], other))


def _in_reach(one: Days | None, other: Days | None, beginning: Days | None) -> bool:
    if one is None or other is None:
        return True
    return gap(one, other) <= _GAP_DAYS and (beginning is None or gap(one, beginning) <= _LONGEST_DAYS)


def _cosine(one: Vector, other: Vector) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[feature] for feature, weight in one.items() if feature in other)


def _shared_events(one: Vector, other: Vector) -> int:
    """Return how many events two articles share; two stands for more."""
    return min(2, sum(feature.startswith(_EVENT) and feature in other for feature in one))


def _vectors(articles: Sequence[ReadArticle], final: Mapping[str, str]) -> list[Vector]:
    """Return each article's heaviest features, the heaviest first; rare ones weigh more; length one."""
    counts = [Counter(_features(read, final)) for read in articles]
    spread = Counter(feature for found in counts for feature in found)
    rarity = {holders: math.log(1 + len(articles) / holders) for holders in set(spread.values())}
    vectors = []
    for found in counts:
        weighted = {
            feature: (_NAME_WEIGHT if " " in feature else 1.0) * (1 + math.log(count)) * rarity[spread[feature]]
            for feature, count in found.items()
        }
        chosen = heapq.nsmallest(_MOST_FEATURES, weighted, key=lambda feature: (-weighted[feature], feature))
        length = math.sqrt(sum(weighted[feature] ** 2 for feature in chosen)) or 1.0
        vectors.append({feature: weighted[feature] / length for feature in chosen})
    return vectors


def _features(read: ReadArticle, final: Mapping[str, str]) -> Iterator[str]:
    """Yield entities, events with those they happen to, and longer words, those of the title twice."""
    for mention in read.annotation.mentions:
        if mention.entity_id is not None and mention.label != "LOC":
            yield _ENTITY + final[mention.entity_id]
    for event in read.annotation.events:
        if event.realis == "GENERIC" or event.type in event_types().passing:
            continue
        for argument in event.arguments:
            if argument.entity_id is not None:
                yield f"{_EVENT}{event.type} {final[argument.entity_id]}"
    for line in (*read.article.text.split("\n"), read.article.title or ""):
        yield from (word for word in words_of(line) if len(word) >= _SHORTEST_WORD)
