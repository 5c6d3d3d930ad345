"""From matches to expressions: choosing among overlapping matches, and joining neighbours.

'fin' before a month, 'du 3 au 6 avril', 'vendredi (17 novembre)', 'les 6 et 13 avril'. Nothing is resolved here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from depeche.language.dates.expression import Edge, Wording
from depeche.language.dates.grammar import DIGIT, rules
from depeche.language.dates.lexicon import any_of, table
from depeche.language.figures.folding import folded

_EDGE = re.compile(
    r"(?<![\w'-])(?:(?P<start>debut|debuts)|(?P<middle>mi|milieu)|(?P<end>fin))"
    r"(?:-| {1,3}(?:de l'|de la |du |des |de |d'|le )?)(?:le |les |cette |ce |cet |l')?$"
)
_EDGE_UNIT = re.compile(
    r"(?<![\w'-])(?:le |la |au |a la |en |du )?(?:(?P<start>debut)|(?P<middle>milieu)|(?P<end>fin)) "
    r"(?:du |de la |de l'|de |d')(?P<u>mois|semaine|annee|trimestre|decennie|siecle)(?![\w-]| (?:de|d'|des|du)\b)"
)
_RANGE = re.compile(r"(?: au|,? jusqu'(?:au|a)| a|-|–| - | – )(?: (?:le|la))? *")
_BETWEEN = re.compile(r" et (?:le )?")
_OPENING = re.compile(r"(?<![\w'-])(?:du|de|entre|depuis|d'|des)(?: le)? *$")
_ENTRE = re.compile(r"(?<![\w'-])(?:entre|depuis)(?: le)? *$")
_UNTIL = re.compile(r"(?<![\w'-])d'ici(?: a| au| aux)?(?: le| la)? *$")
_UNTIL_INSIDE = re.compile(r"d'ici(?: a)?(?: le| la| au)? (?=\w)")
_NO_EDGE = ("time", "vague", "sequel", "weekday", "day", "offset", "holiday", "ago", "shift")
_BRACKET = re.compile(r" ?[(,] ?(?:le )?$")
_DAY_LIST = re.compile(
    r"(?<![\w'-])(?P<lead>les |du |de |entre (?:le )?|depuis (?:le )?)?(?P<d>\d{1,2}|1er)"
    r"(?P<join>(?:, \d{1,2}){0,4} et |-| au | a | jusqu'au? | et le )$"
)
_MONTH_AFTER = re.compile(
    r"(?:le )?(?P<d>\d{1,2}) (?:de |du )?(?P<det>ce|cette)? ?mois(?: (?P<rel>prochain|dernier))?(?!\w)"
)
_YEAR_BEFORE = re.compile(
    rf"(?<![\w'-])(?:{any_of(table('year_cues'))}|de|a|entre|et|fin|debut|mi|\(|:) ?-?(?:le |la )?$"
)
_NOUN_AFTER = re.compile(r" ([a-z]{3,})s\b")
_WORD, _DIGIT = re.compile(r"\w+"), re.compile(r"\d")
_HABIT = re.compile(r"(?<![\w'-])(?:chaque|tous les|toutes les|tout) *$")


def find_wordings(view: str) -> tuple[Wording, ...]:
    """Return the date expressions of a normalised text in order, not overlapping."""
    text = folded(view)
    chosen = _choose(_all_matches(text), text, view)
    joined = _day_lists(_brackets(chosen, text), text)
    return tuple(_limits(_ranges(_edges(joined, text), text), text))


def _all_matches(text: str) -> list[Wording]:
    found: list[Wording] = []
    start = 0
    for line in text.split("\n"):
        if line:
            found += _in_line(text, line, start)
        start += len(line) + 1
    for match in _EDGE_UNIT.finditer(text):
        edge = _edge_of(match)
        unit = table("units")[match["u"]]
        found.append(Wording(match.start(), match.end(), "unit", unit=unit, relation="this", edge=edge))
    return found


def _in_line(text: str, line: str, start: int) -> Iterator[Wording]:
    """Yield what the rules read in one line, each tried only where something that it needs stands."""
    words = frozenset(_WORD.findall(line)) | ({DIGIT} if _DIGIT.search(line) else frozenset())
    end = start + len(line)
    needs, may_match = None, False
    for rule in rules():
        if rule.needs is not needs:
            needs, may_match = rule.needs, rule.needs.stand_in(line, words)
        if not may_match:
            continue
        for match in rule.pattern.finditer(text, start, end + 2):  # beyond the line: its end is not that of the text
            wording = rule.read(match) if match.start() < end else None
            if wording is not None:
                yield wording


def _choose(found: list[Wording], text: str, view: str) -> list[Wording]:
    """Keep the longest of overlapping matches, and only what is a date where it stands."""
    chosen: list[Wording] = []
    for wording in sorted(found, key=lambda w: (w.start, -w.end)):
        if chosen and wording.start < chosen[-1].end:
            if wording.end - wording.start <= chosen[-1].end - chosen[-1].start or wording.end <= chosen[-1].end:
                continue
            if _is_date(wording, text, view):
                chosen[-1] = wording
            continue
        if _is_date(wording, text, view):
            chosen.append(wording)
    return chosen


def _is_date(wording: Wording, text: str, view: str) -> bool:
    before, after = text[max(0, wording.start - 24) : wording.start], text[wording.end : wording.end + 24]
    if _HABIT.search(before):
        return False
    if wording.kind == "month" and wording.month == 3 and wording.year is None:
        word = view[wording.start : wording.end].split(" ")[-1]
        return word[:1].islower() or wording.relation is not None  # the planet
    if wording.kind == "month" and wording.day is None and after.startswith("-"):
        return False
    if wording.kind == "time":  # 'en 5 h 18' is how long it took
        return not (before.endswith(" en ") or after.lstrip().startswith(("min ", "minute")))
    if wording.kind == "year" and wording.relation is None:
        return _is_year(before, after)
    if (
        wording.kind == "day"
        and wording.year is None
        and wording.month is not None
        and view[wording.end - 1 : wording.end] == "-"
    ):
        return False
    return not (wording.kind == "holiday" and wording.month == 12 and view[wording.start].islower())


def _is_year(before: str, after: str) -> bool:
    """Whether a bare four-digit number is a year: after a cue, or wherever no noun that it could count follows."""
    if (
        before.endswith(("-", "/", "_", "#", "@"))
        or after.startswith(("-", "/", "_", "@"))
        or before.rstrip().endswith((" no", "n°", "article", "$", "€", "£"))
    ):
        return False
    if re.match(r" (?:euros?|dollars?|personnes?|francs?|habitants?|km|metres?|h\b|ans\b|fois|m2)", after):
        return False
    if _YEAR_BEFORE.search(before):
        return True
    noun = _NOUN_AFTER.match(after)
    return noun is None or noun[1] + "s" in table("no_nouns")


def _edge_of(match: re.Match[str]) -> Edge:
    return "start" if match["start"] else "middle" if match["middle"] else "end"


def _edges(found: Sequence[Wording], text: str) -> list[Wording]:
    """Attach 'début', 'mi-', 'fin' to the period that they stand before."""
    result = []
    for wording in found:
        match = _EDGE.search(text, max(0, wording.start - 24), wording.start)
        if match and wording.edge is None and wording.kind not in _NO_EDGE:
            wording = replace(wording, start=match.start(), edge=_edge_of(match))
        result.append(wording)
    return result


def _brackets(found: Sequence[Wording], text: str) -> list[Wording]:
    """Join a weekday and its day of the month: 'vendredi dernier (17 novembre)'."""
    result: list[Wording] = []
    for wording in found:
        last = result[-1] if result else None
        if (
            last is not None
            and last.kind in ("weekday", "offset", "sequel")
            and wording.kind == "day"
            and wording.weekday is None
            and _BRACKET.fullmatch(text[last.end : wording.start])
        ):
            relation = wording.relation or last.relation
            closed = text[wording.end : wording.end + 1] == ")" and "(" in text[last.end : wording.start]
            end = wording.end + closed
            result[-1] = replace(wording, start=last.start, end=end, weekday=last.weekday, relation=relation)
            continue
        result.append(wording)
    return result


def _day_lists(found: Sequence[Wording], text: str) -> list[Wording]:
    """Give the days before 'et' or 'au' the month that follows: 'les 6 et 13 avril', 'du 4 au 12 mai'."""
    result: list[Wording] = []
    for wording in found:
        match = _DAY_LIST.search(text, max(0, wording.start - 40), wording.start) if wording.kind == "day" else None
        if not match or (result and match.start() < result[-1].end) or wording.weekday is not None:
            result.append(wording)
            continue
        day = int(match["d"].removesuffix("er"))
        if not 1 <= day <= 31:
            result.append(wording)
            continue
        first = replace(wording, start=match.start(), end=match.end("d"), day=day)
        lead, join = (match["lead"] or "").strip(), match["join"].strip()
        if "," in join or (join.endswith("et") and lead in ("", "les", "du", "de")):
            result += [first, wording]
        else:
            result.append(Wording(match.start(), wording.end, "range", parts=(first, wording)))
    return result


def _ranges(found: Sequence[Wording], text: str) -> list[Wording]:
    """Join two expressions that bound one period: 'de 1982 à 1987', 'entre mai et juillet 2023'."""
    result: list[Wording] = []
    for wording in found:
        last = result[-1] if result else None
        if last is not None and _is_range(last, wording, text):
            opening = _OPENING.search(text, max(0, last.start - 14), last.start)
            start = opening.start() if opening else last.start
            result[-1] = Wording(start, wording.end, "range", parts=(last, wording))
            continue
        result.append(wording)
    return result


def _limits(found: Sequence[Wording], text: str) -> list[Wording]:
    """Take 'd'ici à' into what it stands before: the time from now to then."""
    result: list[Wording] = []
    for wording in found:
        opening = _UNTIL.search(text, max(0, wording.start - 14), wording.start)
        inside = _UNTIL_INSIDE.match(text, wording.start, wording.end)
        if wording.kind not in ("time", "vague", "range", "sequel") and (opening or inside):
            start = opening.start() if opening else wording.start
            wording = Wording(start, wording.end, "until", parts=(wording,))
        result.append(wording)
    return result


def _is_range(first: Wording, second: Wording, text: str) -> bool:
    datable = ("day", "weekday", "month", "year", "offset", "part", "decade")
    if first.kind not in datable or second.kind not in datable:
        return False
    between = text[first.end : second.start]
    before = text[max(0, first.start - 14) : first.start]
    head = text[first.start : first.end]
    opened = bool(_OPENING.search(before)) or head.startswith(("du ", "de ", "d'"))
    if _BETWEEN.fullmatch(between) or (second.start - first.end <= 1 and text[second.start :].startswith("et ")):
        return bool(_ENTRE.search(before))
    if between.strip() in ("-", "–"):
        return first.kind == second.kind
    joined = bool(_RANGE.fullmatch(between)) or (not between.strip() and text[second.start :].startswith(("au ", "a ")))
    return joined and (
        opened or (first.kind == second.kind and first.kind in ("day", "month", "offset")) or "jusqu" in between
    )
