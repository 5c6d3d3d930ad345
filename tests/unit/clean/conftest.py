"""Ways to make a scrape from a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from depeche.clean import clean
from depeche.model import Article, Declared, Document, Scrape


def make_scrape(raw: str, declared: Declared | None = None) -> Scrape:
    """Return the scrape of a plain text."""
    document = Document("doc-1", "a.txt", None, "text/plain", "utf-8", len(raw), "0", raw, None, "article")
    return Scrape(document, declared or Declared())


@pytest.fixture
def cleaned() -> Callable[..., Article]:
    """Clean a plain text."""

    def run(raw: str, declared: Declared | None = None) -> Article:
        return clean(make_scrape(raw, declared))

    return run


class Kerlaz(NamedTuple):
    """An article of four paragraphs, to put debris around."""

    title: str = "Kerlaz : la criée change de patron après trois mois de grève"
    one: str = (
        "La criée de Kerlaz a un nouveau patron. Yann Le Goff, 52 ans, a été choisi lundi par le syndicat mixte pour "
        "diriger l'établissement, après trois mois de grève."
    )
    two: str = (
        "« Nous revenons de loin », a confié la présidente du syndicat mixte, Maëlle Kervadec. Selon elle, le port de "
        "Kerlaz pourrait retrouver dès l'automne le volume d'avant le conflit."
    )
    three: str = (
        "Les marins-pêcheurs, eux, restent prudents. À Kerlaz, le comité local demande des garanties sur les prix et "
        "menace de reprendre le mouvement en septembre si rien ne change à la criée."
    )
    four: str = (
        "Le conseil départemental, qui possède les murs, a promis de voter en juin une aide de 400 000 euros. Elle "
        "doit servir à refaire la chambre froide, hors d'usage depuis la tempête de janvier."
    )

    @property
    def text(self) -> str:
        """The article, cleaned."""
        return "\n".join(self)

    def page(self, head: str = "", *, body: str = "", tail: str = "") -> str:
        """Return it with something below its title, inside its text or below that."""
        return "\n\n".join(
            part for part in (self.title, head, self.one, self.two, body, self.three, self.four, tail) if part
        )


@pytest.fixture
def kerlaz() -> Kerlaz:
    """Give an article to put debris around."""
    return Kerlaz()
