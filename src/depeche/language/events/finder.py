"""Put the steps together: triggers, arguments, factuality, source, date, and one key per event of the text."""

from __future__ import annotations

from functools import cache, partial

from depeche.language.events.arguments import find_arguments
from depeche.language.events.attribution import Attribution, find_source, source_cue
from depeche.language.events.factuality.judgement import judge
from depeche.language.events.grammar import word_set
from depeche.language.events.identity import settle_neutral, share_keys
from depeche.language.events.lexicon import load_lexicon
from depeche.language.events.mention import as_mention
from depeche.language.events.roles import is_participant
from depeche.language.events.scene import Scene, scenes
from depeche.language.events.triggers import Trigger, find_triggers
from depeche.language.quotes.cast import hear
from depeche.language.reading import Reading
from depeche.model import EventArgument, EventMention

_BASE = {"phrase": 0.85, "verb": 0.8, "noun": 0.7}


def find_events(reading: Reading) -> tuple[EventMention, ...]:
    """Return the event mentions of a text in order of their triggers."""
    reading = hear(reading)
    found = [event for scene in scenes(reading) for event in _in_sentence(scene)]
    neutral = frozenset(f"events.{entry.id}" for entry in load_lexicon().entries if entry.is_neutral)
    found = settle_neutral(found, neutral)
    return share_keys(reading, sorted(found, key=lambda event: (event.start, event.end, event.type)))


def _in_sentence(scene: Scene) -> list[EventMention]:
    arguments_of = cache(partial(find_arguments, scene))
    candidates: dict[int, list[tuple[Trigger, tuple[EventArgument, ...]]]] = {}
    for trigger in find_triggers(scene, lambda phrase: arguments_of(phrase) is not None):
        arguments = arguments_of(trigger)
        if arguments is not None:
            candidates.setdefault(trigger.head, []).append((trigger, arguments))
    return [_mention(scene, *_best(listed)) for _, listed in sorted(candidates.items())]


def _best(listed: list[tuple[Trigger, tuple[EventArgument, ...]]]) -> tuple[Trigger, tuple[EventArgument, ...]]:
    """Return the reading of a word with the longest wording, the strictest conditions and the most participants."""
    return max(
        listed,
        key=lambda item: (
            item[0].end - item[0].start,
            bool(item[0].entry.objects) + bool(item[0].entry.near),
            sum(is_participant(argument.role) for argument in item[1]),
        ),
    )


def _mention(scene: Scene, trigger: Trigger, arguments: tuple[EventArgument, ...]) -> EventMention:
    judgement = judge(scene, trigger)
    source = find_source(scene, trigger, judgement)
    if judgement.polarity == "positive":  # 'Orvel nie avoir exigé …': the denial is its own
        source = _other_than_actor(source, arguments)
    cue = source_cue(scene, source) if source is not None else None
    confidence = _confidence(trigger, arguments)
    return as_mention(scene, trigger, judgement, source, confidence=confidence, arguments=arguments, cue=cue)


def _other_than_actor(source: Attribution | None, arguments: tuple[EventArgument, ...]) -> Attribution | None:
    """Return a source, unless it is the one who says, asks, accuses or refuses: such an act is told by the text."""
    if source is None:
        return None
    speaking = [argument for argument in arguments if argument.role in word_set("speaking_roles")]
    is_same = source.source_id is not None and source.source_id in {argument.entity_id for argument in speaking}
    is_there = source.source is not None and source.source.start in {argument.start for argument in speaking}
    return None if is_same or (source.source_id is None and is_there) else source


def _confidence(trigger: Trigger, arguments: tuple[EventArgument, ...]) -> float:
    """Return a fixed score: expressions are surer than words, named participants surer than none."""
    taking_part = [argument for argument in arguments if is_participant(argument.role)]
    score = _BASE[trigger.category]
    if any(argument.entity_id is not None for argument in taking_part):
        score += 0.1
    elif not taking_part:
        score -= 0.2
    return round(score, 2)
