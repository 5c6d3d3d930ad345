"""Several processes on one store at once: two that write, and readers in a loop while one publishes.

    python tests/faults/at_once.py --what writers --times 50
    python tests/faults/at_once.py --what readers --publications 200

Each time, two writers publish into the same store at the same moment, waiting for each other or refused with a
sentence; afterwards the releases form one chain and all of them are whole. Each read of a reader compares every part
with the manifest, number of rows and SHA-256, and every row with the version that the release says it is of. Ends with
status 1 on any violation. Not here: processes that die (see `kill_everything`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from checks import store_fault
from drivers import Driver
from places import open_places
from sample_tables import version_in

from depeche.store import Store

WAIT = 120.0
DONE = {"operations"}


def write_at_once(address: str, *, times: int) -> list[str]:
    """Have two processes publish at the same time, that often; return what went wrong."""
    one, two, store, faults = Driver(), Driver(), Store(address), []
    published = 0
    try:
        for time_ in range(times):
            # Every fifth time nobody waits: one of them, or none, is told that the other is at work.
            timeout = 0 if time_ % 5 == 4 else WAIT
            for driver, version in ((one, 2 * time_ + 1), (two, 2 * time_ + 2)):
                driver.send(store=address, version=version, timeout=timeout, pieces=True)
            for answer in (one.answer(), two.answer()):
                if answer.keys() == DONE:
                    published += 1
                elif timeout or answer.get("error") != "StoreLocked":
                    faults.append(f"time {time_}: a writer ended with {answer}")
            if len(store.ids()) != published:
                faults.append(f"time {time_}: {published} publications made {len(store.ids())} releases")
                break
    finally:
        one.close()
        two.close()
    releases = store.releases()
    if [r.manifest.parent for r in releases] != [None, *(r.id for r in releases[:-1])]:
        faults.append("the releases form no chain")
    if fault := store_fault(store):
        faults.append(fault)
    for release in releases:
        version_in(release)
    print(f"{address}: two writers {times} times, {published} releases, {len(faults)} violations", flush=True)
    return faults


def read_meanwhile(address: str, scratch: Path, *, publications: int, readers: int) -> list[str]:
    """Publish that often while others read in a loop; return what went wrong."""
    writer, others, faults = Driver(), [Driver() for _ in range(readers)], []
    enough = scratch / f"enough-{publications}-{readers}-{time.monotonic_ns()}"
    seen: list[list[int]] = []
    try:
        writer.ask(store=address, version=1, pieces=True)
        for other in others:
            other.send(store=address, read_until=str(enough))
        answer = writer.ask(store=address, version=2, repeat=publications, pieces=True)
        if answer.keys() != DONE:
            faults.append(f"the writer ended with {answer}")
        enough.touch()
        for answer in (other.answer() for other in others):
            seen.append(answer.get("seen", []))
            if "error" in answer or "signal" in answer:
                faults.append(f"a reader ended with {answer}")
    finally:
        enough.touch()
        for driver in (writer, *others):
            driver.close()
    for versions in seen:
        if versions != sorted(versions):
            faults.append(f"a reader went back in time: {versions}")
        if not versions or versions[-1] != publications + 1:
            faults.append(f"a reader did not see the last release: {versions[-3:]}")
    reads = sum(map(len, seen))
    different = len(set().union(*seen))
    if reads < len(seen) + 2 or different < 2:
        faults.append("the readers did not read while publications went on")
    print(
        f"{address}: {publications} publications, {reads} reads of {different} different releases by {readers} readers,"
        f" {len(faults)} violations",
        flush=True,
    )
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--what", choices=["writers", "readers", "both"], default="both")
    parser.add_argument("--where", choices=["local", "s3", "both"], default="both")
    parser.add_argument("--times", type=int, default=50, help="how often two writers meet, at each place")
    parser.add_argument("--publications", type=int, default=200, help="how many are read through, at each place")
    parser.add_argument("--readers", type=int, default=2)
    options = parser.parse_args()
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="depeche-faults-") as folder, open_places(options.where, folder) as places:
        for place in places:
            if options.what != "readers":
                faults += write_at_once(f"{place.address}/writers", times=options.times)
            if options.what != "writers":
                faults += read_meanwhile(
                    f"{place.address}/readers",
                    Path(folder),
                    publications=options.publications,
                    readers=options.readers,
                )
    for fault in faults:
        print(f"VIOLATION: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
