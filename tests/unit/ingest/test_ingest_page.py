"""The visible text of HTML pages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.ingest.page import Page, read_page
from depeche.ingest.reasons import Reason


def page(body: str) -> Page:
    read = read_page(f"<!doctype html><html><head><title>Titre caché</title></head><body>{body}</body></html>")
    assert isinstance(read, Page)
    return read


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Un</p><p>Deux</p>", "Un\nDeux"),
        ("<p>Un <b>mot</b> gras</p>", "Un mot gras"),
        ("<p>  Un\n\t mot  </p>", "Un mot"),
        ("<p>Première<br>seconde<br/>ligne</p>", "Première\nseconde\nligne"),
        ("<div>avant<p>dans</p>après</div>", "avant\ndans\naprès"),
        ("<ul><li>un<li>deux</ul>", "un\ndeux"),
        ("<p>l&#8217;&eacute;t&eacute;&nbsp;!</p>", "l’été\u00a0!"),
        (
            "<p>a</p><script>var x;</script><style>p{}</style><noscript>b</noscript><template>c</template><p>d</p>",
            "a\nd",
        ),
        ("<p>a <span hidden>b</span> c</p>", "a c"),
        ("<p style='color:red; DISPLAY : none'>a</p><p style='display:block'>b</p>", "b"),
        ("<p style='visibility:hidden'>a</p><p>b</p>", "b"),
        ("<dialog>a</dialog><dialog open>b</dialog>", "b"),
        ("<pre>un\n  deux</pre>", "un\n  deux"),
        ("<p>a<!-- remarque -->b</p>", "ab"),
        ("<table><tr><td>un<td>deux<tr><td>trois</table>", "un\ndeux\ntrois"),
        ("<p>\u00a0</p><p> </p><p>x</p>", "x"),
        ("<svg><title>icône</title><text>x</text></svg><p>y</p>", "y"),
        ("<button>Partager</button><button>Copier</button>", "Partager\nCopier"),
        ("<p>jamais <p>fermé", "jamais\nfermé"),
    ],
)
def test_visible_text_is_that_of_a_browser(body: str, text: str) -> None:
    assert page(body).text == text


def test_each_line_has_its_block() -> None:
    read = page("<h1>Titre</h1><div>nu <p>Un <i>mot</i></p></div>")
    assert [(block.tag, read.text[block.start : block.end]) for block in read.blocks] == [
        ("h1", "Titre"),
        ("div", "nu"),
        ("p", "Un mot"),
    ]


def test_block_knows_its_ancestors() -> None:
    (block,) = page("<article><section><p>x</p></section></article>").blocks
    assert (block.tag, block.ancestors) == ("p", ("body", "article", "section"))


def test_block_knows_the_words_of_its_attributes_outermost_first() -> None:
    (block,) = page("<div class='Main Col' id='Zone'><p role='note' aria-label='À lire aussi'>x</p></div>").blocks
    assert block.hints == ("main", "col", "zone", "note", "à", "lire", "aussi")


def test_inline_element_that_holds_the_whole_line_lends_its_words() -> None:
    (block,) = page("<p><span class='lire-aussi'>À lire <a href='/x'>ceci</a></span></p>").blocks
    assert block.hints == ("lire-aussi",)


def test_inline_element_that_holds_a_part_lends_nothing() -> None:
    (block,) = page("<p>Un <span class='hashtag'>mot</span> ici</p>").blocks
    assert block.hints == ()


def test_characters_inside_links_are_counted() -> None:
    (block,) = page("<p>Voir <a href='/x'>la suite</a> ici</p>").blocks
    assert block.link_chars == len("la suite")


def test_link_around_a_block_counts() -> None:
    (block,) = page("<a href='/x'><h3>Un titre</h3></a>").blocks
    assert block.link_chars == len("Un titre")


def test_page_without_an_element_is_unparsable() -> None:
    assert read_page("<!-- rien -->") is Reason.UNPARSABLE_HTML


def test_entities_of_a_document_type_are_not_expanded() -> None:
    read = read_page(
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>a &x; b</p></body></html>'
    )
    assert isinstance(read, Page)
    assert read.text.endswith("a &x; b")


def test_deep_page_is_read_to_its_end() -> None:
    read = page("<div>x" * 1500 + "fin" + "</div>" * 1500 + "<p>après</p>")
    assert read.text.endswith("fin\naprès")


def test_page_beyond_the_depth_of_the_parser_is_rejected_rather_than_cut() -> None:
    started = time.monotonic()
    assert read_page("<div class='a b'>x" * 10_000) is Reason.TOO_DEEP
    assert time.monotonic() - started < 5


@given(st.text(max_size=200))
def test_any_page_is_read_or_has_a_reason(body: str) -> None:
    read = read_page(body.encode("utf-8", "replace").decode())
    assert isinstance(read, (Page, Reason))


WORDS = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<br>", "<div class='a'>", "</div>", "<a href=x>", "</a>", " mot ", "été", "\n"]
)


@given(st.lists(WORDS, max_size=30))
def test_blocks_partition_the_text(pieces: list[str]) -> None:
    read = page("x" + "".join(pieces))
    covered = "\n".join(read.text[block.start : block.end] for block in read.blocks)
    assert covered == read.text
    assert all(0 <= block.link_chars <= block.end - block.start for block in read.blocks)


@pytest.mark.parametrize(
    "body",
    ["<b>x" * 1000 + "<i>x</i>" * 5000, "<div class='a b c'>x" * 1900, "<span class=a>" * 1900 + "<p>x</p>" * 5000],
    ids=["inline", "blocks", "both"],
)
def test_deep_pages_are_read_in_linear_time(body: str) -> None:
    started = time.monotonic()
    assert page(body).text
    assert time.monotonic() - started < 10


def test_names_that_capitals_divide_are_split_but_not_those_of_schema_org() -> None:
    (block,) = page("<div class='Aside_relatedArticles__x1' itemprop='associatedMedia'><p>x</p></div>").blocks
    assert block.hints == ("aside_related-articles__x1", "associatedmedia")


def test_element_that_the_site_has_named_itself_lends_its_name() -> None:
    (block,) = page("<x-newsletter><p>x</p></x-newsletter>").blocks
    assert block.hints == ("x-newsletter",)


def test_block_knows_which_elements_hold_it() -> None:
    first, second, third = page("<div><p>a</p><p>b</p></div><div><p>c</p></div>").blocks
    assert first.inside == second.inside
    assert third.inside[:-1] == first.inside[:-1]
    assert third.inside[-1] not in first.inside
    assert len({block.number for block in (first, second, third)}) == 3
