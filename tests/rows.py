"""Short ways to rows of event data: lines of every producer's file made up here, events of our own,
and a reading of bytes.

Knows harmless cells for every column; does not know what a test is after.
"""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from hypothesis import strategies as st

from communique import formats
from communique.formats import gdelt, icews, phoenix, polecat
from communique.formats.coded import Coded
from communique.knowledge import ontology
from communique.records import Actor, Event, Failure, Place, Span, When
from makers import article, event

GDELT = {
    "GLOBALEVENTID": "410000001", "SQLDATE": "20240527", "MonthYear": "202405", "Year": "2024",
    "FractionDate": "2024.4027", "Actor1Code": "NORGOV", "Actor1Name": "NORWAY", "Actor1CountryCode": "NOR",
    "Actor1Type1Code": "GOV", "Actor2Code": "CHL", "Actor2Name": "CHILE", "Actor2CountryCode": "CHL",
    "IsRootEvent": "1", "EventCode": "161", "EventBaseCode": "161", "EventRootCode": "16", "QuadClass": "4",
    "GoldsteinScale": "-4.0", "NumMentions": "6", "NumSources": "2", "NumArticles": "6", "AvgTone": "-3.5",
    "Actor1Geo_Type": "1", "Actor1Geo_FullName": "Norway", "Actor1Geo_CountryCode": "NO",
    "ActionGeo_Type": "4", "ActionGeo_FullName": "Oslo, Oslo, Norway", "ActionGeo_CountryCode": "NO",
    "ActionGeo_Lat": "59.9167", "ActionGeo_Long": "10.75", "ActionGeo_FeatureID": "-273837",
    "DATEADDED": "20240527121500", "SOURCEURL": "https://news.example/oslo",
}
ICEWS = {
    "Event ID": "7001", "Event Date": "2019-03-04", "Source Name": "Foreign Affairs (Norway)",
    "Source Sectors": "Government,Foreign", "Source Country": "Norway", "Event Text": "Make a visit",
    "CAMEO Code": "042", "Intensity": "1.9", "Target Name": "Chile", "Target Country": "Chile",
    "Story ID": "5550", "Sentence Number": "2", "Publisher": "Fjord Wire", "City": "Santiago",
    "Country": "Chile", "Latitude": "-33.45", "Longitude": "-70.66",
}
POLECAT = {
    "Event ID": "20190801-2309-4e08_CONSULT_visit", "Event Date": "2019-08-01", "Event Type": "CONSULT",
    "Event Mode": "visit", "Intensity": "4.0", "Quad Code": "1", "Contexts": "diplomatic; economic",
    "Actor Name": "Kari Berg; Ole Dahl", "Actor Country": "NOR; NOR", "Actor COW": "385; 385",
    "Primary Actor Sector": "GOV", "Actor Sectors": "GOV; LEG", "Recipient Name": "Chile",
    "Recipient Country": "CHL", "Placename": "Santiago", "Country": "CHL", "Latitude": "-33.45",
    "Longitude": "-70.66", "GeoNames ID": "3871336", "Source": "Fjord Wire", "Publication Date": "2019-08-02",
    "Language": "English", "Version": "1.0",
}
PHOENIX = {
    "EventID": "12_v0.3.1b", "Date": "20140620", "Year": "2014", "Month": "06", "Day": "20",
    "SourceActorFull": "NORGOV", "SourceActorEntity": "NOR", "SourceActorRole": "GOV",
    "TargetActorFull": "IGOUNO", "TargetActorEntity": "IGO", "EventCode": "111", "EventRootCode": "11",
    "PentaClass": "3", "GoldsteinScore": "-2.0", "Issues": "NAMED_TERROR_GROUP,2", "Lat": "59.91",
    "Lon": "10.75", "LocationName": "Oslo", "StateName": "Oslo", "CountryCode": "Norway",
    "SentenceID": "a_1;b_3", "URLs": "https://a.example/1;https://b.example/2",
    "NewsSources": "wire_a;wire_b",
}
LINES = {
    "gdelt": (gdelt.COLUMNS, GDELT, False, ""), "icews": (icews.COLUMNS, ICEWS, True, ""),
    "polecat": (polecat.COLUMNS, POLECAT, True, "None"), "phoenix": (phoenix.COLUMNS, PHOENIX, False, ""),
}
TABULAR = tuple(LINES)
LOSSLESS = (*TABULAR, "plover", "csv", "parquet")


def lines(name: str, *changes: dict[str, str], columns: tuple[str, ...] | None = None) -> bytes:
    """A file of a producer with one row for each dict of cells that differ from the harmless ones."""
    given, cells, header, missing = LINES[name]
    columns = columns or given
    rows = ["\t".join(columns)] if header else []
    for change in changes or ({},):
        row = {**cells, **change}
        rows.append("\t".join(row.get(column, "") or missing for column in columns))
    return ("\n".join(rows) + "\n").encode()


def read(name: str, data: bytes) -> list[Coded | Failure]:
    """All that a format reads in some bytes."""
    return list(formats.read(name, io.BytesIO(data), "made.txt"))


def good(name: str, data: bytes) -> list[Coded]:
    """The events in some bytes, which hold nothing else."""
    found = read(name, data)
    assert not [f.message for f in found if isinstance(f, Failure)]
    return [row for row in found if isinstance(row, Coded)]


def bad(name: str, data: bytes) -> Failure:
    """The one failure in some bytes."""
    failures = [row for row in read(name, data) if isinstance(row, Failure)]
    assert len(failures) == 1, failures
    return failures[0]


def write(name: str, *rows: Coded, **options: Any) -> bytes:
    """The file of some rows."""
    file = io.BytesIO()
    formats.write(name, rows, file, **options)
    return file.getvalue()


def own(*args: Any, **fields: Any) -> Coded:
    """A row of our own reading, of an article with a text."""
    origin = {"url": "https://news.example/a", "outlet": "Fjord Wire", **fields.pop("origin", {})}
    return Coded(event(*args, **fields), article(**origin))


texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
names = st.none() | texts.filter(str.strip)
days = st.dates(date(1000, 1, 1)).map(date.isoformat)
whens = (
    st.none()
    | days.map(lambda d: When(d, d, "day", None))
    | st.tuples(days, days).map(lambda two: When(min(two), max(two), "range", "those days"))
    | st.just(When(None, None, "unknown", "soon"))
)
actors = st.builds(
    Actor, names,
    st.sampled_from((None, "NOR", "CHL", "KOS", "COD", "UNO", "EUR", "IGO", "NGO", "MNC", "ISM")),
    st.none() | st.sampled_from(tuple(ontology.sectors())), names, names, st.none() | st.just("Q42"),
    st.none() | st.just(Span(0, 6, "Norway")), st.just(()) | st.just(("the text says so",)),
)
places = st.none() | st.builds(
    Place, texts.filter(str.strip), st.sampled_from((None, "NOR", "USA", "KOS")), st.none(),
    st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180), st.none() | st.integers(1, 10**8),
    st.booleans(), st.just(Span(0, 4, "Oslo")),
)
sides = st.lists(actors, max_size=3).map(tuple)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event that a reading may hold."""
    kind = draw(st.sampled_from(tuple(ontology.types())))
    mode = draw(st.none() | st.sampled_from(ontology.modes(kind))) if ontology.modes(kind) else None
    return event(
        kind, draw(sides), draw(sides), mode=mode, id=draw(st.from_regex("[0-9a-f]{12}", fullmatch=True)),
        addressees=draw(sides), attribution=draw(sides), when=draw(whens), where=draw(places),
        status=draw(st.sampled_from(("actual", "planned", "negated"))),
        contexts=tuple(draw(st.lists(st.sampled_from(tuple(ontology.contexts())), max_size=3, unique=True))),
        cameo=draw(st.none() | st.sampled_from(tuple(ontology.cameo_codes()))), quad=ontology.quad(kind),
        score=ontology.score(kind, mode), confidence=draw(st.floats(0, 1)),
        because=draw(st.just(()) | st.just(("as the verb says", "GDELT is named"))),
    )


rows = st.builds(
    Coded, events(),
    st.builds(
        article, url=st.none() | st.just("https://news.example/a"), title=names, outlet=names,
        published=st.none() | days | days.map(lambda d: d + "T10:00:00+02:00"),
        language=st.none() | st.just("en"),
    ),
)
