"""Quotations in marks: which of them are somebody's words, of what kind, and who says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from depeche.language.quotes.marks import Marked
from depeche.language.quotes.speakers import Speaker, inverted_subject, of_pronoun, subject_of
from depeche.language.quotes.verbs import Said, cues, find_said, parsed_token
from depeche.language.reading import Reading
from depeche.model import Mention, Quote, QuoteKind, Span

_FEWEST_WORDS = 3
_REACH = 220
_COLON = re.compile(r": ?$")
_QUE = re.compile(r"\b(?:que|qu')[ ,]*$", re.IGNORECASE)
_SELON = re.compile(
    r"(?<![\w'-])(?P<cue>selon|d'après|dixit|pour|à en croire|aux dires de|de l'aveu de) ", re.IGNORECASE
)
_ASIDE = re.compile(r" ?\(")
_GOES_ON = re.compile(
    r" (?:et|ou|mais|pour|de|du|des|d'|à|au|aux|par|en|qui|que|dans|sur|avec|car|puis|afin)\b", re.IGNORECASE
)


class Found(NamedTuple):
    """How a speaker was found."""

    speaker: Speaker | None
    cue: str | None
    is_unconfirmed: bool
    rule: str


_NOBODY = Found(None, None, False, "no_speaker")


def find_direct(reading: Reading, marks: Sequence[Marked], reported: Sequence[Quote]) -> list[Quote]:
    """Return the quotations in marks; one that floats after a reported clause (`reported`) has its speaker."""
    quotes: list[Quote] = []
    previous: tuple[Marked, Found] | None = None
    for index, marked in enumerate(marks):
        following = marks[index + 1].opening if index + 1 < len(marks) else len(reading.view)
        earlier = marks[index - 1].closing if index else 0
        kind = _kind(reading, marked, earlier)
        found = _speaker(reading, marked, earlier, following)
        continues = False
        if found is _NOBODY:
            found, continues = _carried(reading, marked, previous, reported)
        elif previous is not None and _interrupted(reading, previous[0], marked):
            found, continues = (found if found.speaker else previous[1]), True
        if marked.is_continued and previous is not None:
            found, continues = previous[1], True
        if not _is_quotation(reading, marked, found):
            continue
        previous = (marked, found)
        quotes.append(_quote(reading, marked, kind, found, continues))
    return quotes


def _quote(reading: Reading, marked: Marked, kind: QuoteKind, found: Found, continues: bool) -> Quote:
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


def _is_quotation(reading: Reading, marked: Marked, found: Found) -> bool:
    """Whether words in marks are a quotation: not a word or two, not a name, not the title of a work."""
    inner = reading.view[marked.start : marked.end]
    parts = [part for part in re.split(r"[\s]+", inner) if re.search(r"\w", part)]
    if len(parts) < _FEWEST_WORDS:
        return False
    small = {"de", "du", "des", "la", "le", "les", "et", "d'", "l'", "à", "of", "the", "and"}
    if all(part[:1].isupper() or part.lower() in small or part[:1].isdigit() for part in parts) and len(parts) < 8:
        return False
    names = [m for m in reading.mentions if m.start <= marked.start and marked.end <= m.end]
    if names and inner[:1].isupper() and not _has_clause(reading, marked):
        return False
    if found.cue is None:
        before = reading.view[max(0, marked.opening - 30) : marked.opening].lower()
        last = re.search(r"([a-zà-ÿœ-]+) ?[,:]? ?$", before)
        if last and last[1] in cues("works"):
            return False
    return True


def _kind(reading: Reading, marked: Marked, earlier: int) -> QuoteKind:
    """Return direct for a sentence or clause of its own, mixed for a fragment within the writer's clause."""
    inner = reading.view[marked.start : marked.end]
    sentence = reading.sentence_at(marked.opening)
    begin = max(earlier, sentence.start if sentence else 0)
    before = reading.view[begin : marked.opening]
    if _COLON.search(before) or not before.strip(" ,–—-"):
        return "direct"
    if re.match(r"[(\[…]*[A-ZÀ-Ö]", inner) and len(inner.split()) > 4 and _has_clause(reading, marked):
        return "direct"
    if (
        len(inner.split()) >= 4
        and _has_clause(reading, marked)
        and (_QUE.search(before) or before.rstrip().endswith(",") or _opens(inner))
    ):
        return "direct"
    return "mixed"


def _opens(inner: str) -> bool:
    first = re.match(r"[a-zà-ÿ]+'?", inner.lower())
    return bool(first and first.group() in cues("clause_subjects"))


def _has_clause(reading: Reading, marked: Marked) -> bool:
    """Whether the words hold a finite verb with its subject."""
    if set(re.findall(r"[a-zà-ÿ]+'?", reading.view[marked.start : marked.end].lower())) & cues("clause_subjects"):
        return True
    sentence = reading.sentence_at(marked.start)
    parse = reading.parses.get(sentence.sentence_index) if sentence else None
    if parse is None or sentence is None:
        return len(reading.view[marked.start : marked.end].split()) >= 8
    inside = [t for t in parse if marked.start <= sentence.start + t.idx < marked.end]
    return any(t.dep_.startswith("nsubj") and t.head in inside for t in inside)


def _speaker(reading: Reading, marked: Marked, earlier: int, following: int) -> Found:
    """Look for the speaker after the quotation, then before it, within its sentence."""
    sentence = reading.sentence_at(marked.opening)
    last = reading.sentence_at(max(marked.closing - 1, marked.opening)) or sentence
    begin = max(earlier, sentence.start if sentence else 0)
    end = min(following, last.end if last else len(reading.view), marked.closing + _REACH)
    before = _before(reading, marked, begin)
    if before is not None and _announces(reading.view[begin : marked.opening]) and _is_named(before):
        return before
    after = _after(reading, marked, end) if marked.is_closed else None
    if after is not None and before is not None and before.speaker is not None and not _is_named(after):
        return before if _announces(reading.view[begin : marked.opening]) else after
    return after or before or _NOBODY


def _is_named(found: Found) -> bool:
    return found.speaker is not None and found.speaker.entity_id is not None


def _announces(before: str) -> bool:
    """Whether what stands before a quotation leads into it: a colon or 'que'."""
    return bool(_COLON.search(before) or _QUE.search(before))


def _after(reading: Reading, marked: Marked, end: int) -> Found | None:
    """Read ', a-t-il dit', ', explique X', ', X a tweeté', ', selon X', '(X, rôle)' after a quotation."""
    view = reading.view
    rest = view[marked.closing : end]
    signed = re.match(r"\s{0,3}[—–-] ?", view[marked.closing : marked.closing + 8])
    if signed and "\n" in view[marked.closing : marked.closing + signed.end()]:
        mention = _mention_at(reading, marked.closing + signed.end())
        entity = mention.entity_id if mention is not None and mention.label == "PER" else None
        line = re.compile(r"[^\n,(]{2,60}").match(view, marked.closing + signed.end())
        if line is not None:
            return Found(Speaker(Span(line.start(), line.end()), entity, "name"), None, False, "signed")
    if "\n" in rest:
        end = marked.closing + rest.index("\n")
        rest = view[marked.closing : end]
    if view[marked.end - 1] in ".!?…" and re.match(r" ?[A-ZÀ-Ö]", rest):
        return None
    aside = _ASIDE.match(rest)
    if aside:
        mention = _mention_at(reading, marked.closing + aside.end())
        if mention is not None and mention.label in ("PER", "ORG"):
            return Found(Speaker(Span(mention.start, mention.end), mention.entity_id, "name"), None, False, "aside")
    selon = re.match(r" ?,? ?(?:mais |et )?(?:comme )?", rest)
    offset = marked.closing + (selon.end() if selon else 0)
    cue = _SELON.match(" " + view[offset:end])
    if cue:
        return _credited(reading, offset, end, cue["cue"])
    if (
        re.match(r" ?(?:[.!?…] ?)", rest)
        and not re.match(r" ?[.!?…]? ?,", rest)
        and not re.match(r" ?[.!?…]? [a-zà-ÿ]", rest)
    ):
        return None
    if _GOES_ON.match(rest):
        return None
    for said in [s for s in find_said(reading, marked.closing, end) if s.is_finite][:1]:
        between = view[marked.closing : said.start]
        if said.start - marked.closing > 100 or re.search(r"[.;:!?]\s", between.lstrip(" .!?…")):
            return None
        speaker = None
        mention = next(iter(reversed(reading.mentions_in(marked.closing, said.start))), None)
        if mention is not None and mention.label in ("PER", "ORG"):
            speaker = subject_of(reading, said, marked.closing, end)
        elif re.fullmatch(
            r"[ ,.!?…–—-]*(?:ainsi |comme |(?:le |l'|la |s'|se |en |y |lui |leur |nous |m'|c'est ce qu'|ce qu')){0,3}",
            between,
        ):
            speaker = inverted_subject(reading, said, end) or subject_of(reading, said, marked.closing, end)
        else:
            speaker = subject_of(reading, said, marked.closing, end)
        return Found(speaker, view[said.start : said.end], said.is_conditional, "after")
    return None


def _credited(reading: Reading, start: int, end: int, cue: str) -> Found | None:
    """Return the party after 'selon': a name, or the wording of an unnamed one."""
    stop = re.search(r"[.:!?,()«“\"]", reading.view[start:end])
    limit = start + stop.start() if stop else end
    for mention in reading.mentions_in(start, min(limit + 60, end)):
        between = reading.view[start + len(cue) : mention.start]
        if mention.label in ("PER", "ORG", "MISC", "PROD") and not re.search(r"\b(?:de|du|des|d')\s?$", between):
            return Found(
                Speaker(Span(mention.start, mention.end), mention.entity_id, "name"), cue.lower(), False, "credited"
            )
    wording = reading.view[start + len(cue) : limit].strip()
    if cue.lower() == "pour" or not wording:
        return None
    first = reading.view.index(wording, start)
    if wording in ("lui", "elle"):
        pronoun = of_pronoun(reading, "il" if wording == "lui" else "elle", Span(first, first + len(wording)))
        return Found(pronoun, cue.lower(), False, "credited")
    return Found(Speaker(Span(first, first + len(wording)), None, "unnamed"), cue.lower(), False, "credited")


def _before(reading: Reading, marked: Marked, begin: int) -> Found | None:
    """Read 'X a déclaré : «', 'X affirme que «', 'X : «', 'selon X, «' before a quotation."""
    view = reading.view
    said = find_said(reading, begin, marked.opening)
    if said:
        last = said[-1]
        speaker = subject_of(reading, last, begin, marked.opening)
        if speaker is None and re.search(r"\b(?:comme|ainsi que|que)\b[^,]*$", view[begin : last.start]):
            speaker = inverted_subject(reading, last, marked.opening)
        if speaker is not None or _COLON.search(view[begin : marked.opening]):
            return Found(speaker, view[last.start : last.end], last.is_conditional, "before")
    selon = list(_SELON.finditer(view, begin, marked.opening))
    if selon and (selon[-1]["cue"].lower() != "pour" or _opens_with_name(reading, selon[-1].end(), marked.opening)):
        return _credited(reading, selon[-1].start("cue"), marked.opening, selon[-1]["cue"])
    if _COLON.search(view[begin : marked.opening]):
        mention = next(iter(reversed(reading.mentions_in(begin, marked.opening))), None)
        if (
            mention is not None
            and not view[mention.end : marked.opening].strip(" :")
            and mention.label in ("PER", "ORG")
        ):
            return Found(Speaker(Span(mention.start, mention.end), mention.entity_id, "name"), ":", False, "colon")
    return None


def _opens_with_name(reading: Reading, start: int, end: int) -> bool:
    """Whether nothing but a name and a comma stand between 'pour' and a quotation: 'pour X, « … »'."""
    mention = _mention_at(reading, start)
    return mention is not None and mention.label in ("PER", "ORG") and reading.view[mention.end : end].strip() == ","


def _carried(
    reading: Reading, marked: Marked, previous: tuple[Marked, Found] | None, reported: Sequence[Quote]
) -> tuple[Found, bool]:
    """Give a quotation without a speaker that of the one before, in its sentence or where it stands alone after it."""
    sentence = reading.sentence_at(marked.opening)
    if sentence is None:
        return _NOBODY, False
    if previous is not None:
        if _interrupted(reading, previous[0], marked) and previous[0].opening >= sentence.start:
            return previous[1]._replace(rule="interrupted"), True
        between = reading.view[previous[0].closing : marked.opening]
        if previous[0].opening >= sentence.start and len(between) < 12 and previous[1].speaker is not None:
            return previous[1]._replace(rule="same_sentence"), between.strip() == ","
    floating = not reading.view[sentence.start : marked.opening].strip()
    if not floating or sentence.sentence_index == 0:
        return _NOBODY, False
    before = reading.sentences[sentence.sentence_index - 1]
    gap = reading.view[before.end : sentence.start]
    if previous is not None and previous[1].speaker is not None and before.start <= previous[0].closing <= before.end:
        return previous[1]._replace(rule="floating"), False
    if "\n" in gap:
        return _NOBODY, False
    for quote in reversed(reported):
        if before.start <= quote.start < before.end and quote.speaker is not None:
            speaker = Speaker(quote.speaker, quote.speaker_id, "name")
            return Found(speaker, quote.cue, quote.is_unconfirmed, "floating"), False
    return _announced(reading, before.start, before.end), False


def _announced(reading: Reading, start: int, end: int) -> Found:
    """Return the speaker whom a sentence ending in a reporting clause announces for the quotation after it."""
    said = [s for s in find_said(reading, start, end) if s.is_finite]
    if not said:
        return _NOBODY
    speaker = subject_of(reading, said[-1], start, end)
    if speaker is None or speaker.entity_id is None:
        return _NOBODY
    return Found(speaker, reading.view[said[-1].start : said[-1].end], said[-1].is_conditional, "announced")


def _interrupted(reading: Reading, first: Marked, second: Marked) -> bool:
    """Whether a short reporting clause between two stretches interrupts one quotation: « … », dit X, « … »."""
    between = reading.view[first.closing : second.opening].strip()
    if len(between) > 120 or "\n" in between or re.search(r"[.!?;]\s", between) or not between.startswith(","):
        return False
    if not between.endswith((",", ":")) and not reading.view[second.start].islower():
        return False
    return bool(find_said(reading, first.closing, second.opening))


def _mention_at(reading: Reading, offset: int) -> Mention | None:
    return next((m for m in reading.mentions if m.start <= offset < m.end), None)


def is_inside(said: Said, marks: Sequence[Marked]) -> bool:
    """Whether a verb stands within quotation marks."""
    return any(m.start <= said.start < m.end for m in marks)


__all__ = ["Found", "find_direct", "is_inside", "parsed_token"]
