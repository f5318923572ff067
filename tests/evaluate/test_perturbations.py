"""Each change of a sentence, and what is expected of its coding."""

import pytest
from gold_by_hand import event

from detente.evaluate.change import Change, moved, told
from detente.evaluate.change_dates import moved_by_days, moved_by_years
from detente.evaluate.change_order import turned
from detente.evaluate.change_states import STEPS, exchanged, permutation
from detente.evaluate.consistency import articles, consistency
from detente.knowledge.evaluation import plain_states
from detente.model import Article


def article(text: str, published_at: str | None = "2024-05-08") -> Article:
    return Article("a", text, published_at=published_at)


def texts(changes: object) -> list[str]:
    return [c.changed.text for c in changes]  # type: ignore[attr-defined]


# -- states -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_a_permutation_that_leaves_no_state_in_its_place(step: int) -> None:
    mapping = permutation(step)
    assert set(mapping) == set(mapping.values()) == {s.iso3 for s in plain_states()}
    assert all(old != new for old, new in mapping.items())


def test_name_nationality_and_capital_change_together() -> None:
    first = next(exchanged(article("Kenya's army left; Kenyan officers, two Kenyans, are in Nairobi."), "s"))
    new = next(s for s in plain_states() if s.iso3 == first.states["KEN"])
    word = new.adjectives[0]
    assert first.changed.text == f"{new.name}'s army left; {word} officers, two {word}s, are in {new.capital}."
    assert first.changed.published_at == "2024-05-08"


def test_the_article_fits_the_new_name() -> None:
    adjectives = [s.adjectives[0] for s in plain_states()]
    text = ", ".join(f"a{'n' if word[0] in 'AEIO' else ''} {word} plan" for word in adjectives)
    for changed in texts(exchanged(article(text), "s")):
        assert changed != text
        for phrase in changed.split(", "):
            word, name, _ = phrase.split()
            assert (word == "an") == (name[0] in "AEIO"), phrase


def test_two_states_stay_two() -> None:
    for change in exchanged(article("Kenya met Ghana."), "s"):
        assert len(set(change.states.values())) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell on the hills.",
        "Denmark met Sweden.",
        "Russia and Kenya met in the Kremlin.",
        "Kenya sent ships to Mombasa.",
    ],
)
def test_a_text_without_plain_states_or_with_further_names_of_theirs_is_left_out(text: str) -> None:
    assert not list(exchanged(article(text), "s"))


def test_a_name_within_another_word_is_no_name() -> None:
    assert not list(exchanged(article("The Perusal of Prussian files."), "s"))


# -- dates ------------------------------------------------------------------------------------------------


def test_weekdays_and_full_dates_move_by_days() -> None:
    text = "On Monday it recalled what was signed on 30 December 2023, and on December 30, 2023."
    change = next(moved_by_days(article(text), "s"))
    assert change.changed.text == "On Wednesday it recalled what was signed on 8 April 2024, and on April 8, 2024."
    assert change.changed.published_at == "2024-08-16"


@pytest.mark.parametrize("text", ["It met in May.", "It met in 1998.", "It met last week.", "It met two years ago."])
def test_months_and_years_do_not_move_by_days(text: str) -> None:
    assert not list(moved_by_days(article(text), "s"))


def test_without_a_day_of_publication_nothing_moves() -> None:
    assert not list(moved_by_days(article("It met on Monday.", None), "s"))
    assert not list(moved_by_years(article("It met on Monday.", None), "s"))


def test_years_move_by_the_length_of_the_calendar() -> None:
    later, earlier = moved_by_years(
        article("On Monday, 29 February 1980 it met, and in March 2023.", "2024-02-29"), "s"
    )
    assert later.changed.text == "On Monday, 29 February 2008 it met, and in March 2051."
    assert later.changed.published_at == "2052-02-29"
    assert earlier.changed.published_at == "1996-02-29"


def test_numbers_that_are_no_years_stay() -> None:
    text = "It sent 1,950 tents, $2000 and 1950.5 tonnes."
    assert texts(moved_by_years(article(text), "s"))[0] == text


def test_a_decade_does_not_move() -> None:
    assert not list(moved_by_years(article("It met in the 1990s."), "s"))


@pytest.mark.parametrize(
    ("value", "days", "years", "then"),
    [
        ("2024-05-08", 100, 0, "2024-08-16"),
        ("2024-02-29", 0, 28, "2052-02-29"),
        ("2024-05", 0, -28, "1996-05"),
        ("1979", 0, 28, "2007"),
        (None, 100, 28, None),
    ],
)
def test_dates_of_events_move_with_the_text(value: str | None, days: int, years: int, then: str | None) -> None:
    assert moved(value, days, years) == then


# -- order ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("The king received two envoys on Monday.", "On Monday, the king received two envoys."),
        ("Kenya expelled a Ugandan officer on Monday.", "On Monday, Kenya expelled a Ugandan officer."),
        ("In 1979 Egypt and Israel signed a treaty.", "Egypt and Israel signed a treaty in 1979."),
        ("In March 1990, two envoys met the king.", "Two envoys met the king in March 1990."),
        ("In Cairo the king received two envoys.", "The king received two envoys in Cairo."),
    ],
)
def test_an_adverbial_changes_its_end(text: str, then: str) -> None:
    assert texts(turned(article(text), "s")) == [then]


@pytest.mark.parametrize(
    "text",
    [
        "The king met two envoys, his office said on Monday.",
        "The king, who is ill, met two envoys on Monday.",
        "He promised that they would meet on Monday.",
        "The king received two envoys.",
    ],
)
def test_where_a_second_verb_could_take_it_nothing_is_turned(text: str) -> None:
    assert not list(turned(article(text), "s"))


# -- what is expected -------------------------------------------------------------------------------------


def change(**more: object) -> Change:
    values = {"kind": "voice", "where": "v1", "original": article("One."), "changed": article("Two."), **more}
    return Change(**values)  # type: ignore[arg-type]


def test_sides_of_a_reciprocal_event_have_no_order() -> None:
    assert told([event("CONSULT", ["KEN"], ["GHA"], reciprocal=True)]) == told(
        [event("CONSULT", ["GHA"], ["KEN"], reciprocal=True)]
    )
    assert told([event("AID", ["KEN"], ["GHA"])]) != told([event("AID", ["GHA"], ["KEN"])])


def test_expected_events_have_the_new_states_and_dates() -> None:
    before = event("AID", ["KEN"], ["EU"], event_date="2024-05-08")
    after = event("AID", ["PER"], ["EU"], event_date="2024-08-16")
    assert change(states={"KEN": "PER"}, days=100).expected([before]) == told([after])


def test_consistency_is_the_share_of_changes_whose_events_moved_alike() -> None:
    changes = [change(), change(where="v2"), change(kind="order", where="v3")]
    same, other = (event("AID", ["KEN"], ["GHA"]),), (event("AID", ["KEN"], ["GHA"], modality="future"),)
    report = consistency(changes, [same, same, same, other, (), ()], bootstrap=10, seed=0)
    assert {f.name: (f.right, f.of) for f in report.figures} == {
        "states": (0, 0), "days": (0, 0), "years": (0, 0), "order": (1, 1), "voice": (1, 2),
        "total": (2, 3), "total_with_events": (1, 2),
    }  # fmt: skip
    wrong = report.mistakes[0]
    assert (wrong.kind, wrong.where, wrong.original, wrong.changed) == ("voice", "v2", "One.", "Two.")
    assert wrong.lost == ("AID KEN → GHA (asserted, no date)",)
    assert wrong.new == ("AID KEN → GHA (future, no date)",)


def test_each_original_is_coded_before_its_change() -> None:
    assert [a.text for a in articles([change(), change()])] == ["One.", "Two.", "One.", "Two."]
