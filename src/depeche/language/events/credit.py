"""Who is credited where a group stands with a word of credit: the one named, the house behind a role, unnamed sources.

Here: from a group to the party. Not here: which words credit whom (attribution, hearsay).
"""

from __future__ import annotations

from typing import NamedTuple

from depeche.language.events.arguments.employers import acts_for, inside
from depeche.language.events.arguments.heard import role_means
from depeche.language.events.arguments.organizations import last_outlet, subject_organization, taken_up
from depeche.language.events.arguments.referents import Referent, resolve
from depeche.language.events.factuality.wordlists import cue_lists
from depeche.language.events.grammar import borders, word_set
from depeche.language.events.kinds import kinds
from depeche.language.events.scene import Nominal, Scene
from depeche.language.quotes.cast import Hearing
from depeche.model import Mention, Span

_SOURCE_POS = frozenset(("ADJ", "ADP", "DET", "NOUN", "PROPN"))
_LONGEST = 9  # tokens of an unnamed source with its complements
_OPENING = 3  # tokens of 'l'un de'
_STILL = 2  # sentences in which 'insiste-t-il' takes up the last speaker


class Attribution(NamedTuple):
    """The credited party and the word that credits it."""

    source_id: str | None
    surface: str | None
    source: Span | None
    cue: Span | None


def credit(scene: Scene, nominal: Nominal, cue_start: int, cue_end: int) -> Attribution | None:
    """Return the credit that the tokens of a cue give to a group; None where the group can be no source."""
    cue = Span(scene.start(cue_start), scene.end(cue_end - 1))
    nominal = _house_of(scene, _first_of_pair(scene, nominal))
    outlet = _outlet(scene, nominal)
    if outlet is not None:
        return Attribution(outlet.entity_id, outlet.surface, Span(outlet.start, outlet.end), cue)
    if _is_one_of(scene, nominal) or _is_anonymous(scene, nominal):
        start, end = scene.start(nominal.start), scene.end(_last_of(scene, nominal) - 1)
        return Attribution(None, scene.reading.text[start:end], Span(start, end), cue)
    still = _still_speaking(scene, nominal) or _subject_of_sentence(scene, nominal)
    if still is not None:
        return still._replace(cue=cue)
    acting = inside(scene, nominal) if nominal.kind != "person" else acts_for(scene, nominal)
    referent = acting or _speaking(scene, nominal)
    if referent.entity_id is None and nominal.noun in cue_lists()["own_documents"]:
        owner = taken_up(scene, scene.start(nominal.start))
        if owner is not None:
            return Attribution(owner, referent.surface, Span(referent.start, referent.end), cue)
    if referent.entity_id is None and referent.kind in ("thing", "money", "post", "product", "pronoun", "measure"):
        return None
    return Attribution(referent.entity_id, referent.surface, Span(referent.start, referent.end), cue)


def spokesman_of(scene: Scene, span: Span) -> str | None:
    """Return the house of 'un porte-parole' without complement: the one that the sentence before speaks of."""
    group = next((n for n in scene.nominals if scene.start(n.start) <= span.start < scene.end(n.end - 1)), None)
    if group is None or group.noun not in word_set("spokesmen") or inside(scene, group) is not None:
        return None
    has_complement = any(0 <= n.start - group.end <= 1 and n.place == "of" for n in scene.nominals)
    return None if has_complement else subject_organization(scene, scene.start(group.start))


def singular(noun: str) -> str:
    """Return a noun without the -s of the plural."""
    return noun.removesuffix("s")


def _is_one_of(scene: Scene, nominal: Nominal) -> bool:
    """Tell whether a group opens with 'l'un de': one of those whom it names, and nobody knows which."""
    first = scene.lower[nominal.start : nominal.start + _OPENING]
    return (
        len(first) == _OPENING
        and first[0] == "l'"
        and first[1] in word_set("indefinite")
        and first[2] in word_set("DE")
    )


def _is_anonymous(scene: Scene, nominal: Nominal) -> bool:
    """Tell whether a group names nobody: 'des sources', 'plusieurs participants', 'une étude'."""
    listed = cue_lists()["anonymous"]
    if nominal.noun in listed or singular(nominal.noun) in listed:
        return True
    if nominal.kind != "thing" or nominal.mention is not None or nominal.noun in cue_lists()["own_documents"]:
        return False
    if singular(nominal.noun) in cue_lists()["no_source"]:
        return False
    before = range(min(nominal.start, nominal.head), nominal.head)
    return any(scene.lower[i] in word_set("some") or scene.doc[i].pos_ == "NUM" for i in before)


def _still_speaking(scene: Scene, nominal: Nominal) -> Attribution | None:
    """Return the speaker of the sentences before whom 'insiste-t-il' takes up."""
    word = scene.lower[nominal.head]
    if not word.startswith("-") or word.strip("-t") not in word_set("inverted_persons"):
        return None
    last = last_speaker(scene)
    return last if last is not None and last.source_id is not None and _agrees(scene, last.source_id, word) else None


def last_speaker(scene: Scene) -> Attribution | None:
    """Return the speaker of the last quotation of the sentences before, where it is known who that is."""
    index = scene.sentence.sentence_index
    first = scene.reading.sentences[max(0, index - _STILL)].start
    spoken = [q for q in scene.reading.quotes if first <= q.start and q.end <= scene.sentence.start]
    last = spoken[-1] if spoken else None
    if last is None or last.speaker_id is None:
        return None
    return Attribution(last.speaker_id, last.speaker_surface, last.speaker, None)


def _subject_of_sentence(scene: Scene, nominal: Nominal) -> Attribution | None:
    """Return the subject that '…, a-t-elle annoncé' says it of itself, where it is 'ce dernier'."""
    if not scene.lower[nominal.head].startswith("-"):
        return None
    first = next((n for n in scene.nominals if n.end <= nominal.start and not n.place), None)
    if first is None or scene.lower[first.head] not in word_set("latter"):
        return None
    referent = resolve(scene, first)
    if referent.entity_id is None or not _agrees(scene, referent.entity_id, scene.lower[nominal.head]):
        return None
    return Attribution(referent.entity_id, referent.surface, Span(referent.start, referent.end), None)


def _agrees(scene: Scene, entity_id: str, pronoun: str) -> bool:
    """Tell whether a speaker may be meant by 'il' or 'elle'."""
    figure = scene.reading.figures.get(entity_id) if isinstance(scene.reading, Hearing) else None
    if figure is None or not figure.is_person:
        return False
    wanted = "feminine" if pronoun.endswith("elle") else "masculine"
    return figure.gender == wanted


def _house_of(scene: Scene, nominal: Nominal) -> Nominal:
    """Return the house at the head of 'Au cabinet de la ministre, on assure', else the group itself."""
    if scene.lower[nominal.head] != "on":
        return nominal
    opening = next((n for n in scene.nominals if n.start <= 2 and n.place in ("at", "to")), None)
    return opening if opening is not None and opening.kind in ("org", "body") else nominal


def _speaking(scene: Scene, nominal: Nominal) -> Referent:
    """Return who speaks: 'son avocat' is the lawyer, whom he speaks for is not."""
    if nominal.noun not in kinds()["speaks_for"]:
        return resolve(scene, nominal)
    start, end = scene.start(min(nominal.start, nominal.head)), scene.end(nominal.end - 1)
    beside = next((n for n in scene.names if n.kind == "person" and 0 <= n.start - nominal.end <= 2), None)
    if beside is not None:
        return resolve(scene, beside)
    return Referent("person", role_means(scene, nominal), scene.reading.text[start:end], start, end)


def _first_of_pair(scene: Scene, nominal: Nominal) -> Nominal:
    """Return the first of two names that are credited together."""
    if nominal.mention is None or scene.lower[nominal.start - 1] != "et":
        return nominal
    return next((name for name in scene.names if name.end == nominal.start - 1), nominal)


def _outlet(scene: Scene, nominal: Nominal) -> Mention | None:
    """Return the outlet that 'le site' or 'les informations du journal' takes up."""
    if nominal.mention is not None:
        return None
    stated = {singular(scene.lower[i]) for i in range(nominal.head, min(nominal.end + 3, len(scene.doc)))}
    if not stated & set(cue_lists()["outlets"]) or any(0 <= n.start - nominal.end <= 4 for n in scene.names):
        return None
    return last_outlet(scene.reading, scene.start(nominal.start))


def _last_of(scene: Scene, nominal: Nominal) -> int:
    """Return the end of an unnamed source with its complements ('des sources proches du dossier')."""
    end = nominal.end
    while end < len(scene.doc) and end - nominal.start < _LONGEST:
        token = scene.doc[end]
        if token.pos_ not in _SOURCE_POS or scene.lower[end] in borders("unnamed_sources"):
            break
        end += 1
    while end > nominal.end and scene.doc[end - 1].pos_ in ("ADP", "DET"):
        end -= 1
    return end
