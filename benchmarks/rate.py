"""How fast detente codes, as a share of what the parser alone does on the same text in the same run.

    python -m benchmarks.rate ARTICLES.jsonl

Prints one JSON object: articles, words, seconds and words a second of both, and their ratio. Rounds alternate, and
the best of each counts, so that a busy machine slows both.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from itertools import chain

from detente import coding
from detente.model import Article
from detente.parse import BATCH, load_parser, parse
from detente.parse.blocks import blocks
from detente.read import read_inputs

ROUNDS = 2


def main(path: str) -> None:
    """Time both on one file and print the figures."""
    articles = [a for a in read_inputs([path]) if isinstance(a, Article)]
    nlp, _ = load_parser()
    texts = [t[b.start : b.end] for a in articles for t in (a.title or "", a.text) for b in blocks(t)]
    words = sum(len(doc) for doc in nlp.pipe(texts[:50]))  # warm up
    best = {"parser": float("inf"), "detente": float("inf")}
    for _ in range(ROUNDS):
        best["parser"] = min(best["parser"], _timed(lambda: nlp.pipe(texts, batch_size=BATCH)))
        best["detente"] = min(best["detente"], _timed(lambda: map(coding.code, parse(articles))))
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=BATCH))
    events = list(chain.from_iterable(coding.code(p).events for p in parse(articles)))
    wrong = sum(not _spans_hold(e, articles) for e in events)
    print(
        json.dumps(
            {
                "articles": len(articles),
                "words": words,
                "events": len(events),
                "events_with_a_wrong_span": wrong,
                "parser_words_a_second": round(words / best["parser"]),
                "detente_words_a_second": round(words / best["detente"]),
                "ratio": round(best["parser"] / best["detente"], 3),
            }
        )
    )


def _timed(work: Callable[[], Iterable[object]]) -> float:
    start = time.perf_counter()
    for _ in work():
        pass
    return time.perf_counter() - start


def _spans_hold(event: object, articles: list[Article]) -> bool:
    article = next(a for a in articles if a.id == event.article_id)  # type: ignore[attr-defined]
    text = article.text if event.field == "text" else article.title or ""  # type: ignore[attr-defined]
    spans = [event.span, event.trigger]  # type: ignore[attr-defined]
    spans += [p.span for p in (*event.source, *event.target) if p.span is not None]  # type: ignore[attr-defined]
    return all(0 <= s.start < s.end <= len(text) and text[s.start : s.end].strip() for s in spans)


if __name__ == "__main__":
    main(sys.argv[1])
