"""Sectors of the parties to an act: who acts as a crowd, who stands against whom in one country.

Knows sectors; does not know the text.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from communique.records import Actor

# Acts of crowds, told though nobody is named; their country is often only that of the place where they are.
OF_CROWDS = frozenset(("PROTEST", "ASSAULT"))
CROWDS = frozenset((
    "CVL", "CRM", "EDU", "LAB", "AGR", "OPP", "REL", "MED", "LEG", "JUD", "HLH", "BUS", "REF",
))
ARMED = frozenset(("REB", "UAF"))
FORCES = frozenset(("MIL", "COP"))
# not scholars, reporters or travellers, who may be anywhere
SETTLED = frozenset(("COP", "JUD", "LAB", "REL", "AGR", "MED", "OPP", "PTY"))
RIVALS = frozenset(("REB", "SEP", "OPP", "UAF"))
CONTENDING = RIVALS | {"PTY"}  # who contends for power with a government
STATE = "GOV"
SERVING = frozenset((STATE, "MIL", "COP", "SPY"))
BLAMED = frozenset(("GOV", "LEG", "JUD", "COP", "OPP", "PTY", "SPY", "REB", "UAF"))
# Who keeps order and judges, in no country but their own; and whom a government that bans and closes has
# before it.
AT_HOME = frozenset(("COP", "JUD"))
GOVERNED = frozenset(("JRN", "OPP", "PTY", "SOC", "CVL", "LAB", "LEG", "JUD", "MED", "AGR"))
ANYBODY = frozenset(("EDU", "REL", "BUS"))  # students, clerics and companies may be from anywhere


def facing(parties: Sequence[Actor]) -> bool:
    """Whether parties of one country stand against each other:
    "the government and the rebels resumed talks"."""
    sectors = {a.sector or STATE for a in parties}
    return bool(sectors & RIVALS) and bool(sectors - RIVALS)


def beyond(actors: Iterable[Actor], own: Container[str]) -> tuple[Actor, ...]:
    """Those of some actors who are of a named country, and not of these."""
    return tuple(a for a in actors if a.code and a.code not in own)


def opposed(actor: Actor, others: tuple[Actor, ...]) -> bool:
    """Whether somebody of a country stands against others of it: the opposition to its government,
    rebels to its army."""
    return bool(actor.country and actor.sector) and actor.sector not in {a.sector or STATE for a in others}


def apart(actor: Actor, others: tuple[Actor, ...]) -> bool:
    """Whether somebody is another party than others: of no country, of another sector or name;
    a country named alone is its government."""
    if not actor.country or (actor.sector or STATE) not in {a.sector or STATE for a in others}:
        return True
    return bool(actor.sector) and actor.name not in {a.name for a in others}


def blamed(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those of some actors who decide and govern, or would."""
    return tuple(a for a in actors if a.sector in BLAMED)
