"""Names that words beside them give away, whatever the recogniser made of them: "la start-up X", "M. Y".

Here: new spans, and what the words before and after a name say about its label. The word lists are in cues.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from depeche.language.entities.boundaries import person_within
from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import CAPITAL, NAME_WORD, Candidate, starts_sentence
from depeche.language.entities.wordings import pattern, words
from depeche.language.reading import Reading
from depeche.model import Label

_RUN = re.compile(rf"{NAME_WORD}(?: (?:{NAME_WORD}|\d{{1,3}}(?!\w)|&)){{0,5}}")
_QUOTED = re.compile(r"(?:[«\"“]|'') ?(?P<name>(?:[^«»\"“”'\n]|'(?!')){2,70}?) ?(?:[»\"”]|'')")
_TYPE_NUMBER = re.compile(r"[A-Z]{1,4}-?\d{3,4}[a-z]{0,4}")  # aircraft, chips, cars: "A350", "RTX4090"
_DATELINE = re.compile(
    rf"^(?P<place>[{CAPITAL}]{{3,20}}(?:[ '-][{CAPITAL}]{{2,20}}){{0,3}})(?: \([^()\n]{{2,30}}\))?,? [—–-]+ ",
    re.MULTILINE,
)
_PERSON_BRACKET = re.compile(rf"[{CAPITAL}][\w'-]+ [{CAPITAL}][\w'-]+ \($")  # "Anne Roy (Horizons)": a party, a firm
_NEAR = 60
NAMESAKE = 12.0  # rank of a house with the name that it bears, which may be one that the knowledge base knows
QUOTED = 12.0  # rank of a name in quotation marks after a noun of its kind: its limits are certain

LIKE_PERSON = (
    1.25  # of a nationality before what looks like a person: outweighs the recogniser once, not again and again
)
# what a word beside a name weighs in the vote on its label
TITLE, SUFFIX, NOUN, ROLE, OF, CHEZ, PLACE, VERB, AFTER = 5.0, 4.0, 4.0, 2.5, 2.0, 2.0, 0.75, 1.0, 1.0
POST, ACT, NATIONALITY, PRESS, PLACE_OF, DEPARTMENT, BRACKETS, SAYS = 3.0, 2.0, 2.0, 3.0, 2.0, 4.0, 1.5, 1.5


Vote = tuple[Label, float]


class _Named(NamedTuple):
    """A name in its text, the words before it, and what the recogniser mostly takes the name for."""

    view: str
    start: int
    end: int
    before: str
    guess: Label | None


def cued_names(reading: Reading, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield names that a cue right before them announces; the recogniser may have missed or cut them."""
    for candidate in _announced(reading, lexicon):
        sentence = reading.sentence_at(candidate.start)
        yield candidate._replace(end=min(candidate.end, sentence.end)) if sentence else candidate
    yield from _quoted_names(reading.view, lexicon)
    yield from _titled(reading, lexicon)
    for place in pattern("bracketed_department").finditer(reading.view):
        yield Candidate(*place.span("place"), "LOC", "model", 5.0)
    for place in _DATELINE.finditer(reading.view):
        yield Candidate(*place.span("place"), "LOC", "model", 1.5)


def _announced(reading: Reading, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield the capitalised runs that follow a cue."""
    view = reading.view
    for match in re.finditer(rf"(?<![\w@#]){NAME_WORD}", view):
        before = view[max(0, match.start() - _NEAR) : match.start()]
        if lexicon.titles.search(before):
            run = lexicon.person_run.match(view, match.start())
            if run and view[match.start() - 2 : match.start()] != "\n":
                yield Candidate(run.start(), run.end(), "PER", "model", 4.0)
        elif lexicon.organisation_noun.search(before):
            run = _RUN.match(view, match.start())
            if run and view[match.start() - 1] == " ":
                yield Candidate(run.start(), run.end(), "ORG", "model", 1.5)
        elif _is_of_field(view, match.start(), before, lexicon) or (
            is_of_nation(before, lexicon) and not begins_with_first_name(view[match.start() :], lexicon)
        ):
            run = _RUN.match(view, match.start())
            if run:
                yield Candidate(run.start(), run.end(), "ORG", "model", 0.9)
        elif lexicon.organisation_before.search(before):
            run = _RUN.match(view, match.start())
            if run:
                yield Candidate(run.start(), run.end(), "ORG", "model", 0.75)
        elif lexicon.organisation_of.search(before):
            run = _RUN.match(view, match.start())
            if run:
                holder = person_within(view, run.start(), run.end(), lexicon)
                yield Candidate(run.start(), holder - 1 if holder else run.end(), "ORG", "model", 0.5)
        elif lexicon.product_noun.search(before):
            run = _RUN.match(view, match.start())
            if run:
                yield Candidate(run.start(), run.end(), "PROD", "model", 1.5)
        elif lexicon.place_of.search(before):
            run = _RUN.match(view, match.start())
            if run:
                yield Candidate(run.start(), run.end(), "LOC", "model", 0.5)
        elif begins_with_first_name(match.group(), lexicon):
            run = lexicon.person_run.match(view, match.start())
            if run and " " in run.group():
                yield Candidate(run.start(), run.end(), "PER", "model", 0.5)


def _titled(reading: Reading, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield names that their own first words give away: "Radio X", "Stade rennais", "L'Écho du lac"."""
    view = reading.view
    for named in (lexicon.headed, lexicon.club):
        for match in named.finditer(view):
            yield Candidate(match.start(), match.end(), "ORG", "model", 3.0)
    yield from _namesakes(view, lexicon)
    for match in lexicon.press_title.finditer(view):
        is_first = starts_sentence(view, match.start(), reading.sentence_at(match.start()))
        is_long = any(link in match["rest"] for link in words("title_links"))
        if not is_first or is_long or lexicon.press_after.match(view[match.end() : match.end() + 40]):
            yield Candidate(match.start(), match.end(), "ORG", "model", 3.0)
    for match in pattern("capital_article").finditer(view):
        if lexicon.press_before.search(view[max(0, match.start() - _NEAR) : match.start()]):
            run = _RUN.match(view, match.end())
            if run and not starts_sentence(view, match.start(), reading.sentence_at(match.start())):
                yield Candidate(match.start(), run.end(), "ORG", "model", 0.9)


def _namesakes(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield places and houses that bear a person's name: "Espace Jeanne Roy", "Musée Jean Roy"."""
    kinds: tuple[tuple[re.Pattern[str], Label], ...] = (
        (lexicon.namesake_place, "LOC"),
        (lexicon.namesake_house, "ORG"),
    )
    for named, label in kinds:
        for match in named.finditer(view):
            if begins_with_first_name(match["given"], lexicon):
                yield Candidate(match.start(), match.end(), label, "model", NAMESAKE)
    lower_kinds: tuple[tuple[str, Label], ...] = (("lower_namesake_house", "ORG"), ("lower_namesake_place", "LOC"))
    for name, label in lower_kinds:
        for match in pattern(name).finditer(view):
            yield Candidate(match.start(), match.end(), label, "model", NAMESAKE)


def _is_of_field(view: str, start: int, before: str, lexicon: Lexicon) -> bool:
    """Say whether what an organisation does stands before its name: "le fabricant de vélos X", but no person's post."""
    is_person = begins_with_first_name(view[start:], lexicon) or lexicon.person_role.search(before) is not None
    return not is_person and lexicon.organisation_field.search(before) is not None


def is_of_nation(before: str, lexicon: Lexicon) -> bool:
    """Say whether a nationality in small letters stands before a name, as before companies: "l'italien X"."""
    found = pattern("of_nation").search(before)
    return found is not None and found["word"] in lexicon.demonyms


def begins_with_first_name(name: str, lexicon: Lexicon) -> bool:
    """Say whether a name begins as a person's does; of a compound first name, the first part counts."""
    first = re.match(r"\w+", name)
    return first is not None and first.group() in lexicon.first_names


def _quoted_names(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield names in quotation marks after a noun of their kind: 'l'association « Les Amis du lac »'."""
    for match in _QUOTED.finditer(view):
        before = view[max(0, match.start() - _NEAR) : match.start()]
        name = match["name"]
        if len(name.split()) > 8 or not any(c.isalpha() for c in name):
            continue
        if name.split()[0] in lexicon.phrase_openings:
            continue
        begins = name.split()[0] in lexicon.organisation_prefix and " " in name
        if begins or lexicon.organisation_noun.search(before) or lexicon.quoted_noun.search(before):
            yield Candidate(match.start("name"), match.start("name") + len(name), "ORG", "model", QUOTED)
        elif lexicon.product_noun.search(before):
            yield Candidate(match.start("name"), match.start("name") + len(name), "PROD", "model", QUOTED)


def evidence(view: str, start: int, end: int, lexicon: Lexicon, *, guess: Label | None = None) -> dict[Label, float]:
    """Return what the words in and around a name say about its label; `guess` is what the recogniser mostly says.

    Some words stand beside names of several kinds: a nationality before people, too, a number of type in road numbers.
    """
    name = _Named(view, start, end, view[max(0, start - _NEAR) : start], guess)
    votes: dict[Label, float] = {}
    for step in (_by_nouns, _by_company, _by_place, _by_form):
        for label, weight in step(name, lexicon):
            votes[label] = votes.get(label, 0.0) + weight
    return votes


def _by_nouns(name: _Named, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield what titles, nouns and posts before a name say."""
    before = name.before
    if lexicon.titles.search(before) or pattern("age").match(name.view[name.end : name.end + 20]):
        yield "PER", TITLE
    if lexicon.organisation_noun.search(before):
        yield "ORG", NOUN
    elif lexicon.person_role.search(before) or lexicon.office_domain.search(before):
        yield "PER", ROLE
    elif lexicon.organisation_field.search(before) and not begins_with_first_name(name.view[name.start :], lexicon):
        yield "ORG", NOUN
    elif lexicon.product_noun.search(before):
        yield "PROD", NOUN
    if lexicon.organisation_post.search(before):
        yield "ORG", POST
    elif lexicon.organisation_of.search(before):
        yield "ORG", OF
    if lexicon.organisation_before.search(before):
        yield "ORG", CHEZ


def _by_company(name: _Named, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield what stands around the names of companies, papers and bodies: their nation, what they do and say."""
    view, start, end, before, guess = name
    if is_of_nation(before, lexicon) and not begins_with_first_name(view[start:end], lexicon):
        is_like_person = guess == "PER" and len(view[start:end].split()) > 1
        yield "ORG", NATIONALITY if not is_like_person else 0.0 if pattern("woman").search(before) else LIKE_PERSON
    beside = pattern("appositive_noun").search(before)
    if beside and not begins_with_first_name(view[start:end], lexicon):
        is_like_person = guess == "PER" and " " in view[start:end] and not beside["one"]  # "du fabricant, Lorenz Roy"
        yield "ORG", VERB if is_like_person else POST
    if view[end : end + 1] == ")" and _PERSON_BRACKET.search(before):
        yield "ORG", BRACKETS
    if pattern("capital_article").match(view, start, end) and lexicon.press_before.search(before):
        yield "ORG", PRESS
    if guess == "PER" and " " not in view[start:end] and pattern("presided_over").search(before):
        yield "ORG", OF
    if pattern("held_in_shares").search(before):
        yield "ORG", OF
    if lexicon.organisation_verb.search(before):
        yield "ORG", VERB
    if lexicon.organisation_act.match(view, end):
        yield "ORG", ACT
    elif lexicon.organisation_after.match(view, end) or (
        " " not in view[start:end] and pattern("of_company").match(view, end)
    ):
        yield "ORG", AFTER
    if guess == "LOC" and pattern("article_before").search(before) and lexicon.body_says.match(view, end):
        yield "ORG", SAYS
    elif guess == "LOC" and (lexicon.actor_says.match(view, end) or lexicon.body_says.match(view, end)):
        yield "ORG", VERB


def _by_place(name: _Named, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield what stands around the names of places."""
    if lexicon.place_of.search(name.before):
        yield "LOC", PLACE_OF
    if lexicon.department_after.match(name.view, name.end):
        yield "LOC", DEPARTMENT
    if lexicon.place_before.search(name.before):
        yield "LOC", PLACE


def _by_form(name: _Named, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield what a name's own words say."""
    view, start, end = name.view, name.start, name.end
    if name.guess != "LOC" and _TYPE_NUMBER.fullmatch(view, start, end):
        yield "PROD", NOUN
    parts = view[start:end].split()
    if len(parts) > 1 and (
        lexicon.lower_institution_head.match(view, start, end)
        or parts[-1] in lexicon.organisation_suffix
        or parts[0] in lexicon.organisation_prefix
    ):
        yield "ORG", SUFFIX
