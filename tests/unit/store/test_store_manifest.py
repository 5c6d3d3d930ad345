"""The manifest: strict reading, and ids that depend on what they should."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.errors import StoreError
from depeche.store import Release, ReleaseFacts, manifest


def changed(release: Release, **fields: object) -> bytes:
    values = json.loads(manifest.to_json(release.manifest))
    return json.dumps({**values, **fields}).encode("utf-8")


def test_json_and_back(release: Release) -> None:
    assert manifest.from_json(manifest.to_json(release.manifest).encode("utf-8"), where="ici") == release.manifest


def test_unknown_fields_of_a_later_version_are_ignored(release: Release) -> None:
    assert manifest.from_json(changed(release, licence="CC BY"), where="ici") == release.manifest


def test_a_newer_format_is_refused(release: Release) -> None:
    with pytest.raises(StoreError, match=r"format 3.*reads up to 2"):
        manifest.from_json(changed(release, format=3), where="ici")


@pytest.mark.parametrize("path", ["../../secret.parquet", "/etc/passwd", "releases/../../secret.parquet", "LATEST"])
def test_a_part_outside_the_store_is_refused(path: str, release: Release) -> None:
    part = {"path": path, "rows": 1, "bytes": 1, "sha256": "0"}
    with pytest.raises(StoreError, match="outside its store"):
        manifest.from_json(
            changed(release, tables={"articles": {"rows": 1, "schema": "x", "parts": [part]}}), where="ici"
        )


def test_paths_of_the_first_format_begin_at_the_release(release: Release) -> None:
    entry = {"rows": 1, "schema": "x", "parts": [{"path": "articles.parquet", "rows": 1, "bytes": 1, "sha256": "0"}]}
    old = manifest.from_json(changed(release, format=1, tables={"articles": entry}), where="ici")
    (part,) = old.tables["articles"].parts
    assert (part.path, part.bucket) == (f"releases/{release.id}/articles.parquet", "all")


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"format": 1}', b"\xff"])
def test_a_damaged_manifest_is_reported_with_its_place(text: bytes) -> None:
    with pytest.raises(StoreError, match="manifest ici cannot be read"):
        manifest.from_json(text, where="ici")


@settings(max_examples=30)
@given(
    sequence=st.integers(1, 10**6), fingerprint=st.text(), code=st.text(), models=st.dictionaries(st.text(), st.text())
)
def test_an_id_gives_its_sequence_back(sequence: int, fingerprint: str, code: str, models: dict[str, str]) -> None:
    made = manifest.release_id(ReleaseFacts(fingerprint, code, models), sequence=sequence, parent=None)
    assert re.fullmatch(r"r\d{4,}-[0-9a-f]{10}", made)
    assert manifest.sequence_of(made) == sequence


@settings(max_examples=30)
@given(st.dictionaries(st.text(), st.text(), min_size=2))
def test_the_order_of_models_does_not_matter(models: dict[str, str]) -> None:
    turned = dict(reversed(models.items()))
    ids = {manifest.release_id(ReleaseFacts("e", "c", m), sequence=1, parent=None) for m in (models, turned)}
    assert len(ids) == 1


def test_the_parent_is_part_of_the_id() -> None:
    facts = ReleaseFacts("e", "c")
    assert manifest.release_id(facts, sequence=2, parent=None) != manifest.release_id(
        facts, sequence=2, parent="r0001-0"
    )


@pytest.mark.parametrize("text", ["", "latest", "r1", "r-0123456789", "x0001-0123456789", "r²-0123456789", "r0001-012"])
def test_other_words_are_no_release_ids(text: str) -> None:
    assert manifest.sequence_of(text) is None


def test_the_schema_fingerprint_knows_names_types_order_and_nulls() -> None:
    a, b = pa.field("a", pa.int64()), pa.field("b", pa.string())
    schemas = [[a, b], [b, a], [a], [a.with_type(pa.int32()), b], [a.with_nullable(False), b]]
    assert len({manifest.schema_fingerprint(pa.schema(fields)) for fields in schemas}) == len(schemas)


_FIRST_READ = """
import sys
from pathlib import Path
from depeche.store import manifest
text, called = Path(sys.argv[1]).read_bytes(), set()
sys.setprofile(lambda frame, event, argument: called.add(frame.f_code.co_name))
manifest.from_json(text, where="ici")
manifest.summary_from_json(text, where="ici")
sys.setprofile(None)
sys.exit("get_class_annotations" in called)
"""


def test_types_are_prepared_before_threads_read(release: Release, tmp_path: Path) -> None:
    """msgspec prepares a type when it is first used and takes no lock: threads that do so at once crash."""
    path = tmp_path / "manifest.json"
    path.write_text(manifest.to_json(release.manifest))
    assert subprocess.run([sys.executable, "-c", _FIRST_READ, path]).returncode == 0
