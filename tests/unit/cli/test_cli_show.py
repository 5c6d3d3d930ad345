"""Which document `depeche show` is asked for."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest

from depeche.cli.show import _find, _fitting, _nearest
from depeche.errors import UsageError
from depeche.store import Store

ADDRESSES = ["a.txt", "gazette/a.txt", "gazette/2024-03-12-amiot.txt", "agence/lot.jsonl#1", "agence/lot.jsonl#2"]
KNOWN = pa.table({"document_id": [f"doc-{number}" for number in range(5)], "source_uri": ADDRESSES})


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("doc-2", ["gazette/2024-03-12-amiot.txt"]),
        ("a.txt", ["a.txt"]),
        ("amiot.txt", ["gazette/2024-03-12-amiot.txt"]),
        ("data/raw/gazette/a.txt", ["gazette/a.txt"]),
        ("./data/raw/../raw/gazette/2024-03-12-amiot.txt", ["gazette/2024-03-12-amiot.txt"]),
        ("/home/moi/raw/agence/lot.jsonl#2", ["agence/lot.jsonl#2"]),
        ("raw/agence/lot.jsonl", ["agence/lot.jsonl#1", "agence/lot.jsonl#2"]),
        ("lot.jsonl", ["agence/lot.jsonl#1", "agence/lot.jsonl#2"]),
        ("data/raw/gazette/b.txt", []),
    ],
)
def test_a_word_means_documents(wanted: str, found: list[str]) -> None:
    assert _fitting(KNOWN, wanted).column("source_uri").to_pylist() == found


def test_names_that_are_near_are_proposed() -> None:
    assert _nearest(KNOWN, "data/raw/2024-03-12-amyot.txt")[0] == "gazette/2024-03-12-amiot.txt"
    assert _nearest(KNOWN, "xyz") == []


def test_an_error_names_what_is_near(sample: ModuleType, tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.writer() as writer:
        release = writer.publish(sample.sample_tables(1), sample.facts(1))
    address = release.read("documents").column("source_uri").to_pylist()[0]
    with pytest.raises(UsageError) as caught:
        _find(release, f"{address[:-4]}x{address[-4:]}")
    assert address in (caught.value.hint or "")
    assert _find(release, f"data/raw/{address}")["source_uri"] == address
