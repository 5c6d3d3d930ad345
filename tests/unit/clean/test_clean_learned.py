"""Learned lines are cut where no rule has decided, and only where they may be."""

from __future__ import annotations

from depeche.clean import OutletLines, clean
from depeche.clean.recurring import line_digest
from depeche.model import Article, Declared, Document, LearnedLine, Scrape

TEXT = (
    "La coopérative de Saint-Brévin a choisi lundi sa nouvelle directrice, une ancienne cheffe d'atelier de la région.",
    "Elle prendra ses fonctions au printemps, à la fin des travaux qui ont fermé deux des trois halles de la rive.",
    "Les salariés, réunis mardi dans la cour, ont salué un choix qu'ils attendaient depuis le départ de son aîné.",
)
BOX = "La Gazette rhodanienne au fil des saisons"


def scrape_of(*lines: str) -> Scrape:
    raw = "\n".join(lines)
    document = Document("doc-1", "a.txt", None, "text/plain", "utf-8", len(raw), "0", raw, None, "article")
    return Scrape(document, Declared())


def line_of(text: str, *, support: int = 20, is_anywhere: bool = True) -> LearnedLine:
    digest = line_digest(text)
    assert digest is not None
    return LearnedLine(digest, support, is_anywhere, len(text))


def learned(article: Article) -> list[tuple[str, str, str]]:
    return [(span.text, span.category, span.rule) for span in article.removed if span.rule.startswith("learned")]


def cleaned(scrape: Scrape, *lines: LearnedLine) -> Article:
    """Clean as a run does: with those of the learned lines that are to be cut from what the rules leave."""
    return clean(scrape, learned=OutletLines(lines).in_text(clean(scrape).text))


def test_learned_line_is_cut_and_its_support_told() -> None:
    article = cleaned(scrape_of(TEXT[0], BOX, *TEXT[1:]), line_of(BOX))
    assert BOX not in article.text
    assert learned(article) == [(BOX, "other", "learned.outlet.20")]


def test_nothing_is_lost() -> None:
    scrape = scrape_of(TEXT[0], BOX, *TEXT[1:], BOX)
    article = cleaned(scrape, line_of(BOX))
    raw = scrape.document.raw_text or ""
    kept = "".join(raw[s.raw_start : s.raw_end] for s in article.segments) + "".join(s.text for s in article.removed)
    assert sorted("".join(kept.split())) == sorted("".join(raw.split()))


def test_line_of_less_support_stays_amid_the_text() -> None:
    subheading = "Le choix des salariés"
    line = line_of(subheading, is_anywhere=False)
    assert OutletLines([line]).in_text("\n".join([TEXT[0], subheading, *TEXT[1:]])) == ()


def test_line_of_less_support_is_cut_outside_the_text() -> None:
    line = line_of(BOX, is_anywhere=False)
    assert OutletLines([line]).in_text("\n".join([BOX, *TEXT])) == (line,)
    assert OutletLines([line]).in_text("\n".join([*TEXT, BOX])) == (line,)


def test_line_of_less_support_stays_where_no_running_text_is() -> None:
    assert OutletLines([line_of(BOX, is_anywhere=False)]).in_text(f"Samedi\n{BOX}\nDimanche") == ()


def test_lines_that_the_rules_have_cut_are_not_chosen() -> None:
    assert OutletLines([line_of(BOX)]).in_text("\n".join(TEXT)) == ()


def test_part_of_a_line_is_not_cut() -> None:
    article = cleaned(scrape_of(f"{TEXT[0]} {BOX}", *TEXT[1:]), line_of(BOX))
    assert learned(article) == []


def test_publication_line_keeps_its_date_though_it_returns() -> None:
    line = "Publié le 20 novembre 2023"
    article = clean(scrape_of("Une directrice pour Saint-Brévin", line, *TEXT), learned=[line_of(line)])
    assert str(article.published_on) == "2023-11-20"


def test_without_learned_lines_nothing_changes() -> None:
    scrape = scrape_of(TEXT[0], BOX, *TEXT[1:])
    assert clean(scrape, learned=()) == clean(scrape)
