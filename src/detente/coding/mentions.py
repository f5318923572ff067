"""Every actor and place that an article mentions, in its context: the answer of ``detente resolve --mentions``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from detente.coding.coder import LONGEST_SENTENCE
from detente.coding.metonymy import is_place
from detente.coding.phrase import full_name
from detente.coding.resolve import NUMBERS, Resolver, is_actor
from detente.coding.toponyms import toponyms
from detente.coding.tree import NOUNS, SUBJECTS, Tree
from detente.knowledge.language import word_set
from detente.knowledge.names import actor_code, actor_names
from detente.model import ParsedArticle, Party, Span

HEADS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET"})
WITHIN = frozenset({"compound", "nmod", "amod", "det", "poss", "quantmod", "nummod", "npadvmod", "advmod", "neg"})
"""Relations of words that are part of another phrase, or say when."""

PLACES = frozenset({"state", "capital", "city", "division"})
"""Kinds of names that may stand for a place."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One phrase of a text that names an actor, a place, or a group that was named before (docs/formats.md).

    Attributes:
        span: The words; ``#2`` is added where the same words stand a second time.
        start: Offset of the first code point.
        end: Offset behind the last.
        kind: ``actor``, ``place`` or ``group``.
        country: PLOVER actor code: ISO 3166-1 alpha-3, or UNO, EUR, IGO for organisations of states.
        org: Acronym of an organisation.
        sector: PLOVER code.
        person: Name.
        office: Id.
        resolved_by: The rule that decided.
        members: Of a group: country and sector of each.
    """

    span: str
    start: int
    end: int
    kind: str
    country: str | None
    org: str | None
    sector: str | None
    person: str | None
    office: str | None
    resolved_by: str | None
    members: tuple[tuple[str | None, str | None], ...] = ()


def mentions(parsed: ParsedArticle) -> tuple[Mention, ...]:
    """The mentions of an article's text, in text order; a phrase that goes on with a place is given in all extents."""
    trees = [Tree(s) for s in parsed.text if len(s.words) <= LONGEST_SENTENCE]
    resolver = Resolver(parsed.article, trees, {"text": toponyms(parsed.article.text, parsed.text)})
    found: list[Mention] = []
    for tree in trees:
        found += _in_sentence(tree, resolver, parsed.article.text)
        resolver.remember(tree)
    return tuple(_numbered(sorted(found, key=lambda m: (m.start, m.end)), parsed.article.text))


def _in_sentence(tree: Tree, resolver: Resolver, text: str) -> list[Mention]:
    found: list[Mention] = []
    taken: list[Span] = []
    told = 0  # end of the last actor: offices and names within him are not listed again
    for i, word in enumerate(tree.words):
        if word.start < told and word.dep not in SUBJECTS:
            continue
        if word.pos not in HEADS or word.entity in NUMBERS or word.dep in WITHIN:
            continue
        if resolver.is_group(tree, i):
            members = tuple((_code(p), p.sector) for p in resolver.parties(tree, i))
            found.append(_mention(tree.span(tree.name(i)), text, "group", Party(""), members=members, rule="group"))
            continue
        if word.pos not in NOUNS and tree.lemma(i) not in word_set("counterpart") and not _is_people(tree, i, text):
            continue
        if _is_where(tree, i, resolver):
            continue
        party = resolver.named(tree, i) or _people(tree, i, text)
        if party is None or not is_actor(party):
            continue
        name = full_name(party.person, resolver.look.day, party.country)
        party = replace(_speaking(tree, i, party), person=name)
        taken.append(party.span or tree.span([i]))
        told = taken[-1].end
        spans = {_core(tree, i, text), party.span or tree.span(tree.name(i)), _with_place(tree, i, party, resolver)}
        found += [_mention(s, text, "actor", party) for s in sorted(spans)]
    return found + _places(tree, resolver, text, taken)


def _is_where(tree: Tree, i: int, resolver: Resolver) -> bool:
    """Whether the phrase is the name of a place that stands for the place."""
    place = resolver.look.place_at(tree, i)
    if place is None or tree.words[i].end < place.end:
        return False
    name = next((n for n in resolver.look.names(tree) if n.start == place.start and n.end >= place.end), None)
    return name is None or (name.entry.kind in PLACES and is_place(tree, i))


def _places(tree: Tree, resolver: Resolver, text: str, taken: list[Span]) -> list[Mention]:
    """Names of places that no actor is called by; "Baghdad airport" names Baghdad."""
    return [
        _mention(
            Span(t.start, t.end), text, "place", Party("", t.spot.country if t.spot is not None else None), rule="place"
        )
        for t in resolver.look.places(tree)
        if not any(start <= t.start < end for start, end in taken)
    ]


def _is_people(tree: Tree, i: int, text: str) -> bool:
    """Whether an adjective stands for a people: the French."""
    word = tree.words[i]
    name = actor_names().get(text[word.start : word.end])
    stands = name is not None and name.kind in {"adjective", "demonym"}
    return stands and any(tree.lemma(k) == "the" for k in tree.kids(i, "det"))


def _people(tree: Tree, i: int, text: str) -> Party | None:
    if not _is_people(tree, i, text):
        return None
    name = actor_names().get(text[tree.words[i].start : tree.words[i].end])
    span = tree.span(tree.name(i))
    return Party(text[span.start : span.end], name.country, span=span, resolved_by="demonym") if name else None


def _core(tree: Tree, i: int, text: str) -> Span:
    """The phrase without appositions and what follows *of*, as far as the name goes that it ends in."""
    span = tree.span(tree.name(i))
    ends = [n.end for n in actor_names().find(text, *tree.sentence.span) if n.start < span.end < n.end]
    return Span(span.start, max([span.end, *ends]))


def _speaking(tree: Tree, i: int, party: Party) -> Party:
    """A state that says something is its government."""
    if party.sector is None and party.resolved_by == "state" and tree.dep(i) == "nsubj":
        verb = tree.head(i)
        if tree.lemma(verb) in word_set("speech"):
            return replace(party, sector="GOV")
    return party


def _with_place(tree: Tree, i: int, party: Party, resolver: Resolver) -> Span:
    """The phrase as far as it tells where its actor is: "the Russian embassy in London"."""
    own = party.span or tree.span(tree.name(i))
    ends = [
        tree.span(tree.name(p)).end
        for k in tree.kids(i, "prep")
        if tree.lemma(k) in word_set("located")
        for p in tree.kids(k, "pobj")
        if resolver.look.place_at(tree, p) is not None
    ]
    return Span(own.start, max([own.end, *ends]))


def _mention(
    span: Span,
    text: str,
    kind: str,
    party: Party,
    *,
    members: tuple[tuple[str | None, str | None], ...] = (),
    rule: str | None = None,
) -> Mention:
    return Mention(
        text[span.start : span.end],
        span.start,
        span.end,
        kind,
        _code(party),
        party.org,
        party.sector,
        party.person,
        party.office,
        rule or party.resolved_by,
        members,
    )


def _code(party: Party) -> str | None:
    return party.country or actor_code(party.org)


def _numbered(found: Iterable[Mention], text: str) -> Iterator[Mention]:
    """Add ``#1``, ``#2`` where the same words stand several times in the text."""
    once = {(m.start, m.end): m for m in found}
    alike = Counter(m.span for m in once.values())
    for mention in once.values():
        number = sum(1 for _ in re.finditer(rf"(?<!\w){re.escape(mention.span)}(?!\w)", text[: mention.start])) + 1
        numbered = number > 1 or alike[mention.span] > 1
        yield replace(mention, span=f"{mention.span}#{number}") if numbered else mention
