"""Which name stands beside a role or a kind of company: 'le PDG d'Orvel, Paul Amiot', 'Paul Amiot, patron d'Orvel'.

Here: names of the same sentence that a group explains. Not here: whom a group means without a name (referents).
"""

from __future__ import annotations

from depeche.language.events.grammar import borders, word_set
from depeche.language.events.kinds import kinds
from depeche.language.events.scene import Nominal, Scene

_WANTED = {"person": "person", "org": "org", "body": "org", "product": "product"}  # the kind of name by that of group
_REACH = 12  # words between a group and its name


def name_beside(scene: Scene, nominal: Nominal) -> Nominal | None:
    """Return the name that stands beside a role or a kind of company ('le PDG d'Orvel, Paul Amiot')."""
    wanted = _WANTED.get(nominal.kind)
    if wanted is None and nominal.kind == "people" and not scene.lower[nominal.head].endswith("s"):
        wanted = "org"  # 'le concurrent danois Orvel'
    if nominal.noun in kinds()["collective"] and scene.lower[nominal.head] == nominal.noun:
        wanted = "org"
    is_land = nominal.noun in kinds()["anaphoric_group"]  # 'la région Alsace'
    if wanted is None:
        return None
    before = _in_apposition(scene, nominal) or _in_titles(scene, nominal)
    if before is not None:
        return before
    for name in scene.names:
        if name.start < nominal.end or (name.kind != wanted and not (is_land and name.kind == "place")):
            continue
        between = scene.lower[nominal.end : name.start]
        if len(between) > _REACH or any(scene.doc[i].pos_ in ("VERB", "AUX") for i in range(nominal.end, name.start)):
            return None
        if not borders("names_beside").isdisjoint(between):
            return None
        while between and between[-1] in word_set("civilities"):
            between = between[:-1]
        if not between:
            return name
        if name.place in ("of", "by", "to") and between and between[-1] in word_set("DE"):
            continue
        if _is_second_title(scene, nominal, name):
            return name
        are_adjectives = all(scene.doc[i].pos_ == "ADJ" for i in range(nominal.end, name.start))
        if are_adjectives and name.place == nominal.place and len(between) == 1:
            return name  # 'le groupe vendéen Orvel'
        if (between[-1] == "," and between.count(",") == 1) or (
            "," not in between
            and scene.doc[name.head].dep_ in ("appos", "flat:name", "nmod", "nsubj", "obj")
            and name.place == nominal.place
        ):
            return name
    return None


def _is_second_title(scene: Scene, nominal: Nominal, name: Nominal) -> bool:
    """Tell whether a name stands in a second title ('le président du club, l'ancien ministre Paul Amiot, …')."""
    between = scene.lower[nominal.end : name.start]
    if nominal.kind not in ("person", "org", "people") or between.count(",") != 1 or scene.word(name.end) != ",":
        return False
    start = nominal.end + between.index(",") + 1
    is_definite = scene.word(start) in word_set("definite")
    return is_definite and any(scene.noun_kind(i)[0] == name.kind for i in range(start, name.start))


def _in_titles(scene: Scene, nominal: Nominal) -> Nominal | None:
    """Return the name before titles without article ('Paul Amiot, fondateur et directeur d'Orvel, …')."""
    if nominal.kind != "person" or nominal.place or not scene.dated.issuperset(range(nominal.start, nominal.head)):
        return None
    for at in range(nominal.start - 1, max(-1, nominal.start - 14), -1):
        if scene.doc[at].pos_ in ("VERB", "AUX") or scene.lower[at] in borders("titles_beside"):
            return None
        name = next((n for n in scene.names if n.end == at + 1 and n.kind == "person"), None)
        if name is not None:
            return name if scene.word(at + 1) == "," else None
    return None


def _in_apposition(scene: Scene, nominal: Nominal) -> Nominal | None:
    """Return the name before the comma in 'Orvel, actionnaire de Lambel, …'."""
    at = min(nominal.start, nominal.head) - 1
    if at < 1 or scene.lower[at] != "," or nominal.place:
        return None
    if "," not in scene.lower[nominal.end : nominal.end + 12] or scene.lower[nominal.end] in word_set("alternatives"):
        return None
    name = next((name for name in scene.names if name.end == at and name.kind in ("person", "org")), None)
    is_other = scene.lower[nominal.start] in word_set("definite_singular") and nominal.kind == "person"
    return None if name is not None and is_other and name.kind != "person" else name
