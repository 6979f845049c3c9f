"""Write src/communique/web/world.json, the shapes of countries at 1:110 million,
from the wheel of geopandas that still had them.

Usage: pip download --no-deps geopandas==0.14.4; pip install pyshp; python scripts/build_world.py
geopandas-0.14.4-py3-none-any.whl Knows the wheel's shapefile (Natural Earth, public domain); does not know
how a map is drawn.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "communique" / "web" / "world.json"
FILES = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
CODES = {"-99": "KOS"}  # PLOVER's code
# shapes without a code of ISO 3166 are drawn with the country whose code covers them there
PARTS = {"CYN": "CYP", "SOL": "SOM"}
DIGITS = 1  # a tenth of a degree is a quarter of a pixel on a map 900 pixels wide
SMALL = 4  # points of the least ring, the first of them repeated


def main(wheel: str) -> None:
    """Read the shapes and write them as GeoJSON geometries by code."""
    import shapefile  # type: ignore[import-not-found,unused-ignore]

    with zipfile.ZipFile(wheel) as archive:
        parts = {kind: io.BytesIO(archive.read(f"{FILES}.{kind}")) for kind in ("shp", "shx", "dbf")}
    found: dict[str, list[Any]] = {}
    for one in shapefile.Reader(**parts, encoding="latin-1").iterShapeRecords():
        code = one.record["iso_a3"]
        code = PARTS.get(code, CODES.get(code, code))
        shape = one.shape.__geo_interface__
        given = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        rings = [[rounded(ring, outer=n == 0) for n, ring in enumerate(polygon)] for polygon in given]
        found.setdefault(code, []).extend(
            [ring for ring in polygon if ring] for polygon in rings if polygon[0]
        )
    shapes = {code: {"type": "MultiPolygon", "coordinates": found[code]} for code in sorted(found)}
    TARGET.write_text(json.dumps(shapes, separators=(",", ":")) + "\n", "utf-8")


def rounded(ring: Any, *, outer: bool) -> list[list[float]]:
    """A ring with fewer digits, outer ones clockwise as the sphere's inside has it in d3-geo;
    nothing where too little is left."""
    points: list[list[float]] = []
    for x, y, *_ in ring:
        point = [round(x, DIGITS), round(y, DIGITS)]
        if not points or points[-1] != point:
            points.append(point)
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    if len(points) < SMALL:
        return []
    return points[::-1] if (area > 0) == outer else points


if __name__ == "__main__":
    main(sys.argv[1])
