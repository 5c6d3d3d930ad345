"""Indirect speech: a named speaker, a reporting verb, and a clause with 'que' or an infinitive."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depeche.language.quotes.marks import Marked
from depeche.language.quotes.speakers import Speaker, subject_of
from depeche.language.quotes.verbs import Said, cues, find_said, parsed_token
from depeche.language.reading import Reading
from depeche.model import Quote, Sentence

_QUE = re.compile(r" ?(?:que |qu')", re.IGNORECASE)
_ASIDE = re.compile(r", [^,]{2,120}, ?$")


def find_indirect(reading: Reading, marks: Sequence[Marked]) -> list[Quote]:
    """Return the clauses that named speakers are reported to have said."""
    found: list[Quote] = []
    for sentence in reading.sentences:
        for said in find_said(reading, sentence.start, sentence.end):
            if not said.is_finite or said.stance in ("manner", "demand") or said.pronoun:
                continue
            if any(m.opening < said.start < m.closing for m in marks) or _is_negated(reading, said, sentence):
                continue
            content = _clause(reading, said, sentence) or _infinitive(reading, said, sentence)
            if content is None:
                continue
            speaker = subject_of(reading, said, sentence.start, sentence.end)
            if speaker is None or speaker.entity_id is None or speaker.how == "pronoun":
                continue
            if speaker.span.start > said.start:
                continue
            quote = _quote(reading, said, speaker, content, sentence)
            if quote is not None:
                found.append(quote)
                break
    return found


def _is_negated(reading: Reading, said: Said, sentence: Sentence) -> bool:
    before = reading.view[max(sentence.start, said.start - 4) : said.start].lower()
    return before.endswith(("ne ", "n'"))


def _clause(reading: Reading, said: Said, sentence: Sentence) -> int | None:
    """Return where the clause after 'que' begins; adverbs or one aside between commas may stand before it."""
    for match in _QUE.finditer(reading.view, said.end, min(sentence.end, said.end + 160)):
        between = reading.view[said.end : match.start()].lower()
        words = re.sub(r"\s+", " ", between).strip(" ,")
        if not words or words in cues("between_verb_and_que") or _is_adverbial(words):
            return match.end()
        if _ASIDE.fullmatch(between.rstrip() + " ") or re.fullmatch(
            r"(?: [\w'-]+){0,3}, [^,]{2,120},", between.rstrip()
        ):
            return match.end()
        if re.fullmatch(r"(?:à|au|aux|auprès|sur|dans|lors|devant) ?[^,;:.]{2,60}", words):
            return match.end()
        return None
    return None


def _is_adverbial(words: str) -> bool:
    return (
        all(word.endswith("ment") or word in cues("between_verb_and_que") for word in words.split(" "))
        and len(words) < 40
    )


def _infinitive(reading: Reading, said: Said, sentence: Sentence) -> int | None:
    """Return where an infinitive begins that directly follows: 'affirme vouloir partir', 'dément avoir signé'."""
    if said.lemma not in cues("with_infinitive"):
        return None
    match = re.compile(r" (?P<first>(?:ne pas |ne |n'|s'|se |y |en )?(?P<verb>[a-zà-ÿœ]+(?:er|ir|re|oir)))\b").match(
        reading.view, said.end, sentence.end
    )
    if match is None:
        return None
    token = parsed_token(reading, match.start("verb"))
    if token is not None and "Inf" not in token.morph.get("VerbForm"):
        return None
    return match.start("first")


def _quote(reading: Reading, said: Said, speaker: Speaker, start: int, sentence: Sentence) -> Quote | None:
    inner = reading.view[start : sentence.end]
    lead = len(inner) - len(inner.lstrip())
    stripped = inner.strip().rstrip(".!?… ;:,")
    if len(stripped.split()) < 3:
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
