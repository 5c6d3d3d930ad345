"""Who a text says its persons and organisations are, and whom a noun phrase takes up."""

import pytest

from depeche.language.quotes.cast import hear, holder
from depeche.language.quotes.genders import gender_of_name, gender_of_noun, stem
from depeche.language.quotes.phrases import phrase_at
from depeche.language.reading import Reading
from depeche.language.sentences import find_sentences
from depeche.model import Mention, Span


def taken_up(text: str, phrase: str, **names: str) -> str | None:
    """Return whom the last place of `phrase` means; each keyword is a mention's label and id ('PER_lea')."""
    mentions = []
    for key, surface in names.items():
        start = text.index(surface)
        mentions.append(Mention(0, start, start + len(surface), surface, key.split("_")[0], key, "model", 1.0))  # type: ignore[arg-type]
    ordered = tuple(sorted(mentions, key=lambda m: m.start))
    reading = Reading(text, text, sentences=find_sentences(text, ()), mentions=ordered)
    heard = hear(reading)
    start = text.rindex(phrase)
    found = phrase_at(heard, Span(start, start + len(phrase)))
    assert found is not None
    return holder(heard, found, start)


@pytest.mark.parametrize(
    ("text", "phrase", "speaker"),
    [
        ("Léa Pons, procureure de Tulle, a parlé. Puis la procureure est partie.", "la procureure", "PER_lea"),
        ("La procureure de Tulle, Léa Pons, a parlé. La magistrate est partie.", "La magistrate", "PER_lea"),
        ("Léa Pons, 41 ans, députée du Cantal, a parlé. L'élue est partie.", "L'élue", "PER_lea"),
        ("Me Léa Pons a parlé. L'avocate est partie.", "L'avocate", "PER_lea"),
        ("Léa Pons, maire de Tulle, a parlé. Une élue est partie.", "Une élue", None),
        ("Léa Pons, maire de Tulle, a parlé. L'élu est parti.", "L'élu", None),
        ("Léa Pons, boulangère, a parlé. Le préfet est parti.", "Le préfet", None),
    ],
)
def test_a_definite_phrase_takes_up_who_bears_it_out(text: str, phrase: str, speaker: str | None) -> None:
    assert taken_up(text, phrase, PER_lea="Léa Pons") == speaker


def test_a_post_in_another_organisation_is_not_taken_up() -> None:
    text = "Jean Roux, président de Vortane, a parlé. Le président de Milbac est parti."

    assert taken_up(text, "Le président de Milbac", PER_jean="Jean Roux", ORG_v="Vortane", ORG_m="Milbac") is None


def test_a_noun_for_an_organisation_means_the_one_of_its_kind() -> None:
    text = "La Banque du Rhône a cédé devant le syndicat Unitaire. L'établissement se tait."

    assert taken_up(text, "L'établissement", ORG_bank="Banque du Rhône", ORG_union="Unitaire") == "ORG_bank"


def test_who_signs_the_article_is_nobody_in_it() -> None:
    text = "Par notre correspondante à Dakar, Awa Diop. La directrice est partie."

    assert taken_up(text, "La directrice", PER_awa="Awa Diop") is None


@pytest.mark.parametrize(
    ("one", "other"), [("directrice", "directeur"), ("préfète", "préfet"), ("élue", "élu"), ("cheffe", "chef")]
)
def test_masculine_and_feminine_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_gender_is_told_by_article_ending_and_first_name() -> None:
    assert gender_of_noun("la", "juge") == "feminine"
    assert gender_of_noun("l'", "avocate") == "feminine"
    assert gender_of_noun("l'", "économiste") is None
    assert gender_of_name("Zorvena Malik") == "feminine"
    assert gender_of_name("Camille Roy") is None
