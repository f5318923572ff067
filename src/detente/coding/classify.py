"""One type for a sentence whose source and target are given: the same coder, asked a narrower question."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.clause import told
from detente.coding.judge import Question, combined, in_force, scores, types
from detente.coding.read import Reading
from detente.coding.sentence import readings, triggers
from detente.coding.slots import slot
from detente.coding.tree import Tree
from detente.knowledge.classifier import Classifier, Decision
from detente.knowledge.ontology import Act, Convention, acts
from detente.knowledge.phrases import POS, phrases
from detente.model import ParsedArticle, Span

FIRM = 1.5  # least fit of an act that the rules may bring in: an asserted act, or one whose slots meet a span


@dataclass(frozen=True, slots=True)
class Classified:
    """The act between two given parties and how sure the coder is of its type."""

    act: Act
    confidence: float


def classify(
    parsed: ParsedArticle, source: str, target: str, *, convention: Convention = "manual"
) -> Classified | None:
    """The act that a text tells of ``source`` towards ``target``, both substrings of it.

    The rules weigh every act that the text tells by whether it is asserted and whether its slots meet the two given
    spans; the classifier reads the text with both marked. The likeliest type under the convention wins, and within it
    the likeliest act. Without the classifier the rules decide; where they find no act, the bare triggers are looked at.

    Args:
        parsed: The text with its parse.
        source: Who acts, as the text writes it.
        target: Towards whom.
        convention: Under which reading of PLOVER's borders a type is sought.
    """
    read = _read(parsed, _spans(parsed.article.text, source), _spans(parsed.article.text, target))
    jury = in_force("classify")
    if jury is not None:
        text = parsed.article.text
        asked = Question(text, *(next(iter(_spans(text, part)), None) for part in (source, target)))
        return _weighed(asked, read, jury, convention)
    if read is not None:
        return Classified(acts()[read[1].act or ""], round(min(0.95, 0.3 + 0.1 * read[0]), 3))
    return _bare(parsed)


def _weighed(
    asked: Question,
    read: tuple[float, Reading] | None,
    jury: tuple[Classifier, Decision],
    convention: Convention,
) -> Classified:
    found, weights = jury
    told = read[1] if read is not None and read[0] >= FIRM and read[1].act in found.card.labels else None
    row = scores(found, [asked])[0]
    belief = combined(
        row,
        told.act if told else None,
        found,
        weights,
        composed=told is not None and told.inner is not None,
        convention=convention,
    )
    belief[-1] = 0.0  # something happens between them: the question says so
    belief /= belief.sum()
    members = types(found.card.labels, convention)
    shares = belief @ members.T
    best = int(shares.argmax())
    named = found.card.labels[int((belief * members[best]).argmax())]
    return Classified(acts()[named], round(float(shares[best]), 3))


def _read(parsed: ParsedArticle, source: list[Span], target: list[Span]) -> tuple[float, Reading] | None:
    """The act that the rules hold for the one between two spans, and how well it fits; None where none is told."""
    best: tuple[float, Reading] | None = None
    for sentence in parsed.text:
        tree = Tree(sentence)
        for reading in readings(tree):
            score = _score(tree, reading, source, target)
            if reading.act is not None and (best is None or score > best[0]):
                best = (score, reading)
    return best


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
