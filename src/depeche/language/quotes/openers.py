"""Who opens a sentence that runs on into words in marks: 'La maire, X, dont …, lui renouvelle « sa confiance »'.

Here: what the order of words tells where no verb of saying stands and the parse knows no subject. Parsed subjects
belong to `speakers`.
"""

from __future__ import annotations

from depeche.language.quotes.cast import Hearing
from depeche.language.quotes.speakers import Speaker, is_governed, of_pronoun
from depeche.language.quotes.verbs import parsed_token
from depeche.language.quotes.wordings import pattern, table
from depeche.model import Mention, Span


def opening_subject(reading: Hearing, begin: int, opening: int) -> Speaker | None:
    """Return the party or the pronoun that opens a sentence and goes on to a verb; None beside another party."""
    lead = reading.view[begin:opening]
    if pattern("no_speech").search(lead):
        return None
    if pronoun := pattern("opening_pronoun").match(lead):
        start = begin + pronoun.start("pronoun")
        word = pronoun["pronoun"].lower()
        return of_pronoun(reading, table("opening_relatives").get(word, word), Span(start, start + len(word)))
    subjects = [m for m in reading.mentions_in(begin, opening) if _is_subject(reading, m, begin)]
    if len({m.entity_id for m in subjects}) != 1:
        return None
    first = subjects[0]
    if pattern("subject_alone").fullmatch(reading.view, first.end, opening):
        return Speaker(Span(first.start, first.end), first.entity_id, "name") if _is_verb(reading, opening) else None
    tail = pattern("opening_tail").match(reading.view, first.end, opening)
    if tail is None or not _is_finite(reading, first.end, tail.start("verb")):
        return None
    return Speaker(Span(first.start, first.end), first.entity_id, "name")


def _is_subject(reading: Hearing, mention: Mention, begin: int) -> bool:
    """Say whether a party may be a subject: no complement, and at the beginning or behind a comma."""
    before = reading.view[begin : mention.start]
    if mention.label not in ("PER", "ORG") or is_governed(before[-16:]):
        return False
    return pattern("opening_lead").fullmatch(before) is not None


def _is_verb(reading: Hearing, opening: int) -> bool:
    """Say whether the first word in marks is a verb, whose subject stands before them: 'X « renouvelle son appui »'."""
    inner = pattern("first_verb").match(reading.view, opening)
    token = parsed_token(reading, inner.start("verb")) if inner is not None else None
    return token is not None and token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm")


def _is_finite(reading: Hearing, behind: int, offset: int) -> bool:
    """Say whether a word is a finite verb, where a parse can tell: 'X dénonce «', but not 'X, accusée de «'.

    The parser takes many a verb for a noun ('X table sur «'), but no noun stands behind a name without a comma.
    """
    token = parsed_token(reading, offset)
    if token is None or (token.pos_ == "NOUN" and "," not in reading.view[behind:offset]):
        return True
    return token.pos_ in ("VERB", "AUX") and "Part" not in token.morph.get("VerbForm")
