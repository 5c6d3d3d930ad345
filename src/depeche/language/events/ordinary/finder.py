"""Put an OTHER event together: trigger, factuality, source, the word that reports it, and date."""

from __future__ import annotations

from dataclasses import replace

from depeche.language.events.attribution import Attribution, find_source
from depeche.language.events.factuality.judgement import Judgement, judge
from depeche.language.events.factuality.moods import group_of
from depeche.language.events.grammar import word_set
from depeche.language.events.mention import as_mention
from depeche.language.events.ordinary.negation import own_negations
from depeche.language.events.ordinary.reports import find_reports
from depeche.language.events.ordinary.triggers import find_ordinary_triggers
from depeche.language.events.scene import Scene, build_scene, scenes
from depeche.language.events.topic import Topic
from depeche.language.events.triggers import Trigger
from depeche.language.reading import Reading
from depeche.model import EventMention, Span

_CONFIDENCE = {"verb": 0.6, "noun": 0.5, "phrase": 0.5}


def find_ordinary_events(reading: Reading) -> tuple[EventMention, ...]:
    """Return the events of a text that the ontology has no type for, in order; typed events are left to `find_events`.

    A typed event keeps its place: no OTHER event touches its trigger.
    """
    found: list[EventMention] = []
    for scene in scenes(reading):
        reports = find_reports(scene)
        typed = [(e.start, e.end) for e in reading.events if e.sentence_index == scene.sentence.sentence_index]
        for trigger in find_ordinary_triggers(scene):
            start, end = scene.start(trigger.start), scene.end(trigger.end - 1)
            if not any(start < taken_end and taken_start < end for taken_start, taken_end in typed):
                found.append(_mention(scene, trigger, reports.get(trigger.head)))
    return tuple(found)


def with_reports(reading: Reading, events: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
    """Return typed events with the reporting word that introduces them, where the source has none yet."""
    done = []
    topic = Topic(reading)
    by_sentence: dict[int, list[EventMention]] = {}
    for event in events:
        by_sentence.setdefault(event.sentence_index, []).append(event)
    for index, listed in by_sentence.items():
        scene = build_scene(reading, reading.sentences[index], topic)
        reports = find_reports(scene) if scene is not None else {}
        for event in listed:
            if scene is not None and event.source_cue is None:
                heads = [t for t in range(len(scene.doc)) if event.start <= scene.start(t) < event.end]
                report = next((reports[t] for t in heads if t in reports), None)
                if report is not None:
                    event = replace(event, source_cue=_word(scene, report))
            done.append(event)
    return tuple(done)


def _mention(scene: Scene, trigger: Trigger, report: int | None) -> EventMention:
    judgement = _judge(scene, trigger)
    source = _source(scene, trigger, judgement, report)
    return as_mention(scene, trigger, judgement, source, confidence=_CONFIDENCE[trigger.category])


def _judge(scene: Scene, trigger: Trigger) -> Judgement:
    """Return realis and polarity after TimeML: only the event's own clause negates it.

    What the governor denies ('refuse de partir') is presented as contrary to fact, not as negated.
    """
    judgement = judge(scene, trigger, shares_purpose=True)
    if trigger.category == "noun" and _is_pointed_at(scene, trigger):
        return judgement._replace(realis="ACTUAL", polarity="positive")
    own = own_negations(scene, trigger)
    if own:
        return judgement._replace(polarity="negative")
    is_of_object = trigger.category != "noun" and bool(group_of(scene, trigger.head).negations)  # 'ni victime ni dégât'
    if judgement.polarity == "negative" and judgement.realis == "ACTUAL" and not is_of_object:
        return judgement._replace(polarity="positive", realis="HYPOTHETICAL")
    return judgement._replace(polarity="positive")


def _is_pointed_at(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a noun takes up what the text has told ('cette condamnation n'aurait pas d'effet')."""
    return any(scene.lower[child.i] in word_set("demonstratives") for child in scene.doc[trigger.head].children)


def _source(scene: Scene, trigger: Trigger, judgement: Judgement, report: int | None) -> Attribution:
    """Return who is credited; the cue is the word that introduces this very event, not one further out."""
    credited = find_source(scene, trigger, judgement) or Attribution(None, None, None, None)
    if report is not None:
        return credited._replace(cue=_word(scene, report))
    if credited.cue is not None and _is_verb_at(scene, credited.cue):
        return credited._replace(cue=None)
    return credited


def _is_verb_at(scene: Scene, cue: Span) -> bool:
    return any(scene.start(t.i) <= cue.start < scene.end(t.i) and t.pos_ in ("VERB", "AUX") for t in scene.doc)


def _word(scene: Scene, index: int) -> Span:
    return Span(scene.start(index), scene.end(index))
