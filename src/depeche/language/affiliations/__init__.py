"""Who is what where, as one sentence states it: person, role, organisation, status.

A syntactic pattern is required (apposition, title, list, copula, verb); two names in one sentence are no affiliation.
Words for posts are in roles.yml. Not here: who is appointed or dismissed (`events`), what is known beforehand (`kb`).
"""

from __future__ import annotations

from collections.abc import Iterator

from depeche.kb import KnowledgeBase, load_kb
from depeche.language.affiliations.attachment import Attached, attached, is_lost, placed
from depeche.language.affiliations.bridging import goes_on, holder_before
from depeche.language.affiliations.clauses import stated_by_verbs
from depeche.language.affiliations.focus import known_holder, known_role, organisation_in_focus
from depeche.language.affiliations.grammar import Grammar, grammar
from depeche.language.affiliations.masking import Masked, masked
from depeche.language.affiliations.phrases import RolePhrase, groups, role_phrases
from depeche.language.reading import Reading
from depeche.model import Affiliation, AffiliationStatus, Mention, Span

# posts that there are only in an organisation: where a text names none beside them, the one spoken of is meant
_CORPORATE = frozenset(
    {"ceo", "cto", "chief_scientist", "coo", "cfo", "chair", "board_member", "founder", "spokesperson", "executive"}
)


def find_affiliations(reading: Reading, *, with_titles: bool = False) -> tuple[Affiliation, ...]:
    """Return the affiliations of a text in order, each stated once per sentence.

    `with_titles`: also those that name a post and no organisation ("le chanteur PER").
    """
    patterns, kb = grammar(), load_kb()
    found: dict[tuple[int, str | None, str, str | None], Affiliation] = {}
    for sentence in reading.sentences:
        if not any(m.label in ("PER", "ORG") for m in reading.mentions_in(sentence.start, sentence.end)):
            continue
        for affiliation in _in_sentence(reading, masked(reading, sentence), patterns, kb):
            if affiliation.organization is None and affiliation.role not in _CORPORATE and not with_titles:
                continue
            key = (affiliation.sentence_index, affiliation.person_id, affiliation.role, affiliation.organization_id)
            found.setdefault(key, affiliation)
    return tuple(
        sorted(found.values(), key=lambda a: (a.start, a.end, a.role, a.person_id or "", a.organization_id or ""))
    )


def _in_sentence(reading: Reading, sentence: Masked, patterns: Grammar, kb: KnowledgeBase) -> Iterator[Affiliation]:
    subject: tuple[Mention, RolePhrase] | None = None
    for group in groups(sentence, role_phrases(sentence, patterns)):
        answer = attached(sentence, group, patterns)
        if answer is None and (person := holder_before(reading, sentence, group)):
            subject, answer = (person, group[-1]), Attached((person,), "bridging", None)
        elif answer is None and subject and goes_on(sentence, subject[1], group[0], patterns):
            answer = Attached((subject[0],), "bridging", None)
        if answer is None:
            yield from _by_knowledge(reading, sentence, group, kb)
            continue
        for phrase in group:
            joint = "former" if is_lost(sentence, phrase, answer.people, patterns) else answer.status
            status = joint if joint and phrase.status == "current" else phrase.status
            for person in answer.people:
                stated_here = placed(sentence, phrase, person, patterns) if answer.rule == "title" else phrase
                yield from _affiliations(reading, sentence, kb, stated_here, person, status, answer.rule)
    for stated in stated_by_verbs(sentence, patterns):
        organisation = stated.organisation or organisation_in_focus(
            reading, kb, stated.person, stated.role, stated.person.start
        )
        if organisation is not None:
            span = stated.words and Span(sentence.offset + stated.words.start, sentence.offset + stated.words.end)
            yield _affiliation(
                reading, sentence, stated.person, stated.role, span, organisation, stated.status, stated.rule
            )


def _affiliations(
    reading: Reading,
    sentence: Masked,
    kb: KnowledgeBase,
    phrase: RolePhrase,
    person: Mention,
    status: AffiliationStatus,
    rule: str,
) -> Iterator[Affiliation]:
    """Yield one affiliation per organisation of a phrase; without one, that in focus or none."""
    span = Span(sentence.offset + phrase.form_start, sentence.offset + phrase.form_end)
    for organisation in phrase.organisations:
        role = known_role(reading, kb, person, organisation, phrase.role) if phrase.is_head else phrase.role
        yield _affiliation(reading, sentence, person, role, span, organisation, status, rule)
    if phrase.organisations:
        return
    if phrase.is_personal and not phrase.is_generic:
        return
    anaphoric = phrase.is_generic or phrase.is_possessive or phrase.role in _CORPORATE
    focus = organisation_in_focus(
        reading,
        kb,
        person,
        phrase.role,
        sentence.offset + phrase.start,
        only_known=not anaphoric,
        only_near=phrase.is_possessive and (phrase.role == "executive" or phrase.role not in _CORPORATE),
    )
    if focus is not None or phrase.role != "executive":
        yield _affiliation(
            reading, sentence, person, phrase.role, span, focus, status, f"{rule}, focus" if focus else rule
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
