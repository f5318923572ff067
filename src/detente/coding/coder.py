"""Parsed article to events and passages: the rules coder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from detente import __version__
from detente.coding.confidence import confidence
from detente.coding.draft import Draft, key
from detente.coding.merge import merged
from detente.coding.passages import passages
from detente.coding.resolve import Resolver, is_actor
from detente.coding.sentence import drafts
from detente.coding.tree import Tree
from detente.coding.when import UNKNOWN, When, published, published_date
from detente.knowledge.layers import digest
from detente.knowledge.ontology import Convention, event_types, quad_class
from detente.model import (
    Article,
    CodedArticle,
    CodedBy,
    Event,
    Field,
    ParsedArticle,
    Party,
    Sentence,
    content_id,
)

LONGEST_SENTENCE = 200  # words; beyond it stand lists and hostile text, whose depth would exhaust the stack

POLITICAL = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PTY", "OPP", "REB", "UAF", "IGO", "PRE"})
"""Sectors whose unnamed actors make politics; a company, a team or a scientist without a state does not."""


def code(parsed: ParsedArticle, *, convention: Convention = "manual") -> CodedArticle:
    """Code one article.

    Events come from the body, and from the title only where the body lacks them.

    Args:
        parsed: The article with its parse.
        convention: Which published reading of PLOVER's borders ``event_type`` follows.
    """
    day = published_date(parsed.article.published_at)
    text, head = _trees(parsed.text), _trees(parsed.title)
    resolver = Resolver(parsed.article, text.values())
    body = list(_drafts(text, resolver, parsed.article.text, "text", day))
    title = _drafts(head, resolver, parsed.article.title or "", "title", day)
    found = [d for d in merged([*body, *title]) if _stands_alone(d)]
    by = CodedBy("rules", __version__, digest(), parsed.model)
    events = tuple(_event(d, parsed.article, by, day, convention) for d in found)
    return CodedArticle(parsed.article, events, passages(parsed, body))


def _trees(sentences: tuple[Sentence, ...]) -> dict[int, Tree]:
    """Sentences that can be coded, by their number."""
    return {n: Tree(s) for n, s in enumerate(sentences) if len(s.words) <= LONGEST_SENTENCE}


def _drafts(trees: dict[int, Tree], resolver: Resolver, source: str, field: Field, day: date | None) -> Iterator[Draft]:
    resolver.enter(field)
    for number, tree in trees.items():
        for draft in drafts(tree, number=number, resolver=resolver, source=source, field=field, day=day):
            if draft.complete:
                resolver.memory.note(draft.knowledge.manual, draft.source, draft.target, as_pair=not draft.nominal)
            yield draft
        resolver.remember(tree)


def _stands_alone(draft: Draft) -> bool:
    """Whether a draft is an event: somebody political acts, and both sides are known unless the type needs but one."""
    if draft.knowledge.manual != "PROTEST" and not any(_is_political(p) for p in (*draft.source, *draft.target)):
        return False
    if draft.complete and draft.knowledge.mutual == "yes" and _one_party(draft):
        return False
    if any(is_actor(p) for p in draft.target):
        return True
    return event_types()[draft.knowledge.manual].alone == "yes" and draft.knowledge.mutual == "no" and not draft.nominal


def _is_political(party: Party) -> bool:
    """Whether a party stands for a state, a body or a kind of actor that politics is made of."""
    return key(party) is not None or party.sector in POLITICAL


def _one_party(draft: Draft) -> bool:
    """A meeting of somebody with himself is a slip of the parse."""
    sides = (
        {(key(p), p.sector, p.person) for p in draft.source},
        {(key(p), p.sector, p.person) for p in draft.target},
    )
    return sides[0] == sides[1]


def _event(draft: Draft, article: Article, by: CodedBy, day: date | None, convention: Convention) -> Event:
    act = draft.knowledge
    event_type = act.event_type(convention)
    when = _dated(draft, day)
    reciprocal = bool(draft.target) and (draft.reciprocal or act.mutual == "yes")
    names = [p.name for p in (*draft.source, *draft.target)]
    return Event(
        id=content_id(article.id, draft.field, *draft.span, *draft.trigger, act.act, *names),
        article_id=article.id,
        published_at=article.published_at,
        outlet=article.outlet,
        url=article.url,
        event_type=event_type,
        mode=act.mode,
        contexts=draft.contexts,
        cameo=act.cameo,
        quad_class=quad_class(event_type),
        goldstein=act.goldstein,
        source=draft.source,
        target=draft.target,
        reciprocal=reciprocal,
        event_date=when.value,
        date_precision=when.precision,
        date_basis=when.basis,
        place=draft.place,
        modality=draft.modality,
        attributes=draft.attributes,
        span=draft.span,
        trigger=draft.trigger,
        field=draft.field,
        confidence=confidence(draft),
        coded_by=by,
    )


def _dated(draft: Draft, day: date | None) -> When:
    """What is told as new without a date is assumed to be of the day of publication; background is not."""
    if draft.when.value is not None:
        return draft.when
    return published(day) if draft.modality == "asserted" else UNKNOWN
