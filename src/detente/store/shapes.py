"""What the tables of the lake look like: columns in the order of docs/formats.md, derived ones behind them.

``SCHEMA_VERSION`` stands in each table's configuration. A column that is added or that changes its
meaning raises it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.store.arrow import BOOL, DATE, FLOAT, INT, STRING, joined, listed, schema, struct

if TYPE_CHECKING:
    from arro3.core import Schema

SCHEMA_VERSION = 1

SPAN = struct(start=INT, end=INT)
PARTY = struct(
    name=STRING,
    country=STRING,
    org=STRING,
    sector=STRING,
    office=STRING,
    person=STRING,
    span=SPAN,
    resolved_by=STRING,
)
PLACE = struct(
    name=STRING,
    country=STRING,
    admin1=STRING,
    latitude=FLOAT,
    longitude=FLOAT,
    geonameid=INT,
    precision=STRING,
    span=SPAN,
)
CODED_BY = struct(coder=STRING, version=STRING, knowledge=STRING, model=STRING)
PASSAGE = struct(span=SPAN, role=STRING)


@dataclass(frozen=True, slots=True)
class Shape:
    """One table.

    Attributes:
        name: Its folder in the lake.
        columns: The record's own, in order.
        derived: What is worked out from them, for filters.
        key: The column by which a row is known to be there already.
        partition: Columns that split its files.
    """

    name: str
    columns: Schema
    derived: Schema
    key: str
    partition: tuple[str, ...] = ()

    @property
    def whole(self) -> Schema:
        """All columns."""
        return joined(self.columns, self.derived)


ARTICLES = Shape(
    name="articles",
    columns=schema(
        id=STRING,
        text=STRING,
        title=STRING,
        published_at=STRING,
        outlet=STRING,
        url=STRING,
        language=STRING,
        licence=STRING,
        passages=listed(PASSAGE),
    ),
    derived=schema(digest=STRING),
    key="id",
)

EVENTS = Shape(
    name="events",
    columns=schema(
        id=STRING,
        article_id=STRING,
        published_at=STRING,
        outlet=STRING,
        url=STRING,
        event_type=STRING,
        mode=STRING,
        contexts=listed(STRING),
        cameo=STRING,
        quad_class=INT,
        goldstein=FLOAT,
        source=listed(PARTY),
        target=listed(PARTY),
        reciprocal=BOOL,
        event_date=STRING,
        date_precision=STRING,
        date_basis=STRING,
        place=PLACE,
        modality=STRING,
        attributes=listed(STRING),
        span=SPAN,
        trigger=SPAN,
        field=STRING,
        confidence=FLOAT,
        coded_by=CODED_BY,
    ),
    derived=schema(
        source_countries=listed(STRING),
        target_countries=listed(STRING),
        earliest=DATE,
        latest=DATE,
        year=STRING,
    ),
    key="article_id",  # an article's events are committed together or not at all
    partition=("year",),
)

INTRODUCTIONS = Shape(
    name="introductions",
    columns=schema(
        id=STRING,
        article_id=STRING,
        day=STRING,
        person=STRING,
        country=STRING,
        org=STRING,
        office=STRING,
        sector=STRING,
        left=BOOL,
        span=SPAN,
        quote=STRING,
    ),
    derived=schema(key=STRING),
    key="article_id",
)

QUARANTINE = Shape(
    name="quarantine",
    columns=schema(id=STRING, file=STRING, record=STRING, reason=STRING, remedy=STRING, raw=STRING),
    derived=schema(),
    key="id",
)
