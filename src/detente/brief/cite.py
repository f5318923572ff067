"""Citations: the one place where words are cut out of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping

from detente.brief.dates import DAY, MONTH, MONTHS
from detente.knowledge.wording import words
from detente.model import Article, Citation, CodedArticle, Event, Span

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+|\n+")


def cite(article: Article, span: Span, event_id: str | None = None) -> Citation:
    """The words of an article at a span; every citation of a brief is made here."""
    start, end = _trimmed(article.text, span)
    return Citation(article.id, event_id, Span(start, end), article.text[start:end])


def _trimmed(text: str, span: Span) -> Span:
    start, end = max(0, span.start), min(len(text), span.end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def evidence(coded: CodedArticle, event: Event) -> tuple[Citation, ...]:
    """The words that bear an event: its clause with parties and place, and where its date is stated.

    Empty for an event that was coded from the title, for no span of the body bears it.
    """
    if event.field != "text":
        return ()
    sentence = sentence_at(coded, event.span.start)
    parts = [
        event.span,
        event.trigger,
        *(p.span for p in (*event.source, *event.target) if p.span is not None),
    ]
    if event.place is not None:
        parts.append(event.place.span)
    inside = [part for part in parts if sentence.start <= part.start and part.end <= sentence.end]
    clause = Span(min(p.start for p in inside), max(p.end for p in inside)) if inside else event.span
    text = coded.article.text
    elsewhere = [p for p in parts if p not in inside]
    needed = date_word(event)
    if needed is not None and not stands_in(needed, text[clause.start : clause.end]):
        if stands_in(needed, text[sentence.start : sentence.end]):
            clause = sentence
        else:
            elsewhere += [s for s in sentences(coded) if stands_in(needed, text[s.start : s.end])][:1]
    elsewhere += _town(coded, event, text[clause.start : clause.end])
    more = {sentence_at(coded, part.start) for part in elsewhere} - {sentence}
    return tuple(cite(coded.article, span, event.id) for span in (clause, *sorted(more)))


def _town(coded: CodedArticle, event: Event, borne: str) -> list[Span]:
    """The telling sentence that names the town of a venue, where the event's own clause does not."""
    place = event.place
    if place is None or place.precision != "venue" or place.admin1 is None or place.admin1 in borne:
        return []
    text = coded.article.text
    telling = (p.span for p in coded.passages if p.role == "event")
    return [s for s in telling if place.admin1 in text[s.start : s.end]][:1]


def date_word(event: Event) -> str | None:
    """The part of a stated date that the article has to contain: its day, else its month, else its year."""
    if event.date_basis != "text" or event.event_date is None:
        return None
    date = event.event_date[:DAY]
    if len(date) == DAY:
        return str(int(date[MONTH + 1 :]))
    return MONTHS[int(date[MONTH - 2 :]) - 1] if len(date) == MONTH else date


def stands_in(word: str, text: str) -> bool:
    """Whether a day number, month or year stands in a text: ``3`` in "3rd" and "03", ``March`` in "Mar."."""
    if word.isdigit():
        return re.search(rf"(?<!\d)0?{word}(?!\d)", text) is not None
    return re.search(rf"\b{word[:3]}", text) is not None


def sentence_at(coded: CodedArticle, position: int) -> Span:
    """The sentence around a position."""
    return next((s for s in sentences(coded) if s.start <= position < s.end), Span(position, position))


def sentences(coded: CodedArticle) -> tuple[Span, ...]:
    """All sentences in order: the passages, and what punctuation suggests where no passage was marked."""
    text, found, reached = coded.article.text, [], 0
    for span in (*sorted(passage.span for passage in coded.passages), Span(len(text), len(text))):
        if span.start > reached:
            found += [Span(s.start + reached, s.end + reached) for s in split(text[reached : span.start])]
        found += [span] if span.end > span.start else []
        reached = max(reached, span.end)
    return tuple(found)


def split(text: str) -> tuple[Span, ...]:
    """Sentences by punctuation alone, for text that no parser has seen."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if _ends(text, match)]
    starts = [0, *ends]
    spans = (_trimmed(text, Span(a, b)) for a, b in zip(starts, [*ends, len(text)], strict=True))
    return tuple(span for span in spans if span.end > span.start)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: not after an abbreviation, nor before a small letter."""
    if "\n" in match.group():
        return True
    before = re.search(r"(\w+)$", text[max(0, match.start() - 12) : match.start()])
    short = before is not None and (
        before.group(1) in words("abbreviations") or re.fullmatch(r"[A-Z]", before.group(1)) is not None
    )
    return not (match.group().startswith(".") and (short or text[match.end() : match.end() + 1].islower()))


def intact(citation: Citation, articles: Mapping[str, Article]) -> bool:
    """Whether a citation still says what its article says."""
    article = articles.get(citation.article_id)
    return article is not None and article.text[citation.span.start : citation.span.end] == citation.quote != ""
