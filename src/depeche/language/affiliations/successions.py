"""Who follows whom in a post that the text names for one of them: "Elle succède à PER", "PER lui succède".

Here: the other of the two, once one of them is said to hold a post. Posts worded in the same clause ("PER succède à PER
à la tête d'ORG") are in `clauses`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from depeche.language.affiliations.bridging import agree
from depeche.language.affiliations.grammar import Grammar, grammar
from depeche.language.affiliations.masking import Masked, masked
from depeche.language.affiliations.wordings import pattern
from depeche.language.reading import Reading
from depeche.model import Affiliation, AffiliationStatus, Mention, Span

_NEAR = 20  # characters before a post in which it is said to be new
_BACK = 2  # sentences between a post and "elle succède à PER"
# posts of which there is one, so that somebody follows somebody in them
_OF_ONE = frozenset(
    {"ceo", "cto", "chief_scientist", "coo", "cfo", "chair", "president", "executive", "spokesperson", "minister"}
    | {"official", "other"}
)


class _Change(NamedTuple):
    """Two people who follow each other; None is the one spoken of."""

    successor: Mention | None
    predecessor: Mention | None
    at: int
    pronoun: str
    status: AffiliationStatus  # of the successor


def successions(reading: Reading, stated: Sequence[Affiliation]) -> Iterator[Affiliation]:
    """Yield the post of the one who follows or was followed, where the other one's is stated."""
    posts = [a for a in stated if a.role in _OF_ONE and a.role_span is not None and a.organization is not None]
    if not posts:
        return
    known = {(a.person_id, a.role, a.organization_id) for a in stated}
    for sentence in reading.sentences:
        if not any(m.label == "PER" for m in reading.mentions_in(sentence.start, sentence.end)):
            continue
        for change in _changes(masked(reading, sentence), grammar()):
            named = change.successor or change.predecessor
            post = _post(reading, posts, change, sentence.sentence_index, named) if named else None
            for person, status in _people(change):
                if post and post.status == "incoming" and person is change.predecessor:
                    status = "current"  # until the other comes
                if post and person is not None and (person.entity_id, post.role, post.organization_id) not in known:
                    known.add((person.entity_id, post.role, post.organization_id))
                    yield _inherited(post, person, status)


def _changes(sentence: Masked, g: Grammar) -> Iterator[_Change]:
    """Yield what a sentence says of who follows whom; nothing where seats change and no posts."""
    if pattern("in_play").search(sentence.text):
        return
    for status, following in g.follows.items():
        for match in following.finditer(sentence.text):
            before = g.subject_before.search(sentence.text, 0, match.start())
            subject = sentence.by_start.get(before.start("per")) if before and before["per"] else None
            if before is not None:
                pronoun = (before["pronoun"] or "").lower()
                yield _Change(subject, sentence.by_start[match.start("per")], match.start(), pronoun, status)
    for match in pattern("in_place_of").finditer(sentence.text):
        yield _Change(None, sentence.by_start[match.start("per")], match.start(), "", "current")
    for status, match in _replacements(sentence, g):
        before = g.subject_before.search(sentence.text, 0, match.start())
        subject = sentence.by_start.get(before.start("per")) if before and before["per"] else None
        pronoun = (before["pronoun"] or "").lower() if before else ""
        yield _Change(sentence.by_start[match.start("per")], subject, match.start(), pronoun, status)
    for name in ("follows_him", "his_successor"):
        for match in pattern(name).finditer(sentence.text):
            told: AffiliationStatus = "incoming" if pattern("incoming_word").search(match.group()) else "current"
            yield _Change(sentence.by_start[match.start("per")], None, match.start(), "", told)
    for match in pattern("his_predecessor").finditer(sentence.text):
        yield _Change(None, sentence.by_start[match.start("per")], match.start(), "", "current")


def _replacements(sentence: Masked, g: Grammar) -> Iterator[tuple[AffiliationStatus, re.Match[str]]]:
    """Yield where somebody is replaced, the name being the successor's, and what that makes of the successor."""
    for status, replaced in g.replaced.items():
        for match in replaced.finditer(sentence.text):
            yield status, match
    for match in pattern("replaced_at").finditer(sentence.text):
        yield "current", match


def _people(change: _Change) -> tuple[tuple[Mention | None, AffiliationStatus], ...]:
    """Return both people with what the change makes of them."""
    left: AffiliationStatus = "current" if change.status == "incoming" else "former"
    return (change.successor, change.status), (change.predecessor, left)


def _post(
    reading: Reading, posts: Sequence[Affiliation], change: _Change, index: int, named: Mention
) -> Affiliation | None:
    """Return the post that two people have one after the other, stated by the end of the sentence that says so."""
    people = {m.entity_id for m in (change.successor, change.predecessor) if m is not None}
    successor = change.successor.entity_id if change.successor else None
    # what the successor did before is not what comes to the successor
    own = [
        a
        for a in posts
        if a.person_id in people
        and 0 <= index - a.sentence_index <= _BACK
        and not (a.person_id == successor and a.status == "former")
    ]
    if own:
        return max(own, key=lambda a: (a.sentence_index, a.start))
    if len(people) == 2:
        return None
    at = reading.sentences[index].start + change.at
    people_before = [m for m in reading.mentions if m.label == "PER" and m.start < at]
    before = [a for a in posts if a.start < at and index - a.sentence_index <= _BACK]
    for post in sorted(before, key=lambda a: a.start, reverse=True):
        entity = reading.entities.get(post.person_id or "")
        if change.successor is None and (post.status == "former" or _is_left_behind(reading, post, index)):
            continue
        if not people_before or people_before[-1].entity_id != post.person_id:
            return None
        if not change.pronoun or (entity and agree(change.pronoun, entity.name.split()[0])):
            return post
    return None


def _is_left_behind(reading: Reading, post: Affiliation, index: int) -> bool:
    """Say whether a post is only what describes somebody who comes into another: "PER, DG d'ORG, succède à PER"."""
    if post.method != "apposition" or post.sentence_index != index or post.role_span is None:
        return False
    return pattern("new_post").search(reading.view, max(0, post.role_span.start - _NEAR), post.role_span.start) is None


def _inherited(post: Affiliation, person: Mention, status: AffiliationStatus) -> Affiliation:
    """Return a post as another person's."""
    return replace(
        post,
        sentence_index=person.sentence_index,
        start=person.start,
        end=person.end,
        person_id=person.entity_id,
        person=Span(person.start, person.end),
        status=status,
        method="succession",
    )
