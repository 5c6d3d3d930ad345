"""French numbers in digits and words, with their value: '1,5 million', 'quatre-vingt-dix', 'deux tiers'.

Here: what a number is and what it is worth. What it counts belongs to `claims`; whether it is a date, to `dates`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from depeche.language.figures.folding import folded
from depeche.language.figures.tokens import Kind, Token, fractions, runs


class Number(NamedTuple):
    """A number in a text. `is_article`: 'un' alone. `is_collective`: 'une dizaine'. `has_scale`: '2 millions'."""

    start: int
    end: int
    value: float
    is_digits: bool
    is_article: bool = False
    is_collective: bool = False
    has_scale: bool = False
    is_fraction: bool = False
    is_debris: bool = False  # a decimal point, a mistranslated 'billion'


def find_numerals(view: str) -> tuple[Number, ...]:
    """Return the numbers of a normalised text in order, articles included (`is_article`), ordinals not."""
    text = folded(view)
    found: list[Number] = []
    for run in runs(text):
        at = 0
        while at < len(run):
            number, after = _parse(run, at)
            if number is None:
                at += 1
                continue
            found.append(number)
            at = after
    for phrase, value in fractions().items():
        for match in re.finditer(rf"(?<![\w'-]){phrase}(?![\w-])", text):
            if not any(n.start < match.end() and match.start() < n.end for n in found):
                found.append(Number(match.start(), match.end(), value, is_digits=False, is_fraction=True))
    return tuple(sorted(found))


def value_of(wording: str) -> float | None:
    """Return the value of a wording that is one number and nothing else, else None."""
    found = find_numerals(wording)
    text = wording.strip()
    if len(found) == 1 and wording[found[0].start : found[0].end] == text:
        return found[0].value
    return None


def _parse(run: Sequence[Token], at: int) -> tuple[Number | None, int]:
    """Read one number from a token on: the longest that French grammar allows."""
    first = run[at]
    if first.kind in ("and", "point", "of", "scale", "collective", "part"):
        return None, at + 1
    value, after = _whole(run, at)
    if after == at:
        return None, at + 1
    is_fraction = False
    if after < len(run) and run[after].kind == "point" and after + 1 < len(run):
        decimals, beyond = _whole(run, after + 1)
        if beyond > after + 1:
            value, after = value + decimals / 10 ** len(str(int(decimals))), beyond
    numerator, divided = _fraction(run, at, value, after)
    if numerator is not None:
        value, after, is_fraction = numerator, divided, True
    elif after + 1 < len(run) and run[after].kind == "and":
        part, beyond = _part(run, after + 1)
        if part is not None:
            unit = run[after - 1].value if run[after - 1].kind == "scale" else 1  # 'un million et demi'
            value, after, is_fraction = value + part * unit, beyond, unit == 1
    elif after + 1 < len(run) and run[after].kind == "of" and value < 1000:
        divisor, beyond = _whole(run, after + 1)
        if beyond > after + 1 and divisor > value and not _is_reach(run, after + 1):
            value, after, is_fraction = value / divisor, beyond, True
    used = run[at:after]
    return (
        Number(
            first.start,
            run[after - 1].end,
            value,
            is_digits=first.kind == "digits",
            is_article=len(used) == 1 and first.kind == "unit" and first.value == 1,
            is_collective=any(t.kind == "collective" for t in used),
            has_scale=any(t.kind == "scale" for t in used),
            is_fraction=is_fraction,
            is_debris=any(t.is_debris or t.value == 1e12 for t in used),
        ),
        after,
    )


def _is_reach(run: Sequence[Token], at: int) -> bool:
    """Whether 'sur' is followed by 'un' alone: 'un accord sur un' is no fraction."""
    return run[at].kind == "unit" and run[at].value == 1 and len(run) == at + 1


def _part(run: Sequence[Token], at: int) -> tuple[float | None, int]:
    """Read 'un quart', 'trois cinquièmes', 'demi'."""
    if run[at].kind == "part":
        return 1 / run[at].value, at + 1
    value, after = _whole(run, at)
    if after > at and after < len(run) and run[after].kind == "part":
        return value / run[after].value, after + 1
    return None, at


def _fraction(run: Sequence[Token], at: int, value: float, after: int) -> tuple[float | None, int]:
    """Read the denominator after a number: 'trois cinquièmes', and 'vingt et un cinquième' as 20 + 1/5."""
    if after >= len(run) or run[after].kind != "part":
        return None, after
    for middle in range(after - 2, at, -1):
        if run[middle].kind == "and":
            whole, _ = _whole(run[:middle], at)
            top, _ = _whole(run[:after], middle + 1)
            return whole + top / run[after].value, after + 1
    return value / run[after].value, after + 1


def _whole(run: Sequence[Token], at: int) -> tuple[float, int]:
    """Read a whole number (or figure in digits) with its scale; return its value and the token after it."""
    start, total, current = at, 0.0, 0.0
    last_scale = float("inf")
    while at < len(run):
        kind, value = run[at].kind, run[at].value
        if kind == "digits":
            if at > start and not (total and value < 1000 and run[start].kind == "digits" and value.is_integer()):
                break
            if at > start and run[at - 1].kind != "scale":
                break
            current = value
        elif kind in ("unit", "ten"):
            joined = _joined(current, value, kind)
            if joined is None or (current and run[at - 1].kind == "digits"):
                break
            current = joined
        elif kind == "hundred" and _is_hundred(run, at, current):
            current = max(1.0, current) * 100
        elif kind == "thousand" and current < 1000 and last_scale > 1000:
            total, current, last_scale = total + max(1.0, current) * 1000, 0.0, 1000
        elif kind in ("scale", "collective") and at > start and (value < last_scale or not total):
            total, current, last_scale = total + (current or 1.0) * value, 0.0, value
        elif kind == "scale" and at > start and current == 0 and total:  # 'cent mille milliards'
            total, last_scale = total * value, value
        elif kind == "and" and at > start and _continues(run, at, current):
            pass
        else:
            break
        at += 1
    return total + current, at


def _is_hundred(run: Sequence[Token], at: int, current: float) -> bool:
    """Whether 'cent' multiplies what stands before it; '34 cents' are a hundredth of a dollar."""
    is_plural = run[at].end - run[at].start == len("cents")
    return 0 <= current < 1000 and not (is_plural and (at == 0 or run[at - 1].kind == "digits"))


def _joined(current: float, value: float, kind: Kind) -> float | None:
    """Return the number that a unit or ten makes with what stands before it, None when French does not join them."""
    rest = current % 100
    if kind == "ten":
        if value == 20 and rest == 4:
            return current - 4 + 80
        return current + value if rest == 0 else None
    if rest == 0:
        return current + value if value or not current else None
    if rest == 10 and 7 <= value <= 9:
        return current + value
    if rest in (70, 90) and 7 <= value <= 9:
        return current + value
    if rest in (60, 80) and 0 < value <= 16:
        return current + value
    if rest in (20, 30, 40, 50, 70, 90) and 0 < value < 10:
        return current + value
    return None


def _continues(run: Sequence[Token], at: int, current: float) -> bool:
    """Whether 'et' joins two halves of one number: 'vingt et un', 'soixante et onze'."""
    following = run[at + 1] if at + 1 < len(run) else None
    if following is None or following.kind != "unit" or current % 100 not in (20, 30, 40, 50, 60, 70, 80, 90):
        return False
    return not (following.value > 11 and current % 100 != 60) and run[at - 1].kind == "ten"
