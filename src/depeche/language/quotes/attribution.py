"""The words around a quotation in marks that say whose it is: ', a dit X', '(X)', '« …, dit X, … »'.

Here: what stands in the sentence of the quotation, chiefly after it; what leads into it is read by `leads`. What other
sentences tell belongs to `context`.
"""

from __future__ import annotations

import re

from depeche.language.quotes.cast import Hearing
from depeche.language.quotes.inversion import inverted_subject
from depeche.language.quotes.leads import COLON, NOBODY, Found, credited_party, is_named, is_opening, spoken_before
from depeche.language.quotes.marks import Marked
from depeche.language.quotes.near import mention_at
from depeche.language.quotes.openers import opening_subject
from depeche.language.quotes.speakers import Speaker, governing_subject, is_person, subject_of
from depeche.language.quotes.verbs import Said, cues, find_said
from depeche.language.quotes.wordings import pattern
from depeche.model import Span

_REACH = 220
_UNTOLD = ("colon", "credited")  # rules that tell no verb of saying
_INCISE_ENDS = re.compile(r"[^.;:!?«»“”\"\n]{0,80}?(?:[,.]|$)")
_JUDGED_REACH = 40
_NEAR = 24  # characters between a verb and its subject
_REFLEXIVE = 6  # characters of ", se " before a reporting verb
_ASIDE = re.compile(r" ?\(")
_SIGNED = re.compile(r"[^\n,(«“\"]{2,60}")


def attributed(reading: Hearing, marked: Marked, earlier: int, following: int, *, is_fragment: bool) -> Found:
    """Look for the speaker after the quotation, then before it, within its sentence."""
    sentence = reading.sentence_at(marked.opening)
    last = reading.sentence_at(max(marked.closing - 1, marked.opening)) or sentence
    begin = max(earlier, sentence.start if sentence else 0)
    end = min(following, last.end if last else len(reading.view), marked.closing + _REACH)
    before = spoken_before(reading, marked, begin)
    lead = reading.view[begin : marked.opening]
    after = _after(reading, marked, end) if marked.is_closed else None
    is_told_after = (
        after is not None and after.cue is not None and is_named(after) and _is_beside(reading, marked, after)
    )
    if before is not None and announces(lead) and is_named(before) and not (before.rule in _UNTOLD and is_told_after):
        return before
    if after is not None and after.rule == "judged":
        return after
    if before is not None and is_named(before) and _is_aside(reading, marked, begin):
        return before
    if before is not None and is_fragment and _runs_on(lead) and is_named(before):
        return after if after is not None and is_named(after) and _is_beside(reading, marked, after) else before
    if after is not None and before is not None and before.speaker is not None and not is_named(after):
        return before if announces(lead) else after
    found = after or before or _within(reading, marked)
    if (found is None or found.speaker is None) and is_fragment and _runs_on(lead):
        governing = governing_subject(reading, marked.start, begin)
        if governing is None and sentence is not None and begin == sentence.start:
            governing = opening_subject(reading, begin, marked.opening)
        if governing is not None:
            return Found(governing, None, False, "governing")
    return found or NOBODY


def _is_beside(reading: Hearing, marked: Marked, after: Found) -> bool:
    """Whether nothing but a comma stands between the closing mark and the reporting verb after it."""
    if after.cue is None:
        return False
    beside = reading.view[marked.closing : marked.closing + len(after.cue) + _REFLEXIVE].lstrip(" ,")
    return beside.removeprefix("s'").removeprefix("se ").startswith(after.cue)


def _is_aside(reading: Hearing, marked: Marked, begin: int) -> bool:
    """Whether the quotation ends a relative clause: 'X, qui dénonce « … », demande le départ de Y'."""
    lead = reading.view[begin : marked.opening]
    return pattern("relative_saying").search(lead) is not None and reading.view.startswith(",", marked.closing)


def _runs_on(lead: str) -> bool:
    """Whether the writer's clause runs on into the quotation."""
    stripped = lead.rstrip(" ")
    return bool(stripped) and stripped[-1] not in '.;:!?»”"'


def announces(before: str) -> bool:
    """Whether what stands before a quotation leads into it: a colon or 'que'."""
    return bool(COLON.search(before) or pattern("that_before").search(before))


def _after(reading: Hearing, marked: Marked, end: int) -> Found | None:
    """Read ', a-t-il dit', ', explique X', ', X a tweeté', ', selon X', '(X, rôle)' after a quotation."""
    view = reading.view
    rest = view[marked.closing : end]
    signed = _signature(reading, marked)
    if signed is not None:
        return signed
    if "\n" in rest:
        end = marked.closing + rest.index("\n")
        rest = view[marked.closing : end]
    if view[marked.end - 1] in ".!?…" and re.match(r" ?[A-ZÀ-Ö]", rest):
        return None
    judge = pattern("by").match(rest)
    if judge and pattern("judged_before").search(view[max(0, marked.opening - _JUDGED_REACH) : marked.opening]):
        return credited_party(reading, marked.closing, end, judge.group(), rule="judged")
    aside = _ASIDE.match(rest)
    if aside:
        mention = mention_at(reading, marked.closing + aside.end())
        if mention is not None and mention.label in ("PER", "ORG"):
            return Found(Speaker(Span(mention.start, mention.end), mention.entity_id, "name"), None, False, "aside")
    credit = pattern("before_credit").match(rest)
    offset = marked.closing + (credit.end() if credit else 0)
    cue = pattern("credit").match(view, offset, end)
    if cue and not is_opening(cue["cue"]):
        return credited_party(reading, offset, end, cue["cue"])
    if (
        re.match(r" ?[.!?…] ?(?![,a-zà-ÿ .!?…])", rest)
        or re.fullmatch(r" ?[.!?…]? ?", rest)
        or pattern("goes_on").match(rest)
    ):
        return None
    return _said_after(reading, marked, end)


def _within(reading: Hearing, marked: Marked) -> Found | None:
    """Read the speaker inside the marks: '« Nous verrons, promet X, ce qui sera possible »'."""
    view = reading.view
    for said in find_said(reading, marked.start, marked.end):
        if not said.is_finite or not pattern("incise").search(view, marked.start, said.start):
            continue
        speaker = inverted_subject(reading, said, marked.end)
        is_sure = speaker is not None and (speaker.entity_id is not None or is_person(reading, speaker))
        if speaker is not None and is_sure and _INCISE_ENDS.match(view, max(said.end, speaker.span.end), marked.end):
            return Found(speaker, view[said.start : said.end], said.is_conditional, "within")
    return None


def _signature(reading: Hearing, marked: Marked) -> Found | None:
    """Read a name on the line below: '— Anne Roy'."""
    view = reading.view
    signed = re.match(r"\s{0,3}[—–-] ?", view[marked.closing : marked.closing + 8])
    if signed is None or "\n" not in signed.group():
        return None
    line = _SIGNED.match(view, marked.closing + signed.end())
    if line is None:
        return None
    mention = mention_at(reading, line.start())
    entity = mention.entity_id if mention is not None and mention.label == "PER" else None
    return Found(Speaker(Span(line.start(), line.end()), entity, "name"), None, False, "signed")


def _shown_after(reading: Hearing, marked: Marked, end: int) -> Found | None:
    """Read a verb of no list where a person follows it directly: '», mime-t-il', '», coupe le maire'."""
    shown = pattern("shown").match(reading.view, marked.closing, end)
    if shown is None:
        return None
    start, pronoun = shown.start("verb"), shown["pronoun"]
    said = Said(start, shown.end(), start, "", "manner", False, True, pronoun)
    speaker = inverted_subject(reading, said, end)
    if speaker is None:
        return None
    figure = reading.figures.get(speaker.entity_id or "")
    is_somebody = figure.is_person if figure is not None else is_person(reading, speaker)
    near = speaker.span.start - shown.end() <= _NEAR
    return Found(speaker, reading.view[start : shown.end()], False, "shown") if is_somebody and near else None


def _said_after(reading: Hearing, marked: Marked, end: int) -> Found | None:
    view = reading.view
    beside = next((s for s in find_said(reading, marked.closing, end) if s.is_finite), None)
    if beside is None or view[marked.closing : beside.start].strip(" ,.!?…"):
        shown = _shown_after(reading, marked, end)
        if shown is not None:
            return shown
    for said in [s for s in find_said(reading, marked.closing, end) if s.is_finite][:1]:
        between = view[marked.closing : said.start]
        if said.start - marked.closing > 100 or re.search(r"[.;:!?]\s", between.lstrip(" .!?…")):
            return None
        name = next(iter(reversed(reading.mentions_in(marked.closing, said.start))), None)
        links = pattern("link").fullmatch(between) is not None
        others = set(re.findall(r"[a-zà-ÿ]+", between.lower())) & cues("other_clause")
        if others and not links and not re.match(r" ?, ?[A-ZÀ-Ö]", between):
            return None
        if links and not (name is not None and name.label in ("PER", "ORG")):
            speaker = inverted_subject(reading, said, end) or subject_of(reading, said, marked.closing, end)
        else:
            speaker = subject_of(reading, said, marked.closing, end)
        return Found(speaker, view[said.start : said.end], said.is_conditional, "after")
    return None
