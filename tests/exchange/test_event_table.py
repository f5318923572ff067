from __future__ import annotations

import gzip
from pathlib import Path

import duckdb
import pytest

from detente.errors import InputError, UsageError
from detente.exchange import read_event_table
from detente.exchange.cameo import goldstein
from detente.knowledge.ontology import code_of_types, event_types
from detente.model import Happening, Refusal

HEADER = "date,source_country,target_country,cameo,goldstein\n"
VISIT = Happening("2021-05-05", "TUR", "EGY", None, "042", 1.9, "1")


def parquet(path: Path, select: str) -> Path:
    with duckdb.connect() as connection:
        connection.sql(select).write_parquet(str(path))
    return path


def table(folder: Path, text: str, name: str = "events.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_code_keeps_its_leading_zero(tmp_path: Path) -> None:
    found = read_event_table(table(tmp_path, HEADER + "2021-05-05,TUR,EGY,042,1.9\n"))
    assert found == [VISIT]


def test_gzip_and_tabs_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "events.tsv.gz"
    text = "\ufeff" + (HEADER + "2021-05-05,TUR,EGY,042,1.9\n").replace(",", "\t")
    path.write_bytes(gzip.compress(text.encode()))
    assert read_event_table(path) == [VISIT]


def test_parquet_is_read_whatever_signs_stand_in_its_name(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "a'[b]*.parquet",
        "SELECT DATE '2021-05-05' AS date, 'TUR' AS source_country, 'EGY' AS target_country, '042' AS cameo, "
        "1.9 AS goldstein",
    )
    assert read_event_table(path) == [VISIT]


def test_a_code_stored_as_a_number_is_refused(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "events.parquet",
        "SELECT '2021-05-05' AS date, 'TUR' AS source_country, 'EGY' AS target_country, 42 AS cameo",
    )
    with pytest.raises(InputError, match="leading zeros"):
        read_event_table(path)


def test_without_goldstein_it_follows_from_the_code(tmp_path: Path) -> None:
    rows = "date,source_country,target_country,cameo,id\n2021-05-05,TUR,EGY,042,x\n2021-05-06,TUR,EGY,1234,y\n"
    first, second = read_event_table(table(tmp_path, rows))
    assert first == VISIT._replace(id="x")
    assert (second.goldstein, second.id) == (-4.0, "y")


def test_a_type_stands_in_for_a_code(tmp_path: Path) -> None:
    rows = "date,source_country,target_country,event_type\n2021-05-05,TUR,EGY,CONSULT\n"
    (found,) = read_event_table(table(tmp_path, rows))
    assert found == Happening("2021-05-05", "TUR", "EGY", "CONSULT", "040", 1.0, "1")


def test_every_type_has_a_code_with_a_score() -> None:
    assert code_of_types().keys() == event_types().keys()
    assert all(goldstein(code) is not None for code in code_of_types().values())


@pytest.mark.parametrize(("code", "score"), [("042", 1.9), ("020", 0.0), ("0233", 0.0), ("04", None)])
def test_a_code_without_a_score_takes_its_parents(code: str, score: float | None) -> None:
    assert goldstein(code) == score or (score is None and 0 < (goldstein(code) or 0) < 7)


@pytest.mark.parametrize("column", ["date", "source_country", "target_country", "cameo"])
def test_a_missing_column_is_named_with_its_file(tmp_path: Path, column: str) -> None:
    with pytest.raises(InputError, match=rf"events.csv has no column '{column}'.*rename"):
        read_event_table(table(tmp_path, HEADER.replace(column, "other")))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2021-13-05,TUR,EGY,042,1.9", "date '2021-13-05'"),
        ("2021-05,TUR,EGY,042,1.9", "date '2021-05'"),
        ("2021-05-05,Turkey,EGY,042,1.9", "source_country 'Turkey'"),
        ("2021-05-05,TUR,EGY,42,1.9", "cameo '42'"),
        ("2021-05-05,TUR,EGY,,1.9", "cameo None"),
        ("2021-05-05,TUR,EGY,042,11", "goldstein '11'"),
        ("2021-05-05,TUR,EGY,042,nan", "goldstein 'nan'"),
        ("2021-05-05,TUR,EGY,042,high", "goldstein 'high'"),
        ("2021-05-05,TUR,EGY", "cameo None"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_and_the_others_are_not(tmp_path: Path, row: str, reason: str) -> None:
    good = "2021-05-05,TUR,EGY,042,1.9\n"
    path = table(tmp_path, HEADER + row + "\n" + good)
    refusals: list[Refusal] = []
    assert read_event_table(path, on_refusal=refusals.append) == [VISIT._replace(id="2")]
    (refusal,) = refusals
    assert refusal.reason.startswith(reason)
    assert (refusal.file, refusal.record) == (str(path), "row 1")
    with pytest.raises(InputError, match="row 1: "):
        read_event_table(path)


def test_rows_that_are_not_between_two_states_are_left_out(tmp_path: Path) -> None:
    rows = "2021-05-05,TUR,TUR,042,1.9\n2021-05-05,,EGY,042,1.9\n2021-05-05,TUR,,042,1.9\n"
    assert read_event_table(table(tmp_path, HEADER + rows)) == []


@pytest.mark.parametrize(("name", "content"), [("x.csv.gz", b"no gzip"), ("x.csv", b"\xff\xfe"), ("x.parquet", b"P")])
def test_a_damaged_file_is_an_input_error(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match="cannot be read"):
        read_event_table(path)


def test_a_cut_gzip_file_is_an_input_error(tmp_path: Path) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress((HEADER + "2021-05-05,TUR,EGY,042,1.9\n" * 999).encode())[:-30])
    with pytest.raises(InputError, match="cannot be read"):
        read_event_table(path)


def test_a_file_that_is_no_table_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"not a table.*\.parquet"):
        read_event_table(table(tmp_path, HEADER, "events.txt"))
    with pytest.raises(UsageError, match="no such file"):
        read_event_table(tmp_path / "none.csv")
