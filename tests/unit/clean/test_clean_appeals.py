"""Lines in which the site speaks, in wordings that no rule lists as a whole; and what reads alike and stays."""

import pytest

from depeche.clean.appeals import find_appeal, told_category
from depeche.clean.looks import look_at
from depeche.clean.rules import rule_book
from depeche.clean.sitewords import find_site_words
from depeche.language.view import normalised


@pytest.mark.parametrize(
    "line",
    [
        "« Votre adresse e-mail, s'il vous plaît », demandait le guichetier.",
        "vos conditions d'utilisation doivent changer et nos newsletters avec\", a écrit la commissaire",
        "La gendarmerie a lancé un appel à témoignages.",
        "La nouvelle politique de confidentialité inquiète les associations.",
    ],
)
def test_what_others_say_is_no_appeal(line):
    assert find_appeal(look_at(normalised(line))) is None


def test_a_single_word_of_the_site_is_too_little():
    assert find_site_words(look_at("La publicité")) is None


def test_weak_words_name_a_line_that_is_cut_for_another_reason():
    assert told_category(look_at("Nos cookies du jour")) == "cookie"


def test_every_category_that_a_reader_tells_belongs_to_a_rule_of_that_category():
    assert all(rule.category == category for (_, category), rule in rule_book().told.items())
