"""Intervals: drawn by document, the same for the same seed."""

import pytest

from detente.errors import UsageError
from detente.evaluate import bootstrap
from detente.evaluate.bootstrap import Ratio, Sampler, checked_resamples
from detente.evaluate.calibrate import bin_of, calibration

HALF = Ratio("half", [1, 0] * 50, [1] * 100)


def test_the_same_seed_gives_the_same_interval() -> None:
    assert Sampler(100, 200, 7).figure(HALF) == Sampler(100, 200, 7).figure(HALF)
    assert Sampler(100, 200, 7).figure(HALF) != Sampler(100, 200, 8).figure(HALF)


def test_an_interval_is_as_wide_as_the_binomial_says() -> None:
    found = Sampler(100, 2000, 0).figure(HALF)
    assert found.value == 0.5
    assert found.low == pytest.approx(0.40, abs=0.02)
    assert found.high == pytest.approx(0.60, abs=0.02)


def test_events_of_one_document_are_drawn_together() -> None:
    together = Sampler(2, 500, 0).figure(Ratio("r", [50, 0], [50, 50]))
    assert (together.low, together.high) == (0.0, 1.0)


def test_draws_in_parts_are_the_draws_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = Sampler(100, 60, 3).figure(HALF)
    monkeypatch.setattr(bootstrap, "MOST_WEIGHTS", 1000)
    sampler = Sampler(100, 60, 3)
    assert sampler.figure(HALF) == sampler.figure(HALF) == at_once


def test_a_draw_without_anything_to_count_is_left_out() -> None:
    found = Sampler(50, 400, 0).figure(Ratio("rare", [1] + [0] * 49, [1] + [0] * 49))
    assert (found.value, found.low, found.high) == (1.0, 1.0, 1.0)


def test_nothing_to_count_is_no_figure() -> None:
    found = Sampler(3, 10, 0).figure(Ratio("none", [0, 0, 0], [0, 0, 0]))
    assert (found.value, found.low, found.of) == (None, None, 0)


@pytest.mark.parametrize("count", [-1, 100_001])
def test_an_absurd_number_of_resamples_is_refused(count: int) -> None:
    with pytest.raises(UsageError, match="--bootstrap"):
        checked_resamples(count)


@pytest.mark.parametrize(("confidence", "number"), [(0.0, 0), (0.1, 1), (0.7, 7), (0.999, 9), (1.0, 9)])
def test_bins_are_of_equal_width_and_the_last_holds_one(confidence: float, number: int) -> None:
    assert bin_of(confidence) == number


def test_calibration_error_is_the_weighted_distance_of_the_bins() -> None:
    found = calibration([(0.8, True), (0.8, True), (0.8, False), (0.8, True), (0.2, True)], right_means="right")
    assert found.error == round(0.8 * 0.05 + 0.2 * 0.8, 3)
    assert [(b.count, b.right) for b in found.bins if b.count] == [(1, 1), (4, 3)]


def test_calibration_of_nothing_has_no_error() -> None:
    assert calibration([], right_means="right").error is None
