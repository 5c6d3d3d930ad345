"""Paragraphs of our own whose names are known by construction, so that the recogniser keeps seeing companies, people
and places that Wikinews never names.

Here: names drawn by chance and the sentences of invented.yml filled with them. The same seed gives the same paragraphs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from corpus import Labelled, Name

from depeche.language.entities.lexicon import lexicon

_SLOT = re.compile(r"(?:(?P<small>\w+)~)?\{(?P<slot>\w+)\}")
_VOWELS = "aeiouyhéèêàâîôûœAEIOUYHÉÈÊÀÂÎÔÛŒ"
_ARTICLE = re.compile(r"(?P<article>Le|Les) (?P<rest>.+)")
_LABELS = {
    "per": "PER", "last": "PER", "first": "PER", "mono": "PER", "org": "ORG", "club": "ORG", "media": "ORG",
    "town": "LOC", "river": "LOC", "prod": "MISC", "work": "MISC",
}  # fmt: skip
_KNOWN = 0.3  # share of organisations that are well known


@cache
def _words() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("invented.yml").read_text(encoding="utf-8"))
    return loaded


@cache
def _themes() -> dict[str, list[str]]:
    return dict(_words()["themes"])  # type: ignore[call-overload]


class Names:
    """Draws names of every kind."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.words = _words()
        self.first_names = sorted(lexicon().first_names)

    def pick(self, kind: str) -> str:
        """Draw one of the words of a list of invented.yml."""
        return self.chance.choice(self.words[kind])

    def word(self) -> str:
        """Draw a word that looks like the name of a company: "Velorix", "OpenForge", "SNVT", "iKeldo"."""
        way = self.chance.random()
        if way < 0.55:
            stem = "".join(self.pick("syllables") for _ in range(self.chance.choice((1, 2, 2)))) + self.pick("endings")
            return stem.capitalize() if self.chance.random() < 0.9 else stem.upper()
        if way < 0.75:
            glue = self.chance.choice(("", " ", " "))
            return self.pick("word_heads") + glue + self.pick("word_tails")
        if way < 0.87:
            return "".join(self.chance.choice("ABCDEFGILMNOPRSTVX") for _ in range(self.chance.choice((2, 3, 3, 4, 5))))
        if way < 0.92:
            return self.chance.choice(("i", "e", "x")) + self.pick("syllables").capitalize() + self.pick("endings")
        return self.chance.choice((self.pick("last"), self.chance.choice(self.first_names)))

    def organisation(self) -> str:
        """Draw a company, well known or invented."""
        way = self.chance.random()
        if way < _KNOWN:
            return self.pick("known")
        if way < 0.72:
            return self.word()
        stem = self.pick("last") if self.chance.random() < 0.4 else self.word()
        return self.pick("bodies").format(x=stem)

    def person(self) -> tuple[str, str, str]:
        """Draw a person: full name, first name, family name."""
        first, last = self.chance.choice(self.first_names), self.pick("last")
        if self.chance.random() < 0.3:
            last = (self.pick("syllables") + self.pick("syllables") + self.pick("endings")).capitalize()
        if self.chance.random() < 0.08:
            first = f"{first}-{self.chance.choice(self.first_names)}"
        middle = f" {self.chance.choice('ABCDJKLMRST')}." if self.chance.random() < 0.05 else ""
        return f"{first}{middle} {last}", first, last

    def town(self) -> str:
        """Draw a town, real or invented."""
        way = self.chance.random()
        if way < 0.45:
            return self.pick("towns")
        return self.foreign() if way < 0.75 else self.pick("town_heads") + self.pick("town_tails")

    def foreign(self) -> str:
        """Draw a word that may name a place, a king or a singer of any country: "Uvalno", "Drakel"."""
        return "".join(self.pick("syllables") for _ in range(self.chance.choice((2, 2, 3)))).capitalize()

    def single(self) -> str:
        """Draw a person's only name."""
        return self.foreign() if self.chance.random() < 0.6 else self.chance.choice(self.first_names)

    def work(self) -> str:
        """Draw the title of a film, a book or a song."""
        return self.pick("works").format(x=self.word())

    def product(self) -> str:
        """Draw a product."""
        return self.pick("products").format(x=self.word())

    def medium(self) -> str:
        """Draw a newspaper, agency, channel or site."""
        return self.pick("medias").format(x=self.word().capitalize(), t=self.town())


class _World:
    """The names of one paragraph, by slot."""

    def __init__(self, chance: random.Random) -> None:
        names = Names(chance)
        self.chance, self.names = chance, names
        self.values: dict[str, str] = {}
        for number in ("", "2", "3"):
            self.values["per" + number], first, self.values["last" + number] = names.person()
            self.values.setdefault("first", first)
            self.values["org" + number] = names.organisation()
            self.values["club" + number] = names.pick("clubs").format(t=names.town())
            self.values["town" + number] = names.town()
            self.values["mono" + number], self.values["river" + number] = names.single(), names.foreign()
            self.values["in_country" + number] = names.pick("countries")
            self.values["in_country_bare" + number] = names.pick("countries").split(" ", 1)[1]
        self.values["prod"], self.values["media"] = names.product(), names.medium()
        self.values["work"] = names.work()

    def value(self, slot: str) -> tuple[str, str, str | None]:
        """Return what fills a slot: words before the name, the name, its label."""
        if slot.startswith("in_country"):
            text = self.values[slot]
            at = text.index(" ") + 1 if "bare" not in slot else 0
            return text[:at], text[at:], "LOC"
        if slot in ("n", "m", "year", "day", "month"):
            return "", self._detail(slot), None
        text = self.values[slot]
        label = _LABELS[slot.rstrip("0123456789")]
        for before in ("l'", "the "):
            if text.startswith(before):
                return before, text[len(before) :], label
        return "", text, label

    def _detail(self, slot: str) -> str:
        if slot in ("day", "month"):
            return self.names.pick(slot + "s")
        low, high = {"n": (2, 80), "m": (90, 990), "year": (1890, 2024)}[slot]
        return str(self.chance.randint(low, high))


def filled(sentence: str, world: _World) -> Labelled:
    """Return a sentence with names in its slots."""
    text, names, at = "", [], 0
    for match in _SLOT.finditer(sentence):
        text += sentence[at : match.start()]
        before, name, label = world.value(match["slot"])
        small, name = _joined(match["small"], before, name)
        text += small
        if label:
            names.append(Name(len(text), len(text) + len(name), label))
        text += name
        at = match.end()
    text += sentence[at:]
    return Labelled(text, tuple(names))


def _joined(small: str | None, before: str, name: str) -> tuple[str, str]:
    """Return the words before a name, contracted or elided, and the name that is left."""
    if small is None:
        return before, name
    article = _ARTICLE.fullmatch(name)
    if small == "de" and article:
        return ("du " if article["article"] == "Le" else "des "), article["rest"]
    if not before and name[0] in _VOWELS and not name[:2].isupper():
        return small[:-1] + "'", name
    return f"{small} {before}", name


def together(parts: list[Labelled], glue: str = " ") -> Labelled:
    """Return several labelled texts as one."""
    text, names = "", []
    for part in parts:
        if text:
            text += glue
        names += [Name(n.start + len(text), n.end + len(text), n.label) for n in part.names]
        text += part.text
    return Labelled(text, tuple(names))


def invented(count: int, *, seed: str) -> Iterator[Labelled]:
    """Yield paragraphs of one to four sentences; one in eight is mixed with a sentence without names."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    themes = _themes()
    kinds = sorted(themes)
    for _ in range(count):
        world = _World(chance)
        theme = themes[chance.choice(kinds)]
        sentences = chance.sample(theme, chance.choice((1, 1, 2, 3, 4)))
        if chance.random() < 1 / 8:
            sentences.insert(chance.randint(0, len(sentences)), chance.choice(themes["plain"]))
        parts = [filled(sentence, world) for sentence in sentences]
        yield together([Labelled(p.text[0].upper() + p.text[1:], p.names) for p in parts])
