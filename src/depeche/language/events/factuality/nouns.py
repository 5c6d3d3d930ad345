"""What stands before a noun that evokes an event, and the verb of its clause.

Here: article, preposition and clause, as words. Not here: what they make of the event (nominal).
"""

from __future__ import annotations

from depeche.language.events.factuality.moods import group_of, lemma_of
from depeche.language.events.factuality.wordlists import cue_lists, known_forms
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene

MARKS = frozenset(("«", "“", '"', "‹"))


def article_before(scene: Scene, start: int) -> tuple[int, str]:
    """Return (where to look for the preposition, article) before a noun and its adjectives."""
    at = start - 1
    steps = 0
    while (
        at >= 0
        and steps < 3
        and (
            (scene.doc[at].pos_ in ("ADJ", "NUM", "ADV") and scene.lower[at] not in word_set("simple_prepositions"))
            or scene.lower[at] in MARKS
        )
    ):
        at -= 1
        steps += 1
    if at < 0:
        return at, ""
    word = scene.lower[at]
    if word in word_set("contracted") and scene.doc[at].pos_ != "DET":
        return at, "le"
    if scene.doc[at].pos_ == "DET" or word in word_set("definite_articles") or word in word_set("indefinite"):
        return at - 1, word
    return at, ""


def preposition_before(scene: Scene, at: int) -> tuple[str, int]:
    """Return the preposition that ends at a token, of one or several words, and where it starts."""
    if at < 0:
        return "", at
    lists = cue_lists()["prepositions"]
    for texts in lists.values():
        for text in texts:
            words = tuple(text.replace("'", "' ").split())
            window = scene.lower[max(0, at - len(words) + 1) : at + 1]
            plain = tuple("de" if word in word_set("DE") else "à" if word in word_set("A") else word for word in window)
            if len(words) > 1 and plain == words:
                return text, at - len(words) + 1
    word = scene.lower[at]
    return (word, at) if word in word_set("simple_prepositions") else ("", at)


def clause_verb(scene: Scene, index: int) -> int | None:
    """Return the verb or predicate of the clause that holds a noun."""
    token = scene.doc[index]
    for _ in range(6):
        if token.head.i == token.i:
            return int(token.i) if token.pos_ in ("VERB", "AUX") else None
        token = token.head
        if token.pos_ in ("VERB", "AUX") or scene.has_copula(token.i):
            return int(token.i)
    return None


def is_habitual(scene: Scene, index: int) -> bool:
    """Tell whether the clause of a noun is in the present, as far as its form can tell ('finit')."""
    verb = clause_verb(scene, index)
    if verb is None:
        return True
    group = group_of(scene, verb)
    may_be_present = any(tense == "present" for _, tense in known_forms().get(scene.lower[verb], ()))
    return group.tense == "present" or (group.finite == verb and may_be_present)


def ruling_tense(scene: Scene, index: int) -> str:
    """Return the tense of the clause that holds a noun, "" where it has no verb; that of the modal over an infinitive.

    'duty' is the present of a modal: 'doit attendre un accord avant la vente'.
    """
    verb = clause_verb(scene, index)
    tense = group_of(scene, verb).tense if verb is not None else ""
    if verb is None:
        verb = next((t.i for t in scene.doc[index + 1 :] if t.pos_ in ("VERB", "AUX")), None)
        return group_of(scene, verb).tense if verb is not None else ""
    if tense != "infinitive":
        return tense
    modal = scene.doc[verb].head.i
    if lemma_of(scene, modal) not in word_set("modals"):
        return tense
    ruling = group_of(scene, modal).tense
    return "duty" if ruling == "present" else ruling
