"""What the parent of a release vouches for: the rows of parts that stay, whose bytes were compared, under checks of the
same code and libraries.

Not here: which checks can be vouched for (see `quality.vouched`).
"""

from __future__ import annotations

from depeche.quality import Vouched
from depeche.stages.loaded import Loaded
from depeche.store import ReleaseFacts, Writer

_RESULTS = "quality_results"


def vouched_for(loaded: Loaded, writer: Writer, facts: ReleaseFacts) -> Vouched | None:
    """Return what the parent vouches for; None where all is to be checked.

    That is so without a parent, after a change of code or of a library, where the parent's results are damaged, and on
    an object store, where the bytes of parts that stay are not compared.
    """
    parent = writer.parent
    if parent is None or not writer.place.is_local:
        return None
    made = parent.manifest
    if (made.code_version, dict(made.model_versions)) != (facts.code_version, dict(facts.model_versions)):
        return None
    if not all(writer.is_intact(part) for part in parent.entries(_RESULTS)):
        return None
    columns = ["table", "check", "success", "unexpected_count", "is_run_error"]
    rows = parent.read(_RESULTS, columns=columns).to_pylist()
    passed = (row for row in rows if row["success"] and not row["unexpected_count"] and not row["is_run_error"])
    return Vouched(frozenset((row["table"], row["check"]) for row in passed), loaded.new, loaded.touched)
