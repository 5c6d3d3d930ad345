"""The networks that turn words into vectors, as plain array arithmetic on the model's own weights.

spaCy's layers look up, hash and mix the features of every token anew and spend more time between their matrix products
than in them. Here a word's own vector is computed once per process and kept, and the layers that look at its neighbours
are a few array operations. Not here: what is predicted from the vectors (the model's other layers stay as they are).
"""

from __future__ import annotations

from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

MOST_WORDS = 50_000  # kept per network, about 20 MB; then the table starts anew


class Mixture(NamedTuple):
    """A maxout layer with normalisation; `weights` has the pieces of all outputs side by side, piece by piece."""

    weights: Floats  # (inputs, pieces * outputs)
    bias: Floats
    gain: Floats
    shift: Floats
    pieces: int

    def __call__(self, found: Floats) -> Floats:
        """Return the normalised maxima of a product; the product stays as it is."""
        found = found + self.bias
        width = len(self.gain)
        best = np.maximum(found[:, :width], found[:, width : 2 * width])
        for piece in range(2, self.pieces):
            np.maximum(best, found[:, piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.multiply(best, best).mean(axis=1, keepdims=True) + np.float32(1e-8)
        best *= spread**-0.5
        best *= self.gain
        best += self.shift
        return best


class Words:
    """The vector of each word by itself: hashed features and the static vector, mixed."""

    def __init__(self, embed: Any) -> None:
        self._attributes = list(_only(embed, "extract_features").attrs["columns"])
        self._static = _only(embed, "static_vectors").get_param("W").T
        self._hashed = next(n for n in embed.walk() if _is_concatenation_of_hashes(n))
        (self._mix,) = _mixtures(embed)
        self._lock = Lock()
        self._start(MOST_WORDS)

    def _start(self, room: int) -> None:
        self._known: dict[bytes, int] = {}
        self._table = np.empty((room, len(self._mix.gain)), dtype=np.float32)

    def __call__(self, model: Any, docs: list[Any], is_train: bool) -> tuple[list[Floats], Any]:
        """Return one array a document: the form that a layer of the model has."""
        features = [
            doc.to_array([*self._attributes, "ORTH"]).reshape(len(doc), len(self._attributes) + 1) for doc in docs
        ]
        with self._lock:
            vectors = self._vectors(np.concatenate(features), docs[0].vocab)
        return np.split(vectors, np.cumsum([len(doc) for doc in docs])[:-1]), None

    def _vectors(self, features: npt.NDArray[np.uint64], vocabulary: Any) -> Floats:
        keys = features.view(f"V{features.itemsize * features.shape[1]}").ravel().tolist()
        new = {key: at for at, key in enumerate(keys) if key not in self._known}
        if len(self._known) + len(new) > len(self._table):
            new = {key: at for at, key in enumerate(keys)}
            self._start(max(MOST_WORDS, len(new)))
        if new:
            first = len(self._known)
            self._table[first : first + len(new)] = self._computed(features[list(new.values())], vocabulary)
            self._known.update(zip(new, range(first, first + len(new)), strict=True))
        return self._table[[self._known[key] for key in keys]]

    def _computed(self, features: npt.NDArray[np.uint64], vocabulary: Any) -> Floats:
        """Return the vectors of words, each computed alone, so that none depends on the words beside it."""
        orths = features[:, -1].tolist()
        rows = np.asarray([vocabulary.vectors.key2row.get(orth, -1) for orth in orths])
        static = _one_by_one(vocabulary.vectors.data[rows], self._static)
        static[rows < 0] = 0
        hashed = self._hashed.predict(np.ascontiguousarray(features[:, :-1]))
        return self._mix(_one_by_one(np.concatenate((hashed, static), axis=1), self._mix.weights))


class Context:
    """What the neighbours of a word add to its vector: convolutions over three words, each added to its input."""

    def __init__(self, encode: Any) -> None:
        self._layers = _mixtures(encode)
        self._pad = int(encode.attrs["pad"])

    def __call__(self, model: Any, vectors: list[Floats], is_train: bool) -> tuple[list[Floats], Any]:
        """Return one array a document: the form that a layer of the model has."""
        found = model.ops.flatten(vectors, pad=self._pad)
        for layer in self._layers:
            mixed = layer(_windows(found) @ layer.weights)  # on one thread: see nlp.load_french
            mixed += found
            found = mixed
        starts = np.cumsum([self._pad] + [len(v) + self._pad for v in vectors])
        return [found[at : at + len(v)] for at, v in zip(starts.tolist(), vectors, strict=False)], None


def quicken(network: Any) -> None:
    """Put the quick layers into a network of words and their context, in place; it can't be trained then."""
    from thinc.api import Model

    for name, quick in (("embed", Words), ("encode", Context)):
        slow = network.get_ref(name)
        network.replace_node(slow, Model(f"quick_{name}", quick(slow), dims={"nO": network.get_dim("nO")}))


def _one_by_one(rows: Floats, weights: Floats) -> Floats:
    """Multiply each row alone: the product of many rows rounds each by its place among them."""
    return np.concatenate([row @ weights for row in rows[:, None, :]])


def _windows(found: Floats) -> Floats:
    """Return each row between the one before it and the one after it, zeros beyond the ends."""
    rows, width = found.shape
    windows = np.zeros((rows, 3 * width), dtype=np.float32)
    windows[1:, :width] = found[:-1]
    windows[:, width : 2 * width] = found
    windows[:-1, 2 * width :] = found[1:]
    return windows


def _mixtures(model: Any) -> list[Mixture]:
    """Return the maxout layers of a model in order, each with its normalisation."""
    maxouts = [node for node in model.walk(order="dfs_pre") if node.name == "maxout"]
    norms = [node for node in model.walk(order="dfs_pre") if node.name == "layernorm"]
    return [_mixture(maxout, norm) for maxout, norm in zip(maxouts, norms, strict=True)]


def _mixture(maxout: Any, norm: Any) -> Mixture:
    weights = maxout.get_param("W")  # (outputs, pieces, inputs)
    outputs, pieces, inputs = weights.shape
    return Mixture(
        np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * outputs, inputs).T),
        np.ascontiguousarray(maxout.get_param("b").T).ravel(),
        norm.get_param("G"),
        norm.get_param("b"),
        pieces,
    )


def _only(model: Any, name: str) -> Any:
    (node,) = (node for node in model.walk() if node.name == name)
    return node


def _is_concatenation_of_hashes(node: Any) -> bool:
    return bool(node.layers) and all("hashembed" in layer.name for layer in node.layers) and "|" in node.name
