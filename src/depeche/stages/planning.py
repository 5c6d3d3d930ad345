"""What a run is going to read: the source files, how they differ from those of the current release, and shards.

Files that are gone since are kept, with their documents, until a run is asked to prune them. Not here: what of the
files is known already (see `recalling`).
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from depeche.errors import InputError, UsageError
from depeche.ingest import SourceFile, content_token, discover
from depeche.ingest.globbing import split_pattern
from depeche.language.nlp import check_model
from depeche.stages.handover import Source, load, save
from depeche.stages.sources import fingerprint, known_sources
from depeche.store.releases import Release

T = TypeVar("T")

_SHARD_BYTES = 4 << 20  # about a minute of reading on one core
_SHARD_PIECES = 200
# Below this a worker costs more for loading the model than it saves.
_WORKER_BYTES = 1 << 19
_WORKER_PIECES = 150


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A source file as it was when the plan was made, and what the current release knows of its address."""

    file: SourceFile
    token: str | None
    known: Source | None

    @property
    def source(self) -> Source:
        return Source(self.file.source_uri, self.token, self.file.problem)


@dataclass(frozen=True, slots=True)
class Plan:
    """The source files of a run in the order of their addresses, and those that are gone but whose documents stay."""

    raw: str
    input_fingerprint: str
    files: tuple[PlannedFile, ...]
    carried: tuple[Source, ...]
    sources: dict[str, int]  # how many files are new, changed, unchanged, gone, pruned
    workers: int

    @property
    def file_count(self) -> int:
        return len(self.files)


@dataclass(frozen=True, slots=True)
class GoneDocument:
    """A document of the current release whose source file is gone."""

    source_uri: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Gone:
    """What pruning would take away. `digest` names exactly this list, so that nothing else is pruned on its account."""

    documents: tuple[GoneDocument, ...]
    digest: str


def make_plan(
    raw: str | Path,
    work: Path,
    *,
    release: Release | None,
    workers: int,
    prune: bool = False,
    only: str | None = None,
    files: Sequence[SourceFile] | None = None,
) -> Path:
    """List the source files and compare them with those of the current release; write the plan into `work`.

    `prune` leaves out files that are gone; with `only` it does so if they are those of the list with this digest.
    `files` are those of `raw` where they are listed already. Raises InputError when there is no raw folder or no file
    in it, UsageError when the list has changed or a pattern is to be pruned by, EnvironmentProblem when the model is
    not the locked one: sooner than after an hour.
    """
    check_model()
    if prune:
        _refuse_pattern(raw)
    files = discover(raw) if files is None else files
    if not files:
        raise InputError(f"{raw} holds no file to read", hint="put scrapes there, or name another folder with --raw")
    known = {source.uri: source for source in known_sources(release)}
    planned = tuple(PlannedFile(file, content_token(file), known.pop(file.source_uri, None)) for file in files)
    gone = tuple(known[uri] for uri in sorted(known))
    if prune and only is not None and only != _digest(gone):
        raise UsageError(
            "the files that are gone are not those that were listed; nothing was pruned",
            hint="run again and look at the new list",
        )
    carried = () if prune else gone
    counts = Counter({"new": 0, "changed": 0, "unchanged": 0, "gone": len(carried), "pruned": len(gone) - len(carried)})
    counts.update(_difference(file) for file in planned)
    plan = Plan(
        raw=str(raw),
        input_fingerprint=fingerprint([*(file.source for file in planned), *carried]),
        files=planned,
        carried=carried,
        sources=dict(counts),
        workers=workers,
    )
    return save(work / "plan.msgpack", plan)


def load_plan(path: Path) -> Plan:
    """Read a plan written by `make_plan`."""
    return load(path, Plan)


def find_gone(raw: str | Path, release: Release | None) -> Gone:
    """Return what a run with `prune` would take out of the dataset; UsageError for a pattern."""
    _refuse_pattern(raw)
    there = {file.source_uri for file in discover(raw)}
    gone = tuple(sorted((s for s in known_sources(release) if s.uri not in there), key=lambda source: source.uri))
    if release is None or not gone:
        return Gone((), _digest(gone))
    addresses = {source.uri for source in gone}
    rows = release.read("documents", columns=["document_id", "source_uri"]).sort_by("source_uri").to_pylist()
    rows = [row for row in rows if row["source_uri"].partition("#")[0] in addresses]
    articles = release.dataset("articles")
    chosen = pc.field("document_id").isin(pa.array([row["document_id"] for row in rows], pa.string()))
    titles = articles.to_table(columns=["document_id", "title"], filter=chosen).to_pylist()
    titled = {row["document_id"]: row["title"] for row in titles}
    documents = tuple(GoneDocument(row["source_uri"], titled.get(row["document_id"])) for row in rows)
    return Gone(documents, _digest(gone))


def _refuse_pattern(raw: str | Path) -> None:
    """Raise UsageError where a pattern names the files: the others may be there and would be pruned all the same."""
    home, pattern = split_pattern(Path(raw).as_posix() if isinstance(raw, Path) else raw)
    if pattern is not None and not os.path.lexists(raw):
        raise UsageError(
            f"a pattern names only some of the files below {home}, so that nobody can tell which are gone",
            hint=f"prune with the whole folder: --raw {home} --prune",
        )


def _digest(gone: Iterable[Source]) -> str:
    """Return a digest over the addresses of files that are gone."""
    return hashlib.sha256("\n".join(source.uri for source in gone).encode()).hexdigest()


def _difference(planned: PlannedFile) -> str:
    """Say how a file differs from what the current release was made from."""
    if planned.known is None:
        return "new"
    now, before = planned.source, planned.known
    return "unchanged" if (now.token, now.problem) == (before.token, before.problem) else "changed"


def split(pieces: Sequence[T], size: Callable[[T], int], *, workers: int) -> tuple[tuple[T, ...], ...]:
    """Split into shards of bounded size, no more than workers are worth loading the model for unless they would be too
    large; results never depend on the split.
    """
    total = sum(map(size, pieces))
    useful = max(1, min(workers, max(-(-total // _WORKER_BYTES), -(-len(pieces) // _WORKER_PIECES))))
    bound = max(1, min(_SHARD_BYTES, -(-total // useful)))
    most = max(1, min(_SHARD_PIECES, -(-len(pieces) // useful)))
    shards: list[tuple[T, ...]] = []
    current: list[T] = []
    held = 0
    for piece in pieces:
        if current and (held + size(piece) > bound or len(current) >= most):
            shards.append(tuple(current))
            current, held = [], 0
        current.append(piece)
        held += size(piece)
    if current:
        shards.append(tuple(current))
    return tuple(shards)
