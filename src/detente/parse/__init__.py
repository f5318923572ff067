"""Article to sentences, words, heads and entities, with offsets into the untouched text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from detente.knowledge.language import lemma_corrections
from detente.model import Article, Field, ParsedArticle, Sentence, Span, Word
from detente.parse.blocks import blocks
from detente.parse.load import load_parser
from detente.parse.mend import mended

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["load_parser", "parse"]

BATCH = 64  # paragraphs the parser takes at a time: larger gains nothing on a CPU


def parse(articles: Iterable[Article]) -> Iterator[ParsedArticle]:
    """Parse a stream of articles in their order, a bounded number of paragraphs in memory at a time.

    Spans index the article's untouched text (or title), in code points.
    """
    nlp, name = load_parser()
    pieces = ((origin[2], origin) for origin in _origins(articles))
    docs = nlp.pipe(pieces, as_tuples=True, batch_size=BATCH)
    for _, group in groupby(docs, key=lambda item: item[1][0]):
        parts: dict[Field, list[Sentence]] = {"text": [], "title": []}
        article = None
        for doc, (_, owner, _, field, offset) in group:
            article = owner
            if field is not None:
                parts[field] += _sentences(doc, offset, _words_so_far(parts[field]))
        if article is not None:
            yield ParsedArticle(article, tuple(parts["text"]), tuple(parts["title"]), name)


Origin = tuple[int, Article, str, Field | None, int]


def _origins(articles: Iterable[Article]) -> Iterator[Origin]:
    for number, article in enumerate(articles):
        found = False
        for field, text in (("title", article.title or ""), ("text", article.text)):
            for span in blocks(text):
                found = True
                yield number, article, text[span.start : span.end], field, span.start  # type: ignore[misc]
        if not found:
            # An article without words still comes out at the other end: nothing is lost on the way.
            yield number, article, "", None, 0


def _words_so_far(sentences: list[Sentence]) -> int:
    return sentences[-1].first + len(sentences[-1].words) if sentences else 0


def _sentences(doc: Doc, offset: int, first: int) -> Iterator[Sentence]:
    for sent in doc.sents:
        start = first + sent.start
        words = [
            Word(
                place=first + token.i,
                start=offset + token.idx,
                end=offset + token.idx + len(token.text),
                text=token.text,
                lemma=_lemma(token.lemma_, token.pos_),
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=first + token.head.i,
                entity=token.ent_type_,
                entity_begins=token.ent_iob_ == "B",
            )
            for token in sent
        ]
        if words:
            yield Sentence(Span(words[0].start, words[-1].end), start, mended(words, start))


def _lemma(lemma: str, pos: str) -> str:
    if pos == "PROPN":
        return lemma
    lowered = lemma.lower()
    return lemma_corrections().get(lowered, lowered) if pos == "VERB" else lowered
