"""Finds lists of teasers by their build: neighbouring containers of a page, each a linked title with an excerpt below.

Here: HTML only, from where the lines stand in the page. Not here: what containers are called (`evidence`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from depeche.clean.lines import Line

_LINKED = 0.6  # link share from which a line is a title that leads elsewhere
_PLAIN = 0.3  # link share below which running text is plain
_SHORTEST_TITLE = 3  # words
_MOST_LEVELS = 6  # between a card and its title or excerpt
_MOST_LINES = 12  # of a card
_LONGEST_EXCERPT = 75  # words of all running text of a card
_LEAST_CARDS = 2
_LEAST_REST = 0.4  # running text outside all cards, as a share of that inside: else the cards are the article


def find_cards(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines that lie in a list of teasers; none where such lists make up the page."""
    families: dict[tuple[int, str], list[range]] = defaultdict(list)
    for container, title in _candidates(lines).items():
        card = _extent(lines, container, title)
        if len(card) <= _MOST_LINES and 0 < sum(_plain_words(lines[n]) for n in card) <= _LONGEST_EXCERPT:
            families[_home(lines[title], container)].append(card)
    lists = [family for family in families.values() if len(family) >= _LEAST_CARDS]
    if not lists:
        return frozenset()
    found = frozenset(number for family in lists for card in family for number in card)
    inside = sum(_plain_words(lines[number]) for number in found)
    total = sum(map(_plain_words, lines))
    return found if total - inside >= _LEAST_REST * inside else frozenset()


def _candidates(lines: Sequence[Line]) -> dict[int, int]:
    """Return the elements that hold a linked title and running text below it, none above, with the title's line."""
    titles: dict[int, int] = {}
    spoiled: set[int] = set()
    complete: set[int] = set()
    for number, line in enumerate(lines):
        if line.block is None:
            continue
        if line.link_share >= _LINKED:
            if line.count >= _SHORTEST_TITLE:
                for element in _nearest(line):
                    titles.setdefault(element, number)
        elif 0 < _plain_words(line) <= _LONGEST_EXCERPT:
            for element in _nearest(line):
                (complete if element in titles else spoiled).add(element)
    return {element: titles[element] for element in sorted(complete - spoiled)}


def _nearest(line: Line) -> Iterable[int]:
    """Return the numbers of the elements around a line, up to the largest that could be its card."""
    block = line.block
    return () if block is None else (block.number, *block.inside[-_MOST_LEVELS:])


def _extent(lines: Sequence[Line], container: int, title: int) -> range:
    """Return the lines of an element around one of them; one too many where it is no card."""
    first = last = title
    while first > 0 and title - first <= _MOST_LINES and _holds(container, lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and last - first <= _MOST_LINES and _holds(container, lines[last + 1]):
        last += 1
    return range(first, last + 1)


def _holds(container: int, line: Line) -> bool:
    return line.block is not None and (line.block.number == container or container in line.block.inside)


def _home(line: Line, container: int) -> tuple[int, str]:
    """Return the parent of an element around a line, and the element's tag: cards of one list share both."""
    block = line.block
    if block is None or block.number == container:
        return (block.inside[-1] if block and block.inside else 0), block.tag if block else ""
    at = block.inside.index(container)
    return (block.inside[at - 1] if at else 0), block.ancestors[at]


def _plain_words(line: Line) -> int:
    """Return the words of a line of running text outside links; 0 for any other line."""
    return line.count if line.link_share < _PLAIN and line.is_prose else 0
