"""Which names are one entity, and what its row says."""

from datetime import date

from resolve_builder import DISMISS, Draft, local_id

from depeche.model import Entity
from depeche.resolve import resolve


def rows(*drafts: Draft) -> tuple[dict[str, Entity], dict[str, str]]:
    resolution = resolve([draft.build() for draft in drafts])
    return {entity.entity_id: entity for entity in resolution.entities}, resolution.entity_ids


def test_counts_and_days_come_from_mentions() -> None:
    one = Draft("a.txt", "Jeanne Castel parle. Jeanne Castel écoute.", on=date(2024, 1, 3)).name("Jeanne Castel")
    two = Draft("b.txt", "Jeanne Castel sort.", on=date(2024, 2, 1)).name("Jeanne Castel")
    three = Draft("c.txt", "Jeanne Castel dort.").name("Jeanne Castel")
    entity = rows(one, two, three)[0][local_id("Jeanne Castel")]
    assert (entity.mention_count, entity.document_count) == (4, 3)
    assert (entity.first_published_on, entity.last_published_on) == (date(2024, 1, 3), date(2024, 2, 1))


def test_same_name_under_confusable_labels_is_one_with_the_label_of_most() -> None:
    one = Draft("a.txt", "Lumen annonce. Lumen publie.").name("Lumen", "ORG")
    two = Draft("b.txt", "Lumen sort.").name("Lumen", "PROD")
    found, final = rows(one, two)
    assert final[local_id("Lumen", "PROD")] == final[local_id("Lumen", "ORG")]
    assert [entity.label for entity in found.values()] == ["ORG"]


def test_person_and_company_of_one_name_stay_apart() -> None:
    one = Draft("a.txt", "Castel annonce.").name("Castel", "ORG")
    two = Draft("b.txt", "Castel sort.").name("Castel", "PER")
    assert len(rows(one, two)[0]) == 2


def test_place_and_product_of_one_name_stay_apart() -> None:
    one = Draft("a.txt", "Vichy accueille.").name("Vichy", "LOC")
    two = Draft("b.txt", "Vichy mousse.").name("Vichy", "PROD")
    assert len(rows(one, two)[0]) == 2


def test_family_name_alone_joins_the_only_bearer_in_the_same_company() -> None:
    one = Draft("a.txt", "Jeanne Castel dirige Lumen.").name("Jeanne Castel").name("Lumen", "ORG")
    two = Draft("b.txt", "Castel quitte Lumen.").name("Castel").name("Lumen", "ORG")
    found, final = rows(one, two)
    assert final[local_id("Castel")] == local_id("Jeanne Castel")
    assert "Castel" in found[local_id("Jeanne Castel")].aliases


def test_family_name_with_two_bearers_stays_apart() -> None:
    one = (
        Draft("a.txt", "Jeanne Castel dirige Lumen avec Paul Castel.")
        .name("Jeanne Castel")
        .name("Paul Castel")
        .name("Lumen", "ORG")
    )
    two = Draft("b.txt", "Castel quitte Lumen.").name("Castel").name("Lumen", "ORG")
    assert rows(one, two)[1][local_id("Castel")] == local_id("Castel")


def test_family_name_in_other_company_stays_apart() -> None:
    one = Draft("a.txt", "Jeanne Castel dirige Lumen.").name("Jeanne Castel").name("Lumen", "ORG")
    two = Draft("b.txt", "Castel marque pour Rodez.").name("Castel").name("Rodez", "ORG")
    assert rows(one, two)[1][local_id("Castel")] == local_id("Castel")


def test_family_name_with_particle_joins_its_bearer() -> None:
    one = Draft("a.txt", "Luc de Marsac dirige Lumen.").name("Luc de Marsac").name("Lumen", "ORG")
    two = Draft("b.txt", "Lumen perd de Marsac.").name("de Marsac").name("Lumen", "ORG")
    assert rows(one, two)[1][local_id("de Marsac")] == local_id("Luc de Marsac")


def test_known_entity_keeps_its_id_and_name_and_takes_in_the_unknown_full_name() -> None:
    one = Draft("a.txt", "Jeanne Castel part.").name("Jeanne Castel", known="Q900001", aliases=["J. Castel"])
    two = Draft("b.txt", "JEANNE CASTEL part.").name("JEANNE CASTEL")
    found, final = rows(one, two)
    assert final[local_id("JEANNE CASTEL")] == "Q900001"
    assert found["Q900001"].name == "Jeanne Castel"
    assert found["Q900001"].aliases == ("J. Castel",)


def test_two_known_entities_of_one_name_are_never_merged() -> None:
    one = Draft("a.txt", "Paul Martin part.").name("Paul Martin", known="Q900001")
    two = Draft("b.txt", "Paul Martin reste.").name("Paul Martin", known="Q900002")
    three = Draft("c.txt", "Paul Martin hésite.").name("Paul Martin")
    assert set(rows(one, two, three)[0]) == {"Q900001", "Q900002", local_id("Paul Martin")}


def test_name_is_the_most_frequent_full_form_without_capitals() -> None:
    one = Draft("a.txt", "JEANNE CASTEL, JEANNE CASTEL, JEANNE CASTEL").name("JEANNE CASTEL")
    two = Draft("b.txt", "Jeanne Castel").name("Jeanne Castel")
    assert [entity.name for entity in rows(one, two)[0].values()] == ["Jeanne Castel"]


def test_id_that_only_an_argument_has_gets_a_row() -> None:
    draft = Draft("a.txt", "Son éviction est actée.").event(DISMISS, "éviction", person="ent-inconnu")
    found, final = rows(draft)
    assert final["ent-inconnu"] == "ent-inconnu"
    assert found["ent-inconnu"].mention_count == 0


def test_declared_entity_that_nothing_refers_to_has_no_row() -> None:
    draft = Draft("a.txt", "Jeanne Castel").name("Jeanne Castel")
    draft._mentions.clear()
    assert rows(draft) == ({}, {})
