from __future__ import annotations

import numpy as np
import pytest
from happenings_by_hand import CRITICISE, EGYPT_TURKEY, EXPEL, STATE, VISIT, act

from detente.relate import TimelineRow, pack, timeline
from detente.relate.series import weekly


def test_a_timeline_keeps_cooperation_and_conflict_apart() -> None:
    rows = timeline(EGYPT_TURKEY, ("TUR", "EGY"), step="year")
    assert rows[:2] == [
        TimelineRow("2012", 1.9, 0.0, 1.9, 1),
        TimelineRow("2013", 0.0, 30.0, -30.0, 7),
    ]
    assert [row.period for row in rows] == [str(year) for year in range(2012, 2025)]


def test_a_quarter_without_happenings_stands_in_the_timeline() -> None:
    acts = [act("2020-03-31", VISIT), act("2020-07-01", CRITICISE), act("2020-08-01", STATE)]
    assert timeline(acts, ("EGY", "TUR")) == [
        TimelineRow("2020-Q1", 1.9, 0.0, 1.9, 1),
        TimelineRow("2020-Q2", 0.0, 0.0, 0.0, 0),
        TimelineRow("2020-Q3", 0.0, 2.0, -2.0, 1),
    ]


def test_a_dyad_that_is_not_there_has_no_timeline() -> None:
    assert timeline(EGYPT_TURKEY, ("FRA", "DEU")) == []
    assert timeline([act("2020-01-01", STATE)], ("EGY", "TUR")) == []


def test_weeks_run_from_monday_to_sunday() -> None:
    days = ("2020-03-02", "2020-03-08", "2020-03-09")
    weights, first, _ = weekly(pack([act(day, EXPEL) for day in days]), range(1))
    np.testing.assert_array_equal(weights, [[[0.0, 0.0]], [[14.0, 7.0]]])
    np.testing.assert_array_equal(first, [0])


def test_columns_hold_dyads_in_order_and_days_in_order() -> None:
    columns = pack([act("2020-03-02", VISIT), act("2020-03-01", VISIT, by="FRA", to="DEU", name="a" * 40)])
    assert columns.dyads == (("DEU", "FRA"), ("EGY", "TUR"))
    assert columns.ids.tolist() == ["a" * 40, "2020-03-02/EGY/042"]


def test_a_date_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="2020-13"):
        pack([act("2020-13", VISIT)])
