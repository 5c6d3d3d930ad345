"""Reading declarations: what is not understood is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from depeche import paths
from depeche.contract import SCHEMA_VERSION
from depeche.contract.reading import read_contract, read_table
from depeche.errors import ContractError

_START = "description: 'Where the sentence starts in the article''s text, counted in Unicode code points from 0.'"


def _spoilt(folder: Path, old: str, new: str) -> Path:
    """Write the declaration of the sentences with one wording replaced."""
    text = (paths.SCHEMAS / "sentences.yaml").read_text("utf-8")
    assert old in text
    path = folder / "sentences.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("required: true", "requird: true", "unknown field `requird`"),
        ("    required: true\n", "", "missing required field `required`"),
        ("status: active", "status: active\ncolour: red", "unknown field `colour`"),
        (f"version: {SCHEMA_VERSION}", "version: 9.0.0", "has version 9.0.0"),
        ("apiVersion: v3.1.0", "apiVersion: v2.0.0", "apiVersion"),
        ("physicalType: string", "physicalType: VARCHAR[]", "unknown pair of types"),
        ("One row per", "A table of", "must start with"),
        ("primaryKeyPosition: 2", "primaryKeyPosition: 3", "primary key"),
        ("- name: sentence_index", "- name: document_id", "twice"),
        ("name: sentences", "name: phrases", "of the file's name"),
        (_START, "description: ''", "description is empty"),
    ],
)
def test_a_declaration_that_is_not_understood_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(ContractError, match=told):
        read_table(_spoilt(tmp_path, old, new))


def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sentences.yaml").write_text("a: [", "utf-8")
    with pytest.raises(ContractError, match="no table declaration"):
        read_table(tmp_path / "sentences.yaml")


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    shutil.copytree(paths.SCHEMAS, tmp_path / "schemas")
    (tmp_path / "schemas" / "claims.yaml").unlink()
    with pytest.raises(ContractError, match="claims"):
        read_contract(tmp_path / "schemas")


def test_a_reference_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    shutil.copytree(paths.SCHEMAS, tmp_path / "schemas")
    path = tmp_path / "schemas" / "sentences.yaml"
    path.write_text(path.read_text("utf-8").replace("to: articles.document_id", "to: articles.doc_id"), "utf-8")
    with pytest.raises(ContractError, match="leads nowhere"):
        read_contract(tmp_path / "schemas")
