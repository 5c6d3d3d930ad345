"""A record, whatever file it comes from: its text, what it says about itself, and what is left over.

Pop, then audit: known fields are taken by name (fields.yml), the rest is reported, never dropped in silence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from depeche.ingest.declared_values import (
    is_unicode,
    parse_byline,
    parse_day,
    parse_instant,
    parse_language,
    parse_name,
    parse_url,
    plain,
)
from depeche.ingest.decode import decode, encoded_twice, is_binary
from depeche.ingest.mapping import Mapping
from depeche.ingest.reasons import Reason
from depeche.ingest.vocabulary import folded, vocabulary
from depeche.model import Declared

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Record:
    """What a record holds. `is_page`: its text is an HTML page."""

    text: str
    is_page: bool
    encoding: str
    url: str | None
    collected_at: datetime | None
    declared: Declared
    leftovers: tuple[str, ...]  # names of fields that nothing was made of


@dataclass(frozen=True, slots=True)
class Numbered:
    """What stands at one place of a file of records: a record, the reason why there is none, or None for something
    that is no document; `detail` says what then.
    """

    number: int  # from 1
    size_bytes: int
    content_sha256: str
    record: Record | Reason | None
    detail: str | None = None


def read_json(line: bytes, mapping: Mapping | None = None) -> Record | Reason:
    """Return the record of a line of a .jsonl file, or the reason why there is none."""
    decoded = decode(line)
    if isinstance(decoded, Reason):
        return decoded
    fields = _fields(decoded.text)
    if isinstance(fields, Reason):
        return fields
    return read_fields(fields, decoded.encoding, mapping)


def _fields(text: str) -> dict[str, Any] | Reason:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        is_cut_off = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        return Reason.TRUNCATED_JSON if is_cut_off else Reason.INVALID_JSON
    except (ValueError, RecursionError):
        return Reason.INVALID_JSON
    return value if isinstance(value, dict) else Reason.NOT_A_RECORD


class _Fields:
    """The fields of a record, taken one kind after the other; no field is taken twice."""

    def __init__(self, fields: dict[str, Any], mapping: Mapping | None) -> None:
        self._fields = fields
        self._mapping = mapping
        self._names: dict[str, str] = {}
        for name in fields:
            self._names.setdefault(folded(name), name)
        self._used: set[str] = set()

    def take(self, kind: str, read: Callable[[Any], _Value | None]) -> _Value | None:
        """Return what `read` makes of the first field of a kind of which it makes something."""
        for path, value in self._known(kind):
            if path not in self._used and (made := read(value)) is not None:
                self._used.update((path, path.partition(".")[0]))
                return made
        return None

    def take_text(self, kind: str) -> str | None:
        """Return the first field of a kind that holds a text of more than white space."""
        return self.take(kind, lambda value: value if isinstance(value, str) and value.strip() else None)

    def has_string(self, kind: str) -> bool:
        """Tell whether a field of a kind holds a string, be it blank."""
        return any(isinstance(value, str) for _, value in self._known(kind))

    def has_inner_text(self) -> bool:
        """Tell whether a mapping file looks for the text inside a field that is there."""
        paths = [
            path for kind in ("text", "html") for path in (self._mapping.names.get(kind, ()) if self._mapping else ())
        ]
        return any(path.partition(".")[0] in self._fields for path in paths)

    def leftovers(self) -> tuple[str, ...]:
        """Return the names of the fields that were not taken, but for those that a mapping file ignores."""
        ignored = self._mapping.ignored if self._mapping else ()
        left = (name for name in self._fields if name not in self._used and name not in ignored)
        return tuple(sorted(name for name in left if is_unicode(name)))

    def _known(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Give the fields of a kind, best first: those that a mapping file names, then those known by name."""
        for path in self._mapping.names.get(kind, ()) if self._mapping else ():
            if path in self._fields:
                yield path, self._fields[path]
            elif (value := self._inner(path)) is not None:
                yield path, value
        for key in vocabulary().record[kind]:
            if (name := self._names.get(key)) is not None:
                yield name, self._fields[name]

    def _inner(self, path: str) -> Any:
        """Return what a path such as 'article.body' leads to inside other fields."""
        value: Any = self._fields
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return value


def has_text(names: Iterable[str], mapping: Mapping | None) -> bool:
    """Tell whether one of the columns of a table may hold texts or pages."""
    fields = _Fields(dict.fromkeys(names, ""), mapping)
    return fields.has_string("text") or fields.has_string("html") or fields.has_inner_text()


def read_fields(raw: dict[str, Any], encoding: str, mapping: Mapping | None = None) -> Record | Reason:
    """Return the record that named fields make up, or the reason why they make none."""
    fields = _Fields(raw, mapping)
    text = fields.take_text("text")
    is_page = text is None
    if text is None:
        text = fields.take_text("html")
    if text is None:
        return Reason.EMPTY_TEXT if fields.has_string("text") else Reason.NO_TEXT_FIELD
    is_page = is_page or looks_like_page(text)
    if not is_unicode(text):
        return Reason.UNDECODABLE
    once = encoded_twice(text)
    if once is not None:
        text, encoding = once, f"{encoding.removesuffix(', double')}, double"
    if is_binary(text):
        return Reason.BINARY_CONTENT
    declared = _declared(fields)
    url, collected_at = fields.take("url", parse_url), fields.take("collected", parse_instant)
    return Record(text, is_page, encoding, url, collected_at, declared, fields.leftovers())


def _declared(fields: _Fields) -> Declared:
    published = fields.take("published", parse_day)
    return Declared(
        title=_mended(fields.take("title", plain)),
        outlet=_mended(fields.take("outlet", parse_name)),
        byline=_mended(fields.take("byline", parse_byline)),
        published_on=published.on if published else None,
        published_granularity=published.granularity if published else None,
        language=fields.take("language", parse_language),
        description=_mended(fields.take("description", plain)),
    )


def looks_like_page(text: str) -> bool:
    """Tell whether a text field holds HTML: it begins with a tag, and elements are closed in it."""
    head = text[:500].lstrip().lower()
    return (
        head.startswith(
            ("<!doctype html", "<html", "<body", "<div", "<article", "<p>", "<p ", "<main", "<section", "<h1")
        )
        and "</" in text
    )


def _mended(value: str | None) -> str | None:
    if value is None:
        return None
    return encoded_twice(value) or value
