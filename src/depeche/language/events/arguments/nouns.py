"""What stands around a nominal trigger: its complements, its possessor, the subject of the verb that performs it."""

from __future__ import annotations

from depeche.language.events.arguments.places import WINDOW, Places, is_nested
from depeche.language.events.arguments.subjects import CLAUSE_END, find_subject
from depeche.language.events.arguments.voice import depends, is_verb
from depeche.language.events.factuality.moods import lemma_of
from depeche.language.events.factuality.wordlists import governor_nouns
from depeche.language.events.grammar import borders, word_set
from depeche.language.events.scene import Nominal, Scene
from depeche.language.events.triggers import Trigger


def around_noun(scene: Scene, trigger: Trigger) -> Places:
    """Return what stands around a nominal trigger; 'light' is who does it by another verb."""
    places = Places()
    noun = trigger.end - 1 if trigger.category == "noun" and trigger.end - trigger.start == 1 else trigger.start
    places.possessive = _possessive(scene, trigger)
    _add_complements(scene, trigger, noun, places)
    verb = scene.doc[noun].head.i
    if scene.doc[noun].dep_ == "nsubj:pass" and lemma_of(scene, verb) in word_set("light_verbs"):
        for nominal in scene.nominals:
            if nominal.place == "by" and nominal.start > verb and depends(scene, nominal.head, verb):
                places.add("light", nominal)
    if places.possessive is not None:
        places.found.pop("of", None)
    whose = _whose(scene, trigger)
    if whose is not None:
        places.add("light" if trigger.entry.frame in word_set("frames_of_own_acts") else "of", whose)
    _add_performer(scene, trigger, noun, places)
    if trigger.entry.frame == "protest":
        _add_callers(scene, trigger, noun, places)
    return places


def _possessive(scene: Scene, trigger: Trigger) -> int | None:
    """Return the 'son', 'sa', 'leur' before a noun and its adjectives."""
    for at in range(trigger.start - 1, max(-1, trigger.start - 4), -1):
        if scene.lower[at] in word_set("possessives"):
            return at
        if scene.doc[at].pos_ not in ("ADJ", "ADV", "NUM"):
            break
    return None


def _whose(scene: Scene, trigger: Trigger) -> Nominal | None:
    """Return whom the 'dont' before a noun and its article takes up ('Paul Amiot, dont le procès s'ouvre')."""
    at = trigger.start - 1
    if scene.word(at) in word_set("definite"):
        at -= 1
    if scene.word(at) not in word_set("of_whom"):
        return None
    end = at - 1 if scene.word(at - 1) == "," else at
    return next((n for n in scene.nominals if n.end == end), None)


def _add_complements(scene: Scene, trigger: Trigger, noun: int, places: Places) -> None:
    """Add the groups with a preposition after a noun, up to the end of its clause."""
    for nominal in scene.nominals:
        if nominal.start < trigger.end or not nominal.place:
            continue
        if any(
            (is_verb(scene, i) and scene.doc[i].dep_ not in ("acl", "amod"))
            or scene.lower[i] in CLAUSE_END
            or scene.lower[i] in borders("noun_complements")
            for i in range(trigger.end, nominal.start)
        ) and not depends(scene, nominal.head, noun):
            break
        if nominal.start - trigger.end > WINDOW:
            break
        if is_nested(scene, nominal, trigger):
            continue
        if nominal.place == "of" and not _adjoins(scene, nominal, trigger, noun):
            continue
        places.add(nominal.place, nominal)


def _add_performer(scene: Scene, trigger: Trigger, noun: int, places: Places) -> None:
    """Add the subject of the verb that performs a noun ('brandit la menace de N') or undergoes it ('encourt N')."""
    verb = noun
    for _ in range(3):
        token, verb = scene.doc[verb], scene.doc[verb].head.i
        if is_verb(scene, verb):
            place = _part_of_subject(scene, trigger, token.i, verb)
            subject = find_subject(scene, verb) if place is not None else None
            if place is not None and subject is not None:
                places.add(place, subject)
            return
        effect = governor_nouns().get(scene.lower[verb])
        leads = effect is not None and effect.realis in ("PLANNED", "ATTEMPTED", "THREATENED")
        if verb == token.i or not (leads or scene.lower[verb] in word_set("undergoing_nouns")):
            return


def _part_of_subject(scene: Scene, trigger: Trigger, noun: int, verb: int) -> str | None:
    """Return the part that the subject of a verb has in the noun that depends on it: 'light', 'of', or None."""
    dep, lemma = scene.doc[noun].dep_, lemma_of(scene, verb)
    is_symmetric = trigger.entry.frame in word_set("symmetric_frames")
    if is_symmetric and dep in ("obj", "obl:arg", "xcomp") and lemma in word_set("asking_for"):
        return "light"
    if scene.lower[noun] in word_set("undergoing_nouns"):
        return "of" if lemma in word_set("doing") else None
    if dep in ("obj", "obl:arg", "xcomp", "iobj", "obl:mod") and lemma in word_set("undergoing_verbs"):
        return "light" if is_symmetric else "of"
    if dep in ("obj", "obl:arg", "xcomp") and lemma in word_set("light_verbs"):
        return "light"
    is_state = trigger.entry.frame == "punish" and scene.word(trigger.start - 1) in word_set("before_states")
    return "of" if is_state and dep.startswith("obl") and lemma in word_set("staying_verbs") else None


def _add_callers(scene: Scene, trigger: Trigger, noun: int, places: Places) -> None:
    """Add who calls people out: 'la CGT appelle à la grève', 'une grève à l'appel de la CGT'."""
    verb = scene.doc[noun].head.i
    if is_verb(scene, verb) and lemma_of(scene, verb) in word_set("calling_out"):
        caller = find_subject(scene, verb)
        if caller is not None:
            places.add("light", caller)
    for at in range(trigger.end, min(trigger.end + WINDOW, len(scene.doc))):
        if scene.lower[at] in word_set("callings") and scene.lower[at - 1] == "l'":
            caller = next((n for n in scene.nominals if at < n.start <= at + 3 and n.place == "of"), None)
            if caller is not None:
                places.add("light", caller)


def _adjoins(scene: Scene, nominal: Nominal, trigger: Trigger, noun: int) -> bool:
    """Tell whether a 'de' group completes the noun itself: it hangs on it, or only adjectives stand between."""
    if scene.doc[nominal.head].head.i == noun:
        return not any(word in word_set("list_links") for word in scene.lower[trigger.end : nominal.start])
    between = range(trigger.end, nominal.start)
    if all(scene.doc[i].pos_ in ("ADJ", "ADV", "ADP", "DET", "VERB") for i in between):
        return True
    inner = [n for n in scene.nominals if trigger.end <= n.start and n.end <= nominal.start]
    if not inner or all(n.kind == "money" for n in inner):
        return bool(inner)
    return inner[-1].kind == "post" and nominal.start - inner[-1].end <= 2
