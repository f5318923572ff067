"""What each construction of dates means: one function for each ``reads`` of ``dates_grammar.tsv``.

A date of which only a range is known gets the finest precision that holds the whole range, or none: "last week" is a
month where all its days lie in one. A range that is told by its ends ("from 3 to 5 May") begins on its first day, as
tables of events have it.
"""

from __future__ import annotations

from collections.abc import Callable

from detente.coding.almanac.counted import (
    ago,
    anniversary,
    beside,
    beside_date,
    next_day,
    night_into,
    same_day,
    shift,
    unit,
    weekday,
    weekday_of_week,
    weekdays,
    weekend,
    window,
)
from detente.coding.almanac.feasts import named
from detente.coding.almanac.stated import (
    day_and_month,
    day_of_month,
    days,
    decade,
    far_days,
    far_months,
    full,
    month_alone,
    month_and_year,
    of_year,
    quarter,
    season,
    written,
    year_alone,
)
from detente.coding.almanac.told import UNKNOWN, Beside, Said, When

__all__ = ["READERS", "UNKNOWN", "Beside", "Said", "When", "beside"]

READERS: dict[str, Callable[[Said], When | Beside | None]] = {
    "full": full,
    "written": written,
    "days": days,
    "far_days": far_days,
    "of_year": of_year,
    "day_and_month": day_and_month,
    "day_of_month": day_of_month,
    "month_and_year": month_and_year,
    "month": month_alone,
    "far_months": far_months,
    "quarter": quarter,
    "season": season,
    "decade": decade,
    "year": year_alone,
    "years": year_alone,
    "named": named,
    "weekday": weekday,
    "weekday_of_week": weekday_of_week,
    "weekdays": weekdays,
    "night_into": night_into,
    "weekend": weekend,
    "shift": shift,
    "ago": ago,
    "window": window,
    "unit": unit,
    "next_day": next_day,
    "same_day": same_day,
    "beside": beside_date,
    "anniversary": anniversary,
}
"""By the names that ``dates_grammar.tsv`` gives them."""
