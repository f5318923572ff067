"""What articles say in their own words: attributed quotations, one claim each."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.cite import cite
from detente.brief.dates import when
from detente.brief.desk import Desk
from detente.brief.prose import finish
from detente.brief.quotes import Quotation, marked, orphaned, quotation
from detente.knowledge.wording import sayings
from detente.model import Claim, CodedArticle, PassageRole, Span

KEYS: dict[PassageRole, str] = {
    "event": "quote", "background": "quote", "assessment": "quote_assessment", "outlook": "quote_outlook",
}  # fmt: skip


class Voices:
    """Quotations of one section: knows who spoke last, so that the same outlet "adds"."""

    def __init__(self, desk: Desk, *, dated: bool = False) -> None:
        self.desk = desk
        self.dated = dated
        self._last: str | None = None

    def interrupt(self) -> None:
        """Another sentence stood between: the next quotation names its outlet again."""
        self._last = None

    def quote(self, coded: CodedArticle, sentence: Span, role: PassageRole) -> Claim | None:
        """A sentence of an article as an attributed quotation; None if it is unfit or was used before."""
        article = coded.article
        found = quotation(article.text, sentence)
        if found is None or not self.desk.quote_once(article.id, sentence):
            return None
        outlet = article.outlet or sayings()["nameless_outlet"].say[0]
        words = marked(article.text[found.span.start : found.span.end])
        date = when(article.published_at) if self.dated and article.published_at else ""
        text = self.desk.say(self._key(coded, found, role, date), outlet=outlet, quote=words, date=date)
        made = self.desk.admit(_ended(text, found), [cite(article, found.span)])
        self._last = article.id if made is not None else self._last
        return made

    def _key(self, coded: CodedArticle, found: Quotation, role: PassageRole, date: str) -> str:
        again = self._last == coded.article.id
        within = "" if found.opens else "_within"
        key = KEYS[role]
        if again and role == "assessment" and not within:
            return "quote_assessment_next"
        if again:
            return f"quote{within}_next"
        if key == "quote" and not (within or date):
            return "quote_first"
        return f"{key}{'_dated' if date and role != 'assessment' else ''}{within}"

    def passages(self, coded: CodedArticle, role: PassageRole, *, most: int, more: Sequence[Span] = ()) -> list[Claim]:
        """The passages of one role in their order; those that hang on another sentence only if need be."""
        candidates = [*(p.span for p in coded.passages if p.role == role), *more]
        spans = sorted(s for s in candidates if not self.desk.used(coded.article.id, s))
        free = [s for s in spans if not orphaned(coded.article.text, s)]
        chosen = sorted((free + [s for s in spans if s not in free])[: most + 2])
        return [made for s in chosen if (made := self.quote(coded, s, role)) is not None][:most]


def _ended(text: str, found: Quotation) -> str:
    """A full stop after the quotation unless the quoted sentence brought its own."""
    if found.opens and found.ends:
        return finish(text)
    return finish(text[:-2] + "”" if text.endswith(".”") else text)
