"""Who is named in the records of a sentence, and whether what is told of them took place."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.records import Reading
from makers import article


def read(reader: Reader, text: str) -> Reading:
    found = reader.read(article(text, title=None, published="2025-06-10"))
    assert isinstance(found, Reading)
    return found


# text → the people by name among the parties of its acts, with their countries
NAMED = [
    (
        "The Kenyan delegation, including the foreign minister, Amos Kip, and the trade minister, Ali Chebet,"
        " arrived in Kampala for talks.",
        {"Amos Kip": "KEN", "Ali Chebet": "KEN"},
    ),
    (
        "Two Peruvian envoys, Ana Rojas and Luis Quispe, asked Chile for talks.",
        {"Ana Rojas": "PER", "Luis Quispe": "PER"},
    ),
    ("Peru's ministers Ana Rojas and Luis Quispe thanked Chile.", {"Ana Rojas": "PER", "Luis Quispe": "PER"}),
    (
        "The Kenyan minister Amos Kip worked with Mary Chebet, Kenya's ambassador to Chad, on the plan.",
        {"Amos Kip": "KEN", "Mary Chebet": "KEN"},
    ),
    (
        "Anna Kubi, the British-based chairwoman of the Ghanaian Women's League, thanked Togo.",
        {"Anna Kubi": "GHA"},
    ),
    ("The Togolese senator Koffi Ayeva, a London-based lawyer, thanked Ghana.", {"Koffi Ayeva": "TGO"}),
]


def people(reading: Reading) -> dict[str, str | None]:
    """The parties of all acts by name, with their countries."""
    return {a.name: a.country for e in reading.events for a in (*e.actors, *e.recipients) if a.name}


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_people_of_a_group_are_parties(reader: Reader, text: str, expected: dict[str, str]) -> None:
    found = people(read(reader, text))
    assert {name: found.get(name) for name in expected} == expected


# text → type and status of its acts
TOLD = [
    ("Peru had to apologise to Chile for the raid.", ["CONCEDE actual"]),
    ("Peru did not have to apologise to Chile for the raid.", []),
    ("Peru has to apologise to Chile for the raid.", []),
    ("Chile took Peru to task over the raid.", ["ACCUSE actual"]),
    ("Kenya's president is flying to Uganda to sign a treaty.", ["AGREE planned"]),
    ("Brazil described Bolivia as a danger to its neighbours.", ["ACCUSE actual"]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_took_place(reader: Reader, text: str, expected: list[str]) -> None:
    kinds = {kind.split()[0] for kind in expected} or {"CONCEDE"}
    found = [f"{e.type} {e.status}" for e in read(reader, text).events if e.type in kinds]
    assert found == expected
