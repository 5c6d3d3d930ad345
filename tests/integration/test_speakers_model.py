"""Who speaks, told by kinds of sentences of the press, with the real model."""

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import load_french

pytestmark = pytest.mark.model


def speaker_of(text: str, words: str) -> str | None:
    """Return the longest name of the one to whom a text gives the quotation that holds some words."""
    annotation = annotate(text, model=load_french())
    at = text.index(words)
    quotes = [q for q in annotation.quotes if q.start <= at < q.end]
    assert quotes, annotation.quotes
    names = [m.surface for m in annotation.mentions if m.entity_id and m.entity_id == quotes[0].speaker_id]
    return max(names, key=len, default=None)


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (  # no list has the verb
            "Claire Dumont ouvrait sa boutique. « Les vitrines dansaient », mime-t-elle.",
            "Les vitrines",
            "Claire Dumont",
        ),
        ("Une démission ? « Hors de question », cingle la rectrice Florence Aumont.", "Hors de", "Florence Aumont"),
        (
            "« Le marché restera ici », signe des temps. Claire Dumont, la maire, se tait.",
            "Le marché",
            None,
        ),
        (  # the first words of a paragraph, and who is shown behind them
            "« Personne ne nous a prévenus. » Au comptoir, Claire Dumont ne décolère pas.",
            "Personne",
            "Claire Dumont",
        ),
        ("« Je pars sereine. » C'est par ces mots que Claire Dumont a quitté la salle.", "Je pars", "Claire Dumont"),
        (
            "« Rien ne bougera ici. » La phrase, lâchée lundi à Pau par Paul Aubry, a fait le tour de l'usine.",
            "Rien ne",
            "Paul Aubry",
        ),
        (
            "« Je ne serai pas leur otage »\nDevant sa permanence, Paul Aubry a annoncé son retrait.",
            "Je ne serai",
            "Paul Aubry",
        ),
        (  # relative clauses that credit
            "La formule a déplu au sénateur Paul Aubry, pour qui « la justice fait de la politique ».",
            "la justice",
            "Paul Aubry",
        ),
        (
            "Une version contredite par une source au Sénat, pour qui « tout a été payé ».",
            "tout a été",
            None,
        ),
        (  # two fragments of one verb, and infinitives that go on with it
            "Claire Dumont invoque « une grande lassitude » et la nécessité de « passer la main aux jeunes ».",
            "passer la main",
            "Claire Dumont",
        ),
        (
            "Claire Dumont accuse le préfet de « gouverner contre tous », avant de reprocher aux élus d'avoir "
            "« vendu leur vote ce matin ».",
            "vendu leur",
            "Claire Dumont",
        ),
        (  # another subject behind the quotation
            "Paul Aubry, qui l'a reçue « avec une grande tristesse », et son parti, Les Alliés, a annoncé son départ.",
            "avec une grande",
            "Paul Aubry",
        ),
        (
            "Le port a perdu un client : « Qui paiera les grues ? », s'interroge Claire Dumont, la présidente.",
            "Qui paiera",
            "Claire Dumont",
        ),
        (  # 'l'intéressé' is not who decided about him
            "Hugo Lemaire dirigeait le club. Sa mise à l'écart a été décidée par le président Paul Aubry. « Je pars la "
            "tête haute », a réagi l'intéressé.",
            "Je pars",
            "Hugo Lemaire",
        ),
        (  # 'ce dernier', 'cet ancien échevin', 'l'intéressé', 'quant à'
            "On réclamait le départ du directeur, Paul Aubry. Ce dernier, qui gérait le club depuis l'éviction de Marc "
            "Lopez en mars, n'exclut rien. « Si cela peut aider, je m'en vais », a-t-il glissé.",
            "Si cela",
            "Paul Aubry",
        ),
        (
            "La maire a confié les finances à Paul Aubry. Cet ancien échevin d'Anvers cumulera deux postes, « le temps "
            "qu'il faudra et pas plus », assure-t-il.",
            "le temps",
            "Paul Aubry",
        ),
        (
            "Hugo Lemaire dirige le parti. Hugo Lemaire a écarté hier Paul Aubry. Joint par téléphone, l'intéressé "
            "coupe court : « Je n'ai rien demandé à personne. »",
            "Je n'ai rien",
            "Paul Aubry",
        ),
        (
            "Anne Roy dirige l'institut. Quant à la doctorante, Claire Dumont, elle enseigne. « On m'a conseillé de me "
            "taire », raconte-t-elle.",
            "On m'a conseillé",
            "Claire Dumont",
        ),
        (  # houses
            "Le géant Nordkraft renonce à l'usine. Le groupe invoque « un marché atone et des coûts élevés ».",
            "un marché",
            "Nordkraft",
        ),
        (
            "Dans un courrier de deux pages, la société Plastover met en avant la conjoncture. Le courrier ajoute que "
            "« personne ne sera laissé au bord du chemin ».",
            "personne ne sera",
            "Plastover",
        ),
        (
            "Le cabinet du ministre dit « suivre le dossier de près ». Plastover est une société de Lyon.",
            "suivre le",
            None,
        ),
    ],
)
def test_a_quotation_has_its_speaker(text: str, words: str, speaker: str | None) -> None:
    assert speaker_of(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "Claire Dumont a précisé que les départs seraient « tous volontaires, sans exception » et qu'aucun site ne "
            "fermerait.",
            "aucun site ne fermerait",
        ),
        (
            "Claire Dumont a annoncé qu'elle quittait le groupe, dénonçant « un marchandage indigne ».",
            "elle quittait le groupe",
        ),
        (
            "Claire Dumont défend ce choix, tout en prévenant qu'elle votera contre la loi.",
            "elle votera contre la loi",
        ),
        (
            "Sans argent frais, a prévenu Claire Dumont devant les cadres, la société serait obligée de vendre.",
            "la société serait obligée de vendre",
        ),
    ],
)
def test_reported_clauses_beside_other_words(text: str, clause: str) -> None:
    assert clause in [quote.text for quote in annotate(text, model=load_french()).quotes]


def test_a_wish_is_not_what_somebody_said() -> None:
    text = "Claire Dumont souhaite que des observateurs soient envoyés sur place."

    assert annotate(text, model=load_french()).quotes == ()
