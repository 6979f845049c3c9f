"""The persons of whom words speak by name: in statements, and in acts beside the parties."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.records import Actor, Reading
from makers import article

ON = "2025-06-10"
LEAD = "Kenyan Trade Minister Amina Otieno met Peru's foreign minister, Ana Quispe, in Lima on Monday.\n\n"


def read(reader: Reader, text: str) -> Reading:
    found = reader.read(article(text, title=None, published=ON))
    assert isinstance(found, Reading)
    return found


def brief(people: tuple[Actor, ...]) -> list[tuple[str | None, str | None, str | None]]:
    return [(a.name, a.country, a.role) for a in people]


# (text, the persons named in its last statement)
SAID = [
    # somebody spoken of, with all that the article says of him
    (
        LEAD + "\"Otieno has been a fair partner,\" a Peruvian official told reporters.",
        [("Amina Otieno", "KEN", "Trade Minister")],
    ),
    # who speaks is not named by his words
    (
        LEAD + "Quispe said that Quispe and Otieno would meet again.",
        [("Amina Otieno", "KEN", "Trade Minister")],
    ),
    ("Ghana said that the talks would go on.", []),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), SAID, ids=[t[-40:] for t, _ in SAID])
def test_in_statements(
    reader: Reader, text: str, expected: list[tuple[str | None, str | None, str | None]]
) -> None:
    assert brief(read(reader, text).statements[-1].named) == expected


# (text, the persons named in its first act beside the parties)
DONE = [
    (
        "Togo rejected a resolution imposing sanctions on the Chilean general, Pablo Rojas.",
        [("Pablo Rojas", "CHL", "general")],
    ),
    ("Trade Minister Amina Otieno of Kenya thanked Peru on Monday.", []),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), DONE, ids=[t for t, _ in DONE])
def test_in_acts(
    reader: Reader, text: str, expected: list[tuple[str | None, str | None, str | None]]
) -> None:
    assert brief(read(reader, text).events[0].named) == expected


@pytest.mark.model
def test_each_has_its_words(reader: Reader) -> None:
    found = read(reader, LEAD + "\"Otieno has been a fair partner,\" a Peruvian official told reporters.")
    spans = [a.span for s in found.statements for a in s.named]
    assert [s.text for s in spans if s] == ["Otieno"]
    assert all(s and found.article.text[s.start : s.end] == s.text for s in spans)
