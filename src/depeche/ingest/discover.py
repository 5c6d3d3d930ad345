"""Which sources a raw zone holds, and of which type.

Here: local folders, and which kind of place an address names. Not here: objects (see `objects`), what bytes say (see
`decode`, `page`, `records`).
"""

# ruff: noqa: PTH116, PTH118, PTH123 - ten thousand files are listed in a third of the time when paths are strings
from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from depeche.errors import InputError
from depeche.ingest.globbing import matches, split_pattern
from depeche.ingest.mapping import MAPPING_NAME, MOST_BYTES, Mapping, is_mapping, nearest, read_mapping
from depeche.ingest.reasons import Reason
from depeche.ingest.sources import (
    HEAD_BYTES,
    OBJECT,
    READABLE,
    TEXT,
    SourceFile,
    named_type,
    packing_of,
    sniff,
    source_address,
    telling_suffix,
    unique_address,
)


def discover(raw: str | Path) -> tuple[SourceFile, ...]:
    """Return every source under a folder or `s3://bucket/prefix`, in the order of their addresses; with a pattern
    (`data/raw/**/*.jsonl`) those that it names.

    Whatever starts with a dot is left out, and so is each fields.yml, which says how others are read. Sources that
    cannot be read as documents are returned with their problem. Raises InputError when there is no such place, it
    cannot be listed as a whole, or a fields.yml cannot be meant.
    """
    if isinstance(raw, str) and "://" in raw:
        if not raw.startswith(OBJECT):
            raise InputError(
                f"the raw zone cannot lie at {raw}",
                hint="name a local folder, or an address such as s3://bucket/prefix",
            )
        from depeche.ingest.objects import list_objects  # the client library is needed for such addresses only

        home, pattern = split_pattern(raw)
        return _chosen(list_objects(home), pattern)
    if os.path.lexists(raw):  # a folder may have a bracket in its name
        return _files(Path(raw))
    home, pattern = split_pattern(Path(raw).as_posix())
    return _chosen(_files(Path(home)), pattern)


def discover_file(path: Path) -> SourceFile:
    """Return one file as a source of its own, a symbolic link as the file that it leads to.

    Only a fields.yml of the file's own folder holds for it; no other file of the folder is looked at.
    """
    root = os.path.realpath(path.parent)
    file = _source_file(root, path.name, source_address(path.name), is_link=False)
    own = path.parent / MAPPING_NAME
    is_mapped = own.is_file() and not own.is_symlink()
    return replace(file, mapping=_mappings(root, [MAPPING_NAME])[""]) if is_mapped else file


def _chosen(files: tuple[SourceFile, ...], pattern: str | None) -> tuple[SourceFile, ...]:
    if pattern is None:
        return files
    return tuple(file for file in files if matches(pattern, file.source_uri))


def _files(raw: Path) -> tuple[SourceFile, ...]:
    if not raw.exists():
        raise InputError(f"the raw folder {raw} does not exist", hint="create it, or name another one with --raw")
    if not raw.is_dir():
        raise InputError(f"{raw} is a file, not a folder", hint="put the scrapes into a folder and name it with --raw")
    root = os.path.realpath(raw)
    taken: set[str] = set()
    files = []
    entries = sorted(_entries(root), key=lambda entry: os.fsencode(entry[0]))
    mappings = _mappings(root, [relative for relative, is_link in entries if not is_link])
    for relative, is_link in entries:
        if is_mapping(relative) and not is_link:
            continue
        address = unique_address(source_address(relative), taken)
        file = _source_file(root, relative, address, is_link=is_link)
        mapping = nearest(mappings, relative)
        files.append(file if mapping is None else replace(file, mapping=mapping))
    return tuple(sorted(files, key=lambda file: file.source_uri))


def _mappings(root: str, relatives: Iterable[str]) -> dict[str, Mapping]:
    """Return what the mapping files of a raw zone say, by the folder that each lies in."""
    found = {}
    for relative in filter(is_mapping, relatives):
        path = os.path.join(root, relative)
        try:
            with open(path, "rb") as stream:
                data = stream.read(MOST_BYTES + 1)
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}", hint="mend its permissions") from error
        found[relative.rpartition("/")[0]] = read_mapping(data, address=path)
    return found


def _entries(root: str) -> Iterator[tuple[str, bool]]:
    """Give the relative paths of all that is no folder, and whether each is a symbolic link, which is not entered."""
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(os.path.join(root, folder)) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(f"{folder}{entry.name}{os.sep}")
                    else:
                        yield f"{folder}{entry.name}", entry.is_symlink()
        except OSError as error:  # nobody could tell how many documents would be missing
            raise InputError(
                f"the folder {error.filename} cannot be listed: {error.strerror}",
                hint="mend its permissions, or move it away",
            ) from error


def _source_file(root: str, relative: str, address: str, *, is_link: bool) -> SourceFile:
    path = os.path.join(root, relative)
    suffix = telling_suffix(relative)
    suffix_type = named_type(suffix)
    try:
        relative.encode("utf-8")
    except UnicodeEncodeError:
        return SourceFile(os.path.join(root, address), address, 0, suffix_type, Reason.UNREADABLE_NAME)
    try:
        if is_link:
            target = Path(path).resolve(strict=True)
            if not target.is_relative_to(root):
                return SourceFile(path, address, 0, suffix_type, Reason.LINK_OUTSIDE)
            if target.is_dir():
                return SourceFile(path, address, 0, suffix_type, Reason.LINK_TO_FOLDER)
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return SourceFile(path, address, 0, suffix_type, Reason.NOT_A_FILE)
        with open(path, "rb", buffering=0) as stream:
            head = stream.read(HEAD_BYTES)
    except FileNotFoundError:
        return SourceFile(path, address, 0, suffix_type, Reason.VANISHED)
    except (OSError, RuntimeError):  # RuntimeError: a link that leads to itself
        return SourceFile(path, address, 0, suffix_type, Reason.UNREADABLE)
    media_type = (named_type(suffix) if suffix else TEXT) if packing_of(head) else sniff(suffix, head)
    problem = None if media_type in READABLE else Reason.UNSUPPORTED_TYPE
    return SourceFile(path, address, status.st_size, media_type, problem)
