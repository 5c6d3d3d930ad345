"""Cuts the lines that were learned to be boilerplate of an outlet, where no rule has decided about them.

A line that returns now and then is cut only in front of the running text of a cleaned document and behind it: amid
the text it may be a subheading or a sentence that journalists use again. Rules come first, so that dates and names are
still read from publication lines. The rule's name says in how many independent documents of the outlet the line stands
at least: `learned.outlet.20`. Not here: what is learned (`recurring`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from depeche.clean.known_lines import is_running, line_digest
from depeche.clean.reading import Reading, Verdict
from depeche.model import LearnedLine

_SPACING = 40  # characters that a line may be longer than it was elsewhere, by spaces alone


class OutletLines:
    """The learned lines of one outlet, made ready to be found in many texts."""

    def __init__(self, lines: Iterable[LearnedLine]) -> None:
        self._known = {line.digest: line for line in lines}
        self._longest = max((line.size for line in self._known.values()), default=0) + _SPACING

    def in_text(self, text: str) -> tuple[LearnedLine, ...]:
        """Return the lines that are to be cut from a document, by the text that the rules left of it."""
        lines = text.split("\n")
        places: dict[int, list[int]] = {}
        for number, line in enumerate(lines):
            if len(line) <= self._longest and (digest := line_digest(line)) in self._known:
                places.setdefault(digest, []).append(number)
        if not places:
            return ()
        taken = {number for numbers in places.values() for number in numbers}
        running = [number for number, line in enumerate(lines) if number not in taken and is_running(line)]
        first, last = (running[0], running[-1]) if running else (0, len(lines))
        return tuple(
            sorted(
                self._known[digest]
                for digest, numbers in places.items()
                if self._known[digest].is_anywhere or not any(first <= number <= last for number in numbers)
            )
        )


def cut_learned(reading: Reading, raw: str, learned: Sequence[LearnedLine]) -> None:
    """Cut the lines that nothing was decided about and that lie in a learned line of the raw text."""
    if not learned:
        return
    stretches = _stretches(raw, {line.digest: line for line in learned})
    at = 0
    for number, line in enumerate(reading.lines):
        while at < len(stretches) and stretches[at][1] < line.end:
            at += 1
        if at == len(stretches):
            return
        start, _, found = stretches[at]
        if line.start >= start and reading.is_free(number):
            reading.verdicts[number] = Verdict("other", f"learned.outlet.{found.support}")


def _stretches(raw: str, learned: dict[int, LearnedLine]) -> list[tuple[int, int, LearnedLine]]:
    """Return where in a raw text learned lines stand."""
    found = []
    start = 0
    for line in raw.split("\n"):
        end = start + len(line)
        digest = line_digest(line)
        if digest in learned:
            found.append((start, end, learned[digest]))
        start = end + 1
    return found
