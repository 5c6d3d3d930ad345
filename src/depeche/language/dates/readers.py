"""What the match of each pattern of `grammar` says: a `Wording`, or None where it is no date after all."""

from __future__ import annotations

import re

from depeche.language.dates.expression import Relation, Wording
from depeche.language.dates.lexicon import number, table
from depeche.language.dates.wordings import pattern, table_of, words

Match = re.Match[str]


def _year_number(wording: str | None) -> int | None:
    """Return a year in full: '98' is 1998, '15' is 2015."""
    if not wording:
        return None
    year = int(wording.lstrip("'"))
    if len(wording.lstrip("'")) == 2:
        year += 2000 if year < 40 else 1900
    return year if 1000 <= year <= 2199 else None


def _group(match: Match, name: str) -> str | None:
    groups = match.groupdict()
    return groups.get(name)


def _month_number(wording: str) -> int | None:
    found = table("months", "month_abbreviations").get(wording.rstrip("."))
    return int(found) if found is not None else None


def _weekday_number(match: Match) -> int | None:
    wording = _group(match, "wd") or _group(match, "wda")
    return table("weekdays", "weekday_abbreviations")[wording] if wording else None


def _relation(wording: str | None) -> Relation | None:
    """Return what 'dernier', 'prochain', 'suivant' say."""
    if not wording:
        return None
    if wording in table("last"):
        return "last"
    if wording in table("next"):
        return "next"
    return "following" if wording in table("following") else "preceding"


def read_calendar_day(match: Match) -> Wording | None:
    """Read a day and month in words."""
    month = _month_number(match["m"])
    wording = _group(match, "dw")
    day = int(match["d"]) if _group(match, "d") else _day_in_words(wording or "")
    year = _year_number(_group(match, "y"))
    if month is None or day is None or not 1 <= day <= 31:
        return None
    month_first = _group(match, "first") is not None
    translated = bool(month_first or _group(match, "th") or _group(match, "mt"))
    return Wording(
        match.start(),
        match.end(),
        "day",
        day=day,
        month=month,
        year=year,
        weekday=_weekday_number(match),
        relation=_relation(_group(match, "rel")),
        is_translated=translated,
    )


def _day_in_words(wording: str) -> int | None:
    ordinal = table("ordinals").get(wording)
    return int(ordinal) if ordinal is not None else number(wording)


def read_numeric_day(match: Match) -> Wording | None:
    """Read 17/11/2023, 2023-11-17; the American order only where the second number cannot be a month."""
    first, second, year = int(match["a"]), int(match["b"]), _year_number(match["y"])
    if match.start("y") < match.start("a"):
        first, second = second, first
    translated = second > 12 >= first
    if translated:
        first, second = second, first
    if year is None or not (1 <= first <= 31 and 1 <= second <= 12):
        return None
    return Wording(match.start(), match.end(), "day", day=first, month=second, year=year, is_translated=translated)


def read_day_without_year(match: Match) -> Wording | None:
    """Read '22/04'."""
    day, month = int(match["a"]), int(match["b"])
    bare = match.group()
    if not (1 <= day <= 31 and 1 <= month <= 12) or bare in table("not_dates"):
        return None
    padded = len(match["b"]) == 2 and len(match["a"]) == 2
    if _group(match, "cue") is None and not padded and not (day > 12 and month < 10):
        return None
    return Wording(match.start(), match.end(), "day", day=day, month=month, weekday=_weekday_number(match))


def read_month(match: Match) -> Wording | None:
    """Read a month."""
    month = _month_number(match["m"])
    if month is None:
        return None
    before = _group(match, "before")
    relation = _relation(_group(match, "rel") or before)
    if relation is None and _group(match, "det"):
        relation = "this"
    year = _year_number(_group(match, "y"))
    return Wording(
        match.start(), match.end(), "month", month=month, year=year, relation=relation, is_translated=bool(before)
    )


def read_numeric_month(match: Match) -> Wording | None:
    """Read 11/2016 or 2016-11."""
    month = int(match["m"])
    if not 1 <= month <= 12:
        return None
    return Wording(match.start(), match.end(), "month", month=month, year=int(match["y"]))


def read_two_years(match: Match) -> Wording | None:
    """Read a season of two years."""
    first = int(match["y"])
    second = int(match["y2"])
    second += 100 * (first // 100) if second < 100 else 0
    if second != first + 1:
        return None
    return Wording(match.start(), match.end(), "years", year=first, count=2)


def read_year(match: Match) -> Wording:
    """Read a bare year."""
    return Wording(match.start(), match.end(), "year", year=int(match["year"]))


def read_year_named(match: Match) -> Wording | None:
    """Read a year after 'en' or 'l'année'."""
    year = _year_number(match["y"])
    return Wording(match.start(), match.end(), "year", year=year, relation="that") if year else None


def read_decade(match: Match) -> Wording | None:
    """Read 'les années 60'."""
    wording = match["dec"]
    value = int(wording) if wording.isdigit() else number(wording)
    if value is None or value % 10:
        return None
    if value < 100:
        value += 1900 if value >= 30 else 2000 if wording.isdigit() else 1900
    return Wording(match.start(), match.end(), "decade", year=value)


def read_century(match: Match) -> Wording | None:
    """Read 'le XIXe siècle'."""
    values: list[int] = [table_of("roman")[letter] for letter in match["roman"]]
    total = sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))
    return Wording(match.start(), match.end(), "century", count=total) if 1 <= total <= 21 else None


def read_part(match: Match) -> Wording | None:
    """Read a quarter or half of a year."""
    year = _year_number(_group(match, "y"))
    if _group(match, "letter"):
        unit = "half" if match["letter"] in words("half") else "quarter"
        if year is None or (unit == "half" and int(match["digit"]) > 2):
            return None
        return Wording(match.start(), match.end(), "part", unit=unit, count=int(match["digit"]), year=year)
    unit = table("units")[match["u"]]
    count = table("ordinals")[match["o"]]
    if count == 9:
        return Wording(match.start(), match.end(), "unit", unit=unit, relation="last")
    return Wording(match.start(), match.end(), "part", unit=unit, count=count, year=year)


def read_season(match: Match) -> Wording | None:
    """Read a season."""
    month, day = table("seasons")[match["season"]]
    det = (_group(match, "det") or "").strip()
    year = _year_number(_group(match, "y"))
    relation = _relation(_group(match, "rel"))
    if det in words("any_season") and year is None and relation is None:
        return Wording(match.start(), match.end(), "vague")
    if relation is None and det in words("this"):
        relation = "this"
    return Wording(match.start(), match.end(), "season", month=month, day=day, year=year, relation=relation)


def read_weekday(match: Match) -> Wording | None:
    """Read a weekday."""
    det = (_group(match, "det") or "").split(" ")
    after = match.string[match.end() : match.end() + 20].lstrip()
    names = table("weekday_names")
    if any(re.match(rf"{re.escape(name)}\b", after) for name in names):
        return None
    relation = _relation(_group(match, "rel"))
    is_side = det[-1] in words("last") or det[-1] in words("next")  # 'le dernier lundi'
    if relation is None and det[0] in words("this"):
        relation = "last" if det[-1] in words("past") else "this"
    if relation is None and is_side:
        relation = "last" if det[-1] in words("last") else "next"
    week: Relation | None = None
    if _group(match, "week"):
        week = _relation(_group(match, "wrel")) or "this"
    return Wording(
        match.start(),
        match.end(),
        "weekday",
        weekday=table("weekdays")[match["wd"]],
        relation=relation,
        week=week,
        is_translated=det[0] in words("translated") or is_side,
        is_habitual=det[0] in words("habitual") and relation is None and week is None,
    )


def read_offset(match: Match) -> Wording:
    """Read 'hier', 'demain'."""
    return Wording(match.start(), match.end(), "offset", count=table("days")[match["w"]])


def read_sequel(match: Match) -> Wording:
    """Read 'la veille', 'le lendemain'; of an event they have no place."""
    if pattern("of_event").match(match.string[match.end() : match.end() + 5]):
        return Wording(match.start(), match.end(), "vague")
    return Wording(match.start(), match.end(), "sequel", count=table("days_after")[match["w"]])


def read_this_unit(match: Match) -> Wording:
    """Read 'cette semaine', 'ce mois-là'."""
    relation: Relation = "that" if match["that"] else "this"
    return Wording(match.start(), match.end(), "unit", unit=table("units")[match["u"]], relation=relation)


def read_unit(match: Match) -> Wording | None:
    """Read 'la semaine dernière'."""
    unit = table("units")[match["u"]]
    if match["u"].endswith("s") and match["u"] not in words("invariable"):
        return None
    if unit == "day" and match["u"] not in words("day"):
        return None
    return Wording(match.start(), match.end(), "unit", unit=unit, relation=_relation(match["rel"]))


def read_weekend(match: Match) -> Wording:
    """Read 'le week-end'."""
    return Wording(match.start(), match.end(), "unit", unit="weekend")


def read_vague(match: Match) -> Wording:
    """Read a vague expression."""
    return Wording(match.start(), match.end(), "vague")


def _count(match: Match) -> int | None:
    return number(match["n"])


def read_ago(match: Match) -> Wording | None:
    """Read 'il y a deux ans'."""
    count = _count(match)
    return Wording(match.start(), match.end(), "ago", unit=table("units")[match["u"]], count=-count) if count else None


def read_ahead(match: Match) -> Wording | None:
    """Read 'dans deux ans'."""
    count = _count(match)
    return Wording(match.start(), match.end(), "ago", unit=table("units")[match["u"]], count=count) if count else None


def read_shift(match: Match) -> Wording | None:
    """Read 'trois jours plus tard'."""
    count = _count(match)
    if not count:
        return None
    backwards = match["later"] in words("backwards")
    unit = table("units")[match["u"]]
    return Wording(match.start(), match.end(), "shift", unit=unit, count=-count if backwards else count)


def read_holiday(match: Match) -> Wording:
    """Read a holiday."""
    year = _year_number(_group(match, "y"))
    relation = _relation(_group(match, "rel"))
    fixed = table("holidays").get(match["holiday"])
    if fixed is None:
        days = table("easter")[match["holiday"]]
        return Wording(match.start(), match.end(), "holiday", easter=days, year=year, relation=relation)
    return Wording(match.start(), match.end(), "holiday", month=fixed[0], day=fixed[1], year=year, relation=relation)


def read_clock(match: Match) -> Wording | None:
    """Read a time of day."""
    hour = _group(match, "h")
    if hour is not None and int(hour) > 24:
        return None
    start = match.start("clock") if _group(match, "clock") else match.start()
    return Wording(start, match.end(), "time")


def read_day_part(match: Match) -> Wording:
    """Read 'en début d'après-midi', 'dans la soirée': of the day that is spoken of, else of the publication."""
    return Wording(match.start(), match.end(), "time", unit="part")
