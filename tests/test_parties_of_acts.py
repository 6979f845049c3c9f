"""Whose an act is and whom it is done to where another name stands nearer: what is asked of one's own
government, some members of a body, what somebody holds."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.records import Actor
from makers import news, told

pytestmark = pytest.mark.model

CASES = [
    ("Chad's parliament urged the government to expel the Peruvian envoy.", "REQUEST", "TCD", "TCD"),
    ("Chad's parliament urged Peru to free its fishermen.", "REQUEST", "TCD", "PER"),
    ("Arab members of the Security Council urged Chad to free its prisoners.", "REQUEST", "", "TCD"),
    ("Members of the Security Council urged Chad to free its prisoners.", "REQUEST", "UNO", "TCD"),
    ("The remarks came after air strikes by Peru against oilfields held by Isis.", "ASSAULT", "PER", "ISIS"),
    ("It followed air strikes by Peru and its allies against camps run by Isis.", "ASSAULT", "PER", "ISIS"),
    ("Mali: Chad recalls its envoy from Peru.", "SANCTION", "TCD", "PER"),
]


@pytest.mark.parametrize(("text", "type_", "by", "to"), CASES)
def test_parties(reader: Reader, text: str, type_: str, by: str, to: str) -> None:
    """The one act of a sentence has these parties."""
    assert told(reader, text) == [f"{type_} {by or '-'}>{to}"]


# what stands behind "and" is of the next sentence; what a plan asks for is not asked by those who oppose it
NEXT = [
    ("Chad urged Peru to stop the raids on farmers and Togo has rejected the plan of Mali.",
     ["REQUEST TCD>PER", "REJECT TGO>MLI"]),
    ("Chad urged Peru to free the crew and the captain.", ["REQUEST TCD>PER"]),
    ("Chad and Peru opposed the initiative, which calls for talks with Togo.", ["REJECT PER,TCD>-"]),
    ("Chad proposed an initiative, which calls for talks with Togo.", ["AGREE TCD>-", "REQUEST TCD>TGO"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NEXT)
def test_whose_words_and_deeds_stand_next(reader: Reader, text: str, expected: list[str]) -> None:
    assert told(reader, text) == expected


PEOPLE = [
    # a participle that the parser takes for a verb in the past, and one joined to a passive
    ("Chad is known for its cells, with dozens of Chadian lawyers now held behind bars.", "TCD>TCD/JUD"),
    ("Omar Saleh, a Chadian lawyer, was put in jail in Chad and coerced into signing a confession.",
     "TCD>TCD/JUD TCD>TCD/JUD"),
    # people suffer what their state is blamed for, unless they are themselves what is condemned
    ("Peru condemned the brutal force against Chadian protesters.", "PER>TCD"),
    ("Peru condemned Chadian protesters.", "PER>TCD/CVL"),
    # who rules, or shoots at marchers, does not march
    ("Chadian President Idriss Deby has faced weeks of protests demanding his resignation.", "TCD>TCD/GOV"),
    ("Chadian troops shot dead six people protesting against President Idriss Deby.",
     "TCD/MIL>- TCD>TCD/GOV"),
    # a body's watchers are the body's
    ("UN observers suspended their patrols in Chad.", "UNO/IGO>-"),
    # who fights whom is known from the blow before
    ("Chadian police shot two Chadian students in Abéché. Later, security forces stormed homes there.",
     "TCD/COP>TCD/EDU TCD/COP>-"),
    # where the fighting is that a foreigner speaks of
    ("Chadian police shot two Chadian students in Abéché. Ana Rojas, Peru's foreign minister, "
     "said that troops had shelled the town.", "TCD/COP>TCD/EDU TCD/MIL>-"),
]  # fmt: skip


def listed(actors: tuple[Actor, ...]) -> str:
    """The countries of the parties with their sectors; "-" for nobody."""
    return "+".join(f"{a.code}/{a.sector}" if a.sector else str(a.code) for a in actors) or "-"


@pytest.mark.parametrize(("text", "sides"), PEOPLE)
def test_people(reader: Reader, text: str, sides: str) -> None:
    """Each act of a text is by and to these people."""
    events = news(reader, text).events
    assert " ".join(f"{listed(e.actors)}>{listed(e.recipients)}" for e in events) == sides


def test_guessed_troops_of_the_country_at_war_bear_its_name(reader: Reader) -> None:
    """Troops that a foreigner speaks of are not his in name either."""
    text = PEOPLE[-1][0]
    assert [a.name for e in news(reader, text).events for a in e.actors if "Peru" in (a.name or "")] == []
