"""Names that words beside them give away, whatever the recogniser made of them: "la start-up X", "M. Y".

Here: new spans, and what the words before and after a name say about its label. The word lists are in cues.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import NAME_WORD, Candidate
from depeche.language.reading import Reading
from depeche.model import Label

_RUN = re.compile(rf"{NAME_WORD}(?: (?:{NAME_WORD}|\d{{1,3}}(?!\w)|&)){{0,5}}")
_QUOTED = re.compile(r"(?:[«\"“]|'') ?(?P<name>(?:[^«»\"“”'\n]|'(?!')){2,70}?) ?(?:[»\"”]|'')")
_AGE = re.compile(r"^(?:, | \()\d{1,3} ans\b")
_TYPE_NUMBER = re.compile(r"[A-Z]{1,4}-?\d{3,4}[a-z]{0,4}")  # aircraft, chips, cars: "A350", "RTX4090"
_NEAR = 60
QUOTED = 6.0  # rank of a name in quotation marks after a noun of its kind

# what a word beside a name weighs in the vote on its label
TITLE, SUFFIX, NOUN, ROLE, OF, CHEZ, PLACE, VERB, AFTER = 5.0, 4.0, 4.0, 2.5, 2.0, 2.0, 0.75, 1.0, 1.0


def cued_names(reading: Reading, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield names that a cue right before them announces; the recogniser may have missed or cut them."""
    for candidate in _announced(reading, lexicon):
        sentence = reading.sentence_at(candidate.start)
        yield candidate._replace(end=min(candidate.end, sentence.end)) if sentence else candidate
    yield from _quoted_names(reading.view, lexicon)


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


def _quoted_names(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield names in quotation marks after a noun of their kind: 'l'association « Les Amis du lac »'."""
    for match in _QUOTED.finditer(view):
        before = view[max(0, match.start() - _NEAR) : match.start()]
        name = match["name"]
        if len(name.split()) > 8 or not any(c.isalpha() for c in name):
            continue
        begins = name.split()[0] in lexicon.organisation_prefix and " " in name
        if begins or lexicon.organisation_noun.search(before):
            yield Candidate(match.start("name"), match.start("name") + len(name), "ORG", "model", QUOTED)
        elif lexicon.product_noun.search(before):
            yield Candidate(match.start("name"), match.start("name") + len(name), "PROD", "model", QUOTED)


def evidence(view: str, start: int, end: int, lexicon: Lexicon) -> dict[Label, float]:
    """Return what the words in and around a name say about its label."""
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
    if lexicon.organisation_of.search(before):
        add("ORG", OF)
    if lexicon.organisation_before.search(before):
        add("ORG", CHEZ)
    if lexicon.organisation_verb.search(before):
        add("ORG", VERB)
    if lexicon.organisation_after.match(view, end):
        add("ORG", AFTER)
    if lexicon.place_before.search(before):
        add("LOC", PLACE)
    if _TYPE_NUMBER.fullmatch(view, start, end):
        add("PROD", NOUN)
    if len(words) > 1 and (words[-1] in lexicon.organisation_suffix or words[0] in lexicon.organisation_prefix):
        add("ORG", SUFFIX)
    return votes
