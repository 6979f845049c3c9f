"""Meetings: who met or is to meet whom, of which kind, when, about what, and what became of it;
each meeting once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique import meetings
from communique.grammar import Parse
from communique.reader import Reader
from communique.records import Meeting, Reading
from makers import actors, article, part, when

ON = "2025-06-10"  # a Tuesday


def read(reader: Reader, text: str) -> Reading:
    found = reader.read(article(text, title=None, published=ON))
    assert isinstance(found, Reading)
    return found


def brief(m: Meeting) -> str:
    """ "CHL,PER talks held 2025-06-09" """
    who = ",".join(sorted({a.country or "?" for a in m.participants}))
    return f"{who} {m.kind} {m.status} {m.when.start if m.when and m.when.start else '-'}"


# (text, its meetings): a call by any noun, talks that are hosted, and what only may be or was never held
LATER = [
    (
        "Chile's president praised her phone conversation with Kenya's president on Monday.",
        ["CHL,KEN call held 2025-06-09"],
    ),
    ("Togo will host talks between Peru and Chile.", ["CHL,PER,TGO talks planned -"]),
    ("Chile's president hosted Kenya's foreign minister for talks.", ["CHL,KEN visit held -"]),
    ("Speaking after talks in Lima on Monday, UN envoy Ana Soto was hopeful.", ["UNO talks held 2025-06-09"]),
    (
        "The minister hopes for calm. The deal counts when Chile's president travels to Peru.",
        ["CHL,PER visit planned -"],
    ),
    ("The mission could be ended only by the UN in consultation with the African Union.", []),
    ("Chile's president did not give time for a meeting with Kenya's president.", []),
    ("A Chilean meeting with Kenya's president could clear the way.", []),
]


@pytest.mark.parametrize(("text", "expected"), LATER)
def test_what_one_word_tells_of_a_meeting(reader, text: str, expected: list[str]) -> None:
    assert sorted(map(brief, read(reader, text).meetings)) == sorted(expected)


# (text, its meetings): who meets with whom by the row of names, who is on the telephone, what is yet to be
ROWS = [
    (
        "The president of Chile and the king of Morocco, who met in Accra on Monday, praised the deal.",
        ["CHL,MAR talks held 2025-06-09"],
    ),
    (
        "The president of Chile and the king of Morocco meet in Accra tomorrow.",
        ["CHL,MAR talks planned 2025-06-11"],
    ),
    (
        "President Boric of Chile spoke for 90 minutes with President Ruto of Kenya on Monday.",
        ["CHL,KEN call held 2025-06-09"],
    ),
    (
        "The president of Chile was on the phone with the king of Morocco on Monday.",
        ["CHL,MAR call held 2025-06-09"],
    ),
    (
        "The president of Chile spoke with the king of Morocco in Accra on Monday.",
        ["CHL,MAR talks held 2025-06-09"],
    ),
    ("NATO called an emergency meeting for Thursday.", ["IGO multilateral planned 2025-06-12"]),
    (
        "A third round of talks between Chile and Peru is to be held in Accra on Thursday.",
        ["CHL,PER talks planned 2025-06-12"],
    ),
    (
        "Chile has called off talks with Peru that were due on Thursday.",
        ["CHL,PER talks cancelled 2025-06-12"],
    ),
    (
        "Chile's president pulled out of his July 2 meeting with Peru's president.",
        ["CHL,PER talks cancelled 2025-07-02"],
    ),
    ("Chile's foreign minister is expected in Peru on Thursday.", ["CHL,PER visit planned 2025-06-12"]),
    (
        "Chile's president was to visit Peru on Thursday. The visit was called off.",
        ["CHL,PER visit cancelled -"],
    ),
    (
        "Chile's president was due to visit Peru on Thursday. It has been postponed.",
        ["CHL,PER visit postponed -"],
    ),
    (
        "Chile's president spoke by telephone with Peru's. The call was made on Monday.",
        ["CHL,PER call held 2025-06-09"],
    ),
    (
        "Kenya has invited the foreign ministers of Chile and Peru to a meeting on Sunday.",
        ["CHL,KEN,PER talks planned 2025-06-15"],
    ),
    (
        "The minister of Chile, who was on a visit to Peru, spoke on Monday after meeting Peru's premier.",
        ["CHL,PER visit held 2025-06-09"],
    ),
    (
        "June 2 - Chile's president flies to Peru.\n\nJune 4 - Peru recalls its envoy. Chile's president "
        "visits Kenya.",
        ["CHL,KEN visit held 2025-06-04", "CHL,PER visit held 2025-06-02"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_who_meets_in_a_row_and_on_the_line(reader, text: str, expected: list[str]) -> None:
    assert sorted(map(brief, read(reader, text).meetings)) == sorted(expected)


# (text, its meetings)
FOUND = [
    # held
    ("The presidents of Peru and Chile met in Accra on Monday.", ["CHL,PER talks held 2025-06-09"]),
    (
        "Peru's president spoke by telephone with his Chilean counterpart about fishing rights.",
        ["CHL,PER call held -"],
    ),
    ("Norwegian Prime Minister Kari Berg visited Kenya last month.", ["KEN,NOR visit held 2025-05-01"]),
    (
        "The leaders of Ghana, Togo, Benin and Niger met in Accra on Friday.",
        ["BEN,GHA,NER,TGO multilateral held 2025-06-06"],
    ),
    (
        "Peru, Chile and Bolivia convened a conference on water on Monday.",
        ["BOL,CHL,PER multilateral held 2025-06-09"],
    ),
    ("Peru summoned the Chilean ambassador on Monday.", ["CHL,PER summons held 2025-06-09"]),
    # planned
    (
        "The foreign ministers of Greece and Turkey will meet in Athens next week.",
        ["GRC,TUR talks planned 2025-06-16"],
    ),
    ("Norwegian Prime Minister Kari Berg will visit Kenya in August.", ["KEN,NOR visit planned 2025-08-01"]),
    ("Peru and Chile will hold a summit in Accra next week.", ["CHL,PER summit planned 2025-06-16"]),
    (
        "Kari Berg, Norway's prime minister, will meet Kenya's president over the next five days.",
        ["KEN,NOR talks planned 2025-06-10"],
    ),
    (
        "Peru's president invited Norway's foreign minister to visit Lima on 20 June.",
        ["NOR,PER visit planned 2025-06-20"],
    ),
    (
        "Oman hopes for a pact by July, when an African Union summit in Accra is to open.",
        ["IGO summit planned 2025-07-01"],
    ),
    # two states joined by a hyphen; what is said inside a call; a stretch of days
    ("The Franco-German summit failed on Monday.", ["DEU,FRA summit held 2025-06-09"]),
    (
        "In a phone call on Monday, Kenya's president told Norway's prime minister that he would wait.",
        ["KEN,NOR call held 2025-06-09"],
    ),
    (
        "Kenya's president has phoned Norway's prime minister several times in the last two weeks.",
        ["KEN,NOR call held 2025-05-27"],
    ),
    # put off and called off
    ("The postponement of the Arab League summit in Baghdad surprised nobody.", []),
    ("Kenya postponed talks with Norway on trade.", ["KEN,NOR talks postponed -"]),
    ("Ghana postponed a visit to Togo.", ["GHA,TGO visit postponed -"]),
    ("Ghana called off a summit with Togo.", ["GHA,TGO summit cancelled -"]),  # "called off" is no call
    ("Norway cancelled a meeting with Kenya.", ["KEN,NOR talks cancelled -"]),
    # none
    ("Ghana did not meet Togo.", []),
    ("Ghana did not cancel a meeting with Togo.", []),
    ("Kenya sent aid to Somalia.", []),
    ("Peru accused Chile of spying.", []),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[t for t, _ in FOUND])
def test_find(reader: Reader, text: str, expected: list[str]) -> None:
    assert [brief(m) for m in read(reader, text).meetings] == expected


# (text, what the meeting is about)
AGENDAS = [
    ("Kenya postponed talks with Norway on trade.", ["trade"]),
    (
        "The foreign ministers of Greece and Turkey will meet in Athens next week to discuss migration.",
        ["migration"],
    ),
    (
        "Peru and Chile held talks on water.\nThe talks between Peru and Chile on fishing ended on Monday.",
        ["water", "fishing"],
    ),
    ("The presidents of Peru and Chile met on Monday.", []),  # a day is no topic
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "topics"), AGENDAS, ids=[t for t, _ in AGENDAS])
def test_agenda(reader: Reader, text: str, topics: list[str]) -> None:
    (meeting,) = read(reader, text).meetings
    assert [s.text for s in meeting.agenda] == topics


@pytest.mark.model
def test_where(reader: Reader) -> None:
    (meeting,) = read(
        reader, "The foreign ministers of Greece and Turkey will meet in Athens next week."
    ).meetings
    assert meeting.where is not None and (meeting.where.name, meeting.where.country) == ("Athens", "GRC")


@pytest.mark.model
def test_talks_on_a_visit_are_part_of_it(reader: Reader) -> None:
    text = (
        "Norwegian Foreign Minister Kari Berg will visit Kenya on Friday. Berg will hold talks with Kenyan "
        "President Tom Mfano on trade."
    )
    (visit,) = read(reader, text).meetings
    assert brief(visit) == "KEN,NOR visit planned 2025-06-13" and [s.text for s in visit.agenda] == ["trade"]


@pytest.mark.model
def test_a_meeting_told_twice_is_one_with_the_agenda_of_both(reader: Reader) -> None:
    text = "The presidents of Peru and Chile met on Monday.\nPeru and Chile met on Monday to discuss fishing."
    (meeting,) = read(reader, text).meetings
    assert [s.text for s in meeting.agenda] == ["fishing"]


@pytest.mark.model
def test_spans_are_verbatim_and_ids_the_same(reader: Reader) -> None:
    text = (
        "Ghana called off a summit with Togo.\nThe foreign ministers of Greece and Turkey will meet in "
        "Athens to discuss migration."
    )
    first, second = read(reader, text).meetings, read(reader, text).meetings
    assert len(first) == 2 and [m.id for m in first] == [m.id for m in second]
    for m in first:
        assert all(
            text[s.start : s.end] == s.text
            for s in (m.evidence, *m.agenda, *(a.span for a in m.participants if a.span))
        )


# ---------------------------------------------------------------- two meetings or one
TALKS = Meeting(
    "a", actors("NOR CHL"), "talks", "planned", when("2024-06-03"), None, (), part("two Chilean envoys")
)
NOTHING = Parse("", "en")  # none of these is a visit, whose sentence would count
# (what differs in another telling, whether it is of the same meeting)
SAME = [
    ({}, True),
    ({"when": None}, True),
    ({"when": when("2024-06-04")}, False),
    ({"status": "cancelled"}, False),
    ({"kind": "call"}, False),
    ({"participants": actors("NOR KEN")}, False),
    ({"participants": actors("CHL")}, True),  # a telling that names one side only
]


@pytest.mark.parametrize(
    ("change", "same"), SAME, ids=[str(sorted(c)) + str(n) for n, (c, _) in enumerate(SAME)]
)
def test_once(change: dict[str, object], same: bool) -> None:
    other = replace(TALKS, id="b", evidence=part("The two ministers will meet"), **change)  # type: ignore[arg-type]
    assert len(meetings.once(NOTHING, [TALKS, other])) == (1 if same else 2)
    assert len(meetings.once(NOTHING, [other, TALKS])) == (1 if same else 2)


def test_once_keeps_the_order_of_the_text() -> None:
    late = replace(TALKS, id="b", kind="call", evidence=part("June 3"))
    assert meetings.once(NOTHING, [late, TALKS]) == [TALKS, late]


def test_a_telling_without_a_day_takes_it_from_the_other() -> None:
    dateless = replace(TALKS, id="b", when=None)
    for given in ([TALKS, dateless], [dateless, TALKS]):
        (only,) = meetings.once(NOTHING, given)
        assert only.when == TALKS.when


# (text, its meetings): who takes part, and who does not
SIDES = [
    (  # a body's committee and its chief are two
        "The African Union's chairman will meet the bloc's peace council on Friday.",
        ["IGO talks planned 2025-06-13"],
    ),
    (
        "Mali's president met the African Union's committee. "
        "He also met the African Union's chairman, Jan Olsen.",
        ["IGO,MLI talks held -", "IGO,MLI talks held -"],
    ),
    (
        "The Arab League said that its ministerial committee would meet in Doha. "
        "The Arab League will hold an emergency meeting on Sunday in Cairo.",
        ["IGO multilateral planned -", "IGO multilateral planned 2025-06-15"],
    ),
    # who speaks at a body's meeting is one of it
    ("At the start of the African Union meeting, Kenya's foreign minister urged Sudan to stop the war.", []),
    (
        "Peru's president, who received Chile's prime minister, on Monday in Lima, praised the talks.",
        ["CHL,PER visit held 2025-06-09"],
    ),
    (  # a day told aside is that of another meeting
        "Togo's foreign minister, who met Ghana's president on 2 June, said the pact held. "
        "He spoke after talks in Cotonou with Benin's king.",
        ["BEN,TGO talks held -", "GHA,TGO talks held 2025-06-02"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SIDES)
def test_who_is_a_side_of_a_meeting(reader, text: str, expected: list[str]) -> None:
    assert sorted(map(brief, read(reader, text).meetings)) == sorted(expected)


# (text, its meetings): what is none, what is told of several, and when
APART = [
    # a place in one's own country, and a name that is no place
    ("Arab League chief Nabil al-Arabi to visit Nabil al-Arabi on Monday, the league said.", []),
    # an attempt, a deal that is brokered, words to a channel
    ("Kenya is trying to bring the government of Chile and the rebels together for a dialogue.", []),
    ("Kenya brokered a ceasefire agreement in Yemen.", []),
    ("Talking to a Chilean satellite channel, Peru's president Ana Soto called for calm.", []),
    # on whose occasion talks were is not who held them
    (
        "Peru's envoy Ana Soto has met officials in Kenya and Chile.",
        ["CHL,PER talks held 2025-06-10", "KEN,PER talks held 2025-06-10"],
    ),
    # on a journey, wherever the words stand
    (
        "On a trip to Kenya, Peru's president Ana Soto urged calm.",
        ["KEN,PER visit held -"],
    ),
    (
        "Peru's president Ana Soto, on a visit to Kenya, urged both sides to stop.",
        ["KEN,PER visit held -"],
    ),
    # what "then" leads on to is as planned as what goes before it
    (
        "The king said Peruvian president Ana Soto would meet the Chilean foreign minister in Santiago, then "
        "hold talks with Kenya's president on Sunday.",
        ["CHL,PER talks planned -", "KEN,PER talks planned 2025-06-15"],
    ),
    (  # talks on a visit are where it goes to
        "Monday's meeting in Damascus, she said, was not enough. Chile's foreign minister Ana Soto said so "
        "on a visit to Togo on Tuesday.",
        ["CHL,TGO visit held 2025-06-10"],
    ),
    (  # a day behind what a journey came after is not its own
        "Peruvian envoy Ana Soto left Lima on Tuesday. Her tour of Chile came after talks with Kenya's king "
        "on Monday.",
        ["CHL,PER visit held 2025-06-10", "KEN,PER talks held 2025-06-09"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), APART)
def test_what_is_no_meeting_and_which_are_several(reader, text: str, expected: list[str]) -> None:
    assert sorted(map(brief, read(reader, text).meetings)) == sorted(expected)


# (text, its meetings): two who are met apart, a day in the next sentence, what is no meeting of these two
SINGLY = [
    (
        "Peruvian foreign minister Ana Soto is due to meet Chile's president, Juan Paz, and the Bolivian "
        "foreign secretary, Luis Roca.",
        ["CHL,PER talks planned -", "BOL,PER talks planned -"],
    ),
    (  # all at one place
        "Peruvian foreign minister Ana Soto is due to meet Chile's president, Juan Paz, and the Bolivian "
        "foreign secretary, Luis Roca, at the summit.",
        ["BOL,CHL,PER talks planned -"],
    ),
    (
        "Peru's president Ana Soto and Chile's president Juan Paz held their first phone call. Lima said it "
        "was made by Chile and lasted an hour on Monday.",
        ["CHL,PER call held 2025-06-09"],
    ),
    ("The leaders of Peru and Chile will meet on Friday and Saturday.", ["CHL,PER talks planned 2025-06-13"]),
    # when a visit was over
    ("Peru's president Ana Soto concluded her visit to Chile on Monday.", ["CHL,PER visit held 2025-06-09"]),
    # a tone, a summit in a state, what is yet open, a paper's home
    (
        "Peru's president Ana Soto said so in Chile, where she was attending a regional summit on Monday.",
        ["PER summit held 2025-06-09"],
    ),
    ("Peru's president Ana Soto said that her trip to Chile was under review.", []),
]


@pytest.mark.parametrize(("text", "expected"), SINGLY)
def test_who_are_met_apart_and_on_which_day(reader, text: str, expected: list[str]) -> None:
    assert sorted(map(brief, read(reader, text).meetings)) == sorted(expected)
