from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from records_by_hand import REFUSAL, coded, event

from detente.model import CodedArticle
from detente.store import Lake
from detente.store.tables import LakeTable


class Crash(Exception):  # noqa: N818 - not an error of the program, its end
    pass


def shard(*numbers: int) -> list[CodedArticle]:
    return [coded(f"a{n}", event(f"e{n}x"), event(f"e{n}y")) for n in numbers]


def crash_after(monkeypatch: pytest.MonkeyPatch, table: str, folder: Path, articles: list[CodedArticle]) -> None:
    whole = LakeTable.append_once

    def partial(self: LakeTable, *rest: object) -> int:
        added = whole(self, *rest)  # type: ignore[arg-type]
        if self.shape.name == table:
            raise Crash
        return added

    with monkeypatch.context() as patch:
        patch.setattr(LakeTable, "append_once", partial)
        with pytest.raises(Crash):
            Lake(folder).append(articles, [REFUSAL])


@pytest.mark.parametrize("table", ["events", "introductions", "quarantine", "articles"])
def test_a_crash_between_the_tables_neither_loses_nor_doubles(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash_after(monkeypatch, table, tmp_path, shard(1, 2))
    Lake(tmp_path).append(shard(1, 2), [REFUSAL])
    assert Lake(tmp_path).counts() == {"articles": 2, "quarantine": 1, "introductions": 2, "events": 4}
    assert sorted(one.id for one in Lake(tmp_path).events()) == ["e1x", "e1y", "e2x", "e2y"]


def test_a_replay_in_other_shards_neither_loses_nor_doubles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crash_after(monkeypatch, "events", tmp_path, shard(1, 2))
    assert Lake(tmp_path).counts() == {"articles": 0, "quarantine": 0, "introductions": 0, "events": 4}
    lake = Lake(tmp_path)
    lake.append(shard(2, 3))
    lake.append(shard(1))
    assert lake.counts() == {"articles": 3, "quarantine": 0, "introductions": 3, "events": 6}
    assert len({one.id for one in lake.events()}) == 6


def test_a_crash_before_the_first_row_leaves_a_folder_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(LakeTable, "make", lambda self: (self.path / "_delta_log").mkdir(parents=True))
        with pytest.raises(Exception, match="missing"):
            Lake(tmp_path).append(shard(1))
    assert Lake(tmp_path).append(shard(1)).articles == 1


WRITER = """
import sys
sys.path.insert(0, {tests!r})
from records_by_hand import REFUSAL, coded, event
from detente.store import Lake
lake = Lake({folder!r})
sys.stdin.readline()
for n in range(*map(int, sys.argv[1:])):
    lake.append([coded(f"a{{n}}", event(f"e{{n}}")), coded("shared", event("es"))], [REFUSAL])
print("done")
"""


def test_two_processes_that_append_at_once_both_succeed_and_double_nothing(tmp_path: Path) -> None:
    code = WRITER.format(tests=str(Path(__file__).parent), folder=str(tmp_path / "lake"))
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code, *bounds], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for bounds in (("0", "8"), ("4", "12"))
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        out, _ = writer.communicate(timeout=60)
        assert (writer.returncode, out) == (0, "done\n")
    lake = Lake(tmp_path / "lake")
    assert lake.counts() == {"articles": 13, "quarantine": 1, "introductions": 13, "events": 13}
    assert len({one.id for one in lake.events()}) == 13
