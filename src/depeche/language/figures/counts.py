"""Figures that count: people, votes and things, shares said with two numbers, a part of a whole.

Here: numbers with a noun. Money and per cent belong to `amounts`, time to `durations`.
"""

from __future__ import annotations

import re

from depeche.language.figures import context
from depeche.language.figures.durations import duration
from depeche.language.figures.lexicon import durations, is_person, measures, members
from depeche.language.figures.numerals import find_numerals
from depeche.language.figures.ranges import Figure
from depeche.language.figures.scene import Kind, Scene, bounds_of, is_noun, make
from depeche.language.figures.wordings import pattern, words
from depeche.model import Claim

_BASES = frozenset((*range(2, 11), 20, 100, 1000))  # 'neuf sur dix' is a share; '320 salariés sur 400' counts people
_SMALL = 20
_FEW = 10
_WINDOW = 40  # characters
_TOLD_BACK = 5_000  # characters
_SEVERAL = 5  # so many people with an article are counted; 'les deux hommes' are only meant again


def fraction(scene: Scene, figure: Figure, before: context.Words | None) -> Claim | None:
    """'La moitié des salariés', 'un tiers du capital', 'trois salariés sur quatre': with what it is a share of."""
    text = scene.text
    if not 0 < figure.value < 1:
        return None
    noun = pattern("complement").match(text, figure.end)
    if noun is None or noun["noun"] in members("not_counted"):
        among = pattern("among").match(text, figure.end)
        if among is None and not pattern("partitive").search(text, max(0, figure.start - 20), figure.start):
            return None
        start, end, comparator = bounds_of(scene, figure, among.end() if among else figure.end, before)
        return make(scene, _part(figure), (start, end, comparator), Kind("share", "other", "fraction"))
    if noun["noun"] in words("no_wholes") or noun["noun"].startswith(words("no_whole_beginnings")):
        return None
    start, end, comparator = bounds_of(scene, figure, figure.end, before)
    bounds = (start, max(end, noun.end()), comparator)
    return make(scene, _part(figure), bounds, Kind("share", "other", "fraction"), noun=noun.span("noun"))


def _part(figure: Figure) -> Figure:
    """Return a part of one as the contract writes it: half is 0.5; only what a text says in per cent is per cent."""
    return figure._replace(value=round(figure.value, 4))


def one_in(scene: Scene, figure: Figure, before: context.Words | None) -> Claim | None:
    """'Un salarié sur trois', 'neuf Français sur dix': a share, stated with two small numbers."""
    text = scene.text
    noun = context.counted(text, figure.end, needs_link=False)
    link = next((f" {word} " for word in words("in") if noun and text.startswith(f" {word} ", noun.end)), None)
    if noun is None or link is None or figure.value_max is not None:
        return None
    rest = noun.end + len(link)
    whole = next((n for n in find_numerals(scene.reading.view[rest : rest + 20]) if n.start == 0), None)
    if whole is None or whole.value not in _BASES or figure.value >= whole.value:
        return None
    if measures().get(noun.noun) == "votes":
        return None
    bounds = bounds_of(scene, figure, rest + whole.end, before)
    part = _part(figure._replace(value=figure.value / whole.value))
    return make(scene, part, bounds, Kind("share", "other", "one_in"), noun=(noun.start, noun.end))


def counted(scene: Scene, figure: Figure, before: context.Words | None) -> Claim | None:
    """Return a number and the noun that it counts; None where it is bare or only points back."""
    text, number = scene.text, figure.last
    unit = context.measuring_unit(text, number.end) if number.is_digits else None
    if unit is not None:
        bounds = bounds_of(scene, figure, unit.end, before)
        return make(scene, figure, bounds, Kind("other", "other", "unit"), noun=(unit.start, unit.end))
    needs_link = number.is_collective or (number.has_scale and not text.startswith(words("no_link"), number.end))
    noun = context.counted(text, number.end, needs_link)
    if noun is None:
        return _part_of(scene, figure, before)
    if number.has_scale and pattern("money_for").match(text, number.end):
        return None  # its currency stands elsewhere
    if pattern("none_at_all").search(text, max(0, figure.start - 12), number.end):
        return None
    is_one = number.is_article and before is None and not pattern("only").match(text, number.end)
    if is_one and noun.noun in durations() and pattern("lasting_after").match(text, noun.end):
        is_one = False  # 'dont un an ferme'
    if is_one or not is_noun(scene.reading, noun):
        return None
    if noun.noun in durations():
        return duration(scene, figure, noun, before)
    measure, unit_name = measure_of(scene, figure, noun)
    if before is None and _points_back(text, figure, measure) and not _is_first_told(text, figure, unit_name):
        return None
    if unit_name == "person" and _is_source(text, figure):
        return None
    figure = _whole(scene, figure) if unit_name == "person" else figure
    if measure == "other" and _is_untold(text, figure, noun, before):
        return None
    bounds = bounds_of(scene, figure, noun.end, before)
    return make(scene, figure, bounds, Kind(measure, unit_name, "count"), noun=(noun.start, noun.end))


def _whole(scene: Scene, figure: Figure) -> Figure:
    """Return a count of people, of whom none is in parts: the comma of '1,450 employés' parts thousands."""
    number = figure.last
    wording = scene.text[number.start : number.end]
    if figure.value_max is not None or not number.is_digits or not pattern("parted_thousands").fullmatch(wording):
        return figure
    whole = number._replace(value=float(wording.replace(",", "")), is_debris=True)
    return figure._replace(value=whole.value, first=whole, last=whole)


def _is_source(text: str, figure: Figure) -> bool:
    """Whether a few people are only those who tell the news: 'selon deux personnes proches du dossier'."""
    few = not figure.last.is_digits and figure.last.value <= _FEW
    return few and pattern("source_before").search(text, max(0, figure.start - 30), figure.start) is not None


def _points_back(text: str, figure: Figure, measure: str) -> bool:
    """Whether a small number with an article repeats what was named before: 'les deux hommes'."""
    number = figure.last
    if number.is_digits or number.value >= _SMALL or number.is_collective:
        return False
    if pattern("whole_before").search(text, max(0, figure.start - 16), figure.start):
        return False
    if measure == "headcount" and context.possessive_before(text, figure.start):
        return False
    return context.definite_before(text, figure.start)


def _is_first_told(text: str, figure: Figure, unit: str) -> bool:
    """Whether people counted with an article are not yet counted so: 'les huit salariés craignent pour leur emploi'."""
    wording = text[figure.last.start : figure.last.end]
    before = text[max(0, figure.start - _TOLD_BACK) : figure.start]
    told = re.search(rf"(?<!\w){re.escape(wording)}(?!\w)", before)
    return unit == "person" and figure.last.value >= _SEVERAL and told is None


def _is_untold(text: str, figure: Figure, noun: context.Counted, before: context.Words | None) -> bool:
    """Whether a small number in words counts something that no table holds: 'trois raisons'."""
    few = not figure.last.is_digits and figure.last.value <= _FEW and before is None
    if few and pattern("length_of_text").search(text, max(0, figure.start - _WINDOW), figure.start):
        return True
    return noun.noun in members("untold") and (few or noun.noun not in words("told"))


def measure_of(scene: Scene, figure: Figure, noun: context.Counted) -> tuple[str, str]:
    """Return measure and unit of a counted noun; a capital shows a people: 'deux Chinois'."""
    measure = measures().get(noun.noun, "other")
    if measure == "other" and (is_person(noun.noun) or is_people(scene.reading.view[noun.start : noun.end])):
        measure = "headcount"
    if measure == "headcount" and pattern("voted").match(scene.text, noun.end):
        return "votes", "other"
    if measure == "headcount" and _is_signing(scene, figure):
        measure = "signatories"
    return measure, "person" if measure in ("headcount", "signatories", "users") else "other"


def is_people(word: str) -> bool:
    """Whether a word is the name of a people: a capital and an ending as in 'Chinois', 'Libanaises'."""
    return word[:1].isupper() and bool(pattern("people").search(word.lower()))


def _part_of(scene: Scene, figure: Figure, before: context.Words | None) -> Claim | None:
    """'700 des 770 salariés', 'deux de ses élus', 'trois d'entre eux': the figure counts what follows."""
    text = scene.text
    if figure.last.is_article and (before is None or text[max(0, figure.start - 2) : figure.start] == "l'"):
        return None
    among = pattern("among").match(text, figure.end)
    if among is not None:
        bounds = bounds_of(scene, figure, among.end(), before)
        return make(scene, figure, bounds, Kind("headcount", "person", "part_of"))
    rest = pattern("part").match(text, figure.end)
    if rest is None:
        return None
    whole = next((n for n in find_numerals(scene.reading.view[rest.end() : rest.end() + 30]) if n.start == 0), None)
    at, needs_link = rest.end() - 1, False
    if whole is not None:
        if whole.value <= figure.value:
            return None
        at, needs_link = rest.end() + whole.end, whole.is_collective or whole.has_scale
    noun = context.counted(text, at, needs_link=needs_link)
    if noun is None or not is_noun(scene.reading, noun) or noun.noun in durations():
        return None
    measure, unit = measure_of(scene, figure, noun)
    if (whole is None and measure == "other") or (unit == "person" and _is_source(text, figure)):
        return None
    figure = _whole(scene, figure) if unit == "person" else figure
    start, _, comparator = bounds_of(scene, figure, figure.end, before)
    kind = Kind(measure, unit, "part_of")
    return make(scene, figure, (start, noun.end, comparator), kind, noun=(noun.start, noun.end))


def _is_signing(scene: Scene, figure: Figure) -> bool:
    """Whether the people counted are those who sign: a signing verb follows within the clause."""
    sentence = scene.reading.sentence_at(figure.first.start)
    if sentence is None:
        return False
    if pattern("signed_before").search(scene.text, sentence.start, figure.start):
        return True
    after = re.split(r"[,;:](?!\d)", scene.text[figure.end : sentence.end])[0]
    if not context.has_word(after, "signing") or pattern("no_signing").search(after):
        return False
    return not pattern("whole_before").search(scene.text, max(0, figure.start - 16), figure.start)
