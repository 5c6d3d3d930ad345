"""Load the word lists of this room once, in the forms that its rules need.

Words are in cues.yml, filters.yml and first_names.yml, the patterns made of them in wordings.yml; here is only how they
become sets and patterns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from depeche.kb.records import folded
from depeche.language.entities.announcing import Announcement
from depeche.language.entities.wordings import lists, made, pattern
from depeche.language.wordings import any_of
from depeche.words import read_words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of this room. Patterns ending in $ are for the text that precedes a name."""

    titles: Announcement
    leading_title: re.Pattern[str]
    person_role: Announcement
    leading_role: re.Pattern[str]
    leading_office: re.Pattern[str]
    organisation_of: Announcement
    organisation_post: Announcement
    organisation_noun: Announcement
    organisation_field: Announcement
    quoted_noun: Announcement
    organisation_before: Announcement
    organisation_verb: Announcement
    organisation_after: re.Pattern[str]
    organisation_act: re.Pattern[str]
    body_says: re.Pattern[str]
    office: Announcement
    office_domain: Announcement
    product_noun: Announcement
    place_before: Announcement
    place_of: Announcement
    department_after: re.Pattern[str]
    press_before: Announcement
    press_after: re.Pattern[str]
    press_title: re.Pattern[str]
    press_nouns: frozenset[str]
    inhabitants: re.Pattern[str]
    several: Announcement
    headed: re.Pattern[str]
    namesake_place: re.Pattern[str]
    namesake_house: re.Pattern[str]
    club: re.Pattern[str]
    idiom: re.Pattern[str]
    competition: re.Pattern[str]
    sport: re.Pattern[str]
    institution_head: re.Pattern[str]
    lower_institution_head: re.Pattern[str]
    ministry: re.Pattern[str]
    lower_place_head: re.Pattern[str]
    lower_seat_head: re.Pattern[str]
    lower_nature_head: re.Pattern[str]
    actor_says: re.Pattern[str]
    lower_heads: frozenset[str]
    complement: re.Pattern[str]
    next_capital: re.Pattern[str]
    next_lower: re.Pattern[str]
    next_adjective: re.Pattern[str]
    street: re.Pattern[str]
    person_run: re.Pattern[str]
    organisation_suffix: frozenset[str]
    organisation_prefix: frozenset[str]
    namesakes: frozenset[str]
    version: re.Pattern[str]
    particles: frozenset[str]
    phrase_openings: frozenset[str]
    common_words: frozenset[str]
    role_words: frozenset[str]
    time_words: frozenset[str]
    here_words: frozenset[str]
    scope_words: frozenset[str]
    platforms: frozenset[str]
    demonyms: frozenset[str]
    first_names: frozenset[str]
    feminine_names: frozenset[str]
    masculine_names: frozenset[str]


# The list that each pattern of what stands before a name begins with.
_ANNOUNCED = {
    "titles": "titles",
    "person_role": "person_roles",
    "organisation_of": "organisation_of",
    "organisation_post": "organisation_post",
    "organisation_noun": "organisation_noun",
    "organisation_field": "organisation_noun",
    "quoted_noun": "quoted_noun",
    "organisation_before": "organisation_before",
    "organisation_verb": "organisation_verbs",
    "office": "offices",
    "office_domain": "offices",
    "product_noun": "product_noun",
    "place_before": "place_before",
    "place_of": "place_of",
    "press_before": "press_before",
    "several": "several",
}
_IN_SMALL = frozenset({"organisation_noun", "organisation_field"})  # "Parti" with a capital is a name itself
_AS_THEY_STAND = (
    "organisation_suffix",
    "organisation_prefix",
    "particles",
    "phrase_openings",
    "platforms",
    "scope_words",
    "here_words",
)


@cache
def lexicon() -> Lexicon:
    """Return the words of this room."""
    words, names = lists(), read_words("language/entities", "first_names")
    either = frozenset(names["either"])
    listed: dict[str, Any] = {name: _announcement(name, words[entries]) for name, entries in _ANNOUNCED.items()}
    listed |= {field.name: pattern(field.name) for field in fields(Lexicon) if field.type == "re.Pattern[str]"}
    listed |= {name: frozenset(words[name]) for name in _AS_THEY_STAND}
    return Lexicon(
        **listed,
        namesakes=frozenset(words["namesake_places"] + words["namesake_houses"]),
        press_nouns=frozenset(words["press_titles"]),
        lower_heads=frozenset(
            head.split()[0] for head in words["lower_institution_heads"] + words["lower_place_heads"]
        ),
        common_words=frozenset(w.casefold() for w in words["common_words"]),
        role_words=frozenset(folded(w) for w in words["role_words"]),
        time_words=frozenset(w.casefold() for w in words["time_words"]),
        first_names=frozenset(name for group in names.values() for name in group),
        feminine_names=frozenset(names["feminine"]) - either,
        masculine_names=frozenset(names["masculine"]) - either,
        demonyms=frozenset(form for w in words["demonyms"] for form in _inflected(w)),
    )


def _announcement(name: str, entries: list[str]) -> Announcement:
    return Announcement(made(name, words=any_of(entries, is_capital=name not in _IN_SMALL)), entries)


def _inflected(demonym: str) -> set[str]:
    """Return the masculine, feminine and plural forms of a word of nationality."""
    base = demonym.casefold()
    feminine = {base + "e", base + "ne", base[:-1] + "que" if base.endswith("c") else base + "e"}
    singular = {base} | feminine | ({base + "que"} if base.endswith("c") else set())
    return singular | {form + "s" for form in singular}
