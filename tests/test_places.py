"""Tests of communique.places: names in sentences, with the places that they stand for."""
from __future__ import annotations

import time

import pytest

from communique import places
from communique.places import gazetteer
from communique.places.words import named, state, words

FOUND = [
    ("Envoys flew from Paris to Ankara.", [("Paris", "FR"), ("Ankara", "TR")]),
    ("The plane left Tripoli, Lebanon, at dawn.", [("Tripoli", "LB"), ("Lebanon", "LB")]),
    ("Fighting went on in Tripoli.", [("Tripoli", "LY")]),
    ("Chinese officials met in Beijing.", [("Chinese", "CN"), ("Beijing", "CN")]),
    ("The U.S. and the UK protested.", [("U.S.", "US"), ("UK", "GB")]),
    (
        "Protests spread in the West Bank and in East Jerusalem.",
        [("West Bank", "PS"), ("East Jerusalem", "PS")],
    ),
    ("Ships gathered in the South China Sea.", [("South China Sea", None)]),
    ("BEIRUT (Example) - Ministers met.", [("BEIRUT", "LB")]),
    ("He taught in Portland, Maine, for years.", [("Portland", "US"), ("Maine", "US")]),
    ("South Korean diplomats left Kiev.", [("South Korean", "KR"), ("Kiev", "UA")]),
    ("Paris Hilton and Jordan Peterson spoke.", []),
    ("Mr Jack London wrote novels.", []),
    ("It was in the New York Times.", []),
    ("They signed the Paris Agreement.", []),
    ("nice mobile reading", []),
    ("", []),
    (
        "ENVOYS FLEW TO PARIS; CHINA AND THE U.S. MAY AGREE",
        [("PARIS", "FR"), ("CHINA", "CN"), ("U.S.", "US")],
    ),
    ("In May, Texas passed a law; on Sunday, Iraq did.", [("Texas", "US"), ("Iraq", "IQ")]),
    ("Geneva hosted the talks.", [("Geneva", "CH")]),
    (
        "Washington is ready, the US said. The United States and Iran sent envoys to Geneva.",
        [("Washington", "US"), ("US", "US"), ("United States", "US"), ("Iran", "IR"), ("Geneva", "CH")],
    ),
    ("Lima and Port-au-Prince agreed.", [("Lima", "PE"), ("Port-au-Prince", "HT")]),
    ("Her office in Washington, D.C., was shut.", [("Washington", "US"), ("D.C.", "US")]),
    ("A bridge near Hope, Ark., fell.", [("Hope", "US"), ("Ark.", "US")]),
    ("The Georgia legislature met in Atlanta.", [("Georgia", "US"), ("Atlanta", "US")]),
    ("Georgia and Armenia signed in Tbilisi.", [("Georgia", "GE"), ("Armenia", "AM"), ("Tbilisi", "GE")]),
    ("Shelling spread to the Donetsk region of Ukraine.", [("Donetsk", "UA"), ("Ukraine", "UA")]),
    ("Cases of West Nile virus rose.", []),
    ("The dam on the Nile is full.", [("Nile", None)]),
    ("African and European ministers met.", [("African", None), ("European", None)]),
    ("Foreign Minister Wang Yi wrote to Victoria Nuland.", []),
    ("Bolton and Kennedy said no.", []),
    ("Shells fell on Tell al-Rimal and in Deir al-Zor.", [("Deir al-Zor", "SY")]),
    ("In Damascus al-Nusra claimed the blast.", [("Damascus", "SY")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_find(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = places.find(text, language="en")
    assert [(p.span.text, p.country2) for p in found] == expected
    assert all(text[p.span.start:p.span.end] == p.span.text for p in found)


COORDINATES = [
    ("The fire spread from London, Ontario, to Windsor and Sarnia.", "Windsor", (42.3, -83.0)),
    (
        "Reporters in Cambridge, Massachusetts, and Boston saw smoke over Worcester.", "Worcester",
        (42.3, -71.8),
    ),
    ("She drove from Paris, Texas, to Dallas. In Paris nobody knew.", "Paris", (33.7, -95.6)),
    ("Sheriffs of Kanawha County and of Madison County, Kentucky, met.", "Madison County", (37.7, -84.3)),
    ("Protesters marched in Jackson, Miss., and in Hattiesburg.", "Jackson", (32.3, -90.2)),
]


@pytest.mark.parametrize(("text", "name", "at"), COORDINATES)
def test_senses(text: str, name: str, at: tuple[float, float]) -> None:
    for place in places.find(text, language="en"):
        if place.span.text == name:
            assert place.lat is not None and place.lon is not None
            assert abs(place.lat - at[0]) < 0.7 and abs(place.lon - at[1]) < 0.7
    assert name in [p.span.text for p in places.find(text, language="en")]


def test_of_many_namesakes_the_largest() -> None:
    assert len(gazetteer.places("san antonio")) == gazetteer.MOST
    (place,) = places.find("They settled in San Antonio.", language="en")
    assert place.geonameid == gazetteer.places("san antonio")[0].geonameid


def test_words_name_places() -> None:
    language = words("en")
    assert all(state(name) for name in (*language.abbreviations.values(), *language.codes.values()))
    assert all(named(other, name) for other, name in language.names.items())


def test_an_abbreviation_is_in_the_span() -> None:
    text = "He was seen in Portland, Ore. on Monday."
    assert [p.span.text for p in places.find(text, language="en")] == ["Portland", "Ore."]
    assert all(text[p.span.start:p.span.end] == p.span.text for p in places.find(text, language="en"))


def test_demonym() -> None:
    (chinese, china) = places.find("Chinese goods come from China.", language="en")
    assert (chinese.demonym, china.demonym) == (True, False)
    assert chinese.country == china.country == "CHN"


def test_coordinates() -> None:
    (geneva,) = places.find("They met in Geneva.", language="en")
    assert geneva.country == "CHE"
    assert geneva.lat is not None and geneva.lon is not None
    assert abs(geneva.lat - 46.2) < 0.1 and abs(geneva.lon - 6.15) < 0.1


def test_where() -> None:
    text = "In Geneva, Switzerland, a Chinese envoy spoke; in Japan nobody did."
    found = places.find(text, language="en")
    place = places.where(found, 0, len(text))
    assert place and place.name == "Geneva"
    assert places.where(found, text.index("a Chinese"), text.index("; in")) is None


def test_fast() -> None:
    text = (
        "The foreign minister flew from Beijing to Paris and said that Japan and the United States should "
        "talk. "
        * 100
    )
    places.find(text, language="en")
    took = []
    for _ in range(3):
        start = time.thread_time()
        places.find(text, language="en")
        took.append(time.thread_time() - start)
    assert min(took) < 0.1


def test_a_town_is_a_town_by_any_of_its_names() -> None:
    found = places.find("Envoys left Deir al-Zor and Idlib province for Beirut in Lebanon.", language="en")
    assert [(p.span.text, places.is_town(p)) for p in found] == [
        ("Deir al-Zor", True), ("Idlib", False), ("Beirut", True), ("Lebanon", False),
    ]
