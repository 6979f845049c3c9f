"""How fast articles come into the archive, how large it grows,
and how soon it answers when there is much in it.

Knows how to time; does not know how anything is done. All that it measures is made up: texts from the bundled
sample with names traded (speed.py), events and words by chance (invented.py), kept under the origin
"synthetic".

    python benchmarks/ingest.py                              every part on SQLite, up to 10^6 events (half an
                                                             hour)
    python benchmarks/ingest.py --server                     on PostgreSQL too (a server of its own: Debian's
                                                             postgresql)
    python benchmarks/ingest.py --parts pace --articles 96   articles per second only
    python benchmarks/ingest.py --parts questions readers --sizes 10000 100000
Parts: pace (articles a second beside the bare parser and trafilatura), size (bytes an article), questions
(answers at each of --sizes, and the rate of imports), readers (eight that never pause beside a writer at full
pace, at 10^5 events or the largest size below).
"""

from __future__ import annotations

import argparse
import html
import itertools
import json
import multiprocessing
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import invented
import speed
import trafilatura
from sqlalchemy import text as sql

from communique import pipeline
from communique.archive import Archive, Kept, Query, open_archive
from communique.reader import Reader
from communique.records import Article, Failure, Reading
from communique.sources.arrivals import arrivals
from communique.sources.pages import Options

PARTS = ("pace", "size", "questions", "readers")
SIZES = (10_000, 100_000, 1_000_000)
ARTICLES, ROUNDS, ASKED, READERS, SECONDS = 192, 3, 30, 8, 20.0
TEXTS = 0.3  # share of the events that stand in articles with texts; the others are imported without
STEP = 10_000  # events written between two looks at the clock
READERS_AT = 100_000
BATCH = 8  # articles in a batch: with few articles, large batches would leave a process idle at the end
PUBLISHED = "2025-11-28"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    part: str
    what: str
    value: float
    unit: str
    note: str = ""


def main() -> int:
    """Measure what was asked for and print each figure as soon as it is known."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--parts", nargs="+", choices=PARTS, default=PARTS, help="what to measure (default: all)"
    )
    parser.add_argument(
        "--sizes", nargs="+", type=int, default=SIZES, help="numbers of events at which questions are asked"
    )
    parser.add_argument(
        "--articles", type=int, default=ARTICLES, help=f"articles that are read (default {ARTICLES})"
    )
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help=f"rounds of reading, alternating (default {ROUNDS})"
    )
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, help=f"how long the readers ask (default {SECONDS:g})"
    )
    parser.add_argument(
        "--texts", type=float, default=TEXTS, help=f"share of the events that have a text (default {TEXTS})"
    )
    parser.add_argument(
        "--server", action="store_true", help="also on a PostgreSQL server that is started for it"
    )
    parser.add_argument("--only-server", action="store_true", help="on that server alone")
    parser.add_argument("--json", action="store_true", help="print JSON Lines instead of the table")
    args = parser.parse_args()
    if not args.json:
        print(
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.machine()}, Python "
            f"{platform.python_version()}"
        )
    with tempfile.TemporaryDirectory(prefix="communique-bench-") as name:
        for figure in measured(Path(name), args):
            print(json.dumps(asdict(figure)) if args.json else row(figure), flush=True)
    return 0


def row(f: Figure) -> str:
    """A figure for people."""
    value = f"{f.value:,.0f}" if abs(f.value) >= 100 else f"{f.value:.2f}"
    return f"{f.part:24} {f.what:44} {value:>10} {f.unit:12} {f.note}"


def measured(folder: Path, args: argparse.Namespace) -> Iterator[Figure]:
    """All figures that were asked for."""
    read: list[Kept] = []
    if {"pace", "size"} & set(args.parts):
        reader = Reader()
        texts = speed.made(args.articles)
        if "pace" in args.parts:
            yield from pace(reader, texts, folder, args.rounds)
        read = readings(reader, written(texts, folder / "size", ".txt", str))
    for kind, fresh in databases(folder, args):
        if "size" in args.parts:
            yield from size(kind, fresh("size"), read)
        if {"questions", "readers"} & set(args.parts):
            yield from grown(kind, fresh("grown"), args)


@contextmanager
def served(wanted: bool) -> Iterator[Any]:
    """A PostgreSQL server of our own while it is wanted."""
    if not wanted:
        yield None
        return
    sys.path.append(str(Path(__file__).parents[1] / "tests"))
    from postgres import Server  # type: ignore[import-not-found]

    running = Server()
    try:
        yield running
    finally:
        running.remove()


def databases(folder: Path, args: argparse.Namespace) -> Iterator[tuple[str, Callable[[str], str]]]:
    """The kinds of database, and what gives an empty one of the kind."""
    if not args.only_server:
        yield "SQLite", lambda name: str(folder / f"{name}.db")
    with served(args.server or args.only_server) as server:
        if server is not None:
            yield "PostgreSQL", lambda _: str(server.database())


# ---------------------------------------------------------------- pace
def written(texts: Iterable[str], folder: Path, suffix: str, form: Callable[[str], str]) -> Path:
    """A folder with a file for each text."""
    folder.mkdir()
    for n, text in enumerate(texts):
        (folder / f"{n:06}{suffix}").write_text(form(text), "utf-8")
    return folder


def page(text: str) -> str:
    """A page as newspapers have it: a head full of data, navigation, the text, what else one may read,
    comments, a foot."""
    links = "".join(
        f'<li><a href="/section/{n}/more">Section {n} and what is in it</a></li>' for n in range(60)
    )
    card = (
        '<div class="card"><a href="/s/{n}"><h3>Another story, number {n}</h3>'
        "<p>Its first line.</p></a></div>"
    )
    cards = "".join(card.format(n=n) for n in range(30))
    script = (
        "<script>"
        + "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)};" * 60
        + "</script>"
    )
    body = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n"))
    data = json.dumps({
        "@type": "NewsArticle", "headline": "Envoys meet", "datePublished": f"{PUBLISHED}T10:00:00Z",
    })
    return (
        '<!doctype html><html lang="en"><head><title>Envoys meet - The Wire</title>'
        '<meta property="og:site_name" content="The Wire">'
        f'<script type="application/ld+json">{data}</script>{script}</head>'
        f"<body><nav><ul>{links}</ul></nav><main><article><h1>Envoys meet</h1>{body}</article>"
        f"<aside>{cards}</aside></main><footer><ul>{links}</ul></footer></body></html>"
    )


def pace(reader: Reader, texts: list[str], folder: Path, rounds: int) -> Iterator[Figure]:
    """Articles per second of each way, medians of alternating rounds, and the two ratios that matter."""
    plain, pages = (
        written(texts, folder / "texts", ".txt", str), written(texts, folder / "pages", ".html", page),
    )
    sources = [file.read_text("utf-8") for file in sorted(pages.iterdir())]
    count = itertools.count()

    def ingest(source: Path, jobs: int) -> Callable[[], float]:
        return lambda: ingested(reader, source, folder / f"pace{next(count)}.db", jobs)

    ways: dict[str, Callable[[], float]] = {
        "bare parser": lambda: clocked(lambda: reader.grammar.bare(texts)),
        "trafilatura alone, HTML": lambda: clocked(
            lambda: [trafilatura.bare_extraction(source, with_metadata=True) for source in sources]
        ),
        "reading text, not kept": lambda: clocked(lambda: readings(reader, plain)),
        "reading HTML, not kept": lambda: clocked(lambda: readings(reader, pages)),
        "ingest text, 1 process": ingest(plain, 1),
        "ingest text, 2 processes": ingest(plain, 2),
        "ingest HTML, 1 process": ingest(pages, 1),
        "ingest HTML, 2 processes": ingest(pages, 2),
    }
    readings(reader, written(texts[:2], folder / "warm", ".txt", str))
    times: dict[str, list[float]] = {name: [] for name in ways}
    used: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, work in ways.items():
            before = time.process_time()
            times[name].append(work())
            used[name].append(time.process_time() - before)
    for name in ways:
        own = statistics.median(used[name]) / len(texts) * 1000
        yield Figure(
            "pace", name, len(texts) / statistics.median(times[name]), "articles/s",
            f"{own:.1f} ms of this process's CPU each",
        )
    yield from ratios(times, used)
    few = {source: part(source, folder / f"few-{source.name}") for source in (plain, pages)}
    for name, source in (("text", plain), ("HTML", pages)):
        alone = statistics.median(used[f"ingest {name}, 1 process"]) / len(texts)
        yield limit(name, alone, ingest(source, 2), ingest(few[source], 2), len(texts))


def ratios(times: dict[str, list[float]], used: dict[str, list[float]]) -> Iterator[Figure]:
    """The ratios, each the median of those within a round; those of CPU time do not mind a busy machine."""
    between = (
        (
            "2 processes beside 1, text", "ingest text, 1 process", "ingest text, 2 processes", times,
            "goal: at least 1.7",
        ),
        (
            "2 processes beside 1, HTML", "ingest HTML, 1 process", "ingest HTML, 2 processes", times,
            "goal: at least 1.7",
        ),
        (
            "ingest beside reading, text", "ingest text, 1 process", "reading text, not kept", times,
            "goal: at most 1.15",
        ),
        ("ingest beside reading, HTML", "ingest HTML, 1 process", "reading HTML, not kept", times, ""),
        (
            "ingest beside reading, text, CPU", "ingest text, 1 process", "reading text, not kept", used,
            "goal: at most 1.15",
        ),
        (
            "share of the keeping process, text", "ingest text, 2 processes", "ingest text, 1 process", used,
            "CPU that is not shared out",
        ),
        (
            "share of the keeping process, HTML", "ingest HTML, 2 processes", "ingest HTML, 1 process", used,
            "CPU that is not shared out",
        ),
    )
    for what, one, other, values, note in between:
        yield Figure(
            "pace", what, statistics.median(a / b for a, b in zip(values[one], values[other], strict=True)),
            "times", note,
        )


def part(source: Path, folder: Path) -> Path:
    """A folder with the first few files of another: two batches, one for each of two processes."""
    folder.mkdir()
    for file in sorted(source.iterdir())[: 2 * BATCH]:
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def limit(
    name: str, alone: float, whole: Callable[[], float], few: Callable[[], float], count: int
) -> Figure:
    """What two processes would gain on two free cores, from CPU time alone: a busy machine shows less,
    and cannot show it twice alike.

    `alone` is the CPU of one article in one process. What the start of two costs is taken off:
    it is in the few as in the whole.
    """
    (own, readers), (own_few, readers_few) = spent(whole), spent(few)
    more = count - 2 * BATCH
    own, readers = (own - own_few) / more, (readers - readers_few) / more
    return Figure(
        "pace", f"2 processes beside 1, {name}, by CPU", alone / max(own, (own + readers) / 2), "times",
        f"{alone * 1000:.0f} ms alone; {own * 1000:.0f} ms to keep, {readers * 1000:.0f} ms to read",
    )  # fmt: skip


def spent(work: Callable[[], float]) -> tuple[float, float]:
    """The CPU seconds of this process and of those that it started for a piece of work."""
    own, others = time.process_time(), children()
    work()
    return time.process_time() - own, children() - others


def children() -> float:
    """The CPU seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def clocked(work: Callable[[], object]) -> float:
    """The seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def readings(reader: Reader, folder: Path) -> list[Kept]:
    """The files of a folder read in this process and kept nowhere."""
    stream = list(arrivals([str(folder)], Options(published=PUBLISHED)))
    return [
        Kept(a.origin, checked(r))
        for a, r in zip(stream, reader.read_many((a.item for a in stream), batch=BATCH), strict=True)
    ]


def checked(result: Reading | Failure) -> Reading:
    """The reading, or an end of the measurement."""
    if isinstance(result, Failure):
        raise SystemExit(f"error: {result.step}: {result.message}")
    return result


def ingested(reader: Reader, source: Path, where: Path, jobs: int) -> float:
    """The seconds that an ingest into an empty SQLite file takes once it is under way:
    the last two thirds of it, scaled up to all.

    The first third is for processes to start and to load their tables; over many articles it does not count.
    """
    kept: list[tuple[float, int]] = []

    def watch(totals: pipeline.Totals, _: list[Kept]) -> None:
        kept.append((time.perf_counter(), totals.added.new))

    with open_archive(where) as archive:
        stream = arrivals([str(source)], Options(published=PUBLISHED))
        totals = pipeline.ingest(stream, archive, reader, jobs=jobs, batch=BATCH, watch=watch)
    if totals.failed:
        raise SystemExit(f"error: {totals.failed} of the articles could not be read")
    begun, done = kept[len(kept) // 3]
    return (kept[-1][0] - begun) * totals.added.new / (totals.added.new - done)


# ---------------------------------------------------------------- size
def size(kind: str, where: str, read: list[Kept]) -> Iterator[Figure]:
    """Bytes of the database for an article that was read, beside those of its text."""
    part, plain = f"size, {kind}", sum(len(article(k).text.encode()) for k in read) / len(read)
    with open_archive(where) as archive:
        before = stored(archive)
        for n in range(0, len(read), 32):
            archive.add(read[n : n + 32])
        taken = (stored(archive) - before) / len(read)
        counts = archive.counts()
    note = (
        f"{plain:,.0f} of them text; {counts['events'] / len(read):.1f} events, "
        f"{counts['statements'] / len(read):.1f} statements each"
    )
    yield Figure(part, "database for an article", taken, "bytes", note)
    yield Figure(part, "database beside its texts", taken / plain, "times")


def article(kept: Kept) -> Article:
    """The article of a reading."""
    assert isinstance(kept.result, Reading)
    return kept.result.article


def stored(archive: Archive) -> int:
    """The bytes that a database takes."""
    with archive.read() as connection:
        if archive.sqlite:
            return int(
                connection.execute(
                    sql("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
                ).scalar_one()
            )
        return int(connection.execute(sql("SELECT pg_database_size(current_database())")).scalar_one())


# ---------------------------------------------------------------- questions
QUESTIONS: dict[str, Callable[[Archive, int], object]] = {
    "dyad by month, kept summary": lambda a, n: a.dyad_months(busy(n)),
    "events of a dyad, 20 newest": lambda a, n: a.events(Query(dyad=busy(n), limit=20)),
    "events of a dyad, one type": lambda a, n: a.events(
        Query(dyad=busy(n), type=invented.KINDS[n % 16], limit=20)
    ),
    "events of an actor in a year": lambda a, n: a.events(
        Query(actor=busy(n)[0], since=year(n), until=year(n), limit=20)
    ),
    "events by status alone": lambda a, n: a.events(
        Query(status=("planned", "negated", "historical")[n % 3], limit=20)
    ),
    "count of a dyad's events": lambda a, n: a.count(Query(dyad=busy(n))),
    "count by status alone": lambda a, n: a.count(Query(status="negated")),
    "search, a rare word": lambda a, n: a.articles(Query(text=invented.NAMED[4 + n % 2], limit=20)),
    "search, a word of one text in 40": lambda a, n: a.articles(Query(text="tariff", limit=20)),
    "search, a word of one text in 12": lambda a, n: a.articles(Query(text="embassy", limit=20)),
    "search, two words": lambda a, n: a.articles(Query(text="embassy ceasefire", limit=20)),
    "events of a party, with a word": lambda a, n: a.events(
        Query(text="ceasefire", party=busy(n)[0], limit=20)
    ),
    "articles of an actor": lambda a, n: a.articles(Query(actor=busy(n)[0], limit=20)),
    "article by id": lambda a, n: a.article(f"synthetic-text:{n}"),
    "reading by id": lambda a, n: a.reading(f"synthetic-text:{n}"),
    "counts of everything": lambda a, n: a.counts(),
}
USUAL = (
    "dyad by month, kept summary", "events of a dyad, 20 newest", "events of an actor in a year",
    "search, a rare word", "article by id",
)  # fmt: skip


def busy(n: int) -> tuple[str, str]:
    """A pair of the busier parties."""
    return invented.CODES[n % 7], invented.CODES[7 + n % 11]


def year(n: int) -> str:
    """One of the ten years."""
    return str(2015 + n % 10)


def grown(kind: str, where: str, args: argparse.Namespace) -> Iterator[Figure]:
    """An archive that grows from size to size, asked at each."""
    sizes = sorted(set(args.sizes))
    crowded = max((s for s in sizes if s <= READERS_AT), default=sizes[0])
    with open_archive(where) as archive:
        there = 0
        for target in sizes:
            yield from growth(kind, archive, there, target, args.texts)
            there = target
            if "questions" in args.parts:
                yield from answers(kind, archive, target)
            if "readers" in args.parts and target == crowded:
                yield from crowd(kind, where, target, args.seconds)
        archive.study()


def growth(kind: str, archive: Archive, there: int, target: int, texts: float) -> Iterator[Figure]:
    """Fill an archive with synthetic events up to a number of them; how fast that went."""
    part, imported, added, before = f"filling, {kind} to {target:,}", 0.0, 0.0, stored(archive)
    coded = articles = 0
    for start in range(there, target, STEP):
        events = min(STEP, target - start)
        with_text = round(events * texts / invented.PER_ARTICLE)
        some = list(invented.rows(events - with_text * invented.PER_ARTICLE, start))
        imported += clocked(lambda some=some: archive.add_coded(some, origin=invented.ORIGIN))  # type: ignore[misc]
        coded += len(some)
        first = start // invented.PER_ARTICLE
        for n in range(first, first + with_text, 100):
            batch = list(invented.kept(min(100, first + with_text - n), n))
            added += clocked(lambda batch=batch: archive.add(batch))  # type: ignore[misc]
            articles += len(batch)
    archive.study()
    if coded:
        yield Figure(part, "bulk import", coded / imported, "events/s")
    if articles:
        yield Figure(part, "readings kept (3 events, 1 statement each)", articles / added, "articles/s")
    after = stored(archive)
    yield Figure(
        part, "database grew by", (after - before) / (target - there), "bytes/event",
        f"{after / 1e6:,.0f} MB in all",
    )


def answers(kind: str, archive: Archive, target: int) -> Iterator[Figure]:
    """The median time of each question, each asked with other values every time."""
    for what, ask in QUESTIONS.items():
        ask(archive, 0)
        times = [clocked(lambda n=n, ask=ask: ask(archive, n)) * 1000 for n in range(1, ASKED + 1)]  # type: ignore[misc]
        worst = sorted(times)[int(0.95 * len(times))]
        yield Figure(
            f"{kind}, {target:,} events", what, statistics.median(times), "ms", f"95 % within {worst:.1f} ms"
        )
        if what.startswith("dyad by month"):
            months = len(archive.dyad_months(busy(1)))
            yield Figure(f"{kind}, {target:,} events", "  rows of such a summary", months, "rows")


# ---------------------------------------------------------------- readers beside a writer
def crowd(kind: str, where: str, target: int, seconds: float) -> Iterator[Figure]:
    """Eight processes that ask without a pause while another one writes at full pace: how long they wait,
    and what goes wrong."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(READERS + 1) as pool:
        pool.map(abs, range(READERS + 1))
        end = time.time() + 3 + seconds
        writing = pool.apply_async(write, (where, end))
        asking = [pool.apply_async(ask, (where, end, n)) for n in range(READERS)]
        wrote, fault = writing.get(seconds + 120)
        found = [a.get(seconds + 120) for a in asking]
    times = sorted(t for some, _ in found for t in some)
    faults = [f for _, f in found if f] + ([fault] if fault else [])
    part = f"{kind}, {target:,} events, {READERS} readers"
    middle = statistics.median(times)
    yield Figure(
        part, "95th percentile of a reader's wait", times[int(0.95 * len(times))], "ms",
        f"median {middle:.1f}; goal: under 200",
    )
    yield Figure(part, "questions answered", len(times) / seconds, "a second")
    yield Figure(part, "readings kept meanwhile", wrote / seconds, "articles/s", "in batches of 32")
    yield Figure(part, "errors", len(faults), "", faults[0] if faults else "")


def write(where: str, end: float) -> tuple[int, str]:
    """Keep batches until the end; how many articles, and the fault if there was one."""
    done = 0
    try:
        with open_archive(where, create=False) as archive:
            while time.time() < end:
                archive.add(list(invented.kept(32, 50_000_000 + done)))
                done += 32
    except Exception as error:  # told in the table
        return done, f"writer: {type(error).__name__}: {error}"
    return done, ""


def ask(where: str, end: float, who: int) -> tuple[list[float], str]:
    """Ask the usual questions until the end; the milliseconds of each, and the fault if there was one."""
    times: list[float] = []
    try:
        with open_archive(where, create=False) as archive:
            time.sleep(max(0.0, min(3.0, end - time.time())) * 0.5)
            for n in itertools.count(who):
                if time.time() > end:
                    break
                question = QUESTIONS[USUAL[n % len(USUAL)]]
                times.append(clocked(lambda n=n, question=question: question(archive, n)) * 1000)  # type: ignore[misc]
    except Exception as error:  # told in the table
        return times, f"reader: {type(error).__name__}: {error}"
    return times, ""


if __name__ == "__main__":
    sys.exit(main())
