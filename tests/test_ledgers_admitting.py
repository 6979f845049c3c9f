"""What of demands and meetings goes into a ledger: what is asked of another, a meeting that two had."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.ledgers import admitting
from communique.ledgers.tellings import MeetingTold, meeting_told
from communique.occurrences.salience import FLOOR
from communique.records import Actor, Meeting, MeetingKind, Span, When
from ledgermakers import asks, told
from makers import article, event, span


@pytest.mark.parametrize(("words", "expected"), [
    ("Norway urged Chile to free the crew", True),
    ("should Chile free the crew", False),  # a condition
    ("which minister should step down", False),  # a question
    ("which must free the crew", True),
    ("who its captain should be", False),
    ("who should free the crew", True),
    ("Chile must understand the cost of its raids", False),  # a warning
    ("Chile must understand that it has to free the crew", True),
    ("Norway urged its nationals to leave Chile", False),
    ("the request must come from Chile", False),  # what others are to do first
    ("telling Chile to have a good journey", False),  # a wish
])  # fmt: skip
def test_a_demand_says_that_something_is_asked_of_another(words: str, expected: bool) -> None:
    asked = asks("NOR", "CHL", words, "2025-03-03")
    assert admitting.demand(replace(asked, words=words)) is expected
    assert not admitting.demand(replace(asked, words=words, named=False)), (
        "whom it is asked of is not named where it is told"
    )


@pytest.mark.parametrize(("asked", "expected"), [
    ("Chile to stop this", False),
    ("the government's new demands", False),
    ("Chile to “take this road, or pay for it", False),
    ("take that road Chile should do the same in Arica", False),
    ("Chile not to sink it", False),
    ("Norway's request", False),
    ("their appeal", False),
    ("Chile to use this chance to free the crew", True),
    ("Chile to stop this dumping", True),
    ("Chile to listen to the crew's demands", True),
    ("it to free them all", True),
])  # fmt: skip
def test_a_demand_is_told_by_more_than_a_word_that_points_back(asked: str, expected: bool) -> None:
    assert admitting.tells(asked) is expected


@pytest.mark.parametrize(
    ("parties", "words", "fields", "expected"),
    [
        ("NOR CHL", "Norway and Chile held talks in Oslo", {}, True),
        ("NOR CHL", "Norway calls for negotiation with Chile", {}, False),
        ("NOR CHL", "Norway brokered a deal that Chile signed", {}, False),
        ("NOR CHL", "Norway called the Chilean vote a stain", {"kind": "call"}, False),
        ("NOR CHL", "the two ministers had a call", {"kind": "call"}, True),
        ("NOR CHL", "the ministers discussed fish by telephone", {"kind": "call"}, True),
        ("NOR CHL", "the ministers met in Oslo", {"kind": "call"}, False),
        ("NOR", "the minister met guests", {}, False),
        ("NOR", "the conference in Oslo on Monday", {"start": "2025-03-03"}, True),
        ("NOR CHL", "the minister, speaking to the BBC in Chile", {}, False),  # an interview
        ("NOR CHL", "Speaking to the BBC about the talks", {}, False),
        ("NOR CHL", "Norway sees Chile as a rival in the talks", {}, False),  # seeing, not meeting
        ("NOR CHL", "Norway hosts some 300 sailors from Chile", {}, False),
        ("NOR CHL", "the envoys of both boycotted the meeting", {}, False),
        ("NOR CHL", "Norway seeing Chile as a rival in the talks", {}, False),
        ("NOR CHL", "Norway welcomed the move of Chile", {}, False),
        ("NOR CHL", "Norway welcomed the Chilean minister", {}, True),
        ("NOR CHL", "under the plan negotiated by the envoy of Chile", {}, False),
        ("NOR CHL", "summoning its ambassador in Chile for consultations", {}, False),
    ],
)
def test_a_meeting_has_a_word_of_meeting_and_two_parties_or_a_day(
    parties: str, words: str, fields: dict[str, object], expected: bool
) -> None:
    start = fields.pop("start", None)
    t = told(parties, "held", "2025-03-04", start, words=words, **fields)  # type: ignore[arg-type]
    assert admitting.meeting(t) is expected


def test_what_only_a_doubtful_act_tells_is_not_admitted() -> None:
    text = "Norway urged Chile to sign the treaty. Nobody answered."
    here, types = Span(20, 36, text[20:36]), frozenset({"REQUEST"})
    sure, doubtful = (
        event("REQUEST", evidence=span(text, 0, 37), trigger=span(text, 7, 12), confidence=c)
        for c in (0.7, 0.3)
    )
    assert admitting.sure([sure], here, types) and admitting.sure([doubtful, sure], here, types)
    assert not admitting.sure([doubtful], here, types)
    assert admitting.sure([doubtful], Span(40, 45, text[40:45]), types), "it is told elsewhere"


@pytest.mark.parametrize(
    ("tellings", "participants", "sure"),
    [
        ([("NOR CHL", {})], "NOR CHL", True),
        ([("NOR CHL", {"near": False})], "NOR CHL", False),  # taken from elsewhere, or doubted
        ([("NOR CHL", {}), ("NOR PER", {})], "NOR CHL PER", False),  # put together
        ([("IGO NOR", {})], "IGO NOR", False),  # some body
        ([("NOR CHL PER", {"kind": "visit"})], "NOR CHL PER", False),  # a visit has one host
        ([("NOR CHL PER", {})], "NOR CHL PER", False),  # with each of two, or at one table
        ([("NOR CHL PER", {"start": "2025-03-03"})], "NOR CHL PER", True),
        ([("NOR CHL PER", {"people": ("CHL soto", "NOR berg", "PER paz")})], "NOR CHL PER", True),
        ([("ARL", {"kind": "summit", "placed": True, "start": "2025-03-03"})], "ARL", True),
        ([("ARL", {"kind": "summit", "start": "2025-03-03"})], "ARL", False),
        ([("NOR", {"kind": "summit", "placed": True, "start": "2025-03-03"})], "NOR", False),
    ],
)
def test_how_sure_it_is_that_those_met(
    tellings: list[tuple[str, dict[str, object]]], participants: str, sure: bool
) -> None:
    made = [
        told(parties, "held", "2025-03-04", fields.pop("start", None), **fields)  # type: ignore[arg-type]
        for parties, fields in tellings
    ]
    assert (admitting.sureness(made, participants.split()) >= FLOOR) is sure


def test_who_are_told_to_meet_stand_beside_it_and_nothing_doubts_it() -> None:
    def of(text: str, said: str, names: tuple[str, ...] = ("Norway", "Chile")) -> MeetingTold:
        here = text.index(said)
        codes = {"Norway": "NOR", "Chile": "CHL", "Watch of Rights": "NGO"}
        parties = tuple(
            Actor(name, codes[name], span=Span(text.index(name), text.index(name) + len(name), name))
            for name in names
        )
        meeting = Meeting(
            "m", parties, "talks", "held", When("2025-03-03", "2025-03-03", "day", "Monday"), None, (),
            Span(here, here + len(said), said),
        )
        return meeting_told(article(text, published="2025-03-04"), meeting, text)

    plain = of("On Monday Norway and Chile held talks.", "held talks")
    assert plain.near and not plain.carried and plain.status == "held"
    assert of("It was Monday. Norway and Chile held talks.", "held talks").carried
    assert not of(f"Norway and Chile sat. {'Rain fell. ' * 20}They held talks.", "held talks").near
    assert of("Norway spoke before talks with Chile.", "talks with Chile").status == "held"  # on a day past
    assert not of("Norway is unlikely to hold talks with Chile.", "hold talks with Chile").near
    assert not of("Hundreds of refugees a day arrive in Norway and Chile.", "arrive in Norway and Chile").near
    society = of("Norway met the Watch of Rights.", "met", ("Norway", "Watch of Rights"))
    assert society.participants == ("NOR",)


@pytest.mark.parametrize(
    ("guest", "day", "participants", "near"),
    [
        ({"sector": "ELI", "role": "former president"}, "1999-05-03", "CHL NOR", True),  # in office then
        ({"sector": "ELI", "role": "former president"}, "2025-03-03", "NOR", False),
        ({"sector": "REB", "role": "rebel"}, "2025-03-03", "NOR", False),
        ({"sector": "GOV", "country": None}, "2025-03-03", "NOR", False),  # states that nobody names
    ],
)
def test_without_whom_it_is_not_told_who_met(guest, day: str, participants: str, near: bool) -> None:
    said = "Ana Soto met Norway's king on that day."
    soto = Actor(**{"name": "Ana Soto", "country": "CHL", "span": Span(0, 8, "Ana Soto"), **guest})
    king = Actor("Norway", "NOR", sector="GOV", span=Span(13, 19, "Norway"))
    meeting = Meeting(
        "m", (soto, king), "talks", "held", When(day, day, "day", "on that day"), None, (),
        Span(0, len(said), said),
    )
    found = meeting_told(article(said, published="2025-03-04"), meeting, said)
    assert (" ".join(found.participants), found.near) == (participants, near)


@pytest.mark.parametrize(
    ("text", "said", "near"),
    [
        ("There was little progress in peace talks between Norway and Chile.",
         "peace talks between Norway and Chile", False),
        ("Norway may open indirect talks with Chile.", "open indirect talks with Chile", False),
        ("Norway spoke after talks with Chile.", "talks with Chile", True),
        ("Norway's talks with Chile went on.", "Norway's talks with Chile", False),
        ("Norway and Chile were holding meetings.", "Norway and Chile were holding meetings", False),
        ("Norway held nine calls with Chile.", "held nine calls with Chile", False),
        ("Norway held a three-day meeting with Chile.", "held a three-day meeting with Chile", True),
        ("Norway's meeting with Chile was short.", "Norway's meeting with Chile", True),
    ],
)  # fmt: skip
def test_talk_that_only_goes_on_is_doubted(text: str, said: str, near: bool) -> None:
    parties = tuple(
        Actor(name, code, span=Span(text.index(name), text.index(name) + len(name), name))
        for name, code in (("Norway", "NOR"), ("Chile", "CHL"))
    )
    at = Span(text.index(said), text.index(said) + len(said), said)
    meeting = Meeting("m", parties, "talks", "held", None, None, (), at)
    assert meeting_told(article(text, published="2025-03-04"), meeting, text).near is near


@pytest.mark.parametrize(
    ("after", "status"),
    [
        (" on a tour. It has been postponed.", "postponed"),
        (". The visit was called off on Friday.", "cancelled"),
        (". It has been long planned.", "planned"),
    ],
)  # fmt: skip
def test_the_next_sentence_says_what_came_of_a_plan(after: str, status: str) -> None:
    said = "Norway's king was due in Chile this week"
    parties = (Actor("Norway", "NOR", role="king"), Actor("Chile", "CHL"))
    meeting = Meeting("m", parties, "visit", "planned", None, None, (), Span(0, len(said), said))
    assert meeting_told(article(said + after, published="2025-03-04"), meeting, said + after).status == status


def test_a_quotation_ends_a_sentence() -> None:
    text = "They met on Monday. “We agreed.” She spoke after talks with Norway's minister."
    said = "talks with Norway's minister"
    here = text.index(said)
    parties = (Actor("Norway", "NOR", role="minister"), Actor("Chile", "CHL", role="minister"))
    day = When("2025-03-03", "2025-03-03", "day", "Monday")
    meeting = Meeting("m", parties, "talks", "held", day, None, (), Span(here, here + len(said), said))
    assert meeting_told(article(text, published="2025-03-04"), meeting, text).carried
    text = text.replace("agreed.”", "agreed on Monday.”")
    assert meeting_told(article(text, published="2025-03-04"), meeting, text).carried


def test_talks_of_months_are_no_meeting() -> None:
    text = "Norway's secret talks with Chile that began in August were over."
    parties = tuple(Actor(name, code) for name, code in (("Norway", "NOR"), ("Chile", "CHL")))
    at = Span(0, 52, text[:52])
    for end, near in (("2024-08-31", False), ("2024-08-01", True)):
        august = When("2024-08-01", end, "month", "August")
        meeting = Meeting("m", parties, "talks", "held", august, None, (), at)
        assert meeting_told(article(text, published="2025-03-04"), meeting, text).near is near


def test_at_which_level_two_meet() -> None:
    def of(kind: MeetingKind, *who: dict[str, object]) -> MeetingTold:
        said = "Anna Kern met her Norwegian counterpart in Oslo."
        met = tuple(Actor("x", **{"sector": "GOV", **one}) for one in who)  # type: ignore[arg-type]
        meeting = Meeting("m", met, kind, "held", None, None, (), Span(0, len(said), said))
        return meeting_told(article(said, published="2025-03-04"), meeting, said)

    kern = {"country": "DEU", "role": "foreign minister"}
    assert of("talks", kern, {"country": "NOR", "role": "counterpart"}).levels == ("DEU foreign",)
    assert of("talks", kern, {"country": "NOR", "role": "president"}).levels == ("DEU foreign", "NOR head")
    soldiers = {"country": "NOR", "role": "officer", "because": ("the text is about Norway",)}
    assert not of("talks", kern, soldiers).near and of("talks", kern, {**soldiers, "because": ()}).near


@pytest.mark.parametrize(
    ("text", "words", "plain"),
    [
        ("Norway's king met Chile's king twice.", "Norway's king met Chile's king twice", False),
        ("Norway's king met Chile's king.", "Norway's king met Chile's king", True),
        ("Norway's king is prepared to meet Chile's king.", "to meet Chile's king", False),
        ("Norway's king is due to meet Chile's king.", "to meet Chile's king", True),
        ("It is hard for Norway's king to meet Chile's king.", "to meet Chile's king", False),
        ("If Norway's king was to meet Chile's king, all hoped.", "to meet Chile's king", False),
        ("Norway's king held rare talks with Chile.", "rare talks with Chile", False),
    ],
)
def test_several_meetings_and_those_that_are_only_thought_of(text: str, words: str, plain: bool) -> None:
    here = text.index(words)
    parties = tuple(Actor(name, code, role="king") for name, code in (("Norway", "NOR"), ("Chile", "CHL")))
    meeting = Meeting("m", parties, "talks", "held", None, None, (), Span(here, here + len(words), words))
    assert admitting.plain(meeting_told(article(text, published="2025-03-04"), meeting, text)) is plain


def test_what_somebody_was_about_to_do_then_is_no_plan() -> None:
    text = "Norway's king was preparing to visit Chile when the war began."
    parties = (Actor("Norway", "NOR", role="king"), Actor("Chile", "CHL"))
    at = Span(28, 42, text[28:42])
    meeting = Meeting("m", parties, "visit", "planned", None, None, (), at)
    assert not meeting_told(article(text, published="2025-03-04"), meeting, text).participants


def test_two_at_a_conference_and_all_states_are_no_sides() -> None:
    conference = {"kind": "multilateral", "words": "the conference in Oslo"}
    assert not admitting.plain(told("NOR CHL", "held", "2025-03-04", **conference))  # type: ignore[arg-type]
    assert admitting.plain(told("NOR CHL", "held", "2025-03-04", "2025-03-03", **conference))  # type: ignore[arg-type]
    for body, plain in (("UNO", False), ("ARL", True)):
        met = told(body, "held", "2025-03-04", "2025-03-03", placed=True, **conference)  # type: ignore[arg-type]
        assert admitting.plain(met) is plain


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Norway's king is travelling to Chile", "planned"),
        ("Norway's king is sending a team to Chile", "planned"),
        ("travelling with Norway's king to Chile", "planned"),
        ("Norway's king travelled to Chile", "held"),
        ("Norway's king is visiting Chile", "held"),
    ],
)
def test_who_is_on_the_way_has_not_been_there(words: str, status: str) -> None:
    parties = (Actor("Norway", "NOR", role="king"), Actor("Chile", "CHL"))
    meeting = Meeting("m", parties, "visit", "held", None, None, (), Span(0, len(words), words))
    assert meeting_told(article(words, published="2025-03-04"), meeting, words).status == status
