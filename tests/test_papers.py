"""What papers do and tell: whom they call upon, deeds that they blame, notices that name no doer, preambles,
courtesies, promises."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.records import Event
from makers import article

MINISTRY = "Ministry for Foreign Affairs of the Republic of Peru\n\nStatement\n\nLima, 15 June 2024\n\n"
SPEECH = (
    "Statement by the Minister for Foreign Affairs of Peru at the General Assembly\n\n15 June 2024\n\nMr. "
    "President,\n\n"
)
COUNCIL = (
    "Resolution 2700 (2024)\n\nAdopted by the Security Council on 15 June 2024\n\nThe Security Council,\n\n"
)
TREATY = (
    "Agreement between the Government of the Republic of Peru and the Government of the Republic of Chile on "
    "their border\n\n"
)
DONE = "\n\nDone at Arica on 15 June 2024 in two originals."
SUMMIT = (
    "Declaration of Arica\n\nThe Presidents of Bolivia, Chile and Peru, meeting in Arica on 14 June 2024,\n\n"
)
# (head, text, acts that are told, acts that are not)
PAPERS = [
    # those who are called upon, whatever the parser makes of "upon", of a row, or of a relative clause
    (
        MINISTRY,
        "The Ministry calls upon the parties to carry out the truce and expresses its anger at the raid by "
        "Chad.",
        {"ACCUSE PER>TCD"}, set(),
    ),
    (
        MINISTRY, "The Ministry calls on both the Government of Chad and the rebels to return to Doha.",
        {"REQUEST PER>TCD"}, {"CONSULT PER,TCD>-"},
    ),
    (
        MINISTRY, "The Ministry calls upon those armies which have not left the valley to do so at once.",
        {"REQUEST PER>-"}, set(),
    ),
    (
        MINISTRY,
        "The Ministry requests the Special Envoy to report to it every month and thanks Sweden and Oman for "
        "their efforts.",
        {"SUPPORT PER>OMN,SWE"}, set(),
    ),
    # deeds told in nouns, with doer and sufferer
    (
        MINISTRY, "The Ministry protests against the expulsion of the Peruvian consul by Bolivia.",
        {"ACCUSE PER>BOL", "SANCTION BOL>PER"}, set(),
    ),
    (
        MINISTRY, "Peru has protested to Chad about the delivery of arms to Togo.",
        {"ACCUSE PER>TCD", "AID TCD>TGO"}, set(),
    ),
    (MINISTRY, "The Ministry rejects the accusations of the Bolivian side.", {"REJECT PER>BOL"}, set()),
    (MINISTRY, "The Ministry regrets the recall by Bolivia of its ambassador.", {"ACCUSE PER>BOL"}, set()),
    # notices name no doer
    (MINISTRY, "Two Bolivian diplomats have been declared personae non gratae.", {"SANCTION PER>BOL"}, set()),
    (MINISTRY, "Two Bolivian banks have been added to the list.", {"SANCTION PER>BOL"}, set()),
    # worry, joy, thanks and refusals of a paper
    (MINISTRY, "The Government is deeply troubled by the situation in Chad.", {"ACCUSE PER>TCD"}, set()),
    (
        MINISTRY, "The Government of Peru does not share the view of Bolivia.", {"REJECT PER>BOL"},
        {"SUPPORT PER>BOL"},
    ),
    (SPEECH, "I thank you.", set(), {"SUPPORT PER>-"}),
    (
        SPEECH, "Togo has asked Benin for rice, and Benin has agreed.", {"REQUEST TGO>BEN", "AGREE BEN>TGO"},
        set(),
    ),
    # preambles
    (
        COUNCIL,
        "Commending the mediation of Togo and Benin,\n\n1. Urges Chad to withdraw;\n\n2. Decides to remain "
        "seized of the matter.",
        {"SUPPORT UNO>BEN,TGO", "REQUEST UNO>TCD"}, set(),
    ),
    (
        COUNCIL,
        "Noting with appreciation the mediation of Togo,\n\nDeeply concerned at the violation of the truce "
        "by Niger,\n\n1. Decides to remain seized of the matter.",
        {"SUPPORT UNO>TGO", "ACCUSE UNO>NER"}, set(),
    ),
    (
        TREATY,
        "Expressing their thanks to Togo,\n\nHave agreed as follows:\n\nArticle 1. Chile undertakes to "
        "release the two ships."
        + DONE, {"SUPPORT CHL,PER>TGO", "AGREE CHL>PER"}, set(),
    ),
    # whom it is meant for that names nobody: whom its giver faces beside it, whom the paper is about
    (MINISTRY, "The Ministry thanks Ghana for its support.", {"SUPPORT PER>GHA", "SUPPORT GHA>PER"}, set()),
    (
        COUNCIL,
        "Deploring the raids in Chad,\n\nNoting the appeal of the Government of Chad,\n\n1. Calls on the "
        "rebels in Chad to leave the capital of Chad;\n\n2. Thanks Togo for its offer of medical care for "
        "the wounded;\n\n3. Regrets that the vote in Chad was put off.",
        {"AGREE TGO>TCD"}, set(),
    ),
    (
        SUMMIT, "DECLARE:\n\n1. They urge Togo to open its ports;\n\n2. They thank Benin.",
        {"REQUEST BOL,CHL,PER>TGO", "SUPPORT BOL,CHL,PER>BEN"}, set(),
    ),
]  # fmt: skip


def brief(event: Event) -> str:
    """Type and parties of an act."""
    sides = (
        ",".join(sorted({a.country for a in side if a.country})) or "-"
        for side in (event.actors, event.recipients)
    )
    return f"{event.type} {'>'.join(sides)}"


@pytest.mark.model
@pytest.mark.parametrize(
    ("head", "text", "told", "untold"), PAPERS, ids=[text[:50] for _, text, _, _ in PAPERS]
)
def test_acts_of_papers(reader: Reader, head: str, text: str, told: set[str], untold: set[str]) -> None:
    found = {brief(e) for e in reader.read(article(head + text, published="2024-06-15", title=None)).events}
    assert told <= found
    assert not untold & found


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("It demands that Chad release the crew and that the damage be paid.", 2),
        ("It calls upon Chad to open the road, and to hand over the ship.", 2),
        ("It calls upon Chad to show restraint and to talk.", 1),
    ],
)
def test_each_thing_that_a_paper_demands_apart_is_a_demand(reader: Reader, text: str, asked: int) -> None:
    found = reader.read(article(MINISTRY + text, published="2024-06-15", title=None)).events
    assert [brief(e) for e in found].count("REQUEST PER>TCD") == asked


# (sentence, whether it is told as a promise)
PROMISES = [
    ("Peru will build two schools in Togo.", True),
    ("In accordance with Article 11, the accession will take effect on 9 July 2024.", False),
    ("The Ministry warns that it will answer in kind.", False),
    ("Peruvian troops will stay where they are.", False),
    ("The Government will hold the rebels accountable for the safety of its nurses.", False),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "promised"), PROMISES, ids=[s[:40] for s, _ in PROMISES])
def test_promises_that_are_acts(reader: Reader, sentence: str, promised: bool) -> None:
    found = reader.read(article(MINISTRY + sentence, published="2024-06-15", title=None)).events
    assert any(e.type == "AGREE" for e in found) is promised


ISSUERS = [(TREATY, ["CHL", "PER"]), (SUMMIT, ["BOL", "CHL", "PER"])]


@pytest.mark.model
@pytest.mark.parametrize(("head", "issuers"), ISSUERS)
def test_issuers_of_what_several_sign(reader: Reader, head: str, issuers: list[str]) -> None:
    text = (
        head
        + "Reaffirming their friendship,\n\n1. They urge Togo to open its ports;\n\n2. They thank Benin."
        + DONE
    )
    found = reader.read(article(text, published="2024-06-15", title=None)).article.issuers
    assert sorted(a.country or "" for a in found) == issuers
