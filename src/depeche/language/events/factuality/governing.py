"""Find what governs a verb: the link (condition, relative, content, purpose …) and the governor itself.

Infinitives are linked by the words before them, which is surer than the parse; finite clauses by their subjunction.
"""

from __future__ import annotations

from typing import NamedTuple

from depeche.language.events.factuality.conditions import is_asking, is_condition
from depeche.language.events.factuality.governors import governor_effect
from depeche.language.events.factuality.moods import before_insertion, heads_clause, lemma_of
from depeche.language.events.factuality.subjunctions import find_mark, has_relative, relative_between
from depeche.language.events.factuality.wordlists import known_forms
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene
from depeche.language.quotes.reporting import stance_of


class Link(NamedTuple):
    """How a clause hangs on the next one out."""

    kind: str  # root, content, infinitive, condition, true, relative, before, purpose, without, question, shared
    governor: int | None
    cue: int | None
    shares_tense: bool


def find_link(scene: Scene, index: int) -> Link:
    """Return how the clause of a verb hangs on the rest of the sentence."""
    if _is_infinitive(scene, index):
        return _infinitive_link(scene, index)
    mark = find_mark(scene, index)
    token = scene.doc[index]
    if mark is not None and not relative_between(scene, mark, index):
        return _marked_link(scene, index, mark)
    if token.dep_ in ("acl:relcl",) or has_relative(scene, index):
        return Link("relative", None, None, False)
    if token.dep_ in ("acl", "amod") and token.head.i != index:
        return Link("relative", None, None, False)
    if token.dep_ == "conj" and token.head.i != index:
        head = token.head.i
        if _is_past_quotation(scene, head, index):
            return Link("root", None, None, False)  # '« S'il perd, il partira », menace son agent'
        if _is_infinitive(scene, head) and any(child.dep_.startswith("nsubj") for child in token.children):
            return Link("root", None, None, False)  # 'a tenté de l'enrôler, mais le joueur a refusé'
        shares = _is_bare_participle(scene, index)
        if not shares and _is_infinitive(scene, head):
            return Link("root", None, None, False)  # 'a dit vouloir partir et recevra son conseil'
        return (
            Link("shared", head, None, shares)
            if scene.doc[head].pos_ in ("VERB", "AUX", "NOUN", "ADJ")
            else Link("root", None, None, False)
        )
    if token.dep_ in ("ccomp", "xcomp", "csubj") and token.head.i < index and _is_speech(scene, token.head.i, index):
        return Link("content", token.head.i, None, False)
    if token.dep_ == "advcl" and scene.lower[index].endswith("ant") and token.head.i != index:
        return Link("shared", token.head.i, None, False)
    return Link("root", None, None, False)


def _is_past_quotation(scene: Scene, head: int, index: int) -> bool:
    """Tell whether a quotation that holds the first of two verbs ends before the second."""
    between = scene.lower[head:index]
    return "»" in between or "”" in between or between.count('"') % 2 == 1


def _is_speech(scene: Scene, governor: int, index: int) -> bool:
    """Tell whether a bare clause is the content of a verb before it; a comma or quotation mark between says no."""
    return not any(word in (",", "«", "»", ":", ";") for word in scene.lower[governor:index]) and scene.doc[
        governor
    ].pos_ in ("VERB", "AUX")


def _is_infinitive(scene: Scene, index: int) -> bool:
    tenses = {tense for _, tense in known_forms().get(scene.lower[index], ())}
    if tenses == {"infinitive"} or (not tenses and "Inf" in scene.doc[index].morph.get("VerbForm")):
        return True
    before = scene.lower[max(0, index - 3) : index]
    return (
        "participle" in tenses
        and not word_set("auxiliaries").isdisjoint(before)
        and word_set("auxiliaries_finite").isdisjoint(before)
    )


def _infinitive_link(scene: Scene, index: int) -> Link:
    at = index - 1
    while at >= 0 and (
        scene.lower[at] in word_set("before_infinitive")
        or (_is_adverb(scene, at) and scene.lower[at] not in word_set("purpose"))
    ):
        at -= 1
    if at < 0 or scene.lower[at] in (".", "!", "?"):
        return Link("root", None, None, False)
    word, before = scene.lower[at], scene.word(at - 1)
    is_de = word in word_set("de")
    if word in word_set("purpose") or (is_de and before in word_set("purpose_before_de")):
        between = scene.lower[at:index]
        if "avoir" in between or ("être" in between and "été" in between):
            return Link("true", None, at, False)  # 'pour avoir menti' gives a reason
        return Link("purpose", _verb_before(scene, at), at, False)
    if word == "sans":
        return Link("without", None, at, False)
    if word == "après" or before == "après":
        return Link("true", None, at, False)
    if is_de and before == "avant":
        return Link("before", _main_verb(scene, index), at - 1, False)
    if is_de and before == "moins":
        return Link("condition", None, at - 1, False)
    if word in word_set("infinitive_links") and scene.doc[index].dep_ == "conj" and scene.doc[index].head.i != index:
        return Link("shared", scene.doc[index].head.i, None, True)
    if word in word_set("before_governed_infinitive"):
        at = _before_preposition(scene, at)
    return Link("infinitive", _governor_near(scene, at, index), None, False)


def _is_adverb(scene: Scene, index: int) -> bool:
    """Tell whether a word is an adverb; 'dément avoir vendu': the tagger takes some verbs for one."""
    return scene.doc[index].pos_ == "ADV" and not heads_clause(scene, index)


def _before_preposition(scene: Scene, at: int) -> int:
    """Return where to look for what governs an infinitive, before its preposition and an insertion."""
    at -= 1
    while at >= 0 and (scene.lower[at] in word_set("before_infinitive") or _is_adverb(scene, at)):
        at -= 1
    if at > 1 and scene.lower[at] == ",":  # 'jure, faute de mieux, de partir'
        opening = next((i for i in range(at - 1, max(0, at - 7), -1) if scene.lower[i] == ","), 0)
        return opening - 1 if opening > 0 and scene.doc[opening - 1].pos_ == "VERB" else at
    return at


def _governor_near(scene: Scene, at: int, index: int) -> int | None:
    """Return the verb, noun or adjective that an infinitive completes, past the person who is asked to do it."""
    if at < 0:
        return None
    if scene.lower[at] == ",":
        at = over if (over := before_insertion(scene, at)) is not None else at
    if heads_clause(scene, at) or governor_effect(scene, at) is not None:
        return at
    for place in range(at, max(-1, at - 9), -1):
        if (scene.doc[place].pos_ in ("VERB", "AUX") and lemma_of(scene, place) not in word_set("auxiliaries")) or (
            governor_effect(scene, place) is not None and scene.doc[place].pos_ == "NOUN" and place >= at - 3
        ):
            return place
        if scene.lower[place] in (";", ":", "«", "»"):
            break
    head = scene.doc[index].head.i
    return head if head != index else None


def _verb_before(scene: Scene, at: int) -> int | None:
    return next((i for i in range(at - 1, max(-1, at - 10), -1) if scene.doc[i].pos_ in ("VERB", "AUX")), None)


def _main_verb(scene: Scene, index: int) -> int | None:
    head = scene.doc[index].head.i
    return head if head != index else None


def _is_bare_participle(scene: Scene, index: int) -> bool:
    tenses = {tense for _, tense in known_forms().get(scene.lower[index], ())}
    has_own = any(child.dep_.startswith(("aux", "nsubj")) for child in scene.doc[index].children)
    return not has_own and (
        bool(tenses & {"participle", "infinitive"}) or "Part" in scene.doc[index].morph.get("VerbForm")
    )


def _marked_link(scene: Scene, index: int, mark: int) -> Link:
    word = scene.lower[mark]
    before = scene.word(mark - 1)
    first = _first_content(scene, index, mark)
    if first is not None:
        return find_link(scene, first)
    governor = _content_governor(scene, index, mark)
    if word in word_set("si"):
        if is_condition(scene, mark):
            return Link("condition", None, mark, False)
        is_question = governor is not None and is_asking(scene, governor) and before != "même"
        return Link("question", governor, mark, False) if is_question else Link("true", None, mark, False)
    two = scene.word(mark - 2)
    is_que = word in word_set("que_ou")
    if is_que and (before == "avant" or two == "jusqu'" or (before == "ce" and two in word_set("before_ce_que"))):
        return Link("before", _main_verb(scene, index), mark, False)
    if is_que and (
        before in word_set("condition_before_que") or (word == "où" and before in word_set("condition_before_ou"))
    ):
        return Link("condition", None, mark, False)
    opening = before if is_que else word
    if opening in word_set("purpose"):
        return Link("purpose", _verb_before(scene, mark), mark, False)
    if opening == "sans":
        return Link("without", None, mark, False)
    if opening == "pourvu":
        return Link("condition", None, mark, False)
    if opening in word_set("factual_subjunctions") or word == "où":
        return Link("true", None, mark, False)
    if word in word_set("que") and governor is not None:
        if governor == mark - 1 and _agrees_before(scene, index):
            return Link("relative", None, None, False)
        if _takes_up_object(scene, index, mark, governor):
            return Link("relative", None, None, False)
    return Link("content", governor, mark, False)


def _first_content(scene: Scene, index: int, mark: int) -> int | None:
    """Return the verb of the content that 'et que' goes on with: 'assure qu'il ne vendra pas et qu'il embauchera'."""
    if scene.lower[mark] not in word_set("que") or scene.word(mark - 1) not in word_set("clause_conjunctions"):
        return None
    head = scene.doc[index].head.i
    if scene.doc[index].dep_ != "conj" or not head < mark:
        return None
    first = find_mark(scene, head)
    return int(head) if first is not None and scene.lower[first] in word_set("que") else None


def _takes_up_object(scene: Scene, index: int, mark: int, governor: int) -> bool:
    """Tell whether 'que' is the object of a verb that says yes or no to it: 'exige une prime, que la ville refuse'.

    No relative clause: 'affirme, à Lyon, que la ville refuse', 'l'accusation que la ville refuse de payer'.
    """
    is_addressed = lemma_of(scene, index) in word_set("addressing")
    if not (is_addressed or lemma_of(scene, index) in word_set("answering")) or scene.word(index - 1) in word_set(
        "object_clitics"
    ):
        return False
    is_apart = scene.word(mark - 1) == "," and (governor > mark or scene.word(governor + 1) != ",")
    is_denial = lemma_of(scene, index) in word_set("contradicting")  # 'l'hypothèse que le groupe accepte' is no object
    if not (is_apart or (is_denial and governor == mark - 1 and scene.doc[governor].pos_ == "NOUN")):
        return False
    rest = [child.dep_ for child in scene.doc[index].children if child.i > index]
    taken = ("obj", "ccomp") if is_addressed else ("obj", "ccomp", "xcomp")
    return not any(dep.startswith(taken) for dep in rest)


def _agrees_before(scene: Scene, index: int) -> bool:
    """Tell whether a participle agrees with the object before it: 'une piste que le parti a rejetée' is no content."""
    token = scene.doc[index]
    auxiliaries = [child for child in token.children if child.dep_ == "aux:tense"]
    if any(child.dep_ == "aux:pass" or scene.lower[child.i] in word_set("been") for child in token.children):
        return False  # 'affirme que l'offre a été rejetée'
    agrees = scene.lower[index].endswith(("ée", "ées", "és", "ie", "ies", "is", "ue", "ues", "us", "te", "tes"))
    return agrees and any(lemma_of(scene, child.i) == "avoir" for child in auxiliaries)


def _content_governor(scene: Scene, index: int, mark: int) -> int | None:
    """Return the verb or noun before 'que'; past a subject that was turned round ('comme l'affirme X')."""
    head = scene.doc[index].head.i
    if scene.doc[index].dep_ == "ccomp" and head < mark and stance_of(lemma_of(scene, head)) is not None:
        return int(head)
    for at in range(mark - 1, max(-1, mark - 8), -1):
        if (scene.doc[at].pos_ in ("VERB", "AUX") and at != index) or (
            governor_effect(scene, at) is not None and scene.doc[at].pos_ == "NOUN"
        ):
            return at
        if scene.lower[at] in (";", "»"):
            break
    head = scene.doc[index].head.i
    return head if head not in (index, mark) else None
