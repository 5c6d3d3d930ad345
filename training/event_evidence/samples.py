"""Found events of the annotated scrapes, with their traits and whether the annotation knows them.

The scorer of tests/eval decides: what it matches to a required event is right, what it matches to none is wrong, what
it matches to an optional one teaches nothing. A doubtful event is right where it is matched to one that no sure event
is matched to. Tables other than those of events come from an export of a run; events are found anew in its articles,
those that the weights now in use would hold back among them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
EVALUATION = ROOT / "tests" / "eval"
sys.path.insert(0, str(EVALUATION))

from scorer.entities import EntityMap  # noqa: E402
from scorer.events import EventMatcher, group_events, score_events  # noqa: E402
from scorer.export import Export, Pair, RawMapper, SystemMention  # noqa: E402
from scorer.gold import annotate, load_gold, read_raw  # noqa: E402
from scorer.metrics import Tally  # noqa: E402

from depeche.language.annotate import read  # noqa: E402
from depeche.language.events.evidence.traits import all_traits  # noqa: E402
from depeche.language.events.finder import find_candidates  # noqa: E402
from depeche.language.events.identity import share_keys  # noqa: E402
from depeche.language.nlp import load_french  # noqa: E402
from depeche.language.quotes.cast import hear  # noqa: E402
from depeche.model import EventMention, Reference  # noqa: E402

Labels = dict[tuple[Any, ...], bool | None]  # by trigger, type, realis and polarity


@dataclass(frozen=True)
class Sample:
    """One found event: the id of its row, its traits, and whether it is right; None where nobody says."""

    row: str
    traits: frozenset[str]
    is_right: bool | None
    is_doubtful: bool


@dataclass
class GoldSet:
    """One annotated set: what the scorer needs, and the found events of its articles."""

    settings: dict[str, Any]
    export: Export
    entities: EntityMap
    pairs: list[Pair]
    samples: list[Sample]

    def tally(self, held_back: frozenset[str] = frozenset()) -> Tally:
        """Return the scorer's figures of events without those that are held back."""
        total, table = Tally(), self.export.by_document["event_mentions"]
        for pair in self.pairs:
            rows = table[pair.document_id]
            table[pair.document_id] = [row for row in rows if row["event_mention_id"] not in held_back]
            pair.tally, pair.details = Tally(), {}
            score_events(pair, self.export, self.entities, self.settings)
            total += pair.tally
            table[pair.document_id] = rows
        return total


def read_set(name: str, tables: Path) -> GoldSet:
    """Find the events of one set anew and compare them with its annotation."""
    gold, export = load_gold(EVALUATION / f"gold_{name}.yaml"), Export(tables)
    pairs, found = [], {}
    for entry in gold.documents:
        pair = _pair(gold, entry, export)
        if pair is not None:
            pairs.append(pair)
            found.update(_find(pair, export))
    entities = EntityMap(gold, export, pairs)
    samples = []
    for pair in pairs:
        doubtful = frozenset(row for row, (_, is_doubtful) in found.items() if is_doubtful)
        labels = _labels_of_all(pair, export, entities, gold.settings, doubtful)
        for row in export.by_document["event_mentions"][pair.document_id]:
            name = row["event_mention_id"]
            label = _label(row, pair, labels[name in doubtful])
            samples.append(Sample(name, found[name][0], label, name in doubtful))
    return GoldSet(gold.settings, export, entities, pairs, samples)


def _pair(gold: Any, entry: Any, export: Export) -> Pair | None:
    raw = read_raw(EVALUATION / "scrapes" / entry["file"])
    row = export.find_document(entry["file"], raw)
    document = annotate(gold, entry, raw)
    articles = export.rows("articles", row["document_id"]) if row is not None else []
    if row is None or not articles or document.disposition != "article":
        return None
    mapper = RawMapper(export.rows("segments", row["document_id"]))
    mentions = [
        SystemMention(mapper.to_raw(m["start"], m["end"]), m["label"], m["entity_id"], m["method"], m["surface"])
        for m in export.rows("mentions", row["document_id"])
    ]
    return Pair(document, row, articles[0], mapper, mentions, Tally(), {})


def _labels_of_all(
    pair: Pair, export: Export, entities: EntityMap, settings: dict[str, Any], doubtful: frozenset[str]
) -> tuple[Labels, Labels]:
    """Return what the scorer says of the sure events, and of the doubtful ones about the rest of the annotation."""
    table, gold = export.by_document["event_mentions"], pair.gold.events
    rows = table[pair.document_id]
    table[pair.document_id] = [row for row in rows if row["event_mention_id"] not in doubtful]
    sure = _labels(pair, export, entities, settings)
    events = group_events(pair, export, entities, settings)
    matched = EventMatcher(pair, entities, settings).match(gold, events)
    table[pair.document_id] = [row for row in rows if row["event_mention_id"] in doubtful]
    pair.gold.events = [event for number, event in enumerate(gold) if number not in matched]
    rest = _labels(pair, export, entities, settings)
    table[pair.document_id], pair.gold.events = rows, gold
    return sure, rest


def _find(pair: Pair, export: Export) -> Iterator[tuple[str, tuple[frozenset[str], bool]]]:
    """Put the found events of an article in the place of those of the export; yield ids, traits, which are in doubt."""
    article = pair.article
    reference = Reference(article["published_on"], article["published_granularity"])
    reading = hear(read(article["text"], model=load_french(), reference=reference))
    known = {(row["start"], row["end"]): row["entity_id"] for row in export.rows("mentions", pair.document_id)}
    ids = {m.entity_id: known.get((m.start, m.end)) for m in reading.mentions if m.entity_id is not None}
    found = find_candidates(reading)
    traits = all_traits(found)
    order = sorted(range(len(found)), key=lambda i: (found[i].event.start, found[i].event.end, found[i].event.type))
    events = share_keys(reading, [found[i].event for i in order])
    rows = []
    for number, (index, event) in enumerate(zip(order, events, strict=True)):
        row = _row(event, f"{pair.document_id}.{number}", pair.document_id, ids)
        rows.append(row)
        export.arguments[row["event_mention_id"]] = [
            {"role": a.role, "entity_id": ids.get(a.entity_id), "surface": a.surface, "start": a.start, "end": a.end}
            for a in event.arguments
        ]
        yield row["event_mention_id"], (traits[index], found[index].is_doubtful)
    export.by_document["event_mentions"][pair.document_id] = rows


def _row(event: EventMention, name: str, document_id: str, ids: dict[str, str | None]) -> dict[str, Any]:
    date = event.date
    return {
        "event_mention_id": name, "event_id": f"{document_id}.{event.in_document_key}", "document_id": document_id,
        "start": event.start, "end": event.end, "trigger": event.trigger, "type": event.type,
        "polarity": event.polarity, "realis": event.realis,
        "source_id": ids.get(event.source_id or ""), "source_surface": event.source_surface,
        "date_start": date and date.date_start, "date_end": date and date.date_end,
        "date_granularity": date and date.granularity, "date_basis": date and date.basis,
    }  # fmt: skip


def _labels(
    pair: Pair, export: Export, entities: EntityMap, settings: dict[str, Any]
) -> dict[tuple[Any, ...], bool | None]:
    """Return by trigger and statement whether the scorer counts an event as right."""
    events = group_events(pair, export, entities, settings)
    matched = EventMatcher(pair, entities, settings).match(pair.gold.events, events)
    gold_of = {system: gold for gold, system in matched.items()}
    labels: Labels = {}
    for number, event in enumerate(events):
        gold = pair.gold.events[gold_of[number]] if number in gold_of else None
        label = None if gold is not None and gold.optional else gold is not None
        for trigger in event.triggers:
            key = (trigger, event.type, event.realis, event.polarity)
            labels[key] = label if not labels.get(key) else True
    return labels


def _label(row: dict[str, Any], pair: Pair, labels: Labels) -> bool | None:
    trigger = (pair.mapper.to_raw(row["start"], row["end"]), row["trigger"])
    return labels.get((trigger, row["type"], row["realis"], row["polarity"]))


def usable(samples: Sequence[Sample]) -> list[Sample]:
    """Return the samples that teach."""
    return [sample for sample in samples if sample.is_right is not None]
