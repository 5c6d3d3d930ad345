"""What a release is made by, and what each stage of reading is: digests of code, word lists, schemas and models.

The code version of a release covers every file that can change a table. The version of a stage covers only what that
stage depends on, so that what was read of a document is read again when one of these files changes, and only then.
Not here: what is kept under these versions (see `stages.keys`, `stages.shelf`).
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Literal, NamedTuple

from depeche import __version__, paths
from depeche.kb.store import own_version
from depeche.language.nlp import MODEL, MODEL_VERSION, NER_WEIGHTS_SHA256, RECOGNISER_SHA256

StageName = Literal["ingest", "clean", "language", "resolve", "tables"]

_SUFFIXES = {".py", ".yml", ".yaml", ".json"}
# Libraries that can change what is read, how it is written, or what a check finds.
_LIBRARIES = (
    "charset-normalizer",
    "ftfy",
    "google-re2",
    "great-expectations",
    "lxml",
    "marisa-trie",
    "numpy",
    "pandas",
    "py3langid",
    "pyahocorasick",
    "pyarrow",
    "spacy",
    "thinc",
    "warcio",
)


class Stage(NamedTuple):
    """What a stage depends on: files and folders of the package, and libraries by the names of their packages.

    A test follows the imports of these files and fails when one leads to a file or a library that is not named here.
    errors.py and object_store.py are left out: how a failure is told, and how bytes are fetched, is part of no answer.
    """

    sources: tuple[str, ...]
    libraries: tuple[str, ...]


STAGES: dict[StageName, Stage] = {
    "ingest": Stage(
        ("ingest", "ids.py", "model.py", "paths.py", "stages/steps.py", "words.py"),
        ("brotli", "charset-normalizer", "ftfy", "lxml", "obstore", "pyarrow", "pyyaml", "warcio"),
    ),
    "clean": Stage(
        (
            "clean",
            "language/abbreviations.yml",
            "language/sentences.py",
            "language/view.py",
            "model.py",
            "paths.py",
            "stages/steps.py",
            "words.py",
        ),
        ("google-re2", "numpy", "py3langid", "pyahocorasick", "pyyaml"),
    ),
    "language": Stage(
        (
            "kb",
            "language",
            "garbage.py",
            "ids.py",
            "model.py",
            "paths.py",
            "stages/soundness.py",
            "stages/steps.py",
            "words.py",
        ),
        (
            MODEL,
            "marisa-trie",
            "msgspec",
            "numpy",
            "pyahocorasick",
            "pyarrow",
            "pyyaml",
            "spacy",
            "thinc",
            "threadpoolctl",
        ),
    ),
    "resolve": Stage(
        ("resolve", "garbage.py", "ids.py", "model.py", "paths.py", "words.py"), ("msgspec", "numpy", "pyyaml")
    ),
    "tables": Stage(
        (
            "contract",
            "garbage.py",
            "ids.py",
            "model.py",
            "paths.py",
            "stages/handover.py",
            "stages/rows.py",
            "stages/settled.py",
        ),
        ("msgspec", "numpy", "pyarrow", "pyyaml"),
    ),
}


@cache
def stage_version(stage: StageName) -> str:
    """Return a digest of all that an answer of a stage depends on, but for the document itself: 16 hex digits."""
    sources, libraries = STAGES[stage]
    digest = hashlib.sha256(f"{sys.version_info[:2]} {unicodedata.unidata_version}\n".encode())
    for library in libraries:
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    _add(digest, paths.PACKAGE, _below(paths.PACKAGE / source for source in sources))
    if stage == "tables":
        _add(digest, paths.SCHEMAS, _below([paths.SCHEMAS]))
    if stage == "language" and (own := own_version()) is not None:
        digest.update(f"own knowledge base {own}\n".encode())
    return digest.hexdigest()[:16]


@cache
def code_version() -> str:
    """Return the package version and a digest of its code, word lists, schemas and expectations: `0.1.0+<12 hex
    digits>`.
    """
    digest = hashlib.sha256()
    for home in (paths.PACKAGE, paths.SCHEMAS, paths.EXPECTATIONS):
        _add(digest, home, (path for path in _below([home]) if "_bundle" not in path.relative_to(home).parts))
    return f"{__version__}+{digest.hexdigest()[:12]}"


def model_versions() -> dict[str, str]:
    """Return the model and the libraries that can change a table, each with its version."""
    versions = {MODEL: f"{MODEL_VERSION}+{NER_WEIGHTS_SHA256[:12]}", "recogniser": RECOGNISER_SHA256[:12]}
    if (own := own_version()) is not None:
        versions["own knowledge base"] = own
    return versions | {name: metadata.version(name) for name in _LIBRARIES}


def _below(sources: Iterable[Path]) -> Iterator[Path]:
    """Give the files of code and of words among files and folders, at any depth."""
    for source in sources:
        yield from (path for path in (source.rglob("*") if source.is_dir() else [source]) if path.suffix in _SUFFIXES)


def _add(digest: hashlib._Hash, home: Path, files: Iterable[Path]) -> None:
    """Add the names and the bytes of files to a digest, in the order of their names."""
    for path in sorted(set(files), key=lambda path: path.relative_to(home).as_posix()):
        digest.update(path.relative_to(home).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
