"""Shards, workers that are killed, the merge, and questions to the tables: every article once,
whatever happens."""

from __future__ import annotations

import contextlib
import gzip
import importlib.util
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

duckdb = pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")

import pyarrow as pa  # noqa: E402

from communique import (  # noqa: E402
    cli,
    formats,
    scale,
)
from communique.archive import Kept, cells, open_archive  # noqa: E402
from communique.cli import commands  # noqa: E402
from communique.formats.coded import Coded  # noqa: E402
from communique.knowledge import ontology  # noqa: E402
from communique.pipeline import Pool  # noqa: E402
from communique.reader import Reader  # noqa: E402
from communique.records import Failure, When  # noqa: E402
from communique.scale import ScaleError, analyse, pieces, rows, shards, worker  # noqa: E402
from communique.scale.__main__ import main as command_line  # noqa: E402
from communique.scale.worker import read_shard as read  # noqa: E402
from communique.sources.arrivals import arrivals  # noqa: E402
from communique.sources.pages import Options, opener  # noqa: E402
from makers import actor, article, event  # noqa: E402
from quickreader import QuickReader  # noqa: E402

pytestmark = pytest.mark.kills

LANDS = ("China", "Japan", "Norway", "Chile", "France", "Brazil", "Egypt", "Kenya", "Poland", "Peru")
RUN = """
import json, sys
from communique import scale
given = json.loads(sys.argv[1])
scale.run(given.pop("sources"), given.pop("out"), **given)
"""
RAY = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="Ray is not installed: pip install 'communique[ray]'"
)
ENGINES = (pytest.param("local", id="local"), pytest.param("ray", id="ray", marks=RAY))


# ---------------------------------------------------------------- a corpus made here
def told(number: int) -> str:
    """A story of our own."""
    one, two, three = random.Random(number).sample(LANDS, 3)
    return (
        f"{one} on Monday expelled two envoys of {two} in case {number}. The government of {three} urged "
        f"{one} to talk to {two}. {two} and {three} signed a treaty on fishing."
    )


def entry(number: int, **fields: Any) -> dict[str, Any]:
    """A line of JSON Lines."""
    return {
        "id": f"a{number}", "url": f"https://news.example/{number}",
        "published": f"2024-{1 + number % 12:02}-{1 + number % 28:02}", "text": told(number),
        "outlet": "Fjord Wire", **fields,
    }  # fmt: skip


def lines(numbers: range) -> bytes:
    """JSON Lines of some stories."""
    return b"".join(json.dumps(entry(n)).encode() + b"\n" for n in numbers)


def page(number: int) -> bytes:
    """A page of HTML."""
    return (
        f"<html><head><title>Case {number}</title></head><body><article><p>{told(number)}</p><p>The ministry "
        "gave no reason for this "
        "step, which came after a week of talks, and said that it would tell "
        "more.</p></article></body></html>"
    ).encode()


def record(number: int, kind: str = "text/html") -> bytes:
    """A record of a web archive."""
    body = page(number)
    http = (
        b"HTTP/1.1 200 OK\r\nContent-Type: "
        + kind.encode()
        + b"\r\nContent-Length: "
        + str(len(body)).encode()
        + b"\r\n\r\n"
        + body
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://page.example/{number}\r\nWARC-Date: "
        "2024-05-28T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\nContent-Type: application/http; "
        "msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def corpus(folder: Path) -> list[str]:
    """Files of every kind, sound and broken, below a folder; 41 articles and what is wrong with the rest."""
    folder.mkdir()
    inner = folder / "inner"
    inner.mkdir()
    (folder / "plain.jsonl").write_bytes(
        b"\xef\xbb\xbf" + lines(range(9)) + b"\n  \nnot JSON\n" + lines(range(9, 12)).rstrip(b"\n")
    )
    (folder / "zipped.jsonl.gz").write_bytes(gzip.compress(lines(range(20, 27))))
    kinds = {33: "image/png"}
    (folder / "members.warc.gz").write_bytes(
        b"".join(gzip.compress(record(n, kinds.get(n, "text/html"))) for n in range(30, 37))
    )
    (folder / "one-member.warc.gz").write_bytes(gzip.compress(b"".join(record(n) for n in range(40, 43))))
    (folder / "plain.warc").write_bytes(b"".join(record(n) for n in range(50, 55)))
    (folder / "cut.warc.gz").write_bytes(b"".join(gzip.compress(record(n)) for n in range(60, 63))[:-20])
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(lines(range(70, 75)))[:-30])
    (inner / "story.html").write_bytes(page(80))
    (inner / "note.txt").write_text(told(81), "utf-8")
    (inner / "list.json").write_text(json.dumps([entry(82), entry(83), "no object"]), "utf-8")
    (inner / "empty.txt").write_bytes(b"")
    return [str(folder)]


def parquet(path: Path, numbers: range, **options: Any) -> Path:
    """A table of stories."""
    found = [{**entry(n), "published": date(2024, 1 + n % 12, 1 + n % 28)} for n in numbers]
    pq.write_table(pa.Table.from_pylist(found), path, **options)
    return path


def pack(names: list[str], size: int, options: Options | None = None) -> list[list[pieces.Piece]]:
    """The shards of a corpus."""
    return [shard for shard, _ in shards.packs(names, size, options or Options())]


def tables(out: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of an output."""
    return {name: pq.read_table(out / name).to_pylist() for name in rows.TABLES}


# ---------------------------------------------------------------- cutting
@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_the_pieces_of_a_corpus_hold_what_the_corpus_holds(tmp_path: Path, size: int) -> None:
    names = corpus(tmp_path / "corpus")
    found = [arrival for shard in pack(names, size) for arrival in pieces.read(shard, Options())]
    assert found == list(arrivals(names))
    assert sum(not isinstance(a.item, Failure) for a in found) >= 41
    assert sum(isinstance(a.item, Failure) for a in found) >= 5


@pytest.mark.parametrize("size", [1, 4])
def test_shards_are_bounded_and_the_cut_is_the_same_every_time(tmp_path: Path, size: int) -> None:
    names = corpus(tmp_path / "corpus")
    found = pack(names, size)
    assert found == pack(names, size)
    for shard in found:
        # these cannot be cut
        one_member = any("one-member" in piece.path or "list.json" in piece.path for piece in shard)
        # and a remark on a damaged file
        assert one_member or len(list(pieces.read(shard, Options()))) <= size + 1


@pytest.mark.parametrize(("size", "group"), [(1, 4), (3, 4), (5, 100), (100, 4)])
def test_a_table_of_texts_is_cut_by_rows(tmp_path: Path, size: int, group: int) -> None:
    path = parquet(tmp_path / "texts.parquet", range(10), row_group_size=group)
    found = [list(pieces.read(shard, Options())) for shard in pack([str(path)], size)]
    flat = [arrival for shard in found for arrival in shard]
    assert [a.item.id for a in flat] == [f"a{n}" for n in range(10)]
    assert [a.origin for a in flat] == [f"{path}#row={n + 1}" for n in range(10)]
    assert flat[3].item.published == "2024-04-04"  # type: ignore[union-attr]
    assert all(len(shard) <= size for shard in found)


def test_tables_that_cannot_be_read_are_failures(tmp_path: Path) -> None:
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 and no more")
    pq.write_table(pa.table({"body": ["x"]}), tmp_path / "other.parquet")
    pq.write_table(pa.table({"text": ["", told(1)], "published": ["soon", None]}), tmp_path / "rows.parquet")
    found = [a for shard in pack([str(tmp_path)], 5) for a in pieces.read(shard, Options())]
    messages = [a.item.message for a in found if isinstance(a.item, Failure)]
    assert len(found) == 4 and len(messages) == 3
    assert "not a sound Parquet file" in messages[0] and "no column 'text'" in messages[1]
    assert "row 1" in messages[2]


def test_lines_too_long_keep_their_numbers(tmp_path: Path) -> None:
    options = Options(max_line=500)
    path = tmp_path / "long.jsonl"
    path.write_bytes(
        lines(range(2)) + json.dumps(entry(2, text="x" * 2000)).encode() + b"\n" + lines(range(3, 5))
    )
    found = [a for shard in pack([str(path)], 1, options) for a in pieces.read(shard, options)]
    assert found == list(arrivals([str(path)], options))
    assert [isinstance(a.item, Failure) for a in found] == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("https://news.example/a", "cannot be cut into shards"), ("-", "cannot be cut"),
        ("@list", "cannot be cut"), ("gone.jsonl", "no such file"),
    ],
)
def test_what_cannot_be_cut_is_refused(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(ScaleError, match=message):
        scale.run([name], tmp_path / "out")


def test_a_list_of_addresses_is_refused(tmp_path: Path) -> None:
    (tmp_path / "all.urls").write_text("https://news.example/a\n")
    with pytest.raises(ScaleError, match="list of addresses"):
        scale.run([str(tmp_path / "all.urls")], tmp_path / "out")


def waited(look: Callable[[], Any]) -> Any:
    """What a function gives in the end."""
    while not (found := look()):
        time.sleep(0.05)
    return found


# ---------------------------------------------------------------- finishing
def test_a_finished_shard_stays_as_it_is(tmp_path: Path) -> None:
    made, late, done = tmp_path / "made", tmp_path / "late", tmp_path / "done" / "000001"
    done.parent.mkdir()
    for folder, text in ((made, "first"), (late, "second")):
        folder.mkdir()
        (folder / "events.parquet").write_text(text)
    assert worker.finish(made, done)
    assert not worker.finish(late, done)
    assert (done / "events.parquet").read_text() == "first" and late.exists()


def prepared(tmp_path: Path, count: int, size: int) -> tuple[Path, shards.Plan]:
    """A corpus of so many stories, cut."""
    path = tmp_path / "stories.jsonl"
    path.write_bytes(lines(range(count)))
    return shards.prepared([str(path)], tmp_path / "out", size, Reader(), Options())


def read_shard(folder: Path, number: int) -> None:
    """Read a shard with records that are made up."""
    with Pool(QuickReader()) as pool, opener() as worker:
        read(folder, number, pool, worker)


def test_a_shard_that_is_read_twice_is_finished_once(tmp_path: Path) -> None:
    folder, plan = prepared(tmp_path, 12, 6)
    threads = [threading.Thread(target=read_shard, args=(folder, 0)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    before = {p: (p.stat().st_ino, p.read_bytes()) for p in (folder / "done").rglob("*") if p.is_file()}
    read_shard(folder, 0)
    assert plan.shards == 2 and sorted(shards.finished(folder)) == [0]
    assert not list((folder / "tmp").iterdir())
    assert before == {
        p: (p.stat().st_ino, p.read_bytes()) for p in (folder / "done").rglob("*") if p.is_file()
    }
    assert json.loads((shards.done(folder, 0) / worker.SHARD).read_text())["articles"] == 6


def test_an_article_that_kills_its_readers_is_a_failure_and_many_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = prepared(tmp_path, 2, 2)
    monkeypatch.setenv("QUICKREADER_DEADLY", "a1")
    read_shard(folder, 0)
    found = {
        name: pq.read_table(shards.done(folder, 0) / f"{name}.parquet").to_pylist()
        for name in ("articles", "failures")
    }
    assert [row["article"] for row in found["articles"]] == ["a0"]
    [failure] = found["failures"]
    assert failure["id"] == "a1" and failure["origin"].endswith("#line=2") and "died" in failure["message"]
    shutil.rmtree(shards.done(folder, 0))
    monkeypatch.setenv("QUICKREADER_DEADLY", "all")
    monkeypatch.setattr(worker, "DEATHS", 2)
    with pytest.raises(ScaleError, match="is there memory for all of them"):
        read_shard(folder, 0)
    assert list(shards.finished(folder)) == [] and not list((folder / "tmp").iterdir())


def test_a_file_that_changed_since_it_was_cut_stops_the_run(tmp_path: Path) -> None:
    folder, _ = prepared(tmp_path, 6, 3)
    with (tmp_path / "stories.jsonl").open("ab") as file:
        file.write(lines(range(1)))
    with pytest.raises(ScaleError, match="when it was cut"):
        read_shard(folder, 0)
    with pytest.raises(ScaleError, match="another corpus, or its files have changed"):
        scale.run([str(tmp_path / "stories.jsonl")], tmp_path / "out")


@pytest.mark.model
def test_a_shard_by_a_command_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, _ = prepared(tmp_path, 4, 2)
    program = [sys.executable, "-m", "communique.scale", str(folder), "0", "1"]
    assert subprocess.run(program, capture_output=True, text=True).stderr == ""
    assert sorted(shards.finished(folder)) == [0, 1]
    assert scale.run([str(tmp_path / "stories.jsonl")], tmp_path / "out").articles == 4
    assert command_line([str(tmp_path / "none"), "0"]) == 1 and "no work folder" in capsys.readouterr().err
    assert command_line([str(folder)]) == 2 and capsys.readouterr().err.startswith("usage: ")


# ---------------------------------------------------------------- whole runs
@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Path]:
    """A corpus of every kind of file, and what a run that nobody disturbed made of it."""
    folder = tmp_path_factory.mktemp("scale")
    names = corpus(folder / "corpus")
    (folder / "corpus" / "many.jsonl").write_bytes(lines(range(100, 140)))
    parquet(folder / "corpus" / "table.parquet", range(300, 320))
    scale.run(names, folder / "out", jobs=1, shard_size=8)
    return names, folder / "out"


@pytest.mark.model
def test_every_article_is_there_once(undisturbed: tuple[list[str], Path]) -> None:
    names, out = undisturbed
    found = tables(out)
    came = list(arrivals(names))
    broken = sorted(a.origin for a in came if isinstance(a.item, Failure))
    sound = sorted(a.origin for a in came if not isinstance(a.item, Failure))
    table = [f"{names[0]}/table.parquet#row={n}" for n in range(1, 21)]
    assert sorted(row["origin"] for row in found["articles"]) == sorted(sound + table)
    assert sorted(row["origin"] for row in found["failures"]) == broken
    assert all(row["message"] and row["step"] for row in found["failures"])
    assert sum(row["events"] for row in found["articles"]) == len(found["events"]) > 200
    assert not shards.work_folder(out).exists()


@pytest.mark.model
def test_tables_are_sorted_and_hold_what_a_reader_reads(
    undisturbed: tuple[list[str], Path], reader: Reader
) -> None:
    names, out = undisturbed
    found = tables(out)
    for name, keys in rows.SORTED.items():
        order = [tuple((row[k] is None, str(row[k])) for k in keys) for row in found[name]]
        assert order == sorted(order)
    kept = dict(scale.readings(out))
    for arrival in list(arrivals([f"{names[0]}/many.jsonl"]))[:5]:
        read = reader.read(arrival.item)  # type: ignore[arg-type]
        assert kept[arrival.origin].to_dict() == read.to_dict()
        mine = [row["id"] for row in found["events"] if row["article"] == read.article.id]
        assert sorted(mine) == sorted(e.id for e in read.events)
    pairs = Counter(
        (row["article"], row["id"], row["actor"], row["recipient"]) for row in found["pairs"] if row["dyad"]
    )
    assert sum(row["first"] for row in found["pairs"]) == len(found["events"])
    wanted = Counter(
        (r.article.id, e.id, p["actor"], p["recipient"]) for r in kept.values()
        for e in r.events for p in cells.pairs(0, e, "")
    )
    assert pairs == wanted


@pytest.mark.model
def test_an_archive_takes_the_output(undisturbed: tuple[list[str], Path], tmp_path: Path) -> None:
    _, out = undisturbed
    part = next((out / "events").glob("*.parquet"))
    read = list(formats.read_file("parquet", part))
    assert len(read) == pq.read_metadata(part).num_rows and all(isinstance(row, Coded) for row in read)
    with open_archive(tmp_path / "kept.db", create=True) as archive:
        archive.add([Kept(origin, reading) for origin, reading in scale.readings(out)])
        assert archive.counts()["events"] == sum(
            pq.read_metadata(p).num_rows for p in (out / "events").glob("*.parquet")
        )


@pytest.mark.model
def test_the_same_call_again_reads_nothing(undisturbed: tuple[list[str], Path], tmp_path: Path) -> None:
    names, out = undisturbed
    again = scale.run(names, out)
    assert again.read == again.articles + again.failures and again.seconds == 0
    (tmp_path / "other.txt").write_text(told(1))
    with pytest.raises(ScaleError, match="another corpus"):
        scale.run([str(tmp_path / "other.txt")], out)
    with pytest.raises(ScaleError, match="exists and is not"):
        scale.run(names, tmp_path)


def workers(of: int) -> set[int]:
    """The processes that read for a process, or for those that it has started."""
    found = set()
    for path in Path("/proc").glob(f"{of}/task/*/children"):
        for child in map(int, path.read_text().split()):
            found |= workers(child)
            with contextlib.suppress(OSError):
                found |= (
                    {child}
                    if b"communique.processes" in Path(f"/proc/{child}/cmdline").read_bytes()
                    else set()
                )
    return found


def started(names: list[str], out: Path, engine: str) -> subprocess.Popen[bytes]:
    """A run in a process of its own, in a group of its own."""
    given = {"sources": names, "out": str(out), "engine": engine, "jobs": 2, "shard_size": 8}
    return subprocess.Popen([sys.executable, "-c", RUN, json.dumps(given)], start_new_session=True)


@pytest.mark.model
@pytest.mark.parametrize("engine", ENGINES)
def test_killed_workers_lose_and_double_nothing(
    undisturbed: tuple[list[str], Path], tmp_path: Path, engine: str
) -> None:
    names, whole = undisturbed
    out, dead = tmp_path / "out", 0
    run = started(names, out, engine)
    try:
        while dead < 2 and run.poll() is None:
            done = finished(out)
            for victim in sorted(workers(run.pid))[:1]:
                os.kill(victim, signal.SIGKILL)
                dead += 1
            # it goes on before the next is killed
            waited(lambda done=done: run.poll() is not None or finished(out) > done)
        assert run.wait() == 0 and dead
    finally:
        ended(run)
    assert tables(out) == tables(whole)


def finished(out: Path) -> int:
    """How many shards are finished; none where the run has not begun, or is over."""
    folder = shards.work_folder(out)
    try:
        return len(list(shards.finished(folder)))
    except OSError:
        return 0


@pytest.mark.model
def test_a_killed_run_goes_on_where_it_was(undisturbed: tuple[list[str], Path], tmp_path: Path) -> None:
    names, whole = undisturbed
    out = tmp_path / "out"
    run = started(names, out, "local")
    try:
        waited(lambda: finished(out) >= 3)
        orphans = workers(run.pid)
        run.kill()
        run.wait()
        assert not out.exists() and finished(out) >= 3
        # workers end without the one that started them
        waited(lambda: not any(Path(f"/proc/{pid}").exists() for pid in orphans))
        scale.run(names, out, jobs=1)
    finally:
        ended(run)
    assert tables(out) == tables(whole)


def ended(run: subprocess.Popen[bytes]) -> None:
    """End what a test started."""
    if run.poll() is None:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()


def test_what_concerns_every_article_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(told(1))
    with pytest.raises(ScaleError, match="nonsense"):
        scale.run([str(tmp_path / "a.txt")], tmp_path / "out", reader=Reader("nonsense"))
    with pytest.raises(ScaleError, match="begun with another pipeline"):
        scale.run([str(tmp_path / "a.txt")], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_options_that_cannot_be(tmp_path: Path) -> None:
    for options, message in (
        ({"engine": "dask"}, "no engine"), ({"jobs": 0}, "above 0"), ({"shard_size": 0}, "above 0"),
    ):
        with pytest.raises(ScaleError, match=message):
            scale.run([str(tmp_path)], tmp_path / "out", **options)  # type: ignore[arg-type]


@pytest.mark.model
def test_articles_that_come_again(tmp_path: Path) -> None:
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    old, new = entry(1), entry(1, text=told(2))
    first.write_text("".join(json.dumps(e) + "\n" for e in (old, entry(5), entry(5))))
    second.write_text("".join(json.dumps(e) + "\n" for e in (new, entry(5))))
    found = scale.run([str(first), str(second)], tmp_path / "out", jobs=1, shard_size=2)
    assert (found.read, found.articles, found.copies, found.revised) == (5, 3, 2, 1)
    kept = tables(tmp_path / "out")
    assert [(row["article"], row["current"]) for row in kept["articles"]] == [
        ("a1", False), ("a5", True), ("a1", True),
    ]
    assert {row["sha256"] for row in kept["events"] if row["article"] == "a1"} == {
        kept["articles"][2]["sha256"]
    }
    assert len({(row["article"], row["id"]) for row in kept["events"]}) == len(kept["events"])


def test_an_empty_folder_is_one_failure(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    found = [a for shard in pack([str(tmp_path / "none")], 5) for a in pieces.read(shard, Options())]
    assert len(found) == 1 and "no file in this folder" in found[0].item.message  # type: ignore[union-attr]


# ---------------------------------------------------------------- questions
CODES = ("CHN", "JPN", "NOR", "CHL", "FRA", "UNO")


def made(number: int) -> Coded:
    """An event of chance, with up to three actors and recipients."""
    chance = random.Random(number)
    acting, receiving = (
        chance.sample(CODES, chance.choice((1, 1, 2, 3))), chance.sample(CODES, chance.choice((0, 1, 1, 2))),
    )
    kind = chance.choice(sorted(ontology.types()))
    day = date(2023, 12, 1).toordinal() + chance.randrange(120)
    when = None if chance.random() < 0.2 else When(*(date.fromordinal(day).isoformat(),) * 2, "day", None)
    published = None if chance.random() < 0.1 else date.fromordinal(day + 1).isoformat()
    act = event(
        kind, [actor(c, c, "Norway") for c in acting], [actor(c, c, "Chilean") for c in receiving],
        id=f"e{number}", when=when, quad=ontology.quad(kind), score=ontology.score(kind, None),
        cameo=chance.choice((None, "161", "057")), status=chance.choice(("actual", "actual", "planned")),
    )  # fmt: skip
    return Coded(act, article(id=f"a{number // 3}", published=published))


@pytest.fixture(scope="module")
def made_events() -> list[Coded]:
    """Events of chance."""
    return [made(n) for n in range(600)]


@pytest.fixture(scope="module")
def made_tables(made_events: list[Coded], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their tables, in files and row groups so small that there are several."""
    out = tmp_path_factory.mktemp("tables") / "records"
    events = [rows.event_row(coded) for coded in made_events]
    pairs = [
        row for coded, of in zip(made_events, events, strict=True) for row in rows.pair_rows(coded.event, of)
    ]
    for name, some in (("events", events), ("pairs", pairs)):
        some.sort(key=lambda row, keys=rows.SORTED[name]: [(row[k] is None, str(row[k])) for k in keys])  # type: ignore[misc]
        parts = rows.Parts(out / name, name, group=50, file=200)
        parts.add(pa.RecordBatch.from_pylist(some, schema=rows.schema(name)))
        assert parts.close() == len(some)
        files = sorted((out / name).glob("*.parquet"))
        assert len(files) > 2 and all(pq.read_metadata(f).num_rows <= 200 for f in files)
        assert all(pq.read_metadata(f).row_group(0).num_rows <= 50 for f in files)
    return out


def counted(
    events: list[Coded], dyad: tuple[str, str] | None, type: str | None, status: str, since: str, until: str
) -> Counter[str | None]:
    """How many events there are in each month, in plain Python."""
    found: Counter[str | None] = Counter()
    for coded in events:
        act = coded.event
        day = (act.when.start if act.when else None) or coded.article.on
        if dyad is not None and cells.dyad(*dyad) not in {row["dyad"] for row in cells.pairs(0, act, "")}:
            continue
        if (type and act.type != type) or (status != "any" and act.status != status):
            continue
        if (since or until) and (day is None or not (since or "0") <= day <= (until or "9")):
            continue
        found[day[:7] if day else None] += 1
    return found


@pytest.mark.parametrize("exported", [False, True], ids=["pairs", "export"])
@pytest.mark.parametrize(
    "dyad", [None, ("JPN", "CHN"), ("CHN", "JPN"), ("NOR", "NOR"), ("UNO", "FRA"), ("ABC", "DEF")]
)
@pytest.mark.parametrize(
    ("type", "status", "since", "until"),
    [
        (None, "actual", "", ""), (None, "any", "", ""), ("REQUEST", "planned", "", ""),
        (None, "actual", "2024-01-10", "2024-02-29"),
    ],
)
def test_answers_are_what_counting_gives(
    made_events: list[Coded], made_tables: Path, tmp_path: Path, exported: bool, dyad: Any, type: str | None,
    status: str, since: str, until: str,
) -> None:
    where = made_tables
    if exported:
        where = tmp_path / "export.parquet"
        formats.write_file("parquet", made_events, where)
    found = analyse.ask(where, dyad=dyad, type=type, status=status, since=since or None, until=until or None)
    assert {p.period: p.events for p in found} == counted(made_events, dyad, type, status, since, until)
    for p in found:
        assert (
            p.events
            == p.verbal_cooperation + p.material_cooperation + p.verbal_conflict + p.material_conflict
        )
    assert [p.period for p in found if p.period] == sorted(p.period for p in found if p.period)


def test_time_is_cut_as_asked(made_events: list[Coded], made_tables: Path) -> None:
    days = [(c.event.when.start if c.event.when else None) or c.article.on for c in made_events]
    for by, name in (("day", "%Y-%m-%d"), ("week", "%G-W%V"), ("year", "%Y")):
        wanted = Counter(date.fromisoformat(d).strftime(name) if d else None for d in days)
        assert {p.period: p.events for p in analyse.ask(made_tables, by=by, status="any")} == wanted  # type: ignore[arg-type]
    assert sum(
        p.events for p in analyse.ask(made_tables, since="2024-02", until="2024-02", status="any")
    ) == sum(bool(d) and str(d).startswith("2024-02") for d in days)
    with pytest.raises(ScaleError, match="no day"):
        analyse.ask(made_tables, until="2024-13")


def test_means_are_of_the_scores(made_events: list[Coded], made_tables: Path) -> None:
    [found] = [p for p in analyse.ask(made_tables, status="any", by="year") if p.period == "2024"]
    chosen = [
        c for c in made_events
        if (((c.event.when.start if c.event.when else None) or c.article.on) or "").startswith("2024")
    ]
    scores = [c.event.score for c in chosen if c.event.score is not None]
    assert found.score == pytest.approx(sum(scores) / len(scores), abs=1e-3)


def test_values_are_bound_and_never_sql(made_tables: Path) -> None:
    assert analyse.ask(made_tables, type="' OR 1=1 --") == []
    assert analyse.ask(made_tables, dyad=("x' OR '1'='1", "y")) == []


def test_a_select_sees_the_tables_and_nothing_else(made_tables: Path, tmp_path: Path) -> None:
    with analyse.select(
        made_tables, "SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY type"
    ) as answer:
        assert answer.columns == ("type", "n") and sum(n for _, n in answer.rows) == 600
    target = tmp_path / "out.parquet"
    part = next((made_tables / "events").glob("*.parquet"))
    before, secret = part.read_bytes(), tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    for sql in (
        f"SELECT * FROM read_csv('{secret}')", f"SELECT * FROM '{secret}'", "SELECT * FROM glob('/etc/*')",
        f"COPY events TO '{target}'", f"COPY (SELECT 1) TO '{part}'", "DROP VIEW events",
        "SELECT 1; SELECT 2", "", "SELEC 1", f"ATTACH '{tmp_path / 'x.db'}'",
        "SET enable_external_access = true", "INSTALL httpfs", "CREATE TABLE t AS SELECT 1",
        "SELECT gone FROM events", "EXPLAIN ANALYZE SELECT 1", "PRAGMA version", "DELETE FROM events",
    ):  # fmt: skip
        with pytest.raises(ScaleError), analyse.select(made_tables, sql) as answer:
            list(answer.rows)
    assert part.read_bytes() == before and not target.exists() and not (tmp_path / "x.db").exists()


def test_what_is_no_table_of_ours_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"x": [1]}), tmp_path / "x.parquet")
    (tmp_path / "it's.parquet").write_bytes(b"no Parquet")
    for where, message in (
        ("x.parquet", "no column id"), ("it's.parquet", "not sound Parquet"), ("gone", "no Parquet file"),
    ):
        with pytest.raises(ScaleError, match=message):
            analyse.ask(tmp_path / where)


def test_a_quotation_mark_in_a_name(made_tables: Path, tmp_path: Path) -> None:
    shutil.copytree(made_tables, tmp_path / "Côte d'Ivoire")
    assert analyse.ask(tmp_path / "Côte d'Ivoire") == analyse.ask(made_tables)
    assert analyse.ask(str(tmp_path / "*" / "events" / "*.parquet")) == analyse.ask(made_tables)


@pytest.fixture
def command() -> Iterator[CliRunner]:
    """Runs commands in this process."""
    yield CliRunner()


def test_the_command(made_tables: Path, command: CliRunner) -> None:
    found = command.invoke(
        commands, ["analyse", str(made_tables), "--dyad", "chn-japan", "--json", "--since", "2024"]
    )
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert lines == [p.to_dict() for p in analyse.ask(made_tables, dyad=("CHN", "JPN"), since="2024")]
    table = command.invoke(commands, ["analyse", str(made_tables), "--by", "year"]).stdout
    assert "2024" in table and "all" in table and "verbal" in table
    select = "SELECT min(day) AS d, [1.5] AS l FROM events"
    asked = command.invoke(commands, ["analyse", str(made_tables), "--sql", select, "--json"])
    assert json.loads(asked.stdout) == {"d": "2023-12-01", "l": [1.5]}
    assert "no events" in command.invoke(commands, ["analyse", str(made_tables), "--dyad", "NRU-TUV"]).stderr
    for wrong in (
        ["--sql", "SELECT 1", "--dyad", "CHN-JPN"], ["--dyad", "CHN"], ["--type", "WALK"],
        ["--since", "soon"], ["--by", "hour"],
    ):
        assert cli.main(["analyse", str(made_tables), *wrong]) == 2
