"""Which of the events found in a text are given, and how sure of each the finder is: learnt weights of their traits.

Here: the weights and the decision. Not here: the traits (traits), the training (training/event_evidence). A logistic
regression, stored as whole thousandths in weights.json: a trait that is there adds its weight.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import exp
from typing import Any, NamedTuple

from depeche.errors import ContractError
from depeche.language.events.evidence.traits import Found, all_traits
from depeche.model import EventMention
from depeche.paths import PACKAGE

_SCALE = 1000
_LEAST_SENTENCES = 8  # a shorter text is no article: too little in it speaks for or against an event


class Weights(NamedTuple):
    """What each trait says; thousandths, so that sums are exact anywhere."""

    base: int
    given_from: float  # the probability from which an event is given
    doubtful_from: float  # the same for one that lacks what the sense of its word needs
    traits: Mapping[str, int]


@cache
def _weights() -> Weights:
    path = PACKAGE / "language" / "events" / "evidence" / "weights.json"
    return read_weights(json.loads(path.read_text(encoding="utf-8")))


def read_weights(stored: Mapping[str, Any]) -> Weights:
    """Return stored weights; those that are no share and whole numbers are refused."""
    weights = Weights(stored["base"], stored["given_from"], stored["doubtful_from"], stored["traits"])
    numbers = (weights.base, *weights.traits.values())
    are_shares = all(0 <= share <= 1 for share in (weights.given_from, weights.doubtful_from))
    if not are_shares or not all(isinstance(number, int) for number in numbers):
        raise ContractError("evidence/weights.json holds no share and whole thousandths: train it anew.")
    return weights


def probability(traits: Iterable[str], weights: Weights) -> float:
    """Return how likely an event with such traits is one that a reader would note."""
    total = weights.base + sum(weights.traits.get(trait, 0) for trait in traits)
    return 1 / (1 + exp(-total / _SCALE))


def weigh(found: Sequence[Found], sentence_count: int, *, weights: Weights | None = None) -> list[EventMention]:
    """Return the events that enough speaks for, in order, each with its probability as confidence."""
    used = weights or _weights()
    given = []
    for item, traits in zip(found, all_traits(found), strict=True):
        sure = probability(traits, used)
        is_short = sentence_count < _LEAST_SENTENCES and not item.is_doubtful
        if is_short or sure >= (used.doubtful_from if item.is_doubtful else used.given_from):
            given.append(replace(item.event, confidence=round(sure, 2)))
    return given
