"""Find role phrases in a masked sentence: determiner, modifiers, role, field, and the organisation they name.

Here: noun phrases such as "l'ancien directeur de la stratégie d'ORG". Whom they speak of is settled in `attachment`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from depeche.language.affiliations.grammar import Grammar
from depeche.language.affiliations.masking import Masked
from depeche.language.affiliations.wordings import pattern, words
from depeche.language.entities.lexicon import lexicon
from depeche.model import AffiliationStatus, Mention

Complement = tuple[int, tuple[Mention, ...], str | None]  # where it ends, what it names, its generic noun

OF_STATES = frozenset({"president", "minister", "official"})  # posts whose organisation is a country or a town


_OF_ONE = frozenset({"spokesperson", "president", "ceo", "founder"})  # whose complement is an organisation, no field
_OF_COMPANIES = frozenset({"ceo", "cto", "coo", "cfo", "chair", "chief_scientist", "founder", "executive", "president"})
_POLITICAL = frozenset({"official", "minister", "other"})  # posts beside which a party may stand
_REACH = 45  # characters before a role in which its determiner and modifiers stand
_FAR = 25


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role as a sentence words it; offsets into the masked text.

    `is_head`: a director of the whole organisation.
    `is_personal`: a post that may be held for a person ("son avocate").
    `is_possessive` ("son PDG") and `generic`, the noun of "le PDG de l'entreprise", mean the organisation spoken of.
    `is_resumed`: a pronoun for the post named before ("celui d'ORG"), whose holder is another person.
    """

    start: int
    end: int
    role: str
    form_start: int
    form_end: int
    status: AffiliationStatus
    organisations: tuple[Mention, ...]
    is_definite: bool
    is_possessive: bool
    is_personal: bool
    is_head: bool
    generic: str | None
    is_plural: bool
    is_resumed: bool = False


def role_phrases(sentence: Masked, g: Grammar) -> list[RolePhrase]:
    """Return the role phrases of a sentence in order, those joined by "et" sharing their organisation."""
    found: list[RolePhrase] = []
    for form, roles, is_plural in ((g.form, g.words.role_of, False), (g.plural, g.words.plural_of, True)):
        for match in form.finditer(sentence.text):
            role = roles.get(match.group().lower())
            if role is not None:
                phrase = _phrase(sentence, match, role, is_plural, g)
                if _is_post(sentence.text, phrase, match.group().lower(), g):
                    found.append(phrase)
    found.extend(_resumed(sentence, found, g))
    found.sort(key=lambda p: (p.form_start, -p.form_end))
    kept: list[RolePhrase] = []
    for phrase in found:
        if not kept or phrase.form_start >= kept[-1].end:
            kept.append(phrase)
    return _sharing(sentence, kept)


def groups(sentence: Masked, phrases: list[RolePhrase]) -> list[list[RolePhrase]]:
    """Return the phrases that speak of one person, joined by "et", comma or "puis" without a name between them."""
    answer: list[list[RolePhrase]] = []
    for phrase in phrases:
        if answer and _are_joined(sentence, answer[-1][-1], phrase):
            answer[-1].append(phrase)
        else:
            answer.append([phrase])
    return answer


def _phrase(sentence: Masked, match: re.Match[str], role: str, is_plural: bool, g: Grammar) -> RolePhrase:
    text = sentence.text
    start, determiner, pre = _opening(text, match.start(), g)
    form = match.group().lower()
    end, organisations, generic = _complement(sentence, match.end(), role, form, g)
    if role in _POLITICAL and (party := pattern("party_beside").match(text, match.end())):
        named = sentence.by_start[party.start("inside") if party["inside"] else party.start("beside")]
        organisations, end = tuple(dict.fromkeys((*organisations, named))), max(end, party.end())
    if role == "minister" and not organisations and (charged := pattern("portfolio").match(text, match.end())):
        end = max(end, charged.end())
    if is_plural and (one := pattern("one_of").search(text, 0, start)):
        start, is_plural, determiner = one.start(), False, ""
    is_head = form in g.words.heads and g.led.match(text, match.end()) is not None
    if is_head:
        role = "executive" if _is_of_house(text, match.end(), organisations, g) else "ceo"
    elif form in g.words.bosses and organisations and g.part.match(text, match.end()):
        role = "executive"
    elif (role == "president" or form in g.words.secretaries) and any(
        _is_public(organisation, g) for organisation in organisations
    ):
        role = "official"
    elif role == "official" and generic in g.words.kinds and generic not in g.words.civic:
        role = "executive"  # "l'avocate générale de la société"
    elif role == "employee" and any(o.surface.lower().startswith(words("bars")) for o in organisations):
        role = "other"
    return RolePhrase(
        start=start,
        end=end,
        role=role,
        form_start=match.start(),
        form_end=match.end(),
        status="former" if _is_over(sentence, end, g) else _status(pre, text[match.end() : match.end() + _REACH], g),
        organisations=organisations,
        is_definite=determiner in g.words.definite,
        is_possessive=determiner in g.words.possessive,
        is_head=is_head,
        is_personal=form in g.words.personal,
        generic=generic,
        is_plural=is_plural,
    )


def _is_of_house(text: str, at: int, organisations: tuple[Mention, ...], g: Grammar) -> bool:
    """Say whether a director leads a theatre, a hospital or the like: no chief executive."""
    return g.led_house.match(text, at) is not None or any(g.house.match(o.surface) for o in organisations)


def is_of_another(sentence: Masked, phrase: RolePhrase, g: Grammar) -> bool:
    """Say whether a post's complement names somebody else than the organisation spoken of, without a capital."""
    if phrase.generic is not None:
        if phrase.generic in g.words.of_any_kind:
            return False
        after = pattern("after_noun").match(sentence.text, phrase.end)
        return after is not None and any(word in lexicon().demonyms for word in after["words"].split())
    return phrase.role in _OF_ONE and pattern("of_another").match(sentence.text, phrase.form_end) is not None


def _resumed(sentence: Masked, found: list[RolePhrase], g: Grammar) -> list[RolePhrase]:
    """Return the posts that a pronoun takes up from the nearest phrase before it: "le PDG d'ORG et celui d'ORG"."""
    answer = []
    for match in g.resumed.finditer(sentence.text):
        before = [phrase for phrase in found if phrase.end <= match.start() and phrase.organisations]
        organisation = sentence.by_start.get(match.start("org"))
        if before and organisation is not None:
            model = max(before, key=lambda phrase: phrase.form_start)
            start, end = match.span("form")
            answer.append(
                replace(
                    model,
                    start=start,
                    end=match.end(),
                    form_start=start,
                    form_end=end,
                    organisations=(organisation,),
                    is_resumed=True,
                )
            )
    return answer


def _is_public(organisation: Mention, g: Grammar) -> bool:
    """Say whether an organisation is a state, a town or one of their institutions."""
    return organisation.label == "LOC" or g.institution.match(organisation.surface) is not None


def _is_post(text: str, phrase: RolePhrase, form: str, g: Grammar) -> bool:
    """Say whether a form that may be another part of speech is a post here."""
    has_article = phrase.is_definite or phrase.is_possessive
    if form in words("standing") and pattern("standing_for").match(text, phrase.form_end):
        return False
    if form in g.words.participles:
        return has_article or pattern("party_elected").match(text, phrase.form_end) is not None
    return has_article or bool(phrase.organisations) or form not in g.words.needs_determiner


def _opening(text: str, at: int, g: Grammar) -> tuple[int, str, str]:
    """Return where a phrase whose role stands at `at` begins, its determiner, and the words between them."""
    if until := g.until_before.search(text, max(0, at - _REACH), at):
        return until.start(), "", until.group()
    before = g.opening_before.search(text, max(0, at - _REACH), at)
    alone = g.modifier_before.search(text, max(0, at - _REACH), at)
    if before and alone and alone.start() < before.start():  # "à l'époque président"
        before = None
    if before and not any(part in words("joint") or part in g.words.stop_words for part in _parts(before["pre"])):
        return before.start(), before["det"].lower().strip(), before["pre"]
    start = alone.start() if alone else at
    return start, "", text[start:at]


def _parts(modifiers: str) -> list[str]:
    """Return the words before a post, without the prefix that says that it is a former one."""
    for prefix in words("former_prefix"):
        modifiers = modifiers.replace(prefix, "")
    return modifiers.split()


def _status(before: str, after: str, g: Grammar) -> AffiliationStatus:
    for status in g.words.status_order:
        first, last = g.status_before.get(status), g.status_after.get(status)
        if (first and first.search(before)) or (last and last.match(after)):
            return status
    return "current"


def _is_over(sentence: Masked, at: int, g: Grammar) -> bool:
    """Say whether a post is followed by a time that has ended: "de 2012 à 2018", but not "jusqu'en" a year to come."""
    time = g.over.match(sentence.text, at)
    if time is None:
        return False
    last = time["last"] or time["until"]
    return last is None or sentence.year is None or int(last) <= sentence.year


def _complement(sentence: Masked, at: int, role: str, form: str, g: Grammar) -> Complement:
    """Return where a phrase ends, the organisations it names, and the noun of "de l'entreprise"."""
    text = sentence.text
    if form in g.words.bare_complement and (bare := g.bare.match(text, at)):
        return _organisations(sentence, bare, g)
    if role in _OF_COMPANIES and (bare := pattern("bare_named").match(text, at)):
        return _organisations(sentence, bare, g)
    named, generic, place = g.named.match(text, at), g.generic.match(text, at), g.place.match(text, at)
    if named and not (generic and generic.end() < named.start("org") - _FAR) and _is_clean(named["field"], g):
        return _organisations(sentence, named, g)
    if generic and _is_clean(generic["field"], g):
        return generic.end(), (), generic["noun"].lower()
    abroad = pattern("named_abroad").match(text, at) if role in _OF_COMPANIES else None
    if abroad and _is_clean(abroad["field"], g):
        return _organisations(sentence, abroad, g)
    if place and _is_clean(text[at : place.start("place")], g):
        is_of_place = role in OF_STATES or form in g.words.of_places
        state = sentence.by_start.get(place.start("place")) if is_of_place else None
        tail = g.tail.match(text, place.end())
        return tail.end() if tail else place.end(), (state,) if state else (), None
    end = _bare_end(text, at, g)
    if bracketed := g.bracketed.match(text, end):
        organisation = sentence.by_start.get(bracketed.start("org"))
        return bracketed.end(), (organisation,) if organisation else (), None
    return end, (), None


def _organisations(sentence: Masked, named: re.Match[str], g: Grammar) -> Complement:
    """Return the organisations that follow one another: "PDG d'ORG et de ORG"."""
    found, end = [sentence.by_start.get(named.start("org"))], named.end()
    while following := g.next_organisation.match(sentence.text, end):
        found.append(sentence.by_start.get(following.start("org")))
        end = following.end()
    if tail := g.tail.match(sentence.text, end):
        end = tail.end()
    return end, tuple(mention for mention in found if mention), None


def _bare_end(text: str, at: int, g: Grammar) -> int:
    """Return the end of a role without organisation: its modifiers, at most two adjectives or one field."""
    if modified := g.modified.match(text, at):
        return modified.end()
    for tail in (g.field, g.adjectives):
        found = tail.match(text, at)
        if found and _is_clean(found.group(), g):
            return found.end()
    return at


def _is_clean(field: str, g: Grammar) -> bool:
    """Say whether a stretch between role and organisation holds no verb or conjunction of another clause."""
    field = pattern("no_label").sub("", field)
    if pattern("small_and").search(field):
        return False
    return not any(word in g.words.stop_words for word in pattern("word").findall(field) if word not in words("links"))


def _sharing(sentence: Masked, phrases: list[RolePhrase]) -> list[RolePhrase]:
    """Give phrases that are joined the organisation that one of them names: "cofondateur et PDG d'ORG"."""
    answer = list(phrases)
    for i in range(len(answer) - 2, -1, -1):
        one, two = answer[i], answer[i + 1]
        is_of_town = one.role == "minister" and two.role != "minister"
        if _are_joined(sentence, one, two) and _lacks(sentence.text, one) and not is_of_town:
            answer[i] = replace(one, organisations=_held_in(sentence.text, one, two.organisations))
    joints = [f" {joint} " for joint in words("joint")]
    for i in range(1, len(answer)):
        one, two = answer[i - 1], answer[i]
        if one.end <= two.start and sentence.text[one.end : two.start] in joints and _lacks(sentence.text, two):
            answer[i] = replace(two, organisations=_held_in(sentence.text, two, one.organisations))
    return answer


def _lacks(text: str, phrase: RolePhrase) -> bool:
    """Say whether a post has nothing of its own that it is held in, as "ministre de la Mer" has beside "maire"."""
    if phrase.organisations or phrase.generic is not None:
        return False
    return phrase.role not in _POLITICAL or pattern("own_complement").match(text, phrase.form_end) is None


def _held_in(text: str, phrase: RolePhrase, organisations: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return those of some organisations in which a post can be held: in a town only by an official or the like."""
    is_of_state = phrase.role in OF_STATES and not pattern("own_complement").match(text, phrase.form_end)
    return tuple(o for o in organisations if o.label != "LOC" or is_of_state)


def _are_joined(sentence: Masked, one: RolePhrase, two: RolePhrase) -> bool:
    if one.is_plural != two.is_plural or one.end > two.start or two.is_resumed:
        return False
    joint = sentence.text[one.end : two.start].strip(" ")
    return joint in words("post_joints") and not (joint == "," and two.is_definite)
