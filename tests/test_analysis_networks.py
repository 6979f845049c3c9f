"""Networks: ties by sign and period with their occurrences, standings that agree with networkx, groups, and bad input named."""
from __future__ import annotations

import networkx
import pytest
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from communique.analysis.networks import communities, network, networks, sought, standings
from communique.analysis.series import Deed
from communique.errors import CommuniqueError

DEEDS = [
    Deed("a", "2025-01-03", "NOR", "CHL", "SUPPORT", 2.0, None), Deed("b", "2025-01-20", "NOR", "CHL", "AID", 6.0, None),
    Deed("c", "2025-01-21", "CHL", "PER", "ACCUSE", -2.0, None), Deed("d", "2025-03-02", "PER", "CHL", "THREATEN", -5.0, None),
    Deed("e", "2025-03-02", "CHL", "CHL", "PROTEST", -4.0, None), Deed("f", None, "NOR", "PER", "AGREE", 3.0, None),
    Deed("g", "2025-03-03", "NOR", None, "REQUEST", -1.0, None), Deed("b", "2025-01-20", "NOR", "PER", "AID", 6.0, None),
    Deed("b", "2025-01-20", "NOR", "CHL", "AID", 6.0, None),
]


def test_ties_by_sign() -> None:
    kind = network(DEEDS, "cooperation")
    assert [(t.actor, t.recipient, t.count) for t in kind.ties] == [("NOR", "CHL", 2), ("NOR", "PER", 2)]
    assert kind.ties[0].occurrences == ("b", "a") and kind.ties[0].plover == 4.0
    assert {(t.actor, t.recipient) for t in network(DEEDS, "conflict").ties} == {("CHL", "PER"), ("PER", "CHL")}


def test_bounds_leave_out_what_has_no_day() -> None:
    found = network(DEEDS, since="2025-01-20", until="2025-03-02")
    assert sorted(o for t in found.ties for o in t.occurrences) == ["b", "b", "c", "d"]


def test_a_network_for_each_month_also_the_empty_one() -> None:
    found = networks(DEEDS, "month", "conflict")
    assert [(n.label, n.since, n.until, len(n.ties)) for n in found] == [
        ("2025-01", "2025-01-01", "2025-01-31", 1), ("2025-02", "2025-02-01", "2025-02-28", 0), ("2025-03", "2025-03-01", "2025-03-31", 1),
    ]
    assert networks([], "week") == ()


def test_the_graph_carries_what_it_rests_on() -> None:
    graph = network(DEEDS).graph()
    assert isinstance(graph, networkx.DiGraph) and graph["NOR"]["CHL"]["weight"] == 2 and graph["NOR"]["CHL"]["occurrences"] == ("b", "a")


def test_standings_in_a_chain() -> None:
    chain = [Deed(f"{a}{b}{i}", "2025-01-01", a, b, "CONSULT", 1.0, None) for a, b, n in [("A", "B", 3), ("B", "C", 1)] for i in range(n)]
    found = {s.actor: s for s in standings(network(chain))}
    assert (found["B"].acts, found["B"].receives, found["B"].takers, found["B"].givers) == (1, 3, 1, 1)
    assert found["B"].between > 0 and found["A"].between == found["C"].between == 0
    assert found["C"].sought > found["B"].sought > found["A"].sought
    assert sum(s.sought for s in found.values()) == pytest.approx(1)


def test_being_sought_is_pagerank() -> None:
    graph = networkx.DiGraph()
    for i, edge in enumerate(networkx.gnp_random_graph(30, 0.1, seed=3, directed=True).edges):
        graph.add_edge(*map(str, edge), weight=1 + i % 5)
    theirs = _pagerank_python(graph, tol=1e-12, max_iter=1000)
    assert sought(graph) == pytest.approx(theirs, abs=1e-8)


def test_groups_that_stand_together() -> None:
    groups = [["A", "B", "C"], ["X", "Y", "Z"]]
    inside = [(a, b) for g in groups for a in g for b in g if a < b]
    deeds = [Deed(f"{a}{b}{i}", "2025-01-01", a, b, "COOPERATE", 4.0, None) for a, b in inside for i in range(4)]
    deeds.append(Deed("bridge", "2025-01-01", "C", "X", "CONSULT", 1.0, None))
    assert communities(network(deeds, "cooperation")) == (("A", "B", "C"), ("X", "Y", "Z"))


def test_nothing_and_faults() -> None:
    assert network([]).ties == () and standings(network([])) == () and communities(network([])) == ()
    with pytest.raises(CommuniqueError, match="no sign 'mixed'; there are cooperation, conflict, all"):
        network(DEEDS, "mixed")  # type: ignore[arg-type]
    with pytest.raises(CommuniqueError, match="no groups from conflict"):
        communities(network(DEEDS, "conflict"))
    with pytest.raises(CommuniqueError, match="swap them"):
        network(DEEDS, since="2025-02-01", until="2025-01-01")
