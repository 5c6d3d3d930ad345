"""Cuts what stands below the head of a list of other articles: its titles, or the whole rest of the page.

Here: how far such a head reaches. Not here: the wordings of heads (rules/*.yml), pointers inside a line (`teasers`).
"""

from __future__ import annotations

from collections.abc import Sequence

from depeche.clean.boxes import nearest_gap
from depeche.clean.lines import Line
from depeche.clean.lookup import Match
from depeche.clean.reading import Reading, Verdict, category_of

_MOST_TITLES = 40  # lines that the head of a list of titles can take
_LONGEST_BARE = 14  # words
_SITE = frozenset(
    {"read_also", "share", "comment", "newsletter", "paywall", "footer", "navigation", "advertising", "hashtag"}
)
_PLAIN = 0.3  # link share below which a line of a page is no teaser


def cut_titles(reading: Reading) -> None:
    """Cut the titles below the head of a list of titles."""
    number = 0
    close = nearest_gap(reading.lines) if reading.lines and reading.lines[0].block is None else None
    while number < len(reading.lines):
        verdict, match = reading.verdicts[number], reading.matches[number]
        if verdict is not None and match is not None and _takes_titles(reading, number, match):
            number = _take_titles(reading, number, match, verdict, close=close)
        else:
            number += 1


def _takes_titles(reading: Reading, number: int, match: Match) -> bool:
    """Tell whether a head takes the titles below it: also one that ends pages, where it stands inside the article."""
    if match.rule.takes == "rest":
        return match.rule.category == "read_also" and reading.first_prose < number < reading.last_prose
    return match.rule.takes == "titles"


def _take_titles(reading: Reading, head: int, match: Match, verdict: Verdict, *, close: int | None) -> int:
    """Cut the bare lines below a head, save a last one that is the subheading of what follows; return the next line."""
    run: list[int] = []
    block = _block_below(reading, head, close)
    number = head + 1
    while number < len(reading.lines) and len(run) < _MOST_TITLES:
        line = reading.lines[number]
        is_asked = _is_question(line) and (number in block or (match.is_whole and number == head + 1))
        is_title = line.is_bare or is_asked
        if number == reading.title or (line.is_prose and not is_asked) or not (is_title or reading.verdicts[number]):
            break
        if line.block is not None and line.link_share < _PLAIN and reading.verdicts[number] is None:
            break
        if reading.verdicts[number] is None:
            run.append(number)
        number += 1
    has_title = not match.is_whole
    text_follows = number < len(reading.lines) and reading.lines[number].is_prose and number <= reading.last_prose
    if text_follows and run and (has_title or len(run) > 1) and run[-1] not in block:
        run = run[:-1] if _reads_as_subheading(reading, run, has_title=has_title) else run
    for taken in run:
        reading.verdicts[taken] = Verdict(
            category_of(reading.lines[taken], verdict.category), f"{verdict.rule}.title_below"
        )
    return max(number, head + 1)


def _block_below(reading: Reading, head: int, close: int | None) -> range:
    """Return the lines that only line breaks part from a head, in a text that parts its paragraphs by blank lines."""
    lines = reading.lines
    end = head + 1
    while close is not None and end < len(lines) and lines[end].start - lines[end - 1].end <= close:
        end += 1
    return range(head + 1, end)


def _is_question(line: Line) -> bool:
    return line.mark == "?" and line.count <= _LONGEST_BARE


def _reads_as_subheading(reading: Reading, run: Sequence[int], *, has_title: bool) -> bool:
    """Tell whether the last bare line before text is the article's own."""
    last = reading.lines[run[-1]]
    if has_title and len(run) == 1:
        return not (last.is_headline and last.count >= 9)
    return not last.is_headline and last.count <= 14


def cut_among_debris(reading: Reading) -> None:
    """Cut the bare lines that stand below the text among buttons and lists of the site."""
    is_site = False
    for number in range(reading.last_prose + 1, len(reading.lines)):
        verdict, line = reading.verdicts[number], reading.lines[number]
        if verdict is not None:
            is_site = is_site or verdict.category in _SITE
        elif is_site and reading.is_free(number) and line.is_bare and not line.mark and line.count <= _LONGEST_BARE:
            reading.verdicts[number] = Verdict(category_of(line, "navigation"), "structure.among_debris")


def cut_rest(reading: Reading) -> None:
    """Cut everything below the first head that only stands below an article; a later head names what follows it."""
    head: Match | None = None
    for number in range(reading.last_prose + 1, len(reading.lines)):
        match, verdict = reading.matches[number], reading.verdicts[number]
        if match is not None and verdict is not None:
            if match.rule.takes == "rest" or (head is not None and match.rule.takes == "titles"):
                head = match
        elif head is not None and reading.is_free(number):
            category = category_of(reading.lines[number], head.rule.category)
            reading.verdicts[number] = Verdict(category, f"{head.rule.id}.below")
