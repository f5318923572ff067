"""Marking parties for the classifier: markers stand where the parties do, whatever their order or nesting."""

import pytest

from detente.coding.marking import BEGIN, END, Marked, marked
from detente.knowledge.classifier import classifier
from detente.model import Span

NET = classifier()  # part of the package: without it these tests fail


def mark(text: str, source: str | None, target: str | None) -> tuple[Marked, str]:
    assert NET is not None
    spans = [Span(text.index(p), text.index(p) + len(p)) if p is not None else None for p in (source, target)]
    found = marked(NET.tokenizer, NET.card, text, *spans)
    names = dict(zip(NET.card.markers, ("S(", ")S", "T(", ")T"), strict=True))
    words = [names.get(t) or NET.tokenizer.id_to_token(t) for t in found.tokens]
    assert (found.tokens[0], found.tokens[-1]) == (BEGIN, END)
    assert (words[found.source], words[found.target]) == ("S(", "T(")
    return found, " ".join(words[1:-1])


def test_both_parties_are_enclosed() -> None:
    assert mark("Egypt met Turkey.", "Egypt", "Turkey")[1] == "S( egypt )S met T( turkey )T ."


def test_the_target_may_stand_first() -> None:
    assert mark("Turkey was blamed by Egypt", "Egypt", "Turkey")[1] == "T( turkey )T was blamed by S( egypt )S"


def test_a_side_that_is_not_named_is_an_empty_pair_outside_the_sentence() -> None:
    assert mark("Two men were held", None, "Two men")[1] == "S( )S T( two men )T were held"
    assert mark("Mali mobilised", "Mali", None)[1].endswith("T( )T")


def test_neighbours_do_not_swallow_one_another() -> None:
    assert mark("Egypt Turkey", "Egypt", "Turkey")[1] == "S( egypt )S T( turkey )T"


def test_a_party_within_the_other_is_marked_inside() -> None:
    assert mark("Iran's seizure ended", "Iran's seizure", "Iran")[1].startswith("S( T( iran )T")


@pytest.mark.parametrize("filler", [5, 60, 200, 2000])
def test_what_is_far_from_both_parties_is_cut_away(filler: int) -> None:
    assert NET is not None
    words = "and then the rain fell " * filler
    found, shown = mark(f"{words}Egypt {words}met Turkey {words}", "Egypt", "Turkey")
    assert len(found.tokens) <= NET.card.longest
    assert "S( egypt )S" in shown
    assert "T( turkey )T" in shown
