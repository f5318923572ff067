"""One type for a sentence whose source and target are given: the same rules, asked a narrower question."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.clause import told
from detente.coding.read import Reading
from detente.coding.sentence import readings, triggers
from detente.coding.slots import slot
from detente.coding.tree import Tree
from detente.knowledge.ontology import Act, acts
from detente.knowledge.phrases import POS, phrases
from detente.model import ParsedArticle, Span


@dataclass(frozen=True, slots=True)
class Classified:
    """The act between two given parties and how sure the rules are of it."""

    act: Act
    confidence: float


def classify(parsed: ParsedArticle, source: str, target: str) -> Classified | None:
    """The act that a text tells of ``source`` towards ``target``, both substrings of it.

    Every act that the text tells is weighed by whether it is asserted and whether its slots meet the two given
    spans. Where no act is told, the bare triggers are looked at; where there is none, the answer is None.
    """
    spans = _spans(parsed.article.text, source), _spans(parsed.article.text, target)
    best: tuple[float, Act] | None = None
    for sentence in parsed.text:
        tree = Tree(sentence)
        for reading in readings(tree):
            score = _score(tree, reading, *spans)
            if reading.act is not None and (best is None or score > best[0]):
                best = (score, acts()[reading.act])
    if best is not None:
        return Classified(best[1], round(min(0.95, 0.3 + 0.1 * best[0]), 3))
    return _bare(parsed)


def _spans(text: str, part: str) -> list[Span]:
    start = text.find(part)
    return [Span(start, start + len(part))] if start >= 0 and part else []


def _score(tree: Tree, reading: Reading, source: list[Span], target: list[Span]) -> float:
    score = 0.0
    modality = told(tree, reading)
    if modality == "asserted":
        score += 1.5
    elif modality is None:
        score -= 1.0
    doers = [k for name in (*reading.phrase.source, "subj") for k in slot(tree, reading.trigger, name)]
    targets = [k for name in reading.phrase.target for k in slot(tree, reading.trigger, name)]
    if reading.inner is not None:
        targets += [k for name in reading.inner.phrase.target for k in slot(tree, reading.inner.trigger, name)]
    score += 2.0 * _meets(tree, doers, source) + 2.0 * _meets(tree, targets, target)
    score -= 1.0 * _meets(tree, [reading.trigger], [*source, *target])
    score += 0.5 * len(reading.consumed) - 0.2 * sum(1 for _ in tree.ancestors(reading.trigger))
    return score


def _meets(tree: Tree, positions: list[int], spans: list[Span]) -> bool:
    """Whether a phrase headed at one of some positions touches one of the spans."""
    for i in positions:
        for c in tree.conjuncts(i):
            phrase = tree.span(tree.subtree(c))
            head = tree.words[c]
            if any(s.start <= head.start < s.end for s in spans):
                return True
            if any(phrase.start <= s.start and s.end <= phrase.end for s in spans):
                return True
    return False


def _bare(parsed: ParsedArticle) -> Classified | None:
    """The first trigger of any phrase, its needs left aside: better than silence where an answer is asked for."""
    for sentence in parsed.text:
        tree = Tree(sentence)
        for i in triggers(tree):
            entries = phrases().get((tree.lemma(i), POS[tree.words[i].pos]), ())
            act = next((phrase.act for phrase in entries if phrase.act is not None), None)
            if act is not None:
                return Classified(acts()[act], 0.2)
    return None
