"""The one order in which articles are looked at, so that no answer depends on the order in which they were given; and
days between them.

Earliest first: by publication (unknown last), then by source address.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from depeche.model import Article, ReadArticle


class Days(NamedTuple):
    """An inclusive interval of days."""

    first: date
    last: date


def earliest_first(articles: Iterable[ReadArticle]) -> tuple[ReadArticle, ...]:
    """Return the articles by publication day (unknown last), then source address."""
    return tuple(sorted(articles, key=_key))


def _key(read: ReadArticle) -> tuple[bool, date, str, str]:
    published = read.article.published_on
    return published is None, published or date.max, read.document.source_uri, read.document.document_id


def publication_days(article: Article) -> Days | None:
    """Return the days on which an article may have been published; None when nothing is known."""
    published = article.published_on
    if published is None:
        return None
    if article.published_granularity == "year":
        return Days(date(published.year, 1, 1), date(published.year, 12, 31))
    if article.published_granularity == "month":
        last = calendar.monthrange(published.year, published.month)[1]
        return Days(published.replace(day=1), published.replace(day=last))
    return Days(published, published)


def gap(one: Days, other: Days) -> int:
    """Return the days between two intervals, 0 when they touch or overlap."""
    return max(0, (max(one.first, other.first) - min(one.last, other.last)).days)
