"""Reads when and by whom an article was published from the lines that were cut from it.

Here: dates of publication lines and scraper headers, bylines.
Not here: dates in the article's sentences (`language.dates`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from depeche.clean.dateline import Granularity, find_date, read_dateline
from depeche.clean.folding import fold, key
from depeche.clean.spans import Cut
from depeche.model import Declared

_UPDATED = re.compile(r"\b(?:mise? a jour|maj|modifiee?|actualisee?|updated|derniere)\b")
_PUBLISHED = re.compile(r"\b(?:publi(?:ee?|cation|shed)|parue?|postee?|posted|mise? en ligne|creee?)\b")
_NAMES = re.compile(
    r"^\W*(?:(?i:(?:propos )?recueillis? par|"
    r"(?:article )?(?:rédigé|écrit) par|(?:texte )?par|by|(?:(?:un )?texte )?de))"
    r"(?: ?: ?| )(?P<names>[A-ZÀ-Ý][^\d\n|]{1,100}?)(?:,? (?:avec|le|à|with) .*|[ ,|–-]*\d.*)?[ .,]*$"
)
_AGENCY = re.compile(
    r"^\W*(?:(?i:avec|d'après) )?(?:l'|L')?(?P<names>(?:AFP|Reuters|REUTERS|AP|Belga|BELGA|ATS|APS|EFE|ANSA)\b"
    r"[^\n]{0,30}?)\W*$"
)
# 'KERLAZ, 12 juin 2024 (AFP) - ', 'Kerlaz (AFP), le 12 juin 2024 - ': place, day and agency before the first sentence.
_AGENCY_DATELINE = re.compile(
    r"[^\S\n]*[A-ZÀ-Ý][^\d\n():;.!?]{1,40}"
    r"(?:, (?P<day>[^\n():;]{6,30}) \([^\d\n()]{2,40}\)|\([^\d\n()]{2,40}\),? (?P<after>[^\n():;–—-]{6,30}))[ :,]*[-–—]"
)
_OPENING = 3  # lines in which such a dateline is looked for
_HEADERS = frozenset(f"scraper_metadata.{name}" for name in ("date_header", "field_value", "bracketed_date"))
_BY = re.compile(r"\W*(?:par|by)\b", re.IGNORECASE)
_ARTICLES = ("Le ", "La ", "Les ", "L'", "The ")


class Published(NamedTuple):
    """When an article was published, how finely that is known, and from what."""

    on: date | None
    granularity: Granularity | None
    basis: str | None


UNKNOWN = Published(None, None, None)


def find_published(
    declared: Declared, cuts: Sequence[Cut], view: str, *, text: str = "", title_at: int = 0
) -> Published:
    """Return the publication date: declared, else from a publication line, the scraper's header, an agency's dateline.

    A line below the title counts more than one above it, which may give the day on which the page was read.
    """
    if declared.published_on is not None:
        return Published(declared.published_on, declared.published_granularity or "day", "declared")
    signed = [cut for cut in cuts if cut.category == "byline"]
    signed.sort(key=lambda cut: cut.start < title_at)
    lines = [fold(view[cut.start : cut.end]) for cut in signed]
    for wants_update in (False, True):
        for line in lines:
            stretch = _before_update(line) if not wants_update else line
            found = find_date(stretch)
            if found:
                return Published(found.on, found.granularity, "publication_line")
    for cut in cuts:
        if cut.rule in _HEADERS:
            found = find_date(fold(view[cut.start : cut.end]))
            if found:
                return Published(found.on, found.granularity, "scraper_header")
    return _from_agency(text)


def _from_agency(text: str) -> Published:
    """Return the day that an agency puts before its first sentence."""
    for line in text.split("\n", _OPENING)[:_OPENING]:
        if match := _AGENCY_DATELINE.match(line):
            found = find_date(fold(match["day"] or match["after"]))
            if found and found.granularity == "day":
                return Published(found.on, found.granularity, "agency_dateline")
    return UNKNOWN


def _before_update(line: str) -> str:
    """Return the part of a publication line that tells of publication: what stands before the words for an update.

    Where the update comes first, what stands from the words for publication on.
    """
    updated, published = _UPDATED.search(line), _PUBLISHED.search(line)
    if updated is None:
        return line
    return line[published.start() :] if published and published.start() > updated.start() else line[: updated.start()]


def find_byline(declared: Declared, cuts: Sequence[Cut], view: str) -> str | None:
    """Return the author: declared, else from a publication line, else the agency that the text is signed with."""
    if declared.byline:
        return declared.byline
    agencies: list[str] = []
    lines = [
        view[cut.start : cut.end].strip()
        for cut in cuts
        if cut.category == "byline" and not cut.rule.startswith("learned.")
    ]
    for line in lines:
        read = read_dateline(line)
        found = _NAMES.match(line) if read is None else None
        names = read.names if read else (found["names"].strip(" ()"),) if found else ()
        persons = [name for name in names if _is_person(name, declared.outlet, is_alone=not _BY.match(line))]
        person = max(persons, key=lambda name: len(key(name)) > 1, default=None)
        if person:
            return person
        agencies.extend(found["names"].strip(" ()") for found in map(_AGENCY.match, (line, *names)) if found)
    return agencies[0] if agencies else None


def _is_person(name: str, outlet: str | None, *, is_alone: bool) -> bool:
    """Tell whether a name in a publication line is no agency, no paper and, where 'Par' is missing, no place."""
    is_paper = name.startswith(_ARTICLES) or (outlet is not None and key(name) == key(outlet))
    is_place = is_alone and len(key(name)) < 2
    return len(name) > 1 and not is_place and not is_paper and not _AGENCY.match(name)
