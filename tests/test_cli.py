"""The command line: what goes to which stream, the exit statuses, and bad input among good."""
from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import communique.reader
from communique import cli, show
from communique.cli import articles
from communique.cli.output import Output
from communique.reader import Reader
from communique.records import Article, Failure, Reading
from makers import TEXT, actor, event, failure, reading, statement

STORY = (
    "Poland summons envoy\n\nWARSAW, May 3, 2024 — Poland summoned the Belarusian ambassador on Thursday.\n"
)


class FakeReader:
    """A reader that finds the same in every article, and breaks on the text "broken"."""

    def __init__(
        self, pipeline: str | None = None, language: str | None = None, actors: Path | None = None
    ) -> None:
        self.pipeline = pipeline

    def read_many(
        self, stream: Iterable[Article | Failure], *, batch: int = 1
    ) -> Iterator[Reading | Failure]:
        for item in stream:
            if isinstance(item, Failure):
                yield item
            elif "stop here" in item.text:
                raise KeyboardInterrupt
            else:
                yield (
                    Failure(item.id, "read", "ValueError: broken")
                    if "broken" in item.text
                    else reading(article=item)
                )


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """All but the tests marked `model` use the fake."""
    if "model" not in request.keywords:
        monkeypatch.setattr(communique.reader, "Reader", FakeReader)


@pytest.fixture
def story(tmp_path: Path) -> str:
    """The path of a small article."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return str(path)


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def shown(what: Any, *, width: int = 120) -> str:
    """A renderable as plain text."""
    console = Console(file=io.StringIO(), width=width)
    console.print(what)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


# ---------------------------------------------------------------- read
def test_without_arguments_the_sample_is_read_and_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read"]) == 0
    out, err = capsys.readouterr()
    assert "China courts France" in out and "bundled sample" in err


def test_json_is_one_object_a_line_in_input_order(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", "--json", story, "sample"]) == 0
    out, err = capsys.readouterr()
    first, second = rows(out)
    assert list(first) == [
        "article", "statements", "events", "nonresponses", "positions", "meetings", "links", "times",
        "places", "commitments",
    ]  # fmt: skip
    assert first["article"]["title"] == "Poland summons envoy" and second["article"]["id"] == "sample"
    assert err == ""


def test_a_missing_file_leaves_its_error_in_place(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", "--json", "nowhere.txt", story]) == 1
    out, err = capsys.readouterr()
    first, second = rows(out)
    assert first["id"] == "nowhere.txt" and first["error"]["step"] == "source"
    assert "no such file" in first["error"]["message"]
    assert "article" in second
    assert "error: nowhere.txt: no such file" in err and "1 of 2" in err


@pytest.mark.parametrize(("options", "status"), [(["--json"], 1), ([], 2)])
def test_a_single_unreadable_input(
    options: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["read", "nowhere.txt", *options]) == status
    assert "error: nowhere.txt" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", "--published", "yesterday"], ["read", "--published", "2025-02-30"],
        ["read", "--min-confidence", "2"], ["read", "--nonsense"], ["nonsense"], ["actor"],
        ["actor", "x", "--jsonl", "-"], ["actor", "x", "--on", "May"],
    ],
)
def test_usage_errors(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("error: ") and "Traceback" not in err


@pytest.mark.parametrize(
    "data", [b"", b"   \n", b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.7 ...", bytes(range(256)) * 40]
)
def test_no_article_in_it(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad"
    path.write_bytes(data)
    assert cli.main(["read", "--json", str(path)]) == 1
    assert rows(capsys.readouterr().out)[0]["error"]["step"] == "source"


def test_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(tmp_path)]) == 2
    assert "folder" in capsys.readouterr().err


def test_a_broken_line_among_good_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        json.dumps({"id": "a", "text": TEXT}), "{broken", json.dumps({"id": "c"}), "",
        json.dumps({"id": "d", "text": "all is broken"}),
        json.dumps({"id": "e", "text": TEXT, "published": "2024-05-28"}),
    ]
    feed(monkeypatch, "\n".join(lines).encode())
    assert cli.main(["read", "--json", "--jsonl", "-"]) == 1
    out, err = capsys.readouterr()
    assert [r.get("id") or r["article"]["id"] if "article" in r else r["id"] for r in rows(out)] == [
        "a", None, "c", "d", "e",
    ]
    assert [r["error"]["step"] for r in rows(out) if "error" in r] == ["source", "source", "read"]
    assert "3 of 5" in err


def test_jsonl_from_a_file_and_from_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", "utf-8")
    assert cli.main(["read", "--json", "--jsonl", str(path)]) == 0
    feed(monkeypatch, path.read_bytes())
    assert cli.main(["read", "--json", "--jsonl"]) == 0
    assert cli.main(["read", "--json", "--jsonl", str(tmp_path / "none")]) == 1
    first, second, third = rows(capsys.readouterr().out)
    assert first == second and third["error"]["step"] == "source"


def test_text_is_taken_verbatim_even_with_half_a_character(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, b'{"id":"a","text":"Caf\\u00e9 \\ud83d in Oslo"}\n')
    assert cli.main(["read", "--json", "--jsonl"]) == 0
    assert rows(capsys.readouterr().out)[0]["article"]["text"].startswith("Café")


def test_min_confidence_takes_the_links_along(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", "--json", story, "--min-confidence", "0.6"]) == 0
    row = rows(capsys.readouterr().out)[0]
    assert [e["type"] for e in row["events"]] == ["SANCTION"] and row["links"] == []


def test_ctrl_c_says_what_was_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, "\n".join(json.dumps({"text": t}) for t in (TEXT, "stop here", TEXT)).encode())
    assert cli.main(["read", "--json", "--jsonl"]) == 130
    out, err = capsys.readouterr()
    assert len(rows(out)) == 1 and "stopped: 1" in err


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("{}\n" * 40_000, "utf-8")       # each a failed line: no parser, much output
    code = (
        "import sys; from communique.cli import main; sys.exit(main(['read', '--json', '--jsonl', "
        f"{str(path)!r}]))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 141 and "Traceback" not in errors and "BrokenPipe" not in errors


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["read", "-h"], ["explain", "--help"], ["actor", "--help"]):
        assert cli.main(arguments) == 0
        assert "Examples:" in capsys.readouterr().out
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("communique 0.")


# ---------------------------------------------------------------- explain
def test_explain_shows_sentence_rule_and_reasons(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    known = reading().events[0]
    assert cli.main(["explain", story, known.id[:6]]) == 0
    out = capsys.readouterr().out
    assert "{act: expelled}" in out and "{whom: Chilean}" in out
    assert "Rule sanction.expel" in out and "“expelled” with envoys" in out and "demonym" in out
    assert "[expel]" not in out
    assert cli.main(["explain", story, known.id[:6], "--rule"]) == 0
    assert "not in the pattern files" in capsys.readouterr().out


def test_explain_lists_the_ids_for_an_unknown_one(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", story, "zzz"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "no event has an id that starts with 'zzz'" in err
    assert all(e.id in err for e in reading().events)
    assert cli.main(["explain", story]) == 0
    out = capsys.readouterr().out
    assert all(e.id in out for e in reading().events)


def test_explain_a_missing_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "nowhere.txt", "abc"]) == 2
    assert capsys.readouterr().err.startswith("error: nowhere.txt")


def test_the_entry_of_every_rule_is_found() -> None:
    from communique.knowledge import patterns
    for pattern in patterns.load("en").all:
        entry, file = articles.rule_entry(event(rule=pattern.id), "en")
        assert file == pattern.file and entry and entry.startswith(f"[{pattern.id.partition('.')[2]}]")
        assert " = [" in entry


# ---------------------------------------------------------------- actor
@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(text: str, *, on: str | None = None, context: str | None = None) -> dict[str, Any]:
        return {
            "name": text, "country": "FRA", "sector": "GOV", "secondary_sector": "", "role": on,
            "wikidata": None, "because": ["said so"],
        }
    monkeypatch.setattr("communique.actors.resolve_phrase", answer, raising=False)


@pytest.mark.usefixtures("resolver")
def test_actor(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["actor", "French minister", "--on", "2025-11-28", "--json"]) == 0
    [row] = rows(capsys.readouterr().out)
    assert list(row) == ["id", "name", "country", "sector", "secondary_sector", "role", "wikidata", "because"]
    assert row["role"] == "2025-11-28"
    assert cli.main(["actor", "French minister"]) == 0
    assert "FRA" in capsys.readouterr().out


@pytest.mark.usefixtures("resolver")
def test_actor_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    feed(monkeypatch, b'{"id":1,"text":"a","date":"2020-01-01"}\nno\n[]\n{"id":2}\n'
         b'{"id":3,"text":"b","date":"soon"}\n{"id":4,"text":"c","date":null}\n')
    assert cli.main(["actor", "--jsonl", "-"]) == 1
    answers = rows(capsys.readouterr().out)
    assert [a["id"] for a in answers] == [1, None, None, 2, 3, 4]
    assert ["error" in a for a in answers] == [False, True, True, True, True, False]


# ---------------------------------------------------------------- tables
def test_tables_show_every_kind_of_record() -> None:
    text = shown(show.reading(reading(notes=("a remark",)), evidence=True, plain=True, everything=True))
    for words in (
        "Norway expels envoys", "2024-05-28", "Norway (Kari Berg)", "We had no choice",
        "Norway → Chile: expelled", "2024-05-27", "No answer", "supports", "planned", "a remark",
        "expelled two Chilean envoys",
        "{who: Norway} on {when: Monday} {act: expelled} two {whom: Chilean} envoys.",
    ):
        assert words in text, words


def test_a_reading_without_anything_says_so() -> None:
    empty = dict.fromkeys(("statements", "events", "nonresponses", "positions", "meetings", "links"), ())
    assert "Nothing of diplomacy" in shown(show.reading(reading(**empty)))


def test_an_article_cannot_steer_the_terminal() -> None:
    from communique.records import Article, identify
    text = "\x1b[2J\x1b]0;owned\x07 [bold]Oslo[/bold] \u202eevil"
    article = Article(identify(text), None, text, text, None)
    out = shown(show.reading(reading(article=article, statements=(statement(actor(name=text)),))))
    assert "\x1b" not in out and "\u202e" not in out and "\x07" not in out and "[bold]Oslo" in out


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_width_breaks_the_tables(width: int) -> None:
    assert (
        max(len(line) for line in shown(show.reading(reading(), evidence=True), width=width).splitlines())
        <= width
    )


def test_failures_name_their_input(capsys: pytest.CaptureFixture[str]) -> None:
    Output(as_json=False, evidence=False).fail(failure("broken", "story.txt"))
    assert capsys.readouterr().err == "error: story.txt: broken\n"


# ---------------------------------------------------------------- with the parser
@pytest.mark.model
def test_the_sample_for_real(
    capsys: pytest.CaptureFixture[str], reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(communique.reader, "Reader", lambda *args, **options: reader)
    assert cli.main(["read", "--json"]) == 0
    [row] = rows(capsys.readouterr().out)
    text = row["article"]["text"]
    assert row["events"] and row["statements"] and row["nonresponses"]
    for span in spans(row):
        assert text[span["start"]:span["end"]] == span["text"]
    ids = [
        r["id"] for kind in ("statements", "events", "nonresponses", "positions", "meetings", "links")
        for r in row[kind]
    ]
    assert len(set(ids)) == len(ids)
    assert all(link[end] in ids for link in row["links"] for end in ("from", "to"))
    assert "newsletter" not in text and text.startswith("BEIJING")


def spans(node: Any) -> Iterator[dict[str, Any]]:
    """Every span of a record, times included; a WHEN has dates in its place."""
    if isinstance(node, dict):
        if isinstance(node.get("start"), int):
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from spans(child)


def test_the_language_given_goes_before_the_one_told(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", "--json", story, "--language", "fr"]) == 0
    assert rows(capsys.readouterr().out)[0]["article"]["language"] == "fr"
    assert cli.main(["read", story, "--language", "xx"]) == 2
    assert "'xx' is not read; give one of en, fr" in capsys.readouterr().err
