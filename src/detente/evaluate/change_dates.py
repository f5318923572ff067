"""The same sentence on another day: dates that it states and its day of publication move together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from detente.evaluate.change import Change
from detente.model import Article

DAYS = 100
"""Over three borders of a month, and no whole number of weeks: weekdays change their names."""

YEARS = (28, -28)
"""After 28 years the calendar is the same: weekdays stay, and so does every "last month" and "next week"."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_WEEKDAY = re.compile(r"\b(" + "|".join(_WEEKDAYS) + r")\b")
_MONTH = "(?P<month>" + "|".join(_MONTHS) + ")"
_YEAR = re.compile(r"(?<![\w.,$€£])(1[89]\d\d|20\d\d)(?![\w%]|[.,]\d)")
_DECADE = re.compile(r"(?<!\d)(?:1[89]|20)\d\ds\b")
_DATE = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d) {_MONTH}(?P<comma>,?) (?P<year>\d{{4}})"
    rf"|{_MONTH.replace('month', 'm2')} (?P<d2>[0-3]?\d), (?P<y2>\d{{4}}))\b"
)
_COARSE = re.compile(
    rf"\b(?:{_MONTH}|(?:1[89]|20)\d\ds?|(?:last|this|next|past|previous|coming)(?: \w+)? (?:week|month|year|decade)s?"
    r"|(?:weeks?|months?|years?|decades?) (?:ago|earlier|later|before))\b"
)


def moved_by_days(article: Article, where: str) -> Iterator[Change]:
    """A text 100 days later; none where it states a month or a year alone, which do not move by days."""
    if article.published_at is None:
        return
    rest = _DATE.sub("", article.text)
    if _COARSE.search(rest):
        return
    text = _WEEKDAY.sub(lambda m: _WEEKDAYS[(_WEEKDAYS.index(m[1]) + DAYS) % 7], _DATE.sub(_day_moved, article.text))
    later = (date.fromisoformat(article.published_at[:10]) + timedelta(days=DAYS)).isoformat()
    yield Change("days", where, article, Article(article.id, text, published_at=later), days=DAYS)


def _day_moved(match: re.Match[str]) -> str:
    """A full date in the words that it stood in."""
    day, month, year = (match["day"] or match["d2"], match["month"] or match["m2"], match["year"] or match["y2"])
    new = date(int(year), _MONTHS.index(month) + 1, int(day)) + timedelta(days=DAYS)
    if match["day"]:
        return f"{new.day} {_MONTHS[new.month - 1]}{match['comma']} {new.year}"
    return f"{_MONTHS[new.month - 1]} {new.day}, {new.year}"


def moved_by_years(article: Article, where: str) -> Iterator[Change]:
    """A text 28 years later and 28 years earlier; none where it names a decade."""
    if article.published_at is None or _DECADE.search(article.text):
        return
    day = article.published_at
    for years in YEARS:
        text = _YEAR.sub(lambda m, years=years: str(int(m[1]) + years), article.text)  # type: ignore[misc]
        changed = Article(article.id, text, published_at=f"{int(day[:4]) + years:04d}{day[4:]}")
        yield Change("years", where, article, changed, years=years)
