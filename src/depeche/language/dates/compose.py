"""From matches to expressions: choosing among overlapping matches, and joining neighbours.

'fin' before a month, 'du 3 au 6 avril', 'vendredi (17 novembre)', 'les 6 et 13 avril'. Nothing is resolved here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from depeche.language.dates.expression import Edge, Wording
from depeche.language.dates.grammar import rules
from depeche.language.dates.lexicon import table
from depeche.language.dates.needs import DIGIT
from depeche.language.dates.wordings import glued, pattern, words
from depeche.language.figures.folding import folded

_NO_EDGE = ("time", "vague", "sequel", "weekday", "day", "offset", "holiday", "ago", "shift")
_WORD, _DIGIT = re.compile(r"\w+"), re.compile(r"\d")


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
    for match in pattern("edge_of_unit").finditer(text):
        edge = _edge_of(match)
        unit = table("units")[match["u"]]
        found.append(Wording(match.start(), match.end(), "unit", unit=unit, relation="this", edge=edge))
    return found


def _in_line(text: str, line: str, start: int) -> Iterator[Wording]:
    """Yield what the rules read in one line, each tried only where something that it needs stands."""
    standing = frozenset(_WORD.findall(line)) | ({DIGIT} if _DIGIT.search(line) else frozenset())
    end = start + len(line)
    needs, may_match = None, False
    for rule in rules():
        if rule.needs is not needs:
            needs, may_match = rule.needs, rule.needs.stand_in(line, standing)
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
    if pattern("habit").search(before):
        return False
    if wording.kind == "month" and wording.month == 3 and wording.year is None:
        word = view[wording.start : wording.end].split(" ")[-1]
        return word[:1].islower() or wording.relation is not None  # the planet
    if wording.kind == "month" and wording.day is None and after.startswith("-"):
        return False
    if wording.kind == "time":  # 'en 5 h 18' is how long it took
        return not (before.endswith(words("length")) or after.lstrip().startswith(words("minutes")))
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
        or before.rstrip().endswith((*words("numbering"), "$", "€", "£"))
    ):
        return False
    if pattern("counted_after").match(after):
        return False
    if pattern("year_before").search(before):
        return True
    noun = pattern("noun_after").match(after)
    return noun is None or noun[1] + "s" in table("no_nouns")


def _edge_of(match: re.Match[str]) -> Edge:
    return "start" if match["start"] else "middle" if match["middle"] else "end"


def _edges(found: Sequence[Wording], text: str) -> list[Wording]:
    """Attach 'début', 'mi-', 'fin' to the period that they stand before."""
    result = []
    for wording in found:
        match = pattern("edge").search(text, max(0, wording.start - 24), wording.start)
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
            and pattern("bracket").fullmatch(text[last.end : wording.start])
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
        match = (
            pattern("day_list").search(text, max(0, wording.start - 40), wording.start)
            if wording.kind == "day"
            else None
        )
        if not match or (result and match.start() < result[-1].end) or wording.weekday is not None:
            result.append(wording)
            continue
        day = int(match["d"].removesuffix(*words("ordinal_tail")))
        if not 1 <= day <= 31:
            result.append(wording)
            continue
        first = replace(wording, start=match.start(), end=match.end("d"), day=day)
        lead, join = (match["lead"] or "").strip(), match["join"].strip()
        if "," in join or (join.endswith(words("list_and")) and (not lead or lead in words("list_leads"))):
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
            opening = pattern("opening").search(text, max(0, last.start - 14), last.start)
            start = opening.start() if opening else last.start
            result[-1] = Wording(start, wording.end, "range", parts=(last, wording))
            continue
        result.append(wording)
    return result


def _limits(found: Sequence[Wording], text: str) -> list[Wording]:
    """Take 'd'ici à' into what it stands before: the time from now to then."""
    result: list[Wording] = []
    for wording in found:
        opening = pattern("until").search(text, max(0, wording.start - 14), wording.start)
        inside = pattern("until_inside").match(text, wording.start, wording.end)
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
    opened = bool(pattern("opening").search(before)) or head.startswith(glued("range_heads"))
    is_beside = second.start - first.end <= 1
    if pattern("between").fullmatch(between) or (is_beside and text.startswith(glued("range_and"), second.start)):
        return bool(pattern("opening_of_two").search(before))
    if between.strip() in ("-", "–"):
        return first.kind == second.kind
    joined = bool(pattern("range").fullmatch(between)) or (
        not between.strip() and text.startswith(glued("range_to"), second.start)
    )
    is_alike = first.kind == second.kind and first.kind in ("day", "month", "offset")
    return joined and (opened or is_alike or any(word in between for word in words("range_until")))
