"""Who is credited with an event: the speaker of its quotation, the subject of its reporting verb, 'selon X'.

Here: the source of one trigger. Not here: whether it weakens the event (factuality), and who speaks in a quotation.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from depeche.language.events.arguments.employers import acts_for, inside
from depeche.language.events.arguments.heard import role_means
from depeche.language.events.arguments.organizations import last_outlet, taken_up
from depeche.language.events.arguments.referents import Referent, resolve
from depeche.language.events.arguments.subjects import find_subject
from depeche.language.events.factuality.judgement import Judgement
from depeche.language.events.factuality.moods import heads_clause, lemma_of
from depeche.language.events.factuality.wordlists import cue_lists
from depeche.language.events.grammar import borders, word_set, wordings
from depeche.language.events.kinds import kinds
from depeche.language.events.scene import Nominal, Scene
from depeche.language.events.triggers import Trigger
from depeche.language.quotes.reporting import read_form, stance_of
from depeche.language.wordings import any_of
from depeche.model import Cue, Mention, Quote, Span

_OPENING = 14  # tokens before the colon of 'X dément : …'
_SOURCE_POS = frozenset(("ADJ", "ADP", "DET", "NOUN", "PROPN"))
_LONGEST = 9  # tokens of an unnamed source with its complements


class Attribution(NamedTuple):
    """The credited party and the word that credits it."""

    source_id: str | None
    surface: str | None
    source: Span | None
    cue: Span | None


def find_source(scene: Scene, trigger: Trigger, judgement: Judgement) -> Attribution | None:
    """Return the source of an event, innermost first; None where the text speaks in its own name."""
    quoted = _quotation(scene, trigger)
    if quoted is not None:
        return quoted
    for report in judgement.reports:
        found = _reporter(scene, report)
        if found is not None:
            return found
    is_told = judgement.is_presupposed and judgement.polarity == "positive" and judgement.realis == "ACTUAL"
    if is_told and trigger.category == "noun":
        return None
    before = _announced(scene, trigger)
    if before is not None:
        return before
    if is_told and scene.doc[trigger.head].dep_ in ("acl", "amod", "advcl"):
        return _parenthetical(scene, trigger)
    found = _prepositional(scene, trigger) or _parenthetical(scene, trigger)
    return found or (_carried_over(scene) if _is_hearsay(judgement) else None)


def source_cue(scene: Scene, attribution: Attribution) -> Cue | None:
    """Return the cue of an attribution."""
    if attribution.cue is None:
        return None
    start, end = attribution.cue
    return Cue(start, end, scene.reading.text[start:end], "source", "source.cue")


def _quotation(scene: Scene, trigger: Trigger) -> Attribution | None:
    start = scene.start(trigger.head)
    for quote in scene.reading.quotes:
        if quote.start <= start < quote.end and quote.kind != "indirect" and _has_speaker(quote):
            return Attribution(quote.speaker_id, quote.speaker_surface, quote.speaker, None)
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
    """Return the subject of a reporting verb, or the owner of a reporting noun."""
    if scene.doc[report].pos_ == "NOUN":
        return None
    subject = find_subject(scene, report)
    if subject is None or (subject.start > report and subject.kind == "thing"):
        return None
    return _credit(scene, subject, report, report + 1)


def _credit(scene: Scene, nominal: Nominal, cue_start: int, cue_end: int) -> Attribution | None:
    cue = Span(scene.start(cue_start), scene.end(cue_end - 1))
    nominal = _house_of(scene, _first_of_pair(scene, nominal))
    outlet = _outlet(scene, nominal)
    if outlet is not None:
        return Attribution(outlet.entity_id, outlet.surface, Span(outlet.start, outlet.end), cue)
    if nominal.noun in cue_lists()["anonymous"] or _singular(nominal.noun) in cue_lists()["anonymous"]:
        start, end = scene.start(nominal.start), scene.end(_last_of(scene, nominal) - 1)
        return Attribution(None, scene.reading.text[start:end], Span(start, end), cue)
    acting = inside(scene, nominal) if nominal.kind != "person" else acts_for(scene, nominal)
    referent = acting or _speaking(scene, nominal)
    if referent.entity_id is None and nominal.noun in cue_lists()["own_documents"]:
        owner = taken_up(scene, scene.start(nominal.start))
        if owner is not None:
            return Attribution(owner, referent.surface, Span(referent.start, referent.end), cue)
    if referent.entity_id is None and referent.kind in ("thing", "money", "post", "product", "pronoun", "measure"):
        return None
    return Attribution(referent.entity_id, referent.surface, Span(referent.start, referent.end), cue)


def _house_of(scene: Scene, nominal: Nominal) -> Nominal:
    """Return the house at the head of 'Au cabinet de la ministre, on assure', else the group itself."""
    if scene.lower[nominal.head] != "on":
        return nominal
    opening = next((n for n in scene.nominals if n.start <= 2 and n.place in ("at", "to")), None)
    return opening if opening is not None and opening.kind in ("org", "body") else nominal


def _speaking(scene: Scene, nominal: Nominal) -> Referent:
    """Return who speaks: 'son avocat' is the lawyer, whom he speaks for is not."""
    if nominal.noun not in kinds()["speaks_for"]:
        return resolve(scene, nominal)
    start, end = scene.start(min(nominal.start, nominal.head)), scene.end(nominal.end - 1)
    beside = next((n for n in scene.names if n.kind == "person" and 0 <= n.start - nominal.end <= 2), None)
    if beside is not None:
        return resolve(scene, beside)
    return Referent("person", role_means(scene, nominal), scene.reading.text[start:end], start, end)


def _first_of_pair(scene: Scene, nominal: Nominal) -> Nominal:
    """Return the first of two names that are credited together."""
    if nominal.mention is None or scene.lower[nominal.start - 1] != "et":
        return nominal
    return next((name for name in scene.names if name.end == nominal.start - 1), nominal)


def _outlet(scene: Scene, nominal: Nominal) -> Mention | None:
    """Return the outlet that 'le site' or 'les informations du journal' takes up."""
    if nominal.mention is not None:
        return None
    stated = {scene.lower[i].removesuffix("s") for i in range(nominal.head, min(nominal.end + 3, len(scene.doc)))}
    if not stated & set(cue_lists()["outlets"]) or any(0 <= n.start - nominal.end <= 4 for n in scene.names):
        return None
    return last_outlet(scene.reading, scene.start(nominal.start))


def _singular(noun: str) -> str:
    return noun.removesuffix("s")


def _last_of(scene: Scene, nominal: Nominal) -> int:
    """Return the end of an unnamed source with its complements ('des sources proches du dossier')."""
    end = nominal.end
    while end < len(scene.doc) and end - nominal.start < _LONGEST:
        token = scene.doc[end]
        if token.pos_ not in _SOURCE_POS or scene.lower[end] in borders("unnamed_sources"):
            break
        end += 1
    while end > nominal.end and scene.doc[end - 1].pos_ in ("ADP", "DET"):
        end -= 1
    return end


def _prepositional(scene: Scene, trigger: Trigger) -> Attribution | None:
    """Return X of 'selon X' that stands in the same main clause."""
    for at, end in _credits(scene):
        low, high = (end, trigger.start) if at < trigger.start else (trigger.end, at)
        between = scene.lower[low:high]
        if any(word in cue_lists()["terminators"] for word in between) and at > trigger.start:
            continue
        nominal = _after_credit(scene, end)
        found = _credit(scene, nominal, at, end) if nominal is not None else None
        if found is not None:
            return found
    return None


def _is_hearsay(judgement: Judgement) -> bool:
    """Tell whether only a conditional says that an event is told by somebody else ('X aurait réclamé …')."""
    return judgement.realis == "UNCONFIRMED" and any(cue.kind == "conditional" for cue in judgement.cues)


def _carried_over(scene: Scene) -> Attribution | None:
    """Return X of 'selon X' in the sentence before, which a conditional takes up."""
    before = scene.other(scene.sentence.sentence_index - 1) if scene.sentence.sentence_index else None
    if before is None:
        return None
    for at, end in _credits(before):
        nominal = _after_credit(before, end)
        found = _credit(before, nominal, at, end) if nominal is not None else None
        if found is not None:
            return found._replace(cue=None)
    return None


def _after_credit(scene: Scene, end: int) -> Nominal | None:
    """Return the group, or the name within it, that a preposition of credit names; None where it credits nobody."""
    is_own = scene.word(end) in word_set("possessives_of_outlet")
    if is_own and _singular(scene.word(end + 1)) in word_set("own_findings"):
        return None  # 'selon nos informations': the outlet itself
    nominal = next((n for n in scene.nominals if end <= n.start <= end + 3 or n.start <= end < n.end), None)
    if nominal is None or (
        _singular(nominal.noun) in cue_lists()["no_source"] and nominal.noun not in word_set("credited_papers")
    ):
        return None
    name = next((n for n in scene.names if end <= n.start <= end + 6 and n.kind in ("org", "person", "product")), None)
    if name is None or nominal.noun in word_set("colleagues"):
        return name or nominal
    is_beside = nominal.mention is None and borders("source_names").isdisjoint(scene.lower[end : name.start])
    return name if is_beside else nominal


def _announced(scene: Scene, trigger: Trigger) -> Attribution | None:
    """Return X of 'X dément : …', where a report and a colon open the sentence."""
    if ":" not in scene.lower[: trigger.start]:
        return None
    colon = scene.lower.index(":")
    verb = next((i for i in range(colon - 1, max(-1, colon - 5), -1) if heads_clause(scene, i)), None)
    if verb is None or colon > _OPENING or stance_of(lemma_of(scene, verb)) is None:
        return None
    subject = find_subject(scene, verb)
    return _credit(scene, subject, verb, verb + 1) if subject is not None and subject.end <= verb else None


def _credits(scene: Scene) -> list[tuple[int, int]]:
    """Return the token spans of the prepositions that credit somebody."""
    found = []
    for text in cue_lists()["source_prepositions"]:
        words = tuple(text.replace("'", "' ").split())
        for at in range(len(scene.lower) - len(words) + 1):
            end = at + len(words)
            if scene.lower[at:end] == words and scene.word(end) not in word_set("not_credited"):
                found.append((at, end))
    return sorted(found)


def _parenthetical(scene: Scene, trigger: Trigger) -> Attribution | None:
    """Return X of ', croit savoir X' and of 'comme l'affirme X' after the event."""
    for at in range(trigger.end, len(scene.doc) - 1):
        if scene.lower[at] not in (",", "»"):
            continue
        place = at + 1
        while scene.word(place) in word_set("before_parentheses"):
            place += 1
        end = _end_of_report(scene, place) if place < len(scene.doc) and place <= at + 5 else None
        if end is None:
            continue
        nominal = next((n for n in scene.nominals if end <= n.start <= end + 6 and n.place != "to"), None)
        if (
            nominal is not None
            and nominal.place == ""
            and not any(scene.doc[i].pos_ == "VERB" for i in range(end, nominal.start))
        ):
            return _credit(scene, nominal, place, end)
    return None


def _end_of_report(scene: Scene, place: int) -> int | None:
    """Return the end of the finite reporting form that starts at a token ('croit savoir'), or None."""
    form = read_form(scene.lower[place], " ".join(scene.lower[place + 1 : place + 3]))
    if form is None or form.tense in ("infinitive", "gerund"):
        return None
    reports = form.tail or stance_of(lemma_of(scene, place)) is not None
    return place + 1 + len(form.tail.split()) if reports else None
