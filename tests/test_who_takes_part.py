"""Who takes part in an act where several are named together, pointed back to, or only stand around it."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from makers import article

pytestmark = pytest.mark.model
ON = "2025-06-10"

# (text, the acts of a type in it, each with its doers and those it is done to)
ACTS = [
    # each apart, and not all together
    (
        "The Peruvian president held separate meetings with the leaders of Chad and Mali on Monday.",
        "CONSULT", ["PER TCD >", "MLI PER >"],
    ),
    (
        "The Peruvian president met separately with the leaders of Chad and Mali on Monday.",
        "CONSULT", ["PER TCD >", "MLI PER >"],
    ),
    ("The Peruvian president met the leaders of Chad and Mali on Monday.", "CONSULT", ["MLI PER TCD >"]),
    # who joins along with others
    ("Ambassadors of Chad and Peru held talks on Monday, along with Mali.", "CONSULT", ["MLI PER TCD >"]),
    # the sides of a conflict at home are no two states
    (
        "In Chad rebels have fought the army for a year. Peru called for talks. Rebels took Faya.\n\n"
        "The ceasefire took effect on Monday; both sides vowed to observe it.",
        "AGREE", ["TCD >"],
    ),
    # "both" before two parties joined
    (
        "Mali and Chad sent observers. The talks were attended on Monday by both Western powers and Peru.",
        "CONSULT", ["PER >"],
    ),
    # who is told what will not be done is assured
    ("Peru has vowed not to negotiate with Chad.", "REJECT", ["PER > TCD"]),
    # who expects an answer has asked for none
    ("The Peruvian envoy expected an answer from Chad on Monday.", "REQUEST", []),
    # who sees a thing as something has met nobody
    ("Peru sees the Chadian president as a friend.", "CONSULT", []),
    # those who are dead are no body
    (
        "The United Nations sent its envoy. The bodies of two nurses were handed over by Chad on Monday.",
        "RETREAT", ["TCD >"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type", "expected"), ACTS, ids=[t[-60:] for t, _, _ in ACTS])
def test_who_takes_part(reader: Reader, text: str, type: str, expected: list[str]) -> None:
    events = [e for e in reader.read(article(text, title=None, published=ON)).events if e.type == type]
    found = [
        f"{' '.join(sorted({a.code for a in e.actors if a.code}))} > "
        f"{' '.join(sorted({a.code for a in e.recipients if a.code}))}".strip()
        for e in events
    ]
    assert sorted(found) == sorted(expected)


def test_a_mood_that_another_tells_says_so(reader: Reader) -> None:
    told = "The president of Chad said on Monday that Peru was genuinely willing to sign an accord with Chad."
    (event,) = (e for e in reader.read(article(told, title=None, published=ON)).events if e.type == "AGREE")
    own = "Peru is ready to talk to Chad, its foreign minister said on Monday."
    (other,) = (e for e in reader.read(article(own, title=None, published=ON)).events if e.type == "AGREE")
    assert any("so takes it another" in why for why in event.because)
    assert not any("so takes it another" in why for why in other.because)
