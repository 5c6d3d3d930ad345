"""Whether two short texts agree, by their wording and by their events."""

import re
from dataclasses import replace

import pytest
from resolve_builder import DISMISS, Draft

from depeche.model import Annotation, Cue
from depeche.resolve.pairs import relate

CASTEL = "Q900001"


def plain(text: str) -> tuple[str, Annotation]:
    """Return a text with the negations that the language room would find in it."""
    cues = tuple(Cue(m.start(), m.end(), m[0], "negation", "test") for m in re.finditer(r"\bn(?:e\b|')", text))
    return text, replace(Draft("x", text).build().annotation, cues=cues)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "La mairie de Rodez a fermé la piscine municipale.",
            "La mairie de Rodez n'a pas fermé la piscine municipale.",
        ),
        (
            "Aucun ouvrier de l'usine n'a signé la pétition du syndicat.",
            "Des ouvriers de l'usine ont signé la pétition du syndicat.",
        ),
        ("Le pont de Millau est ouvert aux camions.", "Le pont de Millau est fermé aux camions."),
        (
            "Il est impossible de rejoindre la plage en train depuis Vannes.",
            "On peut rejoindre la plage en train depuis Vannes.",
        ),
    ],
)
def test_negation_or_opposite_contradicts(one: str, other: str) -> None:
    assert [found.kind for found in relate(plain(one), plain(other))] == ["contradicts"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("La mairie de Rodez a fermé la piscine.", "La piscine de Rodez est fermée par la mairie."),
        ("La mairie n'a pas fermé la piscine.", "La piscine n'est pas fermée, dit la mairie."),
        ("La mairie a fermé la piscine.", "Le club de Vannes n'a pas gagné dimanche."),
        ("Les ouvriers ont signé, mais la direction ne répond pas.", "Les ouvriers ont signé la pétition."),
        ("", ""),
    ],
)
def test_compatible_texts_have_no_relation(one: str, other: str) -> None:
    assert relate(plain(one), plain(other)) == ()


def test_incompatible_figures_of_one_thing_contradict() -> None:
    texts = [Draft("x", f"La mairie de Rodez a planté {n} arbres sur la place.") for n in (120, 450)]
    one, two = (
        (made.text, made.claim(f"{n} arbres", n, measure="other", unit="other", subject="arbres").build().annotation)
        for made, n in zip(texts, (120, 450), strict=True)
    )
    (found,) = relate(one, two)
    assert (found.kind, "120 arbres" in found.reason) == ("contradicts", True)


def test_events_are_compared_even_between_texts_that_are_nearly_alike() -> None:
    texts = "Le conseil a évincé la patronne.", "Le conseil n'a pas évincé la patronne."
    one = Draft("x", texts[0]).event(DISMISS, "évincé", person=CASTEL)
    two = Draft("y", texts[1]).event(DISMISS, "évincé", polarity="negative", person=CASTEL)
    found = relate((texts[0], one.build().annotation), (texts[1], two.build().annotation))
    assert [agreement.kind for agreement in found] == ["contradicts"]
