"""Load the words for posts, as alternatives of patterns.

Here: YAML to words. The patterns made of them are in `grammar`, the masking in `masking`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, cast

from depeche.language.wordings import any_of
from depeche.model import AffiliationStatus
from depeche.words import read_words

_ROOM = "language/affiliations"


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Forms of roles, in small letters, and the lists of roles.yml as alternatives of a pattern."""

    role_of: dict[str, str]
    plural_of: dict[str, str]
    form: str
    plural: str
    status_before: dict[AffiliationStatus, str]
    status_after: dict[AffiliationStatus, str]
    status_order: tuple[AffiliationStatus, ...]
    joints: dict[AffiliationStatus, str]
    verbs: tuple[tuple[str, str, AffiliationStatus], ...]  # (pattern, role, status)
    passives: tuple[tuple[str, str], ...]
    stop_words: frozenset[str]
    definite: frozenset[str]
    possessive: frozenset[str]
    heads: frozenset[str]
    needs_determiner: frozenset[str]
    participles: frozenset[str]
    bare_complement: frozenset[str]
    bosses: frozenset[str]
    of_places: frozenset[str]

    kinds: frozenset[str]
    of_any_kind: frozenset[str]
    of_the_press: frozenset[str]
    personal: frozenset[str]
    secretaries: frozenset[str]
    headships: tuple[tuple[str, str], ...]
    offices: tuple[tuple[str, str], ...]
    chairing: dict[AffiliationStatus, str]
    office_verbs: dict[AffiliationStatus, str]
    succession: dict[AffiliationStatus, str]
    lists: dict[str, str]  # name of a list of roles.yml -> pattern

    def __getitem__(self, name: str) -> str:
        """Return a list of roles.yml as a pattern."""
        return self.lists[name]


@cache
def role_words() -> RoleWords:
    """Return the words of this room."""
    content: dict[str, Any] = read_words(_ROOM, "roles")
    roles = {form.lower(): role for role, forms in content["roles"].items() for form in forms}
    plurals = {form.lower(): role for role, forms in content["plurals"].items() for form in forms}
    timed = {verb: cast(AffiliationStatus, s) for s, verbs in content["verb_status"].items() for verb in verbs}
    lists = {name: _any_of(entries) for name, entries in content.items() if isinstance(entries, list)}
    lists["of"], lists["field"] = _glued(content["of"]), _glued(content["field"])
    lists["determiner"] = _glued(content["definite"] + content["possessive"] + content["indefinite"])
    return RoleWords(
        role_of=roles,
        plural_of=plurals,
        form=_any_of([form for forms in content["roles"].values() for form in forms]),
        plural=_any_of([form for forms in content["plurals"].values() for form in forms]),
        status_before=_by_status(content["status_before"]),
        status_after=_by_status(content["status_after"]),
        status_order=tuple(cast(AffiliationStatus, status) for status in content["status_order"]),
        joints=_by_status(content["joints"]),
        verbs=tuple(
            (_any_of([verb]), role, timed.get(verb, "current"))
            for role, verbs in content["verbs"].items()
            for verb in verbs
        ),
        passives=tuple((_any_of(forms), role) for role, forms in content["passives"].items()),
        kinds=frozenset((*content["generic_organisations"], *content["led"], *content["employers"])),
        headships=tuple((_any_of(forms), role) for role, forms in content["headships"].items()),
        offices=tuple((_any_of(forms), role) for role, forms in content["offices"].items()),
        chairing=_by_status(content["chairing"]),
        office_verbs=_by_status(content["office_verbs"]),
        succession=_by_status(content["succession"]),
        lists=lists,
        **{
            field.name: frozenset(content[field.name])
            for field in fields(RoleWords)
            if field.type == "frozenset[str]" and field.name in lists
        },
    )


def _by_status(lists: dict[str, list[str]]) -> dict[AffiliationStatus, str]:
    return {cast(AffiliationStatus, status): _any_of(forms) for status, forms in lists.items() if forms}


def _any_of(entries: Iterable[str]) -> str:
    return any_of(entries, is_capital=True)


def _glued(entries: Iterable[str]) -> str:
    return any_of(entries, is_capital=True, is_glued=True)
