"""Kill -9 at random moments, every command, on a disk and on an object store: nothing may be lost or half done.

    python tests/faults/kill_everything.py --count 200
    python tests/faults/kill_everything.py --count 60 --store delta

Each time a command is started, killed with its whole process group at a random moment of what it takes undisturbed,
half of the times while it publishes, and the store is read as a user reads it: every listed release is readable and has
the bytes that its manifest promises, the current one holds the documents from before or from after and nothing between,
releases and tags are all there. Then the same command must run to its end and leave just what it should. Most victims
do the work of the command in the fork of a driver, which costs no start-up; some are the command itself, with its
Prefect flow and its worker processes. Prints a table; ends with status 1 on any violation.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, get_args

from places import Ground, open_places
from victims import CommandVictim, DriverVictim, Ended, Victim, adopt_orphans, children, end_orphans, prefect_server
from worlds import COMMANDS, Command, Errand, World

from depeche.store.releases import Kind

RUNS: tuple[Command, ...] = ("full run", "incremental run", "run --prune")
LEASE_SECONDS = "3"  # how long a killed writer of an object store is waited for


class Case(NamedTuple):
    """What is killed where."""

    kind: str
    command: Command
    is_real: bool


class Killer:
    """Runs commands on the world of a place, kills them, looks, and runs them again."""

    def __init__(self, drivers: Victim, commands: Victim, chance: random.Random) -> None:
        self._victims, self._chance = {False: drivers, True: commands}, chance
        self._worlds: dict[str, World] = {}
        self._profiles: dict[Case, Ended] = {}  # of each case, how it went undisturbed the last time
        self.counts: dict[Case, Counter[str]] = defaultdict(Counter)
        self.faults: list[str] = []

    def add(self, place: Ground, folder: Path, *, articles: int, store: Kind) -> None:
        """Make a store with two releases, whose cache holds both revisions of every document."""
        world = World(f"{place.address}/store", folder / f"raw-{place.kind}", articles=articles, chance=self._chance)
        with world.store.writer(kind=store):
            pass  # every later writer keeps releases in the same way
        case = Case(place.kind, "full run", False)
        for turn in range(2):
            if turn:
                world.flip()
            errand = Errand("full run", world.state())
            ended = self._victims[False].run(errand, world)
            if ended.status != 0:
                sys.exit(f"the first run on {world.store.address} ended with status {ended.status}\n{ended.output}")
            self._profiles[case] = ended
        self._worlds[place.kind] = world

    def kill(self, case: Case, *, attempts: int) -> None:
        """Kill one command at a random moment, again where it had ended by then, and check what every attempt left."""
        for _ in range(attempts):
            if self._attempt(case):
                return

    def _attempt(self, case: Case) -> bool:
        """Tell whether the command was killed; check what it left, run it to its end and check again."""
        world, victim = self._worlds[case.kind], self._victims[case.is_real]
        moment = self._moment(self._profile(case))
        errand = world.prepare(case.command)
        ended = victim.run(errand, world, kill_after=moment)
        was_killed = ended.status == -signal.SIGKILL
        if not was_killed and ended.status != 0:
            self._report(case, f"failed by itself with status {ended.status}: {ended.output[-500:]}")
        self.counts[case]["killed" if was_killed else "had ended"] += 1
        for fault in world.faults(errand, finished=not was_killed):
            self._report(case, f"after {moment:.2f} s: {fault}")
        done = world.is_done(errand)
        self.counts[case]["with effect" if done and was_killed else "without"] += was_killed
        again = victim.run(errand, world)
        self._check_finished(case, errand, again)
        if not done and again.status == 0:
            self._profiles[case] = again
        elif not was_killed and ended.status == 0:
            self._profiles[case] = ended  # the moment came too late: the machine is quicker than it was
        return was_killed

    def _check_finished(self, case: Case, errand: Errand, ended: Ended) -> None:
        if ended.status != 0:
            self._report(case, f"the run after it ended with status {ended.status}: {ended.output[-500:]}")
        for fault in self._worlds[case.kind].faults(errand, finished=ended.status == 0):
            self._report(case, f"the run after it: {fault}")

    def _profile(self, case: Case) -> Ended:
        """Return how the command, or one like it, went undisturbed the last time; run it so if it never was."""
        like = case._replace(command="full run") if case.command in RUNS else case
        if like not in self._profiles:
            errand = self._worlds[case.kind].prepare(case.command)
            ended = self._victims[case.is_real].run(errand, self._worlds[case.kind])
            self._check_finished(case, errand, ended)
            self._profiles[like] = ended
        return self._profiles.get(case, self._profiles[like])

    def _moment(self, profile: Ended) -> float:
        """Draw a moment, every other time from the phase of publication; now and then it comes too late."""
        publishing = profile.publishing or 0.6 * profile.seconds
        begin = publishing if self._chance.random() < 0.5 else 0.0
        return self._chance.uniform(begin, 1.05 * profile.seconds)

    def _report(self, case: Case, fault: str) -> None:
        self.counts[case]["violations"] += 1
        self.faults.append(f"{case.command} ({'command' if case.is_real else 'driver'}, {case.kind}): {fault}")
        print(f"VIOLATION: {self.faults[-1]}", flush=True)


def cases(count: int, real: int, kinds: list[str]) -> Iterator[Case]:
    """Yield that many cases, every command at every place in turn; `real` of them, spread evenly, the real command."""
    turns = [(command, kind) for command in COMMANDS for kind in kinds]
    for number in range(count):
        command, kind = turns[number % len(turns)]
        yield Case(kind, command, real * (number + 1) // count > real * number // count)


def table(counts: dict[Case, Counter[str]]) -> str:
    """Return the outcome by command and place as Markdown."""
    lines = [
        "| command | place | victim | killed | of them after the effect | ended before | violations |",
        "|---|---|---|---:|---:|---:|---:|",
    ]
    for case in sorted(counts):
        c = counts[case]
        victim = "command" if case.is_real else "driver"
        figures = f"{c['killed']} | {c['with effect']} | {c['had ended']} | {c['violations']}"
        lines.append(f"| {case.command} | {case.kind} | {victim} | {figures} |")
    total = sum(counts.values(), Counter[str]())
    figures = f"{total['killed']} | {total['with effect']} | {total['had ended']} | {total['violations']}"
    return "\n".join([*lines, f"| all | | | {figures} |"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200, help="how many commands are killed")
    parser.add_argument("--attempts", type=int, default=5, help="how often one that ended too soon is tried again")
    parser.add_argument("--real", type=int, help="how many of them are the command itself (default: one in eight)")
    parser.add_argument("--where", choices=["local", "s3", "both"], default="both")
    parser.add_argument("--store", choices=get_args(Kind), default="parquet", help="how releases are kept")
    parser.add_argument("--articles", type=int, default=6, help="of the documents; with 0 no run needs the model")
    parser.add_argument("--seed", type=int, default=20231117)
    options = parser.parse_args()
    os.environ.setdefault("DEPECHE_LEASE_SECONDS", LEASE_SECONDS)
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, lambda *_: sys.exit("stopped"))  # so that servers and folders are cleared away
    adopt_orphans()
    chance = random.Random(options.seed)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-"))
        places = stack.enter_context(open_places(options.where, folder))
        real = options.count // 8 if options.real is None else options.real
        # Every third command has no server of Prefect and starts one of its own, which a kill leaves behind.
        server = stack.enter_context(prefect_server(Path(folder, "prefect"))) if real else None
        drivers = DriverVictim()
        stack.callback(drivers.close)
        known = children()
        killer = Killer(drivers, CommandVictim([server, server, None]), chance)
        for place in places:
            killer.add(place, Path(folder), articles=options.articles, store=options.store)
        for number, case in enumerate(cases(options.count, real, [place.kind for place in places]), start=1):
            killer.kill(case, attempts=options.attempts)
            end_orphans(known)
            if number % 20 == 0:
                print(f"{number} of {options.count}, {len(killer.faults)} violations", file=sys.stderr, flush=True)
        print(table(killer.counts))
    return 1 if killer.faults else 0


if __name__ == "__main__":
    sys.exit(main())
