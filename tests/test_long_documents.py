"""Long documents: sixty pages, forty operative paragraphs,
two hours of briefing are read at the pace of news, spans in place."""

from __future__ import annotations

import io
import itertools
import time
from collections.abc import Iterator

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from communique.reader import Reader
from communique.records import Article, Reading, Span
from communique.sources import from_bytes, from_string

# times the time per word of news that a document may take: what the clock of a machine with other work beside
# is out by
PACE = 1.5
DENSE = 1.5  # the same for a resolution, which has two and a half times as many acts in as many words
# acts of the news that a document is timed against: as long as the resolution, and a long report
REPORTS = (17, 240)
PAGES, LINES = 60, 38
OPERATIVE, TURNS = 40, 240
STATES = (
    "Ghana", "Togo", "Benin", "Senegal", "Gambia", "Guinea", "Niger", "Chad", "Mali", "Kenya", "Uganda",
    "Rwanda",
)
DEEDS = (
    ("condemned the seizure of the ferry by {b}", "condemns the seizure of the ferry by {b}"),
    ("called on {b} to free the crew without delay", "calls upon {b} to free the crew without delay"),
    (
        "welcomed the decision of {b} to send a delegation",
        "welcomes the decision of {b} to send a delegation",
    ),
    (
        "demanded that {b} withdraw its guards from the landing",
        "demands that {b} withdraw its guards from the landing",
    ),
    ("thanked {b} for the maize that it had sent", "thanks {b} for the maize that it has sent"),
)


def told(count: int, form: int) -> Iterator[tuple[str, str]]:
    """So many acts, each of another pair of states: who does it,
    and the words of it in the past or the present."""
    pairs = itertools.cycle(itertools.permutations(STATES, 2))
    for (a, b), deed in zip(itertools.islice(pairs, count), itertools.cycle(DEEDS), strict=False):
        yield a, deed[form].format(b=b)


def news(count: int) -> str:
    """An ordinary report with so many acts."""
    lines = [
        f"The government of {a} on Monday {did}, its foreign minister said in a statement to reporters."
        for a, did in told(count, 0)
    ]
    rows = [" ".join(lines[n : n + 3]) for n in range(0, count, 3)]
    return "LOME, March 4, 2024 (Agency) - Ministers met in Lome.\n\n" + "\n\n".join(rows)


def resolution() -> str:
    """A resolution with forty operative paragraphs."""
    body = [f"{n}. {act[:1].upper()}{act[1:]};" for n, (_, act) in enumerate(told(OPERATIVE, 1), 1)]
    head = (
        "RIVER COUNCIL\n\nResolution 12 (2024)\n\nAdopted on 4 March 2024\n\nThe River Council,\n\nRecalling "
        "its earlier resolutions,"
    )
    return head + "\n\n" + "\n\n".join(body)


def briefing() -> str:
    """Two hours of questions and answers, some 20,000 words."""
    turns = []
    for n, (a, did) in enumerate(told(TURNS, 0)):
        turns.append(
            f"QUESTION: {a} {did} last week. What does the Ministry say to that, and will the Minister speak "
            "to them?"
        )
        turns.append(
            f"MS. BERG: Norway has seen the reports from {a}. We are in touch with both sides, and we hope "
            f"that they will talk. We also urge {a} to publish the letter of number {n}, and we have offered "
            "to help with the survey of the landing that was damaged."
        )
    return (
        "Press briefing of the Ministry of Foreign Affairs of Norway\n\nOslo, 4 March 2024\n\n"
        + "\n\n".join(turns)
    )


def booklet() -> bytes:
    """A report of sixty pages with a running head and the number of each page at its foot."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4)
    width = A4[0] - 144
    words = (
        f"The Government of {a} {did}. The Commission took note of it in its report of that year."
        for a, did in told(10_000, 0)
    )
    for number in range(1, PAGES + 1):
        page.setFont("Times-Roman", 9)
        page.drawString(72, A4[1] - 40, "River Commission - Report for 2023")
        page.drawRightString(A4[0] - 72, 36, f"Page {number} of {PAGES}")
        page.setFont("Times-Roman", 11)
        y = A4[1] - 80
        rows = 0
        while rows < LINES:
            lines = simpleSplit(next(words), "Times-Roman", 11, width)
            for line in lines:
                page.drawString(72, y, line)
                y -= 14
            rows += len(lines)
            y -= 8
        page.showPage()
    page.save()
    return out.getvalue()


def timed(reader: Reader, article: Article) -> tuple[Reading, float]:
    """A reading, and the time of the processor that it took for each word."""
    begun = time.process_time()
    reading = reader.read(article)
    return reading, (time.process_time() - begun) / max(1, len(article.text.split()))


def spans(reading: Reading) -> Iterator[Span]:
    """All characters that the record points at."""
    for event in reading.events:
        yield from (event.evidence, event.trigger)
        yield from (a.span for a in (*event.actors, *event.recipients) if a.span is not None)
    for said in reading.statements:
        yield from said.content


@pytest.fixture(scope="module")
def reader() -> Reader:
    """A reader that has read before, so that no table is loaded in what is timed."""
    warm = Reader()
    for text in (news(3), resolution(), briefing()[:4000]):
        warm.read(from_string(text))
    return warm


def paced(reader: Reader, article: Article) -> tuple[Reading, float]:
    """A reading, and how many times the time per word of news it took: at best of five where both are short;
    where it is long, that before it, and if it took more than is borne, that after it."""
    if len(article.text) <= len(resolution()):
        report = from_string(news(REPORTS[0]))
        rounds = [(timed(reader, report)[1], *timed(reader, article)) for _ in range(5)]
        return rounds[0][1], min(took for _, _, took in rounds) / min(before for before, _, _ in rounds)
    report = from_string(news(REPORTS[1]))
    before = timed(reader, report)[1]
    reading, took = timed(reader, article)
    return reading, took / (before if took < PACE * before else max(before, timed(reader, report)[1]))


@pytest.mark.model
@pytest.mark.edge
def test_sixty_pages_are_read_without_their_furniture(reader: Reader) -> None:
    article = from_bytes(booklet(), "report.pdf", "report.pdf", "2024-03-04")
    assert len(article.text.split()) > 10_000
    assert "Page 3 of 60" not in article.text
    assert "Report for 2023" not in article.text.partition("\n\n")[2]
    reading, took = paced(reader, article)
    assert took < PACE
    assert len(reading.events) > 100
    assert all(article.text[s.start : s.end] == s.text for s in spans(reading))


@pytest.mark.model
@pytest.mark.edge
def test_forty_operative_paragraphs_are_forty_acts_of_the_body(reader: Reader) -> None:
    article = from_string(resolution())
    reading, took = paced(reader, article)
    assert reading.article.genre == "document"
    assert took < DENSE
    assert len(reading.events) >= OPERATIVE * 0.9
    assert all(article.text[s.start : s.end] == s.text for s in spans(reading))
    assert all(
        e.evidence.text[:1].isalpha() and {a.country for a in e.actors}
        for e in reading.events if e.type != "AGREE"
    )


@pytest.mark.model
@pytest.mark.edge
def test_two_hours_of_briefing_are_turns_of_one_speaker(reader: Reader) -> None:
    article = from_string(briefing())
    reading, took = paced(reader, article)
    assert len(article.text.split()) > 15_000
    assert reading.article.genre == "transcript"
    assert took < PACE
    answers = [s for s in reading.statements if s.speaker is not None and s.speaker.country == "NOR"]
    assert len(answers) >= TURNS
    assert all(article.text[s.start : s.end] == s.text for s in spans(reading))
