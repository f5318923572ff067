"""The brief of one article."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.cite import sentence_at, sentences
from detente.brief.desk import Desk
from detente.brief.headline import headline, opening
from detente.brief.prose import Telling, attribute_claims, tell
from detente.brief.sources import assemble
from detente.brief.told import Told, gather, states, within_article
from detente.brief.voices import Voices
from detente.model import Brief, Claim, CodedArticle, Modality, Section, Span

LEAD = 4  # sentences in which a report says what it is about
MOST_OTHERS = 3
MOST_HISTORICAL = 3
MOST_QUOTES = 2
SURE = 0.8  # certainty from which an event within one state is told in our words and not in the article's
ORDERED = "ordered"
UNSAID = frozenset({"reply", "other_side", "document", "place"})
"""Ways of resolving a party that rest on no word of its sentence: fit for counting, not for telling."""

LIKELY = 0.35  # the same for an event between two sides that are known: there the parties check each other


def brief_article(coded: CodedArticle) -> Brief:
    """Write the brief of one article.

    Only events told in the body count: an event that stands in the title alone has no words to cite.
    """
    desk = Desk([coded])
    asserted, historical = _told(coded, "asserted"), _told(coded, "historical")
    main = main_of(_leading(coded, asserted)) or main_of(_leading(coded, historical))
    title = _title(desk, coded, main)
    summary = _summary(desk, coded, main)
    happened = Section("What happened", tuple(_happened(desk, coded, main, asserted)))
    background = Section("Background", tuple(_background(desk, coded, [t for t in historical if t is not main])))
    outlook = Section("Outlook", tuple(_outlook(desk, coded)))
    return assemble(title, summary, (happened, background, outlook), desk.articles)


def _told(coded: CodedArticle, modality: Modality) -> tuple[Told, ...]:
    events = [e for e in coded.events if e.modality == modality and e.field == "text"]
    return gather(sorted(events, key=lambda e: e.span), within_article)


def _leading(coded: CodedArticle, told: Sequence[Told]) -> list[Told]:
    """Happenings that the first sentences tell: what a report is about stands at its head."""
    head = sentences(coded)[:LEAD]
    end = head[-1].end if head else 0
    return [t for t in told if min(e.span.start for e in t.events) < end]


def main_of(told: Sequence[Told]) -> Told | None:
    """The happening that an article is about: between two states, then most certain, then first told."""
    return max(told, key=_weight, default=None)


def _weight(told: Told) -> tuple[bool, float, int]:
    certain = max(e.confidence for e in told.events)
    first = min(e.span.start for e in told.events)
    # A tenth of certainty is noise; what an article tells first decides within it.
    return foreign(told), round(certain, 1), -first


def _title(desk: Desk, coded: CodedArticle, main: Told | None) -> str:
    """The main happening, if it passes between states; else the article's own title, which knows better."""
    own = (coded.article.title or "").strip()
    if main is not None and tellable(main) and (foreign(main) or not own):
        return headline(desk, main) or opening(coded)
    return opening(coded)


def foreign(told: Told) -> bool:
    """Whether a happening passes between two states, or a state and an organisation."""
    orgs = {p.org for p in (*told.lead.source, *told.lead.target) if p.org is not None}
    return len(states(told.lead)) + len(orgs) > 1


def tellable(told: Told) -> bool:
    """Whether the coding is certain enough to be told in our words; else the article's own are quoted.

    What was only ordered or voted is left to the article: our verbs would say that it was done. So is an act of
    which the article does not name the parties in so many words.
    """
    if any(ORDERED in e.attributes for e in told.events):
        return False
    if any(p.resolved_by in UNSAID for p in (*told.lead.source, *told.lead.target)):
        return False
    return max(e.confidence for e in told.events) >= (LIKELY if foreign(told) else SURE)


def _summary(desk: Desk, coded: CodedArticle, main: Told | None) -> list[Claim]:
    claims = [] if main is None or not tellable(main) else [tell(desk, main, Telling(where="city", attributes=False))]
    if claims == [] or claims[0] is None:
        voices = Voices(desk)
        quoted = (voices.quote(coded, span, "event") for span in sentences(coded))
        claims = [next((c for c in quoted if c is not None), None)]
    made = [c for c in claims if c is not None]
    if made:
        made += _only_one(desk, "one_outlet", made)
    return made


def _only_one(desk: Desk, key: str, made: Sequence[Claim]) -> list[Claim]:
    caveat = desk.admit(desk.say(key), made[0].citations[:1])
    return [] if caveat is None else [caveat]


def _happened(desk: Desk, coded: CodedArticle, main: Told | None, asserted: Sequence[Told]) -> list[Claim]:
    voices = Voices(desk)
    claims = [] if main is None else _main(desk, voices, coded, main)
    others = sorted((t for t in asserted if t is not main), key=foreign, reverse=True)[:MOST_OTHERS]
    for told in sorted(others, key=lambda t: t.lead.span):
        if not desk.used(coded.article.id, sentence_at(coded, told.lead.span.start)):
            claims += told_or_quoted(desk, voices, told, Telling())
    claims += voices.passages(coded, "event", most=MOST_QUOTES, more=_agenda(coded, main))
    claims += voices.passages(coded, "assessment", most=1)
    return claims


def _agenda(coded: CodedArticle, main: Told | None) -> list[Span]:
    """Sentences without a role of their own that go on with the main happening, within its paragraph."""
    if main is None:
        return []
    last = max(e.span.end for e in main.events)
    end = coded.article.text.find("\n", last)
    roles = {passage.span for passage in coded.passages}
    after = [s for s in sentences(coded) if s not in roles and s.start >= last]
    return [s for s in after if end < 0 or s.end <= end]


def _main(desk: Desk, voices: Voices, coded: CodedArticle, main: Told) -> list[Claim]:
    """The main happening once more, for what the summary left out: its venue, or the article's own words."""
    if not tellable(main):
        quoted = voices.quote(coded, sentence_at(coded, main.lead.span.start), "event")
        return [] if quoted is None else [quoted]
    again = Telling(where="venue", attributes=False)
    sentence = sentence_at(coded, main.lead.span.start)
    made = tell(desk, main, again) if main.at("venue") is not None else None
    made = made or voices.quote(coded, sentence, "event") or tell(desk, main, again)
    desk.take(main)
    further = attribute_claims(desk, main)
    if further:
        voices.interrupt()
    return ([] if made is None else [made]) + further


def told_or_quoted(desk: Desk, voices: Voices, told: Told, telling: Telling) -> list[Claim]:
    """A happening in our words, else in the article's; nothing if neither can be printed."""
    made = tell(desk, told, telling) if tellable(told) else None
    if made is not None:
        desk.take(told)
        voices.interrupt()
        return [made]
    coded = desk.coded[told.lead.article_id]
    quoted = voices.quote(coded, sentence_at(coded, told.lead.span.start), "event")
    return [] if quoted is None else [quoted]


def _background(desk: Desk, coded: CodedArticle, historical: Sequence[Told]) -> list[Claim]:
    voices = Voices(desk)
    claims: list[Claim] = []
    for told in sorted(historical, key=lambda t: t.date or "9999")[:MOST_HISTORICAL]:
        claims += told_or_quoted(desk, voices, told, Telling())
    return claims + voices.passages(coded, "background", most=MOST_QUOTES)


def _outlook(desk: Desk, coded: CodedArticle) -> list[Claim]:
    voices = Voices(desk)
    claims = voices.passages(coded, "outlook", most=MOST_QUOTES)
    for told in _told(coded, "future"):
        if desk.quote_once(coded.article.id, sentence_at(coded, told.lead.span.start)):
            claims += [c for c in [tell(desk, told, Telling())] if c is not None]
    # What is only possible is left to the article's own words: "could" and "may" are its judgement.
    for told in _told(coded, "hypothetical"):
        quoted = voices.quote(coded, sentence_at(coded, told.lead.span.start), "outlook")
        claims += [] if quoted is None else [quoted]
    return claims[: MOST_QUOTES + MOST_OTHERS]
