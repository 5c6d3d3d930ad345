"""The traits of a found event: what kind of words, participants, statement and sentence it is made of.

Here: what the weights are learnt over, each trait either there or not. No trait names a word: what holds for the words
of one text would not hold for those of the next. Not here: the weights (weighing).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from depeche.language.events.grammar import word_set
from depeche.language.events.lexicon import load_lexicon
from depeche.language.events.roles import is_participant, participants
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import Trigger
from depeche.model import EventArgument, EventMention

_NEAR, _FAR = 40, 100  # characters between a trigger and what takes part
_SHORT, _LONG = 15, 35  # tokens of a sentence
_SEVERAL = 3  # where counts end: so many, or more
_DEPTHS = 4  # verbs and nouns between a trigger and the main verb
_OFTEN = (2, 4, 6)  # how often a text names a participant
_CROWD = (5, 10, 20, 30)  # events found in a text
# Families that mean one thing for a dismissal, another for a price.
_BY_GROUP = ("kind", "lacks", "named", "participants", "reached", "realis", "roles")


class Found(NamedTuple):
    """A found event and its own traits; a doubtful one lacks what the sense of its word needs."""

    event: EventMention
    traits: frozenset[str]
    is_doubtful: bool = False


def own_traits(scene: Scene, trigger: Trigger, event: EventMention) -> frozenset[str]:
    """Return the traits of an event that its sentence shows."""
    taking_part = [argument for argument in event.arguments if is_participant(argument.role)]
    families = (
        _of_trigger(scene, trigger),
        _of_participants(scene, event, taking_part),
        _of_statement(scene, event),
        _of_syntax(scene, trigger),
    )
    return frozenset(trait for family in families for trait in family)


def all_traits(found: Sequence[Found]) -> list[frozenset[str]]:
    """Return the traits of every event of a text, those that the others show and those of two traits together.

    What is in doubt shows nothing of the others.
    """
    events = [(item.event, participants(item.event)) for item in found if not item.is_doubtful]
    return [_with_pairs(item.traits | set(_among(item.event, participants(item.event), events))) for item in found]


def _of_trigger(scene: Scene, trigger: Trigger) -> Iterator[str]:
    lexicon = load_lexicon()
    word = scene.lower[trigger.head]
    entries = {entry.id: entry.type for entry in lexicon.nouns.get(word, ())}
    entries |= {reading.entry.id: reading.entry.type for reading in lexicon.verbs.get(word, ())}
    yield f"type={trigger.entry.type}"
    yield f"group={trigger.entry.type.partition('.')[0]}"
    yield f"frame={trigger.entry.frame}"
    yield f"kind={trigger.category}"
    for condition in sorted(trigger.lacks):
        yield f"lacks={condition}"
    if trigger.lacks:
        yield "doubtful"
        if len(set(entries.values())) > 1:
            yield "doubtful_of_several_types"
    yield f"words={min(trigger.end - trigger.start, _SEVERAL)}"
    if len(entries) > 1:
        yield "several_entries"


def _of_participants(scene: Scene, event: EventMention, taking_part: Sequence[EventArgument]) -> Iterator[str]:
    entities = scene.reading.entities
    linked = [entities[a.entity_id] for a in taking_part if a.entity_id is not None and a.entity_id in entities]
    yield f"participants={min(len(taking_part), _SEVERAL)}"
    yield f"named={min(len(linked), _SEVERAL)}"
    yield f"unnamed={min(len(taking_part) - len(linked), _SEVERAL)}"
    yield f"roles={min(len({argument.role for argument in taking_part}), _SEVERAL)}"
    for argument in event.arguments:
        yield f"role={argument.role}"
        yield "before" if argument.start < event.start else "after"
    if any(entity.wikidata_id is not None for entity in linked):
        yield "known"
    if any(entity.entity_id == scene.topic.protagonist for entity in linked):
        yield "protagonist"
    if linked:
        most = max(scene.topic.mention_counts[entity.entity_id] for entity in linked)
        yield f"often={_step(most, _OFTEN)}"
    yield from _ways_to(scene, event, taking_part)


def _ways_to(scene: Scene, event: EventMention, taking_part: Sequence[EventArgument]) -> Iterator[str]:
    """Yield how the participants were reached, and how far they stand from the trigger."""
    sentence = scene.sentence
    names = {mention.start for mention in scene.reading.mentions_in(sentence.start, sentence.end)}
    distances = []
    for argument in taking_part:
        if not sentence.start <= argument.start < sentence.end:
            yield "elsewhere"
            continue
        distances.append(abs(argument.start - event.start))
        if argument.start in names:
            yield "reached=name"
        elif argument.surface.lower() in word_set("pronouns") | word_set("POSS"):
            yield "reached=pronoun"
        else:
            yield "reached=description" if argument.entity_id is not None else "reached=words"
    if distances and min(distances) > _NEAR:
        yield "distant=nearest"
    if distances and max(distances) > _FAR:
        yield "distant=farthest"


def _of_statement(scene: Scene, event: EventMention) -> Iterator[str]:
    reading, date = scene.reading, event.date
    yield f"realis={event.realis}"
    yield f"cues={min(len(event.cues), _SEVERAL)}"
    if event.polarity == "negative":
        yield "negative"
    if event.source_id is not None or event.source_surface is not None:
        yield "source=named" if event.source_id is not None else "source=words"
    if date is not None and date.basis != "publication":
        yield "dated"
    if any(quote.start <= event.start < quote.end for quote in reading.quotes):
        yield "quoted"
    if any(mark.start <= event.start < mark.end for mark in reading.marked):
        yield "in_marks"


def _of_syntax(scene: Scene, trigger: Trigger) -> Iterator[str]:
    token = scene.doc[trigger.head]
    yield f"dependency={token.dep_.partition(':')[0]}"
    depth, above = 0, token
    while above.dep_ != "ROOT" and depth < _DEPTHS:
        depth, above = depth + 1, above.head
    yield f"depth={depth}"
    if trigger.category == "noun" or token.pos_ == "NOUN":
        yield from _of_noun(scene, trigger)
    yield f"sentence={_step(len(scene.doc), (_SHORT, _LONG))}"
    if scene.sentence.sentence_index == 0:
        yield "title"


def _of_noun(scene: Scene, trigger: Trigger) -> Iterator[str]:
    words = [child.text.lower() for child in scene.doc[trigger.head].children]
    article = next((word for word in words if word in word_set("determiners")), "")
    if article in word_set("POSS"):
        yield "article=possessive"
    elif article in word_set("indefinite"):
        yield "article=indefinite"
    else:
        yield "article=definite" if article in word_set("definite_articles") else "article=none"
    if scene.doc[trigger.head].morph.get("Number") == ["Plur"]:
        yield "plural"


def _among(
    event: EventMention, people: frozenset[str], all_events: Sequence[tuple[EventMention, frozenset[str]]]
) -> Iterator[str]:
    """Yield what the other events of a text, each given with its participants, say for one of them."""
    others = [(other, theirs) for other, theirs in all_events if other is not event]
    alike = [(other, theirs) for other, theirs in others if other.type == event.type]
    sharing = [other for other, theirs in alike if people & theirs]
    yield f"events={_step(len(all_events), _CROWD)}"
    if alike:
        yield "same_type"
    if sharing:
        yield "same_type_and_participant"
    if any(other.realis == event.realis for other in sharing):
        yield "same_statement"
    if any(people & theirs for _, theirs in others):
        yield "participant_of_others"
    here = sum(other.sentence_index == event.sentence_index for other, _ in others)
    yield f"in_sentence={min(here, _SEVERAL)}"


def _step(value: int, steps: Sequence[int]) -> int:
    """Return how many steps a value has reached."""
    return sum(value >= step for step in steps)


def _with_pairs(traits: frozenset[str]) -> frozenset[str]:
    """Return traits, and those of some families once more together with the group of types that the event is of."""
    group = next(trait for trait in traits if trait.startswith("group="))
    return traits | {f"{group}&{trait}" for trait in traits if trait.partition("=")[0] in _BY_GROUP}
