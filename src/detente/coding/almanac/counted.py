"""Constructions that are counted from publication, or from another date of the sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from detente.coding.almanac.calendar import WEEK, between, first_day, in_month, in_year, months_from, on_day, unit_of
from detente.coding.almanac.told import DAY, GRADES, UNKNOWN, Beside, Said, When, last_day

SATURDAY = 5
SLACK = {1: DAY, 2: 2 * DAY}
"""How far "a week ago" and "two weeks ago" may be from so many times seven days; more weeks are rounder still."""


def weekday(said: Said) -> When | None:
    """The latest such day up to publication, or the next one; "next" and "this" choose."""
    if said.day is None:
        return None
    back = (said.day.weekday() - said.number("weekday")) % 7
    latest = said.day - back * DAY
    if not said.has("last"):
        return on_day(latest, other=latest + WEEK if back else None)
    step = said.number("last")
    if step == 0:
        return on_day(said.day + (said.number("weekday") - said.day.weekday()) * DAY)
    return on_day(latest + WEEK if step > 0 else latest - WEEK * (back == 0))


def weekday_of_week(said: Said) -> When | None:
    """As in "Tuesday of last week"."""
    if said.day is None or said.unit != "week":
        return None
    monday = said.day - said.day.weekday() * DAY + said.number("last") * WEEK
    return on_day(monday + said.number("weekday") * DAY)


def weekdays(said: Said) -> When | None:
    """From one weekday to another: the first of those whose last is the latest up to publication."""
    if said.day is None:
        return None
    first, last = said.numbers("weekday")
    end = said.day - (said.day.weekday() - last) % 7 * DAY
    begin = end - (last - first) % 7 * DAY
    return on_day(begin, other=begin + WEEK)


def night_into(said: Said) -> When | None:
    """A night that ends on a weekday begins the day before."""
    when = weekday(said)
    return on_day(date.fromisoformat(when.value) - DAY) if when is not None and when.value is not None else None


def weekend(said: Said) -> When | None:
    """The latest weekend that has begun; "next" is the one after publication."""
    if said.day is None:
        return None
    back = (said.day.weekday() - SATURDAY) % 7
    saturday = said.day - back * DAY
    inside = back < 2
    if said.has("last"):
        step = said.number("last")
        saturday += WEEK * ((step > 0) or (step == 0 and not inside)) - WEEK * (step < 0 and inside)
        return between(saturday, saturday + DAY)
    coming = between(saturday + WEEK, saturday + WEEK + DAY)
    return replace(between(saturday, saturday + DAY), other=coming.value)


def shift(said: Said) -> When | None:
    """As in "Yesterday", "tomorrow", "the day before yesterday"."""
    return on_day(said.day + said.number("shift") * DAY) if said.day is not None else None


def ago(said: Said) -> When | None:
    """As in "Two days ago", "about a week ago", "more than a year ago"."""
    if said.unit == "hour":
        return _hours(said)
    if said.day is None:
        return None
    least, most = said.bounds
    when = _counted_from(said.day, said.unit, -most, -least, on_day(said.day))
    bound = said.number("bound") or int(said.has("at"))
    if bound:
        return When(None, "unknown", "unknown", latest=when.latest_day if bound > 0 else said.day)
    if said.has("about") and when.precision == "day" and when.value is not None:
        day = date.fromisoformat(when.value)
        return between(day - DAY, day + DAY)
    return when


def _hours(said: Said) -> When | None:
    """Hours before publication: today or yesterday, which is no date, but no background either."""
    return replace(UNKNOWN, latest=said.day) if said.day is not None else None


def window(said: Said) -> When | None:
    """The time up to publication or from it: "the past three days", "in recent weeks"."""
    if said.unit == "hour":
        return _hours(said)
    if said.day is None:
        return None
    most = 1 if not said.has("vague", "recent", "number", "figure") else said.bounds[1]
    ahead = said.number("last") > 0
    end = _counted_from(said.day, said.unit, most if ahead else -most, most if ahead else -most, on_day(said.day))
    edge = end.latest_day
    if edge is None:
        return None
    if not ahead and end.precision != "day":
        edge = first_day(end)
    return between(min(edge, said.day), max(edge, said.day))


def unit(said: Said) -> When | Beside | None:
    """This, the last or the next unit, or a part of this one: "earlier this week", "the end of the year"."""
    step, unit = said.number("last"), said.unit
    if unit == "day":
        return Beside(step, "day") if step >= 0 and not said.has("edge") else None
    span = unit_of(said.day, unit, step) if said.day is not None else None
    if span is None or said.day is None:
        return None
    first, last = span
    if said.has("later") and first <= said.day <= last:
        first, last = (first, said.day) if said.number("later") < 0 else (said.day, last)
    return between(first, last)


def next_day(said: Said) -> Beside | None:
    """As in "The following day", "the month before": counted from another date."""
    return Beside(said.number("previous"), said.unit) if said.unit in GRADES else None


def same_day(said: Said) -> Beside | None:
    """As in "The same day"."""
    return Beside(0, said.unit) if said.unit in {"day", "month", "year"} else None


def beside_date(said: Said) -> Beside | None:
    """As in "A day later", "two weeks before"."""
    if said.unit == "hour" or said.has("bound"):
        return None
    least, most = (1, 1) if said.has("part") or not said.has("later", "after") else said.bounds
    if said.has("after") and not said.has("one", "number", "figure"):
        least, most = 1, 1  # "the day before"
    sign = said.number("later", "after")
    return Beside(sign * least, said.unit, sign * most if most != least else None, tied=said.has("after"))


def anniversary(said: Said) -> Beside:
    """As in "The tenth anniversary of": so many years after another date."""
    return Beside(said.number("nth", "ordinal"), "year", anniversary=True)


def beside(said: Beside, anchor: When) -> When:
    """A date that is so many units after another one (before it, where negative), as fine as that allows."""
    when = _beside_it(said, anchor)
    if anchor.other is None or when.value is None:
        return when
    other = _beside_it(said, replace(anchor, value=anchor.other))
    return replace(when, other=other.value if other.precision == when.precision else None)


def _beside_it(said: Beside, anchor: When) -> When:
    if anchor.value is None:
        return UNKNOWN
    if anchor.fineness < said.grade:
        return replace(anchor, span=None, other=None)  # "two days before Christmas": the same month
    if said.anniversary:
        day = [int(part) for part in anchor.value.split("-")]
        return _as_fine(anchor, day[0] + said.count, day[1:])
    most = said.count if said.most is None else said.most
    return _counted_from(first_day(anchor), said.unit, min(said.count, most), max(said.count, most), anchor)


def _as_fine(anchor: When, year: int, rest: list[int]) -> When:
    if len(rest) == 2:
        return on_day(date(year, *rest), anchor.basis)
    return in_month(date(year, rest[0], 1), anchor.basis) if rest else in_year(year, anchor.basis)


def _counted_from(day: date, unit: str, least: int, most: int, anchor: When) -> When:
    """A day so many units from another; weeks, months and years are told roundly."""
    basis = anchor.basis
    if least != most:
        one, other = (_counted_from(day, unit, n, n, anchor) for n in (least, most))
        if one.value is None or other.value is None:
            return When(None, "unknown", "unknown", latest=other.latest_day)
        return between(first_day(one), last_day(other.value), basis)
    if least == 0:
        return replace(anchor, span=None, other=None) if unit == "day" else _cut(anchor, unit)
    match unit:
        case "day":
            return on_day(day + least * DAY, basis)
        case "week" | "fortnight":
            weeks = least * (2 if unit == "fortnight" else 1)
            slack = SLACK.get(abs(weeks), 3 * DAY)
            return between(day + weeks * WEEK - slack, day + weeks * WEEK + slack, basis)
        case "month":
            return in_month(months_from(day, least), basis)
        case _:
            years = least * (10 if unit == "decade" else 1)
            fine = anchor.fineness > 0 and anchor.basis == "text" and unit == "year"
            return in_month(date(day.year + years, day.month, 1), basis) if fine else in_year(day.year + years, basis)


def _cut(anchor: When, unit: str) -> When:
    """The month or year that another date lies in."""
    value = (anchor.value or "")[: 7 if unit == "month" else 4]
    return When(value, "month" if unit == "month" else "year", anchor.basis)
