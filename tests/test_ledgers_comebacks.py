"""What an article tells behind a demand of what came of it."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import ledgers as tables
from communique.ledgers import comebacks
from communique.ledgers.tellings import Answer
from communique.records import Event, Span
from makers import actor, article, event

FREE = "Norway asked Chile to free the captain"
LIFT = "Norway asked Chile to lift its ban on herring"
WITHDRAW = "Norway asked Chile to withdraw its troops"
STOP = "Norway asked Chile to stop the drill"


def told(text: str, of: str = "CHL") -> list[Answer]:
    """What came of the demands of a text, each in a sentence of its own that says "asked"."""
    asked = [request(text, at, of) for at in range(len(text)) if text.startswith("asked ", at)]
    return list(comebacks.told(article(text), text, asked))


def request(text: str, at: int, of: str) -> Event:
    """The demand whose word stands at a place."""
    end = min(i for mark in (". ", ";", ", ", "!") if (i := text.find(mark, at)) > 0)
    start = max(text.rfind(". ", 0, at) + 2, 0) if ". " in text[:at] else 0
    whom = [replace(actor(code), span=named(text, code)) for code in of.split()]
    return event(
        "REQUEST", actor=[actor("NOR", "Norway")], recipient=whom, mode="yield", id=f"e{at}",
        evidence=Span(start, end, text[start:end]), trigger=Span(at, at + 5, "asked"),
    )  # fmt: skip


def named(text: str, code: str) -> Span:
    """Where a state is named."""
    name = {"CHL": "Chile", "PER": "Peru"}[code]
    return Span(text.index(name), text.index(name) + len(name), name)


# (what the article tells, the kind of answer, None where it tells none)
TOLD = [
    (f"{FREE}. The request was granted.", "meets"),
    (f"{FREE}. The request was turned down.", "refuses"),
    (f"{FREE}. Peru's request was turned down.", None),
    (f"{FREE}, to no avail.", "refuses"),
    (f"{FREE}. Santiago obliged.", "meets"),
    (f"{FREE}. Lima obliged.", None),
    (f"{FREE}. Chile would not hear of it.", "refuses"),
    (f"{FREE}. It agreed the next day.", "answers"),
    (f"{FREE}. There was no word from Santiago.", "ignores"),
    (f"{FREE}. There was no word from Lima.", None),
    (f"{FREE}. He was freed on Thursday.", "meets"),
    (f"{FREE}. The captain was freed in 1974.", None),
    (f"{FREE}. The captain will be freed in May.", None),
    (f"{FREE}. The captain was arrested in May.", None),
    (f"{LIFT}. Chile lifted it a day later.", "meets"),
    (f"{LIFT}. The ban was lifted by Peru.", None),
    (f"{WITHDRAW}. The troops left on Tuesday.", "meets"),
    (f"{WITHDRAW}. The withdrawal was completed on Tuesday.", "meets"),
    (f"{WITHDRAW}. Neither the talks nor the summit took place.", None),
    (f"{STOP}. The drill went ahead regardless.", "refuses"),
    (f"{STOP}; Chile replied that this was none of its business.", "refuses"),
]


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_an_article_tells_what_came_of_a_demand(text: str, kind: str | None) -> None:
    assert [a.kind for a in told(text)] == ([kind] if kind else [])


def test_an_answer_has_the_words_that_tell_it() -> None:
    text = f"{FREE}. The request was granted on Friday."
    [found] = told(text)
    assert found.report is not None
    assert text[found.report.span.start : found.report.span.end] == found.words == "The request was granted"
    assert (found.actors, found.to, found.target) == (("CHL",), ("NOR",), (article(text).id, "e7"))


def test_one_of_two_does_it() -> None:
    [found] = told("Norway asked Chile and Peru to withdraw. Peru complied.", "CHL PER")
    assert (found.kind, found.actors) == ("meets", ("PER",))


def test_some_of_what_was_asked() -> None:
    [found] = told("Norway asked Chile to free the sailors. Three of them were freed on Monday.")
    assert comebacks.in_part(found)


def test_a_ledger_without_thresholds_is_a_fault() -> None:
    with pytest.raises(KnowledgeError):
        tables.days("quarrels")


def test_blanks_without_end_take_no_time() -> None:
    """Only the first part of a sentence is looked at, whatever it is made of."""
    begun = time.process_time()
    assert told(f"{FREE}. The request {' ' * 20_000} was refused.") == []
    assert time.process_time() - begun < 5
