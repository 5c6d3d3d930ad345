"""What the tasks of a flow call: paths in, paths out, one function a task.

Here: reading and writing what lies between two tasks, and calling the rooms in order. Not here: any decision about
text or tables (the
rooms make those) and anything of Prefect (that is flows/).
"""

from depeche.stages.assembling import assemble
from depeche.stages.outcome import RunSummary
from depeche.stages.planning import Plan, load_plan, make_plan
from depeche.stages.publishing import current_summary, publish, validate
from depeche.stages.reading import deduplicate, ingest_shard, read_shard
from depeche.stages.workers import apart, worker_processes

__all__ = [
    "Plan",
    "RunSummary",
    "apart",
    "assemble",
    "current_summary",
    "deduplicate",
    "ingest_shard",
    "load_plan",
    "make_plan",
    "publish",
    "read_shard",
    "validate",
    "worker_processes",
]
