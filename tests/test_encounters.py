"""Mentions of meetings: in nouns, participles, infinitives and verbs, with all who take part,
and whether they took place."""

from __future__ import annotations

import pytest

from communique.ledgers.tellings import meeting_told
from communique.reader import Reader
from communique.records import Reading
from makers import article

ON = "2025-06-10"  # a Tuesday


def read(reader: Reader, text: str) -> Reading:
    found = reader.read(article(text, title=None, published=ON))
    assert isinstance(found, Reading)
    return found


def met(reading: Reading) -> list[str]:
    """ "CHL,PER talks held 2025-06-09" """
    rows = []
    for m in reading.meetings:
        who = ",".join(sorted({a.country or "?" for a in m.participants}))
        rows.append(f"{who} {m.kind} {m.status} {m.when.start if m.when and m.when.start else '-'}")
    return rows


# (text, a meeting among those found)
MENTIONS = [
    # in a noun, beside what was said or done
    (
        "Togo's president praised the deal after talks with the king of Norway in Oslo.",
        "NOR,TGO talks held -",
    ),
    (
        "Following a summit with EU leaders, Turkey's president said on Sunday that he was content.",
        "EUR,TUR summit held 2025-06-08",
    ),
    (
        "The next round of talks between Chad and Togo is due in Oslo on 17 June.",
        "TCD,TGO talks planned 2025-06-17",
    ),
    (
        "A first round will be followed on 17 June by a meeting between the Peruvian minister, Luis Lara, "
        "and the Chilean minister, Ana Soto.",
        "CHL,PER talks planned 2025-06-17",
    ),
    # without parties of its own: those of the meeting told before
    (
        "Peru and Chile held talks on Monday. The next round is on 20 June.",
        "CHL,PER talks planned 2025-06-20",
    ),
    # still to come though told in the present
    (
        "Ghana's president will raise it on Friday when he holds a meeting with the leader of Togo.",
        "GHA,TGO talks planned 2025-06-13",
    ),
    # a body by itself, and who speaks before it
    ("The Security Council met behind closed doors on Monday.", "UNO multilateral held 2025-06-09"),
    (
        "Togo's foreign minister will address the Security Council on Thursday.",
        "TGO,UNO multilateral planned 2025-06-12",
    ),
    # what is known from before is not of the day of what came after it; nor is one of the day of another
    # "his" of a phrase that opens the sentence is whoever acts behind it
    (
        "Omar Touray of Gambia left Oslo. In his talks with Peruvian leaders, Chile's president, Gabriel "
        "Boric, ruled out a deal.",
        "CHL,PER talks held -",
    ),
    # what stands before "that" is told of the saying, and is no plan
    (
        "Togo's minister admitted on Monday, after talks with Norway's premier in Oslo, that the work would "
        "take years.",
        "NOR,TGO talks held 2025-06-09",
    ),
    # a day between "and" and a second sentence
    (
        "Chad is weighing sanctions against Mali's rulers and on Monday, Chad's premier conferred with the "
        "president of Togo.",
        "TCD,TGO talks held 2025-06-09",
    ),
    ("Ministers of Peru and Chile held talks in Quito on Monday, along with Bolivia.",
     "BOL,CHL,PER talks held 2025-06-09"),
    # one with each of several
    ("Peruvian president to meet Chadian leader in Lima", "PER,TCD talks planned -"),
    ("Arab League chief Omar Sidi to visit Sudan", "IGO,SDN visit planned -"),
    # an office of a body, whatever it is for
    ("UN humanitarian chief Ana Soto arrived in Chad on Monday.", "TCD,UNO visit held 2025-06-09"),
    ("Speaking before a visit to the United Nations, Ghana's president praised it.",
     "GHA,UNO visit planned -"),
    # somebody goes, leads others, or is a visitor
    ("Kenya's foreign minister led a delegation to Oslo on Monday.", "KEN,NOR visit held 2025-06-09"),
    # … comes back, passes through, sees several places
    ("Kenya's envoy came home on Monday from a two-day visit to Oslo.", "KEN,NOR visit held -"),
    ("Kenya's foreign minister came away from Oslo on Monday with little.", "KEN,NOR visit held 2025-06-09"),
    ("Kenya's foreign minister, Ana Otieno, had come through Oslo on Monday.",
     "KEN,NOR visit held 2025-06-09"),
    ("Kenya's president went to Oslo on Sunday and to Lima on Monday.", "KEN,NOR,PER visit held 2025-06-08"),
    ("Kenya's president set foot in Norway on Monday for the first time.", "KEN,NOR visit held 2025-06-09"),
    # … is a host, or in a place for talks
    # … comes where another has just been
    # words over a meal, and beside a guest
    ("At a news conference with President Ana Soto of Peru on Monday, Kenya's president praised Chile.",
     "KEN,PER talks held 2025-06-09"),
    # who is called by a number, or named behind the pronoun
    (
        "Egypt, Oman, Qatar and Jordan cut their ties with Chad. Officials of the four met in Cairo on "
        "Monday.",
        "EGY,JOR,OMN,QAT multilateral held 2025-06-09",
    ),
    ("In Oslo, where she met Norway's king on Monday, Ana Soto praised it. Ana Soto is Peru's premier.",
     "NOR,PER talks held 2025-06-09"),
    ("When he met President Ana Soto of Peru in Lima, Ola Lie, the premier of Norway, praised the plan.",
     "NOR,PER talks held -"),
    ("Norway's premier has been ill since 6 June, when he flew to Lima.", "NOR,PER visit held 2025-06-06"),
    ("The ministers of Peru and Norway, who met in Quito, condemned Chile on Monday.",
     "NOR,PER talks held 2025-06-09"),
    # a father's name tells two men of one name apart
    ("Oman's king received Sheikh Abdullah bin Ali Al Thani, a member of a branch of Qatar's ruling family.",
     "OMN,QAT visit held -"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "meeting"), MENTIONS, ids=[t for t, _ in MENTIONS])
def test_a_mention_is_a_meeting(reader: Reader, text: str, meeting: str) -> None:
    assert meeting in met(read(reader, text))


NONE = [
    "Peru's minister held a press conference on Monday.",
    "Chile's president prefers talks to war.",
    "Peru's president wants to meet the king of Norway.",
    "Peru's cabinet meeting ended on Monday.",
    "Soldiers from Peru have been in Chad since 2020.",
    "Some 300 Hezbollah fighters arrived in Yemen on Monday.",
    "Canada and Peru, which both sell copper, are not at the meeting in Lima with Chile.",
    "Chile's minister met Malian refugees on Monday.",
    "Iran and Oman see themselves as friends of Yemen.",
    "Chile's king left last month for treatment in Peru.",
    "Oman's king flew home on Monday.",
]


@pytest.mark.model
@pytest.mark.parametrize("text", NONE)
def test_no_meeting(reader: Reader, text: str) -> None:
    assert met(read(reader, text)) == []


@pytest.mark.model
def test_a_letter_is_also_of_its_sender(reader: Reader) -> None:
    text = "Kenya's envoy, Ana Otieno, flew to Oslo to bring a letter from the Kenyan president, Jo Mutua."
    reading = read(reader, text)
    (event,) = [e for e in reading.events if e.type == "CONSULT"]
    assert {a.name for a in event.actors} == {"Ana Otieno", "Jo Mutua"}


@pytest.mark.model
def test_a_joint_paper_is_of_both(reader: Reader) -> None:
    reading = read(
        reader, "In a joint statement with Ana Soto, Peru's premier, the Norwegian premier condemned Chad."
    )
    (event,) = [e for e in reading.events if e.type == "ACCUSE"]
    assert {a.country for a in event.actors} == {"NOR", "PER"}


@pytest.mark.model
def test_a_mention_is_an_event_once(reader: Reader) -> None:
    reading = read(
        reader, "Following a summit with EU leaders, Turkey's president said on Sunday that he was content."
    )
    (event,) = [e for e in reading.events if e.type == "CONSULT"]
    assert {a.country for a in event.actors} == {"EUR", "TUR"} and event.when is not None
    assert event.when.start == "2025-06-08"


@pytest.mark.model
def test_a_planned_one_is_an_agreement(reader: Reader) -> None:
    (event,) = read(reader, "Togo's foreign minister will address the Security Council on Thursday.").events
    assert (event.type, event.status) == ("AGREE", "planned")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya has called a meeting of Chad and Peru over the border.", "planned"),
        ("President Boric spoke at length before he hosts Peruvian President Dina Boluarte.", "planned"),
        ("Kenya held a meeting with Chad over the border.", "held"),
    ],
)
def test_a_meeting_that_is_only_called_or_lies_ahead_is_planned(reader, text, expected) -> None:
    assert {m.status for m in read(reader, text).meetings} == {expected}


def test_who_goes_to_the_seat_of_a_body_visits_no_state_in_the_ledger(reader) -> None:
    reading = read(reader, "Chilean President Gabriel Boric travelled to New York on Monday.")
    told = [meeting_told(article("", published=ON), m) for m in reading.meetings]
    assert told and all("USA" not in t.participants for t in told)


def test_exiles_meet_for_no_state_in_the_ledger(reader) -> None:
    reading = read(reader, "Chilean President Gabriel Boric met Syrian dissidents in Santiago on Monday.")
    told = [meeting_told(article("", published=ON), m) for m in reading.meetings]
    assert told and all("SYR" not in t.participants for t in told)


# (text, type, status and parties of the act that a mention without two sides of its own is)
CARRIED_ON = [
    (
        "The envoys of Chad and Sudan met in Doha on Friday. The talks ended on Sunday with no deal.",
        ("CONSULT", "actual", {"TCD", "SDN"}),
    ),
    (
        "Chad and Sudan opened negotiations in Doha in May. The next round will take place in Tunis in July.",
        ("AGREE", "planned", {"TCD", "SDN"}),
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CARRIED_ON)
def test_a_meeting_that_names_no_sides_is_of_those_who_met_before(reader, text, expected) -> None:
    told = read(reader, text).events[-1]
    assert (told.type, told.status, {a.country for a in told.actors}) == expected


@pytest.mark.parametrize(
    "text",
    [
        # nobody is said to have met before
        "The next round will take place in Tunis in July.",
        # somebody else's
        "The envoys of Chad and Sudan met in Doha on Friday. Peru's talks ended on Sunday.",
    ],
)
def test_nor_is_it_of_others(reader, text) -> None:
    ended = [e for e in read(reader, text).events if e.trigger.text in ("round", "talks")]
    assert ended == []


@pytest.mark.parametrize(
    "text",
    [
        "A Syrian opposition delegation met Chile's president in Santiago on Monday.",
        "A delegation from the Syrian rebels met Chile's president in Santiago on Monday.",
        "Chile's president met representatives of the Syrian opposition in Santiago on Monday.",
    ],
)
def test_who_is_sent_by_rebels_meets_for_no_state_in_the_ledger(reader, text) -> None:
    told = [meeting_told(article("", published=ON), m) for m in read(reader, text).meetings]
    assert told and all("SYR" not in t.participants and "CHL" in t.participants for t in told)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The UN and African Union envoy met the Sudanese president.", "UNO"),
        ("UN and Arab League special envoy Ana Soto met the Sudanese president.", "UNO"),
        ("The Arab League envoy met the Sudanese president.", "ARL"),
    ],
)
def test_an_envoy_of_two_bodies_is_of_the_first(reader, text, code) -> None:
    (met_,) = read(reader, text).meetings
    assert {a.code for a in met_.participants} == {code, "SDN"}


def test_a_body_meets_without_whom_it_met_after_punishing(reader) -> None:
    (met_,) = read(reader, "In Cairo, the African Union met after suspending Sudan's membership.").meetings
    assert {a.code for a in met_.participants} == {"AFU"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Chad's king was the first African leader to visit Lima after the coup.", "held"),
        ("Before the Chadian president's visit to Peru in May, Togo was silent.", "held"),
        ("Speaking before a visit to Peru, the Chadian president was silent.", "planned"),
    ],
)
def test_what_was_done_first_or_is_past_is_not_to_come_in_the_ledger(reader, text, status) -> None:
    told = [meeting_told(article(text, published=ON), m, text) for m in read(reader, text).meetings]
    assert {t.status for t in told} == {status}


@pytest.mark.parametrize(
    ("second", "codes_"),
    [("A conference in Oslo is due on 25 June.", 1), ("The next meeting is due on 25 June.", 2)],
)
def test_a_meeting_newly_brought_up_is_not_of_those_before(reader, second, codes_) -> None:
    reading = read(reader, f"Peru and Chile held talks on Monday. {second}")
    assert len([m for m in reading.meetings if len(m.participants) > 1]) == codes_


def test_with_the_king_and_later_with_the_minister_are_two_meetings(reader) -> None:
    reading = read(
        reader,
        "Peru's minister, Ana Soto, met Chile's president, Luis Lara, in Quito on Monday. Ana Soto later met "
        "Chile's foreign minister, Eva Rojas.",
    )
    assert len(reading.meetings) == len({m.evidence for m in reading.meetings}) > 1
