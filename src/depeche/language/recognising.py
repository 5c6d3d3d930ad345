"""The recogniser's decisions, worked out for all words at once.

spaCy's recogniser walks through a text word by word and asks at each which of its moves are allowed: to begin a name,
to go on, to end it, a name of one word, none. Outside of a name its choice depends on the word alone, within one on the
word, the one before it and the first. So the choices outside are made for all words in one step, and those within for
all names side by side. Not here: the vectors from which the choices are made (see `networks`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from depeche.language.networks import Floats

Places = npt.NDArray[np.intp]

_NEVER = np.float32(-np.inf)
_SIDE_BY_SIDE = 16  # words; a longer name is followed alone, and only where none before it covers its beginning


class Name(NamedTuple):
    """A name by its tokens, end exclusive."""

    start: int
    end: int
    label: str


class Recogniser:
    """The names of documents by the weights of spaCy's recogniser, with the moves of its greedy search."""

    def __init__(self, component: Any) -> None:
        self._vectors = component.model.get_ref("tok2vec")
        lower, upper = component.model.get_ref("lower"), component.model.get_ref("upper")
        weights = lower.get_param("W")  # (word and its two companions, outputs, pieces, inputs)
        self._roles = [np.ascontiguousarray(role.reshape(-1, role.shape[-1]).T) for role in weights]
        self._absent = lower.get_param("pad")[0].reshape(len(weights), -1)
        self._bias, self._pieces = lower.get_param("b").ravel(), weights.shape[2]
        self._choice, self._choice_bias = upper.get_param("W").T, upper.get_param("b")
        moves = [component.moves.get_class_name(number) for number in range(component.moves.n_moves)]
        self._labels = [move.partition("-")[2] for move in moves]
        self._begins = np.asarray([move.startswith("B-") for move in moves])
        outside = [not (move.startswith(("I-", "L-")) or move == "U-") for move in moves]
        self._outside = np.where(outside, np.float32(0), _NEVER)
        self._is_none = np.asarray([move == "O" for move in moves])
        self._going_on = np.asarray([_move(moves, "I", label) for label in self._labels])
        self._ending = np.asarray([_move(moves, "L", label) for label in self._labels])

    def __call__(self, docs: list[Any]) -> list[list[Name]]:
        """Return the names of each document in order."""
        sizes = [len(doc) for doc in docs]
        if not sum(sizes):
            return [[] for _ in docs]
        vectors = self._vectors.predict(docs)
        is_space = np.concatenate([doc.to_array(["IS_SPACE"]) for doc in docs]).astype(bool)
        limits = np.repeat(np.cumsum(sizes), sizes)  # for each word: where its document ends
        choices = self._choices_outside(vectors, is_space, limits)
        starts = np.flatnonzero(self._begins[choices])
        ends = self._ends(vectors, starts, choices, limits, most=_SIDE_BY_SIDE)

        def end_of(start: int) -> int:
            if start not in ends:
                ends.update(self._ends(vectors, np.asarray([start]), choices, limits))
            return ends[start]

        return self._read(sizes, choices.tolist(), end_of)

    def _choices_outside(self, vectors: Floats, is_space: npt.NDArray[np.bool_], limits: Places) -> Places:
        """Return the best move at each word where no name is open; the last word of a document begins none."""
        scores = self._scores(vectors @ self._roles[0] + self._absent[1] + self._absent[2]) + self._outside
        is_last = np.arange(len(vectors)) + 1 == limits
        scores[np.ix_(is_space, ~self._is_none)] = _NEVER
        scores[np.ix_(is_last, self._begins)] = _NEVER
        return np.asarray(scores.argmax(axis=1))

    def _ends(
        self, vectors: Floats, starts: Places, choices: Places, limits: Places, *, most: int | None = None
    ) -> dict[int, int]:
        """Return where a name that began at each of some words ends, by its start; all grow by a word at a time.

        Those of more than `most` words are left out.
        """
        ends: dict[int, int] = {}
        first, place = vectors[starts] @ self._roles[1], starts + 1
        size = 1
        while len(starts) and (most is None or size < most):
            size += 1
            moves = choices[starts]
            found = vectors[place] @ self._roles[0] + first + vectors[place - 1] @ self._roles[2]
            scores, rows = self._scores(found), np.arange(len(starts))
            goes_on = scores[rows, self._going_on[moves]] > scores[rows, self._ending[moves]]
            goes_on &= place + 1 < limits[starts]
            ends.update(zip(starts[~goes_on].tolist(), (place[~goes_on] + 1).tolist(), strict=True))
            starts, first, place = starts[goes_on], first[goes_on], place[goes_on] + 1
        return ends

    def _scores(self, found: Floats) -> Floats:
        found = found + self._bias
        hidden = np.maximum.reduce([found[:, piece :: self._pieces] for piece in range(self._pieces)])
        scores: Floats = hidden @ self._choice + self._choice_bias
        return scores

    def _read(self, sizes: list[int], choices: list[int], end_of: Callable[[int], int]) -> list[list[Name]]:
        """Return the names that the choices make, read from left to right: within a name none begins."""
        is_none, begins, found, start = self._is_none.tolist(), self._begins.tolist(), [], 0
        for size in sizes:
            names, at, end = [], start, start + size
            while at < end:
                after = end_of(at) if begins[choices[at]] else at + 1
                if not is_none[choices[at]]:
                    names.append(Name(at - start, after - start, self._labels[choices[at]]))
                at = after
            found.append(names)
            start = end
        return found


def _move(moves: list[str], kind: str, label: str) -> int:
    return moves.index(f"{kind}-{label}") if label else 0
