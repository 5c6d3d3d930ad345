"""Which organisation a whole text is about."""

from __future__ import annotations

from depeche.language.events.topic import Topic
from depeche.language.reading import Reading
from depeche.model import LinkedEntity, Mention


def _topic(text: str, *names: str) -> Topic:
    """Build the topic of a text in which each name is an organisation wherever it stands."""
    entities = {name: LinkedEntity(name, name, "ORG", None, None, (), None) for name in names}
    places = sorted((at, name) for name in names for at in range(len(text)) if text.startswith(name, at))
    mentions = tuple(Mention(0, at, at + len(name), name, "ORG", name, "model", 1.0) for at, name in places)
    return Topic(Reading(text, text, mentions=mentions, entities=entities))


def test_the_organisation_named_most_is_the_protagonist() -> None:
    assert _topic("Orvel rachète Lambel. Orvel paiera en titres.", "Orvel", "Lambel").protagonist == "Orvel"


def test_the_first_of_equals_is_the_protagonist() -> None:
    text = "Lambel voit Orvel partir. Orvel quitte Lambel."
    assert _topic(text, "Orvel", "Lambel").protagonist == "Lambel"


def test_an_organisation_named_once_is_no_protagonist() -> None:
    assert _topic("Orvel rachète Lambel.", "Orvel", "Lambel").protagonist is None


def test_an_organisation_far_from_the_head_is_no_protagonist() -> None:
    assert _topic("Il neige. " * 100 + "Orvel ferme. Orvel licencie.", "Orvel").protagonist is None


def test_a_trade_union_is_no_topic() -> None:
    assert _topic("La CGT appelle à la grève. La CGT défile.", "CGT").named == ()


def test_an_organisation_that_only_reports_is_no_topic() -> None:
    assert _topic("Selon Lambel, Orvel ferme. Lambel croit savoir quand.", "Orvel", "Lambel").counts == {"Orvel": 1}
