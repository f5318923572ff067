"""Questions to the tables, in DuckDB's SQL over Arrow streams.

What users or articles say is only ever a parameter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb

from detente.errors import UsageError

if TYPE_CHECKING:
    from arro3.core import RecordBatchReader

_BATCH = 2_000

HAPPENED = "modality IN ('asserted', 'historical')"

WITHIN = "($since IS NULL OR latest >= $since::DATE) AND ($until IS NULL OR earliest <= $until::DATE)"

AMONG = """($one IS NULL
    OR list_contains(source_countries, $one) AND list_contains(target_countries, $other)
    OR list_contains(source_countries, $other) AND list_contains(target_countries, $one))"""

ROWS_OF_KEYS = "SELECT * FROM rows WHERE {key} IN (SELECT unnest($keys::VARCHAR[]))"

EVENTS = f"""
    SELECT * FROM rows
    WHERE (NOT $happened_only OR {HAPPENED}) AND {WITHIN} AND {AMONG}
    ORDER BY earliest NULLS LAST, id
"""  # noqa: S608 - made of the constants above

HAPPENINGS = f"""
    WITH dated AS (
        SELECT * FROM rows
        WHERE {HAPPENED} AND earliest = latest AND (event_date IS NOT NULL OR modality = 'asserted')
            AND {WITHIN} AND {AMONG}
    ),
    one_source AS (SELECT *, unnest(source_countries) AS source FROM dated),
    pairs AS (SELECT *, unnest(target_countries) AS target FROM one_source),
    between_states AS (
        SELECT * FROM pairs
        WHERE source <> target AND ($one IS NULL OR source IN ($one, $other) AND target IN ($one, $other))
    ),
    once AS (
        SELECT *, bool_or(reciprocal) OVER same AS mutual FROM between_states
        WINDOW same AS (PARTITION BY earliest, event_type, source, target)
        QUALIFY row_number() OVER (same ORDER BY id) = 1
    )
    SELECT earliest::VARCHAR, source, target, event_type, cameo, goldstein, id FROM once
    QUALIFY NOT mutual OR row_number() OVER (
        PARTITION BY earliest, event_type, mutual, least(source, target), greatest(source, target) ORDER BY id
    ) = 1
    ORDER BY earliest, id, source, target
"""  # noqa: S608 - made of the constants above

LEARNT = """
    SELECT
        min_by(person, coalesce(day, '9') || id) AS person, country, org, office, any_value(sector) AS sector,
        "left", min(day) AS first, max(day) AS last, count(DISTINCT article_id) AS articles,
        min_by(article_id, coalesce(day, '9') || id) AS article_id, min_by(quote, coalesce(day, '9') || id) AS quote,
        key
    FROM rows
    WHERE ($keys IS NULL OR key IN (SELECT unnest($keys::VARCHAR[])))
        AND ($name IS NULL OR country = $name OR org = $name)
    GROUP BY key, country, org, office, "left"
    ORDER BY country, org, office, first, key
"""

REFUSALS = "SELECT * FROM rows ORDER BY file, record, id"

HAPPENING_COLUMNS = (
    "id",
    "event_type",
    "cameo",
    "goldstein",
    "reciprocal",
    "event_date",
    "modality",
    "source_countries",
    "target_countries",
    "earliest",
    "latest",
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are wanted.

    Attributes:
        dyad: Two states; None for all.
        since: First day, included; an event dated to a month or year is in if one of its days is.
        until: Last day, included.
    """

    dyad: tuple[str, str] | None = None
    since: str | None = None
    until: str | None = None

    def parameters(self) -> dict[str, str | None]:
        """Parameters of ``WITHIN`` and ``AMONG``."""
        one, other = self.dyad if self.dyad is not None else (None, None)
        return {"one": one, "other": other, "since": self.since, "until": self.until}

    def years(self) -> str | None:
        """The files worth opening, as a predicate on the partition; made of whole numbers alone."""
        low, high = _day(self.since), _day(self.until)
        parts = [f"year >= '{low.year:04d}'"] if low is not None else []
        parts += [f"year <= '{high.year:04d}'"] if high is not None else []
        return " AND ".join(parts) or None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise UsageError(f"{text!r} is no date; write YYYY-MM-DD") from error


def ask(rows: RecordBatchReader, sql: str, parameters: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Run a query over a stream that it calls ``rows``; rows of the answer by column name."""
    with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
        connection.register("rows", rows)
        cursor = connection.execute(sql, parameters)
        names = [column[0] for column in cursor.description or ()]
        while batch := cursor.fetchmany(_BATCH):
            for row in batch:
                yield dict(zip(names, row, strict=True))


def ask_keys(rows: RecordBatchReader, key: str, keys: Collection[str]) -> Iterator[dict[str, Any]]:
    """The rows whose key is among ``keys``; ``key`` is a column of the lake's own."""
    return ask(rows, ROWS_OF_KEYS.format(key=key), {"keys": list(keys)})
