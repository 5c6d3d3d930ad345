"""Check our scores on public corpora against their floors: `python tests/eval/check_public.py FOLDER`.

FOLDER has a scorer score_NAME.py and the corpus NAME/dev.jsonl for each name in floors.yml; the corpora are not part of
this project.
Ends with status 1 when a figure is below its floor or a corpus is another one than the floor was measured on.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from pathlib import Path

import yaml

FLOORS = yaml.safe_load(Path(__file__).with_name("floors.yml").read_text("utf-8"))["public"]


def check(folder: Path, name: str) -> bool:
    """Score one corpus, showing what its scorer prints; return whether every floor is met."""
    print(f"\n{name}", flush=True)
    found = hashlib.sha256((folder / name / "dev.jsonl").read_bytes()).hexdigest()
    if found != FLOORS[name]["sha256"]:
        print(f"{name}/dev.jsonl is not the corpus that the floors were measured on")
        return False
    annotate = Path(sys.executable).with_name("depeche")
    required = [part for floor in FLOORS[name]["floors"] for part in ("--require", floor)]
    command = [sys.executable, folder / f"score_{name}.py", "--command", f"{annotate} annotate", *required]
    return subprocess.run(command, check=False).returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the scorers and corpora")
    parser.add_argument("--only", action="append", choices=sorted(FLOORS), help="check this corpus alone; repeatable")
    options = parser.parse_args()
    met = [check(options.folder, name) for name in options.only or sorted(FLOORS)]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
