"""Events that are only on the way, by what stands around their noun; with counter-examples that took place.

All persons and companies are invented.
"""

from __future__ import annotations

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import load_french

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        # what follows 'être', or the noun itself
        ("Un rachat d'Orvel par Volney est à l'étude.", "ACQUIRE_MERGE", "PLANNED positive"),
        ("Une cession d'Orvel à Volney n'est plus à l'ordre du jour.", "ACQUIRE_MERGE", "PLANNED negative"),
        ("Fusion en vue entre Orvel et Volney", "ACQUIRE_MERGE", "PLANNED positive"),
        ("Chez Orvel, un rachat dans l'air", "ACQUIRE_MERGE", "POSSIBLE positive"),
        ("Orvel a signé un accord avec Volney en vue de bâtir une usine.", "AGREE_PARTNER", "ACTUAL positive"),
        ("Une cession d'Orvel à Volney à l'horizon 2031 a surpris les élus.", "ACQUIRE_MERGE", "ACTUAL positive"),
        ("Une cession d'Orvel à Volney est à l'horizon 2031.", "ACQUIRE_MERGE", "POSSIBLE positive"),
        ("Une cession d'Orvel à Volney est à l'ordre du jour du conseil.", "ACQUIRE_MERGE", "PLANNED positive"),
        # what 'être' before the noun identifies it with
        ("L'objectif est une cession d'Orvel à Volney avant l'été.", "ACQUIRE_MERGE", "PLANNED positive"),
        ("L'hypothèse la plus probable est un rachat d'Orvel par Volney.", "ACQUIRE_MERGE", "POSSIBLE positive"),
        ("Sa première décision a été le renvoi de Paul Amiot.", "DISMISS", "ACTUAL positive"),
        # what would fail or lack
        ("En cas d'échec de la fusion avec Volney, Orvel serait liquidé.", "ACQUIRE_MERGE", "HYPOTHETICAL negative"),
        ("En l'absence d'accord avec Volney, Orvel fermera.", "AGREE_PARTNER", "HYPOTHETICAL negative"),
        ("En l'absence d'accord avec Volney, Orvel a fermé.", "AGREE_PARTNER", "ACTUAL negative"),
        # a denied plan stays a plan
        ("Volney a démenti vouloir racheter Orvel.", "ACQUIRE_MERGE", "PLANNED negative"),
        ("Volney a démenti avoir racheté Orvel.", "ACQUIRE_MERGE", "ACTUAL negative"),
        # verbs that bring about their object, and a time before it
        ("Paris veut relancer la médiation entre Orvel et Volney.", "MEET_NEGOTIATE", "PLANNED positive"),
        ("Paris a relancé la médiation entre Orvel et Volney.", "MEET_NEGOTIATE", "ACTUAL positive"),
        ("Ils réclament depuis des mois la démission de Paul Amiot.", "RESIGN", "REQUESTED positive"),
        ("Ils commentent depuis des mois la démission de Paul Amiot.", "RESIGN", "ACTUAL positive"),
        # announced, not yet done
        ("Paul Amiot annonce une plainte contre Orvel.", "LEGAL.ACTION", "PLANNED positive"),
        ("Paul Amiot a déposé une plainte contre Orvel.", "LEGAL.ACTION", "ACTUAL positive"),
        # a condition after a past conditional is that of what it governs
        ("Le député aurait menacé de quitter le groupe s'il était puni.", "THREATEN", "UNCONFIRMED positive"),
        ("Orvel aurait licencié 200 salariés si Volney avait renoncé.", "LAYOFF", "HYPOTHETICAL positive"),
        # the future of what was told
        ("Il a quitté la salle en annonçant qu'il saisirait le tribunal.", "LEGAL.ACTION", "PLANNED positive"),
        ("Selon Le Matin, Paul Amiot saisirait le tribunal.", "LEGAL.ACTION", "UNCONFIRMED positive"),
        (
            "« C'est faux », affirme Paul Amiot, avant d'accuser Volney de mentir.",
            "ACCUSE_CRITICIZE",
            "ACTUAL positive",
        ),
        # what none plans, what is contested, talks that failed
        ("La direction affirme qu'aucun licenciement n'est envisagé.", "LAYOFF", "PLANNED negative"),
        ("Paul Amiot conteste son licenciement.", "DISMISS", "ACTUAL positive"),
        ("Orvel conteste avoir licencié Paul Amiot.", "DISMISS", "ACTUAL negative"),
        ("Les discussions entre Orvel et Volney n'ont pas abouti.", "MEET_NEGOTIATE", "ACTUAL positive"),
        ("La fusion entre Orvel et Volney n'a pas abouti.", "ACQUIRE_MERGE", "ACTUAL negative"),
        # an expression that opens with its adjective
        ("Les actionnaires réclament de nouveaux administrateurs chez Orvel.", "BOARD_CHANGE", "REQUESTED positive"),
        ("L'assemblée a élu de nouveaux administrateurs chez Orvel.", "BOARD_CHANGE", "ACTUAL positive"),
    ],
)
def test_what_is_only_on_the_way_is_no_fact(text: str, kind: str, said: str) -> None:
    found = [event for event in annotate(text, model=load_french()).events if event.type.endswith(kind)]
    assert [f"{event.realis} {event.polarity}" for event in found] == [said]
