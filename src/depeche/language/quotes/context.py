"""Whose a quotation is that its own sentence gives to nobody: told by the sentence before, the headline or the body.

Here: other sentences. The sentence of the quotation belongs to `attribution`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from depeche.language.quotes.cast import Hearing
from depeche.language.quotes.leads import NOBODY, Found, is_narrative
from depeche.language.quotes.marks import Marked
from depeche.language.quotes.near import in_marks, mention_at
from depeche.language.quotes.speakers import Speaker, sentence_subject, subject_of
from depeche.language.quotes.verbs import cues, find_said
from depeche.language.quotes.wordings import pattern, table
from depeche.model import Quote, Sentence, Span

_WORD = re.compile(r"\w+")
_HEADLINE_REACH = 110
_SHORT = 12
_MARKS = " «»“”\"'"
_PAUSE = 40
_GOES_ON = 250  # characters between two quotations of one speaker


def carried(
    reading: Hearing, marked: Marked, previous: tuple[Marked, Found] | None, reported: Sequence[Quote]
) -> tuple[Found, bool]:
    """Give a quotation without a speaker that of the one before, or whom the sentence before speaks of."""
    sentence = reading.sentence_at(marked.opening)
    if sentence is None:
        return NOBODY, False
    lead = reading.view[sentence.start : marked.opening]
    if previous is not None:
        first, found = previous
        if interrupted(reading, first, marked) and first.opening >= sentence.start:
            return found._replace(rule="interrupted"), True
        between = reading.view[first.closing : marked.opening]
        if first.opening >= sentence.start and len(between) < _SHORT and found.speaker is not None:
            return found._replace(rule="same_sentence"), between.strip() == ","
        if first.opening >= sentence.start and found.speaker is not None and _is_joined(reading, first, marked):
            return found._replace(rule="same_sentence"), False
    if is_narrative(lead):
        return _gone_on(reading, sentence, marked, previous), False
    if lead.strip():
        return _gapped(reading, sentence, marked, previous), False
    found = _floating(reading, sentence, previous, reported)
    return found if found is not NOBODY else _after(reading, marked), False


def _is_joined(reading: Hearing, first: Marked, second: Marked) -> bool:
    """Whether a second object of the same verb leads to a fragment: 'invoque « … » et la nécessité de « … »'."""
    if pattern("joined_object").fullmatch(reading.view, first.closing, second.opening) is None:
        return False
    sentence = reading.sentence_at(first.closing)
    parse = reading.parses.get(sentence.sentence_index) if sentence else None
    if sentence is None or parse is None:
        return True
    inside = [t for t in parse if first.closing <= sentence.start + t.idx < second.opening]
    return not any("Fin" in t.morph.get("VerbForm") for t in inside)


def continued(reading: Hearing, marked: Marked, found: Found, previous: tuple[Marked, Found] | None) -> Found:
    """Return the speaker of the quotation before, where "a-t-elle ajouté" goes on with it and the genders agree."""
    if previous is None or previous[1].speaker is None or found.speaker is None:
        return found
    speaker = previous[1].speaker
    is_near = marked.opening - previous[0].closing < _GOES_ON
    if found.speaker.how != "pronoun" or speaker.entity_id is None or not is_near:
        return found
    adds = pattern("adds").match(reading.view, marked.closing)
    figure = reading.figures.get(speaker.entity_id)
    if adds is None or figure is None:
        return found
    if figure.gender not in (None, table("genders")[adds["he"] or adds["pronoun"]]):
        return found
    return found._replace(speaker=found.speaker._replace(entity_id=speaker.entity_id))


def _gapped(reading: Hearing, sentence: Sentence, marked: Marked, previous: tuple[Marked, Found] | None) -> Found:
    """Return the second of two who speak with one verb: 'X a salué « … », et Y, qui fut son ami, « … »'."""
    if previous is None or previous[0].opening < sentence.start or previous[1].cue is None:
        return NOBODY
    first = previous[0].closing
    if not pattern("second_party").match(reading.view, first, marked.opening):
        return NOBODY
    parse = reading.parses.get(sentence.sentence_index)
    inside = [t for t in parse if first <= sentence.start + t.idx < marked.opening] if parse is not None else []
    if any("Fin" in t.morph.get("VerbForm") and t.dep_ != "acl:relcl" and t.pos_ == "VERB" for t in inside):
        return NOBODY
    named = reading.mentions_in(first, marked.opening)
    mention = next((m for m in named if m.label == "PER"), None) or next((m for m in named if m.label == "ORG"), None)
    if mention is None:
        return NOBODY
    return Found(Speaker(Span(mention.start, mention.end), mention.entity_id, "name"), previous[1].cue, False, "gapped")


def _after(reading: Hearing, marked: Marked) -> Found:
    """Return whom the sentence after a quotation that stands alone is about: '« … » X sourit.'"""
    if not marked.is_closed or reading.view[marked.end - 1] not in ".!?…":
        return NOBODY
    view = reading.view
    own = pattern("own_words").match(view, marked.closing) or pattern("own_words_by").match(view, marked.closing)
    start = own.end() if own is not None else marked.closing + 1
    mention = mention_at(reading, start)
    if mention is None or mention.start != start or mention.label != "PER" or mention.entity_id is None:
        return _pictured(reading, marked) if own is None else NOBODY
    if own is None and not pattern("goes_on_alone").match(view, mention.end):
        return NOBODY
    return Found(Speaker(Span(mention.start, mention.end), mention.entity_id, "name"), None, False, "before_subject")


def _pictured(reading: Hearing, marked: Marked) -> Found:
    """Return who is shown in the sentence after words that open a paragraph: '« … » Au comptoir, X ne décolère pas.'"""
    sentence = reading.sentence_at(marked.closing + 1)
    opens = reading.view.rfind("\n", 0, marked.opening) + 1 == marked.opening
    is_own = sentence is not None and sentence.start in (marked.opening, marked.closing + 1)
    if not opens or sentence is None or not is_own or reading.view[marked.closing] == "\n":
        return NOBODY
    subject = sentence_subject(reading, marked.closing + 1, sentence.end)
    figure = reading.figures.get(subject.entity_id or "") if subject is not None else None
    if subject is None or figure is None or not figure.is_person:
        return NOBODY
    return Found(subject, None, False, "before_subject")


def _gone_on(reading: Hearing, sentence: Sentence, marked: Marked, previous: tuple[Marked, Found] | None) -> Found:
    own = sentence_subject(reading, sentence.start, marked.opening)
    if own is not None and own.entity_id is not None:
        return Found(own, None, False, "narrative")
    return previous[1]._replace(rule="narrative") if previous is not None else NOBODY


def _floating(
    reading: Hearing, sentence: Sentence, previous: tuple[Marked, Found] | None, reported: Sequence[Quote]
) -> Found:
    """Return the speaker of a quotation that stands alone after another or after a sentence about somebody."""
    if sentence.sentence_index == 0:
        return NOBODY
    before = reading.sentences[sentence.sentence_index - 1]
    if previous is not None and previous[1].speaker is not None and before.start <= previous[0].closing <= before.end:
        return previous[1]._replace(rule="floating")
    if previous is not None and previous[1].speaker is not None and _is_pause(reading, previous[0], before, sentence):
        return previous[1]._replace(rule="floating")
    if "\n" in reading.view[before.end : sentence.start]:
        return NOBODY
    for quote in reversed(reported):
        if before.start <= quote.start < before.end and quote.speaker is not None:
            return Found(Speaker(quote.speaker, quote.speaker_id, "name"), quote.cue, quote.is_unconfirmed, "floating")
    return _announced(reading, before)


def _is_pause(reading: Hearing, first: Marked, between: Sentence, sentence: Sentence) -> bool:
    """Whether nothing but a short sentence about nobody stands between two quotations: 'Applaudissements.'"""
    gap = reading.view[first.closing : sentence.start]
    if between.end - between.start > _PAUSE or first.closing > between.start or "\n" in gap:
        return False
    parse = reading.parses.get(between.sentence_index)
    told = parse is not None and any(t.dep_.startswith("nsubj") for t in parse)
    before = reading.sentences[max(0, between.sentence_index - 1)]
    return not told and not reading.mentions_in(between.start, between.end) and first.closing >= before.start


def _announced(reading: Hearing, before: Sentence) -> Found:
    """Return whom the sentence before a quotation speaks of: its reporting verb's subject, else its person subject."""
    said = [s for s in find_said(reading, before.start, before.end) if s.is_finite]
    if said:
        speaker = subject_of(reading, said[-1], before.start, before.end)
        if speaker is not None and speaker.entity_id is not None:
            return Found(speaker, reading.view[said[-1].start : said[-1].end], said[-1].is_conditional, "announced")
    subject = sentence_subject(reading, before.start, before.end)
    figure = reading.figures.get(subject.entity_id or "") if subject is not None else None
    if subject is None or figure is None or not figure.is_person:
        return NOBODY
    return Found(subject, None, False, "announced")


def interrupted(reading: Hearing, first: Marked, second: Marked) -> bool:
    """Whether a short reporting clause between two stretches interrupts one quotation: « … », dit X, « … »."""
    between = reading.view[first.closing : second.opening].strip()
    if len(between) > 120 or "\n" in between or re.search(r"[.!?;]\s", between) or not between.startswith(","):
        return False
    if not between.endswith((",", ":")) and not reading.view[second.start].islower():
        return False
    words = set(_WORD.findall(between.lower()))
    return not words & cues("relatives") and bool(find_said(reading, first.closing, second.opening))


def with_headlines(reading: Hearing, quotes: Sequence[Quote]) -> list[Quote]:
    """Give quotations without a speaker that of the same words elsewhere, else whom the headline around them names."""
    spoken = [(_words(q.text), q) for q in quotes if q.speaker_id is not None and q.kind != "indirect"]
    return [_headline(reading, quote, spoken) if quote.speaker is None else quote for quote in quotes]


def _headline(reading: Hearing, quote: Quote, spoken: Sequence[tuple[tuple[str, ...], Quote]]) -> Quote:
    own = _words(quote.text)
    for other, source in spoken:
        if _says(other, own):
            return replace(quote, speaker_id=source.speaker_id, method="quote:echo")
    named = _named_after(reading, quote) or _named_below(reading, quote)
    if named is None:
        return quote
    surface = reading.text[named.span.start : named.span.end]
    return replace(
        quote, speaker_id=named.entity_id, speaker=named.span, speaker_surface=surface, method="quote:headline"
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(text))


def _says(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether words are said within others, in one piece."""
    size = len(shorter)
    return size >= 3 and any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))


def _named_below(reading: Hearing, quote: Quote) -> Speaker | None:
    """Return whom the paragraph below a heading that is nothing but a quotation is about."""
    line = reading.view.rfind("\n", 0, quote.start) + 1
    stop = reading.view.find("\n", quote.end)
    if stop < 0 or reading.view[line : quote.start].strip(_MARKS) or reading.view[quote.end : stop].strip(_MARKS):
        return None
    sentence = reading.sentence_at(stop + 1)
    if sentence is None or in_marks(reading, sentence.start):
        return None
    subject = sentence_subject(reading, sentence.start, sentence.end)
    figure = reading.figures.get(subject.entity_id or "") if subject is not None else None
    return subject if figure is not None and figure.is_person else None


def _named_after(reading: Hearing, quote: Quote) -> Speaker | None:
    """Return whom a headline of the form '« … » : X …' is about."""
    line = reading.view.rfind("\n", 0, quote.start) + 1
    if reading.view[line : quote.start].strip(" «“\"'"):
        return None
    closing = re.compile(r" ?[»”\"'] ?: ?").match(reading.view, quote.end)
    if closing is None:
        return None
    stop = reading.view.find("\n", closing.end())
    end = min(stop if stop >= 0 else len(reading.view), closing.end() + _HEADLINE_REACH)
    subject = sentence_subject(reading, closing.end(), end)
    if subject is not None and subject.entity_id is not None:
        return subject
    people = [m for m in reading.mentions_in(closing.end(), end) if m.label == "PER" and not in_marks(reading, m.start)]
    if len({m.entity_id for m in people}) != 1:
        return None
    return Speaker(Span(people[0].start, people[0].end), people[0].entity_id, "name")
