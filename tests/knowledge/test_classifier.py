"""The bundled classifier: its card fits the ontology, its files are small, and it reads plain sentences rightly."""

import numpy as np
import pytest

from detente.coding.judge import Question, scores
from detente.errors import KnowledgeError
from detente.knowledge import classifier as bundled
from detente.knowledge.classifier import NONE, classifier, classifier_card, decision
from detente.knowledge.ontology import acts
from detente.knowledge.tables import DATA
from detente.model import Span


def ask(text: str, source: str, target: str) -> dict[str, float]:
    net = classifier()
    assert net is not None
    spans = (Span(text.index(part), text.index(part) + len(part)) for part in (source, target))
    row = np.exp(scores(net, [Question(text, *spans)])[0])
    return dict(zip(net.card.labels, row.tolist(), strict=True))


def test_labels_are_the_acts_of_the_ontology_and_none() -> None:
    card = classifier_card()
    assert card is not None
    assert card.labels == (*acts(), NONE)
    assert decision() is not None


def test_files_stay_small() -> None:
    card = classifier_card()
    assert card is not None
    size = sum(len(DATA.joinpath("models", name).read_bytes()) for name in (card.weights, card.tokenizer))
    assert size < 30_000_000


@pytest.mark.parametrize(
    ("text", "source", "target", "kind"),
    [
        ("Peru's president condemned Chile on Monday over the border incident.", "Peru's president", "Chile", "ACCUSE"),
        ("Kenyan troops shelled a village held by the rebels.", "Kenyan troops", "the rebels", "ASSAULT"),
        ("Chad was given 40 tonnes of maize by the government of Brazil.", "the government of Brazil", "Chad", "AID"),
        ("The foreign ministers of Oman and Nepal met in Muscat on Tuesday.", "Oman", "Nepal", "CONSULT"),
        ("Police in Lima arrested two journalists.", "Police in Lima", "two journalists", "COERCE"),
    ],
)
def test_plain_sentences_are_read(text: str, source: str, target: str, kind: str) -> None:
    found = ask(text, source, target)
    assert sum(found.values()) == pytest.approx(1, abs=1e-3)
    best = max(found, key=lambda label: found[label])
    assert acts()[best].manual == kind


def test_direction_matters() -> None:
    text = "Mali accused Niger of arming the rebels."
    forth, back = ask(text, "Mali", "Niger"), ask(text, "Niger", "Mali")
    accusing = [act.act for act in acts().values() if act.manual == "ACCUSE"]
    assert sum(forth[a] for a in accusing) > 0.5 > sum(back[a] for a in accusing)


def test_rows_do_not_depend_on_their_neighbours() -> None:
    net = classifier()
    assert net is not None
    short = Question("Mali met Niger.", Span(0, 4), Span(9, 14))
    long = Question("Mali met Niger. " + "The rain fell. " * 40, Span(0, 4), Span(9, 14))
    alone, beside = scores(net, [short])[0], scores(net, [long, short, long])[1]
    assert np.abs(np.exp(alone) - np.exp(beside)).max() < 0.1  # int8: the scale of a batch is shared


def test_a_broken_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    card = classifier_card()
    assert card is not None
    monkeypatch.setattr(bundled, "classifier_card", lambda: card.model_copy(update={"weights": "parsers.yaml"}))
    with pytest.raises(KnowledgeError, match=r"parsers\.yaml: the classifier cannot be loaded"):
        bundled.classifier.__wrapped__()


def test_without_a_card_there_is_no_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "classifier_card", lambda: None)
    assert bundled.classifier.__wrapped__() is None
