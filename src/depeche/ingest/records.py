"""The record that one line of a .jsonl file holds: its text, what it says about itself, and what is left over.

Pop, then audit: known fields are taken by name (fields.yml), the rest is reported, never dropped in silence.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
from depeche.ingest.reasons import Reason
from depeche.ingest.vocabulary import folded, vocabulary
from depeche.model import Declared


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


def read_record(line: bytes) -> Record | Reason:
    """Return the record of a line, or the reason why there is none."""
    decoded = decode(line)
    if isinstance(decoded, Reason):
        return decoded
    fields = _fields(decoded.text)
    if isinstance(fields, Reason):
        return fields
    return _taken(fields, decoded.encoding)


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

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = fields
        self._names: dict[str, str] = {}
        for name in fields:
            self._names.setdefault(folded(name), name)
        self._used: set[str] = set()

    def take(self, kind: str) -> Any:
        """Return the first field of a kind that holds something."""
        return self._take(kind, lambda value: value not in (None, "", [], {}))

    def take_text(self, kind: str) -> str | None:
        """Return the first field of a kind that holds a text of more than white space."""
        text: str | None = self._take(kind, lambda value: isinstance(value, str) and bool(value.strip()))
        return text

    def has_string(self, kind: str) -> bool:
        """Tell whether a field of a kind holds a string, be it blank."""
        return any(isinstance(self._fields.get(self._names.get(key, "")), str) for key in vocabulary().record[kind])

    def leftovers(self) -> tuple[str, ...]:
        """Return the names of the fields that were not taken."""
        return tuple(sorted(name for name in self._fields if name not in self._used and is_unicode(name)))

    def _take(self, kind: str, is_wanted: Callable[[Any], bool]) -> Any:
        for key in vocabulary().record[kind]:
            name = self._names.get(key)
            if name is not None and name not in self._used and is_wanted(self._fields[name]):
                self._used.add(name)
                return self._fields[name]
        return None


def _taken(raw: dict[str, Any], encoding: str) -> Record | Reason:
    """Return the record that named fields make up."""
    fields = _Fields(raw)
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
    url, collected_at = parse_url(fields.take("url")), parse_instant(fields.take("collected"))
    return Record(text, is_page, encoding, url, collected_at, declared, fields.leftovers())


def _declared(fields: _Fields) -> Declared:
    published = parse_day(fields.take("published"))
    return Declared(
        title=_mended(plain(fields.take("title"))),
        outlet=_mended(parse_name(fields.take("outlet"))),
        byline=_mended(parse_byline(fields.take("byline"))),
        published_on=published.on if published else None,
        published_granularity=published.granularity if published else None,
        language=parse_language(fields.take("language")),
        description=_mended(plain(fields.take("description"))),
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
