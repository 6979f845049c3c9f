"""Whom an act is meant for by what a saying is about and by the things in the act that are somebody's; and
who did what nobody is said to have done, by the ground, the passive beside it and the announcement."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from makers import article, sides

# (text, an act that must be there: type, actors, recipients)
TOLD = [
    # what the saying is about
    (
        "Chad will not stand by, its president said on Monday of the dam that Sudan is building.", "THREATEN",
        "TCD", "SDN",
    ),
    (
        "\"This must stop,\" Ghana's president said, pointing to the trawlers that China sends.", "REQUEST",
        "GHA", "CHN",
    ),
    (
        "\"It is an outrage,\" the Peruvian minister said after Chilean soldiers had moved the "
        "markers.", "ACCUSE",
        "PER", "CHL",
    ),
    (
        "\"One does not read a friend's letters,\" Togo's premier said, referring to reports that "
        "Benin had opened his mail.", "ACCUSE",
        "TGO", "BEN",
    ),
    (
        "\"The shells that fell on Lomé are unacceptable,\" Togo's minister said of the Ghanaian "
        "raid.", "ACCUSE",
        "TGO", "GHA",
    ),
    # whose the things are
    ("Kenya said it would send nobody to the parade in Kampala.", "REJECT", "KEN", "UGA"),
    ("Chile decided not to attend a summit in Lima.", "REJECT", "CHL", "PER"),
    ("Norway saw no reason to take back what its ambassador in Minsk had said.", "REJECT", "NOR", "BLR"),
    ("Russia has written off all of the debt that Laos ran up in those years.", "AID", "RUS", "LAO"),
    ("Laotian villagers say Vietnamese soldiers burned their huts.", "ASSAULT", "VNM", "LAO"),
    ("Angola's expulsion of thousands of Congolese miners angered Kinshasa.", "SANCTION", "AGO", "COD"),
    (
        "Laos told Thailand that it could not pay and asked for its loans to be forgiven.", "REQUEST",
        "LAO", "THA",
    ),
    ("Togo's youth voted in a referendum that Ghana has denounced.", "ACCUSE", "GHA", "TGO"),
    ("Kuwait complained to the Arab League about an Iranian missile.", "ACCUSE", "KWT", "IRN"),
    # who did it
    ("Tariffs will be imposed on Canadian steel, the White House said.", "SANCTION", "USA", "CAN"),
    (
        "Two Chadian diplomats have been expelled, the foreign ministry in Niamey said.", "SANCTION",
        "NER", "TCD",
    ),
    ("An Armenian drone was shot down over Azerbaijan.", "ASSAULT", "AZE", "ARM"),
    ("An Irish flight from Athens to Vilnius was forced to land in Minsk.", "COERCE", "BLR", "IRL"),
    # whom a giver of support or thanks faces in the act beside it
    ("Peru's minister visited Chile on Monday to pledge Lima's support.", "SUPPORT", "PER", "CHL"),
    (
        "Norway has agreed to take in the crew of the Malian ship, and Mali is grateful.", "SUPPORT",
        "MLI", "NOR",
    ),
    # where the parser hangs words
    (
        "Peru's minister gave Chile's ambassador, Raul Soto, a protest note over the raid.", "ACCUSE",
        "PER", "CHL",
    ),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "kind", "actor", "recipient"), TOLD, ids=[t[0][:32] for t in TOLD])
def test_whom_and_by_whom(reader: Reader, text: str, kind: str, actor: str, recipient: str) -> None:
    assert ([actor], [recipient]) in sides(reader.read(article(text)).events, kind)


# (text, an act of which nothing is known that these words do not say: type, actors, recipients)
OPEN = [
    # a meeting at which a thing was refused is not whom it was refused
    ("Greece refused to sign at a summit in Bucharest.", "REJECT", ["GRC"], []),
    # who was praised is not pressed in the next breath, nor are several by whom one of them faces
    ("Togo praised Ghana for its patience. Togo also called for an open border.", "REQUEST", ["TGO"], []),
    ("Mali criticised Chad. Chad and Togo called for calm.", "REQUEST", ["TCD", "TGO"], []),
    ("Peru rejected a claim of Chile and welcomed the new road.", "SUPPORT", ["PER"], []),
    # whose diplomats were expelled does not expel them
    ("Three of our diplomats have been expelled, Peru's foreign ministry said.", "SANCTION", None, None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), OPEN, ids=[t[0][:32] for t in OPEN])
def test_what_is_left_open(
    reader: Reader, text: str, kind: str, actors: list[str] | None, recipients: list[str] | None
) -> None:
    told = sides(reader.read(article(text)).events, kind)
    assert told == ([] if actors is None else [(actors, recipients)])


@pytest.mark.model
def test_several_are_named_whole(reader: Reader) -> None:
    """The parser hangs the last of a row, and the verb behind "the Lebanese", elsewhere."""
    for text, kind, actors, recipients in (
        (
            "Juan Soto, the Peruvian envoy, and, by video, Ana Rojas, the Chilean minister, urged "
            "Bolivia to pay.",
            "REQUEST", {"PER", "CHL"}, {"BOL"},
        ),
        ("The Israelis and the Lebanese traded fire on Tuesday.", "ASSAULT", {"ISR", "LBN"}, {"ISR", "LBN"}),
    ):  # fmt: skip
        events = [e for e in reader.read(article(text)).events if e.type == kind]
        told = [({a.code for a in e.actors}, {a.code for a in e.recipients}) for e in events]
        assert told == [(actors, recipients)]
