"""Who is what where, as one sentence states it: person, role, organisation, status.

A syntactic pattern is required (apposition, title, list, copula, verb); two names in one sentence are no affiliation.
Words for posts are in roles.yml. Not here: who is appointed or dismissed (`events`), what is known beforehand (`kb`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from depeche.kb import KnowledgeBase, load_kb
from depeche.language.affiliations.attachment import Attached, attached, is_lost, joined_to, listed_next, placed
from depeche.language.affiliations.bridging import (
    holder_before,
    is_continued,
    speaker_before,
    stated_by_pronouns,
    subject_before,
)
from depeche.language.affiliations.clauses import Stated, stated_by_verbs
from depeche.language.affiliations.focus import (
    Wanted,
    crediting_subject,
    known_holder,
    known_role,
    may_be_of_company,
    named_ministry,
    organisation_in_focus,
)
from depeche.language.affiliations.grammar import Grammar, grammar
from depeche.language.affiliations.masking import Masked, masked
from depeche.language.affiliations.nations import state_or_body
from depeche.language.affiliations.phrases import RolePhrase, groups, is_of_another, role_phrases
from depeche.language.affiliations.successions import successions
from depeche.language.affiliations.wordings import pattern
from depeche.language.reading import Reading
from depeche.model import Affiliation, AffiliationStatus, Mention, Span

# posts that there are only in an organisation: where a text names none beside them, the one spoken of is meant
_CORPORATE = frozenset(
    {"ceo", "cto", "chief_scientist", "coo", "cfo", "chair", "board_member", "founder", "spokesperson", "executive"}
)


_HEADS = frozenset({"ceo", "president"})  # an organisation has one: who heads another is not meant by "le PDG"


class _Deferred(NamedTuple):
    """What a clause states of the organisation spoken of: settled after what names its own."""

    sentence: Masked
    stated: Stated


class _Open(NamedTuple):
    """A post without organisation: which is meant is settled when the whole text is read."""

    sentence: Masked
    person: Mention
    phrase: RolePhrase
    span: Span
    status: AffiliationStatus
    rule: str
    is_corporate: bool  # the post, or one joined to it, is only held in an organisation


def find_affiliations(reading: Reading, *, with_titles: bool = False) -> tuple[Affiliation, ...]:
    """Return the affiliations of a text in order, each stated once per sentence.

    `with_titles`: also those that name a post and no organisation ("le chanteur PER").
    """
    patterns, kb = grammar(), load_kb()
    stated: list[Affiliation] = []
    left_open: list[_Open] = []
    deferred: list[_Deferred] = []
    for sentence in reading.sentences:
        if any(m.label in ("PER", "ORG") for m in reading.mentions_in(sentence.start, sentence.end)):
            for found in _in_sentence(reading, masked(reading, sentence), patterns, kb):
                if isinstance(found, _Open):
                    left_open.append(found)
                elif isinstance(found, _Deferred):
                    deferred.append(found)
                else:
                    stated.append(found)
    settled = [affiliation for found in left_open for affiliation in _settled(reading, kb, found, stated)]
    settled += [a for found in deferred for a in _stated(reading, kb, found, patterns, [*stated, *settled])]
    said = _with_parties([*stated, *settled])
    kept: dict[tuple[int, str | None, str, str | None], Affiliation] = {}
    for affiliation in _without_vague([*said, *successions(reading, said)]):
        if affiliation.organization is None and not with_titles:
            continue
        key = (affiliation.sentence_index, affiliation.person_id, affiliation.role, affiliation.organization_id)
        kept.setdefault(key, affiliation)
    return tuple(
        sorted(kept.values(), key=lambda a: (a.start, a.end, a.role, a.person_id or "", a.organization_id or ""))
    )


def _with_parties(found: list[Affiliation]) -> list[Affiliation]:
    """Return affiliations, an official being one of the party in brackets: "la maire, PER (ORG)"."""
    officials = {(a.sentence_index, a.person_id) for a in found if a.role == "official" and a.role_span is not None}
    return [
        replace(a, role="official")
        if a.role == "other" and a.role_span is None and (a.sentence_index, a.person_id) in officials
        else a
        for a in found
    ]


def _without_vague(found: list[Affiliation]) -> list[Affiliation]:
    """Leave out that a person belongs to an organisation ("PER (ORG)") where the text says as what."""
    posts = {(a.person_id, a.organization_id) for a in found if not _is_vague(a)}
    return [a for a in found if not _is_vague(a) or (a.person_id, a.organization_id) not in posts]


def _is_vague(affiliation: Affiliation) -> bool:
    """Say whether nothing is said of what the person does in the organisation, or did."""
    return affiliation.role_span is None or affiliation.method == "career"


def _in_sentence(
    reading: Reading, sentence: Masked, patterns: Grammar, kb: KnowledgeBase
) -> Iterator[Affiliation | _Open | _Deferred]:
    subject: tuple[Mention, RolePhrase] | None = None
    named: list[RolePhrase] = []  # the posts before these in the sentence, whose list may go on
    for group in groups(sentence, role_phrases(sentence, patterns)):
        answer = attached(sentence, group, patterns)
        meant = holder_before(reading, sentence, group) or speaker_before(reading, sentence, group)
        if answer is None and (person := meant):
            subject, answer = (person, group[-1]), Attached((person,), "bridging", None)
        elif answer is None and subject and is_continued(sentence, subject[1], group[0], patterns):
            answer = Attached((subject[0],), "bridging", None)
        elif answer is None and named and (person := listed_next(sentence, group[0], patterns)):
            group = [joined_to(phrase, named[-1]) for phrase in group]
            answer = Attached((person,), "list", None)
        if answer is None:
            yield from _by_knowledge(reading, sentence, group, kb)
            continue
        named = group
        is_corporate = any(phrase.role in _CORPORATE for phrase in group)
        for phrase in group:
            joint = "former" if is_lost(sentence, phrase, answer.people, patterns) else answer.status
            status = joint if joint and phrase.status == "current" else phrase.status
            for person in answer.people:
                stated_here = placed(sentence, phrase, person, answer.rule, patterns)
                yield from _affiliations(
                    reading, sentence, kb, stated_here, person, status, answer.rule, is_corporate=is_corporate
                )
    for stated in (*stated_by_verbs(sentence, patterns), *stated_by_pronouns(reading, sentence, patterns)):
        yield (
            _Deferred(sentence, stated)
            if stated.organisation is None
            else next(_stated(reading, kb, _Deferred(sentence, stated), patterns, []))
        )


def _stated(
    reading: Reading, kb: KnowledgeBase, found: _Deferred, patterns: Grammar, others: list[Affiliation]
) -> Iterator[Affiliation]:
    """Yield what a clause states, of its organisation or of the one spoken of."""
    sentence, stated = found
    own = frozenset(
        a.organization_id
        for a in others
        if a.person_id == stated.person.entity_id and a.organization_id and a.status != "former"
    )
    # "Fondée par d'anciens chercheurs d'ORG, PER …": what was founded is none of the names before
    start = sentence.offset if stated.rule == "fronted" else stated.person.start
    organisation = stated.organisation or organisation_in_focus(
        reading, kb, stated.person, stated.role, start, wanted=Wanted(is_corporate=True), own=own
    )
    if organisation is not None:
        is_house = stated.role == "ceo" and patterns.house.match(organisation.surface) is not None
        role = "executive" if is_house else stated.role
        span = stated.words and Span(sentence.offset + stated.words.start, sentence.offset + stated.words.end)
        yield _affiliation(reading, sentence, stated.person, role, span, organisation, stated.status, stated.rule)


def _affiliations(
    reading: Reading,
    sentence: Masked,
    kb: KnowledgeBase,
    phrase: RolePhrase,
    person: Mention,
    status: AffiliationStatus,
    rule: str,
    *,
    is_corporate: bool,
) -> Iterator[Affiliation | _Open]:
    """Yield one affiliation per organisation of a phrase; without one, what is left open."""
    span = Span(sentence.offset + phrase.form_start, sentence.offset + phrase.form_end)
    for organisation in phrase.organisations:
        role = known_role(reading, kb, person, organisation, phrase.role) if phrase.is_head else phrase.role
        yield _affiliation(reading, sentence, person, role, span, organisation, status, rule)
    if phrase.organisations:
        return
    if state := state_or_body(reading, sentence, phrase):
        role = "official" if phrase.role == "president" else phrase.role
        yield _affiliation(reading, sentence, person, role, span, state, status, f"{rule}, state")
    elif phrase.role == "minister" and (ministry := named_ministry(reading, sentence.text[phrase.form_end :])):
        yield _affiliation(reading, sentence, person, phrase.role, span, ministry, status, rule)
    elif phrase.is_personal and phrase.is_possessive and (owner := crediting_subject(sentence, phrase.start)):
        yield _affiliation(reading, sentence, person, phrase.role, span, owner, status, f"{rule}, subject")
    elif may_be_of_company(reading, sentence, phrase) and not is_of_another(sentence, phrase, grammar()):
        yield _Open(sentence, person, phrase, span, status, rule, is_corporate)


def _settled(reading: Reading, kb: KnowledgeBase, found: _Open, stated: list[Affiliation]) -> Iterator[Affiliation]:
    """Yield the affiliation of a post with the organisation in focus, or with none."""
    phrase, person = found.phrase, found.person
    is_anaphoric = phrase.generic is not None or phrase.is_possessive or found.is_corporate
    is_company = found.is_corporate and not (phrase.is_possessive and phrase.role == "spokesperson")
    if phrase.role == "spokesperson" and not phrase.is_possessive and phrase.generic is None:
        first = reading.sentences[max(0, found.sentence.sentence_index - 1)].start
        is_anaphoric &= not pattern("of_the_state").search(reading.view, first, found.sentence.offset + phrase.start)
    form = found.sentence.text[phrase.form_start : phrase.form_end]
    is_union = phrase.is_possessive and pattern("union_delegate").match(form) is not None
    is_near = phrase.is_possessive and (phrase.role == "executive" or not found.is_corporate)
    taken: frozenset[str | None] = frozenset()
    if phrase.role in _HEADS and phrase.status == "current":
        heads = (a for a in stated if a.role in _HEADS and a.status == "current" and a.person_id != person.entity_id)
        taken = frozenset(a.organization_id for a in heads)
    focus = organisation_in_focus(
        reading,
        kb,
        person,
        phrase.role,
        found.sentence.offset + phrase.start,
        only_known=not is_anaphoric,
        only_near=is_near,
        wanted=Wanted(phrase.generic, phrase.is_possessive, is_company, is_union),
        taken=taken,
        own=frozenset(
            a.organization_id
            for a in stated
            if a.person_id == person.entity_id and a.organization_id and a.status == found.status
        )
        or _of_subject(reading, found, stated),
        left=frozenset(
            a.organization_id
            for a in stated
            if a.person_id == person.entity_id and a.status == "former" and found.status != "former"
        ),
    )
    if focus is not None or phrase.role != "executive":
        rule = f"{found.rule}, focus" if focus else found.rule
        is_public = phrase.role == "president" and focus is not None and grammar().institution.match(focus.surface)
        role = "official" if is_public else phrase.role
        yield _affiliation(reading, found.sentence, person, role, found.span, focus, found.status, rule)


def _of_subject(reading: Reading, found: _Open, stated: list[Affiliation]) -> frozenset[str | None]:
    """Return the organisations of the one who is "elle" in "Elle a mis en cause son directeur financier"."""
    subject = subject_before(reading, found.sentence, found.phrase.start) if found.phrase.is_possessive else None
    return frozenset(
        a.organization_id
        for a in stated
        if subject and a.person_id == subject.entity_id and a.role in _CORPORATE | _HEADS and a.status == "current"
    )


def _by_knowledge(
    reading: Reading, sentence: Masked, group: list[RolePhrase], kb: KnowledgeBase
) -> Iterator[Affiliation]:
    """Yield what "l'ex-PDG d'ORG" without a name says of the one person of the text known in that post."""
    for phrase in group:
        if not phrase.organisations or phrase.is_plural or not phrase.is_definite or phrase.status != "former":
            continue
        person = known_holder(reading, kb, phrase.organisations[0], phrase.role, sentence.offset + phrase.start)
        if person is not None:
            span = Span(sentence.offset + phrase.form_start, sentence.offset + phrase.form_end)
            yield _affiliation(
                reading, sentence, person, phrase.role, span, phrase.organisations[0], phrase.status, "known holder"
            )


def _affiliation(
    reading: Reading,
    sentence: Masked,
    person: Mention,
    role: str,
    words: Span | None,
    organisation: Mention | None,
    status: AffiliationStatus,
    rule: str,
) -> Affiliation:
    if role in ("executive", "official") and organisation and pattern("union").match(organisation.surface):
        is_unionist = words is not None and pattern("union_post").match(reading.text, words.start)
        role = "other" if is_unionist else role
    mentions = [m for m in (person, organisation) if m is not None and m.sentence_index == sentence.sentence_index]
    spans = [Span(m.start, m.end) for m in mentions] + ([words] if words else [])
    return Affiliation(
        sentence_index=sentence.sentence_index,
        start=min(span.start for span in spans),
        end=max(span.end for span in spans),
        person_id=person.entity_id,
        person=Span(person.start, person.end),
        role=role,
        role_surface=reading.text[words.start : words.end] if words else None,
        role_span=words,
        organization_id=organisation.entity_id if organisation else None,
        organization=Span(organisation.start, organisation.end) if organisation else None,
        status=status,
        method=rule,
    )
