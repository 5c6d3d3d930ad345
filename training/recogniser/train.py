"""Train the recogniser of the package: `python training/recogniser/train.py --winer FILE --rehearsal FILE… --out FILE`.

Here: the command. `--folds DIR` trains one recogniser a fold instead, each on the articles of the other folds, for
`crossval.py`, which scores them through the whole mention finder.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import warnings
from pathlib import Path

for library in ("OMP", "OPENBLAS", "MKL"):  # before numpy: sums in one order, whatever the machine
    os.environ[f"{library}_NUM_THREADS"] = "1"

import yaml  # noqa: E402
from corpus import Labelled, fold_of, paragraphs, read_articles  # noqa: E402
from finetune import Config, recogniser, trained  # noqa: E402
from rehearsal import rehearsed  # noqa: E402

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Read the arguments, train, and write weights."""
    arguments = _arguments()
    warnings.filterwarnings("ignore", message=r"\[W030\]")  # names that no token ends: they count as unknown
    config = Config(**yaml.safe_load(arguments.config.read_text(encoding="utf-8")))
    articles = read_articles(arguments.winer)
    rehearsal = rehearsed(arguments.rehearsal, recogniser(config.base))
    print(f"{len(articles)} articles, {len(rehearsal)} paragraphs for rehearsal", file=sys.stderr)
    if arguments.folds is None:
        _write(arguments.out, [p for article in articles for p in paragraphs(article)], rehearsal, config)
        return 0
    arguments.folds.mkdir(parents=True, exist_ok=True)
    for fold in range(config.folds):
        others = [a for a in articles if fold_of(a.identifier, config.folds) != fold]
        _write(arguments.folds / f"fold{fold}.msgpack", [p for a in others for p in paragraphs(a)], rehearsal, config)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--winer", type=Path, required=True, help="WiNER-fr as JSON Lines")
    parser.add_argument(
        "--rehearsal", type=Path, nargs="*", default=[], help="JSON Lines with texts, labelled by the base model"
    )
    parser.add_argument("--config", type=Path, default=HERE / "config.yml")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--out", type=Path, help="file for the weights, trained on all articles")
    target.add_argument("--folds", type=Path, help="folder for one file of weights a fold")
    return parser.parse_args()


def _write(path: Path, items: list[Labelled], rehearsal: list[Labelled], config: Config) -> None:
    """Train and write weights; print their hash, which depeche.language.nlp names."""
    weights = trained(items, rehearsal, config)
    path.write_bytes(weights)
    print(f"{path}: {len(weights):,} bytes, sha256 {hashlib.sha256(weights).hexdigest()}")


if __name__ == "__main__":
    sys.exit(main())
