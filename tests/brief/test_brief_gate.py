"""The gate drops what the citations do not bear."""

from __future__ import annotations

from dataclasses import replace

import pytest
from brief_making import chiefs, coded, dyad_articles, rewritten
from test_brief_article import claims

from detente.brief import brief_article, supported
from detente.brief.cite import cite
from detente.brief.gate import claim
from detente.errors import UnsupportedClaimError
from detente.model import Claim, CodedArticle, Span


def problems(made: CodedArticle, text: str, event: int | None = None) -> list[str]:
    """What the gate finds in a sentence that cites all of an article."""
    names = made.events[event].id if event is not None else None
    citation = cite(made.article, Span(0, len(made.article.text)), names)
    return supported(Claim(text, (citation,)), {made.article.id: made.article}, made.events)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Libya met Egypt.", "name: 'Libya'"),
        ("Egypt met Turkey on 24 May 2019.", "number: '2019'"),
        ("Egypt met Turkey twelve times.", "number: 'twelve'"),
        ("Egypt says: “We shall never meet again.”", "quoted words: 'We shall never meet again.'"),
    ],
)
def test_a_sentence_that_says_more_than_its_citations_is_named_with_its_excess(text: str, found: str) -> None:
    assert found in problems(chiefs(), text, event=1)


def test_a_date_put_together_from_parts_of_others_is_refused() -> None:
    made = coded({"id": "x", "text": "They met on 5 May 2021 and on 9 July 2014."})
    assert problems(made, "They met on 5 July 2021.") == ["date: '5 July 2021'"]


def test_countries_and_offices_of_cited_events_may_be_named() -> None:
    assert problems(chiefs(), "Turkey’s chief of the general staff met Khalifa in Cairo.", event=1) == []


def test_fields_of_events_that_are_not_cited_do_not_count() -> None:
    made = dyad_articles()[1]
    citation = cite(made.article, made.events[1].span)
    sentence = Claim("Egypt was condemned.", (citation,))
    assert supported(sentence, {made.article.id: made.article}, made.events) == ["name: 'Egypt'"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Khalifa", "Barakat"),
        ("Gürak", "Demir"),
        ("Cairo", "Luxor"),
        ("2013", "2014"),
        ("unannounced", "longplanned"),
    ],
)
def test_when_the_article_changes_no_claim_keeps_the_old_word(old: str, new: str) -> None:
    original = chiefs()
    changed = rewritten(original, old, new)
    for made in claims(brief_article(original)):
        if any(old in c.quote for c in made.citations):
            assert supported(made, {"chiefs": changed.article}, original.events) != []


@pytest.mark.parametrize(("old", "new"), [("Ahmed Khalifa", "Samir Barakat"), ("Gürak", "Demir")])
def test_a_name_that_the_article_no_longer_has_is_not_printed(old: str, new: str) -> None:
    changed = rewritten(chiefs(), old, new)
    said = " ".join(c.text for c in claims(brief_article(changed)))
    assert old not in said


def test_a_place_that_the_article_no_longer_has_is_not_printed() -> None:
    said = " ".join(c.text for c in claims(brief_article(rewritten(chiefs(), "Cairo", "Luxor"))))
    assert "Cairo" not in said
    assert "Luxor" in said


def test_a_stated_day_that_the_article_no_longer_has_is_not_printed() -> None:
    changed = rewritten(dyad_articles()[0], "17 November", "19 November")
    said = " ".join(c.text for c in claims(brief_article(changed)))
    assert "17 November" not in said


def test_building_an_unsupported_claim_is_an_error_that_names_the_excess() -> None:
    made = chiefs()
    citation = cite(made.article, Span(0, 40))
    with pytest.raises(UnsupportedClaimError, match="name: 'Libya'"):
        claim("It reached Libya.", [citation], {made.article.id: made.article}, made.events)


def test_a_citation_of_an_unknown_event_or_article_is_refused() -> None:
    made = chiefs()
    citation = cite(made.article, Span(0, 40), "no such event")
    assert supported(Claim("It happened.", (citation,)), {"chiefs": made.article}, made.events) != []
    assert supported(Claim("It happened.", (citation,)), {}, made.events) != []


def test_an_empty_quotation_bears_nothing() -> None:
    made = chiefs()
    empty = replace(cite(made.article, Span(0, 5)), span=Span(3, 3), quote="")
    assert supported(Claim("It happened.", (empty,)), {"chiefs": made.article}, made.events) != []
