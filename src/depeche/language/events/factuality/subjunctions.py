"""Which subjunction or relative pronoun opens the clause of a verb, found by words where the parse lost it.

Here: the word. Not here: how the clause hangs on the next one out by it (governing).
"""

from __future__ import annotations

from depeche.language.events.factuality.moods import lemma_of
from depeche.language.events.factuality.wordlists import known_forms
from depeche.language.events.grammar import borders, word_set
from depeche.language.events.scene import Scene
from depeche.language.quotes.reporting import stance_of


def find_mark(scene: Scene, index: int) -> int | None:
    """Return the subjunction of a finite clause."""
    marks = [child.i for child in scene.doc[index].children if child.dep_ == "mark" and child.i < index]
    if marks:
        return _last_mark(scene, max(marks))
    for at in range(index - 1, max(-1, index - 14), -1):
        word = scene.lower[at]
        if scene.doc[at].pos_ == "SCONJ" or (word in word_set("que") and scene.doc[at].pos_ in ("SCONJ", "ADV", "X")):
            if not _crosses(scene, at, index):
                return at
            return None
        if word in word_set("subjunctions") and not _crosses(scene, at, index):
            return at
        if word in word_set("que") and _follows_report(scene, at) and not _crosses(scene, at, index):
            return at
        if (scene.doc[at].pos_ == "VERB" and word not in known_forms()) or word in borders("subjunctions_back"):
            return None
    return None


def _follows_report(scene: Scene, que: int) -> bool:
    """Tell whether a 'que' comes after a reporting verb and no more than an adverbial ('indique-t-on à Paris que')."""
    for at in range(que - 1, max(-1, que - 6), -1):
        if scene.doc[at].pos_ in ("VERB", "AUX"):
            return stance_of(lemma_of(scene, at)) is not None
        is_adverbial = scene.doc[at].pos_ in ("ADP", "DET", "NOUN", "PROPN", "ADV")
        if not is_adverbial or scene.lower[at] in word_set("comparatives"):
            return False
    return False


def _last_mark(scene: Scene, at: int) -> int:
    """Return the last word of a subjunction of several words ('avant que')."""
    while at + 1 < len(scene.doc) and scene.lower[at + 1] in word_set("que_ou"):
        at += 1
    return at


def _crosses(scene: Scene, at: int, index: int) -> bool:
    """Tell whether another finite verb or a clause border stands between a subjunction and a verb."""
    return any(
        (scene.doc[i].pos_ == "VERB" and scene.doc[i].dep_ not in ("amod", "acl", "acl:relcl"))
        or scene.lower[i] in borders("subjunctions_forth")
        or (scene.lower[i] == "," and scene.doc[i - 1].pos_ == "VERB")
        for i in range(at + 1, index)
    )


def relative_between(scene: Scene, mark: int, index: int) -> bool:
    """Tell whether a relative pronoun stands directly before a verb, after the subjunction of another clause."""
    for at in range(index - 1, mark, -1):
        if scene.lower[at] in word_set("qui_dont"):
            return True
        if scene.doc[at].pos_ == "VERB":
            return False
    return False


def has_relative(scene: Scene, index: int) -> bool:
    """Tell whether a relative pronoun opens the clause of a verb, a few words before it at most."""
    for at in range(index - 1, max(-1, index - 7), -1):
        if scene.lower[at] in word_set("relative_openers"):
            return scene.lower[max(0, at - 1)] != "selon"
        if scene.doc[at].pos_ == "VERB" or scene.lower[at] in (",", ";", "«", "»"):
            return False
    return False
