"""Find the subject of a verb: its own, the antecedent of 'qui', or the group that controls an infinitive."""

from __future__ import annotations

from depeche.language.events.arguments.insertions import beyond_insertion, is_gerund_apart
from depeche.language.events.arguments.voice import auxiliary_apart, is_nonfinite, is_verb, nominal_at
from depeche.language.events.factuality.moods import lemma_of
from depeche.language.events.grammar import borders, looks_infinitive, word_set
from depeche.language.events.scene import Nominal, Scene

_AGENTS = frozenset(("person", "people", "org", "body"))
CLAUSE_END = frozenset((";", ":", "«", "»", "—", "–", "(", ")"))


def find_subject(scene: Scene, verb: int, depth: int = 0) -> Nominal | None:
    """Return the subject of a verb: its own, its antecedent, or the one that controls it."""
    if depth > 5:
        return None
    token = scene.doc[verb]
    for child in token.children:
        if child.i > verb and is_nonfinite(scene, verb) and "avoir" in scene.lower[max(0, verb - 3) : verb]:
            continue  # 'après avoir quitté X'
        if (child.dep_.startswith("nsubj") and not child.dep_.endswith("caus")) or (
            child.dep_ == "expl:subj" and child.text.lower() not in word_set("impersonal")
        ):
            if scene.lower[child.i] in word_set("relatives"):
                return _antecedent(scene, verb, child.i)
            found = nominal_at(scene, child.i) or first_name_in(scene, child.i)
            if found is not None:
                return beyond_insertion(scene, verb, inside=found) or _name_after(scene, found)
    apart_from = auxiliary_apart(scene, verb)
    if apart_from is not None:
        found = find_subject(scene, apart_from, depth + 1)
        if found is not None:
            return found
    asked = _whom_one_asks(scene, verb)
    if asked is not None:
        return asked
    if is_gerund_apart(scene, verb):
        apart = _clause_subject(scene, token.head.i, depth, finite=True)
        if apart is not None:
            return apart
    parted = beyond_insertion(scene, verb)
    if parted is not None:
        return parted
    if token.dep_ == "acl" and token.head.i in scene.dated and token.head.head.i != token.head.i:
        return find_subject(scene, token.head.head.i, depth + 1)  # 'a confirmé lundi avoir vendu'
    if token.dep_ in ("acl", "amod") and not looks_infinitive(scene.lower[verb]):
        own = _clause_subject(scene, token.head.i, depth) if _follows_conjunction(scene, verb) else None
        return own or nominal_at(scene, token.head.i)
    if token.dep_ in ("xcomp", "ccomp", "advcl", "dep", "obl:mod", "obl:arg") and is_nonfinite(scene, verb):
        return _controller(scene, verb, depth)
    if token.dep_ == "acl" or (scene.doc[token.head.i].pos_ == "NOUN" and is_nonfinite(scene, verb)):
        return _of_noun(scene, token.head.i) or _clause_subject(scene, token.head.i, depth)
    if token.dep_ == "conj" and token.head.i != verb:
        if _follows_conjunction(scene, verb):
            return find_subject(scene, token.head.i, depth + 1)
        own = left_subject(scene, verb, stop=token.head.i)
        return own or find_subject(scene, token.head.i, depth + 1)
    relative = _relative_before(scene, verb)
    if relative is not None:
        return _antecedent(scene, verb, relative)
    return _across_relative(scene, verb) or left_subject(scene, verb) or _after_fronted(scene, verb)


def _follows_conjunction(scene: Scene, verb: int) -> bool:
    """Tell whether only clitics, auxiliaries and adverbs stand between 'et' and a verb: it shares its subject."""
    pronouns = word_set("subject_pronouns")
    at = verb - 1
    while at >= 0 and scene.doc[at].pos_ in ("AUX", "ADV", "PRON") and scene.lower[at] not in pronouns:
        at -= 1
    return at >= 0 and scene.lower[at] in word_set("clause_conjunctions")


def _across_relative(scene: Scene, verb: int) -> Nominal | None:
    """Return the subject of a verb that a relative clause parts from it ('les élus qui ont signé se retirent')."""
    if is_nonfinite(scene, verb):
        return None
    for at in range(verb - 1, max(-1, verb - 16), -1):
        if scene.lower[at] in borders("back_to_relative"):
            return None
        if scene.lower[at] == "dont" and at and scene.lower[at - 1] == ",":
            return next((n for n in scene.nominals if n.end == at - 1), None)
        if scene.lower[at] == "qui":
            verbs = [i for i in range(at + 1, verb) if is_verb(scene, i) and scene.doc[i].pos_ != "AUX"]
            return _antecedent(scene, verbs[0], at) if len(verbs) == 1 else None
    return None


def _after_fronted(scene: Scene, verb: int) -> Nominal | None:
    """Return the subject that a participle at the head of its sentence waits for ('Nommée PDG, elle …')."""
    if verb > 2 or not is_nonfinite(scene, verb):
        return None
    comma = next((i for i in range(verb + 1, min(len(scene.doc), verb + 15)) if scene.lower[i] == ","), None)
    if comma is None:
        return None
    return next((n for n in scene.nominals if comma < n.start <= comma + 3 and not n.place), None)


def _controller(scene: Scene, verb: int, depth: int) -> Nominal | None:
    governor = scene.doc[verb].head.i
    if (
        scene.doc[verb].dep_ in ("xcomp", "ccomp", "obl:arg", "advcl")
        and is_verb(scene, governor)
        and lemma_of(scene, governor) in word_set("object_control")
    ):
        for nominal in scene.nominals:
            if (
                nominal.start > governor
                and nominal.end <= verb
                and nominal.place in ("", "to")
                and nominal.kind in ("person", "people", "org", "body")
            ):
                return nominal
        for child in scene.doc[governor].children:
            if child.dep_ in ("obj", "iobj"):
                found = nominal_at(scene, child.i)
                if found is not None:
                    return found
    if scene.doc[governor].pos_ in ("NOUN", "ADJ") and not scene.has_copula(governor):
        return _of_noun(scene, governor) or _clause_subject(scene, governor, depth)
    return find_subject(scene, governor, depth + 1)


def _whom_one_asks(scene: Scene, verb: int) -> Nominal | None:
    """Return whom one asks to do what an infinitive says ('prie la mairie de trancher', 'lui demande de partir')."""
    token = scene.doc[verb]
    if not looks_infinitive(scene.lower[verb]):
        return None
    asked = token.head
    if token.dep_ == "acl" and asked.dep_ == "obj" and lemma_of(scene, asked.head.i) in word_set("object_control"):
        found = nominal_at(scene, asked.i)
        return found if found is not None and found.kind in _AGENTS else None
    is_complement = token.dep_ in ("xcomp", "ccomp", "obl:arg", "advcl")
    if not is_complement or lemma_of(scene, asked.i) not in word_set("object_control"):
        return None
    for at in range(asked.i - 1, max(-1, asked.i - 4), -1):
        if scene.lower[at] in word_set("object_clitics") and scene.doc[at].pos_ == "PRON":
            return Nominal(at, at, at + 1, "pronoun", None, "to" if scene.lower[at] in word_set("datives") else "", "")
        if scene.doc[at].pos_ not in ("AUX", "ADV"):
            return None
    return None


def other_subjects(scene: Scene, verb: int) -> list[Nominal]:
    """Return the groups that may be the subject of a finite verb where the one of the parse makes no sense."""
    if is_nonfinite(scene, verb):
        return []
    at = verb - 1
    while at >= 0 and scene.doc[at].pos_ in ("AUX", "ADV", "PRON"):
        at -= 1
    beside = next((n for n in scene.nominals if n.start <= at < n.end and not n.place and n.kind != "pronoun"), None)
    return [subject for subject in (_shared_subject(scene, verb), beside) if subject is not None]


def _shared_subject(scene: Scene, verb: int) -> Nominal | None:
    """Return the subject of the main verb that a verb after 'et' shares ('exige que X parte et menace de …')."""
    if not _follows_conjunction(scene, verb):
        return None
    root = next((t.i for t in scene.doc if t.dep_ == "ROOT" and t.i < verb and is_verb(scene, t.i)), None)
    return find_subject(scene, root) if root is not None else None


def _clause_subject(scene: Scene, index: int, depth: int, *, finite: bool = False) -> Nominal | None:
    """Return the subject of the clause that holds a word ('annonce son intention de partir')."""
    token = scene.doc[index]
    for _ in range(6):
        is_head = is_verb(scene, token.i) and not (finite and is_nonfinite(scene, token.i))
        if is_head or scene.has_copula(token.i):
            return find_subject(scene, token.i, depth + 1)
        if token.head.i == token.i:
            break
        token = token.head
    return None


def _of_noun(scene: Scene, noun: int) -> Nominal | None:
    """Return the 'de' complement of a noun."""
    for nominal in scene.nominals:
        if (
            nominal.place == "of"
            and noun < nominal.start <= noun + 5
            and nominal.kind in ("person", "people", "org", "body")
        ):
            return nominal
    return None


def _antecedent(scene: Scene, verb: int, relative: int) -> Nominal | None:
    if scene.lower[relative] == "qui" and (relative == 0 or scene.lower[relative - 1] in borders("asking_qui")):
        return None  # 'reste à savoir qui prendra la tête du groupe'
    token = scene.doc[verb]
    while token.dep_ in ("conj", "xcomp") and token.head.i != token.i:
        token = token.head
    if token.dep_ == "acl:relcl" and token.head.i < relative:
        found = nominal_at(scene, token.head.i)
        if found is not None and found.kind != "thing":
            return _apposed_to(scene, found, relative) or _speaker_beside(scene, found) or found
    before = [n for n in scene.nominals if n.end <= relative and n.kind != "pronoun"]
    if not before:
        return None
    near = before[-1]
    apposed = _apposed_to(scene, near, relative)
    if apposed is not None:
        return apposed
    if near.place == "of" and near.mention is None and len(before) > 1:
        return before[-2] if before[-2].kind in ("person", "people", "org", "body") else near
    return near


def _speaker_beside(scene: Scene, outlet: Nominal) -> Nominal | None:
    """Return the person whom the parse hangs on the organisation before ('a dit à l'AFP Claire Aubert, qui …')."""
    if outlet.mention is None or outlet.kind != "org":
        return None
    return next((name for name in scene.names if name.start == outlet.end and name.kind == "person"), None)


def _apposed_to(scene: Scene, group: Nominal, relative: int) -> Nominal | None:
    """Return the title around a group ('Anne Roy, présidente de l'association X, qui …'), where it explains a name."""
    if scene.word(relative - 1) != ",":
        return None
    while group.place == "of":
        start = group.start
        outer = next((n for n in reversed(scene.nominals) if n.end <= start and start - n.end <= 2), None)
        if outer is None:
            return None
        group = outer
        explains = scene.word(group.start - 1) == "," and any(n.end == group.start - 1 for n in scene.names)
        if group.kind == "person" and group.mention is None and explains:
            return group
    return None


def _relative_before(scene: Scene, verb: int) -> int | None:
    for at in range(verb - 1, max(-1, verb - 8), -1):
        if scene.lower[at] == "qui":
            return at
        if is_verb(scene, at) or scene.lower[at] in (";", "«", "»"):
            return None
    return None


def left_subject(scene: Scene, verb: int, stop: int = -1) -> Nominal | None:
    """Return the nearest group without preposition before a finite verb, in its clause, where the parse gives none."""
    if is_nonfinite(scene, verb) and looks_infinitive(scene.lower[verb]):
        return None
    best = None
    for nominal in scene.nominals:
        if nominal.end > verb or nominal.start <= stop or verb - nominal.end > 9:
            continue
        if any(
            (is_verb(scene, i) and not is_nonfinite(scene, i))
            or scene.lower[i] in CLAUSE_END
            or scene.lower[i] in borders("left_subjects")
            for i in range(nominal.end, verb)
        ):
            continue
        if nominal.place or (nominal.kind in ("post", "money", "thing") and best is not None):
            continue
        if nominal.kind == "pronoun" and scene.lower[nominal.head] in word_set("object_clitics"):
            continue
        if best is not None and nominal.mention is None and best.mention is not None:
            continue
        best = nominal
    return best


def _name_after(scene: Scene, nominal: Nominal) -> Nominal:
    """Return the name that a word right before it describes ('le zurichois Orlane', 'le luthier Paul Verdier')."""
    if nominal.kind not in ("name", "thing") or nominal.mention is not None:
        return nominal
    beside = next((name for name in scene.names if name.start == nominal.end), nominal)
    return beside if nominal.kind == "name" or beside.kind == "person" else nominal


def first_name_in(scene: Scene, index: int) -> Nominal | None:
    """Return the first name of the words that hang on a token."""
    subtree = {t.i for t in scene.doc[index].subtree}
    return next((n for n in scene.names if n.head in subtree), None)
