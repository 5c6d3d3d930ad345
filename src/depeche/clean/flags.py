"""Signs that a kept text should be read with care. Codes in lower case, sorted; none of them rejects an article."""

from __future__ import annotations

import re
from datetime import date

from depeche.clean.dateline import find_date
from depeche.clean.folding import fold
from depeche.clean.metadata import Published
from depeche.clean.prose import final_mark
from depeche.clean.spans import Cut
from depeche.clean.tongue import Tongue
from depeche.clean.weekdays import disagrees_with, has_weekday_mismatch
from depeche.model import Declared

_SHORT = 60  # words
_MIXED = 0.2  # characters cut as foreign for each that stays
_MOJIBAKE = re.compile("Ã[\u0080-¿]|â€|Â[\u00a0-¿]|\ufffd")
_ORDINAL_DEBRIS = re.compile(
    r"\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?:th|st|nd|rd)\b"
)
_STRANDED = re.compile(r"[.!?] [a-zà-ÿ]{3,12}\.(?:\s|$)")


def find_flags(
    text: str, *, tongue: Tongue | None, published: Published, declared: Declared, cuts: list[Cut], view: str
) -> tuple[str, ...]:
    """Return the quality flags of a kept text."""
    flags = set()
    if len(text.split()) < _SHORT:
        flags.add("short_text")
    if (tongue is not None and tongue.confidence < 0.8) or _foreign(cuts) > _MIXED * len(text):
        flags.add("mixed_language")
    if has_weekday_mismatch(view) or _names_other_weekday(published, cuts, view):
        flags.add("weekday_mismatch")
    if _ORDINAL_DEBRIS.search(text) or len(_STRANDED.findall(text)) >= 2:
        flags.add("machine_translation_debris")
    if _MOJIBAKE.search(text):
        flags.add("encoding_debris")
    if (
        any(text.count(opening) != text.count(closing) for opening, closing in (("«", "»"), ("“", "”")))
        or text.count('"') % 2
    ):
        flags.add("unbalanced_quotes")
    last = text.rstrip().rsplit("\n", 1)[-1]
    if last and not final_mark(last) and len(last.split()) >= 12:
        flags.add("truncated")
    if any(cut.category == "paywall" and cut.rule.startswith("paywall.reserved") for cut in cuts):
        flags.add("paywalled")
    if _disagrees(published, declared, cuts, view):
        flags.add("date_disagreement")
    return tuple(sorted(flags))


def _names_other_weekday(published: Published, cuts: list[Cut], view: str) -> bool:
    """Tell whether a publication line gives the day of publication another weekday."""
    if published.on is None or published.granularity != "day":
        return False
    return disagrees_with(published.on, (view[cut.start : cut.end] for cut in cuts if cut.category == "byline"))


def _foreign(cuts: list[Cut]) -> int:
    """Return how many characters were cut because they are in another language."""
    return sum(cut.end - cut.start for cut in cuts if cut.rule.startswith("language."))


def _disagrees(published: Published, declared: Declared, cuts: list[Cut], view: str) -> bool:
    """Tell whether the declared date and the publication line are more than a day apart."""
    if declared.published_on is None or published.granularity != "day":
        return False
    found: list[date] = []
    for cut in cuts:
        if cut.rule == "byline.published":
            line = find_date(fold(view[cut.start : cut.end]))
            if line is not None and line.granularity == "day":
                found.append(line.on)
    return bool(found) and all(abs((day - declared.published_on).days) > 1 for day in found)
