"""What a release is made by: the versions of code, word lists, schemas and models that its manifest names.

The code version holds a digest of every file that can change a table, so that nothing stale is ever taken for current.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata

from depeche import __version__, paths
from depeche.language.nlp import MODEL, MODEL_VERSION, NER_WEIGHTS_SHA256

_SUFFIXES = {".py", ".yml", ".yaml", ".json"}
# Libraries that can change what is read or how it is written.
_LIBRARIES = (
    "charset-normalizer",
    "datasketch",
    "ftfy",
    "google-re2",
    "lxml",
    "numpy",
    "py3langid",
    "pyahocorasick",
    "pyarrow",
    "spacy",
    "thinc",
)


@cache
def code_version() -> str:
    """Return the package version and a digest of its code, word lists, schemas and expectations: `0.1.0+<12 hex
    digits>`.
    """
    digest = hashlib.sha256()
    for home in (paths.PACKAGE, paths.SCHEMAS, paths.EXPECTATIONS):
        files = (
            path
            for path in home.rglob("*")
            if path.suffix in _SUFFIXES and "_bundle" not in path.relative_to(home).parts
        )
        for path in sorted(files, key=lambda path: path.relative_to(home).as_posix()):
            digest.update(path.relative_to(home).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def model_versions() -> dict[str, str]:
    """Return the model and the libraries that can change a table, each with its version."""
    versions = {MODEL: f"{MODEL_VERSION}+{NER_WEIGHTS_SHA256[:12]}"}
    return versions | {name: metadata.version(name) for name in _LIBRARIES}
