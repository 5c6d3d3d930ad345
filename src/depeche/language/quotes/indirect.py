"""Indirect speech: a named speaker, a reporting verb, and a clause with 'que' or an infinitive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from depeche.language.quotes.cast import Hearing
from depeche.language.quotes.inversion import inverted_subject
from depeche.language.quotes.marks import Marked
from depeche.language.quotes.speakers import Speaker, subject_of
from depeche.language.quotes.verbs import Said, cues, find_said, parsed_token, without_clitics
from depeche.language.quotes.wordings import glued, pattern, words
from depeche.model import Quote, Sentence

_COLON = re.compile(r" ?: ?(?=[a-zà-ÿ])")
_WORD = re.compile(r"[a-zà-ÿ]+")
_FEWEST_WORDS = 3
_TWO_CLAUSES = 2  # commas: the clause that the subordinate one hangs on is there too
_ASIDE = re.compile(r", [^,]{2,120}, ?$")


def find_indirect(reading: Hearing, marks: Sequence[Marked]) -> list[Quote]:
    """Return the clauses that named speakers are reported to have said."""
    found: list[Quote] = []
    for sentence in reading.sentences:
        verbs = find_said(reading, sentence.start, sentence.end)
        for said in verbs:
            if said.stance in ("manner", "demand") or said.pronoun or said.lemma in cues("wishing"):
                continue
            if any(m.opening < said.start < m.closing for m in marks) or _is_negated(reading, said, sentence):
                continue
            content = (
                _clause(reading, said, sentence)
                or _infinitive(reading, said, sentence)
                or _after_colon(reading, said, sentence)
            )
            if content is None:
                continue
            speaker = subject_of(reading, said, sentence.start, sentence.end)
            if speaker is None or not _is_named(speaker) or speaker.span.start > said.start:
                continue
            quote = _quote(reading, said, speaker, content, sentence.end)
            if quote is not None:
                found.append(quote)
                break
        else:
            found += _before_clause(reading, sentence, marks, verbs)
    return found


def _before_clause(reading: Hearing, sentence: Sentence, marks: Sequence[Marked], verbs: Sequence[Said]) -> list[Quote]:
    """Return the clause before ', a indiqué X' or, as translations have it, ', X a rapporté mercredi'."""
    if any(m.opening < sentence.end and sentence.start < m.closing for m in marks):
        return []
    for said in verbs:
        if not said.is_finite or said.pronoun or said.stance == "manner":
            continue
        lead = without_clitics(reading.view[sentence.start : said.start])
        if lead.endswith(","):
            speaker = inverted_subject(reading, said, sentence.end)
        else:
            speaker = subject_of(reading, said, sentence.start, sentence.end)
            if (
                speaker is None
                or speaker.span.end != sentence.start + len(lead)
                or not _is_over(reading, said, sentence)
            ):
                continue
            lead = pattern("article_at_end").sub("", reading.view[sentence.start : speaker.span.start]).rstrip()
            if not lead.endswith(","):
                continue
        if speaker is None or not _is_named(speaker):
            continue
        end = sentence.start + len(lead.rstrip(","))
        if not has_clause(reading, sentence.start, end) or _is_subordinate(lead):
            rest = _behind(reading, said, speaker, sentence)
            quote = _quote(reading, said, speaker, rest, sentence.end) if rest is not None else None
            if quote is not None:
                return [quote]
            continue
        quote = _quote(reading, said, speaker, sentence.start, end)
        if quote is not None:
            return [quote]
    return []


def _is_named(speaker: Speaker) -> bool:
    return speaker.entity_id is not None and speaker.how == "name"


def _behind(reading: Hearing, said: Said, speaker: Speaker, sentence: Sentence) -> int | None:
    """Return where the clause goes on that an incise interrupts: 'Sans argent, a prévenu X, la société fermerait'."""
    end = max(said.end, speaker.span.end)
    aside = pattern("aside_of_incise").match(reading.view, end, sentence.end)
    return aside.end() if aside is not None and has_clause(reading, aside.end(), sentence.end) else None


def _is_over(reading: Hearing, said: Said, sentence: Sentence) -> bool:
    """Whether nothing that was said follows a verb: at most when and where."""
    return pattern("tail").match(reading.view[said.end : sentence.end]) is not None


def _is_subordinate(lead: str) -> bool:
    first = _WORD.match(lead.lower())
    return first is not None and first.group() in cues("subordinators") and lead.count(",") < _TWO_CLAUSES


def has_clause(reading: Hearing, start: int, end: int) -> bool:
    """Whether a stretch holds a finite verb after a noun or pronoun."""
    sentence = reading.sentence_at(start)
    parse = reading.parses.get(sentence.sentence_index) if sentence else None
    if parse is None or sentence is None:
        return False
    inside = [t for t in parse if start <= sentence.start + t.idx < end]
    first = next((t.i for t in inside if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    finite = [t for t in inside if "Fin" in t.morph.get("VerbForm")]
    if any(child.dep_.startswith("nsubj") and child in inside for t in finite for child in t.children):
        return True
    return first is not None and any(t.i > first for t in finite)


def _after_colon(reading: Hearing, said: Said, sentence: Sentence) -> int | None:
    """Return where a clause without marks begins after 'X prévient :'."""
    match = _COLON.match(reading.view, said.end, sentence.end)
    return match.end() if match is not None and has_clause(reading, match.end(), sentence.end) else None


def _is_negated(reading: Hearing, said: Said, sentence: Sentence) -> bool:
    before = reading.view[max(sentence.start, said.start - 4) : said.start].lower()
    return before.endswith(glued("negation"))


def _clause(reading: Hearing, said: Said, sentence: Sentence) -> int | None:
    """Return where the clause after 'que' begins; adverbs or one aside between commas may stand before it."""
    for match in pattern("that_after").finditer(reading.view, said.end, min(sentence.end, said.end + 160)):
        between = reading.view[said.end : match.start()].lower()
        stretch = re.sub(r"\s+", " ", between).strip(" ,")
        if not stretch or stretch in cues("between_verb_and_que") or _is_adverbial(stretch):
            return match.end()
        if _ASIDE.fullmatch(between.rstrip() + " ") or re.fullmatch(
            r"(?: [\w'-]+){0,3}, [^,]{2,120},", between.rstrip()
        ):
            return match.end()
        if pattern("addressed").fullmatch(stretch):
            return match.end()
        return None
    return None


def _is_adverbial(stretch: str) -> bool:
    between, endings = cues("between_verb_and_que"), words("adverb_endings")
    return stretch in between or (
        all(word.endswith(endings) or word in between for word in stretch.split(" ")) and len(stretch) < 40
    )


def _infinitive(reading: Hearing, said: Said, sentence: Sentence) -> int | None:
    """Return where an infinitive begins that directly follows: 'affirme vouloir partir', 'dément avoir signé'."""
    if said.lemma not in cues("with_infinitive"):
        return None
    match = pattern("infinitive").match(reading.view, said.end, sentence.end)
    if match is None:
        return None
    between = match["between"].strip().lower()
    is_date = any(d.start <= said.end + 1 and match.start("first") - 1 <= d.end for d in reading.dates)
    if between and not is_date and not _is_adverbial(between):
        return None
    token = parsed_token(reading, match.start("verb"))
    if token is not None and "Inf" not in token.morph.get("VerbForm"):
        return None
    return match.start("first")


def beside_marks(reading: Hearing, reported: Quote, quoted: Sequence[Quote]) -> Quote | None:
    """Return what is left of a reported clause beside words in marks; None where it is theirs alone.

    Before them: 'qu'il partait, dénonçant « … »'. After them: 'que l'offre était « … » et que rien ne pressait'.
    """
    inside = [q for q in quoted if q.start < reported.end and reported.start < q.end]
    if not inside:
        return reported
    first, last = min(q.start for q in inside), max(q.end for q in inside)
    parted = pattern("parted_before").match(reading.view, reported.start, first)
    if parted is not None and has_clause(reading, reported.start, parted.end("clause")):
        return _cut(reading, reported, reported.start, parted.end("clause"))
    further = pattern("further_clause").match(reading.view, last, reported.end)
    return _cut(reading, reported, further.end(), reported.end) if further is not None else None


def _cut(reading: Hearing, reported: Quote, start: int, end: int) -> Quote | None:
    text = reading.text[start:end]
    return replace(reported, start=start, end=end, text=text) if len(text.split()) >= _FEWEST_WORDS else None


def _quote(reading: Hearing, said: Said, speaker: Speaker, start: int, end: int) -> Quote | None:
    inner = reading.view[start:end]
    lead = len(inner) - len(inner.lstrip())
    stripped = inner.strip().rstrip(".!?… ;:,")
    if len(stripped.split()) < _FEWEST_WORDS:
        return None
    first = start + lead
    return Quote(
        start=first,
        end=first + len(stripped),
        text=reading.text[first : first + len(stripped)],
        kind="indirect",
        speaker_id=speaker.entity_id,
        speaker_surface=reading.text[speaker.span.start : speaker.span.end],
        speaker=speaker.span,
        cue=reading.view[said.start : said.end],
        is_unconfirmed=said.is_conditional,
        is_continuation=False,
        method="quote:indirect",
    )
