"""Load the words for posts, as alternatives of patterns.

Here: YAML to words. The patterns made of them are in `grammar`, the masking in `masking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, NamedTuple, cast

from depeche.language.inflection import inflect_noun
from depeche.language.wordings import any_of
from depeche.model import AffiliationStatus
from depeche.words import read_words

_ROOM = "language/affiliations"
# where the head of a post ends, which alone has a plural: "directeurs de cabinet"
_SMALL = re.compile(r"(.+?)((?: (?:de|du|des|en|à|au|aux|et|par|sur)(?= )| d'| (?=non )|$))(.*)")

_BY_STATUS = ("status_before", "status_after", "joints", "office_verbs", "entering", "handing", "falling")


class Forms(NamedTuple):
    """Some wordings as they stand in roles.yml, and the alternatives of a pattern that are made of them."""

    entries: tuple[str, ...]
    pattern: str


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Forms of roles, in small letters, and the lists of roles.yml as alternatives of a pattern."""

    role_of: dict[str, str]
    plural_of: dict[str, str]
    form: Forms
    plural: Forms
    status_before: dict[AffiliationStatus, str]
    status_after: dict[AffiliationStatus, str]
    status_order: tuple[AffiliationStatus, ...]
    joints: dict[AffiliationStatus, str]
    verbs: tuple[tuple[Forms, str, AffiliationStatus], ...]  # (verb, role, status)
    passives: tuple[tuple[Forms, str], ...]
    stop_words: frozenset[str]
    definite: frozenset[str]
    possessive: frozenset[str]
    heads: frozenset[str]
    needs_determiner: frozenset[str]
    participles: frozenset[str]
    bare_complement: frozenset[str]
    bosses: frozenset[str]
    of_places: frozenset[str]
    far_verbs: frozenset[str]
    handed_articles: frozenset[str]

    kinds: frozenset[str]
    of_any_kind: frozenset[str]
    of_the_press: frozenset[str]
    civic: frozenset[str]
    personal: frozenset[str]
    secretaries: frozenset[str]
    headships: tuple[tuple[Forms, str], ...]
    offices: tuple[tuple[Forms, str], ...]
    chairing: dict[AffiliationStatus, Forms]
    office_verbs: dict[AffiliationStatus, str]
    succession: dict[AffiliationStatus, Forms]
    entering: dict[AffiliationStatus, str]
    handing: dict[AffiliationStatus, str]
    falling: dict[AffiliationStatus, str]
    replaced: dict[AffiliationStatus, Forms]
    lists: dict[str, str]  # name of a list of roles.yml -> pattern

    def __getitem__(self, name: str) -> str:
        """Return a list of roles.yml as a pattern."""
        return self.lists[name]


@cache
def role_words() -> RoleWords:
    """Return the words of this room."""
    content: dict[str, Any] = read_words(_ROOM, "roles")
    roles = {form.lower(): role for role, forms in content["roles"].items() for form in forms}
    listed = {form.lower(): role for role, forms in content["plurals"].items() for form in forms}
    singular = set(content["needs_determiner"]) | set(content["participles"])
    made = {plural_of(form): role for form, role in roles.items() if form not in singular}
    plurals = {form: role for form, role in made.items() if form not in roles} | listed
    timed = {verb: cast(AffiliationStatus, s) for s, verbs in content["verb_status"].items() for verb in verbs}
    lists = {name: _any_of(entries) for name, entries in content.items() if isinstance(entries, list)}
    lists["of"], lists["field"] = _glued(content["of"]), _glued(content["field"])
    lists["determiner"] = _glued(content["definite"] + content["possessive"] + content["indefinite"])
    return RoleWords(
        role_of=roles,
        plural_of=plurals,
        form=_forms(form for forms in content["roles"].values() for form in forms),
        plural=_forms(plurals),
        status_order=tuple(cast(AffiliationStatus, status) for status in content["status_order"]),
        verbs=tuple(
            (_contracted(verb, content["contracted"]), role, timed.get(verb, "current"))
            for role, verbs in content["verbs"].items()
            for verb in verbs
        ),
        passives=tuple((_forms(forms), role) for role, forms in content["passives"].items()),
        kinds=frozenset((*content["generic_organisations"], *content["led"], *content["employers"])),
        headships=tuple((_forms(forms), role) for role, forms in content["headships"].items()),
        offices=tuple((_forms(forms), role) for role, forms in content["offices"].items()),
        chairing=_forms_by_status(content["chairing"]),
        succession=_forms_by_status(content["succession"]),
        replaced=_forms_by_status(content["replaced"]),
        lists=lists,
        **cast(dict[str, Any], {name: _by_status(content[name]) for name in _BY_STATUS}),
        **_sets(content, lists),
    )


def _sets(content: dict[str, Any], lists: dict[str, str]) -> dict[str, Any]:
    """Return the lists of roles.yml that are asked for a word, by the field that holds them."""
    named = [field.name for field in fields(RoleWords) if field.type == "frozenset[str]" and field.name in lists]
    return {name: frozenset(content[name]) for name in named}


def plural_of(form: str) -> str:
    """Return the plural of a post, whose noun and adjectives stand before its first small word."""
    head, small, rest = _SMALL.match(form).groups()  # type: ignore[union-attr]
    return " ".join(inflect_noun(word)[-1] for word in head.split(" ")) + small + rest


def _by_status(lists: dict[str, list[str]]) -> dict[AffiliationStatus, str]:
    return {cast(AffiliationStatus, status): _any_of(forms) for status, forms in lists.items() if forms}


def _forms_by_status(lists: dict[str, list[str]]) -> dict[AffiliationStatus, Forms]:
    return {cast(AffiliationStatus, status): _forms(forms) for status, forms in lists.items() if forms}


def _forms(entries: Iterable[str]) -> Forms:
    listed = tuple(entries)
    return Forms(listed, _any_of(listed))


def _contracted(verb: str, contracted: dict[str, list[str]]) -> Forms:
    """Return a verb whose last small word may be one with an article: "siège au conseil de", "du", "d'"."""
    base, _, last = verb.rpartition(" ")
    return Forms((base,), f"{_any_of([base])} {any_of(contracted[last])}") if last in contracted else _forms([verb])


def _any_of(entries: Iterable[str]) -> str:
    return any_of(entries, is_capital=True)


def _glued(entries: Iterable[str]) -> str:
    return any_of(entries, is_capital=True, is_glued=True)
