"""`communique ingest`, `watch`, `recode` and `verify`: articles into the archive, its records kept up to
date, and whether it was altered.

Knows arguments and how a run ends; does not know how an article is read or kept, or the chain made.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli import options
from communique.cli.options import FILE, flag, option
from communique.cli.output import DONE, FAILED, UNUSABLE, Bar, console, gently, put, tell, write
from communique.records import Failure, FeedState

if TYPE_CHECKING:
    from communique.archive import Archive, Kept
    from communique.pipeline import Change, Totals
    from communique.reader import Reader
    from communique.sources.arrivals import Arrival
    from communique.sources.pages import Options
    from communique.sources.polite import Manners

UNREAD = "the article is in "  # how a note begins that says why an article in another language is not coded
SHOWN = 20  # failures named one by one; the rest are counted


delay_option = option(
    "--delay", type=click.FloatRange(0), default=2.0, show_default=True, metavar="S",
    help="Seconds between requests to one host.",
)


@click.command(epilog="""
\b
Examples:
  communique ingest articles/                     a folder of pages, texts, JSON Lines, web archives
  communique ingest CC-NEWS-20251128.warc.gz --jobs 2
  communique ingest https://example.org/a.html @addresses.txt
  communique ingest --retry                       what failed before, once more
  communique ingest crawl/ --engine ray --out coded/     Parquet, read on a Ray cluster
  cat articles.jsonl | communique ingest --jsonl -
  communique ingest --keep-original pages/        and the bytes beside the archive, for `communique verify`
The same command again goes on where an earlier run ended: what is kept is not read again.
Exit status: 0 all read; 1 some failed, each named; 2 nothing could be done; 130 stopped by Ctrl-C, with
everything read so far kept.
""")
@click.argument("sources", nargs=-1, metavar="[PATH|URL|@LIST|-]...")
@flag("--jsonl", "lines", help="Files without a known suffix are JSON Lines (.jsonl is known).")
@option(
    "--jobs", type=click.IntRange(1), default=None, metavar="N",
    help="Processes that read, 0.7 GB each (default: cores, at most 4).",
)
@option(
    "--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
    help="Where to read: here, or on a Ray cluster.",
)
@option("--out", type=FILE, metavar="FOLDER", help="Write Parquet there and no archive (docs/scale.md).")
@option("--address", metavar="ADDRESS", help="The Ray cluster; one on this machine by default.")
@flag("--retry", help="Read what failed before once more.")
@options.packs_option("What official publishers show now")
@flag("--settle", "settling", help="Bring copies, happenings and ledgers up to date at the end.")
@delay_option
@flag("--keep-original", help="Also keep the bytes as they came, as WARC, for `communique verify`.")
@flag("--json", "as_json", help="Print the counts as one JSON object.")
@options.published_option
@options.archive_option
@options.actors_option
@options.pipeline_option
@options.private_option
def ingest(
    sources: tuple[str, ...], lines: bool, jobs: int | None, engine: str, out: Path | None,
    address: str | None, retry: bool, packs: tuple[str, ...], settling: bool, delay: float,
    keep_original: bool, as_json: bool, published: str | None, where: str | None, actors: Path | None,
    pipeline: str | None, allow_private: bool,
) -> int:
    """Read articles and keep their records in the archive."""
    if not (sources or retry or packs):
        raise click.UsageError(
            "name files, folders, addresses, lists of addresses or a --pack, or give --retry for what failed "
            "before"
        )
    from communique import pipeline as steps
    from communique.reader import Reader
    from communique.sources.pages import Options, opener
    from communique.sources.polite import Manners

    if engine == "ray" and out is None:
        raise click.UsageError(
            "--engine ray writes Parquet: name a folder with --out; `communique import parquet` reads it "
            "into an archive"
        )
    how = Options(
        published=published, manners=Manners(delay=delay, allow_private=allow_private), lines=lines
    )
    reader = Reader(pipeline, actors=actors)
    if out is not None:
        return in_shards(sources, how, reader, out, engine, jobs, address, as_json)
    with opener() as worker, options.opened(where, create=True) as archive:
        kept_bytes = Bytes(archive) if keep_original else None
        how = replace(how, worker=worker, keep=kept_bytes.put if kept_bytes else None)

        def watch(totals: Totals, kept: list[Kept]) -> None:
            if kept_bytes is not None:
                kept_bytes.link(kept)
            report(totals, kept, bar)

        stream, total = coming(sources, how, archive, retry)
        if packs:
            stream, total = chain(stream, shown_now(packs, archive, how.manners)), None
        with Bar(total, "articles") as bar, gently():
            totals = steps.ingest(
                stream, archive, reader, jobs=jobs or processes(total), again=retry, watch=watch
            )
        status = ended(totals, archive, as_json)
        if sources:
            passed_over(sources)
        if bar.foreign:
            listed = ", ".join(f"{n:,} {language}" for language, n in bar.foreign.most_common(6))
            tell(f"kept and not read, since they are not in English: {listed} (ISO 639-1)")
        if settling:
            settled(archive)
        elif not as_json and totals.added.new + totals.added.revised:
            tell("Next: communique settle, then communique serve; --settle does the first at once")
        return status


def settled(archive: Archive) -> None:
    """Bring what is new into the ledgers, and say what changed."""
    from communique import settle as steps
    from communique.cli.settling import in_words  # which imports this module

    with Bar(steps.waiting(archive), "articles") as bar, gently():
        done = steps.settle(archive, progress=lambda done: bar.to(done.steps))
    tell(f"{archive.where}: {in_words(done)}")


def passed_over(sources: tuple[str, ...]) -> None:
    """Say which kinds of files in the folders were not read, since nothing here reads them."""
    kinds: Counter[str] = Counter()
    for folder in (name for name in sources if os.path.isdir(name)):
        for _, _, names in os.walk(folder):
            kinds.update(kind for name in names if (kind := unread(name)))
    if kinds:
        listed = ", ".join(f"{n} {kind}" for kind, n in kinds.most_common(6))
        tell(
            f"passed over: {listed}; read are pages (.html), texts (.txt, .md), JSON Lines and web archives, "
            "each with .gz too"
        )


def unread(name: str) -> str | None:
    """The suffix of a file that is not looked at; None for one that is, or that is hidden."""
    from communique.sources.arrivals import FOUND

    stem, suffix = os.path.splitext(name.lower())
    inner = os.path.splitext(stem)[1] if suffix == ".gz" else suffix
    hidden = name.startswith(".") or inner in FOUND or (suffix == ".gz" and not inner)
    return None if hidden else (suffix or "without a suffix")


def shown_now(packs: tuple[str, ...], archive: Archive, manners: Manners) -> Iterator[Arrival]:
    """What the feeds of packs show now and the archive has not; a feed that cannot be had is told by name."""
    from communique.show import found
    from communique.sources import feeds, watching

    watched = [feed for name in packs for feed in feeds.pack(name)]
    names = {feed.url: feed.name for feed in watched}
    for item in watching.watch(
        watched, known=lambda url: archive.head(url) is not None, rounds=1, manners=manners
    ):
        if not isinstance(item, FeedState):
            yield item
        elif item.failures:
            put(found.feed(item, names.get(item.url)), console(error=True))


class Bytes:
    """The bytes of a run as they come, kept beside the archive;
    those of each batch are noted once its articles are kept."""

    def __init__(self, archive: Archive) -> None:
        from communique.sources.warc import Originals

        self.archive = archive
        self.originals = Originals(originals_of(archive))
        self.waiting: dict[str, tuple[str, str]] = {}

    def put(self, origin: str, data: bytes, media: str | None) -> None:
        """Keep the bytes of an origin."""
        self.waiting[origin] = self.originals.put(data, origin, media)

    def link(self, kept: list[Kept]) -> None:
        """Note where the bytes of a batch are."""
        done = {k.origin: k.result.article.id for k in kept if not isinstance(k.result, Failure)}
        self.archive.link_originals({
            id: self.waiting.pop(origin) for origin, id in done.items() if origin in self.waiting
        })


def originals_of(archive: Archive) -> Path:
    """The folder of an archive's originals; a usage error where the archive is no file."""
    if "://" in archive.where:
        raise click.UsageError("originals are kept beside an archive that is a file; name one with --archive")
    return Path(archive.where + ".originals")


def in_shards(
    sources: tuple[str, ...], options: Options, reader: Reader, out: Path, engine: str, jobs: int | None,
    address: str | None, as_json: bool,
) -> int:
    """Read a corpus in shards to a folder of Parquet; a run that was cut off goes on where it ended."""
    from communique import scale

    with Bar(None, "articles") as bar, gently():
        done = scale.run(
            sources, out, engine="ray" if engine == "ray" else "local", jobs=jobs, reader=reader,
            options=options, address=address, progress=lambda p: bar.to(p.read),
        )  # fmt: skip
    if as_json:
        write({f: getattr(done, f) for f in done.__slots__})
    tell(
        f"{done.out}: {done.articles:,} articles in {done.shards:,} shards, {done.copies:,} copies left out, "
        f"{done.failures:,} failed"
    )
    return DONE if not done.failures else FAILED if done.articles else UNUSABLE


def coming(
    sources: tuple[str, ...], options: Options, archive: Archive, retry: bool
) -> tuple[Iterator[Arrival], int | None]:
    """What is to be read, and how many there are where that is known."""
    from communique.sources.arrivals import arrivals, reopen

    if retry:
        origins = [row.origin for row in archive.failures()]
        return (reopen(origin, options) for origin in origins), len(origins)
    return arrivals(sources, options), counted(sources)


def counted(sources: tuple[str, ...]) -> int | None:
    """How many articles there will be, where all of them are single files or addresses."""
    single = (".html", ".htm", ".txt", ".md")
    return len(sources) if all("://" in s or s.lower().endswith(single) for s in sources) else None


def processes(total: int | None) -> int:
    """How many processes are worth their start: one for a few articles, else a core each, four at most."""
    return 1 if total is not None and total < 50 else max(1, min(4, os.cpu_count() or 1))


def report(totals: Totals, kept: list[Kept], bar: Bar) -> None:
    """Name what failed and move the bar."""
    for k in kept:
        if isinstance(k.result, Failure) and bar.named < SHOWN:
            bar.named += 1
            tell(f"error: {k.result.message}")
            if bar.named == SHOWN:
                tell("further failures are counted only")
        elif not isinstance(k.result, Failure) and any(note.startswith(UNREAD) for note in k.result.notes):
            bar.foreign[str(k.result.article.language)] += 1
    bar.to(totals.seen)


def ended(totals: Totals, archive: Archive, as_json: bool) -> int:
    """Say what a run did; its exit status."""
    added = totals.added
    if as_json:
        write({
            "archive": archive.where, "seen": totals.seen, "skipped": totals.skipped, "new": added.new,
            "revised": added.revised, "failed": added.failed, "events": added.events,
            "statements": added.statements,
        })  # fmt: skip
    tell(
        f"{archive.where}: {added.new:,} new articles, {added.revised:,} revised, "
        f"{totals.skipped + added.same:,} known, {added.failed:,} failed; {added.events:,} events and "
        f"{added.statements:,} statements written"
    )
    if not added.failed:
        return DONE
    tell(
        "`communique find --failures` lists what failed and why; `communique ingest --retry` reads it once "
        "more"
    )
    return FAILED if added.new + added.revised + added.same + totals.skipped else UNUSABLE


# ---------------------------------------------------------------- feeds
@click.command(epilog="""
\b
Examples:
  communique watch feeds.toml
  communique watch feeds.toml --once              one look at each feed, say from cron
  communique watch feeds.toml --alerts rules.toml
  communique watch --pack mfa --pack un           what foreign ministries and the UN publish
feeds.toml:
  [[feed]]
  name = "Example world news"
  url = "https://example.org/world.rss"
  every = 15                                      minutes between two looks
Ctrl-C ends it; everything read so far is kept, and the next run goes on from there.
""")
@click.argument("file", type=click.Path(path_type=Path), metavar="[FEEDS.TOML]", required=False)
@options.packs_option("Watch the feeds of official publishers")
@flag("--once", help="Look at each feed once and end.")
@option(
    "--alerts", type=FILE, metavar="RULES.TOML", help="Settle and say what the rules look for, as it comes."
)
@delay_option
@options.archive_option
@options.actors_option
@options.pipeline_option
@options.private_option
def watch(
    file: Path | None, packs: tuple[str, ...], once: bool, alerts: Path | None, delay: float,
    where: str | None, actors: Path | None, pipeline: str | None, allow_private: bool,
) -> int:
    """Read the articles of feeds as they come, until stopped;
    a dead feed is left alone for a while and does not stop the others."""
    from communique import pipeline as steps
    from communique.reader import Reader
    from communique.show import found
    from communique.sources import feeds, watching
    from communique.sources.pages import opener
    from communique.sources.polite import Manners

    if file is None and not packs:
        raise click.UsageError("name a file of feeds, or a pack with --pack: mfa, un, eu, agencies")
    watched = [
        *(feeds.load(file) if file is not None else ()),
        *(feed for name in packs for feed in feeds.pack(name)),
    ]
    names = {feed.url: feed.name for feed in watched}
    reader = Reader(pipeline, actors=actors)
    after = alarm(alerts, allow_private)
    with steps.Pool(reader) as pool, opener() as worker, options.opened(where, create=True) as archive:
        states = {state.url: state for state in archive.feeds()}
        failed = 0
        with gently() as stopped:
            stream = watching.watch(
                watched, states, known=lambda url: archive.head(url) is not None, stop=stopped,
                rounds=1 if once else None, manners=Manners(delay=delay, allow_private=allow_private),
                worker=worker,
            )  # fmt: skip
            for item in stream:
                if isinstance(item, FeedState):
                    archive.put_feed(item)
                    failed += bool(item.failures)
                    if not told_today(item, states.get(item.url)):
                        put(found.feed(item, names.get(item.url)), console(error=True))
                    states[item.url] = item
                else:
                    tell(taken(item, steps.ingest([item], archive, pool)))
                    after(archive)
            after(archive, now=True)
        return FAILED if once and failed else DONE


def told_today(state: FeedState, before: FeedState | None) -> bool:
    """Whether a feed that fails has been reported on this day already."""
    days = [(s.checked or "")[:10] for s in (state, before) if s is not None and s.failures]
    return len(days) > 1 and days[0] == days[1]


def taken(arrival: Arrival, totals: Totals) -> str:
    """What came of an arrival, in a line."""
    if isinstance(arrival.item, Failure):
        return f"error: {arrival.item.message}"
    news = (
        "failed" if totals.failed else f"{totals.added.events} events, {totals.added.statements} statements"
    )
    return f"{arrival.item.title or arrival.origin}: {news}"


def alarm(rules: Path | None, allow_private: bool) -> Callable[..., int]:
    """What is called after each article with the archive: the alerts of a file of rules, or nothing."""
    if rules is None:
        return lambda archive, now=False: 0
    from communique.cli.alerting import alerting  # which imports this module

    return alerting(rules, allow_private=allow_private, every=60)


# ---------------------------------------------------------------- recode
@click.command(epilog="""
\b
Examples:
  communique recode --dry                         what today's rules would change
  communique recode --since 2025-11 --outlet Reuters
Exit status: 0 all read again; 1 some failed, each named, and keep the records they had; 2 all failed, or
nothing could be done.
""")
@options.filtered
@flag("--dry", help="Only show what would change.")
@flag(
    "--json", "as_json",
    help="Print each article that changes as a JSON object with its records before and after.",
)
@options.actors_option
@options.pipeline_option
def recode(
    dry: bool, as_json: bool, actors: Path | None, pipeline: str | None, where: str | None, **filters: Any
) -> int:
    """Read stored texts again with today's rules and show what changed, before and after, by type."""
    from communique import pipeline as steps
    from communique.reader import Reader
    from communique.show import found

    with steps.Pool(Reader(pipeline, actors=actors)) as pool, options.opened(where) as archive:
        asked = options.query(**filters)
        with Bar(None, "articles") as bar, gently():
            rows = steps.recode(archive.texts(asked), archive, pool, dry=dry)
            table = found.changes(passed(rows, bar, as_json))
        put(table, console(error=as_json))
    if bar.named:
        tell(
            f"{bar.named:,} of {bar.done:,} articles could not be read again; their records stay as they were"
        )
    return DONE if not bar.named else FAILED if bar.named < bar.done else UNUSABLE


def passed(rows: Iterator[Change], bar: Bar, as_json: bool) -> Iterator[Change]:
    """The changes, each counted and, where asked for, written."""
    for n, row in enumerate(rows, 1):
        bar.to(n)
        if isinstance(row.after, Failure):
            bar.named += 1
            tell(f"error: {row.after.message}")
        elif as_json and row.before.to_dict() != row.after.to_dict():
            write({
                "article": row.before.article.id, "before": row.before.to_dict()["events"],
                "after": row.after.to_dict()["events"],
            })
        yield row


# ---------------------------------------------------------------- verify
@click.command(epilog="""
\b
Examples:
  communique verify
  communique verify --archive copy.db --expect 9f86d081884c7d65    what I noted then, or grew from it
  communique verify --json
Each ingest adds a link to a chain: the hash of the text, title and day, and of the link before. The hash of
the last link stands for all before it: note it elsewhere, and nobody can put another archive in the place of
this one. Originals that were kept
(`communique ingest --keep-original`) are compared byte by byte. Records are not part of it: `communique
recode` makes them anew.
Exit status: 0 all is as it was ingested; 1 something was altered, each named; 2 nothing can be verified.
""")
@option("--expect", metavar="HASH", help="A link that must be in the chain, or its start.")
@flag("--json", "as_json", help="Print each alteration as a JSON object, then the counts.")
@options.archive_option
def verify(expect: str | None, as_json: bool, where: str | None) -> int:
    """Say whether a text in the archive, or an original beside it, was altered since it was ingested."""
    from communique.sources.warc import Originals

    with options.opened(where) as archive:
        links, last = archive.chain_end()
        if not links:
            tell(f"{archive.where}: no chain yet; what is ingested from now on can be verified")
            return UNUSABLE
        originals = None if "://" in archive.where else Originals(originals_of(archive))
        wrong = 0
        with Bar(links, "links") as bar:
            for found in archive.verify(originals.get if originals else None):
                if isinstance(found, int):
                    bar.to(found)
                    continue
                wrong += 1
                if as_json:
                    write({"article": found.article, "what": found.what})
                elif wrong <= SHOWN:
                    tell(f"altered: {found.article}: {found.what}")
        if expect and not archive.has_link(expect):
            wrong += 1
            tell(
                f"altered: no link of the chain begins with {expect}: this is another archive, or its chain "
                "was made anew"
            )
        if as_json:
            write({"archive": archive.where, "links": links, "altered": wrong, "last": last})
        verdict = "as it was ingested" if not wrong else f"{wrong:,} altered"
        tell(f"{archive.where}: {links:,} links, {verdict}; the last link is {last}")
    return FAILED if wrong else DONE
