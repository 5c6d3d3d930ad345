"""Resolution of invented articles, and of two sample scrapes, as the other rooms really read them."""

from datetime import date
from pathlib import Path

import pytest

from depeche import ids
from depeche.clean import clean
from depeche.ingest import discover, read_source
from depeche.language.annotate import annotate
from depeche.language.nlp import load_french
from depeche.model import Article, Document, ReadArticle, Reference, Resolution
from depeche.resolve import resolve
from depeche.stages import steps

RAW = Path(__file__).parents[2] / "data" / "raw"
EVICTION = "quotidien-de-la-loire/2023-11-18-openai-ecarte-sam-altman.txt"
NEVER_SEEN = "tribune-alpine/altman_demission.txt"
RESIGNED = "quotidien-de-la-loire/2024-12-03-intel-gelsinger.txt"
DISMISSED = "tribune-alpine/intel_gelsinger.txt"
pytestmark = pytest.mark.model

WIRE = (
    "Le conseil d'administration de Danone a évincé vendredi son directeur général, Martin Lecoq. Le"
    " groupe l'a annoncé dans un "
    "communiqué publié après la fermeture de la Bourse de Paris.\n"
    "Les administrateurs lui reprochaient des ventes en recul et une réorganisation mal acceptée "
    "dans les usines. La directrice "
    "financière, Nadia Perrault, assure l'intérim jusqu'à l'assemblée générale du printemps."
)
TEXTS = {
    "agence/depeche.txt": (WIRE, date(2024, 3, 9), "Agence du Ponant"),
    "journal/reprise.txt": ("Danone se sépare de son patron\n" + WIRE, date(2024, 3, 9), "Le Courrier du Ponant"),
    "quotidien/recit.txt": (
        "Martin Lecoq n'est plus le patron de Danone. Le directeur général a été limogé vendredi par son"
        " conseil, qui lui cherche "
        "un successeur. Selon un administrateur, la décision était prise depuis janvier.",
        date(2024, 3, 10),
        "Le Quotidien des Halles",
    ),
    "autre/sport.txt": (
        (
            "L'équipe de Rodez a gagné samedi contre celle de Millau devant trois mille spectateurs. "
            "L'entraîneur a félicité ses joueurs."
        ),
        date(2024, 3, 10),
        "Le Courrier du Ponant",
    ),
}


def read(uri: str) -> ReadArticle:
    text, on, outlet = TEXTS[uri]
    document_id = ids.document_id(uri)
    document = Document(document_id, uri, None, "text/plain", "utf-8", len(text), "0" * 64, text, None, "article")
    article = Article(document_id, None, text, "fr", 1.0, on, "day", "test", outlet, None, 1.0, (), (), ())
    return ReadArticle(document, article, annotate(text, model=load_french(), reference=Reference(on, "day")))


@pytest.fixture(scope="module")
def corpus() -> list[ReadArticle]:
    return [read(uri) for uri in TEXTS]


@pytest.fixture(scope="module")
def resolution(corpus: list[ReadArticle]) -> Resolution:
    return resolve(corpus)


def test_wire_copy_points_to_the_wire(resolution: Resolution) -> None:
    wire, copy = ids.document_id("agence/depeche.txt"), ids.document_id("journal/reprise.txt")
    assert resolution.near_duplicates == {copy: wire}


def test_dismissal_in_three_articles_is_one_event_of_two_origins(resolution: Resolution) -> None:
    (event,) = [event for event in resolution.events if event.type == "PERSONNEL.DISMISS" and event.document_count > 1]
    assert (event.document_count, event.independent_source_count) == (3, 2)
    assert event.date_start == date(2024, 3, 8)
    assert "Martin Lecoq" in event.label


def test_articles_on_the_dismissal_are_one_story(resolution: Resolution) -> None:
    stories = {uri: resolution.story_ids[ids.document_id(uri)] for uri in TEXTS}
    assert stories["agence/depeche.txt"] == stories["quotidien/recit.txt"] != stories["autre/sport.txt"]


def test_every_id_of_the_annotations_resolves(corpus: list[ReadArticle], resolution: Resolution) -> None:
    rows = {row.entity_id for row in resolution.entities}
    for read_article in corpus:
        found = read_article.annotation
        used = {mention.entity_id for mention in found.mentions} | {quote.speaker_id for quote in found.quotes}
        used |= {argument.entity_id for event in found.events for argument in event.arguments}
        used |= {event.source_id for event in found.events} | {claim.entity_id for claim in found.claims}
        used |= {a.person_id for a in found.affiliations} | {a.organization_id for a in found.affiliations}
        assert {resolution.entity_ids[entity_id] for entity_id in used - {None}} <= rows


def test_same_answer_in_any_order(corpus: list[ReadArticle], resolution: Resolution) -> None:
    assert resolve(corpus[::-1]) == resolution


def read_samples(*uris: str) -> list[ReadArticle]:
    chosen = [source for source in discover(RAW) if source.source_uri in uris]
    scrapes = [scrape for source in chosen for scrape in read_source(source).scrapes]
    articles = [clean(scrape) for scrape in scrapes]
    return [
        ReadArticle(
            scrape.document,
            article,
            annotate(article.text, model=load_french(), reference=steps.reference_of(article)),
        )
        for scrape, article in zip(scrapes, articles, strict=True)
    ]


def test_what_nobody_ever_saw_contradicts_no_sample() -> None:
    found = resolve(read_samples(EVICTION, NEVER_SEEN))
    (eviction,) = [event for event in found.events if event.label == "Éviction de Sam Altman (OpenAI)"]
    assert (eviction.status, eviction.document_count) == ("confirmed", 2)
    assert {relation.kind for relation in found.relations} <= {"confirms", "updates"}


def test_a_resignation_in_one_sample_contradicts_the_dismissal_in_another() -> None:
    samples = read_samples(RESIGNED, DISMISSED)
    found = resolve(samples)
    (relation,) = [relation for relation in found.relations if relation.kind == "contradicts"]
    contested = {event.event_id: event.type for event in found.events if event.status == "contested"}
    event_of = {
        ids.event_mention_id(read.document.document_id, event): event_id
        for read in samples
        for event, event_id in zip(read.annotation.events, found.event_ids[read.document.document_id], strict=True)
    }
    assert contested.keys() == {event_of[relation.left_id], event_of[relation.right_id]}
    assert set(contested.values()) == {"PERSONNEL.DISMISS", "PERSONNEL.RESIGN"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Danone n'a pas limogé son directeur général, Martin Lecoq. Il reste en poste.", {"contradicts"}),
        ("« On n'a jamais vu Danone limoger son directeur général », dit Rémi Vidal, un délégué.", set()),
        ("Danone n'a jamais limogé un directeur général sans prévenir ses actionnaires.", set()),
    ],
)
def test_a_text_contradicts_an_event_only_when_it_denies_that_one(
    corpus: list[ReadArticle], monkeypatch: pytest.MonkeyPatch, text: str, kinds: set[str]
) -> None:
    monkeypatch.setitem(TEXTS, "sud/contraire.txt", (text, date(2024, 3, 10), "La Gazette du Sud"))
    found = resolve([*corpus, read("sud/contraire.txt")])
    assert {relation.kind for relation in found.relations} & {"contradicts", "denies"} == kinds
