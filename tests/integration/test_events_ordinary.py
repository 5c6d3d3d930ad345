"""Events outside the ontology, as `depeche annotate` writes them: what evokes one, its negation, its reporting word."""

from __future__ import annotations

import pytest

from depeche.language.annotate import as_annotation, every_event, read
from depeche.language.nlp import load_french
from depeche.model import EventMention

pytestmark = pytest.mark.model


def _events(text: str) -> dict[str, EventMention]:
    return {event.trigger: event for event in every_event(read(text, model=load_french()))}


@pytest.mark.parametrize(
    ("text", "evoked"),
    [
        ("Le boulanger a pétri la pâte avant l'aube.", {"pétri"}),
        ("La rivière pourrait déborder dimanche.", {"pourrait", "déborder"}),
        ("Les travaux de rénovation dureront un mois.", {"travaux", "rénovation", "dureront"}),
        ("Le maire est prêt à planter des arbres.", {"prêt", "planter"}),
        ("Le concert va commencer.", {"concert", "commencer"}),
    ],
)
def test_verbs_event_nouns_and_states_are_found(text: str, evoked: set[str]) -> None:
    assert set(_events(text)) == evoked


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("Le musée ouvre à partir de dix heures.", "partir"),
        ("Grâce à la pluie, le jardin reverdit.", "Grâce"),
        ("Elle travaille pour une société de surveillance.", "surveillance"),
        ("La situation est compliquée pour la population.", "population"),
        ("Le vent va tourner.", "va"),
    ],
)
def test_frozen_words_and_auxiliaries_evoke_nothing(text: str, silent: str) -> None:
    assert silent not in _events(text)


def test_typed_event_keeps_its_place() -> None:
    events = _events("Claire Aubert a démissionné et a planté un arbre.")
    assert events["démissionné"].type == "PERSONNEL.RESIGN"
    assert events["planté"].type == "OTHER"


def test_run_keeps_typed_events_only() -> None:
    reading = read("Claire Aubert a démissionné et a planté un arbre.", model=load_french())
    assert [event.type for event in as_annotation(reading).events] == ["PERSONNEL.RESIGN"]


@pytest.mark.parametrize(
    ("text", "trigger", "polarity"),
    [
        ("Le facteur n'a pas sonné.", "sonné", "negative"),
        ("Aucun habitant n'a dormi.", "dormi", "negative"),
        ("Elle est partie sans saluer ses voisins.", "saluer", "negative"),
        ("La tempête n'a fait aucun dégât.", "dégât", "negative"),
        ("Il a refusé de chanter.", "chanter", "positive"),
        ("Le guide ne parle que de botanique.", "parle", "positive"),
    ],
)
def test_polarity_is_that_of_the_own_clause(text: str, trigger: str, polarity: str) -> None:
    assert _events(text)[trigger].polarity == polarity


@pytest.mark.parametrize(
    ("text", "trigger", "realis"),
    [
        ("Le boulanger a pétri la pâte.", "pétri", "ACTUAL"),
        ("Le pont devrait rouvrir en mai.", "devrait", "PLANNED"),
        ("La rivière pourrait déborder.", "pourrait", "POSSIBLE"),
        ("Il a refusé de chanter.", "chanter", "HYPOTHETICAL"),
        ("L'alerte a permis de sauver les brebis.", "sauver", "ACTUAL"),
        ("Les pompiers sont venus pour pomper l'eau.", "pomper", "ACTUAL"),
        ("Les pompiers viendront pour pomper l'eau.", "pomper", "PLANNED"),
        ("Le voisin l'accuse d'avoir scié l'arbre.", "scié", "UNCONFIRMED"),
    ],
)
def test_realis_follows_the_cues(text: str, trigger: str, realis: str) -> None:
    assert _events(text)[trigger].realis == realis


@pytest.mark.parametrize(
    ("text", "reported", "report"),
    [
        ("Le maire a indiqué que le pont rouvrirait.", "rouvrirait", "indiqué"),
        ("Le pont rouvrira en mai, a indiqué le maire.", "rouvrira", "indiqué"),
        ("« Le pont rouvrira en mai », a indiqué le maire.", "rouvrira", "indiqué"),
        ("Le maire a précisé : « Le pont tient encore. »", "tient", "précisé"),
        ("Le pont « rouvrira en mai et tiendra cent ans », assure le maire.", "tiendra", "assure"),
        ("Le maire affirme avoir repeint le pont.", "repeint", "affirme"),
        ("Le maire a indiqué que le vent allait tourner.", "tourner", "indiqué"),
    ],
)
def test_report_introduces_the_event(text: str, reported: str, report: str) -> None:
    cue = _events(text)[reported].source_cue
    assert cue is not None
    assert text[cue.start : cue.end] == report


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Le maire a indiqué que le pont permettrait de traverser la vallée.", "traverser"),
        ("Le maire a repeint le pont.", "repeint"),
        ("Le maire, qui dort, a repeint le pont.", "repeint"),
    ],
)
def test_event_without_report_of_its_own_has_no_cue(text: str, trigger: str) -> None:
    assert _events(text)[trigger].source_cue is None
