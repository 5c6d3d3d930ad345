"""The invariant of the ledger on pages: every visible character of any HTML ends in a segment or in a cut stretch."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depeche.clean import clean
from depeche.ingest.page import Page, read_page
from depeche.model import Article, Document, Scrape

TAGS = (
    "p", "div", "a", "span", "b", "h1", "h2", "ul",
    "li", "table", "td", "aside", "nav", "form", "article", "pre", "figure",
)  # fmt: skip
CLASSES = ["", "related", "paywall-content", "relatedArticles", "ad", "entry-content", "comments", "author"]
WORDS = st.sampled_from(
    [
        "La commune de Saint-Aubin a voté mardi le budget de la nouvelle école, malgré les réserves de trois élus.",
        "Lire aussi : Le phare s'éteint",
        "Partager",
        "Newsletter",
        "&nbsp;&lt;p&gt;&eacute;&#8217;&bogus;",
        " ",
        "\n",
        "12 mars 2024",
    ]
)
OPENING = st.builds(lambda tag, name: f"<{tag} class='{name}'>", st.sampled_from(TAGS), st.sampled_from(CLASSES))
CLOSING = st.builds(lambda tag: f"</{tag}>", st.sampled_from(TAGS))
HTML = st.lists(st.one_of(WORDS, OPENING, CLOSING, st.just("<br>"), st.text(max_size=12)), max_size=40).map("".join)


class _Letters(HTMLParser):
    """Another parser's view of all text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def _clean(html: str) -> tuple[str, Article] | None:
    page = read_page(html)
    if not isinstance(page, Page):
        return None
    document = Document("doc-1", "a.html", None, "text/html", "utf-8", 1, "0", page.text, None, "article")
    return page.text, clean(Scrape(document, blocks=page.blocks), judge=False)


@given(HTML)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_page_is_partitioned(html: str) -> None:
    read = _clean(html.encode("utf-8", "replace").decode())
    if read is None:
        return
    raw, article = read
    at = 0
    for start, end in sorted((item.raw_start, item.raw_end) for item in (*article.segments, *article.removed)):
        assert at <= start < end
        assert not raw[at:start].strip()
        at = end
    assert not raw[at:].strip()
    for segment in article.segments:
        assert article.text[segment.start : segment.end] == raw[segment.raw_start : segment.raw_end]


@given(st.lists(st.one_of(WORDS, OPENING, CLOSING, st.just("<br>")), max_size=40).map("".join))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_letter_of_a_page_is_in_its_text(html: str) -> None:
    read = _clean(f"<html><body>{html}</body></html>")
    letters = _Letters()
    letters.feed(html)
    letters.close()
    assert read is not None
    assert "".join(read[0].split()) == "".join("".join(letters.found).split())


@given(HTML)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_cleaning_a_page_twice_gives_the_same(html: str) -> None:
    html = html.encode("utf-8", "replace").decode()
    assert _clean(html) == _clean(html)
