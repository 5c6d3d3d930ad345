"""Put the steps together: triggers, arguments, factuality, source, date, and one key per event of the text."""

from __future__ import annotations

from functools import cache, partial
from typing import NamedTuple

from depeche.language.events.arguments import find_arguments
from depeche.language.events.attribution import Attribution, find_source, source_cue
from depeche.language.events.evidence.traits import Found, own_traits
from depeche.language.events.evidence.weighing import weigh
from depeche.language.events.factuality.judgement import judge
from depeche.language.events.grammar import word_set
from depeche.language.events.headlines import settle_headlines
from depeche.language.events.identity import settle_neutral, share_keys
from depeche.language.events.lexicon import load_lexicon
from depeche.language.events.mention import as_mention
from depeche.language.events.roles import is_participant
from depeche.language.events.scene import Scene, scenes
from depeche.language.events.triggers import Trigger, find_triggers
from depeche.language.quotes.cast import hear
from depeche.language.reading import Reading
from depeche.model import EventArgument, EventMention

_UNWEIGHED = 0.5  # until its traits are weighed


class _Candidate(NamedTuple):
    """A reading of a word: the trigger with what it lacks, and what takes part."""

    trigger: Trigger
    arguments: tuple[EventArgument, ...]


def find_events(reading: Reading) -> tuple[EventMention, ...]:
    """Return the event mentions of a text in order of their triggers."""
    reading = hear(reading)
    found = weigh(find_candidates(reading), len(reading.sentences))
    neutral = frozenset(f"events.{entry.id}" for entry in load_lexicon().entries if entry.is_neutral)
    return share_keys(reading, settle_headlines(reading, settle_neutral(found, neutral)))


def find_candidates(reading: Reading) -> list[Found]:
    """Return every event that a text's words evoke, with its traits, whether or not enough speaks for it."""
    return [found for scene in scenes(reading) for found in _in_sentence(scene)]


def _in_sentence(scene: Scene) -> list[Found]:
    arguments_of = cache(partial(find_arguments, scene))
    sure: dict[int, list[_Candidate]] = {}
    doubtful: dict[int, list[_Candidate]] = {}
    for trigger in find_triggers(scene, lambda phrase: not arguments_of(phrase).lacks):
        arguments, lacks = arguments_of(trigger)
        listed = doubtful if lacks else sure
        listed.setdefault(trigger.head, []).append(_Candidate(trigger._replace(lacks=lacks), arguments))
    chosen = {head: _best(_least_doubtful(listed)) for head, listed in doubtful.items()}
    chosen |= {head: _best(listed) for head, listed in sure.items()}
    return [_mention(scene, *chosen[head]) for head in sorted(chosen)]


def _least_doubtful(listed: list[_Candidate]) -> list[_Candidate]:
    fewest = min(len(candidate.trigger.lacks) for candidate in listed)
    return [candidate for candidate in listed if len(candidate.trigger.lacks) == fewest]


def _best(listed: list[_Candidate]) -> _Candidate:
    """Return the reading of a word with the longest wording, the strictest conditions and the most participants."""
    return max(
        listed,
        key=lambda item: (
            item.trigger.end - item.trigger.start,
            bool(item.trigger.entry.objects) + bool(item.trigger.entry.near),
            sum(is_participant(argument.role) for argument in item.arguments),
        ),
    )


def _mention(scene: Scene, trigger: Trigger, arguments: tuple[EventArgument, ...]) -> Found:
    judgement = judge(scene, trigger)
    source = find_source(scene, trigger, judgement)
    if judgement.polarity == "positive":  # 'Orvel nie avoir exigé …': the denial is its own
        source = _other_than_actor(source, arguments)
    cue = source_cue(scene, source) if source is not None else None
    event = as_mention(scene, trigger, judgement, source, confidence=_UNWEIGHED, arguments=arguments, cue=cue)
    return Found(event, own_traits(scene, trigger, event), is_doubtful=bool(trigger.lacks))


def _other_than_actor(source: Attribution | None, arguments: tuple[EventArgument, ...]) -> Attribution | None:
    """Return a source, unless it is the one who says, asks, accuses or refuses: such an act is told by the text."""
    if source is None:
        return None
    speaking = [argument for argument in arguments if argument.role in word_set("speaking_roles")]
    is_same = source.source_id is not None and source.source_id in {argument.entity_id for argument in speaking}
    is_there = source.source is not None and source.source.start in {argument.start for argument in speaking}
    return None if is_same or (source.source_id is None and is_there) else source
