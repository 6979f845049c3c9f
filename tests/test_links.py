"""Links: which act refuses, meets or retaliates for which, and what must not be linked."""

from __future__ import annotations

import pytest

from communique import links
from communique.knowledge import answers
from communique.reader import Reader
from communique.records import Link, Reading, codes
from makers import article, event, part

ON = "2025-06-10"


def read(reader: Reader, text: str) -> Reading:
    found = reader.read(article(text, title=None, published=ON))
    assert isinstance(found, Reading)
    return found


def brief(reading: Reading) -> list[str]:
    """ "TGO REJECT refuses GHA REQUEST" """
    named = {e.id: f"{','.join(a.country or '?' for a in e.actors)} {e.type}" for e in reading.events}
    return [f"{named[link.source]} {link.kind} {named[link.target]}" for link in reading.links]


# (text, its links)
FOUND = [
    # the refusal governs the demand
    ("Bolivia has refused Chile's demand to release the fishermen.", ["BOL REJECT refuses CHL REQUEST"]),
    # the refusal names the demand without saying what it was
    (
        "Ghana urged Togo to release the fishermen. Togo rejected the demand on Monday.",
        ["TGO REJECT refuses GHA REQUEST"],
    ),
    ("Norway invited Kenya to talks. Kenya declined the invitation.", ["KEN REJECT refuses NOR AGREE"]),
    # in words that stand for a whole act: "said no", "gave way", "complied"
    (
        "Kenya asked Uganda on Monday to reopen the border. Kampala said no.",
        ["UGA REJECT refuses KEN REQUEST"],
    ),
    (
        "Peru asked Chile on Friday to hand over the general. Chile's government refused to give way.",
        ["CHL REJECT refuses PER REQUEST"],
    ),
    (
        "Sweden has demanded that Turkey lift its veto. Ankara would not give way.",
        ["TUR REJECT refuses SWE REQUEST"],
    ),
    (
        "Jordan asked Syria in May to return the lorries. Damascus complied with the request.",
        ["SYR CONCEDE meets JOR REQUEST"],
    ),
    ("Bolivia freed the sailors on Monday at the request of Peru.", ["BOL RETREAT meets PER REQUEST"]),
    (
        "Poland offered to mediate between Ukraine and Hungary. Budapest said it was not interested.",
        ["HUN REJECT refuses POL AGREE"],
    ),
    (
        "Colombia demanded an apology from Ecuador. Quito said there would be no apology.",
        ["ECU REJECT refuses COL REQUEST"],
    ),
    # both speak of the same thing
    (
        "Ghana urged Togo to release the fishermen. Togo refused to release the fishermen.",
        ["TGO REJECT refuses GHA REQUEST"],
    ),
    (
        "Ghana urged Togo to release the fishermen. Togo released the fishermen on Monday.",
        ["TGO RETREAT meets GHA REQUEST"],
    ),
    (
        "Ghana asked Togo for talks on the border. Togo agreed to hold talks with Ghana on the border.",
        ["TGO AGREE meets GHA REQUEST"],
    ),
    # a noun of action is named as what is refused, taken up, judged or answered
    ("Fiji held the vote despite a plea from Tonga for a delay.", []),
    (
        "Laos went ahead with the dam despite a plea from Nepal for a delay.",
        ["LAO REJECT refuses NPL REQUEST"],
    ),
    (
        "Laos went ahead with the dam in defiance of Nepalese calls for a delay.",
        ["LAO REJECT refuses NPL REQUEST"],
    ),
    ("A Nepalese offer of gas was turned down by Laos.", ["LAO REJECT refuses NPL AGREE"]),
    ("Laos accepted an offer of mediation by Nepal.", ["LAO AGREE meets NPL AGREE"]),
    ("Nepal's expulsion of a Lao consul was denounced by Laos.", ["LAO ACCUSE answers NPL SANCTION"]),
    (
        "Nepal's detention of a Lao pilot led to Lao tariffs on Nepalese tea.",
        ["LAO SANCTION retaliates NPL COERCE"],
    ),
    (
        "Laos closed its consulate in response to sanctions by Nepal.",
        ["LAO SANCTION retaliates NPL SANCTION"],
    ),
    # the sentence says so
    (
        "Peru expelled two Chilean diplomats on Monday. In retaliation, Chile expelled three Peruvian "
        "diplomats on Tuesday.",
        ["CHL SANCTION retaliates PER SANCTION"],
    ),
    # the one is the ground of the other, whichever comes first in the sentence
    (
        "Latvia expelled two Belarusian diplomats after Minsk threw out three Latvians.",
        ["LVA SANCTION retaliates BLR COERCE"],
    ),
    (
        "Cuba recalled its ambassador over the sanctions that Canada imposed on Cuban banks.",
        ["CUB SANCTION retaliates CAN SANCTION"],
    ),
    (
        "Egypt seized a Greek tanker in reprisal for the detention of an Egyptian ship that Greece seized in "
        "May.",
        ["EGY COERCE retaliates GRC COERCE"],
    ),
    # a measure against a measure within days
    (
        "Peru imposed sanctions on Bolivian banks on 2 June. Bolivia ordered the Peruvian ambassador to "
        "leave the country on 5 June.",
        ["BOL SANCTION retaliates PER SANCTION"],
    ),
    (
        "Peru imposed sanctions on Bolivian banks on 2 March. Bolivia ordered the Peruvian ambassador to "
        "leave the country on 5 June.",
        [],
    ),
    # both speak of the same thing, one of them by a pronoun
    (
        "Turkey asked Sweden to extradite four Kurds. Sweden refused to hand them over.",
        ["SWE REJECT refuses TUR REQUEST"],
    ),
    (
        "The bronzes lie in Oslo. Benin has long called on Norway for their return. Norway said it had no "
        "plans to hand over the bronzes.",
        ["NOR REJECT refuses BEN REQUEST"],
    ),
    # a pronoun close behind stands for what was asked
    ("Chad called for a ceasefire. Mali rejected it at once.", ["MLI REJECT refuses TCD REQUEST"]),
    ("Chile invited Peru to talks. Peru turned that down.", ["PER REJECT refuses CHL AGREE"]),
    # a demand told in the passive, and what a demand met with
    (
        "Kenya ruled out joining the government called for by the African Union.",
        ["KEN REJECT refuses IGO REQUEST"],
    ),
    (
        "Togo appealed to Ghana for grain but met with a refusal from Accra.",
        ["GHA REJECT refuses TGO REQUEST"],
    ),
    # what was demanded time and again was demanded before
    (
        "Peru's president said he was not prepared to sign the border treaty. Chile has repeatedly urged "
        "Peru to sign the treaty.",
        ["PER REJECT refuses CHL REQUEST"],
    ),
    (
        "Peru expelled two Chilean envoys. Chile, in turn, recalled its ambassador.",
        ["CHL SANCTION retaliates PER SANCTION"],
    ),
    # a reprisal for what has not happened yet; a charge in which another did the deed
    ("Kenya imposed a ban on Ghanaian fish. Ghana said it would retaliate if its ships were searched.", []),
    ("Norway said that Iceland had violated the fishing agreement with the EU.", []),
    # what should have hindered the refusal; the proposal that a refusal names, whoever else it was made to
    (
        "Peru ruled out any talks despite Chile's demand for the release of the crew.",
        ["PER REJECT refuses CHL REQUEST"],
    ),
    (
        "Sudan proposed that Kenya and Uganda join the talks as mediators. Ethiopia rejected the proposal.",
        ["ETH REJECT refuses SDN REQUEST"],
    ),
    # words that pay back: in the clause of the later act alone, and what they name
    (
        "Oman imposed sanctions on Iranian banks in May; Iran responded by recalling its ambassador from "
        "Oman.",
        ["IRN SANCTION retaliates OMN SANCTION"],
    ),
    (
        "Norway denied entry to two Peruvian ministers in May. As a result, Peru cancelled its talks with "
        "Norway.",
        ["PER REJECT retaliates NOR REJECT"],
    ),
    (
        "Oman accused Iran of arming rebels. Iran expelled an Omani envoy in protest at the sanctions on its "
        "banks.",
        [],
    ),
    # a visit that is planned is no offer, and who will not come refuses none
    ("Kenya will visit Ghana on Friday. Ghana said it would not attend.", []),
    # what a clause goes on to say, and whom a deed moved to do what
    (
        "Georgia expelled two Ukrainian envoys, prompting Kyiv to recall its ambassador.",
        ["UKR SANCTION retaliates GEO SANCTION"],
    ),
    (
        "Jordan's decision to expel the Iranian envoy led Tehran to recall its own envoy.",
        ["IRN SANCTION retaliates JOR SANCTION"],
    ),
    (
        "Luanda's suspension of flights followed the arrest of an Angolan pilot by Namibia.",
        ["AGO SANCTION retaliates NAM COERCE"],
    ),
    ("Peru asked Chile to extradite a general, which Santiago refused.", ["CHL REJECT refuses PER REQUEST"]),
    (
        "Chad closed its border with Sudan, a step that Khartoum condemned.",
        ["SDN ACCUSE answers TCD SANCTION"],
    ),
    # what is done at a request, and what is cited or protested against beside an act
    (
        "Denmark froze the bank's account at Iraq's request.",
        ["DNK SANCTION meets IRQ REQUEST"],
    ),
    ("Under pressure from Kenya, Uganda released the fishermen.", ["UGA RETREAT meets KEN REQUEST"]),
    (
        "Algeria recalled its ambassador from Paris to protest against French support for Morocco.",
        ["DZA SANCTION retaliates FRA SUPPORT"],
    ),
    # an act is named by the noun of its verb, by one for its type, or by one that sums it up
    ("Israel bombed a port in Yemen. Oman condemned the bombing.", ["OMN ACCUSE answers ISR ASSAULT"]),
    (
        "Burundi accused Rwanda of arming rebels. Kigali rejected the accusation.",
        ["RWA REJECT refuses BDI ACCUSE"],
    ),
    (
        "Kenya closed the border with Uganda on Monday. Ghana welcomed the decision.",
        ["GHA SUPPORT answers KEN SANCTION"],
    ),
    ("Seoul offered Pyongyang rice. Pyongyang accepted the offer.", ["PRK AGREE meets KOR AGREE"]),
    # a bare yes, the deed itself, and what will not give in to a threat
    (
        "Turkey demanded an apology from the Netherlands. The Dutch prime minister apologised on Friday.",
        ["NLD CONCEDE meets TUR REQUEST"],
    ),
    (
        "France threatened Niger with sanctions if it did not free the president. Niger will not yield.",
        ["NER REJECT refuses FRA THREATEN"],
    ),
    # a charge that is answered by a charge, and a reprisal told before what it pays back
    (
        "Burundi accused Rwanda of arming rebels. Rwanda responded by accusing Burundi of piracy.",
        ["RWA ACCUSE answers BDI ACCUSE"],
    ),
    # what came of an act is not what the act refuses; what pays back is for the deed, not for who defends it
    (
        "Russia vetoed the text on Monday, sparking claims from Canada that it shields Syria.",
        ["CAN ACCUSE answers RUS REJECT"],
    ),
    # one of them is told again by a noun, which words tie to the other
    (
        "Canada cut aid to Uganda in response to its clampdown on protesters.",
        ["CAN SANCTION retaliates UGA COERCE"],
    ),
    (
        "Peru raised tariffs on Chilean wine. Santiago hit back with a ban on Peruvian fish.",
        ["CHL SANCTION retaliates PER SANCTION"],
    ),
    # what a clause calls a demand, and a bare denial
    (
        "Kenya asked Uganda to hand over two officers. The Ugandan president said this was out of the "
        "question.",
        ["UGA REJECT refuses KEN REQUEST"],
    ),
    (
        "Chile offered to mediate between Peru and Bolivia. Lima said it did not think that was necessary.",
        ["PER REJECT refuses CHL AGREE"],
    ),
    (
        "India accused Pakistan of arming the gunmen. Islamabad denies this.",
        ["PAK REJECT refuses IND ACCUSE"],
    ),
    ("Israel said it would not apologise, which Turkey has demanded.", ["ISR REJECT refuses TUR REQUEST"]),
    (
        "Benin has offered to mend the port. Togo declined the offer on Monday.",
        ["TGO REJECT refuses BEN AGREE"],
    ),
    # what one refuses to yield to, a charge that is denied, a call between its author and its matter
    ("Nepal denied Bhutan's allegations.", ["NPL REJECT refuses BTN ACCUSE"]),
    ("Laos rejected a call from Thailand to free the pilots.", ["LAO REJECT refuses THA REQUEST"]),
    # a no at once behind the demand; a day is nothing that is refused
    (
        "Austria demanded that Slovenia reopen the tunnel. But the Slovenian premier said he would not "
        "accept the text.",
        ["SVN REJECT refuses AUT REQUEST"],
    ),
    ("Oman asked Yemen to free two pilots. Yemen refused on Sunday.", ["YEM REJECT refuses OMN REQUEST"]),
    ("Ghana called on Togo to reopen the road. Togo will not do so.", ["TGO REJECT refuses GHA REQUEST"]),
    # a bare yes, and that of one who is invited
    # paid back: in a noun that names no doer, with curbs or a raid, met with, prompted by, a day after
    (
        "Kenya recalled its ambassador to Uganda in protest at the arrest of two Kenyan nurses.",
        ["KEN SANCTION retaliates UGA COERCE"],
    ),
    (
        "Latvia expelled two Belarusian diplomats in response to the expulsion of its consul.",
        ["LVA SANCTION retaliates BLR SANCTION"],
    ),
    (
        "Brazil raised tariffs on Peruvian copper. Peru answered with a ban on beef.",
        ["PER SANCTION retaliates BRA SANCTION"],
    ),
    ("Niger bombed Zinder. Mali said it was sorry.", []),
    (
        "Eritrea shelled Mekelle. Ethiopia retaliated with air raids on Asmara.",
        ["ETH ASSAULT retaliates ERI ASSAULT"],
    ),
    (
        "The air raid on Kassala by Ethiopia came a day after Sudanese gunners had shelled Humera.",
        ["ETH ASSAULT retaliates SDN ASSAULT"],
    ),
    ("Niger shelled Gaya. Benin condemned Niger for the shelling.", ["BEN ACCUSE answers NER ASSAULT"]),
    # none: a yes that is only a condition, a veto that is held, a "but" of another matter
    ("Cuba asked Peru to sign the accord. Talks will begin once Peru has agreed.", []),
    ("Spain urged Russia to back the text. But it is unclear how Russia, which holds a veto, will vote.", []),
    ("Spain urged Morocco to reopen the crossing. But Morocco rejected an Algerian plan.", []),
    # none: what was not told before, a thing of another's, a charge that is made, a session that is held
    ("Spain rejected a plan for the port. Morocco had asked Spain for visas.", []),
    ("Kenya closed the border with Uganda on Monday. Ghana welcomed Peru's decision to hold a vote.", []),
    ("Burundi accused Rwanda of arming rebels. Kenya made the same charge.", []),
    ("Chad urged Mali to release the crew and urged Mali again to release the crew.", []),
    ("Oman rejected the text, which was tabled by Iran.", ["OMN REJECT refuses IRN AGREE"]),
    # what goes on in spite of a demand, what somebody is angered by, and a thing that will stay as it is
    (
        "Denmark will deport the Somalis despite appeals from Kenya.",
        ["DNK THREATEN refuses KEN REQUEST"],
    ),
    (
        "Norway will continue selling weapons to Oman, despite calls from Iran for Oslo to halt the trade.",
        ["NOR AGREE refuses IRN REQUEST"],
    ),
    (
        "Angered by Ghana's recognition of Kosovo, Serbia recalled its ambassador from Accra.",
        ["SRB SANCTION retaliates GHA SUPPORT"],
    ),
    (
        "Zambia called on Malawi to lift a ban on maize. Malawi's minister said that the ban would stay.",
        ["MWI REJECT refuses ZMB REQUEST"],
    ),
    # none: a cue that names nothing and answers something near, another's reply
    (
        "Norway accused Oman of spying. Rain is late. Trade has grown. Prices are up. In return, Oman "
        "imposed tariffs on Norwegian fish.",
        [],
    ),
    (
        "Asked if Canada would go beyond its condemnation of Cuba and its call for restraint by the Cuban "
        "authorities, Smith replied that he was tired.",
        [],
    ),
    # none: backing what another is asked for does not meet it, a raid is no decision, Peru's plan is not
    # Chile's, and what holds since a deed was not done for it
    ("Mali bombed a village in Niger on Monday. Ghana condemned the decision.", []),
    ("Chile urged Bolivia to cut its army. Bolivia accepted Peru's plan.", []),
    (
        "Laos shelled a Thai village, the first such attack since Thailand gave Laos rice.",
        [],
    ),
    # none: other parties, another matter, an answer before the question
    (
        "Peru expelled two Chilean diplomats on Monday. Kenya signed a trade agreement with Norway on "
        "Tuesday.",
        [],
    ),
    ("Ghana urged Togo to release the fishermen. Benin rejected a treaty with Niger.", []),
    ("Ghana urged Togo to release the fishermen. Togo rejected the tariff on Ghanaian cocoa.", []),
    ("Ghana urged Togo on Tuesday to lift the fishing ban. Togo rejected the demand on Monday.", []),
    ("Ghana urged Togo to release the fishermen.", []),
    # none: words in common, far from one another and between other parties; a deed that its answer names
    (
        "Trade in West Africa has grown.\n\nGhana urged Togo to lift a ban on cocoa.\n\nRain is late.\n\n"
        "Prices have gone up.\n\nTogo will not join the African league, whose members sell cocoa.",
        [],
    ),
    (
        "The mob attack on the Saudi embassy in Tehran, protesting against the Saudi execution of an Iranian "
        "cleric, lasted an hour.",
        ["IRN ASSAULT retaliates SAU ASSAULT"],
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[t for t, _ in FOUND])
def test_find(reader: Reader, text: str, expected: list[str]) -> None:
    assert brief(read(reader, text)) == expected


# (text, an act of its last sentence, by whom and to whom)
ANSWERED = [
    # done to whoever did what it answers; what was offered to nobody was offered to whoever takes it up
    ("Gabon accused Chad of spying. Chad dismissed the accusation as fantasy.", "REJECT", "TCD", "GAB"),
    ("Kenya had demanded an apology from Malawi. Malawi apologised on Tuesday.", "CONCEDE", "MWI", "KEN"),
    ("Togo proposed a joint patrol last week. Benin has accepted the proposal.", "AGREE", "BEN", "TGO"),
    ("Togo proposed a joint patrol last week. Benin has accepted the proposal.", "AGREE", "TGO", "BEN"),
    # the call is on whoever turns it down, not on whose things it speaks of
    ("Serbia rejected a call from Norway to recognise Togo's passports.", "REQUEST", "NOR", "SRB"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "kind", "by", "to"), ANSWERED)
def test_an_answer_is_to_whoever_is_answered(reader: Reader, text: str, kind: str, by: str, to: str) -> None:
    acts = [e for e in read(reader, text).events if e.type == kind and codes(e.actors) == {by}]
    assert [codes(e.recipients) for e in acts] == [{to}]


@pytest.mark.model
@pytest.mark.parametrize("text", ["A bank responded with a ban on loans.", "Peru met Chile. They agreed."])
def test_an_answer_that_answers_nothing_is_no_act(reader: Reader, text: str) -> None:
    assert all(e.type == "CONSULT" for e in read(reader, text).events)


@pytest.mark.model
def test_a_call_on_a_state_to_apologise_is_a_demand(reader: Reader) -> None:
    (event,) = read(reader, "Peru called on Spain to apologise.").events
    assert (event.type, codes(event.actors), codes(event.recipients)) == ("REQUEST", {"PER"}, {"ESP"})


# (text, the reason that must be among those given)
REASONS = [
    ("Bolivia has refused Chile's demand to release the fishermen.", "'refused' governs 'demand'"),
    (
        "Ghana urged Togo to release the fishermen. Togo rejected the demand.",
        "'demand' is the nearest before it",
    ),
    (
        "Ghana urged Togo to release the fishermen. Togo refused to release the fishermen.",
        "both speak of fisherman, release",
    ),
    (
        "Peru expelled two Chilean diplomats. In retaliation, Chile expelled three Peruvian diplomats.",
        "the sentence says 'In retaliation'",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "reason"), REASONS, ids=[r for _, r in REASONS])
def test_a_link_gives_its_rule_and_its_reason(reader: Reader, text: str, reason: str) -> None:
    (link,) = read(reader, text).links
    assert link.because[0] in {rule.name for rule in answers.rules()} and reason in link.because


@pytest.mark.model
def test_ids_are_the_same_and_lead_to_events(reader: Reader) -> None:
    text = "Bolivia has refused Chile's demand to release the fishermen."
    first, second = read(reader, text), read(reader, text)
    assert [link.id for link in first.links] == [link.id for link in second.links]
    assert {end for link in first.links for end in (link.source, link.target)} <= {e.id for e in first.events}


# ---------------------------------------------------------------- parties, by code
# (kind, (actor, recipient) of the later act, those of the earlier one, whether it fits)
DYADS = [
    ("reversed", ("CHL", "PER"), ("PER", "CHL"), True),
    ("reversed", ("CHL", ""), ("PER", "CHL"), True),  # acts upon nobody named
    ("reversed", ("KEN", "PER"), ("PER", "CHL"), False),
    ("reversed", ("PER", "CHL"), ("PER", "CHL"), False),
    ("reversed", ("CHL", ""), ("PER", ""), False),  # nobody says that it was about one another
    ("against", ("KEN", "PER"), ("PER", "CHL"), True),
    ("against", ("KEN", "CHL"), ("PER", "CHL"), False),
    ("aside", ("CHL", "KEN"), ("PER", "CHL"), True),
    ("aside", ("KEN", "CHL"), ("PER", "CHL"), False),
    ("same", ("PER", "CHL"), ("PER", "CHL"), True),
    ("same", ("PER", "KEN"), ("PER", "CHL"), False),
]


@pytest.mark.parametrize(("kind", "later", "earlier", "fits"), DYADS)
def test_dyad(kind: str, later: tuple[str, str], earlier: tuple[str, str], fits: bool) -> None:
    (doer, target), (by, to) = (
        [frozenset(filter(None, (code,))) for code in pair] for pair in (later, earlier)
    )
    assert links.dyad(kind, (doer, target), (by, to)) is fits


def test_a_rule_wants_type_or_type_and_mode() -> None:
    assert links.act({"SANCTION"}, event(mode="expel")) and links.act({"SANCTION.expel"}, event(mode="expel"))
    assert not links.act({"SANCTION.expel"}, event(mode="withdraw")) and not links.act({"REJECT"}, event())


def test_a_negated_act_is_answered_by_nothing() -> None:
    rule = next(r for r in answers.rules() if r.kind == "refuses")
    asked, refused = event("REQUEST", "PER", "CHL"), event("REJECT", "CHL", "PER")
    assert links.begins(rule, asked) and links.answering(rule, refused)
    assert not links.begins(rule, event("REQUEST", "PER", "CHL", status="negated"))
    assert not links.answering(rule, event("REJECT", "CHL", "PER", status="hypothetical"))


def test_nearest_keeps_one_link_of_a_kind_for_each_act() -> None:
    far, near, late = (
        event("REQUEST", c, "KEN", id=c, trigger=part(w))
        for c, w in (("A", "Norway"), ("B", "reporters"), ("C", "answer"))
    )
    made = [
        Link("1", late.id, far.id, "refuses", ()), Link("2", late.id, near.id, "refuses", ()),
        Link("3", late.id, far.id, "meets", ()),
    ]
    assert [link.id for link in links.nearest(made, (far, near, late))] == ["2", "3"]
