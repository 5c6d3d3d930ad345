"""The memory of resolve: kept in packs from run to run, never served to other code, gone when nobody asks for it."""

from __future__ import annotations

from pathlib import Path

from stages_bench import TEXTS, Bench
from stages_corpus import article, corpus

from depeche.model import ReadArticle
from depeche.resolve import resolve
from depeche.stages.keys import answer_key, is_answer
from depeche.stages.packs import Pack
from depeche.stages.remembering import PackMemory, used_answers
from depeche.stages.shelf import FOLDER
from depeche.store import Store


def read_articles(count: int) -> list[ReadArticle]:
    """Return the articles of a corpus; of an even number the last one says more."""
    documents = corpus(count)
    if count % 2 == 0:
        documents[-1] = article(count - 1, on=documents[-1].read.article.published_on, more=" Un tournant.")
    return [ReadArticle(d.read.scrape.document, d.read.article, d.read.annotation, d.key) for d in documents]


def packs(store: Store) -> list[Path]:
    return sorted(Path(store.place.path(FOLDER)).glob("*.pack"))


def answers(paths: list[Path]) -> set[bytes]:
    return {key for path in paths for key in Pack(path).keys if is_answer(key)}


def test_a_later_run_finds_what_was_stored_and_adds_only_what_is_new(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    memory = PackMemory([])
    resolve(read_articles(9), memory)
    memory.store(tmp_path, store.place)
    first = answers(packs(store))
    again = PackMemory(packs(store))
    assert resolve(read_articles(10), again) == resolve(read_articles(10))
    again.store(tmp_path, store.place)
    used = set(used_answers(tmp_path).used)
    assert used & first
    assert answers(packs(store)) == used
    (added,) = [path for path in packs(store) if path.name == Path(used_answers(tmp_path).pack or "").name]
    assert answers([added]) == used - first


def test_the_question_and_the_version_of_resolve_make_the_key(bench: Bench) -> None:
    before = answer_key(b"question")
    assert before != answer_key(b"another")
    bench.change_version("resolve")
    assert answer_key(b"question") != before


def test_a_changed_document_alone_is_asked_about_anew(bench: Bench) -> None:
    bench.fill()
    bench.read()
    before = answers(bench.packs)
    bench.write(limoges_txt=TEXTS["limoges.txt"].replace("lundi", "mardi"))
    bench.read(fresh=True)  # leaves in the packs what this run used, and nothing else
    after = answers(bench.packs)
    assert len(after) == len(before) == 3
    assert len(after & before) == 2


def test_answers_of_another_version_leave_the_cache(bench: Bench) -> None:
    bench.fill()
    bench.read()
    before = answers(bench.packs)
    bench.change_version("resolve")
    bench.read(fresh=True)
    after = answers(bench.packs)
    assert len(after) == len(before) == 3
    assert not after & before


def test_a_fresh_run_asks_no_earlier_run(bench: Bench, monkeypatch) -> None:
    bench.fill()
    bench.read()
    asked: list[list[Path]] = []
    start = PackMemory.__init__
    monkeypatch.setattr(PackMemory, "__init__", lambda self, found: start(self, asked.append(list(found)) or asked[-1]))
    bench.read(fresh=True)
    bench.read()
    assert asked[0] == [] and asked[1] != []
