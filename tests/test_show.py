"""Show: how actors, days and acts are worded, what is cut,
and which parts of a sentence are marked (whole tables: test_cli.py)."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console, RenderableType

from communique import show
from communique.checking import Verdict
from communique.comparing.records import Alone, Change, Common, Comparison
from communique.records import Actor, Report, Span, Statement, When, stretches
from communique.show import compared, records
from communique.show.blocks import Block, set_block
from communique.wording import time_words
from makers import TEXT, actor, event, part, reading, statement, when


def shown(what: RenderableType, *, width: int = 120) -> str:
    """A renderable as plain text."""
    out = io.StringIO()
    Console(file=out, width=width).print(what)
    return out.getvalue()


# (actor, how it is called)
CALLED: list[tuple[Actor | None, str]] = [
    (actor("CHN", "Wang Yi"), "Wang Yi (CHN)"),
    (actor("NOR", "NOR"), "NOR"),
    (actor(None, "a passer-by"), "a passer-by"),
    (actor("NOR", None, organization="Foreign Ministry"), "NOR"),
    (Actor(None, "NOR", organization="Foreign Ministry"), "Foreign Ministry (NOR)"),
    (Actor(None, "CHL", span=part("Chile's embassy")), "Chile's embassy (CHL)"),
    (Actor(None), "–"),
    (None, "–"),
]


@pytest.mark.parametrize(("who", "words"), CALLED)
def test_called(who: Actor | None, words: str) -> None:
    assert show.called(who) == words


def test_several_actors_each_once() -> None:
    assert (
        show.listed((actor("NOR", "Berg"), actor("CHL", "Rojas"), actor("NOR", "Berg")))
        == "Berg (NOR), Rojas (CHL)"
    )
    assert show.listed(()) == "–"


# (time, how it is written)
DATED: list[tuple[When | None, str]] = [
    (None, "–"),
    (when("2024-05-27"), "2024-05-27"),
    (when("2024-05-27", "2024-06-02", "week"), "2024-05-27 to 2024-06-02"),
    (when("2024-05-01", "2024-05-31", "month"), "2024-05"),
    (when("2024-01-01", "2024-12-31", "year"), "2024"),
    (When(None, None, "unknown", "one\nday"), "“one day”"),
    (When(None, None, "unknown", None), "–"),
]


@pytest.mark.parametrize(("time", "words"), DATED)
def test_dated(time: When | None, words: str) -> None:
    assert show.line(time_words(time, show.UNKNOWN)) == words


# (text, what is safe to print)
SAFE = [
    ("plain", "plain"),
    ("tab\there", "tab here"),
    ("\x1b[2Jgone", "�[2Jgone"),
    ("\u202eright to left", "�right to left"),
    ("two\nlines", "two\nlines"),
    ("漢字 🕊", "漢字 🕊"),
    (None, ""),
]


@pytest.mark.parametrize(("text", "expected"), SAFE)
def test_safe(text: str | None, expected: str) -> None:
    assert show.safe(text) == expected


def test_long_text_is_cut_between_words() -> None:
    assert show.short("one two three", 9) == "one two …"
    assert show.short("one  two\nthree", 13) == "one two three"


def test_parts_are_marked_in_the_order_of_the_sentence() -> None:
    sentence = part("Norway on Monday expelled two Chilean envoys.")
    marks = [("act", part("expelled")), ("whom", part("Chilean")), ("who", part("Norway"))]
    assert (
        str(show.marked(sentence, marks, plain=True))
        == "{who: Norway} on Monday {act: expelled} two {whom: Chilean} envoys."
    )
    assert str(show.marked(sentence, marks)) == sentence.text


def test_of_two_marks_that_overlap_the_first_wins_and_what_lies_outside_is_left_out() -> None:
    sentence = part("Norway on Monday expelled two Chilean envoys.")
    marks = [("act", part("expelled two")), ("whom", part("two Chilean")), ("who", part("Kari Berg"))]
    shown = "Norway on Monday {act: expelled two} Chilean envoys."
    assert str(show.marked(sentence, marks, plain=True)) == shown


def test_the_words_of_a_time_are_marked_where_they_stand() -> None:
    def marks(time: When | None) -> list[tuple[str, Span]]:
        return list(stretches(replace(event(), when=time), [("when", "when")]))

    ((_, span),) = marks(when(text="Monday"))
    assert TEXT[span.start : span.end] == "Monday"
    assert marks(when(text="Tuesday")) == marks(None) == marks(when()) == []


def test_marks_of_a_statement() -> None:
    def kinds(said: Statement) -> list[str]:
        return [kind for kind, _ in stretches(said, show.PARTS["statements"][1])]

    assert kinds(statement(actor("NOR", "Kari Berg", "Kari Berg"))) == ["act", "who", "said"]
    assert kinds(statement(None, cue=None)) == ["said"]


def test_reasons_are_those_of_the_act_and_of_its_parties() -> None:
    told = event(actor=[actor("NOR", "Berg", because=("the text says so",))], because=("one rule",))
    assert show.reasons(told) == ["one rule", "Berg (NOR): the text says so"]
    assert show.reasons(event()) == ["none was recorded"]


# ---------------------------------------------------------------- blocks
@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
def test_no_width_breaks_ids_days_or_words(width: int) -> None:
    read = reading()
    text = shown(show.reading(read, everything=True), width=width)
    assert max(map(len, text.splitlines())) <= min(width, 80)
    assert all(
        record.id in text
        for record in (*read.events, *read.statements, *read.nonresponses, *read.positions, *read.meetings)
    )
    assert all(day in text for e in read.events if e.when and (day := e.when.start))
    words = {word for line in text.splitlines() for word in line.split()}
    assert {"Norway", "on", "Monday", "expelled", "two", "Chilean", "envoys"} <= words


def test_what_is_only_possible_is_counted_and_not_shown() -> None:
    told = reading(events=(event(status="hypothetical"),), links=())
    assert "1 more is less sure or only possible: --all" in shown(show.reading(told))
    assert "as a possibility" in shown(show.reading(told, everything=True))


@pytest.mark.parametrize(("status", "words"), [
    ("actual", "expelled"), ("planned", "is due to expel"), ("negated", "did not: expelled"),
    ("hypothetical", "expelled, as a possibility"),
])  # fmt: skip
def test_an_act_in_words_as_it_stands(status: str, words: str) -> None:
    assert records.deed("SANCTION", "expel", status) == words


def test_a_joint_act_has_both_on_one_side() -> None:
    assert records.heading(["China", "France (Emmanuel Bonne)"], "", "phone call") == (
        "China ↔ France (Emmanuel Bonne): phone call", 31,
    )
    assert records.heading(["China"], "Japan", "refused") == ("China → Japan: refused", 13)


def test_words_are_cut_at_two_lines_and_say_so() -> None:
    block = Block("2024-05-27", "Norway: spoke", "abcdefabcdef", "word " * 60)
    lines = [text.plain for text in set_block(block, 60)]
    assert len(lines) == 3 and lines[0].endswith("abcdefabcdef") and len(lines[0]) == 60
    assert lines[-1].endswith(" …")
    assert all(part.startswith("            │ ") for part in lines[1:])


def test_an_explanation_without_its_rule_says_so() -> None:
    text = shown(show.explanation(event(), plain=True, whole=True))
    assert "Rule sanction.expel" in text and "not in the pattern files" in text and "{act: expelled}" in text


def test_what_is_unknown_has_no_row() -> None:
    named = {name for name, _ in show.fact_rows(event())}
    assert {"who", "whom", "status", "confidence"} <= named
    assert not named & {"when", "where", "told", "CAMEO", "score"}


def test_a_phrase_that_is_nobody() -> None:
    nobody = {"id": 1, "name": "", "country": None, "because": []}
    assert "not a political actor that is known" in shown(show.resolution({**nobody, "id": None}))
    assert "Kari Berg" in shown(
        show.resolution({**nobody, "name": "Kari Berg", "because": ["a minister by name"]})
    )


def test_a_comparison_is_blocks_that_differ_first_and_keep_their_words_whole() -> None:
    one, other = part("Norway on Monday"), part("Chile's embassy")
    a, b = reading().article, reading().article
    changed = Change(one, other, "softened", "why")
    found = Comparison(
        a, b, (Common(one, other, "commitment", "both"),), (Alone(one, "act"),), (), (changed,)
    )
    lines = shown(compared.comparison(found, ("oslo.txt", "santiago.txt")), width=80).splitlines()
    assert "1 point in both, 1 worded otherwise · 1 only in A · 0 only in B" in lines
    at = lines.index("softened    why")
    assert lines[at + 1 : at + 3] == ["            A │ Norway on Monday", "            B │ Chile's embassy"]
    assert lines.index("Worded otherwise") < lines.index("Only in A") < lines.index("In both")
    assert "Only in B" not in lines


def test_a_claim_has_its_verdict_and_the_words_it_rests_on_with_the_whole_id() -> None:
    told = Report(
        "0123456789abcdef0123456789abcdef", None, "Wire", "2025-11-14T08:00:00Z", part("Chile's embassy")
    )
    claim = part("Norway on Monday")
    rows = [
        Verdict(claim, "altered", ("day: 2025-11-19",), (told,), ("date",)), Verdict(claim, "absent", (), ()),
    ]
    text = shown(compared.verdicts("note.txt", "9 articles, newest 2025-11-28", rows), width=60)
    assert "1 ≠         said otherwise: Norway on Monday" in text
    assert "2 ?         not there: Norway on Monday" in text
    assert "            │ Chile's embassy" in text and told.article in text
    assert text.startswith("note.txt, 2 claims, against 9 articles")
    assert " ".join(text.split()).endswith("That does not make it untrue.")
    assert "1 said otherwise · 1 not there" in text
