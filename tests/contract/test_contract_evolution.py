"""What earlier versions declared stays true: a change that breaks programs fails here until the major version rises."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from depeche.contract import SCHEMA_VERSION, check_structure, lift, load_contract
from depeche.contract.evolution import breaking_changes
from depeche.contract.record import HISTORY, Record, describe, load_history, parse_version
from depeche.contract.recording import render
from depeche.store import Release, Store

_STORES = Path(__file__).parent / "stores"  # made by the versions that their folders are named after
_TODAY = parse_version(SCHEMA_VERSION)


@pytest.mark.parametrize("record", load_history().values(), ids=lambda record: record.version)
def test_todays_declarations_keep_what_an_earlier_version_promised(record: Record) -> None:
    if parse_version(record.version).major == _TODAY.major:
        broken = breaking_changes(record, describe(load_contract()))
        assert not broken, (
            f"{' '.join(broken)} This breaks programs that read schema {record.version}: add instead of changing, or "
            f"raise the major version in SCHEMA_VERSION and write a migration (src/depeche/contract/migrations)."
        )


def test_no_version_is_recorded_that_is_still_to_come() -> None:
    assert load_history()
    assert max(load_history()) <= _TODAY


def test_a_version_that_is_recorded_is_not_edited_any_more() -> None:
    record = load_history().get(_TODAY)
    if record is not None:
        told = f"schemas/ departs from what was published as {SCHEMA_VERSION}: raise SCHEMA_VERSION."
        assert record == describe(load_contract()), told


def test_records_are_as_the_program_writes_them() -> None:
    for record in load_history().values():
        assert (HISTORY / f"{record.version}.yaml").read_text("utf-8") == render(record)


def _release(version: str) -> Release:
    return Store(_STORES / version).open()


@pytest.mark.parametrize("version", sorted(path.name for path in _STORES.iterdir()))
def test_a_release_of_an_earlier_version_is_read_as_todays(version: str) -> None:
    release = _release(version)
    assert release.manifest.schema_version == version
    lifted = {}
    for name, table in load_contract().tables.items():
        data = _as_written(release, name) if name in release.manifest.tables else None
        lifted[name] = lift(table, data, from_version=version)
        assert lifted[name].schema.equals(table.arrow_schema, check_metadata=True)
    assert lifted["articles"].num_rows == 2
    assert lifted["id_changes"].num_rows == 0
    assert [one for one in check_structure(lifted) if not one.success] == []


def _as_written(release: Release, table: str) -> pa.Table:
    return pa.concat_tables([pq.read_table(part) for part in release.parts(table)])
