"""What stands around a nominal trigger: its complements, its possessor, the subject of the verb that performs it."""

from __future__ import annotations

from depeche.language.events.arguments.places import WINDOW, Places, is_nested
from depeche.language.events.arguments.subjects import CLAUSE_END, find_subject
from depeche.language.events.arguments.voice import depends, is_verb
from depeche.language.events.factuality.moods import lemma_of
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Nominal, Scene
from depeche.language.events.triggers import Trigger


def around_noun(scene: Scene, trigger: Trigger) -> Places:
    places = Places()
    noun = trigger.end - 1 if trigger.category == "noun" and trigger.end - trigger.start == 1 else trigger.start
    for at in range(trigger.start - 1, max(-1, trigger.start - 4), -1):
        if scene.lower[at] in ("son", "sa", "ses", "leur", "leurs"):
            places.possessive = at
            break
        if scene.doc[at].pos_ not in ("ADJ", "ADV", "NUM"):
            break
    for nominal in scene.nominals:
        if nominal.start < trigger.end or not nominal.place:
            continue
        if any(
            (is_verb(scene, i) and scene.doc[i].dep_ not in ("acl", "amod"))
            or scene.lower[i] in CLAUSE_END
            or scene.lower[i] in (",", "que", "qui", "et")
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
    verb = scene.doc[noun].head.i
    if scene.doc[noun].dep_ == "nsubj:pass" and lemma_of(scene, verb) in word_set("light_verbs"):
        for nominal in scene.nominals:
            if nominal.place == "by" and nominal.start > verb and depends(scene, nominal.head, verb):
                places.add("light", nominal)
    if places.possessive is not None:
        places.found.pop("of", None)
    is_object = scene.doc[noun].dep_ in ("obj", "obl:arg", "xcomp") and is_verb(scene, verb)
    if is_object and lemma_of(scene, verb) in word_set("light_verbs"):
        subject = find_subject(scene, verb)
        if subject is not None:
            places.add("light", subject)
    return places


def _adjoins(scene: Scene, nominal: Nominal, trigger: Trigger, noun: int) -> bool:
    """Tell whether a 'de' group completes the noun itself: it hangs on it, or only adjectives stand between."""
    if scene.doc[nominal.head].head.i == noun:
        return not any(word in (",", "et") for word in scene.lower[trigger.end : nominal.start])
    between = range(trigger.end, nominal.start)
    if all(scene.doc[i].pos_ in ("ADJ", "ADV", "ADP", "DET", "VERB") for i in between):
        return True
    inner = [n for n in scene.nominals if trigger.end <= n.start and n.end <= nominal.start]
    if inner and all(n.kind == "money" for n in inner):
        return True
    post = [n for n in scene.nominals if trigger.end <= n.start and n.end <= nominal.start]
    return bool(post) and post[-1].kind == "post" and nominal.start - post[-1].end <= 2
