"""What the brief of one article says, and what it leaves unsaid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from brief_making import chiefs, coded

from detente.brief import brief_article, brief_record, supported
from detente.model import Brief, Claim, CodedArticle


def claims(brief: Brief) -> list[Claim]:
    return [*brief.summary, *(c for section in brief.sections for c in section.claims)]


def text_of(brief: Brief, heading: str) -> str:
    return " ".join(c.text for s in brief.sections if s.heading == heading for c in s.claims)


def test_title_says_who_did_what_where() -> None:
    assert brief_article(chiefs()).title == "Egypt and Turkey: chiefs of staff meet in Cairo"


def test_summary_names_both_sides_in_full_and_the_only_outlet_is_said_to_be_the_only_one() -> None:
    first, second = brief_article(chiefs()).summary
    assert first.text == (
        "The chiefs of staff of Egypt and Turkey, General Ahmed Khalifa and General Metin Gürak, met in Cairo."
    )
    assert second.text == "One outlet reports this; no second source was read."


def test_later_mentions_use_the_surname_and_add_the_venue() -> None:
    happened = text_of(brief_article(chiefs()), "What happened")
    assert happened.startswith("Khalifa and Gürak held talks at the Egyptian Ministry of Defence.")
    assert "Gürak’s visit had not been announced." in happened
    assert "Metin" not in happened


def test_background_and_outlook_are_the_outlets_own_words() -> None:
    brief = brief_article(chiefs())
    assert "broke down after the Egyptian coup of 2013.”" in text_of(brief, "Background")
    outlook = text_of(brief, "Outlook")
    assert outlook.startswith("newscentral.africa looks ahead: “This thaw could pave the way")
    assert outlook.count("could") == 1


def test_no_sentence_stands_twice() -> None:
    said = [claim.text for claim in claims(brief_article(chiefs()))]
    assert len(said) == len(set(said))


def test_every_claim_passes_the_gate_and_quotes_the_article() -> None:
    article = chiefs()
    for claim in claims(brief_article(article)):
        assert supported(claim, {article.article.id: article.article}, article.events) == []
        for citation in claim.citations:
            assert citation.quote == article.article.text[slice(*citation.span)]


def test_quotations_are_short() -> None:
    for claim in claims(brief_article(chiefs())):
        for quoted in claim.text.split("“")[1:]:
            assert len(quoted.split("”")[0].split()) <= 30


def test_record_has_every_section_even_where_nothing_is_said() -> None:
    record = brief_record(brief_article(coded({"id": "x", "text": "Nothing to code stands here today at all."})))
    assert list(record) == ["title", "summary", "sections", "sources"]
    assert [s["heading"] for s in record["sections"]] == ["What happened", "Background", "Outlook"]
    assert record["sections"][1]["claims"] == []


def test_article_without_events_is_summed_up_in_its_own_words() -> None:
    brief = brief_article(coded({"id": "x", "text": "The river rose again in the night, officials said."}))
    assert brief.summary[0].text == ("The report says: “The river rose again in the night, officials said.”")
    assert brief.title == "The river rose again in the night, officials said."


def test_empty_article_gives_a_brief_without_claims() -> None:
    assert claims(brief_article(coded({"id": "x", "text": ""}))) == []


def test_event_of_the_title_alone_is_not_told() -> None:
    article = chiefs()
    events = tuple(replace(e, field="title") for e in article.events)  # type: ignore[arg-type]
    brief = brief_article(replace(article, events=events))
    assert brief.title == "Egypt, Turkey strengthen military ties"
    assert all(c.event_id is None for claim in claims(brief) for c in claim.citations)


def one_event(text: str, clause: str, act: list[Any], **fields: Any) -> CodedArticle:
    sides = {"source": ["Egypt", "EGY", "GOV"], "target": ["Turkey", "TUR", "GOV"]}
    event = {"clause": clause, "type": act, **sides, **fields}
    return coded({"id": "x", "outlet": "Nile Herald", "text": text, "events": [event]})


def test_doubtful_event_is_told_in_the_articles_words_only() -> None:
    text = "Egypt struck a deal with Turkey over the port after a long night of talks."
    made = one_event(text, "Egypt struck a deal with Turkey", ["SUPPORT", "057", None, 8.0])
    doubtful = replace(made, events=tuple(replace(e, confidence=0.2) for e in made.events))
    assert brief_article(made).summary[0].text == "Egypt reached an agreement with Turkey."
    assert brief_article(doubtful).summary[0].text == f"Nile Herald says: “{text}”"
    assert brief_article(doubtful).title == "Egypt struck a deal with Turkey over the port after a long…"


def test_event_within_one_state_leaves_the_articles_own_title() -> None:
    act = ["PROTEST", "141", "demo", -6.5]
    fields = {"source": ["Teachers", "EGY", "CVL"], "target": ["Egypt", "EGY", "GOV"]}
    made = one_event("Teachers marched against Egypt on Sunday.", "Teachers marched against Egypt", act, **fields)
    titled = replace(made, article=replace(made.article, title="Teachers on the march"))
    assert brief_article(titled).title == "Teachers on the march"
    assert brief_article(made).title == "Teachers demonstrate against Egypt’s government"


def test_sentences_without_a_role_that_go_on_with_the_main_event_are_its_agenda() -> None:
    article = chiefs()
    unmarked = tuple(p for p in article.passages if p.role != "event")
    happened = text_of(brief_article(replace(article, passages=unmarked)), "What happened")
    assert "The talks dealt with training" in happened


def test_negated_event_is_not_told_as_having_happened() -> None:
    text = "Egypt did not sanction Turkey, officials in Cairo said."
    act = ["SANCTION", "163", None, -8.0]
    brief = brief_article(one_event(text, "Egypt did not sanction Turkey", act, modality="negated"))
    assert not any("imposed" in claim.text for claim in claims(brief))


def test_future_event_is_told_as_reported_and_still_to_come() -> None:
    text = "Egypt will sign a treaty with Turkey <next> week."
    act = ["SUPPORT", "057", None, 8.0]
    brief = brief_article(one_event(text, "Egypt will sign a treaty with Turkey", act, modality="future"))
    assert text_of(brief, "Outlook") == "Egypt is to sign a treaty with Turkey, Nile Herald reported."


def test_historical_event_is_background() -> None:
    text = "The two states talk again. In 2013 Egypt expelled diplomats of Turkey."
    act = ["SANCTION", "166", "expel", -7.0]
    made = one_event(text, "Egypt expelled diplomats of Turkey", act, modality="historical", date=["2013", "text"])
    brief = brief_article(replace(made, events=made.events))
    assert brief.title == "Egypt expels Turkish diplomats"
    assert "Egypt expelled Turkish diplomats in 2013." in " ".join(c.text for c in claims(brief))


def test_event_whose_party_cannot_be_named_is_quoted() -> None:
    text = "They signed a treaty with Turkey on the shore of the lake."
    made = one_event(text, "They signed a treaty with Turkey", ["SUPPORT", "057", None, 8.0], source=["They", None])
    assert text_of(brief_article(made), "What happened") == ""
    assert brief_article(made).summary[0].text == f"Nile Herald says: “{text}”"
