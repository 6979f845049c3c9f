"""ICEWS coded events: 20 columns below a header.

Knows ICEWS's columns and conventions; does not know what its codes mean (see codes and coded).
"""

from __future__ import annotations

import csv

from communique.formats import coded, codes, tsv
from communique.records import Actor

NAME = "ICEWS"
COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number",
    "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude",
)
NAMES = ("City", "District", "Province")  # of a place, the smallest first


def layout(header: list[str], row: list[str]) -> tsv.Row:
    """The cells of a line by column; the header may have its columns in another order."""
    if missing := [column for column in COLUMNS if column not in header]:
        raise coded.Malformed(f"the header has no {', '.join(missing)}; give the file with all 20 columns")
    found = tsv.same_length(row, tuple(header), NAME)
    return {column: found[column] for column in COLUMNS}


def event_of(row: tsv.Row) -> coded.Coded:
    """The event of a row; its number is not unique, number and day are."""
    code = row["CAMEO Code"]
    if codes.label(f"0{code}") == row["Event Text"] != codes.label(code):
        raise coded.Malformed(
            f"CAMEO Code is {code!r} where the text is that of 0{code}: a program has dropped the leading "
            "zero, so take the file as it was published"
        )
    when = tsv.one_day(row["Event Date"], "Event Date")
    id = f"icews:{row['Event ID']}:{when.start if when else ''}"
    name = next((row[column] for column in NAMES if row[column]), row["Country"])
    found = coded.event_of_cameo(
        NAME, id, code, actors=party(row, "Source"), recipients=party(row, "Target"), when=when,
        where=tsv.placed(row, name, codes.country(row["Country"]), "Latitude", "Longitude"),
    )
    story = f"icews:{row['Story ID']}" if row["Story ID"] else id
    return coded.Coded(found, coded.article(story, outlet=row["Publisher"] or None))


def party(row: tsv.Row, side: str) -> tuple[Actor, ...]:
    """The one actor of a side, or none; its sectors are ICEWS's own words and stay in `because`."""
    name, country = row[f"{side} Name"], row[f"{side} Country"]
    if not (name or country):
        return ()
    sectors = sorted(sector_list(row[f"{side} Sectors"]))
    return (Actor(name or None, codes.country(country),
                  because=(f"ICEWS sectors: {', '.join(sectors)}",) if sectors else ()),)


def sector_list(cell: str) -> frozenset[str]:
    """The sectors in a cell, whatever their order and quotation marks."""
    return frozenset(
        s.strip().strip('"') for s in next(csv.reader([cell], skipinitialspace=True), ())
        if s.strip().strip('"')
    )


def drawn(row: coded.Coded, place: int, actor: Actor | None, recipient: Actor | None) -> tsv.Row:
    """The cells that we can fill; the others stay empty (docs/formats.md says why)."""
    found, where, on = row.event, row.event.where, coded.day(row) or ""
    story = row.article.id.removeprefix("icews:")
    return {
        "Event ID": coded.given_id(found, NAME).rpartition(":")[0] or coded.number(row, place),
        "Event Date": on, "Source Name": coded.called(actor),
        "Source Country": codes.country_name(actor.country) if actor else "",
        "Target Name": coded.called(recipient),
        "Target Country": codes.country_name(recipient.country) if recipient else "",
        "Event Text": codes.label(found.cameo), "CAMEO Code": found.cameo or "",
        "Intensity": codes.goldstein("icews", found.cameo),
        "Story ID": "" if row.article.id == found.id else story, "Publisher": row.article.outlet or "",
        # a place whose level is not known has no column for its name
        **({**tsv.place_cells(where), "Country": codes.country_name(where.country)} if where else {}),
    }


TABLE = tsv.Table(NAME, COLUMNS, layout, event_of, drawn, key="Event ID")
