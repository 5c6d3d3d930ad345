"""The invariant of the ledger: nothing is lost, nothing is added, whatever the raw text is."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depeche.clean import clean
from depeche.model import Article, Document, Scrape

_PIECES = [
    "La commune de Saint-Aubin a voté mardi le budget de la nouvelle école.",
    "Lire aussi : Le phare s'éteint",
    "À lire aussiUne gare rouvre",
    "Facebook",
    "Partager sur Twitter",
    "— Jeanne Roy (@jeanneroy) March 4, 2022",
    "date 2022-04 ",
    "publish_date]",
    "Publié le 12 avril 2022 à 10h30",
    "Par Jeanne Roy",
    "Et vous, qu'en pensez-vous ?",
    "Leave a Comment",
    "#mer #vent",
    "Source : communiqué",
    "\n",
    "\n\n",
    " ",
    "\u00a0",
    "«",
    "»",
    ".",
]
_TEXTS = st.one_of(
    st.text(max_size=300), st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=12)), max_size=25).map("".join)
)


def assert_partition(raw: str, article: Article) -> None:
    """Assert that segments, cut stretches and white space make up the raw text."""
    spans = sorted(
        [(s.raw_start, s.raw_end) for s in article.segments] + [(r.raw_start, r.raw_end) for r in article.removed]
    )
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not raw[at:start].strip()
        at = end
    assert not raw[at:].strip()
    at = 0
    for segment in article.segments:
        assert article.text[at : segment.start] in ("", "\n", " ")
        assert article.text[segment.start : segment.end] == raw[segment.raw_start : segment.raw_end]
        at = segment.end
    assert at == len(article.text)
    assert all(span.text == raw[span.raw_start : span.raw_end] for span in article.removed)


@given(_TEXTS)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_partitioned(raw: str) -> None:
    document = Document("doc-1", "a.txt", None, "text/plain", "utf-8", len(raw), "0", raw, None, "article")
    article = clean(Scrape(document))
    assert_partition(raw, article)
    assert 0.0 <= article.kept_ratio <= 1.0
    assert article.rejection is None or not article.segments


@given(_TEXTS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_cleaning_twice_gives_the_same(raw: str) -> None:
    document = Document("doc-1", "a.txt", None, "text/plain", "utf-8", len(raw), "0", raw, None, "article")
    assert clean(Scrape(document)) == clean(Scrape(document))
