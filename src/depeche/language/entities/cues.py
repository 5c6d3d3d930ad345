"""Names that words beside them give away, whatever the recogniser made of them: "la start-up X", "M. Y".

Here: new spans, and what the words before and after a name say about its label. The word lists are in cues.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import CAPITAL, NAME_WORD, Candidate, starts_sentence
from depeche.language.reading import Reading
from depeche.model import Label

_RUN = re.compile(rf"{NAME_WORD}(?: (?:{NAME_WORD}|\d{{1,3}}(?!\w)|&)){{0,5}}")
_QUOTED = re.compile(r"(?:[«\"“]|'') ?(?P<name>(?:[^«»\"“”'\n]|'(?!')){2,70}?) ?(?:[»\"”]|'')")
_AGE = re.compile(r"^(?:, | \()\d{1,3} ans\b")
_TYPE_NUMBER = re.compile(r"[A-Z]{1,4}-?\d{3,4}[a-z]{0,4}")  # aircraft, chips, cars: "A350", "RTX4090"
_NATIONALITY = re.compile(
    r"(?:^|[^\w'-])(?:(?:à |de |par )?[lL]'|[lL]e |[lL]a |[aA]u |[dD]u )(?P<word>[a-zà-öø-ÿ-]{3,20}) $"
)
_WOMAN = re.compile(
    r"(?:aine|enne|oise|aise|ande|ole) $"
)  # of what nation a person is; companies are named in the masculine
_CAPITAL_ARTICLE = re.compile(rf"(?:L'|Le |La |Les )(?={NAME_WORD})")
_DATELINE = re.compile(
    rf"^(?P<place>[{CAPITAL}]{{3,20}}(?:[ '-][{CAPITAL}]{{2,20}}){{0,3}})(?: \([^()\n]{{2,30}}\))?,? [—–-]+ ",
    re.MULTILINE,
)
_ARTICLE = re.compile(r"(?:^|\W)(?:[lL]e |[lL]a |[lL]')$")
_PERSON_BRACKET = re.compile(rf"[{CAPITAL}][\w'-]+ [{CAPITAL}][\w'-]+ \($")  # "Anne Roy (Horizons)": a party, a firm
_NEAR = 60
QUOTED = 12.0  # rank of a name in quotation marks after a noun of its kind: its limits are certain

LIKE_PERSON = (
    1.25  # of a nationality before what looks like a person: outweighs the recogniser once, not again and again
)
# what a word beside a name weighs in the vote on its label
TITLE, SUFFIX, NOUN, ROLE, OF, CHEZ, PLACE, VERB, AFTER = 5.0, 4.0, 4.0, 2.5, 2.0, 2.0, 0.75, 1.0, 1.0
POST, ACT, NATIONALITY, PRESS, PLACE_OF, DEPARTMENT, BRACKETS, SAYS = 3.0, 2.0, 2.0, 3.0, 2.0, 4.0, 1.5, 1.5


def cued_names(reading: Reading, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield names that a cue right before them announces; the recogniser may have missed or cut them."""
    for candidate in _announced(reading, lexicon):
        sentence = reading.sentence_at(candidate.start)
        yield candidate._replace(end=min(candidate.end, sentence.end)) if sentence else candidate
    yield from _quoted_names(reading.view, lexicon)
    yield from _titled(reading, lexicon)
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
        elif is_of_nation(before, lexicon) and not begins_with_first_name(view[match.start() :], lexicon):
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
                yield Candidate(run.start(), run.end(), "ORG", "model", 0.5)
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
    for pattern in (lexicon.headed, lexicon.club):
        for match in pattern.finditer(view):
            yield Candidate(match.start(), match.end(), "ORG", "model", 3.0)
    for match in lexicon.press_title.finditer(view):
        is_first = starts_sentence(view, match.start(), reading.sentence_at(match.start()))
        if not is_first or " d" in match["rest"] or lexicon.press_after.match(view[match.end() : match.end() + 40]):
            yield Candidate(match.start(), match.end(), "ORG", "model", 3.0)
    for match in _CAPITAL_ARTICLE.finditer(view):
        if lexicon.press_before.search(view[max(0, match.start() - _NEAR) : match.start()]):
            run = _RUN.match(view, match.end())
            if run and not starts_sentence(view, match.start(), reading.sentence_at(match.start())):
                yield Candidate(match.start(), run.end(), "ORG", "model", 0.9)


def is_of_nation(before: str, lexicon: Lexicon) -> bool:
    """Say whether a nationality in small letters stands before a name, as before companies: "l'italien X"."""
    found = _NATIONALITY.search(before)
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
    votes: dict[Label, float] = {}

    def add(label: Label, weight: float) -> None:
        votes[label] = votes.get(label, 0.0) + weight

    before, after, words = view[max(0, start - _NEAR) : start], view[end : end + 20], view[start:end].split()
    if lexicon.titles.search(before) or _AGE.match(after):
        add("PER", TITLE)
    if lexicon.organisation_noun.search(before):
        add("ORG", NOUN)
    elif lexicon.product_noun.search(before):
        add("PROD", NOUN)
    elif lexicon.person_role.search(before) or lexicon.office_domain.search(before):
        add("PER", ROLE)
    if lexicon.organisation_post.search(before):
        add("ORG", POST)
    elif lexicon.organisation_of.search(before):
        add("ORG", OF)
    if lexicon.organisation_before.search(before):
        add("ORG", CHEZ)
    if is_of_nation(before, lexicon) and not begins_with_first_name(view[start:end], lexicon):
        is_like_person = guess == "PER" and len(words) > 1
        add("ORG", NATIONALITY if not is_like_person else 0.0 if _WOMAN.search(before) else LIKE_PERSON)
    if view[end : end + 1] == ")" and _PERSON_BRACKET.search(before):
        add("ORG", BRACKETS)
    if _CAPITAL_ARTICLE.match(view, start, end) and lexicon.press_before.search(before):
        add("ORG", PRESS)
    if lexicon.organisation_verb.search(before):
        add("ORG", VERB)
    if lexicon.organisation_act.match(view, end):
        add("ORG", ACT)
    elif lexicon.organisation_after.match(view, end):
        add("ORG", AFTER)
    if guess == "LOC" and _ARTICLE.search(before) and lexicon.body_says.match(view, end):
        add("ORG", SAYS)
    if lexicon.place_of.search(before):
        add("LOC", PLACE_OF)
    if lexicon.department_after.match(view, end):
        add("LOC", DEPARTMENT)
    if lexicon.place_before.search(before):
        add("LOC", PLACE)
    if guess != "LOC" and _TYPE_NUMBER.fullmatch(view, start, end):
        add("PROD", NOUN)
    is_headed = lexicon.lower_institution_head.match(view, start, end) is not None
    if len(words) > 1 and (
        is_headed or words[-1] in lexicon.organisation_suffix or words[0] in lexicon.organisation_prefix
    ):
        add("ORG", SUFFIX)
    return votes
