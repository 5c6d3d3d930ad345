"""The organisation behind the participants of an event, and the company whose share or turnover moves.

Here: organisations that no place of the clause gives. Not here: places and roles (roles).
"""

from __future__ import annotations

from depeche.language.events.arguments.organizations import focus, only_before, subject_organization, taken_up
from depeche.language.events.arguments.referents import Filler, Referent, possessor, resolve
from depeche.language.events.grammar import word_set
from depeche.language.events.kinds import kinds
from depeche.language.events.lexicon import Entry
from depeche.language.events.scene import Nominal, Scene

_PERSONAL = frozenset(("person", "people", "body"))


def employer(scene: Scene, entry: Entry, found: list[Filler]) -> list[Filler]:
    """Return the organisation behind the participants: inside their group, by affiliation, or the one in focus."""
    for _, _, nominal in found:
        inner = inside(scene, nominal)
        if inner is not None:
            return [Filler("organization", inner, None)]
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
                known &= {focus(scene, referent.start)}
            if len(known) == 1:
                return [Filler("organization", _entity(scene, known.pop(), referent), None)]
    for _, referent, nominal in found:
        if nominal is not None and nominal.mention is None and nominal.noun in kinds()["inside_org"] and not is_start:
            organisation = focus(scene, referent.start)
            if organisation is not None:
                return [Filler("organization", _entity(scene, organisation, referent), None)]
    about = scene.topic.protagonist
    is_told = bool(found) or (entry.frame in word_set("frames_of_houses") and scene.topic.is_single)
    if about is None or not is_told or any(_is_official(scene, referent) for _, referent, _ in found):
        return []
    here = Referent("org", None, "", scene.sentence.start, scene.sentence.start)
    return [Filler("organization", _entity(scene, about, found[0][1] if found else here), None)]


def _is_official(scene: Scene, referent: Referent) -> bool:
    """Tell whether a person holds a public office, which no company of the text gives."""
    return referent.entity_id is not None and any(
        a.person_id == referent.entity_id and a.role in ("minister", "official") for a in scene.reading.affiliations
    )


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


def acts_for(scene: Scene, nominal: Nominal) -> Referent | None:
    """Return the organisation for which an unnamed person acts: 'son président', 'un porte-parole d'Orvel'."""
    if nominal.mention is not None or nominal.noun not in kinds()["speaks_as_org"]:
        return None
    owner = next(
        (i for i in range(nominal.start, nominal.head) if scene.lower[i] in word_set("possessives_of_one")), None
    )
    if owner is not None:
        house = possessor(scene, owner)
        if house is not None and house.entity_id is not None:
            return house if house.kind == "org" else None
        last = subject_organization(scene, scene.start(owner)) or only_before(scene, scene.start(owner))
        return _entity(scene, last, resolve(scene, nominal)) if last is not None else None
    return inside(scene, nominal) if nominal.noun in kinds()["speaks_for_org"] else None


def _entity(scene: Scene, entity_id: str, beside: Referent) -> Referent:
    """Return an organisation that is not named here, at the words that stand for it."""
    before = [m for m in scene.reading.mentions if m.entity_id == entity_id]
    near = min(before, key=lambda m: (abs(m.start - beside.start), m.start), default=None)
    if near is None:
        return Referent("org", entity_id, beside.surface, beside.start, beside.end)
    return Referent("org", entity_id, near.surface, near.start, near.end)


def whose_measure(scene: Scene, nominal: Nominal) -> Referent | None:
    """Return the company whose share or turnover moves ('l'action', 'le chiffre d'affaires d'Orvel')."""
    if nominal.mention is not None or nominal.noun not in kinds()["company_measure"]:
        return None
    beside = next((n for n in scene.names if n.start == nominal.end and n.kind == "org"), None)
    if beside is not None:
        return resolve(scene, beside)
    told = _whose(scene, nominal)
    if told is not None:
        return resolve(scene, told)
    owner = next(
        (n for n in scene.nominals if n.place == "of" and 0 < n.start - nominal.end <= 4 and n.kind == "org"), None
    )
    if owner is not None:
        referent = resolve(scene, owner)
        return referent if referent.entity_id is not None else None
    if any(n.place == "of" and 0 <= n.start - nominal.end <= 2 and n.kind == "name" for n in scene.nominals):
        return None
    entity = scene.topic.protagonist or taken_up(scene, scene.start(nominal.start))
    return _entity(scene, entity, resolve(scene, nominal)) if entity is not None else None


def _whose(scene: Scene, nominal: Nominal) -> Nominal | None:
    """Return the organisation whose measure a relative clause tells ('Orvel, dont les ventes ont reculé')."""
    at = nominal.start - 1
    if scene.word(at) != "dont":
        return None
    end = at - 1 if scene.word(at - 1) == "," else at
    return next((name for name in scene.names if name.end == end and name.kind == "org"), None)
