"""Paragraphs: nothing but white space is lost, and no sentence runs over a heading."""

from hypothesis import given
from hypothesis import strategies as st

from detente.parse.blocks import LONGEST_BLOCK, blocks


def pieces(text: str) -> list[str]:
    return [text[b.start : b.end] for b in blocks(text)]


def test_a_line_break_ends_a_paragraph() -> None:
    assert pieces("Headline without a stop\nFirst sentence.\n\nSecond.") == [
        "Headline without a stop",
        "First sentence.",
        "Second.",
    ]


def test_text_wrapped_to_a_width_stays_together() -> None:
    wrapped = (
        "The two foreign ministers met in the capital on Tuesday and spoke about the\n"
        "border, the ministry said in a statement that was published in the evening and\n"
        "was confirmed by the other side.\n\nA second paragraph follows here and it is\nshort."
    )
    assert len(pieces(wrapped)) == 2


@given(st.text(max_size=2000))
def test_blocks_cover_all_that_is_no_white_space(text: str) -> None:
    covered = set()
    for block in blocks(text):
        assert not covered & set(range(block.start, block.end))
        covered |= set(range(block.start, block.end))
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)


def test_a_long_line_is_cut_into_bounded_blocks() -> None:
    text = "A sentence of some length stands here. " * 3000
    assert all(b.end - b.start <= LONGEST_BLOCK for b in blocks(text))


def test_a_long_line_without_a_stop_is_cut_as_well() -> None:
    assert all(b.end - b.start <= LONGEST_BLOCK for b in blocks("x" * 100_000))


def test_a_dateline_is_a_block_of_its_own() -> None:
    assert pieces("CAIRO, March 3 (Example Wire) - Egypt met Turkey.") == [
        "CAIRO, March 3 (Example Wire) -",
        "Egypt met Turkey.",
    ]
    assert pieces("BAMAKO, 14 May 2024 - Mali expelled an envoy.") == [
        "BAMAKO, 14 May 2024 -",
        "Mali expelled an envoy.",
    ]
    assert pieces("ANKARA - Turkey met Egypt.") == ["ANKARA -", "Turkey met Egypt."]


def test_what_is_no_dateline_is_not_cut() -> None:
    for text in ("NATO - the alliance - met.", "U.S. officials - two of them - met.", "A-B: one."):
        assert pieces(text) == [text]
