"""The names of cleaned files: one output a source, whatever the sources are called."""

import pytest

from depeche.cli.clean import _free_name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a.html", "a.txt"),
        ("rubrique/a.txt", "rubrique/a.txt"),
        ("Altman v. Toner", "Altman v. Toner.txt"),
        ("lot.jsonl#12", "lot-12.txt"),
    ],
)
def test_output_is_named_after_its_source(source, name):
    assert _free_name(source, set()) == name


def test_two_sources_never_share_an_output():
    taken: set[str] = set()
    assert [_free_name(source, taken) for source in ("a.html", "a.txt")] == ["a.txt", "a.txt.txt"]
