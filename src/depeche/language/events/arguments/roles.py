"""From places to roles: the frame's roles, the organisation behind a person.

Here: which argument plays which role. Not here: whether the trigger keeps its sense with them (conditions).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from depeche.language.events.arguments.conditions import VALUES, misfits, needs_fit
from depeche.language.events.arguments.described import values
from depeche.language.events.arguments.employers import acts_for, employer, inside, whose_measure
from depeche.language.events.arguments.members import members
from depeche.language.events.arguments.nouns import around_noun
from depeche.language.events.arguments.places import Places, around_verb, coordinated
from depeche.language.events.arguments.referents import Filler, Referent, possessor, resolve, takes_up
from depeche.language.events.arguments.spoken_of import kind_of, speaker_at
from depeche.language.events.grammar import word_set, wordings
from depeche.language.events.kinds import kinds
from depeche.language.events.lexicon import Condition, Entry, load_lexicon
from depeche.language.events.scene import Nominal, Scene
from depeche.language.events.triggers import Trigger
from depeche.model import EventArgument

_OF_VERBS = frozenset(("organization", "position", "proposer"))  # what 'de X' after a verb may be
_PERSONAL = frozenset(("person", "people", "body"))


class Arguments(NamedTuple):
    """What takes part in an event; the conditions of its entry that do not hold speak for another sense."""

    found: tuple[EventArgument, ...]
    lacks: frozenset[Condition]


def find_arguments(scene: Scene, trigger: Trigger) -> Arguments:
    """Return the arguments of a trigger, and which conditions of its entry do not hold."""
    places = _places_of(scene, trigger)
    entry = trigger.entry
    lacks = trigger.lacks | misfits(scene, trigger, places)
    frame = load_lexicon().frames[entry.frame]
    found = [
        filler
        for place, nominal in _by_place(places, trigger)
        for filler in _at_place(scene, trigger, frame, place, nominal)
    ]
    if places.possessive is not None:
        owner = possessor(scene, places.possessive)
        is_actor = entry.of_is_subject or entry.frame in word_set("frames_of_own_acts")
        table = _table(frame, "subject" if is_actor else "object")
        if owner is not None:
            found += [Filler(role, owner, None) for role in _as_list(table.get(owner.kind))]
    found += values(scene, trigger, places)
    if not needs_fit(entry, found, places):
        lacks |= {"needs"}
    has_house = any(filler.role == "organization" and not _is_part(filler) for filler in found)
    if frame.get("organization") == "context" and not has_house:
        found += employer(scene, entry, found)
    return Arguments(_arguments(scene, found), lacks)


def _is_part(filler: Filler) -> bool:
    """Tell whether an organisation is only a part of one, without a name: 'le site', 'l'usine'."""
    nominal = filler.nominal
    return filler.referent.entity_id is None and nominal is not None and nominal.noun in kinds()["parts_of_org"]


def _at_place(scene: Scene, trigger: Trigger, frame: Mapping[str, Any], place: str, nominal: Nominal) -> list[Filler]:
    """Return the roles of a group at a place, those of its members where it names them."""
    named = members(scene, nominal)
    if named:
        table = _table(frame, place)
        return [Filler(role, one, nominal) for one in named for role in _as_list(table.get(one.kind))]
    entry = trigger.entry
    referent = resolve(scene, nominal)
    if referent.kind == "name":
        referent = referent._replace(kind=_likely_kind(entry, frame, place))
    referent = _as_voice(scene, entry, frame, nominal, referent)
    if entry.frame == "value" and place == "subject":
        referent = whose_measure(scene, nominal) or referent
    is_of_verb = trigger.category != "noun" and place == "of"
    roles = _roles(frame, "of_object" if is_of_verb and "of_object" in frame else place, scene, nominal, referent)
    return [Filler(role, referent, nominal) for role in roles if not is_of_verb or role in _OF_VERBS]


def _as_voice(scene: Scene, entry: Entry, frame: Mapping[str, Any], nominal: Nominal, referent: Referent) -> Referent:
    """Let a board or management stand for its company, but where the company has a role of its own."""
    if entry.frame in word_set("frames_of_voices") and referent.entity_id is None:
        house = acts_for(scene, nominal)
        if house is not None:
            return house
    if referent.entity_id is None and entry.frame in word_set("frames_of_speakers") and _is_we(scene, nominal):
        speaker = speaker_at(scene, nominal)
        return referent._replace(kind=kind_of(scene, speaker), entity_id=speaker) if speaker is not None else referent
    if nominal.kind not in ("body", "people") or nominal.mention is not None:
        return referent
    inner = inside(scene, nominal) if nominal.kind == "body" or nominal.noun in kinds()["voice_of_org"] else None
    if entry.frame == "meet" and inner is not None:  # 'le conseil d'Orvel se réunira'
        return inner
    if nominal.noun not in kinds()["voice_of_org"]:
        acts = frame.get("organization") != "context" and nominal.noun in kinds()["acts_in_org"]
        house = inside(scene, nominal) if acts else None
        return house or referent
    if frame.get("organization") == "context":
        return referent._replace(entity_id=None)
    return referent._replace(entity_id=inner.entity_id) if inner is not None else referent


def _is_we(scene: Scene, nominal: Nominal) -> bool:
    """Tell whether a group is 'nous'."""
    return nominal.kind == "pronoun" and scene.lower[nominal.head] in word_set("we")


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
    table = _table(frame, place)
    others = () if nominal.kind == "name" else sorted(scene.kinds_of(nominal))
    acts = ("org",) if nominal.kind == "place" and _may_act(place, nominal) else ()
    for kind in dict.fromkeys((referent.kind, nominal.kind, *others, *acts)):
        if kind in table:
            return _as_list(table[kind])
    if place in ("subject", "object"):  # 'le licenciement d'Orvel': the company, not the person
        fallback = frame.get("of_object" if "of_object" in frame else "of") or {}
        return _as_list(fallback.get(referent.kind)) if nominal.place == "of" else []
    return []


def _table(frame: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    """Return the roles at a place of a frame, by kind."""
    table = frame.get(place) or {}
    return table if isinstance(table, dict) else {}


def _may_act(place: str, nominal: Nominal) -> bool:
    """Tell whether a place stands for its government or club here ('Québec refuse', 'un accord avec Kigali')."""
    return (place in ("subject", "object") and not nominal.place) or place in ("with", "between")


def _as_list(roles: str | list[str] | None) -> list[str]:
    return [] if roles is None else [roles] if isinstance(roles, str) else list(roles)


def _has_other_part(filler: Filler, found: list[Filler]) -> bool:
    """Tell whether the 'lui' of a clause was taken for one who plays another role in it."""
    nominal, entity = filler.nominal, filler.referent.entity_id
    if nominal is None or nominal.kind != "pronoun" or nominal.place != "to" or entity is None:
        return False
    return any(other.role != filler.role and other.referent.entity_id == entity for other in found)


def _is_other_side(scene: Scene, filler: Filler, found: list[Filler]) -> bool:
    """Tell whether an entity was taken for its own opponent and another filler is the surer one.

    A name goes before other words, a subject before an object, the side that is listed first before the other.
    """
    entity = filler.referent.entity_id
    return entity is not None and any(
        other.referent.entity_id == entity
        and {filler.role, other.role} == {first, second}
        and (*_weakness(scene, filler), filler.role == second) > (*_weakness(scene, other), other.role == second)
        for first, second in map(str.split, wordings("opposed_roles"))
        for other in found
    )


def _weakness(scene: Scene, filler: Filler) -> tuple[bool, bool]:
    """Return whether a filler is no name, and whether it is no subject."""
    nominal = filler.nominal
    if nominal is None:
        return True, True
    return nominal.mention is None, scene.doc[nominal.head].dep_ != "nsubj"


def _arguments(scene: Scene, found: list[Filler]) -> tuple[EventArgument, ...]:
    """Return each (role, entity or words) once, names before words, in a fixed order."""
    found = [filler for filler in found if not _has_other_part(filler, found)]
    found = [filler for filler in found if not _is_other_side(scene, filler, found)]
    named = {role for role, referent, _ in found if referent.entity_id is not None}
    kept: dict[tuple[str, str], EventArgument] = {}
    for role, referent, nominal in found:
        is_pronoun = (
            referent.kind == "pronoun"
            or (nominal is None and referent.entity_id is None)
            or (nominal is not None and nominal.kind == "pronoun")
        )
        if is_pronoun and referent.entity_id is None and role not in VALUES:
            continue
        if referent.entity_id is None and role not in VALUES and takes_up(scene, nominal):
            continue  # 'le groupe', nobody knows which: a missing participant stays missing
        if (
            referent.entity_id is None
            and role in named
            and role not in VALUES
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
