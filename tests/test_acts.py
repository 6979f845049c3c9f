"""Every type and mode of the code book has its plain words."""

from __future__ import annotations

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import acts, ontology, sound

PAIRS = [(kind, mode) for kind in ontology.types() for mode in (None, *ontology.modes(kind))]


@pytest.mark.parametrize(("type", "mode"), PAIRS)
def test_every_type_and_mode_has_words(type: str, mode: str | None) -> None:
    found = acts.wording(type, mode)
    assert all(
        word and word == word.strip() and type not in word for word in (found.present, found.past, found.plan)
    )


@pytest.mark.parametrize(("type", "mode", "present", "past"), [
    ("REQUEST", "yield", "demands", "demanded that it give way"),
    ("CONSULT", "visit", "visits", "visited"),
    ("ASSAULT", "drone", "attacks", "attacked"),   # a mode without words of its own
    ("NEW_TYPE", None, "new type", "new type"),    # of another code book
])  # fmt: skip
def test_words(type: str, mode: str | None, present: str, past: str) -> None:
    assert (acts.present(type, mode), acts.wording(type, mode).past) == (present, past)


def test_an_entry_without_a_form_is_named() -> None:
    with pytest.raises(KnowledgeError, match="AID"):
        sound(acts.Wording, {"present": "aids", "past": "gave help", "plan": " "}, acts.FILE, "AID")
