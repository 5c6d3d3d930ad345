"""What the tasks of a flow call: paths in, paths out, one function a task.

Here: reading and writing what lies between two tasks, and calling the rooms in order. Not here: any decision about
text or tables (the rooms make those) and anything of Prefect (that is flows/). A name is loaded when it is first asked
for, so that a run with nothing to do loads neither the model's library nor the checks'.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from depeche.stages.assembling import assemble
    from depeche.stages.listing import deduplicate, gather, load_listing
    from depeche.stages.outcome import RunSummary
    from depeche.stages.planning import Gone, Plan, find_gone, load_plan, make_plan
    from depeche.stages.publishing import publish, validate
    from depeche.stages.reading import ingest_shard, keep, read_shard
    from depeche.stages.recalling import load_recalled, recall
    from depeche.stages.standing import current_summary, look
    from depeche.stages.tidying import tidy_cache
    from depeche.stages.workers import apart, worker_processes

_HOMES = {
    "assembling": ("assemble",),
    "listing": ("deduplicate", "gather", "load_listing"),
    "outcome": ("RunSummary",),
    "planning": ("Gone", "Plan", "find_gone", "load_plan", "make_plan"),
    "publishing": ("publish", "validate"),
    "reading": ("ingest_shard", "keep", "read_shard"),
    "recalling": ("load_recalled", "recall"),
    "standing": ("current_summary", "look"),
    "tidying": ("tidy_cache",),
    "workers": ("apart", "worker_processes"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Gone",
    "Plan",
    "RunSummary",
    "apart",
    "assemble",
    "current_summary",
    "deduplicate",
    "find_gone",
    "gather",
    "ingest_shard",
    "keep",
    "load_listing",
    "load_plan",
    "load_recalled",
    "look",
    "make_plan",
    "publish",
    "read_shard",
    "recall",
    "tidy_cache",
    "validate",
    "worker_processes",
]


def __getattr__(name: str) -> Any:
    """Load the module that a public name lives in."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"depeche.stages.{_HOME[name]}"), name)
    globals()[name] = found
    return found
