"""Acts told in nouns that name one state: measures in force and who bears them, refusals, blows at home;
and who answers for what is done in a place."""

from __future__ import annotations

import pytest

from communique.events import calibration
from communique.reader import Reader
from makers import actor, event, told

pytestmark = pytest.mark.model

# (text, the acts that must be told, with "-" for nobody)
TOLD = [
    # who bears a measure, by what it does to them or what they do with it
    ("US sanctions have crippled the economy of Venezuela.", ["SANCTION USA>VEN"]),
    ("It is EU sanctions that continue to cripple Myanmar's banks.", ["SANCTION EUR>MMR"]),
    ("Belarus has lived with EU sanctions for years.", ["SANCTION EUR>BLR"]),
    ("Cuba has been under a US embargo since 1962.", ["SANCTION USA>CUB"]),
    ("Niger has defied three sets of UN sanctions.", ["SANCTION UNO>NER"]),
    ("Sudan is subject to years of American sanctions.", ["SANCTION USA>SDN"]),
    ("Eritrea lives under a harsh US sanctions regime.", ["SANCTION USA>ERI"]),
    # in force, whoever laid it
    # one state is enough: what it will not do, what it does to its own people, whose troops attack
    ("The talks broke down over Kenya's refusal to free the crew.", ["REJECT KEN>-"]),
    ("The EU spoke of weeks of Lukashenko's brutal crackdown on protesters.", ["COERCE BLR>BLR"]),
    ("The town was the scene of a major offensive by Ethiopian government forces.", ["ASSAULT ETH>-"]),
    # an accord that was made and names nobody: of those who met before
    ("Peru's minister met his Chilean counterpart. A deal reached in 2023 had failed.", ["AGREE CHL,PER>-"]),
    ("Togo and Ghana held talks. The signing of the pact was a relief.", ["AGREE GHA,TGO>-"]),
    # an order to one's own is the deed of whoever gives it
    # what is admitted was done
    ("Pakistan admitted its gunners had shelled an Indian post.", ["ASSAULT PAK>IND", "CONCEDE PAK>IND"]),
    # verbs without a passive; "over" is no "more than"
    ("A Russian helicopter strayed into Estonian airspace.", ["MOBILIZE RUS>EST"]),
    ("Uganda handed over five Kenyan soldiers on Friday.", ["RETREAT UGA>KEN"]),
    # whose what "its" is, after a measure; who did it, past a clause about them
    ("Norway announced sanctions against Belarus because of its support for Russia.", ["SUPPORT BLR>RUS"]),
    # who is complained about is who did it
    ("The Kenyan minister complained about Uganda expelling two Rwandan envoys.", ["ACCUSE KEN>UGA"]),
    # whose embassy somebody is in who asks for refuge
    ("A Cuban dissident walked into Peru's embassy in London and sought asylum.", ["REQUEST CUB>PER"]),
    # who rules a place answers for what is done there
    ("Norway condemned the election in Belarus.", ["ACCUSE NOR>BLR"]),
    ("Kenya voiced concern over the arrest of journalists in Sudan.", ["ACCUSE KEN>SDN"]),
    ("Canada sees the referendum in Belarus as a farce.", ["ACCUSE CAN>BLR"]),
    # whom something is given, with two bare objects; what a relative pronoun stands for
    ("Norway is to provide opposition fighters in Libya extra money.", ["AGREE NOR>LBY"]),
]
# (text, the type that must not be told)
UNTOLD = [
    ("Sanctions on Syria would be different, the Turkish minister said.", "SANCTION"),
    ("Kenya spoke of a refusal.", "REJECT"),
    ("Denmark sees Greenland as part of its kingdom.", "CONSULT"),
    ("North Korea detonated a nuclear bomb.", "ASSAULT"),
    ("The accord would bring calm, said the mayor of Lagos.", "AGREE"),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[t for t, _ in TOLD])
def test_told(reader: Reader, text: str, wanted: list[str]) -> None:
    found = told(reader, text)
    assert set(wanted) <= set(found), found


@pytest.mark.parametrize(("text", "type_"), UNTOLD, ids=[t for t, _ in UNTOLD])
def test_untold(reader: Reader, text: str, type_: str) -> None:
    found = told(reader, text)
    assert not any(line.startswith(type_) for line in found), found


def test_who_voices_concern_at_a_battle_does_not_fight_in_it(reader: Reader) -> None:
    assert "ASSAULT KEN,SDN>-" not in told(reader, "Kenya voiced concern at the fighting in Sudan.")


def test_people_without_a_state_say_things_of_one_in_full() -> None:
    crowd = actor(None, "rights groups", sector="NGO")
    told_by_them = event("ACCUSE", (crowd,), "SYR", id="a")
    by_nobody = event("ACCUSE", (), "SYR", id="b")
    assert "no actor" not in calibration.signs(told_by_them)
    assert "no actor" in calibration.signs(by_nobody)
    assert "no actor" in calibration.signs(event("AGREE", (crowd,), "SYR", id="c"))
