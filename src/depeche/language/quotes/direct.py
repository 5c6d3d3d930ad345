"""Quotations in marks: which of them are somebody's words, and of what kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from depeche.language.quotes.attribution import attributed
from depeche.language.quotes.cast import Hearing
from depeche.language.quotes.context import carried, continued, interrupted
from depeche.language.quotes.leads import COLON, NOBODY, Found, is_named
from depeche.language.quotes.marks import Marked
from depeche.language.quotes.verbs import cues
from depeche.language.quotes.wordings import pattern, words
from depeche.model import Quote, QuoteKind

_FEWEST_WORDS = 3
_FEWEST_SAID = 2  # where a verb follows with its speaker: '« Du bluff », balaie X'
_SAID_AFTER = ("after", "shown")

_LISTED = re.compile(r"\s*[—–•-] ?$")


def find_direct(reading: Hearing, marks: Sequence[Marked], reported: Sequence[Quote]) -> list[Quote]:
    """Return the quotations in marks; one that floats after a reported clause (`reported`) has its speaker."""
    quotes: list[Quote] = []
    previous: tuple[Marked, Found] | None = None
    for index, marked in enumerate(marks):
        following = marks[index + 1].opening if index + 1 < len(marks) else len(reading.view)
        earlier = marks[index - 1].closing if index else 0
        kind = _kind(reading, marked, earlier)
        found = attributed(reading, marked, earlier, following, is_fragment=kind == "mixed")
        found, continues = continued(reading, marked, found, previous), False
        if found is NOBODY and not (index + 1 < len(marks) and marks[index + 1].is_continued):
            found, continues = carried(reading, marked, previous, reported)
        elif previous is not None and interrupted(reading, previous[0], marked):
            found, continues = (found if found.speaker else previous[1]), True
        if marked.is_continued and previous is not None:
            if _is_attributed(found) and not _is_attributed(previous[1]):
                quotes = _given(reading, quotes, found)  # said at the end of the last paragraph
            else:
                found = previous[1]
            continues = True
        goes_on = index + 1 < len(marks) and interrupted(reading, marked, marks[index + 1])
        fewest = _FEWEST_SAID if found.rule in _SAID_AFTER and is_named(found) else _FEWEST_WORDS
        if not _is_quotation(reading, marked, found, fewest=1 if goes_on else fewest):
            continue
        if continues and quotes and found.rule != "floating":
            kind = quotes[-1].kind
        previous = (marked, found)
        quotes.append(_quote(reading, marked, kind, found, continues))
    return quotes


def _is_attributed(found: Found) -> bool:
    return found.speaker is not None


def _given(reading: Hearing, quotes: list[Quote], found: Found) -> list[Quote]:
    """Give the paragraphs of one quotation the speaker that its last one names."""
    given = list(quotes)
    for at in range(len(given) - 1, -1, -1):
        if given[at].speaker is not None or found.speaker is None:
            break
        span = found.speaker.span
        given[at] = replace(
            given[at],
            speaker_id=found.speaker.entity_id,
            speaker=span,
            speaker_surface=reading.text[span.start : span.end],
            cue=found.cue,
        )
        if not given[at].is_continuation:
            break
    return given


def _quote(reading: Hearing, marked: Marked, kind: QuoteKind, found: Found, continues: bool) -> Quote:
    speaker = found.speaker
    rule = found.rule if marked.is_closed else f"{found.rule}+unclosed"
    return Quote(
        start=marked.start,
        end=marked.end,
        text=reading.text[marked.start : marked.end],
        kind=kind,
        speaker_id=speaker.entity_id if speaker else None,
        speaker_surface=reading.text[speaker.span.start : speaker.span.end] if speaker else None,
        speaker=speaker.span if speaker else None,
        cue=found.cue,
        is_unconfirmed=found.is_unconfirmed,
        is_continuation=continues,
        method=f"quote:{rule}",
    )


def _is_quotation(reading: Hearing, marked: Marked, found: Found, *, fewest: int) -> bool:
    """Whether words in marks are a quotation: not a word or two, not a name, not the title of a work."""
    inner = reading.view[marked.start : marked.end]
    parts = [part for part in re.split(r"[\s]+", inner) if re.search(r"\w", part)]
    if len(parts) < fewest:
        return False
    small = words("small_in_titles")
    if all(part[:1].isupper() or part.lower() in small or part[:1].isdigit() for part in parts) and len(parts) < 8:
        return False
    names = [m for m in reading.mentions if m.start <= marked.start and marked.end <= m.end]
    if names and inner[:1].isupper() and not _has_clause(reading, marked):
        return False
    if found.cue is None:
        before = reading.view[max(0, marked.opening - 30) : marked.opening].lower()
        last = re.search(r"([a-zà-ÿœ-]+) ?[,:—–-]? ?$", before)
        if last and last[1] in cues("works") and not inner[:1].islower():
            return False
    return found.speaker is not None or not _is_listed(reading, marked)


def _is_listed(reading: Hearing, marked: Marked) -> bool:
    """Whether words in marks are a line of a list by themselves: the title of another article."""
    start = reading.view.rfind("\n", 0, marked.opening) + 1
    stop = reading.view.find("\n", marked.closing)
    after = reading.view[marked.closing : stop if stop >= 0 else len(reading.view)]
    return _LISTED.fullmatch(reading.view[start : marked.opening]) is not None and not after.strip()


def _kind(reading: Hearing, marked: Marked, earlier: int) -> QuoteKind:
    """Return direct for a sentence or clause of its own, mixed for a fragment within the writer's clause."""
    inner = reading.view[marked.start : marked.end]
    sentence = reading.sentence_at(marked.opening)
    begin = max(earlier, sentence.start if sentence else 0)
    before = reading.view[begin : marked.opening]
    if COLON.search(before) or not before.strip(" ,–—-"):
        return "direct"
    if re.match(r"[(\[…]*[A-ZÀ-Ö]", inner) and len(inner.split()) > 4 and _has_clause(reading, marked):
        return "direct"
    if (
        len(inner.split()) >= 4
        and _has_clause(reading, marked)
        and (pattern("that_before").search(before) or before.rstrip().endswith(",") or _opens(inner))
    ):
        return "direct"
    return "mixed"


def _opens(inner: str) -> bool:
    first = re.match(r"[a-zà-ÿ]+'?", inner.lower())
    return bool(first and first.group() in cues("clause_subjects"))


def _has_clause(reading: Hearing, marked: Marked) -> bool:
    """Whether the words hold a finite verb with its subject."""
    if set(re.findall(r"[a-zà-ÿ]+'?", reading.view[marked.start : marked.end].lower())) & cues("clause_subjects"):
        return True
    sentence = reading.sentence_at(marked.start)
    parse = reading.parses.get(sentence.sentence_index) if sentence else None
    if parse is None or sentence is None:
        return len(reading.view[marked.start : marked.end].split()) >= 8
    inside = [t for t in parse if marked.start <= sentence.start + t.idx < marked.end]
    return any(t.dep_.startswith("nsubj") and t.head in inside for t in inside)
