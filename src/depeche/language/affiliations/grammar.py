"""The patterns of this room, made once of its words: role phrases, and what joins them to people.

Every repetition is bounded, so that a sentence of any length is searched in linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from depeche.language.affiliations.lexicon import RoleWords, role_words
from depeche.language.affiliations.masking import ORG, ORGANISATION, PER, PERSON, PLACE
from depeche.model import AffiliationStatus

WORD = r"[a-zà-öø-ÿœ-]+"
_OPEN = r"(?:[«\"“]|'')? ?"
_NOUNS = rf"(?:[A-Za-zÀ-ÖØ-öø-ÿœ-]+ ){{0,3}}?{_OPEN}"
_ARTICLE = r"(?:l'|la |le |les |du |de l'|de la |de |d'|son |sa )?"
_SMALL = r"(?:le |la |l'|un |une |son |sa |du |de |d'|aussi |également |toujours |aujourd'hui |actuellement )?"
_TIME = r"(?:jusqu'ici|jusqu'alors|jusqu'à présent|aujourd'hui|désormais|également|actuellement|alors|auparavant)"
_AND = r"(?: et | & |, et |, | et également | ainsi que )"
_OF = r"(?:d'|de l'|de la |de |du |des )"

_NOT_REPLACED = r"(?<!succède à )(?<!succédé à )(?<!succéder à )(?<!remplace )(?<!remplacé )(?<!remplacer )"

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns; those whose name ends in `_before` end where a phrase begins."""

    words: RoleWords
    form: Pattern
    plural: Pattern
    opening_before: Pattern
    until_before: Pattern
    modifier_before: Pattern
    status_before: dict[AffiliationStatus, Pattern]
    status_after: dict[AffiliationStatus, Pattern]
    named: Pattern
    generic: Pattern
    place: Pattern
    next_organisation: Pattern
    bracketed: Pattern
    led: Pattern
    part: Pattern
    bare: Pattern
    asserted: dict[AffiliationStatus, Pattern]
    over: Pattern
    resumed: Pattern
    modified: Pattern
    field: Pattern
    adjectives: Pattern
    right: Pattern
    right_list: Pattern
    list_opened: Pattern
    list_item: Pattern
    left_before: Pattern
    named_before: Pattern
    beside_before: Pattern
    lost_before: Pattern
    lost_after: Pattern
    joint_before: dict[AffiliationStatus, Pattern]
    active: tuple[tuple[Pattern, str, AffiliationStatus], ...]
    passive: tuple[tuple[Pattern, str], ...]
    generic_passive: tuple[tuple[Pattern, str], ...]
    fronted: tuple[tuple[Pattern, str], ...]
    belonging: tuple[tuple[Pattern, str], ...]
    headship: tuple[tuple[Pattern, str, AffiliationStatus], ...]
    removal: Pattern
    following: tuple[tuple[Pattern, str, AffiliationStatus], ...]
    place_of_person: Pattern


@cache
def grammar() -> Grammar:
    """Return the patterns of this room."""
    w = role_words()
    after = "(?: " + "|".join(w.status_after.values()).join(("(?:", ")")) + ")?"
    before = "|".join(w.status_before.values()).join(("(?:", ")"))
    field = rf"(?P<field>(?: {w['field']}?{WORD}){{0,5}}?)"
    party = rf"(?: \({ORGANISATION}\)| {ORGANISATION}(?= {_OF}))?"  # "le député (ORG) de LOC"
    nationality = r"(?:l'|le |la )[A-ZÀ-Ý][a-zà-ÿ]+"
    title = rf"(?:(?:{w['civilities']}|{nationality}|(?:le |la |l'|son |sa )?{w['grades']}) )?"
    since = rf"(?:,? (?:depuis|de|entre|jusqu'en|jusqu'à|en) [^{PER}{ORG},.;:!?«»\n]{{0,20}}\d{{4}}(?=,))?"
    person = rf"(?P<per>{PERSON})"
    organisation = rf"(?P<org>{ORGANISATION})"
    return Grammar(
        words=w,
        form=re.compile(rf"(?<!\w){w.form}(?![\w'-])"),
        plural=re.compile(rf"(?<![\w-]){w.plural}(?![\w'-])"),
        opening_before=re.compile(
            rf"(?<![\w'-])(?P<det>{w['determiner']})(?P<pre>(?:[a-zà-öø-ÿ]{{2,15}} ){{0,2}}(?:ex-)?)$"
        ),
        until_before=re.compile(rf"(?<![\w-])jusqu'(?:à|au|en|aux) [^{PER}{ORG},.;:«»\n]{{2,30}} (?:ex-)?$"),
        modifier_before=re.compile(rf"(?:(?<![\w-]){before} )?(?:ex-)?$"),
        status_before={s: re.compile(rf"(?<!\w){p}(?!\w)") for s, p in w.status_before.items()},
        status_after={s: re.compile(rf"(?: {WORD}){{0,2}}? {p}(?!\w)") for s, p in w.status_after.items()},
        named=re.compile(rf"{after}{party}{field}{after} {w['of']}{_NOUNS}{organisation}"),
        generic=re.compile(
            rf"{after}{field}{after} (?!(?:de |d')(?!la |l'|ce|son |sa |notre )){w['of']}"
            rf"(?:cet |cette |ce |son |sa |notre )?(?P<noun>{w['generic_organisations']})(?![\w-])(?! {_OF}{PLACE})"
        ),
        place=re.compile(
            rf"{after}{party}(?: {w['field']}?{WORD}){{0,3}}? {w['of']}(?:{WORD} )?(?P<place>{PLACE})"
            rf"(?: (?:au|aux|en|à) {PLACE})?"
        ),
        next_organisation=re.compile(rf"{_AND}{_OF}{organisation}"),
        bracketed=re.compile(rf", ?{organisation}(?=\))"),
        led=re.compile(
            rf"{after} (?:{_OF}(?:(?:{w['led']}|{w['employers']}) (?:{WORD} )?(?:{_OF})?)?{_OPEN}{organisation}"
            rf"|(?:de l'|de la |du ){w['led']}(?![\w-]))"
        ),
        part=re.compile(
            rf"{after} {_OF}(?!(?:{w['led']}|{w['employers']}|{w['generic_organisations']})(?![\w-]))"
            rf"(?:{WORD} ){{1,3}}?(?:{w['field']}{WORD} ){{0,2}}?{_OF}{_OPEN}{organisation}"
        ),
        bare=re.compile(rf"{after}(?: {WORD})? (?P<org>{ORGANISATION}|{PLACE})(?! {_OF}{PLACE})"),
        asserted={
            s: re.compile(rf"[^{PER}{ORG}.,;:!?«»\n]{{0,40}}?(?<!\w){p} ?{_SMALL}$") for s, p in w.joints.items()
        },
        over=re.compile(r",? (?:de (?:\w{3,9} )?\d{4} à|entre (?:\w{3,9} )?\d{4} et) (?:\w{3,9} )?\d{4}(?!\d)"),
        resumed=re.compile(rf"(?<![\w-])(?P<form>[cC]el(?:ui|le)) {_OF}{_NOUNS}{organisation}"),
        modified=re.compile(after.removesuffix("?")),
        field=re.compile(rf" {w['field']}{WORD}(?: {WORD})?(?=[ ,)]*(?:[{PER}{ORG},.)]|$))"),
        adjectives=re.compile(rf"(?: {WORD}){{1,2}}(?= ?[{PER},])"),
        right=re.compile(
            rf"{since}(?:, {w['asides']}(?: [^{PER}{ORG},.;:()«»\n]{{1,30}})?(?=, ))?"
            rf"(?: ?[,:–—-] ?| \(| n'est autre que | est | )"
            rf"(?:à savoir |un certain |une certaine )?{title}{person}"
        ),
        right_list=re.compile(rf"(?:, et | et |, | ){title}{person}"),
        list_opened=re.compile(rf",? ?{w['list_verbs']} (?:notamment |entre autres |désormais |aussi )?"),
        list_item=re.compile(rf"(?:^|, |, et | et |(?<= )){title}{person}"),
        left_before=re.compile(
            rf"{person}(?: (?:lui|elle)-même)?(?: \(\d{{1,3}} ans\))?(?: ?, ?| ?\(| [–—-] )"
            rf"(?:\d{{1,3}} ans,? )?(?:(?:lui|elle)-même, )?(?:{w['asides']} )?$"
        ),
        named_before=re.compile(rf"(?<!\w){w['appointments']} {person} $"),
        beside_before=re.compile(rf"{person} $"),
        lost_before=_lost_before(w),
        lost_after=re.compile(rf"(?:,? (?:lui aussi )?|, qui |, )(?:finalement |aussitôt )?{w['lost_after']}(?!\w)"),
        joint_before={s: re.compile(_joint(p, person)) for s, p in w.joints.items()},
        active=tuple(
            (re.compile(pattern), role, status)
            for verb, role, status in w.verbs
            for pattern in (_active(verb, person, organisation), _inverted(verb, title, person, organisation))
        ),
        passive=tuple((re.compile(_passive(p, person, organisation)), role) for p, role in w.passives),
        generic_passive=tuple(
            (re.compile(_generic_passive(p, person, w["generic_organisations"])), role) for p, role in w.passives
        ),
        fronted=tuple((re.compile(_fronted(p, w["generic_organisations"])), role) for p, role in w.passives),
        belonging=_belonging(w, person, organisation),
        headship=_headships(w, person, organisation),
        following=tuple(
            (
                re.compile(
                    rf"(?:(?<!de )(?<!d')(?P<next>{PERSON}) )?(?<!\w){verbs} ?{title}{person} "
                    rf"(?P<words>{form}) {_OF}{_NOUNS}{organisation}"
                ),
                role,
                status,
            )
            for status, verbs in w.succession.items()
            for form, role in w.headships
        ),
        place_of_person=re.compile(rf" {_OF}(?:(?P<org>{ORGANISATION})|(?P<place>{PLACE}))"),
        removal=re.compile(
            rf"(?<!\w){w['removals']} ?(?:{w['civilities']} )?{person} "
            rf"(?P<words>du {w['bodies']})(?: {_OF}{organisation})?"
        ),
    )


def _lost_before(w: RoleWords) -> Pattern:
    """Return the pattern of a dismissal before a post; a time may stand within: "s'est séparé hier de son PDG"."""
    forms = w["lost_before"].replace("\\ de", "(?: [a-zà-öø-ÿ]{3,10}){0,2}? (?:de|d')").replace("\\ d'", " d'")
    forms = forms.replace("[aA]\\ ", "[aA] (?:[a-zà-öø-ÿ]{3,12} )?")
    return re.compile(rf"(?<![\w'-]){forms} ?(?:[a-zà-öø-ÿ]{{3,10}} )?$")


def _joint(joints: str, person: str) -> str:
    return rf"{person}(?P<gap>[^{PER}.;:!?«»\n]{{0,70}}?)(?<!\w){joints} ?{_SMALL}$"


def _active(verb: str, person: str, organisation: str) -> str:
    subject = (
        r"(?:, \d{1,3} ans,| \(\d{1,3} ans\))?(?:, qui|, lequel|, laquelle|, et qui| qui)?(?: [a-zà-öø-ÿ']+ ?){0,2}?"
    )
    object_ = rf"(?:[A-Za-zÀ-ÖØ-öø-ÿ-]+ ){{0,2}}?{_OPEN}{organisation}"
    return rf"{person}{subject} ?(?<!\w)(?P<words>{verb})(?!\w)(?: {_TIME})? ?{_ARTICLE}{object_}"


def _inverted(verb: str, title: str, person: str, organisation: str) -> str:
    return rf"{organisation},? qu(?:e |')(?P<words>{verb}) {title}{person}"


def _passive(participles: str, person: str, organisation: str) -> str:
    aside = rf"(?:, (?:une? |l'un des |l'une des |le |la |l')[^,.;:(){PER}{ORG}\n]{{3,70}}?)?"
    copula = (
        rf"{aside}(?:,| \(| est| a été| était|, qui est| qui est)? ?"
        r"(?:notamment |aujourd'hui |en \d{4} |co-)?"
    )
    since = r"(?:(?: en)? \d{4}(?: [àa] [^,.;\n]{2,25}?)? par)?"
    agent = rf"{since} (?:l'|le |la |son |sa )?(?:[a-zà-öø-ÿ-]+ ){{0,3}}?{person}"
    return rf"{organisation}{copula}(?P<words>{participles}){agent}(?P<more>(?:(?:, | et )(?:par )?{PERSON}){{0,8}})"


def _generic_passive(participles: str, person: str, generic: str) -> str:
    copula = r"(?:,| est| a été| était|, qui est| qui est)? ?(?:notamment |aujourd'hui |en \d{4} )?"
    return (
        rf"(?<![\w-])(?:[lL]e |[lL]a |[lL]'){generic}{copula}(?P<words>{participles})(?: \d{{4}})?(?: par)? {person}"
        rf"(?P<more>(?:(?:, | et )(?:par )?{PERSON}){{0,8}})"
    )


def _fronted(participles: str, generic: str) -> str:
    people = rf"(?P<people>{PERSON}(?:(?:, | et )(?:par )?{PERSON}){{0,8}})"
    start = r"(?: (?:\d{4}|[a-zà-öø-ÿ]{3,9} \d{4}))?(?: à [^,\n]{2,30}?)?(?: par)?"
    subject = rf"(?:le |la |l')?(?:(?:{generic}|[a-zà-öø-ÿ-]+) )?(?P<org>{ORGANISATION})|(?:le |la |l'){generic}"
    return rf"^(?P<words>{participles}){start} {people}, (?:{subject})"


def _belonging(w: RoleWords, person: str, organisation: str) -> tuple[tuple[Pattern, str], ...]:
    noun = rf"(?:{w['generic_organisations']}|{w['employers']}) (?:[a-zà-öø-ÿ-]+ ){{0,2}}?{_OPEN}"
    gap = rf"[^{PER}{ORG}.,;:!?«»\n]{{0,40}}?"
    aside = r"(?:,(?: alors| désormais| aujourd'hui)?)?"
    return (
        (re.compile(rf"{person} \({organisation}\)"), "other"),
        (re.compile(rf"{person}, (?:{_OF}|chez )(?:{noun})?{organisation}(?=[,.)])"), "other"),
        (re.compile(rf"{person} {_OF}{noun}{organisation}"), "other"),
        (re.compile(rf"(?P<words>[àÀ] la tête) {_OF}(?:{noun})?{organisation}{gap}, {person}"), "ceo"),
        (
            re.compile(rf"{_NOT_REPLACED}{person}{aside}{gap} (?P<words>à la tête) {_OF}(?:{noun})?{organisation}"),
            "ceo",
        ),
    )


def _headships(w: RoleWords, person: str, organisation: str) -> tuple[tuple[Pattern, str, AffiliationStatus], ...]:
    """Return patterns of "élu PER à la présidence du club", "PER prend la direction d'ORG", "nomme PER à la tête"."""
    noun = rf"(?:(?:{w['generic_organisations']}|{w['employers']}) (?:[a-zà-öø-ÿ-]+ ){{0,2}}?)?{_OPEN}"
    whole = rf"{_OF}(?:{noun}{organisation}|{w['generic_organisations']}(?![\w-]))"
    today: AffiliationStatus = "current"
    beside = ((rf"{_NOT_REPLACED}{person} (?P<words>{form}) {whole}", role, today) for form, role in w.headships)
    held = (
        (rf"{_NOT_REPLACED}{person},? (?:qui )?{verbs}(?: {_TIME})? (?P<words>{form}) {whole}", role, status)
        for form, role in w.headships
        for status, verbs in w.office_verbs.items()
    )
    named = (
        (rf"(?<!\w){w['naming']} {person} (?P<words>{form})(?! {_OF}| générale)(?!\w)", role, today)
        for form, role in w.headships
    )
    return tuple((re.compile(pattern), role, status) for pattern, role, status in (*beside, *held, *named))
