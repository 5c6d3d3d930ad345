"""Which articles tell of the same happening."""

from datetime import date

from resolve_builder import DISMISS, Draft

from depeche.resolve import resolve

CASTEL, LUMEN, AUBRAC = "Q900001", "Q900003", "Q900004"
BOARD = (
    "Jeanne Castel a été écartée par le conseil de Lumen. Les administrateurs lui reprochent sa "
    "gestion de l'usine de batteries, et la "
    "présidence sera assurée par un intérimaire jusqu'à l'assemblée générale.",
    "Le conseil de Lumen a évincé Jeanne Castel. Selon les administrateurs, la gestion de l'usine "
    "laissait à désirer. Un intérimaire occupera "
    "la présidence en attendant l'assemblée générale des actionnaires.",
)
LAUNCH = (
    "Lumen présente une trottinette électrique pliable, vendue au printemps dans trente magasins "
    "avec une garantie de cinq ans sur le moteur."
)


def board(uri: str, wording: int, on: date | None) -> Draft:
    made = Draft(uri, BOARD[wording], on=on).name("Jeanne Castel", known=CASTEL).name("Lumen", "ORG", known=LUMEN)
    return made.event(DISMISS, "écartée" if wording == 0 else "évincé", person=CASTEL, organization=LUMEN)


def launch(uri: str, on: date | None) -> Draft:
    made = Draft(uri, LAUNCH, on=on).name("Lumen", "ORG", known=LUMEN)
    return made.event("PRODUCT.LAUNCH_SUSPEND", "présente", organization=LUMEN)


def stories(*drafts: Draft) -> list[str]:
    found = resolve([draft.build() for draft in drafts]).story_ids
    return [found[draft.document_id] for draft in drafts]


def test_two_articles_on_one_happening_share_the_story() -> None:
    one, two = stories(board("a", 0, date(2024, 3, 4)), board("b", 1, date(2024, 3, 5)))
    assert one == two


def test_same_company_another_happening_is_another_story() -> None:
    one, two, three = stories(
        board("a", 0, date(2024, 3, 4)), launch("b", date(2024, 3, 4)), board("c", 1, date(2024, 3, 4))
    )
    assert one == three != two


def test_same_happening_months_apart_is_another_story() -> None:
    one, two = stories(board("a", 0, date(2024, 3, 4)), board("b", 1, date(2024, 7, 5)))
    assert one != two


def test_undated_article_joins_by_likeness() -> None:
    one, two = stories(board("a", 0, date(2024, 3, 4)), board("b", 1, None))
    assert one == two


def test_copies_share_the_story_whatever_their_days() -> None:
    one, two = stories(board("a", 0, date(2024, 3, 4)), board("b", 0, date(2024, 9, 4)))
    assert one == two


def test_story_does_not_last_longer_than_two_weeks() -> None:
    found = stories(
        *(board(f"{day:02}", day % 2, date(2024, 3, day)) for day in (1, 2)),
        *(launch(f"x{day:02}", date(2024, 3, day)) for day in (1, 30)),
    )
    assert len(set(found)) == 2  # the launches are copies of one text


def test_id_comes_from_the_earliest_article() -> None:
    alone = stories(board("a", 0, date(2024, 3, 4)))
    assert alone[0] == stories(board("a", 0, date(2024, 3, 4)), board("b", 1, date(2024, 3, 5)))[1]
