# /// script
# requires-python = ">=3.11"
# dependencies = ["depeche", "numpy", "scikit-learn", "threadpoolctl"]
# ///
"""Trains the weights of an event's traits on the annotated scrapes: src/depeche/language/events/evidence/weights.json.

    python training/event_evidence/train.py TABLES

TABLES is the export of a run over tests/eval/scrapes. Each set is scored by weights that were learnt on the others
(`learnt`), the sets that nobody looks at by those that are written. The same texts, annotation, code and libraries:
the same file.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from samples import ROOT, GoldSet, Sample, read_set, usable
from scorer.metrics import precision_recall_f1
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from depeche.language.events.evidence.weighing import Weights, probability, read_weights

LEARNT_ON, HELD_OUT = "bcdefhijklm", "ag"
SHRINKAGE = 0.1  # the inverse strength of the penalty: weights stay small where few events show a trait
LEAST_EVENTS = 5  # with a trait, or it gets no weight
# Chosen from the table that is printed: F1 on sets that were not learnt, with fewer than one event in five too many.
GIVEN_FROM, DOUBTFUL_FROM = 0.5, 0.55
SCALE = 1000  # weights are whole thousandths: their sum is the same on every machine
NEVER = 2.0  # no probability is as high
THRESHOLDS = ((0.0, NEVER), (0.5, NEVER), (0.45, NEVER), (0.5, 0.55), (0.45, 0.5), (0.45, 0.45))
TARGET = ROOT / "src" / "depeche" / "language" / "events" / "evidence" / "weights.json"


def fit(samples: Sequence[Sample]) -> dict[str, object]:
    """Return the weights learnt from samples, as they are stored."""
    taught = usable(samples)
    counts = Counter(trait for sample in taught for trait in sample.traits)
    names = sorted(trait for trait, count in counts.items() if count >= LEAST_EVENTS)
    place = {name: number for number, name in enumerate(names)}
    rows: NDArray[np.float64] = np.zeros((len(taught), len(names)))
    for number, sample in enumerate(taught):
        rows[number, [place[trait] for trait in sample.traits if trait in place]] = 1
    model = LogisticRegression(C=SHRINKAGE, max_iter=5000, tol=1e-8)
    model.fit(rows, [sample.is_right for sample in taught])
    thousandths = np.rint(model.coef_[0] * SCALE).astype(int).tolist()
    return {
        "base": round(float(model.intercept_[0]) * SCALE),
        "given_from": GIVEN_FROM,
        "doubtful_from": DOUBTFUL_FROM,
        "traits": {name: weight for name, weight in zip(names, thousandths, strict=True) if weight},
    }


def report(title: str, sets: dict[str, GoldSet], weights: dict[str, Weights]) -> None:
    """Print what the scorer says of some sets at several thresholds, each set under its own weights."""
    sure = {
        name: {sample.row: probability(sample.traits, weights[name]) for sample in gold.samples}
        for name, gold in sets.items()
    }
    for given_from, doubtful_from in THRESHOLDS:
        right, spare, missed, leaks, unconfirmed = 0.0, 0.0, 0.0, 0.0, 0.0
        for name, gold in sets.items():
            held_back = frozenset(
                sample.row
                for sample in gold.samples
                if sure[name][sample.row] < (doubtful_from if sample.is_doubtful else given_from)
            )
            tally = gold.tally(held_back)
            found = tally.prf["events.detection"]
            right, spare, missed = right + found[0], spare + found[1], missed + found[2]
            leak = tally.ratio["events.unconfirmed_leak"]
            leaks, unconfirmed = leaks + leak[0], unconfirmed + leak[1]
        figures = [100 * (value or 0) for value in precision_recall_f1(right, spare, missed)]
        figures += [100 * spare / (right + missed), 100 * leaks / unconfirmed]
        print(f"{title} from {given_from:.2f}, doubtful {doubtful_from:.2f}:", end=" ")
        print(f"P {figures[0]:.1f} R {figures[1]:.1f} F1 {figures[2]:.1f}", end=" ")
        print(f"extra {figures[3]:.1f} leak {figures[4]:.1f}")


def main() -> None:
    """Learn, report on what was not learnt, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path, help="folder of an export of a run over tests/eval/scrapes")
    parser.add_argument("--out", type=Path, default=TARGET, help="the file to write")
    options = parser.parse_args()
    sets = {name: read_set(name, options.tables) for name in LEARNT_ON + HELD_OUT}
    with threadpool_limits(limits=1):
        learnt = {name: sets[name] for name in LEARNT_ON}
        others = {
            name: read_weights(fit([s for other in LEARNT_ON if other != name for s in sets[other].samples]))
            for name in LEARNT_ON
        }
        report("learnt on the other sets", learnt, others)
        stored = fit([sample for gold in learnt.values() for sample in gold.samples])
    held_out = {name: sets[name] for name in HELD_OUT}
    report("held out", held_out, dict.fromkeys(HELD_OUT, read_weights(stored)))
    options.out.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(stored['traits'])} traits -> {options.out}")  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
