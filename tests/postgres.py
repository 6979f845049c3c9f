"""A real PostgreSQL for tests: a server of its own on a free loopback port, in a folder that goes with it.

Knows where Debian puts the server and that it will not run as root; does not know what is kept in it.
"""
from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from copies import Fill

HOMES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")
USER = "postgres"
# What guards against a machine that loses power; a server that is ended loses nothing for it.
CARELESS = "-c fsync=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off"


def programs() -> Path | None:
    """The folder with the server's programs: the newest of Debian's, or the one on the path;
    None where there is none."""
    found = [p for pattern in HOMES for p in Path("/").glob(pattern.lstrip("/")) if (p / "initdb").exists()]
    on_path = shutil.which("initdb")
    return max(found, default=Path(on_path).parent if on_path else None)


class Server:
    """A running server; `database()` gives the URL of a new empty database."""

    def __init__(self) -> None:
        home = programs()
        if home is None:
            pytest.skip("no PostgreSQL server is installed (Debian: apt install postgresql)")
        self.programs, self.numbers = home, count(1)
        self.models: dict[Fill, str] = {}
        self.folder = Path(tempfile.mkdtemp(prefix="communique-postgres-"))
        self.port = free_port()
        if os.geteuid() == 0:
            shutil.chown(self.folder, USER, USER)
        self.run(
            "initdb", "-D", self.data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
            "--no-sync",
        )
        self.start()

    @property
    def data(self) -> str:
        """The server's data folder."""
        return str(self.folder / "data")

    def run(self, program: str, *options: str) -> None:
        """Run one of the server's programs as the user that it asks for."""
        command: Sequence[str] = [str(self.programs / program), *options]
        user = USER if os.geteuid() == 0 else None
        done = subprocess.run(
            command, user=user, capture_output=program != "pg_ctl", cwd=self.folder, text=True, timeout=120
        )
        if done.returncode:
            raise RuntimeError(
                f"{' '.join(command)}: {done.stderr or (self.folder / 'log').read_text('utf-8')}"
            )

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} "
            f"{CARELESS}"
        )
        self.run(
            "pg_ctl", "start", "-s", "-w", "-D", self.data, "-l", str(self.folder / "log"), "-o", options
        )

    def stop(self, mode: str = "immediate") -> None:
        """Stop the server; "immediate" is what a crash looks like from outside."""
        self.run("pg_ctl", "stop", "-s", "-m", mode, "-D", self.data)

    def remove(self) -> None:
        """Stop the server and delete its folder."""
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder)

    def database(self, like: Fill | None = None) -> str:
        """The URL of a new database: an empty one, or a copy of the one that a function fills,
        which does so once."""
        model = None if like is None else self.models.get(like)
        if like is not None and model is None:
            model = self.models[like] = self.create()
            like(self.url(model))
        return self.url(self.create(model or "template1"))

    def create(self, model: str = "template1") -> str:
        """The name of a new database that is made as another one is."""
        name = f"test{next(self.numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(
                SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(model))
            )
        return name

    def drop(self, url: str) -> None:
        """Delete a database, whoever is connected to it."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(
                SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(url.rpartition("/")[2]))
            )

    def url(self, name: str) -> str:
        """The URL of a database."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
