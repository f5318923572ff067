"""Build the table of counties of the United States, and the centres of its states, from Census boundaries.

Usage: python scripts/build_counties.py BOUNDARIES

BOUNDARIES is the file ``geographic_boundaries.db`` of the package bokeh-sampledata 2026.1: boundaries of the U.S.
Census Bureau (TIGER/Line), free to use with acknowledgement. Only a name and one point a county are kept.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = Path(__file__).parents[1] / "src/detente/knowledge/data/places"
COUNTIES = """\
# Counties, parishes and boroughs of the United States; the position is the centre of the largest piece of land.
# Built by scripts/build_counties.py from boundaries of the U.S. Census Bureau, Geography Division (TIGER/Line), which
# are free to use with acknowledgement.
fips\tname\tdivision\tlatitude\tlongitude
"""
POLYGON, MULTIPOLYGON = 3, 6
Ring = list[tuple[float, float]]


def main(boundaries: Path) -> None:
    """Write the table and say how many rows it has."""
    with closing(sqlite3.connect(f"file:{boundaries}?mode=ro", uri=True)) as database:
        states = dict(database.execute("select state, json_extract(metadata, '$.name') from us_states"))
        rows = sorted(database.execute("select id, state, metadata, geometry from us_counties"))
    lines = []
    for fips, state, metadata, geometry in rows:
        if state in states:
            name = json.loads(metadata)["detailed_name"].rpartition(",")[0]
            longitude, latitude = centre(geometry)
            lines.append(f"{fips}\t{name}\t{states[state]}\t{latitude:.2f}\t{longitude:.2f}\n")
    (PLACES / "counties.tsv").write_text(COUNTIES + "".join(lines), encoding="utf-8")
    print(f"counties.tsv: {len(lines)} rows")


def centre(geometry: bytes) -> tuple[float, float]:
    """The centre of area of the largest outer ring, in the order of the coordinates."""
    return max((measured(ring) for ring in outer_rings(geometry)), key=lambda found: found[0])[1]


def outer_rings(geometry: bytes) -> Iterator[Ring]:
    """The outer ring of each polygon of a geometry in well-known binary, little endian."""
    (kind,) = struct.unpack_from("<I", geometry, 1)
    offset, polygons = 5, 1
    if kind == MULTIPOLYGON:
        (polygons,) = struct.unpack_from("<I", geometry, 5)
        offset = 9
    elif kind != POLYGON:
        sys.exit(f"a geometry of kind {kind} is no polygon")
    for _ in range(polygons):
        if kind == MULTIPOLYGON:
            offset += 5
        (rings,) = struct.unpack_from("<I", geometry, offset)
        offset += 4
        for number in range(rings):
            (count,) = struct.unpack_from("<I", geometry, offset)
            values = struct.unpack_from(f"<{2 * count}d", geometry, offset + 4)
            offset += 4 + 16 * count
            if number == 0:
                yield list(zip(values[::2], values[1::2], strict=True))


def measured(ring: Ring) -> tuple[float, tuple[float, float]]:
    """Area (square degrees) and centre of a ring."""
    twice = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        twice, x, y = twice + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return abs(twice) / 2, (x / (3 * twice), y / (3 * twice))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
