"""The archive's contract, held by SQLite and by PostgreSQL alike: nothing lost, nothing doubled,
the same answers."""
from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text

from communique.archive import (
    Altered,
    Archive,
    FeedState,
    Gathered,
    Kept,
    Query,
    Signed,
    engine,
    open_archive,
    schema,
    search,
)
from communique.errors import ArchiveError
from communique.records import Article, Commitment, Event, Failure, Place, Reading, Report, Time
from conftest import place
from copies import HISTORY, make_empty, make_old
from makers import TEXT, article, event, failure, part, reading, when
from postgres import Server

PLACE = Place("Oslo", "NOR", "NO", 59.91, 10.75, 3143244, False, part("Oslo"))
TIME = Time(10, 16, "Monday", "2024-05-27", "DATE", when(text="Monday"))


@dataclass(frozen=True)
class Row:
    """An event that someone else coded."""

    event: Event
    article: Article


@pytest.fixture
def archive(ready: str) -> Iterator[Archive]:
    """An empty archive."""
    with open_archive(ready) as opened:
        yield opened


def story(id: str = "a", text: str = TEXT, **fields: Any) -> Article:
    """An article with its hash, as sources give it."""
    return article(text, id=id, sha256=sha256(text.encode()).hexdigest(), **fields)


def told(id: str = "a", text: str = TEXT, **fields: Any) -> Reading:
    """A whole reading of a story."""
    return reading(article=story(id, text), times=(TIME,), places=(PLACE,), **fields)


def acted(id: str, *events: Event, **fields: Any) -> Kept:
    """An article in which these events stand."""
    return Kept(f"folder/{id}.txt", Reading(story(id, **fields), events=events))


def contents(archive: Archive) -> dict[str, list[Any]]:
    """Every row of every table but for moments; the articles' numbers replaced by their ids,
    so that order of arrival does not show."""
    article = schema.articles.c
    with archive.read() as connection:
        names = {row.number: row.id for row in connection.execute(select(article.number, article.id))}
        found = {}
        for table in schema.metadata.sorted_tables:
            columns = [c for c in table.c if c.name not in ("added", "last", "number", "at", "link")]
            rows = connection.execute(select(*columns)).mappings()
            found[table.name] = sorted(
                repr({**row, **({"article": names[row["article"]]} if "article" in row else {})})
                for row in rows
            )
        return found


# -- what goes in comes out ----------------------------------------------------------------------------------


def test_a_reading_comes_back_as_it_was(archive: Archive) -> None:
    given = told(notes=("a remark",))
    done = archive.add([Kept("folder/a.txt", given)], coder="7")
    assert (done.new, done.events, done.statements, done.failed) == (1, 2, 1, 0)
    assert archive.reading("a") == given
    assert archive.article("a") == given.article
    head = archive.head("a")
    assert head is not None
    assert (head.origin, head.state, head.day, head.revision) == ("folder/a.txt", "read", "2024-05-28", 1)
    assert archive.reading("b") is None and archive.article("b") is None and archive.head("b") is None


def test_the_same_again_changes_nothing(archive: Archive) -> None:
    archive.add([Kept("a.txt", told())])
    before = contents(archive)
    assert archive.add([Kept("a.txt", told()), Kept("elsewhere.txt", told())]).same == 2
    assert contents(archive) == before
    sha = story().sha256
    assert archive.known([("a", sha, "a.txt"), ("a2", sha, "a.txt")]) == {("a", sha, "a.txt")}
    assert archive.known([("a", "0" * 64, "a.txt")]) == set() == archive.known([])


def test_another_text_is_a_revision(archive: Archive) -> None:
    archive.add([Kept("a.txt", told())])
    shorter = TEXT[: TEXT.index("\n")]
    newer = Reading(story("a", shorter), events=(event("ACCUSE"),))
    assert archive.add([Kept("a.txt", newer)]).revised == 1
    assert archive.reading("a") == newer
    assert [(r.revision, r.text) for r in archive.revisions("a")] == [(1, TEXT)]
    assert [m.type for m in archive.dyad_months()] == ["ACCUSE"]
    assert archive.counts()["statements"] == 0 == archive.counts()["links"]
    assert archive.articles(Query(text="embassy")) == [] != archive.articles(Query(text="expelled"))
    # a run that is repeated brings an earlier text first: it must not come back
    assert archive.add([Kept("old.txt", told())]).same == 1
    assert [r.revision for r in archive.revisions("a")] == [1] and archive.reading("a") == newer
    both = {("a", told().article.sha256, "old.txt"), ("a", newer.article.sha256, "a.txt")}
    assert archive.known([*both, ("a", "0" * 64, "a.txt")]) == both


def test_a_text_that_stands_again_where_the_newest_stood_comes_back(archive: Archive) -> None:
    archive.add([Kept("a.txt", told())])
    newer = Reading(story("a", TEXT[: TEXT.index("\n")]), events=(event("ACCUSE"),))
    archive.add([Kept("a.txt", newer)])
    assert archive.known([("a", told().article.sha256, "a.txt")]) == set()
    assert archive.add([Kept("a.txt", told())]).revised == 1
    assert archive.reading("a") == told()
    assert [r.text for r in archive.revisions("a")] == [TEXT, newer.article.text]
    assert archive.known([("a", newer.article.sha256, "b.txt")])
    assert archive.add([Kept("b.txt", newer)]).same == 1


def batches(given: list[Kept], cuts: list[int]) -> Iterator[list[Kept]]:
    """The list cut at these places."""
    for start, end in zip([0, *cuts], [*cuts, len(given)], strict=True):
        yield given[start:end]


def test_content_does_not_depend_on_the_cuts(where: str, tmp_path: Path) -> None:
    day = ["2024-01-31", "2024-02-01", None]
    scores = [-3.7, 0.1, None, 7.0]
    given = [
        acted(
            f"s{i % 40}",
            event(
                "AID", "NOR CHL" if i % 3 else "NOR", "" if i % 3 else "CHL",
                when=when(day[i % 3], text=None), score=scores[i % 4], cameo="071",
                contexts=("military", "economic")[: i % 3],
            ),
            text=f"{TEXT} {i // 20}",
        )
        for i in range(60)
    ] + [Kept("x", failure()), Kept("y", failure("gone", None))]  # fmt: skip
    with open_archive(tmp_path / "whole.db") as whole:
        whole.add(given)
        wanted = contents(whole)
    with open_archive(where) as cut:
        for some in batches(given, sorted(random.Random(3).sample(range(1, 62), 9))):
            cut.add(some)
        assert contents(cut) == wanted


def test_recoding_puts_new_records_in_the_place_of_old_ones(archive: Archive) -> None:
    archive.add([Kept("a.txt", told()), Kept("b.txt", told("b"))])
    other = replace(told(), events=(event("PROTEST"),), notes=("read anew",))
    stale = Reading(story("b", "another text by now"))
    assert archive.replace([other, stale, told("unknown")], coder="8").revised == 1
    assert archive.reading("a") == other and archive.reading("b") == told("b")
    assert archive.revisions("a") == []
    assert sorted((m.type, m.events) for m in archive.dyad_months()) == [
        ("PROTEST", 1), ("REJECT", 1), ("SANCTION", 1),
    ]


def test_failures_stay_until_the_article_is_read(archive: Archive) -> None:
    archive.add([Kept("a.txt", failure("broken", "a")), Kept("feed#2", failure("gone", None))])
    archive.add([Kept("a.txt", failure("broken still", "a"))])
    found = [(f.origin, f.id, f.message, f.attempts) for f in archive.failures()]
    assert found == [("a.txt", "a", "broken still", 2), ("feed#2", None, "gone", 1)]
    archive.add([Kept("a.txt", told())])
    assert [f.origin for f in archive.failures()] == ["feed#2"]
    # another file with the same article, which fails: told, whatever came first
    archive.add([Kept("c.txt", failure("torn", "a"))])
    archive.add([Kept("d.txt", told())])
    assert [f.origin for f in archive.failures()] == ["c.txt", "feed#2"] and archive.forget_failures([
        "c.txt"
    ]) == 1
    assert archive.forget_failures(["feed#2", "never"]) == 1 and archive.failures() == []


@pytest.mark.parametrize(("bad", "why"), [("a\0b", "NUL at 1"), ("a\ud800", "surrogate"), ("", "no id")])
def test_what_no_database_holds_is_a_failure_and_the_rest_is_kept(
    archive: Archive, bad: str, why: str
) -> None:
    given = replace(story("b"), text=bad) if bad else replace(story("b"), id="")
    worse = Failure("c\0", "read", "bad \udfff")
    assert (
        archive.add([Kept("a.txt", told()), Kept("b.txt", Reading(given)), Kept("c.txt", worse)]).failed == 2
    )
    assert why in next(f for f in archive.failures() if f.origin == "b.txt").message
    assert archive.article("a") is not None


# -- questions -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive with a handful of events that differ in each field; for questions, which change nothing."""
    say = "A note of protest, 100% clear, went to the under_secretary."
    for where in place(request, tmp_path_factory.mktemp("filled"), make_empty):
        with open_archive(where) as archive:
            archive.add([
                acted(
                    "a",
                    event(
                        "SANCTION", "NOR", "CHL", mode="expel", when=when("2024-05-27"),
                        contexts=("diplomatic",),
                    ),
                    outlet="Wire",
                ),
                acted(
                    "b",
                    event("AID", "CHL", "NOR", when=when("2024-04-01"), status="planned", confidence=0.4),
                    outlet="The Post",
                ),
                acted("c", event("CONSULT", "NOR CHL PER", "", when=when("2023-12-31")), outlet="wire"),
                acted(
                    "d",
                    event(
                        "REQUEST", "PER", "NOR UNO", evidence=part(say, say),
                        contexts=("military", "diplomatic"),
                    ),
                    text=say, published=None,
                ),
            ])  # fmt: skip
            yield archive


QUESTIONS = [
    (Query(), "a b c d"),
    (Query(actor="NOR"), "a c"),
    (Query(recipient="NOR"), "b d"),
    (Query(party="NOR"), "a b c d"),
    (Query(party="UNO"), "d"),
    (Query(dyad=("CHL", "NOR")), "a b c"),
    (Query(actor="NOR", recipient="CHL"), "a"),
    (Query(dyad=("NOR", "CHL"), actor="CHL"), "b c"),
    (Query(dyad=("NOR", "CHL"), party="PER"), "c"),
    (Query(type="AID"), "b"),
    (Query(mode="expel"), "a"),
    (Query(status="planned"), "b"),
    (Query(context="diplomatic"), "a d"),
    (Query(context="diplomatic", actor="PER"), "d"),
    (Query(since="2024"), "a b"),
    (Query(since="2024-05", until="2024-05"), "a"),
    (Query(until="2023"), "c"),
    (Query(until="2024-05-26"), "b c"),
    (Query(outlet="WIRE"), "a c"),
    (Query(min_confidence=0.5), "a c d"),
    (Query(origin="read"), "a b c d"),
    (Query(origin="gdelt"), ""),
    (Query(issue="CHILEAN expel"), "a b c"),
    (Query(issue="100%"), "d"),
    (Query(issue="0_c"), ""),
    (Query(issue="r_s"), "d"),
    (Query(issue="% _"), "d"),
    (Query(text="protest"), "d"),
    (Query(text="protest", actor="NOR"), ""),
    (Query(actor="x' OR '1'='1"), ""),
]


@pytest.mark.parametrize(("query", "wanted"), QUESTIONS, ids=lambda v: str(v)[:60])
def test_filters(filled: Archive, query: Query, wanted: str) -> None:
    assert sorted(r.article.id for r in filled.events(query)) == wanted.split()
    assert sorted(a.id for _, a in filled.stream(query)) == wanted.split()
    assert filled.count(query) == len(wanted.split())


def test_an_article_answers_for_its_events(filled: Archive) -> None:
    # both of the day of publication, c came later
    assert [r.article.id for r in filled.articles(Query(actor="NOR"))] == ["c", "a"]
    assert [r.article.id for r in filled.articles(Query(text="chilean", type="AID"))] == ["b"]
    assert [a.id for a in filled.texts(Query(outlet="wire"))] == ["a", "c"]
    assert [a.id for a in filled.texts(Query(text="protest"))] == ["d"]


def test_pages(archive: Archive) -> None:
    days = [when(f"2024-01-{1 + i % 7:02}") for i in range(40)]
    archive.add([
        acted(f"s{i}", event("AID", id=f"e{i}", when=day), event("CONSULT", id=f"f{i}"))
        for i, day in enumerate(days)
    ])
    for query in (
        Query(limit=7), Query(dyad=("NOR", "CHL"), limit=7), Query(actor="NOR", type="AID", limit=7),
    ):
        everything = archive.events(replace(query, limit=1000))
        seen: list[Any] = []
        while page := archive.events(replace(query, after=seen[-1].cursor if seen else None)):
            seen += page
        assert seen == everything
        assert [r.day for r in seen] == sorted((r.day for r in seen), reverse=True)
        assert sorted(e.id for e, _ in archive.stream(replace(query, limit=None))) == sorted(
            r.event.id for r in everything
        )
        assert len(list(archive.stream(query))) == 7
    for query in (Query(limit=9), Query(limit=9, text="expelled")):
        first = archive.articles(query)
        second = archive.articles(replace(query, after=first[-1].cursor))
        assert len({r.article.id for r in first + second}) == 18


@pytest.mark.parametrize("bad", ["x", "a|b|c", "2024-01-01|1", "@1"])
def test_a_cursor_that_is_none(archive: Archive, bad: str) -> None:
    with pytest.raises(ArchiveError, match="not a valid cursor"):
        archive.events(Query(after=bad))


def test_a_day_that_is_none(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="is no day"):
        archive.events(Query(since="last week"))


def test_other_records(archive: Archive) -> None:
    archive.add([Kept("a.txt", told())])
    (said,) = archive.statements(Query(actor="NOR", issue="choice"))
    assert said.statement == told().statements[0] and said.article.id == "a"
    assert archive.statements(Query(recipient="NOR")) == [] == archive.statements(Query(dyad=("NOR", "CHL")))
    (met,) = archive.meetings(Query(dyad=("CHL", "NOR"), status="planned", since="2024-06"))
    assert met.meeting == told().meetings[0] and met.day == "2024-06-03"
    (held,) = archive.positions(Query(actor="NOR", issue="expul"))
    assert held.position == told().positions[0]


# -- words ---------------------------------------------------------------------------------------------------

WORDS = {
    "a": "The envoy of Türkiye, Mr. Erdoğan's man, left U.S. soil. The oil-price cap was kept.",
    "b": "Caps on the price of oil were not kept; the envoys stayed and/or left.",
    "c": "Nothing of the kind was said in New York, or in York.",
}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("envoy", "a b"), ("ENVOYS left", "a b"), ("“price cap”", "a"), ('"oil price"', "a"),
        ("price of oil", "a b"), ('"new york"', "c"), ("erdogan", "a"), ("Erdoğan", "a"), ("turkiye", "a"),
        ("oil-price", "a"), ("left and/or", "b"), ('york "', "c"), ("u.s.", "a"), ("—", ""), ("", ""),
        ('""', ""), ("envoy -left", "a b"), ("envoy NOT left", "b"), ("left*", "a b"), ("text:envoy", ""),
        ("'; DROP TABLE articles; --", ""), ("NEAR(envoy left)", ""), ("(envoy", "a b"), ("envoy\0", "a b"),
        ("^envoy {a b}:", ""), ("a:* & b | !c", ""),
    ],
)  # fmt: skip
def test_search(archive: Archive, typed: str, wanted: str) -> None:
    archive.add([Kept(id, Reading(story(id, words, title=None))) for id, words in WORDS.items()])
    assert sorted(r.article.id for r in archive.articles(Query(text=typed))) == wanted.split()


SIGNS = [
    *"\"'*():^{}-+\\%|&!,; \0ü語²\ud800﷽𝔸\u0301",
    "envoy", "AND", "OR", "NOT", "NEAR", "<->", "$1", ":x", "%s",
]


def test_nothing_typed_is_an_error(archive: Archive) -> None:
    archive.add([Kept(id, Reading(story(id, words))) for id, words in WORDS.items()])
    dice = random.Random(11)
    for _ in range(300):
        typed = "".join(dice.choice(SIGNS) for _ in range(dice.randrange(1, 7)))
        archive.articles(Query(text=typed, issue=typed, outlet=typed.replace("\0", ""), limit=2))


def test_better_matches_come_first_and_snippets_show_the_words(archive: Archive) -> None:
    far = (
        "Much was said about fish. " * 60
        + "A treaty on Erdoğan's bridge was signed. "
        + "More about fish followed. " * 60
    )
    archive.add([Kept("far", Reading(story("far", far, title="Fish")))])
    archive.add([Kept("near", Reading(story("near", "A treaty.", title="The treaty")))])
    first, second = archive.articles(Query(text="treaties"))
    assert (first.article.id, second.article.id) == ("near", "far")
    assert first.rank is not None and second.rank is not None and first.rank > second.rank
    (found,) = archive.articles(Query(text='treaty "erdogan\'s bridge"'))
    assert "treaty" in {p.text for p in found.snippet if p.hit}
    assert "Erdoğan" in "".join(p.text for p in found.snippet)
    assert len("".join(p.text for p in found.snippet)) < 400


# -- what others coded ---------------------------------------------------------------------------------------


def coded(i: int, **fields: Any) -> Row:
    """An event as an imported file has it."""
    nowhere = part("")
    act = event(
        "AID", id=f"g{i}", when=when("2024-03-05"), cameo="070", evidence=nowhere, trigger=nowhere,
        rule="import:gdelt", **fields,
    )
    return Row(
        act, Article(f"https://example.org/{i // 3}", f"https://example.org/{i // 3}", None, "", "2024-03-06")
    )


def test_imported_events(archive: Archive) -> None:
    rows = [coded(i) for i in range(30)]
    assert archive.add_coded(rows[:20]) == 20
    assert archive.add_coded(rows) == 10 and archive.add_coded(rows) == 0
    counts = archive.counts()
    assert (counts["articles"], counts["references"], counts["events"]) == (10, 10, 30)
    (month,) = archive.dyad_months(("CHL", "NOR"), since="2024-03", until="2024-03", origin="gdelt")
    assert (month.events, month.rated, month.goldstein) == (30, 30, 210.0)
    assert len(archive.events(Query(origin="gdelt", dyad=("NOR", "CHL")))) == 30
    assert list(archive.texts()) == [] == archive.unsigned()
    assert archive.known([("https://example.org/0", "", "x")]) == set()
    with pytest.raises(ArchiveError, match="origin 'read'"):
        archive.add_coded(rows, origin="read")


def test_imported_and_read_events_of_one_article_live_side_by_side(archive: Archive) -> None:
    archive.add_coded([coded(0)])
    id = coded(0).article.id
    assert archive.add([Kept("page", told(id))]).revised == 1
    assert archive.revisions(id) == [] and archive.reading(id) == told(id)
    archive.add_coded([coded(1)])
    assert sorted(r.origin for r in archive.events()) == ["gdelt", "gdelt", "read", "read"]
    archive.add([Kept("page", Reading(story(id, "An entirely new text.")))])
    assert sorted(r.origin for r in archive.events()) == ["gdelt", "gdelt"]
    assert archive.count(Query(dyad=("NOR", "CHL"))) == 2 == sum(m.events for m in archive.dyad_months())


def test_goldstein_is_that_of_the_cameo_code(archive: Archive) -> None:
    archive.add([
        acted(
            "a", event("AID", id="x", cameo="0333"), event("AID", id="y", cameo=None),
            event("AID", id="z", cameo="nonsense"),
        )
    ])
    assert {r.event.id: r.goldstein for r in archive.events()} == {"x": 5.2, "y": None, "z": None}


# -- the summary ---------------------------------------------------------------------------------------------


def counted(archive: Archive) -> dict[tuple[Any, ...], list[float]]:
    """The summary as it should be, from every single event."""
    sums: dict[tuple[Any, ...], list[float]] = {}
    copies = archive.copies()
    for row in archive.events(Query(status="actual", limit=10_000)):
        acting, receiving = [a.country for a in row.event.actors], [a.country for a in row.event.recipients]
        found = (
            {(a, r) for a in acting for r in receiving}
            if receiving
            else {(a, r) for a in acting for r in acting if a != r}
        )
        for a, r in found if row.article.id not in copies and row.day else ():
            kept = sums.setdefault(
                (a, r, row.day[:7], row.event.type, row.event.quad, row.origin), [0, 0.0, 0.0]
            )
            for i, value in enumerate((1, row.event.score or 0.0, row.goldstein or 0.0)):
                kept[i] = round(kept[i] + value, 3)
    return sums


def test_the_summary_is_the_sum_of_the_events(archive: Archive) -> None:
    dice = random.Random(5)
    countries = ["NOR", "CHL", "PER", "UNO"]

    def some(id: str) -> Kept:
        acts = [
            event(
                dice.choice(["AID", "ACCUSE"]), " ".join(dice.sample(countries, dice.randrange(1, 4))),
                " ".join(dice.sample(countries, dice.randrange(0, 3))), id=f"e{i}",
                score=dice.choice([None, -3.7, 0.1]), cameo=dice.choice([None, "010", "112"]),
                status=dice.choice(["actual", "actual", "planned"]),
                when=when(f"2024-0{dice.randrange(1, 4)}-10"),
            )
            for i in range(3)
        ]  # fmt: skip
        return acted(
            id, *acts, text=f"{TEXT} {dice.randrange(3)}", published=dice.choice([None, "2024-05-01"])
        )

    for _ in range(12):
        archive.add([some(f"s{dice.randrange(12)}") for _ in range(6)])
        ids = [r.article.id for r in archive.articles()]
        archive.put_copies({dice.choice(ids): dice.choice([None, "s1"]) for _ in range(3)})
        kept = {
            (m.actor, m.recipient, m.month, m.type, m.quad, m.origin): [m.events, m.score, m.goldstein]
            for m in archive.dyad_months()
        }
        assert kept == counted(archive)
    assert archive.copies() and kept
    assert archive.count(Query(copies=False)) < archive.count()


def test_months_of_a_pair(filled: Archive) -> None:
    months = filled.dyad_months(("CHL", "NOR"))
    assert [(m.month, m.actor, m.recipient, m.type) for m in months] == [
        ("2023-12", "CHL", "NOR", "CONSULT"), ("2023-12", "NOR", "CHL", "CONSULT"),
        ("2024-05", "NOR", "CHL", "SANCTION"),
    ]  # fmt: skip
    assert [m.month for m in filled.dyad_months(("NOR", "CHL"), since="2024-01-15", directed=True)] == [
        "2024-05"
    ]
    assert [m.month for m in filled.dyad_months(("NOR", "CHL"), type="CONSULT", until="2024")] == [
        "2023-12"
    ] * 2


# -- for whoever checks and compares -------------------------------------------------------------------------


def test_articles_with_most_and_rarest_words_come_first_without_copies(archive: Archive) -> None:
    texts = {
        "boats": "Soldiers burned boats on the river.",
        "boats2": "Soldiers burned boats on the river.",
        "river": "The river rose on Monday.",
        "none": "A choir sang.",
    }
    archive.add([Kept(f"{id}.txt", Reading(story(id, text))) for id, text in texts.items()])
    archive.put_copies({"boats": None, "boats2": "boats"})
    assert archive.articles_with(["boats", "burned", "river"]) == ["boats", "river"]
    assert archive.articles_with(["river"], limit=1) in (["boats"], ["river"])
    assert sorted(archive.articles_with(['boats" OR "choir', "& | !"])) == ["boats", "none"]
    assert (
        archive.articles_with([])
        == archive.articles_with(["…", "&"])
        == archive.articles_with(["penguin"])
        == []
    )


def test_a_changed_text_is_found_wherever_the_archive_is(archive: Archive) -> None:
    archive.add([Kept(f"{n}.txt", Reading(story(f"a{n}", f"Kenya opened bridge {n}."))) for n in range(3)])
    assert [found for found in archive.verify() if isinstance(found, Altered)] == []
    changed = (
        schema.articles.update().where(schema.articles.c.id == "a1").values(text="Kenya closed bridge 1.")
    )
    with archive.write() as connection:
        connection.execute(changed)
    assert "a1" in {found.article for found in archive.verify() if isinstance(found, Altered)}


def test_commitments_come_back_from_either_archive(archive: Archive) -> None:
    words = "Chile will open a school."
    sworn = Commitment(
        "s", ("CHL",), (), words, None, "open", (Report("a", None, None, None, part(words, words)),)
    )
    archive.add([Kept("a.txt", Reading(story("a", words), commitments=(sworn,))), Kept("b.txt", told("b"))])
    assert list(archive.commitments()) == [sworn]
    assert list(archive.commitments(Query(since="2030"))) == []


# -- feeds, copies, occurrences ------------------------------------------------------------------------------


def test_feeds(archive: Archive) -> None:
    one = FeedState(
        "https://example.org/feed", etag='"1"', checked="2024-05-01T00:00:00Z", failures=2,
        message="timed out", seen=3,
    )
    archive.put_feed(one)
    archive.put_feed(FeedState("https://example.org/a"))
    archive.put_feed(replace(one, failures=0))
    assert archive.feeds() == [FeedState("https://example.org/a"), replace(one, failures=0)]


def test_signatures(archive: Archive) -> None:
    archive.add([acted(id, event(), text=f"{TEXT} {id}") for id in "abc"])
    assert [a.id for a in archive.unsigned(2)] == ["a", "b"]
    both = (1, 2**64 - 1)
    archive.put_signatures([
        Signed("a", b"\1\2", ((0, 1), both), "AFP"), Signed("b", b"\3", ((0, 7), both)),
        Signed("nobody", b"", ()),
    ])
    assert [a.id for a in archive.unsigned()] == ["c"]

    def near(*bands: tuple[int, int], most: int = 9) -> list[tuple[str, bytes, str | None]]:
        return [
            (n.article, n.signature, n.agency) for n in archive.neighbours([Signed("new", b"", bands)], most)
        ]

    assert near((0, 0), both) == [("a", b"\1\2", "AFP"), ("b", b"\3", None)]
    assert near((0, 7)) == [("b", b"\3", None)]
    assert near((0, 7), both, most=1) == [("b", b"\3", None)]
    assert near((0, 2), (2, 1)) == [] == near() == archive.neighbours([Signed("a", b"", ((0, 1),))])
    archive.put_copies({"b": "a"})
    archive.add([acted("a", event(), text="A wholly new text.")])
    assert [a.id for a in archive.unsigned()] == ["a", "b", "c"] and archive.copies() == {}


def test_occurrences(archive: Archive) -> None:
    archive.add([
        acted(id, event("AID", id=f"e{id}", when=when("2024-05-01")), text=f"{TEXT} {id}") for id in "abc"
    ])
    assert [r.row.article.id for r in archive.unsettled()] == ["a", "b", "c"]
    one = Gathered(
        "o1", "AID", ("NOR",), ("CHL",), "2024-05-01", "2024-05-01", 2, (("a", "ea"), ("b", "eb")),
        {"versions": ["x", "y"]},
    )
    archive.put_occurrences([one])
    assert archive.occurrence("b", "eb") == one and archive.occurrence("c", "ec") is None
    assert [r.row.article.id for r in archive.unsettled()] == ["c"]
    wide = replace(one, id="o2", events=(("a", "ea"), ("b", "eb"), ("c", "ec")))
    archive.put_occurrences([wide])
    assert archive.occurrences(Query(actor="NOR")) == [wide] and archive.occurrences(Query(actor="CHL")) == []
    archive.add([acted("a", event("AID"), text="A wholly new text.")])
    assert archive.occurrences() == [] and archive.stale() == ["o2"] and len(archive.unsettled()) == 1
    assert [(h.row.article.id, h.row.event.id) for h in archive.held(["o2"])["o2"]] == [
        ("b", "eb"), ("c", "ec"),
    ]
    archive.put_occurrences([replace(wide, events=(("b", "eb"),))])
    assert len(archive.unsettled()) == 2
    archive.drop_occurrences()
    assert len(archive.unsettled()) == 3


# -- opening -------------------------------------------------------------------------------------------------


def test_opening_again(where: str) -> None:
    with pytest.raises(ArchiveError, match="no archive there"):
        open_archive(where, create=False)
    with open_archive(where) as archive:
        archive.add([Kept("a.txt", told())])
        assert "Archive(" in repr(archive)
    with open_archive(where, create=False) as archive:
        assert archive.reading("a") == told()


def agrees(archive: Archive) -> bool:
    """Whether an archive's tables are those of the schema, and of the newest version."""
    with archive.read() as connection:
        apart = ("search", "archive_version", "articles_by_words", "words")  # no tables and columns of ours
        opts = {
            "version_table": engine.VERSION_TABLE,
            "include_name": lambda name, kind, _: not str(name).startswith(apart),
        }
        context = MigrationContext.configure(connection, opts=opts)
        return compare_metadata(context, schema.metadata) == [] and (
            engine.version(connection) == engine.VERSION
        )


def test_the_migrations_give_the_schema(archive: Archive) -> None:
    assert agrees(archive)
    newest = max(p.name for p in (Path(engine.__file__).parent / "migrations" / "versions").glob("r*.py"))
    assert newest.startswith(f"r{engine.VERSION}_")


@pytest.mark.parametrize("version", [1, 4, 6, 8])
def test_an_archive_of_an_older_version_is_brought_up_to_date(where: str, version: int) -> None:
    wrong = "'events', 'e', 'reject', '{}', '', 'me', '2024-05-29', 'x'"
    make_old(
        where, version,
        "INSERT INTO articles (number, id, day, sha256, revision, origin, state, coder, added, text) "
        "VALUES (1, 'a', '2024-05-28', 'x', 1, 'a.txt', 'read', '', '', 'Café au lait.')",
        "INSERT INTO events (article, id, place, type, status, quad, confidence, day, rule, start, \"end\", "
        "origin, record) VALUES (1, 'e', 0, 'AID', 'actual', 2, 1, '2024-05-28', 'r', 0, 4, 'read', "
        """'{"evidence": {"text": "Café"}}')""",
        *(["INSERT INTO reviews (article, kind, record, verdict, original, note, reviewer, at, sha256) "
           f"VALUES (1, {wrong})"] if version > 2 else []),
        *(["INSERT INTO rejected (kind, article, record) VALUES ('events', 1, 'e')"] if version > 6 else []),
    )  # fmt: skip
    with open_archive(where) as archive, archive.read() as connection:
        assert agrees(archive)
        assert [row.article.id for row in archive.articles(Query(text="cafe"))] == ["a"]
        passages = connection.execute(select(schema.evidence.c.event, schema.evidence.c.passage)).all()
        assert passages == [("e", "Café")]
        rejected = connection.execute(select(schema.rejected)).all()
        assert rejected == ([("events", 1, "e")] if version > 2 else [])
        # what older versions had settled said less than is asked of it now
        assert archive.waiting()["gather"] == (version < 7)


def test_a_newer_version_is_refused(where: str) -> None:
    with open_archive(where) as archive, archive.write() as connection:
        connection.execute(text(f"UPDATE {engine.VERSION_TABLE} SET version_num = '0099'"))
    with pytest.raises(ArchiveError, match=rf"version 0099.*up to {engine.VERSION}.*update communique"):
        open_archive(where)


def test_another_programs_database_is_left_alone(where: str, postgres: Server) -> None:
    store = engine.Store(engine.engine_for(engine.located(where), 1), where, 1)
    with store.write() as connection:
        connection.execute(text("CREATE TABLE events (mine INTEGER)"))
    store.close()
    with pytest.raises(ArchiveError, match=r"no archive of communique.*events"):
        open_archive(where)


def test_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear sirs, " * 500, "utf-8")
    (tmp_path / "empty").touch()
    with pytest.raises(ArchiveError, match="no SQLite database"):
        open_archive(tmp_path / "letter.txt")
    with pytest.raises(ArchiveError, match="a folder"):
        open_archive(tmp_path)
    with pytest.raises(ArchiveError, match=r"letter\.txt.*where you may write"):
        open_archive(tmp_path / "letter.txt" / "a.db")
    with pytest.raises(ArchiveError, match="where you may write"):
        open_archive("/proc/nothing.db")
    for bad in ("mysql://host/x", "http://example.org", "sqlite://"):
        with pytest.raises(ArchiveError, match="postgresql://"):
            open_archive(bad)
    open_archive(tmp_path / "empty").close()


def test_where_it_is_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_ARCHIVE", str(tmp_path / "deep" / "mine.db"))
    open_archive().close()
    assert (tmp_path / "deep" / "mine.db").exists()
    monkeypatch.delenv("COMMUNIQUE_ARCHIVE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert engine.located(None).database == str(tmp_path / "communique" / "communique.db")
    assert engine.located(f"sqlite:///{tmp_path}/b.db").database == f"{tmp_path}/b.db"


def test_two_make_one_archive_at_once(where: str) -> None:
    failed: list[BaseException] = []

    def make() -> None:
        try:
            with open_archive(where) as archive:
                archive.add([Kept("a.txt", told())])
        except BaseException as error:  # told to the test, which runs in another thread
            failed.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with open_archive(where) as archive:
        assert archive.counts()["articles"] == 1


# -- when things go wrong ------------------------------------------------------------------------------------


def test_a_second_writer_waits_and_then_says_so(where: str) -> None:
    with open_archive(where, wait=0.2) as one, open_archive(where, wait=0.2) as two:
        with (
            one.write(),
            pytest.raises(ArchiveError, match=r"another process has been writing for more than 0\.2 s"),
        ):
            two.add([Kept("a.txt", told())])
        assert two.add([Kept("a.txt", told())]).new == 1


def test_readers_do_not_wait_for_a_writer(where: str) -> None:
    with open_archive(where, wait=0.2) as one, open_archive(where, wait=0.2) as two:
        one.add([Kept("a.txt", told())])
        with one.write() as connection:
            connection.execute(schema.articles.update().values(title="in the making"))
            assert [r.article.title for r in two.articles()] == ["Norway expels envoys"]


def test_a_full_disk(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db") as archive:
        archive.add([Kept("a.txt", told())])
        with archive.read() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 120")
        with pytest.raises(ArchiveError, match="the disk is full: make room"):
            archive.add([acted(f"s{i}", event(), text=f"{TEXT * 20} {i}") for i in range(500)])
    with open_archive(tmp_path / "a.db") as archive:
        assert archive.reading("a") == told() and archive.counts()["articles"] == 1


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_archive(path) as archive:
        archive.add([acted(f"s{i}", event(), text=f"{TEXT} {i}") for i in range(200)])
    whole = bytearray(path.read_bytes())
    whole[4096 * 2 :] = b"\x55" * (len(whole) - 4096 * 2)
    path.write_bytes(whole)
    with pytest.raises(ArchiveError, match=r"damaged|no SQLite database"), open_archive(path) as archive:
        archive.events()


def test_a_row_changed_by_hand(archive: Archive) -> None:
    archive.add([Kept("a.txt", told())])
    with archive.write() as connection:
        connection.execute(schema.events.update().values(record='{"id": 5}'))
    with pytest.raises(ArchiveError, match=r"Event: .*`\$\.id`; .* run `communique recode`"):
        archive.reading("a")


def test_a_server_that_goes_away(postgres: Server) -> None:
    with open_archive(postgres.database()) as archive:
        archive.add([Kept("a.txt", told())])
        with (
            pytest.raises(ArchiveError, match=r"went away.*what was committed is kept"),
            archive.write() as connection,
        ):
            connection.execute(schema.articles.update().values(title="never kept"))
            postgres.stop()
            connection.execute(select(schema.articles))
        with pytest.raises(ArchiveError, match="cannot be reached or went away"):
            archive.events()
        postgres.start()
        assert archive.reading("a") == told()


def test_a_server_that_is_not_there(postgres: Server) -> None:
    with pytest.raises(ArchiveError, match="cannot be reached") as caught:
        open_archive("postgresql://someone:secret@127.0.0.1:9/x")
    assert "secret" not in str(caught.value)
    with pytest.raises(ArchiveError, match="does not exist"):
        open_archive(f"postgresql://postgres@127.0.0.1:{postgres.port}/nowhere")


WRITER = """
import sys
sys.path[:0] = {path!r}
from test_archive import acted, event, open_archive
archive = open_archive({where!r})
print("open", flush=True)
for i in range(10_000):
    archive.add([acted(f"s{{i * 5 + k}}", event()) for k in range(5)])
"""


def count_of(where: str) -> int:
    """How many articles are there."""
    with open_archive(where) as archive:
        return archive.counts()["articles"]


def test_a_writer_that_is_killed_leaves_whole_batches(where: str) -> None:
    code = WRITER.format(path=[str(Path(__file__).parent)], where=where)
    writer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None and writer.stdout.readline() == "open\n"
    while not count_of(where):  # a batch is there, and others follow
        assert writer.poll() is None
        time.sleep(0.05)
    writer.kill()
    writer.communicate()
    with open_archive(where) as archive:
        counts = archive.counts()
        assert counts["articles"] == counts["events"] > 0 and counts["articles"] % 5 == 0
        assert sum(m.events for m in archive.dyad_months()) == counts["events"]


def test_the_log_of_sqlite_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LONG_LOG", 100_000)
    with open_archive(tmp_path / "a.db") as archive:
        reader = sqlite3.connect(tmp_path / "a.db")
        for round in range(6):
            # one that lets the log grow
            reader.execute("BEGIN").connection.execute("SELECT count(*) FROM articles").fetchall()
            archive.add([acted(f"s{round}-{i}", event(), text=f"{TEXT * 9} {i}") for i in range(40)])
            reader.rollback()
            archive.add([acted(f"t{round}", event())])
            assert (tmp_path / "a.db-wal").stat().st_size < 100_000
        reader.close()


def test_words_are_folded_as_the_index_of_an_old_archive_has_them() -> None:
    folds = search.folding()
    old, new = ("".join(map(chr, folds)).replace("'", "''"), "".join(folds.values()))
    assert f"'{old}', '{new}'" in (HISTORY / "postgresql.sql").read_text("utf-8")
