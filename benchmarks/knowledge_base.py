"""What a large knowledge base costs: `python benchmarks/knowledge_base.py [--entities 300000]`.

Writes a dump of invented entities in Wikidata's form, imports it with `depeche kb import`, opens it, and reads articles
that name some of them, with and without it. Ends with status 1 when importing takes 5 minutes or more, opening 1 s or
more, the process that holds it more than 500 MB, or finding names more than 10 % longer.

Here: cost. Not here: what linking gets right (`tests/eval`).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import articles

SYLLABLES = ["ba", "ra", "mon", "tel", "vi", "cor", "lu", "san", "de", "ker", "gi", "pol", "ta", "ne"]
CLASSES = ("Q5", "Q5", "Q4830453", "Q515")
ROUNDS = 5
NAMED = 20  # articles are read that name so many imported entities each
LIMITS = {"import, s": 300.0, "opening, s": 1.0, "memory, MB": 500.0, "finding names, times as long": 1.1}


def word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize()


def write_dump(path: Path, count: int) -> None:
    """Write invented entities, one a line, as Wikidata's dumps have them."""
    chance = random.Random(20231117)
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            name = " ".join(word(chance) for _ in range(chance.randint(1, 3)))
            texts = {"fr": name, "en": f"{name} {word(chance)}"}
            claim = {"mainsnak": {"datavalue": {"value": {"id": chance.choice(CLASSES)}}}, "rank": "normal"}
            item = {
                "type": "item",
                "id": f"Q{number + 1_000_000_000}",
                "labels": {language: {"language": language, "value": text} for language, text in texts.items()},
                "aliases": {"fr": [{"language": "fr", "value": f"{word(chance)} {word(chance)}"}]},
                "descriptions": {"fr": {"language": "fr", "value": f"nom inventé de {word(chance)}"}},
                "claims": {"P31": [claim]},
                "sitelinks": {f"wiki{n}": {} for n in range(chance.randint(5, 30))},
            }
            stream.write(json.dumps(item, ensure_ascii=False) + ",\n")


def open_and_read(count: int) -> dict[str, float]:
    """Open the knowledge base that DEPECHE_KB names, if any, and find the names of articles."""
    from depeche.kb import load_kb
    from depeche.language.entities import find_entities
    from depeche.language.nlp import load_french
    from depeche.language.reading import Reading
    from depeche.language.sentences import find_marked, find_sentences
    from depeche.language.view import normalised
    from depeche.model import Reference

    model = load_french()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    kb = load_kb()
    opened = time.perf_counter() - begun
    chance, press = random.Random(1), articles.Press()
    views = []
    for number in range(count):
        named = " et ".join(f"{word(chance)} {word(chance)}" for _ in range(NAMED))
        views.append(normalised(f"{press.article(number)[1]}\n\nOn cite aussi {named}.\n"))

    def read(view: str) -> int:
        marked = find_marked(view)
        reading = Reading(view, view, Reference(), marked, find_sentences(view, marked))
        return len(find_entities(reading, model)[0])

    read(views[0])
    begun = time.process_time()
    found = sum(map(read, views))
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "opening": opened, "reading": time.process_time() - begun, "found": found,
        "memory": (used - before) / 1024, "entities": len(kb.entities),
    }  # fmt: skip


def measured(count: int, kb: Path | None) -> dict[str, float]:
    environment = {name: value for name, value in os.environ.items() if name != "DEPECHE_KB"}
    environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"} | ({"DEPECHE_KB": str(kb)} if kb else {})
    command = [sys.executable, __file__, "--articles", str(count), "--read"]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


def bench(entities: int, count: int) -> int:
    with tempfile.TemporaryDirectory(prefix="depeche-bench-") as name:
        dump, kb = Path(name) / "dump.json", Path(name) / "kb"
        write_dump(dump, entities)
        program = Path(sys.executable).with_name("depeche")
        begun = time.perf_counter()
        subprocess.run([program, "kb", "import", dump, "--kb", kb, "--json"], check=True, stdout=subprocess.DEVNULL)
        imported = time.perf_counter() - begun
        runs = [(measured(count, None), measured(count, kb)) for _ in range(ROUNDS)]
    without, beside = (
        {key: statistics.median(run[side][key] for run in runs) for key in runs[0][side]} for side in (0, 1)
    )
    found = {
        "import, s": imported,
        "opening, s": beside["opening"] - without["opening"],
        "memory, MB": beside["memory"] - without["memory"],
        "finding names, times as long": beside["reading"] / without["reading"],
    }
    print(f"{entities:,} entities, {count} articles, median of {ROUNDS}\n\n| | measured | limit |\n|---|---:|---:|")
    for what, value in found.items():
        print(f"| {what} | {value:.2f} | {LIMITS[what]:g} |")
    return 1 if any(value >= LIMITS[what] for what, value in found.items()) else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=300_000, help="how many entities are imported")
    parser.add_argument("--articles", type=int, default=100, help="how many articles are read")
    parser.add_argument("--read", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        print(json.dumps(open_and_read(options.articles)))
        return 0
    return bench(options.entities, options.articles)


if __name__ == "__main__":
    sys.exit(main())
