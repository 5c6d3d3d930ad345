"""What the recogniser is trained on keeps its names in place, whatever is done to its print."""

import json
import random
import sys
from pathlib import Path

import pytest

RECIPE = Path(__file__).resolve().parents[3] / "training" / "recogniser"


sys.path.insert(0, str(RECIPE))  # its modules import each other as they do when its command runs


def labelled(text, *names):
    from corpus import Labelled, Name

    found = []
    for name, label in names:
        at = text.index(name)
        found.append(Name(at, at + len(name), label))
    return Labelled(text, tuple(found))


def names_of(paragraph):
    return [(paragraph.text[n.start : n.end], n.label) for n in paragraph.names]


PARAGRAPH = labelled(
    "Selon l' Almarine , Élise Dubreuil quitte Nexoria .Elle part. Le conseil de Nantes ( Loire-Atlantique ) « dit ».",
    ("Almarine", "ORG"), ("Élise Dubreuil", "PER"), ("Nexoria", "ORG"), ("Nantes", "LOC"), ("Loire-Atlantique", "LOC"),
)  # fmt: skip


def test_names_inside_longer_ones_are_left_out(tmp_path):
    from corpus import read_articles

    text = "Mairie de Valbrune"
    inner = {"start": 10, "end": 18, "label": "Location"}
    outer = {"start": 0, "end": 18, "label": "Organization"}
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text, "entities": [inner, outer]}), encoding="utf-8")
    article = read_articles(path)[0]
    assert [tuple(n) for n in article.names] == [(0, 18, "ORG")]
    assert len(article.scored) == 2


def test_a_place_in_the_name_of_an_event_stays(tmp_path):
    from corpus import read_articles

    entities = [{"start": 0, "end": 18, "label": "Event"}, {"start": 10, "end": 18, "label": "Location"}]
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "Régate de Valbrune", "entities": entities}), encoding="utf-8")
    assert [tuple(n) for n in read_articles(path)[0].names] == [(10, 18, "LOC")]


def test_stray_spaces_go_and_names_stay():
    from typography import without_stray_spaces

    changed = without_stray_spaces(PARAGRAPH, random.Random(0))
    assert changed.text.startswith("Selon l'Almarine, Élise Dubreuil quitte Nexoria.")
    assert names_of(changed) == names_of(PARAGRAPH)


@pytest.mark.parametrize("seed", range(20))
def test_every_change_of_print_keeps_names_in_place(seed):
    from typography import CHANGES, _bare

    chance = random.Random(seed)
    for change, _ in CHANGES:
        changed = change(PARAGRAPH, chance)
        for new, old in zip(names_of(changed), names_of(PARAGRAPH), strict=True):
            assert "".join(map(_bare, new[0])).casefold() == "".join(map(_bare, old[0])).casefold()


def test_a_name_is_replaced_everywhere_but_after_an_article():
    from typography import renamed

    paragraph = labelled("Nexoria recrute. Chez Altisem, on attend.", ("Nexoria", "ORG"), ("Altisem", "ORG"))
    changed = renamed(paragraph, random.Random(0), lambda label, surface: "Velmont")
    assert names_of(changed) == [("Velmont", "ORG"), ("Velmont", "ORG")]
    kept = labelled("La Nexoria recrute.", ("Nexoria", "ORG"))
    assert renamed(kept, random.Random(0), lambda label, surface: "Velmont") == kept


def test_invented_paragraphs_are_the_same_for_the_same_seed():
    from invented import invented

    assert list(invented(30, seed="a")) == list(invented(30, seed="a"))
    assert list(invented(30, seed="a")) != list(invented(30, seed="b"))


def test_invented_names_begin_and_end_as_names_do():
    from invented import invented

    for paragraph in invented(300, seed="names"):
        for surface, label in names_of(paragraph):
            assert surface == surface.strip()
            assert label in ("PER", "ORG", "LOC", "MISC")
        assert "{" not in paragraph.text
        assert "~" not in paragraph.text


def test_folds_are_steady_and_of_like_size():
    from corpus import fold_of

    sizes = [0] * 5
    for number in range(1000):
        sizes[fold_of(f"article-{number}", 5)] += 1
    assert min(sizes) > 150
    assert fold_of("article-1", 5) == fold_of("article-1", 5)
