"""Packs give back what was put in, by key, and are known by their bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.stages import packs
from depeche.stages.packs import KEY_BYTES, Entry, Pack, is_whole, pack_name, read_entries, save_pack, write_pack

KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)


def key(number: int) -> bytes:
    return number.to_bytes(KEY_BYTES, "big")


@settings(deadline=None, max_examples=40)
@given(entries=st.dictionaries(KEYS, st.binary(max_size=300), min_size=1), size=st.integers(1, 500))
def test_entries_come_back_whatever_the_size_of_batches(tmp_path_factory, entries, size):
    folder = tmp_path_factory.mktemp("packs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packs, "_BATCH_BYTES", size)
        path = folder / (save_pack(folder, [Entry(*item) for item in entries.items()]) or "")
    assert {e.key: bytes(e.value) for e in read_entries([path], entries)} == entries
    assert list(Pack(path).keys) == list(entries)


def test_only_wanted_entries_are_given(tmp_path):
    path = tmp_path / (save_pack(tmp_path, [Entry(key(n), bytes([n])) for n in range(9)]) or "")
    assert [bytes(e.value) for e in read_entries([path], {key(3), key(70)})] == [b"\x03"]


def test_first_of_several_packs_wins(tmp_path):
    paths = [tmp_path / (save_pack(tmp_path, [Entry(key(1), value)]) or "") for value in (b"new", b"old")]
    assert [bytes(e.value) for e in read_entries(paths, {key(1)})] == [b"new"]


def test_no_entries_make_no_pack(tmp_path):
    assert save_pack(tmp_path, []) is None
    assert list(tmp_path.iterdir()) == []


@given(st.data())
def test_any_changed_byte_or_length_is_noticed(data):
    pack = write_pack([Entry(key(1), b"une valeur"), Entry(key(2), b"une autre")])
    at = data.draw(st.integers(0, len(pack) - 1))
    changed = pack[:at] + bytes([pack[at] ^ data.draw(st.integers(1, 255))]) + pack[at + 1 :]
    assert is_whole(pack_name(pack), pack)
    assert not is_whole(pack_name(pack), changed)
    assert not is_whole(pack_name(pack), pack[:at])
