"""Who is credited with an event: the speaker of its quotation, the subject of its reporting verb, 'selon X', who asks.

Here: the source of one trigger, by the order in which a text says it. Not here: whether it weakens the event
(factuality), who speaks in a quotation (quotes), the wordings beside a clause (hearsay).
"""

from __future__ import annotations

import re
from functools import cache

from depeche.language.events.arguments.subjects import find_subject
from depeche.language.events.credit import Attribution, credit, spokesman_of
from depeche.language.events.factuality.governors import governor_effect, made_report
from depeche.language.events.factuality.judgement import Judgement
from depeche.language.events.factuality.moods import heads_clause, lemma_of
from depeche.language.events.grammar import word_set, wordings
from depeche.language.events.hearsay import believed, first_credited, of_opinion, parenthetical, prepositional
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import Trigger
from depeche.language.quotes.reporting import stance_of
from depeche.language.wordings import any_of
from depeche.model import Cue, Quote

__all__ = ["Attribution", "find_source", "source_cue"]

_OPENING = 14  # tokens before the colon of 'X dément : …'
_BEFORE_COLON = 5  # tokens from its verb to the colon
_RIGHT_BEFORE_COLON = 2  # the same for a report later in its sentence


def find_source(scene: Scene, trigger: Trigger, judgement: Judgement) -> Attribution | None:
    """Return the source of an event, innermost first; None where the text speaks in its own name."""
    quoted = _quotation(scene, trigger)
    if quoted is not None:
        return quoted
    for report in judgement.reports:
        if _is_conceded(scene, trigger, report):
            continue
        found = _reporter(scene, report)
        if found is not None:
            return found
    opinion = of_opinion(scene, trigger)
    if opinion is not None:
        return opinion
    beside = _beside(scene, trigger, judgement)
    if beside is not None or _is_told(judgement):
        return beside
    carried = _carried_over(scene) if _is_hearsay(judgement) else None
    return carried or _asker(scene, trigger, judgement)


def source_cue(scene: Scene, attribution: Attribution) -> Cue | None:
    """Return the cue of an attribution."""
    if attribution.cue is None:
        return None
    start, end = attribution.cue
    return Cue(start, end, scene.reading.text[start:end], "source", "source.cue")


def _is_conceded(scene: Scene, trigger: Trigger, report: int) -> bool:
    """Tell whether a noun is what somebody concedes: 'reconnaît sa défaite', which the text tells, too."""
    effects = governor_effect(scene, report)
    is_object = trigger.category == "noun" and scene.doc[trigger.head].head.i == report
    return is_object and effects is not None and effects[0].name == "concede"


def _is_told(judgement: Judgement) -> bool:
    """Tell whether the text takes it for granted that an event took place."""
    return judgement.is_presupposed and judgement.polarity == "positive" and judgement.realis == "ACTUAL"


def _beside(scene: Scene, trigger: Trigger, judgement: Judgement) -> Attribution | None:
    """Return whom a wording beside the clause credits; what only a noun or participle supposes is the text's own."""
    is_told = _is_told(judgement)
    if is_told and trigger.category == "noun":
        return None
    before = _announced(scene, trigger)
    if before is not None:
        return before
    if is_told and scene.doc[trigger.head].dep_ in ("acl", "amod", "advcl"):
        return parenthetical(scene, trigger)
    return prepositional(scene, trigger) or parenthetical(scene, trigger) or believed(scene, trigger)


def _quotation(scene: Scene, trigger: Trigger) -> Attribution | None:
    start = scene.start(trigger.head)
    for quote in scene.reading.quotes:
        if quote.start <= start < quote.end and quote.kind != "indirect" and _has_speaker(quote):
            spoken_for = spokesman_of(scene, quote.speaker) if quote.speaker and quote.speaker_id is None else None
            return Attribution(quote.speaker_id or spoken_for, quote.speaker_surface, quote.speaker, None)
    return None


def _has_speaker(quote: Quote) -> bool:
    """Tell whether a quotation names its speaker: more than 'assure-t-elle' or an article."""
    surface = quote.speaker_surface
    is_name = surface is not None and len(surface) > 3 and not _inverted().search(surface)
    return quote.speaker_id is not None or is_name


@cache
def _inverted() -> re.Pattern[str]:
    return re.compile(rf"-{any_of(wordings('inverted_pronouns'))}\b")


def _reporter(scene: Scene, report: int) -> Attribution | None:
    """Return the subject of a reporting verb."""
    if scene.doc[report].pos_ == "NOUN":
        return None
    subject = find_subject(scene, report)
    if subject is None and made_report(scene, report) is not None:
        subject = find_subject(scene, report - 1)  # 'a fait savoir qu'il partait'
    if subject is None or (subject.start > report and subject.kind == "thing"):
        return None
    return credit(scene, subject, report, report + 1)


def _asker(scene: Scene, trigger: Trigger, judgement: Judgement) -> Attribution | None:
    """Return who is named as asking that something be done, or as ruling it out or not: only their words speak of it.

    Who asks for a thing ('réclame un audit') does so, and who leaves open what to do himself credits nobody.
    """
    for governor in judgement.askers:
        subject = find_subject(scene, governor)
        if subject is None or subject.end > governor:
            continue
        if _is_request(scene, governor) and trigger.category == "noun":
            continue
        if (
            judgement.realis in ("POSSIBLE", "HYPOTHETICAL")
            and trigger.category != "noun"
            and find_subject(scene, trigger.head) == subject
        ):
            continue
        found = credit(scene, subject, governor, governor + 1)
        if found is not None and found.source_id is not None:
            return found
    return None


def _is_request(scene: Scene, governor: int) -> bool:
    effects = governor_effect(scene, governor)
    return effects is not None and effects[0].name == "request"


def _announced(scene: Scene, trigger: Trigger) -> Attribution | None:
    """Return X of 'X dément : …' and of 'X a prévenu : …', where a report stands before the last colon."""
    before = scene.lower[: trigger.start]
    if ":" not in before:
        return None
    first, last = before.index(":"), len(before) - 1 - before[::-1].index(":")
    verb = _report_before(scene, first, _BEFORE_COLON) if first <= _OPENING else None
    if verb is None:
        verb = _report_before(scene, last, _RIGHT_BEFORE_COLON)
    subject = find_subject(scene, verb) if verb is not None else None
    return credit(scene, subject, verb, verb + 1) if subject is not None and verb and subject.end <= verb else None


def _report_before(scene: Scene, colon: int, reach: int) -> int | None:
    """Return the reporting verb right before a colon; 'se montre prudent :' shows, and reports nothing."""
    verb = next((i for i in range(colon - 1, max(-1, colon - reach), -1) if heads_clause(scene, i)), None)
    stance = stance_of(lemma_of(scene, verb)) if verb is not None else None
    is_shown = verb is not None and not word_set("se").isdisjoint(scene.lower[max(0, verb - 2) : verb])
    return verb if stance is not None and not (stance == "manner" and is_shown) else None


def _is_hearsay(judgement: Judgement) -> bool:
    """Tell whether only a conditional says that an event is told by somebody else ('X aurait réclamé …')."""
    is_conditional = any(cue.kind == "conditional" for cue in judgement.cues)
    is_rumoured = any(cue.rule == "conditional.rumour" for cue in judgement.cues)
    return is_conditional and (judgement.realis == "UNCONFIRMED" or is_rumoured)


def _carried_over(scene: Scene) -> Attribution | None:
    """Return X of 'selon X' in the sentence before, which a conditional takes up."""
    before = scene.other(scene.sentence.sentence_index - 1) if scene.sentence.sentence_index else None
    found = first_credited(before) if before is not None else None
    return found._replace(cue=None) if found is not None else None
