"""Our own annotated scrapes, run through the whole pipeline: no score may fall below its floor (see floors.yml)."""

import hashlib
from functools import cache
from pathlib import Path

import pytest
import yaml
from score import check_requirements, evaluate

from depeche.store import Store, export

pytestmark = pytest.mark.model

HERE = Path(__file__).parent
FLOORS = yaml.safe_load((HERE / "floors.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def exported(prefect_api, tmp_path_factory):
    """The tables of one run over all scrapes."""
    from prefect.flows import load_flow_from_entrypoint

    from depeche import paths

    folder = tmp_path_factory.mktemp("eval")
    refresh = load_flow_from_entrypoint(f"{paths.REFRESH_FLOW}:refresh")
    refresh(raw=str(HERE / "scrapes"), data=str(folder / "store"), own_processes=False)
    export(Store(folder / "store").open(), folder / "tables")
    return folder / "tables"


@pytest.fixture(scope="module")
def report_of(exported):
    """What the scorer says of a gold set, worked out once."""
    return cache(lambda name: evaluate(exported, HERE / f"{name}.yaml", HERE / "scrapes"))


def digest(gold: Path) -> str:
    """Return a hash of a gold file and of the scrapes that it annotates."""
    found = hashlib.sha256(gold.read_bytes())
    for document in yaml.safe_load(gold.read_text("utf-8"))["documents"]:
        found.update((HERE / "scrapes" / document["file"]).read_bytes())
    return found.hexdigest()


@pytest.mark.parametrize("name", sorted(FLOORS["own"]))
def test_floors_belong_to_this_gold_set(name):
    assert digest(HERE / f"{name}.yaml") == FLOORS["own"][name]["sha256"]


@pytest.mark.parametrize("name", sorted(FLOORS["own"]))
def test_gold_is_found_in_the_scrapes(name, report_of):
    assert [problem for pair in report_of(name).pairs for problem in pair.gold.problems] == []


@pytest.mark.parametrize(
    ("name", "floor"), [(name, floor) for name, gold in sorted(FLOORS["own"].items()) for floor in gold["floors"]]
)
def test_score_is_not_below_its_floor(name, floor, report_of):
    assert check_requirements(report_of(name), [floor]) == []
