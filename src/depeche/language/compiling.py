"""A shorter form of the pattern by which spaCy's French tokeniser keeps words with hyphens whole.

spaCy writes it as some 270 alternatives, each with the same classes of letters at its end: 1.4 million characters,
whose compilation takes as long as all the rest of loading the model. Here: the same language with each ending written
once, and how spaCy is made to compile that. Not here: what the model is used for (see `nlp`).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_LONG = 100_000  # characters; no other pattern of spaCy comes near
_FLAGS = re.compile(r"\(\?[a-z]+\)")
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+", re.DOTALL)
_DEPTH = {"(": 1, ")": -1}
_replacing = threading.Lock()  # two at once could leave the replacement behind
_CLASS_OF_LETTERS = re.compile(r"\[[^\]]{30,}\]")


@contextmanager
def short_patterns() -> Iterator[None]:
    """Compile very long patterns in their short form within this context; `re.compile` is as before after it."""
    with _replacing:
        plain = re.compile

        def compiled(pattern: Any, flags: Any = 0) -> Any:
            is_long = isinstance(pattern, str) and len(pattern) > _LONG
            return plain(shortened(pattern) if is_long else pattern, flags)

        re.compile = compiled
        try:
            yield
        finally:
            re.compile = plain


def shortened(pattern: str) -> str:
    """Return a pattern that matches what a list of alternatives `(?:^…$)|(?:^…$)` does, equal endings written once.

    An alternative is cut where its first long class of letters begins. The groups may stand in another order: which
    alternative matches is another question than whether one does. A pattern of another form comes back as it is.
    """
    flags = found[0] if (found := _FLAGS.match(pattern)) else ""
    alternatives = _alternatives(pattern[len(flags) :])
    if alternatives is None:
        return pattern
    heads: dict[str, list[str]] = {}
    for alternative in alternatives:
        letters = _CLASS_OF_LETTERS.search(alternative)
        cut = letters.start() if letters and _is_whole(alternative[: letters.start()]) else 1
        heads.setdefault(alternative[cut:], []).append(alternative[1:cut])
    return flags + "|".join(f"^(?:{'|'.join(begun)}){ending}" for ending, begun in heads.items())


def _alternatives(body: str) -> list[str] | None:
    """Return the alternatives, each from '^' to '$' and without a choice outside brackets; None for any other form."""
    groups, depth, start = [], 0, 0
    for piece in _PIECE.finditer(body):
        depth += _DEPTH.get(piece[0], 0)
        if piece[0] == "|" and depth == 1:
            return None
        if piece[0] == "|" and depth == 0:
            groups.append(body[start : piece.start()])
            start = piece.end()
    groups.append(body[start:])
    if not all(group.startswith("(?:^") and group.endswith("$)") for group in groups):
        return None
    return [group[len("(?:") : -len(")")] for group in groups]


def _is_whole(text: str) -> bool:
    """Whether a stretch of a pattern closes every bracket that it opens."""
    return sum(_DEPTH.get(piece[0], 0) for piece in _PIECE.finditer(text)) == 0
