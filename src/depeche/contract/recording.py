"""Record today's declarations as those of their schema version, in `schemas/history/`.

Run `python -m depeche.contract.recording` when a version is first published; its file is never edited afterwards.
"""

from __future__ import annotations

import msgspec
import yaml

from depeche.contract.reading import load_contract
from depeche.contract.record import HISTORY, Record, describe
from depeche.errors import ContractError

_HEAD = "# Recorded by python -m depeche.contract.recording when this version was published. Never edit it.\n"


def render(record: Record) -> str:
    """Return a record as YAML, one column a line."""
    plain = msgspec.to_builtins(record)
    return _HEAD + str(
        yaml.safe_dump(plain, default_flow_style=None, sort_keys=False, allow_unicode=True, width=100_000)
    )


def write_record(record: Record) -> None:
    """Write the file of a version; ContractError if it stands already and says something else."""
    path = HISTORY / f"{record.version}.yaml"
    if path.exists() and path.read_text("utf-8") != render(record):
        raise ContractError(f"{path.name} is recorded already and differs.", hint="Raise the schema version.")
    path.write_text(render(record), encoding="utf-8")


if __name__ == "__main__":
    write_record(describe(load_contract()))
