"""Names in running text."""

from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge.lexicon import Lexicon


def test_the_longest_name_wins() -> None:
    lexicon = Lexicon([("Guinea", "GIN"), ("Equatorial Guinea", "GNQ"), ("Guinea-Bissau", "GNB")])
    text = "Equatorial Guinea, Guinea-Bissau and Guinea"
    assert [f.entry for f in lexicon.find(text)] == ["GNQ", "GNB", "GIN"]


def test_a_name_ends_at_a_word_border() -> None:
    lexicon = Lexicon([("Iran", "IRN"), ("U.S.", "USA")])
    assert [f.entry for f in lexicon.find("Iranian U.S. officials, Iran's")] == ["USA", "IRN"]


def test_the_first_table_keeps_a_name() -> None:
    assert Lexicon([("Luxembourg", "state"), ("Luxembourg", "capital")]).get("Luxembourg") == "state"


def test_a_typographic_apostrophe_is_an_apostrophe() -> None:
    text = "the Quai d’Orsay said"
    found = next(iter(Lexicon([("Quai d'Orsay", "FRA")]).find(text)))
    assert text[found.start : found.end] == "Quai d’Orsay"


def test_case_is_ignored_only_when_asked() -> None:
    assert list(Lexicon([("US", "USA")]).find("told us that")) == []
    assert [f.entry for f in Lexicon([("chief of staff", 1)], ignore_case=True).find("Chief of Staff")] == [1]


@given(st.text(max_size=200))
def test_offsets_hold_in_any_text_whatever_lower_case_does_to_it(text: str) -> None:
    text = f"{text} İstanbul Chief of Staff {text}"
    lexicon = Lexicon([("chief of staff", 1)], ignore_case=True)
    assert any(text[f.start : f.end] == "Chief of Staff" for f in lexicon.find(text))
