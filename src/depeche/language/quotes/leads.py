"""Whose a quotation is by what leads into it: 'X a déclaré : «', 'X : «', 'selon X, «'.

Here: what stands before a quotation in its sentence, and the party that a preposition credits. What stands after it
belongs to `attribution`, other sentences to `context`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from depeche.language.quotes.cast import Hearing
from depeche.language.quotes.inversion import inverted_subject
from depeche.language.quotes.marks import Marked
from depeche.language.quotes.near import agrees
from depeche.language.quotes.reporting import stance_of
from depeche.language.quotes.speakers import (
    Speaker,
    is_governed,
    is_person,
    of_phrase,
    of_pronoun,
    sentence_subject,
    subject_of,
)
from depeche.language.quotes.verbs import Said, cues, find_said, without_clitics
from depeche.language.quotes.wordings import pattern, table, words
from depeche.model import Mention, Span

COLON = re.compile(r": ?$")
_PHRASE = 6  # words
_TWO = 2
_NEAR = 16  # characters before a name
_PARTY = re.compile(r"[^,:;«»]{2,60}(?:, [^,:;«»]{3,80})?,")
_NAME_BEFORE_COLON = re.compile(r"(?:,[^,;:«»]{2,80}|) ?(?:\([^()]{1,60}\))? ?: ?$")


class Found(NamedTuple):
    """How a speaker was found."""

    speaker: Speaker | None
    cue: str | None
    is_unconfirmed: bool
    rule: str


NOBODY = Found(None, None, False, "no_speaker")


def is_named(found: Found) -> bool:
    """Tell whether a speaker was found who is linked to an entity."""
    return found.speaker is not None and found.speaker.entity_id is not None


def spoken_before(reading: Hearing, marked: Marked, begin: int) -> Found | None:
    """Read 'X a déclaré : «', 'X affirme que «', 'X : «', 'selon X, «' before a quotation."""
    view = reading.view
    has_colon = bool(COLON.search(view[begin : marked.opening]))
    relative = pattern("credited_relative").search(view, begin, marked.opening)
    if relative is not None:
        return Found(_behind(reading, begin, relative), relative["cue"], False, "credited")
    if has_colon and is_narrative(view[begin : marked.opening]):
        return None
    said = find_said(reading, begin, marked.opening)
    opening = pattern("credit").match(view, begin, marked.opening)
    if said and opening is not None and pattern("relative_end").search(view, begin, said[-1].start):
        credited = credited_party(reading, opening.start("cue"), marked.opening, opening["cue"])
        if credited is not None and is_named(credited) and "," in view[said[-1].end : marked.opening]:
            return credited
    if said:
        last = _spoken(said)
        speaker = (
            _after_incise(reading, said, begin, marked.opening)
            or _inverted_between(reading, last, begin, marked.opening)
            or subject_of(reading, last, begin, marked.opening)
        )
        if speaker is None and pattern("comparison_before").search(view[begin : last.start]):
            speaker = inverted_subject(reading, last, marked.opening)
        if speaker is None and has_colon:
            speaker = sentence_subject(reading, begin, marked.opening)
        if speaker is not None or has_colon:
            return Found(speaker, view[last.start : last.end], last.is_conditional, "before")
    for credit in reversed(list(pattern("credit").finditer(view, begin, marked.opening))):
        if is_opening(credit["cue"]) and not _opens_with(reading, credit, begin, marked.opening):
            continue
        credited = credited_party(reading, credit.start("cue"), marked.opening, credit["cue"])
        if credited is not None:
            return credited
    return _introduced(reading, begin, marked.opening) if has_colon else None


def is_narrative(lead: str) -> bool:
    """Whether an infinitive goes on with the speaker: 'Et de conclure :'."""
    match = pattern("narrative").search(lead)
    return match is not None and match["lead"].lower() in cues("narrative") and stance_of(match["verb"]) is not None


def _behind(reading: Hearing, begin: int, relative: re.Match[str]) -> Speaker | None:
    """Return whom a relative clause that credits takes up: 'le sénateur X, pour qui «'; nobody where none is named."""
    span = Span(relative.start("pronoun"), relative.end("pronoun"))
    named = [m for m in reading.mentions_in(begin, relative.start()) if m.label in ("PER", "ORG")]
    beside = [m for m in named if pattern("apposition_only").fullmatch(reading.view, m.end, relative.start())]
    if not beside or _belongs(reading, beside[-1]):
        return None
    return Speaker(span, beside[-1].entity_id, "pronoun")


def _belongs(reading: Hearing, mention: Mention) -> bool:
    """Whether a house only tells where somebody without a name is: 'une source au ministère, pour qui'."""
    before = reading.view[max(0, mention.start - _NEAR) : mention.start]
    return mention.label == "ORG" and is_governed(before)


def _spoken(said: list[Said]) -> Said:
    """Return the last verb that reports; one still to come, in what another verb reports, does not."""
    past = [verb for verb in said if not verb.is_future]
    return past[-1] if past and said[-1].is_future and past[-1].is_finite else said[-1]


def _after_incise(reading: Hearing, said: list[Said], begin: int, end: int) -> Speaker | None:
    """Return the inverted subject to whom a participle belongs: 'la loi sera votée, a dit X, ajoutant que «'."""
    if len(said) < _TWO or said[-1].is_finite or not said[-2].is_finite or said[-2].pronoun is not None:
        return None
    first = said[-2]
    is_incise = without_clitics(reading.view[begin : first.start]).endswith(",")
    if not is_incise or not _has_main_clause(reading, begin, first):
        return None
    speaker = inverted_subject(reading, first, said[-1].start)
    between = reading.view[speaker.span.end : said[-1].start] if speaker is not None else ""
    return speaker if between.strip() == "," or between.startswith(",") else None


def _inverted_between(reading: Hearing, said: Said, begin: int, end: int) -> Speaker | None:
    """Return the person after a verb whose clause is over before it: 'Le parti ne votera pas, a précisé X, «'."""
    if said.pronoun is not None or not said.is_finite or said.stance == "manner":
        return None
    lead = without_clitics(reading.view[begin : said.start])
    if not lead.endswith(",") or said.lemma not in cues("saying_only") or not _has_main_clause(reading, begin, said):
        return None
    speaker = inverted_subject(reading, said, end)
    figure = reading.figures.get(speaker.entity_id or "") if speaker is not None else None
    return speaker if figure is not None and figure.is_person else None


def _has_main_clause(reading: Hearing, begin: int, said: Said) -> bool:
    """Whether a verb before a reporting one has a clause of its own, no relative one."""
    sentence = reading.sentence_at(begin)
    parse = reading.parses.get(sentence.sentence_index) if sentence else None
    if sentence is None or parse is None:
        return False
    inside = [t for t in parse if begin <= sentence.start + t.idx < said.start]
    finite = [t for t in inside if "Fin" in t.morph.get("VerbForm")]
    return any("acl:relcl" not in (t.dep_, t.head.dep_) for t in finite)


def credited_party(reading: Hearing, start: int, end: int, cue: str, *, rule: str = "credited") -> Found | None:
    """Return the party after 'selon': a name, or the wording of an unnamed one."""
    stop = re.search(r"[.:!?,()«“\"]", reading.view[start:end])
    limit = start + stop.start() if stop else end
    for mention in reading.mentions_in(start, min(limit + 60, end)):
        between = reading.view[start + len(cue) : mention.start]
        if mention.label in ("PER", "ORG", "MISC", "PROD") and not pattern("complement_before").search(between):
            return Found(
                Speaker(Span(mention.start, mention.end), mention.entity_id, "name"), cue.lower().strip(), False, rule
            )
    wording = reading.view[start + len(cue) : limit].strip()
    if not wording:
        return None
    first = reading.view.index(wording, start)
    span = Span(first, first + len(wording))
    relative = _relative(reading, wording, start, span)
    if relative is not None:
        return Found(relative, cue.lower().strip(), False, rule)
    if wording in table("stressed"):
        return Found(of_pronoun(reading, table("stressed")[wording], span), cue.lower().strip(), False, rule)
    speaker = of_phrase(reading, span)
    if is_opening(cue) and (speaker is None or speaker.entity_id is None):
        return None
    return Found(speaker, cue.lower().strip(), False, rule)


def _relative(reading: Hearing, wording: str, start: int, span: Span) -> Speaker | None:
    """Return the person of the sentence whom 'laquelle' takes up: 'dit Anne Roy, gérante du Globe, selon laquelle'."""
    pronoun = wording.split(" ")[0].lower()
    sentence = reading.sentence_at(start)
    if pronoun not in table("relative_pronouns") or sentence is None:
        return None
    wanted = table("relative_pronouns")[pronoun]
    people = [m for m in reading.mentions_in(sentence.start, start) if m.label == "PER"]
    agreeing = [m for m in people if agrees(reading, m, wanted)]
    if not agreeing or not reading.view[:start].rstrip().endswith(","):
        return None
    return Speaker(Span(span.start, span.start + len(pronoun)), agreeing[-1].entity_id, "pronoun")


def _introduced(reading: Hearing, begin: int, opening: int) -> Found | None:
    """Return whom a clause with a colon but without a reporting verb brings in: 'X :', 'X est formel :'."""
    view = reading.view
    named = [m for m in reading.mentions_in(begin, opening) if m.label in ("PER", "ORG")]
    if (
        named
        and not view[begin : named[0].start].strip(" —–-•")
        and _NAME_BEFORE_COLON.match(view, named[0].end, opening)
    ):
        mention = named[0]
        return Found(Speaker(Span(mention.start, mention.end), mention.entity_id, "name"), ":", False, "colon")
    if named and not view[named[-1].end : opening].strip(" :"):
        return Found(Speaker(Span(named[-1].start, named[-1].end), named[-1].entity_id, "name"), ":", False, "colon")
    speaker = _taken_up(reading, begin, opening) or sentence_subject(reading, begin, opening)
    if speaker is not None and (speaker.entity_id is not None or is_person(reading, speaker)):
        return Found(speaker, ":", False, "colon")
    people = {m.entity_id: m for m in named if m.label == "PER"}
    if len(people) == 1:
        mention = next(iter(people.values()))
        return Found(Speaker(Span(mention.start, mention.end), mention.entity_id, "name"), ":", False, "colon")
    return None


def _taken_up(reading: Hearing, begin: int, opening: int) -> Speaker | None:
    """Return the person of the phrase directly before a colon: 'une version contredite par l'intéressé :'."""
    end = begin + len(reading.view[begin:opening].rstrip(" :"))
    for match in reversed(list(pattern("determiner").finditer(reading.view, begin, opening))):
        span = Span(match.start("word"), end)
        wording = reading.view[span.start : span.end]
        if len(wording.split(" ")) > _PHRASE or re.search(r"[,;]", wording):
            return None
        speaker = of_phrase(reading, span)
        if speaker is not None and speaker.entity_id is not None and is_person(reading, speaker):
            return speaker
    return None


def is_opening(cue: str) -> bool:
    """Whether a word credits somebody only where it opens the sentence: 'Pour X, « … »'."""
    return cue.lower() in words("opening_prepositions")


def _opens_with(reading: Hearing, cue: re.Match[str], begin: int, end: int) -> bool:
    """Whether 'pour X,' opens the sentence, or nothing but it and a comma leads into the quotation."""
    if not reading.view[begin : cue.start()].strip(' «»“”"—–-'):
        return bool(_PARTY.match(reading.view, cue.end(), end))
    return bool(re.compile(_PARTY.pattern + r" ?").fullmatch(reading.view[cue.end() : end]))
