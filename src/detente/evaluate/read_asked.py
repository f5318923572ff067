"""Lines of gold that ask for actors, mentions and toponyms, as what is measured."""

from __future__ import annotations

import re

from detente.errors import InputError
from detente.evaluate.asked import ActorQuestion, GoldMention, GoldToponym, MentionText, ToponymText
from detente.evaluate.lines import ActorLine, MentionEntry, MentionsLine, ToponymEntry, ToponymsLine
from detente.model import Span

_NUMBERED = re.compile(r"(?P<words>.+)#(?P<number>[1-9]\d*)", re.DOTALL)


def actor_question(where: str, line: ActorLine) -> ActorQuestion:
    """An actor phrase."""
    return ActorQuestion(
        line.id, line.text, line.context, line.date, line.expect.model_dump(exclude_unset=True), where
    )  # fmt: skip


def mention_text(where: str, line: MentionsLine) -> MentionText:
    """A text with mentions.

    Raises:
        InputError: When the words of a mention do not stand in the text, or not as often as its number says.
    """
    return MentionText(
        line.id, line.text, line.date, tuple(_mention(where, line.text, m) for m in line.mentions), where
    )


def toponym_text(where: str, line: ToponymsLine) -> ToponymText:
    """A text with toponyms.

    Raises:
        InputError: When a name does not stand at its place in the text.
    """
    found = tuple(_toponym(where, line.text, t) for t in line.toponyms)
    return ToponymText(line.id, line.text, line.published_at, found, where)


def placed(text: str, span: str) -> Span | None:
    """Where the words of a mention stand: ``Ankara`` first, ``Ankara#2`` for the second time; None if nowhere."""
    numbered = _NUMBERED.fullmatch(span) if span not in text else None
    words, number = (numbered["words"], int(numbered["number"])) if numbered else (span, 1)
    start = -1
    for _ in range(number):
        start = text.find(words, start + 1)
        if start < 0:
            return None
    return Span(start, start + len(words))


def _mention(where: str, text: str, entry: MentionEntry) -> GoldMention:
    span = placed(text, entry.span)
    if span is None:
        raise InputError(
            f"the text has no {entry.span[:80]!r}", remedy="write the words as they stand in the text", record=where
        )
    if isinstance(entry.expect, str):
        return GoldMention(span, {})
    asked = entry.expect.model_dump(exclude_unset=True, exclude={"members"})
    return GoldMention(span, asked, tuple(sorted(entry.expect.members)))


def _toponym(where: str, text: str, entry: ToponymEntry) -> GoldToponym:
    if text[entry.start : entry.end] != entry.name:
        raise InputError(
            f"{entry.name[:80]!r} does not stand at {entry.start} to {entry.end}",
            remedy="count code points of the text, from 0, the end not included",
            record=where,
        )
    number = str(entry.geonameid) if entry.geonameid is not None else None
    return GoldToponym(Span(entry.start, entry.end), entry.latitude, entry.longitude, number)
