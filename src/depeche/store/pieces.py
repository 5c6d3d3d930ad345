"""What a table of the next release is made of: finished files in the staging folder, and parts of the parent that stay.

Not here: how they become a release (see `writer`, `delta`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from depeche.store.manifest import Part


@dataclass(frozen=True, slots=True)
class StagedPart:
    """A finished Parquet file in the staging folder, which `publish` takes over."""

    bucket: str
    path: Path
    made_from: str = ""


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part of the parent that stays as it is."""

    part: Part


Piece = StagedPart | KeptPart
