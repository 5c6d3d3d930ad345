"""What a run is going to read: the raw files, their fingerprint, and how they are split into shards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from depeche.errors import InputError
from depeche.ingest import SourceFile, discover, fingerprint
from depeche.language.nlp import check_model
from depeche.stages.handover import load, save

_SHARD_BYTES = 4 << 20  # about a minute of reading on one core
_SHARD_FILES = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """The raw files of a run in the order of their addresses, split into shards."""

    raw: str
    input_fingerprint: str
    shards: tuple[tuple[SourceFile, ...], ...]

    @property
    def file_count(self) -> int:
        return sum(len(shard) for shard in self.shards)


def make_plan(raw: Path, work: Path, *, workers: int) -> Path:
    """List and fingerprint the raw files; write the plan into `work` and return its path.

    Raises InputError when the raw folder does not exist or holds no file, EnvironmentProblem when the model is not the
    locked one: sooner than after an hour.
    """
    check_model()
    files = discover(raw)
    if not files:
        raise InputError(f"{raw} holds no file to read", hint="put scrapes there, or name another folder with --raw")
    plan = Plan(str(raw), fingerprint(files), tuple(_split(files, workers)))
    return save(work / "plan.msgpack", plan)


def load_plan(path: Path) -> Plan:
    """Read a plan written by `make_plan`."""
    return load(path, Plan)


def _split(files: tuple[SourceFile, ...], workers: int) -> list[tuple[SourceFile, ...]]:
    """Split into shards of bounded size, at least one for each worker; results never depend on the split."""
    total = sum(file.size_bytes for file in files)
    bound = max(1, min(_SHARD_BYTES, -(-total // workers)))
    most = min(_SHARD_FILES, max(1, -(-len(files) // workers)))
    shards: list[tuple[SourceFile, ...]] = []
    current: list[SourceFile] = []
    size = 0
    for file in files:
        if current and (size + file.size_bytes > bound or len(current) >= most):
            shards.append(tuple(current))
            current, size = [], 0
        current.append(file)
        size += file.size_bytes
    shards.append(tuple(current))
    return shards
