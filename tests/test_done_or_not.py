"""Whether an act was done, is only spoken of or is none, by what it hangs on: an adjective or an empty noun
that says no more, a plan under a condition, a past that no modal governs, the end of a measure."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.records import codes
from makers import article

pytestmark = pytest.mark.model

TOLD = [
    ("Chad was quick to condemn Peru.", ["ACCUSE TCD>PER actual"]),
    ("Chad took the rare step of recalling its ambassador to Peru.", ["SANCTION TCD>PER actual"]),
    ("Chad took the opportunity to condemn Peru.", ["ACCUSE TCD>PER actual"]),
    ("Chad hastened to condemn Peru.", ["ACCUSE TCD>PER actual"]),
    ("Chad did not hesitate to bomb Peru.", ["ASSAULT TCD>PER actual"]),
    ("Chad hesitated to condemn Peru.", ["ACCUSE TCD>PER negated"]),
    ("There is no sign that Chad is about to close its embassy in Peru.", ["SANCTION TCD>PER hypothetical"]),
    ("Peru's premier said that Soto would be ousted and warned Chad.", ["THREATEN PER>TCD actual"]),
    ("Any attack by Peru will be answered, Chad said.", []),
    ("Peru designated Chad a state sponsor of terror.", ["SANCTION PER>TCD actual"]),
    ("Foreign troops attacked a village in Chad.", ["ASSAULT >TCD actual"]),
    ("The town may be the scene for a meeting between Chad and Peru.", ["CONSULT PER+TCD> hypothetical"]),
    ("Chad has stopped issuing visas to Peruvians.", ["SANCTION TCD>PER actual"]),
    ("Chad pulled out of the talks with Peru in Togo.", ["REJECT TCD>PER actual"]),
    ("It is a summit that no Chadian king has ever held with Peru.", []),
    (
        "The ban would last until Chad met the demands of Peru, Togo said.",
        ["CONCEDE TCD>PER hypothetical"],
    ),
    ("Peru's sanctions on Chad took effect.", ["SANCTION PER>TCD actual"]),
    ("Peru's sanctions on Chad expired.", []),
    ("In Chad, which required a Peruvian campaign, rebels won.", []),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[t for t, _ in TOLD])
def test_done_or_not(reader: Reader, text: str, wanted: list[str]) -> None:
    """A sentence tells these acts, of this standing."""
    told = [
        f"{e.type} {'+'.join(sorted(codes(e.actors)))}>{'+'.join(sorted(codes(e.recipients)))} {e.status}"
        for e in reader.read(article(text, title=None)).events
    ]
    assert told == wanted
