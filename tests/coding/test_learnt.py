"""Persons whom a text presents, and what other articles told of them."""

from detente.coding import code
from detente.model import Article, CodedArticle, Learnt
from detente.parse import parse


def coded(text: str, day: str = "2025-06-01", learnt: tuple[Learnt, ...] = ()) -> CodedArticle:
    (parsed,) = parse([Article("a", text, published_at=day)])
    return code(parsed, learnt=lambda person: learnt if person == "Hoda Barakat" else ())


def told(country: str = "EGY", **changes: object) -> Learnt:
    values: dict[str, object] = {
        "person": "Hoda Barakat",
        "country": country,
        "org": None,
        "office": "special_envoy",
        "sector": "GOV",
        "left": False,
        "first": "2025-05-01",
        "last": "2025-05-20",
        "articles": 2,
        "article_id": "b",
        "quote": "Egyptian trade envoy Hoda Barakat",
    }
    return Learnt(**(values | changes))  # type: ignore[arg-type]


def test_a_text_presents_a_person_with_the_highest_office_named() -> None:
    text = "General Omar Tantawi, Egypt's chief of staff, met the Turkish ambassador in Cairo on Monday."
    (found,) = coded(text).introductions
    assert (found.person, found.country, found.office) == ("Omar Tantawi", "EGY", "chief_of_staff_armed_forces")
    assert found.quote == text[slice(*found.span)] == "General Omar Tantawi, Egypt's chief of staff"
    assert not found.left


def test_who_left_an_office_is_presented_as_such() -> None:
    (found,) = coded("Former Egyptian trade minister Hoda Barakat accused Sudan of theft.").introductions
    assert found.left


def test_nothing_inferred_is_learnt() -> None:
    assert coded("Hoda Barakat accused Sudan of breaking the accord.").introductions == ()


def test_what_other_articles_told_places_a_person_and_her_office() -> None:
    (event,) = coded("Hoda Barakat accused Sudan of breaking the accord.", learnt=(told(),)).events
    (source,) = event.source
    assert (source.country, source.office, source.sector) == ("EGY", "special_envoy", "GOV")
    assert source.resolved_by == "learnt"


def test_an_office_is_not_taken_to_last_for_ever() -> None:
    (event,) = coded("Hoda Barakat accused Sudan of theft.", day="2029-06-01", learnt=(told(),)).events
    assert (event.source[0].country, event.source[0].office) == ("EGY", None)


def test_where_articles_disagree_nothing_is_taken() -> None:
    found = coded("Hoda Barakat accused Sudan of theft.", learnt=(told(), told("LBN"))).events
    assert all(p.country is None for event in found for p in event.source)


def test_an_office_is_that_of_the_day_told_of() -> None:
    first, second = coded(
        "In June 2019 Pompeo met Lavrov in Sochi. On Monday Pompeo accused Iran.", "2024-01-10"
    ).events
    assert [p.office for p in (*first.source, *first.target)] == ["minister_of_foreign_affairs"] * 2
    assert (second.source[0].sector, second.source[0].office) == ("ELI", None)
