"""A fault in one annotation is found before it can stop a release."""

from dataclasses import replace

import pytest

from depeche.model import Annotation, Article, Mention
from depeche.stages.soundness import find_fault

TEXT = "Claire Vasseur a quitté Lumora."
ARTICLE = Article(
    "doc-1", None, TEXT, "fr", 1.0, None, None, None, None, None, 1.0, (), segments=(), removed=(), rejection=None
)
CLAIRE = Mention(0, 0, 14, "Claire Vasseur", "PER", "ent-1", "model", 0.8)
NOTHING = Annotation((), (), (), (), (), (), (), (), ())


def test_sound_annotation_has_no_fault():
    assert find_fault(ARTICLE, replace(NOTHING, mentions=(CLAIRE,))) is None


@pytest.mark.parametrize(
    "mention", [replace(CLAIRE, end=13), replace(CLAIRE, end=400), replace(CLAIRE, start=14, end=14, surface="")]
)
def test_stretch_that_is_not_verbatim_is_a_fault(mention):
    assert "not a verbatim stretch" in (find_fault(ARTICLE, replace(NOTHING, mentions=(mention,))) or "")


def test_id_that_stands_twice_is_a_fault():
    assert "stands for 2 things" in (find_fault(ARTICLE, replace(NOTHING, mentions=(CLAIRE, CLAIRE))) or "")
