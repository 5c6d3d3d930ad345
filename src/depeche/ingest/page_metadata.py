"""What an HTML page says about itself outside its text: meta elements, JSON-LD, <title>, <time>, <html lang>.

Everything is optional and nothing is trusted: what cannot be read is None. Never today's date, nor a file's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from depeche.ingest.declared_values import Day, parse_byline, parse_day, parse_language, parse_name, parse_url, plain
from depeche.ingest.vocabulary import folded, vocabulary
from depeche.model import Declared

_LONGEST_JSON = 2_000_000
_MOST_NODES = 5000
_MOST_TIMES = 200
_MOST_HEADINGS = 50
_SEPARATOR = re.compile(r"\s+[-–—|•·:»]\s+")
_WRAPPERS = (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>"))
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(slots=True)
class _Found:
    """What one pass over the tree collects."""

    meta: dict[str, str] = field(default_factory=dict)  # by folded name; the first one counts
    scripts: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)  # after the first heading, best first
    times_seen: int = 0
    title: str | None = None
    canonical: str | None = None


def read_metadata(root: Any, *, visible: str = "") -> tuple[Declared, str | None]:
    """Return what a page declares about its article, and its canonical address.

    `visible` is the text of the page; a title that stands in it as a line is preferred to a longer one that does not.
    """
    found = _collect(root)
    article = _article(found.scripts)
    published = _published(found, article)
    outlet = _meta(found, "outlet") or parse_name(article.get("publisher"))
    declared = Declared(
        title=_title(found, article, outlet, visible),
        outlet=outlet,
        byline=parse_byline(article.get("author")) or parse_byline(_meta(found, "byline")),
        published_on=published.on if published else None,
        published_granularity=published.granularity if published else None,
        language=parse_language(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"))
        or parse_language(article.get("inLanguage"))
        or parse_language(_meta(found, "language")),
        description=_meta(found, "description") or plain(article.get("description")),
    )
    return declared, parse_url(found.canonical) or parse_url(_meta(found, "url"))


def _collect(root: Any) -> _Found:
    found = _Found()
    for element in root.iter("meta", "title", "h1", "time", "script", "link"):
        tag = element.tag
        if tag == "meta":
            name = (
                element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
            )
            content = plain(element.get("content"))
            if name and content:
                found.meta.setdefault(folded(name), content)
        elif tag == "script" and (element.get("type") or "").lower().split(";")[0].strip() == "application/ld+json":
            found.scripts.append(element.text or "")
        elif tag == "link" and (element.get("rel") or "").lower() == "canonical":
            found.canonical = found.canonical or element.get("href")
        elif tag == "title" and found.title is None and not _inside(element, "svg"):
            found.title = plain("".join(element.itertext()))
        elif tag == "h1" and len(found.headings) < _MOST_HEADINGS:
            if heading := plain("".join(element.itertext())):
                found.headings.append(heading)
        elif tag == "time" and element.get("datetime") and found.times_seen < _MOST_TIMES:
            found.times_seen += 1
            _collect_time(element, found)
    return found


def _collect_time(element: Any, found: _Found) -> None:
    """Keep the day of a <time> that may date the article; what is marked as its publication comes first."""
    if not _dates_the_article(element):
        return
    if "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None:
        found.times.insert(0, element.get("datetime"))
    elif found.headings:
        found.times.append(element.get("datetime"))


def _inside(element: Any, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _dates_the_article(element: Any) -> bool:
    """Tell whether a <time> stands outside comments, related articles and the like."""
    for count, above in enumerate(element.iterancestors()):
        if count > 30 or above.tag in ("body", "html"):
            break
        if above.tag in ("aside", "nav", "footer"):
            return False
        hints = f"{above.get('class') or ''} {above.get('id') or ''}".lower()
        if any(word in hints for word in vocabulary().not_the_article):
            return False
    return True


def _meta(found: _Found, kind: str) -> str | None:
    for name in vocabulary().meta[kind]:
        if value := found.meta.get(name):
            return value
    return None


def _article(scripts: list[str]) -> dict[str, Any]:
    """Return the properties of the first article that the JSON-LD of a page describes; empty when there is none."""
    for script in scripts:
        for node in _nodes(_json(script)):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and name in vocabulary().article_types for name in names):
                return node
    return {}


def _json(script: str) -> Any:
    if len(script) > _LONGEST_JSON:
        return None
    bare = script.strip()
    for opening, closing in _WRAPPERS:
        bare = bare.removeprefix(opening).removesuffix(closing).strip()
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Give the objects of a JSON-LD document, outer ones first."""
    queue: list[Any] = [data]
    for at in range(_MOST_NODES):
        if at >= len(queue):
            return
        node = queue[at]
        if isinstance(node, dict):
            yield node
            queue.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if key in node)
        elif isinstance(node, list):
            queue.extend(node[:_MOST_NODES])


def _published(found: _Found, article: dict[str, Any]) -> Day | None:
    for value in (
        article.get("datePublished"),
        _meta(found, "published"),
        *found.times[:1],
        article.get("dateCreated"),
    ):
        if day := parse_day(value):
            return day
    return None


def _title(found: _Found, article: dict[str, Any], outlet: str | None, visible: str) -> str | None:
    """Return the article's title without the outlet's name; in the wording of the heading where that says the same."""
    declared = _meta(found, "title") or plain(article.get("headline")) or found.title
    if len(found.headings) == 1 and (declared is None or _bare(found.headings[0]) in _bare(declared)):
        return found.headings[0]
    if declared is None:
        return next(iter(found.headings), None)
    return _shown_part(declared, visible) or without_outlet(declared, outlet)


def _shown_part(title: str, visible: str) -> str | None:
    """Return the longest part of a title that the page shows as a line of its own; None for single words."""
    lines = frozenset(visible.split("\n"))
    parts = [part for part in _SEPARATOR.split(title) if len(part.split()) > 2 and part in lines]
    return None if title in lines else max(parts, key=len, default=None)


def without_outlet(title: str, outlet: str | None) -> str:
    """Return a title without the outlet's name at its end or beginning."""
    parts = _SEPARATOR.split(title)
    if outlet is None or len(parts) < 2:
        return title
    name = _bare(outlet)
    cuts = list(_SEPARATOR.finditer(title))
    if _bare(parts[-1]) == name:
        return title[: cuts[-1].start()].strip()
    if _bare(parts[0]) == name:
        return title[cuts[0].end() :].strip()
    return title


def _bare(text: str) -> str:
    return _NO_WORD.sub("", text).casefold()
