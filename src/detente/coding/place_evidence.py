"""How likely a name is that of a place: what speaks for and against it, in log-odds of ``places/evidence.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.coding.place_names import Candidate, Line, empty_words
from detente.knowledge.gazetteer import Spot, behind_comma, holds, spots
from detente.knowledge.places import evidence, place_words
from detente.model import Sentence

LABELS = {"GPE": "gpe", "LOC": "loc", "FAC": "loc", "PERSON": "person", "NORP": "norp", "ORG": "org"}
SIZES = ((500_000, "metropolis"), (100_000, "large"), (10_000, "town"), (0, "small"))
CERTAIN = 2.0  # log-odds from which a name vouches for those beside it


def candidates(source: str, sentences: Sequence[Sentence]) -> list[Candidate]:
    """All names of a text that may be places, none overlapping, in text order, with their odds."""
    lines = [Line(source, sentence, number) for number, sentence in enumerate(sentences)]
    persons = _persons(lines)
    found = [c._replace(odds=_odds(line, c, persons)) for line in lines for c in line.candidates()]
    return _repeated(source, _coordinated(source, found))


def _persons(lines: Sequence[Line]) -> frozenset[str]:
    """First and last words of the names of persons that a text gives in full."""
    found: set[str] = set()
    for line in lines:
        for entity in set(line.entities.values()):
            if entity.label == "PERSON" and entity.last > entity.first:
                names = [line.words[k].text for k in range(entity.first, entity.last + 1)]
                if not spots(" ".join(names)):
                    found |= {names[0], names[-1]}
    return frozenset(found)


def _odds(line: Line, c: Candidate, persons: frozenset[str]) -> float:
    told = [_meaning(c), *_label(line, c), *_context(line, c)]
    if c.first == c.last and line.text(c.first, c.last) in persons:
        told.append("person_named")
    weights = evidence()
    return sum(weights[name] for name in told)


def _meaning(c: Candidate) -> str:
    if c.is_adjective:
        return "adjective"
    if not c.meant:
        return "unknown"
    kind = c.meant[0].kind
    return kind if kind != "city" else next(name for least, name in SIZES if c.meant[0].weight >= least)


def _label(line: Line, c: Candidate) -> Iterator[str]:
    entity = line.entities.get(c.first)
    if c.last > c.first:
        yield "words"
    if all(line.words[k].pos not in {"PROPN", "ADJ"} for k in range(c.first, c.last + 1)):
        yield "common"
    if entity is None:
        yield "nothing"
        return
    name = LABELS.get(entity.label, "other")
    exact = (entity.first, entity.last) == (c.first, c.last)
    if name in {"norp", "person", "other"} or exact:
        yield name
    elif name == "org":
        yield "org_start" if entity.first == c.first else "org_part"
    else:
        yield f"{name}_part"


def _context(line: Line, c: Candidate) -> Iterator[str]:
    yield from _before(line, c)
    yield from _behind(line, c)
    yield from _run(line, c)
    if line.words[c.first - 1].text == "," and c.first > 1 and c.meant and c.meant[0].kind in {"state", "division"}:
        yield "holds"
    if c.first == 0 and line.text(c.first, c.last).isupper() and len(line.text(c.first, c.last)) > 3:
        yield "dateline"
    verb = line.words[c.last].head - line.words[0].place
    if line.words[c.last].dep == "nsubj" and line.words[verb].lemma in place_words("speech"):
        yield "speaks"


def _before(line: Line, c: Candidate) -> Iterator[str]:
    before = line.lower(c.first - 1)
    if before.rstrip(".") in place_words("titles") and line.capital[c.first - 1]:
        yield "titled"
    if before == "the" or before in place_words("bearings"):
        before = line.lower(c.first - 2)
    if line.told_by_noun(c.first):
        yield "appointed"
    elif before in place_words("inside"):
        yield "inside"
    elif before in place_words("towards"):
        yield "towards"
    elif before == "of":
        yield "of"


def _behind(line: Line, c: Candidate) -> Iterator[str]:
    after = line.lower(c.last + 1)
    if not after:
        return
    if line.capital[c.last + 1]:
        if after in place_words("houses"):
            yield "house"
        if after in place_words("streets"):
            yield "street"
    elif after in place_words("holders"):
        yield "kind"
    elif after in {"'s", "’s"} and line.lower(c.first) in {"st.", "saint", "st"}:
        yield "saint"
    if after in place_words("illnesses"):
        yield "illness"
    if after == "," and _holder(line, c.last + 2, c.meant):
        yield "held"


def _run(line: Line, c: Candidate) -> Iterator[str]:
    """Where the name stands in a run of capitals: alone, at its front, within it, at its end."""
    left = c.first > 0 and _is_joined(line, c.first) and line.capital[c.first - 1]
    left = left and c.first > 1 and line.lower(c.first - 1) not in empty_words()
    left = left and not line.words[c.first - 1].text.isupper()  # "CBC Toronto"
    right = c.last + 1 < len(line.words) and _is_joined(line, c.last + 1) and line.capital[c.last + 1]
    right = right and line.lower(c.last + 1) not in place_words("bodies")
    if left and right:
        yield "middle"
    elif left:
        yield "tail"
    elif right:
        yield "front"


def _is_joined(line: Line, i: int) -> bool:
    return line.gap(i) in {" ", "\u00a0"}


def _holder(line: Line, i: int, meant: tuple[Spot, ...]) -> bool:
    """Whether a state or division stands at a word that holds one of some places."""
    for last in range(min(i + 3, len(line.words) - 1), i - 1, -1):
        name = line.text(i, last)
        for spot in (*spots(name), *spots(f"{name}."), *behind_comma(name)):
            if any(holds(spot, inner) for inner in meant):
                return True
    return False


def _coordinated(source: str, found: list[Candidate]) -> list[Candidate]:
    """A name beside a certain place and a comma or "and" is a place more likely."""
    result = list(found)
    for n, c in enumerate(found):
        beside = [
            other
            for other, (a, b) in ((n - 1, (n - 1, n)), (n + 1, (n, n + 1)))
            if 0 <= other < len(found)
            and found[a].number == found[b].number
            and source[found[a].end : found[b].start].strip() in {",", "and", ", and", "or", ", or", "&"}
        ]
        if any(found[other].odds > CERTAIN for other in beside):
            result[n] = c._replace(odds=c.odds + evidence()["coordinated"])
    return result


def _repeated(source: str, found: list[Candidate]) -> list[Candidate]:
    """A name that is surely a place once is one more likely each time."""
    certain = {
        source[c.start : c.end] for c in found if c.odds > CERTAIN and not (c.meant and c.meant[0].kind == "site")
    }
    more = evidence()["repeated"]
    return [c._replace(odds=c.odds + more) if source[c.start : c.end] in certain else c for c in found]
