"""The record of one event: what its trigger, its judgement and its source say, put together.

Here: the one place where an `EventMention` is made. Not here: what is found of it (finder, ordinary.finder).
"""

from __future__ import annotations

from depeche.language.events.attribution import Attribution
from depeche.language.events.dating import find_date
from depeche.language.events.factuality.judgement import Judgement
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import Trigger
from depeche.model import Cue, EventArgument, EventMention

_NOBODY = Attribution(None, None, None, None)


def as_mention(
    scene: Scene,
    trigger: Trigger,
    judgement: Judgement,
    source: Attribution | None,
    *,
    confidence: float,
    arguments: tuple[EventArgument, ...] = (),
    cue: Cue | None = None,
) -> EventMention:
    """Return the record of an event; `cue` is that of its source, kept with those of its factuality."""
    start, end = scene.start(trigger.start), scene.end(trigger.end - 1)
    credited = source if source is not None else _NOBODY
    return EventMention(
        sentence_index=scene.sentence.sentence_index,
        start=start,
        end=end,
        trigger=scene.reading.text[start:end],
        type=trigger.entry.type,
        polarity=judgement.polarity,
        realis=judgement.realis,
        source_id=credited.source_id,
        source_surface=credited.surface,
        source=credited.source,
        source_cue=credited.cue,
        date=find_date(scene, trigger, judgement.realis),
        confidence=confidence,
        method=f"events.{trigger.entry.id}",
        arguments=arguments,
        cues=judgement.cues + ((cue,) if cue is not None else ()),
        in_document_key="",
    )
