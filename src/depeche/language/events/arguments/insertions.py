"""Subjects that an insertion between commas parts from their verb: 'Orvel, qui a vendu Lambel à Paul Amiot, recrute'.

Here: groups before a relative clause or an apposition, gerunds apart. Not here: the other ways to a subject (subjects).
"""

from __future__ import annotations

from depeche.language.events.arguments.voice import is_nonfinite, is_verb
from depeche.language.events.grammar import borders, word_set
from depeche.language.events.scene import Nominal, Scene

_REACH = 40  # words that an insertion may have
_CLITIC_POS = frozenset(("AUX", "ADV", "PRON"))


def beyond_insertion(scene: Scene, verb: int, inside: Nominal | None = None) -> Nominal | None:
    """Return the group before ', qui …,' or ', détenteur de …,' that stands right before a verb.

    With `inside`, what the parse takes for the subject: None unless it stands within the insertion.
    """
    span = insertion_before(scene, verb)
    if span is None or (inside is not None and not span.start < inside.start < inside.end <= span.stop):
        return None
    return _head_of(scene, span.start)


def insertion_before(scene: Scene, verb: int) -> range | None:
    """Return the commas (the second excluded) of the insertion right before a finite verb."""
    close = None if is_nonfinite(scene, verb) else _comma_before(scene, verb)
    if close is None:
        return None
    for at in range(close - 1, max(0, close - _REACH), -1):
        if scene.lower[at] in borders("back_over_insertions"):
            return None
        if scene.lower[at] == "," and _opens_insertion(scene, at + 1, close):
            return range(at, close)
    return None


def is_gerund_apart(scene: Scene, verb: int) -> bool:
    """Tell whether a present participle follows a comma: it is said of the subject of its clause."""
    if not scene.lower[verb].endswith("ant") or "Part" not in scene.doc[verb].morph.get("VerbForm"):
        return False
    at = _before_clitics(scene, verb)
    while at > 0 and scene.lower[at] in word_set("before_gerunds"):
        at -= 1
    return at > 0 and scene.lower[at] == ","


def _before_clitics(scene: Scene, verb: int) -> int:
    at = verb - 1
    while at > 0 and scene.doc[at].pos_ in _CLITIC_POS and scene.lower[at] not in word_set("subject_pronouns"):
        at -= 1
    return at


def _comma_before(scene: Scene, verb: int) -> int | None:
    """Return the comma before a verb and its auxiliaries, or None."""
    at = _before_clitics(scene, verb)
    return at if at > 0 and scene.lower[at] == "," else None


def _opens_insertion(scene: Scene, start: int, close: int) -> bool:
    """Tell whether a relative clause with a verb, or an apposition without one of its own, starts at a token."""
    has_verb = any(is_verb(scene, i) and not is_nonfinite(scene, i) for i in range(start, close))
    if scene.lower[start] in word_set("relatives"):
        return has_verb
    return not has_verb and "Part" in scene.doc[start].morph.get("VerbForm")


def _head_of(scene: Scene, comma: int) -> Nominal | None:
    """Return the group that ends at a comma; of 'la directrice de l'usine' the directress."""
    group = next((n for n in scene.nominals if n.end == comma), None)
    while group is not None and group.place == "of":
        start = group.start
        outer = next((n for n in reversed(scene.nominals) if n.end <= start and start - n.end <= 2), None)
        if outer is None or outer.kind not in ("person", "people", "body", "org"):
            break
        group = outer
    return None if group is None or group.place not in ("", "of") else group
