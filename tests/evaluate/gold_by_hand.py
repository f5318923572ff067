"""Gold files and coded articles made by hand: a sentence, its events, nothing parsed."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from detente.evaluate.gold import Gold
from detente.evaluate.read_gold import read_gold
from detente.model import Article, CodedArticle, CodedBy, Event, Party, Passage, Place, Span

BY = CodedBy("hand", "0", "0", "none")

NEWS = {
    "id": "n1",
    "title": "Talks in Rabat",
    "published_at": "2024-05-08",
    "outlet": "Example",
    "licence": "ours",
    "text": "Morocco and Senegal held talks in Rabat on Monday. Senegal expelled a Malian officer. Nobody was hurt.",
    "events": [
        {
            "root": "CONSULT",
            "source": {"name": "Senegal", "country": "SEN", "sector": "GOV"},
            "target": {"name": "Morocco", "country": "MAR", "sector": "GOV"},
            "date": "2024-05-06",
            "place_country": "MAR",
            "place": "Rabat",
            "background": False,
            "symmetric": True,
            "quote": "held talks in Rabat",
            "agreed": True,
        },
        {
            "root": "SANCTION",
            "source": {"name": "Senegal", "country": "SEN", "sector": "GOV"},
            "target": {"name": "Mali", "country": "MLI", "sector": "MIL"},
            "date": "2024-05",
            "place_country": None,
            "place": None,
            "background": False,
            "symmetric": False,
            "quote": "expelled a Malian officer",
            "agreed": True,
        },
        {
            "root": "ACCUSE",
            "source": {"name": "Senegal", "country": "SEN", "sector": "GOV"},
            "target": {"name": "Mali", "country": "MLI", "sector": "MIL"},
            "date": None,
            "place_country": None,
            "place": None,
            "background": None,
            "symmetric": False,
            "quote": "expelled a Malian officer",
            "agreed": False,
        },
    ],
}
SENTENCE = {
    "id": "s1",
    "text": "Kenya expelled two Ugandan diplomats.",
    "events": [{"event_type": "SANCTION", "source": ["Kenya"], "target": ["Uganda"], "votes": 3}],
    "any_rater": ["SANCTION", "REJECT"],
}
QUIET = {"id": "s2", "text": "Rain fell in Kampala.", "events": [], "any_rater": []}
QUESTION = {
    "id": "q1",
    "text": "Kenya expelled two Ugandan diplomats.",
    "source": "Kenya",
    "target": "Ugandan diplomats",
    "event_type": "SANCTION",
}
GOLDEN = {
    "text": "Kenya expelled two Ugandan diplomats on Monday.",
    "published_at": "2024-05-08",
    "events": [
        {"event_type": "SANCTION", "source": ["KEN"], "target": ["UGA"], "reciprocal": False, "modality": "asserted"}
    ],
}


def file(folder: Path, *records: Any, name: str = "gold.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path


def gold(folder: Path, *records: Any) -> Gold:
    return read_gold(file(folder, *records))


def party(code: str, **more: Any) -> Party:
    return Party(name=code, **({"country": code} if len(code) == 3 else {"org": code}), **more)


def event(
    event_type: str,
    source: Sequence[str] | Sequence[Party],
    target: Sequence[str] | Sequence[Party],
    *,
    span: tuple[int, int] = (0, 10),
    place: str | None = None,
    **changes: Any,
) -> Event:
    sides = [tuple(p if isinstance(p, Party) else party(p) for p in side) for side in (source, target)]
    where = Place(place, place, None, None, None, None, "country", Span(0, 1)) if place else None
    values: dict[str, Any] = {
        "id": "e", "article_id": "a", "published_at": None, "outlet": None, "url": None, "event_type": event_type,
        "mode": None, "contexts": (), "cameo": "010", "quad_class": 1, "goldstein": 0.0, "source": sides[0],
        "target": sides[1], "reciprocal": False, "event_date": None, "date_precision": "unknown",
        "date_basis": "unknown", "place": where, "modality": "asserted", "attributes": (), "span": Span(*span),
        "trigger": Span(span[0], span[0] + 5), "field": "text", "confidence": 0.75, "coded_by": BY,
    }  # fmt: skip
    return Event(**{**values, **changes})


def coded(article: Article, *events: Event) -> CodedArticle:
    starts = [0, *(n + 2 for n, c in enumerate(article.text) if c == "." and n + 2 < len(article.text))]
    ends = [*(s - 1 for s in starts[1:]), len(article.text)]
    passages = tuple(Passage(Span(s, e), "event") for s, e in zip(starts, ends, strict=True))
    return CodedArticle(article, events, passages)
