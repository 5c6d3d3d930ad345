"""Cleans one scrape: from the raw text to the article, its segments and the ledger of what was cut.

Here: the order of the steps. Each step has a module of its own.
Nothing is lost: segments, cut stretches and white space make up the raw text, for rejected documents too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depeche.clean.duplicates import cut_duplicates
from depeche.clean.flags import find_flags
from depeche.clean.foreign import cut_foreign
from depeche.clean.headline import strip_outlet
from depeche.clean.kinds import line_kind
from depeche.clean.learned import cut_learned
from depeche.clean.ledger import Kept, Partition, write_partition
from depeche.clean.lines import Line, split_lines
from depeche.clean.metadata import find_byline, find_published
from depeche.clean.prose import final_mark, has_finite_verb
from depeche.clean.reading import Reading
from depeche.clean.rejection import find_rejection
from depeche.clean.rules import Category, RuleBook, rule_book
from depeche.clean.spans import Cut, find_inline_cuts, merge_cuts
from depeche.clean.teasers import find_pointers
from depeche.clean.tongue import find_tongue
from depeche.clean.verdicts import read_lines
from depeche.language.view import normalised
from depeche.model import Article, Declared, LearnedLine, RemovedSpan, Scrape


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What the lines of a text became."""

    kept: tuple[Kept, ...]
    cuts: tuple[Cut, ...]
    title: str | None


def clean(scrape: Scrape, *, judge: bool = True, learned: Sequence[LearnedLine] = ()) -> Article:
    """Return the article of a scrape; `rejection` says why where the text is none, unless it is not to be judged.

    `learned` are lines of the scrape that return in other documents of its outlet (see `recurring`).
    """
    raw = scrape.document.raw_text or ""
    view = normalised(raw)
    cleaned = _decide(view, raw, scrape, learned)
    partition = write_partition(raw, cleaned.kept, cleaned.cuts)
    body = " ".join(raw[item.start : item.end] for item in cleaned.kept if item.kind != "title")
    tongue = find_tongue(body or partition.text)
    rejection = None
    if judge:
        rejection = find_rejection(body, has_sentence=_has_sentence(partition.text), tongue=tongue, cuts=cleaned.cuts)
    title_at = next((item.start for item in cleaned.kept if item.kind == "title"), 0)
    published = find_published(scrape.declared, cleaned.cuts, view, text=partition.text, title_at=title_at)
    cuts = list(cleaned.cuts)
    flags = find_flags(
        partition.text, tongue=tongue, published=published, declared=scrape.declared, cuts=cuts, view=view
    )
    if rejection is not None:
        partition = _reject(raw, cleaned, rejection)
    return Article(
        document_id=scrape.document.document_id,
        title=cleaned.title or _declared_title(scrape.declared),
        text=partition.text,
        language=tongue.language if tongue else None,
        language_confidence=tongue.confidence if tongue else None,
        published_on=published.on,
        published_granularity=published.granularity,
        published_basis=published.basis,
        outlet=scrape.declared.outlet,
        byline=find_byline(scrape.declared, cleaned.cuts, view),
        kept_ratio=_kept_ratio(raw, partition.removed),
        quality_flags=flags,
        segments=partition.segments,
        removed=partition.removed,
        rejection=rejection,
    )


def strip(scrape: Scrape) -> Partition:
    """Return the text of a scrape without page debris, and what was cut; neither judged nor dated, and no language
    told: much faster.
    """
    raw = scrape.document.raw_text or ""
    cleaned = _decide(normalised(raw), raw, scrape, tells_languages=False)
    return write_partition(raw, cleaned.kept, cleaned.cuts)


def read_by_rules(
    view: str, scrape: Scrape, book: RuleBook, learned: Sequence[LearnedLine] = ()
) -> tuple[Reading | None, tuple[Cut, ...]]:
    """Return the lines of a normalised text with what rules say of them, and the cuts inside lines."""
    inline = merge_cuts(find_inline_cuts(book, view), find_pointers(view))
    lines = split_lines(view, inline, scrape.blocks)
    if not lines:
        return None, inline
    reading = read_lines(lines, book, scrape.declared)
    cut_learned(reading, scrape.document.raw_text or "", learned)
    cut_duplicates(reading)
    return reading, inline


def _decide(
    view: str, raw: str, scrape: Scrape, learned: Sequence[LearnedLine] = (), *, tells_languages: bool = True
) -> Cleaned:
    reading, inline = read_by_rules(view, scrape, rule_book(), learned)
    if reading is None:
        return Cleaned((), inline, None)
    if reading.is_plain_text:
        from depeche.clean.classifier import cut_classified  # numpy is slow to load, and pages need none of it

        cut_classified(reading)
    if tells_languages:
        cut_foreign(reading)
    kept: list[Kept] = []
    cuts = list(inline)
    for number, line in enumerate(reading.lines):
        _place(reading, number, line, kept, cuts)
    headline = reading.lines[reading.title] if reading.title is not None else None
    title = raw[headline.start : headline.end] if headline else None
    return Cleaned(tuple(kept), tuple(sorted(cuts)), " ".join(title.split()) if title else None)


def _place(reading: Reading, number: int, line: Line, kept: list[Kept], cuts: list[Cut]) -> None:
    """Put a line among the kept stretches, the cuts, or one part in each."""
    verdict = reading.verdicts[number]
    if verdict is None:
        kept.append(Kept(line.start, line.end, line_kind(reading, number)))
    elif verdict.start is None or verdict.end is None:
        cuts.append(Cut(line.start, line.end, verdict.category, verdict.rule))
    else:
        cuts.append(Cut(line.start + verdict.start, line.start + verdict.end, verdict.category, verdict.rule))
        kind = "caption" if verdict.category == "credit" else line_kind(reading, number)
        before = line.text[: verdict.start].rstrip()
        if before:
            kept.append(Kept(line.start, line.start + len(before), kind))
        after = line.text[verdict.end :]
        if after.strip():
            kept.append(Kept(line.end - len(after.lstrip()), line.end, kind, continues=bool(before)))


def _reject(raw: str, cleaned: Cleaned, rejection: str) -> Partition:
    """Return the partition of a rejected text: everything is cut."""
    code = rejection.split(":", 1)[0]
    category: Category = "paywall" if code == "paywall_stub" else "other"
    whole = [Cut(item.start, item.end, category, f"rejected.{code}") for item in cleaned.kept]
    return write_partition(raw, (), [*cleaned.cuts, *whole])


def _has_sentence(text: str) -> bool:
    """Tell whether a kept text holds one finished sentence at least."""
    return any(final_mark(line) and has_finite_verb(line) for line in normalised(text).split("\n"))


def _declared_title(declared: Declared) -> str | None:
    return strip_outlet(declared.title, declared.outlet) if declared.title else None


def _kept_ratio(raw: str, removed: tuple[RemovedSpan, ...]) -> float:
    """Return the share of the characters, white space aside, that were kept."""
    total = sum(len(part) for part in raw.split())
    cut = sum(len(part) for span in removed for part in span.text.split())
    return round((total - cut) / total, 4) if total else 0.0
