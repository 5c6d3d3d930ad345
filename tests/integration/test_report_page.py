"""The report page: nothing from elsewhere, everything escaped, what a reader looks for is there."""

import re

import lxml.html
import pytest

from depeche.store import Store

pytestmark = pytest.mark.model

# Attributes and style values through which a page loads or sends something.
_LOADING = ("src", "href", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href", "cite")


@pytest.fixture(scope="module")
def page(published):
    release = Store(published).open()
    return (published / "reports" / f"{release.id}.html").read_text(encoding="utf-8")


def test_page_has_no_reference_to_another_host(page):
    tree = lxml.html.fromstring(page)
    targets = [element.get(name) for element in tree.iter() for name in _LOADING if element.get(name) is not None]
    assert targets
    assert [target for target in targets if not target.startswith("#")] == []
    assert re.findall(r"url\(|@import", page) == []


def test_page_forbids_loading_by_its_policy(page):
    policy = lxml.html.fromstring(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy[0]


def test_scripts_of_a_scrape_are_inert(page):
    tree = lxml.html.fromstring(page)
    assert tree.xpath("//script") == []
    assert [name for element in tree.iter() for name in element.attrib if name.startswith("on")] == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt; de la discorde" in page


def test_page_tells_where_each_document_went(page, articles):
    text = lxml.html.fromstring(page).text_content()
    assert all(name in text for name in articles)
    assert "same_content" in text


def test_page_has_a_timeline_and_every_check(page, published):
    tree = lxml.html.fromstring(page)
    checks = Store(published).open().read("quality_results").num_rows
    assert tree.xpath("count(//section[@id='events']//*[local-name()='svg'])") == 1
    assert tree.xpath("count(//section[@id='checks']//tbody/tr)") == checks


def test_page_explains_its_columns(page):
    terms = lxml.html.fromstring(page).xpath("//dl/dt/text()")
    assert terms == ["kept", "flags", "status", "realis", "polarity"]


def test_what_a_text_says_is_marked_as_french(page):
    tree = lxml.html.fromstring(page)
    assert tree.xpath("//blockquote") == tree.xpath("//blockquote[span[@lang='fr']]")
