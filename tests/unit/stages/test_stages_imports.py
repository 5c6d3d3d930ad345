"""A run with nothing to do loads nothing that only reading, resolving or checking needs."""

import subprocess
import sys

HEAVY = ("spacy", "thinc", "great_expectations", "datasketch", "py3langid", "altair", "vl_convert", "duckdb")
LIGHT_PATH = """
import sys
from depeche import stages
from depeche.store import Store
stages.make_plan, stages.load_plan, stages.current_summary, stages.RunSummary
print(*sorted(name for name in sys.argv[1:] if name in sys.modules))
print(*sorted(name for name in sys.modules if name.startswith(("depeche.resolve", "depeche.language.ent"))))
"""


def test_no_heavy_library_is_loaded_to_find_that_nothing_is_new():
    done = subprocess.run([sys.executable, "-c", LIGHT_PATH, *HEAVY], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
