"""Rules and classifier together: who decides when they agree, when they differ, and when one of them is silent."""

import numpy as np
import pytest

from detente.coding import judge
from detente.coding.judge import combined, types, verdict
from detente.knowledge.classifier import NONE, Classifier, ClassifierCard, Decision
from detente.knowledge.ontology import acts, event_types

LABELS = (*acts(), NONE)
CARD = ClassifierCard(
    name="test",
    weights="none",
    tokenizer="none",
    labels=LABELS,
    markers=(1, 2, 3, 4),
    longest=64,
    temperature=1.0,
)
NET = Classifier(CARD, None, None)  # type: ignore[arg-type] - only its labels are looked at
WEIGHTS = Decision(model=1.0, same_act=1.0, same_type=1.0, composed=2.0, nothing=1.0, alone=0.8)


def row(**shares: float) -> np.ndarray:
    """The classifier's answer: some labels with their probabilities, the rest spread evenly."""
    rest = (1 - sum(shares.values())) / (len(LABELS) - len(shares))
    return np.log(np.array([shares.get(label, rest) for label in LABELS], dtype=np.float32))


def test_where_both_agree_the_act_stands_and_is_surer() -> None:
    found = verdict(row(criticise=0.6), "criticise", NET, WEIGHTS)
    assert found is not None
    assert found.act == "criticise"
    assert found.share > 0.85


def test_a_sure_classifier_changes_the_act() -> None:
    found = verdict(row(praise=0.97), "criticise", NET, WEIGHTS)
    assert found is not None
    assert found.act == "praise"


def test_an_unsure_classifier_leaves_the_rules_their_act() -> None:
    found = verdict(row(praise=0.3, criticise=0.2), "criticise", NET, WEIGHTS)
    assert found is not None
    assert found.act == "criticise"


def test_what_an_operator_made_of_an_act_holds_longer() -> None:
    plain = verdict(row(sign_agreement=0.6), "intend_cooperation", NET, WEIGHTS)
    composed = verdict(row(sign_agreement=0.6), "intend_cooperation", NET, WEIGHTS, composed=True)
    assert plain is not None
    assert composed is not None
    assert (plain.act, composed.act) == ("sign_agreement", "intend_cooperation")


def test_within_a_type_the_phrase_keeps_its_act() -> None:
    found = verdict(row(visit=0.9), "negotiate", NET, WEIGHTS)
    assert found is not None
    assert found.act == "negotiate"


def test_nothing_between_the_parties_is_no_event() -> None:
    assert verdict(row(none=0.99), "criticise", NET, WEIGHTS) is None
    assert verdict(row(none=0.6), None, NET, WEIGHTS) is None


def test_acts_of_one_type_add_up() -> None:
    found = verdict(row(shoot=0.22, air_strike=0.2, kill=0.2, praise=0.35), None, NET, WEIGHTS)
    assert found is not None
    assert acts()[found.act].manual == "ASSAULT"
    assert found.share == pytest.approx(0.62, abs=0.03)


def test_beliefs_are_probabilities() -> None:
    belief = combined(row(visit=0.5), "visit", NET, WEIGHTS)
    assert belief.sum() == pytest.approx(1)
    assert (types(LABELS).sum(axis=0) == 1).all()
    assert types(LABELS, "crosswalk").shape == (len(event_types()) + 1, len(LABELS))


def test_without_the_classifier_the_rules_code_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "classifier", lambda: None)
    assert judge.in_force() is None


def test_an_ontology_that_takes_out_acts_switches_the_classifier_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "acts", lambda: {k: v for k, v in acts().items() if k != "visit"})
    assert judge.in_force() is None
