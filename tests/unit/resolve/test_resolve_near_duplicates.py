"""Which articles are copies of one text."""

from datetime import date

from resolve_builder import Draft

from depeche.resolve.near_duplicates import find_near_duplicates
from depeche.resolve.order import earliest_first
from depeche.resolve.texts import read_texts

WIRE = [
    "La direction de la société Aubrac Énergie a confirmé mardi matin l'arrivée d'une nouvelle "
    "équipe à la tête de sa filiale de batteries, "
    "après trois mois de discussions tendues avec les représentants du personnel et les collectivités de la région.",
    "Le conseil, réuni à Rodez, a voté à l'unanimité un budget de quarante millions d'euros pour "
    "moderniser les deux ateliers, dont le plus "
    "ancien date des années soixante et n'avait plus reçu de machines neuves depuis la fin du siècle dernier.",
    "Selon le syndicat majoritaire, les salariés attendent surtout des garanties sur les horaires de"
    " nuit, la formation des plus jeunes et le "
    "maintien de la cantine, fermée provisoirement pendant les travaux de la toiture.",
    "Une première réunion de suivi est prévue au printemps, en présence du préfet, des maires des "
    "communes voisines et de deux experts nommés "
    "par le tribunal de commerce, qui remettront leur rapport avant l'été.",
]
OTHER = (
    "Nouvelle équipe chez Aubrac Énergie : la filiale de batteries change de direction. À Rodez, le "
    "conseil d'administration a débloqué "
    "quarante millions d'euros. Les élus locaux saluent la décision, les syndicats restent prudents "
    "et rappellent que la cantine est fermée. "
    "Le préfet réunira tout le monde au printemps, a-t-il promis devant la presse, tandis que deux "
    "experts rendront un rapport."
)


def copies(*drafts: Draft) -> dict[str, str]:
    articles = earliest_first([draft.build() for draft in drafts])
    return find_near_duplicates(articles, read_texts(articles))


def text(*paragraphs: str) -> str:
    return "\n".join(paragraphs)


def test_wire_copy_under_another_title_is_found() -> None:
    first = Draft("a.txt", text("Aubrac change de tête", *WIRE), title="Aubrac change de tête", on=date(2024, 3, 5))
    second = Draft(
        "b.txt",
        text("Batteries : du nouveau à Rodez", *WIRE),
        title="Batteries : du nouveau à Rodez",
        on=date(2024, 3, 6),
    )
    assert copies(first, second) == {second.document_id: first.document_id}


def test_copy_with_a_changed_paragraph_is_found() -> None:
    changed = (
        "Interrogé par notre journal, un délégué a dit sa satisfaction, tout en regrettant que rien ne "
        "soit encore écrit sur les salaires."
    )
    first = Draft("a.txt", text(*WIRE))
    second = Draft("b.txt", text(*WIRE[:3], changed))
    assert copies(first, second) == {second.document_id: first.document_id}


def test_copy_with_two_paragraphs_of_its_own_is_found() -> None:
    own = (
        "À Millau, où le groupe possède un second site, la nouvelle a été accueillie avec prudence : "
        "plusieurs élus réclament que les commandes y soient "
        "maintenues, et rappellent que la commune avait financé la route qui mène aux entrepôts.",
        "Contactée par nos soins, l'entreprise précise qu'aucun transfert n'est à l'étude pour le moment, "
        "sans exclure que des ouvriers volontaires rejoignent "
        "Rodez pendant la durée des travaux, contre une prime dont le montant reste à négocier.",
    )
    first = Draft("a.txt", text(*WIRE))
    second = Draft("b.txt", text(*WIRE[:3], *own))
    assert copies(first, second) == {second.document_id: first.document_id}


def test_articles_that_share_two_paragraphs_of_four_are_no_copies() -> None:
    other = [f"{paragraph} {OTHER}" for paragraph in ("Côté salariés, on attend.", "Côté élus, on espère.")]
    assert copies(Draft("a.txt", text(*WIRE)), Draft("b.txt", text(*WIRE[:2], *other))) == {}


def test_copy_cut_after_two_paragraphs_is_found() -> None:
    first, second = Draft("a.txt", text(*WIRE)), Draft("b.txt", text(*WIRE[:2]))
    assert copies(first, second) == {second.document_id: first.document_id}


def test_case_accents_and_typography_make_no_difference() -> None:
    first = Draft("a.txt", text(*WIRE))
    second = Draft("b.txt", text(*WIRE).replace("'", "’").replace("É", "E").replace(", ", " ; "))
    assert copies(first, second) == {second.document_id: first.document_id}


def test_another_article_on_the_same_story_is_no_copy() -> None:
    assert copies(Draft("a.txt", text(*WIRE)), Draft("b.txt", OTHER)) == {}


def test_brief_in_two_articles_does_not_make_them_one() -> None:
    brief = " ".join(WIRE[:2])
    long_one = Draft("a.txt", text(WIRE[0], WIRE[1], OTHER, OTHER.replace("Rodez", "Millau").upper()))
    long_two = Draft(
        "b.txt", text(WIRE[0], WIRE[1], *(f"{word} {WIRE[2]} {word} {WIRE[3]} {word}" for word in ("hier", "demain")))
    )
    found = copies(long_one, long_two, Draft("c.txt", brief))
    assert found.get(long_two.document_id) is None
    assert len(found) == 1


def test_earliest_is_by_day_then_address_and_unknown_days_come_last() -> None:
    undated = Draft("a.txt", text(*WIRE))
    late = Draft("b.txt", text(*WIRE), on=date(2024, 3, 7))
    early = Draft("c.txt", text(*WIRE), on=date(2024, 3, 5))
    assert copies(undated, late, early) == {undated.document_id: early.document_id, late.document_id: early.document_id}


def test_empty_texts_are_no_copies_of_each_other() -> None:
    assert copies(Draft("a.txt", ""), Draft("b.txt", "")) == {}


def test_short_texts_are_copies_only_when_alike_word_for_word() -> None:
    one, other, third = (
        Draft("a.txt", "Grève levée."),
        Draft("b.txt", "Grève levée !"),
        Draft("c.txt", "Grève reconduite."),
    )
    assert copies(one, other, third) == {other.document_id: one.document_id}
