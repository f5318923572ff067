"""The brief of a dyad: how two states have treated one another over a period."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from detente.brief.article import tellable, told_or_quoted
from detente.brief.cite import sentence_at
from detente.brief.dates import NUMBERS, YEAR, first_day, last_day, worded
from detente.brief.desk import Desk
from detente.brief.prose import Telling, compose, finish
from detente.brief.sources import assemble
from detente.brief.told import Told, across_articles, countries, gather
from detente.brief.voices import Voices
from detente.brief.world import country
from detente.model import HAPPENED, Brief, Claim, CodedArticle, Event, Section, Signal

MOST_EVENTS = 12
MOST_EARLIER = 3
MOST_BACKGROUND_QUOTES = 2
MOST_OUTLOOKS = 3
OUTLOOK_AGE = datetime.timedelta(days=365)  # older expectations have met their fate
DRIVER = 100.0  # outweighs any Goldstein value: what turned the relation is always told
OUTLET = 2.0  # what a further outlet weighs against a point on the Goldstein scale


def brief_dyad(
    dyad: tuple[str, str],
    coded: Sequence[CodedArticle],
    signals: Sequence[Signal],
    *,
    since: str | None,
    until: str | None,
) -> Brief:
    """Write the brief of a dyad.

    Args:
        dyad: Two ISO 3166-1 alpha-3 codes.
        coded: Articles with their events; those published after ``until`` are left out.
        signals: Turns of this dyad.
        since: First day (or month, or year) of the period; None for no bound.
        until: Last day (or month, or year) of the period, included; None for no bound.
    """
    read = [c for c in coded if not _after(c.article.published_at, until)]
    desk = Desk(read, [s for s in signals if set(s.dyad) == set(dyad) and _within(s.on, since, until)])
    happenings = [t for t in gather(_between(dyad, read), across_articles) if t.date is not None]
    happenings.sort(key=lambda t: (first_day(t.date or ""), t.lead.span))
    period = [t for t in happenings if _within(t.date, since, until)]
    earlier = [t for t in happenings if since is not None and last_day(t.date or "") < first_day(since)]
    a, b = country(dyad[0]), country(dyad[1])
    title = desk.say("title_dyad", a=_capital(a), b=b, years=_years(period, since, until))
    summary = _summary(desk, a, b, period)
    sections = (
        Section("What happened", tuple(_happened(desk, period))),
        Section("Background", tuple(_background(desk, read, earlier))),
        Section("Outlook", tuple(_outlook(desk, dyad, read))),
    )
    articles = {name for s in sections for c in s.claims for name in (x.article_id for x in c.citations)}
    if summary and len({desk.articles[name].outlet or name for name in articles}) == 1:
        caveat = desk.admit(desk.say("one_outlet_dyad"), summary[0].citations[:1])
        summary += [] if caveat is None else [caveat]
    return assemble(title, summary, sections, desk.articles)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _after(date: str | None, until: str | None) -> bool:
    return date is not None and until is not None and first_day(date) > last_day(until)


def _within(date: str | None, since: str | None, until: str | None) -> bool:
    if date is None:
        return False
    return not _after(date, until) and (since is None or last_day(date) >= first_day(since))


def _between(dyad: tuple[str, str], coded: Sequence[CodedArticle]) -> list[Event]:
    events = [e for c in coded for e in c.events if e.modality in HAPPENED and e.field == "text"]
    return [e for e in events if _joins(dyad, e)]


def _joins(dyad: tuple[str, str], event: Event) -> bool:
    sources, targets = countries(event.source), countries(event.target)
    a, b = dyad
    return (a in sources and b in targets) or (b in sources and a in targets)


def _years(period: Sequence[Told], since: str | None, until: str | None) -> str:
    dates = [told.date or "" for told in period]
    first = since or min(dates, default="")
    last = until or max(dates, default="")
    years = [date[:YEAR] for date in (first, last) if date]
    return "–".join(dict.fromkeys(years)) or "no dated event"


def _summary(desk: Desk, a: str, b: str, period: Sequence[Told]) -> list[Claim]:
    claims = [_turned(desk, a, b, period), _latest(desk, period)]
    return [c for c in claims if c is not None]


def _turned(desk: Desk, a: str, b: str, period: Sequence[Told]) -> Claim | None:
    signals = sorted(desk.signals, key=lambda s: s.on)
    if not signals:
        citations = desk.bearing(period[-1].lead) if period else ()
        return desk.admit(finish(desk.say("no_turn", a=a, b=b)), citations)
    last = signals[-1]
    key = "summary_warmer" if last.kind == "thaw" else "summary_colder"
    text = desk.say(key, a=a, b=b, date=worded(last.on), rank=_rank(desk, signals))
    return desk.admit(text, desk.drivers(last), signals=signals)


def _rank(desk: Desk, signals: Sequence[Signal]) -> str:
    if len(signals) < 2:
        return ""
    count = NUMBERS[len(signals) - 1] if len(signals) <= len(NUMBERS) else str(len(signals))
    first, last = signals[0].on[:YEAR], signals[-1].on[:YEAR]
    key = "rank_latest" if first != last else "rank_latest_same_year"
    return desk.say(key, count=count, year=first)


def _latest(desk: Desk, period: Sequence[Told]) -> Claim | None:
    for told in (t for t in reversed(period) if tellable(t)):
        introduced = desk.names.introduced()
        draft = compose(desk, told, Telling(where="city", attributes=False))
        if draft is not None:
            made = desk.admit(finish(desk.say("latest", event=draft.text)), draft.citations)
            if made is not None:
                return made
        desk.names.forget_since(introduced)
    return None


def _happened(desk: Desk, period: Sequence[Told]) -> list[Claim]:
    chosen = _chosen(desk, period)
    anchors = _anchors(desk, chosen)
    loose = [s for s in sorted(desk.signals, key=lambda s: s.on) if s not in anchors.values()]
    claims: list[Claim] = []
    voices = Voices(desk, dated=True)
    for number, told in enumerate(chosen):
        while loose and loose[0].on <= first_day(told.date or ""):
            claims += _turn(desk, loose.pop(0))
        telling = Telling(dated_first=number % 2 == 1, turn=anchors.get(number))
        claims += told_or_quoted(desk, voices, told, telling)
    for signal in loose:
        claims += _turn(desk, signal)
    return claims


def _anchors(desk: Desk, chosen: Sequence[Told]) -> dict[int, Signal]:
    """The place in the chronology of the happening that turned the relation, for each signal that has one."""
    found: dict[int, Signal] = {}
    for signal in desk.signals:
        for number, told in enumerate(chosen):
            if number not in found and any(e.id in signal.drivers for e in told.events):
                found[number] = signal
                break
    return found


def _chosen(desk: Desk, period: Sequence[Told]) -> list[Told]:
    drivers = {name for signal in desk.signals for name in signal.drivers}

    def weight(told: Told) -> float:
        outlets = {e.outlet or e.article_id for e in told.events}
        driven = DRIVER * any(e.id in drivers for e in told.events)
        return driven + abs(told.lead.goldstein) * told.lead.confidence + OUTLET * (len(outlets) - 1)

    kept = sorted(period, key=weight, reverse=True)[:MOST_EVENTS]
    return [told for told in period if told in kept]


def _turn(desk: Desk, signal: Signal) -> list[Claim]:
    key = "turn_warmer" if signal.kind == "thaw" else "turn_colder"
    text = desk.say(key, date=worded(signal.on))
    made = desk.admit(text, desk.drivers(signal), signals=[signal])
    return [] if made is None else [made]


def _background(desk: Desk, read: Sequence[CodedArticle], earlier: Sequence[Told]) -> list[Claim]:
    voices = Voices(desk, dated=True)
    claims: list[Claim] = []
    for told in _chosen(desk, earlier)[-MOST_EARLIER:]:
        claims += told_or_quoted(desk, voices, told, Telling())
    quoted: list[Claim] = []
    for coded in _latest_first(read):
        quoted += voices.passages(coded, "background", most=1)
    return claims + quoted[:MOST_BACKGROUND_QUOTES]


def _outlook(desk: Desk, dyad: tuple[str, str], read: Sequence[CodedArticle]) -> list[Claim]:
    voices = Voices(desk, dated=True)
    claims: list[Claim] = []
    for coded in _recent(read):
        claims += voices.passages(coded, "outlook", most=1)
        for event in coded.events:
            if event.modality == "future" and event.field == "text" and _joins(dyad, event):
                quoted = voices.quote(coded, sentence_at(coded, event.span.start), "outlook")
                claims += [] if quoted is None else [quoted]
    return claims[:MOST_OUTLOOKS]


def _recent(read: Sequence[CodedArticle]) -> list[CodedArticle]:
    """Articles young enough for their expectations to be news, the latest first."""
    dated = [c for c in _latest_first(read) if c.article.published_at is not None]
    if not dated:
        return list(read)
    latest = datetime.date.fromisoformat(first_day(dated[0].article.published_at or ""))
    oldest = (latest - OUTLOOK_AGE).isoformat()
    return [c for c in dated if first_day(c.article.published_at or "") >= oldest]


def _latest_first(read: Sequence[CodedArticle]) -> list[CodedArticle]:
    return sorted(read, key=lambda c: c.article.published_at or "", reverse=True)
