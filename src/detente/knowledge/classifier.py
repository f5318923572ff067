"""The classifier of acts that detente trains itself: where its files lie and what they are.

A small transformer (MiniLM, 6 layers of 384) reads a sentence in which source and target are marked and gives, for
each act, the probability that the source does it to the target, and for ``none`` that it does nothing. It is built
by ``scripts/build_classifier.py`` from ``training/``; docs/model_card.md says from what and with what result.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from detente.errors import KnowledgeError
from detente.knowledge.tables import DATA, Row, read_yaml

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

NONE = "none"
"""The label of a pair between which nothing happens."""

LIST = "models/classifier.yaml"


class ClassifierCard(Row):
    """What the classifier's files are and how its answers are read.

    Attributes:
        name: Name and version; stands in each event's ``coded_by``.
        weights: File of the network (ONNX, int8).
        tokenizer: File of its tokenizer.
        labels: Acts in the order of the network's outputs; the last is ``none``.
        markers: Token ids that open and close the source, and open and close the target.
        longest: Tokens that one sentence may have; what is far from both parties is cut away.
        temperature: Divisor of the scores that makes the probabilities true ones (measured on held-out examples).
    """

    name: str
    weights: str
    tokenizer: str
    labels: tuple[str, ...]
    markers: tuple[int, int, int, int]
    longest: int = Field(ge=16, le=512)
    temperature: float = Field(gt=0)


class Decision(Row):
    """How the classifier's answer and the rules' reading are put together; fitted on held-out examples.

    Attributes:
        model: Weight of the classifier's log-probabilities.
        same_act: What the act that the rules read gains, in nats.
        same_type: What each act of the same type gains.
        composed: What they gain besides where an operator made the act: "agreed to sign", "refused to sign".
        nothing: What ``none`` loses where a phrase tells an act.
        alone: Least probability of a type for an act that no phrase told.
    """

    model: float = Field(gt=0)
    same_act: float = Field(ge=0)
    same_type: float = Field(ge=0)
    composed: float = Field(ge=0)
    nothing: float = Field(ge=0)
    alone: float = Field(gt=0, le=1)


Scores = npt.NDArray[np.float32]
"""Log-probabilities, one row a pair and one column a label."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """The loaded network; runs on one thread, so that shards on several processes do not disturb one another."""

    card: ClassifierCard
    tokenizer: Tokenizer
    session: InferenceSession

    def scores(
        self, tokens: npt.NDArray[np.int64], source: npt.NDArray[np.int64], target: npt.NDArray[np.int64]
    ) -> Scores:
        """Log-probabilities of all labels.

        Args:
            tokens: Token ids, one row a pair, filled up with 0.
            source: Position of the marker that opens the source, by row.
            target: Position of the marker that opens the target, by row.

        Returns:
            Array of (pairs, labels), each row normalised after the card's temperature.
        """
        given = {"tokens": tokens, "source": source, "target": target}
        (raw,) = self.session.run(["acts"], given)
        scaled = np.asarray(raw, dtype=np.float32) / np.float32(self.card.temperature)
        peak = scaled.max(axis=1, keepdims=True)
        total = np.log(np.exp(scaled - peak).sum(axis=1, keepdims=True)) + peak
        result: Scores = scaled - total
        return result


@cache
def classifier_card() -> ClassifierCard | None:
    """The card of the bundled classifier, or None in an installation without it."""
    if not DATA.joinpath(*LIST.split("/")).is_file():
        return None
    (card,) = read_yaml(LIST, ClassifierCard).values()
    return card


Task = Literal["code", "classify"]
"""Whether the rules found the parties themselves, or have to guess which clause is about the two that were given."""


@cache
def decision(task: Task = "code") -> Decision | None:
    """The weights between classifier and rules, or None in an installation without the classifier."""
    return read_yaml("models/decision.yaml", Decision)[task] if classifier_card() is not None else None


@cache
def classifier() -> Classifier | None:
    """The bundled classifier, loaded once; None where its files are not installed: the rules alone still code.

    Raises:
        KnowledgeError: When the files are there and cannot be loaded.
    """
    card = classifier_card()
    if card is None:
        return None
    # heavy imports: only a run that codes pays for them
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415
    from tokenizers import Tokenizer  # noqa: PLC0415

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    try:
        weights = DATA.joinpath("models", card.weights).read_bytes()
        session = InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_str(DATA.joinpath("models", card.tokenizer).read_text(encoding="utf-8"))
    except Exception as error:
        raise KnowledgeError(
            f"{card.weights}: the classifier cannot be loaded ({error}); install detente anew"
        ) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Classifier(card, tokenizer, session)
