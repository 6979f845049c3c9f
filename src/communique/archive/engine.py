"""A path or URL to an open store: connections, transactions, migrations,
and the database's errors in words that help.

Knows SQLite's and PostgreSQL's manners; does not know what is kept.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import URL, Connection, Engine, Select, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from communique.archive import schema
from communique.archive.inserting import rows_of
from communique.errors import ArchiveError

VERSION = "0009"  # the last file in migrations/versions
BASE = "0009"  # the first one there: what is older, or empty, is made of the schema
VERSION_TABLE = "archive_version"
APPLICATION = 0x434D4E51  # "CMNQ", which marks our SQLite files for `file` and for whoever wonders
WAIT = 30.0  # seconds that a writer waits for another
AGAIN = 0.02  # seconds between two tries to give a new file its log
CACHE_KIB = 64 * 1024
LONG_LOG = 64 * 2**20  # bytes of SQLite's write-ahead log from which we fold it back ourselves
# pages in the log at which SQLite folds it back: a bulk import touches the same pages over and over
OFTEN = 8000
WRITER = 0x436F6D6D  # PostgreSQL's advisory lock that lets one writer in at a time, as SQLite does
TELLER = 0x436F6D6E  # … that lets one process look after alerts, on whatever host
PREFIX = "communique"
# no path, but the beginning of a URL
MISTYPED = re.compile(r"(?:postgres|sqlite|mysql|maria|oracle|mssql)[\w+]*+:(?!//)", re.IGNORECASE)
PORT = re.compile(r"[^:/]*+(?::\d++)?(?:/|\Z)")


class Store:
    """An engine and how to read and write through it."""

    def __init__(self, engine: Engine, where: str, wait: float) -> None:
        self.engine, self.where, self.wait = engine, where, wait

    @property
    def sqlite(self) -> bool:
        """Whether this is an SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A short transaction for reading."""
        with speaking(self), self.engine.begin() as connection:
            yield connection

    def rows(self, asked: Select[Any], column: Any = None, values: Iterable[Any] = ()) -> list[Any]:
        """The rows of a question, in a short transaction of their own; with a column,
        those in which it has one of the values."""
        with self.read() as connection:
            return list(rows_of(connection, asked, column, values))

    def value(self, asked: Select[Any]) -> Any:
        """The first cell of the first row of a question; None where there is none."""
        with self.read() as connection:
            return connection.scalar(asked)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction of the only writer; all of it is kept or none."""
        with speaking(self), self.engine.connect().execution_options(writes=True) as connection:
            with connection.begin():
                if not self.sqlite:
                    connection.execute(
                        text("SELECT set_config('lock_timeout', :wait, true)"),
                        {"wait": f"{int(self.wait * 1000)}ms"},
                    )
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER})
                yield connection
            if self.sqlite:
                self._fold(connection)

    @contextmanager
    def teller(self) -> Iterator[bool]:
        """Whether this process alone looks after the alerts of an archive in PostgreSQL, within it."""
        with (
            speaking(self),
            self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            ours = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": TELLER}))
            try:
                yield ours
            finally:
                if ours:
                    connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": TELLER})

    def _fold(self, connection: Connection) -> None:
        """Fold a long write-ahead log back into the file;
        readers that never pause would let it grow for ever."""
        log = Path(f"{self.where}-wal")
        with suppress(OSError, OperationalError):  # a reader in the way: the next batch tries again
            if log.stat().st_size > LONG_LOG:
                connection.connection.execute("PRAGMA busy_timeout = 500")
                connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        with suppress(OperationalError):
            connection.connection.execute(f"PRAGMA busy_timeout = {int(self.wait * 1000)}")

    def study(self) -> None:
        """Let the database count what it holds, so that it plans questions well:
        after a bulk import it does not know yet."""
        with self.read() as connection:
            connection.exec_driver_sql("PRAGMA optimize" if self.sqlite else "ANALYZE")

    def close(self) -> None:
        """Give back all connections; SQLite folds its log when the last one goes."""
        if self.sqlite:
            with suppress(ArchiveError):
                self.study()
        self.engine.dispose()


def connect(where: str | Path | None = None, *, create: bool = True, wait: float = WAIT) -> Store:
    """The open store at a path or URL, brought up to date; raises ArchiveError."""
    url = located(where)
    secret = {key: "***" for key in url.query if "pass" in key.lower()}
    name = (
        url.database or ""
        if url.drivername == "sqlite"
        else url.update_query_dict(secret).render_as_string(hide_password=True)
    )
    if url.drivername == "sqlite":
        prepare(Path(name), create)
    store = Store(engine_for(url, wait), name, wait)
    try:
        settle(store, create)
    except BaseException:
        store.engine.dispose()
        raise
    return store


def located(where: str | Path | None) -> URL:
    """The URL of an archive: of a path, of a URL, of $COMMUNIQUE_ARCHIVE, or of the user's data folder."""
    given = str(where or os.environ.get("COMMUNIQUE_ARCHIVE") or home() / "communique.db")
    wrong = ArchiveError(
        f"{unsecret(given)}: not a database URL; write postgresql://user@host/name, or a path"
    )
    if MISTYPED.match(given):
        raise wrong
    if "://" not in given:
        return URL.create("sqlite", database=str(Path(given).expanduser().absolute()))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):  # the message of either repeats what was given, password and all
        raise wrong from None
    if url.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database:
        return URL.create("sqlite", database=str(Path(url.database).absolute()))
    raise ArchiveError(
        f"{unsecret(url.render_as_string())}: no database of this kind; give a path for SQLite, or "
        "postgresql://user@host/name"
    )


def unsecret(given: str) -> str:
    """An address, however mistyped, without what may be its password."""
    scheme, parted, rest = given.partition(":")
    rest = rest.lstrip("/")
    user, at, host = rest.rpartition("@")
    host, asked, _ = host.partition("?")
    if not at and not PORT.match(host):
        host, colon, _ = host.partition(":")
        host += ":***" if colon else ""
    name, colon, _ = user.partition(":")
    return (
        f"{scheme}{'://' if parted else ''}{name}{':***' if colon else ''}{at}{host}{'?…' if asked else ''}"
    )


def home(*, cache: bool = False) -> Path:
    """The folder in which this system keeps a user's data for communique, or what can be made again."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / ("Caches" if cache else "Application Support") / PREFIX
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / PREFIX
        return local / "Cache" if cache else local
    name, usual = ("XDG_CACHE_HOME", ".cache") if cache else ("XDG_DATA_HOME", ".local/share")
    return Path(os.environ.get(name) or Path.home() / usual) / PREFIX


def prepare(path: Path, create: bool) -> None:
    """See that an SQLite file is there or can be made."""
    if path.is_dir():
        raise ArchiveError(
            f"{path}: a folder, where the archive should be a file; name a file in it, say "
            f"{path / 'communique.db'}"
        )
    if path.exists():
        return
    if not create:
        raise ArchiveError(
            f"{path}: no archive there; make one with `communique ingest`, or name another (path, URL, "
            "$COMMUNIQUE_ARCHIVE)"
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(
            f"{path.parent}: {error.strerror}; name an archive in a folder where you may write"
        ) from error


def engine_for(url: URL, wait: float) -> Engine:
    """An engine that takes JSON as it comes from `cells` and opens its transactions itself."""
    try:
        if url.drivername != "sqlite":
            return create_engine(
                url, json_serializer=_as_it_is, pool_pre_ping=True, connect_args={"connect_timeout": 10}
            )
        if url.database and still(Path(url.database)):
            url = url.set(database=Path(url.database).as_uri(), query={"immutable": "1", "uri": "true"})
        manners = {"timeout": wait, "check_same_thread": False}
        engine = create_engine(
            url, json_serializer=_as_it_is, json_deserializer=_or_text, connect_args=manners
        )
    except ImportError as error:
        raise ArchiveError(
            "PostgreSQL needs psycopg; install it with: pip install 'communique[postgres]'"
        ) from error
    except NoSuchModuleError as error:
        raise ArchiveError(
            f"{url.drivername}: no such kind of database; give a path or postgresql://user@host/name"
        ) from error
    event.listen(engine, "connect", _tune)
    event.listen(engine, "begin", _begin)
    return engine


def still(path: Path) -> bool:
    """Whether a file lies on a disk that is mounted read-only: SQLite can be asked there,
    but only if told that nothing will change."""
    try:
        return path.exists() and bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    except (AttributeError, OSError):  # Windows has no statvfs
        return False


def _as_it_is(value: Any) -> str:
    """JSON that `cells` has written already; anything else is written here."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _or_text(cell: str) -> Any:
    """What the JSON of a cell holds; of one that is damaged the text itself, which no record is made of,
    so that only its row is lost."""
    try:
        return json.loads(cell)
    except ValueError:
        return cell


def _tune(connection: sqlite3.Connection, _: object) -> None:
    """The manners of every SQLite connection."""
    connection.isolation_level = None  # the driver would open its transactions too late; _begin does
    _keep_log(connection)
    for pragma in (
        "synchronous = NORMAL", "foreign_keys = ON", f"cache_size = -{CACHE_KIB}",
        "temp_store = MEMORY", f"journal_size_limit = {LONG_LOG}", f"wal_autocheckpoint = {OFTEN}",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}").close()


def _keep_log(connection: sqlite3.Connection) -> None:
    """Give the file a write-ahead log; a new one has none yet, and SQLite refuses the change at once,
    without the connection's wait, while another process makes it too."""
    (wait,) = connection.execute("PRAGMA busy_timeout").fetchone()
    last = time.monotonic() + wait / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(AGAIN)


def _begin(connection: Connection) -> None:
    """A writer takes its place at once: one that began as a reader could not wait for another."""
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"
    )


def settle(store: Store, create: bool) -> None:
    """Check the version of the database and bring an empty or older one up to date,
    all in one transaction."""
    with store.read() as connection:
        found = version(connection)
        if found is None:
            refuse_strangers(store, connection)
    if found is None and not create:
        raise ArchiveError(f"{store.where}: no archive there; make one with `communique ingest`")
    if found is not None and found > VERSION:
        raise ArchiveError(
            f"{store.where}: the archive is of version {found}, this communique knows versions up to "
            f"{VERSION}; update communique (pip install --upgrade communique), or name another archive"
        )
    if found != VERSION:
        with store.write() as connection:
            migrate(connection)


def version(connection: Connection) -> str | None:
    """The version of the archive in a database; None where there is none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return None if found is None else str(found)


def refuse_strangers(store: Store, connection: Connection) -> None:
    """A database with other things in it is left alone; in PostgreSQL,
    one may be shared if no table has the name of one of ours."""
    there = set(inspect(connection).get_table_names())
    alien = sorted(there if store.sqlite else there & set(schema.metadata.tables))
    if alien:
        raise ArchiveError(
            f"{store.where}: no archive of communique, it holds the tables {', '.join(alien[:5])}; name "
            "another database"
        )


def migrate(connection: Connection) -> None:
    """Bring the database to the newest version in the open transaction;
    a second process that was faster leaves nothing to do."""
    from alembic import command  # here, since only a new or old archive needs it
    from alembic.config import Config

    from communique.archive import making

    config = Config()
    config.set_main_option("script_location", str(files("communique.archive") / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    found = version(connection)
    if found is None or found < BASE:
        making.make(connection, found)
        command.stamp(config, "head", purge=True)
    else:
        command.upgrade(config, "head")


@contextmanager
def speaking(store: Store) -> Iterator[None]:
    """Turn what the database's driver raises into an ArchiveError that says what to do."""
    try:
        yield
    except DBAPIError as error:
        explain(store, error)


def explain(store: Store, error: DBAPIError) -> NoReturn:
    """Raise the ArchiveError for an error of the driver."""
    cause = str(error.orig or error).strip().partition("\n")[0] or type(error.orig).__name__
    remedy = sqlite_remedy(error.orig, store) if store.sqlite else postgres_remedy(error, store)
    raise ArchiveError(f"{store.where}: {cause}; {remedy}") from error


def sqlite_remedy(error: BaseException | None, store: Store) -> str:
    """What to do about an error of SQLite."""
    # the low byte is the kind, the rest its variety
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    return {
        sqlite3.SQLITE_BUSY: busy(store),
        sqlite3.SQLITE_FULL: "the disk is full: make room and run this again, what was committed is kept",
        sqlite3.SQLITE_IOERR: "the disk failed or is full: make room or check it, then run this again, what "
                              "was committed is kept",
        sqlite3.SQLITE_READONLY: "the file or its folder cannot be written: change their permissions, or "
                                 "copy the archive elsewhere",
        sqlite3.SQLITE_CANTOPEN: "the file cannot be opened or made there: name a file in a folder where you "
                                 "may write",
        sqlite3.SQLITE_PERM: "the file may not be opened: change its permissions",
        sqlite3.SQLITE_NOTADB: "the file is no SQLite database: name another, or move it away to start anew",
        sqlite3.SQLITE_CORRUPT: "the file is damaged: take a copy, then try `sqlite3 FILE .recover`, or "
                                "ingest anew into another file",
    }.get(code, STRANGE)


def postgres_remedy(error: DBAPIError, store: Store) -> str:
    """What to do about an error of PostgreSQL."""
    state = getattr(error.orig, "sqlstate", None) or ""
    again = "run this again, what was committed is kept"
    if state == "55P03":
        return busy(store)
    if state.startswith("53"):
        return f"the server is out of disk, memory or connections: make room and {again}"
    if state.startswith(("28", "42501")):
        return "the user may not do this: check user, password and rights (GRANT) of the database"
    if state == "3D000":
        return "the database does not exist: make it with createdb"
    if error.connection_invalidated or state.startswith(("57P", "08")) or isinstance(error, OperationalError):
        return f"the PostgreSQL server cannot be reached or went away: start it and {again}"
    return STRANGE


def busy(store: Store) -> str:
    """What to do where another one writes."""
    waited = f"another process has been writing for more than {store.wait:g} s"
    return f"{waited}: wait for it to end, then run this again"


STRANGE = "what was committed is kept; if it happens again, please report it"
