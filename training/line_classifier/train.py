# /// script
# requires-python = ">=3.11"
# dependencies = ["depeche", "inscriptis", "lxml", "numpy", "scikit-learn", "threadpoolctl"]
# ///
"""Trains the classifier of lines on labelled pages and writes src/depeche/clean/classifier.json.

    python training/line_classifier/train.py FOLDER

FOLDER is the cleaning evaluation: flat.py and data/*/{gold,html,lynx}. Sites are never on both sides of a fold, and
rules that only a page's own site shows are taken away from that page (`unseen`), so that the figures printed are those
of sites nobody has seen. The same pages, the same versions of the libraries: the same file.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pages import MODES, label_lines, load_flat, read_pages
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits
from unseen import Usage

from depeche.clean.article import read_by_rules
from depeche.clean.classifier import could_cut, probabilities, read_weights
from depeche.clean.features import NAMES, describe
from depeche.clean.rules import RuleBook, rule_book
from depeche.language.view import normalised
from depeche.model import Document, Scrape

SEED, FOLDS = 7, 8
TREES, DEPTH, RATE = 100, 3, 0.1
LEAST_LINES_PER_LEAF, SHRINKAGE = 60, 5.0
# Chosen from the table that is printed: from here on F1 on unseen sites hardly gains by cutting more, and recall
# stays near 99 in every mode, 99.5 where hardly more than an article was stored.
CUT_ABOVE, CUT_ABOVE_IN_ARTICLE = 0.8, 0.8
SCALE = 1000  # leaves are whole thousandths: their sum is the same on every machine
TARGET = Path(__file__).resolve().parents[2] / "src" / "depeche" / "clean" / "classifier.json"


@dataclass
class Sample:
    """A reading of one page in one mode."""

    mode: str
    site: str
    rows: NDArray[np.float32]
    labels: list[str | None]
    sizes: NDArray[np.float64]  # tokens of each line
    is_free: NDArray[np.bool_]  # the classifier may cut the line
    is_kept: NDArray[np.bool_]  # the rules keep the line, or a part of it
    scores: NDArray[np.float64]

    @property
    def is_page(self) -> bool:
        """Whether a whole page was stored."""
        return bool(self.rows[0, NAMES.index("is_page")])

    def usable(self) -> NDArray[np.bool_]:
        """Return which lines teach: those that are free, and required or boilerplate for certain."""
        return self.is_free & np.array([label in ("R", "B") for label in self.labels])


def make_samples(folder: Path) -> list[Sample]:
    """Read every page in every mode by the rules of unseen sites."""
    pages = read_pages(folder)
    tokens = load_flat(folder).toks
    usage = Usage(rule_book(), pages)
    samples: list[Sample] = []
    for page in pages:
        book = usage.book_without(page.site)
        for mode in MODES:
            if mode in page.texts:
                sample = _sample(mode, page.texts[mode], book)
                if sample is not None:
                    made, texts = sample
                    made.site = page.site
                    made.labels = label_lines(page, texts, tokens)
                    made.sizes = np.array([len(tokens(text)) for text in texts], dtype=np.float64)
                    samples.append(made)
    return samples


def _sample(mode: str, raw: str, book: RuleBook) -> tuple[Sample, list[str]] | None:
    document = Document("doc", "a.txt", None, "text/plain", "utf-8", len(raw), "0", raw, None, "article")
    reading, _ = read_by_rules(normalised(raw), Scrape(document), book)
    if reading is None:
        return None
    size = len(reading.lines)
    is_free = np.zeros(size, dtype=bool)
    is_free[could_cut(reading)] = True
    is_kept = np.array([verdict is None or verdict.start is not None for verdict in reading.verdicts])
    sample = Sample(mode, "", describe(reading, range(size)), [], np.zeros(size), is_free, is_kept, np.zeros(size))
    return sample, [raw[line.start : line.end] for line in reading.lines]


def fit(samples: Sequence[Sample]) -> dict[str, object]:
    """Return the weights learnt from samples, as they are stored."""
    chosen = [sample.usable() for sample in samples]
    rows = np.vstack([sample.rows[use] for sample, use in zip(samples, chosen, strict=True)])
    is_debris = np.concatenate(
        [np.array(sample.labels)[use] == "B" for sample, use in zip(samples, chosen, strict=True)]
    )
    weight = np.concatenate([_weight(sample)[use] for sample, use in zip(samples, chosen, strict=True)])
    model = HistGradientBoostingClassifier(
        max_iter=TREES, max_depth=DEPTH, max_leaf_nodes=2**DEPTH, learning_rate=RATE,
        min_samples_leaf=LEAST_LINES_PER_LEAF, l2_regularization=SHRINKAGE, early_stopping=False, random_state=SEED,
    )  # fmt: skip
    model.fit(rows, is_debris, sample_weight=weight)
    return _stored(model)


def _weight(sample: Sample) -> NDArray[np.float64]:
    """Return what a line counts: longer lines more, and each page about the same."""
    required = sum(size for size, label in zip(sample.sizes, sample.labels, strict=True) if label == "R")
    return np.asarray(10 * np.sqrt(sample.sizes + 1) / np.sqrt(max(required, 1.0)))


def _stored(model: HistGradientBoostingClassifier) -> dict[str, object]:
    """Return a model as plain numbers: every tree filled up to full depth, in heap order."""
    inner, leaves = 2**DEPTH - 1, 2**DEPTH
    features, thresholds, values = [], [], []
    for (predictor,) in model._predictors:
        heap: dict[int, int] = {0: 0}
        feature, threshold, value = [0] * inner, [0.0] * inner, [0] * leaves
        for place in range(inner + leaves):
            node = predictor.nodes[heap[place]]
            if place >= inner:
                value[place - inner] = round(SCALE * float(node["value"]))
            elif node["is_leaf"]:
                heap[2 * place + 1] = heap[2 * place + 2] = heap[place]
            else:
                feature[place] = int(node["feature_idx"])
                threshold[place] = float(np.float32(node["num_threshold"]))
                heap[2 * place + 1], heap[2 * place + 2] = int(node["left"]), int(node["right"])
        features.append(feature)
        thresholds.append([round(number, 6) for number in threshold])
        values.append(value)
    return {
        "base": round(SCALE * float(model._baseline_prediction.ravel()[0])),
        "cut_above": CUT_ABOVE,
        "cut_above_in_article": CUT_ABOVE_IN_ARTICLE,
        "features": features,
        "thresholds": thresholds,
        "leaves": values,
        "names": list(NAMES),
    }


def cross_validate(samples: Sequence[Sample]) -> None:
    """Score every sample by weights learnt from other sites."""
    sites = sorted({sample.site for sample in samples})
    random.Random(SEED).shuffle(sites)  # noqa: S311 (folds, no secret)
    fold = {site: number % FOLDS for number, site in enumerate(sites)}
    for number in range(FOLDS):
        weights = read_weights(fit([sample for sample in samples if fold[sample.site] != number]))
        for sample in samples:
            if fold[sample.site] == number:
                sample.scores = probabilities(sample.rows, weights)


def measure(samples: Sequence[Sample], is_kept: Callable[[Sample], NDArray[np.bool_]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over tokens, averaged over pages."""
    found: list[tuple[float, float, float]] = []
    for sample in samples:
        kept = is_kept(sample) * sample.sizes
        labels = np.array([label or "?" for label in sample.labels])
        required = labels == "R"
        right = kept[(labels == "R") | (labels == "O")].sum() / max(kept[labels != "?"].sum(), 1.0)
        back = kept[required].sum() / max(sample.sizes[required].sum(), 1.0)
        found.append((right, back, 2 * right * back / max(right + back, 1e-9)))
    precision, recall, f1 = 100 * np.mean(found, axis=0)
    return float(precision), float(recall), float(f1)


def tell_figures(samples: Sequence[Sample]) -> None:
    """Print the figures of rules alone, with the classifier at several thresholds, and as it is used."""
    _tell("rules alone", samples, lambda _: 1.0)
    for percent in range(50, 100, 5):
        _tell(f"cut above {percent / 100:.2f}", samples, partial(_constant, percent / 100))
    _tell("as used", samples, lambda sample: CUT_ABOVE if sample.is_page else CUT_ABOVE_IN_ARTICLE)


def _constant(threshold: float, _: Sample) -> float:
    return threshold


def _tell(name: str, samples: Sequence[Sample], threshold: Callable[[Sample], float]) -> None:
    told: list[str] = []
    for mode in MODES:
        group = [sample for sample in samples if sample.mode == mode]
        p, r, f = measure(
            group, lambda sample: sample.is_kept & ~(sample.is_free & (sample.scores > threshold(sample)))
        )
        told.append(f"{mode} {p:.1f}/{r:.1f}/{f:.2f}")
    print(f"{name:15s}", "  ".join(told), flush=True)


def main() -> None:
    """Train, cross-validate and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="the cleaning evaluation: flat.py and data/")
    arguments = parser.parse_args()
    with threadpool_limits(1):
        samples = make_samples(arguments.folder)
        cross_validate(samples)
        tell_figures(samples)
        stored = fit(samples)
    lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in sorted(stored.items())]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{TARGET.name}: {TREES} trees")


if __name__ == "__main__":
    main()
