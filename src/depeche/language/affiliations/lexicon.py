"""Load the words for posts, as alternatives of patterns.

Here: YAML to words. The patterns made of them are in `grammar`, the masking in `masking`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

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
    institutions: re.Pattern[str]
    kinds: frozenset[str]
    of_any_kind: frozenset[str]
    of_the_press: frozenset[str]
    personal: frozenset[str]
    secretaries: frozenset[str]
    headships: tuple[tuple[str, str], ...]
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
    lists = {name: any_of(entries) for name, entries in content.items() if isinstance(entries, list)}
    lists["of"], lists["field"] = glued(content["of"]), glued(content["field"])
    lists["determiner"] = glued(content["definite"] + content["possessive"] + content["indefinite"])
    return RoleWords(
        role_of=roles,
        plural_of=plurals,
        form=any_of([form for forms in content["roles"].values() for form in forms]),
        plural=any_of([form for forms in content["plurals"].values() for form in forms]),
        status_before=_by_status(content["status_before"]),
        status_after=_by_status(content["status_after"]),
        status_order=tuple(cast(AffiliationStatus, status) for status in content["status_order"]),
        joints=_by_status(content["joints"]),
        verbs=tuple(
            (any_of([verb]), role, timed.get(verb, "current"))
            for role, verbs in content["verbs"].items()
            for verb in verbs
        ),
        passives=tuple((any_of(forms), role) for role, forms in content["passives"].items()),
        stop_words=frozenset(content["stop_words"]),
        definite=frozenset(content["definite"]),
        possessive=frozenset(content["possessive"]),
        heads=frozenset(content["heads"]),
        needs_determiner=frozenset(content["needs_determiner"]),
        participles=frozenset(content["participles"]),
        bare_complement=frozenset(content["bare_complement"]),
        bosses=frozenset(content["bosses"]),
        of_places=frozenset(content["of_places"]),
        institutions=re.compile(rf"(?:l'|la |le )?{lists['institutions']}(?![\w-])", re.IGNORECASE),
        kinds=frozenset((*content["generic_organisations"], *content["led"], *content["employers"])),
        of_any_kind=frozenset(content["of_any_kind"]),
        of_the_press=frozenset(content["of_the_press"]),
        personal=frozenset(content["personal"]),
        secretaries=frozenset(content["secretaries"]),
        headships=tuple((any_of(forms), role) for role, forms in content["headships"].items()),
        office_verbs=_by_status(content["office_verbs"]),
        succession=_by_status(content["succession"]),
        lists=lists,
    )


def _by_status(lists: dict[str, list[str]]) -> dict[AffiliationStatus, str]:
    return {cast(AffiliationStatus, status): any_of(forms) for status, forms in lists.items() if forms}


def any_of(entries: list[str]) -> str:
    """Return a pattern of the entries, longest first, whose first letter may be a capital."""
    return "(?:" + "|".join(_form(entry) for entry in _longest_first(entries)) + ")"


def glued(entries: list[str]) -> str:
    """Return a pattern of small words with the space that follows them; an elided one has none."""
    forms = [_form(entry) + ("" if entry.endswith("'") else " ") for entry in _longest_first(entries)]
    return "(?:" + "|".join(forms) + ")"


def _longest_first(entries: list[str]) -> list[str]:
    return sorted(set(entries), key=lambda entry: (-len(entry), entry))


def _form(entry: str) -> str:
    first, rest = re.escape(entry[0]), re.escape(entry[1:])
    return f"[{entry[0]}{entry[0].upper()}]{rest}" if entry[0].islower() else first + rest
