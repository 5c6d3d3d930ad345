"""Position, count and amount of an event: words that describe it rather than take part in it."""

from __future__ import annotations

from depeche.language.events.arguments.places import Places
from depeche.language.events.arguments.referents import Filler, Referent, resolve
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import Trigger

_POSTS = frozenset(
    (
        "PERSONNEL.START_POSITION",
        "PERSONNEL.REINSTATE",
        "PERSONNEL.DISMISS",
        "PERSONNEL.RESIGN",
        "PERSONNEL.NOMINATE_ELECT",
    )
)
_MONEY = {"BUSINESS.FINANCE_INVEST": "amount", "BUSINESS.ACQUIRE_MERGE": "price"}
_POST_REACH, _COUNT_REACH = 7, 8  # tokens


def values(scene: Scene, trigger: Trigger, places: Places) -> list[Filler]:
    """Return position, count and amount, which are words rather than participants."""
    found = [
        _position(scene, trigger, places) if trigger.entry.type in _POSTS else None,
        _count(scene, trigger) if trigger.entry.type == "PERSONNEL.LAYOFF" else None,
        _amount(scene, _MONEY[trigger.entry.type]) if trigger.entry.type in _MONEY else None,
    ]
    return [value for value in found if value is not None]


def _position(scene: Scene, trigger: Trigger, places: Places) -> Filler | None:
    """Return the post after a verb of appointing or leaving ('nommé directeur')."""
    taken = {nominal for _, nominal in places.all()}
    for nominal in scene.nominals:
        if (
            trigger.end <= nominal.start <= trigger.end + _POST_REACH
            and nominal.noun in word_set("titles")
            and (nominal not in taken or nominal.place in ("as", "of"))
            and nominal.place in ("as", "of", "", "in")
            and word_set("relatives").isdisjoint(scene.lower[trigger.end : nominal.start])
        ):
            return Filler("position", resolve(scene, nominal._replace(kind="thing")), nominal)
    return None


def _count(scene: Scene, trigger: Trigger) -> Filler | None:
    """Return how many jobs go: a number and its noun."""
    for nominal in scene.nominals:
        if abs(nominal.start - trigger.start) < _COUNT_REACH and "jobs" in scene.kinds_of(nominal):
            children = scene.doc[nominal.head].children
            number = next((c for c in children if c.dep_ == "nummod" or c.pos_ == "NUM"), None)
            if number is not None:
                start, end = scene.start(number.i), scene.end(nominal.head)
                return Filler("count", Referent("count", None, scene.reading.text[start:end], start, end), nominal)
    return None


def _amount(scene: Scene, role: str) -> Filler | None:
    """Return the first sum of money of the sentence."""
    for claim in scene.reading.claims:
        if claim.measure == "money" and scene.sentence.start <= claim.start < scene.sentence.end:
            return Filler(role, Referent("amount", None, claim.surface, claim.start, claim.end), None)
    return None
