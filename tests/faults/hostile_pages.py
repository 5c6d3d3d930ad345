"""A thousand hostile inputs through what `depeche clean` does: none may crash, lose a character, or take too long.

    python tests/faults/hostile_pages.py [--count 1000] [--seed 1] [--scale 1.0] [--growth]

Prints what became of them, the slowest, and the greatest memory; exits 1 where one fails. `--scale 0.01` makes the
large ones small.
Not here: files that cannot be read at all (`tests/unit/ingest`), hostile stores (`tests/faults/test_faults_*`).
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from depeche.clean import clean
from depeche.ingest import iter_source
from depeche.ingest.sources import HTML, TEXT, SourceFile
from depeche.model import Article

MOST_MEMORY = 1 << 30
MOST_SECONDS_PER_MB = 30.0  # far above what is usual: only what is not linear in its size gets there
LEAST_SECONDS = 10.0
SENTENCE = (
    "Le maire de Valmont a promis mardi que la digue serait réparée avant l'hiver, mais personne n'y croit plus. "
)


NAMES = (
    "p", "div", "a", "b", "span", "table", "td", "li",
    "ul", "form", "select", "svg", "script", "template", "title", "body",
)  # fmt: skip
MIDDLES = ["", " ", " class=", ' href="', "/"]
ENDS = [">", "", ">>", SENTENCE]
NESTED = ["div", "b", "a", "table", "ul", "form"]
ENTITIES = ["&eacute;", "&#233;", "&#x0;", "&#xD800;", "&#1114112;", "&amp;lt;", "&bogus;", "&"]
SHORT = ["x", "Partager", "19h42", "Le lac", "À lire aussi"]
MARKS = [".", "«", "»", "(@", "— ", "…", "À lire aussi : ", "http://", "#x ", "@a "]
POOLS = [
    "\u202e\u202d\u200f\u200e\u2066",
    "\u0301\u0300\u0327",
    "\ufeff\u200b\u00ad\u2028\x85\x0b",
    "😀👩\u200d👧🏽",
    "אבגدهوز",
    "ﬁİıß",
]


class Hostile(NamedTuple):
    """An input and how it is to be read."""

    kind: str
    media_type: str
    data: bytes


class Outcome(NamedTuple):
    """What became of an input; `failure` says what must not be."""

    kind: str
    size: int
    seconds: float
    disposition: str
    failure: str | None


def _tags(rng: random.Random, size: int) -> str:
    return "".join(
        f"<{rng.choice(['', '/', '!', '?'])}{rng.choice(NAMES)}{rng.choice(MIDDLES)}{rng.choice(ENDS)}"
        for _ in range(size // 12)
    )


def _unicode(rng: random.Random, size: int) -> str:
    return "".join(rng.choice([rng.choice(POOLS), SENTENCE, "\n"]) for _ in range(size // 20))


def _bytes(rng: random.Random, size: int) -> bytes:
    return bytes(rng.getrandbits(8) for _ in range(min(size, 20_000)))


def _page(body: str) -> str:
    head = "<!doctype html><html><head><title>Digue</title></head><body><h1>La digue de Valmont</h1>"
    return f"{head}{body}<p>{SENTENCE * 3}</p></body></html>"


def _numbered(pattern: str, count: int) -> str:
    return "".join(pattern.replace("#", str(number)) for number in range(count))


DEEP = "<div class='x y'>" * 1500
BOX = f"<div class='c# related# x#-share'>{SENTENCE}</div>"
CARD = f"<div><a href='/x'>Un titre qui mène ailleurs</a><p>{SENTENCE}</p></div>"
LINKED_DATA = "<script type='application/ld+json'>"
PAGES: dict[str, Callable[[random.Random, int], str | bytes]] = {
    "nested": lambda rng, n: f"<{rng.choice(NESTED)} class='a b'>" * (n // 16) + "x",
    "nested_closed": lambda _, n: _page("<div><p>x" * (n // 20) + "</div>" * (n // 20)),
    "below_depth": lambda _, n: _page(DEEP + f"<p>{SENTENCE}</p>" * (n // 150) + "</div>" * 1500),
    "unclosed": lambda _, n: _page(f"<p><b><i><a href=x>{SENTENCE}" * (n // 130)),
    "entities": lambda rng, n: _page(rng.choice(ENTITIES) * (n // 7)),
    "attributes": lambda _, n: _page(f"<p {_numbered('a#=v ', n // 10)}>{SENTENCE}</p>"),
    "long_attribute": lambda _, n: _page(f"<p class='{'related ' * (n // 8)}'>{SENTENCE}</p>"),
    "long_style": lambda _, n: _page(f"<p style='{'display:' * (n // 8)}'>{SENTENCE}</p>"),
    "many_classes": lambda _, n: _page(_numbered(BOX, n // 150)),
    "links": lambda _, n: _page(f"<a href='/x'>{SENTENCE[:40]}</a>" * (n // 60)),
    "cards": lambda _, n: _page(CARD * (n // 180)),
    "list_items": lambda _, n: _page("<li>x" * (n // 5)),
    "line_breaks": lambda _, n: _page("<br>" * (n // 4)),
    "json_ld": lambda rng, n: _page(LINKED_DATA + rng.choice(["[", "{a:", "[[{"]) * (n // 3) + "</script>"),
    "comments": lambda _, n: _page("<!-- " + "-- >" * (n // 4) + " --><!--"),
    "broken_tags": lambda rng, n: _page(_tags(rng, n)),
    "null_in_page": lambda _, n: _page(("\x00" + SENTENCE) * (n // 110)),
    "one_line_page": lambda _, n: _page("<p>" + SENTENCE * (n // 110)),
    "bidi_page": lambda rng, n: _page(f"<p>{_unicode(rng, n)}</p>"),
    "bytes_page": lambda rng, n: b"<html><body><p>" + _bytes(rng, n),
    "cut_off": lambda rng, n: _page(f"<p>{SENTENCE}</p>" * (n // 120))[: rng.randrange(1, max(2, n))],
}
TEXTS: dict[str, Callable[[random.Random, int], str | bytes]] = {
    "one_line": lambda _, n: SENTENCE * (n // 110),
    "one_word": lambda _, n: "a" * n,
    "one_word_of_capitals": lambda _, n: "aB" * (n // 2),
    "no_spaces": lambda _, n: (SENTENCE.replace(" ", "")) * (n // 95),
    "short_lines": lambda rng, n: "\n".join(rng.choice(SHORT) for _ in range(n // 7)),
    "blank_lines": lambda _, n: "\n" * n,
    "spaces": lambda _, n: " \u00a0\t" * (n // 4) + "x",
    "marks": lambda rng, n: rng.choice(MARKS) * (n // 4),
    "markers": lambda _, n: (SENTENCE.strip() + "À lire aussi : Le lac ") * (n // 130),
    "same_line": lambda _, n: SENTENCE.strip().join("\n" * 2) * (n // 110),
    "bidi": _unicode,
    "null": lambda _, n: ("\x00" + SENTENCE) * (n // 110),
    "surrogates": lambda _, n: ("\ud83d" + SENTENCE).encode("utf-8", "surrogatepass") * (n // 110),
    "utf16": lambda _, n: (SENTENCE * (n // 220)).encode("utf-16"),
    "bytes": _bytes,
    "twice_encoded": lambda _, n: (SENTENCE * (n // 115)).encode().decode("cp1252", "ignore"),
}
LARGE = {
    "nested": 1_600_000, "one_line": 50 << 20, "one_line_page": 15 << 20, "short_lines": 7_000_000, "one_word": 4 << 20,
    "entities": 2 << 20, "list_items": 1 << 20, "cards": 4 << 20, "below_depth": 2 << 20, "many_classes": 4 << 20,
}  # fmt: skip


def make(number: int, rng: random.Random, *, scale: float = 1.0) -> Hostile:
    """Return input number `number`: the kinds in turn, the first of each large kind at its full size."""
    kinds = [(name, HTML) for name in PAGES] + [(name, TEXT) for name in TEXTS]
    kind, media_type = kinds[number % len(kinds)]
    is_first = number < len(kinds)
    size = int(LARGE.get(kind, 100_000) * scale) if is_first else rng.choice([0, 1, 50, 1_000, 10_000, 60_000])
    made = (PAGES if media_type == HTML else TEXTS)[kind](rng, size)
    return Hostile(kind, media_type, made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass"))


def attempt(hostile: Hostile, folder: Path) -> Outcome:
    """Read and clean an input as the command does, and say what must not be."""
    path = folder / "hostile"
    path.write_bytes(hostile.data)
    source = SourceFile(str(path), "hostile", len(hostile.data), hostile.media_type)
    started = time.process_time()
    disposition, failure = "", None
    try:
        for scrape in iter_source(source):
            document = scrape.document
            disposition = (document.disposition_reason or document.disposition).partition(":")[0]
            if disposition == "internal_error":
                failure = document.disposition_reason
            elif document.raw_text is not None and document.disposition != "rejected":
                failure = _lost(document.raw_text, clean(scrape, judge=False))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what this script looks for
        failure = f"{type(error).__name__}: {error}"[:200]
    seconds = time.process_time() - started
    if failure is None and seconds > max(LEAST_SECONDS, MOST_SECONDS_PER_MB * len(hostile.data) / (1 << 20)):
        failure = "too slow"
    return Outcome(hostile.kind, len(hostile.data), seconds, disposition, failure)


def _lost(raw: str, article: Article) -> str | None:
    """Return what is wrong with the partition of a raw text, if anything is."""
    spans = [(item.raw_start, item.raw_end) for item in (*article.segments, *article.removed)]
    at = 0
    for start, end in sorted(spans):
        if start < at or end <= start:
            return f"spans overlap at {start}"
        if raw[at:start].strip():
            return f"characters lost at {at}"
        at = end
    return f"characters lost at {at}" if raw[at:].strip() else None


def growth(folder: Path) -> list[str]:
    """Return the kinds that take more than 3 times as long per byte when they are 16 times as large."""
    steep: list[str] = []
    for kind, media_type in [(name, HTML) for name in PAGES] + [(name, TEXT) for name in TEXTS]:
        build = (PAGES if media_type == HTML else TEXTS)[kind]
        seconds = []
        for size in (60_000, 240_000, 960_000):
            made = build(random.Random(1), size)
            data = made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass")
            seconds.append(attempt(Hostile(kind, media_type, data), folder).seconds)
        print(f"{kind:22}", *(f"{each:7.3f} s" for each in seconds))
        if seconds[2] > max(0.5, 3 * 16 * seconds[0]):
            steep.append(kind)
    return steep


def main() -> int:
    """Run the inputs and print what became of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--growth", action="store_true", help="also measure each kind at three sizes")
    wanted = parser.parse_args()
    rng = random.Random(wanted.seed)
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(wanted.count):
            outcomes.append(attempt(make(number, rng, scale=wanted.scale), Path(folder)))
        steep = growth(Path(folder)) if wanted.growth else []
    for name, count in Counter(outcome.disposition for outcome in outcomes).most_common():
        print(f"{count:5} {name}")
    for outcome in sorted(outcomes, key=lambda item: -item.seconds)[:8]:
        print(f"{outcome.seconds:7.2f} s {outcome.size / (1 << 20):7.2f} MB  {outcome.kind}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"{memory / (1 << 20):.0f} MB at most")
    failed = [outcome for outcome in outcomes if outcome.failure]
    for outcome in failed:
        print(f"FAILED {outcome.kind} ({outcome.size} bytes): {outcome.failure}")
    for kind in steep:
        print(f"FAILED {kind}: time grows faster than size")
    return 1 if failed or steep or memory > MOST_MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())
