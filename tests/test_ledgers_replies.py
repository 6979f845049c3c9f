"""What an article itself tells as the answer to a demand: in its words, right behind it, or near it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from communique.ledgers import demands as ledger
from communique.ledgers import replies
from communique.ledgers.tellings import Act, Answer
from communique.records import Span
from ledgermakers import act, answer, asks

CREW = "Chile to free the crew of the Skua"


def placed(told: Act, start: int) -> Act:
    """An act that one article tells at a place."""
    report, words = told.reports[0], told.words
    return replace(
        told, reports=(replace(report, article="here", span=Span(start, start + len(words), words)),)
    )


ASKED = placed(asks("NOR", "CHL", CREW, "2025-03-03"), 0)
END = len(CREW)


def told(type: str, words: str, gap: int, to: str = "NOR", **fields: Any) -> Act:
    """An act that follows the demand."""
    return placed(act(type, "CHL", to, words, "2025-03-03", skip="chile", **fields), END + gap)


# (type, words, characters behind the demand, to whom, how the demand stands then)
BEHIND = [
    ("AGREE", "Chile promised to look into the case", 2, "NOR", "answered"),
    ("AGREE", "and Santiago has agreed", 6, "NOR", "answered"),
    ("AGREE", "Chile undertook to ask its navy", 90, "NOR", "open"),  # another sentence lies between
    ("AGREE", "Chile invited the minister to a fair", 2, "NOR", "open"),  # no word of consent
    ("AGREE", "Chile promised Peru a loan", 2, "PER", "open"),
    ("REJECT", "Chile will not relent", 2, "NOR", "refused"),
    ("REJECT", "Chile will not relent", 90, "NOR", "open"),
    ("REJECT", "Chile rejects the whole plan", 90, "NOR", "refused"),  # it names such a thing
    ("REJECT", "Chile rejects the whole plan", 900, "NOR", "open"),
    ("REJECT", "Chile rejected the accusation", 2, "NOR", "open"),  # what was said of it
    ("REJECT", "Chile rejects the claims of Peru", 2, "PER", "open"),
]


@pytest.mark.parametrize(("type", "words", "gap", "to", "stands"), BEHIND)
def test_an_article_goes_on_with_the_answer(type: str, words: str, gap: int, to: str, stands: str) -> None:
    [found] = ledger.demands([ASKED, told(type, words, gap, to)], (), "2025-04-01")
    assert found.status == stands


def test_of_two_demands_the_nearer_is_answered() -> None:
    other = placed(asks("NOR", "CHL", "Chile to lift its ban on herring", "2025-03-03"), END + 2)
    no = told("REJECT", "Chile will not relent", 4 + len(other.words))
    found = ledger.demands([ASKED, other, no], (), "2025-04-01")
    assert {d.asked: d.status for d in found} == {CREW: "open", other.asked: "refused"}


def test_a_refusal_that_says_itself_of_what_is_one_of_that() -> None:
    no = placed(act("REJECT", "CHL", "NOR", "dismissed demands for a vote", "2025-03-03"), END + 2)
    assert replies.behind([ASKED], ["NOR"], no) is None


def test_what_names_the_demand_in_its_own_words_answers_it() -> None:
    mention = placed(asks("NOR", "CHL", "an appeal from Oslo", "2025-03-03", skip="from oslo an"), 29)
    freed = placed(act("RETREAT", "CHL", "NOR", "freed a ship after an appeal from Oslo", "2025-03-03"), 10)
    [found] = ledger.demands([mention, freed], [answer("meets", freed, mention)], "2025-04-01")
    assert found.status == "met"
    apart = placed(freed, 900)
    [found] = ledger.demands([mention, apart], [answer("meets", apart, mention)], "2025-04-01")
    assert found.status == "open"


def test_a_request_that_is_granted_is_met_however_unsure_the_word_is() -> None:
    for words, may in (("granted that request", True), ("accepted a request of the day", False)):
        assert ledger.may(act("AGREE", "CHL", "NOR", words, "2025-03-03", confidence=0.6), "meets") is may


def test_what_others_must_ask_for_names_no_demand() -> None:
    assert replies.mentioned(asks("NOR", "CHL", "the appeal of Oslo", "2025-03-03", skip="of oslo"))
    words = "the request must come from Chile"
    assert not replies.mentioned(asks("NOR", "CHL", words, "2025-03-03", skip=words))


def silence(words: str, gap: int, to: tuple[str, ...] = ()) -> Answer:
    """A silence of Chile that an article tells behind the demand."""
    report = replace(ASKED.reports[0], span=Span(END + gap, END + gap + len(words), words))
    return Answer("ignores", ("here", "n1"), None, ("CHL",), to, "2025-03-04", words, report)


@pytest.mark.parametrize(("quiet", "stands"), [
    (silence("Santiago has not replied", 2), "unanswered"),
    (silence("Santiago has not replied", 90), "open"),  # to what is not told
    (silence("Santiago has not replied to the appeal", 90), "unanswered"),
    (silence("Santiago has not replied", 90, ("NOR",)), "unanswered"),
    (silence("Santiago gave no reply when asked for comment", 2), "open"),  # towards a reporter
    (silence("The embassy did not return calls", 2), "open"),
])  # fmt: skip
def test_silence_right_behind_a_demand_is_silence_on_it(quiet: Answer, stands: str) -> None:
    [found] = ledger.demands([ASKED], [quiet], "2025-04-01")
    assert found.status == stands
