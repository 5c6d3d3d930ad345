"""The wordings of this room, from wordings.yml, and what its templates take from roles.yml and from the masks."""

from __future__ import annotations

from collections.abc import Mapping

from depeche.language.affiliations.lexicon import role_words
from depeche.language.affiliations.masking import ORG, ORGANISATION, PER, PERSON, PLACE
from depeche.language.wordings import Wordings, or_capital


def _parts() -> Mapping[str, str]:
    """Return the lists of roles.yml as patterns, and the masks of names."""
    w = role_words()
    masks = {"PER": PER, "ORG": ORG, "PERSON": PERSON, "ORGANISATION": ORGANISATION, "PLACE": PLACE}
    statuses = {
        "any_status_before": "|".join(w.status_before.values()),
        "any_status_after": "|".join(w.status_after.values()),
    }
    return (
        {**w.lists, "form": w.form.pattern, "plural": w.plural.pattern, "lost_before": _loosened(w["lost_before"])}
        | masks
        | statuses
    )


def _loosened(forms: str) -> str:
    """Return the forms of dismissal with what may stand within them."""
    for wording, pattern in table("loosened").items():
        forms = forms.replace(or_capital(wording), pattern)
    return forms


_WORDINGS = Wordings("language/affiliations", _parts)
pattern, words, glued, table, made = (
    _WORDINGS.pattern,
    _WORDINGS.words,
    _WORDINGS.glued,
    _WORDINGS.table,
    _WORDINGS.made,
)
