"""All checks of a release in one go: structure, invariants, suites, checks across tables.

A table whose schema is wrong gets that one finding; the checks that would read it are left out, and the release
cannot be published anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from depeche.contract import Finding, check_structure, load_contract
from depeche.contract.structure import conforms
from depeche.garbage import without_collection
from depeche.quality.across import check_across, load_queries
from depeche.quality.engine import Engine
from depeche.quality.results import Outcome, QualityReport, rejections, result
from depeche.quality.suites import load_suites
from depeche.quality.vouched import Vouched, find_invariants

MADE_AFTERWARDS = frozenset(
    {"rejections", "quality_results", "releases"}
)  # tables that may be missing from a first run


def evaluate(tables: Mapping[str, pa.Table], *, release_id: str, vouched: Vouched | None = None) -> QualityReport:
    """Run every check on the tables of a release that is to be published, or was; `vouched` changes what that costs,
    never what is found.

    All tables of the contract must be there, except those that are only made afterwards. Failing data never raises:
    it is in the report. ContractError is for declarations that are wrong themselves.
    """
    with without_collection():  # importing Great Expectations alone makes 275,000 objects that stay
        return _evaluate(tables, release_id, vouched)


def _evaluate(tables: Mapping[str, pa.Table], release_id: str, vouched: Vouched | None) -> QualityReport:
    declared = load_contract().tables
    sound = {name: tables[name].combine_chunks() for name, table in declared.items() if _is_sound(name, tables)}
    outcomes = [_from_contract(one) for one in check_structure(tables, absent=MADE_AFTERWARDS)]
    outcomes += [_from_contract(one) for one in find_invariants(sound, vouched)]
    outcomes += _run_suites(sound, vouched)
    outcomes += check_across(sound, load_queries())
    return _report(outcomes, sound, release_id)


def _is_sound(name: str, tables: Mapping[str, pa.Table]) -> bool:
    return name in tables and conforms(load_contract().tables[name], tables[name])


def _run_suites(tables: Mapping[str, pa.Table], vouched: Vouched | None) -> list[Outcome]:
    engine = Engine()
    outcomes: list[Outcome] = []
    for name, suite in load_suites().items():
        if name in tables:
            outcomes.extend(engine.run(suite, load_contract().tables[name], tables[name], vouched))
    return outcomes


def _from_contract(found: Finding) -> Outcome:
    """Return a finding of the contract as an outcome; all of them are critical."""
    return Outcome(
        table=found.table,
        check=found.check,
        severity="critical",
        why=found.why,
        success=found.success,
        evaluated_count=found.evaluated_count,
        unexpected_count=found.unexpected_count,
        rows=found.rows,
        detail=found.detail,
    )


def _report(outcomes: Iterable[Outcome], tables: Mapping[str, pa.Table], release_id: str) -> QualityReport:
    """Gather the outcomes in the order of the contract's tables."""
    declared = load_contract().tables
    order = {name: position for position, name in enumerate(declared)}
    results, rejected = [], []
    for outcome in sorted(outcomes, key=lambda one: order[one.table]):
        key, data = declared[outcome.table].primary_key, tables.get(outcome.table)
        results.append(result(outcome, data, key, release_id=release_id))
        rejected.extend(rejections(outcome, data, key))
    return QualityReport(tuple(results), tuple(rejected))
