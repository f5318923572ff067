from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from deltalake import DeltaTable
from records_by_hand import REFUSAL, coded, event, state

from detente.errors import StoreError, UsageError
from detente.model import Article, Refusal
from detente.store import Lake


def versions(folder: Path) -> list[int]:
    return [DeltaTable(str(folder / name)).version() for name in ("articles", "events", "quarantine")]


def test_what_is_put_in_comes_back(tmp_path: Path) -> None:
    one, other = coded("a1", event("e1"), event("e2", place=None)), coded("a2")
    lake = Lake(tmp_path / "lake")
    done = lake.append([one, other], [REFUSAL])
    assert (done.articles, done.events, done.refusals, done.conflicts) == (2, 2, 1, ())
    assert list(lake.events()) == list(one.events)
    assert lake.articles(["a1", "a2", "a3"]) == {"a1": one.article, "a2": other.article}
    assert lake.passages(["a1"]) == {"a1": one.passages}
    assert list(lake.quarantine()) == [REFUSAL]
    assert lake.counts() == {"articles": 2, "quarantine": 1, "introductions": 2, "events": 2}


def test_the_same_input_twice_adds_no_row_and_no_version(tmp_path: Path) -> None:
    shard = [coded("a1", event("e1")), coded("a2")]
    Lake(tmp_path).append(shard, [REFUSAL])
    before = versions(tmp_path)
    again = Lake(tmp_path).append(shard, [REFUSAL])
    assert (again.articles, again.events, again.refusals) == (0, 0, 0)
    assert versions(tmp_path) == before


def test_a_new_shard_around_known_articles_adds_only_what_is_new(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.append([coded("a1", event("e1"))], [REFUSAL])
    done = lake.append([coded("a2", event("e2")), coded("a1", event("e1"))], [REFUSAL, Refusal("f", "file", "r", "m")])
    assert (done.articles, done.events, done.refusals) == (1, 1, 1)
    assert sorted(one.id for one in lake.events()) == ["e1", "e2"]


def test_an_article_twice_in_one_shard_is_stored_once(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    done = lake.append([coded("a1", event("e1")), coded("a1", event("e1"))], [REFUSAL, REFUSAL])
    assert (done.articles, done.events, done.refusals) == (1, 1, 1)


def test_the_same_id_with_another_text_is_a_conflict_and_is_left_out(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    first, second = coded("a1", event("e1")), coded("a1", event("e2"), text="Another text.")
    (refusal,) = lake.unknown([first.article, second.article]).conflicts
    assert (refusal.file, refusal.record, refusal.raw) == ("a1", "article a1", "Another text.")
    lake.append([first])
    checked = lake.unknown([first.article, second.article, Article("a3", "Third.")])
    assert checked.known == (first.article,)
    assert checked.conflicts == (refusal,)
    assert checked.articles == (Article("a3", "Third."),)
    assert lake.append([second]).conflicts == (refusal,)
    assert [one.id for one in lake.events()] == ["e1"]


def test_text_that_looks_like_sql_is_only_text(tmp_path: Path) -> None:
    nasty = "'; DROP TABLE rows; -- \" $one %s {key} \x00 \u202e"
    one = coded(nasty, event(nasty, source=(state(nasty),)), text=nasty)
    lake = Lake(tmp_path / "a lake's é")
    lake.append([one], [Refusal(nasty, nasty, nasty, nasty, nasty)])
    assert lake.articles([nasty]) == {nasty: one.article}
    assert list(lake.events(dyad=(nasty, "TUR"))) == list(one.events)
    assert list(lake.quarantine()) == [Refusal(nasty, nasty, nasty, nasty, nasty)]
    assert lake.articles(["' OR 1=1 --"]) == {}


def test_a_lone_surrogate_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    with pytest.raises(StoreError, match="surrogate"):
        lake.append([coded("a1", text="bad \ud800")])
    assert lake.counts() == {"articles": 0, "quarantine": 0, "introductions": 0, "events": 0}


def test_other_programs_read_the_nested_columns_in_the_order_of_the_contract(tmp_path: Path) -> None:
    Lake(tmp_path).append([coded("a1", event("e1"))])
    files = DeltaTable(str(tmp_path / "events")).file_uris()
    with duckdb.connect() as connection:
        answer = connection.execute("SELECT source[1].country, span.end, * FROM read_parquet(?)", [files])
        columns = [column[0] for column in answer.description or ()][2:]
        rows = answer.fetchall()
    assert columns[:4] == ["id", "article_id", "published_at", "outlet"]
    assert columns[24:] == ["coded_by", "source_countries", "target_countries", "earliest", "latest", "year"]
    assert [row[:2] for row in rows] == [("EGY", 40)]


def test_reading_may_stop_at_the_first_event(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.append([coded("a1", *(event(f"e{n}") for n in range(9)))])
    assert next(lake.events()).id == "e0"
    assert next(lake.events()).id == "e0"


def test_events_are_filtered_by_dyad_in_either_order(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    many = event("e2", source=(state("GRC"), state("EGY")), target=(state("CYP"), state("TUR")))
    same_side = event("e3", source=(state("EGY"), state("TUR")), target=(state("LBY"),))
    lake.append([coded("a1", event("e1"), many, same_side)])
    assert [one.id for one in lake.events(dyad=("TUR", "EGY"))] == ["e1", "e2"]
    assert [one.id for one in lake.events(dyad=("CYP", "GRC"))] == ["e2"]


def test_events_are_filtered_by_the_days_on_which_they_may_have_happened(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    dates = {"day": "2013-11-23", "month": "2013-11", "year": "2013", "odd": "2013-13", "none": None}
    events = [event(name, event_date=day) for name, day in dates.items()]
    nowhere = event("never", event_date=None, published_at=None)
    lake.append([coded("a1", *events, nowhere)])
    ids = lambda **bounds: {one.id for one in lake.events(**bounds)}  # noqa: E731 - shorter than a function here
    assert ids() == {*dates, "never"}
    assert ids(since="2013-11-23", until="2013-11-23") == {"day", "month", "year"}
    assert ids(since="2013-11-24", until="2013-11-24") == {"month", "year", "none"}
    assert ids(since="2013-12-01") == {"year"}
    assert ids(until="2013-10-31") == {"year"}
    assert ids(since="2014-01-01") == set()


def test_what_did_not_happen_is_left_out_unless_asked_for(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    kinds = ("asserted", "historical", "future", "hypothetical", "negated")
    lake.append([coded("a1", *(event(kind, modality=kind) for kind in kinds))])
    assert {one.id for one in lake.events()} == {"asserted", "historical"}
    assert {one.id for one in lake.events(happened_only=False)} == set(kinds)


def test_a_date_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.append([coded("a1", event("e1"))])
    with pytest.raises(UsageError, match="'2013-13-01' is no date"):
        lake.happenings(since="2013-13-01")


def test_reading_a_lake_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "none")
    assert lake.unknown([Article("a1", "Text.")]).articles == (Article("a1", "Text."),)
    for read in (lake.counts, lake.happenings, lambda: list(lake.events()), lambda: lake.articles(["a1"])):
        with pytest.raises(StoreError, match="ingest articles"):
            read()
    assert not (tmp_path / "none").exists()


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").write_text("x")
    with pytest.raises(StoreError, match="something else than a lake"):
        Lake(tmp_path)
    with pytest.raises(StoreError, match="something else than a lake"):
        Lake(tmp_path / "holiday.txt")


def test_a_name_that_the_table_library_cannot_handle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="'%' in the path"):
        Lake(tmp_path / "50%")


def test_a_table_of_a_newer_schema_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("detente.store.tables.SCHEMA_VERSION", 2)
        Lake(tmp_path).append([coded("a1")])
    with pytest.raises(StoreError, match="schema 2, this detente reads up to 1; upgrade"):
        Lake(tmp_path).counts()


def test_a_table_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.append([coded("a1")])
    shape = DeltaTable(str(tmp_path / "events")).schema()
    for path in sorted((tmp_path / "events").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    DeltaTable.create(str(tmp_path / "events"), shape)
    with pytest.raises(StoreError, match="no table of detente"):
        lake.counts()


def test_a_damaged_log_is_named(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.append([coded("a1", event("e1"))])
    for log in (tmp_path / "events" / "_delta_log").glob("*.json"):
        log.write_text("{")
    with pytest.raises(StoreError, match=r"events: cannot be read .*restore"):
        list(lake.events())
