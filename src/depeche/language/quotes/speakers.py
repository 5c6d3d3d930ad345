"""Who says it: the subject of a reporting verb as a name, a role or a pronoun.

A speaker without a name keeps its wording and has no entity: 'une source proche du dossier'.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal, NamedTuple

import yaml

from depeche.language.quotes.verbs import Said, cues, parsed_token
from depeche.language.reading import Reading
from depeche.model import Mention, Span
from depeche.paths import words

Gender = Literal["feminine", "masculine"]
_REACH = 90  # characters after a verb in which an inverted subject is looked for
_CLAUSE_STOP = re.compile(r"[.;:!?«»“”\"\n]")
_APPOSITION = re.compile(r"(?:,? (?:[a-zà-ÿ-]+ ){0,3}|, )$")
_PREPOSITION = re.compile(r"(?:^|[ '])(?:de|d|du|des|à|au|aux|chez|pour|par|sur|dans|avec|contre|en)(?:[ ']|$)")


_CLITICS = re.compile(r" (?:l'|y |en |lui |leur |n'|ne |s'|se |nous |vous )?")


_INVERTED_NOUN = re.compile(
    r"(?: (?:hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))?"
    r"(?: (?:à|au|auprès de) [\w'-]+(?: [A-Z][\w'-]+)?)? "
    r"(?P<noun>(?:le |la |l'|les |un |une |des |ce |cette |son |sa |ses )[\w'-]+(?: [\w'-]+){0,6})"
)


class Speaker(NamedTuple):
    """Who speaks; `entity_id` is None where nobody is named. `how`: name, role, pronoun, unnamed."""

    span: Span
    entity_id: str | None
    how: str


def subject_of(reading: Reading, said: Said, start: int, end: int) -> Speaker | None:
    """Return the subject of a reporting verb within a stretch; after the verb first where it is inverted."""
    if said.pronoun is not None:
        return of_pronoun(reading, said.pronoun, Span(said.start, said.end))
    beside = next(
        (m for m in reading.mentions_in(start, said.start) if _CLITICS.fullmatch(reading.view[m.end : said.start])),
        None,
    )
    if beside is not None and not _is_governed(reading.view[max(start, beside.start - 16) : beside.start]):
        beside = _first_of(reading, beside)
        return Speaker(Span(beside.start, beside.end), beside.entity_id, "name")
    return _parsed_subject(reading, said, end) or _name_before(reading, said, start)


def inverted_subject(reading: Reading, said: Said, end: int) -> Speaker | None:
    """Return the subject that follows its verb: 'explique Marie Legrand, directrice de …'."""
    if said.pronoun is not None:
        return of_pronoun(reading, said.pronoun, Span(said.start, said.end))
    stop = _CLAUSE_STOP.search(reading.view, said.end, min(end, said.end + _REACH))
    limit = stop.start() if stop else min(end, said.end + _REACH)
    for mention in reading.mentions_in(said.end, limit):
        if mention.label not in ("PER", "ORG", "MISC", "PROD"):
            continue
        between = reading.view[said.end : mention.start]
        if re.search(r"\bqu[e']", between):
            break
        if _PREPOSITION.search(between.lower()) and not (between.endswith(", ") and mention.label == "PER"):
            continue
        if not between.strip(" ") or not _is_governed(between):
            return Speaker(Span(mention.start, mention.end), mention.entity_id, "name")
    noun = _INVERTED_NOUN.match(reading.view, said.end, limit)
    return _role(reading, Span(noun.start("noun"), noun.end("noun"))) if noun else None


def _is_governed(between: str) -> bool:
    """Whether the last word before a name is a preposition: the name is not the subject itself."""
    last = re.sub(r" (?:la|le|les|l'|une?|son|sa|ses|leur|cette?|ce)$", "", between.lower().rstrip(" "))
    return any(last == word or last.endswith((" " + word, "'" + word)) for word in cues("not_subject_before"))


def _parsed_subject(reading: Reading, said: Said, end: int) -> Speaker | None:
    token = parsed_token(reading, said.at)
    sentence = reading.sentence_at(said.at)
    if token is None or sentence is None:
        return None
    for _ in range(4):
        subject = next((child for child in token.children if child.dep_.startswith("nsubj")), None)
        if subject is not None:
            return _of_token(reading, subject, token, sentence.start)
        if token.dep_ == "acl:relcl" or token.dep_ not in ("conj", "xcomp", "aux:tense", "advcl"):
            break
        token = token.head
    return None


def _of_token(reading: Reading, subject: Any, verb: Any, offset: int) -> Speaker | None:
    """Return the speaker that a parsed subject names."""
    if subject.pos_ == "PRON" or subject.lower_ in ("il", "elle", "ils", "elles", "on", "qui", "je", "nous"):
        if subject.lower_ == "qui" and verb.head.i != verb.i:
            return _of_token(reading, verb.head, verb.head, offset) if verb.head.pos_ in ("NOUN", "PROPN") else None
        start = offset + subject.idx
        return of_pronoun(reading, subject.lower_, Span(start, start + len(subject)))
    start, end = offset + subject.idx, offset + subject.idx + len(subject)
    own = next((m for m in reading.mentions if m.start <= start < m.end), None)
    if own is not None and _is_governed(reading.view[max(0, own.start - 16) : own.start]):
        return None
    if own is not None:
        own = _first_of(reading, own)
        return Speaker(Span(own.start, own.end), own.entity_id, "name")
    stretch = _phrase(subject, verb, offset)
    named = next((m for m in reading.mentions if reading.view[m.end : stretch.start] in (", ", " – ", " - ")), None)
    if named is not None and named.label in ("PER", "ORG"):  # the parser took the apposition for the subject
        return Speaker(Span(named.start, named.end), named.entity_id, "name")
    for mention in reading.mentions_in(end, stretch.end):
        between = reading.view[end : mention.start]
        if mention.label == "PER" and between.endswith((", ", " ")) and not _is_governed(between.rstrip(" ,")):
            return Speaker(Span(mention.start, mention.end), mention.entity_id, "name")
        if not _PREPOSITION.search(between.lower()) and not re.search(r"[,;:.]", between):
            return Speaker(Span(mention.start, mention.end), mention.entity_id, "name")
    return _role(reading, stretch)


def _first_of(reading: Reading, mention: Mention) -> Mention:
    """Return the first of names joined by 'et': one speaker stands for both."""
    for other in reading.mentions:
        if reading.view[other.end : mention.start] in (" et ", ", "):
            return other if reading.view[other.end : mention.start] == " et " else mention
    return mention


def _phrase(subject: Any, verb: Any, offset: int) -> Span:
    """Return the stretch of a noun phrase up to its verb."""
    tokens = [t for t in subject.subtree if t.i < verb.i or subject.i > verb.i]
    first, last = min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)
    return Span(offset + first, offset + last)


def _role(reading: Reading, stretch: Span) -> Speaker | None:
    """Return the person who, as the text says, has the role that the stretch names; else the wording alone."""
    wording = reading.view[stretch.start : stretch.end].lower()
    people = {
        a.person_id
        for a in reading.affiliations
        if a.person_id
        and a.role_surface
        and a.organization_id
        and a.status in ("current", "interim")
        and a.role_surface.lower() in wording
        and any(m.entity_id == a.organization_id for m in reading.mentions_in(stretch.start, stretch.end))
    }
    trimmed = re.split(r"(?:, | qui | que )", reading.view[stretch.start : stretch.end])[0].rstrip(" ,.;:")
    span = Span(stretch.start, stretch.start + len(trimmed))
    if len(people) == 1:
        return Speaker(span, next(iter(people)), "role")
    if not trimmed or trimmed.lower() in cues("determiners"):
        return None
    return Speaker(span, None, "unnamed")


def _name_before(reading: Reading, said: Said, start: int) -> Speaker | None:
    """Return the last name before a verb that can be its subject; only where no parse contradicts."""
    for mention in reversed(reading.mentions_in(start, said.start)):
        between = reading.view[mention.end : said.start]
        if _CLAUSE_STOP.search(between):
            return None
        if mention.label not in ("PER", "ORG"):
            continue
        before = reading.view[max(start, mention.start - 16) : mention.start]
        if _is_governed(before):
            continue
        if (
            re.fullmatch(r",?(?: (?:l'|y|en|lui|leur|le|n'|ne|s'|se|a|ont))*[ ']?(?:[a-zà-ÿ]+ )?", between)
            or between.count(",") == 2
        ):
            return Speaker(Span(mention.start, mention.end), mention.entity_id, "name")
        return None
    return None


def of_pronoun(reading: Reading, pronoun: str, span: Span) -> Speaker | None:
    """Return the last person before a pronoun who agrees with it; nobody for 'on', 'nous' and plurals."""
    if pronoun not in ("il", "elle"):
        return Speaker(span, None, "pronoun") if pronoun in ("ils", "elles", "on") else None
    wanted: Gender = "feminine" if pronoun == "elle" else "masculine"
    sentence = reading.sentence_at(span.start)
    earliest = reading.sentences[max(0, sentence.sentence_index - 3)].start if sentence else 0
    people = [
        m
        for m in reading.mentions
        if m.label == "PER"
        and earliest <= m.start < span.start
        and not _in_marks(reading, m)
        and gender(reading, m) in (None, wanted)
    ]
    subjects = [m for m in people if _is_subject(reading, m)]
    near = [m for m in subjects if sentence is None or m.start < sentence.start]
    chosen = _latest(near, people)
    return Speaker(span, chosen.entity_id if chosen else None, "pronoun")


def _latest(subjects: list[Mention], people: list[Mention]) -> Mention | None:
    """Return the last subject when it is not older than the last person by more than a sentence."""
    if not people:
        return None
    last = people[-1]
    if subjects and last.sentence_index - subjects[-1].sentence_index <= 0:
        return subjects[-1]
    return last


def _in_marks(reading: Reading, mention: Mention) -> bool:
    return any(span.start <= mention.start and mention.end <= span.end for span in reading.marked)


def _is_subject(reading: Reading, mention: Mention) -> bool:
    sentence = reading.sentence_at(mention.start)
    parse = reading.parses.get(sentence.sentence_index) if sentence else None
    if sentence is None or parse is None:
        return False
    first, last = mention.start - sentence.start, mention.end - sentence.start
    return any(token.dep_.startswith("nsubj") for token in parse if first <= token.idx < last)


@cache
def _first_names() -> dict[str, Gender]:
    lists = yaml.safe_load(words("language/quotes", "first_names").read_text(encoding="utf-8"))
    found: dict[str, Gender] = dict.fromkeys(lists["feminine"], "feminine")
    found |= dict.fromkeys(lists["masculine"], "masculine")
    return found


def gender(reading: Reading, mention: Mention) -> Gender | None:
    """Return the gender that a title before the name or the first name tells."""
    before = reading.view[max(0, mention.start - 6) : mention.start]
    if re.search(r"\b(?:Mme|Mlle|Madame) ?$", before):
        return "feminine"
    if re.search(r"\b(?:M\.|MM\.|Monsieur) ?$", before):
        return "masculine"
    entity = reading.entities.get(mention.entity_id or "")
    name = entity.name if entity is not None else mention.surface
    return _first_names().get(name.split(" ")[0].split("-")[0].lower())
