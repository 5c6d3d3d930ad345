"""Position, count and amount of an event: words that describe it rather than take part in it."""

from __future__ import annotations

from depeche.language.events.arguments.places import Places
from depeche.language.events.arguments.referents import Referent, resolve
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Nominal, Scene
from depeche.language.events.triggers import Trigger


def values(scene: Scene, trigger: Trigger, places: Places) -> list[tuple[str, Referent, Nominal | None]]:
    """Return position, count and amount, which are words rather than participants."""
    found: list[tuple[str, Referent, Nominal | None]] = []
    group = trigger.entry.type
    if group in (
        "PERSONNEL.START_POSITION",
        "PERSONNEL.REINSTATE",
        "PERSONNEL.DISMISS",
        "PERSONNEL.RESIGN",
        "PERSONNEL.NOMINATE_ELECT",
    ):
        taken = {nominal for _, nominal in places.all()}
        for nominal in scene.nominals:
            is_near = trigger.end <= nominal.start <= trigger.end + 7
            if (
                is_near
                and nominal.noun in word_set("titles")
                and (nominal not in taken or nominal.place in ("as", "of"))
                and nominal.place in ("as", "of", "", "in")
                and not word_set("relatives").intersection(scene.lower[trigger.end : nominal.start])
            ):
                referent = resolve(scene, nominal._replace(kind="thing"))
                found.append(("position", referent, nominal))
                break
    if group == "PERSONNEL.LAYOFF":
        for nominal in scene.nominals:
            if abs(nominal.start - trigger.start) < 8 and "jobs" in scene.kinds_of(nominal):
                number = next(
                    (c for c in scene.doc[nominal.head].children if c.dep_ == "nummod" or c.pos_ == "NUM"), None
                )
                if number is not None:
                    start, end = scene.start(number.i), scene.end(nominal.head)
                    found.append(("count", Referent("count", None, scene.reading.text[start:end], start, end), nominal))
                    break
    if group in ("BUSINESS.FINANCE_INVEST", "BUSINESS.ACQUIRE_MERGE"):
        role = "amount" if group == "BUSINESS.FINANCE_INVEST" else "price"
        for claim in scene.reading.claims:
            if claim.measure == "money" and scene.sentence.start <= claim.start < scene.sentence.end:
                found.append((role, Referent("amount", None, claim.surface, claim.start, claim.end), None))
                break
    return found
