"""What a line looks like: a sentence, a bare title, or neither. Judged by its words alone, without a parser.

Here: tests on one line. Not here: where the line stands (`zones`) and which wording it holds (`matching`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from depeche.clean.folding import find_letters
from depeche.words import read_words

_CLOSING = " \"'»”’)]*›"
_LONG = 25  # words: a line this long is running text even where its full stop is missing


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of prose.yml."""

    finite_verbs: frozenset[str]
    finite_endings: tuple[str, ...]
    not_verbs: frozenset[str]
    function_words: frozenset[str]
    openers: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """Load prose.yml."""
    lists = read_words("clean", "prose")
    return Vocabulary(
        finite_verbs=frozenset(lists["finite_verbs"]),
        finite_endings=tuple(lists["finite_endings"]),
        not_verbs=frozenset(lists["not_verbs"]),
        function_words=frozenset(lists["function_words"]),
        openers=frozenset(lists["openers"]),
    )


def final_mark(text: str) -> str:
    """Return the mark that ends a text's last sentence, closing quotation marks aside; empty where it has none."""
    bare = text.rstrip(_CLOSING)
    return bare[-1] if bare and bare[-1] in ".!?…" else ""


def has_finite_verb(text: str) -> bool:
    """Tell whether a normalised text holds a form that can hardly be anything but a finite verb."""
    lists = vocabulary()
    found = find_letters(text)
    if not lists.finite_verbs.isdisjoint(found):
        return True
    ending = [word for word in found if len(word) >= 5 and word.endswith(lists.finite_endings)]
    return not lists.not_verbs.issuperset(ending)


def is_prose(text: str, word_count: int, mark: str) -> bool:
    """Tell whether a line reads as running text: a sentence of some length, or a long line of function words.

    `mark` is the line's final one.
    """
    if word_count < 6:
        return False
    if mark:
        return word_count >= 12 or has_finite_verb(text)
    return word_count >= _LONG and function_share(text) >= 0.25


def function_share(text: str) -> float:
    """Return which share of the words are function words."""
    found = find_letters(text.lower())
    return sum(map(vocabulary().function_words.__contains__, found)) / len(found) if found else 0.0


def is_bare(text: str, word_count: int, mark: str) -> bool:
    """Tell whether a line could be a title: it begins like one and ends without a full stop, its final mark."""
    if not 0 < word_count <= 32 or mark == "." or text[-1] in ",;:":
        return False
    first = text[0] if text[0].isalnum() else next(filter(str.isalnum, text), "")
    return first.isupper() or first.isdigit()


def is_headline(text: str, word_count: int) -> bool:
    """Tell whether a bare line has a press headline's shape rather than a subheading's: 'Lieu : …', '« … » : …'."""
    if word_count < 6:
        return False
    return " : " in text or '": ' in text or "”: " in text or "»: " in text or (": " in text[3:] and word_count >= 8)
