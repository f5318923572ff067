"""Slips of the parser that repeat themselves, put right in one place before anybody reads the tree."""

from __future__ import annotations

from collections import defaultdict

from detente.model import Word

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def mended(words: list[Word], first: int) -> tuple[Word, ...]:
    """Words of one sentence with heads and relations put right; text and offsets stay.

    Args:
        words: The words as parsed.
        first: Place of the first of them.
    """
    return tuple(_opposite_number(_with_subject(_passive(words, first), first), first))


def _passive(words: list[Word], first: int) -> list[Word]:
    """A participle behind *be* that is taken for an adjective ("the border was closed") is the verb of a passive."""
    result = list(words)
    for k, word in enumerate(words):
        above = words[word.head - first]
        if word.dep != "acomp" or word.tag != "VBN" or above.lemma != "be" or above.pos != "AUX":
            continue
        for n, other in enumerate(result):
            if n != k and other.head == above.place and other.place != above.place:
                dep = "nsubjpass" if other.dep == "nsubj" else other.dep
                result[n] = other._replace(head=word.place, dep=dep)
        root = above.head == above.place
        result[k] = word._replace(head=word.place if root else above.head, dep=above.dep, pos="VERB")
        result[above.place - first] = above._replace(head=word.place, dep="auxpass")
    return result


def _opposite_number(words: list[Word], first: int) -> list[Word]:
    """One phrase taken for two objects: "met her Ugandan | opposite number"."""
    result = list(words)
    for k in range(2, len(words)):
        adjective, opposite, number = words[k - 2], words[k - 1], words[k]
        if (opposite.lemma, number.lemma) != ("opposite", "number") or adjective.head != number.head:
            continue
        if adjective.dep not in {"dobj", "dative"} or number.dep != "dobj":
            continue
        result[k - 2] = adjective._replace(head=number.place, dep="amod")
        for n, other in enumerate(words[: k - 2]):
            if other.head == adjective.place:
                result[n] = other._replace(head=number.place)
    return result


def _with_subject(words: list[Word], first: int) -> list[Word]:
    """A subject that was taken into the phrase before it: "At a summit in Dakar the president met …"."""
    children: dict[int, list[int]] = defaultdict(list)
    for k, word in enumerate(words):
        if word.head != word.place:
            children[word.head - first].append(k)
    result = list(words)
    for k, word in enumerate(words):
        if word.dep != "ROOT" or word.tag not in FINITE or word.pos != "VERB" or k < 3:
            continue
        if any(words[c].dep in SUBJECTS | {"aux", "auxpass"} for c in children[k]):
            continue
        opening = [c for c in children[k] if c < k and words[c].dep == "prep"]
        if not opening or opening[0] != min(children[k]):
            continue
        stolen = _last_phrase(words, children, opening[-1], k - 1)
        if stolen is not None:
            result[stolen] = words[stolen]._replace(head=word.place, dep="nsubj")
    return result


def _last_phrase(words: list[Word], children: dict[int, list[int]], top: int, edge: int) -> int | None:
    """The noun phrase that ends just before the verb and is not what the preposition itself governs."""
    found, level = None, list(children[top])
    while level:
        k = level.pop()
        right = max(_subtree(children, k))
        if right != edge:
            continue
        if words[k].dep == "appos" and words[k].pos in {"NOUN", "PROPN"}:
            return k
        if words[k].dep == "pobj" and words[k].pos in {"NOUN", "PROPN"} and words[k].head - words[0].place != top:
            found = k
        level += children[k]
    return found


def _subtree(children: dict[int, list[int]], k: int) -> list[int]:
    found, stack = [], [k]
    while stack:
        here = stack.pop()
        found.append(here)
        stack += children[here]
    return found
