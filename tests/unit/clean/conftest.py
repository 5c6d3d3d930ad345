"""Ways to make a scrape from a text."""

from __future__ import annotations

from collections.abc import Callable

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
