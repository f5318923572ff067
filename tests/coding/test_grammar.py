"""The grammar of reporting: voice, negation, intention, attribution, purpose, history."""

import pytest

from detente.coding import code
from detente.model import Article, Event
from detente.parse import parse


def coded(text: str, day: str | None = "2024-05-08") -> list[Event]:
    return list(code(next(iter(parse([Article("x", text, published_at=day)])))).events)


def only(text: str, day: str | None = "2024-05-08") -> tuple[str, str | None, str | None, str]:
    found = coded(text, day)
    assert len(found) == 1, [(e.event_type, e.modality) for e in found]
    event = found[0]
    return (
        event.event_type,
        event.source[0].country,
        event.target[0].country if event.target else None,
        event.modality,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Russia attacked Georgia on Monday.",
        "Georgia was attacked by Russia on Monday.",
        "Officials in Tbilisi said on Monday that Russia had attacked Georgia.",
        "Poland spoke of Russia, which attacked Georgia on Monday.",
    ],
)
def test_voice_attribution_and_relative_clauses_do_not_change_who_did_it(text: str) -> None:
    assert ("ASSAULT", "RUS", "GEO", "asserted") in [
        (e.event_type, e.source[0].country, e.target[0].country, e.modality) for e in coded(text) if e.target
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey refused to hold talks with Greece.", ("REJECT", "TUR", "GRC", "asserted")),
        ("Turkey did not meet Greece.", ("CONSULT", "TUR", "GRC", "negated")),
        ("Turkey agreed to hold talks with Greece.", ("AGREE", "TUR", "GRC", "asserted")),
        ("Turkey will hold talks with Greece next week.", ("AGREE", "TUR", "GRC", "asserted")),
        ("Turkey could attack Greece.", ("ASSAULT", "TUR", "GRC", "hypothetical")),
        ("Turkey threatened to attack Greece.", ("THREATEN", "TUR", "GRC", "asserted")),
        ("Turkey urged Greece to release the sailors.", ("REQUEST", "TUR", "GRC", "asserted")),
        ("Turkey said that Greece must withdraw its troops.", ("REQUEST", "TUR", "GRC", "asserted")),
        ("Turkey accused Greece of attacking its ships.", ("ACCUSE", "TUR", "GRC", "asserted")),
        ("Turkey suspended aid to Greece.", ("SANCTION", "TUR", "GRC", "asserted")),
        ("Turkey lifted its sanctions on Greece.", ("RETREAT", "TUR", "GRC", "asserted")),
        ("Turkey cancelled a meeting with Greece.", ("REJECT", "TUR", "GRC", "asserted")),
        ("Turkey condemned the attack by Greece.", ("ACCUSE", "TUR", "GRC", "asserted")),
    ],
)
def test_operators_turn_one_act_into_another(text: str, expected: tuple[str, str, str, str]) -> None:
    assert only(text) == expected


def test_a_purpose_is_no_event() -> None:
    assert only("Chile met Peru to strengthen trade and to prevent attacks on the border.")[0] == "CONSULT"


def test_what_happened_long_before_publication_is_background() -> None:
    assert only("Egypt and Israel signed a peace treaty in 1979.", "2024-05-08")[3] == "historical"
    assert only("Egypt and Israel signed a peace treaty on Monday.", "2024-05-08")[3] == "asserted"


def test_a_meeting_told_twice_is_one_event_with_all_that_was_told() -> None:
    text = (
        "The foreign ministers of Peru and Chile met on Monday. "
        "The meeting took place in Quito and was described as frank. "
        "Peruvian Foreign Minister Ana Quispe and Chilean Foreign Minister Luis Soto met behind closed doors."
    )
    (meeting,) = coded(text)
    assert meeting.event_date == "2024-05-06"
    assert meeting.place is not None
    assert meeting.place.name == "Quito"
    assert "behind_closed_doors" in meeting.attributes
    assert {p.person for p in (*meeting.source, *meeting.target)} == {"Ana Quispe", "Luis Soto"}


def test_two_meetings_on_two_days_are_two_events() -> None:
    text = "Peru met Chile on 2 May 2024. Peru met Chile on 6 May 2024."
    assert [e.event_date for e in coded(text)] == ["2024-05-02", "2024-05-06"]


def test_title_events_are_coded_only_where_the_body_lacks_them() -> None:
    said = Article("x", "Peru met Chile on Monday.", title="Peru meets Chile", published_at="2024-05-08")
    unsaid = Article("y", "Nothing else was known.", title="Peru meets Chile", published_at="2024-05-08")
    one, other = (code(p).events for p in parse([said, unsaid]))
    assert [e.field for e in one] == ["text"]
    assert [e.field for e in other] == ["title"]


def test_the_type_follows_the_convention_and_the_rest_does_not() -> None:
    parsed = next(iter(parse([Article("x", "The European Union imposed sanctions on Belarus.")])))
    manual, crosswalk = (code(parsed, convention=c).events[0] for c in ("manual", "crosswalk"))
    assert (manual.event_type, crosswalk.event_type) == ("SANCTION", "COERCE")
    assert manual.cameo == crosswalk.cameo == "163"


def test_the_month_of_may_does_not_look_ahead() -> None:
    text = "NAIROBI, May 7 (Example Wire) - Kenya was calm on 3 May. The row may delay the reopening of the border."
    passages = code(next(iter(parse([Article("x", text)])))).passages
    assert [text[p.span.start : p.span.end] for p in passages if p.role == "outlook"] == [
        "The row may delay the reopening of the border."
    ]


def test_a_report_goes_on_about_the_day_of_its_first_sentence() -> None:
    text = "Protesters marched in Lima on Friday. The mayor was abroad. Police fired tear gas at the crowd."
    found = {e.event_type: (e.event_date, e.date_basis) for e in coded(text, "2024-05-12")}
    assert found["ASSAULT"] == ("2024-05-10", "relative")


def test_a_date_of_a_relative_clause_within_is_not_that_of_the_main_clause() -> None:
    text = "Algeria, which has mediated between Mali and Niger since 2015, recalled its ambassador to Chad on Monday."
    (event,) = [e for e in coded(text, "2024-05-14") if e.event_type == "SANCTION"]
    assert (event.event_date, event.modality) == ("2024-05-13", "asserted")


def test_a_date_of_the_same_moment_is_lent() -> None:
    text = "A few hours before the jet crashed on Wednesday, Iran condemned Israel."
    assert [e.event_date for e in coded(text, "2024-05-12")] == ["2024-05-08"]


def test_who_is_arrested_by_nobody_is_arrested_by_the_police_of_the_place() -> None:
    (event,) = coded("Two suspects were arrested in Lima on Friday.", "2024-05-12")
    assert (event.source[0].country, event.source[0].sector, event.source[0].resolved_by) == ("PER", "COP", "act")


def test_an_attack_that_nobody_claimed_has_an_unnamed_source() -> None:
    (event,) = coded("Two French journalists were abducted in Mali on Friday.", "2024-05-12")
    assert event.source[0].resolved_by == "unnamed"
    assert event.target[0].country == "FRA"


def test_a_subject_behind_an_opening_phrase_is_found() -> None:
    (event,) = coded("At a summit in Dakar the president of Senegal met his Gambian counterpart.", "2024-05-12")
    assert {p.country for p in (*event.source, *event.target)} == {"SEN", "GMB"}


def test_a_state_that_the_parser_takes_for_a_person_is_the_state() -> None:
    (event,) = coded("Chad condemned Niger on Monday.", "2024-05-12")
    assert (event.source[0].country, event.source[0].person) == ("TCD", None)


def test_a_person_in_office_is_known_by_the_tenures() -> None:
    (event,) = coded("Volodymyr Zelensky condemned Iran on Monday.", "2023-05-12")
    assert (event.source[0].country, event.source[0].office, event.source[0].resolved_by) == (
        "UKR",
        "head_of_state",
        "tenure",
    )
