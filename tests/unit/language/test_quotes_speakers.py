"""Quotations with their speakers, without a parse: names are given by hand."""

from dataclasses import replace

import pytest

from depeche.language.quotes import find_quotes
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised
from depeche.model import Mention, Quote


def quotes(text: str, **names: str) -> tuple[Quote, ...]:
    """Read a text in which each wording of `names` is a mention; the keyword is its label and id ('PER_marie')."""
    view = normalised(text)
    marked = find_marked(view)
    reading = Reading(text, view, marked=marked, sentences=find_sentences(view, marked))
    mentions = []
    for key, surface in names.items():
        start = view.index(surface)
        sentence = reading.sentence_at(start)
        assert sentence is not None
        label = key.split("_")[0]
        end = start + len(surface)
        mentions.append(Mention(sentence.sentence_index, start, end, surface, label, key, "model", 1.0))  # type: ignore[arg-type]
    return find_quotes(replace(reading, mentions=tuple(sorted(mentions, key=lambda m: m.start))))


def test_an_inverted_subject_after_the_quotation_speaks() -> None:
    (quote,) = quotes("« Nous fermons ce soir », explique Marie Legrand, gérante du café.", PER_marie="Marie Legrand")

    assert (quote.kind, quote.speaker_id, quote.cue) == ("direct", "PER_marie", "explique")


def test_a_name_before_its_verb_speaks() -> None:
    (quote,) = quotes("« Nous fermons ce soir », Marie Legrand a tweeté.", PER_marie="Marie Legrand")

    assert quote.speaker_id == "PER_marie"


def test_a_name_after_a_preposition_does_not_speak() -> None:
    (quote,) = quotes("« Nous fermons ce soir », a déclaré à Marie Legrand un serveur.", PER_marie="Marie Legrand")

    assert quote.speaker_id is None


def test_an_apposition_after_a_role_speaks() -> None:
    (quote,) = quotes(
        "« Nous fermons ce soir », estime la gérante du Globe, Marie Legrand.",
        ORG_globe="Globe",
        PER_marie="Marie Legrand",
    )

    assert quote.speaker_id == "PER_marie"


def test_a_pronoun_stands_for_the_last_person_who_agrees() -> None:
    text = "Marie Legrand a reçu Paul Aubry. « Nous fermons ce soir », a-t-elle dit."
    (quote,) = quotes(text, PER_marie="Marie Legrand", PER_paul="Paul Aubry")

    assert quote.speaker_id == "PER_marie"


def test_selon_credits_a_name() -> None:
    (quote,) = quotes("Selon Marie Legrand, « le café fermera ce soir ».", PER_marie="Marie Legrand")

    assert (quote.speaker_id, quote.cue) == ("PER_marie", "selon")


def test_a_colon_after_a_name_lets_it_speak() -> None:
    (quote,) = quotes("Marie Legrand : « Nous fermons ce soir. »", PER_marie="Marie Legrand")

    assert quote.speaker_id == "PER_marie"


def test_an_unnamed_source_keeps_its_wording_without_an_entity() -> None:
    (quote,) = quotes("« Tout sera vendu avant mai », affirme une source proche du dossier.")

    assert quote.speaker_id is None
    assert quote.speaker_surface is not None
    assert quote.speaker_surface.startswith("une source")


def test_a_conditional_reporting_verb_leaves_the_quotation_unconfirmed() -> None:
    (quote,) = quotes("« Je pars dès demain », aurait confié Paul Aubry.", PER_paul="Paul Aubry")

    assert quote.is_unconfirmed


def test_an_interrupted_quotation_goes_on_with_the_same_speaker() -> None:
    first, second = quotes(
        "« La grève continue », prévient Paul Aubry, « tant que rien ne bouge ici ».", PER_paul="Paul Aubry"
    )

    assert not first.is_continuation
    assert second.is_continuation
    assert second.speaker_id == "PER_paul"


def test_a_floating_quotation_has_the_speaker_of_the_one_before() -> None:
    _, second = quotes("« Je vends le café », a dit Paul Aubry. « Je pars en mer demain. »", PER_paul="Paul Aubry")

    assert second.speaker_id == "PER_paul"


def test_scare_quotes_and_titles_are_no_quotations() -> None:
    assert quotes("Ce « miracle économique » n'a pas eu lieu.") == ()
    assert quotes("Le film « Les Vagues du Nord » sort mercredi.") == ()


def test_a_fragment_in_the_writers_clause_is_mixed() -> None:
    (quote,) = quotes("Le maire a qualifié le projet de « cadeau aux plus riches ».")

    assert quote.kind == "mixed"


def test_reported_speech_is_indirect_and_without_its_que() -> None:
    (quote,) = quotes("Marie Legrand affirme, de son côté, que le café fermera ce soir.", PER_marie="Marie Legrand")

    assert (quote.kind, quote.text, quote.speaker_id) == ("indirect", "le café fermera ce soir", "PER_marie")


def test_reported_speech_without_a_named_speaker_is_left_out() -> None:
    assert quotes("Des voisins affirment que le café fermera ce soir.") == ()


def test_a_dash_opens_speech_where_a_reporting_clause_follows() -> None:
    (quote,) = quotes("— On ne cédera rien ici, promet Paul Aubry.", PER_paul="Paul Aubry")

    assert (quote.text, quote.speaker_id) == ("On ne cédera rien ici", "PER_paul")


def test_a_dash_before_an_item_of_a_list_opens_nothing() -> None:
    assert quotes("— Trois kilos de farine, deux oeufs") == ()


def test_selon_after_the_quotation_credits_a_name() -> None:
    (quote,) = quotes("Le café est « un gouffre depuis toujours », selon Marie Legrand.", PER_marie="Marie Legrand")

    assert (quote.speaker_id, quote.cue) == ("PER_marie", "selon")


def test_a_clause_of_its_own_after_a_quotation_does_not_attribute_it() -> None:
    text = "Paul Aubry veut « tout revoir sans tarder », sans exclure que Marie Legrand réclame une aide."

    assert all(q.speaker_id != "PER_marie" for q in quotes(text, PER_paul="Paul Aubry", PER_marie="Marie Legrand"))


def test_a_headline_has_the_speaker_of_the_same_words_in_the_body() -> None:
    text = "« Nous fermons ce soir » : la colère d'un quartier\n« Nous fermons ce soir, hélas », dit Marie Legrand."
    first, _ = quotes(text, PER_marie="Marie Legrand")

    assert (first.speaker_id, first.method) == ("PER_marie", "quote:echo")


def test_a_headline_speaks_for_the_one_person_it_names() -> None:
    (quote,) = quotes("« Nous fermons ce soir » : la colère de Marie Legrand", PER_marie="Marie Legrand")

    assert quote.speaker_id == "PER_marie"


def test_an_infinitive_of_narration_goes_on_with_the_speaker() -> None:
    _, second = quotes(
        "« Je vends le café », a dit Paul Aubry. Et d'ajouter : « Je pars en mer demain. »", PER_paul="Paul Aubry"
    )

    assert second.speaker_id == "PER_paul"


def test_the_last_paragraph_names_the_speaker_of_those_before() -> None:
    text = '"Nous avons tenu dix ans.\n"Nous ne tiendrons plus", dit Marie Legrand.'
    first, second = quotes(text, PER_marie="Marie Legrand")

    assert (first.speaker_id, second.speaker_id, second.is_continuation) == ("PER_marie", "PER_marie", True)


def test_a_name_with_its_house_before_a_colon_speaks() -> None:
    (quote,) = quotes(
        "Marie Legrand (Café du Globe) : « Nous fermons ce soir »", PER_marie="Marie Legrand", ORG_c="Café du Globe"
    )

    assert quote.speaker_id == "PER_marie"


def test_asides_stand_between_a_verb_and_its_subject() -> None:
    text = "« Nous fermons ce soir », a expliqué pour sa part Marie Legrand."
    (quote,) = quotes(text, PER_marie="Marie Legrand")

    assert quote.speaker_id == "PER_marie"


def test_a_title_in_a_list_of_articles_is_no_quotation() -> None:
    assert quotes("Nos entretiens\n— « La mer monte plus vite »\n— « Je ne regrette vraiment rien »") == ()


def test_a_short_first_part_belongs_to_its_quotation() -> None:
    first, second = quotes("« La suite », prévient Paul Aubry, « sera pire encore pour nous ».", PER_paul="Paul Aubry")

    assert (first.text, first.kind, second.kind) == ("La suite", "direct", "direct")


def test_demander_reports_with_and_without_its_pronoun() -> None:
    for text in ("— Qui a fermé ce café ? demande Paul Aubry.", "— Qui a fermé ce café ? se demande Paul Aubry."):
        (quote,) = quotes(text, PER_paul="Paul Aubry")
        assert quote.speaker_id == "PER_paul"


def test_a_speaker_named_inside_the_marks_speaks() -> None:
    (quote,) = quotes(
        "« Nous rouvrirons, promet Marie Legrand, dès que la route sera sûre. »", PER_marie="Marie Legrand"
    )

    assert quote.speaker_id == "PER_marie"


def test_a_verb_of_the_quotation_itself_makes_nobody_speak() -> None:
    (quote,) = quotes("« Nous savons que Marie Legrand promet toujours beaucoup. »", PER_marie="Marie Legrand")

    assert quote.speaker_id is None


def test_one_speaks_for_the_organisation_where_one_is() -> None:
    (quote,) = quotes("« Nous rouvrirons bientôt ici », assure-t-on chez Velmora.", ORG_velmora="Velmora")

    assert quote.speaker_id == "ORG_velmora"


def test_whose_eyes_see_it_so_is_credited() -> None:
    (quote,) = quotes("Aux yeux de Marie Legrand, c'est « une faute lourde de la mairie ».", PER_marie="Marie Legrand")

    assert (quote.speaker_id, quote.cue) == ("PER_marie", "aux yeux de")


def test_who_judges_follows_with_par() -> None:
    text = "Le projet, jugé « à la limite du ridicule » par Marie Legrand, attend. Paul Rémy se tait."
    (quote,) = quotes(text, PER_marie="Marie Legrand", PER_paul="Paul Rémy")

    assert quote.speaker_id == "PER_marie"


def test_a_verb_right_after_the_marks_outranks_one_before() -> None:
    text = "La vente, que Velmora évoquait hier, n'est « pas du tout prévue », a répété Marie Legrand."
    (quote,) = quotes(text, ORG_velmora="Velmora", PER_marie="Marie Legrand")

    assert quote.speaker_id == "PER_marie"


def test_a_person_speaks_and_not_the_party_in_the_title() -> None:
    text = "« On change les têtes, voilà tout », a raillé la députée Velmora de Pau Marie Legrand."
    (quote,) = quotes(text, ORG_velmora="Velmora", PER_marie="Marie Legrand")

    assert quote.speaker_id == "PER_marie"


def test_someone_close_to_a_person_is_not_that_person() -> None:
    text = "« Rien n'est encore signé », tempère un proche du président du club, Paul Rémy."
    (quote,) = quotes(text, PER_paul="Paul Rémy")

    assert quote.speaker_id is None


@pytest.mark.parametrize(
    "tail",
    [
        "a confié à Radio Velay Marie Legrand, gérante du café.",
        "a résumé dans La Dépêche Velay Marie Legrand.",
        "a lancé vers 18 heures la gérante du café, Marie Legrand.",
        "assure son porte-parole pour la Belgique, Marie Legrand.",
        "a reconnu la P.-D.G., Marie Legrand, devant la presse.",
    ],
)
def test_what_stands_between_a_verb_and_its_subject_is_passed_over(tail: str) -> None:
    names = {"ORG_radio": "Radio Velay"} if "Radio" in tail else {}
    (quote,) = quotes(f"« Nous fermons la grande salle », {tail}", PER_marie="Marie Legrand", **names)

    assert quote.speaker_id == "PER_marie"


def test_laquelle_takes_up_the_woman_who_spoke() -> None:
    text = "Le café ferme, a dit Marie Legrand, gérante du Globe, selon laquelle « rien n'est encore vendu »."
    (quote,) = [q for q in quotes(text, PER_marie="Marie Legrand") if q.kind != "indirect"]

    assert (quote.speaker_id, quote.speaker_surface) == ("PER_marie", "laquelle")


def test_a_sentence_about_a_person_follows_her_words() -> None:
    (quote,) = quotes("« On nous disait que c'était fichu. » Marie Legrand sourit.", PER_marie="Marie Legrand")

    assert quote.speaker_id == "PER_marie"


def test_words_are_said_to_be_somebodys_after_them() -> None:
    text = "« On nous disait que c'était fichu. » Ces mots sont de Marie Legrand."
    (quote,) = quotes(text, PER_marie="Marie Legrand")

    assert quote.speaker_id == "PER_marie"


def test_a_verb_that_leads_to_saying_reports() -> None:
    text = "Marie Legrand est partie. « J'ai fait ce que j'ai pu », s'est-elle bornée à écrire."
    (quote,) = quotes(text, PER_marie="Marie Legrand")

    assert (quote.speaker_id, quote.cue) == ("PER_marie", "est-elle bornée à écrire")


def test_a_second_party_shares_the_verb_of_the_first() -> None:
    text = "Marie Legrand a salué « un grand chef de cuisine », et Paul Rémy, un « homme droit et généreux »."
    first, second = quotes(text, PER_marie="Marie Legrand", PER_paul="Paul Rémy")

    assert (first.speaker_id, second.speaker_id) == ("PER_marie", "PER_paul")


def test_a_relative_clause_keeps_its_quotation() -> None:
    text = "Velmora, qui dénonce « des années de retard sans suite », demande le départ du directeur, Paul Rémy."
    (quote,) = quotes(text, ORG_velmora="Velmora", PER_paul="Paul Rémy")

    assert quote.speaker_id == "ORG_velmora"


def test_a_nationality_tells_two_leaders_apart() -> None:
    text = (
        "Le président sénégalais, Paul Rémy, a reçu le président mauritanien, Luc Astier. "
        "« Le fleuve nous relie tous », a dit le président sénégalais."
    )
    (quote,) = quotes(text, PER_paul="Paul Rémy", PER_luc="Luc Astier")

    assert quote.speaker_id == "PER_paul"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Le premier adjoint, Luc Morin, dont le nom revient, lui renouvelle « toute sa confiance ».", "PER_luc"),
        ("« Nous fermons ce soir », écrit dans une note Luc Morin.", "PER_luc"),
        ("« Nous fermons ce soir », répond par courriel Luc Morin.", "PER_luc"),
        ("« Nous fermons ce soir », a dit au maire Luc Morin un serveur.", None),
        ("Luc Morin a été accusé de « mépris pour la ville ».", None),
    ],
)
def test_who_opens_a_sentence_or_follows_what_was_written_in_speaks(text: str, speaker: str | None) -> None:
    (quote,) = quotes(text, PER_luc="Luc Morin")

    assert quote.speaker_id == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Anne Roy, à qui la mairie reproche « une gestion opaque », se tait.",
        "Anne Roy, contre qui la mairie dresse « un réquisitoire », se tait.",
        "Anne Roy, dont la mairie moque « les grands airs », se tait.",
        "Anne Roy, auquel la mairie prête « un double jeu », se tait.",
    ],
)
def test_who_is_reproached_in_a_clause_of_another_s_does_not_speak(text: str) -> None:
    assert [quote.speaker_id for quote in quotes(text, PER_anne="Anne Roy") if quote.speaker_id] == []


@pytest.mark.parametrize(
    "text",
    [
        "La maire, Anne Roy, leur renouvelle « toute sa confiance ».",
        "Anne Roy, dont le mandat expire, leur renouvelle « toute sa confiance ».",
    ],
)
def test_who_opens_a_sentence_that_runs_on_into_the_marks_speaks(text: str) -> None:
    assert [quote.speaker_id for quote in quotes(text, PER_anne="Anne Roy")] == ["PER_anne"]
