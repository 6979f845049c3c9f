"""Networks of actors from deeds, by sign and by period: who acts towards whom and how often, who stands where, who stands together.

Weights count occurrences; does not know what an alliance is, and draws nothing.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

import networkx
import numpy as np

from communique.analysis.changes import strength
from communique.analysis.series import COUNTED, By, Deed, bounds, day_of, following, label, net, opening
from communique.errors import CommuniqueError
from communique.records import Record

Sign = Literal["cooperation", "conflict", "all"]
SIGNS: dict[Sign, frozenset[int]] = {"cooperation": COUNTED["cooperation"], "conflict": COUNTED["conflict"], "all": COUNTED["n"]}
DAMPING = 0.85      # PageRank's, as Brin and Page (1998) have it
STEADY = 1e-12      # when the shares no longer move
STEPS = 1000
SEED = 7            # communities are the same in every run


@dataclass(frozen=True, slots=True)
class Tie(Record):
    """How one actor deals with another: how many occurrences, the mean of their PLOVER scores, and which, strongest first."""

    actor: str
    recipient: str
    count: int
    plover: float | None
    occurrences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing(Record):
    """Where an actor stands in a network.

    `acts` and `receives` count occurrences given and received, `takers` and `givers` the actors at the other end of them. `between` is
    the share of shortest ways between others that lead through it, a tie being the shorter the more occurrences it has (betweenness).
    `sought` is its share of attention if everyone passes on what they get to whom they turn to (PageRank); all shares add up to 1.
    """

    actor: str
    acts: int
    receives: int
    takers: int
    givers: int
    between: float
    sought: float


@dataclass(frozen=True, slots=True)
class Network(Record):
    """The ties of one sign in one period ("2025-W45"; None: all days), most occurrences first."""

    sign: Sign
    label: str | None
    since: str | None
    until: str | None
    ties: tuple[Tie, ...]

    def graph(self) -> networkx.DiGraph[str]:
        """As a networkx graph from actor to recipient with `weight` (occurrences), `plover`, `occurrences`, and `distance` (1 / weight)."""
        graph: networkx.DiGraph[str] = networkx.DiGraph(sign=self.sign, label=self.label)
        for t in self.ties:
            graph.add_edge(
                t.actor, t.recipient, weight=t.count, distance=1 / t.count, plover=t.plover, occurrences=t.occurrences,
            )
        return graph


def network(deeds: Iterable[Deed], sign: Sign = "all", *, since: str | None = None, until: str | None = None) -> Network:
    """Give deeds, get the network of those of a sign between two bounds, ends included.

    What nobody is named for, what an actor does to itself, and with bounds what has no day, is left out. An occurrence of many parties
    counts once on each of its ties.
    """
    first, last = bounds(since, until)
    inside = [
        d for d in signed(deeds, sign)
        if (first is None and last is None) or (d.day and (first is None or first <= day_of(d)) and (last is None or day_of(d) <= last))
    ]
    return Network(sign, None, since, until, tuple(ties(inside)))


def networks(deeds: Iterable[Deed], by: By, sign: Sign = "all") -> tuple[Network, ...]:
    """Give deeds, get a network for each day, week or month from the first to the last, also for those in which nothing happened."""
    held: dict[Any, list[Deed]] = defaultdict(list)
    for d in signed(deeds, sign):
        if d.day:
            held[opening(day_of(d), by)].append(d)
    return tuple(
        Network(sign, label(start, by), start.isoformat(), (following(start, by) - timedelta(days=1)).isoformat(), tuple(ties(held[start])))
        for start in starts(held, by)
    )


def starts(held: dict[Any, list[Deed]], by: By) -> Iterator[Any]:
    """The first days of all periods from the first to the last."""
    start, last = (min(held), max(held)) if held else (None, None)
    while start is not None and last is not None and start <= last:
        yield start
        start = following(start, by)


def signed(deeds: Iterable[Deed], sign: Sign) -> Iterator[Deed]:
    """The deeds of a sign between two actors that are named."""
    if sign not in SIGNS:
        raise CommuniqueError(f"no sign {sign!r}; there are {', '.join(SIGNS)}")
    return (d for d in deeds if d.actor and d.recipient and d.actor != d.recipient and d.quad in SIGNS[sign])


def ties(deeds: Iterable[Deed]) -> list[Tie]:
    """The ties that deeds make."""
    pairs: dict[tuple[str, str], dict[str, Deed]] = defaultdict(dict)
    for d in deeds:
        pairs[d.actor or "", d.recipient or ""].setdefault(d.occurrence, d)
    found = [tie(*pair, list(some.values())) for pair, some in pairs.items()]
    return sorted(found, key=lambda t: (-t.count, t.actor, t.recipient))


def tie(actor: str, recipient: str, deeds: list[Deed]) -> Tie:
    """One tie with its occurrences."""
    ordered = sorted(deeds, key=lambda d: (-strength(d), d.day or "", d.occurrence))
    return Tie(actor, recipient, len(ordered), net(d.plover for d in ordered).mean, tuple(d.occurrence for d in ordered))


# -- who stands where -----------------------------------------------------------------------------------------------------------------
def standings(network: Network) -> tuple[Standing, ...]:
    """Give a network, get where each actor of it stands, those with the most occurrences first."""
    graph = network.graph()
    between = networkx.betweenness_centrality(graph, weight="distance")
    attention = sought(graph)
    found = [
        Standing(
            a, sum(t.count for t in network.ties if t.actor == a), sum(t.count for t in network.ties if t.recipient == a),
            graph.out_degree(a), graph.in_degree(a), float(between[a]), attention[a],
        )
        for a in graph
    ]
    return tuple(sorted(found, key=lambda s: (-s.acts - s.receives, s.actor)))


def sought(graph: networkx.DiGraph[str]) -> dict[str, float]:
    """PageRank with weights; written out because networkx wants SciPy for it."""
    names = list(graph)
    if not names:
        return {}
    place = {name: i for i, name in enumerate(names)}
    passes = np.zeros((len(names), len(names)))
    for giver, taker, weight in graph.edges(data="weight"):
        passes[place[giver], place[taker]] = weight
    given = passes.sum(axis=1, keepdims=True)
    passes = np.where(given > 0, passes / np.where(given > 0, given, 1), 1 / len(names))  # who turns to nobody turns to all
    shares = np.full(len(names), 1 / len(names))
    for _ in range(STEPS):
        old, shares = shares, DAMPING * (shares @ passes) + (1 - DAMPING) / len(names)
        if float(np.abs(shares - old).sum()) < STEADY:
            break
    return {name: float(share) for name, share in zip(names, shares, strict=True)}


def communities(network: Network) -> tuple[tuple[str, ...], ...]:
    """Give a network of cooperation, get the groups that deal more with one another than chance has it (Louvain), the largest first.

    Who is in no tie is in no group. A network of conflict has no groups in this sense: its ties run between them.
    """
    if network.sign == "conflict":
        raise CommuniqueError("no groups from conflict, whose ties run between groups; use a network of cooperation")
    joined: networkx.Graph[str] = networkx.Graph()
    for t in network.ties:
        weight = joined.get_edge_data(t.actor, t.recipient, {"weight": 0})["weight"]
        joined.add_edge(t.actor, t.recipient, weight=weight + t.count)
    groups = networkx.community.louvain_communities(joined, weight="weight", seed=SEED) if joined else []
    return tuple(sorted((tuple(sorted(g)) for g in groups), key=lambda g: (-len(g), g)))
