"""How releases of an earlier major schema version become those of the next one; there is none yet.

One module a migration, named after the versions (`from_1.py`), with a function that takes all tables of a release by
name and returns all tables of the next major version. It is registered here under the major version that it reads.
Needed only where a column goes, or comes to mean something else: what is merely added is lifted (see `evolution`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pyarrow as pa

Migration = Callable[[Mapping[str, pa.Table]], Mapping[str, pa.Table]]

MIGRATIONS: Mapping[int, Migration] = MappingProxyType({})
