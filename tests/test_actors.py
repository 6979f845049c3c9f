"""Who is meant: names, descriptions, pronouns and words that point back, in sentences of our own."""
from __future__ import annotations

import pytest

from communique.actors import Cast, cast, resolve_phrase
from communique.grammar import Grammar, Parse
from communique.records import Actor

DAY = "2023-10-02"

# text, word whose phrase is asked for (the last one of that spelling), the countries it stands for
COUNTRIES = [
    ("Beijing and Paris should talk, Li said in Geneva.", "Beijing", {"CHN"}),
    ("A court sat in Beijing on Friday.", "Beijing", set()),
    ("The envoys of Peru, Chile and Norway met Kenya's president.", "envoys", {"PER", "CHL", "NOR"}),
    ("Egyptian and Turkish officials met on Monday.", "officials", {"EGY", "TUR"}),
    ("The foreign ministers of Egypt and Jordan sent a letter.", "ministers", {"EGY", "JOR"}),
    ("The foreign ministry in Berlin described the raid as illegal.", "ministry", {"DEU"}),
    ("Poland's embassy in Minsk closed on Friday.", "embassy", {"POL"}),
    ("Peru recalled its ambassador.", "ambassador", {"PER"}),
    ("Bosnian Serb commanders threatened Croatia.", "commanders", {"BIH"}),
    ("The Greek Cypriots rejected the plan.", "Cypriots", {"CYP"}),
    ("Pakistan's Foreign Office called in the envoy.", "Office", {"PAK"}),
    ("The Foreign Office called in the Peruvian envoy.", "Office", {"GBR"}),
    ("Congo accused Rwanda of looting.", "Congo", {"COD"}),
    ("Serbian rowing champion Marko Primer was deported.", "Primer", {"SRB"}),
    ("Peru cut its aid to Fiji and asked the island nation to pay.", "nation", {"FJI"}),
    ("Peru and Chile quarrelled. Both countries recalled their envoys.", "countries", {"PER", "CHL"}),
    ("Ten envoys went home. The ministry had expelled all ten.", "ten", {None}),
    ("The French side agreed with Norway.", "side", {"FRA"}),
    ("Spain sent a note to Morocco. It accused Rabat of lying.", "It", {"ESP"}),
    ("It was not clear whether Spain would reply.", "It", set()),
    ("The remarks angered Norway.", "remarks", set()),
    ("Norway backs the one-China policy.", "China", set()),
    ("A ship crossed the Taiwan Strait.", "Strait", set()),
    ("Sweden's car bomb case went on.", "bomb", set()),
    ("The European Commission warned Hungary. The bloc was angry.", "bloc", {"EUR"}),
]

# text, name of a person, country, sector, words of the role
PERSONS = [
    (
        "Norwegian Foreign Minister Anniken Huitfeldt spoke.", "Anniken Huitfeldt", "NOR", "GOV",
        "Foreign Minister",
    ),
    ("Pat Example, Kenya's water minister, resigned.", "Pat Example", "KEN", "GOV", "water minister"),
    ("The Danish king's private secretary, Pat Example, resigned.", "Pat Example", "DNK", "GOV", "secretary"),
    ("A spokesman for the Peruvian navy, Juan Ejemplo, declined.", "Juan Ejemplo", "PER", "MIL", "spokesman"),
    ("Former Chilean president Pedro Ejemplo was there.", "Pedro Ejemplo", "CHL", "ELI", "president"),
    (
        "In Oslo, foreign ministry spokeswoman Kari Eksempel welcomed it.", "Kari Eksempel", "NOR", "GOV",
        "spokeswoman",
    ),
    (
        "Kari Eksempel, who heads the Norwegian mission in Geneva, was told.", "Kari Eksempel", "NOR", "GOV",
        "head",
    ),
    (
        "NATO Secretary-General Jens Stoltenberg agreed.", "Jens Stoltenberg", "IGO", "IGO",
        "Secretary-General",
    ),
    ("Kenya's Tom Mfano thanked Chad.", "Tom Mfano", "KEN", None, ""),
    (
        "Tom Mfano, the Kenyan minister of state for foreign affairs, thanked Chad.", "Tom Mfano", "KEN",
        "GOV", "minister of state for foreign affairs",
    ),
    (
        "Tom Mfano, the Treasury secretary, thanked Chad.", "Tom Mfano", "USA", "GOV",
        "Treasury secretary",
    ),
    ("Ambassador Tom Mfano, who represents Kenya, thanked Chad.", "Tom Mfano", "KEN", "GOV", "Ambassador"),
    (
        "Ilya Primer, the chairman of the Duma's budget committee, thanked Chad.", "Ilya Primer", "RUS",
        "LEG", "chairman",
    ),
    (
        "Chad met Capt. Tom Mfano, a Kenyan spokesman, and left.", "Tom Mfano", "KEN", "MIL", "spokesman",
    ),
    (
        "King Omar of Oman met Hassan bin Omar, the Qatari crown prince.", "Hassan bin Omar", "QAT", "GOV",
        "crown prince",
    ),
]

# text, pronoun or noun (the last one), name of whom it stands for
BACK = [
    (
        "Norwegian minister Kari Eksempel met Kenyan minister Tom Mfano. She said he was late.", "She",
        "Kari Eksempel",
    ),
    (
        "Norwegian minister Kari Eksempel met Kenyan minister Tom Mfano. She said he was late.", "he",
        "Tom Mfano",
    ),
    ("Mr Tom Mfano, a Kenyan senator, resigned. Mfano was tired.", "Mfano", "Tom Mfano"),
    ("China's top envoy Liu Bei flew to Oslo. Liu stayed a day.", "Liu", "Liu Bei"),
    (
        "Tom Mfano, a spokesman for the Kenyan army, declined. The spokesman gave no reason.", "spokesman",
        "Tom Mfano",
    ),
]


def read(grammar: Grammar, text: str) -> tuple[Parse, Cast]:
    parse = next(iter(grammar.parse([text])))
    return parse, cast(parse, DAY)


def last(parse: Parse, word: str) -> int:
    return max(i for i, w in enumerate(parse.words) if w == word)


def intact(parse: Parse, actors: tuple[Actor, ...]) -> bool:
    return all(a.span is not None and parse.text[a.span.start:a.span.end] == a.span.text for a in actors)


@pytest.mark.model
@pytest.mark.parametrize(("text", "word", "codes"), COUNTRIES)
def test_of_gives_the_countries(grammar: Grammar, text: str, word: str, codes: set[str | None]) -> None:
    parse, who = read(grammar, text)
    found = who.of(last(parse, word))
    assert {a.country for a in found} == codes
    assert intact(parse, found)


@pytest.mark.model
@pytest.mark.parametrize(("text", "name", "country", "sector", "role"), PERSONS)
def test_people_are_described(
    grammar: Grammar, text: str, name: str, country: str, sector: str, role: str
) -> None:
    _, who = read(grammar, text)
    person = next(a for a in who.people if a.name == name)
    assert (person.country, person.sector) == (country, sector)
    assert role in (person.role or "")
    assert person.because


@pytest.mark.model
@pytest.mark.parametrize(("text", "word", "name"), BACK)
def test_later_mentions_go_back(grammar: Grammar, text: str, word: str, name: str) -> None:
    parse, who = read(grammar, text)
    assert [a.name for a in who.of(last(parse, word))] == [name]


@pytest.mark.model
@pytest.mark.parametrize(("text", "word", "codes"), [
    ("Peru refused China's demand.", "demand", ["CHN"]),
    ("An Israeli attack hit the town.", "attack", ["ISR"]),
    ("Norway seized a British-flagged tanker.", "tanker", ["GBR"]),
    ("The EU sanctions hurt.", "sanctions", ["EUR"]),
    ("Peru withdrew its statement.", "statement", ["PER"]),
    ("The demand of Iran was refused.", "demand", ["IRN"]),
    ("The seizure of Iran was refused.", "seizure", []),
])
def test_owners(grammar: Grammar, text: str, word: str, codes: list[str]) -> None:
    parse, who = read(grammar, text)
    assert [a.country for a in who.owners(last(parse, word))] == codes


@pytest.mark.model
def test_first_person_is_the_speaker(grammar: Grammar) -> None:
    parse, who = read(
        grammar, 'Kenyan minister Tom Mfano said: "We will wait, and our soldiers will stay. I told you."'
    )
    speaker = who.of(last(parse, "Mfano"))[0]
    guest = Actor("Peru", "PER")
    inside = who.within([(0, len(parse) - 1, speaker, (guest,))])
    assert [a.country for a in inside.of(last(parse, "We"))] == ["KEN"]
    assert [(a.country, a.sector) for a in inside.of(last(parse, "soldiers"))] == [("KEN", "MIL")]
    assert [a.name for a in inside.of(last(parse, "I"))] == ["Tom Mfano"]
    assert [a.name for a in inside.of(last(parse, "you"))] == ["Peru"]
    assert who.of(last(parse, "We")) == ()


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["", "\n\n", "“", "the", "He. It. They. Both. One said so.", "US US US", "of of of"]
)
def test_odd_texts_are_read(grammar: Grammar, text: str) -> None:
    parse, who = read(grammar, text)
    assert all(intact(parse, who.of(i)) for i in range(len(parse)))
    assert intact(parse, tuple(a for _, _, a in who.mentions))


@pytest.mark.parametrize(("text", "country", "sector"), [
    ("Norwegian troops", "NOR", "MIL"),
    ("Kenya's parliament", "KEN", "LEG"),
    ("former president of Chile", "CHL", "ELI"),
    ("riot police", "", "COP"),
    ("a wooden table", "", ""),
])
def test_resolve_phrase(text: str, country: str, sector: str) -> None:
    found = resolve_phrase(text)
    assert (found["country"], found["sector"]) == (country, sector)
    assert found["because"]
