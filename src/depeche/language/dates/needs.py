"""What must stand in a line for a rule of dates to match it, read from the rule itself.

Most lines hold no date: a rule is tried only where a word or a digit stands that every match of it has. Here: which. A
need may be too weak (a rule is tried in vain), never too strong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

DIGIT = "0"
_WHOLE = frozenset({"units"})  # lists whose words stand between spaces in every rule: "an" is a piece of many words
_NEVER_TELLING = frozenset({"numbers"})  # "un" stands in nearly every line
_DIGIT_RANK = 2.5  # above the smallest words, which stand in more lines than a digit does
_CLASS, _DIGITS = re.compile(r"\[(?P<letters>[^\]]*)\]"), re.compile(r"\d-\d")
_OPTIONAL_LETTER = re.compile(r"\\?[^\\()\]}|](?:\?|\*|\{0,\d*\})")
_COUNT = re.compile(r"(?<!\))\{\d[^}]*\}")
_GROUP = re.compile(r"\((?P<body>[^()]*)\)(?P<optional>\?|\{0,\d+\})?")
_OPENING, _LOOKS = re.compile(r"\?(?::|P<\w+>|P=\w+)"), ("?=", "?!", "?<=", "?<!")
_ATOM = re.compile(r"\{(?P<list>\w+)\}|(?P<group>[\ue000-\uf8ff])|(?P<digit>\\d)|\\.|(?P<word>[a-z'-]+)")


class Needs(NamedTuple):
    """What must stand in a line for a rule to match: one of some pieces of words, or one of some whole words.

    Among the words of a line is DIGIT when a digit of any script stands in it.
    """

    pieces: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()

    def stand_in(self, line: str, words: frozenset[str]) -> bool:
        """Tell whether a folded line, given with its words, may hold a match."""
        return not self.words.isdisjoint(words) or any(piece in line for piece in self.pieces)

    @property
    def rank(self) -> float:
        """How much it tells: the longer the shortest wording, the fewer lines hold it."""
        lengths = [len(piece) for piece in self.pieces]
        return min([*lengths, *(_DIGIT_RANK if word == DIGIT else len(word) + 1.5 for word in self.words)])


def needs_of(template: str, words_of: Callable[[str], Iterable[str]]) -> Needs:
    """Return what every match of a template holds; `words_of` gives the words of a list by its name.

    Raises ValueError for a template that needs nothing: it would be tried everywhere.
    """
    groups: dict[str, Needs | None] = {}

    def group(found: re.Match[str]) -> str:
        body = found["body"]
        if found["optional"] or body.startswith(_LOOKS):
            return "\n"
        mark = chr(0xE000 + len(groups))
        groups[mark] = _of_alternatives(_OPENING.sub("", body, count=1), words_of, groups)
        return mark

    bare = _CLASS.sub(lambda found: r"\d" if _DIGITS.search(found["letters"]) else "\n", template)
    bare = _COUNT.sub("\n", _OPTIONAL_LETTER.sub("\n", bare))
    while "(" in bare:
        bare = _GROUP.sub(group, bare)
    found = _of_alternatives(bare, words_of, groups)
    if found is None:
        raise ValueError(f"a rule of dates needs no word and no digit: {template}")
    return _same(found)


def _of_alternatives(
    body: str, words_of: Callable[[str], Iterable[str]], groups: dict[str, Needs | None]
) -> Needs | None:
    """Return what one of several alternatives needs; None where one of them needs nothing."""
    needed = [_most_telling(alternative, words_of, groups) for alternative in body.split("|")]
    known = [needs for needs in needed if needs is not None]
    if len(known) < len(needed):
        return None
    pieces = dict.fromkeys(piece for needs in known for piece in needs.pieces)
    return Needs(tuple(pieces), frozenset().union(*(needs.words for needs in known)))


def _most_telling(
    sequence: str, words_of: Callable[[str], Iterable[str]], groups: dict[str, Needs | None]
) -> Needs | None:
    """Return the one of several things side by side that the fewest lines hold."""
    found: list[Needs] = []
    for atom in _ATOM.finditer(sequence):
        if atom["list"] and atom["list"] not in _NEVER_TELLING:
            found.append(_of_list(atom["list"], words_of))
        elif atom["group"] and (inner := groups[atom["group"]]) is not None:
            found.append(inner)
        elif atom["digit"]:
            found.append(Needs(words=frozenset((DIGIT,))))
        elif atom["word"]:
            found.append(Needs((atom["word"],)))
    return max(found, key=lambda needs: needs.rank, default=None)


def _of_list(name: str, words_of: Callable[[str], Iterable[str]]) -> Needs:
    """Return the need for one of some wordings, each by the longest of its words, as spaces may be several."""
    if name in _WHOLE:
        return Needs(words=frozenset(max(re.findall(r"\w+", wording), key=len) for wording in words_of(name)))
    return Needs(tuple(dict.fromkeys(max(wording.split(), key=len) for wording in words_of(name))))


@cache
def _same(needs: Needs) -> Needs:
    """Return one and the same object for equal needs, so that a line is looked at once for neighbouring rules."""
    return needs
