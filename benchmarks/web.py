"""How long pages take while articles come in, and how many calls of the REST interface one core answers,
on an archive made up by chance.

Knows how to make the archive, to start the server and to time; does not know what pages show. All in it is
synthetic, so that it says nothing of quality. One process serves, one adds articles, one asks; wrk asks the
REST interface where it is installed.

    python benchmarks/web.py                                 10^5 events, pages and calls
    python benchmarks/web.py pages --archive big.db          the archive is made there if there is none, and
                                                             used again
    python benchmarks/web.py calls --seconds 20 --max-ms 150 --min-rate 200
            exit 1 where a bound is not kept
    python benchmarks/web.py budget            what a browser loads for the first page: without its charts,
                                               and with them

Wall time says what a reader waits; processor time of the server, beside it,
hardly changes with other work on the machine.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx
import invented
import ledgers
import settling

from communique.archive import Archive, Kept, Query, open_archive
from communique.settle import settle
from communique.web.views import PAGES

EVENTS = 100_000
# one event in so many is of the simulated quarrels, whose demands, positions and meetings fill the ledgers
SIMULATED = 8
BATCH = 10  # articles in one commit of what comes in
PAUSE = 0.2  # seconds between commits: 50 articles a second at most, some times what one core reads
LATE = 10_000_000  # number of the first article that comes in
ADDRESSES = 20  # of a page, if it has as many
ASKED = 60  # requests of a page at least: a server that has just started is slow once
LUA = """
local paths, at = {}, 0
for line in io.lines(os.getenv("COMMUNIQUE_PATHS")) do paths[#paths + 1] = line end
function request() at = at % #paths + 1; return wrk.format("GET", paths[at]) end
"""


def main() -> int:
    """Measure what was asked for, print it, and compare with the bounds that were given."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="pages, calls, budget (default: all)")
    parser.add_argument("--events", type=int, default=EVENTS, help=f"in the archive (default {EVENTS:,})")
    parser.add_argument(
        "--archive", type=Path,
        help="where the archive is, or is made and stays; by default it goes afterwards",
    )
    parser.add_argument("--seconds", type=float, default=15, help="for which calls are sent (default 15)")
    parser.add_argument(
        "--times", type=int, default=ASKED, help=f"requests of a page at least (default {ASKED})"
    )
    parser.add_argument("--max-ms", type=float, help="exit 1 where the 95th percentile of a page is above")
    parser.add_argument(
        "--processor", action="store_true",
        help="hold the processor's time against it, not the clock's: on a busy machine",
    )
    parser.add_argument(
        "--min-rate", type=float, help="exit 1 where fewer calls a second are answered, or one is not"
    )
    parser.add_argument("--come-in", type=Path, metavar="ARCHIVE", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.come_in:
        return come_in(args.come_in)
    if set(args.parts) - {"pages", "calls", "budget"}:
        parser.error("the parts are pages, calls and budget")
    with tempfile.TemporaryDirectory() as folder:
        where = args.archive or Path(folder) / "web.db"
        if not where.exists():
            make(where, args.events)
        good = True
        if not args.parts or "pages" in args.parts:
            good &= pages(where, args.max_ms, args.times, args.processor)
        if not args.parts or "calls" in args.parts:
            good &= calls(where, Path(folder), args.seconds, args.min_rate)
        if not args.parts or "budget" in args.parts:
            good &= budget(where)
    return 0 if good else 1


# ---------------------------------------------------------------- the archive
def make(where: Path, events: int) -> None:
    """A settled archive of about so many events."""
    start = time.monotonic()
    part = where.with_suffix(".part")
    part.unlink(missing_ok=True)
    with open_archive(part) as archive:
        for kept in batched(settled_world(events // SIMULATED)):
            archive.add(kept)
        left = (events - archive.count(Query())) // invented.PER_ARTICLE
        for kept in batched(invented.kept(max(0, left))):
            archive.add(kept, coder="synthetic")
        settle(archive, as_of=f"{ledgers.TODAY}")
        print(f"made in {time.monotonic() - start:.0f} s: {archive.counts()}", flush=True)
    part.replace(where)


def settled_world(articles: int) -> Iterator[Kept]:
    """The simulated quarrels, about an event an article."""
    return (Kept(reading.article.id, reading) for reading in settling.pages(ledgers.world(articles, 2), 2))


def batched(kept: Iterator[Kept], size: int = 500) -> Iterator[list[Kept]]:
    """Some at a time."""
    rows: list[Kept] = []
    for one in kept:
        rows.append(one)
        if len(rows) == size:
            yield rows
            rows = []
    if rows:
        yield rows


def come_in(where: Path) -> int:
    """Add articles until the process is told to end; what `communique ingest` does after reading."""
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    with open_archive(where) as archive:
        begin = at = LATE + archive.counts()["articles"]
        while not ended.wait(PAUSE):
            archive.add(list(invented.kept(BATCH, at)), coder="synthetic")
            at += BATCH
    print(at - begin)
    return 0


# ---------------------------------------------------------------- processes
@dataclass(slots=True)
class Server:
    """A running server: its address and its process."""

    home: str
    process: subprocess.Popen[bytes]

    def spent(self) -> float:
        """Seconds of a processor that it has used."""
        found = 0
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            with contextlib.suppress(OSError):  # a thread that has just ended
                found += int((thread / "schedstat").read_text().split()[0])
        return found / 1e9


@contextmanager
def serving(where: Path, core: int | None = None) -> Iterator[Server]:
    """`communique serve` in a process of its own, on one core where one is given."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = os.sched_getaffinity(0)
    if core is not None:
        os.sched_setaffinity(0, {core})
    process = subprocess.Popen(
        [sys.executable, "-m", "communique", "serve", "--archive", str(where), "--port", str(port)],
        stderr=subprocess.DEVNULL,
    )
    os.sched_setaffinity(0, ours)
    try:
        home = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                httpx.get(f"{home}/healthz", timeout=10)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield Server(home, process)
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def ingestion(where: Path) -> Iterator[list[int]]:
    """Articles come in within the block; the list has how many, afterwards."""
    came: list[int] = []
    process = subprocess.Popen(
        [sys.executable, __file__, "--come-in", str(where)], stdout=subprocess.PIPE, text=True
    )
    try:
        yield came
    finally:
        process.terminate()
        came.append(int(process.communicate(timeout=60)[0] or 0))


# ---------------------------------------------------------------- pages
@dataclass(slots=True)
class Times:
    """Milliseconds of a page's answers on the clock and of the server's processor,
    and answers that were none."""

    wall: list[float] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")



def late(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[max(0, round(len(times) * 0.95) - 1)]


def pages(where: Path, bound: float | None, times_: int = ASKED, processor: bool = False) -> bool:
    """Time all pages, print the figures, and say whether they keep the bound: on the clock,
    or of the processor."""
    with open_archive(where) as archive:
        asked = addresses(archive)
    found = {name: Times() for name in asked}
    turns = [(name, address) for name, all in asked.items() for address in all * -(-times_ // len(all))]
    random.Random(1).shuffle(turns)
    with (
        ingestion(where) as came, serving(where) as server,
        httpx.Client(base_url=server.home, timeout=60) as client,
    ):
        client.get("/actor?party=CHE")  # a server that has just started reads its tables once
        began = time.monotonic()
        for name, address in turns:
            timed(server, client, address, found[name])
        took = time.monotonic() - began
    print(
        f"{'page':10}{'addresses':>10}{'median':>9}{'95th':>9}{'slowest':>9}   "
        f"processor:{'median':>8}{'95th':>7}  milliseconds"
    )
    for name, times in found.items():
        wrong = f" WRONG: {times.wrong[0]}" if times.wrong else ""
        print(
            f"{name:10}{len(asked[name]):>10}{statistics.median(times.wall):>9.0f}{late(times.wall):>9.0f}"
            f"{times.slowest[0]:>9.0f}"
            f"{'':13}{statistics.median(times.spent):>8.0f}{late(times.spent):>7.0f}  slowest: "
            f"{times.slowest[1]}{wrong}"
        )
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{sum(came)} articles came in meanwhile, {sum(came) / took:.0f} a second; {load}")
    held = {name: late(times.spent if processor else times.wall) for name, times in found.items()}
    slow = [name for name, times in found.items() if times.wrong or (bound and held[name] > bound)]
    if slow:
        print(
            f"error: {', '.join(slow)}: above {bound:g} ms"
            if bound
            else f"error: wrong answers of {', '.join(slow)}", file=sys.stderr,
        )
    return not slow


def timed(server: Server, client: httpx.Client, address: str, times: Times) -> None:
    """Ask for an address and note how long it took."""
    spent, start = server.spent(), time.perf_counter()
    answer = client.get(address)
    took = (time.perf_counter() - start) * 1000
    times.wall.append(took)
    times.spent.append((server.spent() - spent) * 1000)
    times.slowest = max(times.slowest, (took, address))
    if answer.status_code != 200:
        times.wrong.append(f"{address}: {answer.status_code}")


def addresses(archive: Archive) -> dict[str, list[str]]:
    """For each page addresses as people would open them: the busiest parties and pairs,
    common and rare words, and far pages."""
    busy, pairs = busiest(archive)
    words = (*invented.NAMED, *invented.VOCABULARY[:8], "synthetic text")
    articles = [row.article.id for row in archive.articles(Query(limit=ADDRESSES))]
    disputes = [item.id for item in archive.items("disputes", Query(limit=ADDRESSES))]
    cursor = archive.events(Query(limit=500))[-1].cursor
    found: dict[str, list[str]] = {
        "dispute": ["/dispute?" + urlencode({"id": id}) for id in disputes],
        "article": ["/article?" + urlencode({"id": id}) for id in articles],
        "dyad": ["/dyad", *(f"/dyad?dyad={pair}" for pair in pairs)],
        "actor": ["/actor", *(f"/actor?party={code}" for code in busy)],
        "map": ["/map", "/map?since=2024", "/map?since=2020-01&until=2020-12"],
        "disputes": ["/disputes", *(f"/disputes?party={code}" for code in busy), "/disputes?status=rising"],
        "demands": ["/demands", *(f"/demands?party={code}" for code in busy), "/demands?status=open"],
        "calendar": [
            "/calendar", "/calendar?month=2025-06", "/calendar?month=2025-12", "/calendar?party=USA",
        ],
        "issue": ["/issue", *("/issue?" + urlencode({"issue": issue}) for issue in issues(archive))],
        "events": [
            "/events", *(f"/events?party={code}" for code in busy[:6]),
            *(f"/events?dyad={pair}" for pair in pairs[:6]), "/events?type=SANCTION",
            "/events?since=2020&until=2021", "/events?min_confidence=0.9", "/events?no_copies=1",
            "/events?" + urlencode({"after": cursor}), *(f"/events?text={word}" for word in invented.NAMED),
        ],
        "search": [
            "/search", *("/search?" + urlencode({"text": word}) for word in words),
            "/search?party=USA&of=statements", "/search?of=occurrences", "/search?text=embassy&of=events",
            "/search?text=embassy&type=REQUEST",
        ],
    }  # fmt: skip
    return {page.name: found.get(page.name, [page.path]) for page in PAGES if found.get(page.name, True)}


def busiest(archive: Archive) -> tuple[list[str], list[str]]:
    """The busiest parties, and the busiest pairs."""
    parties, pairs = Counter[str](), Counter[str]()
    for one, other, _, acts in archive.dealt("0001", "9999"):
        parties += Counter({one: acts, other: acts})
        pairs["-".join(sorted((one, other)))] += acts if one != other else 0
    return [code for code, _ in parties.most_common(12)], [
        pair for pair, acts in pairs.most_common(10) if acts
    ]


def issues(archive: Archive) -> list[str]:
    """Issues on which positions are held."""
    rows = archive.items("positions", Query(limit=200))
    return list(dict.fromkeys(str(row.record["issue"]) for row in rows if row.record.get("issue")))[:10]


# ---------------------------------------------------------------- what is loaded
CHART = re.compile(r'<svg[^>]*\bclass="c\b.*?</svg>', re.DOTALL)
LOADED = re.compile(r'(?:href|src)="(/static/[^"]+)"|url\("?([^)"]+\.woff2)"?\)')
# bytes of the first page, its sheet, script and fonts, without charts and with them
WITHOUT, WITH = 150_000, 1_000_000


def budget(where: Path) -> bool:
    """Print how many bytes the first page and all that it refers to have, as they are sent,
    and say whether they keep the budget."""
    with serving(where) as server, httpx.Client(base_url=server.home, timeout=60) as client:
        page = client.get("/").text
        files = [one or other for one, other in LOADED.findall(page)]
        sheet = next(name for name in files if name.endswith(".css"))
        files += [f"/static/{other}" for _, other in LOADED.findall(client.get(sheet).text) if other]
        sizes = {name: client.get(name).num_bytes_downloaded for name in dict.fromkeys(files)}
    drawn = sum(len(svg.encode()) for svg in CHART.findall(page))
    whole = len(page.encode()) + sum(sizes.values())
    parts = {
        "page": len(page.encode()) - drawn, **{name.rpartition("/")[2]: size for name, size in sizes.items()},
    }
    print(
        f"first page: {whole - drawn:,} bytes without charts (at most {WITHOUT:,}), {whole:,} with them (at "
        f"most {WITH:,}): "
        + ", ".join(f"{name} {size:,}" for name, size in parts.items())
    )
    return whole - drawn <= WITHOUT and whole <= WITH


# ---------------------------------------------------------------- calls
def calls(where: Path, folder: Path, seconds: float, bound: float | None) -> bool:
    """Send mixed calls to a server on one core, print how many it answered,
    and say whether that is enough and all were answered."""
    with open_archive(where) as archive:
        asked = mixed(archive)
    cores = sorted(os.sched_getaffinity(0))
    with serving(where, cores[0]) as server:
        wrk = shutil.which("wrk")
        spent = server.spent()
        rate, answered, wrong = (
            by_wrk(wrk, server, asked, folder, seconds) if wrk else by_threads(server, asked, seconds)
        )
        cost = (server.spent() - spent) / max(1, answered)
    print(
        f"{len(asked)} addresses, mixed: {rate:.0f} answers a second on one core by "
        f"{'wrk' if wrk else 'our own client (no wrk here)'}, {wrong} errors in {answered}; "
        f"{cost * 1000:.1f} ms of the processor each, so {1 / cost:.0f} a second where nothing else runs; "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    if wrong or (bound and rate < bound):
        print(f"error: {wrong} errors, {rate:.0f} answers a second", file=sys.stderr)
        return False
    return True


def mixed(archive: Archive) -> list[str]:
    """Addresses of the REST interface in a fixed random order: every list with many filters, single records,
    series, words."""
    codes, pairs = invented.CODES[:30], busiest(archive)[1]
    articles = [row.article.id for row in archive.articles(Query(limit=60))]
    happenings = [row.id for row in archive.occurrences(Query(limit=40))]
    lists = (
        "events", "statements", "articles", "occurrences", "demands", "positions", "meetings", "disputes",
        "positions/reports", "meetings/reports",
    )  # fmt: skip
    found = [
        f"{kind}?{side}={code}&limit=20" for kind in lists for code in codes for side in ("actor", "party")
    ]
    found += [f"events?dyad={pair}&since={year}&limit=50" for pair in pairs for year in range(2015, 2025)]
    found += [f"series?dyad={pair}" for pair in pairs] * 10
    found += [f"articles/{id}" for id in articles] + [f"occurrences/{id}" for id in happenings]
    found += [f"search?text={word}&limit=10" for word in invented.NAMED] * 5 + ["counts"] * 20
    random.Random(1).shuffle(found)
    return [f"/api/v1/{address}" for address in found]


def by_wrk(
    wrk: str, server: Server, asked: Sequence[str], folder: Path, seconds: float
) -> tuple[float, int, int]:
    """Answers a second, all answers, and those that were errors, by wrk with eight connections."""
    paths, script = folder / "paths.txt", folder / "mixed.lua"
    paths.write_text("\n".join(asked) + "\n")
    script.write_text(LUA)
    done = subprocess.run(
        [wrk, "-t1", "-c8", f"-d{seconds:g}s", "--timeout", "10s", "-s", str(script), server.home],
        check=True, capture_output=True, text=True, env=os.environ | {"COMMUNIQUE_PATHS": str(paths)},
    ).stdout  # fmt: skip
    rate = re.search(r"Requests/sec:\s*([\d.]+)", done)
    count = re.search(r"(\d+) requests in", done)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", done)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", done)
    assert rate and count, done
    return (
        float(rate[1]), int(count[1]),
        (int(refused[1]) if refused else 0) + (sum(map(int, broken.groups())) if broken else 0),
    )


def by_threads(server: Server, asked: Sequence[str], seconds: float) -> tuple[float, int, int]:
    """The same by eight threads of this process."""
    end, statuses, lock = time.monotonic() + seconds, list[int](), threading.Lock()

    def ask(first: int) -> None:
        with httpx.Client(base_url=server.home, timeout=10) as client:
            at = first
            while time.monotonic() < end:
                try:
                    status = client.get(asked[at % len(asked)]).status_code
                except httpx.TransportError:
                    status = 0
                at += 8
                with lock:
                    statuses.append(status)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(statuses) / seconds, len(statuses), sum(status != 200 for status in statuses)


if __name__ == "__main__":
    sys.exit(main())
