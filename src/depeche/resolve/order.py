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
    """An inclusive interval of days, as ordinals (see `date.toordinal`), which are quick to compare."""

    first: int
    last: int

    @classmethod
    def of(cls, first: date, last: date) -> Days:
        """Return the interval of two dates."""
        return cls(first.toordinal(), last.toordinal())

    @property
    def first_on(self) -> date:
        """Return the first day."""
        return date.fromordinal(self.first)

    @property
    def last_on(self) -> date:
        """Return the last day."""
        return date.fromordinal(self.last)


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
        return Days.of(date(published.year, 1, 1), date(published.year, 12, 31))
    if article.published_granularity == "month":
        last = calendar.monthrange(published.year, published.month)[1]
        return Days.of(published.replace(day=1), published.replace(day=last))
    return Days.of(published, published)


def gap(one: Days, other: Days) -> int:
    """Return the days between two intervals, 0 when they touch or overlap."""
    if one.last < other.first:
        return other.first - one.last
    return one.first - other.last if other.last < one.first else 0
