"""Fit how classifier and rules are put together, and how sure a coding is, on examples that neither was built from.

    python -m scripts.fit_decision --hold-out g

Writes ``models/decision.yaml`` (its weights of classifier and rules stay as they are, the least probability of an act
that no phrase told is fitted) and ``coding_confidence.yaml`` (logistic weights of a stated confidence).
The batch named must have been held out from ``scripts.build_classifier``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from detente.coding import coder
from detente.coding.confidence import features
from detente.coding.draft import Draft
from detente.coding.judge import combined, question, scores, types
from detente.knowledge import classifier as knowledge
from detente.knowledge.classifier import NONE, Decision, classifier
from detente.knowledge.ontology import acts
from detente.model import Article, Party, Span
from detente.parse import parse
from scripts.examples import Example, examples

DATA = Path("src/detente/knowledge/data")
STARTING = Decision(model=1.0, same_act=1.0, same_type=2.0, composed=2.0, nothing=2.0, alone=0.9)
CAREFUL = 0.87  # least value of ``alone``: the held-out batch reads more easily than the news
TASKS: tuple[knowledge.Task, ...] = ("code", "classify")
RELIABILITY = Path("training/reliability.yaml")
DECISION_HEAD = (
    "# How classifier and rules are put together (nats; see coding/judge.py). What the rules weigh is set by hand:\n"
    "# the held-out batch, written like the training batches, would give the rules nothing, the golden sentences,\n"
    "# written beside the rules, everything. alone is fitted by scripts/fit_decision.py.\n"
)
Row = npt.NDArray[np.float32]


def touches(parties: tuple[Party, ...], span: Span | None) -> bool:
    """Whether a side of a coding stands where a label has it; a side that the label leaves out may be anything."""
    return span is None or any(
        p.span is not None and p.span.start < span.end and span.start < p.span.end for p in parties
    )


def is_right(draft: Draft, example: Example) -> bool:
    """Whether type and both parties are as labelled."""
    for told in example.events:
        same_kind = acts()[told.act].manual == draft.knowledge.manual
        straight = touches(draft.source, told.source) and touches(draft.target, told.target)
        turned = (
            draft.knowledge.mutual == "yes"
            and touches(draft.source, told.target)
            and touches(draft.target, told.source)
        )
        if same_kind and (straight or turned):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with the classifier's row and what the label says: an act, or none."""

    row: Row
    told: str | None
    label: str


def judged(example: Example, found: coder.Candidates) -> Iterator[Judged]:
    """Candidates of one example of which the labels say what they are."""
    net = classifier()
    assert net is not None  # noqa: S101 - main() looked
    sides = [(d.source, d.target, d.act) for d in found.drafts] + [(o.source, o.target, None) for o in found.offers]
    asked = [question(found.page.source, found.sentences[0], source, target) for source, target, _ in sides]
    for (source, target, act), row in zip(sides, scores(net, asked) if asked else [], strict=True):
        label = labelled(source, target, example)
        if label is not None:
            yield Judged(row, act, label)


def labelled(source: tuple[Party, ...], target: tuple[Party, ...], example: Example) -> str | None:
    """The act between two sides, ``none`` where both are marked and nothing is labelled; None where nobody can say."""
    for told in example.events:
        straight = touches(source, told.source) and touches(target, told.target)
        turned = acts()[told.act].mutual == "yes" and touches(source, told.target) and touches(target, told.source)
        if straight or turned:
            return told.act
    marked = all(any(touches(side, span) for span in example.parties) for side in (source, target) if side)
    return NONE if marked else None


def least_share(found: Sequence[Judged], weights: Decision) -> float:
    """The least probability of a type from which on an act that no phrase told is right in three of four."""
    net = classifier()
    assert net is not None  # noqa: S101 - main() looked
    labels, members = net.card.labels, types(net.card.labels)
    offers = []
    for one in found:
        if one.told is None:
            shares = combined(one.row, None, net, weights) @ members.T
            top = int(shares.argmax())
            if top != len(shares) - 1:
                offers.append((float(shares[top]), bool(members[top, labels.index(one.label)])))
    alone = 0.99
    for least in np.arange(0.97, 0.49, -0.02):
        right = [good for share, good in offers if share >= least]
        if len(right) >= 20 and sum(right) / len(right) < 0.75:
            break
        alone = round(float(least), 2)
    return alone


def logistic(
    rows: npt.NDArray[np.float64], right: npt.NDArray[np.float64], ridge: float = 1.0
) -> npt.NDArray[np.float64]:
    """Logistic regression by Newton's method, with a ridge on all weights but the first."""
    weights = np.zeros(rows.shape[1])
    penalty = np.eye(rows.shape[1]) * ridge
    penalty[0, 0] = 0
    for _ in range(50):
        p = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (right - p) - penalty @ weights
        curvature = (rows * (p * (1 - p))[:, None]).T @ rows + penalty + 1e-9 * np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def fitted_confidence(found: Sequence[tuple[Draft, bool]], names: Sequence[str]) -> dict[str, float]:
    """Weights of the named features."""
    rows = np.array([[1.0, *(features(d)[n] for n in names)] for d, _ in found])
    fitted = logistic(rows, np.array([float(right) for _, right in found]))
    given = dict(zip(("base", *names), (round(float(w), 3) for w in fitted), strict=True))
    return {name: given.get(name, 0.0) for name in ("base", "share", "unphrased", "inferred", "unknown", "nominal")}


def reliability(found: Sequence[tuple[Draft, bool]], names: Sequence[str], folds: int = 5) -> dict[str, object]:
    """Stated against measured: each fold is stated by weights fitted on the others; ten bins of equal width."""
    stated, right = [], []
    for fold in range(folds):
        given = fitted_confidence([x for k, x in enumerate(found) if k % folds != fold], names)
        for k, (draft, good) in enumerate(found):
            if k % folds == fold:
                total = given["base"] + sum(given[n] * features(draft)[n] for n in names)
                stated.append(1 / (1 + np.exp(-total)))
                right.append(good)
    bins, error = [], 0.0
    for low in np.arange(0, 1, 0.1):
        inside = [(s, r) for s, r in zip(stated, right, strict=True) if low <= s < low + 0.1 + 1e-9]
        if inside:
            mean, share = (float(np.mean([pair[k] for pair in inside])) for k in (0, 1))
            error += abs(mean - share) * len(inside) / len(stated)
            low_ = round(float(low), 1)
            bins.append({"low": low_, "events": len(inside), "stated": round(mean, 3), "right": round(share, 3)})
    return {"events": len(stated), "expected_calibration_error": round(error, 3), "bins": bins}


def worked(found: Sequence[Example]) -> list[tuple[Draft, bool]]:
    """All drafts that became events, and whether type and parties are right."""
    parsed = parse(Article(e.id, e.text, published_at="2020-06-15") for e in found)
    result = []
    for example, one in zip(found, parsed, strict=True):
        result += [(draft, is_right(draft, example)) for draft in coder.work(one).events]
    return result


def main() -> None:
    """Fit and write both files."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--examples", type=Path, default=Path("training/examples"))
    reader.add_argument("--hold-out", required=True)
    options = reader.parse_args()
    if classifier() is None:
        raise SystemExit("no classifier: run scripts.build_classifier first")
    held = [e for name in options.hold_out.split(",") for e in examples(options.examples / f"{name}.tsv")]
    parsed = parse(Article(e.id, e.text, published_at="2020-06-15") for e in held)
    pairs = [
        j for e, p in zip(held, parsed, strict=True) if len(p.text) == 1 for j in judged(e, coder.candidates(p)[0])
    ]
    given = {task: knowledge.decision(task) or STARTING for task in TASKS}
    fitted = given["code"].model_copy(update={"alone": max(CAREFUL, least_share(pairs, given["code"]))})
    lines = {"code": fitted.model_dump(), "classify": given["classify"].model_dump()}
    (DATA / "models" / "decision.yaml").write_text(
        DECISION_HEAD + yaml.safe_dump(lines, sort_keys=False), encoding="utf-8"
    )
    knowledge.decision.cache_clear()
    both = worked(held)
    weights = {"rules+model": fitted_confidence(both, ("share", "unphrased", "inferred", "unknown", "nominal"))}
    knowledge.classifier.cache_clear()
    alone = worked_without(held)
    weights = {"rules": fitted_confidence(alone, ("inferred", "unknown", "nominal")), **weights}
    (DATA / "coding_confidence.yaml").write_text(
        "# Logistic weights (nats) of the probability that type and both parties are right.\n"
        "# Written by scripts/fit_decision.py on held-out examples.\n" + yaml.safe_dump(weights, sort_keys=False),
        encoding="utf-8",
    )
    told = reliability(both, ("share", "unphrased", "inferred", "unknown", "nominal"))
    RELIABILITY.write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")
    print(
        json.dumps({"pairs": len(pairs), "events": len(both), "right": sum(r for _, r in both), **fitted.model_dump()})
    )


def worked_without(found: Sequence[Example]) -> list[tuple[Draft, bool]]:
    """The same with the rules alone: drafts as they are before the classifier's say."""
    parsed = parse(Article(e.id, e.text, published_at="2020-06-15") for e in found)
    result = []
    for example, one in zip(found, parsed, strict=True):
        for draft in coder.candidates(one)[0].drafts:
            if coder.lacking(draft) is None:
                result.append((draft, is_right(draft, example)))
    return result


if __name__ == "__main__":
    main()
