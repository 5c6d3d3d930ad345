"""Find the words of a sentence that may evoke an event, and keep those whose neighbours fit the entry.

Here: form, part of speech, expressions, words that must or must not stand near. Conditions on subject and object need
the arguments and are tested there. A word beside a trigger that gives it another sense rules it out; where a word that
should stand near is missing, the trigger stays in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from depeche.language.events.grammar import looks_infinitive, word_set, wordings
from depeche.language.events.lexicon import Category, Condition, Entry, Phrase, Slot, load_lexicon
from depeche.language.events.scene import Scene

_NEAR = 8
_AFTER, _BEFORE = 4, 3
_FIRST_GAP, _LATER_GAP = 3, 1
_OPEN_TYPES = frozenset(
    ("CONTACT.REQUEST", "CONFLICT.THREATEN", "GOVERNANCE.DECIDE_VOTE", "RELATION.REJECT", "CONTACT.STATEMENT")
)
_LIGHT_POS = frozenset(("ADV", "PRON", "AUX", "VERB"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_BREAKS = frozenset((",", ";", ":", "«", "»", "(", ")", "."))


class Trigger(NamedTuple):
    """Words that evoke an event: the token that carries it, and the token span (end exclusive)."""

    head: int
    start: int
    end: int
    entry: Entry
    category: Category
    lemma: str
    is_participle: bool
    has_negation: bool = False  # a negation word belongs to the expression ('n'avoir plus confiance')
    lacks: frozenset[Condition] = frozenset()  # the conditions of its entry that do not hold


def find_triggers(scene: Scene, has_sense: Callable[[Trigger], bool]) -> tuple[Trigger, ...]:
    """Return the candidates of a sentence: expressions, and words outside them; several entries may share a word.

    An expression that lacks what its sense needs hides neither a shorter one nor its words.
    """
    expressions = list(_phrases(scene))
    sure = [phrase for phrase in expressions if not phrase.lacks and has_sense(phrase)]
    phrases = _longest(sure)
    taken = {index for phrase in phrases for index in _covered(phrase)}
    found = list(phrases)
    found += [phrase for phrase in expressions if phrase not in sure and taken.isdisjoint(_covered(phrase))]
    found += [trigger for trigger in _verbs(scene) if trigger.head not in taken]
    found += [trigger for trigger in _nouns(scene) if trigger.head not in taken]
    return tuple(sorted(found, key=lambda trigger: (trigger.start, -trigger.end, trigger.entry.id)))


def _covered(phrase: Trigger) -> range:
    """Return the words that an expression uses up; what is asked or threatened evokes an event of its own."""
    opens = phrase.entry.type in _OPEN_TYPES
    return range(phrase.start, phrase.start + 1 if opens else phrase.end)


def _phrases(scene: Scene) -> Iterator[Trigger]:
    lexicon = load_lexicon()
    present = frozenset(scene.lower)
    for index, word in enumerate(scene.lower):
        for phrase in lexicon.phrases.get(word, ()):
            if any(map(present.isdisjoint, phrase.needed)):
                continue  # of many hundred expressions nearly all lack a word
            if phrase.verb and not _may_be_verb(scene, index):
                continue
            end = _match(scene, phrase, index)
            if end is None or _has_other_sense(scene, phrase.entry, index, end):
                continue
            category: Category = "phrase" if phrase.verb else "noun"
            negation = any(slot.words & word_set("negation_adverbs") for slot in phrase.slots)
            participle = _is_participle(scene, index)
            lacks = _lacking(scene, phrase.entry, index, end)
            yield Trigger(index, index, end, phrase.entry, category, phrase.verb, participle, negation, lacks)


def _match(scene: Scene, phrase: Phrase, index: int) -> int | None:
    """Return the end of the expression that starts at a token; None where it does not stand there."""
    at = index + 1
    for number, slot in enumerate(phrase.slots):
        gap = (_FIRST_GAP if phrase.verb else 0) if at == index + 1 else _LATER_GAP
        place = _fill(scene, slot, at, gap)
        if slot.is_optional and (place is None or _comes_first(scene, phrase.slots[number + 1 :], at, place)):
            continue  # 'mettre fin au mandat de X': the article that may be missing is not the one of X
        if place is None:
            return None
        at = place + 1
    return at


def _comes_first(scene: Scene, later: tuple[Slot, ...], at: int, place: int) -> bool:
    """Tell whether the next word that an expression must have stands before the one that would fill a free place."""
    wanted = next((slot for slot in later if not slot.is_optional), None)
    following = _fill(scene, wanted, at, place - at) if wanted is not None else None
    return following is not None and following < place


def _fill(scene: Scene, slot: Slot, at: int, gap: int) -> int | None:
    """Return the token that fills a place; a noun may only come before a preposition ('mettre Paul à la porte')."""
    dated = scene.dated
    room = sum(1 for i in dated if at <= i <= at + gap + 2) if gap and dated else 0
    for place in range(at, min(at + gap + room + 1, len(scene.lower))):
        word = scene.lower[place]
        if place in dated:
            continue  # 'a mis fin lundi soir au contrat'
        if word in slot.words or (slot.is_number and (scene.doc[place].pos_ == "NUM" or word[:1].isdigit())):
            return place
        if (
            (word == "par" and "de" in slot.words)
            or word in _BREAKS
            or (
                gap > 1
                and scene.doc[place].pos_ not in _LIGHT_POS
                and not (slot.words and slot.words <= word_set("openers"))
            )
        ):
            return None
    return None


def _longest(triggers: list[Trigger]) -> list[Trigger]:
    """Drop expressions that lie within or overlap a longer one."""
    kept: list[Trigger] = []
    for trigger in sorted(triggers, key=lambda t: (t.start - t.end, t.start, t.entry.id)):
        if all(_apart(trigger, other) for other in kept) or any(
            (trigger.start, trigger.end) == (other.start, other.end) and trigger.entry.id != other.entry.id
            for other in kept
        ):
            kept.append(trigger)
    return kept


def _apart(one: Trigger, other: Trigger) -> bool:
    """Tell whether two expressions use up different words ('menace de quitter', 'quitter la coalition')."""
    mine, others = _covered(one), _covered(other)
    return mine.stop <= others.start or mine.start >= others.stop


def _verbs(scene: Scene) -> Iterator[Trigger]:
    lexicon = load_lexicon()
    for index, word in enumerate(scene.lower):
        readings = lexicon.verbs.get(word, ())
        if not readings or word in word_set("forms_of_auxiliaries") or not _may_be_verb(scene, index):
            continue
        seen: set[str] = set()
        for reading in readings:
            entry = reading.entry
            if entry.id in seen or (reading.is_reflexive and not is_reflexive(scene, index)):
                continue
            seen.add(entry.id)
            if not _has_other_sense(scene, entry, index, index + 1):
                is_participle = any(r.tense == "participle" for r in readings)
                lacks = _lacking(scene, entry, index, index + 1)
                yield Trigger(index, index, index + 1, entry, "verb", reading.lemma, is_participle, lacks=lacks)


def _nouns(scene: Scene) -> Iterator[Trigger]:
    lexicon = load_lexicon()
    for index, word in enumerate(scene.lower):
        for entry in lexicon.nouns.get(word, ()):
            if _may_be_noun(scene, index) and not _has_other_sense(scene, entry, index, index + 1):
                lacks = _lacking(scene, entry, index, index + 1)
                yield Trigger(index, index, index + 1, entry, "noun", word, False, lacks=lacks)


def is_reflexive(scene: Scene, index: int) -> bool:
    """Tell whether a reflexive pronoun stands before a verb, its auxiliary and adverbs aside."""
    for place in range(index - 1, max(-1, index - 6), -1):
        if scene.lower[place] in word_set("se"):
            return scene.word(place + 1).lstrip("-") not in word_set("subject_pronouns")  # 's'il est élu'
        if scene.lower[place] in word_set("adverbial_pronouns"):
            continue
        if scene.doc[place].pos_ not in ("AUX", "ADV", "PRON", "VERB") or scene.lower[place] in _BREAKS:
            return False
    return False


def _may_be_verb(scene: Scene, index: int) -> bool:
    token = scene.doc[index]
    if (
        index
        and scene.lower[index - 1] in word_set("before_infinitives_only")
        and scene.doc[index - 1].pos_ != "PRON"
        and not (scene.lower[index - 1] == "en" and scene.lower[max(0, index - 2)] in word_set("se"))
        and not _follows_preposition(scene.lower[index])
    ):
        return False
    if _is_part_of_name(scene, index):
        return False
    if token.pos_ in ("VERB", "AUX", "ADJ"):
        return True
    if scene.lower[index] == "entre":
        return scene.word(index + 1) in word_set("after_entre")
    if token.pos_ not in ("NOUN", "PROPN", "X", "ADV") or (token.text[:1].isupper() and index > 0):
        return False
    before = scene.word(index - 1)
    if index and scene.doc[index - 1].pos_ == "ADP" and not looks_infinitive(scene.lower[index]):
        return False
    if before in word_set("before_nouns"):
        return looks_infinitive(scene.lower[index]) and before in word_set("de")
    if before in word_set("definite"):
        return (
            token.dep_ in ("ROOT", "advcl", "ccomp", "acl", "acl:relcl", "xcomp")
            and scene.lower[index] not in load_lexicon().nouns
        )
    return scene.lower[index] not in load_lexicon().nouns


def _is_part_of_name(scene: Scene, index: int) -> bool:
    """Tell whether a capital in the midst of a sentence makes a word a name ('les Indignés ont répondu')."""
    word, before = scene.doc[index].text, scene.doc[index - 1].text if index else ""
    return word.istitle() and before[:1].islower() and scene.word(index - 1) in word_set("before_nouns")


def _follows_preposition(word: str) -> bool:
    """Tell whether a verb form can stand after a preposition: infinitives, gerunds and participles can."""
    if looks_infinitive(word) or word.endswith(("ant", *wordings("participle_endings"))):
        return True
    return any(r.tense in ("infinitive", "participle", "gerund") for r in load_lexicon().verbs.get(word, ()))


def _may_be_noun(scene: Scene, index: int) -> bool:
    token = scene.doc[index]
    if token.pos_ in ("NOUN", "PROPN"):
        return True
    return (
        scene.word(index - 1) in word_set("before_nouns") or scene.word(index - 1) in word_set("articles_or_pronouns")
    ) and token.pos_ in ("ADJ", "VERB", "X")


def _is_participle(scene: Scene, index: int) -> bool:
    return "Part" in scene.doc[index].morph.get("VerbForm")


def _lacking(scene: Scene, entry: Entry, start: int, end: int) -> frozenset[Condition]:
    """Return "near" where none of the words stands near that an entry asks for."""
    around = scene.lower[max(0, start - _NEAR) : end + _NEAR]
    return frozenset(("near",)) if entry.near and entry.near.isdisjoint(around) else frozenset()


def _has_other_sense(scene: Scene, entry: Entry, start: int, end: int) -> bool:
    """Tell whether a neighbour gives a word or an expression another sense than that of an entry."""
    if end < len(scene.doc) and (
        scene.lower[end] in entry.not_next or ("infinitive" in entry.not_next and _is_infinitive(scene, end))
    ):
        return True
    if scene.word(start - 1) in entry.not_before or (entry.to_infinitive and not _leads_to_infinitive(scene, end)):
        return True
    around = scene.lower[max(0, start - _BEFORE) : start] + scene.lower[end : end + _AFTER]
    return not entry.not_near.isdisjoint(around)


def _leads_to_infinitive(scene: Scene, end: int) -> bool:
    """Tell whether 'à' and an infinitive follow, pronouns and adverbs between them aside ('à y revenir')."""
    for index in range(end, min(end + 2 * _NEAR, len(scene.doc) - 1)):
        if scene.lower[index] != "à":
            continue
        after = index + 1
        while after + 1 < len(scene.doc) and scene.doc[after].pos_ in ("PRON", "ADV"):
            after += 1
        if _is_infinitive(scene, after) or looks_infinitive(scene.lower[after]):
            return True
    return False


def _is_infinitive(scene: Scene, index: int) -> bool:
    return "Inf" in scene.doc[index].morph.get("VerbForm")
