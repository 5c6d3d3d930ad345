"""Load the word lists of this room once, in the forms that its rules need.

Words are in cues.yml and filters.yml; here is only how they become sets and patterns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from depeche.kb.records import folded
from depeche.language.entities.announcing import Announcement
from depeche.language.entities.spans import CAPITAL, NAME_WORD
from depeche.words import read_words

_ROOM = "language/entities"
_OF = r"(?:de la |de l'|de |du |des |d'|chez )"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of this room. Patterns ending in $ are for the text that precedes a name."""

    titles: Announcement
    leading_title: re.Pattern[str]
    person_role: Announcement
    leading_role: re.Pattern[str]
    leading_office: re.Pattern[str]
    organisation_of: Announcement
    organisation_post: Announcement
    organisation_noun: Announcement
    quoted_noun: Announcement
    organisation_before: Announcement
    organisation_verb: Announcement
    organisation_after: re.Pattern[str]
    organisation_act: re.Pattern[str]
    body_says: re.Pattern[str]
    office: Announcement
    office_domain: Announcement
    product_noun: Announcement
    place_before: Announcement
    place_of: Announcement
    department_after: re.Pattern[str]
    press_before: Announcement
    press_after: re.Pattern[str]
    press_title: re.Pattern[str]
    press_nouns: frozenset[str]
    inhabitants: re.Pattern[str]
    several: Announcement
    headed: re.Pattern[str]
    club: re.Pattern[str]
    idiom: re.Pattern[str]
    competition: re.Pattern[str]
    institution_head: re.Pattern[str]
    lower_institution_head: re.Pattern[str]
    ministry: re.Pattern[str]
    lower_place_head: re.Pattern[str]
    lower_heads: frozenset[str]
    complement: re.Pattern[str]
    next_capital: re.Pattern[str]
    next_lower: re.Pattern[str]
    next_adjective: re.Pattern[str]
    street: re.Pattern[str]
    person_run: re.Pattern[str]
    organisation_suffix: frozenset[str]
    organisation_prefix: frozenset[str]
    version: re.Pattern[str]
    particles: frozenset[str]
    phrase_openings: frozenset[str]
    common_words: frozenset[str]
    role_words: frozenset[str]
    time_words: frozenset[str]
    here_words: frozenset[str]
    scope_words: frozenset[str]
    platforms: frozenset[str]
    demonyms: frozenset[str]
    first_names: frozenset[str]
    feminine_names: frozenset[str]
    masculine_names: frozenset[str]


def _alternatives(entries: list[str]) -> str:
    """Return a pattern of the entries, longest first, whose first letter may be a capital."""
    forms = []
    for entry in sorted(set(entries), key=lambda e: (-len(e), e)):
        first, rest = re.escape(entry[0]), re.escape(entry[1:])
        forms.append(f"[{entry[0]}{entry[0].upper()}]{rest}" if entry[0].islower() else first + rest)
    return "(?:" + "|".join(forms) + ")"


def _plain(entries: list[str]) -> str:
    """Return a pattern of the entries as they stand, longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(set(entries), key=lambda e: (-len(e), e)))) + ")"


def _glued(entries: list[str]) -> str:
    """Return a pattern of small words with the space that follows them; an elided one has none."""
    forms = (re.escape(e) + ("" if e.endswith("'") else " ") for e in sorted(set(entries), key=lambda e: (-len(e), e)))
    return "(?:" + "|".join(forms) + ")"


@cache
def lexicon() -> Lexicon:
    """Return the word lists of this room."""
    cues = read_words(_ROOM, "cues")
    filters = read_words(_ROOM, "filters")
    names = read_words(_ROOM, "first_names")
    places = read_words(_ROOM, "places")
    begin = r"(?:^|[^\w-]|\b[eE]x-)"
    opened = r"(?:[«\"“] ?)?"
    adjective = rf"(?: (?!{_plain(cues['no_adjectives'])} )[a-zà-öø-ÿ]{{3,20}}){{0,2}}"

    number, unit = r"v?\d{1,3}(?:\.\d{1,2})?[a-z]?", r"(?:%|millions?|milliards?|euros?|dollars?)"
    link, first_link = _glued(cues["links"]), _glued(cues["first_links"])
    ending = rf"[a-zà-öø-ÿ-]{{2,30}}?{_plain(cues['adjective_endings'])}"

    def before(entries: list[str], glue: str = " ") -> Announcement:
        return Announcement(begin + _alternatives(entries) + glue + "$", entries)

    def before_small(entries: list[str], glue: str) -> Announcement:
        return Announcement(begin + _plain(entries) + glue + "$", entries)  # "Parti" with a capital is a name itself

    return Lexicon(
        titles=before(cues["titles"]),
        leading_title=re.compile("(?:" + _alternatives(cues["titles"]) + " )+(?=[A-ZÀ-ÖØ-ÞŒ])"),
        person_role=before(cues["person_roles"]),
        leading_role=re.compile(_alternatives(cues["person_roles"]) + " (?=[A-ZÀ-ÖØ-ÞŒ])"),
        leading_office=re.compile(_alternatives(cues["organisation_of"]) + adjective + " " + _OF + "(?=[A-ZÀ-ÖØ-ÞŒ])"),
        organisation_of=before(cues["organisation_of"], adjective + " " + _OF + "$"),
        organisation_post=before(cues["organisation_post"], adjective + " " + _OF + "$"),
        organisation_noun=before_small(cues["organisation_noun"], adjective + " " + opened + "$"),
        quoted_noun=before(cues["quoted_noun"], " " + opened + "$"),
        organisation_before=before(cues["organisation_before"], " ?$"),
        organisation_verb=before(cues["organisation_verbs"], " (?:l'|le |la |les )?$"),
        organisation_after=re.compile(_plain(cues["organisation_after"]) + r"(?!\w)"),
        organisation_act=re.compile(_plain(cues["organisation_acts"]) + r"(?!\w)"),
        body_says=re.compile(_plain(cues["body_verbs"]) + r"(?!\w)"),
        office=before(cues["offices"], adjective + " (?:à |chargée? )?" + _OF + "$"),
        office_domain=before(cues["offices"], adjective + " " + _OF + NAME_WORD + "(?: [a-zà-öø-ÿ]{3,20})? $"),
        product_noun=before(cues["product_noun"], " " + opened + "$"),
        place_before=before(cues["place_before"], " ?$"),
        place_of=before(cues["place_of"], adjective + " (?:de |d'|du |des )$"),
        department_after=re.compile(rf" \((?:{_plain(places['departments'])}|\d\d|2[AB]|97\d)\)"),
        press_before=before(cues["press_before"], "(?: |,)$"),
        press_after=re.compile(
            r"^,? (?:que |qui )?(?:a |avait |ont )?" + _alternatives(cues["press_after"]) + r"(?!\w)"
        ),
        press_title=re.compile(
            rf"(?<![\w'-])(?:L'|Le |La |Les ){_plain(cues['press_titles'])}(?![\w-])"
            rf"(?P<rest>(?: (?:{link})?{NAME_WORD}){{0,3}}(?: {_plain(cues['press_adjectives'])}(?![\w-]))?)"
        ),
        press_nouns=frozenset(cues["press_titles"]),
        inhabitants=re.compile(rf"[{CAPITAL}][\w-]*{_plain(filters['inhabitant_endings'])}"),
        several=before(filters["several"], " $"),
        headed=re.compile(rf"(?<![\w-]){_plain(cues['name_heads'])} {NAME_WORD}(?: {NAME_WORD}){{0,2}}"),
        club=re.compile(
            rf"(?<![\w-]){_plain(cues['club_heads'])} (?:[{CAPITAL}]?[a-zà-öø-ÿ]{{2,16}}){_plain(cues['club_endings'])}"
            r"(?:-[\w-]+)?(?![\w-])"
        ),
        idiom=re.compile(rf"(?<![\w-]){_plain(filters['idioms'])}(?![\w-])"),
        competition=re.compile(rf"(?<![\w-]){_plain(filters['competitions'])}(?: [a-zà-öø-ÿ]+)? (?:{first_link})?$"),
        institution_head=re.compile(r"(?<![\w-])" + _plain(cues["institution_heads"]) + r"(?![\w'-])"),
        lower_institution_head=re.compile(r"(?<![\w'-])" + _plain(cues["lower_institution_heads"]) + r"(?![\w'-])"),
        ministry=re.compile(rf"(?<![\w'-])ministère (?:de la |de l'|des |du ){_plain(cues['ministries'])}(?![\w'-])"),
        lower_place_head=re.compile(r"(?<![\w-])" + _plain(cues["lower_place_heads"]) + r"(?![\w'-])"),
        lower_heads=frozenset(head.split()[0] for head in cues["lower_institution_heads"] + cues["lower_place_heads"]),
        complement=re.compile(rf" (?:{first_link}|[{CAPITAL}]|{ending} {first_link})"),
        next_capital=re.compile(rf" {link}?{NAME_WORD}(?: {NAME_WORD}){{0,6}}"),
        next_lower=re.compile(rf" {link}[a-zà-öø-ÿ][a-zà-öø-ÿ-]{{2,30}}(?: {ending}(?![\w-]))?"),
        next_adjective=re.compile(rf" {ending}(?![\w'-])"),
        street=re.compile(rf" {link}?(?:\d{{1,2}} )?{NAME_WORD}(?:[ -](?:{NAME_WORD}|[IVX]+)){{0,4}}"),
        person_run=re.compile(
            rf"[{CAPITAL}][\w'-]+(?: (?:{_plain(cues['name_particles'])} )?(?:[{CAPITAL}]\.|[{CAPITAL}][\w'-]*)){{0,4}}"
        ),
        organisation_suffix=frozenset(cues["organisation_suffix"]),
        organisation_prefix=frozenset(cues["organisation_prefix"]),
        version=re.compile(rf"(?:[ -](?:{number}|{_plain(cues['product_versions'])})(?![\w%]|[.,]\d| {unit})){{1,3}}"),
        particles=frozenset(cues["particles"]),
        phrase_openings=frozenset(filters["phrase_openings"]),
        common_words=frozenset(w.casefold() for w in filters["common_words"]),
        role_words=frozenset(folded(w) for w in filters["role_words"]),
        time_words=frozenset(w.casefold() for w in filters["time_words"]),
        first_names=frozenset(name for group in names.values() for name in group),
        feminine_names=frozenset(names["feminine"]) - frozenset(names["either"]),
        masculine_names=frozenset(names["masculine"]) - frozenset(names["either"]),
        platforms=frozenset(filters["platforms"]),
        scope_words=frozenset(filters["scope_words"]),
        here_words=frozenset(filters["here_words"]),
        demonyms=frozenset(form for w in filters["demonyms"] for form in _inflected(w)),
    )


def _inflected(demonym: str) -> set[str]:
    """Return the masculine, feminine and plural forms of a word of nationality."""
    base = demonym.casefold()
    feminine = {base + "e", base + "ne", base[:-1] + "que" if base.endswith("c") else base + "e"}
    singular = {base} | feminine | ({base + "que"} if base.endswith("c") else set())
    return singular | {form + "s" for form in singular}
