"""The grammar of French dates: patterns over the folded text, each with the reader of its match.

Here: single expressions. What a match says stands in `readers`; how neighbours combine (ranges, 'fin', a weekday with
its day in brackets) belongs to `compose`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from depeche.language.dates import readers
from depeche.language.dates.expression import Wording
from depeche.language.dates.lexicon import any_of, number_words, table

Reader = Callable[[re.Match[str]], Wording | None]

DIGIT = "0"
_BEFORE = r"(?<!\w)(?:(?<=mi-)|(?<!-))(?<!\w\.)"
_BEFORE_DAY = r"(?<!\w)(?<![a-z]-)"


class Needs(NamedTuple):
    """What must stand in a line for a rule to match: one of some pieces of words, or one of some whole words.

    Among the words of a line is DIGIT when a digit of any script stands in it.
    """

    pieces: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()

    def stand_in(self, line: str, words: frozenset[str]) -> bool:
        """Tell whether a folded line, given with its words, may hold a match."""
        return not self.words.isdisjoint(words) or any(piece in line for piece in self.pieces)


class Rule(NamedTuple):
    """A pattern and what its match says; the reader may still decline. No match goes beyond its line."""

    pattern: re.Pattern[str]
    read: Reader
    needs: Needs


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules; of matches that begin at one place the longest counts, then the earlier rule."""
    words = _words()
    month, week, digit = (
        _pieces(table("months", "month_abbreviations")),
        _pieces(table("weekdays")),
        frozenset((DIGIT,)),
    )
    units = (*table("units"), *words["THIS"].split("|"))
    unit = Needs(words=frozenset(max(re.findall(r"\w+", wording), key=len) for wording in units))
    groups: tuple[tuple[tuple[str, ...], Reader, Needs], ...] = (
        (_DAYS, readers.read_calendar_day, month),
        (_NUMERIC, readers.read_numeric_day, Needs(words=digit)),
        (_NUMERIC_SHORT, readers.read_day_without_year, Needs(words=digit)),
        (_MONTHS, readers.read_month, month),
        (_NUMERIC_MONTHS, readers.read_numeric_month, Needs(words=digit)),
        (_TWO_YEARS, readers.read_two_years, Needs(words=digit)),
        ((r"(?P<year>(?:19|20)\d\d)(?![%€$£]|[.,/-]\d| ?(?:%|€|\$))",), readers.read_year, Needs(words=digit)),
        (_NAMED_YEARS, readers.read_year_named, Needs(words=digit)),
        ((_DECADE,), readers.read_decade, Needs(("annees",))),
        ((r"(?:au |du |le )?(?P<roman>[ivx]{1,5})(?:e|eme|ieme|er) siecle",), readers.read_century, Needs(("siecle",))),
        ((_PART,), readers.read_part, Needs(("trimestre", "semestre"), digit)),
        (_SEASONS, readers.read_season, _pieces(table("seasons"))),
        ((_WEEKDAY,), readers.read_weekday, week),
        ((r"(?P<w>{DAYS}){PART}(?: (?:{WEEK}))?{PART}",), readers.read_offset, _pieces(table("days"))),
        ((r"(?P<w>{SEQUELS})",), readers.read_sequel, _pieces(table("days_after"))),
        ((r"(?:ce|cet|cette) (?P<u>{THIS})(?P<that>-la)?(?:-ci)?",), readers.read_this_unit, unit),
        (_UNITS, readers.read_unit, unit),
        (
            (r"(?:le|pendant le|durant le|du|au cours du) (?P<u>week-end|weekend|week end)",),
            readers.read_weekend,
            Needs(("week",)),
        ),
        (
            (_VAGUE_UNITS, r"(?:{VAGUE})", *_VAGUE_COUNTS),
            readers.read_vague,
            Needs(("dernier", "prochain", "quelques", "plusieurs", *_pieces(table("vague")).pieces)),
        ),
        ((r"(?:il y a|voici|voila) {ABOUT}{N} {U}",), readers.read_ago, unit),
        ((r"(?:dans|d'ici|sous) {ABOUT}{N} {U}(?! (?:de|d')\b)",), readers.read_ahead, unit),
        (_SHIFTS, readers.read_shift, unit),
        (
            (r"(?:a |le jour de )?(?P<holiday>{HOLIDAYS})(?: {Y4})?(?: {REL})?",),
            readers.read_holiday,
            _pieces(table("holidays", "easter")),
        ),
        (_CLOCK, readers.read_clock, Needs(("midi", "minuit"), digit)),
        (_DAY_PARTS, readers.read_day_part, Needs(("matin", "soiree", "midi", "journee", "aube"))),
    )
    return tuple(
        Rule(_compile(f"{_BEFORE_DAY if templates is _DAYS else _BEFORE}(?:{template})(?!\\w)", words), read, needs)
        for templates, read, needs in groups
        for template in templates
    )


def _pieces(wordings: Iterable[str]) -> Needs:
    """Return the need for one of some wordings, each by the longest of its words, as spaces may be several."""
    return Needs(tuple(dict.fromkeys(max(wording.split(), key=len) for wording in wordings)))


def _compile(template: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """Compile a template in which a space stands for one to four spaces and '~' for none to four."""
    for name, pattern in words.items():
        template = template.replace("{" + name + "}", pattern)
    spaced = template.replace("~", " {0,4}").replace(" ", " {1,4}")
    return re.compile(spaced.replace(" {1,4}{0,4}", " {0,4}"))


def _words() -> dict[str, str]:
    """Return what the names in braces stand for; later ones may not hold earlier ones."""
    weekdays = any_of(table("weekdays"))
    relation = any_of(table("last", "next", "following", "preceding"))
    months = any_of(table("months"))
    return {
        "M": rf"(?P<m>{months}|(?:{any_of(table('month_abbreviations'))})\b\.?)",
        "MONTH": rf"(?P<m>{months})",
        "WD": rf"(?:(?P<wd>{weekdays})|(?P<wda>{any_of(table('weekday_abbreviations'))})\.?)",
        "WEEK": weekdays,
        "D": r"(?P<d>\d{1,2})(?:~er|eme|ieme|nd|e|(?P<th>st|rd|th|nd))?",
        "DW": rf"(?P<dw>premier|seconde?|deuxieme|{number_words()})",
        "Y": r"(?P<y>\d{4}|'?\d\d)(?![\w/%€$]|[.,:-]\d| ?(?:h\b|heures?\b|%|€|ans?\b|euros?\b))",
        "Y4": r"(?P<y>1[5-9]\d\d|20\d\d)(?![\w/%€$]|[.,]\d)",
        "REL": f"(?P<rel>{relation})",
        "WREL": f"(?P<wrel>{relation})",
        "PART": (
            r"(?: (?:(?:en|au|dans la|en tout|tot|a la) )?(?:(?:debut|fin|milieu) (?:de |d'))?(?:la )?"
            r"(?:matin|matinee|midi|apres-midi|soir|soiree|nuit|journee)\b)?"
        ),
        "N": rf"(?P<n>\d{{1,3}}|{number_words()})",
        "U": f"(?P<u>{any_of(table('units'))})",
        "O": f"(?P<o>{any_of(table('ordinals'))})",
        "ABOUT": f"(?:(?:{any_of(table('about'))})~)?",
        "SEASON": f"(?P<season>{any_of(table('seasons'))})",
        "DAYS": any_of(table("days")),
        "SEQUELS": any_of(table("days_after")),
        "HOLIDAYS": any_of(table("holidays", "easter")),
        "VAGUE": any_of(table("vague")),
        "THIS": "semaine|week-end|weekend|week end|mois|trimestre|semestre|annee|decennie|siecle",
    }


# Day and month, in the orders in which people and machine translation write them.
_DAYS = (
    r"(?:(?:le |ce |du )?{WD}(?:,| le|,? le)? )?(?:le |du |les )?{D} (?:de |d')?{M}(?P<mt>th|st|nd|rd)?"
    r"(?:~(?: (?:de |en )?|, (?=\d{4})|(?=\d{4})){Y}(?! \d{3}\b))?(?: {REL})?",
    r"(?:(?:le |ce )?{WD},? )?(?:le )?{D}(?P<sep>[/-]){M}(?:(?:/|-| ){Y})?",
    r"(?:{WD}(?:,| le)? )?(?:le )?{DW} (?:de |d')?{M}(?: {Y})?",
    r"(?:(?:le |ce )?{WD},? )?(?:le |la )?(?P<first>){M}(?: |/|-){D}(?:,? (?P<y>\d{4}))?"
    r"(?![\w%€$]|[.,:/-]\d| ?(?:%|h\b|ans\b|euros|€))",
    r"(?P<first>){M} {DW}(?=~[.,;:!?)»]|~$| \d{4})",
)
_MONTHS = (
    r"(?:(?:le mois de |mois de |l'|ce |cet |cette |(?P<before>prochain|dernier) ))?{M} (?:de (?:l'annee )?)?{Y}",
    r"(?:(?P<det>ce|cet|cette) |(?P<before>prochaine?|derniere?) |(?:le |du |de |d')?mois (?:de |d'))?"
    r"{MONTH}(?: {REL})?",
)
_NUMERIC_MONTHS = (
    r"(?P<m>\d{1,2})~[/-]~(?P<y>(?:19|20)\d\d)",
    r"(?P<y>(?:19|20)\d\d)~[/.-]~(?P<m>\d{1,2})",
)
_TWO_YEARS = (
    r"(?:la saison |l'exercice |en |saison |exercice )?"
    r"(?P<y>(?:19|20)\d\d)~[-/]~(?P<y2>(?:19|20)?\d\d)(?![/.-]\d)",
)
_NAMED_YEARS = (
    r"(?:l'annee|l'an|an|annee|l'exercice|exercice) {Y}",
    r"en (?P<y>'?[5-9]\d)(?=~[.,;:!?()»\"]|~$| (?:et|ou|mais|puis|avec|pour|par|a|au|contre|de)\b)",
)
_DECADE = (
    r"(?:les |des |aux )?annees (?P<dec>(?:(?:19|20)?\d0)|vingt|trente|quarante|cinquante|soixante|soixante-dix|"
    r"quatre-vingts?|quatre-vingt-dix)"
)
_PART = (
    r"(?:le |au |du |ce )?(?:{O} (?P<u>trimestre|semestre)|(?P<letter>[tqs])(?P<digit>[1-4]))"
    r"(?: (?:de (?:l'annee )?)?{Y4})?"
)
_SEASONS = (
    r"(?P<det>l'|cet |cette |le |ce |du |au |d'|en ){SEASON}(?: (?:de )?{Y4})?(?: {REL})?",
    r"{SEASON} {Y4}",
)
_WEEKDAY = (
    r"(?:(?P<det>ce|cet|cette|le|du|au|dernier|cette passee|le dernier|le prochain) )?(?P<wd>{WEEK})(?: {REL})?{PART}"
    r"(?:,? (?:de |dans )?(?P<week>cette semaine|la semaine {WREL}))?"
)
_UNITS = (
    r"(?:la |le |l'|de |du |au )?{U} {REL}",
    r"(?:la |le |l'|du |de la |cette )?(?P<rel>prochaine?|derniere?|precedente?) (?P<u>{THIS})",
)
_VAGUE_UNITS = (
    r"(?:ces|les|des|ses) (?:(?:\w{2,12}) )?(?:dernier|derniere|prochain|prochaine)e?s "
    r"(?:jours|semaines|mois|annees|trimestres|decennies|heures)"
)
_VAGUE_COUNTS = (r"il y a (?:quelques|plusieurs) {U}", r"(?:dans|d'ici) (?:quelques|plusieurs) {U}")
_SHIFTS = (
    r"{ABOUT}{N} {U} (?P<later>plus tard|plus tot|auparavant)",
    r"{ABOUT}{N} {U} (?P<later>apres|avant)(?=~[.,;:)»]|~$)",
)
_NUMERIC = (
    r"(?P<y>\d{4})(?P<s>[-/.])(?P<a>\d{1,2})(?P=s)(?P<b>\d{1,2})(?![\d/.-]*\d)",
    r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})",
    r"(?P<a>\d{1,2})(?P<s>[-/])(?P<b>\d{1,2})(?P=s)(?P<y>\d{2})(?![/.-]\d)",
    r"(?P<a>\d{2})(?P<s>\.)(?P<b>\d{2})\.(?P<y>\d{2})(?![/.-]\d)",
    r"(?P<a>\d{1,2})(?P<s>/)(?P<b>\d{1,2}),~(?P<y>\d{4}|\d{2})",
    r"(?P<a>\d{2}) (?P<b>\d{2}) (?P<y>(?:19|20)\d{2})",
)
_NUMERIC_SHORT = (
    r"(?P<cue>(?:le|du|au|les|ce|sur le) |{WD} )(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![/\d%]|[.,]\d)",
    r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![/\d%]|[.,]\d| ?%)",
)
_DAY_PARTS = (
    r"en (?:(?:debut|fin|milieu) (?:de |d'))?(?:matinee|soiree|apres-midi|journee)(?! (?:de|d'|du|des)\b)",
    r"dans (?:la matinee|la soiree|l'apres-midi|la journee)(?! (?:de|d'|du|des)\b)",
    r"(?:au petit matin|a l'aube|a la mi-journee)(?! (?:de|d'|du|des)\b)",
)
_CLOCK = (
    r"(?P<h>\d{1,2})~h(?:eures?)?~(?P<min>[0-5]\d)\b(?: (?:minutes?|p\.?m\.?|a\.?m\.?))?",
    r"(?:a|vers|des|de|entre|jusqu'a|apres|avant|et|{WEEK}|soir|matin|au) "
    r"(?P<clock>(?P<h>\d{1,2})~h(?: (?:du matin|du soir|precises?))?)(?! (?:de|d')\b)",
    r"(?:a|vers|des|jusqu'a|avant|{WEEK}|soir|matin) "
    r"(?P<clock>(?P<h>\d|1\d|2[0-3]) heures?(?: (?:du matin|du soir|precises?|et demie|et quart))?)"
    r"(?! (?:de|d'|apres|plus|par|et \d)\b)",
    r"(?:a|vers|des) (?P<clock>(?P<h>\d{1,2}):(?P<min>[0-5]\d)(?: (?:p\.?m\b\.?|a\.?m\b\.?))?)",
    r"(?:a|vers|des|avant|apres) (?P<clock>midi|minuit)",
)
