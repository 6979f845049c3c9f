"""The chain of what was ingested, originals kept as WARC, and `communique verify`: one changed byte is found,
wherever it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.archive import Altered, Kept, open_archive
from communique.cli import main
from communique.errors import SourceError
from communique.records import Reading
from communique.sources.article import make
from communique.sources.warc import Originals


def fill(where: Path, count: int = 3) -> None:
    """An archive with so many articles."""
    with open_archive(where) as archive:
        archive.add(
            [
                Kept(f"{n}.txt", Reading(make(f"Kenya opened bridge {n}.", id=f"a{n}", title=f"T{n}")))
                for n in range(count)
            ]
        )


def altered(where: Path) -> list[Altered]:
    """What is found altered."""
    with open_archive(where) as archive:
        return [found for found in archive.verify() if isinstance(found, Altered)]


def change(statement: str) -> Callable[[Path], None]:
    """What changes an archive behind its back."""

    def work(where: Path) -> None:
        with sqlite3.connect(where) as database:
            database.execute(statement)
        database.close()

    return work


def test_an_archive_that_was_left_alone_is_as_it_was(tmp_path: Path) -> None:
    fill(tmp_path / "a.db")
    assert altered(tmp_path / "a.db") == []


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        ("UPDATE articles SET text = replace(text, 'opened', 'closed') WHERE id = 'a1'", "a1"),
        ("UPDATE articles SET title = 'X' WHERE id = 'a2'", "a2"),
        ("UPDATE articles SET published = '2001-01-01' WHERE id = 'a0'", "a0"),
        ("UPDATE chain SET sha256 = 'x' WHERE id = 'a1'", "a1"),
        ("DELETE FROM chain WHERE id = 'a1'", "a2"),
    ],
)
def test_whatever_is_altered_is_named(tmp_path: Path, statement: str, article: str) -> None:
    fill(tmp_path / "a.db")
    change(statement)(tmp_path / "a.db")
    assert article in {found.article for found in altered(tmp_path / "a.db")}


def test_an_article_put_in_by_hand_has_no_link(tmp_path: Path) -> None:
    fill(tmp_path / "a.db")
    change("DELETE FROM chain WHERE id = 'a2'")(tmp_path / "a.db")
    assert altered(tmp_path / "a.db") == [Altered("a2", "it was put in without being ingested")]


def test_a_revision_is_a_link_and_the_text_before_stays_verified(tmp_path: Path) -> None:
    fill(tmp_path / "a.db")
    with open_archive(tmp_path / "a.db") as archive:
        archive.add([Kept("1.txt", Reading(make("Kenya closed bridge 1.", id="a1", title="T1")))])
    assert altered(tmp_path / "a.db") == []
    change("UPDATE revisions SET text = 'Kenya burned bridge 1.'")(tmp_path / "a.db")
    assert [found.article for found in altered(tmp_path / "a.db")] == ["a1"]


def test_originals_are_given_back_byte_for_byte(tmp_path: Path) -> None:
    kept = Originals(tmp_path / "o")
    data = [b"<p>one</p>", "zwei é".encode("latin-1"), b""]
    places = [kept.put(d, f"/x/{n}.html")[1] for n, d in enumerate(data)]
    assert [kept.get(place) for place in places] == data
    with pytest.raises(SourceError, match="no record"):
        kept.get("originals-00009.warc.gz#offset=0")


@pytest.mark.model
def test_the_commands_keep_originals_and_find_a_changed_byte(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Kenya summoned the ambassador of Chad on Monday over a burned bridge.\n", "utf-8")
    where = str(tmp_path / "a.db")
    assert main(["ingest", str(page), "--keep-original", "--archive", where]) == 0
    assert main(["verify", "--archive", where, "--json"]) == 0
    counts = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (counts["links"], counts["altered"]) == (2, 0)
    assert main(["verify", "--archive", where, "--expect", counts["last"][:16]]) == 0
    assert main(["verify", "--archive", where, "--expect", "ffff"]) == 1
    [warc] = (tmp_path / "a.db.originals").iterdir()
    data = bytearray(warc.read_bytes())
    data[len(data) // 2] ^= 1
    warc.write_bytes(data)
    assert main(["verify", "--archive", where]) == 1
    assert "original" in capsys.readouterr().err


def test_an_archive_without_a_chain_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_archive(tmp_path / "a.db"):
        pass
    assert main(["verify", "--archive", str(tmp_path / "a.db")]) == 2
    assert "no chain yet" in capsys.readouterr().err


def test_an_empty_archive_has_nothing_to_verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = tmp_path / "empty.db"
    open_archive(where).close()
    assert altered(where) == []
    assert main(["verify", "--archive", str(where)]) == 2
    assert "no chain yet" in capsys.readouterr().err
