"""Floors: what is below one is named; a floor for nothing is an error and no silence."""

from pathlib import Path

import pytest

from detente.errors import KnowledgeError, UsageError
from detente.evaluate import Shortfall, shortfalls
from detente.evaluate.report import Figure
from detente.knowledge.evaluation import is_plain, plain_states, read_floors, variants

FIGURES = [Figure("event_f1", 0.8, None, None, 8, 10), Figure("left_alone", None, None, None, 0, 0)]


def test_a_figure_at_its_floor_is_no_shortfall() -> None:
    assert shortfalls("golden", FIGURES, {"golden": {"event_f1": 0.8}}, name="f") == ()


def test_a_figure_below_its_floor_is_named_with_both() -> None:
    found = shortfalls("golden", FIGURES, {"golden": {"event_f1": 0.81}}, name="f")
    assert found == (Shortfall("event_f1", 0.81, 0.8),)


def test_a_figure_with_nothing_to_count_is_below_every_floor() -> None:
    assert shortfalls("golden", FIGURES, {"golden": {"left_alone": 0.0}}, name="f")


def test_a_floor_for_an_unknown_figure_is_wrong_use() -> None:
    with pytest.raises(UsageError, match=r"no figure 'evnt_f1'; known: event_f1, left_alone"):
        shortfalls("golden", FIGURES, {"golden": {"evnt_f1": 0.8}}, name="f")


def test_floors_for_another_kind_are_wrong_use() -> None:
    with pytest.raises(UsageError, match="no floors under 'news'"):
        shortfalls("news", FIGURES, {"golden": {}}, name="f")


@pytest.mark.parametrize("text", ["golden: {event_f1: 80}", "golden: high", "- 1", "golden: {event_f1: x}"])
def test_a_floor_is_a_number_between_nought_and_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "floors.yaml"
    path.write_text(text)
    with pytest.raises(KnowledgeError, match=r"floors\.yaml"):
        read_floors(path)


@pytest.mark.parametrize("text", [b"golden: {", b"\tx", b"golden: \xff"])
def test_what_is_no_yaml_is_named(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "floors.yaml"
    path.write_bytes(text)
    with pytest.raises(KnowledgeError, match=r"floors\.yaml"):
        read_floors(path)


def test_a_file_of_floors_that_does_not_exist_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_floors(tmp_path / "floors.yaml")


def test_our_own_floors_can_be_read() -> None:
    assert set(read_floors()) == {"golden", "perturb", "actors", "mentions", "toponyms"}


def test_plain_states_have_names_that_take_one_anothers_place() -> None:
    assert len(plain_states()) >= 50
    assert all(is_plain(s) for s in plain_states())
    assert len({s.iso3 for s in plain_states()}) == len(plain_states())


def test_variants_are_many_and_each_tells_it_in_another_way() -> None:
    assert len(variants()) >= 60
    assert all(v.text != v.variant for v in variants())
    assert len({v.text for v in variants()}) == len(variants())
