"""GDELT 2.0 Events: 61 columns without a header; reads the 57 and 58 of GDELT 1.0 too.

Knows GDELT's columns and conventions; does not know what its codes mean (see codes and coded).
"""

from __future__ import annotations

from communique.formats import coded, codes, tsv
from communique.records import Actor, Event

NAME = "GDELT"
ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)
GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{part}" for n in (1, 2) for part in ACTOR), "IsRootEvent", "EventCode", "EventBaseCode",
    "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in GEO), "DATEADDED", "SOURCEURL",
)
# GDELT 1.0: 58, and 57 before it had SOURCEURL
OLDER = tuple(column for column in COLUMNS if not column.endswith("ADM2Code"))
LAYOUTS = {len(columns): columns for columns in (COLUMNS, OLDER, OLDER[:-1])}
DAYS_OF_YEAR, DAYS_OF_MONTH = 365, 30  # GDELT's own reckoning


def layout(header: list[str], row: list[str]) -> tsv.Row:
    """The cells of a line by column, whichever of the three layouts it has."""
    if len(row) not in LAYOUTS:
        raise coded.Malformed(
            f"{len(row)} columns where {NAME} has 57, 58 or 61, tab-separated; is the line cut off, or the "
            "format another?"
        )
    return dict(zip(LAYOUTS[len(row)], row, strict=True))


def event_of(row: tsv.Row) -> coded.Coded:
    """The event of a row."""
    tsv.whole(row["GLOBALEVENTID"], "GLOBALEVENTID")
    tsv.rooted(row["EventCode"], row["EventRootCode"], "EventCode and EventRootCode")
    url = row.get("SOURCEURL") or None
    id = f"gdelt:{row['GLOBALEVENTID']}"
    country = codes.fips().get(row["ActionGeo_CountryCode"])
    found = coded.event_of_cameo(
        NAME, id, row["EventCode"], actors=party(row, 1), recipients=party(row, 2),
        when=tsv.one_day(row["SQLDATE"], "SQLDATE"),
        where=tsv.placed(row, row["ActionGeo_FullName"], country, "ActionGeo_Lat", "ActionGeo_Long"),
    )
    return coded.Coded(found, coded.article(url or id, url if url and "://" in url else None))


def party(row: tsv.Row, n: int) -> tuple[Actor, ...]:
    """The one actor of a side, or none."""
    return codes.party(
        row[f"Actor{n}Code"], row[f"Actor{n}Name"], country_code=row[f"Actor{n}CountryCode"],
        roles=tuple(row[f"Actor{n}Type{k}Code"] for k in (1, 2, 3)),
    )


def cells(row: coded.Coded, place: int, actor: Actor | None, recipient: Actor | None) -> tsv.Row:
    """The cells that we can fill; the others stay empty (docs/formats.md says why)."""
    found, cameo = row.event, row.event.cameo or ""
    return {
        "GLOBALEVENTID": coded.given_id(found, NAME) or coded.number(row, place),
        **dates(coded.day(row)), **party_cells(actor, 1), **party_cells(recipient, 2),
        **telling(row), "EventCode": cameo, "EventBaseCode": cameo[:3], "EventRootCode": cameo[:2],
        "QuadClass": codes.quad("gdelt", cameo), "GoldsteinScale": codes.goldstein("gdelt", cameo),
        **place_cells(found),
        "SOURCEURL": row.article.url or ("" if row.article.id == found.id else row.article.id),
    }


def dates(on: str | None) -> tsv.Row:
    """The four columns of a day; months count from nought in FractionDate, as GDELT's files have it,
    not as its code book says."""
    if on is None:
        return {}
    year, month, day_of_month = on.split("-")
    part = ((int(month) - 1) * DAYS_OF_MONTH + int(day_of_month)) / DAYS_OF_YEAR
    return {
        "SQLDATE": year + month + day_of_month, "MonthYear": year + month, "Year": year,
        "FractionDate": f"{int(year) + part:.4f}",
    }


def party_cells(actor: Actor | None, n: int) -> tsv.Row:
    """The columns of one side."""
    code, country, group, roles = codes.cameo_parts(actor)
    types = {f"Actor{n}Type{k}Code": role for k, role in enumerate(roles, 1)}
    return {f"Actor{n}Code": code, f"Actor{n}Name": coded.called(actor).upper(),
            f"Actor{n}CountryCode": country, f"Actor{n}KnownGroupCode": group, **types}


def telling(row: coded.Coded) -> tsv.Row:
    """What the article itself says of the row: whether its first paragraph tells it,
    and how often it is told."""
    if not row.event.evidence.text:
        return {}
    text = row.article.text
    lead = len(text) - len(text.lstrip()) + len(text.lstrip().partition("\n")[0])
    root = {"IsRootEvent": str(int(row.event.evidence.start < lead))} if text else {}
    return {**root, "NumMentions": str(1 + len(row.event.also)), "NumSources": "1", "NumArticles": "1"}


def place_cells(event: Event) -> tsv.Row:
    """The columns of the place of the act."""
    where = event.where
    if where is None:
        return {}
    country, here = codes.fips_of().get(where.country or "", ""), tsv.level(where)
    types = {
        "country": "1", "province": "2" if country == "US" else "5", "city": "3" if country == "US" else "4",
    }
    return {
        "ActionGeo_Type": types.get(here or "", ""), "ActionGeo_FullName": where.span.text or where.name,
        "ActionGeo_CountryCode": country, "ActionGeo_Lat": tsv.text(where.lat),
        "ActionGeo_Long": tsv.text(where.lon), "ActionGeo_FeatureID": country if here == "country" else "",
    }


TABLE = tsv.Table(NAME, COLUMNS, layout, event_of, cells)
