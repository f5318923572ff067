"""Phrase tables: each line's example is coded to the line's own act, by the line itself or a more particular one."""

from functools import cache

import pytest

from detente.coding.read import Reading
from detente.coding.sentence import readings
from detente.coding.tree import Tree
from detente.knowledge.ontology import event_types
from detente.knowledge.phrases import OperatorRow, PhraseRow
from detente.knowledge.tables import read_table
from detente.model import Article
from detente.parse import parse

TABLES = [name.lower() for name in event_types()]


@cache
def parsed_examples(table: str) -> list[tuple[PhraseRow | OperatorRow, list[Reading]]]:
    schema = OperatorRow if table == "operators" else PhraseRow
    rows = [row for row in read_table(f"phrases/en/{table}.tsv", schema) if row.example]
    articles = [Article(str(n), row.example) for n, row in enumerate(rows)]
    return [
        (row, [r for s in parsed.text for r in readings(Tree(s))])
        for row, parsed in zip(rows, parse(articles), strict=True)
    ]


@pytest.mark.parametrize("table", TABLES)
def test_each_example_is_coded_to_the_act_of_its_line(table: str) -> None:
    wrong = [
        f"{'|'.join(row.head)} [{row.needs}] should be {row.act}, is {[r.act for r in found]}: {row.example}"
        for row, found in parsed_examples(table)
        if row.act not in {r.act for r in found}
    ]
    assert not wrong, "\n".join(wrong)


def test_every_operator_example_tells_an_act() -> None:
    silent = [row.example for row, found in parsed_examples("operators") if not found]
    assert not silent
