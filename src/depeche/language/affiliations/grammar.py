"""The patterns of this room, made once of its words: role phrases, and what joins them to people.

Here: which templates of wordings.yml are made for which verbs, posts and statuses. Every repetition in them is bounded,
so that a sentence of any length is searched in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, partial

from depeche.language.affiliations.lexicon import Forms, RoleWords, role_words
from depeche.language.affiliations.wordings import made, pattern
from depeche.language.wordings import NeedyPattern, WordPattern, any_of
from depeche.model import AffiliationStatus

Pattern = re.Pattern[str]
Timed = tuple[NeedyPattern, str, AffiliationStatus]  # with the role and the status that a match states
Roled = tuple[NeedyPattern, str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns; those whose name ends in `_before` end where a phrase begins."""

    words: RoleWords
    form: WordPattern
    plural: WordPattern
    opening_before: Pattern
    until_before: Pattern
    modifier_before: Pattern
    status_before: Mapping[AffiliationStatus, Pattern]
    status_after: Mapping[AffiliationStatus, Pattern]
    named: Pattern
    generic: Pattern
    place: Pattern
    next_organisation: Pattern
    bracketed: Pattern
    led: Pattern
    led_house: Pattern
    house: Pattern
    tail: Pattern
    told: Pattern
    list_goes_on: Pattern
    pronoun: tuple[Timed, ...]
    chaired: tuple[Timed, ...]
    opened_office: tuple[Timed, ...]
    interim: Pattern
    part: Pattern
    bare: Pattern
    asserted: Mapping[AffiliationStatus, Pattern]
    over: Pattern
    resumed: Pattern
    modified: Pattern
    field: Pattern
    adjectives: Pattern
    institution: Pattern
    right: Pattern
    right_list: Pattern
    left_list: Pattern
    list_opened: Pattern
    list_item: Pattern
    left_before: Pattern
    named_before: Pattern
    beside_before: Pattern
    lost_before: Pattern
    lost_after: Pattern
    joint_before: Mapping[AffiliationStatus, Pattern]
    active: tuple[Timed, ...]
    active_generic: tuple[Timed, ...]
    active_clitic: tuple[Timed, ...]
    cofounded: tuple[NeedyPattern, ...]
    passive: tuple[Roled, ...]
    generic_passive: tuple[Roled, ...]
    object_before: tuple[Timed, ...]
    object_generic: tuple[Timed, ...]
    object_pronoun: tuple[Timed, ...]
    fronted: tuple[Roled, ...]
    belonging: tuple[tuple[Pattern, str], ...]
    headship: tuple[Timed, ...]
    handed: tuple[Timed, ...]
    removal: Pattern
    following: tuple[Timed, ...]
    came_from: Pattern
    follows: Mapping[AffiliationStatus, NeedyPattern]
    replaced: Mapping[AffiliationStatus, NeedyPattern]
    subject_before: Pattern
    follower: tuple[Pattern, ...]
    place_of_person: Pattern


@cache
def grammar() -> Grammar:
    """Return the patterns of this room."""
    w = role_words()
    alone = {field.name: pattern(field.name) for field in fields(Grammar) if field.type == "Pattern"}
    return Grammar(
        words=w,
        form=WordPattern(pattern("form"), w.form.entries),
        plural=WordPattern(pattern("plural"), w.plural.entries),
        status_before=_by_status("status_before", w.status_before),
        status_after=_by_status("status_after", w.status_after),
        asserted=_by_status("asserted", w.joints),
        joint_before=_by_status("joint_before", w.joints),
        active=tuple(_of_verbs(w)),
        active_generic=tuple(
            (_needy("active_generic", verb), role, status) for verb, role, status in w.verbs if role in _LEADING
        ),
        active_clitic=tuple(
            (_needy("active_clitic", verb), role, status) for verb, role, status in w.verbs if role in _LEADING
        ),
        cofounded=tuple(_needy("cofounded", verb) for verb, role, _ in w.verbs if role == "founder"),
        passive=_of_participles("passive", w),
        generic_passive=_of_participles("generic_passive", w),
        fronted=_of_participles("fronted", w),
        object_before=tuple((_needy("object_before", verb), role, status) for verb, role, status in w.verbs),
        object_generic=tuple(
            (_needy("object_generic", verb), role, status) for verb, role, status in w.verbs if role in _LEADING
        ),
        object_pronoun=tuple(
            (_needy("object_pronoun", verb), role, status) for verb, role, status in w.verbs if role == "founder"
        ),
        belonging=tuple((pattern(f"belonging_{how}"), role) for how, role in _BELONGING),
        headship=tuple(_of_headships(w)),
        handed=tuple(_of_handing(w)),
        following=tuple(_of_succession(w)),
        follower=tuple(made("follower", words=verbs.pattern) for verbs in w.succession.values()),
        follows={status: _needy("follows", verbs) for status, verbs in w.succession.items()},
        replaced={status: _needy("replaced_by", verbs) for status, verbs in w.replaced.items()},
        pronoun=tuple((_needy("active_pronoun", verb), role, status) for verb, role, status in w.verbs),
        chaired=tuple((_needy("chaired", verbs), "chair", status) for status, verbs in w.chairing.items()),
        opened_office=tuple(_of_offices(w)),
        **alone,
    )


_LEADING = frozenset({"founder", "ceo", "president"})  # what a person is in "l'entreprise", too
# What a person is in an organisation beside whose name the person's stands, by how they stand.
_BELONGING = (("bracket", "other"), ("aside", "other"), ("noun", "other"), ("head", "ceo"), ("at_head", "ceo"))


def _by_status(name: str, lists: Mapping[AffiliationStatus, str]) -> Mapping[AffiliationStatus, Pattern]:
    return {status: made(name, words=words) for status, words in lists.items()}


def _needy(name: str, forms: Forms, **given: str) -> NeedyPattern:
    """Return the pattern of a name for some forms, one of which each of its matches holds."""
    return NeedyPattern(partial(made, name, words=forms.pattern, **given), forms.entries)


def _of_verbs(w: RoleWords) -> Iterator[Timed]:
    for verb, role, status in w.verbs:
        for name in ("active_then",) if verb.entries[0] in w.far_verbs else ("active", "inverted"):
            yield _needy(name, verb), role, status


def _of_participles(name: str, w: RoleWords) -> tuple[Roled, ...]:
    return tuple((_needy(name, participles), role) for participles, role in w.passives)


def _of_headships(w: RoleWords) -> Iterator[Timed]:
    """Yield the patterns of "PER à la présidence du club", "PER prend la direction d'ORG", "nomme PER à la tête"."""
    for form, role in w.headships:
        yield _needy("headship_beside", form), role, "current"
    for form, role in w.headships:
        for status, verbs in w.office_verbs.items():
            alone = ("headship_taken",) if role == "ceo" else ()
            for name in ("headship_held", "headship_there", "headship_whose", *alone):
                yield _needy(name, form, verbs=verbs), role, status
        for status, verbs in w.entering.items():
            yield _needy("headship_entered", form, verbs=verbs), role, status
            yield _needy("headship_fronted", form, verbs=verbs), role, status
    for form, role in w.headships:
        yield _needy("headship_named", form), role, "current"
    for form, role in w.offices:
        for status, verbs in w.office_verbs.items():
            yield _needy("headship_held", form, verbs=verbs), role, status


def _of_handing(w: RoleWords) -> Iterator[Timed]:
    """Yield the patterns of "cède la présidence à PER", "la direction est confiée à PER": PER comes into the post."""
    for form, role in (*w.headships, *w.offices):
        parts = (entry.partition(" ") for entry in form.entries)
        offices = tuple(office for article, _, office in parts if article in w.handed_articles)
        if not offices:
            continue
        for name, lists in (("headship_handed", w.handing), ("headship_falling", w.falling)):
            for status, verbs in lists.items():
                yield NeedyPattern(partial(made, name, words=any_of(offices), verbs=verbs), offices), role, status


def _of_offices(w: RoleWords) -> Iterator[Timed]:
    for form, role in w.offices:
        for status, verbs in w.office_verbs.items():
            yield _needy("office_opened", form, verbs=verbs), role, status


def _of_succession(w: RoleWords) -> Iterator[Timed]:
    for status, verbs in w.succession.items():
        for form, role in w.headships:
            yield _needy("following", form, verbs=verbs.pattern), role, status
