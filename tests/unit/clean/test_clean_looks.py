"""Quick ways to the same answer: folding by arrays, remembered looks, the stripping that judges nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from depeche.clean import clean, strip
from depeche.clean.folding import _TABLE, find_keys, find_spans, fold
from depeche.clean.looks import Look, look_at
from depeche.model import Document, Scrape

_LONG = st.text(min_size=60, max_size=200)


@given(st.one_of(st.text(max_size=80), _LONG, _LONG.map(lambda text: "é" + text)))
def test_fold_is_what_the_table_says(text: str) -> None:
    assert fold(text) == text.translate(_TABLE)
    assert len(fold(text)) == len(text)


@given(st.text(max_size=80))
def test_words_have_the_same_keys_with_and_without_offsets(text: str) -> None:
    folded = fold(text)
    assert find_keys(folded) == tuple(folded[start:end] for start, end in find_spans(folded))


def test_lone_surrogate_is_folded() -> None:
    text = "É\ud800" + "a" * 80
    assert fold(text) == "e\ud800" + "a" * 80


def test_line_that_comes_back_is_looked_at_once() -> None:
    assert look_at("Abonnez-vous au Rivage") is look_at("Abonnez-vous au Rivage")


def test_long_line_is_not_kept_in_memory() -> None:
    text = "La mer monte. " * 30
    assert look_at(text.strip()) is not look_at(text.strip())


def test_look_tells_glued_and_divided_lines() -> None:
    assert Look("PartagerTweet").is_camel
    assert Look("Sport | Météo").is_divided
    assert not Look("La mer monte").is_divided


def test_strip_keeps_what_clean_keeps() -> None:
    raw = (
        "Une école ouvre\nPublié le 12 avril 2022\n"
        "La commune a voté mardi le budget de la nouvelle école du bourg.\nLire aussi : Le phare"
    )
    document = Document("doc-1", "a.txt", None, "text/plain", "utf-8", len(raw), "0", raw, None, "article")
    scrape = Scrape(document)
    whole, quick = clean(scrape, judge=False), strip(scrape)
    assert (quick.text, quick.segments, quick.removed) == (whole.text, whole.segments, whole.removed)
