"""The rows of `entities`: one name, one label, aliases and counts per entity that anything in the corpus refers to.

Which ids are one entity is decided in `entity_merging`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from depeche.model import Annotation, Entity, Label, LinkedEntity, ReadArticle
from depeche.resolve.entity_merging import known_entities, merge_entities, name_words

_LABELS: tuple[Label, ...] = ("PER", "ORG", "PROD", "LOC", "MISC")
_LONGEST_ALIAS = 120
_MOST_ALIASES = 50


@dataclass(slots=True)
class _Gathered:
    """What the corpus says of one final entity while it is being read."""

    wording: str  # the first, for an entity that no text declares
    records: set[LinkedEntity] = field(default_factory=set)
    surfaces: Counter[str] = field(default_factory=Counter)
    labels: Counter[Label] = field(default_factory=Counter)
    mention_count: int = 0
    document_count: int = 0
    first_published_on: date | None = None
    last_published_on: date | None = None


def resolve_entities(articles: Sequence[ReadArticle]) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Return the rows, ordered by id, and the final id of every id that occurs in an annotation.

    `articles` must stand earliest first.
    """
    known = known_entities(articles)
    final = merge_entities(known)
    gathered: dict[str, _Gathered] = {}
    for read in articles:
        for entity_id, surface in _references(read.annotation):
            final_id = final.setdefault(entity_id, entity_id)
            if surface and final_id not in gathered:
                gathered[final_id] = _Gathered(surface)
        _count_mentions(read, final, gathered)
    for entity_id, declared in known.items():
        if final[entity_id] in gathered:
            gathered[final[entity_id]].records.update(declared.records)
    rows = tuple(_row(entity_id, gathered[entity_id]) for entity_id in sorted(gathered))
    return rows, {read_id: final_id for read_id, final_id in final.items() if final_id in gathered}


def _references(annotation: Annotation) -> Iterator[tuple[str, str | None]]:
    """Yield every entity id in an annotation with the wording that it stands for, in order."""
    for mention in annotation.mentions:
        if mention.entity_id is not None:
            yield mention.entity_id, mention.surface
    for affiliation in annotation.affiliations:
        for entity_id in (affiliation.person_id, affiliation.organization_id):
            if entity_id is not None:
                yield entity_id, entity_id
    for quote in annotation.quotes:
        if quote.speaker_id is not None:
            yield quote.speaker_id, quote.speaker_surface or quote.speaker_id
    for event in annotation.events:
        if event.source_id is not None:
            yield event.source_id, event.source_surface or event.source_id
        for argument in event.arguments:
            if argument.entity_id is not None:
                yield argument.entity_id, argument.surface
    for claim in annotation.claims:
        if claim.entity_id is not None:
            yield claim.entity_id, claim.subject_surface or claim.entity_id
    for entity in annotation.entities:
        yield entity.entity_id, None


def _count_mentions(read: ReadArticle, final: Mapping[str, str], gathered: Mapping[str, _Gathered]) -> None:
    """Count the mentions of an article; the articles come earliest first, those without a date last."""
    mentioned: set[str] = set()
    for mention in read.annotation.mentions:
        if mention.entity_id is None:
            continue
        final_id = final[mention.entity_id]
        mentioned.add(final_id)
        entity = gathered[final_id]
        entity.mention_count += 1
        entity.labels[mention.label] += 1
        if mention.method != "coreference":
            entity.surfaces[mention.surface] += 1
    published = read.article.published_on
    for final_id in mentioned:
        entity = gathered[final_id]
        entity.document_count += 1
        entity.first_published_on = entity.first_published_on or published
        entity.last_published_on = published or entity.last_published_on


def _row(entity_id: str, gathered: _Gathered) -> Entity:
    known = sorted((record for record in gathered.records if record.kb_key is not None), key=repr)
    records = known or sorted(gathered.records, key=repr)
    declared = [record.name for record in records]
    name = known[0].name if known else _canonical_name(gathered.surfaces, declared, gathered.wording)
    return Entity(
        entity_id=entity_id,
        name=name,
        label=known[0].label if known else _label(gathered.labels, records),
        wikidata_id=next((record.wikidata_id for record in records if record.wikidata_id), None),
        aliases=_aliases(
            name, gathered.surfaces, (alias for record in records for alias in (record.name, *record.aliases))
        ),
        description=next((record.description for record in records if record.description), None),
        mention_count=gathered.mention_count,
        document_count=gathered.document_count,
        first_published_on=gathered.first_published_on,
        last_published_on=gathered.last_published_on,
    )


def _label(votes: Counter[Label], records: Sequence[LinkedEntity]) -> Label:
    """Return the label that most mentions carry; in a tie the earlier of PER, ORG, PROD, LOC, MISC."""
    counted = votes or Counter(record.label for record in records)
    return min(_LABELS, key=lambda label: (-counted[label], _LABELS.index(label))) if counted else "MISC"


def _canonical_name(surfaces: Counter[str], declared: Sequence[str], wording: str) -> str:
    """Return the most frequent full form; in a tie the one that is no capitals and keeps its accents."""
    full = {name_words(name) for name in declared}
    forms = {form: count for form, count in surfaces.items() if name_words(form) in full} or dict(surfaces)
    if not forms:
        return min(declared, key=lambda name: (-len(name_words(name)), name), default=wording)
    longest = max(len(name_words(form)) for form in forms)
    fullest = {form: count for form, count in forms.items() if len(name_words(form)) == longest}
    return min(fullest, key=lambda form: (form.isupper() and len(form) > 5, -fullest[form], form.isascii(), form))


def _aliases(name: str, surfaces: Counter[str], declared: Iterable[str]) -> tuple[str, ...]:
    """Return the other names, known and observed, without case variants, in alphabetical order."""
    candidates = sorted({*surfaces, *declared} - {name}, key=lambda form: (form.isupper(), form))
    seen = {name.casefold()}
    aliases = []
    for alias in candidates:
        if alias.casefold() not in seen and "\n" not in alias and 0 < len(alias) <= _LONGEST_ALIAS:
            seen.add(alias.casefold())
            aliases.append(alias)
    return tuple(sorted(sorted(aliases, key=lambda form: (-surfaces[form], form))[:_MOST_ALIASES]))
