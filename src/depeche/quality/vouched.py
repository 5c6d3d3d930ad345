"""What an earlier release vouches for: checks that need not look at its rows again.

A check that looks at one row at a time, or at one document at a time, says of the same rows what it said before. Checks
over a whole table (keys, references, shares, counts) are not among them: they see every row of every release. Not here:
which rows are the same (see `stages.vouching`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyarrow as pa

from depeche.contract import Finding, check_invariants


@dataclass(frozen=True, slots=True)
class Vouched:
    """The rows that an earlier release does not vouch for, and the checks that every row of it passed.

    `documents` has, of every table whose rows belong to documents, all rows of those of which any row is new, and
    perhaps of others. Tables that are missing in `rows` are new as a whole.
    """

    passed: frozenset[tuple[str, str]]  # table and check, made by the same code
    rows: Mapping[str, pa.Table]
    documents: Mapping[str, pa.Table]


def find_invariants(tables: Mapping[str, pa.Table], vouched: Vouched | None) -> list[Finding]:
    """Check the invariants of the contract, if possible on documents that nobody vouches for only."""
    if vouched is not None and vouched.documents and vouched.documents.keys() <= tables.keys():
        found = check_invariants(vouched.documents, scope="document")
        if all(one.success and (one.table, one.check) in vouched.passed for one in found):
            counted = [replace(one, evaluated_count=tables[one.table].num_rows) for one in found]
            return counted + check_invariants(tables, scope="corpus")
    return check_invariants(tables)
