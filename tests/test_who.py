"""Who speaks and who is meant where the text tells it in two places: descriptions and names,
pronouns beside quotations, collectives."""

from __future__ import annotations

import pytest

from communique import statements
from communique.actors import Cast, cast
from communique.grammar import Grammar, Parse
from communique.records import Statement

pytestmark = pytest.mark.model


def reading(grammar: Grammar, text: str, day: str) -> tuple[Parse, Cast]:
    parse = next(grammar.parse([text]))
    return parse, cast(parse, day)


def said(grammar: Grammar, text: str, day: str) -> tuple[Statement, ...]:
    parse, who = reading(grammar, text, day)
    return statements.find(parse, who, (), day)


# text, day, the names of who says each statement in it
SPEAKERS: list[tuple[str, str, list[str | None]]] = [
    # an office called by its name is whoever of the text holds it
    ("Barack Obama landed in Oslo. “We go far,” said the US president.", "2009-11-17", ["Barack Obama"]),
    (
        "Hassan Rouhani spoke. Iran's new president smiled. “We are no threat,” he said.", "2013-09-25",
        ["Hassan Rouhani"],
    ),
    (
        "Binyamin Netanyahu flew to Rome. The Israeli leader said that time was short.", "2013-09-30",
        ["Binyamin Netanyahu"],
    ),
    (
        "Former president Thabo Mbeki left. The South African president said he was glad.", "2013-03-01",
        ["South African president"],
    ),
    # names that are also words, offices with hyphens
    (
        "“Many have waited,” says NATO's spokesman in Kabul, Catherine Chambers.", "2014-07-02",
        ["Catherine Chambers"],
    ),
    ("“They took it all,” the EU's aid co-ordinator, Karla Parker, said.", "2003-07-02", ["Karla Parker"]),
    # who gives the floor to another, who was given it
    ("“We shall not yield,” the radio quoted Ali Khamenei as saying.", "2006-07-02", ["Ali Khamenei"]),
    ("“We shall not yield,” Ali Khamenei was quoted by the radio as saying.", "2006-07-02", ["Ali Khamenei"]),
    (
        "“We shall not yield,” Ali Khamenei was reported by the radio to have said.", "2006-07-02",
        ["Ali Khamenei"],
    ),
    # whom the quoted words name does not say them
    (
        "Anna Berg, an envoy from Norway, was wary. “I believe Mugabe has more tricks,” she said.\n\n“Putin "
        "has none left,” she said.",
        "2003-07-02",
        ["Anna Berg", "Anna Berg"],
    ),
    # a quotation goes on in a paragraph that lacks the mark to open it
    (
        "The port lay still. “They closed it.\n\nNow they open it again,” Anna Berg, an envoy, told us.",
        "2012-07-02", ["Anna Berg"],
    ),
    # who was presented in the last words before
    (
        "“It is a risk,” Leon Panetta said. His words met with scorn from Russia's president, Dmitry "
        "Medvedev.\n\n“It is none,” he said.",
        "2010-06-28",
        ["Leon Panetta", "Dmitry Medvedev"],
    ),
    # a clause of saying that hangs on a thing
    (
        "The mayor found help for his plan from the EU, which said that the port was open.", "2012-07-02",
        ["European Union"],
    ),
    (
        "Anna Berg, a Norwegian minister, paved the way by saying that the port was open.", "2012-07-02",
        ["Anna Berg"],
    ),
    (
        "One lawyer said that the port was closed. But the airport was open, he added.", "2012-07-02",
        ["One lawyer", "One lawyer"],
    ),
    # a name after somebody nameless who spoke
    (
        "A spokesman for Hamid Karzai said the proof was there. “There is no doubt,” Farid Noorzai said.",
        "2008-07-09",
        ["Farid Noorzai", "Farid Noorzai"],
    ),
    # a quotation alone after the acts of a person in office
    (
        "David Cameron left. David Cameron took the blame.\n\n“It was my plan and I shall answer for it.”",
        "2013-07-02", ["David Cameron"],
    ),
]


@pytest.mark.parametrize(("text", "day", "speakers"), SPEAKERS)
def test_who_speaks(grammar: Grammar, text: str, day: str, speakers: list[str | None]) -> None:
    assert [s.speaker.name if s.speaker else None for s in said(grammar, text, day)] == speakers


def test_a_spokesman_speaks_on_the_word_of_a_person(grammar: Grammar) -> None:
    (found,) = said(grammar, "A spokesman for Hamid Karzai said the road was open.", "2008-07-09")
    assert [a.name for a in found.attribution] == ["Hamid Karzai"]
    assert found.speaker is not None and (found.speaker.role, found.speaker.country) == ("spokesman", "AFG")


def test_a_spokesman_is_of_the_body_that_spoke(grammar: Grammar) -> None:
    text = "Harare fell silent. On Monday the European Union spoke up. “We wait,” spokesman John Ekman said."
    found = said(grammar, text, "2008-07-02")[-1]
    assert found.speaker is not None and (found.speaker.country, found.speaker.body) == ("EUR", "EUR")


# text, day, a word, the parties it stands for: country and name
PARTIES: list[tuple[str, str, str, list[tuple[str | None, str]]]] = [
    (
        "The Baltic states warned Russia.", "2014-03-02", "states",
        [("EST", "Estonia"), ("LVA", "Latvia"), ("LTU", "Lithuania")],
    ),
    (
        "The five permanent members agreed on a text.",
        "2014-03-02",
        "members",
        [
            ("USA", "United States"), ("GBR", "United Kingdom"), ("FRA", "France"), ("RUS", "Russia"),
            ("CHN", "China"),
        ],
    ),
    (
        "Presidents Jacob Zuma of South Africa, Goodluck Jonathan of Nigeria and Joyce Banda of Malawi met "
        "in Lagos.",
        "2013-05-06",
        "Presidents",
        [("ZAF", "Jacob Zuma"), ("NGA", "Goodluck Jonathan"), ("MWI", "Joyce Banda")],
    ),
    (
        "The Syrian Muslim Brotherhood welcomed the vote.", "2011-10-04", "Brotherhood",
        [("SYR", "Muslim Brotherhood")],
    ),
    (
        "Hafez al-Assad ruled for decades. On Monday Assad sent troops.", "2011-10-04", "sent",
        [("SYR", "Bashar al-Assad")],
    ),
    (
        "Troops shelled Homs in Syria. A French spokeswoman called it a crime.", "2011-10-04", "called",
        [("FRA", "French spokeswoman")],
    ),
    (
        "The consul and acting ambassador, Anna Berg, spoke. She smiled.", "2011-10-04", "smiled",
        [(None, "Anna Berg")],
    ),
    ("The EU imposed sanctions on Syria after it shelled Homs.", "2011-10-04", "shelled", [("SYR", "Syria")]),
    (
        "Moscow accuses Brussels of a plot. The EU denied it.", "2011-10-04", "Brussels",
        [("EUR", "European Union")],
    ),
    (
        "The envoys of Japan and China met. The governments agreed.", "2011-10-04", "agreed",
        [("JPN", "Japan"), ("CHN", "China")],
    ),
    # what somebody is besides, after the sentence that was about him; an embassy by another word
    (
        "VIENNA — Hungary's foreign minister spoke for an hour. The veteran diplomat left.", "2024-06-15",
        "left", [("HUN", "Hungary's foreign minister")],
    ),
    ("OSLO — The prime minister spoke. A diplomat left.", "2024-06-15", "left", [(None, "diplomat")]),
    (
        "The Kenyan embassy in Juba was robbed. The mission protested.", "2024-06-15", "protested",
        [("KEN", "Embassy of Kenya")],
    ),
    # a people by a name that has no plural, and a people of the state named before it
    (
        "Rohingya in three boats were pushed back by the Thai navy.", "2024-06-15", "Rohingya",
        [("MMR", "Myanmar")],
    ),
    ("Iraqi Turkmen left.", "2024-06-15", "left", [("IRQ", "Iraq")]),
    ("Carl Ekdahl is a staunch US ally. Ekdahl left.", "2011-10-04", "left", [(None, "Carl Ekdahl")]),
]


@pytest.mark.parametrize(("text", "day", "word", "parties"), PARTIES)
def test_who_is_meant(
    grammar: Grammar, text: str, day: str, word: str, parties: list[tuple[str | None, str]]
) -> None:
    parse, who = reading(grammar, text, day)
    at = max(k for k in range(len(parse)) if parse.words[k] == word)
    clause = parse.clauses.get(at)
    found = who.of(clause.subject[0] if clause is not None else at)
    assert [(a.country, a.name) for a in found] == parties


def test_a_persons_role_goes_with_the_name_that_stands_later(grammar: Grammar) -> None:
    _, who = reading(
        grammar, "Peter Ekman left Kabul. Ekman, the former UN envoy, blamed the count.", "2010-04-07"
    )
    (person,) = [a for a in who.people if a.name == "Peter Ekman"]
    assert person.role is not None and person.role.endswith("envoy")


# text, day, a person of it, country, sector, role
PORTRAITS: list[tuple[str, str, str, str | None, str | None, str | None]] = [
    # of whose family or faith an office-holder is says nothing of the office
    (
        "Kenya's president thanked his brother Isaac Herzog for the aid.", "2024-06-15", "Isaac Herzog",
        "ISR", "GOV", "President",
    ),
    (
        "Keir Starmer, a Catholic, met Norway's king.", "2024-09-15", "Keir Starmer", "GBR", "GOV",
        "Prime Minister",
    ),
    ("Amina Berg, a sister of the prisoner, wept.", "2024-06-15", "Amina Berg", None, "CVL", "sister"),
    # a calling that no table knows has a nation all the same
    (
        "Ghana released the Togolese pilot, Captain Kofi Mensah, on Monday.", "2024-06-15", "Kofi Mensah",
        "TGO", "MIL", "Captain",
    ),
    # what ministers are charged with is in their office, and of whose state
    (
        "Peru's Minister for Sea Fisheries, Ana Quispe, met the press.", "2024-06-15", "Ana Quispe", "PER",
        "GOV", "Minister for Sea Fisheries",
    ),
    (
        "The Minister of Information of the Lebanese Republic, Karim Berg, spoke.", "2024-06-15",
        "Karim Berg", "LBN", "GOV", "Minister of Information",
    ),
    # a state that calls itself a federation is none of workers or football clubs
    (
        "The Ambassador of the Russian Federation, Oleg Petrov, was summoned.", "2024-06-15", "Oleg Petrov",
        "RUS", "GOV", "Ambassador",
    ),
    # all of a row
    (
        "The council froze the assets of Jean Bosco and Pierre Kabila, commanders of M23.", "2024-06-15",
        "Jean Bosco", "COD", "MIL", "commander",
    ),
    # the second of two nouns is the office
    (
        "Among them was Petra Lind, the custodian and chairwoman of a Norwegian fund.", "2024-06-15",
        "Petra Lind", None, "BUS", "chairwoman",
    ),
    # a name set off by commas behind a long office, wherever the parser hangs it
    (
        "Chile declared the head of the Nicaraguan mission to the European Union, Zoila Lind, persona "
        "non grata.", "2024-06-15", "Zoila Lind", "NIC", "GOV", "head",
    ),
    # given names that are titles elsewhere, and a syllable that is a preposition elsewhere
    (
        "Foreign Minister Shah Mehmood Qureshi wrote to the United Nations.", "2019-06-15",
        "Shah Mehmood Qureshi", "PAK", "GOV", "Foreign Minister",
    ),
    (
        '"President Moon Jae-in offered talks in July," the minister said.', "2017-09-15", "Moon Jae-in",
        "KOR", "GOV", "President",
    ),
]


@pytest.mark.parametrize(("text", "day", "name", "country", "sector", "role"), PORTRAITS)
def test_who_somebody_is(
    grammar: Grammar, text: str, day: str, name: str, country: str | None, sector: str | None,
    role: str | None,
) -> None:
    _, who = reading(grammar, text, day)
    assert [(a.country, a.sector, a.role) for a in who.people if a.name == name] == [(country, sector, role)]
