"""Whom a text speaks of: what it says each person and organisation is, and who is meant by 'l'élue' or 'le groupe'.

Here: names, the nouns beside them and the definite phrases that take them up again. Pronouns belong to `pronouns`, the
subject of a verb to `speakers`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from depeche.language.quotes.genders import Gender, gender_of_name, gender_of_title, stem
from depeche.language.quotes.leaders import Leaders, Named, leaders, within
from depeche.language.quotes.phrases import WORD, Phrase, also_called, borne_out, is_person_noun, kinds, phrase_at
from depeche.language.quotes.verbs import cues
from depeche.language.quotes.wordings import pattern, table, words
from depeche.language.reading import Reading
from depeche.model import Affiliation, Mention, Span

_WEIGHT_OF_TITLE = 3  # against one of a noun
_BEFORE = 110  # characters before a name in which the noun that it explains is looked for
_AFTER = 70
_OPENING = 400  # characters in which a text may speak of somebody whom it names later


@dataclass(frozen=True, slots=True)
class Figure:
    """What a text says a person or organisation is: the stems of nouns beside the name, and whom they name."""

    nouns: frozenset[str]
    complements: frozenset[str]
    entities: frozenset[tuple[str, str]]
    gender: Gender | None
    is_person: bool
    origins: frozenset[str] = frozenset()  # stems of nationalities: 'mauritanien'


@dataclass(frozen=True, slots=True)
class Hearing(Reading):
    """A reading with those who may speak in it. `starts` are where its mentions begin; `leaders`: who is named most."""

    figures: Mapping[str, Figure] = field(default_factory=dict)  # by entity_id
    starts: tuple[int, ...] = ()
    leaders: Leaders = field(default_factory=Leaders)

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie wholly within a stretch, in order."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(m for m in self.mentions[first:last] if m.end <= end)


def hear(reading: Reading) -> Hearing:
    """Return a reading with what its text says of each person and organisation; what has been heard stays."""
    if isinstance(reading, Hearing):
        return reading
    known = {f.name: getattr(reading, f.name) for f in fields(Reading)}
    plain = Hearing(**known, starts=tuple(m.start for m in reading.mentions))
    named: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.label in ("PER", "ORG") and mention.entity_id is not None and not _signs(plain, mention):
            named[mention.entity_id].append(mention)
    posts: defaultdict[str, list[Affiliation]] = defaultdict(list)
    for affiliation in reading.affiliations:
        if affiliation.person_id and affiliation.role_surface:
            posts[affiliation.person_id].append(affiliation)
    figures = {key: _figure(plain, mentions, posts[key]) for key, mentions in named.items()}
    people = [
        Named(m.end, m.entity_id, figures[m.entity_id].gender)
        for m in reading.mentions
        if m.label == "PER" and m.entity_id in figures and figures[m.entity_id].is_person
        if not within(reading.marked, m.start)
    ]
    return Hearing(**known, starts=plain.starts, figures=figures, leaders=leaders(people))


def _figure(reading: Hearing, mentions: Sequence[Mention], posts: Sequence[Affiliation]) -> Figure:
    """Return what a text says of one whom it names: beside the name, in it, and by the posts it states."""
    phrases = [p for m in mentions for p in (_before(reading, m), _after(reading, m)) if p is not None]
    nouns = {stem(phrase.noun) for phrase in phrases}.union(*(_told_by_name(reading, m) for m in mentions))
    nouns = nouns.union(*map(also_called, phrases))
    nouns |= {stem(word) for post in posts for word in WORD.findall(post.role_surface or "")}
    entities = {entity for phrase in phrases for entity in phrase.entities}
    entities |= {("ORG", post.organization_id) for post in posts if post.organization_id}
    votes = [phrase.gender for phrase in phrases if phrase.gender and is_person_noun(phrase.noun)]
    for mention in mentions:
        title = gender_of_title(reading.view, mention.start)
        votes += [title] * _WEIGHT_OF_TITLE if title else []
    gender = _settled(reading, mentions[-1], votes)
    return Figure(
        frozenset(nouns),
        frozenset(phrase.complement for phrase in phrases if phrase.complement),
        frozenset(entities),
        gender,
        mentions[-1].label == "PER" and (gender is not None or not _is_house(nouns)),
        frozenset(phrase.origin for phrase in phrases if phrase.origin),
    )


def _is_house(nouns: set[str]) -> bool:
    """Whether the nouns beside a name are those of organisations alone: 'le fonds Gray Harbour' is nobody."""
    return any("company" in kinds().get(noun, ()) for noun in nouns) and not any(map(is_person_noun, nouns))


def _told_by_name(reading: Hearing, mention: Mention) -> set[str]:
    """Return the nouns that a name itself or the title before it says: 'Banque du Midi' is a bank."""
    titles = table("titles_of_post").items()
    found = {post for title, post in titles if reading.view.endswith(f"{title} ", 0, mention.start)}
    return found | ({stem(mention.surface.split(" ")[0].split("'")[-1])} if mention.label == "ORG" else set())


def _signs(reading: Hearing, mention: Mention) -> bool:
    """Whether a name signs the article: 'Par Anne Roy', 'Propos recueillis par Paul Aubry'."""
    sentence = reading.sentence_at(mention.start)
    if sentence is None:
        return False
    lead = pattern("byline").fullmatch(reading.view, sentence.start, mention.start)
    return lead is not None and lead["lead"].lower() in cues("signatures")


def _settled(reading: Reading, mention: Mention, votes: list[Gender]) -> Gender | None:
    """Return the gender that the first name tells, else that of the words beside the name."""
    if mention.label != "PER":
        return None
    entity = reading.entities.get(mention.entity_id or "")
    name = gender_of_name(entity.name if entity is not None else mention.surface)
    if name is not None and len(votes) < 2:
        return name
    feminine = votes.count("feminine")
    if feminine * 2 == len(votes):
        return name
    return "feminine" if feminine * 2 > len(votes) else "masculine"


def _before(reading: Hearing, mention: Mention) -> Phrase | None:
    """Read the phrase that a name explains: 'la procureure de Pau, Anne Roy', 'le ministre Paul Aubry'."""
    sentence = reading.sentence_at(mention.start)
    start = max(sentence.start if sentence else 0, mention.start - _BEFORE)
    before = reading.view[start : mention.start].rstrip(" ").removesuffix(",")
    stop = max((before.rfind(mark) for mark in ',.;:!?«»“”"()'), default=-1)
    stretch = before[stop + 1 :]
    tokens = list(WORD.finditer(stretch))
    if tokens and tokens[-1].group().lower() in words("definite_articles"):  # 'la secrétaire de la CGT'
        tokens.pop()
    if not tokens or tokens[-1].group().lower() in cues("not_subject_before"):
        return None
    openings = (*words("definite"), *words("possessive"), *words("indefinite"), *words("contracted"))
    for token in tokens:
        if token.group().lower() not in openings:
            continue
        span = Span(start + stop + 1 + token.start(), mention.start)
        phrase = phrase_at(reading, span)
        if phrase is not None and (is_person_noun(phrase.noun) or stem(phrase.noun) in kinds()):
            return None if _has_verb(reading, span) else phrase
    first = phrase_at(reading, Span(start + stop + 1 + tokens[0].start(), mention.start))
    return first if first is not None and is_person_noun(first.noun) and len(tokens) <= 8 else None


def _has_verb(reading: Reading, span: Span) -> bool:
    sentence = reading.sentence_at(span.start)
    parse = reading.parses.get(sentence.sentence_index) if sentence else None
    if parse is None or sentence is None:
        return False
    inside = [t for t in parse if span.start <= sentence.start + t.idx < span.end]
    return any(t.pos_ in ("VERB", "AUX") and "Fin" in t.morph.get("VerbForm") for t in inside)


def _after(reading: Hearing, mention: Mention) -> Phrase | None:
    """Read what stands after a name: 'Anne Roy, procureure de Pau', 'Anne Roy est procureure'."""
    view = reading.view
    match = pattern("apposed").match(view, mention.end) or pattern("is_or_becomes").match(view, mention.end)
    if match is None:
        return None
    stop = re.search(r"[,.;:!?»”\")\n]", view[match.end() : match.end() + _AFTER])
    return phrase_at(reading, Span(match.end(), match.end() + (stop.start() if stop else _AFTER)))


def holder(reading: Hearing, phrase: Phrase, offset: int) -> str | None:
    """Return the entity that a phrase takes up: who has that post, else who bears the noun out; None if unnamed."""
    if not phrase.article or phrase.article in words("indefinite") or phrase.article in words("plural_articles"):
        return None
    noun = stem(phrase.noun)
    if noun in words("owned") and phrase.article not in words("possessive"):
        return None
    is_person = noun not in kinds()
    figures = {key: figure for key, figure in reading.figures.items() if figure.is_person or not is_person}
    exact = [key for key, figure in figures.items() if noun in figure.nouns and _fits(figure, phrase)]
    if phrase.article in words("possessive"):
        return _nearest(reading, exact, offset, only_before=True) if len(exact) == 1 else None
    if exact:
        return _nearest(reading, exact, offset)
    if not is_person:
        return _organisation(reading, phrase, offset)
    posts = borne_out().get(noun, frozenset())
    borne = [key for key, figure in figures.items() if figure.nouns & posts and _fits(figure, phrase)]
    if borne:
        return _nearest(reading, borne, offset)
    if not is_person_noun(phrase.noun) or phrase.gender is None:
        return None
    agreeing = [key for key, figure in reading.figures.items() if figure.gender == phrase.gender]
    if len(agreeing) == 1 and phrase.is_bare:
        return _nearest(reading, agreeing, offset, only_before=True)
    return None


def _fits(figure: Figure, phrase: Phrase) -> bool:
    """Whether gender and named complements of a phrase speak against a figure."""
    if figure.gender is not None and phrase.gender is not None and figure.gender != phrase.gender:
        return False
    if phrase.origin and figure.origins and phrase.origin not in figure.origins:
        return False
    if phrase.complement and figure.complements and phrase.complement not in figure.complements | set(kinds()):
        return False
    if phrase.entities and figure.complements and not figure.entities:
        return False
    for label in ("ORG", "LOC"):
        own = {entity for entity in figure.entities if entity[0] == label}
        asked = {entity for entity in phrase.entities if entity[0] == label}
        if own and asked and not own & asked:
            return False
    return True


def _nearest(reading: Hearing, keys: list[str], offset: int, *, only_before: bool = False) -> str | None:
    """Return the one named last before an offset, else, in the opening, the one named first after it."""
    for mention in reversed(reading.mentions[: bisect_left(reading.starts, offset)]):
        if mention.entity_id in keys:
            return mention.entity_id
    return keys[0] if keys and not only_before and offset < _OPENING else None


def _organisation(reading: Hearing, phrase: Phrase, offset: int) -> str | None:
    """Return the organisation most spoken of that a noun like 'le groupe' can mean; none before a complement."""
    if phrase.entities or is_person_noun(phrase.complement):  # 'le cabinet du ministre'
        return None
    wanted = kinds()[stem(phrase.noun)]
    counts: defaultdict[str, int] = defaultdict(int)
    first: dict[str, int] = {}
    for mention in reading.mentions[: bisect_left(reading.starts, offset)]:
        if mention.label == "ORG" and mention.entity_id is not None:
            counts[mention.entity_id] += 1
            first.setdefault(mention.entity_id, mention.start)
    own = {key: _own_kinds(reading.figures[key]) for key in counts if key in reading.figures}
    fitting = [key for key, its in own.items() if not its or its & wanted]
    if words("told_kind")[0] in wanted:  # banks, hospitals and schools say in their names what they are
        fitting = [key for key in fitting if own[key]] or fitting
    return max(fitting, key=lambda key: (counts[key], bool(own[key]), -first[key]), default=None)


def may_be(figure: Figure, noun: str) -> bool:
    """Whether an organisation can be meant by a noun like 'le groupe', as far as its own nouns tell."""
    own = _own_kinds(figure)
    return not own or bool(own & kinds().get(stem(noun), frozenset()))


def _own_kinds(figure: Figure) -> frozenset[str]:
    return frozenset().union(*(kinds().get(noun, frozenset()) for noun in figure.nouns))
