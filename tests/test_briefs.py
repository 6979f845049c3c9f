"""Briefs: what stands in them, that every line has its source, that no article's words are markup,
and how they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import html as pages
from markdown_it import MarkdownIt

from briefmakers import (
    DEMAND,
    OVERRIDE,
    POLICY,
    PRINCIPLE,
    RAILWAY,
    REFUSAL,
    SCRIPT,
    SUM,
    TODAY,
    add,
    filled,
    put_dispute,
    swears,
    told,
)
from communique.archive import Archive, Kept, Query, open_archive
from communique.asking.parties import Unclear
from communique.briefs import chart, gather, page, papers, writing
from communique.briefs.records import Bar, Brief, Line, Timeline
from communique.briefs.subjects import Subject, subject
from communique.cli import briefing, main
from communique.errors import ArchiveError
from communique.records import Demand
from makers import failure


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """The affair."""
    with open_archive(filled(tmp_path)) as opened:
        yield opened


def made(archive: Archive, asked: str = "NOR-ISL", **days: str) -> Brief:
    """The brief on a subject, as of a day."""
    return gather.brief(archive, subject(asked, archive), as_of=TODAY, **days)  # type: ignore[arg-type]


def section(brief: Brief, name: str) -> tuple[Line, ...]:
    """The lines of a section; none where there is no such section."""
    return next((part.lines for part in brief.sections if part.name == name), ())


def lines(brief: Brief) -> list[Line]:
    """All lines and their notes."""
    first = [*brief.figures.lines, *(line for part in brief.sections for line in part.lines)]
    return [*first, *(note for line in first for note in line.notes)]


# -- what stands in it ---------------------------------------------------------------------------------------


def test_happenings_are_in_order_with_words_outlet_and_day(archive: Archive) -> None:
    found = section(made(archive), "happenings")
    assert [line.label for line in found] == ["H1", "H2", "H3"]
    assert [line.reports[0].article for line in found] == ["demand", "refusal", "hostile/?a=1&b=2"]
    assert found[0].text.endswith("Norway → Iceland: request (yield); 2 reports from 2 independent origins")
    assert [r.outlet for r in found[0].reports] == ["Fjord News", "Harbour Post"]
    assert found[0].reports[0].span.text == DEMAND


def test_demands_have_their_age_and_what_came_back(archive: Archive) -> None:
    (still,) = section(made(archive), "open")
    assert "open, 6 days old; since 2025-03-06" in still.text
    (answered,) = section(made(archive), "answered")
    assert answered.text.startswith("Norway asks Iceland: refused; since 2025-03-03")
    (note,) = answered.notes
    assert note.text == "refused, 2025-03-05: Iceland" and note.reports[0].span.text == REFUSAL


def test_what_is_undertaken_is_told_with_its_last_day_and_what_became_of_it(archive: Archive) -> None:
    late, ahead, open_ = (
        "Iceland will return the nets by 8 March.",
        "Iceland will repair the pier by 1 April.",
        "Iceland will keep watch.",
    )
    for id, words, due in (
        ("nets", late, "2025-03-08"), ("pier", ahead, "2025-04-01"), ("watch", open_, None),
    ):
        add(archive, told(id, words, "2025-03-01", type=None, commitments=[swears(words, id, due=due)]))
    found = section(made(archive), "commitments")
    assert [line.label for line in found] == ["K1", "K2", "K3"]
    assert found[0].text == (
        f"Iceland to Norway: “{late}”, due by 2025-03-08, overdue: its day has passed and no report says "
        "what became of it"
    )
    assert found[1].text == f"Iceland to Norway: “{ahead}”, due by 2025-04-01, open"
    assert found[2].text.endswith("”, open")
    assert [line.reports[0].article for line in found] == ["nets", "pier", "watch"]
    assert section(made(archive, "KEN-UGA"), "commitments") == ()
    soon = "Iceland will mend the buoy by 15 March."
    add(
        archive,
        told("buoy", soon, "2025-03-01", type=None, commitments=[swears(soon, "buoy", due="2025-03-15")]),
    )
    blocks = page.brief(archive, subject("NOR-ISL", archive), as_of=TODAY).blocks
    due = next(block for block in blocks if block.title == "Due in the next ten days")
    [entry] = [e for e in due.entries if any(piece.text == soon for piece in e.pieces)]
    assert entry.pieces[0].text == "Iceland by then: " and entry.sources


def test_a_shifted_position_shows_both_wordings_each_with_its_report(archive: Archive) -> None:
    (line,) = section(made(archive, "Norway"), "positions")
    assert f"since 2025-03-10 supports, “{PRINCIPLE}”" in line.text
    assert line.reports[0].outlet == "Coast Times"
    assert f"“{POLICY}”" in line.notes[0].text and line.notes[0].reports[0].article == "policy"
    assert section(made(archive, "Norway", since="2025-03-11"), "positions") == (), "it shifted before"


def test_contradictory_accounts_stand_beside_those_who_give_them(archive: Archive) -> None:
    (line,) = section(made(archive), "contradictions")
    days = {
        note.text: [r.article for r in note.reports] for note in line.notes if note.text.startswith("day")
    }
    assert days == {"day: 2025-03-03": ["demand"], "day: 2025-03-02": ["again"]}


def test_a_dispute_shows_its_trigger_and_third_parties_that_a_report_tells_of(archive: Archive) -> None:
    id = put_dispute(archive)
    for asked in (id, id[:8], "Norway and Iceland on the trawler Havbris", "trawler havbris"):
        about = subject(asked, archive)
        assert about.kind == "dispute" and about.dispute is not None and about.dispute.id == id
    brief = made(archive, id)
    (line,) = section(brief, "disputes")
    assert "rising" in line.text and line.reports[0].span.text == DEMAND
    (uganda,) = line.notes
    assert uganda.text.startswith("Uganda, spoke up by itself") and uganda.reports[0].span.text == RAILWAY
    assert any("France (FRA) is a third party" in gap.text for gap in brief.gaps), (
        "what has no report is named as missing, not told"
    )
    assert len(section(brief, "happenings")) == 2, "its moves"


def test_a_settled_dispute_is_found_by_its_title_that_begins_like_a_pair(archive: Archive) -> None:
    rows = archive.items("disputes")
    assert rows, "the demand and its refusal are one"
    title = str(rows[0].record["title"])
    for asked in (title, title.upper(), title[:-4]):
        about = subject(asked, archive)
        assert about.dispute is not None and about.dispute.id == rows[0].id
    assert section(made(archive, title), "disputes")[0].reports


def test_a_dispute_whose_trigger_is_gone_is_missing_and_no_crash(archive: Archive) -> None:
    brief = made(archive, put_dispute(archive, trigger="gone", third_parties=[]))
    assert section(brief, "disputes") == ()
    assert any("not in the archive any more" in gap.text for gap in brief.gaps)


def test_what_is_missing_is_said(archive: Archive) -> None:
    archive.add([Kept("far.txt", failure("far.txt: binary"))])
    late = told(
        "late", "Iceland warned Norway about the nets.", "2025-03-11", type="THREATEN", mode=None,
        actor="ISL", recipient="NOR",
    )
    archive.add([late])
    said = " ".join(gap.text for gap in made(archive).gaps)
    assert "not settled yet" in said and "far.txt: binary" in said and "Looked for and not found" in said
    old = gather.brief(archive, subject("NOR-ISL", archive), as_of="2025-06-30")
    assert any("111 days before this brief" in gap.text for gap in old.gaps)


def test_an_empty_archive_gives_a_brief_that_says_so(tmp_path: Path) -> None:
    with open_archive(tmp_path / "empty.db") as archive:
        brief = made(archive, "Norway")
        assert lines(brief) == [] and brief.timeline is None
        assert any("no article" in gap.text for gap in brief.gaps)
        assert "What is missing" in writing.markdown(brief) and "What is missing" in writing.html(brief)


def test_an_issue_is_found_by_words_of_passages(archive: Archive) -> None:
    about = subject("trawler", archive)
    assert about == Subject("issue", "trawler", Query(issue="trawler"))
    assert {line.reports[0].article for line in section(made(archive, "trawler"), "happenings")} == {
        "demand", "refusal",
    }


# -- no line without a source --------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["NOR-ISL", "Norway", "trawler", ""])
def test_every_line_has_a_source(archive: Archive, asked: str) -> None:
    brief = made(archive, asked)
    assert lines(brief) and all(line.reports for line in lines(brief))
    text, _, rest = writing.markdown(brief).partition("## What is missing")
    assert rest
    for line in text.splitlines():
        if line.lstrip().startswith("- "):
            assert "](<https://news.example/" in line or re.search(r"`article .+, \d+–\d+`", line), line
    with pytest.raises(ValueError, match="no line of a brief without a report"):
        Line("made up", ())


# -- the page ------------------------------------------------------------------------------------------------


def paper(archive: Archive, asked: str = "NOR-ISL", **days: str) -> page.Page:
    """The page on a subject, as of a day."""
    return papers.fitting(
        lambda room: page.brief(archive, subject(asked, archive), as_of=TODAY, room=room, **days)
    )  # type: ignore[arg-type]


def test_five_lines_always_stand_in_one_order(archive: Archive, tmp_path: Path) -> None:
    sheet = page.brief(archive, subject("NOR-ISL", archive), as_of="2025-03-08")
    assert [entry.label for entry in sheet.five] == ["New", "Stands", "Done", "Others", "Next"]
    assert "Norway demands something of Iceland" in sheet.five[0].pieces[0].text and sheet.five[0].sources
    assert sheet.five[1].pieces[1].style == "quote" and "trawler Havbris" in sheet.five[1].pieces[1].text
    assert "Nothing is reported as due" in sheet.five[4].pieces[0].text
    assert sheet.headline.startswith("Norway demands something of Iceland")
    with open_archive(tmp_path / "empty.db") as empty:
        nothing = paper(empty, "")
        assert [entry.label for entry in nothing.five] == ["New", "Stands", "Done", "Others", "Next"]
        assert nothing.sources == ()


def test_every_quotation_stands_in_its_article(archive: Archive) -> None:
    sheet = paper(archive)
    ids = {source.number: source for source in sheet.sources}
    texts = " ".join(archive.article(row.article.id).text for row in archive.articles())  # type: ignore[union-attr]
    entries = [*sheet.five, *sheet.acts, *(entry for block in sheet.blocks for entry in block.entries)]
    for entry in entries:
        assert all(number in ids for number in entry.sources)
        for piece in entry.pieces:
            if piece.style == "quote":
                assert piece.text.strip("… ").rstrip(".") in texts
    assert sheet.acts and sheet.demands and all(row.sources for row in sheet.demands)


def test_a_page_fits_on_one_sheet_in_every_format(archive: Archive, tmp_path: Path) -> None:
    for name in ("b.md", "b.html", "b.docx"):
        assert run(tmp_path, "NOR-ISL", "-o", str(tmp_path / name)) == 0
    assert papers.sheets(paper(archive)) == 1
    import docx

    words = docx.Document(str(tmp_path / "b.docx"))
    cells = [cell.text for table in words.tables for row in table.rows for cell in row.cells]
    assert any("Havbris" in text for text in cells)
    assert any(p.text == "In five lines" for p in words.paragraphs)


def test_a_page_is_printed(archive: Archive, tmp_path: Path) -> None:
    try:
        papers.weasyprint()
    except papers.PaperError as error:
        pytest.skip(str(error))
    assert run(tmp_path, "NOR-ISL", "-o", str(tmp_path / "b.pdf")) == 0
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF-")


def test_a_page_that_is_too_long_loses_acts_and_not_its_type(archive: Archive) -> None:
    rooms, whole = [], paper(archive)

    def make(room: page.Room) -> page.Page:
        rooms.append(room)
        long = page.Entry("1 Jan", (page.Piece("words " * 60),), (1,))
        return replace(whole, acts=(long,) * room.acts)

    papers.fitting(make)
    assert len(rooms) > 1 and rooms[0].acts > rooms[-1].acts


def test_hostile_words_are_text_on_the_page(archive: Archive) -> None:
    acts = (page.Entry("1 Jan", (page.Piece(f" {SCRIPT} ", "quote"),)),)
    sheet = replace(paper(archive), headline=f"{SCRIPT} {SUM} {OVERRIDE}", acts=acts)
    text = papers.html(sheet)
    assert SCRIPT not in text and OVERRIDE not in text and "&lt;script&gt;" in text and "<script" not in text
    rendered = MarkdownIt().enable("table").render(papers.markdown(sheet))
    assert "<script" not in rendered and OVERRIDE not in rendered


@pytest.mark.parametrize(
    ("typed", "seconds"), [("30m", 1800), ("6h", 21600), ("07:00", 3600), ("05:59", 86340)]
)
def test_when_a_brief_is_written_again(typed: str, seconds: int) -> None:
    every = briefing.span(None, None, typed)  # type: ignore[arg-type]
    assert every is not None and every(datetime(2025, 11, 28, 6, 0)) == seconds


def test_every_footnote_is_cited_in_order(archive: Archive) -> None:
    for room in page.ROOMS:
        sheet = page.brief(archive, subject("NOR-ISL", archive), as_of=TODAY, room=room)
        lines = [
            *sheet.five, *sheet.acts, *(entry for block in sheet.blocks for entry in block.entries),
            *sheet.demands,
        ]
        used = list(dict.fromkeys(n for line in lines for n in line.sources))
        assert sorted(used) == [source.number for source in sheet.sources] == list(range(1, len(used) + 1))
        assert used


def test_a_brief_is_written_again_and_again_and_a_failure_is_no_end(
    archive: Archive, tmp_path: Path, capsys: Any
) -> None:
    file, states = tmp_path / "brief.html", []

    def write_once() -> None:
        states.append(file.exists())
        file.unlink(missing_ok=True)
        if len(states) == 2:
            raise ArchiveError("the disk is away")
        if len(states) == 4:
            raise SystemExit(0)
        briefing.made_of(archive, "NOR-ISL", None, None, "html", file, full=False, as_of=None, peek=True)

    with pytest.raises(SystemExit):
        briefing.again(write_once, lambda now: 0.02)
    assert states == [False, True, False, True]
    assert "the disk is away; the next try at the next time" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--every", "25:00", "-o", "x.md"], ["--every", "6h"], ["--full", "-o", "x.pdf"],
        ["--every", "0h", "-o", "x"],
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_said(archive: Archive, tmp_path: Path, arguments: list[str]) -> None:
    assert run(tmp_path, "NOR-ISL", *arguments) == 2 and not (tmp_path / "x.pdf").exists()


# -- nothing of an article is markup -------------------------------------------------------------------------


def test_hostile_words_are_text_in_html(archive: Archive) -> None:
    page = writing.html(made(archive))
    assert "<script" not in page and "javascript:" not in re.sub(r">[^<]*<", "><", page)
    assert OVERRIDE not in page
    root = pages.fromstring(page)
    assert not root.xpath("//script | //iframe | //object | //img | //@onload | //@onclick")
    assert all(href.startswith("https://news.example/") for href in root.xpath("//@href"))
    told = root.xpath("//section[@id='happenings']")[0].text_content()
    assert SCRIPT in told and SUM in told and "[U+202E]gnorw" in told, "they are shown as they are"


def test_hostile_words_are_text_in_markdown(archive: Archive) -> None:
    text = writing.markdown(made(archive))
    assert SCRIPT not in text and "{{" not in text and "](javascript" not in text and OVERRIDE not in text
    page = MarkdownIt("commonmark", {"html": True}).render(text)
    root = pages.fromstring(f"<div>{page}</div>")
    assert not root.xpath("//script | //img")
    assert all(href.startswith("https://") for href in root.xpath("//@href"))
    assert SCRIPT in root.text_content() and "[x](javascript:alert(1))" in root.text_content()
    assert SUM in root.text_content()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "//evil.example", "https://a.example/\u202e",
        "ftp://a.example", "https://user:secret@a.example/", "https://a b.example/", "http://[::1", "", None,
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert writing.weblink(url) is None


def test_an_address_cannot_leave_its_link() -> None:
    assert (
        writing.weblink("https://a.example/x>(y)`<script>") == "https://a.example/x%3E%28y%29%60%3Cscript%3E"
    )
    assert writing.weblink("https://a.example/%41?b=%zz") == "https://a.example/%41?b=%25zz"


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ `c` ~~d~~",
        "# head",
        "![i](https://a.example)", "<https://a.example>", "a | b", "https://a.example", "$x$", "&lt;b&gt;",
        "\\*", "[a]: https://a.example", "1. x", "<!-- x -->",
    ],
)  # fmt: skip
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    page = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .render(f"- so: {writing.marked(text)}")
    )
    assert pages.fromstring(page).text_content().strip() == f"so: {text}"
    assert "<a" not in page and "<em>" not in page and "<code>" not in page and "<img" not in page


# -- the chart -----------------------------------------------------------------------------------------------


def test_the_timeline_is_drawn_offline_and_holds_shapes_only(archive: Archive) -> None:
    brief = made(archive)
    assert brief.timeline is not None and brief.timeline.unit == "day"
    drawn = str(chart.svg(brief.timeline))
    assert drawn.startswith("<svg") and "H1" in drawn and "script" not in drawn and "href" not in drawn
    assert drawn in writing.html(brief, svg=chart.svg(brief.timeline))


def test_the_timeline_in_characters() -> None:
    text = chart.in_characters(
        Timeline("day", (Bar("2025-03-01", 4, 2), Bar("2025-03-01", 1, 1), Bar("2025-03-02", 2, 100)), ())
    )
    first, second = text.splitlines()[1:]
    assert first.split("|")[0].split() == ["2025-03-01", "-"] and first.endswith("| +")
    assert second.endswith("+" * chart.ACROSS) and "one sign is about" in text


@pytest.mark.parametrize(
    ("last", "unit"), [("2025-03-20", "day"), ("2025-12-20", "week"), ("2029-01-01", "month")]
)
def test_the_timeline_has_periods_as_long_as_fit(last: str, unit: str, archive: Archive) -> None:
    add(archive, told("last", "Norway thanked Iceland for the trawler.", last, type="SUPPORT", mode=None))
    timeline = made(archive).timeline
    assert timeline is not None and timeline.unit == unit and chart.svg(timeline)


# -- whom it is about ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["NOR-ISL", "Norway–Iceland", "nor – isl", "Norway and Iceland", "Norway vs. Iceland", "Norway/Iceland"],
)
def test_a_pair_by_names_or_codes(archive: Archive, typed: str) -> None:
    assert subject(typed, archive).query.dyad == ("NOR", "ISL")


@pytest.mark.parametrize(
    ("typed", "code"), [("Guinea-Bissau", "GNB"), ("the United States", "USA"), ("UN", "UNO"), ("jpn", "JPN")]
)
def test_a_country_by_name_or_code(archive: Archive, typed: str, code: str) -> None:
    assert subject(typed, archive).query.party == code


def test_names_with_a_dash_are_no_pair(archive: Archive) -> None:
    assert subject("Timor-Leste–Guinea-Bissau", archive).query.dyad == ("TLS", "GNB")


@pytest.mark.parametrize(
    ("typed", "candidates"),
    [
        ("Congo", "COD"), ("Korea", "PRK"), ("Congo–Rwanda", "COG"), ("Norwy-Iceland", "NOR"),
        ("Norway–Norway", "NOR alone"), ("purple cucumbers", "other words"), ("abcdef123", "ledger disputes"),
        ("x" * 400, "at most 300"),
    ],
)  # fmt: skip
def test_what_is_unclear_names_candidates(archive: Archive, typed: str, candidates: str) -> None:
    with pytest.raises(Unclear, match=candidates):
        subject(typed, archive)


# -- the command ---------------------------------------------------------------------------------------------


def run(tmp_path: Path, *arguments: str) -> int:
    """The exit status of the command on the affair's archive."""
    return main(["brief", *arguments, "--archive", str(tmp_path / "affair.db")])


def test_the_command_writes_both_formats(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "Norway–Iceland", "--since", "2025-03-01", "--full") == 0
    text = capsys.readouterr().out
    assert text.startswith("# Norway (NOR) – Iceland (ISL)\n") and "```text" in text
    assert run(tmp_path, "NOR-ISL", "--full", "-o", str(tmp_path / "b.md")) == 0
    assert "](<b.svg>)" in (tmp_path / "b.md").read_text("utf-8")
    assert (tmp_path / "b.svg").read_text("utf-8").startswith("<svg")
    assert run(tmp_path, "NOR-ISL", "--full", "-o", str(tmp_path / "b.html")) == 0
    assert "<svg" in (tmp_path / "b.html").read_text("utf-8")
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == [], (
        "no half-written files stay"
    )


def test_without_the_drawing_packages_the_timeline_is_in_characters(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    assert run(tmp_path, "NOR-ISL", "--full", "--format", "html") == 0
    out, err = capsys.readouterr()
    assert "<pre>" in out and "communique[plots]" in err


def test_an_unclear_subject_is_exit_2_with_candidates(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "Congo") == 2
    out, err = capsys.readouterr()
    assert out == "" and "COD" in err and "COG" in err and len(err.splitlines()) == 1
    assert run(tmp_path, "Norway", "--since", "2025-04", "--until", "2025-03") == 2
    assert run(tmp_path, "Norway", "--since", "soon") == 2
    assert main(["brief", "Norway", "--archive", str(tmp_path / "none.db")]) == 2


def test_a_file_that_cannot_be_written_is_named(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "Norway", "-o", str(tmp_path / "no" / "b.html")) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_what_is_new_goes_on_from_the_last_brief(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--peek") == run(tmp_path) == 0
    assert "the first brief on what is new" in capsys.readouterr().err
    assert run(tmp_path, "--peek") == 0
    nothing = capsys.readouterr().out
    assert (
        "No act of weight is reported" in nothing and "Havbris" not in nothing.partition("## Demands")[0]
    ), "nothing since"
    words = "Kenya asked Uganda to repair the old bridge at Busia."
    add(archive, told("bridge", words, "2025-01-05", "Lake Daily", actor="KEN", recipient="UGA"))
    assert run(tmp_path, "--peek") == 0
    text = capsys.readouterr().out
    assert "old bridge" in text and "Havbris" not in text.partition("## Demands")[0], (
        "what is told since, however old it is"
    )
    assert run(tmp_path) == 0 and run(tmp_path) == 0
    assert "No act of weight is reported" in capsys.readouterr().out.rpartition("## In five lines")[2]


def test_a_broken_mark_is_as_none(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.put_items("brief", (), (), {"brief": '{"edition": "x"'})
    assert run(tmp_path) == 0 and "the first brief" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("of", "said"),
    [(("CHL",), "Chile has not answered"), (("CHL", "PER"), "Chile and Peru have not answered")],
)
def test_who_is_asked_agrees_with_its_verb(archive: Archive, of: tuple[str, ...], said: str) -> None:
    asked = Demand("d", ("NOR",), of, "free the crew", "open", None, None, None, (), ())
    line = page.stands_line([asked], TODAY, page.Notes(archive))
    assert line.pieces[0].text.startswith(said)
