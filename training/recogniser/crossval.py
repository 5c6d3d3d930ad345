"""Score recognisers of all folds on the articles that they have not seen: alone, and in the whole mention finder.

`python training/recogniser/crossval.py --winer dev.jsonl --folds DIR`. Here: strict scores, as the public scorer
counts them (all gold names, nested ones too).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from corpus import NAMES, Article, Name, fold_of, read_articles
from finetune import recogniser
from rehearsal import mentions_of

from depeche.language.sentences import find_paragraphs
from depeche.language.view import normalised

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Read the arguments, score, and print one line a fold and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--winer", type=Path, required=True)
    parser.add_argument(
        "--folds", type=Path, help="folder that train.py --folds wrote; without it the base model is scored"
    )
    arguments = parser.parse_args()
    config = yaml.safe_load((HERE / "config.yml").read_text(encoding="utf-8"))
    articles = read_articles(arguments.winer)
    pipeline = recogniser(config["base"])
    for title, finder in (("recogniser alone", _alone), ("mention finder", _whole)):
        everything = Counter[str]()
        for fold in range(config["folds"]):
            if arguments.folds:
                pipeline.get_pipe("ner").model.from_bytes((arguments.folds / f"fold{fold}.msgpack").read_bytes())
            counts = Counter[str]()
            for article in articles:
                if fold_of(article.identifier, config["folds"]) == fold:
                    counts += _counts(article.scored, finder(article, pipeline))
            print(f"{title}, fold {fold}: {_figures(counts)}", flush=True)
            everything += counts
        print(f"{title}, all folds: {_figures(everything)}")
    return 0


def _alone(article: Article, pipeline: Any) -> Iterable[Name]:
    """Yield the recogniser's own names of an article."""
    view = normalised(article.text)
    for place in find_paragraphs(view):
        for found in pipeline(view[place.start : place.end]).ents:
            yield Name(place.start + found.start_char, place.start + found.end_char, found.label_)


def _whole(article: Article, pipeline: Any) -> Iterable[Name]:
    """Yield what the mention finder gives, but for mentions that are no names."""
    for mention in mentions_of(article.text, pipeline):
        if mention.method != "coreference":
            yield Name(mention.start, mention.end, mention.label)


def _counts(gold: frozenset[Name], found: Iterable[Name]) -> Counter[str]:
    """Return how many names are right, found and wanted, by label and in all."""
    labels = set(NAMES.values())
    counts: Counter[str] = Counter()
    answers = {name for name in found if name.label in labels}
    for what, names in (("right", gold & answers), ("found", answers), ("wanted", gold)):
        for name in names:
            counts[f"{what} {name.label}"] += 1
            counts[f"{what} all"] += 1
    return counts


def _figures(counts: Counter[str]) -> str:
    """Return F1 by label, and precision, recall and F1 of all."""

    def ratio(part: float, whole: float) -> float:
        return 100 * part / whole if whole else 0.0

    parts = []
    for label in (*NAMES.values(), "all"):
        right, found, wanted = (counts[f"{what} {label}"] for what in ("right", "found", "wanted"))
        parts.append(f"{label} {ratio(2 * right, found + wanted):.1f}")
    precision, recall = (ratio(counts["right all"], counts[f"{what} all"]) for what in ("found", "wanted"))
    return f"{' '.join(parts)} (precision {precision:.1f}, recall {recall:.1f})"


if __name__ == "__main__":
    sys.exit(main())
