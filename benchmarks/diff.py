"""How long the comparison of two releases of large tables takes, and how much memory, beside a plain join in DuckDB.

Both releases are published for real: four tables of the contract with a million invented rows each; a hundredth of the
rows is changed, added or removed at random keys. Three layouts: every table in one part (nothing is shared), in 256
parts of which each one has changes, and in 256 parts of which one in a hundred has. Every measurement runs in a
process of its own. Run: python benchmarks/diff.py [--rows N] [--folder DIR]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from depeche.contract import Column, load_contract, to_table
from depeche.store import Release, ReleaseFacts, StagedPart, Store, Writer, diff

TABLES = ("claims", "event_mentions", "mentions", "quotes")
PARTS = 256
LAYOUTS = ("whole", "parts", "shared")
WORDS = ["le", "patron", "a", "dit", "que", "la", "réunion", "prévue", "lundi", "pourrait", "être", "reportée", "selon"]


def main() -> None:
    """Make the releases, measure both ways, print one line for each layout."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--folder", type=Path, help="Keep the releases here and use them again.")
    options.add_argument("--step", nargs=2, metavar=("WAY", "STORE"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.step:
        way, store = given.step
        print(json.dumps(publish(Path(store), given.rows) if way == "publish" else measure(way, Path(store))))
        return
    with tempfile.TemporaryDirectory() as scratch:
        compare(given.folder or Path(scratch), given.rows)


def compare(folder: Path, rows: int) -> None:
    """Print one line for the plain join and one for each layout."""
    for layout in LAYOUTS:
        if not (folder / layout).exists():
            step("publish", folder / layout, rows)
    peer = step("join", folder / "whole", rows)
    print(line("plain join", peer))
    for layout in LAYOUTS:
        ours = step("diff", folder / layout, rows)
        if ours["changes"] != peer["changes"] and layout != "shared":
            sys.exit(f"{layout}: {ours['changes']} changes, but the join finds {peer['changes']}")
        print(line(layout, ours), f"  {ours['seconds'] / peer['seconds']:.2f} of the join's time")


def line(name: str, found: dict[str, float]) -> str:
    return f"{name:12} {found['seconds']:6.2f} s {found['cpu']:6.2f} s of CPU {found['megabytes']:6.0f} MB"


def step(way: str, store: Path, rows: int) -> dict[str, float]:
    """Do one thing in a process of its own, so that peaks of memory do not mix."""
    command = [sys.executable, __file__, "--rows", str(rows), "--step", way, str(store)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def measure(way: str, folder: Path) -> dict[str, float]:
    """Compare the two releases of a store."""
    before, after = Store(folder).releases()
    start, worked = time.perf_counter(), time.process_time()
    changes = counted(before, after) if way == "diff" else joined(before, after)
    return {
        "seconds": time.perf_counter() - start,
        "cpu": time.process_time() - worked,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "changes": changes,
    }


def counted(before: Release, after: Release) -> int:
    """Count what `diff` finds."""
    tables = diff(before, after).tables
    return sum(t.added_count + t.removed_count + t.changed_count for t in tables if t.table in TABLES)


def joined(before: Release, after: Release) -> int:
    """Count the rows that differ as one would by hand: one full join over all columns."""
    total = 0
    for name in TABLES:
        (key,) = load_contract().tables[name].primary_key
        differing = " OR ".join(
            f'l."{c.name}" IS DISTINCT FROM r."{c.name}"' for c in load_contract().tables[name].columns
        )
        sql = f"SELECT count(*) FROM read_parquet($l) l FULL JOIN read_parquet($r) r USING ({key}) WHERE {differing}"
        with duckdb.connect(":memory:") as connection:
            sides = {"l": list(before.parts(name)), "r": list(after.parts(name))}
            total += connection.execute(sql, sides).fetchall()[0][0]
    return total


def publish(folder: Path, rows: int) -> None:
    """Publish two releases that differ in a hundredth of the rows, in the layout that the folder is named for."""
    layout = folder.name
    tables = {name: invented(name, rows, seed=1) for name in TABLES}
    store = Store(folder)
    for version in (1, 2):
        with store.writer() as writer:
            pieces = {name: to_table(name, []) for name in load_contract().tables if name != "releases"}
            for name, table in tables.items():
                if version == 2:
                    table = changed(name, table, in_buckets=PARTS // 100 if layout == "shared" else None)
                pieces[name] = table if layout == "whole" else staged(writer, name, table)
            writer.publish(pieces, ReleaseFacts(f"input {version}", "0"))


def staged(writer: Writer, name: str, table: pa.Table) -> list[StagedPart]:
    """Stage a table in parts by the last digits of the key."""
    buckets = bucket(table, name)
    return [writer.stage(name, table.filter(pa.array(buckets == n)), bucket=f"{n:08b}") for n in range(PARTS)]


def bucket(table: pa.Table, name: str) -> np.ndarray:
    """Return the bucket of each row."""
    (key,) = load_contract().tables[name].primary_key
    digits = pc.utf8_slice_codeunits(table.column(key), -2).to_pylist()
    return np.array([int(pair, 16) for pair in digits])


def changed(name: str, table: pa.Table, *, in_buckets: int | None) -> pa.Table:
    """Change nine rows in a thousand, remove and add a half each; only in the first buckets where asked for."""
    rng = np.random.default_rng(2)
    places = np.arange(table.num_rows) if in_buckets is None else np.flatnonzero(bucket(table, name) < in_buckets)
    some = rng.choice(places, len(places) // 100, replace=False)
    edited, removed = some[len(some) // 20 :], some[: len(some) // 20]
    column = next(c.name for c in load_contract().tables[name].columns if c.name == "start")
    values = table.column(column).to_numpy().copy()
    values[edited] += 1
    index = table.schema.get_field_index(column)
    table = table.set_column(index, table.schema.field(index), pa.array(values))
    kept = np.ones(table.num_rows, bool)
    kept[removed] = False
    new = invented(name, max(len(removed), 1), seed=3)
    if in_buckets is not None:
        new = new.filter(pa.array(bucket(new, name) < in_buckets))
    return pa.concat_tables([table.filter(pa.array(kept)), new])


def invented(name: str, rows: int, *, seed: int) -> pa.Table:
    """Return rows of a table; a third of what may be null is."""
    declared = load_contract().tables[name]
    rng = np.random.default_rng([seed, *name.encode()])
    columns = [values(rng, column, rows, is_key=column.name in declared.primary_key) for column in declared.columns]
    return pa.Table.from_arrays(columns, schema=declared.arrow_schema)


def values(rng: np.random.Generator, column: Column, rows: int, *, is_key: bool) -> pa.Array:
    """Return one column."""
    if is_key:
        return ids(rng, column.name, rows)
    if column.name == "text":
        return pc.binary_join_element_wise(*(picked(rng, phrases(rng, 5000, 14), rows) for _ in range(2)), " ")
    found = picked(rng, pool(rng, column, rows), rows).cast(column.type)
    if not column.nullable:
        return found
    return pc.if_else(pa.array(rng.random(rows) < 0.3), pa.scalar(None, column.type), found)


def pool(rng: np.random.Generator, column: Column, rows: int) -> pa.Array:
    """Return the values that a column draws from."""
    kind = column.type
    if column.vocabulary:
        return pa.array(column.vocabulary)
    if pa.types.is_string(kind):
        return ids(rng, column.name, max(rows // 20, 1)) if column.name.endswith("_id") else phrases(rng, 3000, 4)
    if pa.types.is_list(kind):
        cue = {field.name: 7 if pa.types.is_integer(field.type) else "serait" for field in kind.value_type}
        return pa.array(
            [[{**cue, "start": int(n)} for n in rng.integers(0, 4000, k % 4)] for k in range(3000)], type=kind
        )
    if pa.types.is_boolean(kind):
        return pa.array([True, False])
    if pa.types.is_floating(kind):
        return pa.array(rng.random(10_000).round(4))
    return pa.array(rng.integers(0, 20_000, 10_000).astype("int32" if pa.types.is_date(kind) else "int64"))


def picked(rng: np.random.Generator, choice: pa.Array, rows: int) -> pa.Array:
    return choice.take(pa.array(rng.integers(0, len(choice), rows)))


def phrases(rng: np.random.Generator, count: int, longest: int) -> pa.Array:
    return pa.array([" ".join(rng.choice(WORDS, rng.integers(1, longest + 1))) for _ in range(count)])


def ids(rng: np.random.Generator, name: str, count: int) -> pa.Array:
    return pa.array([f"{name[:3]}-{number:016x}" for number in rng.integers(0, 2**63, count)])


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
