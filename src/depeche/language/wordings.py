"""Patterns of French whose words stand in YAML: the file wordings.yml of a room, made into regular expressions.

Here: how lists and templates become patterns, for every room of language. The words themselves, and why each list is
there, stand in the files. Not here: what a room makes of a match.

A file has `lists` (words in the order in which they are tried, or a table from word to meaning) and `patterns`:
templates of regular expressions, whose lines are joined. In a template {name} stands for any word of a list or for
another template, {name+} for any word of a list with the space after it, which an elided one ("l'") has not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from depeche.words import read_words

_NAME = re.compile(r"\{(?P<name>[A-Za-z][A-Za-z_]*)(?P<glue>\+?)\}")
WORD = re.compile(r"\w+")


class Wordings:
    """The wordings of a room; the file is read when the first is asked for.

    `parts` gives what else a name in braces may stand for: what is no word, such as the class of capitals.
    """

    def __init__(self, room: str, parts: Callable[[], Mapping[str, str]] = dict) -> None:
        self._room, self._parts = room, parts
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._words: dict[str, tuple[str, ...]] = {}

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return the pattern of a name, compiled once."""
        found = self._patterns.get(name)
        if found is None:
            found = self._patterns[name] = self.made(name)
        return found

    def made(self, name: str, **given: str) -> re.Pattern[str]:
        """Return the pattern of a name, in which names in braces stand for what is given, compiled anew."""
        return re.compile(self._filled(self._file["patterns"][name], given))

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of a list or table."""
        found = self._words.get(name)
        if found is None:
            found = self._words[name] = tuple(self._file["lists"][name])
        return found

    def glued(self, name: str) -> tuple[str, ...]:
        """Return the words of a list, each with the space after it, which an elided one has not."""
        return tuple(word if word.endswith("'") else f"{word} " for word in self.words(name))

    def table(self, name: str) -> Mapping[str, Any]:
        """Return a table from word to meaning."""
        found: Mapping[str, Any] = self._file["lists"][name]
        return found

    def _filled(self, template: str, given: Mapping[str, str]) -> str:
        return _NAME.sub(lambda found: self._stands_for(found, given), template.replace("\n", ""))

    def _stands_for(self, found: re.Match[str], given: Mapping[str, str]) -> str:
        name, glue = found["name"], found["glue"]
        part = given.get(name) or self._outside.get(name)
        if part is not None:
            return part
        if name in self._file["lists"]:
            return "(?:" + "|".join(map(re.escape, self.glued(name) if glue else self.words(name))) + ")"
        return self._filled(self._file["patterns"][name], given)

    @cached_property
    def _file(self) -> dict[str, Any]:
        content: dict[str, Any] = read_words(self._room, "wordings")
        return content

    @cached_property
    def _outside(self) -> Mapping[str, str]:
        return self._parts()


class WordPattern:
    """A pattern of one of some entries, each of whole words, tried only where the first word of one of them stands."""

    __slots__ = ("_first_words", "_pattern")

    def __init__(self, pattern: re.Pattern[str], entries: Iterable[str]) -> None:
        self._pattern = pattern
        self._first_words = frozenset(
            form for entry in entries for word in WORD.findall(entry)[:1] for form in either_case(word)
        )

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where the pattern stands, in order and not overlapping."""
        end = 0
        for word in WORD.finditer(text):
            if word.start() >= end and word.group() in self._first_words:
                found = self._pattern.match(text, word.start())
                if found:
                    end = found.end()
                    yield found


class NeedyPattern:
    """A pattern tried only on texts that hold one of some wordings, as each of its matches does, and compiled for the
    first of them: a thousand patterns take seconds, and most texts need few.
    """

    __slots__ = ("_make", "_pattern", "_wordings")

    def __init__(self, make: Callable[[], re.Pattern[str]], wordings: Iterable[str]) -> None:
        self._make = make
        self._pattern: re.Pattern[str] | None = None
        self._wordings = tuple(dict.fromkeys(form for wording in wordings for form in either_case(wording)))

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """Yield where the pattern stands, in order and not overlapping."""
        for wording in self._wordings:
            if wording in text:
                self._pattern = self._pattern or self._make()
                return self._pattern.finditer(text)
        return ()


def either_case(wording: str) -> tuple[str, ...]:
    """Return a wording and, where it begins with a small letter, the same with a capital."""
    return (wording, wording[0].upper() + wording[1:]) if wording[0].islower() else (wording,)


def longest_first(entries: Iterable[str]) -> list[str]:
    """Return entries in the order in which a pattern must try them, each once."""
    return sorted(set(entries), key=lambda entry: (-len(entry), entry))


def any_of(entries: Iterable[str], *, is_capital: bool = False, is_glued: bool = False) -> str:
    """Return a pattern for any of some entries, the longest first.

    `is_capital`: a small first letter may be a capital; `is_glued`: with the space after each but an elided one.
    """
    forms = []
    for entry in longest_first(entries):
        form = or_capital(entry) if is_capital else re.escape(entry)
        forms.append(form + ("" if not is_glued or entry.endswith("'") else " "))
    return "(?:" + "|".join(forms) + ")"


def or_capital(entry: str) -> str:
    """Return a pattern of an entry whose first letter may be a capital."""
    first, rest = re.escape(entry[0]), re.escape(entry[1:])
    return f"[{entry[0]}{entry[0].upper()}]{rest}" if entry[0].islower() else first + rest
