"""Which positions a ledger takes: a stand in so many words, of a state or body as itself,
on an issue that can be named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from communique.ledgers import issues, outright
from communique.records import Actor, Event, Position, Span
from ledgermakers import holds
from makers import event, part


@pytest.mark.parametrize(
    ("issue", "wording", "stance", "expected"),
    [
        ("one-China principle", "the one-China principle", "supports", "one-China principle"),
        ("pressure", "pressure on Norway over the dam", "asks", "pressure on Norway"),
        ("its troops", "its troops in the valley", "asks", "troops in the valley"),
        ("access", "access to Chile for monitors", "asks", "access to Chile"),
        ("ceasefire", "a ceasefire", "asks", "ceasefire"),
        ("remarks", "the remarks", "opposes", None),  # a word that is said of anything
        ("steps", "to take steps", "asks", None),
        # what somebody is accused of
        ("international law", "Chile of breaking international law", "opposes", None),
        ("massacres", "the massacres", "opposes", None),
        ("torture", "torture", "supports", None),
        ("calls", "calls for a harbour census", "asks", None),  # what is done about it
        ("lack of progress", "the lack of progress on the dam", "opposes", None),
        ("allegations", "allegations of poaching", "opposes", None),
        ("Chile", "Chile", "supports", None),  # whom it is said of
        ("President Ruiz", "President Ruiz", "asks", None),
        ("harbour officials", "the harbour officials", "supports", None),
        # to the end of the noun
        ("Maps", "offering Maps to the two former Soviet ports, but not at once", "supports",
         "offer of Maps to the two former Soviet ports"),
        ("command", "to cede command over any aspect of harbour defence that has helped", "opposes",
         "cession of command over any aspect of harbour defence"),
        ("Norway", "referring Norway to the UN cod council", "supports",
         "referral of Norway to the UN cod council"),
        ("Norwegian readiness", "Norwegian readiness to co-operate with the whalers", "supports",
         "Norwegian readiness to co-operate with the whalers"),
        ("cod trawling", "that it suspend cod trawling", "asks", "cod trawling"),
        ("agreement with us on cod", "agreement with us on cod", "asks", None),
        ("kind of action", "some kind of action", "asks", None),
        ("tanks", "tanks from restive harbour towns", "asks", "tanks from restive harbour towns"),
        ("serious concerns", "serious concerns about the dam", "opposes", None),  # what is felt about it
        ("closure", "the closure", "opposes", None),  # a thing that was spoken of before
        ("enrichment", "enrichment", "opposes", "enrichment"),  # … and one that needs nothing beside it
        # a mark of which the other is left out
        ("“cod quotas", "“cod quotas” at once", "supports", "cod quotas"),
        (
            "draft resolution", "a draft resolution condemning the raids", "opposes",
            "draft resolution condemning the raids",
        ),
        (
            "draft resolution", "a draft resolution condemning the Norwegian fleet's raids on whales",
            "opposes", "draft resolution condemning the Norwegian fleet's raids",
        ),
        # where it is put says nothing of it
        ("draft resolution", "a draft resolution in the Council condemning the raids", "opposes",
         "draft resolution condemning the raids"),
        ("cod measure", "a cod measure to curb trawling", "opposes", "cod measure to curb trawling"),
        ("Norway's move", "Norway's move", "supports", None),
        ("situation in Chile", "the situation in Chile", "asks", None),
        ("draft resolution", "a draft resolution", "opposes", None),  # a paper is on what it says
        # a noun that waits for its complement, whatever stands before it
        ("public pressure", "public pressure from Norwegian trawlers", "opposes",
         "public pressure from Norwegian trawlers"),
        ("public pressure", "public pressure", "opposes", None),
        ("passing of the text", "the passing of the text", "supports", None),
        ("onrush", "the onrush of boats", "opposes", "onrush of boats"),
        ("onrush", "any onrush", "opposes", None),
        ("reality of the catch", "the reality of the catch", "asks", None),
        # what is meant to be done
        ("Chilean plans", "Chilean plans to hold a vote on the salt tax by May", "opposes",
         "Chilean plans to hold a vote on the salt tax"),
        # a day is no complement
        ("draft resolution", "a draft resolution on Monday on cod fishing", "opposes",
         "draft resolution on cod fishing"),
        # a paper is on what it says, and not one of many, nor where it is put
        ("draft resolution in the Council", "a draft resolution in the Council condemning the raids",
         "opposes", "draft resolution condemning the raids"),
        ("earlier resolutions on cod", "earlier resolutions on cod", "opposes", "resolutions on cod"),
        # who brings it about
        ("solution to the strike", "any solution to the strike imposed from outside", "opposes",
         "solution to the strike imposed from outside"),
        ("cod plan", "a cod plan for Chile to stop trawling", "supports", "cod plan for Chile"),
        ("support for cod quotas", "support for cod quotas", "supports", None),
        # what says nothing, or not which
        ("such tariffs on cod", "such tariffs on cod", "opposes", None),
        ("historic opportunity", "a historic opportunity", "supports", None),
        ("at least one trawler", "at least one trawler", "opposes", None),
        ("talks between Chile", "talks between Chile", "asks", None),
        ("fishermen of Arven", "to return", "asks", None),
        # its own doing
        ("Oslo's veto of the text", "Oslo's veto of the text", "supports", None),
        ("Lima's veto of the text", "Lima's veto of the text", "supports", "Lima's veto of the text"),
        # who will not tell answers a question, and who is to tell is asked one
        ("catch figures", "Chile to disclose catch figures", "asks", None),
        ("catch figures", "to reveal catch figures", "opposes", None),
        ("cod quota", "Chile for breaking the cod quota", "opposes", None),  # what somebody is blamed for
        # what others are to do, with its aim or with who is to do it
        ("Norwegian help", "Norwegian help to clear the harbour", "asks",
         "Norwegian help to clear the harbour"),
        ("joint action", "joint action by the Cod Council to save the catch", "asks",
         "joint action by the Cod Council"),
        # a row, to its end
        ("transfer of crews, pilots", "the transfer of crews, pilots and harbour doctors from the bay",
         "asks", "transfer of crews, pilots and harbour doctors"),
        ("enrichment", "that Chile cease enrichment to this level", "asks", None),  # not of all
        ("cod quotas", "they are selling cod quotas", "supports", None),  # a clause of its own
        ("trawlers", "not to use trawlers to fence the bay", "asks", "use of trawlers"),
        ("papers", "to issue her papers", "opposes", None),  # of whom nothing is said
        ("raid", "to label the raid a drill", "opposes", None),
        # as far as the complements go
        ("draft resolution", "a draft resolution calling for tougher action against Chile", "opposes",
         "draft resolution calling for tougher action against Chile"),
        ("cod treaty", "a cod treaty between the US and Chile on quotas", "opposes",
         "cod treaty between the US and Chile"),
        ("reading", "any self-serving reading of last year's Lima deal", "opposes",
         "reading of last year's Lima deal"),
        ("cut", "a deep cut to its quota of about 10,000 tonnes", "opposes", "cut to Norway's quota"),
        ("decision", "the decision to put the ex-premier, Ana Soto, on trial", "opposes",
         "decision to put the ex-premier, Ana Soto, on trial"),
        ("aspect of a cod plan", "any aspect of a cod plan", "opposes", "cod plan"),
        ("Chile exodus", "Chile exodus", "asks", None),
        ("slow response", "the slow response to the spill", "opposes", None),  # no stand against a response
    ],
)
def test_an_issue_is_a_noun_with_its_complement(
    issue: str, wording: str, stance: str, expected: str | None
) -> None:
    found = outright.position(holds("NOR", wording, "2025-03-03", issue, stance=stance))
    assert (found.issue if found else None) == expected


# (stance, wording, issue; what is held, on what)
DONE = [
    # who asks that it stop is against it
    ("asks", "to halt the sale of dynamite", "sale of dynamite", "opposes", "sale of dynamite"),
    ("asks", "to extend the sale of quotas", "sale of quotas", "asks", "extension of the sale of quotas"),
    # to hold a vote is a vote
    ("asks", "to hold a vote on the dam", "vote on the dam", "asks", "vote on the dam"),
    (
        "asks", "Chile to release the sailors of the trawler", "sailors of the trawler", "asks",
        "release of the sailors of the trawler",
    ),
    ("asks", "that Chile drop the salmon ban", "salmon ban", "opposes", "salmon ban"),
    ("asks", "that the salmon ban be lifted", "salmon ban", "opposes", "salmon ban"),
    # whose it is, of those who are to do it, and who it is where nobody undergoes it
    ("asks", "Chile to halt its cod trade with Lima", "its cod trade with Lima", "opposes",
     "Chile's cod trade with Lima"),
    ("asks", "for Chilean ships to withdraw from the Arven bay", "Arven bay", "asks",
     "withdrawal of Chilean ships from the Arven bay"),
    # what is hurried is asked for, and what is only threatened is what it is of
    ("asks", "Chile to speed up cod reforms", "cod reforms", "asks", "cod reforms"),
    ("opposes", "the threat of tariffs on Chile", "threat of tariffs on Chile", "opposes",
     "tariffs on Chile"),
    ("supports", "the return of the cod fleet to the country", "return of the cod fleet to the country",
     "supports", "return of the cod fleet"),
    ("asks", "Chile not to fence the islets", "islets", "opposes", "fencing the islets"),
    ("asks", "an end to the salmon ban", "end to the salmon ban", "opposes", "salmon ban"),
    ("asks", "an end to the killing of whales", "end to the killing of whales", "asks",
     "end to the killing of whales"),
    # with what it is to serve
    ("asks", "Chile's “help and co-operation” to clear the bay", "bay", "asks",
     "help and co-operation to clear the bay"),
    # a wrong is no issue alone
    ("asks", "to stop the killing of whales", "killing of whales", "asks", "end to the killing of whales"),
    ("asks", "Chile to stop selling cod licences", "cod licences", "opposes", "sale of cod licences"),
    ("asks", "Chile to refrain from fencing the islets of Arven", "islets of Arven", "opposes",
     "fencing the islets of Arven"),
    ("asks", "others not to be talked into lifting the ban on dynamite", "ban on dynamite", "asks",
     "ban on dynamite"),
    # to do without it
    ("asks", "that boats be moved without closing the port of Arven", "port of Arven", "opposes",
     "closure of the port of Arven"),
    ("asks", "Chile to “pull trawlers from the bay”", "trawlers from the bay", "asks",
     "withdrawal of trawlers from the bay"),
    ("asks", "to remove envoys from Lima", "envoys from Lima", "asks", "removal of envoys from Lima"),
    # "would not agree to give up"
    ("opposes", "to give up cod farming", "cod farming", "supports", "cod farming"),
    (
        "opposes", "cutting off supplies of timber", "supplies of timber", "opposes",
        "cutting off supplies of timber",
    ),
    (
        "asks", "to comply with all terms of the cod treaty", "terms of the cod treaty", "asks",
        "compliance with all terms of the cod treaty",
    ),
]


@pytest.mark.parametrize(("stance", "wording", "issue", "held", "named"), DONE, ids=[w for _, w, *_ in DONE])
def test_what_is_to_be_done_with_an_issue_is_part_of_a_position(
    stance: str, wording: str, issue: str, held: str, named: str
) -> None:
    found = outright.position(holds("NOR", wording, "2025-03-03", issue, stance=stance))
    assert found is not None and (found.stance, found.issue) == (held, named)

@pytest.mark.parametrize("context", [
    "Norway will not turn away those seeking cod quotas",
    "It is one of two countries to oppose cod quotas",
    "The Norwegian council, an alliance of exiles, appealed to all for cod quotas",
    "The minister said that Norway should demand cod quotas",
    "Norway has not followed this up by pressing for cod quotas",
    "Norway vetoed a Chilean text on trade which called for cod quotas",
    "Four in five of those polled in Norway favour cod quotas",
    "Norway is expected to ask for cod quotas",
    "Norway will vote on a draft which calls for cod quotas",
    "The draft council resolution blames both sides and calls on all to keep to cod quotas",
    "A majority (56%) wrongly hold that Norway favours cod quotas",
    "Envoys of Norway are due in Lima this week to ask for cod quotas",
    "Ruiz, shaken by a week of protests calling for cod quotas",
    "Members of the Norwegian opposition meeting in Lima pleaded for cod quotas",
    "Ruiz appeared to dismiss cod quotas",
    "Norway had long opposed cod quotas",
    "“Somebody there said ‘we do not accept cod quotas",
    "The council needs to tell him that it now supports cod quotas",
])  # fmt: skip
def test_the_stand_of_others_and_one_not_taken_are_nobodys(context: str) -> None:
    assert outright.position(holds("NOR", "cod quotas", "2025-03-03", stance="asks", context=context)) is None


@pytest.mark.parametrize(("stance", "wording", "issue"), [
    ("asks", "Chile to listen to the voice of reason", "voice of reason"),
    ("asks", "Chile to work with the cod treaty", "cod treaty"),  # a demand that no noun names
    ("asks", "an end to the siege of their harbour", "end to the siege of their harbour"),  # whose?
    ("opposes", "the siege on the city", "siege on the city"),  # which?
    ("supports", "the government's cod moves", "government's cod moves"),
    ("opposes", "his recent charm offensive with whalers", "charm offensive with whalers"),
    ("opposes", "military action", "military action"),  # against whom?
    ("opposes", "sanctions", "sanctions"),
    ("asks", "Chile to resign after ensuring a cod census", "cod census"),  # only when
])  # fmt: skip
def test_what_points_or_waits_for_its_complement_is_no_issue(stance: str, wording: str, issue: str) -> None:
    assert outright.position(holds("NOR", wording, "2025-03-03", issue, stance=stance)) is None


def test_a_stand_under_a_condition_or_in_the_next_sentence_on_a_draft_is_not_taken() -> None:
    for before, after, stance, kept in (
        ("Norway rejected ", " until the strike ends.", "opposes", False),
        ("Norway rejected ", ", while Chile backed it.", "opposes", True),
        ("Norway asked for ", " if the strike goes on.", "asks", True),
        ("The cod draft is long. It calls for ", ".", "asks", False),
        ("Norway spoke. It calls for ", ".", "asks", True),
    ):
        told = holds("NOR", "tariffs on Chile", "2025-03-03", "tariffs on Chile", stance=stance)
        there = Span(len(before), len(before) + len(told.wording), told.wording)
        told = replace(told, report=replace(told.report, span=there))
        assert (outright.resolved_in(told, before + told.wording + after) is not None) is kept, before + after


def test_an_issue_has_the_name_that_its_thing_was_given_before() -> None:
    text = "The Arven Cod Council met. Norway has backed the Cod Council and a Lima salt plan. "
    for issue, wording, expected in (
        ("founding of the council", "the founding of the council", "founding of the Arven Cod Council"),
        ("founding of the embargo", "the founding of the embargo", None),  # one that was given none
        ("Chilean text on the embargo", "the Chilean text on the embargo", "Chilean text on the embargo"),
        ("salt plan", "the salt plan", "Lima salt plan"),
        ("cod plan", "the cod plan", "cod plan"),
        ("end to the harbour", "an end to the harbour", "end to the harbour"),
    ):
        told = holds("NOR", wording, "2025-03-03", issue)
        there = Span(len(text), len(text) + len(wording), wording)
        told = replace(told, report=replace(told.report, span=there))
        found = outright.resolved_in(told, text + wording)
        assert (found.issue if found else None) == expected


def test_a_draft_is_of_who_put_it_forward_and_never_of_the_body() -> None:
    own = "Norway has circulated a draft resolution that calls for cod quotas"
    members = "Several members of the council backed cod quotas"
    for actor, context, held in (("NOR", own, True), ("UNO", own, False), ("UNO", members, False)):
        found = outright.position(holds(actor, "cod quotas", "2025-03-03", stance="asks", context=context))
        assert (found is not None) is held, context


def test_what_is_to_be_let_is_no_name_and_nor_is_what_is_done_beside() -> None:
    for wording, issue in (
        ("to let the trawlers into the bay", "trawlers"),
        ("Chile to wait, with a paper declaring the cod treaty void", "cod treaty"),
    ):
        assert outright.position(holds("NOR", wording, "2025-03-03", issue, stance="asks")) is None, wording


def test_a_way_out_is_no_paper() -> None:
    way, papers = "peaceful resolution of the Arven strike", "resolutions on the Arven strike"
    assert issues.core(way) != issues.core(papers)


def test_codes_that_many_share_hold_nothing() -> None:
    assert outright.position(holds("NGO", "the fisheries principle", "2025-03-03")) is None
    assert outright.position(holds("NAT", "the fisheries principle", "2025-03-03")) is not None


TEXT = "Norway backed the cod treaty after Chileans had met it with anger."


def told(type: str, verb: str, **fields: Any) -> Event:
    return event(
        type, **{"evidence": part(TEXT[:-1], TEXT), "trigger": part(verb, TEXT), "confidence": 0.8, **fields}
    )


def held(stance: Any = "supports", **fields: Any) -> Position:
    return Position(
        "p", Actor("Norway", "NOR", **fields), "cod treaty", stance, part("the cod treaty", TEXT), None, None,
        None,
    )


def test_a_stand_is_taken_in_so_many_words_by_a_state_as_itself() -> None:
    backed = told("SUPPORT", "backed")
    assert outright.taken([backed], held())
    assert not outright.taken([told("SUPPORT", "met")], held()), "no word by which a stand is taken"
    assert not outright.taken([told("SUPPORT", "backed", confidence=0.3)], held()), "doubtful"
    assert not outright.taken([backed], held("opposes")), "another act shows that"
    assert not outright.taken([backed], held(sector="CVL")), "a crowd"
    assert not outright.taken([backed], held(span=part("Chileans", TEXT))), "a people"
    rebels = Actor("Free Crews", "NOR", body="FSA", sector="OPP")
    assert outright.taken([told("SUPPORT", "backed", actor=[rebels])], held(sector="OPP", body="FSA")), (
        "a body of its own"
    )


def test_what_is_asked_of_ones_own_is_an_order() -> None:
    assert outright.at_home(told("REQUEST", "backed", recipient="NOR"))
    assert not outright.at_home(told("REQUEST", "backed"))
