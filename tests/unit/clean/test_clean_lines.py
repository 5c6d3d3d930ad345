"""Where lines begin and end."""

from __future__ import annotations

import pytest

from depeche.clean.lines import split_lines


def _split(text: str) -> list[str]:
    return [line.text for line in split_lines(text, (), ())]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Il signe la lettre.Les salariés attendent.", ["Il signe la lettre.", "Les salariés attendent."]),
        ("Elle dit : « Assez. »Le maire se tait.", ["Elle dit : « Assez. »", "Le maire se tait."]),
        ("La fin du port ?Nul ne sait.", ["La fin du port ?", "Nul ne sait."]),
        ("Une loi sur l'IA.Cette loi divise.", ["Une loi sur l'IA.", "Cette loi divise."]),
        ("Source : communiquéVers la grève ?", ["Source : communiqué", "Vers la grève ?"]),
        ("Il part.Lire aussi : Le phare", ["Il part.", "Lire aussi : Le phare"]),
    ],
)
def test_glued_lines_are_divided(text: str, lines: list[str]) -> None:
    assert _split(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "Le site Kerlaz.fr ne répond plus.",
        "Voyez www.Kerlaz.Fr et info@Kerlaz.Fr pour les horaires.",
        "Le P.-D.G. de la S.N.C.F. et J.K. Rowling.",
        "OpenAI, YouTube, LinkedIn et McDonald's ont répondu.",
        "La version 3.5 coûte 12.50 euros.",
        "MaPrimeRénov' et TotalEnergies.",
        'Ils votent lundi. "On verra bien", dit le maire.',
    ],
)
def test_names_and_figures_stay_whole(text: str) -> None:
    assert _split(text) == [text]


def test_blank_lines_are_no_lines() -> None:
    assert _split("\n \n\u00a0\n") == []
