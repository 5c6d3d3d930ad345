"""Score an exported release against a gold file.

    python score.py --export DIR --gold GOLD.yaml [--raw RAWDIR] [--json] [--details] [--require "events.detection>=0.6" …]

DIR holds one Parquet file per table (`depeche export --to DIR`) of a run over the raw files of the gold set. Every figure is
defined in README.md. Tables or columns that are missing are reported and score zero; they never stop the scorer.

Exit status: 0 scored, 1 a figure does not meet --require, 2 wrong use, 3 an input cannot be read.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import yaml

from scorer.articles import score_article, score_disposition
from scorer.cleaning import check_lossless, score_cleaning
from scorer.entities import EntityMap
from scorer.events import score_event_clusters, score_events
from scorer.export import Export, InputError, Pair, RawMapper, SystemMention
from scorer.gold import annotate, default_raw_dir, load_gold, read_raw
from scorer.mentions import score_linking, score_mentions
from scorer.metrics import Tally
from scorer.report import Report, UsageError, check_requirements, print_report
from scorer.statements import score_affiliations, score_claims, score_quotes


def evaluate(export_dir: Path, gold_path: Path, raw_dir: Path | None = None) -> Report:
    """Score an export. The only function other programs need."""
    try:
        gold = load_gold(gold_path)
    except (OSError, yaml.YAMLError) as error:
        raise InputError(f"cannot read {gold_path}: {error}") from error
    export = Export(export_dir)
    notes = list(export.notes)
    raw_dir = raw_dir or default_raw_dir(gold)
    pairs, raw_files = [], {}
    for entry in gold.documents:
        file = entry["file"]
        path = raw_dir / file if raw_dir else None
        raw_file = read_raw(path) if path and path.is_file() else None
        row = export.find_document(file, raw_file)
        raw = row["raw_text"] if row and row["raw_text"] is not None else raw_file
        if raw is None:
            notes.append(f"{file}: neither in the export nor among the raw files: left out of every figure")
            continue
        raw_files[file] = raw_file
        document = annotate(gold, entry, raw)
        document_id = row["document_id"] if row else None
        articles = export.rows("articles", document_id)
        mapper = RawMapper(export.rows("segments", document_id))
        mentions = [
            SystemMention(mapper.to_raw(m["start"], m["end"]), m["label"], m["entity_id"], m["method"], m["surface"])
            for m in export.rows("mentions", document_id)
        ]
        pairs.append(Pair(document, row, articles[0] if articles else None, mapper, mentions, Tally(), {}))
    problems = sum(len(p.gold.problems) for p in pairs)
    if problems:
        notes.append(
            f"the gold file has {problems} annotation{'s' * (problems > 1)} that cannot be used as they stand (--check-gold lists them)"
        )
    scored = [p for p in pairs if p.gold.disposition == "article"]
    entities = EntityMap(gold, export, scored)
    overall, found = Tally(), {}
    for pair in pairs:
        score_disposition(pair)
    for pair in scored:
        score_cleaning(pair, export, raw_files[pair.gold.file])
        score_article(pair)
        score_mentions(pair)
        score_affiliations(pair, export, entities)
        score_quotes(pair, export, entities)
        found[pair.gold.file] = score_events(pair, export, entities, gold.settings)
        score_claims(pair, export)
    linking = score_linking(scored, entities)
    for pair in pairs:
        overall += pair.tally
    for name in [n for n in overall.ratio if n.startswith("linking.")]:
        del overall.ratio[name]
    overall += linking
    overall += score_event_clusters(found, entities, gold.settings)
    check_whole_export(export, notes, overall)
    return Report(gold.name, overall, pairs, notes)


def check_whole_export(export: Export, notes: list[str], overall: Tally) -> None:
    """The lossless check on every article of the export, gold or not, and the count of dispositions."""
    failed, checked = [], 0
    for row in export.tables["documents"]:
        if row["disposition"] not in (None, "article") or row["raw_text"] is None:
            continue
        articles = export.rows("articles", row["document_id"])
        if not articles:
            continue
        checked += 1
        problems = check_lossless(
            row["raw_text"],
            export.rows("segments", row["document_id"]),
            export.rows("removed_spans", row["document_id"]),
            articles[0]["text"],
        )
        if problems:
            failed.append((row["source_uri"] or row["document_id"], problems[0]))
    overall.add_ratio("cleaning.lossless_whole_export", checked - len(failed), checked)
    for name, p in failed[:5]:
        notes.append(
            f"not lossless: {name}: {p['kind']} at {p['raw_start']}–{p['raw_end']} {p['excerpt']!r}: {p['why']}"
        )
    if len(failed) > 5:
        notes.append(f"not lossless: {len(failed) - 5} further articles")


def check_gold(gold_path: Path, raw_dir: Path | None) -> int:
    """List the annotations of a gold file that cannot be found or understood."""
    gold = load_gold(gold_path)
    raw_dir = raw_dir or default_raw_dir(gold)
    if raw_dir is None:
        raise InputError("no folder of raw files: give --raw")
    total = 0
    for entry in gold.documents:
        path = raw_dir / entry["file"]
        if not path.is_file():
            print(f"{entry['file']}: no such raw file in {raw_dir}")
            total += 1
            continue
        document = annotate(gold, entry, read_raw(path))
        total += len(document.problems)
        print(
            f"{entry['file']}: {len(document.removed)} removed, {len(document.mentions)} mentions, {len(document.affiliations)} affiliations, "
            f"{len(document.quotes)} quotes, {len(document.events)} events, {len(document.claims)} claims; {len(document.problems)} problems"
        )
        for problem in document.problems:
            print(f"  - {problem}")
    print(f"{total} problems" if total else "no problem found")
    return 1 if total else 0


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--export", type=Path, help="folder with one Parquet file per table")
    parser.add_argument("--gold", type=Path, required=True, help="gold file (YAML)")
    parser.add_argument(
        "--raw",
        type=Path,
        help="folder of the raw files; by default the folder named like the set, beside the one of the gold file",
    )
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    parser.add_argument(
        "--details", action="store_true", help="list what was missed and what was too many, document by document"
    )
    parser.add_argument(
        "--require",
        action="append",
        default=[],
        metavar="NAME>=X",
        help="exit with status 1 unless the figure is met; may be repeated",
    )
    parser.add_argument(
        "--check-gold",
        action="store_true",
        help="only check that the annotations of the gold file can be found in the raw files",
    )
    options = parser.parse_args(argv)
    try:
        if options.check_gold:
            return check_gold(options.gold, options.raw)
        if options.export is None:
            parser.error("--export is required")
        report = evaluate(options.export, options.gold, options.raw)
        failed = check_requirements(report, options.require)
    except UsageError as error:
        parser.error(str(error))
    except (InputError, OSError, yaml.YAMLError) as error:
        print(f"score: {error}", file=sys.stderr)
        return 3
    if options.json:
        print(json.dumps({**report.as_dict(), "unmet_requirements": failed}, ensure_ascii=False, indent=1))
    else:
        print_report(report, options.details)
    for line in failed:
        print(f"requirement not met: {line}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # the reader of the output has gone, as in "score.py … | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
