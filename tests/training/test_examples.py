"""The training examples keep their format, name only acts of the ontology, and cover it."""

from collections import Counter
from pathlib import Path

import pytest
from scripts.examples import examples

from detente.errors import KnowledgeError
from detente.knowledge.ontology import acts

FILES = sorted(Path("training/examples").glob("*.tsv"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_line_of_a_batch_can_be_read(path: Path) -> None:
    found = examples(path)
    assert len(found) > 100
    assert len({e.text for e in found}) == len(found)


def test_batches_together_cover_every_act_and_sentences_without_any() -> None:
    found = [e for path in FILES for e in examples(path)]
    told = Counter(t.act for e in found for t in e.events)
    assert sum(told.values()) >= 12_000
    assert {act for act in acts() if told[act] < 20} <= {"host_visit"}
    assert sum(not e.events for e in found) > 1_000


def test_spans_are_those_of_the_plain_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("[a|Mali] met [b|Niger] and blamed [c|Chad].\ta>b=consult a>c=accuse/negated\n", encoding="utf-8")
    (one,) = examples(path)
    assert one.text == "Mali met Niger and blamed Chad."
    assert [one.text[slice(*span)] for span in one.parties] == ["Mali", "Niger", "Chad"]
    acts_by_pair = {(one.text[slice(*t.source)], one.text[slice(*t.target)]): t.act for t in one.events}
    assert acts_by_pair == {("Mali", "Niger"): "consult", ("Niger", "Mali"): "consult", ("Mali", "Chad"): "accuse"}
    assert {t.modality for t in one.events if t.act == "accuse"} == {"negated"}
    assert all(source is not None for source, _ in one.quiet)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Mali met Niger.", "exactly one tab"),
        ("[a|Mali] met [b|Niger].\ta>c=consult", "is no SOURCE>TARGET=ACT"),
        ("[a|Mali] met [b|Niger].\ta>b=embrace", "no act 'embrace'"),
        ("[a|Mali met [b|Niger].\ta>b=consult", "bracket"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message) as raised:
        examples(path)
    assert "line 1" in str(raised.value)
