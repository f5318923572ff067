"""Explanations: every trigger of a sentence is accounted for, with the reason why it made no event."""

import pytest

from detente.coding import Explanation, code, explain
from detente.coding.draft import REASONS
from detente.model import Article, ParsedArticle
from detente.parse import parse


def parsed(text: str) -> ParsedArticle:
    return next(iter(parse([Article("a", text, published_at="2024-05-08")])))


def explained(text: str) -> tuple[Explanation, ...]:
    return explain(parsed(text))


def outcomes(text: str) -> dict[str, str]:
    return {text[slice(*c.trigger)]: c.outcome for one in explained(text) for c in one.considered}


def test_a_coded_trigger_names_phrase_act_and_parties() -> None:
    (one,) = explained("Egypt condemned Turkey on Monday.")
    (considered,) = one.considered
    assert considered.outcome == "coded"
    assert considered.told == "criticise"
    assert considered.phrases[0].startswith("accuse:")
    assert [p.country for p in (*considered.source, *considered.target)] == ["EGY", "TUR"]
    assert considered.confidence is not None


@pytest.mark.parametrize(
    ("text", "trigger", "reason"),
    [
        ("Egypt summoned the Turkish envoy to protest against the raid.", "protest", "topic"),
        ("Peru beat Chile in the World Cup football match.", "beat", "sport"),
    ],
)
def test_what_is_no_event_says_why(text: str, trigger: str, reason: str) -> None:
    assert outcomes(text).get(trigger) == REASONS[reason]  # type: ignore[index]


def test_every_event_of_a_text_is_among_the_coded() -> None:
    text = "Egypt condemned Turkey on Monday. The Libyan foreign minister visited Tunis for talks with his counterpart."
    one = parsed(text)
    triggers = {e.trigger for e in code(one).events}
    shown = {c.trigger for e in explain(one) for c in e.considered if c.outcome == "coded"}
    assert triggers == shown
    assert triggers


def test_what_is_not_sure_enough_says_so() -> None:
    one = parsed("Egypt condemned Turkey on Monday.")
    assert not code(one, min_confidence=1.0).events
    (explanation,) = explain(one, min_confidence=1.0)
    assert "--min-confidence" in explanation.considered[0].outcome


def test_a_sentence_without_triggers_is_shown_empty() -> None:
    (one,) = explained("The weather in Oslo was mild.")
    assert one.considered == ()
