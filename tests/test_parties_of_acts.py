"""Whose an act is and whom it is done to where another name stands nearer: what is asked of one's own
government, some members of a body, what somebody holds."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.reasons import SOME_OF, rests_on
from communique.records import Actor
from makers import news, told

pytestmark = pytest.mark.model

CASES = [
    ("Chad's parliament urged the government to expel the Peruvian envoy.", "REQUEST", "TCD", "TCD"),
    ("Chad's parliament urged Peru to free its fishermen.", "REQUEST", "TCD", "PER"),
    ("Arab members of the Security Council urged Chad to free its prisoners.", "REQUEST", "", "TCD"),
    ("Members of the Security Council urged Chad to free its prisoners.", "REQUEST", "UNO", "TCD"),
    ("The remarks came after air strikes by Peru against oilfields held by Isis.", "ASSAULT", "PER", "ISIS"),
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
    ("Chad proposed an initiative, which calls for talks with Togo.", ["AGREE TCD>-", "REQUEST TCD>TGO"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NEXT)
def test_whose_words_and_deeds_stand_next(reader: Reader, text: str, expected: list[str]) -> None:
    assert told(reader, text) == expected


PEOPLE = [
    # a participle that the parser takes for a verb in the past, and one joined to a passive
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


ASIDE = [
    # whom a measure or a blow is for that is refused, backed or condemned is no side of it …
    ("Norway is opposed to sanctions on Chad.", ["REJECT NOR>-"]),
    ("Peru rejected calls for action against Chad.", ["REJECT PER>-"]),
    ("Norway supported the embargo against Chad.", ["SUPPORT NOR>-"]),
    ("Peru condemned the attack on Chad.", ["ACCUSE PER>-"]),
    ("Peru condemned the raids of Chadian guards on Niger.", ["ACCUSE PER>TCD"]),
    ("Peru condemned the incursion of Chadian soldiers.", ["ACCUSE PER>TCD"]),
    ("On Monday Kenya lifted a ban on imports from Uganda on health grounds.", ["RETREAT KEN>UGA"]),
    ("Kenya lifted a ban on imports from Uganda on Monday.", ["RETREAT KEN>UGA"]),
    ("Peru said the threat of sanctions against Chad was unacceptable.", []),
    ("Peru said the conduct of Chad was unacceptable.", ["ACCUSE PER>TCD"]),
    # … save whom it is refused to undo it for, or who has it lifted, and the other side of one's own
    ("Norway refused to lift sanctions on Chad.", ["REJECT NOR>TCD"]),
    ("Norway refused to stop its attacks on Chad.", ["REJECT NOR>TCD"]),
    # … save who offers or makes it, who is to get something, and a state in which people were struck
    ("Peru rejected a Chadian offer.", ["REJECT PER>TCD", "AGREE TCD>PER"]),
    ("Peru rejected aid for Chad.", ["REJECT PER>TCD"]),
    ("Peru condemned the crackdown on protesters in Chad.", ["ACCUSE PER>TCD"]),
    ("Norway criticised Chadian sanctions on Peru.", ["ACCUSE NOR>TCD", "SANCTION TCD>PER"]),
    # whose sanctions they are is no one on whom they are laid
    ("Peru joined US sanctions against Chad.", ["SANCTION PER>TCD", "SANCTION USA>TCD"]),
    ("Norway imposed the Chad sanctions.", ["SANCTION NOR>TCD"]),
    ("Norway banned Chadian imports.", ["SANCTION NOR>TCD"]),
    # nor is what talks of a body and a resolution are about
    ("The African Union postponed the Chad talks.", ["REJECT AFU>-"]),
    ("Norway vetoed a resolution on Chad.", ["REJECT NOR>-"]),
    ("Peru cancelled its talks with Chad.", ["REJECT PER>TCD"]),
    ("Peru cancelled the Chad talks.", ["REJECT PER>TCD"]),
    # a draft asks nothing of whom it blames, but of whom it would have act
    ("Norway circulated a draft resolution that condemns Chad.", ["REQUEST NOR>-", "ACCUSE NOR>TCD"]),
    ("Norway put forward a draft resolution calling for sanctions against Chad.", ["REQUEST NOR>-"]),
    ("Norway submitted a draft resolution urging Chad to free the crew.", ["REQUEST NOR>TCD"]),
    ("Norway drafted a resolution demanding that Chad free the crew.", ["REQUEST NOR>TCD"]),
    # who is to be spared something is asked nothing
    ("Chad should not be isolated, Peru said.", ["REQUEST PER>-"]),
    ("Chad should be expelled from the union, Peru said.", ["REQUEST PER>TCD"]),
    ("Chad should not arm the rebels, Peru said.", ["REQUEST PER>TCD"]),
    # a kindness beside a charge says nothing of whom it is laid on
    ("Chad stormed the port, accusing Peru of arming rebels.", ["ASSAULT TCD>PER", "ACCUSE TCD>PER"]),
    # a forecast is no threat
    ("Norway warned Chad that the fighting could spread to Togo.", []),
    ("Norway warned Chad that it would close the border.", ["THREATEN NOR>TCD"]),
    ("Norway warned Chad that it could face sanctions.", ["THREATEN NOR>TCD"]),
    # nor is it refused that is not gone so far as
    ("Norway stopped short of voting Chad out of the league.", []),
    ("Norway shied away from sending troops to Chad.", ["REJECT NOR>TCD"]),
    # who meets refugees meets no state
    ("Ana Soto, the Peruvian minister, met Chadian refugees in a camp.", []),
    ("Ana Soto, the Peruvian minister, met the Chadian premier in a camp.", ["CONSULT PER,TCD>-"]),
    # several who act together are what they are, and not the state
    ("A coalition of 20 aid groups urged Chad to free the crew.", ["REQUEST ->TCD"]),
    ("Chad: the ruling coalition urged Peru to free the crew.", ["REQUEST TCD>PER"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "acts"), ASIDE)
def test_who_is_named_but_no_side(reader: Reader, text: str, acts: list[str]) -> None:
    """What is refused, backed, asked or blamed names others than those to whom that is said."""
    assert told(reader, text) == acts


FEW = [
    ("Peru arrested two Chadians in Lima.", [True]),
    ("A Chadian has been arrested in Peru.", [True]),
    ("The Chadians accused Peru of spying.", [False]),
    ("Peru accused Chadian officials of spying.", [False]),
    ("Israelis and Chadians held talks in Peru.", [False, False]),
]


@pytest.mark.parametrize(("text", "few"), FEW)
def test_one_or_a_few_of_a_people_are_not_its_state(reader: Reader, text: str, few: list[bool]) -> None:
    found = {
        a.name: rests_on(a, SOME_OF) for e in news(reader, text).events for a in (*e.actors, *e.recipients)
        if a.country in ("TCD", "ISR")
    }
    assert list(found.values()) == few
