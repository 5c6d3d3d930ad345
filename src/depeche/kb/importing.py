"""Make an imported knowledge base of a Wikidata dump: stream it, choose by type and renown, write what is mapped later.

Here: what is read of a dump and which names are kept. Which classes are people, organisations, places and products is
data (wikidata.yml). Not here: how the folder is read (see `imported`).

Source: the JSON dumps of Wikidata (https://www.wikidata.org/wiki/Wikidata:Database_download), CC0; one entity a line,
whole or any subset of the lines, plain or compressed.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec
import pyarrow as pa

from depeche.errors import InputError
from depeche.kb.imported import (
    ABOUT,
    ENTITIES,
    FOLDED,
    FORMAT,
    LONGEST_NAME,
    NAMES,
    RECORD,
    About,
    Record,
)
from depeche.kb.records import folded
from depeche.language.view import normalised
from depeche.model import Label
from depeche.words import read_words

_LONGEST_LINE = 64_000_000  # bytes of one entity; the longest of the real dump have 5 MB
_MOST_BEARERS = 5  # of one name, the best known; more would say nothing
_SHORTEST_NAME = 2
_LANGUAGES = ("fr", "mul", "en")  # of labels, the first there is; of aliases, all

_SCHEMA = pa.schema([("number", pa.int64()), ("sitelinks", pa.int32()), ("record", pa.large_binary())])


class _Text(msgspec.Struct):
    value: str


class _ItemId(msgspec.Struct):
    id: str = ""


class _Value(msgspec.Struct):
    value: _ItemId | None = None


class _Snak(msgspec.Struct):
    datavalue: _Value | None = None


class _Statement(msgspec.Struct):
    mainsnak: _Snak
    rank: str = "normal"


class _Claims(msgspec.Struct):
    instance_of: list[_Statement] = msgspec.field(name="P31", default_factory=list)


class _Item(msgspec.Struct):
    """What is read of an entity of a dump; the rest is skipped."""

    id: str
    labels: dict[str, _Text] = msgspec.field(default_factory=dict)
    aliases: dict[str, list[_Text]] = msgspec.field(default_factory=dict)
    descriptions: dict[str, _Text] = msgspec.field(default_factory=dict)
    claims: _Claims = msgspec.field(default_factory=_Claims)
    sitelinks: dict[str, Any] = msgspec.field(default_factory=dict)


class Chosen(NamedTuple):
    """An entity that is imported."""

    number: int
    name: str
    label: Label
    aliases: tuple[str, ...]
    description: str | None
    sitelinks: int


class Counts(NamedTuple):
    """What became of the lines of a dump."""

    lines: int
    unreadable: int
    of_no_type: int
    little_known: int
    nameless: int
    imported: int
    names: int


def import_dump(
    dump: Path,
    folder: Path,
    *,
    least_sitelinks: int,
    tell: Callable[[int], None] = lambda _read: None,
) -> Counts:
    """Make `folder` of a dump; what stood there before is replaced when the new one is whole.

    `tell` is called now and then with the bytes of the file read so far. Raises InputError when the dump cannot be read
    or holds no entity that is wanted.
    """
    outcomes = {"unreadable": 0, "of_no_type": 0, "little_known": 0, "nameless": 0}
    chosen: dict[int, Chosen] = {}
    lines = 0
    for line in _lines(dump, tell):
        lines += 1
        found = _choose(line, least_sitelinks)
        if isinstance(found, str):
            outcomes[found] += 1
        else:
            chosen.setdefault(found.number, found)
    if not chosen:
        raise InputError(
            f"{dump} holds no entity of the wanted types with at least {least_sitelinks} pages",
            hint="it must be a JSON dump of Wikidata, one entity a line; see depeche kb import --help",
        )
    names = write_index([chosen[number] for number in sorted(chosen)], folder, source=dump.name)
    return Counts(lines=lines, **outcomes, imported=len(chosen), names=names)


def write_index(entities: list[Chosen], folder: Path, *, source: str) -> int:
    """Write the files of an imported folder for entities in the order of their numbers; return how many names."""
    import marisa_trie

    exact: dict[str, list[int]] = {}
    plain: dict[str, list[int]] = {}
    for row, entity in enumerate(entities):
        for name in dict.fromkeys((entity.name, *entity.aliases)):
            exact.setdefault(name, []).append(row)
        for name in dict.fromkeys(map(folded, (entity.name, *entity.aliases))):
            plain.setdefault(name, []).append(row)
    with _replacing(folder) as staged:
        with pa.OSFile(str(staged / ENTITIES), "wb") as sink, pa.ipc.new_file(sink, _SCHEMA) as writer:
            writer.write_table(pa.Table.from_pylist([_row(entity) for entity in entities], schema=_SCHEMA))
        for file, bearers in ((NAMES, exact), (FOLDED, plain)):
            records = ((name, (row,)) for name in sorted(bearers) for row in _best_known(bearers[name], entities))
            (staged / file).write_bytes(marisa_trie.RecordTrie(RECORD, records).tobytes())
        digest = hashlib.sha256((staged / ENTITIES).read_bytes()).hexdigest()
        about = About(FORMAT, source, len(entities), len(exact), digest)
        (staged / ABOUT).write_bytes(msgspec.json.format(msgspec.json.encode(about)))
    return len(exact)


@contextmanager
def _replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of another when the block ends well, and vanishes when it does not."""
    staged, former = folder.with_name(f".{folder.name}.part"), folder.with_name(f".{folder.name}.former")
    if former.exists() and not folder.exists():
        former.rename(folder)  # an import was killed between the two renames below
    for left_behind in (staged, former):
        if left_behind.exists():
            shutil.rmtree(left_behind)
    staged.mkdir(parents=True)
    try:
        yield staged
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    if folder.exists():
        folder.rename(former)
    staged.rename(folder)
    shutil.rmtree(former, ignore_errors=True)


def _row(entity: Chosen) -> dict[str, Any]:
    record = Record(entity.name, entity.label, entity.aliases, entity.description)
    return {
        "number": entity.number,
        "sitelinks": entity.sitelinks,
        "record": msgspec.msgpack.encode(record),
    }


def _best_known(rows: list[int], entities: list[Chosen]) -> list[int]:
    return sorted(rows, key=lambda row: (-entities[row].sitelinks, row))[:_MOST_BEARERS]


def _choose(line: bytes, least_sitelinks: int) -> Chosen | str:
    """Return the entity of a line, or why it is left out."""
    try:
        item = msgspec.json.decode(line, type=_Item)
    except msgspec.MsgspecError:
        return "unreadable"
    label = _label(item)
    if label is None or item.id[:1] != "Q" or not item.id[1:].isdecimal():
        return "of_no_type"
    if len(item.sitelinks) < least_sitelinks:
        return "little_known"
    names = [item.labels[language].value for language in _LANGUAGES if language in item.labels]
    aliases = [alias.value for language in _LANGUAGES for alias in item.aliases.get(language, ())]
    kept = [name for name in dict.fromkeys(normalised(name.strip()) for name in (*names, *aliases)) if _is_usable(name)]
    if not names or not kept:
        return "nameless"
    description = item.descriptions.get("fr")
    return Chosen(
        int(item.id[1:]),
        kept[0],
        label,
        tuple(kept[1:]),
        description.value if description else None,
        len(item.sitelinks),
    )


def _label(item: _Item) -> Label | None:
    """Return what kind of entity an item is; the first of its classes that is known decides, preferred ones first."""
    statements = [statement for statement in item.claims.instance_of if statement.rank != "deprecated"]
    for statement in sorted(statements, key=lambda statement: statement.rank != "preferred"):
        value = statement.mainsnak.datavalue
        label = classes().get(value.value.id) if value is not None and value.value is not None else None
        if label is not None:
            return label
    return None


def _is_usable(name: str) -> bool:
    """Tell whether a wording can stand for an entity in a text: it begins with a capital or a figure, has letters."""
    if not _SHORTEST_NAME <= len(name) <= LONGEST_NAME or "\n" in name:
        return False
    return not name[0].islower() and name[0].isalnum() and any(c.isalpha() for c in name)


@cache
def classes() -> dict[str, Label]:
    """Return the label of each class of Wikidata that is imported."""
    listed: dict[Label, dict[str, str]] = read_words("kb", "wikidata")
    return {item: label for label, items in listed.items() for item in items}


def _lines(dump: Path, tell: Callable[[int], None]) -> Iterator[bytes]:
    """Yield the entities of a dump, without the brackets and commas of the JSON list around them."""
    try:
        with dump.open("rb") as raw, _decompressed(dump, raw) as stream:
            while line := stream.readline(_LONGEST_LINE):
                tell(raw.tell())
                stripped = line.strip().rstrip(b",")
                if stripped not in (b"", b"[", b"]"):
                    yield stripped
    except (OSError, EOFError, pa.ArrowException) as error:
        raise InputError(f"cannot read {dump}: {error}", hint="is the file whole?") from error


@contextmanager
def _decompressed(dump: Path, raw: BinaryIO) -> Iterator[io.BufferedIOBase]:
    if dump.suffix == ".gz":
        with gzip.GzipFile(fileobj=raw) as stream:
            yield stream
    elif dump.suffix == ".bz2":
        with bz2.BZ2File(raw) as stream:
            yield stream
    elif dump.suffix == ".zst":
        with pa.CompressedInputStream(pa.PythonFile(raw, mode="r"), "zstd") as plain:
            yield io.BufferedReader(plain)
    else:
        yield io.BufferedReader(raw, 1 << 20)  # type: ignore[type-var]
