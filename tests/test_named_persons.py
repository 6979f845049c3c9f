"""Persons named in the words for a party stand in its records."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.records import Event, Reading
from makers import article, news

pytestmark = pytest.mark.model
ILIC = "The EU criticised the government of Serbian President Goran Ilic for jailing reporters."
PETROS = "A new Greek government under Prime Minister Petros Lambros has asked Germany for a delay."
LAMIN = "The European Union froze the assets of Gambian president Lamin Jallow on Monday."
CONTI = "American soldiers shot dead Marco Conti, an agent, at a checkpoint in Kabul."
SHOT = "Secret agent Marco Conti was shot dead by American soldiers at a checkpoint in Kabul."
LI = "Ethiopia's prime minister arrived in Beijing at the invitation of Chinese Premier Li Wen."
BELLO = (
    "The accord was signed in Accra by Ghana's energy minister, Kofi Mensah, and Nigeria's oil minister, "
    "Ahmed Bello."
)
CLEAR = "Ukraine's ambassador, Petro Hnat, made clear that Kiev would never accept the border."
ADAMANT = "Kenya's president, Paul Moro, was adamant that the border would stay closed."
DENIED = "Peru has sold arms to Togo, a charge that the defence minister, Jorge Salas, has denied."
TAKEN_UP = "Peru would not send troops – something that the defence minister, Jorge Salas, has repeated."
OF = "Kenya rejected the insistence of the British premier, Mary Cole, that the border must be guarded."
PAUL = "The office of Kenyan President Paul Moro condemned Chad on Monday."
ENVOYS = "President Paul Moro of Kenya's envoys accused Chad of lying."
ROJAS = "Chile will release the Peruvian pilot, Wing Commander Luis Rojas, tomorrow."
VISIT = (
    "Prime Minister Petros Lambros of Greece will make a trip to Peru in May at the invitation of Peruvian "
    "President Luis Quispe."
)
SPOKESMEN = [
    "Peru's president, Luis Quispe, was sworn in. The army is ready, said Ana Rojas, a Quispe spokeswoman.",
    "Peru's president, Luis Quispe, was sworn in. Quispe spokesman Juan Rojas said that the army is ready.",
]
NAMED = [
    (ILIC, "Goran Ilic"), (PETROS, "Petros Lambros"), (LAMIN, "Lamin Jallow"), (CONTI, "Marco Conti"),
    (LI, "Li Wen"), (BELLO, "Ahmed Bello"), (PAUL, "Paul Moro"), (ENVOYS, "Paul Moro"),
    (ROJAS, "Luis Rojas"), (VISIT, "Luis Quispe"),
]  # fmt: skip
SAID = [
    (CLEAR, "Petro Hnat", "affirmed"), (ADAMANT, "Paul Moro", "affirmed"), (DENIED, "Jorge Salas", "denied"),
    (TAKEN_UP, "Jorge Salas", "affirmed"), (OF, "Mary Cole", "affirmed"),
]  # fmt: skip


def acts(reader: Reader, text: str) -> tuple[Event, ...]:
    """The acts that a text of June 2024 tells."""
    return news(reader, text).events


def read_on(reader: Reader, text: str, day: str) -> tuple[Event, ...]:
    """The acts that a text of a day tells."""
    found = reader.read(article(text, title=None, published=day))
    assert isinstance(found, Reading)
    return found.events


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_who_is_named_in_the_words_for_a_party_is_a_party(reader: Reader, text: str, name: str) -> None:
    """Whose government it is, whose state the adjective tells, who was shot, who asked the guest."""
    assert name in {a.name for e in acts(reader, text) for a in (*e.actors, *e.recipients)}


def test_a_named_ruler_adds_no_state(reader: Reader) -> None:
    """The state that is a party stays the only one."""
    [act] = acts(reader, ILIC)
    assert {a.country for a in act.recipients} == {"SRB"}


def test_who_was_shot_is_not_of_the_state_of_those_who_shot(reader: Reader) -> None:
    """A soldier's state says nothing of whom he hits."""
    found = acts(reader, SHOT)
    assert [a.country for e in found for a in e.recipients if a.name == "Marco Conti"] == [None]


@pytest.mark.parametrize(("text", "speaker", "polarity"), SAID)
def test_words_said_without_a_verb_of_saying(reader: Reader, text: str, speaker: str, polarity: str) -> None:
    """Predicates and nouns put words into somebody's mouth too."""
    found = news(reader, text).statements
    assert [(s.speaker.name, s.polarity) for s in found if s.speaker] == [(speaker, polarity)]


def test_it_is_clear_that_is_nobodys_word(reader: Reader) -> None:
    """Where nobody makes it clear, nobody says it."""
    told = "Chad closed the border in May. It is clear that the border will stay closed."
    assert not news(reader, told).statements


@pytest.mark.parametrize("text", SPOKESMEN)
def test_for_whom_a_spokesman_speaks(reader: Reader, text: str) -> None:
    """The person whose name stands before the spokesman's noun."""
    [said] = news(reader, text).statements
    assert [a.name for a in said.attribution] == ["Luis Quispe"]


def test_two_family_names_with_a_hyphen_are_no_third_person(reader: Reader) -> None:
    """Who is called by one of the two afterwards is still that one."""
    text = (
        "The Kenyan minister Amos Kip met Anna Berg, Norway's envoy, in Oslo. A Kip-Berg call is due today. "
        "Lise Dahl, Berg's deputy, thanked Chad."
    )
    found = news(reader, text)
    parties = {(a.name, a.country) for e in found.events for a in e.actors}
    assert ("Lise Dahl", "NOR") in parties and all(name != "Kip-Berg" for name, _ in parties)


def test_a_president_who_leads_a_union_stays_of_his_government(reader: Reader) -> None:
    """The union's sector goes with its code."""
    text = "Macky Sall, who chairs the African Union this year, condemned Chad."
    found = read_on(reader, text, "2022-05-10")
    assert [(a.country, a.sector) for e in found for a in e.actors] == [("SEN", "GOV")]
