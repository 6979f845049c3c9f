"""What is to be done, as a noun."""

from __future__ import annotations

import pytest

from communique.ledgers import nominal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("release the crew", "release of the crew"),
        ("releasing the crew", "release of the crew"),
        ("freed crews", "release of crews"),
        ("withdraw from the bay", "withdrawal from the bay"),
        ("hand over the crew", "handover of the crew"),
        ("halt the raids", "end to the raids"),
        ("visit the harbour", "visit to the harbour"),
        ("accuse the crew", ""),  # by which something is said
        ("ponder the crew", ""),  # no noun is known
        ("release", ""),
    ],
)
def test_what_is_done_as_a_noun(text: str, expected: str) -> None:
    assert nominal.named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fence the islets", "fencing the islets"),
        ("agree to quotas", "agreeing to quotas"),
        ("cut links", "cutting links"),
        ("allow trawlers", "allowing trawlers"),
        ("join the fleet", "joining the fleet"),
        ("selling quotas", "selling quotas"),
        ("permit trawlers", "permitting trawlers"),
        ("begin talks", "beginning talks"),
        ("quit the bay", "quitting the bay"),
        ("control prices", "controlling prices"),
        ("transfer the crew", "transferring the crew"),
        ("outwit the fleet", "outwitting the fleet"),
        ("visit ports", "visiting ports"),
        ("enter the bay", "entering the bay"),
        ("offer talks", "offering talks"),
        ("offset losses", "offsetting losses"),
        ("tie aid to quotas", "tying aid to quotas"),
        ("bring trawlers", "bringing trawlers"),
    ],
)
def test_a_gerund_is_a_noun(text: str, expected: str) -> None:
    assert nominal.gerund(text) == expected


def test_a_noun_of_action_tells_what_is_to_be_done() -> None:
    assert nominal.tells("release of the crew") and not nominal.tells("cod fishing")
