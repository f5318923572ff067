"""Gold files: the format is recognised, and a line that is not of it is named."""

import json
from pathlib import Path
from typing import Any

import pytest
from gold_by_hand import GOLDEN, NEWS, QUESTION, QUIET, SENTENCE, file, gold

from detente.errors import InputError, UsageError
from detente.evaluate.read_gold import read_gold


@pytest.mark.parametrize(
    ("record", "kind"), [(NEWS, "news"), (SENTENCE, "sentences"), (QUESTION, "classify"), (GOLDEN, "golden")]
)
def test_a_format_is_recognised_by_its_keys(tmp_path: Path, record: dict[str, Any], kind: str) -> None:
    assert gold(tmp_path, record).kind == kind


def test_news_keep_what_both_coders_gave_apart(tmp_path: Path) -> None:
    events = gold(tmp_path, NEWS).documents[0].events
    assert [(e.event_type, e.required) for e in events] == [("CONSULT", True), ("SANCTION", True), ("ACCUSE", False)]
    assert events[0].places == ("MAR", None)
    assert events[2].dates == ()


def test_codes_of_other_systems_become_ours(tmp_path: Path) -> None:
    event = {**NEWS["events"][0], "source": {"country": None, "org": "UNO"}, "target": {"country": "XKV"}}
    found = gold(tmp_path, {**NEWS, "events": [event]}).documents[0].events[0]
    assert (found.source, found.target) == (("UN",), ("XKX",))


def test_a_golden_sentence_is_known_by_its_line(tmp_path: Path) -> None:
    documents = gold(tmp_path, GOLDEN, GOLDEN).documents
    assert [d.article.id for d in documents] == ["1", "2"]


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        ({**NEWS, "colour": "red"}, "colour"),
        ({**NEWS, "text": " "}, "text"),
        ({**NEWS, "published_at": "2024-02-31"}, "2024-02-31"),
        ({**NEWS, "events": [{**NEWS["events"][0], "root": "CONSULTT"}]}, "events.0.root"),
        ({**NEWS, "events": [{**NEWS["events"][0], "agreed": "yes"}]}, "events.0.agreed"),
        ({**NEWS, "text": "half \ud800"}, "text"),
        ([1], "line"),
    ],
)
def test_a_line_that_is_not_of_the_format_is_named_by_file_and_line(
    tmp_path: Path, record: Any, complaint: str
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in ({**NEWS, "id": "n0"}, record)), encoding="utf-8")
    with pytest.raises(InputError, match=complaint) as raised:
        read_gold(path)
    assert f"{path}:2" in str(raised.value)


@pytest.mark.parametrize("line", ["{", "[" * 100_000, "\udcff"])
def test_a_line_that_is_no_json_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(line.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match=r"gold\.jsonl:1: not JSON"):
        read_gold(path)


def test_keys_of_no_format_are_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--kind"):
        gold(tmp_path, {"id": "x", "text": "y"})


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gold.jsonl:2: the id 's2' stands at .*:1 too"):
        read_gold(file(tmp_path, QUIET, QUIET))


def test_an_empty_file_holds_no_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold"):
        gold(tmp_path)


def test_a_file_that_does_not_exist_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_gold(tmp_path / "nowhere.jsonl")


def test_another_kind_can_be_asked_for(tmp_path: Path) -> None:
    path = file(tmp_path, NEWS)
    assert read_gold(path, "news").kind == "news"
    with pytest.raises(InputError, match=r"gold\.jsonl:1"):
        read_gold(path, "sentences")
