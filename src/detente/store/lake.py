"""The lake: what came in, what was coded from it, what was refused; tables that other programs read too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from detente.errors import StoreError
from detente.knowledge.spelling import folded
from detente.model import Article, CodedArticle, Event, Happening, Learnt, Passage, Refusal, content_id
from detente.store import queries, rows
from detente.store.arrow import names
from detente.store.queries import Filter
from detente.store.shapes import ARTICLES, EVENTS, INTRODUCTIONS, QUARANTINE
from detente.store.tables import LakeTable

if TYPE_CHECKING:
    from deltalake import DeltaTable

T = TypeVar("T")

_RAW = 2000

_UNSAFE = frozenset("%[]\\^|\n")
"""Characters in a path on which the Delta library fails or mistakes the folder."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """Articles against the lake.

    Attributes:
        articles: Those that it does not know.
        known: Those that it has with the same text.
        conflicts: Those that it has with another text under the same id, as refusals.
    """

    articles: tuple[Article, ...]
    known: tuple[Article, ...]
    conflicts: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Appended:
    """How many rows an append added, and what it left out because the lake has another text under its id."""

    articles: int
    events: int
    refusals: int
    conflicts: tuple[Refusal, ...] = ()


class Lake:
    """Delta tables ``articles``, ``events``, ``introductions`` and ``quarantine`` in a folder.

    Opening makes nothing; the first append makes the tables. Reading a lake that is not there is an error.

    Args:
        folder: Where the lake is, or is to be.

    Raises:
        StoreError: For a folder that holds other things, or whose name the table library cannot handle.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._articles = LakeTable(self.folder, ARTICLES)
        self._events = LakeTable(self.folder, EVENTS)
        self._quarantine = LakeTable(self.folder, QUARANTINE)
        self._introductions = LakeTable(self.folder, INTRODUCTIONS)
        self._tables = (self._events, self._introductions, self._quarantine, self._articles)
        if unsafe := _UNSAFE & set(str(self.folder.absolute())):
            raise StoreError(f"{self.folder}: {min(unsafe)!r} in the path; give a folder without it")
        if self.folder.exists() and not (self._is_empty() or any(table.begun() for table in self._tables)):
            raise StoreError(f"{self.folder}: holds something else than a lake; give an empty or a new folder")

    def _is_empty(self) -> bool:
        return self.folder.is_dir() and not any(self.folder.iterdir())

    def unknown(self, articles: Sequence[Article]) -> Fresh:
        """Tell which articles are new: the same id with the same text is known, with another a conflict.

        An id may stand more than once in ``articles``; its first text counts.
        """
        there: dict[str, str] = {}
        if self._articles.exists():
            stream = self._articles.scan(("id", "digest"))
            found = queries.ask_keys(stream, "id", {article.id for article in articles})
            there = {row["id"]: row["digest"] for row in found}
        fresh: list[Article] = []
        known: list[Article] = []
        conflicts: list[Refusal] = []
        for article in articles:
            text = rows.digest(article.text)
            if article.id not in there:
                there[article.id] = text
                fresh.append(article)
            elif there[article.id] == text:
                known.append(article)
            else:
                conflicts.append(_conflict(article))
        return Fresh(tuple(fresh), tuple(known), tuple(conflicts))

    def append(self, coded: Sequence[CodedArticle], refusals: Sequence[Refusal] = ()) -> Appended:
        """Add a shard: what is there already is not added again, even after a crash or beside other writers.

        Events are written first and articles last, so that an article in the lake says that its events are
        there too. What a crash left between is found by the articles that its events name.

        Raises:
            StoreError: When the tables cannot be written.
        """
        for table in self._tables:
            table.make()
        checked = self.unknown([one.article for one in coded])
        wanted = {article.id for article in checked.articles}
        fresh = {one.article.id: one for one in reversed(coded) if one.article.id in wanted}
        for one in fresh.values():
            _check_encodable(one.article)
        shard = content_id(*sorted((key, rows.digest(one.article.text)) for key, one in fresh.items()))
        events = self._append_events(shard, fresh)
        self._append_introductions(shard, fresh)
        held = self._append_refusals(refusals)
        articles = self._append_articles(shard, fresh)
        return Appended(articles, events, held, checked.conflicts)

    def _append_events(self, shard: str, fresh: dict[str, CodedArticle]) -> int:
        def lacking(table: DeltaTable) -> rows.Columns:
            missing = _missing(table, EVENTS.key, fresh)
            return rows.event_columns([event for one in missing for event in one.events])

        return self._events.append_once(shard, lacking) if any(one.events for one in fresh.values()) else 0

    def _append_introductions(self, shard: str, fresh: dict[str, CodedArticle]) -> None:
        def lacking(table: DeltaTable) -> rows.Columns:
            missing = _missing(table, INTRODUCTIONS.key, fresh)
            return rows.introduction_columns([found for one in missing for found in one.introductions])

        if any(one.introductions for one in fresh.values()):
            self._introductions.append_once(shard, lacking)

    def _append_articles(self, shard: str, fresh: dict[str, CodedArticle]) -> int:
        return self._articles.append_once(
            shard, lambda table: rows.article_columns(_missing(table, ARTICLES.key, fresh))
        )

    def _append_refusals(self, refusals: Sequence[Refusal]) -> int:
        by_id = {rows.refusal_id(refusal): refusal for refusal in refusals}
        return self._quarantine.append_once(
            content_id(*sorted(by_id)),
            lambda table: rows.refusal_columns(_missing(table, QUARANTINE.key, by_id)),
        )

    def events(
        self,
        *,
        dyad: tuple[str, str] | None = None,
        since: str | None = None,
        until: str | None = None,
        happened_only: bool = True,
    ) -> Iterator[Event]:
        """Events as they were put in, by first possible day and id.

        Args:
            dyad: Only events with one of these states on each side.
            since: First day, included. An event dated to a month or year is in if one of its days is; one
                without a date counts on the day of publication, and is left out if that is unknown too.
            until: Last day, included.
            happened_only: Leave out what is announced, supposed or denied.
        """
        wanted = Filter(dyad, since, until)
        stream = self._events.scan(names(EVENTS.whole), predicate=wanted.years())
        parameters = wanted.parameters() | {"happened_only": happened_only}
        return (rows.event_of(row) for row in queries.ask(stream, queries.EVENTS, parameters))

    def happenings(
        self, *, dyad: tuple[str, str] | None = None, since: str | None = None, until: str | None = None
    ) -> list[Happening]:
        """What one state did to another on one day, by day and id; reports are not happenings.

        Only what happened and has a day: stated or resolved, or else, for what was asserted without a date,
        the day of publication. An event dated to a month or year has none, and a day is never guessed for it.
        An event with several states on a side gives each pair. Reports of the same day, type and pair are one
        happening with the smallest id; a reciprocal event is one whichever side was named first.

        Args:
            dyad: Only between these two states.
            since: First day, included.
            until: Last day, included.
        """
        wanted = Filter(dyad, since, until)
        stream = self._events.scan(queries.HAPPENING_COLUMNS, predicate=wanted.years())
        found = queries.ask(stream, queries.HAPPENINGS, wanted.parameters())
        return [Happening(*row.values()) for row in found]

    def articles(self, ids: Collection[str]) -> dict[str, Article]:
        """The articles of these ids that are in the lake."""
        return {row["id"]: rows.article_of(row) for row in self._article_rows(Article.__slots__, ids)}

    def passages(self, ids: Collection[str]) -> dict[str, tuple[Passage, ...]]:
        """The passages of these articles, as far as they are in the lake."""
        return {row["id"]: rows.passages_of(row) for row in self._article_rows(("id", "passages"), ids)}

    def _article_rows(self, columns: Sequence[str], ids: Collection[str]) -> Iterator[dict[str, Any]]:
        return queries.ask_keys(self._articles.scan(columns), ARTICLES.key, ids)

    def learnt(self, *, persons: Collection[str] | None = None, actor: str | None = None) -> list[Learnt]:
        """Tenures learnt from text, by state or organisation, office and day; empty where none was kept.

        Args:
            persons: Only of these persons, by full name however accented.
            actor: Only of this state (ISO 3166-1 alpha-3) or organisation (acronym).
        """
        if not self._introductions.exists():
            return []
        keys = None if persons is None else sorted({folded(name) for name in persons})
        stream = self._introductions.scan(names(INTRODUCTIONS.whole))
        found = queries.ask(stream, queries.LEARNT, {"keys": keys, "name": actor})
        return [rows.learnt_of(row) for row in found]

    def quarantine(self) -> Iterator[Refusal]:
        """Everything that was refused, by file and record."""
        stream = self._quarantine.scan(names(QUARANTINE.columns))
        return (rows.refusal_of(row) for row in queries.ask(stream, queries.REFUSALS, {}))

    def counts(self) -> dict[str, int]:
        """Number of rows by table."""
        return {table.shape.name: table.open().count() for table in reversed(self._tables)}


def _check_encodable(article: Article) -> None:
    """Refuse a text that no table can hold before anything of its shard is written."""
    try:
        article.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StoreError(f"article {article.id}: text with a lone surrogate ({error}); mend its encoding") from error


def _conflict(article: Article) -> Refusal:
    return Refusal(
        file=article.url or article.id,
        record=f"article {article.id}",
        reason="another text stands in the lake, or earlier in this input, under the same id",
        remedy="give the article an id of its own",
        raw=article.text[:_RAW],
    )


def _missing(table: DeltaTable, key: str, wanted: dict[str, T]) -> list[T]:
    if not wanted:
        return []
    there = {row[key] for row in queries.ask_keys(table.scan(columns=[key]), key, wanted)}
    return [value for name, value in wanted.items() if name not in there]
