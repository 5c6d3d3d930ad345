"""Whom a role phrase speaks of: apposition on either side, brackets, copula, "en tant que".

Two names in one sentence are not a relation: without one of these patterns the answer is None.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from depeche.language.affiliations.grammar import Grammar
from depeche.language.affiliations.masking import PERSON, Masked
from depeche.language.affiliations.phrases import OF_STATES, RolePhrase
from depeche.language.affiliations.wordings import glued, pattern
from depeche.model import AffiliationStatus, Mention

_REACH = 220  # characters before a phrase in which a person may stand, long names and asides included
_FAR = 60
_LONG = 70  # characters between a subject and its verb, without an aside
_SEVERAL = 2
_PLACED = frozenset({"title", "apposition"})  # where the organisation may stand after the name


class Attached(NamedTuple):
    """People that a role phrase speaks of, the rule that says so, and a status when the joint sets one."""

    people: tuple[Mention, ...]
    rule: str
    status: AffiliationStatus | None


def attached(sentence: Masked, group: list[RolePhrase], g: Grammar) -> Attached | None:
    """Return the people that a group of role phrases speaks of, or None."""
    first, last = group[0], group[-1]
    if any(phrase.is_plural for phrase in group):
        people = _listed(sentence, last, g)
        if len(people) < _SEVERAL and not pattern("among").match(sentence.text, last.end):
            people = _listed_before(sentence, first, g)
        return Attached(people, "list", None) if people else None
    text, low = sentence.text, max(0, first.start - _REACH)
    left = g.left_before.search(text, low, first.start) or g.named_before.search(text, low, first.start)
    if left is None and first.organisations and not first.is_definite:
        left = g.beside_before.search(text, low, first.start)
    right = g.right.match(text, last.end)
    if left and right and first.is_definite and first.organisations and _is_second(text, left, right):
        left = None
    if right and first.start and not _is_direct(text, last.end, right) and _begins_clause(text, first, right):
        right = None
    if right and (
        left is None or _is_direct(text, last.end, right) or (first.is_definite and _is_enumerated(text, left))
    ):
        return Attached((sentence.by_start[right.start("per")],), "title", None)
    opens = right is None and left is None and not text[: first.start].strip(' «"“')
    if opens and (described := _described(text, last)):
        return Attached((sentence.by_start[described.start("per")],), "title", None)
    if left:
        return Attached((sentence.by_start[left.start("per")],), "apposition", None)
    return _joined(sentence, first, g)


def _described(text: str, phrase: RolePhrase) -> re.Match[str] | None:
    """Return who is named after a description that follows a post."""
    found = pattern("described").match(text, phrase.end) if phrase.generic else None
    if found is None and (phrase.generic or phrase.organisations):
        found = pattern("explained").match(text, phrase.end)
    return found


def _is_second(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    """Say whether the one after a post holds it: "après le départ de PER, le PDG d'ORG, PER, a réuni"."""
    is_complement = pattern("of_another_person").search(text, 0, left.start("per")) is not None
    return is_complement and pattern("speaks_then").match(text, right.end()) is not None


def _begins_clause(text: str, phrase: RolePhrase, right: re.Match[str]) -> bool:
    """Say whether the name after a post is the subject of what follows: "Après l'appel du PDG d'ORG, PER a réagi"."""
    is_opened = pattern("opened_by").match(text, 0, phrase.start) is not None
    return is_opened and pattern("clause_of_its_own").match(text, right.end()) is not None


def _is_direct(text: str, end: int, right: re.Match[str]) -> bool:
    """Say whether the name follows the role without a comma: "le PDG d'ORG PER"."""
    return not text[end : right.start("per")].strip()


def _is_enumerated(text: str, left: re.Match[str]) -> bool:
    """Say whether the person on the left belongs to a list that goes on: "avec A et B, le PDG d'ORG, C"."""
    return text[max(0, left.start("per") - 3) : left.start("per")].endswith((", ", *glued("listing")))


def _listed(sentence: Masked, phrase: RolePhrase, g: Grammar) -> tuple[Mention, ...]:
    """Return the people of a list after a plural role, each after a comma, "et", or the verb of the list."""
    text, at, people = sentence.text, phrase.end, []
    if pattern("credited").search(text, max(0, phrase.start - _FAR), phrase.start):
        return ()
    if opened := g.list_opened.match(text, at):
        starts = (match.start("per") for match in g.list_item.finditer(text, opened.end()))
        return tuple(sentence.by_start[start] for start in starts if start in sentence.by_start)
    while match := g.right_list.match(text, at):
        people.append(sentence.by_start[match.start("per")])
        at = match.end()
    return tuple(people)


def _listed_before(sentence: Masked, phrase: RolePhrase, g: Grammar) -> tuple[Mention, ...]:
    """Return the people of a list before a plural role: "PER et PER, cofondateurs d'ORG"."""
    found = g.left_list.search(sentence.text, max(0, phrase.start - _REACH), phrase.start)
    if found is None:
        return ()
    return tuple(sentence.by_start[found.start("people") + m.start()] for m in re.finditer(PERSON, found["people"]))


def _joined(sentence: Masked, phrase: RolePhrase, g: Grammar) -> Attached | None:
    """Return the person that a copula or "en tant que" joins to the phrase further on in the clause."""
    for status, joint in g.joint_before.items():
        found = joint.search(sentence.text, max(0, phrase.start - _REACH), phrase.start)
        if found is None or found.start("per") not in sentence.by_start:
            continue
        gap = pattern("age").sub("", found["gap"], count=1)
        is_told = False
        if relative := pattern("relative").match(gap):
            gap, is_told = gap[relative.end() :], True
        is_aside = sentence.text[: found.start("per")].endswith(", ")  # "le directeur, PER, sera PDG"
        is_resumed = is_told and gap.count(",") == 1  # "PER, qui avait rejoint l'ORG, en est devenu le PDG"
        if _is_one_clause(gap) or is_resumed or (is_aside and gap.startswith(",") and gap.count(",") == 1):
            if status == "current" and pattern("left").search(gap):
                status = "former"
            elif status == "current" and pattern("to_come").search(gap):
                status = "incoming"
            elif status == "current" and _is_dismissed(sentence, found):
                status = "former"
            person = _follower(sentence, found.start("per"), g) or sentence.by_start[found.start("per")]
            return Attached((person,), "joint", status)
    return None


def _is_dismissed(sentence: Masked, found: re.Match[str]) -> bool:
    """Say whether somebody is taken out of the post that follows: "a démis PER de ses fonctions de"."""
    is_from = pattern("from_post").search(sentence.text, found.end("per"), found.end())
    return is_from is not None and pattern("dismissed").search(sentence.text, 0, found.start("per")) is not None


def _follower(sentence: Masked, at: int, g: Grammar) -> Mention | None:
    """Return who follows the person at a place, and so comes into the post: "PER succède à PER comme PDG"."""
    for follower in g.follower:
        if found := follower.search(sentence.text, max(0, at - _REACH), at):
            return sentence.by_start.get(found.start("per"))
    return None


def _is_one_clause(gap: str) -> bool:
    """Say whether no other subject stands in between: at most an aside between two commas."""
    if gap.strip() == ",":
        return True
    is_near = gap.count(",") == 2 or (gap.count(",") == 0 and len(gap) <= _LONG)
    return is_near and not pattern("other_clause").search(gap)


def placed(sentence: Masked, phrase: RolePhrase, person: Mention, rule: str, g: Grammar) -> RolePhrase:
    """Return a title with the organisation that it is said of ("ORG, dont le PDG") or that follows the name."""
    if phrase.organisations or phrase.generic or phrase.is_possessive or phrase.is_plural:
        return phrase
    if whose := pattern("whose_before").search(sentence.text, max(0, phrase.start - _REACH), phrase.start):
        owner = sentence.by_start.get(whose.start("org"))
        return replace(phrase, organisations=(owner,)) if owner else phrase
    if rule not in _PLACED:
        return phrase
    if pattern("represented").search(sentence.text[: phrase.start]):
        by = pattern("represented_by").match(sentence.text, phrase.end)
        represented = sentence.by_start.get(by.start("org")) if by else None
        return replace(phrase, organisations=(represented,)) if represented else phrase
    found = g.place_of_person.match(sentence.text, person.end - sentence.offset)
    if found is None or (found["place"] and phrase.role not in OF_STATES):
        return phrase
    named = next(name for name in ("org", "beside", "place") if found[name])
    organisation = sentence.by_start.get(found.start(named))
    return replace(phrase, organisations=(organisation,)) if organisation is not None else phrase


def listed_next(sentence: Masked, phrase: RolePhrase, g: Grammar) -> Mention | None:
    """Return who stands before a post in a list that goes on: "A devient PDG et B directeur financier"."""
    if phrase.is_definite or phrase.is_possessive or phrase.is_plural:
        return None
    found = g.list_goes_on.search(sentence.text, max(0, phrase.start - _FAR), phrase.start)
    return sentence.by_start.get(found.start("per")) if found else None


def joined_to(phrase: RolePhrase, before: RolePhrase) -> RolePhrase:
    """Return a post with the organisation of the one before it in the list, where it has none of its own."""
    if phrase.organisations or phrase.generic:
        return phrase
    return replace(phrase, organisations=before.organisations, generic=before.generic)


def is_lost(sentence: Masked, phrase: RolePhrase, people: tuple[Mention, ...], g: Grammar) -> bool:
    """Say whether a clause takes the post away: "a limogé son PDG, PER", "le PDG, PER, a démissionné"."""
    if g.lost_before.search(sentence.text, max(0, phrase.start - _FAR), phrase.start):
        return True
    ends = [person.end - sentence.offset for person in people if person.sentence_index == sentence.sentence_index]
    lost = [found for end in ends if (found := g.lost_after.match(sentence.text, max(end, phrase.end)))]
    if lost and pattern("in_play").search(sentence.text):
        return not all(pattern("seat").search(found.group()) for found in lost)
    return bool(lost)
