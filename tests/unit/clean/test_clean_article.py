"""What cleaning does with whole texts. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from depeche.model import Article, Declared

Run = Callable[..., Article]

TITLE = "Le port de Kerlaz rouvre après deux ans de travaux"
ONE = (
    "Le port de Kerlaz a rouvert lundi après deux ans de travaux, en présence de la ministre de la Mer et d'une "
    "centaine de pêcheurs venus de toute la baie. La nouvelle digue protège désormais les quais des tempêtes d'hiver."
)
TWO = (
    "Le chantier aura coûté douze millions d'euros, soit deux de plus que prévu. La région en paie la moitié, l'État "
    "un quart, et les communes le reste, a rappelé la présidente du syndicat mixte."
)
THREE = (
    "« Nous revenons de loin », a confié Yann Le Goff, patron d'un chalutier. Selon lui, la criée pourrait retrouver "
    "dès l'automne le volume d'avant les travaux."
)
BODY = "\n\n".join((ONE, TWO, THREE))


def _categories(article: Article) -> dict[str, str]:
    return {span.text: span.category for span in article.removed}


def test_clean_text_is_kept_whole(cleaned: Run) -> None:
    article = cleaned(BODY)
    assert article.removed == ()
    assert article.text == "\n".join((ONE, TWO, THREE))
    assert article.kept_ratio == 1.0


def test_title_is_the_first_line_of_headline_shape(cleaned: Run) -> None:
    article = cleaned(f"{TITLE}\n\n{BODY}")
    assert article.title == TITLE
    assert article.segments[0].kind == "title"


def test_text_without_a_headline_has_no_title(cleaned: Run) -> None:
    assert cleaned(BODY).title is None


def test_repeated_title_is_cut_once(cleaned: Run) -> None:
    article = cleaned(f"{TITLE}\n\n{TITLE}\n\n{BODY}")
    assert [(span.category, span.text) for span in article.removed] == [("duplicate", TITLE)]
    assert article.title == TITLE


def test_repeated_paragraph_is_cut(cleaned: Run) -> None:
    article = cleaned(f"{ONE}\n\n{TWO}\n\n{ONE}\n\n{THREE}")
    assert [(span.category, span.text) for span in article.removed] == [("duplicate", ONE)]


def test_declared_title_is_matched_with_the_text(cleaned: Run) -> None:
    declared = Declared(title=f"{TITLE} - Le Rivage", outlet="Le Rivage")
    assert cleaned(f"Économie\n{TITLE}\n{BODY}", declared).title == TITLE


def test_declared_title_stands_in_where_the_text_has_none(cleaned: Run) -> None:
    declared = Declared(title=f"{TITLE} - Le Rivage", outlet="Le Rivage")
    assert cleaned(BODY, declared).title == TITLE


def test_read_also_line_falls_with_its_title(cleaned: Run) -> None:
    teaser = "À lire aussi : La conserverie de Douarn cherche un repreneur"
    article = cleaned(f"{ONE}\n\n{teaser}\n\n{TWO}\n\n{THREE}")
    assert _categories(article) == {teaser: "read_also"}


def test_read_also_marker_takes_the_title_on_the_next_line(cleaned: Run) -> None:
    article = cleaned(f"{ONE}\n\nLire aussi :\nLa conserverie de Douarn cherche un repreneur\n\n{TWO}\n\n{THREE}")
    assert set(_categories(article).values()) == {"read_also"}
    assert "conserverie" not in article.text


def test_glued_marker_is_found(cleaned: Run) -> None:
    article = cleaned(f"{ONE}\nÀ lire aussiTempête : la baie panse ses plaies\n{TWO}\n{THREE}")
    assert "Tempête" not in article.text


def test_subheading_below_a_teaser_stays(cleaned: Run) -> None:
    article = cleaned(
        f"{ONE}\n\nLire aussi  La conserverie de Douarn cherche un repreneur\n\nPêche : un secteur en pleine mutation\n"
        f"Un chantier plus cher que prévu\n\n{TWO}\n\n{THREE}"
    )
    assert "Un chantier plus cher que prévu" in article.text
    assert "secteur en pleine mutation" not in article.text


def test_subheading_between_paragraphs_stays(cleaned: Run) -> None:
    article = cleaned(f"{ONE}\nEt la criée ?\n{TWO}\n{THREE}")
    assert [s.kind for s in article.segments] == ["paragraph", "subheading", "paragraph", "paragraph"]


def test_headline_alone_at_the_end_is_cut(cleaned: Run) -> None:
    last = "« La mer a repris ses droits » : à Douarn, une dune qui recule chaque hiver"
    article = cleaned(f"{BODY}\n\n{last}\n#port #pêche #Bretagne")
    assert _categories(article) == {last: "read_also", "#port #pêche #Bretagne": "hashtag"}


def test_share_bar_is_one_stretch(cleaned: Run) -> None:
    article = cleaned(f"{BODY}\n\nFacebook\nTwitter\nLinkedIn\nWhatsApp")
    assert [(span.category, span.text) for span in article.removed] == [
        ("share", "Facebook\nTwitter\nLinkedIn\nWhatsApp")
    ]


def test_everything_below_the_comment_form_is_cut(cleaned: Run) -> None:
    visitor = "Bravo pour cet article, il était temps que quelqu'un parle enfin de notre port et de ses marins."
    article = cleaned(f"{BODY}\n\nLaisser un commentaire\n\n{visitor}")
    assert _categories(article)[visitor] == "comment"
    assert "Bravo" not in article.text


def test_english_comment_form_is_cut(cleaned: Run) -> None:
    article = cleaned(
        f"{BODY}\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *"
    )
    assert {span.category for span in article.removed} == {"comment"}


def test_scraper_header_gives_the_month(cleaned: Run) -> None:
    article = cleaned(f" date 2022-04 {BODY}")
    assert [(span.category, span.text) for span in article.removed] == [("scraper_metadata", "date 2022-04")]
    assert (article.published_on, article.published_granularity, article.published_basis) == (
        date(2022, 4, 1),
        "month",
        "scraper_header",
    )


def test_publication_line_gives_day_and_falls(cleaned: Run) -> None:
    line = "Publié le 12 avril 2022 à 10h30, mis à jour le 14 avril 2022 à 8h"
    article = cleaned(f"{TITLE}\n{line}\n{BODY}")
    assert _categories(article) == {line: "byline"}
    assert (article.published_on, article.published_granularity, article.published_basis) == (
        date(2022, 4, 12),
        "day",
        "publication_line",
    )


def test_declared_date_wins(cleaned: Run) -> None:
    declared = Declared(published_on=date(2022, 4, 11), published_granularity="day")
    article = cleaned(f"{TITLE}\nPublié le 12 avril 2022\n{BODY}", declared)
    assert (article.published_on, article.published_basis) == (date(2022, 4, 11), "declared")


def test_dates_of_the_story_are_no_publication_date(cleaned: Run) -> None:
    assert cleaned(f"{ONE} Le premier port datait du 12 avril 1922.\n{TWO}").published_on is None


def test_byline_is_cut_and_kept_as_a_field(cleaned: Run) -> None:
    article = cleaned(f"{TITLE}\nPar Jeanne Roy avec AFP\n{BODY}")
    assert article.byline == "Jeanne Roy"
    assert _categories(article) == {"Par Jeanne Roy avec AFP": "byline"}


def test_agency_in_brackets_ends_the_text(cleaned: Run) -> None:
    article = cleaned(f"{BODY} (AFP)")
    assert _categories(article) == {"(AFP)": "byline"}
    assert article.text.endswith("d'avant les travaux.")


def test_embedded_post_is_cut_in_front_of_the_text(cleaned: Run) -> None:
    post = "The harbour is open again. pic.twitter.com/Ab12Cd34Ef — Jane Roe (@janeroe) April 12, 2022"
    article = cleaned(f" date 2022-04 {post}\n\n{BODY}")
    assert _categories(article)[post] == "embed"
    assert article.text.startswith("Le port de Kerlaz")


def test_glued_paragraphs_become_segments(cleaned: Run) -> None:
    article = cleaned(ONE + TWO + THREE)
    assert article.text == "\n".join((ONE, TWO, THREE))
    assert article.removed == ()


def test_source_and_prompts_glued_to_the_end_are_cut(cleaned: Run) -> None:
    article = cleaned(
        f"{BODY}Source : communiquéUn port pour qui ?Partagez-vous l'avis des pêcheurs qui jugent la digue trop basse ?"
    )
    assert [span.category for span in article.removed] == ["credit", "reader_prompt", "reader_prompt"]
    assert article.text.endswith("d'avant les travaux.")


def test_prompt_behind_the_last_sentence_is_cut(cleaned: Run) -> None:
    article = cleaned(f"{BODY}\n\nEt vous, qu'en pensez-vous ? Dites-le nous en commentaire !")
    assert {span.category for span in article.removed} == {"reader_prompt"}


@pytest.mark.parametrize("question", ["Que pensez-vous de cet article de loi ?", "Pensez-vous que la digue tiendra ?"])
def test_last_question_that_names_its_subject_stays(cleaned: Run, question: str) -> None:
    assert cleaned(f"{BODY}\n\n{question}").removed == ()


def test_question_right_above_a_prompt_is_cut(cleaned: Run) -> None:
    article = cleaned(f"{BODY}\n\nPensez-vous que la digue tiendra ?\n\nDonnez votre avis en commentaire.")
    assert [span.rule for span in article.removed] == ["structure.question_before_prompt", "reader_prompt.invitation"]


@pytest.mark.parametrize(
    "sentence",
    [
        "La mairie n'a pas commenté la situation à l'heure où nous publions cet article.",
        "La ministre a partagé sur X une photo de la nouvelle digue.",
        "Les abonnés de la salle de concert seront remboursés avant la fin du mois.",
        "Il a invité les élus à lire aussi le rapport de la chambre régionale des comptes.",
        "Le mot-clé #SauvonsKerlaz a fait le tour de la Bretagne en une nuit.",
        "« Suivez-nous », a lancé le guide aux visiteurs massés devant la grille.",
        "La publicité pour l'alcool reste interdite sur les quais.",
        "Par ailleurs, le syndicat mixte attend toujours le rapport des experts.",
        "Comment cela va-t-il se terminer ? Nul ne le sait dans la baie.",
        "Source de fierté pour la commune, la digue a aussi ses détracteurs.",
        "Accueil, restauration, vente directe : le port mise sur les touristes.",
        "Recevoir une telle aide était inespéré, reconnaît le maire.",
        "Le 12 avril 2022, la première pierre avait été posée par le préfet.",
        "Voir la mer monter ainsi a marqué tous les riverains.",
        "Sur le même sujet, la région avait rendu un avis contraire en mars.",
        "Qui l'aurait cru ?",
        "Un symbole.",
    ],
)
def test_real_sentence_with_a_marker_word_stays(cleaned: Run, sentence: str) -> None:
    article = cleaned(f"{TITLE}\n\n{ONE}\n\n{sentence}\n\n{TWO}\n\n{THREE}")
    assert article.removed == ()
    assert sentence in article.text


@pytest.mark.parametrize("sentence", ["Affaire à suivre.", "La baie, elle, attend.", "Comment dit-on ? « À suivre » ?"])
def test_last_sentence_stays(cleaned: Run, sentence: str) -> None:
    assert cleaned(f"{BODY}\n\n{sentence}").removed == ()


def test_hard_wrapped_text_is_unwrapped_in_one_paragraph(cleaned: Run) -> None:
    wrapped = (
        "Le port de Kerlaz a rouvert lundi après deux ans de travaux, en\n"
        "présence de la ministre de la Mer et d'une centaine de pêcheurs\n"
        "venus de toute la baie. La nouvelle digue protège désormais les\n"
        "quais des tempêtes d'hiver, qui avaient détruit en une seule nuit\n"
        "la moitié des pontons et une partie de la criée, longtemps fermée\n"
        "au public.\n\n"
        "Le chantier aura coûté douze millions d'euros, soit deux de plus\n"
        "que prévu, a rappelé la présidente."
    )
    article = cleaned(wrapped)
    assert article.text == wrapped.replace("\n\n", "¶").replace("\n", " ").replace("¶", "\n")
    assert article.removed == ()


def test_language_is_decided_on_the_kept_text(cleaned: Run) -> None:
    article = cleaned(
        f"{BODY}\n\nLeave a Comment\n\nThis site uses Akismet to reduce spam. Learn how your comment data is processed."
    )
    assert article.language == "fr"
    assert article.language_confidence is not None
    assert article.language_confidence > 0.9


def test_english_text_is_rejected_and_covered(cleaned: Run) -> None:
    article = cleaned(
        "The harbour of Kerlaz opened again on Monday after two years of work, in the presence of the minister."
    )
    assert article.rejection is not None
    assert article.rejection.startswith("not_french: ")
    assert article.segments == ()
    assert [span.category for span in article.removed] == ["other"]


def test_text_of_debris_alone_is_rejected_as_empty(cleaned: Run) -> None:
    article = cleaned("Menu Menu\nFacebook\nTwitter\nGestion des cookies")
    assert article.rejection is not None
    assert article.rejection.startswith("empty: ")


def test_blank_text_is_rejected_as_empty(cleaned: Run) -> None:
    assert (cleaned(" \n ").rejection or "").startswith("empty: ")


def test_paywall_stub_is_rejected(cleaned: Run) -> None:
    article = cleaned(f"{TITLE}\n{ONE}\nIl vous reste 82 % de cet article à lire. La suite est réservée aux abonnés.")
    assert (article.rejection or "").startswith("paywall_stub: ")
    assert {span.category for span in article.removed} == {"paywall"}


def test_short_dispatch_lives(cleaned: Run) -> None:
    article = cleaned("Le port de Kerlaz a rouvert lundi après deux ans de travaux, annonce la préfecture. (AFP)")
    assert article.rejection is None
    assert "short_text" in article.quality_flags


def test_fragment_is_too_short(cleaned: Run) -> None:
    assert (cleaned("Le port de Kerlaz rouvre").rejection or "").startswith("too_short: ")


def test_flags_are_sorted_and_lower_case(cleaned: Run) -> None:
    article = cleaned(f"{BODY}\nLe vendredi 12 avril 2022, « la première pierre a été posée.")
    assert article.quality_flags == ("unbalanced_quotes", "weekday_mismatch")


def test_pointer_in_the_middle_of_a_line_is_cut_and_the_line_goes_on(cleaned: Run) -> None:
    article = cleaned(
        f"{ONE} Lire aussi : La conserverie de Douarn cherche un repreneur Le chantier aura coûté cher.\n{TWO}"
    )
    assert [span.text for span in article.removed] == ["Lire aussi : La conserverie de Douarn cherche un repreneur"]
    assert "Le chantier aura coûté cher." in article.text


def test_post_in_the_middle_of_a_line_leaves_the_sentences_around_it(cleaned: Run) -> None:
    signature = "pic.twitter.com/Ab12Cd34Ef — Jane Roe (@janeroe) April 12, 2022"
    article = cleaned(f"{ONE} {signature} {TWO}\n{THREE}")
    assert [(span.category, span.text) for span in article.removed] == [("embed", signature)]


def test_page_title_with_the_outlet_is_a_duplicate(cleaned: Run) -> None:
    article = cleaned(f"{TITLE} - Le Rivage\n{TITLE}\n{BODY}")
    assert article.title == TITLE
    assert [(span.category, span.text) for span in article.removed] == [("duplicate", f"{TITLE} - Le Rivage")]


def test_short_last_paragraph_behind_a_pointer_stays(cleaned: Run) -> None:
    last = "La préfecture n'a pas répondu à nos questions."
    article = cleaned(f"{BODY}\n\nÀ lire aussi : Tempête : la baie panse ses plaies\n\n{last}\n\nLeave a Comment")
    assert article.text.endswith(last)


def test_glued_share_bar_is_cut(cleaned: Run) -> None:
    assert _categories(cleaned(f"{BODY}\nPartagerTweetPartager")) == {"PartagerTweetPartager": "share"}
