"""POLECAT: 40 columns below a header, several values in a cell, "None" for none;
the one table with PLOVER's own types.

Knows POLECAT's columns, conventions and faults; does not know what a type means (see codes and ontology).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.formats import coded, codes, tsv
from communique.records import Actor, Event, Place, identify

NAME = "POLECAT"
MISSING, JOIN = "None", "; "
FALLBACK = "iso-8859-1"  # some of its files are not UTF-8
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename",
    "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)
RENAMED = {"Event Intensity": "Intensity"}  # as one listing of the columns has it
EXTRA = "Headline"  # a column that some headers have, with or without cells below


def layout(header: list[str], row: list[str]) -> tsv.Row:
    """The cells of a line by column, for headers with a column too many and lines with empty cells too
    many."""
    names = [RENAMED.get(name, name) for name in trimmed(header, 0)]
    if missing := [column for column in COLUMNS if column not in names]:
        raise coded.Malformed(f"the header has no {', '.join(missing)}; give the file with all 40 columns")
    tables = [names, [name for name in names if name != EXTRA]] if EXTRA in names else [names]
    rows = [
        dict(zip(table, cells, strict=True)) for table in tables
        for cells in (trimmed(row, len(table)),) if len(cells) == len(table)
    ]
    if not rows:
        raise coded.Malformed(
            f"{len(row)} columns where the header has {len(names)}, tab-separated; is the line cut off, or "
            "the format another?"
        )
    found = next(filter(fits, rows), rows[0])
    return {
        column: "" if found[column] == MISSING else found[column]
        for column in (*COLUMNS, EXTRA) if column in found
    }


def fits(row: tsv.Row) -> bool:
    """Whether cells stand below the right names: a type and two days where they belong."""
    return bool(codes.plover_type(row["Event Type"]) and tsv.DAY.fullmatch(row["Event Date"])
                and tsv.DAY.fullmatch(row["Publication Date"]))


def trimmed(row: list[str], least: int) -> list[str]:
    """A row without the empty cells at its end, down to `least` of them."""
    end = len(row)
    while end > least and not row[end - 1]:
        end -= 1
    return row[:end]


def event_of(row: tsv.Row) -> coded.Coded:
    """The event of a row, with all actors of either side."""
    type_, mode = coded.typed(row["Event Type"], "Event Type")
    modes = [m for name in listed(row["Event Mode"]) if (m := codes.plover_mode(type_, name))]
    contexts = codes.plover_contexts(listed(row["Contexts"]))
    id = f"polecat:{row['Event ID']}"
    published = tsv.one_day(row["Publication Date"], "Publication Date")
    language = row["Language"] if re.fullmatch("[a-z]{2}", row["Language"]) else None
    act = coded.event(
        NAME, id, type_, next(iter(modes), mode), contexts=contexts, actors=parties(row, "Actor"),
        recipients=parties(row, "Recipient"), when=tsv.one_day(row["Event Date"], "Event Date"),
        where=place(row),
    )
    return coded.Coded(
        act,
        coded.article(
            id, title=row.get(EXTRA) or None, published=published.start if published else None,
            outlet=row["Source"] or None, language=language,
        ),
    )


def listed(cell: str) -> list[str]:
    """The values in a cell."""
    return [value.strip() for value in cell.split(";")] if cell else []


def parties(row: tsv.Row, side: str) -> tuple[Actor, ...]:
    """The actors of a side. Lists of names and of countries of one length belong together; of two lengths,
    nothing says which to which."""
    names, countries = listed(row[f"{side} Name"]), listed(row[f"{side} Country"])
    sectors, titles = listed(row[f"{side} Sectors"]), listed(row[f"{side} Title"])
    many = max(len(names), len(countries))
    if not (names and countries) or len(names) == len(countries):
        lists = [
            values if len(values) == many else [MISSING] * many
            for values in (names, countries, sectors, titles)
        ]
        lone = codes.sector(row[f"Primary {side} Sector"]) if many == 1 else None
        return tuple(one(n, c, s, t, lone) for n, c, s, t in zip(*lists, strict=True))
    because = (f"{NAME} gives {len(names)} names and {len(countries)} countries, not which belongs to which",)
    apart = [
        *(one(name, MISSING, MISSING, MISSING, None) for name in names),
        *(one(MISSING, c, MISSING, MISSING, None) for c in countries),
    ]
    return tuple(Actor(a.name, a.country, because=because) for a in dict.fromkeys(apart))


def one(name: str, country: str, sector: str, title: str, lone: str | None) -> Actor:
    """An actor from its values."""
    return Actor(
        given(name), codes.country(country) if given(country) else None, lone or codes.sector(sector),
        role=given(title),
    )


def given(value: str) -> str | None:
    """A value, None where it stands for none."""
    return value if value and value != MISSING else None


def place(row: tsv.Row) -> Place | None:
    """The place of the act."""
    name = next((row[c] for c in ("Placename", "City", "District", "Province", "Country") if row[c]), "")
    geonameid = tsv.whole(row["GeoNames ID"], "GeoNames ID")
    country = codes.country(row["Country"])
    return tsv.placed(row, name, country, "Latitude", "Longitude", geonameid)


def cells(row: coded.Coded, place: int, actor: Actor | None, recipient: Actor | None) -> tsv.Row:
    """The cells that we can fill, with all actors of an event; the others are "None" (docs/formats.md says
    why)."""
    found, on = row.event, coded.day(row) or ""
    suffix = f"{found.type}_{found.mode}" if found.mode else found.type
    own = f"{on.replace('-', '')}-{identify(row.article.id, found.id)}_{suffix}"
    return {
        "Event ID": coded.given_id(found, NAME) or own,
        "Event Date": on, "Event Type": found.type, "Event Mode": found.mode or "",
        "Intensity": tsv.text(found.score), "Quad Code": str(found.quad),
        "Contexts": JOIN.join(found.contexts), **party_cells(found.actors, "Actor"),
        **party_cells(found.recipients, "Recipient"), **place_cells(found),
        "Source": row.article.outlet or "", "Publication Date": coded.iso(row.article.on) or "",
        "Language": row.article.language or "",
    }


def party_cells(actors: tuple[Actor, ...], side: str) -> tsv.Row:
    """The columns of one side: lists of one length, "None" where an actor lacks a value."""
    def joined(values: Iterable[str | None]) -> str:
        found = [value.replace(";", ",") if value else MISSING for value in values]
        return "" if all(value == MISSING for value in found) else JOIN.join(found)
    return {
        f"{side} Name": joined(coded.called(a) for a in actors),
        f"{side} Country": joined(a.country for a in actors),
        f"Primary {side} Sector": next((a.sector for a in actors if a.sector), ""),
        f"{side} Sectors": joined(a.sector for a in actors), f"{side} Title": joined(a.role for a in actors),
        f"{side} Name Raw": joined(a.span.text if a.span else None for a in actors),
    }


def place_cells(event: Event) -> tsv.Row:
    """The columns of the place of the act."""
    where = event.where
    if where is None:
        return {}
    return {
        **tsv.place_cells(where), "Placename": where.name, "Raw Placename": where.span.text,
        "Country": where.country or "", "GeoNames ID": tsv.text(where.geonameid),
    }


TABLE = tsv.Table(
    NAME, COLUMNS, layout, event_of, cells, key="Event ID", fallback=FALLBACK, missing=MISSING,
    pairs=lambda event: ((None, None),),
)
