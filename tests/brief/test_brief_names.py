"""How parties are named, and which acts a bare state can be said to have done."""

from __future__ import annotations

from typing import Any

import pytest
from brief_making import coded
from test_brief_article import claims, text_of

from detente.brief import brief_article
from detente.brief.names import Names, nameless, surname
from detente.brief.world import country, listed, office_words, plural, possessive
from detente.model import Brief, Party


def brief(text: str, *events: dict[str, Any]) -> Brief:
    return brief_article(coded({"id": "x", "outlet": "Wire", "text": text, "events": list(events)}))


@pytest.mark.parametrize(
    ("person", "state", "short"),
    [
        ("Metin Gürak", "TUR", "Gürak"),
        ("Xi Jinping", "CHN", "Xi"),
        ("Hun Manet", "KHM", "Hun Manet"),
        ("Ursula von der Leyen", "DEU", "von der Leyen"),
        ("Pelé", "BRA", "Pelé"),
    ],
)
def test_surname_follows_the_custom_of_the_country(person: str, state: str, short: str) -> None:
    assert surname(Party(person, state, person=person)) == short


def test_two_persons_of_one_surname_keep_their_full_names() -> None:
    parties = [Party(name, "KOR", person=name) for name in ("Kim Dae-jung", "Kim Young-sam")]
    names = Names(parties)
    names.introduce(parties[0])
    assert names.short(parties[0]) == "Kim Dae-jung"


def test_office_is_named_in_the_articles_words() -> None:
    assert office_words("head_of_state", "Turkish President Erdoğan", "") == "president"
    assert office_words("head_of_state", "Erdoğan", "a king and a president met") == "head of state"
    assert office_words("general", "General Gürak", "") is None


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("chief of staff", "chiefs of staff"),
        ("foreign minister", "foreign ministers"),
        ("secretary of state", "secretaries of state"),
        ("secretary-general", "secretaries-general"),
        ("foreign ministry", "foreign ministries"),
    ],
)
def test_plural_of_an_office(one: str, several: str) -> None:
    assert plural(one) == several


def test_countries_take_their_article_and_possessive() -> None:
    assert country("USA") == "the United States"
    assert possessive(country("USA")) == "the United States’"
    assert listed(["A", "B", "C"]) == "A, B and C"


def test_pronoun_is_never_printed_as_a_name() -> None:
    assert nameless(Party("they"), "they met") is None
    ref = nameless(Party("both nations", "TUR"), "")
    assert ref is not None
    assert ref.text == "Turkey"


def test_clause_mistaken_for_a_name_is_not_printed() -> None:
    words = "a man who had said that he would never ever go back there"
    assert nameless(Party(words, None, sector="REB"), words) is None


def test_nobody_arrests_a_state() -> None:
    text = "Egypt arrested two Turks on Monday after a quarrel at the port."
    made = brief(
        text,
        {
            "clause": "Egypt arrested two Turks",
            "type": ["COERCE", "173", "arrest", -5.0],
            "source": ["Egypt", "EGY", "GOV"],
            "target": ["two Turks", "TUR"],
        },
    )
    assert next(c.text for c in claims(made)) == f"Wire says: “{text}”"


def test_persons_in_their_own_words_can_be_arrested() -> None:
    text = "Police in Seoul arrested two Chinese journalists."
    made = brief(
        text,
        {
            "clause": text[:-1],
            "type": ["COERCE", "173", "arrest", -5.0],
            "source": ["Police", "KOR", "COP"],
            "target": ["two Chinese journalists", "CHN", "JRN"],
        },
    )
    assert made.summary[0].text == "Police in South Korea arrested two Chinese journalists."


def test_state_at_home_is_its_government() -> None:
    text = "Protesters marched against the government."
    made = brief(
        text,
        {
            "clause": text[:-1],
            "type": ["PROTEST", "141", "demo", -6.5],
            "source": ["Protesters", "BGD", "CVL"],
            "target": ["the government", "BGD", "GOV"],
        },
    )
    assert made.summary[0].text == "Protesters demonstrated against Bangladesh’s government."


def test_only_a_state_recalls_its_ambassador() -> None:
    text = "Turkey's president recalled the ambassador from Cairo."
    made = brief(
        text,
        {
            "clause": text[:-1],
            "type": ["SANCTION", "161", "withdraw", -4.0],
            "source": ["Turkey's president", "TUR", "GOV", "head_of_state"],
            "target": ["Cairo", "EGY", "GOV"],
        },
    )
    assert made.summary[0].text == "Turkey’s president recalled the ambassador from Egypt."


def test_presidents_who_speak_are_introduced_together() -> None:
    text = "President Xi Jinping spoke by telephone with President Yoon Suk Yeol."
    made = brief(
        text,
        {
            "clause": text[:-1],
            "type": ["CONSULT", "041", "phone", 1.0],
            "reciprocal": True,
            "source": ["President Xi Jinping", "CHN", "GOV", "head_of_state", "Xi Jinping"],
            "target": ["President Yoon Suk Yeol", "KOR", "GOV", "head_of_state", "Yoon Suk Yeol"],
        },
    )
    assert made.title == "China and South Korea: presidents speak by telephone"
    assert made.summary[0].text == (
        "The presidents of China and South Korea, Xi Jinping and Yoon Suk Yeol, spoke by telephone."
    )
    assert "“President Xi" in text_of(made, "What happened")
