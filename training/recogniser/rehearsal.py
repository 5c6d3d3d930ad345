"""Openly licensed texts without labels, labelled by the mention finder as it stands with the base model: what it knows
and must not forget.

Here: reading texts and asking for their names. Which texts may be used, and why, is in MODEL_CARD.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus import Labelled, Name

from depeche.language.entities import find_entities
from depeche.language.nlp import FrenchModel
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_paragraphs, find_sentences
from depeche.language.view import normalised
from depeche.model import Mention

_LABELS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "PROD": "MISC", "MISC": "MISC"}


def mentions_of(text: str, pipeline: Any) -> tuple[Mention, ...]:
    """Return what the whole mention finder makes of a text with the recogniser of a pipeline."""
    view = normalised(text)
    marked = find_marked(view)
    reading = Reading(text, view, marked=marked, sentences=find_sentences(view, marked))
    return find_entities(reading, FrenchModel(pipeline))[0]


def rehearsed(files: Sequence[Path], pipeline: Any) -> list[Labelled]:
    """Return the paragraphs of JSON Lines files with the names that the mention finder gives them."""
    paragraphs = []
    for text in dict.fromkeys(text for path in files for text in _texts(path)):
        view, mentions = normalised(text), mentions_of(text, pipeline)
        for p in find_paragraphs(view):
            inside = (m for m in mentions if p.start <= m.start and m.end <= p.end)
            names = tuple(Name(m.start - p.start, m.end - p.start, _LABELS[m.label]) for m in inside)
            paragraphs.append(Labelled(view[p.start : p.end], names))
    return paragraphs


def _texts(path: Path) -> list[str]:
    """Return the texts of a file: its fields `text` and `text_b`."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [record[field] for record in records for field in ("text", "text_b") if record.get(field)]
