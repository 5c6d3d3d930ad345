"""Put the steps together: triggers, arguments, factuality, source, date, and one key per event of the text."""

from __future__ import annotations

from depeche.language.events.arguments import find_arguments
from depeche.language.events.attribution import find_source, source_cue
from depeche.language.events.dating import find_date
from depeche.language.events.factuality.judgement import judge
from depeche.language.events.identity import settle_neutral, share_keys
from depeche.language.events.lexicon import load_lexicon
from depeche.language.events.roles import is_participant
from depeche.language.events.scene import Scene, build_scene
from depeche.language.events.triggers import Trigger, find_triggers
from depeche.language.reading import Reading
from depeche.model import EventArgument, EventMention

_BASE = {"phrase": 0.85, "verb": 0.8, "noun": 0.7}


def find_events(reading: Reading) -> tuple[EventMention, ...]:
    """Return the event mentions of a text in order of their triggers."""
    found: list[EventMention] = []
    for sentence in reading.sentences:
        scene = build_scene(reading, sentence)
        if scene is not None:
            found += _in_sentence(scene)
    neutral = frozenset(f"events.{entry.id}" for entry in load_lexicon().entries if entry.is_neutral)
    found = settle_neutral(reading, found, neutral)
    return share_keys(reading, sorted(found, key=lambda event: (event.start, event.end, event.type)))


def _in_sentence(scene: Scene) -> list[EventMention]:
    candidates: dict[int, list[tuple[Trigger, tuple[EventArgument, ...]]]] = {}
    for trigger in find_triggers(scene):
        arguments = find_arguments(scene, trigger)
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
    cue = source_cue(scene, source) if source is not None else None
    start, end = scene.start(trigger.start), scene.end(trigger.end - 1)
    return EventMention(
        sentence_index=scene.sentence.sentence_index,
        start=start,
        end=end,
        trigger=scene.reading.text[start:end],
        type=trigger.entry.type,
        polarity=judgement.polarity,
        realis=judgement.realis,
        source_id=source.source_id if source is not None else None,
        source_surface=source.surface if source is not None else None,
        source=source.source if source is not None else None,
        source_cue=source.cue if source is not None else None,
        date=find_date(scene, trigger),
        confidence=_confidence(trigger, arguments),
        method=f"events.{trigger.entry.id}",
        arguments=arguments,
        cues=judgement.cues + ((cue,) if cue is not None else ()),
        in_document_key="",
    )


def _confidence(trigger: Trigger, arguments: tuple[EventArgument, ...]) -> float:
    """Return a fixed score: expressions are surer than words, named participants surer than none."""
    taking_part = [argument for argument in arguments if is_participant(argument.role)]
    score = _BASE[trigger.category]
    if any(argument.entity_id is not None for argument in taking_part):
        score += 0.1
    elif not taking_part:
        score -= 0.2
    return round(score, 2)
