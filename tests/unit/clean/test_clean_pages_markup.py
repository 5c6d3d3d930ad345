"""Pages built like those of many content systems: what is the article's stays, what is the site's goes.

The markup is what such systems write, the sentences are invented (pages/texts.yml).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from depeche.clean import clean
from depeche.ingest.page import Page, read_page
from depeche.ingest.page_metadata import read_metadata
from depeche.model import Article, Document, Scrape

PAGES = Path(__file__).parent / "pages"
TEXTS = {
    name: " ".join(text.split()) for name, text in yaml.safe_load((PAGES / "texts.yml").read_text("utf-8")).items()
}
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def _template(name: str) -> str:
    return (PAGES / f"{name}.html").read_text("utf-8")


def _article(name: str) -> Article:
    page = read_page(_template(name).format(**TEXTS))
    assert isinstance(page, Page)
    declared, _ = read_metadata(page.root, visible=page.text)
    document = Document(name, name, None, "text/html", "utf-8", 1, "0", page.text, None, "article")
    return clean(Scrape(document, declared, page.blocks), judge=False)


def _shown(name: str) -> set[str]:
    """Return the names of the sentences that stand in the body of a page."""
    return set(re.findall(r"\{(\w+)\}", _template(name).partition("<body")[2]))


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_of_the_article_stays(name: str) -> None:
    text = _article(name).text
    assert [kept for kept in sorted(_shown(name)) if kept[0] != "j" and TEXTS[kept] not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_of_the_site_stays(name: str) -> None:
    text = _article(name).text
    assert [cut for cut in sorted(_shown(name)) if cut[0] == "j" and TEXTS[cut] in text] == []
