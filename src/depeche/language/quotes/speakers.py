"""Who says it: the subject of a reporting verb as a name, a role or a pronoun.

A speaker without a name keeps its wording and has no entity: 'une source proche du dossier'.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from depeche.language.quotes.cast import Hearing
from depeche.language.quotes.phrases import is_person_noun, phrase_at
from depeche.language.quotes.pronouns import counterpart, meant_by
from depeche.language.quotes.takeup import taken_up
from depeche.language.quotes.verbs import Said, cues, parsed_token
from depeche.language.quotes.wordings import pattern, words
from depeche.model import Mention, Span

_REACH = 90  # characters beside a word in which the party that it belongs to is looked for
_FAR = 24  # characters before a name
CLAUSE_STOP = re.compile(r"(?<!\b[A-ZÀ-Ö])\.|[;:!?«»“”\"\n]")  # not the dot of an initial
_CLIMB = 8  # heads above a fragment


class Speaker(NamedTuple):
    """Who speaks; `entity_id` is None where nobody is named. `how`: name, role, pronoun, unnamed."""

    span: Span
    entity_id: str | None
    how: str


def subject_of(reading: Hearing, said: Said, start: int, end: int) -> Speaker | None:
    """Return the subject of a reporting verb within a stretch; after the verb first where it is inverted."""
    if said.pronoun is not None:
        return of_pronoun(reading, said.pronoun, Span(said.start, said.end))
    beside = next(
        (
            m
            for m in reading.mentions_in(start, said.start)
            if pattern("clitics_between").fullmatch(reading.view[m.end : said.start])
        ),
        None,
    )
    if beside is not None and not is_governed(reading.view[max(start, beside.start - 16) : beside.start]):
        beside = _first_of(reading, beside)
        return Speaker(Span(beside.start, beside.end), beside.entity_id, "name")
    parsed = _parsed_subject(reading, said, end) or _name_before(reading, said, start)
    return parsed or _before_relative(reading, said, start)


def _before_relative(reading: Hearing, said: Said, start: int) -> Speaker | None:
    """Return who opens a sentence before a relative clause that the parse has lost: 'Le groupe, qui vend …, a dit'."""
    opening = pattern("before_relative").fullmatch(reading.view, start, said.start)
    return of_phrase(reading, Span(opening.start("who"), opening.end("who"))) if opening is not None else None


def is_governed(between: str) -> bool:
    """Whether the last word before a name is a preposition: the name is not the subject itself."""
    last = pattern("determiner_at_end").sub("", between.lower().rstrip(" "))
    return any(last == word or last.endswith((" " + word, "'" + word)) for word in cues("not_subject_before"))


def _parsed_subject(reading: Hearing, said: Said, end: int) -> Speaker | None:
    token = parsed_token(reading, said.at)
    sentence = reading.sentence_at(said.at)
    if token is None or sentence is None:
        return None
    for _ in range(4):
        subject = next((child for child in token.children if child.dep_.startswith("nsubj")), None)
        if subject is not None:
            return _of_token(reading, subject, token, sentence.start)
        if (headless := _headless(reading, token, sentence.start)) is not None and not said.is_future:
            return _of_token(reading, headless, token, sentence.start)
        if token.dep_ == "acl:relcl" or token.dep_ not in ("conj", "xcomp", "aux:tense", "advcl"):
            break
        if token.dep_ == "advcl" and "Fin" in token.morph.get("VerbForm"):
            break  # a clause with a subject of its own, which the parse has not found
        token = token.head
    return None


def _headless(reading: Hearing, verb: Any, offset: int) -> Any:
    """Return the noun of a main clause whose verb the parser takes for its participle: 'Le groupe invoque «'."""
    noun = verb.head
    first = min(token.idx for token in noun.subtree)
    opens = not first or (noun.dep_ == "appos" and reading.view.endswith(", ", 0, offset + first))
    if verb.dep_ != "acl" or not opens or noun.pos_ not in ("NOUN", "PROPN") or noun.i > verb.i:
        return None
    has_article = any(child.dep_ == "det" and "Def" in child.morph.get("Definite") for child in noun.children)
    return noun if has_article and not any(child.pos_ == "ADP" for child in noun.children) else None


def _of_token(reading: Hearing, subject: Any, verb: Any, offset: int) -> Speaker | None:
    """Return the speaker that a parsed subject names."""
    start, end = offset + subject.idx, offset + subject.idx + len(subject)
    if (parted := _parted(reading, subject, start)) is not None:
        return of_pronoun(reading, parted, Span(start, start + len(parted)))
    if subject.pos_ == "PRON" or subject.lower_ in words("subject_pronouns"):
        if subject.lower_ in words("relative_subject") and verb.head.i != verb.i:
            return _antecedent(reading, verb.head, offset, start)
        return of_pronoun(reading, subject.lower_, Span(start, end))
    own = next((m for m in reading.mentions if m.start <= start < m.end), None)
    if own is not None and is_governed(reading.view[max(0, own.start - 16) : own.start]):
        return None
    if own is not None:
        own = _first_of(reading, own)
        return Speaker(Span(own.start, own.end), own.entity_id, "name")
    return _of_noun(reading, _phrase(subject, verb, offset), end, offset + verb.idx)


def _parted(reading: Hearing, subject: Any, start: int) -> str | None:
    """Return the pronoun of which the parser made two tokens: 'celui' and '-ci'."""
    if subject.lower_ not in words("parted_demonstratives"):
        return None
    tail = next((tail for tail in words("parted_tail") if reading.view.startswith(tail, start + len(subject))), None)
    return None if tail is None else subject.lower_ + tail


def _of_noun(reading: Hearing, stretch: Span, end: int, verb: int) -> Speaker | None:
    """Return whom the phrase of a noun that ends at `end` names, up to the verb, or takes up."""
    named = next((m for m in reading.mentions if reading.view[m.end : stretch.start] in (", ", " – ", " - ")), None)
    if (
        named is not None and named.label in ("PER", "ORG") and not is_governed(reading.view[: named.start][-16:])
    ):  # the parser took the apposition for the subject
        return Speaker(Span(named.start, named.end), named.entity_id, "name")
    for mention in reading.mentions_in(end, max(stretch.end, verb)):
        between = reading.view[end : mention.start]
        is_apposed = pattern("apposed_name").search(between) is not None
        if mention.label == "ORG":  # 'le laboratoire suisse, Medisec,', not 'le président du club, l'AS Vernay,'
            told = phrase_at(reading, stretch) if is_apposed and reading.view.startswith(",", mention.end) else None
            is_apposed = told is not None and not is_person_noun(told.noun)
        if is_apposed and mention.label in ("PER", "ORG") and not is_governed(between.rstrip(" ,")):
            return Speaker(Span(mention.start, mention.end), mention.entity_id, "name")
        if mention.end > stretch.end:
            continue
        if mention.label == "PER" and between.endswith(" ") and not is_governed(between.rstrip(" ,")):
            return Speaker(Span(mention.start, mention.end), mention.entity_id, "name")
        if not pattern("preposition").search(between.lower()) and not re.search(r"[,;:.]", between):
            return Speaker(Span(mention.start, mention.end), mention.entity_id, "name")
    return of_phrase(reading, stretch)


def governing_subject(reading: Hearing, inside: int, start: int) -> Speaker | None:
    """Return the subject of the clause that a fragment in marks completes; none in the passive."""
    sentence = reading.sentence_at(inside)
    token = parsed_token(reading, inside)
    if sentence is None or token is None:
        return None
    for _ in range(_CLIMB):
        subject = next((child for child in token.children if child.dep_.startswith("nsubj")), None)
        if subject is None and token.pos_ == "VERB" and "Part" not in token.morph.get("VerbForm"):
            subject = _headless(reading, token, sentence.start)
        if subject is not None and token.pos_ in ("VERB", "AUX") and start <= sentence.start + subject.idx < inside:
            if subject.dep_ == "nsubj:pass":
                return None
            return _of_token(reading, subject, token, sentence.start)
        if token.head.i == token.i or token.dep_ == "acl:relcl":
            return None
        token = token.head
    return None


def is_person(reading: Hearing, speaker: Speaker) -> bool:
    """Whether a speaker without a name is somebody: 'une ouvrière', not 'le constat'."""
    phrase = phrase_at(reading, speaker.span)
    return speaker.how == "pronoun" or (phrase is not None and is_person_noun(phrase.noun))


def sentence_subject(reading: Hearing, start: int, end: int) -> Speaker | None:
    """Return the subject of the main verb of a stretch, named or taken up; None where it is no speaker."""
    sentence = reading.sentence_at(start)
    parse = reading.parses.get(sentence.sentence_index) if sentence else None
    if sentence is None or parse is None:
        return None
    inside = [t for t in parse if start <= sentence.start + t.idx < end and t.dep_ in ("nsubj", "nsubj:pass")]
    main = sorted(inside, key=lambda t: (t.head.dep_ not in ("ROOT", "conj", "parataxis"), t.i))
    for token in main[:1]:
        if "Plur" in token.morph.get("Number") and token.pos_ == "NOUN":
            return None
        return _of_token(reading, token, token.head, sentence.start)
    return None


def _antecedent(reading: Hearing, head: Any, offset: int, relative: int) -> Speaker | None:
    """Return whom 'qui' takes up: the name before it, else the noun."""
    for mention in reading.mentions_in(max(0, relative - _REACH), relative):
        between = reading.view[mention.end : relative]
        is_complement = is_governed(reading.view[max(0, mention.start - _REACH) : mention.start])
        if between not in (" ", ", ") or (is_complement and (between == " " or mention.label != "PER")):
            continue
        if mention.label in ("PER", "ORG"):
            return Speaker(Span(mention.start, mention.end), mention.entity_id, "name")
    return _of_token(reading, head, head, offset) if head.pos_ in ("NOUN", "PROPN") else None


def _first_of(reading: Hearing, mention: Mention) -> Mention:
    """Return the first of names joined by 'et', which stands for both; the person directly behind a house for that."""
    if mention.label != "PER" and reading.view[mention.end : mention.end + 1] == " ":
        behind = reading.mentions_in(mention.end + 1, mention.end + _REACH)[:1]
        if behind and behind[0].label == "PER" and behind[0].start == mention.end + 1:
            return behind[0]
    joints = [f" {word} " for word in words("joint")]
    for other in reading.mentions:
        between = reading.view[other.end : mention.start]
        if between == ", " or between in joints:
            return mention if between == ", " else other
    return mention


def _phrase(subject: Any, verb: Any, offset: int) -> Span:
    """Return the stretch of a noun phrase up to its verb."""
    tokens = [t for t in subject.subtree if t.i < verb.i or subject.i > verb.i]
    first, last = min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)
    return Span(offset + first, offset + last)


def of_phrase(reading: Hearing, stretch: Span) -> Speaker | None:
    """Return whom a noun phrase takes up ('la procureure', 'le groupe', 'ce dernier'); else the wording alone."""
    trimmed = pattern("relative_after").split(reading.view[stretch.start : stretch.end])[0].rstrip(' ,.;:«“"')
    if not trimmed or trimmed.lower() in cues("determiners"):
        return None
    span = Span(stretch.start, stretch.start + len(trimmed))
    phrase = phrase_at(reading, span)
    if phrase is None:
        return Speaker(span, None, "unnamed")
    entity_id = taken_up(reading, phrase, span) or counterpart(reading, phrase, span.start)
    return Speaker(span, entity_id, "role" if entity_id is not None else "unnamed")


def _name_before(reading: Hearing, said: Said, start: int) -> Speaker | None:
    """Return the last name before a verb that can be its subject; only where no parse contradicts."""
    for mention in reversed(reading.mentions_in(start, said.start)):
        between = reading.view[mention.end : said.start]
        if CLAUSE_STOP.search(between):
            return None
        if mention.label not in ("PER", "ORG"):
            continue
        before = reading.view[max(start, mention.start - 16) : mention.start]
        if is_governed(before):
            continue
        if pattern("clitics_and_auxiliary").fullmatch(between) or between.count(",") == 2:
            return Speaker(Span(mention.start, mention.end), mention.entity_id, "name")
        return None
    return None


def of_pronoun(reading: Hearing, pronoun: str, span: Span) -> Speaker | None:
    """Return the person or organisation that a pronoun means; nobody for plurals."""
    if pronoun in words("plural_pronouns"):
        return Speaker(span, _spoken_for(reading, span) if pronoun in words("anyone") else None, "pronoun")
    if pronoun not in words("singular_pronouns"):
        return None
    return Speaker(span, meant_by(reading, pronoun, span.start), "pronoun")


def _spoken_for(reading: Hearing, one: Span) -> str | None:
    """Return the organisation for which 'on' speaks: 'regrette-t-on à la CGT', 'chez Novaris, on assure que'."""
    beside = reading.mentions_in(max(0, one.start - _REACH), min(len(reading.view), one.end + _REACH))
    for mention in beside:
        gap = (
            reading.view[one.end : mention.start] if mention.start > one.end else reading.view[mention.end : one.start]
        )
        lead = reading.view[max(0, mention.start - _FAR) : mention.start].lower().rstrip(" ")
        if mention.label != "ORG" or CLAUSE_STOP.search(gap) or gap.count(",") > 1:
            continue
        if any(lead == cue or lead.endswith((f" {cue}", f"\n{cue}")) for cue in cues("within")):
            return mention.entity_id
    return None
