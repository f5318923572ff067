"""Actor phrases without a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding import Actor, resolve_phrase, stated_day

DAY = date(2022, 3, 1)


def named(text: str, day: date | None = DAY, context: str | None = None) -> tuple[str | None, ...]:
    found = resolve_phrase(text, context, day)
    return found.country, found.org, found.sector


@pytest.mark.parametrize(
    ("text", "country", "org", "sector"),
    [
        ("Kenya", "KEN", None, None),
        ("the Peruvian foreign minister", "PER", None, "GOV"),
        ("Mongolia's parliament", "MNG", None, "LEG"),
        ("Kremlin", "RUS", None, "GOV"),
        ("Nairobi police", "KEN", None, "COP"),
        ("Nairobi", "KEN", None, "GOV"),
        ("three masked gunmen", None, None, "UAF"),
        ("yesterday", None, None, None),
        ("the agreement", None, None, None),
        ("students in Chile", "CHL", None, "EDU"),
        ("the mayor of Lima", "PER", None, "GOV"),
        ("Chad's ambassador to Niger", "TCD", None, "GOV"),
        ("members of the Knesset", "ISR", None, "LEG"),
        ("a spokesman for Hamas", "PSE", "HAMAS", "REB"),
        ("head of the FSB", "RUS", None, "SPY"),
        ("NATO secretary general", None, "NATO", "IGO"),
        ("Dutch NATO troops", "NLD", None, "MIL"),
        ("Iran-backed militias in Iraq", "IRQ", None, "REB"),
        ("a Somalia-based militia", "SOM", None, "REB"),
        ("pro-Russian separatists", None, None, "REB"),
        ("a former defence minister of Ghana", "GHA", None, "ELI"),
        ("ex-president of Malawi", "MWI", None, "ELI"),
        ("the president-elect of Zambia", "ZMB", None, "ELI"),
        ("Georgia's foreign minister", "GEO", None, "GOV"),
        ("Georgia governor Brian Kemp", "USA", None, "GOV"),
        ("Abkhazia", "GEO", None, "PRE"),
        ("the company's chairman", None, None, "BUS"),
        ("Israel's Shin Bet", "ISR", None, "SPY"),
        ("Brussels", None, "EU", "GOV"),
        ("officials in Brussels", "BEL", None, "GOV"),
        ("TEHRAN", "IRN", None, "GOV"),
    ],
)
def test_a_phrase_names_an_actor(text: str, country: str | None, org: str | None, sector: str | None) -> None:
    assert named(text) == (country, org, sector)


@pytest.mark.parametrize(
    ("day", "sector"),
    [(date(2015, 6, 1), "GOV"), (date(2022, 6, 1), "ELI"), (None, "ELI")],
)
def test_an_office_depends_on_the_day(day: date | None, sector: str) -> None:
    assert named("Angela Merkel", day) == ("DEU", None, sector)


def test_who_holds_a_capital_depends_on_the_day() -> None:
    assert named("Sanaa", date(2012, 1, 1))[2] == "GOV"
    assert named("Sanaa", date(2020, 1, 1)) == ("YEM", "HOUTHIS", "REB")


def test_a_context_lends_its_only_state_to_an_actor_and_to_nothing_else() -> None:
    assert named("the police", context="Clashes spread through Senegal.")[0] == "SEN"
    assert named("the police", context="Senegal and Mali traded barbs.")[0] is None
    assert named("yesterday", context="Senegal")[0] is None


def test_second_sectors_offices_and_persons_are_told() -> None:
    found = resolve_phrase("Turkish Defence Minister Hulusi Akar", None, date(2020, 1, 1))
    assert found == Actor("TUR", None, "GOV", "MIL", "minister_of_defence", "Hulusi Akar", "modifier")


@given(st.text(max_size=600))
def test_any_text_is_answered(text: str) -> None:
    found = resolve_phrase(text, text, DAY)
    assert (found.country is None and found.org is None) or found.rule is not None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-01-01", date(2018, 1, 1)),
        ("2018-01-01T12:00:00Z", date(2018, 1, 1)),
        ("1 January 2018", date(2018, 1, 1)),
        ("January 1, 2018", date(2018, 1, 1)),
        ("2018-02", date(2018, 2, 28)),
        ("2018", date(2018, 12, 31)),
        ("soon", None),
        ("2018-13", None),
    ],
)
def test_a_date_of_a_question_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert stated_day(text) == day
