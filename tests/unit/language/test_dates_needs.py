"""What a rule of dates needs in a line is read from the rule, and every match of it has that."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depeche.language.dates.grammar import READERS, rules, words_of
from depeche.language.dates.needs import DIGIT, Needs, needs_of
from depeche.words import read_words


def _needs(template: str) -> Needs:
    return needs_of(template, words_of)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (r"les annees {numbers}", Needs(("annees",))),
        (r"(?:le |du )?(?P<u>semaine|mois)(?: prochaine?)?", Needs(("semaine", "mois"))),
        (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})", Needs(words=frozenset({DIGIT}))),
        (r"{seasons} (?P<y>\d{4})", Needs(("printemps", "ete", "automne", "hiver"))),
        (r"(?:midi|[0-5]\d h)(?! de)", Needs(("midi",), frozenset({DIGIT}))),
        (r"en prochaine?s", Needs(("prochain",))),
        (r"(?:soir){0,2} hier", Needs(("hier",))),
    ],
)
def test_the_most_telling_word_of_a_template(template: str, expected: Needs) -> None:
    assert _needs(template) == expected


@pytest.mark.parametrize("template", [r"(?:hier)?", r"{numbers}", r"(?:hier|.) ?", r"[a-z]+"])
def test_a_template_that_may_match_anywhere_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="needs no word"):
        _needs(template)


def test_every_reader_has_rules() -> None:
    assert read_words("language/dates", "grammar")["rules"].keys() == READERS.keys()


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_no_match_lacks_what_its_rule_needs(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(rules()))
    line = data.draw(st.from_regex(rule.pattern)).replace("\n", " ")
    if rule.pattern.search(line) is None:
        return
    words = frozenset(re.findall(r"\w+", line)) | ({DIGIT} if re.search(r"\d", line) else frozenset())
    assert rule.needs.stand_in(line, words)
