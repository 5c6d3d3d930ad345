"""Wordings beside a clause that say whose words it is: 'selon X', ', croit savoir X', 'X, pour qui …'.

Here: where they stand and which events they reach. Not here: reports that govern the event (attribution), and who the
credited group is (credit).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from depeche.language.events.credit import Attribution, credit, last_speaker, singular
from depeche.language.events.factuality.moods import lemma_of
from depeche.language.events.factuality.wordlists import cue_lists, split_words
from depeche.language.events.grammar import borders, word_set, wordings
from depeche.language.events.scene import Nominal, Scene, remembered
from depeche.language.events.triggers import Trigger
from depeche.language.quotes.reporting import read_form, stance_of
from depeche.model import Span

_ONE_OF = 4  # tokens of 'l'un de ses'
_ASIDE = 9  # tokens of ', disent plusieurs cadres,'


class Insertion(NamedTuple):
    """A reporting verb put beside a clause, its cue's end, and who is its subject."""

    verb: int
    end: int
    speaker: Nominal


def prepositional(scene: Scene, trigger: Trigger) -> Attribution | None:
    """Return X of the 'selon X' that reaches a trigger, the nearest first."""
    for _, at, end in sorted(_within_reach(scene, trigger)):
        nominal = _after_credit(scene, end)
        if nominal is None or _in_relative_of(scene, nominal, trigger):
            continue
        found = credit(scene, nominal, at, end)
        if found is not None and not _holds(scene, found, trigger):
            return found
    return None


def _holds(scene: Scene, found: Attribution, trigger: Trigger) -> bool:
    """Tell whether a trigger is a word of the source itself: 'selon deux participants à la réunion'."""
    return found.source is not None and found.source.start <= scene.start(trigger.start) < found.source.end


def first_credited(scene: Scene) -> Attribution | None:
    """Return X of the first 'selon X' of a sentence."""
    for at, end in _credits(scene):
        nominal = _after_credit(scene, end)
        found = credit(scene, nominal, at, end) if nominal is not None else None
        if found is not None:
            return found
    return None


def of_opinion(scene: Scene, trigger: Trigger) -> Attribution | None:
    """Return X of 'X, pour qui …', 'X, selon lequel …' before a trigger."""
    for at in range(trigger.start - 1, 0, -1):
        if scene.lower[at] in borders("opinions"):
            return None
        if " ".join(scene.lower[at - 1 : at + 1]) in wordings("opinions"):
            before = [n for n in scene.nominals if n.end <= at - 1 and at - n.end <= 3]
            holder = next((n for n in reversed(before) if n.kind in ("person", "org", "body", "people")), None)
            return credit(scene, holder, at - 1, at + 1) if holder is not None else None
    return None


def parenthetical(scene: Scene, trigger: Trigger) -> Attribution | None:
    """Return X of ', croit savoir X' and of 'comme l'affirme X': after the event, else within its clause before it."""
    insertion = next(chain(_after(scene, trigger), _before(scene, trigger)), None)
    return credit(scene, insertion.speaker, insertion.verb, insertion.end) if insertion is not None else None


def believed(scene: Scene, trigger: Trigger) -> Attribution | None:
    """Return whom 'à l'en croire' takes at their word: the last speaker; None where another clause parts it off."""
    for words in (tuple(split_words(text)) for text in wordings("taken_at_word")):
        for at in scene.places(words):
            end = at + len(words)
            between = scene.lower[end : trigger.start] if at < trigger.start else scene.lower[trigger.end : at]
            found = last_speaker(scene) if not any(word in cue_lists()["terminators"] for word in between) else None
            if found is not None:
                return found._replace(cue=Span(scene.start(at), scene.end(end - 1)))
    return None


def _within_reach(scene: Scene, trigger: Trigger) -> Iterator[tuple[int, int, int]]:
    """Yield (distance, start, end) of the prepositions of credit in the main clause of a trigger."""
    for at, end in _credits(scene):
        if at < trigger.start:
            opens = at == 0 or scene.lower[at - 1] in borders("before_credits")
            if opens or "," not in scene.lower[end : trigger.start]:
                yield trigger.start - end, at, end
        elif not any(word in cue_lists()["terminators"] for word in scene.lower[trigger.end : at]):
            yield at - trigger.end, at, end


def _in_relative_of(scene: Scene, nominal: Nominal, trigger: Trigger) -> bool:
    """Tell whether a trigger stands in the relative clause of the one credited: 'selon la CGT, qui menace de …'."""
    if nominal.end > trigger.start:
        return False
    rest = scene.lower[nominal.end : trigger.start]
    return rest[:2] == (",", "qui") and "," not in rest[2:]


def _after_credit(scene: Scene, end: int) -> Nominal | None:
    """Return the group, or the name within it, that a preposition of credit names; None where it credits nobody."""
    is_own = scene.word(end) in word_set("possessives_of_outlet")
    if is_own and singular(scene.word(end + 1)) in word_set("own_findings"):
        return None  # 'selon nos informations': the outlet itself
    nominal = next((n for n in scene.nominals if end <= n.start <= end + 3 or n.start <= end < n.end), None)
    if nominal is None or (
        singular(nominal.noun) in cue_lists()["no_source"] and nominal.noun not in word_set("credited_papers")
    ):
        return None
    name = next((n for n in scene.names if end <= n.start <= end + 6 and n.kind in ("org", "person", "product")), None)
    if name is None or nominal.noun in word_set("colleagues"):
        return name or nominal
    is_beside = nominal.mention is None and borders("source_names").isdisjoint(scene.lower[end : name.start])
    return name if is_beside else nominal


def _credits(scene: Scene) -> list[tuple[int, int]]:
    """Return the token spans of the prepositions that credit somebody."""
    found = ((at, at + len(words)) for words in _source_prepositions() for at in scene.places(words))
    return sorted((at, end) for at, end in found if scene.word(end) not in word_set("not_credited"))


@cache
def _source_prepositions() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(text.replace("'", "' ").split()) for text in cue_lists()["source_prepositions"])


def _after(scene: Scene, trigger: Trigger) -> Iterator[Insertion]:
    """Yield the insertions after a trigger, up to where another main clause begins."""
    for at in range(trigger.end, len(scene.doc) - 1):
        if scene.lower[at] == ";" or (scene.lower[at] in borders("new_clauses") and scene.lower[at - 1] == ","):
            return
        if scene.lower[at] in (",", "»"):
            insertion = _insertion(scene, at)
            if insertion is not None:
                yield insertion


def _before(scene: Scene, trigger: Trigger) -> Iterator[Insertion]:
    """Yield the insertions between two commas before a trigger: 'aurait, croit savoir X, vendu'."""
    for at in range(trigger.start - 1, 0, -1):
        if scene.lower[at] in borders("insertions_before"):
            return
        insertion = _insertion(scene, at) if scene.lower[at] == "," else None
        if insertion is None or insertion.speaker.end > trigger.start:
            continue
        rest = scene.lower[insertion.speaker.end : trigger.start]
        if "," in rest[:_ASIDE] and _goes_on(scene, insertion.speaker.end, trigger):
            yield insertion


def _goes_on(scene: Scene, start: int, trigger: Trigger) -> bool:
    """Tell whether the clause before an insertion goes on after it up to a trigger: no other begins."""
    between = range(start, trigger.start)
    has_subject = any(scene.doc[i].dep_.startswith("nsubj") for i in between)
    return not has_subject and borders("insertions_ended").isdisjoint(scene.lower[start : trigger.start])


@remembered
def _insertion(scene: Scene, comma: int) -> Insertion | None:
    """Return the reporting verb with its subject behind it that a comma or closing mark opens, or None."""
    place = comma + 1
    while scene.word(place) in word_set("before_parentheses"):
        place += 1
    end = _end_of_report(scene, place) if place < len(scene.doc) and place <= comma + 5 else None
    if end is None:
        return None
    speaker = next((n for n in scene.nominals if end <= n.start <= end + 6 and n.place != "to"), None)
    if speaker is not None and speaker.place == "of" and scene.lower[end] == "l'" and speaker.start <= end + _ONE_OF:
        speaker = speaker._replace(start=end, place="")  # 'l'un de ses adjoints'
    if speaker is None or speaker.place or any(scene.doc[i].pos_ == "VERB" for i in range(end, speaker.start)):
        return None
    if _is_object(scene, speaker, place, comma) and end == place + 1:
        return None
    return Insertion(place, end, speaker)


def _is_object(scene: Scene, group: Nominal, verb: int, comma: int) -> bool:
    """Tell whether a verb goes on about a subject before the comma: 'la CGT, qui …, appelle les salariés à …'."""
    has_subject = any(child.dep_.startswith("nsubj") and child.i < comma for child in scene.doc[verb].children)
    is_thing = group.kind == "thing" and singular(group.noun) not in cue_lists()["anonymous"]
    is_acting = stance_of(lemma_of(scene, verb)) in ("demand", "manner")  # others: the parse takes subjects for objects
    return has_subject or is_thing or (is_acting and scene.doc[group.head].dep_ in ("obj", "iobj", "obl:arg"))


def _end_of_report(scene: Scene, place: int) -> int | None:
    """Return the end of the finite reporting form that starts at a token ('croit savoir'), or None."""
    form = read_form(scene.lower[place], " ".join(scene.lower[place + 1 : place + 3]))
    if form is None or form.tense in ("infinitive", "gerund"):
        return None
    reports = form.tail or stance_of(lemma_of(scene, place)) is not None
    return place + 1 + len(form.tail.split()) if reports else None
