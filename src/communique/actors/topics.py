"""Which state a text is about, and who lends his own to people whom no word puts anywhere: "the protesters",
"the government".

Knows the counts of states and what kind of party acts or speaks; does not know how a phrase is read.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.actors.headnouns import noun_at
from communique.actors.scene import STATELESS, TELLERS, Party, Scene
from communique.actors.vocabulary import Noun

FORCES = frozenset(("COP", "MIL", "JUD"))  # who lays hands on people where he is
CROWDS = frozenset(("REF", "CVL", "REB", "OPP", "UAF", "PTY"))
OUTWARD = frozenset(("FM", "AMB"))  # offices that speak of other states
CLEAR, LEAST = 0.5, 2  # share and number of mentions from which on a text is about one state
# how many times as often another state than the dateline's is named where that is only where an agency sits
MOST = 3


def topic(scene: Scene) -> str | None:
    """The state that a text is clearly about; None where it is about several."""
    if scene.spoken_of is None:
        counts = {code: n for code, n in scene.counts.items() if n > 0 and code not in STATELESS}
        top = max(counts, key=lambda code: counts[code], default="")
        scene.spoken_of = top if top and counts[top] >= max(LEAST, CLEAR * sum(counts.values())) else ""
    return scene.spoken_of or None


def reported_from(scene: Scene) -> bool:
    """Whether the dateline's country is only where an agency sits: another is named many times as often."""
    counts = (n for code, n in scene.counts.items() if code not in STATELESS)
    return scene.home is not None and max(counts, default=0) > MOST * max(scene.counts[scene.home], 1)


def tells(party: Party) -> bool:
    """Whether a party only tells of others: a newspaper, a watcher of human rights,
    and whoever is of their country only by them."""
    theirs = party.kind == "person" and party.organization is not None and not party.placed
    return (party.kind == "body" or theirs) and party.sector in TELLERS


def lends(scene: Scene, i: int, parties: Sequence[Party], of: Noun | None, *, hands: bool = False) -> bool:
    """Whether people called so at a word, whom no word puts anywhere,
    are of the subject's state rather than of the one the text is about.

    `hands`: the subject does something to them itself. "France called on the government" means another's;
    "the president told the government" his own, but not where it stands beside the opposition; whom a court
    tries is at hand.
    """
    if not parties:
        return True
    party = parties[0]
    if party.country in STATELESS or tells(party):
        return False
    main = topic(scene)
    if main is None or party.country in (None, main):
        return True
    if domestic(scene, of):
        return party.sector in CROWDS  # "rebels took the town, and government troops shelled it"
    if of is not None and of.sector in CROWDS:
        return hands and party.sector in FORCES
    return not (rules(scene, of) and (party.kind == "state" or party.office in OUTWARD or paired(scene, i)))


def paired(scene: Scene, i: int) -> bool:
    """Whether rulers stand beside who is against them: "talks between the government and the rebels"."""
    nouns = [noun_at(scene, k) for k in scene.parse.members(scene.parse.first_of_row(i))]
    return len(nouns) > 1 and all(
        n is not None and (rules(scene, n[0]) or n[0].sector in CROWDS) for n in nouns
    )


def rules(scene: Scene, of: Noun | None) -> bool:
    """Whether a noun is for those who govern a state, or would."""
    return of is not None and of.words in scene.words.titles.rulers


def domestic(scene: Scene, of: Noun | None) -> bool:
    """Whether a noun is for those by whom a government fights at home: "government troops"."""
    return of is not None and of.words.startswith(f"{scene.words.nouns.government} ") and of.sector in FORCES


def outside(scene: Scene, code: str, of: Noun | None) -> bool:
    """Whether people called so are rather of the state that a text is about than of one that has spoken
    before."""
    people = of is not None and (of.sector in CROWDS | FORCES or rules(scene, of))
    return people and topic(scene) not in (None, code)
