"""The common nouns for people and bodies: the table is sound,
and says of everyday nouns what PLOVER's definitions say."""
from __future__ import annotations

import pytest

from communique.actors.phrases import resolve_phrase
from communique.knowledge import load_csv
from communique.knowledge.ontology import sectors

ROWS = load_csv(
    "en/people.csv", columns=("noun", "sector", "secondary", "kind", "number"),
    filled=("noun", "sector", "kind"),
)

SECTORS = {
    "COP": "police; riot police; traffic police; detectives; border guards; prison guards; coast guard; "
           "customs officers",
    "GOV": "authorities; the cabinet; foreign ministry; an envoy; city council; prime minister; central "
           "bank; electoral commission",
    "JUD": "a judge; prosecutors; supreme court; the defence lawyer; war crimes tribunal",
    "LEG": "lawmakers; parliament; senators; lower house; the speaker of parliament",
    "MIL": "troops; soldiers; warplanes; tanks; navy; special forces; a lieutenant colonel; drones; "
           "paratroopers; peacekeepers",
    "PRM": "paramilitaries; death squads; pro-government militia",
    "PTY": "a political party; presidential candidate; far-right party; politicians; nationalists",
    "REB": "rebels; insurgents; jihadists; mujahideen; separatist fighters; guerrillas; suicide bombers",
    "SPY": "intelligence agency; spies; spy chief; secret agents",
    "UAF": "gunmen; unidentified gunmen; armed men; mercenaries; militiamen",
    "AGR": "farmers; herders; peasants; farm workers",
    "BUS": "companies; airlines; investors; an oil giant; shopkeepers; bankers",
    "CRM": "smugglers; gangs; vandals; drug cartels; hackers; thieves; pirates",
    "CVL": "residents; tourists; taxi drivers; netizens; relatives; youths; hostages; villagers; women; "
           "voters",
    "EDU": "students; a university; professors; schools; scientists; political analysts",
    "ELI": "former president; ex-minister; former officials; ousted leader",
    "JRN": "journalists; a newspaper; news agency; photographers; media",
    "LAB": "trade unions; workers; miners; dockers; union leaders; employees",
    "MED": "doctors; hospitals; nurses; ambulance; medics; health workers",
    "REF": "refugees; asylum seekers; displaced people; migrants",
    "OPP": "dissidents; the opposition",
    "PRE": "breakaway state; separatist republic",
    "REL": "priests; muslim clerics; bishops; monks; the church; imams",
    "SOC": "activists; human rights groups; ngos; charities; environmentalists; aid workers",
    "UNK": "occupiers; invaders; the group; members",
}


def test_rows_are_sound_and_unique() -> None:
    nouns = [row["noun"] for row in ROWS]
    assert len(set(nouns)) == len(nouns)
    assert nouns == sorted(nouns)
    for row in ROWS:
        assert row["sector"] in sectors() and row["secondary"] in ("", *sectors()), row
        assert row["kind"] in ("person", "body", "group") and row["number"] in ("s", "p", ""), row
        assert row["noun"] == row["noun"].lower().strip() and row["secondary"] != row["sector"], row


@pytest.mark.parametrize(
    ("noun", "sector"), [(noun.strip(), sector) for sector, row in SECTORS.items() for noun in row.split(";")]
)
def test_everyday_nouns(noun: str, sector: str) -> None:
    assert resolve_phrase(noun)["sector"] == sector


@pytest.mark.parametrize(
    "noun",
    [
        "farmer", "soldier", "lawmaker", "gunman", "refugee", "policewoman", "paramilitary group",
        "spokesperson", "netizen",
    ],
)
def test_singular_and_plural_agree(noun: str) -> None:
    by_noun = {row["noun"]: row for row in ROWS}
    plural = {"gunman": "gunmen", "policewoman": "policewomen"}.get(noun, f"{noun}s")
    assert by_noun[noun]["sector"] == by_noun[plural]["sector"]
    assert (by_noun[noun]["number"], by_noun[plural]["number"]) == ("s", "p")
