"""Events to a flat table and back, one row each: CSV that a spreadsheet can open without harm,
and Parquet (extra `parquet`).

Knows our columns, cells that a spreadsheet would run as a formula, and pyarrow;
does not know how anything was found.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from communique.formats import coded, codes, files, tsv
from communique.grouping import chunks
from communique.knowledge import ontology
from communique.records import Actor, Event, Failure, When

if TYPE_CHECKING:
    import pyarrow

CSV, PARQUET = "CSV", "Parquet"
TEXT, LIST, WHOLE, REAL, DATE = "text", "list", "whole", "real", "date"
SIDES = ("actor", "recipient", "addressee", "attribution")
# lists of one length: an actor is what stands at one place
PARTS = ("country", "name", "sector", "role", "organization", "wikidata")
COLUMNS: dict[str, str] = {
    "article": TEXT, "url": TEXT, "title": TEXT, "outlet": TEXT, "agency": TEXT, "published": TEXT,
    "language": TEXT, "sha256": TEXT, "id": TEXT, "day": DATE, "type": TEXT, "mode": TEXT, "contexts": LIST,
    "status": TEXT, "quad": WHOLE, "score": REAL, "cameo": TEXT, "goldstein": REAL, "confidence": REAL,
    **{f"{side}_{part}": LIST for side in SIDES for part in PARTS}, "start": DATE, "end": DATE,
    "precision": TEXT, "when_text": TEXT, "place": TEXT, "place_country": TEXT, "lat": REAL, "lon": REAL,
    "geonameid": WHOLE, "statement": TEXT, "rule": TEXT, "trigger": TEXT, "evidence": TEXT,
    "evidence_start": WHOLE, "evidence_end": WHOLE,
}
WHEN = {"start": "start", "end": "end", "precision": "precision", "when_text": "text"}
WHERE = {
    "place": "name", "place_country": "country", "lat": "lat", "lon": "lon", "geonameid": "geonameid",
}  # fmt: skip
REQUIRED = ("article", "id", "type")
# what a spreadsheet runs, blanks before it or not, and what we guarded
FORMULA = re.compile(r"'*+(?:[\t\r\n]|\s*+[=+\-@＝＋－＠])")
JOIN = ";"  # between the values of a list in a cell; one within a value has a \ before it
ITEM = re.compile(r"(?:\\.|[^;\\])*", re.S)
BATCH = 10_000  # rows of Parquet that are in memory at a time
# half characters, which stand for bytes that were not UTF-8, and null characters
UNSOUND = re.compile(r"[\ud800-\udfff\x00]")
MAX_CELL = 1_000_000
Row = dict[str, Any]


def read_csv(file: BinaryIO, label: str) -> Iterator[coded.Coded | Failure]:
    """The events of a CSV file with our header, in whatever order; a broken row is a Failure."""
    csv.field_size_limit(MAX_CELL)
    try:
        for name, stream in files.members(file, label):
            text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
            try:
                yield from csv_rows(text, name)
            finally:
                text.detach()
    except files.BROKEN as error:
        yield files.failure(
            label, None, f"the file breaks off or is damaged ({error or type(error).__name__}); get it again"
        )


def csv_rows(text: Iterable[str], label: str) -> Iterator[coded.Coded | Failure]:
    """The events below a header."""
    reader, header = csv.reader(text), list[str]()
    while True:
        try:
            if (cells := next(reader, None)) is None:
                return
            if not header:
                if missing := [column for column in REQUIRED if column not in cells]:
                    message = f"the header has no {', '.join(missing)}; the first line names the columns"
                    yield files.failure(label, reader.line_num, message)
                    return
                header = cells
            elif cells:
                if len(cells) != len(header):
                    raise coded.Malformed(
                        f"{len(cells)} cells where the header has {len(header)}; quote cells that hold commas"
                    )
                row = dict(zip(header, cells, strict=True))
                own = {c: typed(c, unguarded(cell)) for c, cell in row.items() if c in COLUMNS}
                yield event_of(own, CSV)
        except csv.Error as error:
            message = f"not CSV ({error}); quote cells that hold commas, quotation marks or line ends"
            yield files.failure(label, reader.line_num, message)
        except coded.Malformed as error:
            yield files.failure(label, reader.line_num, str(error))


def write_csv(rows: Iterable[coded.Coded], file: BinaryIO) -> int:
    """How many rows were written: one for each event, whatever its status;
    lists in a cell are joined by ";"."""
    count = 0
    text = io.TextIOWrapper(cast(Any, file), encoding="utf-8", errors="replace", newline="")
    try:
        # RFC 4180; with it a lone \r in a cell is quoted too
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for row in rows:
            cells = cells_of(row, CSV)
            writer.writerow([plain(cells[column], kind) for column, kind in COLUMNS.items()])
            count += 1
        text.flush()
    finally:
        text.detach()
    return count


def read_parquet(file: BinaryIO, label: str) -> Iterator[coded.Coded | Failure]:
    """The events of a Parquet file with our columns, a batch in memory at a time;
    a broken row is a Failure."""
    arrow, parquet = pyarrows()
    try:
        source = parquet.ParquetFile(files.seekable(file), page_checksum_verification=True)
        names = source.schema_arrow.names
        if missing := [column for column in REQUIRED if column not in names]:
            yield files.failure(label, None, f"no column {', '.join(missing)}; it is not one of our tables")
            return
        number = 0
        for batch in source.iter_batches(BATCH, columns=[column for column in COLUMNS if column in names]):
            for row in batch.to_pylist():
                number += 1
                try:
                    yield event_of({column: checked(column, value) for column, value in row.items()}, PARQUET)
                except coded.Malformed as error:
                    yield files.failure(label, number, str(error))
    except (arrow.ArrowException, OSError, ValueError, OverflowError) as error:
        found = str(error).partition("\n")[0] or type(error).__name__
        yield files.failure(label, None, f"not a sound Parquet file ({found}); get it again")


def write_parquet(rows: Iterable[coded.Coded], file: BinaryIO) -> int:
    """How many rows were written: one for each event, whatever its status; days are dates,
    lists are lists."""
    arrow, parquet = pyarrows()
    schema = schema_of(arrow)
    count = 0
    with parquet.ParquetWriter(file, schema, compression="zstd", write_page_checksum=True) as writer:
        for batch in chunks((stored(cells_of(row, PARQUET)) for row in rows), BATCH):
            writer.write_batch(arrow.RecordBatch.from_pylist(batch, schema=schema))
            count += len(batch)
    return count


def pyarrows() -> tuple[Any, Any]:
    """pyarrow and its Parquet module; FormatError says how they come in."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise coded.FormatError(
            "Parquet needs pyarrow; install it with: pip install 'communique[parquet]'"
        ) from None
    return pyarrow, pyarrow.parquet


def schema_of(arrow: Any) -> pyarrow.Schema:
    """The types of the columns."""
    types = {
        TEXT: arrow.string(), LIST: arrow.list_(arrow.string()), WHOLE: arrow.int64(), REAL: arrow.float64(),
        DATE: arrow.date32(),
    }
    return arrow.schema([(column, types[kind]) for column, kind in COLUMNS.items()])


def stored(row: Row) -> Row:
    """A row as Parquet has it: days as dates, text without half characters."""
    made: Row = {}
    for column, kind in COLUMNS.items():
        value = row[column]
        if kind == DATE:
            made[column] = date.fromisoformat(day) if (day := coded.iso(value)) else None
        elif kind == LIST:
            made[column] = [sound(item) for item in value]
        else:
            made[column] = sound(value) if kind == TEXT and value is not None else value
    return made


def sound(text: str) -> str:
    """Text without lone surrogates."""
    return text.encode("utf-8", "replace").decode()


def checked(column: str, value: Any) -> Any:
    """A value of a Parquet column in our terms; Malformed if it is of another type."""
    kind = COLUMNS[column]
    if value is None:
        return [] if kind == LIST else None
    if kind == DATE:
        return typed(column, value.isoformat()[:10] if hasattr(value, "isoformat") else str(value))
    if kind == LIST and isinstance(value, list):
        return [typed("id", str(item)) or "" if item is not None else "" for item in value]
    return typed(column, str(value))


def plain(value: Any, kind: str) -> str:
    """A value as a cell of CSV; text that a spreadsheet would run begins with an apostrophe."""
    if value is None:
        return ""
    if kind in (WHOLE, REAL):
        return str(value)  # a number, -2.0 among them, is no formula
    return guarded(
        JOIN.join(item.replace("\\", "\\\\").replace(JOIN, "\\" + JOIN) for item in value)
        if kind == LIST
        else value
    )


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs: =, +, -, @, in whatever width,
    a tab or a line end at its head gets an apostrophe before it."""
    return "'" + cell if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell before it was guarded."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def typed(column: str, cell: str) -> Any:
    """The value of a cell of CSV; Malformed if it is not of the column's kind."""
    kind = COLUMNS[column]
    if not cell:
        return [] if kind == LIST else None
    if UNSOUND.search(cell):
        raise coded.Malformed(
            f"{column} holds bytes that are not UTF-8, or a null character; save the file as UTF-8"
        )
    if kind == LIST:
        return split(cell)
    if kind == WHOLE:
        return tsv.whole(cell, column)
    if kind == REAL:
        return tsv.degrees(cell, column, 90 if column == "lat" else 180)
    if kind == DATE:
        return cast(When, tsv.one_day(cell, column)).start
    return cell


def split(cell: str) -> list[str]:
    """The values of a list in a cell."""
    if not cell:
        return []
    if "\\" not in cell:
        return cell.split(JOIN)
    items, at = [], 0
    while True:
        match = cast("re.Match[str]", ITEM.match(cell, at))
        items.append(re.sub(r"\\(.)", r"\1", match[0], flags=re.S))
        if match.end() >= len(cell):
            return items
        at = match.end() + 1


def cells_of(row: coded.Coded, producer: str) -> Row:
    """The cells of an event; for a row that came from such a table,
    with what that table said in place of what we would say."""
    found, origin, imported = row.event, row.article, row.event.rule == coded.PREFIX + producer.lower()
    when, where = found.when, found.where
    code = ontology.cameo(found.cameo or "")
    made: Row = {
        "article": origin.id, "url": origin.url, "title": origin.title, "outlet": origin.outlet,
        "agency": origin.agency, "published": origin.published, "language": origin.language,
        "sha256": None if origin.sha256 == coded.EMPTY else origin.sha256 or None, "id": found.id,
        "day": coded.iso(when.start if when else None) or coded.iso(origin.on), "type": found.type,
        "mode": found.mode, "contexts": list(found.contexts), "status": found.status, "quad": found.quad,
        "score": found.score, "cameo": found.cameo, "goldstein": code.goldstein_gdelt if code else None,
        "confidence": found.confidence, **sides(found),
        **{column: getattr(when, part, None) for column, part in WHEN.items()},
        **{column: getattr(where, part, None) for column, part in WHERE.items()},
        "statement": found.statement, "rule": None if imported else found.rule,
        "trigger": found.trigger.text or None, "evidence": found.evidence.text or None,
        "evidence_start": found.evidence.start if found.evidence.text else None,
        "evidence_end": found.evidence.end if found.evidence.text else None,
    }
    own = {column: value if value != "" else None for column, value in made.items()}
    return own | coded.kept_json(row, producer)


def sides(event: Event) -> Row:
    """The lists of all sides."""
    of = dict(zip(SIDES, (event.actors, event.recipients, event.addressees, event.attribution), strict=True))
    return {f"{side}_{part}": parts(actors, part) for side, actors in of.items() for part in PARTS}


def parts(actors: tuple[Actor, ...], part: str) -> list[str]:
    """One part of several actors, "" where one lacks it; nothing where all do."""
    values = [coded.called(a) if part == "name" else getattr(a, part) or "" for a in actors]
    return values if any(values) else []


def event_of(row: Mapping[str, Any], producer: str) -> coded.Coded:
    """The event of a row; what our fields would not give back is kept in `because`."""
    for column in REQUIRED:
        if not row[column]:
            raise coded.Malformed(f"{column} is empty; every row needs one")
    found = coded.typed(row["type"], "type")
    status = coded.one_of(coded.STATUSES, row.get("status") or "actual", "status")
    mode = (codes.plover_mode(found[0], row["mode"]) if row.get("mode") else None) or found[1]
    tsv.one_day((row.get("published") or "")[:10], "published")
    origin = coded.article(
        row["article"], row.get("url"),
        **{field: row.get(field) for field in ("title", "published", "outlet", "language", "agency")},
    )
    actors, recipients, addressees, attribution = (people(row, side) for side in SIDES)
    cameo = row.get("cameo") if ontology.cameo(row.get("cameo") or "") else None
    act = coded.event(
        producer, row["id"], found[0], mode, actors=actors, recipients=recipients, when=when(row),
        contexts=codes.plover_contexts(row.get("contexts") or ()), cameo=cameo,
        where=tsv.place(
            row.get("place") or "", codes.country(row.get("place_country") or ""), row.get("lat"),
            row.get("lon"), row.get("geonameid"),
        ),
        status=status, addressees=addressees, attribution=attribution, statement=row.get("statement"),
        confidence=min(1.0, abs(row.get("confidence") or 0.0)),
    )
    made = coded.Coded(act, origin)
    return coded.keep_json(made, producer, dict(row), cells_of(made, producer))


def people(row: Mapping[str, Any], side: str) -> tuple[Actor, ...]:
    """The actors of a side, from lists that stand beside one another."""
    lists = {part: row.get(f"{side}_{part}") or [] for part in PARTS}
    found = []
    for values in zip_longest(*lists.values(), fillvalue=""):
        value = dict(zip(PARTS, values, strict=True))
        name, role, organization, wikidata = (
            value[part] or None for part in ("name", "role", "organization", "wikidata")
        )
        country, sector = codes.country(value["country"]), codes.sector(value["sector"])
        found.append(Actor(name, country, sector, role, organization, wikidata))
    return tuple(found)


def when(row: Mapping[str, Any]) -> When | None:
    """The time of a row; None where it gives neither days nor a precision."""
    start, end, precision = row.get("start"), row.get("end"), row.get("precision")
    if not (start or end or precision):
        return None
    precision = precision or ("day" if start == end else "range")
    return When(start, end, coded.one_of(coded.PRECISIONS, precision, "precision"), row.get("when_text"))
