"""Phoenix (OEDA): 26 columns without a header; one row a day for an act, with all its reports.

Knows Phoenix's columns and conventions; does not know what its codes mean (see codes and coded).
"""

from __future__ import annotations

from communique.formats import coded, codes, tsv
from communique.records import Actor, Event

NAME = "Phoenix"
VERSION = "communique"  # the second part of our event ids
COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "PentaClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName",
    "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources",
)


def event_of(row: tsv.Row) -> coded.Coded:
    """The event of a row; of several reports the first stands for the article,
    the others stay in `because`."""
    tsv.rooted(row["EventCode"], row["EventRootCode"], "EventCode and EventRootCode")
    if row["PentaClass"] not in ("", "0", "1", "2", "3", "4"):
        raise coded.Malformed(f"PentaClass is {row['PentaClass']!r}; Phoenix has 0, 1, 2, 3 or 4")
    id, url = f"phoenix:{row['EventID']}", row["URLs"].partition(";")[0].strip()
    name = row["LocationName"] or row["StateName"]
    found = coded.event_of_cameo(
        NAME, id, row["EventCode"], actors=party(row, "Source"), recipients=party(row, "Target"),
        when=tsv.one_day(row["Date"], "Date"),
        where=tsv.placed(row, name, codes.country(row["CountryCode"]), "Lat", "Lon"),
    )
    outlet = row["NewsSources"].partition(";")[0].strip()
    return coded.Coded(found, coded.article(url or id, url if "://" in url else None, outlet=outlet or None))


def party(row: tsv.Row, side: str) -> tuple[Actor, ...]:
    """The one actor of a side, or none; Phoenix gives codes, no names."""
    full, entity = row[f"{side}ActorFull"], row[f"{side}ActorEntity"]
    return codes.party(full, None, country_code=entity, roles=(row[f"{side}ActorRole"],))


def drawn(row: coded.Coded, place: int, actor: Actor | None, recipient: Actor | None) -> tsv.Row:
    """The cells that we can fill; the others stay empty (docs/formats.md says why)."""
    found, cameo = row.event, row.event.cameo or ""
    year, month, day_of_month = on.split("-") if (on := coded.day(row)) else ("", "", "")
    return {
        "EventID": coded.given_id(found, NAME) or f"{coded.number(row, place)}_{VERSION}",
        "Date": year + month + day_of_month, "Year": year, "Month": month, "Day": day_of_month,
        **party_cells(actor, "Source"), **party_cells(recipient, "Target"), "EventCode": cameo,
        "EventRootCode": cameo[:2], "PentaClass": codes.quad("phoenix", cameo),
        "GoldsteinScore": codes.goldstein("phoenix", cameo), **place_cells(found),
        "URLs": row.article.url or "", "NewsSources": row.article.outlet or "",
    }


def party_cells(actor: Actor | None, side: str) -> tsv.Row:
    """The columns of one side."""
    code, country, group, roles = codes.cameo_parts(actor)
    international = bool(code) and not country and roles != () and roles[0] in codes.table("cameo", "generic")
    entity, role = (roles[0], "".join(roles[1:2])) if international else (country, "".join(roles[:1]))
    return {
        f"{side}ActorFull": code, f"{side}ActorEntity": entity, f"{side}ActorRole": role,
        f"{side}ActorAttribute": group,
    }


def place_cells(event: Event) -> tsv.Row:
    """The columns of the place of the act."""
    where = event.where
    if where is None:
        return {}
    return {
        "Lat": tsv.text(where.lat), "Lon": tsv.text(where.lon), "LocationName": where.name,
        "StateName": where.name if tsv.level(where) == "province" else "",
        "CountryCode": codes.country_name(where.country),
    }


TABLE = tsv.Table(NAME, COLUMNS, lambda header, row: tsv.same_length(row, COLUMNS, NAME), event_of, drawn)
