"""Which reporting word introduces which event: 'a annoncé que X partira', '« X partira », a-t-il dit', 'se dit prêt'.

Only the event that the report is about is linked, not what hangs on it in turn. Not here: who is credited.
"""

from __future__ import annotations

from typing import NamedTuple

from depeche.language.events.factuality.governing import find_link
from depeche.language.events.factuality.governors import made_report
from depeche.language.events.factuality.moods import FINITE, group_of, heads_clause, lemma_of
from depeche.language.events.grammar import borders, word_set
from depeche.language.events.ordinary.triggers import ordinary_words
from depeche.language.events.scene import Scene
from depeche.language.quotes.reporting import Stance, read_form, stance_of

_OPENING = frozenset(("«", "“", '"', "„", "‹"))
_CLOSING = frozenset(("»", "”", '"', "›"))
_BEFORE_REPORT = _CLOSING | frozenset((",", "!", "?", "…", "-", "–", "—"))
_NO_CLAUSE = frozenset(("demand", "manner"))
_ASIDE = 3  # tokens between a closing mark and the report
_DEPTH = 4


class Stretch(NamedTuple):
    """A run of tokens, end exclusive."""

    start: int
    end: int


def find_reports(scene: Scene) -> dict[int, int]:
    """Return the reporting word of each event that one introduces, by token."""
    found: dict[int, int] = {}
    for index in range(len(scene.doc)):
        report = _report_over(scene, index)
        if report is not None and report != index:
            found[index] = report
    reports = [index for index in range(len(scene.doc)) if _speaks(scene, index)]
    for where in (_spoken_before, _spoken_after):
        for report in reports:
            stretch = where(scene, report)
            for index in _main_predicates(scene, stretch) if stretch is not None else ():
                found.setdefault(index, report)
    return found


def _reports(scene: Scene, index: int) -> bool:
    """Tell whether a token is a verb that reports speech or thought."""
    return heads_clause(scene, index) and _stance(scene, index) is not None


def _stance(scene: Scene, index: int) -> Stance | None:
    """Return the stance of a reporting verb, that of 'faire savoir' and 'laisser entendre' included."""
    return stance_of(made_report(scene, index) or lemma_of(scene, index))


def _speaks(scene: Scene, index: int) -> bool:
    """Tell whether a token is a reporting verb that can stand beside what it reports."""
    if _reports(scene, index) and (group_of(scene, index).tense in FINITE or scene.lower[index].endswith("ant")):
        return True
    if index < 2 or scene.lower[index - 1] != "," or scene.lower[index - 2] not in _CLOSING:
        return False
    form = read_form(scene.lower[index])  # '», analyse Paul Amiot': the tagger takes it for a noun
    return form is not None and form.tense in ("present", "past")


def _takes_clause(scene: Scene, index: int) -> bool:
    stance = _stance(scene, index)
    hopes = lemma_of(scene, index) in ordinary_words()["hopes"]
    return heads_clause(scene, index) and stance is not None and stance not in _NO_CLAUSE and not hopes


def _report_over(scene: Scene, index: int, depth: int = 0) -> int | None:
    """Return the report that a clause, an infinitive, an adjective or a noun completes."""
    token = scene.doc[index]
    head = token.head.i
    if depth > _DEPTH:
        return None
    if token.pos_ in ("NOUN", "PROPN") and not scene.has_copula(index):
        if token.dep_ in ("obj", "nsubj:pass") and heads_clause(scene, head) and _announces(scene, head):
            return int(head)
        return next((c.i for c in token.children if c.dep_ == "acl" and _announces(scene, c.i)), None)
    if token.pos_ == "ADJ" and token.dep_ == "xcomp" and _takes_clause(scene, head):
        return int(head)
    if token.pos_ not in ("VERB", "AUX") and not scene.has_copula(index):
        return None
    link = find_link(scene, index)
    if link.kind == "condition":
        return _report_over(scene, token.head.i, depth + 1) if head != index else None
    if link.governor is None or link.governor == index:
        return None
    if link.kind in ("content", "infinitive") and not scene.lower[index].endswith("ant"):
        if _takes_clause(scene, link.governor):
            return link.governor
        if lemma_of(scene, link.governor) in word_set("verbs_of_tense"):
            return _report_over(scene, link.governor, depth + 1)
    if link.kind == "shared" and group_of(scene, index).tense in FINITE:
        return _report_over(scene, link.governor, depth + 1)
    return None


def _announces(scene: Scene, index: int) -> bool:
    return lemma_of(scene, index) in ordinary_words()["announcing"]


def _group_start(scene: Scene, report: int) -> int:
    """Return the first token of a verb group: 'a-t-il', 's'', 'a toutefois'."""
    parts = word_set("inverted_parts")
    at = report
    while at and (scene.doc[at - 1].pos_ in ("AUX", "PRON", "ADV") or scene.lower[at - 1] in parts):
        if scene.lower[at - 1] in borders("report_groups"):
            break
        at -= 1
    return at


def _spoken_before(scene: Scene, report: int) -> Stretch | None:
    """Return what stands before a report: a quotation, or the clause of ', a annoncé le parquet'."""
    left = _group_start(scene, report)
    if not left or scene.lower[left - 1] not in _BEFORE_REPORT:
        return None
    quoted = [stretch for stretch in _quoted(scene) if stretch.end <= left and left - stretch.end <= _ASIDE]
    if quoted and quoted[-1].start <= 1:
        return quoted[-1]
    if quoted:  # a quotation within a clause: the clause is what is reported
        others = [i + 1 for i in range(quoted[-1].start) if _speaks(scene, i) or scene.lower[i] in (";", ":")]
        return Stretch(max(others, default=0), quoted[-1].end)
    if _stance(scene, report) == "manner":
        return None
    if (
        scene.lower[left - 1] != ","
        or scene.lower[left] in word_set("own_subjects")
        or _has_subject_before(scene, left, report)
    ):
        return None
    start = max((i + 1 for i in range(left - 1) if scene.lower[i] in (";", ":")), default=0)
    return Stretch(start, left - 1)


def _has_subject_before(scene: Scene, left: int, report: int) -> bool:
    """Tell whether the subject or a relative pronoun stands within the verb group, before its verb."""
    if any(word.startswith("-") and word.strip("-t") for word in scene.lower[left:report]):
        return False
    children = [child.i for child in scene.doc[report].children if child.dep_.startswith("nsubj")]
    return any(left <= at < report for at in children) or any(
        child.dep_ in ("obj", "ccomp", "xcomp") and child.i > report and child.pos_ == "VERB"
        for child in scene.doc[report].children
    )


def _spoken_after(scene: Scene, report: int) -> Stretch | None:
    """Return the quotation that a report opens with a colon or a 'que'."""
    for stretch in _quoted(scene):
        opening = stretch.start - 1
        if opening <= report:
            continue
        before = scene.lower[opening - 1]
        between = range(report + 1, opening)
        if before in borders("quotations_opened") and not any(_speaks(scene, i) for i in between):
            return stretch
        return None
    return None


def _quoted(scene: Scene) -> list[Stretch]:
    """Return the stretches between quotation marks, marks excluded."""
    found = []
    opened: int | None = None
    for index, token in enumerate(scene.doc):
        if opened is None and token.text in _OPENING:
            opened = index + 1
        elif opened is not None and token.text in _CLOSING:
            if index > opened:
                found.append(Stretch(opened, index))
            opened = None
    return found


def _main_predicates(scene: Scene, stretch: Stretch) -> list[int]:
    """Return the verbs and predicates of the main clauses of a stretch."""
    return [index for index in range(*stretch) if _is_main(scene, index, stretch, 0)]


def _is_main(scene: Scene, index: int, stretch: Stretch, depth: int) -> bool:
    token = scene.doc[index]
    is_verb = token.pos_ in ("VERB", "AUX") and not token.dep_.startswith(("aux", "cop"))
    if not (is_verb or scene.has_copula(index)) or depth > _DEPTH:
        return False
    is_finite = group_of(scene, index).tense in FINITE or scene.has_copula(index)
    link = find_link(scene, index)
    if link.kind == "root":
        return is_finite
    if link.kind == "condition":
        return is_finite  # what is said to hold if it came to pass is said together with it
    if link.kind == "relative":
        return _is_cleft(scene, index)
    if link.governor is None or not stretch.start <= link.governor < stretch.end:
        return False
    if link.kind == "shared":
        if any(scene.lower[child.i] == "car" for child in token.children):
            return False
        governs = group_of(scene, link.governor).tense in FINITE
        return _is_main(scene, link.governor, stretch, depth + 1) if governs else is_finite
    if link.kind in ("infinitive", "content") and lemma_of(scene, link.governor) in word_set("verbs_of_tense"):
        return _is_main(scene, link.governor, stretch, depth + 1)
    return False


def _is_cleft(scene: Scene, index: int) -> bool:
    """Tell whether a relative clause is what a cleft sentence says ('c'est le conseil qui a voté')."""
    head = scene.doc[index].head
    return any(child.dep_ == "cop" and scene.lower[child.i - 1] in word_set("ce") for child in head.children)
