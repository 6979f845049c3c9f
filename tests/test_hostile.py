"""No input hangs the program: what once did is read, or ended after its time with a plain error,
and so are inputs bent at random.

COMMUNIQUE_MUTATIONS says how many of those (2,500 by hand).
"""

from __future__ import annotations

import gzip
import json
import os
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from communique import pipeline
from communique.archive import open_archive
from communique.records import Article, Failure, Reading
from communique.sources import from_html, from_string, furniture, open_source, pages
from communique.sources.arrivals import Arrival, arrivals
from communique.sources.pages import Options, opener
from quickreader import QuickReader
from test_sources_bad_inputs import BODY, PAGE, SENTENCE
from test_sources_warc import record

MUTATIONS = int(os.environ.get("COMMUNIQUE_MUTATIONS", "150"))
HEAD = (
    "<!doctype html><html lang=en><head><title>Envoy to stay</title></head><body><article><h1>Envoy to stay "
    "in capital</h1>"
)
CAPITALS = "A" * 60 + " said on Friday that the envoy of the northern republic would stay in the capital"
ONCE_HUNG = {
    "capitals.txt": f"Envoy to stay\n\n{CAPITALS}\n\n{SENTENCE}\n",
    "dots.txt": f"Envoy to stay\n\n{'A.B.' * 20} said on Friday that the envoy would stay\n\n{SENTENCE}\n",
    "comments.html": "<!-- -->" * 30 + PAGE,
    "apostrophes.txt": f"Envoy to stay\n\n{chr(39) * 40_000}\n\n{SENTENCE}\n",
    "entities.html": f"{HEAD}{BODY}<p>{'&amp;' * 200_000}</p></article>",
    "brackets.txt": f"{SENTENCE}\n\n{'<' * 1_000_000}\n",
    "blanks.html": f"{HEAD}{BODY}<p>{' ' * 400_000}x</p></article>",
    "capitals.html": f"{HEAD}<p>{CAPITALS}, 2020</p>{BODY}</article>",
}


@pytest.mark.parametrize("name", ONCE_HUNG)
def test_what_once_hung_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(ONCE_HUNG[name], "utf-8")
    begun = time.process_time()
    assert SENTENCE in open_source(str(tmp_path / name)).text
    assert time.process_time() - begun < pages.SECONDS / 2


def test_words_are_counted_in_proportion_to_the_line() -> None:
    assert furniture.count("the envoy's “stay” – in – 1999!") == 5
    assert furniture.count("' '' ''' .") == 0 and furniture.count("'" * 100_000) == 0
    assert furniture.count("") == 0


def test_a_source_without_end_is_ended_and_named_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attributes = " ".join(f"a{n}=''" for n in range(200_000))  # libxml2 compares each with all before it
    (tmp_path / "a.html").write_text(f"{HEAD}<p {attributes}>x</p>{BODY}</article>", "utf-8")
    (tmp_path / "b.txt").write_text(SENTENCE, "utf-8")
    monkeypatch.setattr(pages, "SECONDS", 1.0)
    with opener() as worker:
        first, second = arrivals([str(tmp_path)], Options(worker=worker))
    assert isinstance(first.item, Failure) and isinstance(second.item, Article)
    assert (
        first.item.message
        == f"{first.origin}: the process that read it took more than 1 seconds and was ended; "
           f"{pages.UNENDING}"
    )


# ---------------------------------------------------------------- articles
class Endless(QuickReader):
    """A reader that needs no parser, never ends over an article that is called so, and dies over another."""

    def read_many(
        self, stream: Iterable[Article | Failure], *, batch: int = 32
    ) -> Iterator[Reading | Failure]:
        """A reading of nothing for each article."""
        for item in stream:
            while item.id == "endless":
                pass
            if item.id == "deadly":
                os._exit(1)
            yield item if isinstance(item, Failure) else Reading(item)


def test_an_article_without_end_fails_and_the_rest_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "SECONDS", 1.0)
    ids = [*(f"a{n}" for n in range(3)), "endless", "b", "deadly", *(f"c{n}" for n in range(3))]
    stream = [Arrival(id, Article(id, None, None, f"{SENTENCE} {id}", "2024-05-28")) for id in ids]
    with open_archive(tmp_path / "a.db") as archive:
        totals = pipeline.ingest(stream, archive, Endless(), jobs=2, batch=4)
        failed = {row.origin: row.message for row in archive.failures()}
        assert [article.id for article in archive.texts()] == [id for id in ids if id not in failed]
    assert totals.added.new == len(ids) - 2 and set(failed) == {"endless", "deadly"}
    assert "took more than 1 seconds and was ended" in failed["endless"] and "died" in failed["deadly"]


# ---------------------------------------------------------------- bent at random
NASTY = (*"<>&'\"A1é- \n\0\u202e\ud800", "A.", "<!--", "-->", "&amp;", "<a ", "](", "((", ", ", "<p>")


def bent(source: str, dice: random.Random) -> str:
    """A text with some of its pieces doubled, dropped, moved or pumped."""
    for _ in range(dice.randint(1, 6)):
        a, b = sorted(dice.randrange(len(source) + 1) for _ in range(2))
        b = min(b, a + dice.choice((1, 20, 400)))
        piece = source[a:b]
        source = dice.choice((
            source[:a] + source[b:],
            source[:a] + piece * dice.choice((2, 50)) + source[b:],
            source[:a] + dice.choice(NASTY) * dice.choice((1, 30, 5_000, 60_000)) + source[a:],
            source[:a] + piece[::-1] + source[b:],
            source[:a] + piece.upper() + source[b:],
        ))  # fmt: skip
    return source


def inputs(dice: random.Random) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of inputs of all kinds, bent."""
    story = (
        "Envoy to stay\nBy Ada Berg\n28 November 2025\n\nOSLO, Nov 28 (Fjord Wire) - "
        f"{SENTENCE}\n\n{SENTENCE}\n"
    )
    line = (
        json.dumps({
            "id": "a", "text": SENTENCE, "title": "Envoy", "published": "2025-11-28",
            "url": "https://news.example/a",
        })
        + "\n"
    )
    kinds = {"a.html": PAGE, "a.txt": story, "a.jsonl": line * 3, "a.json": line}
    while True:
        name = dice.choice((*kinds, "a.warc", "a.html.gz", "a.urls"))
        if name == "a.urls":  # the host stays: no test reaches beyond this machine
            yield (
                name,
                f"http://127.0.0.1:1/{bent('a/b?c=d#e', dice)}".replace("\n", " ").encode("utf-8", "replace"),
            )
            continue
        if name == "a.warc":
            data = record("https://news.example/a", bent(PAGE, dice).encode("utf-8", "replace"))
        else:
            data = bent(kinds[name.removesuffix(".gz")], dice).encode("utf-8", "replace")
        if dice.random() < 0.3:
            at = dice.randrange(len(data) + 1)
            data = (
                data[:at] + dice.randbytes(dice.choice((1, 8, 500))) + data[at + dice.choice((0, 1, 300)) :]
            )
        yield name, gzip.compress(data) if name.endswith(".gz") else data


def test_bent_inputs_end_with_an_article_or_a_plain_error(tmp_path: Path) -> None:
    made = inputs(random.Random(19))
    with opener() as worker:
        for n in range(MUTATIONS):
            name, data = next(made)
            (tmp_path / name).write_bytes(data)
            for arrival in arrivals([str(tmp_path / name)], Options(worker=worker)):
                if isinstance(arrival.item, Failure):
                    said = arrival.item.message
                    assert "report it" not in said and "\n" not in said and "was ended" not in said, (
                        n, name, said,
                    )
            (tmp_path / name).unlink()


def test_a_string_is_read_as_a_file_is() -> None:
    assert from_html(PAGE).text == from_string(PAGE).text
