"""What stands around a verbal trigger: subject, object, groups with a preposition; the passive is turned round.

Here: places in the clause, as nominal groups. Not here: nominal triggers (nouns), roles (roles), pronouns (referents).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from depeche.language.events.arguments.subjects import CLAUSE_END, find_subject, left_subject
from depeche.language.events.arguments.voice import depends, is_auxiliary, is_verb, nominal_at
from depeche.language.events.factuality.moods import lemma_of
from depeche.language.events.factuality.wordlists import known_forms
from depeche.language.events.grammar import borders, looks_infinitive, word_set
from depeche.language.events.lexicon import load_lexicon
from depeche.language.events.scene import Nominal, Scene
from depeche.language.events.triggers import Trigger, is_reflexive

WINDOW = 14
_LINK = 4  # words between two members of a list
_ACTORS = frozenset(("person", "org", "place"))  # names that may be coordinated with each other


@dataclass
class Places:
    """The nominal groups around a trigger by place; 'subject' and 'object' are those of the active clause."""

    found: dict[str, list[Nominal]] = field(default_factory=dict)
    possessive: int | None = None  # the token of 'son', 'sa', 'leur' before a noun

    def add(self, place: str, nominal: Nominal) -> None:
        """Put a group at a place, once."""
        listed = self.found.setdefault(place, [])
        if nominal not in listed:
            listed.append(nominal)

    def at(self, place: str) -> list[Nominal]:
        """Return the groups at a place."""
        return self.found.get(place, [])

    def all(self) -> Iterator[tuple[str, Nominal]]:
        """Return every (place, group)."""
        for place, listed in self.found.items():
            for nominal in listed:
                yield place, nominal


def coordinated(scene: Scene, nominal: Nominal) -> list[Nominal]:
    """Return the groups that are coordinated with one, of the same kind."""
    found = []
    last = nominal
    for other in scene.nominals:
        if other.start < last.end or other is nominal:
            continue
        between = scene.lower[last.end : other.start]
        if not between and last.mention is None and other.kind == last.kind == "person":
            last = other  # 'le trésorier Paul Amiot et …'
            continue
        if len(between) > _LINK or not word_set("within_lists").issuperset(between):
            break
        is_linked = not word_set("coordinators").isdisjoint(between) or scene.doc[other.head].dep_ == "conj"
        if not _is_of_same_kind(nominal, other) or not (is_linked or _list_goes_on(scene, other)):
            break
        found.append(other)
        last = other
    return found


def _is_of_same_kind(nominal: Nominal, other: Nominal) -> bool:
    """Tell whether two groups may be members of one list: names with names, and both of a kind or both actors."""
    is_pair = nominal.mention is not None and {nominal.kind, other.kind} <= _ACTORS
    are_persons = nominal.kind == other.kind == "person"  # 'Paul Amiot et la trésorière Anne Roy'
    return are_persons or (
        (other.kind == nominal.kind or is_pair) and (other.mention is None) == (nominal.mention is None)
    )


def _list_goes_on(scene: Scene, nominal: Nominal) -> bool:
    rest = scene.lower[nominal.end : nominal.end + 12]
    return (
        scene.lower[nominal.start - 1] == ","
        and "et" in rest
        and nominal.mention is not None
        and bool(rest)
        and rest[0] in word_set("list_links")
    )


def around_verb(scene: Scene, trigger: Trigger) -> Places:
    """Return what stands around a verbal trigger, the passive turned round."""
    places = Places()
    verb = trigger.head
    is_passive = _is_passive_use(scene, trigger)
    reflexive = is_reflexive(scene, verb)
    subject = find_subject(scene, verb)
    target = _object(scene, trigger, subject)
    if trigger.lemma == "faire" and trigger.category == "phrase" and reflexive:
        is_passive = True
    elif _is_passive_wording(scene, trigger) and subject is not None:
        is_passive = _may_suffer(scene, trigger, subject)
    if is_passive:
        if subject is not None:
            places.add("object", subject)
        elif target is not None and target.start < verb:
            places.add("object", target)
    else:
        if subject is not None:
            places.add("subject", subject)
        if target is not None:
            places.add("object", target)
    for nominal in _oblique(scene, trigger):
        if nominal in (subject, target):
            continue
        if nominal.place == "by":
            places.add("subject" if is_passive else "by", nominal)
        elif nominal.place:
            places.add(nominal.place, nominal)
    dative = _dative(scene, verb)
    if dative is not None:
        places.add("to", dative)
    _post_complements(scene, trigger, places)
    _after_preposition(scene, trigger, places)
    return places


def _object(scene: Scene, trigger: Trigger, subject: Nominal | None) -> Nominal | None:
    verb = trigger.head
    for child in scene.doc[verb].children:
        if (
            child.dep_ in ("obj", "iobj")
            and scene.lower[child.i] not in word_set("relatives")
            and not trigger.start < child.i < trigger.end
        ):
            found = nominal_at(scene, child.i)
            if found is None or found == subject or found.start >= verb + WINDOW:
                continue
            if found.place == "" or (found.place == "of" and scene.lower[found.start] in word_set("partitives")):
                return found
    clitic = _clitic(scene, verb)
    if clitic is not None and clitic != subject:
        return clitic
    for nominal in scene.nominals:
        if nominal.head < trigger.end or nominal == subject:
            continue
        between = range(trigger.end, nominal.start)
        is_restricted = any(word in word_set("ne") for word in scene.lower[max(0, verb - 3) : verb])
        stops = borders("objects_restricted" if is_restricted else "objects")
        if any(is_verb(scene, i) or scene.lower[i] in CLAUSE_END or scene.lower[i] in stops for i in between):
            break
        dep = scene.doc[nominal.head].dep_
        if (dep == "nsubj" and subject is None) or (dep == "obl:mod" and nominal.mention is None):
            continue
        if nominal.place == "" and nominal.kind != "pronoun" and len(between) <= 5:
            return nominal
        if nominal.place:
            break
    return None


def _clitic(scene: Scene, verb: int) -> Nominal | None:
    """Return the 'le', 'la', 'les' before a verb that is its object."""
    between = word_set("between_clitic_and_verb")
    for at in range(verb - 1, max(-1, verb - 4), -1):
        if scene.lower[at] in word_set("definite") and scene.doc[at].pos_ != "DET" and scene.is_pronoun(at):
            return Nominal(at, at, at + 1, "pronoun", None, "", "")
        if scene.doc[at].pos_ not in ("AUX", "ADV", "PRON") and scene.lower[at] not in between:
            break
    return None


def _dative(scene: Scene, verb: int) -> Nominal | None:
    """Return the 'lui' before a verb to whom it is done ('il lui succède')."""
    for at in range(verb - 1, max(-1, verb - 4), -1):
        if scene.lower[at] in word_set("datives") and scene.word(at + 1) not in word_set("after_strong_pronouns"):
            return Nominal(at, at, at + 1, "pronoun", None, "to", "")
        if scene.doc[at].pos_ not in ("AUX", "ADV", "PRON") and scene.lower[at] not in word_set("definite"):
            break
    return None


def _oblique(scene: Scene, trigger: Trigger) -> Iterator[Nominal]:
    """Yield groups with a preposition that depend on the trigger, or follow it before the next verb."""
    verb = trigger.head
    for nominal in scene.nominals:
        if not nominal.place or (nominal.kind == "pronoun" and nominal.place not in ("with", "against")):
            continue
        if nominal.start <= verb:
            continue
        if is_nested(scene, nominal, trigger):
            continue
        if depends(scene, nominal.head, verb) or _follows(scene, nominal, trigger):
            yield nominal


def _follows(scene: Scene, nominal: Nominal, trigger: Trigger) -> bool:
    if nominal.start < trigger.end or nominal.start - trigger.end > WINDOW:
        return False
    return not any(
        is_verb(scene, i) or scene.lower[i] in CLAUSE_END or scene.lower[i] in borders("obliques")
        for i in range(trigger.end, nominal.start)
    )


def is_nested(scene: Scene, nominal: Nominal, trigger: Trigger) -> bool:
    """Tell whether a 'de' group belongs to the person, group or company before it, not to the trigger."""
    if nominal.place not in ("of", "at"):
        return False
    before = [n for n in scene.nominals if n.end <= nominal.start and n.start >= trigger.end and n.kind != "pronoun"]
    if not before:
        return False
    owner = before[-1]
    if owner.mention is not None and nominal.place == "of":
        return nominal.start - owner.end <= 2
    return owner.kind in ("person", "people", "org", "body") and nominal.start - owner.end <= 3


def _post_complements(scene: Scene, trigger: Trigger, places: Places) -> None:
    """Add the organisation in 'à la tête de X', 'au poste de PDG de X' as a complement of the trigger."""
    for nominal in scene.nominals:
        if nominal.kind == "org" and nominal.place == "of" and trigger.head < nominal.start <= trigger.end + 8:
            owner = scene.doc[nominal.head].head.i
            kind = scene.noun_kind(owner)[0] if scene.is_noun(owner) else ""
            if (kind in ("post",) or trigger.start <= owner < trigger.end) and nominal not in places.at("of"):
                places.add("of", nominal)


def _after_preposition(scene: Scene, trigger: Trigger, places: Places) -> None:
    """Take the group after an expression that ends in a preposition as its object ('se séparer de X')."""
    if trigger.category != "phrase" or trigger.end - trigger.start < 2 or places.at("object"):
        return
    if scene.lower[trigger.end - 1] not in word_set("final_prepositions"):
        return
    for nominal in scene.nominals:
        is_next = trigger.end <= nominal.start + 1 and nominal.start <= trigger.end + 2 and nominal.end > trigger.end
        if is_next and not any(is_verb(scene, i) for i in range(trigger.end, nominal.start)):
            places.add("object", nominal)
            return


def _is_passive_use(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a trigger is a passive, or a participle whose subject suffers what it says."""
    verb = trigger.head
    token = scene.doc[verb]
    readings = known_forms().get(scene.lower[verb], ())
    may_be_participle = any(tense == "participle" for _, tense in readings) or trigger.is_participle
    if trigger.lemma in word_set("verbs_with_etre"):
        return False
    if token.pos_ in ("VERB", "AUX", "NOUN") and looks_infinitive(scene.lower[verb]):
        makes_passive = not word_set("before_passive_infinitives").isdisjoint(scene.lower[max(0, verb - 3) : verb])
        return makes_passive and is_reflexive(scene, verb)
    if not may_be_participle or (scene.lower[verb].endswith("ant") and token.dep_ in ("acl", "advcl")):
        return False
    auxiliaries = [i for i in range(max(0, verb - 6), verb) if is_auxiliary(scene, i, verb)]
    if not auxiliaries and token.dep_ == "conj" and token.head.i < verb:
        auxiliaries = [i for i in range(max(0, token.head.i - 6), token.head.i) if is_auxiliary(scene, i, token.head.i)]
    lemmas = [lemma_of(scene, i) for i in auxiliaries]
    if "avoir" in lemmas:
        return any(scene.lower[i] == "été" for i in auxiliaries)
    if "être" in lemmas:
        return not is_reflexive(scene, verb)
    if any(tense in ("present", "past") for _, tense in readings) and _stands_between(scene, verb):
        return False
    is_finite_form = any(tense in ("present", "past") for _, tense in readings)
    heads_clause = token.dep_ in ("ROOT", "ccomp", "acl:relcl")
    return not (is_finite_form and heads_clause and left_subject(scene, verb) is not None)


def _is_passive_wording(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether an expression of 'être' holds a participle ('être poursuivi pour')."""
    return (
        trigger.category == "phrase"
        and trigger.lemma in word_set("being")
        and any("Part" in scene.doc[i].morph.get("VerbForm") for i in range(trigger.start + 1, trigger.end))
    )


def _may_suffer(scene: Scene, trigger: Trigger, subject: Nominal) -> bool:
    """Tell whether the frame of a trigger knows a group of this kind as its object."""
    table = load_lexicon().frames[trigger.entry.frame].get("object") or {}
    return not scene.kinds_of(subject).isdisjoint(table) or (subject.kind == "pronoun" and "person" in table)


def _stands_between(scene: Scene, verb: int) -> bool:
    """Tell whether a form like 'rejoint' stands right between two groups, as a finite verb does."""
    has_left = any(n.end == verb and n.kind != "pronoun" for n in scene.nominals)
    has_right = any(n.start in (verb + 1, verb + 2) and not n.place for n in scene.nominals)
    return has_left and has_right
