"""A thousand small releases in one store: `python benchmarks/many_releases.py [--releases 1000]`.

Every release adds two documents and changes one, straight through the store's Writer, with tables of realistic sizes in
parts by bucket. Prints how long publishing took at the beginning and at the end, how large the store became, and what
`depeche gc --keep 30` leaves. Ends with status 1 when the last ten releases took more than twice as long as the first
ten (medians), or when what is left weighs more than 10 % above what 30 releases hold.

Here: the store alone. Not here: reading documents (see `incremental`).
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from growing import Corpus

from depeche.store import ReleaseFacts, Store, verify

SEED = 20231117
KEEP = 30
SLOWER = 2.0
LARGER = 1.10
ENDS = 10  # releases at either end that are compared


class Size(NamedTuple):
    """What a folder holds: bytes of files, each counted once however many names it has, and its files and names."""

    file_bytes: int
    files: int
    names: int


def size_of(folder: Path) -> Size:
    """Return what lies below a folder."""
    found: dict[tuple[int, int], int] = {}
    names = 0
    for place, _, files in os.walk(folder):
        for name in files:
            status = Path(place, name).lstat()
            found[status.st_dev, status.st_ino] = status.st_size
            names += 1
    return Size(sum(found.values()), len(found), names)


def worth(store: Store, count: int) -> int:
    """Return the bytes that the last releases must hold: their manifests, and each of their parts once."""
    parts: dict[str, int] = {}
    manifests = 0
    for release in store.releases()[-count:]:
        manifests += store.place.size(store.place.manifest_key(release.id)) or 0
        parts |= {part.sha256: part.bytes for table in release.tables for part in release.entries(table)}
    return manifests + sum(parts.values())


def publish_all(store: Store, *, releases: int, documents: int) -> list[float]:
    """Publish that many releases, the first of `documents` documents, and return how long each publication took.

    The clock runs while the lock is held: deciding which parts stay, writing the others, publishing.
    """
    corpus, chance = Corpus(), random.Random(SEED)
    for number in range(documents):
        corpus.put(number)
    took = []
    for release in range(releases):
        if release:
            corpus.put(corpus.size)
            corpus.put(corpus.size)
            corpus.change_one(chance)
        began = time.perf_counter()
        with store.writer() as writer:
            writer.publish(corpus.pieces(writer), ReleaseFacts(f"input-{release}", "benchmark"))
        took.append(time.perf_counter() - began)
        if (release + 1) % 100 == 0:
            print(f"{release + 1} releases, the last took {took[-1]:.2f} s", file=sys.stderr)
    return took[1:]  # the first one writes everything


def bench(folder: Path, *, releases: int, documents: int) -> int:
    """Publish, collect, print, and return the exit status."""
    store = Store(folder)
    took = publish_all(store, releases=releases, documents=documents)
    first, last = statistics.median(took[:ENDS]), statistics.median(took[-ENDS:])
    full, must = size_of(folder), worth(store, KEEP)
    began = time.perf_counter()
    program = Path(sys.executable).with_name("depeche")
    done = subprocess.run(
        [program, "gc", "--keep", str(KEEP), "--yes", "--data", folder], capture_output=True, text=True
    )
    swept = time.perf_counter() - began
    if done.returncode != 0:
        sys.exit(f"depeche gc ended with status {done.returncode}: {done.stderr[-2000:]}")
    left, kept = size_of(folder), store.releases()
    latest = store.open()
    print(f"| | {releases:,} releases | after gc --keep {KEEP} |")
    print("|---|---:|---:|")
    print(f"| releases | {releases:,} | {len(kept):,} |")
    print(f"| documents, parts of the last release | {latest.manifest.tables['documents'].rows:,}, "
          f"{sum(len(latest.entries(table)) for table in latest.tables):,} | |")  # fmt: skip
    print(f"| bytes of files | {full.file_bytes:,} | {left.file_bytes:,} |")
    print(f"| files, names of files | {full.files:,}, {full.names:,} | {left.files:,}, {left.names:,} |")
    print(f"| bytes that the last {KEEP} hold | | {must:,} |")
    print(f"| left, as a share of it | | {left.file_bytes / must:.1%} |")
    print(f"\nOne publication (median of {ENDS}): first {first * 1000:.0f} ms, last {last * 1000:.0f} ms: ", end="")
    print(f"× {last / first:.2f}. All of them: {sum(took):.0f} s; gc: {swept:.1f} s.")
    failed = []
    if last > SLOWER * first:
        failed.append(f"the last releases took {last / first:.2f} times as long as the first")
    if left.file_bytes > LARGER * must:
        failed.append(f"{left.file_bytes / must:.2f} times what {KEEP} releases hold is left")
    if len(kept) != min(KEEP, releases):
        failed.append(f"{len(kept)} releases are left")
    failed += [f"{release.id}: {problems[0]}" for release in kept if (problems := verify(release))]
    print("\n" + ("Failed: " + "; ".join(failed) + "." if failed else "All limits kept."))
    return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--releases", type=int, default=1000)
    parser.add_argument("--documents", type=int, default=500, help="of the first release")
    parser.add_argument("--folder", type=Path, help="make the store here and leave it (default: a temporary folder)")
    options = parser.parse_args()
    if options.releases < 2 * ENDS + 1:
        parser.error(f"give at least {2 * ENDS + 1} releases")
    folder = options.folder or Path(tempfile.mkdtemp(prefix="depeche-bench-"))
    try:
        return bench(folder.resolve(), releases=options.releases, documents=options.documents)
    finally:
        if options.folder is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
