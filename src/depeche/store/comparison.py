"""Two releases side by side: which rows of a table came, went or became different.

Only parts that differ are read, slice by slice; what was found stays in a temporary table for as long as the comparison
is open. Not here: what is told of it (see `diff`, `summary`, `feed`).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from depeche.contract import load_contract
from depeche.errors import StoreError
from depeche.store import disk
from depeche.store.manifest import Part
from depeche.store.matching import MatchedRows, Side, scan
from depeche.store.releases import Release
from depeche.store.slices import File, remaining

if TYPE_CHECKING:
    import duckdb
    import pyarrow.fs as pafs

# Rows about the run itself repeat its release id: they are compared by what they say.
_RUN_KEYS = {"rejections": ("stage", "table", "row_key", "reason"), "quality_results": ("table", "check")}
_RUN_COLUMNS = frozenset({"release_id", "rejection_id"})
_MEMORY = "512MB"  # beyond it DuckDB goes on in files
_AT_ONCE = 8  # downloads in flight


class Comparison:
    """Two releases that are being compared."""

    def __init__(self, before: Release, after: Release, connection: duckdb.DuckDBPyConnection, scratch: Path) -> None:
        self.before, self.after = before, after
        self.connection = connection
        self._scratch = scratch

    def key(self, name: str) -> tuple[str, ...]:
        """Return the primary key of a table, as far as the contract knows the table."""
        declared = load_contract().tables.get(name)
        return declared.primary_key if declared is not None else ()

    def content_key(self, name: str) -> tuple[str, ...]:
        """Return what rows of a table are matched by when they are compared by what they say."""
        return _RUN_KEYS.get(name) or self.key(name)

    def is_same(self, name: str) -> bool:
        """Tell whether a table has the same bytes on both sides."""
        return not any(remaining(*(_entries(release, name) for release in (self.before, self.after))))

    def sides(self, name: str) -> tuple[Side, Side]:
        """Fetch the parts of a table that differ. A side without such parts has the columns of the other."""
        parts = remaining(*(_entries(release, name) for release in (self.before, self.after)))
        files = [self._files(*pair) for pair in zip((self.before, self.after), parts, strict=True)]
        left, right = (self._columns(side) if side else {} for side in files)
        return Side(files[0], left or right), Side(files[1], right or left)

    def content(self, name: str, sides: tuple[Side, Side], *, carried: Collection[str] = ()) -> MatchedRows | None:
        """Compare a table by what it says: columns that both sides have, rows about the run without its id.

        None for a table whose key is unknown or lacks on one side.
        """
        before, after = sides
        key = self.content_key(name)
        if not key or not set(key) <= before.columns.keys() & after.columns.keys():
            return None
        values = tuple(
            column
            for column, kind in before.columns.items()
            if after.columns.get(column) == kind and column not in _RUN_COLUMNS and column not in key
        )
        known = before.columns.keys() | after.columns.keys()
        wanted = tuple(column for column in carried if column in known)
        return MatchedRows(self.connection, name, sides, key=key, values=values, carried=wanted)

    def rows(self, name: str, sides: tuple[Side, Side]) -> MatchedRows:
        """Compare a table to the letter: all columns of the later side, a column that the earlier one lacks is null."""
        before, after = sides
        key = self.key(name)
        if not key or not set(key) <= before.columns.keys() & after.columns.keys():
            raise StoreError(
                f"The table {name} cannot be compared row by row: its key is not known on both sides.",
                hint="Leave it out, or use the version of Dépêche that made the releases.",
            )
        values = tuple(column for column in after.columns if column not in key)
        return MatchedRows(self.connection, name, sides, key=key, values=values)

    def _files(self, release: Release, parts: Sequence[Part]) -> tuple[File, ...]:
        """Return parts as local files; those of an object store are fetched first."""
        sources = [release.place.path(part.path) for part in parts]
        paths = sources if release.place.is_local else self._fetched(release.place.filesystem, sources)
        return tuple(File(p.bucket, path, p.rows, p.bytes) for p, path in zip(parts, paths, strict=True))

    def _fetched(self, filesystem: pafs.FileSystem, sources: Sequence[str]) -> list[str]:
        """Copy files of an object store into the scratch folder."""
        import pyarrow.fs as pafs

        folder = disk.make_folder(Path(tempfile.mkdtemp(dir=self._scratch)))
        targets = [str(folder / f"{number}.parquet") for number in range(len(sources))]

        def fetch(source: str, target: str) -> None:
            pafs.copy_files(source, target, source_filesystem=filesystem, destination_filesystem=pafs.LocalFileSystem())

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(fetch, sources, targets))
        return targets

    def _columns(self, files: Sequence[File]) -> dict[str, str]:
        """Return the columns of files with their types."""
        found = self.connection.execute(f"DESCRIBE SELECT * FROM {scan(files)}").fetchall()  # noqa: S608
        return {row[0]: row[1] for row in found}


@contextmanager
def compared(before: Release, after: Release) -> Iterator[Comparison]:
    """Open two releases for comparison; what goes wrong in the block while reading becomes a StoreError."""
    import duckdb  # only who compares waits for it

    try:
        with tempfile.TemporaryDirectory(prefix=f"depeche-{os.getpid()}-", ignore_cleanup_errors=True) as folder:
            config: dict[str, str | bool | int | float | list[str]] = {
                "memory_limit": _MEMORY,
                "temp_directory": str(Path(folder, "spilled")),
                "preserve_insertion_order": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "python_enable_replacements": False,
            }
            with duckdb.connect(":memory:", config=config) as connection:
                connection.execute("SET TimeZone = 'UTC'")
                yield Comparison(before, after, connection, Path(folder))
    except (duckdb.Error, pa.ArrowException, OSError) as problem:
        raise StoreError(
            f"Releases {before.id} and {after.id} cannot be compared: {str(problem).splitlines()[0]}",
            hint="`depeche check --deep` tells whether both are sound; the folder for temporary files needs room.",
        ) from problem


def _entries(release: Release, name: str) -> tuple[Part, ...]:
    """Return the parts of a table; none of a table that the release lacks."""
    return release.entries(name) if name in release.manifest.tables else ()
