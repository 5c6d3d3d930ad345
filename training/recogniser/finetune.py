"""Train the recogniser of `fr_core_news_md` further, alone: its own embedding and encoder change, the vectors stay.

Here: one training from labelled paragraphs to weights. Which paragraphs, folds and files, `train.py` decides.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy
import spacy
from corpus import Labelled
from invented import Names, invented
from spacy.training import Example
from thinc.api import Adam, NumpyOps, fix_random_seed, set_current_ops
from typography import printed, renamed

_LETTERS_PER_WORD = 5.5


class Config(NamedTuple):
    """The fields of config.yml."""

    base: str
    seed: int
    folds: int
    epochs: int
    learn_rate: float
    warmup: float
    dropout: float
    batch_words: int
    weight_decay: float
    invented: int
    renamed: float
    rehearsal: float
    runs: int


def recogniser(base: str) -> Any:
    """Return a pipeline that holds nothing but the base model's recogniser."""
    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(base, exclude=["tok2vec", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"])


def trained(paragraphs: Sequence[Labelled], rehearsal: Sequence[Labelled], config: Config) -> bytes:
    """Return the weights after training on the paragraphs: the mean of several runs, which beats each alone."""
    total: list[Any] = []
    for run in range(config.runs):
        model = _run(paragraphs, rehearsal, config, seed=config.seed + run)
        parameters = _parameters(model)
        total = [one + other for one, other in zip(total, parameters, strict=True)] if total else parameters
    _set_parameters(model, [parameter / config.runs for parameter in total])
    return bytes(model.to_bytes())


def _run(paragraphs: Sequence[Labelled], rehearsal: Sequence[Labelled], config: Config, *, seed: int) -> Any:
    """Return the recogniser's model after one training from the base model."""
    fix_random_seed(seed)
    pipeline = recogniser(config.base)
    ner = pipeline.get_pipe("ner")
    optimizer = Adam(
        config.learn_rate, L2=config.weight_decay, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True
    )
    for epoch in range(config.epochs):
        items = _items(paragraphs, rehearsal, config, seed=f"{seed}/{epoch}")
        total, seen, losses = sum(map(_words, items)), 0.0, dict[str, float]()
        for batch in _batches(items, config.batch_words):
            optimizer.learn_rate = _rate((epoch + seen / total) / config.epochs, config)
            examples = [_example(pipeline, paragraph) for paragraph in batch]
            ner.update(examples, drop=config.dropout, sgd=optimizer, losses=losses)
            seen += sum(map(_words, batch))
        print(
            f"seed {seed}, pass {epoch + 1} of {config.epochs}: loss {losses['ner']:.0f}", file=sys.stderr, flush=True
        )
    with ner.model.use_params(optimizer.averages):
        averaged = _parameters(ner.model)
    _set_parameters(ner.model, averaged)
    return ner.model


def _rate(done: float, config: Config) -> float:
    """Return the learning rate when a share of the training is done."""
    return config.learn_rate * min(1.0, done / config.warmup) * (1 - 0.95 * done)


def _words(paragraph: Labelled) -> float:
    return len(paragraph.text) / _LETTERS_PER_WORD


def _items(
    paragraphs: Sequence[Labelled], rehearsal: Sequence[Labelled], config: Config, *, seed: str
) -> list[Labelled]:
    """Return what is learned from in one pass, in order, as print may leave it."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    items = [renamed(p, chance, _other_names(chance)) if chance.random() < config.renamed else p for p in paragraphs]
    items += invented(config.invented, seed=seed)
    items += chance.sample(list(rehearsal), round(len(rehearsal) * config.rehearsal))
    chance.shuffle(items)
    return [printed(p, chance) for p in items]


def _other_names(chance: random.Random) -> Callable[[str, str], str | None]:
    """Return a function that draws another name of the same kind and shape; a last name follows its full name."""
    names = Names(chance)
    families: dict[str, str] = {}

    def draw(label: str, surface: str) -> str | None:
        if label == "PER" and " " in surface:
            full, _, last = names.person()
            families[surface.rsplit(" ", 1)[-1]] = last
            return full
        if label == "PER":
            return families.get(surface) or names.pick("last")
        if label == "ORG" and surface[0].isupper():
            return names.organisation() if " " in surface else names.word()
        if label == "LOC" and " " not in surface:
            return names.town()
        return None

    return draw


def _batches(items: Sequence[Labelled], words: int) -> Iterator[list[Labelled]]:
    batch: list[Labelled] = []
    for item in items:
        batch.append(item)
        if sum(map(_words, batch)) >= words:
            yield batch
            batch = []
    if batch:
        yield batch


def _example(pipeline: Any, paragraph: Labelled) -> Example:
    names = [(n.start, n.end, n.label) for n in paragraph.names]
    return Example.from_dict(pipeline.make_doc(paragraph.text), {"entities": names})


def _parameters(model: Any) -> list[Any]:
    """Return copies of a model's parameters, in the order of its layers."""
    return [node.get_param(name).copy() for node in model.walk() for name in node.param_names if node.has_param(name)]


def _set_parameters(model: Any, parameters: Sequence[Any]) -> None:
    """Set a model's parameters, in the order of its layers."""
    values = iter(parameters)
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, numpy.asarray(next(values), dtype="f"))
