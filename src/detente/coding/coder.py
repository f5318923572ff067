"""Parsed article to events and passages: the rules coder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente import __version__
from detente.coding.confidence import confidence
from detente.coding.draft import Draft, Left, Reason, key
from detente.coding.introduced import LearntOf
from detente.coding.judge import judged
from detente.coding.lookup import Toponyms
from detente.coding.merge import merged
from detente.coding.offers import Offer, accepted, offers
from detente.coding.passages import passages
from detente.coding.resolve import Resolver, is_actor
from detente.coding.sentence import Page, drafts, readings
from detente.coding.toponyms import toponyms
from detente.coding.tree import Tree
from detente.coding.when import UNKNOWN, When, published, published_date
from detente.knowledge.classifier import classifier_card
from detente.knowledge.layers import digest
from detente.knowledge.ontology import Convention, event_types, quad_class
from detente.model import (
    Article,
    CodedArticle,
    CodedBy,
    Event,
    Introduction,
    ParsedArticle,
    Party,
    Sentence,
    content_id,
)

LONGEST_SENTENCE = 200  # words; beyond it stand lists and hostile text, whose depth would exhaust the stack

POLITICAL = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PTY", "OPP", "REB", "UAF", "IGO", "PRE"})
"""Sectors whose unnamed actors make politics; a company, a team or a scientist without a state does not."""

MIN_CONFIDENCE = 0.15
"""Below it an event is left out unless asked for: four in five of such codings are wrong (docs/evaluation.md)."""

UNREST = frozenset({"PROTEST", "ASSAULT"})
"""Types that are politics whoever does them."""

BY_CIRCUMSTANCE = frozenset({"place", "document"})
"""Rules that lend a state to somebody whom no word of his phrase gives one."""

COOPERATION = frozenset({1, 2})  # quad classes
PRIVATE = "BUS"
"""Sector whose members deal with one another without making politics."""


def code(
    parsed: ParsedArticle,
    *,
    convention: Convention = "manual",
    min_confidence: float = MIN_CONFIDENCE,
    learnt: LearntOf | None = None,
) -> CodedArticle:
    """Code one article.

    Events come from the body, and from the title only where the body lacks them.

    Args:
        parsed: The article with its parse.
        convention: Which published reading of PLOVER's borders ``event_type`` follows.
        min_confidence: Least confidence (0 to 1) of an event that is kept.
        learnt: What other articles said of a person; asked for persons whom nothing else places.
    """
    worked = work(parsed, learnt)
    article, day = parsed.article, published_date(parsed.article.published_at)
    sure = (d for d in worked.events if confidence(d) >= min_confidence)
    events = tuple(_event(d, article, _by(d, parsed.model), day, convention) for d in sure)
    return CodedArticle(article, events, passages(parsed, worked.body), worked.introductions)


def _by(draft: Draft, parser: str) -> CodedBy:
    """What coded an event: rules, rules whose act the classifier weighed, or the classifier alone."""
    card = classifier_card()
    models = parser if card is None else f"{parser} {card.name}"
    coder = "rules" if draft.share is None else "rules+model" if draft.evidence else "model"
    return CodedBy(coder, __version__, digest(), models)


@dataclass(frozen=True, slots=True)
class Work:
    """How an article was coded.

    Attributes:
        body: All drafts of the text, before those that tell the same are put together.
        title: All drafts of the title.
        events: The drafts that became events.
        left: The triggers that did not, with the reason.
        introductions: Persons whom the text presents.
    """

    body: list[Draft]
    title: list[Draft]
    events: list[Draft]
    left: list[Left]
    introductions: tuple[Introduction, ...] = ()

    @property
    def drafts(self) -> list[Draft]:
        """All drafts of text and title."""
        return [*self.body, *self.title]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be an event in one field of an article, before the classifier is asked.

    Attributes:
        page: The field.
        sentences: Its sentences, by number.
        drafts: What phrases tell.
        offers: Verbs with somebody on either side that no phrase reads.
    """

    page: Page
    sentences: Sequence[Sentence]
    drafts: list[Draft]
    offers: list[Offer]


def work(parsed: ParsedArticle, learnt: LearntOf | None = None) -> Work:
    """Code one article down to the drafts that are its events, keeping what was left out."""
    text, head = candidates(parsed, learnt)
    body, title = _weighed(text), _weighed(head)
    left = [*text.page.left, *head.page.left]
    events = []
    for draft in merged([*body, *title]):
        reason = lacking(draft)
        if reason is None:
            events.append(draft)
        else:
            left.append(Left(draft.field, draft.sentence, draft.trigger, draft.act, reason, draft.evidence))
    return Work(body, title, events, left, tuple(text.page.resolver.memory.presented))


def candidates(parsed: ParsedArticle, learnt: LearntOf | None = None) -> tuple[Candidates, Candidates]:
    """What rules and grammar find in text and title."""
    article, day = parsed.article, published_date(parsed.article.published_at)
    text, head = _trees(parsed.text), _trees(parsed.title)
    title = article.title or ""
    places: Toponyms = {"text": toponyms(article.text, parsed.text), "title": toponyms(title, parsed.title)}
    resolver = Resolver(article, text.values(), places, learnt)
    return (
        _candidates(text, parsed.text, Page(resolver, article.text, "text", day, places["text"])),
        _candidates(head, parsed.title, Page(resolver, title, "title", day, places["title"])),
    )


def _trees(sentences: tuple[Sentence, ...]) -> dict[int, Tree]:
    """Sentences that can be coded, by their number."""
    return {n: Tree(s) for n, s in enumerate(sentences) if len(s.words) <= LONGEST_SENTENCE}


def _candidates(trees: dict[int, Tree], sentences: Sequence[Sentence], page: Page) -> Candidates:
    page.resolver.enter(page.field)
    found: list[Draft] = []
    offered: list[Offer] = []
    for number, tree in trees.items():
        told = readings(tree)
        for draft in drafts(tree, told, number, page):
            if draft.complete:
                page.resolver.memory.note(draft.knowledge.manual, draft.source, draft.target, as_pair=not draft.nominal)
            found.append(draft)
        offered += offers(tree, told, number, page.resolver)
        page.resolver.remember(tree)
        page.pass_by(tree, number)
    return Candidates(page, sentences, found, offered)


def _weighed(found: Candidates) -> list[Draft]:
    """The drafts after the classifier's say, with those that it alone names."""
    whole = [d for d in found.drafts if lacking(d) is None]
    kept = [d for d in found.drafts if lacking(d) is not None]  # parts that another sentence may complete
    kept += judged(whole, found.page, found.sentences)
    kept += accepted(found.offers, found.page, found.sentences)
    return sorted(kept, key=lambda d: (d.sentence, d.trigger))


def lacking(draft: Draft) -> Reason | None:
    """What keeps a draft from being an event: somebody political acts, both sides known unless the type needs one."""
    act = draft.knowledge
    if act.manual not in UNREST and not any(_is_political(p) for p in (*draft.source, *draft.target)):
        return "apart"
    private = all(p.sector == PRIVATE for p in draft.source)
    if private and (all(p.sector == PRIVATE for p in draft.target) or _is_business(draft)):
        return "apart"  # a company buys another, whatever their states
    if draft.complete and act.mutual == "yes" and _one_party(draft):
        return "itself"
    alone = event_types()[act.manual].alone == "yes" and act.mutual == "no" and not draft.nominal
    if alone or any(is_actor(p) for p in draft.target):
        return None
    return "addressee"


def _is_political(party: Party) -> bool:
    """Whether a party stands for a state, a body or a kind of actor that politics is made of.

    Where somebody is makes nobody political: "farmers in Peru" are not Peru.
    """
    return party.sector in POLITICAL or (key(party) is not None and party.resolved_by not in BY_CIRCUMSTANCE)


def _is_business(draft: Draft) -> bool:
    """Whether a company of no stated origin deals somewhere: "the company plans to open shops in Romania"."""
    return quad_class(draft.knowledge.manual) in COOPERATION and not any(key(p) for p in draft.source)


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
    if draft.when.span is not None and draft.when.latest is None:
        return UNKNOWN  # its own time is told, but not known: "two days earlier"
    return published(day) if draft.modality == "asserted" else UNKNOWN
