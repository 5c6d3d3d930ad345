"""Which names stand in a text and which entities they mean.

Recogniser, knowledge base, cues beside a name, a vote on labels, aliases carried through the document, links.
`find_entities` is the one way in; affiliations, quotations and events use its mentions, nothing here knows them.
"""

from __future__ import annotations

from collections.abc import Sequence

from depeche.kb import KnowledgeBase, find_names, load_kb
from depeche.language.entities.aliases import carried, lengthened, relabelled_people
from depeche.language.entities.boundaries import is_name, mended
from depeche.language.entities.buttons import share_buttons
from depeche.language.entities.clubs import with_clubs
from depeche.language.entities.cues import QUOTED, begins_with_first_name, cued_names
from depeche.language.entities.gazetteer import completed, known_names
from depeche.language.entities.hyphens import apart
from depeche.language.entities.institutions import institution_names
from depeche.language.entities.lexicon import Lexicon, lexicon
from depeche.language.entities.linking import linked
from depeche.language.entities.lone import without_lone_people
from depeche.language.entities.openings import past_openings, without_openings
from depeche.language.entities.spans import Candidate, disjoint
from depeche.language.entities.votes import voted
from depeche.language.entities.wordings import pattern
from depeche.language.nlp import FrenchModel
from depeche.language.reading import Reading
from depeche.language.sentences import find_paragraphs
from depeche.model import Label, LinkedEntity, Mention, Span

_LABELS: dict[str, Label] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
_FOUND = 1.0
_WEAK = 0.4  # rank of a name of no kind: below every cue
_CONFIDENCE = {"gazetteer": 0.97, "alias": 0.9}


def find_entities(reading: Reading, model: FrenchModel) -> tuple[tuple[Mention, ...], dict[str, LinkedEntity]]:
    """Return the mentions of a text, sorted and disjoint, each with an entity, and the entities by id."""
    words, kb = lexicon(), load_kb()
    candidates = _candidates(reading, model, kb, words)
    ids, entities = linked(reading.view, candidates, kb)
    mentions = tuple(_mention(reading, c, identifier) for c, identifier in zip(candidates, ids, strict=True))
    return mentions, entities


def _candidates(reading: Reading, model: FrenchModel, kb: KnowledgeBase, words: Lexicon) -> list[Candidate]:
    """Return the names of a text with their labels, before they are linked."""
    view = reading.view
    hits = find_names(kb, view)
    found = past_openings(reading, _recognised(reading, model, words), words, model.is_word)
    recognised = disjoint(completed(c, hits) for c in found)
    cued = [_within(c, recognised, view) for c in cued_names(reading, words)]
    cued = [c for c in cued if c.weight >= QUOTED or not _is_part(c, recognised)]
    cued = [c for c in cued if c.weight >= QUOTED or is_name(reading, c.start, c.end, words)]
    known = known_names(reading, kb, words, hits, recognised)
    organisations = {c.start for c in known if c.label == "ORG"}
    long = [completed(c, hits) for c in institution_names(reading, words, organisations, recognised)]
    long = [c for c in long if is_name(reading, c.start, c.end, words)]
    candidates = disjoint([*known, *long, *cued, *recognised])
    candidates = lengthened(view, candidates)
    candidates = voted(view, candidates, words)
    candidates = relabelled_people(view, candidates, words)
    candidates = without_lone_people(view, candidates, words)
    candidates = [c for c in candidates if c.label != "MISC" or c.kb_key]
    candidates = without_openings(reading, candidates, words, model.is_word)
    candidates = carried(reading, candidates, words)
    candidates = apart(view, candidates, kb)
    candidates = with_clubs(view, candidates, words)
    sayings = [Span(*match.span()) for match in words.idiom.finditer(view)]
    idle = [*sayings, *share_buttons(view, words)]
    return [c for c in candidates if not any(span.start <= c.start and c.end <= span.end for span in idle)]


def _recognised(reading: Reading, model: FrenchModel, words: Lexicon) -> list[Candidate]:
    """Return what the recogniser found, with mended limits."""
    paragraphs = find_paragraphs(reading.view)
    answers = model.names([reading.view[p.start : p.end] for p in paragraphs])
    found = []
    for paragraph, names in zip(paragraphs, answers, strict=True):
        for name in names:
            start, end = paragraph.start + name.start, paragraph.start + name.end
            for span in mended(reading, start, end, name.label, words):
                weight = _WEAK if name.label == "MISC" else _FOUND
                is_seat = (
                    name.label == "ORG"
                    and span.start > start
                    and pattern("seat").match(reading.view, start, span.start)
                )
                label: Label = "LOC" if is_seat else _LABELS[name.label]
                if name.label == "ORG" and span.start > start:
                    label = "PER" if _is_person_behind(reading.view[span.start : span.end], words) else label
                found.append(Candidate(span.start, span.end, label, "model", weight))
    return found


def _is_person_behind(surface: str, words: Lexicon) -> bool:
    """Say whether what was cut off behind an organisation is a person: "Anne Roy" of "d'Hexa Anne Roy"."""
    return " " in surface and begins_with_first_name(surface, words)


def _is_part(candidate: Candidate, recognised: Sequence[Candidate]) -> bool:
    """Say whether the recogniser found the same name and more of it: "Radio Azur" in "Radio Azur internationale"."""
    return any(
        found.label == candidate.label
        and found.start <= candidate.start
        and candidate.end <= found.end
        and found.end - found.start > candidate.end - candidate.start
        for found in recognised
    )


def _within(candidate: Candidate, recognised: Sequence[Candidate], view: str) -> Candidate:
    """Return a person without what stands after a small word and isn't theirs: "Mme Roy" in "Mme Roy de la Cour"."""
    for found in recognised:
        if found.label == candidate.label == "PER" and found.start == candidate.start and found.end < candidate.end:
            return candidate._replace(end=found.end) if view[found.end + 1].islower() else candidate
    return candidate


def _mention(reading: Reading, candidate: Candidate, identifier: str) -> Mention:
    sentence = reading.sentence_at(candidate.start)
    return Mention(
        sentence_index=sentence.sentence_index if sentence else 0,
        start=candidate.start,
        end=candidate.end,
        surface=reading.text[candidate.start : candidate.end],
        label=candidate.label,
        entity_id=identifier,
        method=candidate.method,
        confidence=_CONFIDENCE.get(candidate.method, 0.8),
    )
