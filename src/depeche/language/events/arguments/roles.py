"""From places to roles: conditions on subject and object, the frame's roles, the organisation behind a person.

Here: which argument plays which role, and whether the trigger keeps its sense with these arguments.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from depeche.language.events.arguments.nouns import around_noun
from depeche.language.events.arguments.organizations import focus
from depeche.language.events.arguments.places import Places, around_verb, coordinated
from depeche.language.events.arguments.referents import Referent, possessor, resolve, takes_up
from depeche.language.events.grammar import word_set
from depeche.language.events.lexicon import Entry, load_lexicon
from depeche.language.events.scene import Nominal, Scene, kinds
from depeche.language.events.triggers import Trigger
from depeche.model import EventArgument

_VALUES = frozenset(("position", "count", "amount", "share", "price"))
_PERSONAL = frozenset(("person", "people", "body"))


def find_arguments(scene: Scene, trigger: Trigger) -> tuple[EventArgument, ...] | None:
    """Return the arguments of a trigger, or None where its neighbours show that it has another sense."""
    places = _places_of(scene, trigger)
    entry = trigger.entry
    if trigger.category != "noun" and not _sense_fits(scene, entry, places):
        return None
    frame = load_lexicon().frames[entry.frame]
    found: list[tuple[str, Referent, Nominal | None]] = []
    for place, nominal in _by_place(places, trigger):
        referent = resolve(scene, nominal)
        if referent.kind == "name":
            referent = referent._replace(kind=_likely_kind(entry, frame, place))
        referent = _as_voice(scene, entry, frame, nominal, referent)
        for role in _roles(frame, place, scene, nominal, referent):
            if trigger.category != "noun" and place == "of" and role not in ("organization", "position"):
                continue
            found.append((role, referent, nominal))
    if places.possessive is not None:
        owner = possessor(scene, places.possessive)
        place = "subject" if entry.of_is_subject else "object"
        if owner is not None:
            found += [(role, owner, None) for role in _as_list(frame.get(place, {}).get(owner.kind))]
    found += _values(scene, trigger, places)
    if not _needs_fit(entry, found, places):
        return None
    if frame.get("organization") == "context" and not any(role == "organization" for role, _, _ in found):
        found += _organization(scene, entry, found, places)
    return _arguments(scene, found)


def _as_voice(scene: Scene, entry: Entry, frame: Mapping[str, Any], nominal: Nominal, referent: Referent) -> Referent:
    """Let a board or management stand for its company, but where the company has a role of its own."""
    if nominal.kind not in ("body", "people") or nominal.mention is not None:
        return referent
    inner = inside(scene, nominal) if nominal.kind == "body" or nominal.noun in kinds()["voice_of_org"] else None
    if entry.frame == "meet" and inner is not None:  # 'le conseil d'Orvel se réunira'
        return inner
    if nominal.noun not in kinds()["voice_of_org"]:
        return referent
    if frame.get("organization") == "context":
        return referent._replace(entity_id=None)
    return referent._replace(entity_id=inner.entity_id) if inner is not None else referent


def _places_of(scene: Scene, trigger: Trigger) -> Places:
    """Return what stands around a trigger."""
    places = around_noun(scene, trigger) if trigger.category == "noun" else around_verb(scene, trigger)
    for place in list(places.found):
        for nominal in list(places.found[place]):
            for other in coordinated(scene, nominal):
                places.add(place, other)
    return places


def _likely_kind(entry: Entry, frame: Mapping[str, Any], place: str) -> str:
    """Return what a name that was not recognised most likely is at a place."""
    table = frame.get(place)
    wanted = {"subject": entry.subjects, "object": entry.objects}.get(place, frozenset())
    for kind in ("person", "org", "product"):
        if isinstance(table, dict) and kind in table and (not wanted or kind in wanted):
            return kind
    return "thing"


def _sense_fits(scene: Scene, entry: Entry, places: Places) -> bool:
    return _kind_fits(scene, entry.objects, places.at("object")) and _kind_fits(
        scene, entry.subjects, places.at("subject")
    )


def _kind_fits(scene: Scene, wanted: frozenset[str], nominals: list[Nominal]) -> bool:
    if not wanted:
        return True
    if not nominals:
        return "none" in wanted
    nominal = nominals[0]
    seen = set(scene.kinds_of(nominal))
    if nominal.kind == "pronoun":
        seen.add(resolve(scene, nominal).kind)
    if nominal.mention is not None and nominal.kind == "thing":
        seen |= {"org", "product"}  # a name of no clear kind
    return bool(wanted & seen)


def _by_place(places: Places, trigger: Trigger) -> list[tuple[str, Nominal]]:
    """Return (place in the active clause, group), those of nouns turned round."""
    if trigger.category != "noun":
        return list(places.all())
    own, other = ("subject", "object") if trigger.entry.of_is_subject else ("object", "subject")
    turned = []
    for place, nominal in places.all():
        if place == "of":
            turned.append((own, nominal))
        elif place == "by":
            turned.append((other if own == "object" else "by", nominal))
        elif place == "light":
            turned.append(("subject", nominal) if not places.at("of") or own == "object" else ("other", nominal))
        else:
            turned.append((place, nominal))
    return turned


def _roles(frame: Mapping[str, Any], place: str, scene: Scene, nominal: Nominal, referent: Referent) -> list[str]:
    table = frame.get(place) or {}
    if not isinstance(table, dict):
        return []
    others = () if nominal.kind == "name" else sorted(scene.kinds_of(nominal))
    for kind in dict.fromkeys((referent.kind, nominal.kind, *others)):
        if kind in table:
            return _as_list(table[kind])
    if place in ("subject", "object"):  # 'le licenciement d'Orvel': the company, not the person
        fallback = frame.get("of") or {}
        return _as_list(fallback.get(referent.kind)) if nominal.place == "of" else []
    return []


def _as_list(roles: str | list[str] | None) -> list[str]:
    return [] if roles is None else [roles] if isinstance(roles, str) else list(roles)


def _values(scene: Scene, trigger: Trigger, places: Places) -> list[tuple[str, Referent, Nominal | None]]:
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


def _needs_fit(entry: Entry, found: list[tuple[str, Referent, Nominal | None]], places: Places) -> bool:
    taking_part = [(role, referent) for role, referent, _ in found if role not in _VALUES]
    has_pronoun = places.possessive is not None or any(
        n.kind == "pronoun" for place in ("subject", "object") for n in places.at(place)
    )
    if entry.needs == "argument":
        return bool(taking_part) or has_pronoun
    if entry.needs == "named":
        return any(referent.kind == "person" and referent.entity_id is not None for _, referent in taking_part)
    if entry.needs == "entity":
        return any(
            referent.entity_id is not None or referent.kind in ("org", "person", "product")
            for _, referent in taking_part
        )
    if entry.needs == "person":
        return has_pronoun or any(referent.kind in ("person", "people") for _, referent in taking_part)
    if entry.needs == "product":
        return any(referent.kind == "product" for _, referent in taking_part)
    if entry.needs == "inside":
        return places.possessive is not None or any(
            referent.kind in ("person", "people", "body", "org") for _, referent in taking_part
        )
    return True


def _organization(
    scene: Scene, entry: Entry, found: list[tuple[str, Referent, Nominal | None]], places: Places
) -> list[tuple[str, Referent, Nominal | None]]:
    """Return the organisation behind the participants: inside their group, by affiliation, or the one in focus."""
    for _, _, nominal in found:
        inner = inside(scene, nominal)
        if inner is not None:
            return [("organization", inner, None)]
    is_start = entry.type == "PERSONNEL.START_POSITION"
    for role, referent, _ in found:
        if (
            referent.kind == "person"
            and referent.entity_id is not None
            and (role == "appointer" if is_start else role in ("person", "member_out", "member_in"))
        ):
            known = {
                a.organization_id
                for a in scene.reading.affiliations
                if a.person_id == referent.entity_id and a.organization_id
            }
            if len(known) > 1:
                known &= {focus(scene.reading, referent.start)}
            if len(known) == 1:
                return [("organization", _entity(scene, known.pop(), referent), None)]
    for _, referent, nominal in found:
        if nominal is not None and nominal.mention is None and nominal.noun in kinds()["inside_org"] and not is_start:
            organisation = focus(scene.reading, referent.start)
            if organisation is not None:
                return [("organization", _entity(scene, organisation, referent), None)]
    return []


def inside(scene: Scene, nominal: Nominal | None) -> Referent | None:
    """Return the organisation inside a group: 'les salariés d'Orvel', 'le patron d'Orvel, Paul Amiot'."""
    if nominal is None or nominal.kind not in _PERSONAL:
        return None
    for name in scene.names:
        if (
            name.kind == "org"
            and name.place in ("of", "at")
            and 0 < name.start - nominal.end <= 5
            and name.mention is not None
        ):
            between = range(nominal.end, name.start)
            if not any(scene.doc[i].pos_ in ("VERB", "AUX", "PUNCT") for i in between):
                return resolve(scene, name)
    return None


def _entity(scene: Scene, entity_id: str, beside: Referent) -> Referent:
    """Return an organisation that is not named here, at the words that stand for it."""
    before = [m for m in scene.reading.mentions if m.entity_id == entity_id]
    near = min(before, key=lambda m: (abs(m.start - beside.start), m.start), default=None)
    if near is None:
        return Referent("org", entity_id, beside.surface, beside.start, beside.end)
    return Referent("org", entity_id, near.surface, near.start, near.end)


def _arguments(scene: Scene, found: list[tuple[str, Referent, Nominal | None]]) -> tuple[EventArgument, ...]:
    """Return each (role, entity or words) once, names before words, in a fixed order."""
    named = {role for role, referent, _ in found if referent.entity_id is not None}
    kept: dict[tuple[str, str], EventArgument] = {}
    for role, referent, nominal in found:
        is_pronoun = (
            referent.kind == "pronoun"
            or (nominal is None and referent.entity_id is None)
            or (nominal is not None and nominal.kind == "pronoun")
        )
        if is_pronoun and referent.entity_id is None and role not in _VALUES:
            continue
        if referent.entity_id is None and role not in _VALUES and takes_up(scene, nominal):
            continue  # 'le groupe', nobody knows which: a missing participant stays missing
        if (
            referent.entity_id is None
            and role in named
            and role not in _VALUES
            and role not in ("participants", "parties")
        ):
            continue
        key = (role, referent.entity_id or referent.surface.lower())
        kept.setdefault(key, EventArgument(role, referent.entity_id, referent.surface, referent.start, referent.end))
    return tuple(
        sorted(
            kept.values(), key=lambda argument: (argument.role, argument.start, argument.end, argument.entity_id or "")
        )
    )
