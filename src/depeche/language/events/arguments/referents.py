"""Who a nominal group is: its own name, the name beside a role, the only person that a pronoun or a role can mean.

Here: one group to one entity. Not here: which role it plays (roles).
"""

from __future__ import annotations

from typing import NamedTuple

from depeche.language.events.arguments.antecedents import is_former_or_deputy, last_union, named_as
from depeche.language.events.arguments.beside import name_beside
from depeche.language.events.arguments.heard import pronoun_means, role_means
from depeche.language.events.arguments.organizations import (
    focus,
    only_before,
    subject_organization,
    taken_up,
)
from depeche.language.events.arguments.pronouns import spoken_of_before, subject_meant
from depeche.language.events.arguments.spoken_of import (
    employer_of,
    is_quoted,
    kind_of,
    last_named,
    person_before,
    speaker_at,
)
from depeche.language.events.arguments.subjects import find_subject
from depeche.language.events.grammar import looks_infinitive, word_set
from depeche.language.events.kinds import kinds
from depeche.language.events.scene import Nominal, Scene
from depeche.model import Affiliation, Mention


class Referent(NamedTuple):
    """What an argument points to: its kind, entity, words and span in the text."""

    kind: str
    entity_id: str | None
    surface: str
    start: int
    end: int


class Filler(NamedTuple):
    """A role, what fills it, and the group that stands there; None where no group does."""

    role: str
    referent: Referent
    nominal: Nominal | None


def resolve(scene: Scene, nominal: Nominal) -> Referent:
    """Return what a group refers to; entity_id None where nothing certain can be said."""
    if nominal.mention is not None:
        return _of_mention(nominal.kind, nominal.mention)
    start, end = _span(scene, nominal)
    surface = scene.reading.text[start:end]
    named = name_beside(scene, nominal)
    if named is not None:
        return (
            _of_mention(named.kind, named.mention) if named.mention else Referent(named.kind, None, surface, start, end)
        )
    if nominal.kind == "pronoun":
        kind, entity = _pronoun(scene, nominal)
        return Referent(kind, entity, surface, start, end)
    client = _client(scene, nominal)
    if client is not None:
        return client
    if nominal.kind == "person":
        return Referent("person", _holder(scene, nominal) or _by_role(scene, nominal), surface, start, end)
    if nominal.kind == "product" and _is_definite(scene, nominal) and scene.lower[nominal.head] == nominal.noun:
        return Referent("product", named_as(scene.reading, nominal.noun, "PROD"), surface, start, end)
    collective = _collective(scene, nominal, start)
    if collective is not None:
        return Referent("org", collective, surface, start, end)
    own = _own_house(scene, nominal)
    if own is not None:
        return Referent("org", own, surface, start, end)
    if _is_of_people(scene, nominal):
        return Referent("people", None, surface, start, end)
    if nominal.kind == "org" and _is_definite(scene, nominal) and nominal.noun in kinds()["anaphoric_org"]:
        return Referent("org", taken_up(scene, start), surface, start, end)
    if nominal.kind == "org" and _is_definite(scene, nominal) and nominal.noun in kinds()["anaphoric_kind"]:
        entity = subject_organization(scene, start) or only_before(scene, start) or focus(scene, start)
        return Referent("org", entity, surface, start, end)
    is_voice = nominal.noun in kinds()["voice_of_org"] and nominal.kind in ("body", "people")
    if is_voice and _is_definite(scene, nominal) and scene.word(nominal.end) not in word_set("of_public_bodies"):
        return Referent(nominal.kind, taken_up(scene, start), surface, start, end)
    return Referent(nominal.kind, None, surface, start, end)


def _is_of_people(scene: Scene, nominal: Nominal) -> bool:
    """Tell whether a group or society is one of persons ('le groupe de supporteurs'), not a company."""
    if nominal.kind != "org" or scene.word(nominal.end) not in word_set("de"):
        return False
    at = nominal.end + 1
    return at < len(scene.doc) and scene.noun_kind(at)[0] == "people"


def _own_house(scene: Scene, nominal: Nominal) -> str | None:
    """Return the organisation that 'son groupe', 'sa société' means of a person: the only one that the person is of."""
    if nominal.kind != "org" or nominal.noun not in kinds()["anaphoric_org"]:
        return None
    at = next((i for i in range(nominal.start, nominal.head) if scene.lower[i] in word_set("possessives_of_one")), None)
    owner = possessor(scene, at) if at is not None else None
    return employer_of(scene, owner.entity_id) if owner is not None and owner.kind == "person" else None


def _collective(scene: Scene, nominal: Nominal, start: int) -> str | None:
    """Return the union, association, fund … that 'le syndicat', 'l'association' takes up."""
    noun = nominal.noun
    if noun not in kinds()["collective"] or scene.lower[nominal.head] != noun or not _is_definite(scene, nominal):
        return None
    named = named_as(scene.reading, noun, "ORG")
    if named is None and noun in kinds()["union_nouns"]:
        return last_union(scene.reading, start)
    if named is None and noun in kinds()["anaphoric_place"]:
        return taken_up(scene, start)
    return named


def _client(scene: Scene, nominal: Nominal) -> Referent | None:
    """Return the one for whom 'ses avocats' act."""
    if nominal.noun not in kinds()["speaks_for"]:
        return None
    at = next((i for i in range(nominal.start, nominal.head) if scene.lower[i] in word_set("possessives_of_one")), None)
    owner = possessor(scene, at) if at is not None else None
    is_person = owner is not None and (owner.kind == "person" or nominal.noun not in kinds()["speaks_for_person"])
    return owner if is_person and owner is not None and owner.entity_id is not None else None


def possessor(scene: Scene, index: int) -> Referent | None:
    """Return whom 'son', 'sa', 'leur' before a noun refers to, as for a pronoun that stands there."""
    start, end = scene.start(index), scene.end(index)
    is_plural = scene.lower[index].startswith("leur")
    kind, entity = person_before(scene, start, is_plural=is_plural)
    return Referent(kind, entity, scene.reading.text[start:end], start, end)


def _of_mention(kind: str, mention: Mention | None) -> Referent:
    assert mention is not None
    return Referent(kind, mention.entity_id, mention.surface, mention.start, mention.end)


def _span(scene: Scene, nominal: Nominal) -> tuple[int, int]:
    """Return the span of a short noun group: article, noun, and a following 'd'administration' or number."""
    end = nominal.end
    is_compound = scene.lower[nominal.head] in word_set("nouns_with_complement")
    has_complement = (
        end + 1 < len(scene.doc) and scene.lower[end] in word_set("de") and scene.doc[end + 1].pos_ == "NOUN"
    )
    if is_compound and has_complement:
        end += 2
    start = min(nominal.start, nominal.head)
    while start < nominal.head and scene.lower[start] in (",", "-"):
        start += 1
    return scene.start(start), scene.end(end - 1)


def _is_definite(scene: Scene, nominal: Nominal) -> bool:
    words = scene.lower[max(0, nominal.start - 2) : nominal.head]
    return not word_set("pointing").isdisjoint(words)


def takes_up(scene: Scene, nominal: Nominal | None) -> bool:
    """Tell whether a group only takes up somebody whom the text has named ('le groupe', 'le joueur').

    The head of an organisation is one whom another text may name.
    """
    if nominal is None or nominal.mention is not None:
        return False
    has_complement = scene.word(nominal.end) in word_set("DE")
    if nominal.noun in kinds()["anaphoric_group"]:
        return not word_set("pointing").isdisjoint(scene.lower[nominal.start : nominal.head])
    if has_complement or nominal.kind not in ("person", "org", "product") or nominal.noun in kinds()["head_of_org"]:
        return False
    return not word_set("pointing_singular").isdisjoint(scene.lower[nominal.start : nominal.head])


def _holder(scene: Scene, nominal: Nominal) -> str | None:
    """Return the only person of the text of whom a role noun is said, as an affiliation or in apposition."""
    if not _is_definite(scene, nominal) or scene.lower[nominal.head] != nominal.noun:
        return None
    noun = nominal.noun.removeprefix("ex-")
    holders = {
        a.person_id
        for a in scene.reading.affiliations
        if a.person_id is not None
        and a.role_surface is not None
        and noun in a.role_surface.lower().replace("ex-", "").split()
        and _may_hold(scene, nominal, a)
    }
    if len(holders) == 1:
        return holders.pop()
    named = named_as(scene.reading, noun, "PER") if not holders and not _is_possessed(scene, nominal) else None
    if named is None and not holders and nominal.noun in kinds()["anaphoric_person"]:
        kind, entity = person_before(scene, scene.start(nominal.start), is_plural=False)
        return entity if kind == "person" else None
    return named


def _by_role(scene: Scene, nominal: Nominal) -> str | None:
    """Return the person whom a definite role means in this text."""
    if word_set("other_holders").intersection(scene.lower[max(0, nominal.start - 1) : nominal.head]):
        return None
    if nominal.noun in kinds()["offices"] and scene.word(nominal.end) in word_set("DE"):
        return None  # 'le ministre de l'Économie' is told by the office, not by the last name
    is_single = scene.lower[nominal.head].removeprefix("ex-") == nominal.noun.removeprefix("ex-")
    entity = role_means(scene, nominal) if is_single and _is_definite(scene, nominal) else None
    return entity if entity is not None and kind_of(scene, entity) == "person" else None


def _is_possessed(scene: Scene, nominal: Nominal) -> bool:
    return not word_set("possessives_singular").isdisjoint(scene.lower[nominal.start : nominal.head])


def _may_hold(scene: Scene, nominal: Nominal, affiliation: Affiliation) -> bool:
    """Tell whether an affiliation may be meant: no deputy, nobody of former times, no other company's for 'son'."""
    if affiliation.status == "former" or is_former_or_deputy(affiliation.role_surface or ""):
        return nominal.noun.startswith("ex-") or bool(
            word_set("former_adjectives").intersection(scene.lower[nominal.start : nominal.head])
        )
    if not _is_possessed(scene, nominal) or affiliation.organization_id is None:
        return True
    owners = {n.mention.entity_id for n in scene.names if n.kind == "org" and n.mention and n.end <= nominal.start}
    return not owners or affiliation.organization_id in owners


def _pronoun(scene: Scene, nominal: Nominal) -> tuple[str, str | None]:
    word = scene.lower[nominal.head].lstrip("-")
    if word in word_set("first_halves"):
        word += "-ci"
    if word in word_set("je"):
        speaker = speaker_at(scene, nominal)
        return ("person", speaker) if speaker is not None else ("pronoun", None)
    if word == "nous":
        employer = employer_of(scene, speaker_at(scene, nominal))
        if employer is None and not is_quoted(scene, nominal):
            employer = scene.topic.protagonist  # who answers in an interview
        return ("org", employer) if employer is not None else ("people", None)
    if word in word_set("anybody"):
        house = _house(scene, nominal) if word == "on" else None
        return ("org", house) if house is not None else ("pronoun", None)
    if word in word_set("latter_singular"):
        return last_named(scene, scene.start(nominal.start))
    meant_before = subject_meant(scene, nominal.head, resolve=resolve)
    if meant_before is not None and (meant_before.entity_id is not None or meant_before.kind == "person"):
        return meant_before
    place = scene.start(nominal.start)
    parallel = _subject_before(scene, nominal)
    if parallel is not None:
        referent = resolve(scene, parallel)
        return referent.kind, referent.entity_id
    if not any(scene.sentence.start <= m.start < place and m.label in ("PER", "ORG") for m in scene.reading.mentions):
        meant = pronoun_means(scene, word, place)
        if meant is not None and meant not in scene.topic.lawyers:
            return kind_of(scene, meant), meant
    found = person_before(scene, place, is_plural=word in word_set("plural_pronouns"))
    if word in word_set("object_clitics") and found[1] is not None and found[1] == _actor(scene, nominal):
        return spoken_of_before(scene, nominal.head, resolve=resolve) or ("pronoun", None)
    if found[1] is None and word in word_set("nearer"):
        return last_named(scene, place)
    return found


def _actor(scene: Scene, clitic: Nominal) -> str | None:
    """Return the subject of the verb before which a 'le', 'lui' stands: it is somebody else."""
    verb = scene.doc[clitic.head].head.i
    subject = find_subject(scene, verb) if not looks_infinitive(scene.lower[verb]) else None
    return resolve(scene, subject).entity_id if subject is not None and subject.head != clitic.head else None


def _house(scene: Scene, pronoun: Nominal) -> str | None:
    """Return the organisation at the head of 'Chez Orvel, on assure'."""
    name = next((n for n in scene.names if n.start <= 2 and n.kind == "org" and n.place in ("at", "to")), None)
    is_opening = name is not None and name.end < pronoun.start <= name.end + 2 and scene.word(name.end) == ","
    return name.mention.entity_id if is_opening and name is not None and name.mention is not None else None


def _subject_before(scene: Scene, pronoun: Nominal) -> Nominal | None:
    """Return the noun without a name that is the subject of an earlier clause of the sentence ('le géant …, il …')."""
    if any(name.end <= pronoun.start for name in scene.names):
        return None
    nouns = [n for n in scene.nominals if n.end <= pronoun.start and n.mention is None and n.kind in ("org", "person")]
    return next((n for n in nouns if not n.place), None)
