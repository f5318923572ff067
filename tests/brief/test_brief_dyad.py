"""What the brief of a dyad says of a period."""

from __future__ import annotations

from brief_making import dyad_articles, dyad_signals
from test_brief_article import claims, text_of

from detente.brief import brief_dyad, supported
from detente.model import Brief

DYAD = ("EGY", "TUR")


def brief(since: str | None = "2013", until: str | None = "2025") -> Brief:
    articles = dyad_articles()
    return brief_dyad(DYAD, articles, dyad_signals(articles), since=since, until=until)


def test_title_gives_the_years_of_the_period() -> None:
    assert brief().title == "Egypt and Turkey, 2013–2025"
    assert brief("2013-01-01", "2013-12-31").title == "Egypt and Turkey, 2013"


def test_without_bounds_the_title_gives_the_years_of_the_events() -> None:
    assert brief(None, None).title == "Egypt and Turkey, 2012–2025"


def test_summary_tells_the_latest_turn_and_the_latest_event() -> None:
    turn, latest = brief().summary
    assert turn.text == (
        "Relations between Egypt and Turkey turned warmer around 18 March 2023, "
        "the latest of three turns recorded since 2013."
    )
    assert latest.text == (
        "Most recently, the armed forces of Egypt and Turkey held joint exercises "
        "in the eastern Mediterranean on 22 September 2025."
    )


def test_reports_of_one_event_become_one_claim_with_both_citations() -> None:
    visits = [c for c in claims(brief()) if "Çavuşoğlu" in c.text]
    assert [{x.article_id for x in c.citations} for c in visits if "visited Cairo" in c.text] == [{"a5", "a6"}]


def test_events_stand_in_the_order_of_their_dates() -> None:
    happened = text_of(brief(), "What happened")
    places = [happened.index(year) for year in ("2013", "18 July 2014", "5 May 2021", "2023", "2024", "2025")]
    assert places == sorted(places)


def test_turns_are_told_with_the_events_that_drove_them() -> None:
    happened = text_of(brief(), "What happened")
    assert "expelled Turkey’s ambassador on 23 November 2013; relations took a turn for the worse." in happened


def test_events_before_the_period_are_background() -> None:
    assert "17 November 2012" in text_of(brief(), "Background")
    assert "2012" not in text_of(brief(), "What happened")


def test_an_assumed_date_is_told_as_the_date_of_the_report() -> None:
    assert "Turkey condemned Egypt, Nile Herald reported on 24 November 2013." in text_of(brief(), "What happened")


def test_nothing_published_after_the_period_is_used() -> None:
    earlier = brief("2013", "2021")
    assert {s.article_id for s in earlier.sources} <= {"a1", "a2", "a3", "a4"}
    assert "2023" not in " ".join(c.text for c in claims(earlier))


def test_outlook_leaves_out_expectations_that_have_met_their_fate() -> None:
    outlook = text_of(brief(), "Outlook")
    assert "yearly habit" in outlook
    assert "quarrel" not in outlook


def test_one_outlet_alone_is_said_to_be_alone() -> None:
    alone = brief_dyad(DYAD, dyad_articles()[:1], [], since=None, until=None)
    assert [c.text for c in alone.summary][-1] == "One outlet reports all of this; no second source was read."
    assert alone.summary[0].text == "The reports show no turn in relations between Egypt and Turkey."


def test_a_person_is_introduced_again_in_a_new_office() -> None:
    said = " ".join(c.text for c in claims(brief(None, None)))
    assert "Turkey’s prime minister, Recep Tayyip Erdoğan" in said
    assert "Turkey’s president, Recep Tayyip Erdoğan" in said


def test_no_articles_give_a_brief_without_claims() -> None:
    assert claims(brief_dyad(DYAD, [], [], since="2013", until="2025")) == []


def test_every_claim_passes_the_gate() -> None:
    articles = dyad_articles()
    by_id = {c.article.id: c.article for c in articles}
    events = [e for c in articles for e in c.events]
    for claim in claims(brief()):
        assert supported(claim, by_id, events, signals=dyad_signals(articles)) == []
