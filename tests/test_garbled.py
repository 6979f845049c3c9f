"""Text in UTF-8 that was once read as Windows-1252: put right for reading, each span verbatim in the text
that is stored; from JSON Lines to the archive, its pages and its JSON."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import ftfy
import pytest

from communique.archive import Kept, open_archive
from communique.checking import check
from communique.cli import main
from communique.comparing import compare_articles
from communique.legible import legible
from communique.occurrences.duplicates import fingerprint
from communique.reader import Reader
from communique.records import Article, Reading, span
from communique.text.garbled import mended, ungarbled
from makers import article
from webmakers import client

CLEAN = (
    "LOMÉ, 3 March 2024 – Togo’s foreign minister, Kossi Agbéyomé, expelled two of Ghana’s envoys on Friday."
    "\n\n"
    "“We won’t wait any longer,” Mr Agbéyomé told reporters. “Ghana’s silence is an answer.”\n\n"
    "He urged Ghana to reopen the border – closed since January – and said that Togo opposes the "
    "“blockade”. Togo’s president met Benin’s president in Cotonou on Thursday for talks on the border. Togo "
    "pledged to open a consulate in Porto-Novo – Benin’s capital – by 1 May 2024. Ghana’s embassy declined "
    "to comment."
)
TITLE = "Togo’s answer to Ghana"
HOSTILE = (
    "â€™", "â€", "â€ ", "â€\n", "Ã ©", "Ã©", "Ã", "â€™ s ", "Ã\u0083Â©", "â€œ“’x", "ß×", "ðŸ", "\ufffd", "aâ",
)  # fmt: skip


def garbled(text: str) -> str:
    """A text as a reader of Windows-1252 leaves it, with blanks put around apostrophes, the last byte of
    closing quotation marks lost, and one mark torn over two lines."""
    ftfy.fix_encoding("")  # knows the codec
    marks = "".join(c if c.isascii() else c.encode().decode("sloppy-windows-1252") for c in text)
    marks = marks.replace("\u009d", "\ufffd").replace("â€™s", "â€™ s").replace("â€™t", "â€ ™ t")
    return marks.replace("Ghanaâ€™ s embassy", "Ghanaâ€\n\n™ s embassy")


@pytest.fixture(scope="module")
def stored() -> Article:
    """The article as a line of JSON holds it."""
    return article(garbled(CLEAN), title=garbled(TITLE), published="2024-03-03", language="en")


@pytest.fixture(scope="module")
def pair(reader: Reader, stored: Article) -> tuple[Reading, Reading]:
    """The readings of the article and of its clean twin."""
    twin = article(CLEAN, title=TITLE, published="2024-03-03", language="en")
    return reader.read(stored), reader.read(twin)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Togoâ€™ s envoy", "Togo’s envoy"),
        ("They donâ€ ™ t, said â€œHervÃ©â€\ufffd", "They don’t, said “Hervé”"),
        ("â€œNo,â€ he saidâ€¦ â€“ to himself", "“No,” he said… – to himself"),
        ("Itâ€\n\n™ s late", "It’s late"),
        ("HervÃ © leftâ€”voilÃ  tout", "Hervé left—voilà tout"),
        ("CAFÃ‰ at â‚¬5", "CAFÉ at €5"),
        ("“No,” said Ngũgĩ: CAFÉ “OK”, SÃO PAULO", None),
        ("Iraq ’ s", None),
    ],
)
def test_what_was_garbled_is_put_right(text: str, expected: str | None) -> None:
    found = mended(text)
    assert (found and found.text) == expected
    assert ungarbled(expected or text) == (expected or text)


def test_each_character_stands_where_it_was_written() -> None:
    text = garbled(CLEAN)
    found = mended(text)
    assert found is not None and found.text == CLEAN
    for words in ("Togo’s", "’s foreign", "Agbéyomé", "é", "“We won’t wait any longer,”", "– closed"):
        at = CLEAN.index(words)
        start, end = found.back(at, at + len(words))
        assert ungarbled(text[start:end]).replace("’ ", "’") == words
    assert text[slice(*found.back(0, len(CLEAN)))] == text
    assert found.back(len(CLEAN), len(CLEAN)) == (len(text), len(text))


def test_a_clean_text_is_read_as_it_is() -> None:
    own = article(CLEAN)
    assert legible(own).article is own


@pytest.mark.parametrize("unit", HOSTILE)
def test_marks_without_end_take_time_in_proportion(unit: str) -> None:
    def taken(times: int) -> float:
        text = "â€™" + unit * times
        begun = time.process_time()
        found = mended(text)
        assert found is not None and len(found.text) == len(found.starts) == len(found.ends)
        return time.process_time() - begun

    few = min(taken(5_000) for _ in range(3))
    assert any(taken(50_000) < 30 * few + 0.025 for _ in range(2))


def test_any_mixture_of_marks_keeps_its_order() -> None:
    chance = random.Random(7)
    parts = [*HOSTILE, *"aà ’”“™\u009dœ¦\u00a0.", "Ghana", "â‚¬", "s "]
    for _ in range(3000):
        text = "â€™" + "".join(chance.choices(parts, k=chance.randrange(1, 40)))
        found = mended(text)
        assert found is not None
        assert all(low < high for low, high in zip(found.starts, found.ends, strict=True))
        edges = zip(found.starts, found.ends, strict=True)
        assert all(one == other or one[1] <= other[0] for one, other in pairwise(edges))


def spans(json: Any) -> Iterator[dict[str, Any]]:
    """Whatever in a piece of JSON has a start, an end and a text."""
    if isinstance(json, dict):
        if isinstance(json.get("start"), int):
            yield json
        for value in json.values():
            yield from spans(value)
    elif isinstance(json, list):
        for value in json:
            yield from spans(value)


@pytest.mark.model
def test_the_records_are_those_of_the_clean_twin(stored: Article, pair: tuple[Reading, Reading]) -> None:
    read, twin = (one.to_dict() for one in pair)
    assert read["article"]["text"] == stored.text and read["article"]["title"] == stored.title
    assert all(read[kind] for kind in ("statements", "events", "meetings", "positions", "times", "places"))
    assert read["nonresponses"]
    found, clean = (list(spans({**one, "article": None})) for one in (read, twin))
    for mine, theirs in zip(found, clean, strict=True):
        assert mine["text"] == stored.text[mine["start"] : mine["end"]]
        assert ungarbled(mine["text"]) == theirs["text"]
        mine |= theirs
    assert {**read, "article": None} == {**twin, "article": None}


@pytest.mark.model
def test_an_undertaking_in_a_document(reader: Reader) -> None:
    words = garbled("In July 2024 Chile’s government – as agreed – will open a consulate in Tarija.")
    own = article(words, title=garbled("Statement by Chile’s Ministry of Foreign Affairs"), language="en")
    [made] = (read := reader.read(own)).commitments
    [report] = made.evidence
    assert (read.article.genre, made.by) == ("document", ("CHL",))
    assert report.span == span(words, report.span.start, report.span.end)
    assert ungarbled(report.span.text) == made.what
    issuers = [a.span for a in read.article.issuers if a.span]
    assert all(one == span(words, one.start, one.end) for one in issuers)


@pytest.mark.model
def test_one_by_one_or_many_at_once(reader: Reader, stored: Article, pair: tuple[Reading, Reading]) -> None:
    other = article("Peru expelled two Chilean envoys on Monday.", id="lima", language="en")
    first, last = reader.read_many([stored, other])
    assert first == pair[0]
    assert isinstance(last, Reading) and last.events


@pytest.mark.model
def test_comparing_counts_in_the_stored_text(reader: Reader, stored: Article) -> None:
    twin = article(CLEAN, title=TITLE, published="2024-03-03", language="en")
    found = compare_articles(stored, twin, reader)
    assert found.a == reader.read(stored).article and found.both
    assert not (found.changed or found.only_a or found.only_b)
    for one in found.both:
        assert one.a == span(stored.text, one.a.start, one.a.end)
        assert ungarbled(one.a.text) == one.b.text


@pytest.mark.model
def test_checking_counts_in_the_stored_texts(reader: Reader, stored: Article, tmp_path: Path) -> None:
    claim = garbled("Mr Agbéyomé said: “We won’t wait any longer”.")
    with open_archive(tmp_path / "a.db") as archive:
        archive.add([Kept("togo", reader.read(stored))])
        [verdict] = check(article(claim, language="en"), archive, reader)
    assert verdict.verdict == "supported"
    assert verdict.claim == span(claim, verdict.claim.start, verdict.claim.end)
    [report] = verdict.evidence
    assert report.span == span(stored.text, report.span.start, report.span.end)


def test_a_copy_of_a_clean_text_is_one(stored: Article) -> None:
    assert fingerprint(stored).signature == fingerprint(article(CLEAN)).signature


@pytest.mark.model
@pytest.mark.edge
@pytest.mark.command
def test_from_json_lines_to_the_archive_its_pages_and_its_json(stored: Article, tmp_path: Path) -> None:
    given = {"id": "togo", "text": stored.text, "title": stored.title, "published": "2024-03-03"}
    lines = tmp_path / "news.jsonl"
    lines.write_text(json.dumps(given) + "\n", "utf-8")
    where = str(tmp_path / "a.db")
    assert main(["ingest", "--jsonl", str(lines), "--archive", where, "--jobs", "1", "--settle"]) == 0
    with open_archive(where) as archive:
        reading = archive.reading("togo")
    assert reading is not None and reading.article.text == stored.text
    told = list(spans({**reading.to_dict(), "article": None}))
    assert told and all(one["text"] == stored.text[one["start"] : one["end"]] for one in told)
    web = client(Path(where))
    event = reading.events[0]
    page = web.get("/article", params={"id": "togo", "record": event.id}).text
    [body] = re.findall(r'<div class="body"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert unescape(re.sub("<[^>]*>", "", body)) == stored.text
    lit = re.findall(r'class="[^"]*\blit\b[^"]*"[^>]*>([^<]*)<', body)
    assert unescape("".join(lit)) == event.evidence.text
    assert "Togoâ€™ s" in event.evidence.text
    answer = web.get("/api/v1/articles/togo").json()
    assert list(spans(answer)) == list(spans(reading.to_dict()))
