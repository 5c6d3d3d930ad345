"""The cache of a store stays small: few packs, and nothing in them that no document uses."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.stages.packs import KEY_BYTES, Entry, Pack, read_entries, save_pack
from depeche.stages.shelf import FOLDER, put, take_down, tidy
from depeche.store.place import open_place


def key(number: int) -> bytes:
    return b"s" + number.to_bytes(KEY_BYTES - 1, "big")


class Shelf:
    """A store's cache, and runs that add to it."""

    def __init__(self, folder: Path) -> None:
        self.place = open_place(folder / "store")
        self.work = folder / "work"
        self.work.mkdir()
        self.used: set[bytes] = set()

    def run(self, new: dict[bytes, bytes], *, gone: set[bytes] = frozenset(), anew: bool = False) -> None:
        packs = take_down(self.place, self.work)
        self.used = (self.used | set(new)) - gone
        path = save_pack(self.work, [Entry(*item) for item in new.items()])
        added = [Path(path)] if path is not None else []
        for pack in added:
            put(self.place, pack.read_bytes())
        tidy(self.place, packs, self.used, new=added, anew=anew)

    @property
    def packs(self) -> tuple[Path, ...]:
        return take_down(self.place, self.work)

    def content(self) -> dict[bytes, bytes]:
        return {entry.key: bytes(entry.value) for entry in read_entries(self.packs, self.used)}


def test_many_runs_leave_few_packs(tmp_path):
    shelf = Shelf(tmp_path)
    for number in range(60):
        shelf.run({key(number): number.to_bytes(600, "big")})
    assert len(shelf.packs) <= 7
    assert shelf.content() == {key(number): number.to_bytes(600, "big") for number in range(60)}


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.tuples(st.dictionaries(st.integers(0, 50), st.binary(max_size=9)), st.sets(st.integers(0, 50))), max_size=8
    )
)
def test_used_entries_are_never_lost(tmp_path_factory, runs):
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    for new, gone in runs:
        fresh = {key(number): b"%d" % number for number in new}
        shelf.run(fresh, gone={key(number) for number in gone} - set(fresh))
        assert set(shelf.content()) == shelf.used


def test_pack_that_is_mostly_out_of_use_is_written_anew(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.run({key(number): bytes(100) for number in range(10)})
    shelf.run({}, gone={key(number) for number in range(6)})
    assert sum(len(list(Pack(path).keys)) for path in shelf.packs) == 4


def test_fresh_run_replaces_what_was_kept(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.run({key(1): b"old", key(2): b"of a file that is gone"})
    shelf.run({key(1): b"new"}, anew=True)
    assert len(shelf.packs) == 1
    assert shelf.content() == {key(1): b"new", key(2): b"of a file that is gone"}


def test_what_a_dead_run_left_is_swept(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.run({key(1): b"value"})
    left = tmp_path / "store" / FOLDER / ".abc.pack.123.new"
    left.write_bytes(b"half")
    assert len(shelf.packs) == 1
    assert not left.exists()
