"""Which entities of different texts are one: same name under confusable labels, and family names alone where only one
bearer fits.

Here: the mapping from ids as read to final ids. The rows are made in `entities`. Ids of the knowledge base never
change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from depeche.model import LinkedEntity, ReadArticle
from depeche.resolve.names import words_of
from depeche.resolve.partition import Partition
from depeche.resolve.vocabulary import entity_merging

_LABEL_ORDER = ("PER", "ORG", "PROD", "LOC", "MISC")


@dataclass(frozen=True, slots=True)
class Known:
    """What all texts together say of one id as read."""

    entity_id: str
    records: tuple[LinkedEntity, ...]  # one per text, distinct
    documents: frozenset[str]  # that mention it
    is_known: bool  # to the knowledge base
    label: str  # the same in whatever order texts come
    names: tuple[str, ...]  # given to it, without aliases


def known_entities(articles: Sequence[ReadArticle]) -> dict[str, Known]:
    """Gather the entities of all texts by id."""
    records: dict[str, set[LinkedEntity]] = defaultdict(set)
    latest: dict[str, LinkedEntity] = {}
    documents: dict[str, set[str]] = defaultdict(set)
    for read in articles:
        for entity in read.annotation.entities:
            if latest.get(entity.entity_id) != entity:  # most texts say the same as the one before
                latest[entity.entity_id] = entity
                records[entity.entity_id].add(entity)
        for mention in read.annotation.mentions:
            if mention.entity_id is not None:
                documents[mention.entity_id].add(read.document.document_id)
    return {
        entity_id: _known(entity_id, records[entity_id], frozenset(documents.get(entity_id, ())))
        for entity_id in sorted(records)
    }


def _known(entity_id: str, records: Collection[LinkedEntity], documents: frozenset[str]) -> Known:
    return Known(
        entity_id=entity_id,
        records=tuple(sorted(records, key=repr)),
        documents=documents,
        is_known=any(record.kb_key is not None for record in records),
        label=min((record.label for record in records), key=_LABEL_ORDER.index),
        names=tuple(sorted({record.name for record in records})),
    )


def merge_entities(known: Mapping[str, Known]) -> dict[str, str]:
    """Return the final id of every entity that some text declares."""
    numbers = {entity_id: number for number, entity_id in enumerate(known)}
    listed = list(known.values())
    partition = Partition(len(listed))
    _join_same_names(listed, numbers, partition)
    _join_family_names(listed, numbers, partition)
    final: dict[str, str] = {}
    for members in partition.groups().values():
        chosen = min((listed[number] for number in members), key=_preference)
        final.update({listed[number].entity_id: chosen.entity_id for number in members})
    return final


def _preference(entity: Known) -> tuple[bool, int, int, str]:
    """Order a group: known first, then fuller names; no counts, so that ids stay from run to run."""
    fullest = max(len(name_words(name)) for name in entity.names)
    return not entity.is_known, -fullest, _LABEL_ORDER.index(entity.label), entity.entity_id


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without civility titles and leading articles."""
    rules = entity_merging()
    words = words_of(name)
    while len(words) > 1 and words[0] in rules.titles:
        words = words[1:]
    while len(words) > 1 and words[0] in rules.articles:
        words = words[1:]
    return tuple(words)


def may_share_name(one: str, other: str) -> bool:
    """Tell whether two labels are ones that a recogniser confuses."""
    return one == other or any({one, other} <= labels for labels in entity_merging().confused_labels)


def _join_same_names(listed: Sequence[Known], numbers: Mapping[str, int], partition: Partition) -> None:
    """Join entities of one name; a known one takes in unknown ones under a full name, never known ones."""
    by_name: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for entity in listed:
        for words in {name_words(name) for name in entity.names}:
            by_name[words].append(entity)
    for words in sorted(by_name):
        members = by_name[words]
        in_base = [entity for entity in members if entity.is_known]
        unknown = [entity for entity in members if not entity.is_known]
        for first, second in _pairs_by_label(unknown):
            partition.join(numbers[first.entity_id], numbers[second.entity_id])
        if len(in_base) == 1 and len(words) > 1:
            for entity in unknown:
                if may_share_name(entity.label, in_base[0].label):
                    partition.join(numbers[entity.entity_id], numbers[in_base[0].entity_id])


def _pairs_by_label(entities: Iterable[Known]) -> list[tuple[Known, Known]]:
    """Return the pairs under confusable labels; a name of both a place and a product is not decided."""
    listed = sorted(entities, key=lambda entity: (_LABEL_ORDER.index(entity.label), entity.entity_id))
    labels = {entity.label for entity in listed}
    if "LOC" in labels and labels & {"PROD", "MISC"}:
        return [
            (one, other)
            for one in listed
            for other in listed
            if one.entity_id < other.entity_id and one.label == other.label
        ]
    return [
        (one, other)
        for at, one in enumerate(listed)
        for other in listed[at + 1 :]
        if may_share_name(one.label, other.label)
    ]


def _join_family_names(listed: Sequence[Known], numbers: Mapping[str, int], partition: Partition) -> None:
    """Join a bare family name with the one full name that ends so, when all its texts share company."""
    persons = [entity for entity in listed if entity.label == "PER"]
    bearers: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for entity in persons:
        for name in entity.names:
            for family in _family_names(name_words(name)):
                bearers[family].add(partition.find(numbers[entity.entity_id]))
    company = _company(listed)
    groups = partition.groups()
    for entity in persons:
        if entity.is_known or any(_family_names(name_words(name)) for name in entity.names):
            continue
        candidates = {root for name in entity.names for root in bearers.get(name_words(name), ())}
        if len(candidates) != 1:
            continue
        (root,) = candidates
        group = [listed[number] for number in groups.get(root, ())]
        own = partition.find(numbers[entity.entity_id])
        if own != root and _keeps_company(entity, group, company):
            partition.join(own, root)
            members = sorted((*groups.pop(own), *groups.pop(root)))
            groups[members[0]] = members


def _family_names(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return what a full name may be shortened to: 'villepin', 'de villepin'; nothing for a single word."""
    particles = entity_merging().particles
    if len(words) < 2 or words[0] in particles:
        return ()
    forms = [words[-1:]]
    at = len(words) - 1
    while at > 1 and words[at - 1] in particles:
        at -= 1
        forms.append(words[at:])
    if len(words) > 2 and len(forms) == 1:
        forms.append(words[1:])
    return tuple(forms)


def _company(listed: Sequence[Known]) -> dict[str, frozenset[str]]:
    """Return the organisations, products and persons that each document mentions."""
    company: dict[str, set[str]] = defaultdict(set)
    for entity in listed:
        if entity.label in ("PER", "ORG", "PROD"):
            for document in entity.documents:
                company[document].add(entity.entity_id)
    return {document: frozenset(entities) for document, entities in company.items()}


def _keeps_company(entity: Known, group: Sequence[Known], company: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether every text with the short name names something that stands beside the full name."""
    own = {member.entity_id for member in group} | {entity.entity_id}
    beside = frozenset().union(*(company[document] for member in group for document in member.documents)) - own
    return bool(entity.documents) and all(company[document] & beside for document in entity.documents)
