"""Whose an act is and whom it is done to where another name stands nearer: what is asked of one's own
government, some members of a body, what somebody holds."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from makers import told

pytestmark = pytest.mark.model

CASES = [
    ("Chad's parliament urged the government to expel the Peruvian envoy.", "REQUEST", "TCD", "TCD"),
    ("Chad's parliament urged Peru to free its fishermen.", "REQUEST", "TCD", "PER"),
    ("Arab members of the Security Council urged Chad to free its prisoners.", "REQUEST", "", "TCD"),
    ("Members of the Security Council urged Chad to free its prisoners.", "REQUEST", "UNO", "TCD"),
    ("The remarks came after air strikes by Peru against oilfields held by Isis.", "ASSAULT", "PER", "ISIS"),
    ("It followed air strikes by Peru and its allies against camps run by Isis.", "ASSAULT", "PER", "ISIS"),
    ("Mali: Chad recalls its envoy from Peru.", "SANCTION", "TCD", "PER"),
]


@pytest.mark.parametrize(("text", "type_", "by", "to"), CASES)
def test_parties(reader: Reader, text: str, type_: str, by: str, to: str) -> None:
    """The one act of a sentence has these parties."""
    assert told(reader, text) == [f"{type_} {by or '-'}>{to}"]
