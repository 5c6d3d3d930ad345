"""Cleaning of real press pages: other extractors and `depeche clean` in one run, one table for each kind of input.

    python benchmarks/cleaning.py EVALUATION

EVALUATION is the folder of the cleaning evaluation (bench.py with its pages): it is no part of this repository, because
the pages are their publishers'. Everything is scored by its bench.py, one process a system and kind of input, so that
no system warms up another. Not here: any scoring.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

OURS = "depeche clean"
OUR_ROUNDS = 3  # the first writes the byte code that installers write for the others; the median counts
KEEP_ALL = "keep_all"
PAGE_SYSTEMS = (
    KEEP_ALL, "trafilatura", "trafilatura_fast", "trafilatura_precision", "trafilatura_recall", "traf_regex",
    "readability_lxml", "justext_fr", "resiliparse", "goose3", "newspaper4k", "boilerpy3_article", "vote5",
)  # fmt: skip
TEXT_SYSTEMS = (KEEP_ALL, "c4_lines", "justext_p", "trafilatura_p", "boilerpy3_p", "mss10_regex")
MODES = {
    "html": PAGE_SYSTEMS,
    "text": TEXT_SYSTEMS,
    "textart": TEXT_SYSTEMS,
    "textins": TEXT_SYSTEMS,
    "textlynx": TEXT_SYSTEMS,
    "textrun": TEXT_SYSTEMS,
}
COLUMNS = (
    "P", "R", "F1", "lines lost %", "standfirst kept %", "junk left in the body %", "read-also left, % of pages",
    "marker junk, % of pages", "pages a CPU s",
)  # fmt: skip


def measure(folder: Path, system: str, mode: str, depeche: str) -> dict[str, Any]:
    """Return what bench.py says of a system; raise where it could not be run."""
    with tempfile.TemporaryDirectory() as scratch:
        saved = Path(scratch, "answer.json")
        command = [sys.executable, str(folder / "bench.py"), "--mode", mode, "--save", str(saved)]
        if system == OURS:
            command += [
                "--system",
                "batch",
                "--cmd",
                f"{shlex.quote(depeche)} clean --mode {{mode}} {{indir}} {{outdir}}",
                "--reps",
                str(OUR_ROUNDS),
            ]
        else:
            command += ["--system", system]
        alone = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        alone.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run(command, capture_output=True, text=True, env=alone, check=False)
        if done.returncode or not saved.is_file():
            raise SystemExit(f"{system} [{mode}] could not be measured:\n{done.stderr[-1500:]}")
        answer: dict[str, Any] = json.loads(saved.read_text(encoding="utf-8"))
    return answer


def row(system: str, answer: dict[str, Any]) -> str:
    """Return a row of the table."""
    scores = answer["all"]
    left = scores["surv"]
    figures = [scores["P"], scores["R"], scores["F1"], scores["lost"], scores["lead"], scores["inb"]]
    figures += [left[family][0] for family in ("read_also", "any")]
    cells = [f"{100 * figure:.1f}" for figure in figures] + [f"{answer['pages_s']:.0f}"]
    name = f"**{system}**" if system == OURS else system
    return f"| {name} | {' | '.join(cells)} |"


def find_depeche() -> str:
    """Return the command of this checkout's environment, else the one on the path."""
    own = Path(__file__).resolve().parents[1] / ".venv" / "bin" / "depeche"
    found = str(own) if own.is_file() else shutil.which("depeche")
    if found is None:
        raise SystemExit("depeche is not installed: give its place with --depeche")
    return found


def main() -> None:
    """Measure every system in every mode and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n", 1)[0],
        epilog="The other extractors are those of the interpreter that runs this script, in which depeche need not be "
        "installed: trafilatura, justext, resiliparse, readability-lxml, boilerpy3, inscriptis, goose3, newspaper4k, "
        "lxml and lxml_html_clean.",
    )
    parser.add_argument("evaluation", type=Path, help="the cleaning evaluation: bench.py and data/")
    parser.add_argument("--mode", choices=MODES, action="append", help="only this kind of input; may be repeated")
    parser.add_argument("--only-ours", action="store_true", help="leave out the other extractors")
    parser.add_argument("--depeche", help="the command depeche; by default that of this checkout's .venv")
    arguments = parser.parse_args()
    depeche = arguments.depeche or find_depeche()
    for mode in arguments.mode or MODES:
        systems = () if arguments.only_ours else MODES[mode]
        print(f"\n**{mode}**\n\n| | {' | '.join(COLUMNS)} |\n|---|{'---:|' * len(COLUMNS)}")
        for system in (*systems, OURS):
            print(row(system, measure(arguments.evaluation, system, mode, depeche)), flush=True)


if __name__ == "__main__":
    main()
