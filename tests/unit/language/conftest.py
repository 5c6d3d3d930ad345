"""What unit tests of the language room share: readings whose names are given by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from depeche.language.affiliations import find_affiliations
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised
from depeche.model import LinkedEntity, Mention

Row = tuple[str | None, str, str | None, str]  # person, role, organisation, status


def _named(text: str, names: Mapping[str, Sequence[str]], keys: Mapping[str, str]) -> Reading:
    """Return a reading that knows the given names by label, an earlier one before one that it overlaps."""
    view = normalised(text)
    marked = find_marked(view)
    plain = Reading(text, view, marked=marked, sentences=find_sentences(view, marked))
    mentions: list[Mention] = []
    for label, listed in names.items():
        for name in listed:
            start = view.find(name)
            while start != -1:
                end, sentence = start + len(name), plain.sentence_at(start)
                if sentence and all(end <= m.start or m.end <= start for m in mentions):
                    mentions.append(Mention(sentence.sentence_index, start, end, name, label, name, "model", 0.8))  # type: ignore[arg-type]
                start = view.find(name, end)
    entities = {
        m.surface: LinkedEntity(m.surface, m.surface, m.label, None, keys.get(m.surface), (), None) for m in mentions
    }
    ordered = tuple(sorted(mentions, key=lambda m: m.start))
    return Reading(text, view, marked=marked, sentences=plain.sentences, mentions=ordered, entities=entities)


@pytest.fixture(scope="session")
def affiliations_of() -> Callable[..., set[Row]]:
    """Give a function that returns what a text, whose names are given by label, says of who is what where."""

    def stated(text: str, names: Mapping[str, Sequence[str]], keys: Mapping[str, str] | None = None) -> set[Row]:
        found = find_affiliations(_named(text, names, keys or {}))
        return {(a.person_id, a.role, a.organization_id, a.status) for a in found}

    return stated
