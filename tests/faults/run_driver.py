"""A run without Prefect, for tests that kill it: `run_driver.py RAW DATA` does what the flow does, in its order."""

from __future__ import annotations

import sys
from pathlib import Path

from depeche import stages
from depeche.store import Store


def main(raw: Path, data: Path) -> None:
    """Publish a release whether or not anything changed."""
    with Store(data).writer() as writer:
        path = stages.make_plan(raw, writer.staging, workers=1)
        plan = stages.load_plan(path)
        scrapes = [stages.ingest_shard(path, index) for index in range(len(plan.shards))]
        tables = stages.assemble([stages.read_shard(shard) for shard in stages.deduplicate(scrapes)], writer.staging)
        stages.publish(tables, stages.validate(tables, plan, writer), plan, writer)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
