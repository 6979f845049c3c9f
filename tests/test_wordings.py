"""Words told without who says them, and who says and does what in rows and absolutes that a parser breaks."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.records import codes
from makers import article, news, told

pytestmark = pytest.mark.model

# (text, the acts that must be told, with "-" for nobody)
TOLD = [
    # absolutes: a row with a word for all of it, a second subject, and no failing of what stands beside
    ("NATO was divided, with Turkey and Hungary both rejecting the bid by Sweden.", ["REJECT HUN,TUR>SWE"]),
    (
        "Talks in Geneva failed, with Turkey accusing Greece of bad faith and Cyprus urging the two to "
        "return to the table.",
        ["ACCUSE TUR>GRC", "REQUEST CYP>GRC,TUR"],
    ),
    ("The mood soured, with Peru accusing Chile of spying and Bolivia backing Peru.", ["SUPPORT BOL>PER"]),
    # a row whose middle stands between two commas' worth of names
    (
        "The Venezuelan opposition, Brazil and several regional countries have expressed scepticism that "
        "Venezuela is committed to the accord.",
        ["ACCUSE BRA,VEN>VEN"],
    ),
    # papers and calls, whoever is behind them
    ("The draft resolution, put forward by Peru, condemns the attacks by Eritrea.", ["ACCUSE PER>ERI"]),
    ("The draft deplores the coup in Niger. But it also condemns the army of Niger.", ["ACCUSE ->NER"]),
    ("The draft, circulated by France, also condemns the attacks by Eritrean troops.", ["ACCUSE FRA>ERI"]),
    ("Public demands for the release of the Cuban dissidents have grown.", ["REQUEST ->CUB"]),
    # states at large
    ("The international community has threatened to cut aid to Malawi.", ["THREATEN ->MWI"]),
    ("World powers have agreed to pay for the Somali army.", ["AGREE ->SOM"]),
    # feelings where they are said to be
    ("Peru voiced doubts that Chile would pay.", ["ACCUSE PER>CHL"]),
    # what must not be done is asked for too
    ("Peru said that Chile must not send troops to the border.", ["REQUEST PER>CHL"]),
]
# (text, the type that must not be told)
UNTOLD = [
    ("Anger in Austria over the price of milk grew.", "ACCUSE"),
    ("Peru said the international community did not recognise the vote in Chad.", "REJECT"),
    ("Malawi and the world powers agreed.", "REQUEST"),
    ("The Georgian opposition, the US and many other states voiced doubt.", "REJECT"),
    ("He met the opposition in Lima.", "REJECT"),
    # reproaches, questions and conditions ask for nothing, nor does what one only foresees or takes for
    ("The general said that Chile should have avoided the call.", "REQUEST"),
    ("Peru is open to talks should Chile show goodwill.", "REQUEST"),
    ('"Why should Chile bow to the generals?" asked the Peruvian minister.', "REQUEST"),
    ("The Peruvian minister said that the vote in Chile should not be seen as a step to war.", "REQUEST"),
    ("The Peruvian envoys expected the government of Chad to collapse.", "REQUEST"),
    ("Peru said it was the first time that Chile had used artillery.", "REQUEST"),
    # arms, campaigns, plans by name and moods of another kind
    ("Chadian troops backed by tanks entered the town.", "SUPPORT"),
    ("The Chilean president's campaign promises were long forgotten.", "AGREE"),
    ("The envoys spoke of Peru's peace initiative for hours.", "AGREE"),
    ("Chad is intent on crushing the rebels.", "AGREE"),
    ("Peru seemed set to frustrate the plan.", "AGREE"),
    ('"The bill, which threatens to undo this, will not pass," the Peruvian minister said.', "THREATEN"),
    ("The dissidents are behind bars in Chad.", "SUPPORT"),
    # words of judgement: denied, or only the name of a tie
    ('"The Chadian plane had not shown any hostility," the Turkish minister said.', "SUPPORT"),
    ('"Our friends and allies in Peru travel to Chile," the Bolivian minister said.', "SUPPORT"),
    ('"This means that the Peruvian people will vote in May," the Chilean minister said.', "ACCUSE"),
    ('"Peru plays a pivotal role," the Chilean minister said.', "ACCUSE"),
    # where somebody is on a visit is not whom his words are about
    ('"It should be an outcome," the Chilean minister said during a visit to Oslo.', "REQUEST"),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[t for t, _ in TOLD])
def test_told(reader: Reader, text: str, wanted: list[str]) -> None:
    found = told(reader, text)
    assert set(wanted) <= set(found), found


@pytest.mark.parametrize(("text", "type_"), UNTOLD, ids=[t for t, _ in UNTOLD])
def test_untold(reader: Reader, text: str, type_: str) -> None:
    found = told(reader, text)
    assert not any(line.startswith(type_) for line in found), found


def test_true_appositions_stay_appositions(reader: Reader) -> None:
    text = "Two sponsors, France and Mali, have condemned the raid by Chad."
    assert "ACCUSE FRA,MLI>TCD" in told(reader, text)


def test_a_call_that_nobody_is_said_to_make_is_told_in_full(reader: Reader) -> None:
    text = "Public demands for the release of the Cuban dissidents have grown."
    assert news(reader, text).events[0].confidence > 0.4


def test_whom_the_international_community_is_asked_is_no_state(reader: Reader) -> None:
    found = reader.read(article("Malawi asked the international community for aid.", title=None)).events
    assert [(codes(e.actors), codes(e.recipients)) for e in found] == [(frozenset(("MWI",)), frozenset())]
