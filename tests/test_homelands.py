"""Whom an act meets that its own words do not name: rulers where their deed was done,
whoever stands opposite, whoever leaves a demand unanswered; and who does it where only the place is named."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from makers import article, sides

# (text, an act that must be there: type, actors, recipients)
TOLD = [
    ("Spain condemned the military takeover in Chad.", "ACCUSE", "ESP", "TCD"),
    ("Norway protested against the jailing of two reporters in Peru.", "ACCUSE", "NOR", "PER"),
    ("The jailing of a Kenyan in Lima was condemned in Nairobi.", "ACCUSE", "KEN", "PER"),
    ("Chad shelled a village in Sudan. Kenya condemned it.", "ACCUSE", "KEN", "TCD"),
    ("A Chadian raid on a mill near Khartoum shocked Kenya.", "ASSAULT", "TCD", "SDN"),
    ("The downing by Kenyan gunners of two Peruvian planes ended the talks.", "ASSAULT", "KEN", "PER"),
    ("The boarding of a Greek ferry by Turkish commandos angered Chad.", "COERCE", "TUR", "GRC"),
    ("A refusal by Hungary to release the aid meant for Ukraine angered Kenya.", "REJECT", "HUN", "UKR"),
    ("Sanctions were imposed on a Burmese general in London on Monday.", "SANCTION", "GBR", "MMR"),
    ("Kenyan airspace was closed to Ugandan planes.", "SANCTION", "KEN", "UGA"),
    ("Katanga rebels shelled a Zambian town.", "ASSAULT", "COD", "ZMB"),
    ("After talks with Iran, Chad opened fire on a Libyan convoy.", "ASSAULT", "TCD", "LBY"),
    ("Back from Brussels, Togo's new president asked Ghana to sign.", "REQUEST", "TGO", "GHA"),
    ("Kenya accused Uganda, not for the first time, of theft.", "ACCUSE", "KEN", "UGA"),
    ("Togo is in no mood to help Ghana.", "REJECT", "TGO", "GHA"),
    ("Peru's law \"is nothing but blackmail\", Kenya's trade minister said.", "ACCUSE", "KEN", "PER"),
    ("Italy's premier was received in Tripoli.", "CONSULT", "ITA", "LBY"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "kind", "actor", "recipient"), TOLD, ids=[t[0][:32] for t in TOLD])
def test_whom_it_meets(reader: Reader, text: str, kind: str, actor: str, recipient: str) -> None:
    found = reader.read(article(text)).events
    assert ([actor], [recipient]) in sides(found, kind)
    assert all(e.status == "actual" for e in found if e.type == kind)


@pytest.mark.model
@pytest.mark.parametrize("text", [
    "Sweden condemned the bombing in Jakarta.",  # a blow may be anybody's
    "Seoul will not send a minister to the ceremony.",  # nobody refuses himself
    "Chad vowed no civilian would be killed.",  # a promise
])  # fmt: skip
def test_nobody_is_meant(reader: Reader, text: str) -> None:
    assert [a.code for e in reader.read(article(text)).events for a in e.recipients] == []
