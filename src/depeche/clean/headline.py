"""Finds the line that is the article's title.

Here: the choice among lines. Not here: titles repeated (`duplicates`), related titles (`verdicts`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from depeche.clean.folding import key
from depeche.clean.lines import Line
from depeche.clean.lookup import Match, match_line
from depeche.clean.rules import rule_book
from depeche.clean.zones import Zones
from depeche.model import Declared

_FARTHEST = 60  # lines above the body in which a title is looked for
_SUFFIX_MARKS = (" | ", " - ", " – ", " — ", " • ", " · ")
_BYLINE_NEAR = 4  # lines below a title
_NEAR = 4  # lines between a title and its repetition
_ALIKE = 0.7  # share of the declared title's words that its line must have
_RECURRING = 0.3  # share of a title's longer words that return in the body
_TOLD = 0.5  # share of a line's longer words from which it is about the text, not the name of the paper
_UNTOLD = 0.1  # the same share up to which a longer line is a slogan of the site or an alert
_LONGEST = 36  # words
_LONGER_WORD = 4  # letters
_LONGEST_MASTHEAD, _SHORTEST_HEADLINE = 9, 4  # words
_LONGEST_KICKER = 4  # words with a full stop behind them, 'INFO LE RIVAGE.', or a pictogram before them
_LONGEST_NAME = 6  # words of the name of a paper
_MENUS = frozenset({"navigation", "paywall", "newsletter", "cookie"})  # what stands below it
_ASKING = frozenset("?!…")
_ROW = re.compile(r" {3,}|\t")  # between the entries of a row: 'Bonjour, connectez-vous   Nos offres'
_RUBRIC_MARK = re.compile(r" ?[|•·›>/] ?| [-–—] ")
_SLASH = " / "
_RUBRIC_PARTS, _LONGEST_RUBRIC = 2, 6  # parts, words
_RUBRICS = "navigation.site_words"  # the rule that lists the names of rubrics
_NEVER_HEAD = frozenset({"body", "tail", "below"})  # rules for these places say nothing about a title


def find_title(lines: Sequence[Line], matches: Sequence[Match | None], zones: Zones, declared: Declared) -> int | None:
    """Return the number of the title's line; None where the text has none."""
    if not zones.is_page and _is_asking_title(lines, zones.body):
        zones = replace(zones, body=zones.body + 1)
    last = min(zones.body + 1, len(lines))
    first = max(0, zones.body - _FARTHEST)
    matches = [None if match and match.rule.position in _NEVER_HEAD else match for match in matches]
    free = [number for number in range(first, last) if _could_be(lines[number]) and matches[number] is None]
    candidates = [number for number in free if not _is_pictured(lines[number])] or free
    headings = [number for number in candidates if _tag(lines[number]) == "h1"]
    if declared.title:
        wanted = key(declared.title)
        scored = [(_likeness(wanted, lines[number].key), number in headings, -number) for number in candidates]
        if scored and max(scored)[0] >= _ALIKE:
            return -max(scored)[2]
    if headings:
        return headings[-1]
    if zones.is_page:
        below = [number for number in candidates if not is_masthead(lines, matches, number)]
        return _first_alike(lines, _headline_of_page(lines, matches, zones, below or candidates))
    return _below_masthead(lines, matches, zones, _first_of_text(lines, matches, zones), candidates)


def _headline_of_page(
    lines: Sequence[Line], matches: Sequence[Match | None], zones: Zones, candidates: Sequence[int]
) -> int | None:
    best = _most_recurring(lines, candidates, zones)
    if best is not None and lines[best].count >= _SHORTEST_HEADLINE:
        return best
    above = _above_byline(lines, matches, candidates)
    return above if above is not None else best


def is_masthead(lines: Sequence[Line], matches: Sequence[Match | None], number: int) -> bool:
    """Tell whether a line is the name of the paper, above its menu: the text may speak of the paper, too."""
    if number or len(lines) < 2 or lines[0].mark or lines[0].count > _LONGEST_NAME or lines[0].has_verb:
        return False
    return _ROW.search(lines[1].text) is not None or (matches[1] is not None and matches[1].rule.category in _MENUS)


def _is_pictured(line: Line) -> bool:
    """Tell whether a line is a kicker with a pictogram before it: '📈 Bourse'."""
    return line.count <= _LONGEST_KICKER and not line.has_verb and unicodedata.category(line.text[0]) == "So"


def _above_byline(lines: Sequence[Line], matches: Sequence[Match | None], candidates: Sequence[int]) -> int | None:
    """Return the line of a headline's length right above the byline, or above a standfirst with a byline below it."""
    return next(
        (
            number
            for number in reversed(candidates)
            if lines[number].is_bare
            and lines[number].count >= _SHORTEST_HEADLINE
            and (_has_byline(matches[number + 1 : number + 2]) or _heads_standfirst(lines, matches, number))
        ),
        None,
    )


def _heads_standfirst(lines: Sequence[Line], matches: Sequence[Match | None], number: int) -> bool:
    """Tell whether running text stands below a line, and a byline near below that."""
    below = number + 1
    return (
        below < len(lines)
        and lines[below].is_prose
        and matches[below] is None
        and _has_byline(matches[below + 1 : below + _BYLINE_NEAR])
    )


def _is_asking_title(lines: Sequence[Line], body: int) -> bool:
    """Tell whether the first line of a body is a long question or cry that could be the title: text follows it."""
    first = lines[body] if body + 1 < len(lines) else None
    return first is not None and first.is_bare and first.mark in _ASKING and lines[body + 1].is_prose


def _below_masthead(
    lines: Sequence[Line], matches: Sequence[Match | None], zones: Zones, first: int | None, candidates: Sequence[int]
) -> int | None:
    """Return the first line, or a later headline where the first is only the name of the paper or a menu's entry."""
    if first is None:
        return first
    below = next((n for n in range(first + 1, len(lines)) if not _is_tool(matches[n])), None)
    if below is None or (lines[below].is_prose and below >= zones.body):
        return first
    body = _body_words(lines, zones)
    told = _recurring(lines[first], body)[0]
    if told >= _TOLD and not _is_rubric(lines[first]) and not is_masthead(lines, matches, first):
        return first
    if (lines[first].count > _LONGEST_MASTHEAD or lines[first].has_verb) and told > _UNTOLD:
        return first
    later = [number for number in candidates if number > first]
    best = _most_recurring(lines, later, zones)
    if best is None or lines[best].count < _SHORTEST_HEADLINE:
        best = _above_byline(lines, matches, later) if is_masthead(lines, matches, first) else None
    if best is None:
        return first
    if lines[first].count > _LONGEST_MASTHEAD and _recurring(lines[best], body)[0] < _TOLD:
        return first
    if matches[below] is not None and not _has_byline(matches[best + 1 : best + _BYLINE_NEAR]):
        return first  # the byline stands below the first line, and none below the other: it may be the standfirst
    return _first_alike(lines, best)


def _has_byline(matches: Sequence[Match | None]) -> bool:
    return any(match is not None and match.rule.category == "byline" for match in matches)


def _is_rubric(line: Line) -> bool:
    """Tell whether a line is the name of a rubric, beside a place at most: 'Faits divers - Allier', 'BASKET / N1'."""
    parts = [part for part in _RUBRIC_MARK.split(line.text) if part]
    if len(parts) < _RUBRIC_PARTS or line.count > _LONGEST_RUBRIC:
        return False
    if _SLASH in line.text and line.text.isupper():
        return True
    return any(
        match.is_whole and match.rule.id == _RUBRICS for part in parts for match in match_line(rule_book(), part)
    )


def _is_tool(match: Match | None) -> bool:
    """Tell whether a line belongs to the site, so that the head of the page goes on behind it."""
    return match is not None and match.rule.category not in ("byline", "credit")


def _first_alike(lines: Sequence[Line], number: int | None) -> int | None:
    """Return the earliest line near the chosen one that says the same: the later one is the repetition."""
    if number is None:
        return None
    return next(n for n in range(max(0, number - _NEAR), number + 1) if lines[n].key == lines[number].key)


def _could_be(line: Line) -> bool:
    return 2 <= line.count <= _LONGEST and line.mark != "." and line.text[-1:] not in ",;:"


def _tag(line: Line) -> str | None:
    return line.block.tag if line.block else None


def _likeness(wanted: tuple[str, ...], found: tuple[str, ...]) -> float:
    """Return the share of words in common, measured against the shorter of two titles of some length."""
    if not wanted or len(found) < 3:
        return 0.0
    shared = len(set(wanted) & set(found))
    return shared / max(min(len(set(wanted)), len(set(found))), 1) if 2 * len(found) >= len(wanted) else 0.0


def _most_recurring(lines: Sequence[Line], candidates: Sequence[int], zones: Zones) -> int | None:
    """Return the line above the body whose words return most in it; the lowest of equals, since menus stand above."""
    body = _body_words(lines, zones)
    best: tuple[float, int] | None = None
    for number in candidates:
        if number >= zones.body:
            continue
        share, size = _recurring(lines[number], body)
        if size < 2:
            continue
        value = share * min(size, 8) - 0.02 * (zones.body - number)
        if share >= _RECURRING and (best is None or value >= best[0]):
            best = (value, number)
    return best[1] if best else None


def _body_words(lines: Sequence[Line], zones: Zones) -> set[str]:
    return {word for line in lines[zones.body : zones.tail] if line.is_prose for word in line.key}


def _recurring(line: Line, body: set[str]) -> tuple[float, int]:
    """Return the share of a line's longer words that return in the body, and how many such words it has."""
    longer = {word for word in line.key if len(word) >= _LONGER_WORD}
    return (len(longer & body) / len(longer), len(longer)) if longer else (0.0, 0)


def _first_of_text(lines: Sequence[Line], matches: Sequence[Match | None], zones: Zones) -> int | None:
    """Return the first line of a text that is only an article, where that line has a title's shape and text follows."""
    short: int | None = None  # a line of two words is a rubric, unless nothing else could be the title
    for number in range(min(zones.body + 1, len(lines))):
        if matches[number] is not None:
            continue
        line = lines[number]
        if _is_kicker(line) and number + 1 < len(lines) and number < zones.body:
            if short is None and line.count == 2 and line.is_bare:
                short = number
            continue
        if _is_page_title(lines, number, zones) or (_ROW.search(line.text) and number < zones.body):
            continue
        if _is_rubric(line) and any(lines[n].is_bare and matches[n] is None for n in range(number + 1, zones.body)):
            continue
        if not line.is_bare or line.count > _LONGEST:
            return short
        if _text_follows(lines, number):
            return number
    return short


def _is_kicker(line: Line) -> bool:
    """Tell whether a line is what stands above a title: a word or two, 'INFO LE RIVAGE.', a name in small letters."""
    if line.count < 3:
        return True
    is_closed = line.mark == "." or not (line.is_bare or line.is_prose) or _is_pictured(line)
    return is_closed and line.count <= _LONGEST_KICKER and not line.has_verb


def _is_page_title(lines: Sequence[Line], number: int, zones: Zones) -> bool:
    """Tell whether a line is the title with the outlet's name behind it, and the title itself follows."""
    bare = without_suffix(lines[number].text)
    return bool(bare) and any(lines[n].key == key(bare) for n in range(number + 1, min(zones.body + 1, len(lines))))


def without_suffix(title: str) -> str:
    """Return what stands before the last dash or bar of a title; empty where it has none."""
    return max((title.rpartition(mark)[0] for mark in _SUFFIX_MARKS), key=len)


def _text_follows(lines: Sequence[Line], number: int) -> bool:
    return any(line.is_prose or line.mark for line in lines[number + 1 : number + 12])


def strip_outlet(title: str, outlet: str | None) -> str | None:
    """Return a declared title without the name of the outlet that pages add behind it."""
    bare = " ".join(title.split())
    for mark in _SUFFIX_MARKS:
        head, found, last = bare.rpartition(mark)
        if found and outlet and key(last) == key(outlet):
            bare = head
    return bare or None
