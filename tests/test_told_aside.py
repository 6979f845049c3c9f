"""Acts that stand where a parser or a rule looks past them: in what a thing is called, in a relative clause
about two, behind a semicolon or an aside, in an echo, a headline, a list, a hint, an answer of an interview.

Knows sentences of our own; does not know which rule reads them.
"""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.records import Event, Reading
from makers import article

pytestmark = pytest.mark.model

# (text, an act among those found)
TOLD = [
    # what a thing is called
    ("Kenya condemned what it called a Ugandan raid.", "ACCUSE KEN>UGA actual"),
    (
        "Peru's king saluted what he described as a fine treaty of Chad and Mali.",
        "SUPPORT PER>MLI,TCD actual",
    ),
    ("Kenya described the Ugandan law as dangerous.", "ACCUSE KEN>UGA actual"),
    ("Kenya declared Togo a state sponsor of terrorism.", "SANCTION KEN>TGO actual"),
    ("Kenya called the Togolese law \"a leap in the dark\".", "ACCUSE KEN>TGO actual"),
    ("Kenya called the Togolese plan \"an important step\".", "SUPPORT KEN>TGO actual"),
    ("North Korea fired the Hawk-2, its heaviest missile.", "MOBILIZE PRK> actual"),
    # what was told before, and what a thing is said to be
    ("Peru shut its border. Bolivia called the decision \"out of tune\".", "ACCUSE BOL>PER actual"),
    ("Peru shut its border with Chile. Bolivia called it a wise step.", "SUPPORT BOL>PER actual"),
    ("Asked about Peru, Bolivia's minister called it a sponsor of terrorism.", "ACCUSE BOL>PER actual"),
    ("Bolivia said that Peru's terms were neither fair nor wise.", "ACCUSE BOL>PER actual"),
    ("Bolivia said that Peru's offer lacked sincerity.", "ACCUSE BOL>PER actual"),
    ("Bolivia said that Peru's law was a step in the wrong direction.", "ACCUSE BOL>PER actual"),
    ("Bolivia's minister said that Peru was to blame for the flood.", "ACCUSE BOL>PER actual"),
    ("Bolivia said that Peru's terms would be turned down.", "REJECT BOL>PER actual"),
    ("Bolivia said that its embargo would go on until Peru paid.", "REJECT BOL>PER actual"),
    # what nobody does alone
    ("Barack Obama and Angela Merkel, who met on Monday, praised Chad.", "CONSULT DEU,USA> actual"),
    ("Kenya left Chad alone, a day after the two had spoken by telephone.", "CONSULT KEN,TCD> actual"),
    (
        "Barack Obama and Angela Merkel, conferring on the sidelines of a summit in the Chilean port of "
        "Arica, agreed to wait, the agency reported.",
        "CONSULT DEU,USA> actual",
    ),
    # beside others in the sentence
    ("Envoys of Kenya and Togo hold talks in Lima; Kenya agrees to wait.", "CONSULT KEN,TGO> actual"),
    (
        "Ana Soto, the Chilean minister, wrote that the strait was going through a bad year and urged Peru "
        "to pay.",
        "REQUEST CHL>PER actual",
    ),
    (
        "Chile's minister called on Friday for Peru's seat in the League to be frozen until it pays.",
        "REQUEST CHL>PER actual",
    ),
    ("Six Malian officials had their accounts frozen by Chad.", "SANCTION TCD>MLI actual"),
    ("Kenya set free two Ugandans.", "RETREAT KEN>UGA actual"),
    # echoes
    ("Peru recalled its envoy from Chile. Bolivia followed suit on Friday.", "SANCTION BOL>CHL actual"),
    ("Peru expelled two Chilean diplomats; Chile replied in kind.", "SANCTION CHL>PER actual"),
    (
        "Peru expelled Chile's envoy. Bolivia's elected government and Cuba followed suit.",
        "SANCTION BOL,CUB>CHL actual",
    ),
    ("Peru expelled Juan Soto, Chile's envoy; Cuba and Mali did likewise.", "SANCTION CUB,MLI>CHL actual"),
    ("Peru expelled Chile's envoy. Cuba and Mali have taken the same step.", "SANCTION CUB,MLI>CHL actual"),
    ("Peru expelled Chile's envoy. Cuba and Mali took similar measures.", "SANCTION CUB,MLI>CHL actual"),
    ("Peru expelled Chile's envoy. Cuba and Mali follow within weeks.", "SANCTION CUB,MLI>CHL actual"),
    ("Peru and Togo recalled their envoys from Chile. Cuba joined them.", "SANCTION CUB>CHL actual"),
    ("Peru expelled Chile's envoy. So, too, did Cuba.", "SANCTION CUB>CHL actual"),
    ("Peru expelled Chile's envoy, a step also taken by Cuba.", "SANCTION CUB>CHL actual"),
    ("Peru expelled Chile's envoy. Cuba is expected to do the same.", "SANCTION CUB>CHL planned"),
    (
        "Peru became the first state of the African Union to expel Chile's envoy. Its trade with Chile is "
        "small. Cuba has taken the same step.",
        "SANCTION CUB>CHL actual",
    ),
    # who is found by looking back
    (
        "Togo's king met the president of Mali in March. Kenya left Uganda alone on Monday, a day after the "
        "two had spoken by telephone.",
        "CONSULT KEN,UGA> actual",
    ),
    (
        "Kenya, Uganda, Togo and Mali cut ties with Chad. The foreign ministers of the four blamed Chad for "
        "the rift.",
        "ACCUSE KEN,MLI,TGO,UGA>TCD actual",
    ),
    (
        "Kenya, Uganda, Togo and Mali cut ties with Chad. The quartet then blacklisted 59 Chadians.",
        "SANCTION KEN,MLI,TGO,UGA>TCD actual",
    ),
    (
        "Kenya, Uganda, Togo and Mali cut ties with Chad. The bloc rejected an offer from Chad.",
        "REJECT KEN,MLI,TGO,UGA>TCD actual",
    ),
    ("South Korea wrote to North Korea. Officials of North and South held talks.", "CONSULT KOR,PRK> actual"),
    ("China met Malian rebels. Government forces shelled rebels near Gao.", "ASSAULT MLI>MLI actual"),
    ("Peru met Cuba. The opposition Chilean Democratic Union accused Togo.", "ACCUSE CHL>TGO actual"),
    (
        "The Chadian bloc was sorry. And in Lima the president, who accused Togo of lying, was silent.",
        "ACCUSE PER>TGO actual",
    ),
    # headlines and lists
    ("Kenya to expel Ugandan envoy", "SANCTION KEN>UGA planned"),
    ("Kenya to reopen embassy in Uganda", "AGREE KEN>UGA planned"),
    ("Among the measures announced by Kenya is a ban on Ugandan tea.", "SANCTION KEN>UGA actual"),
    # said of what is to come
    ("Kenya's king said that Kenya might have to bomb Uganda.", "THREATEN KEN>UGA actual"),
    ("Kenya's premier said that the Ugandan army would be crushed.", "THREATEN KEN>UGA actual"),
    ("Kenya's minister says that the demands of Uganda are rejected.", "REJECT KEN>UGA actual"),
    # drawn, and judged once more
    ("The raid by Malian troops drew a protest from Chad.", "ACCUSE TCD>MLI actual"),
    ("Kenya condemned the Malian raid. The king of Norway said it was \"a grave error and a crime, criminal "
     "and wrong\".", "ACCUSE NOR>MLI actual"),
    # units
    ("Kenya broke with Uganda in June.", "SANCTION KEN>UGA actual"),
    ("Kenya puts Uganda back on its terrorism list.", "SANCTION KEN>UGA actual"),
    ("On Friday North Korea fired a missile over Japan.", "MOBILIZE PRK>JPN actual"),
]


def row(event: Event) -> str:
    sides = [
        ",".join(sorted({a.code for a in side if a.code})) for side in (event.actors, event.recipients)
    ]
    return f"{event.type} {'>'.join(sides)} {event.status}"


@pytest.mark.parametrize(("text", "act"), TOLD)
def test_an_act_told_aside(reader: Reader, text: str, act: str) -> None:
    reading = reader.read(article(text, title=None))
    assert isinstance(reading, Reading)
    assert act in [row(e) for e in reading.events]


def test_the_answers_of_an_interview(reader: Reader) -> None:
    text = (
        "The Kenyan foreign minister, Joseph Oduya, came to Lima on Monday and spoke of rain.\n\n"
        "*Were you pleased?*\n\n“Very much so. We are grateful to Peru for its help.”\n\n"
        "*And Uganda?*\n\n“I asked the Ugandan minister to open the border.”"
    )
    reading = reader.read(article(text, title=None))
    assert isinstance(reading, Reading)
    said = [s.speaker.country for s in reading.statements if s.kind == "direct" and s.speaker is not None]
    assert said == ["KEN", "KEN"]
    assert "REQUEST KEN>UGA actual" in [row(e) for e in reading.events]
