from __future__ import annotations

from pathlib import Path

from records_by_hand import coded, event, state

from detente.model import Event, Happening
from detente.store import Lake

EXPELLED = Happening("2013-11-23", "EGY", "TUR", "SANCTION", "166", -7.0, "e1")


def happenings(folder: Path, *events: Event, **wanted: tuple[str, str]) -> list[Happening]:
    lake = Lake(folder / "lake")
    lake.append([coded(f"a{number}", one) for number, one in enumerate(events)])
    return lake.happenings(**wanted)


def pairs(found: list[Happening]) -> list[str]:
    return [f"{one.source_country}>{one.target_country}" for one in found]


def test_several_states_on_a_side_give_each_pair_of_different_ones(tmp_path: Path) -> None:
    one = event("e1", source=(state("GRC"), state("EGY"), state(None)), target=(state("EGY"), state("TUR")))
    assert pairs(happenings(tmp_path, one)) == ["EGY>TUR", "GRC>EGY", "GRC>TUR"]


def test_a_dyad_keeps_only_its_own_pairs(tmp_path: Path) -> None:
    one = event("e1", source=(state("GRC"), state("EGY")), target=(state("EGY"), state("TUR")))
    assert pairs(happenings(tmp_path, one, dyad=("TUR", "EGY"))) == ["EGY>TUR"]


def test_several_reports_of_one_event_are_one_happening(tmp_path: Path) -> None:
    second = event("e0", cameo="161", goldstein=-4.0)
    other_day, other_way = (
        event("e3", event_date="2013-11-24"),
        event("e4", source=(state("TUR"),), target=(state("EGY"),)),
    )
    found = happenings(tmp_path, event("e1"), second, other_day, other_way)
    assert [one.id for one in found] == ["e0", "e4", "e3"]
    assert found[0].goldstein == -4.0


def test_a_reciprocal_event_is_one_happening_whichever_side_is_named_first(tmp_path: Path) -> None:
    met = {"event_type": "CONSULT", "reciprocal": True, "cameo": "040", "goldstein": 1.0}
    back = {"source": (state("TUR"),), "target": (state("EGY"),)}
    found = happenings(
        tmp_path, event("e2", **met), event("e1", **met, **back), event("e0", **met | {"reciprocal": False})
    )
    assert [(one.id, *pairs([one])) for one in found] == [("e0", "EGY>TUR")]


def test_two_visits_in_opposite_directions_are_two_happenings(tmp_path: Path) -> None:
    back = event("e2", source=(state("TUR"),), target=(state("EGY"),))
    assert pairs(happenings(tmp_path, event("e1"), back)) == ["EGY>TUR", "TUR>EGY"]


def test_a_day_is_never_guessed(tmp_path: Path) -> None:
    vague = [event(day, event_date=day) for day in ("2013", "2013-11", "2013-13")]
    told_as_history = event("h", event_date=None, modality="historical")
    undated = event("u", event_date=None, published_at=None)
    assert happenings(tmp_path, *vague, told_as_history, undated) == []


def test_an_asserted_event_without_a_date_counts_on_the_day_of_publication(tmp_path: Path) -> None:
    (found,) = happenings(tmp_path, event("e1", event_date=None, date_precision="unknown"))
    assert found == EXPELLED._replace(date="2013-11-24")


def test_what_did_not_happen_is_no_happening(tmp_path: Path) -> None:
    assert happenings(tmp_path, *(event(kind, modality=kind) for kind in ("future", "hypothetical", "negated"))) == []


def test_history_with_a_day_counts_on_that_day(tmp_path: Path) -> None:
    assert happenings(tmp_path, event("e1", modality="historical")) == [EXPELLED]


def test_bounds_are_days_and_both_are_included(tmp_path: Path) -> None:
    assert happenings(tmp_path, event("e1"), since="2013-11-23", until="2013-11-23") == [EXPELLED]
    assert Lake(tmp_path / "lake").happenings(since="2013-11-24") == []
    assert Lake(tmp_path / "lake").happenings(until="2013-11-22") == []
