from __future__ import annotations

from datetime import date, timedelta

import pytest
from happenings_by_hand import CRITICISE, EGYPT_TURKEY, NEGOTIATE, STATE, VISIT, act, every
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Happening, Signal
from detente.relate import DIRECTION, WEEKLY, DirectionSettings, pack, signals
from detente.relate.turns import Turn, once

COLD = every(26, CRITICISE, since="2010-01-04", times=10)
"""Five years of two rebukes a year."""
WARM = every(26, VISIT, since="2010-01-04", times=10)


def after(*months: str, what: tuple[str, float] = VISIT) -> list[Happening]:
    return [act(f"{month}-10", what) for month in months]


def raised(history: list[Happening]) -> list[tuple[str, str, str]]:
    return [(s.kind, s.on, s.detected_on) for s in signals(history)]


FOUR = ("2015-02", "2015-06", "2015-11", "2016-04")


def test_a_thaw_told_by_a_few_visits_over_two_years_is_found() -> None:
    rupture, thaw = signals(EGYPT_TURKEY)
    assert (rupture.kind, rupture.method) == ("rupture", WEEKLY)
    assert thaw == Signal(
        dyad=("EGY", "TUR"),
        kind="thaw",
        on="2021-05-05",
        detected_on="2023-02-07",
        score=thaw.score,
        level_before=-2.81,
        level_after=4.83,
        drivers=("2021-05-05/EGY/046", "2021-09-07/TUR/046", "2022-11-20/EGY/042", "2023-02-07/EGY/051"),
        method=DIRECTION,
    )
    assert thaw.score > DirectionSettings().h


def test_four_acts_of_the_other_kind_are_a_turn() -> None:
    assert raised([*COLD, *after(*FOUR)]) == [("thaw", "2015-02-10", "2016-04-10")]
    assert raised([*WARM, *after(*FOUR, what=CRITICISE)]) == [("rupture", "2015-02-10", "2016-04-10")]


def test_three_are_none() -> None:
    assert raised([*COLD, *after(*FOUR[:3])]) == []


def test_an_act_of_the_old_kind_takes_back_one_of_the_new() -> None:
    relapse = act("2015-09-01", CRITICISE)
    assert raised([*COLD, *after(*FOUR), relapse]) == []
    assert raised([*COLD, *after(*FOUR, "2016-06"), relapse]) == [("thaw", "2015-02-10", "2016-06-10")]


def test_a_turn_dates_from_after_the_relapse_that_undid_its_first_step() -> None:
    visits = after("2015-02", "2015-06", "2015-09", "2015-12", "2016-03")
    assert raised([*COLD, *visits, act("2015-03-20", CRITICISE)]) == [("thaw", "2015-06-10", "2016-03-10")]


def test_acts_of_more_than_two_years_do_not_add_up() -> None:
    assert raised([*COLD, *after("2015-02", "2015-11", "2016-08", "2017-05")]) == []


def test_one_week_counts_once() -> None:
    summit = [act(f"2015-06-0{day}", VISIT) for day in (1, 2, 3)]
    assert raised([*COLD, *after("2015-02"), *summit, *after("2015-11")]) == []


def test_what_the_dyad_was_always_like_is_no_turn() -> None:
    assert raised([*COLD, *after(*FOUR, what=CRITICISE)]) == []
    assert raised([*WARM, *after(*FOUR)]) == []


def test_a_mixed_past_asks_for_more_than_a_cold_one() -> None:
    mixed = [h._replace(cameo="042", goldstein=1.9) if n % 5 in (1, 3) else h for n, h in enumerate(COLD)]
    assert raised([*mixed, *after(*FOUR)]) == []


@pytest.mark.parametrize("past", [COLD[:4], every(2, CRITICISE, since="2014-08-04", times=10)])
def test_a_past_of_few_acts_or_few_months_is_none(past: list[Happening]) -> None:
    assert raised([*past, *after(*FOUR)]) == []


def test_statements_are_not_counted() -> None:
    assert raised([*COLD, *after(*FOUR, what=STATE)]) == []


def test_a_busy_dyad_is_left_to_the_weekly_sums() -> None:
    history = [*every(3, CRITICISE, since="2010-01-04", times=85), *after(*FOUR)]
    assert raised(history) == []
    found = signals(history, direction=DirectionSettings(busy=1000))
    assert [(s.kind, s.method) for s in found] == [("thaw", DIRECTION)]


def test_a_turn_is_not_raised_again_while_it_lasts() -> None:
    assert len(raised([*COLD, *every(13, VISIT, since="2015-02-09", times=16)])) == 1


def test_a_turn_back_is_one_more_turn() -> None:
    thaw = every(13, VISIT, since="2015-02-09", times=16)
    frost = after("2019-02", "2019-06", "2019-11", "2020-04", what=CRITICISE)
    assert [kind for kind, _, _ in raised([*COLD, *thaw, *frost])] == ["thaw", "rupture"]


def test_visits_after_a_thaw_that_the_weekly_sums_saw_are_the_same_thaw() -> None:
    burst = [act("2015-01-12", NEGOTIATE), act("2015-01-20", NEGOTIATE)]
    found = signals([*COLD, *burst, *after(*FOUR)])
    assert [(s.detected_on, s.method) for s in found] == [("2015-01-20", WEEKLY)]


def test_a_burst_soon_after_a_slow_thaw_is_the_same_thaw() -> None:
    soon, late = ([act(f"2016-{m}-0{d}", NEGOTIATE) for d in (1, 2, 3)] for m in ("05", "08"))
    assert [s.method for s in signals([*COLD, *after(*FOUR), *soon])] == [DIRECTION]
    assert [s.method for s in signals([*COLD, *after(*FOUR), *late])] == [DIRECTION, WEEKLY]


def test_a_turn_of_months_starts_after_the_last_turn_and_two_years_after_one_of_its_kind() -> None:
    first = Turn(0, 0, day=1000, began=1000, height=5, method=WEEKLY)
    slow = Turn(0, 0, day=2000, began=1728, height=5, method=DIRECTION)
    kept = lambda *turns: list(once(turns, rest=9, window=104))  # noqa: E731 - shorter than a function here
    assert kept(slow, first) == [first]
    assert kept(slow._replace(began=1729), first) == [first, slow._replace(began=1729)]
    assert kept(slow._replace(side=1, began=1001), first)[1:] == [slow._replace(side=1, began=1001)]
    assert kept(slow._replace(side=1, began=1000), first)[1:] == []
    assert kept(slow._replace(dyad=1), first)[1:] == [slow._replace(dyad=1)]


def test_neighbours_in_the_table_do_not_lend_each_other_a_past() -> None:
    neighbour = [h._replace(source_country="DZA", target_country="MAR") for h in COLD]
    assert raised([*neighbour, *after(*FOUR)]) == []
    assert raised([*[h._replace(source_country="FRA") for h in after(*FOUR)], *COLD]) == []


@st.composite
def thin_histories(draw: st.DrawFn) -> list[Happening]:
    """Some decades of two dyads, an act every few months; each dyad's temper changes at times."""
    found = []
    for by, to in (("EGY", "TUR"), ("DZA", "MAR")):
        day = date(1990, 1, 1)
        for spell in range(draw(st.integers(1, 4))):
            kinds = draw(st.sampled_from([[VISIT], [CRITICISE], [VISIT] * 5 + [CRITICISE], [VISIT, STATE]]))
            for gap in draw(st.lists(st.integers(0, 160), min_size=5, max_size=14)):
                day += timedelta(days=gap)
                name = f"{by}{spell}-{len(found)}"
                found.append(act(day.isoformat(), draw(st.sampled_from(kinds)), by=by, to=to, name=name))
    return found


@settings(max_examples=60, deadline=None)
@given(thin_histories(), st.dates(date(1990, 1, 1), date(2006, 1, 1)))
def test_a_cut_raises_what_the_whole_raises_until_then(history: list[Happening], day: date) -> None:
    everything = signals(history)
    for until in [day.isoformat(), *(s.detected_on for s in everything)]:
        cut = [h for h in history if h.date <= until]
        assert signals(cut) == [s for s in everything if s.detected_on <= until]
    dates = {h.id: h.date for h in history}
    for signal in everything:
        assert dates[signal.drivers[0]] >= signal.on
        assert dates[signal.drivers[-1]] <= signal.detected_on


@settings(max_examples=30, deadline=None)
@given(thin_histories(), st.randoms(use_true_random=False))
def test_order_and_neighbours_do_not_matter(history: list[Happening], random: object) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    everything = signals(history)
    assert signals(shuffled) == everything == signals(pack(iter(history)))
    for dyad in (("EGY", "TUR"), ("DZA", "MAR")):
        assert signals(history, dyad=dyad) == [s for s in everything if s.dyad == dyad]
