"""What a second run costs when few documents are new: `python benchmarks/incremental.py [--articles 10000]`.

Makes articles in a temporary folder, runs `depeche run` on them, adds 1 % new and changes 0.2 %, scattered over the
whole period, runs again, then runs with nothing new. Prints a Markdown table and ends with status 1 when the second run
cost more than 5 % of the first in CPU or in bytes added to the store, or when the run with nothing new took more than
3 seconds beyond the start of Prefect, which is measured on an empty flow in the same conditions.

Here: these three runs. Not here: how a process tree is measured (see `process_tree`), the texts (see `articles`).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import articles
from process_tree import Cost, measure

SEED = 20231117
SHARE = 0.05
# Not among them: the bytes handed to write calls. They are shown, but the language detector alone unpacks its model to
# 68 MB of scratch file in every process that loads it, however many documents there are.
LIMITED = ("CPU time", "bytes stored", "Parquet bytes")
BEYOND_PREFECT = 3.0  # seconds
REPEATS = 3  # of what takes seconds only
# Without the heartbeat, as `depeche run` does it: joining its thread would make the start look a second longer.
EMPTY_FLOW = """
from prefect import flow
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings


@flow(persist_result=False)
def empty() -> None: ...


with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
    empty()
"""


class File(NamedTuple):
    """A file by what tells it from every other; the number alone may be used again after a deletion."""

    device: int
    inode: int
    changed_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class Run:
    """What one run cost, and what it left in the store."""

    cost: Cost
    outcome: dict[str, object]
    new_bytes: int  # of files in the store that were not there before, hard links excluded
    new_parquet: int
    kept_parquet: int
    part_count: int
    kept_part_count: int


class Bench:
    """A raw folder, a store and a home for Prefect in one folder that is thrown away."""

    def __init__(self, folder: Path, *, articles: int, workers: int | None) -> None:
        self.raw, self.store, self.folder, self.articles = folder / "raw", folder / "store", folder, articles
        self._workers = [] if workers is None else ["--workers", str(workers)]
        # As `depeche run` sets it, and no server of somebody else: its work would not be counted.
        self._env = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_API")} | {
            "PREFECT_HOME": str(folder / "prefect"),
            "DO_NOT_TRACK": "1",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
            "PREFECT_LOGGING_LEVEL": "CRITICAL",
            "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        }
        (folder / "empty.py").write_text(EMPTY_FLOW, encoding="utf-8")

    def empty_flow(self) -> Cost:
        """Start Prefect, run a flow that does nothing, stop."""
        return self._measured([sys.executable, self.folder / "empty.py"])

    def run(self) -> Run:
        """Run `depeche run` and return what it cost and left."""
        before = set(_files(self.store))
        program = Path(sys.executable).with_name("depeche")
        command: list[str | Path] = [program, "run", "--raw", self.raw, "--data", self.store, "--json", *self._workers]
        cost = self._measured(command)
        outcome = json.loads((self.folder / "out.txt").read_text(encoding="utf-8"))
        new = set(_files(self.store)) - before
        parts = _files(self.store / "releases" / outcome["release_id"], suffix=".parquet")
        return Run(
            cost=cost,
            outcome=outcome,
            new_bytes=sum(file.size for file in new),
            new_parquet=sum(part.size for part in parts if part not in before),
            kept_parquet=sum(part.size for part in parts if part in before),
            part_count=len(parts),
            kept_part_count=sum(part in before for part in parts),
        )

    def change(self) -> tuple[int, int]:
        """Add 1 % new articles and change 0.2 % of the old ones; return how many of each."""
        new, changed = max(1, self.articles // 100), max(1, self.articles // 500)
        old = sorted(random.Random(SEED).sample(range(self.articles), changed))
        articles.write(self.raw, range(self.articles, self.articles + new), of=self.articles)
        articles.write(self.raw, iter(old), revision=1, of=self.articles)
        return new, changed

    def _measured(self, command: list[str | Path]) -> Cost:
        cost = measure(command, env=self._env, output=self.folder / "out.txt")
        if cost.status != 0:
            told = (self.folder / "out.txt").read_text(encoding="utf-8", errors="replace")
            sys.exit(f"{command[0]} ended with status {cost.status}:\n{told[-2000:]}")
        return cost


def _files(folder: Path, *, suffix: str = "") -> list[File]:
    """Return the files below a folder, each once however many names it has."""
    stats = [path.lstat() for path in sorted(folder.rglob(f"*{suffix}")) if path.is_file() and not path.is_symlink()]
    return list(dict.fromkeys(File(s.st_dev, s.st_ino, s.st_mtime_ns, s.st_size) for s in stats))


def _row(what: str, figures: list[str], ratio: float | None = None) -> str:
    return f"| {what} | {' | '.join(figures)} | {'' if ratio is None else f'{ratio:.1%}'} |"


def _table(runs: dict[str, Run], shares: dict[str, float]) -> str:
    all_runs = list(runs.values())
    return "\n".join(
        [
            f"| | {' | '.join(runs)} | second of full |",
            "|---|---:|---:|---:|---:|",
            _row("CPU of all processes, s", [f"{r.cost.cpu_seconds:.1f}" for r in all_runs], shares["CPU time"]),
            _row("… seen in Prefect's server, s", [f"{r.cost.prefect_cpu_seconds:.1f}" for r in all_runs]),
            _row("wall time, s", [f"{r.cost.wall_seconds:.1f}" for r in all_runs]),
            _row(
                "bytes handed to write calls", [f"{r.cost.written_bytes:,}" for r in all_runs], shares["bytes written"]
            ),
            _row("bytes of new files in the store", [f"{r.new_bytes:,}" for r in all_runs], shares["bytes stored"]),
            _row("… of them Parquet", [f"{r.new_parquet:,}" for r in all_runs], shares["Parquet bytes"]),
            _row("Parquet kept by hard link, bytes", [f"{r.kept_parquet:,}" for r in all_runs]),
            _row("Parquet files of the release", [f"{r.part_count:,}" for r in all_runs]),
            _row("… of them kept", [f"{r.kept_part_count:,}" for r in all_runs]),
            _row("processes seen", [str(r.cost.process_count) for r in all_runs]),
        ]
    )


def _shares(full: Run, second: Run) -> dict[str, float]:
    """Return what the second run cost as parts of what the full one did."""
    return {
        "CPU time": second.cost.cpu_seconds / full.cost.cpu_seconds,
        "bytes written": second.cost.written_bytes / full.cost.written_bytes,
        "bytes stored": second.new_bytes / full.new_bytes,
        "Parquet bytes": second.new_parquet / full.new_parquet,
    }


def _failures(runs: list[Run], shares: dict[str, float], beyond: float) -> list[str]:
    """Return which limits were not kept."""
    failed = [f"{what}: {shares[what]:.1%} of the full run's" for what in LIMITED if shares[what] > SHARE]
    if beyond > BEYOND_PREFECT:
        failed.append(f"nothing new takes {beyond:.1f} s beyond Prefect's start")
    outcomes = [run.outcome["outcome"] for run in runs]
    if outcomes != ["published", "published", *["unchanged"] * REPEATS]:
        failed.append(f"the runs ended as {', '.join(map(str, outcomes))}")
    if any(run.cost.sampled_cpu_seconds > run.cost.cpu_seconds * 1.02 + 0.5 for run in runs):
        failed.append("a process escaped the sum: the sampler saw more CPU time than was accounted for")
    return failed


def bench(folder: Path, *, count: int, workers: int | None) -> int:
    """Run everything, print the results and return the exit status."""
    place = Bench(folder, articles=count, workers=workers)
    articles.write(place.raw, range(count), of=count)
    place.empty_flow()  # makes Prefect's database, once and for all runs
    full = place.run()
    new, changed = place.change()
    second = place.run()
    starts, idle = [], []
    for _ in range(REPEATS):
        starts.append(place.empty_flow().wall_seconds)
        idle.append(place.run())
    start = statistics.median(starts)
    waited = statistics.median(run.cost.wall_seconds for run in idle)
    shares = _shares(full, second)
    named = {f"full, {count:,} articles": full, f"{new:,} new, {changed:,} changed": second, "nothing new": idle[-1]}
    print(_table(named, shares))
    print(f"\nNothing new: {waited:.1f} s (median of {REPEATS}); an empty flow: {start:.1f} s in the same conditions:")
    print(f"{waited - start:+.1f} s beyond Prefect's start, which such a run spares where no server is configured.")
    failed = _failures([full, second, *idle], shares, waited - start)
    print("\n" + ("Failed: " + "; ".join(failed) + "." if failed else "All limits kept."))
    return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, help="how many articles the full run reads")
    parser.add_argument("--workers", type=int, help="as of `depeche run`; default: one a core")
    parser.add_argument("--folder", type=Path, help="work here and leave everything (default: a temporary folder)")
    options = parser.parse_args()
    if options.articles < 100:
        parser.error("fewer than 100 articles say nothing about 1 % of them")
    folder = options.folder or Path(tempfile.mkdtemp(prefix="depeche-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return bench(folder.resolve(), count=options.articles, workers=options.workers)
    finally:
        if options.folder is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
