"""Decide where a name of the knowledge base means its entity, and where it is only a word.

Full names are sure unless they are ordinary words; short forms need the full name in the same text or a word of
context; literal translations need a word of the press beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from depeche.kb import Hit, KbEntity, KnowledgeBase
from depeche.language.entities.homonyms import meant
from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import NAME_WORD, Candidate, occurrences, starts_sentence
from depeche.language.entities.wordings import pattern, words
from depeche.language.reading import Reading

_NEAR = 90  # characters on either side in which a word of context counts
_PREVIOUS_NAME = re.compile(rf"(?:^|[^\w]){NAME_WORD} $")
_SURE, _LIKELY = 10.0, 8.0


def known_names(
    reading: Reading, kb: KnowledgeBase, lexicon: Lexicon, names: Sequence[Hit], model: Sequence[Candidate]
) -> list[Candidate]:
    """Return the mentions that the knowledge base is sure of; `names` are all places where one of its names stands."""
    hits = _longest(names)
    agreed = {(c.start, c.end): c for c in model}
    is_borne = cache(lambda surface: _is_borne(reading.view, surface, lexicon, model))
    found, present = [], set[str]()
    for hit in hits:
        if hit.kind in ("name", "unsure"):
            bearers = meant(reading.view, hit, kb, agreed.get((hit.start, hit.end)))
            key = next((k for k in bearers if _is_sure(reading, hit, kb[k], lexicon, agreed, model, is_borne)), None)
            if key:
                present.add(key)
                found.append(_versioned(reading.view, _candidate(reading.view, kb, hit, key, _SURE), lexicon))
        elif hit.kind == "mistranslation":
            key = next((k for k in hit.keys if _is_translated(reading, hit, kb[k], lexicon)), None)
            if key:
                present.add(key)
                found.append(_candidate(reading.view, kb, hit, key, _LIKELY))
    for hit in hits:
        if hit.kind == "short" or (hit.kind == "name" and not any(c.start == hit.start for c in found)):
            here = [k for k in hit.keys if k in present]
            near = [k for k in hit.keys if _is_near(reading, hit, kb[k])] if hit.kind == "short" else []
            keys = here if len(here) == 1 else near if len(near) == 1 and not here else []
            if keys and not _is_inside_name(reading, hit, kb[keys[0]], lexicon, model):
                found.append(_candidate(reading.view, kb, hit, keys[0], _LIKELY))
    return found


def _versioned(view: str, candidate: Candidate, lexicon: Lexicon) -> Candidate:
    """Return a product with the version that follows its name: "GPT-4 Turbo"."""
    version = lexicon.version.match(view, candidate.end) if candidate.label == "PROD" else None
    return candidate._replace(end=version.end()) if version else candidate


def completed(candidate: Candidate, names: Sequence[Hit]) -> Candidate:
    """Return a candidate that no longer cuts a known name in two: "Conseil des Nations" before "unies"."""
    start, end = candidate.start, candidate.end
    for hit in names:
        if hit.kind == "name" and hit.start < end < hit.end and hit.start >= start:
            end = hit.end
        if hit.kind == "name" and hit.start < start < hit.end <= end:
            start = hit.start
    return candidate._replace(start=start, end=end)


def _candidate(view: str, kb: KnowledgeBase, hit: Hit, key: str, weight: float) -> Candidate:
    start = (
        hit.start + len(article.group())
        if (article := pattern("small_article").match(view, hit.start, hit.end))
        else hit.start
    )
    return Candidate(
        start, hit.end, kb[key].label, "gazetteer" if hit.kind in ("name", "unsure") else "alias", weight, key
    )


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits that lie in no longer one; one stretch may be a name of several entities."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if kept and hit.start < kept[-1].end and (hit.start, hit.end) != (kept[-1].start, kept[-1].end):
            continue
        kept.append(hit)
    return kept


def _is_sure(
    reading: Reading,
    hit: Hit,
    entity: KbEntity,
    lexicon: Lexicon,
    agreed: dict[tuple[int, int], Candidate],
    model: Sequence[Candidate],
    is_borne: Callable[[str], bool],
) -> bool:
    """Say whether a full name at a place means its entity."""
    if _is_inside_name(reading, hit, entity, lexicon, model):
        return False
    surface = reading.view[hit.start : hit.end]
    same = agreed.get((hit.start, hit.end))
    if entity.label == "LOC" and same is None and _is_in_competition(reading.view, hit.start, lexicon):
        return False
    if entity.is_ordinary or hit.kind == "unsure" or (len(surface) < 3 and not surface.isupper()):
        return (
            _has_context(reading, hit, entity)
            or _has_cue(reading, hit, entity, lexicon)
            or (same is not None and same.label == entity.label)
        )
    is_person = entity.label == "LOC" and " " not in surface and same is not None and same.label == "PER"
    return not (is_person and is_borne(surface))


def _is_borne(view: str, surface: str, lexicon: Lexicon, model: Sequence[Candidate]) -> bool:
    """Say whether a place's name is a person's too: a first name, or a family name that somebody bears here."""
    if surface in lexicon.first_names:
        return True
    people = (view[c.start : c.end] for c in model if c.label == "PER")
    return any(surface in name.split()[1:] for name in people) or any(
        lexicon.titles.search(view[max(0, at - _NEAR) : at]) for at in occurrences(view, surface)
    )


def _is_in_competition(view: str, start: int, lexicon: Lexicon) -> bool:
    """Say whether a place stands in the name of a competition: "Tour de France"."""
    return lexicon.competition.search(view[max(0, start - _NEAR) : start]) is not None


def _is_inside_name(reading: Reading, hit: Hit, entity: KbEntity, lexicon: Lexicon, model: Sequence[Candidate]) -> bool:
    """Say whether the name is only a part of a longer one: "Washington" in "George Washington"."""
    view = reading.view
    for other in model:
        if other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start:
            begins = view[other.start : other.end].split()[0]
            is_complement = entity.label == "ORG" and hit.end == other.end and begins not in lexicon.organisation_prefix
            return other.label != "MISC" and not (
                is_complement and pattern("complement_before").search(view[other.start : hit.start])
            )
    previous = _PREVIOUS_NAME.search(view[max(0, hit.start - 30) : hit.start])
    if entity.label == "ORG" and previous and previous.group().strip(" '«\"(") in lexicon.first_names:
        return True
    if (
        entity.label in ("LOC", "PER")
        and " " not in view[hit.start : hit.end]
        and not any(c.start == hit.start for c in model)
    ):
        if pattern("next_name").match(view, hit.end):
            return True
        if previous and not starts_sentence(
            view, max(0, hit.start - 30) + previous.start() + 1, reading.sentence_at(hit.start)
        ):
            return True
    return False


def _is_near(reading: Reading, hit: Hit, entity: KbEntity) -> bool:
    """Say whether a short form stands beside what makes it sure: a word of context, or "sur X." of a platform."""
    if entity.label == "PROD" and pattern("posted_on").search(reading.view[max(0, hit.start - 8) : hit.start]):
        return pattern("clause_end").match(reading.view, hit.end) is not None
    return _has_context(reading, hit, entity)


def _has_context(reading: Reading, hit: Hit, entity: KbEntity) -> bool:
    """Say whether one of the entity's own words of context stands close by."""
    if not entity.context:
        return False
    sentence = reading.sentence_at(hit.start)
    low, high = (sentence.start, sentence.end) if sentence else (0, len(reading.view))
    near = (
        reading.view[max(low, hit.start - _NEAR) : hit.start] + " " + reading.view[hit.end : min(high, hit.end + _NEAR)]
    )
    return any(re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", near) for word in entity.context)


def _has_cue(reading: Reading, hit: Hit, entity: KbEntity, lexicon: Lexicon) -> bool:
    """Say whether a word of its kind stands right before a name that is also an ordinary word."""
    before = reading.view[max(0, hit.start - 60) : hit.start]
    if entity.label == "ORG":
        patterns = (
            lexicon.organisation_noun,
            lexicon.organisation_of,
            lexicon.organisation_before,
            lexicon.press_before,
        )
        return any(p.search(before) for p in patterns)
    if entity.label == "PROD":
        return lexicon.product_noun.search(before) is not None
    if entity.label == "LOC":
        is_bracketed = before.endswith(" (") and reading.view.startswith(")", hit.end)
        return is_bracketed or pattern("seat_of").search(before) is not None
    return entity.label == "PER" and lexicon.titles.search(before) is not None


def _is_translated(reading: Reading, hit: Hit, entity: KbEntity, lexicon: Lexicon) -> bool:
    """Say whether a literal translation stands where a medium, company or person is spoken of."""
    view, surface = reading.view, reading.view[hit.start : hit.end]
    if entity.label == "PER":
        return all(word[0].isupper() for word in surface.split()) and " " in surface
    before, after = view[max(0, hit.start - 60) : hit.start], view[hit.end : hit.end + 40]
    if lexicon.press_before.search(before):
        return True
    if lexicon.organisation_noun.search(before) or lexicon.organisation_before.search(before):
        return not starts_sentence(view, hit.start, reading.sentence_at(hit.start))
    is_mid_sentence = not starts_sentence(view, hit.start, reading.sentence_at(hit.start))
    return lexicon.press_after.match(after) is not None and (
        is_mid_sentence or not surface.startswith(words("elided_articles"))
    )
