"""Tests of communique.places: names in sentences, with the places that they stand for."""
from __future__ import annotations

import time

import pytest

from communique import places

FOUND = [
    ("Envoys flew from Paris to Ankara.", [("Paris", "FR"), ("Ankara", "TR")]),
    ("The plane left Tripoli, Lebanon, at dawn.", [("Tripoli", "LB"), ("Lebanon", "LB")]),
    ("Fighting went on in Tripoli.", [("Tripoli", "LY")]),
    ("Chinese officials met in Beijing.", [("Chinese", "CN"), ("Beijing", "CN")]),
    ("The U.S. and the UK protested.", [("U.S.", "US"), ("UK", "GB")]),
    ("Protests spread in the West Bank and in East Jerusalem.", [("West Bank", "PS"), ("East Jerusalem", "PS")]),
    ("Ships gathered in the South China Sea.", [("South China Sea", None)]),
    ("BEIRUT (Example) - Ministers met.", [("BEIRUT", "LB")]),
    ("He taught in Portland, Maine, for years.", [("Portland", "US"), ("Maine", "US")]),
    ("South Korean diplomats left Kiev.", [("South Korean", "KR"), ("Kiev", "UA")]),
    ("Paris Hilton and Jordan Peterson spoke.", []),
    ("Mr Jack London wrote novels.", []),
    ("It was in the New York Times.", []),
    ("They signed the Paris Agreement.", []),
    ("nice mobile reading", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_find(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = places.find(text)
    assert [(p.span.text, p.country2) for p in found] == expected
    assert all(text[p.span.start:p.span.end] == p.span.text for p in found)


def test_demonym() -> None:
    (chinese, china) = places.find("Chinese goods come from China.")
    assert (chinese.demonym, china.demonym) == (True, False)
    assert chinese.country == china.country == "CHN"


def test_coordinates() -> None:
    (geneva,) = places.find("They met in Geneva.")
    assert geneva.country == "CHE"
    assert geneva.lat is not None and geneva.lon is not None
    assert abs(geneva.lat - 46.2) < 0.1 and abs(geneva.lon - 6.15) < 0.1


def test_where() -> None:
    text = "In Geneva, Switzerland, a Chinese envoy spoke; in Japan nobody did."
    found = places.find(text)
    place = places.where(found, 0, len(text))
    assert place and place.name == "Geneva"
    assert places.where(found, text.index("a Chinese"), text.index("; in")) is None


def test_fast() -> None:
    text = "The foreign minister flew from Beijing to Paris and said that Japan and the United States should talk. " * 100
    places.find(text)
    start = time.perf_counter()
    places.find(text)
    assert time.perf_counter() - start < 0.1
