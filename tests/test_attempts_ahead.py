"""What is to be tried, asked about or told of with "when" is to come: no act is done by it.

Knows sentences of our own; does not know which rule reads them.
"""

from __future__ import annotations

import pytest

from communique.reader import Reader
from makers import article

pytestmark = pytest.mark.model

STATUS = [
    ("Kenya tried to invade Uganda.", "ASSAULT", "actual"),
    ("Kenya will try to attack Uganda.", "THREATEN", "planned"),
    ("Kenya could try to invade Uganda.", "ASSAULT", "hypothetical"),
    ("If Kenya tries to attack Uganda, Chad will answer.", "ASSAULT", "hypothetical"),
    ("A reporter asked if Kenya would work to lift restrictions on Togo.", "CONCEDE", "hypothetical"),
    ("Kenya's president is expected to raise it when he meets the president of Chad.", "AGREE", "planned"),
    ("Kenya's president raised it when he met the president of Chad.", "CONSULT", "actual"),
]


@pytest.mark.parametrize(("text", "type_", "status"), STATUS)
def test_the_status_of_an_attempt(reader: Reader, text: str, type_: str, status: str) -> None:
    told = [(e.type, e.status) for e in reader.read(article(text)).events]
    assert (type_, status) in told, told


PARTIES = [
    (
        "Ghana launched a stinging attack against Togo and Mali for their part in blocking a Chad motion.",
        "ACCUSE", {"GHA"}, {"TGO", "MLI"},
    ),
    (
        "The Kenyan president's phone call with Peru's president was attacked by hardliners in Nairobi.",
        "ACCUSE", {"KEN"}, {"PER"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "doers", "met"), PARTIES)
def test_an_attack_in_words(reader: Reader, text: str, type_: str, doers: set[str], met: set[str]) -> None:
    (event,) = reader.read(article(text)).events
    assert (event.type, {a.country for a in event.actors}, {a.country for a in event.recipients}) == (
        type_, doers, met,
    )  # fmt: skip


def test_critics_are_nobody_of_his(reader: Reader) -> None:
    text = "The king of Jordan has promised reforms. His critics condemned Chad and accuse him of delays."
    assert not [e for e in reader.read(article(text)).events if e.type == "ACCUSE" and e.actors]
