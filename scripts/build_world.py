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
CUT = -30.0  # the meridian where the map is cut, so that the Pacific lies in its middle
EMPTY = "ATA"  # which the map leaves out: nobody there acts


def main(wheel: str) -> None:
    """Read the shapes and write their outer rings, and about the middle of the greatest, by code."""
    import shapefile  # type: ignore[import-not-found,unused-ignore]

    with zipfile.ZipFile(wheel) as archive:
        parts = {kind: io.BytesIO(archive.read(f"{FILES}.{kind}")) for kind in ("shp", "shx", "dbf")}
    found: dict[str, list[Any]] = {}
    for one in shapefile.Reader(**parts, encoding="latin-1").iterShapeRecords():
        code = one.record["iso_a3"]
        code = PARTS.get(code, CODES.get(code, code))
        shape = one.shape.__geo_interface__
        given = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        found.setdefault(code, []).extend(filter(None, (rounded(polygon[0]) for polygon in given)))
    shapes = {
        code: {"centre": centre(found[code]), "rings": found[code]} for code in sorted(found.keys() - {EMPTY})
    }
    TARGET.write_text(json.dumps(shapes, separators=(",", ":")) + "\n", "utf-8")


def rounded(ring: Any) -> list[list[float]]:
    """A ring east of the cut with fewer digits, clockwise; nothing where too little is left."""
    points: list[list[float]] = []
    east = 360.0 if sum(x for x, *_ in ring) / len(ring) < CUT else 0.0
    for x, y, *_ in ring:
        point = [round(x + east, DIGITS), round(y, DIGITS)]
        if not points or points[-1] != point:
            points.append(point)
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    if len(points) < SMALL:
        return []
    return points[::-1] if area > 0 else points


def centre(rings: list[list[list[float]]]) -> list[float]:
    """About the middle of the greatest of some rings."""
    boxes = [(min(xs), max(xs), min(ys), max(ys)) for xs, ys in (zip(*ring, strict=True) for ring in rings)]
    west, east, south, north = max(boxes, key=lambda box: (box[1] - box[0]) * (box[3] - box[2]))
    return [round((west + east) / 2, DIGITS + 1), round((south + north) / 2, DIGITS + 1)]


if __name__ == "__main__":
    main(sys.argv[1])
