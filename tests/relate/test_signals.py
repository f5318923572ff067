from __future__ import annotations

from datetime import date, timedelta

import pytest
from happenings_by_hand import (
    ATTACK,
    CRITICISE,
    DEMAND,
    EGYPT_TURKEY,
    EXPEL,
    NEGOTIATE,
    PROMISE,
    RECALL,
    STATE,
    VISIT,
    act,
    every,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Happening, Signal
from detente.relate import WEEKLY, Settings, pack, signals

KNOWN = [act("2010-01-04", STATE)]
"""Makes the dyad known; says nothing else of it."""


def test_expulsions_answered_in_kind_are_a_rupture_on_their_day() -> None:
    (rupture,) = signals(h for h in EGYPT_TURKEY if h.date < "2021")
    assert rupture == Signal(
        dyad=("EGY", "TUR"),
        kind="rupture",
        on="2013-11-23",
        detected_on="2013-11-23",
        score=rupture.score,
        level_before=-2.02,
        level_after=-6.0,
        drivers=("answered", "expelled", "lowered"),
        method=WEEKLY,
    )
    assert rupture.score > Settings().h


@pytest.mark.parametrize("what", [VISIT, CRITICISE, NEGOTIATE, RECALL, EXPEL, ATTACK])
def test_a_single_act_in_a_silent_dyad_raises_nothing(what: tuple[str, float]) -> None:
    assert signals([*KNOWN, act("2012-03-05", what)]) == []


@pytest.mark.parametrize(("what", "kind"), [(EXPEL, "rupture"), (NEGOTIATE, "thaw")])
def test_two_strong_acts_within_three_weeks_raise_a_signal_on_the_second(what: tuple[str, float], kind: str) -> None:
    found = signals([*KNOWN, act("2012-03-05", what), act("2012-03-21", what)])
    assert [(s.kind, s.on, s.detected_on) for s in found] == [(kind, "2012-03-05", "2012-03-21")]


def test_two_strong_acts_half_a_year_apart_raise_nothing() -> None:
    assert signals([*KNOWN, act("2012-03-05", EXPEL), act("2012-09-05", EXPEL)]) == []


def test_what_happens_every_month_raises_nothing() -> None:
    assert signals([*KNOWN, *every(4, VISIT, since="2010-02-01", times=80)]) == []


def test_words_that_come_with_all_times_are_not_counted() -> None:
    talk = [act("2012-03-05", what) for what in (STATE, PROMISE, DEMAND) for _ in range(9)]
    assert signals([*KNOWN, *talk]) == []


def test_talks_in_the_midst_of_a_crisis_are_no_thaw() -> None:
    crisis = [act(f"2012-03-0{day}", what) for day in (5, 6, 7) for what in (ATTACK, ATTACK, NEGOTIATE)]
    assert [s.kind for s in signals([*KNOWN, *crisis])] == ["rupture"]


def test_a_thaw_that_came_before_the_crisis_of_that_week_stands() -> None:
    week = [act("2012-03-05", NEGOTIATE), act("2012-03-06", NEGOTIATE), *[act("2012-03-09", ATTACK)] * 3]
    assert [(s.kind, s.detected_on) for s in signals([*KNOWN, *week])] == [
        ("thaw", "2012-03-06"),
        ("rupture", "2012-03-09"),
    ]


def test_a_dyad_without_a_past_raises_nothing() -> None:
    assert signals([act("2012-03-05", EXPEL), act("2012-03-06", EXPEL), act("2012-03-07", EXPEL)]) == []


def test_a_second_rupture_waits_until_two_months_have_passed() -> None:
    wave = lambda day: [act(day, ATTACK), act(day, EXPEL)]  # noqa: E731 - shorter than a function here
    soon = signals([*KNOWN, *wave("2012-03-05"), *wave("2012-04-10")])
    late = signals([*KNOWN, *wave("2012-03-05"), *wave("2012-06-10")])
    assert [s.detected_on for s in soon] == ["2012-03-05"]
    assert [s.detected_on for s in late] == ["2012-03-05", "2012-06-10"]


def test_drivers_are_the_five_heaviest_of_the_kind_by_day() -> None:
    light = [act("2012-03-05", CRITICISE, name=f"light{n}") for n in range(3)]
    heavy = [act("2012-03-06", EXPEL, name=f"heavy{n}") for n in range(4)]
    (rupture,) = signals([*KNOWN, *heavy, *light, act("2012-03-05", VISIT, name="visit")])
    assert (rupture.on, rupture.detected_on) == ("2012-03-05", "2012-03-06")
    assert rupture.drivers == ("light0", "heavy0", "heavy1", "heavy2", "heavy3")


def test_bounds_choose_what_is_reported_and_keep_the_history() -> None:
    everything = signals(EGYPT_TURKEY)
    assert signals(EGYPT_TURKEY, since="2013-11-23", until="2013-11-23") == everything[:1]
    assert signals(EGYPT_TURKEY, since="2013-11-24") == everything[1:]
    assert signals(EGYPT_TURKEY, until="2013-11-22") == []


def test_a_dyad_is_found_in_either_order_and_its_signals_need_no_other_dyad() -> None:
    others = [h._replace(source_country="DZA", target_country="MAR") for h in EGYPT_TURKEY]
    together = signals([*others, *EGYPT_TURKEY])
    assert signals(EGYPT_TURKEY, dyad=("TUR", "EGY")) == [s for s in together if s.dyad == ("EGY", "TUR")]
    assert signals([*others, *EGYPT_TURKEY], dyad=("TUR", "EGY")) == signals(EGYPT_TURKEY)
    assert signals(EGYPT_TURKEY, dyad=("FRA", "DEU")) == []


def test_nothing_gives_nothing() -> None:
    assert signals([]) == []


@st.composite
def histories(draw: st.DrawFn) -> list[Happening]:
    """Some years of a few dyads, quiet at first and wild at times."""
    codes = st.sampled_from([VISIT, NEGOTIATE, CRITICISE, EXPEL, ATTACK, STATE])
    gaps = draw(st.lists(st.integers(0, 40), min_size=20, max_size=80))
    day, found = date(2010, 1, 4), []
    for number, gap in enumerate(gaps):
        day += timedelta(days=gap)
        by, to = draw(st.sampled_from([("EGY", "TUR"), ("TUR", "EGY"), ("DZA", "MAR")]))
        found.append(act(day.isoformat(), draw(codes), by=by, to=to, name=f"n{number}"))
    return found


@settings(max_examples=60, deadline=None)
@given(histories())
def test_data_cut_at_the_day_of_a_signal_gives_the_same_signals_up_to_it(history: list[Happening]) -> None:
    everything = signals(history)
    for signal in everything:
        cut = [h for h in history if h.date <= signal.detected_on]
        assert signals(cut) == [s for s in everything if s.detected_on <= signal.detected_on]
        assert signal.on <= signal.detected_on
        dates = {h.id: h.date for h in history}
        assert all(signal.on <= dates[driver] <= signal.detected_on for driver in signal.drivers)


@settings(max_examples=30, deadline=None)
@given(histories(), st.dates(date(2010, 1, 4), date(2016, 1, 1)))
def test_data_cut_on_any_day_raises_nothing_that_the_whole_does_not(history: list[Happening], day: date) -> None:
    cut = [h for h in history if h.date <= day.isoformat()]
    assert signals(cut) == [s for s in signals(history) if s.detected_on <= day.isoformat()]


@settings(max_examples=30, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(history: list[Happening], random: object) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert signals(shuffled) == signals(history) == signals(pack(iter(history)))
