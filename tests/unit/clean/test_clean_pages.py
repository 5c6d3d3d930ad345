"""What the structure of a page adds: containers, links, tags. The page is read by ingest, as in a run."""

from __future__ import annotations

import pytest

from depeche.clean import clean
from depeche.clean.evidence import match_hint
from depeche.clean.rules import rule_book
from depeche.ingest.page import Page, read_page
from depeche.model import Article, Declared, Document, Scrape

_ONE = (
    "Le pont de Kerlaz sera fermé aux camions dès lundi, a annoncé la préfecture, qui craint pour la solidité de "
    "ses piles après la crue de la semaine dernière. Les voitures pourront encore passer."
)
_TWO = (
    "Une déviation de vingt kilomètres sera mise en place par Douarn. Les transporteurs jugent la mesure brutale et "
    "demandent une aide, que la région n'exclut pas d'accorder avant l'été."
)
_PAGE = f"""<html><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/mer">La mer et les marins de la baie</a></li></ul></nav>
<article class="post has-comments">
<h1>Le pont de Kerlaz fermé aux camions</h1>
<p class="chapo promo">La préfecture interdit le pont aux poids lourds, et les transporteurs
demandent déjà une aide d'urgence.</p>
<figure><img src="a.jpg"><figcaption>Le pont de Kerlaz, lundi matin</figcaption></figure>
<div class="article-share"><span>Envoyer ce texte</span></div>
<p>{_ONE}</p>
<div class="lire-aussi"><a href="/x">La conserverie de Douarn cherche un repreneur pour ses salariés</a></div>
<h2>Une déviation par Douarn</h2>
<p>{_TWO}</p>
<ul><li>Camions : interdits</li><li>Voitures : autorisées</li></ul>
<p><a href="/y">Tempête sur la baie : le récit d'une nuit blanche</a></p>
</article>
<aside><p>Le maire de Douarn a reçu les pêcheurs mardi, et leur a promis
une réponse avant la fin du mois de juin.</p></aside>
<footer><p>Le Rivage, un journal de la baie</p></footer>
</body></html>"""


@pytest.fixture(scope="module")
def article() -> Article:
    """Clean the page above."""
    page = read_page(_PAGE)
    assert isinstance(page, Page)
    document = Document("doc-1", "a.html", None, "text/html", "utf-8", 1, "0", page.text, None, "article")
    return clean(Scrape(document, Declared(title="Le pont de Kerlaz fermé aux camions"), page.blocks))


def _kinds(article: Article) -> dict[str, str]:
    return {article.text[s.start : s.end]: s.kind for s in article.segments}


def test_body_is_kept(article: Article) -> None:
    assert _kinds(article)[_ONE] == "paragraph"
    assert _kinds(article)[_TWO] == "paragraph"


def test_tags_give_the_kinds(article: Article) -> None:
    kinds = _kinds(article)
    assert kinds["Le pont de Kerlaz fermé aux camions"] == "title"
    assert kinds["Une déviation par Douarn"] == "subheading"
    assert kinds["Le pont de Kerlaz, lundi matin"] == "caption"
    assert kinds["Camions : interdits"] == "list_item"


def test_standfirst_survives_a_misleading_class_name(article: Article) -> None:
    assert "La préfecture interdit le pont aux poids lourds" in article.text


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("La mer et les marins de la baie", "navigation"),
        ("Envoyer ce texte", "share"),
        ("La conserverie de Douarn cherche un repreneur pour ses salariés", "read_also"),
        ("Tempête sur la baie : le récit d'une nuit blanche", "read_also"),
        ("Le maire de Douarn a reçu les pêcheurs mardi", "read_also"),
        ("Le Rivage, un journal de la baie", "footer"),
    ],
)
def test_container_decides(article: Article, text: str, category: str) -> None:
    assert [span.category for span in article.removed if text in span.text] == [category]


def test_class_name_is_matched_by_its_parts() -> None:
    sign = match_hint(rule_book(), "c-article__related--wide")
    assert sign is not None
    assert sign.category == "read_also"


def test_class_name_that_only_contains_a_wording_says_nothing() -> None:
    assert match_hint(rule_book(), "shareholders") is None


def _clean_body(body: str) -> Article:
    page = read_page(f"<html><body><h1>Le pont de Kerlaz fermé aux camions</h1>{body}</body></html>")
    assert isinstance(page, Page)
    document = Document("doc-1", "a.html", None, "text/html", "utf-8", 1, "0", page.text, None, "article")
    return clean(Scrape(document, Declared(), page.blocks), judge=False)


_CARDS = "".join(
    f"<div><a href='/{number}'>Tempête sur la baie, épisode {number}</a><p>Le maire de Douarn a reçu les pêcheurs "
    f"mardi, et leur a promis {number} réponses avant la fin du mois de juin.</p></div>"
    for number in ("deux", "trois")
)


def test_list_of_teasers_is_known_by_its_build() -> None:
    article = _clean_body(f"<p>{_ONE}</p><p>{_TWO}</p>{_CARDS}")
    assert article.text.endswith(_TWO)
    assert {span.rule for span in article.removed if "promis" in span.text} == {"structure.card"}


def test_page_that_is_made_of_such_lists_keeps_them() -> None:
    assert "promis trois réponses" in _clean_body(_CARDS).text


def test_paragraphs_under_a_doubtful_name_are_the_article() -> None:
    three = "".join(f"<p>{_TWO} Lot {number}.</p>" for number in range(3))
    rest = "".join(f"<p>{_ONE} Partie {number}.</p>" for number in range(9))
    assert "Lot 2." in _clean_body(f"{rest}<div class='paywall-content'>{three}</div>").text


def test_box_under_a_doubtful_name_is_cut() -> None:
    box = f"<div class='paywall-content'><p>{_TWO}</p><a href='/abo'>Nos formules</a></div>"
    assert _TWO not in _clean_body(f"<p>{_ONE}</p><p>{_ONE} Suite.</p><p>{_ONE} Et fin.</p>{box}").text
