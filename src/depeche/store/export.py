"""Flat copies of a release for other tools: Parquet files, CSV files for spreadsheets, or one DuckDB database.

Here: what is written, and which files of a folder may be overwritten. Not here: the release itself, which an export
never touches.

An export folder says in `depeche-export.json` which files an export wrote. A later export overwrites or deletes
those and no others: a file of somebody else is never touched, and a name that is taken by one is refused before
anything is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec

from depeche.contract import load_contract, write_parquet
from depeche.errors import StoreError, UsageError
from depeche.store import disk
from depeche.store.releases import Release
from depeche.store.spreadsheet import write_csv

Format = Literal["parquet", "csv", "duckdb"]

MARKER = "depeche-export.json"
DATABASE = "depeche.duckdb"
_READABLE_BY = "v1.0.0"  # the oldest DuckDB whose drivers can open the database


class Exported(msgspec.Struct, frozen=True):
    """The marker: per format the release that was exported and the files that it took."""

    formats: dict[str, ExportedFormat]


class ExportedFormat(msgspec.Struct, frozen=True):
    """One format of an export."""

    release_id: str
    files: tuple[str, ...]


def export(release: Release, to: str | Path, *, format: Format = "parquet") -> tuple[Path, ...]:
    """Write all tables of a release into a folder and return the files; formats may share a folder."""
    return write_files(to, _writers(release, format), format=format, release_id=release.id)


def write_files(
    to: str | Path, writers: Mapping[str, Callable[[Path], None]], *, format: str, release_id: str
) -> tuple[Path, ...]:
    """Write files into a folder in place of those that the same format wrote there before, and return them.

    `writers` has for each file name the function that writes it. UsageError where another format, or somebody else, has
    a file of such a name.
    """
    if "://" in str(to):
        raise UsageError(f"Cannot export to {to}: only local folders for now.", hint="Export to a folder and copy it.")
    folder = disk.make_folder(Path(to))
    before = _marker(folder)
    last = before.formats.get(format)
    ours = set(last.files if last else ())
    taken = sorted(name for name in writers if name not in ours and (folder / name).exists())
    if taken:
        raise UsageError(
            f"{folder} holds files of somebody else under the names of the export: {', '.join(taken)}.",
            hint="Choose another folder.",
        )
    marked = sorted({*writers, *ours})  # until all is done the marker names the old and the new files
    _mark(folder, before, format, ExportedFormat(release_id, tuple(marked)))
    _write_all(folder, writers)
    with disk.explained("write", folder):
        for name in marked:
            if name not in writers:
                (folder / name).unlink(missing_ok=True)
    _mark(folder, before, format, ExportedFormat(release_id, tuple(sorted(writers))))
    return tuple(folder / name for name in sorted(writers))


def _writers(release: Release, format: str) -> dict[str, Callable[[Path], None]]:
    """Return for each file name of the export the function that writes it."""
    if format == "parquet":
        return {f"{name}.parquet": partial(_write_flat, release, name) for name in release.tables}
    if format == "csv":
        return {f"{name}.csv": partial(_write_spreadsheet, release, name) for name in release.tables}
    if format == "duckdb":
        return {DATABASE: partial(_write_database, release)}
    raise UsageError(f"{format!r} is no format of an export.", hint="Choose parquet, csv or duckdb.")


def _write_all(folder: Path, writers: Mapping[str, Callable[[Path], None]]) -> None:
    """Write every file under a temporary name, then give all of them their names in one short go."""
    temporary = {name: folder / f".{name}.{os.getpid()}.new" for name in writers}
    try:
        with disk.explained("write", folder):
            for name in sorted(writers):
                writers[name](temporary[name])
                disk.flush(temporary[name])
            for name in sorted(writers):
                temporary[name].replace(folder / name)
            disk.flush(folder)
    finally:
        for path in temporary.values():
            path.unlink(missing_ok=True)


def _write_flat(release: Release, table: str, path: Path) -> None:
    """Write a table as one Parquet file in the order of its key, whatever its parts."""
    write_parquet(release.read(table), path)


def _write_spreadsheet(release: Release, table: str, path: Path) -> None:
    """Write a table as CSV."""
    write_csv(release.read(table), path)


def _write_database(release: Release, path: Path) -> None:
    """Write a DuckDB database with one table per table, and the meaning of tables and columns as comments."""
    import duckdb  # only who exports a database waits for it

    try:
        with duckdb.connect(":memory:") as connection:
            connection.execute(f"ATTACH {_literal(str(path))} AS out (STORAGE_VERSION {_literal(_READABLE_BY)})")
            for name in release.tables:
                rows = release.read(name)
                connection.register("rows", rows)
                connection.execute(f'CREATE TABLE out."{name}" AS SELECT * FROM rows')  # noqa: S608
                for statement in _comments(name, set(rows.column_names)):
                    connection.execute(statement)
            connection.execute("DETACH out")
    except duckdb.Error as problem:
        raise StoreError(
            f"Cannot write the database: {problem}", hint="Check space and permissions, then run again."
        ) from problem


def _comments(name: str, columns: set[str]) -> list[str]:
    """Return the statements that put the contract's descriptions beside a table and its columns."""
    table = load_contract().tables.get(name)
    if table is None:
        return []
    described = [column for column in table.columns if column.name in columns]
    return [
        f'COMMENT ON TABLE out."{name}" IS {_literal(table.description)}',
        *(f'COMMENT ON COLUMN out."{name}"."{column.name}" IS {_literal(column.description)}' for column in described),
    ]


def _literal(text: str) -> str:
    """Quote a text for SQL."""
    return "'" + text.replace("'", "''") + "'"


def _marker(folder: Path) -> Exported:
    """Read the marker of a folder; an empty one where there is none."""
    path = folder / MARKER
    with disk.explained("read", path):
        if not path.exists():
            return Exported(formats={})
        text = path.read_bytes()
    try:
        found = msgspec.json.decode(text, type=Exported)
    except msgspec.MsgspecError as problem:
        raise UsageError(
            f"{path} is not the marker of an export: {problem}.", hint="Choose another folder."
        ) from problem
    for entry in found.formats.values():
        for name in entry.files:
            if name in ("", "..") or "/" in name or "\\" in name:  # such a file would be deleted elsewhere
                raise UsageError(f"{path} names a file outside its folder: {name}.", hint="Choose another folder.")
    return found


def _mark(folder: Path, before: Exported, format: str, entry: ExportedFormat) -> None:
    """Replace the entry of one format in the marker."""
    marker = Exported(formats={**before.formats, format: entry})
    text = msgspec.json.format(msgspec.json.encode(marker, order="sorted"), indent=2).decode("utf-8") + "\n"
    disk.replace_bytes(folder / MARKER, text.encode("utf-8"), by_way_of=folder / f".{MARKER}.{os.getpid()}.new")
