"""Foreign stretches inside a French page are cut as such, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from depeche.clean import strip
from depeche.model import Article, Declared, Document, Scrape

FRENCH = (
    "La coopérative de Saint-Brévin a choisi lundi sa nouvelle directrice, une ancienne cheffe d'atelier de la région.",
    "Elle prendra ses fonctions au printemps, à la fin des travaux qui ont fermé deux des trois halles de la rive.",
    "Les salariés, réunis mardi dans la cour, ont salué un choix qu'ils attendaient depuis le départ de son aîné.",
)
ENGLISH = "The cooperative has chosen its new director, who will take office in the spring, when the halls open again."
SPANISH = "La cooperativa ha elegido a su nueva directora, que tomará posesión en primavera, cuando terminen las obras."
GERMAN = "Die Genossenschaft hat am Montag ihre neue Leiterin gewählt, die im Frühling ihr Amt antritt."


def make_scrape(raw: str) -> Scrape:
    return Scrape(Document("d", "a.txt", None, "text/plain", "utf-8", 1, "0", raw, None, "article"), Declared())


def foreign(article: Article) -> list[tuple[str, str]]:
    return [(span.text, span.rule) for span in article.removed if span.rule.startswith("language.")]


@pytest.mark.parametrize(("line", "language"), [(ENGLISH, "en"), (SPANISH, "es"), (GERMAN, "de")])
def test_foreign_paragraph_is_cut_with_its_language(cleaned: Callable[..., Article], line: str, language: str) -> None:
    article = cleaned("\n".join([*FRENCH[:2], line, FRENCH[2]]))
    assert foreign(article) == [(line, f"language.{language}")]
    assert line not in article.text
    assert FRENCH[2] in article.text


def test_translation_below_the_text_is_cut(cleaned: Callable[..., Article]) -> None:
    second = (
        "Employees met on Tuesday in the yard and welcomed a choice that they had been waiting for since last year."
    )
    article = cleaned("\n".join([*FRENCH, ENGLISH, second]))
    assert "".join(text for text, _ in foreign(article)).replace("\n", "") == ENGLISH + second


def test_foreign_words_of_somebody_stay(cleaned: Callable[..., Article]) -> None:
    article = cleaned("\n".join([*FRENCH[:2], f"« {ENGLISH} »", FRENCH[2]]))
    assert foreign(article) == []
    assert ENGLISH in article.text


def test_names_are_of_no_language(cleaned: Callable[..., Article]) -> None:
    names = "Ont signé : Jack Black, Mary White, John Green, Emma Brown, Peter Gray, Lucy Stone, Adam Wood, Kate Field."
    assert foreign(cleaned("\n".join([*FRENCH, names]))) == []


def test_page_that_is_foreign_for_the_greater_part_is_left_to_be_rejected(cleaned: Callable[..., Article]) -> None:
    article = cleaned(
        "\n".join([FRENCH[0], *[ENGLISH.replace("spring", word) for word in ("spring", "autumn", "end")]])
    )
    assert article.rejection is not None and article.rejection.startswith("not_french")


def test_text_with_much_foreign_text_is_flagged(cleaned: Callable[..., Article]) -> None:
    assert "mixed_language" in cleaned("\n".join([*FRENCH, ENGLISH])).quality_flags
    assert "mixed_language" not in cleaned("\n".join(FRENCH)).quality_flags


def test_stripping_alone_tells_no_languages() -> None:
    assert ENGLISH in strip(make_scrape("\n".join([*FRENCH, ENGLISH]))).text
