"""Invented French press articles in any number, for benchmarks: the same seed gives the same articles.

People, companies and places are drawn from lists so that names come back from article to article as they do in the
press: a few are in the news every week, most only once. Sentences are our own. Not here: samples for people to look at
(`data/raw`) and anything with a known right answer (`tests`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml

WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("articles.yml").read_text("utf-8"))


class Press:
    """A little world of names, and articles drawn from it."""

    def __init__(self, *, seed: int = 20240301, names: int = 1500) -> None:
        chance = random.Random(seed)
        self.seed = seed
        first, last, heads, tails = (WORDS[kind] for kind in ("first", "last", "heads", "tails"))
        self.people = [f"{chance.choice(first)} {chance.choice(last)}" for _ in range(names)]
        self.companies = sorted({chance.choice(heads) + chance.choice(tails) for _ in range(names)})
        chance.shuffle(self.companies)  # else the best known ones all begin with the same letter
        self.founded = {name: chance.randint(1950, 2020) for name in self.companies}
        self.home = {name: chance.choice(WORDS["towns"]) for name in self.companies}

    def article(self, number: int, *, revision: int = 0, of: int = 10_000) -> tuple[str, str]:
        """Return the relative file name and the text of an article; a later revision tells one thing more."""
        chance = random.Random(f"{self.seed}/{number}")
        on = date(2023, 1, 2) + timedelta(days=number * 700 // of)
        story = random.Random(f"{self.seed}/story/{number // 3}")  # three articles in a row tell one story
        values = {"org": self._often(self.companies, story), "per": self._often(self.people, story)}
        values |= {"org2": self._often(self.companies, chance), "per2": self._often(self.people, chance)}
        values |= {"founded": str(self.founded[values["org"]]), "home": self.home[values["org"]]}
        lead = story.choice(WORDS["leads"])
        sentences = [lead, *chance.sample(WORDS["body"], chance.randint(20, 30))]
        if revision:
            sentences.append(WORDS["revision"][0])
        filled = [sentence.format(**values, **self._details(chance, on)) for sentence in sentences]
        paragraphs = [" ".join(filled[at : at + 3]) for at in range(0, len(filled), 3)]
        paragraphs.insert(2, chance.choice(WORDS["boilerplate"]).format(**values, **self._details(chance, on)))
        headline = chance.choice(WORDS["headlines"]).format(**values, **self._details(chance, on))
        time = f"{chance.randint(6, 22)}h{chance.randint(10, 59)}"
        dated = f"Publié le {on.day} {WORDS['months'][on.month - 1]} {on.year} à {time}"
        text = "\n\n".join([headline, dated, *paragraphs, WORDS["boilerplate"][1]]) + "\n"
        return f"{on:%Y/%m}/article-{number:06d}.txt", text

    @staticmethod
    def _often(names: list[str], chance: random.Random) -> str:
        """Draw a name; of several hundred, the best known one comes up in one article out of twenty."""
        return names[int(len(names) * chance.random() ** 2)]

    @staticmethod
    def _details(chance: random.Random, on: date) -> dict[str, object]:
        k = chance.randint(20, 900)
        return {
            "town": chance.choice(WORDS["towns"]), "sector": chance.choice(WORDS["sectors"]),
            "outlet": chance.choice(WORDS["outlets"]), "day": WORDS["days"][on.weekday()],
            "month": chance.choice(WORDS["months"]), "year": chance.randint(1950, 2020),
            "n": chance.randint(2, 30), "m": chance.randint(3, 900), "p": chance.randint(2, 40), "k": k,
            "k2": k + chance.randint(10, 900),
        }  # fmt: skip


def write(folder: Path, numbers: Iterator[int] | range, *, revision: int = 0, of: int = 10_000) -> None:
    """Write articles as files below `folder`."""
    press = Press()
    for number in numbers:
        name, text = press.article(number, revision=revision, of=of)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
