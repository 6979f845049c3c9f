"""Disputes: told apart by parties, issue and time; third states, bodies, phases and what is due."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from communique.knowledge import ontology
from communique.ledgers import admitting, calling, naming, tellings
from communique.ledgers import demands as demand_ledger
from communique.ledgers import disputes as ledger
from communique.ledgers import meetings as meeting_ledger
from communique.ledgers import positions as position_ledger
from communique.ledgers.moves import bodies_named, move, phrase_of
from communique.ledgers.phases import phase_on, stretches
from communique.ledgers.words import named
from communique.occurrences.gathering import gather
from communique.occurrences.tellings import telling
from communique.occurrences.versions import occurrence
from communique.reader import Reader
from communique.records import Article, Dispute, Reading, load
from communique.settle import disputes as settling
from communique.text.days import parse_day
from ledgermakers import act, answer, asks, holds, told

TODAY = "2025-04-01"
DAM = "over the dam at Birch Ford"
EDITOR = "over the arrest of the editor Corvane"


def blames(by, of, words, day, **fields):
    """An accusation in words that name both."""
    return act("ACCUSE", by, of, words, day, **{"mode": "disapprove", **fields})


def hits(by, of, words, day, **fields):
    """A measure against another."""
    return act("SANCTION", by, of, words, day, **fields)


def settled(*acts, today=TODAY, positions=(), meetings=(), answers=(), old=(), among=None):
    """The disputes of some acts."""
    asked = demand_ledger.demands(acts, answers, today)
    held = position_ledger.held(position_ledger.named(positions), today)
    due = meeting_ledger.due(meetings, today)
    return ledger.disputes(acts, asked, held, due, today, answers=answers, old=old, among=among)


QUARREL = (
    blames("NOR", "CHL", f"condemned Chile {DAM}", "2025-03-01"),
    blames("CHL", "NOR", f"rejected blame {DAM}", "2025-03-04"),
    hits("NOR", "CHL", f"halted imports of wine {DAM}", "2025-03-10"),
)


# --- one quarrel or another ---------------------------------------------------------------------------------


def test_an_exchange_is_a_dispute_with_the_json_of_the_contract():
    [found] = settled(*QUARREL)
    data = found.to_dict()
    assert list(data) == [
        "id", "title", "parties", "issue", "start", "trigger", "phase", "moves", "demands", "positions",
        "third_parties", "bodies", "due", "because",
    ]  # fmt: skip
    assert (sorted(data["parties"]), data["start"], data["trigger"]) == (
        ["CHL", "NOR"], "2025-03-01", QUARREL[0].id,
    )
    assert data["moves"] == [a.id for a in QUARREL]
    assert data["title"] == "Norway–Chile: dam at Birch Ford" and data["issue"] == "dam at Birch Ford"
    assert load(Dispute, data) == found


def test_two_quarrels_of_the_same_two_states_are_two():
    other = (
        blames("NOR", "CHL", f"protested {EDITOR}", "2025-03-05"),
        blames("CHL", "NOR", f"hit back {EDITOR}", "2025-03-06"),
    )
    found = settled(*QUARREL, *other)
    assert [set(d.moves) for d in found] == [{a.id for a in QUARREL}, {a.id for a in other}]


def test_the_same_quarrel_after_a_long_gap_is_a_new_one():
    later = (
        blames("NOR", "CHL", f"condemned Chile {DAM}", "2025-09-01"),
        blames("CHL", "NOR", f"mocked Norway {DAM}", "2025-09-02"),
    )
    found = settled(*QUARREL, *later, today="2025-09-10")
    assert [d.start for d in found] == ["2025-03-01", "2025-09-01"]
    assert found[0].phase == "dormant" and found[1].phase == "rising"


def test_what_says_nothing_of_an_issue_joins_the_quarrel_of_these_days_only():
    near = blames("CHL", "NOR", "", "2025-03-12")
    far = blames("CHL", "NOR", "", "2025-05-30")
    [found] = settled(*QUARREL, near, far, today="2025-06-01")
    assert near.id in found.moves and far.id not in found.moves


def test_a_measure_without_a_reason_joins_the_only_quarrel_and_says_so():
    lone = hits("CHL", "NOR", "suspended landing rights of two airlines", "2025-03-12")
    [found] = settled(*QUARREL, lone)
    assert lone.id in found.moves
    assert any("no report gives its reason" in why and lone.id not in why for why in found.because)


def test_one_article_that_tells_of_both_ties_an_act_to_a_quarrel():
    grudge = blames("CHL", "NOR", "called it arrogant", "2025-03-11", article=QUARREL[2].reports[0].article)
    [found] = settled(*QUARREL, grudge)
    assert grudge.id in found.moves


def test_the_order_in_which_acts_are_handed_over_does_not_matter():
    other = (
        blames("NOR", "CHL", f"protested {EDITOR}", "2025-03-05"),
        blames("CHL", "NOR", f"hit back {EDITOR}", "2025-03-06"),
    )
    assert settled(*QUARREL, *other) == settled(*reversed((*QUARREL, *other)))


# --- what is no dispute -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "acts",
    [
        (),
        (blames("NOR", "CHL", f"condemned Chile {DAM}", "2025-03-01"),),  # one harsh word is no exchange
        (asks("NOR", "CHL", "the release of the crew", "2025-03-01"),),  # a demand that nobody has answered
        (
            asks("NOR", "CHL", "the release of the crew", "2025-03-01"),
            act("RETREAT", "CHL", "NOR", "released the crew", "2025-03-05"),
        ),
        (
            act("CONSULT", "NOR CHL", "", f"talked {DAM}", "2025-03-01"),
            act("AGREE", "NOR CHL", "", f"a pact {DAM}", "2025-03-05"),
        ),
        (
            blames("", "", f"condemned somebody {DAM}", "2025-03-01"),
            blames("", "CHL", f"condemned Chile {DAM}", "2025-03-02"),
        ),
        (
            blames("NOR", "NOR", f"quarrelled {DAM}", "2025-03-01"),
            blames("NOR", "NOR", f"still quarrelled {DAM}", "2025-03-02"),
        ),
        tuple(replace(a, status="negated") for a in QUARREL),
        tuple(replace(a, status="planned") for a in QUARREL),
    ],
)
def test_these_are_no_disputes(acts):
    assert settled(*acts) == []


def test_what_is_long_past_in_all_reports_is_no_move():
    (found,) = settled(
        *QUARREL, hits("NOR", "CHL", f"sank a Chilean ferry {DAM}", "1982-03-02", published="2025-03-12")
    )
    assert len(found.moves) == len(QUARREL)


def test_acts_that_share_only_the_pair_are_no_dispute():
    first = blames("NOR", "CHL", "condemned the Chilean whale hunt", "2025-03-01")
    other = blames("CHL", "NOR", "denounced the Norwegian timber tax", "2025-03-02")
    about = blames("CHL", "NOR", "denounced the Norwegian ban of whale meat", "2025-03-03")
    assert [d.moves for d in settled(first, other)] == [] and len(settled(first, about)) == 1


def test_an_act_whose_words_do_not_name_both_sides_is_no_move():
    [found] = settled(*QUARREL, replace(blames("CHL", "NOR", f"blamed it {DAM}", "2025-03-12"), named=False))
    assert len(found.moves) == len(QUARREL)


@pytest.mark.parametrize(("type", "done", "asked", "name"), [
    ("REQUEST", "urged", "on Chile to free the crew", "demand to free the crew"),
    ("REQUEST", "urged", "on the government of Chile not to fence the bay", "demand not to fence the bay"),
    ("REQUEST", "demanded", "that Chile stop raids on trawlers last week",
     "demand to stop raids on trawlers"),
    ("REQUEST", "demanded", "an end to salt dumping while talks last", "demand to end salt dumping"),
    ("REQUEST", "urged", "Chile to lift the ban and see the need", "demand to lift the ban"),
    ("REQUEST", "urged", "Chile to “promptly” reopen the port of Arven",
     "demand to promptly reopen the port of Arven"),
    ("REQUEST", "demanded", "that he", "demands on Chile"),
    ("REQUEST", "called on", "Chile to immediately cease laying nets",
     "demand to immediately cease laying nets"),
    ("REQUEST", "asked", "the Chilean state for free access to the bay", "demand for free access to the bay"),
    ("ACCUSE", "accused", "Chile of using sailors as human shields",
     "accusation of using sailors as human shields"),
    ("ACCUSE", "blamed", "the government of Chile for the loss of two boats", "loss of two boats"),
    ("ACCUSE", "accused", "Chile of dumping salt in the bay", "accusation of dumping salt in the bay"),
    ("ACCUSE", "criticised", "Chile in recent months Markets", "charges against Chile"),
    ("THREATEN", "threatened", "to close the port of Arven", "threat to close the port of Arven"),
    ("THREATEN", "announced", "plans to freeze Chilean assets", "threat to freeze Chilean assets"),
    ("THREATEN", "warned", "its neighbour over the sinking of a ferry", "sinking of a ferry"),
    ("THREATEN", "warned", "the Chilean premier last month", "warnings to Chile"),
    ("SANCTION", "imposed", "new sanctions on timber last year", "sanctions on timber"),
    ("SANCTION", "recalled", "its ambassador for consultations", "recall of envoys"),
    ("SANCTION", "agreed", "a series of measures with the premier", "sanctions on Chile"),
    ("ASSAULT", "shelled", "its harbour", "shelling of Chile"),
    ("ASSAULT", "killed", "four sailors off the coast", "killing of four sailors"),
])  # fmt: skip
def test_a_dispute_is_called_by_whole_words_of_an_act_or_by_its_kind(type, done, asked, name):
    told = move(act(type, "NOR", "CHL", f"Norway {done} {asked}", "2025-03-01", asked=asked))
    assert (calling.name_of(told, ("CHL", "NOR")) or calling.plain(told, ("CHL", "NOR"))) == name


def test_a_name_says_what_a_paper_is_on_and_is_of_no_organ_or_verb():
    told = [move(blames("NOR", "CHL", "rejected a draft resolution on cod fishing", "2025-03-01"))]
    assert naming.with_complement("draft resolution", told) == "draft resolution on cod fishing"
    assert naming.asked_for("release of the crew", done=True) == "demand for release of the crew"
    assert naming.asked_for("cod fishing") == "cod fishing"
    for text in ("fisheries chief", "harbour officials", "dam fails", "restraint and refrain from raids"):
        assert naming.unfit(text), text
    assert not naming.unfit("dam at Birch Ford")
    assert naming.names_a_body("International Council for the Sea"), "a body is no matter"
    assert not naming.names_a_body("sanctions on Chile")


def test_a_name_of_words_alone_says_so():
    assert calling.plainly("warnings to Chile") and calling.plainly("rebuff to Chile")
    assert not calling.plainly("sanctions on Chile") and not calling.plainly("ban on cod")


def test_words_of_one_side_in_one_article_are_no_exchange():
    first, second = (
        blames("NOR", "CHL", f"{verb} Chile {DAM}", "2025-03-01", article="a")
        for verb in ("condemned", "denounced")
    )
    assert settled(first, second) == []
    assert (
        len(settled(first, replace(second, reports=tuple(replace(r, article="b") for r in second.reports))))
        == 1
    )


def test_a_grave_act_alone_is_a_dispute_that_says_so():
    [found] = settled(hits("NOR", "CHL", f"froze all trade with Chile {DAM}", "2025-03-25"))
    assert settled(hits("NOR", "CHL", f"froze all trade {DAM}", "2025-03-25")) == [], (
        "its words do not say with whom"
    )
    assert found.phase == "rising" and found.because[0].startswith("one act so far")


def test_a_dispute_of_one_act_or_of_one_wording_is_not_shown_first():
    lone = hits("NOR", "CHL", f"froze all trade with Chile {DAM}", "2025-03-25")
    again = replace(lone, id="again", day="2025-03-26")
    answered = act("REJECT", "CHL", "NOR", f"spurned the freeze {DAM}", "2025-03-27", named=False)
    [found] = settled(lone)
    assert settling.sureness(found, [lone]) == settling.sureness(found, [lone, again]) == admitting.DOUBTED
    assert settling.sureness(found, [lone, answered]) == lone.confidence
    assert settling.sureness(replace(found, issue="recall of envoys"), [lone, answered]) == admitting.DOUBTED


def test_a_grave_act_told_of_nobody_is_no_dispute_unless_it_is_sure():
    silent = hits("NOR", "CHL", f"froze all trade {DAM}", "2025-03-25", confidence=0.8)
    assert settled(silent) == []
    assert (
        len(settled(hits("NOR", "CHL", f"froze all trade with Chile {DAM}", "2025-03-25", confidence=0.8)))
        == 1
    )


def test_who_acts_with_another_is_at_odds_with_others():
    words = (
        blames("NOR", "CHL", f"condemned Chile {DAM}", "2025-03-01"),
        act("REJECT", "CHL", "NOR", f"rejected blame by Norway {DAM}", "2025-03-04"),
    )
    assert len(settled(*words)) == 1
    backing = [act("SUPPORT", "NOR", "CHL", f"backed Chile on fish {n}", f"2025-03-0{n}") for n in (5, 6)]
    assert settled(*words, *backing) == []
    joint = [act("ACCUSE", "NOR CHL", "PER", f"condemned Peru {n} times", f"2025-03-0{n}") for n in (5, 6)]
    assert not any("NOR" in d.parties and "CHL" in d.parties for d in settled(*words, *joint))
    measure = hits("NOR", "CHL", f"froze all trade with Chile {DAM}", "2025-03-02")
    assert len(settled(*words, measure, *backing)) == 1, "a measure is no mere word"


def test_what_keeps_a_step_off_somebody_and_what_is_history_are_no_moves():
    asked = asks("CHL", "NOR", "a veto of the text against Chile", "2025-03-01")
    kept_off = act("REJECT", "NOR", "CHL", "would veto a text against Chile", "2025-03-03", named=False)
    assert not ledger.replies(kept_off) and ledger.replies(asked)
    assert ledger.replies(act("REJECT", "NOR", "CHL", "refused to veto it", "2025-03-03"))
    old = [
        act("ASSAULT", "NOR", "CHL", f"sank a Chilean ferry in 1982 {DAM}", f"2025-03-0{n}", article=f"a{n}")
        for n in (1, 2)
    ]
    assert settled(*old) == []
    war = [act("ASSAULT", "NOR", "CHL", "its ten-year war with Chile", f"2025-03-0{n}") for n in (1, 2)]
    assert settled(*war) == []


def test_a_single_measure_that_is_an_aim_or_of_before_is_no_dispute():
    for words in (
        "to freeze all trade with Chile", "which had frozen all trade with Chile",
        "Norwegian sanctions on Chile",
    ):
        assert settled(hits("NOR", "CHL", words, "2025-03-25")) == [], words
        assert len(settled(hits("NOR", "CHL", words, "2025-03-25", origins=2))) == 1


def test_a_quarrel_of_measures_is_named_after_them():
    measures = [
        hits("NOR", "CHL", "imposed a ban on Chilean salmon", "2025-03-01", asked="on Chilean salmon"),
        hits("NOR", "CHL", "widened the ban on Chilean salmon", "2025-03-03", asked="on Chilean salmon"),
    ]
    plea = act("THREATEN", "NOR", "CHL", "warned Chile over the cod peace plan", "2025-03-02")
    [found] = settled(*measures, plea)
    assert "peace plan" not in found.issue


def test_a_state_and_its_rebels_are_no_pair_and_a_resolution_is_no_quarrel_with_the_body():
    rebels = (
        blames("SYR", "FSA", f"condemned the rebels {DAM}", "2025-03-01"),
        blames("FSA", "SYR", f"blamed Syria {DAM}", "2025-03-04"),
    )
    assert settled(*rebels) == []
    vetoes = [
        act("REJECT", "NOR", "UNO", f"rejected a resolution {DAM}", day)
        for day in ("2025-03-01", "2025-03-09")
    ]
    assert settled(*vetoes) == []
    assert len(settled(*vetoes, blames("UNO", "NOR", f"condemned Norway {DAM}", "2025-03-10"))) == 1


def test_a_refused_demand_is_a_dispute_with_the_demand():
    asked = asks("NOR", "CHL", "the release of the trawler crew", "2025-03-01")
    [found] = settled(asked, act("REJECT", "CHL", "NOR", "to release the trawler crew", "2025-03-05"))
    assert len(found.demands) == 1 and found.trigger == asked.id and len(found.moves) == 2


def test_acts_without_a_day_stand_last_and_are_explained():
    undated = blames("CHL", "NOR", f"cursed {DAM}", None)
    [found] = settled(*QUARREL, undated)
    assert found.moves[-1] == undated.id and any("no report gives the day" in why for why in found.because)
    [bare] = settled(blames("NOR", "CHL", f"cursed {DAM}", None), undated)
    assert bare.start is None and bare.phase == "dormant"


def test_an_act_is_told_in_a_sentence():
    told = move(hits("NOR USA", "CHL", "froze trade", "2025-03-01"))
    assert phrase_of(told) == "sanction by Norway and the United States towards Chile on 2025-03-01"
    alone = move(act("PROTEST", "", "", "a march", None))
    assert phrase_of(alone) == "protest by somebody on an unknown day"
    spans = [str(s) for s in stretches([(parse_day("2025-03-01"), -2.0)], parse_day("2025-03-20"))]
    assert spans == [
        "rising from 2025-03-01 to 2025-03-14: 1 move, scores -2.0 in all",
        "falling from 2025-03-15 to 2025-03-20, without a move",
    ]


def test_a_body_does_not_turn_to_itself():
    heard = act("REQUEST", "CHL UNO", "PER", "asked Peru in a letter to the United Nations for the dam",
                "2025-03-12")  # fmt: skip
    [found] = settled(*QUARREL, heard)
    assert not any("United Nations turned to the United Nations" in why for why in found.because)


def test_contradictory_reports_are_named():
    doubted = replace(QUARREL[1], doubts=("reports disagree on its status: negated",))
    [found] = settled(QUARREL[0], doubted, QUARREL[2])
    assert any("reports disagree" in why for why in found.because)


def test_a_mode_that_is_not_known_takes_the_score_of_its_type():
    assert move(replace(QUARREL[0], mode="of another code book")).score == ontology.score("ACCUSE")


# --- what makes a quarrel, and what ties a move to it -------------------------------------------------------


def test_who_keeps_a_step_off_a_state_does_not_quarrel_with_it():
    """The veto is a quarrel with those who moved it, where they are named."""
    vetoes = [
        act("REJECT", "PER", "CHL", words, day) for words, day in (
            ("Peru blocked a motion and sanctions against Chile over the whaling fleet", "2025-03-01"),
            ("a draft condemning Chile for the whaling fleet was vetoed by Peru", "2025-03-08"),
        )
    ]
    assert settled(*vetoes) == []
    assert all(not move(a).targets for a in vetoes)
    aimed = act("REJECT", "PER", "NOR", "resisted Norway's attempts to punish Chile", "2025-03-01")
    assert move(aimed).targets == {"NOR"}, "whose step it is stands before it"
    by = act("ACCUSE", "CHL", "NOR", "condemned sanctions against it by Norway", "2025-03-01")
    assert move(by).targets == {"NOR"}


@pytest.mark.parametrize(
    "words",
    [
        "would not welcome Chilean boats at the dam", "if Chile fails to open the dam",
        "how do we force Chile to open the dam", "stopped short of urging Chile to open the dam",
        "ruled out cutting supplies to the Chilean dam",
    ],
)
def test_what_is_asked_supposed_or_left_undone_is_no_move(words):
    lone = act("REJECT", "NOR", "CHL", words, "2025-03-12", asked=words.partition("welcome ")[2] or words)
    [found] = settled(*QUARREL, lone)
    assert lone.id not in found.moves
    assert settled(lone, replace(lone, id="again", reports=())) == []


def test_one_wording_told_again_is_one_move():
    first = blames("NOR", "CHL", f"condemned Chile {DAM}", "2025-03-01", article="a")
    again = blames("NOR", "CHL", f"condemned Chile {DAM}", "2025-03-09", article="b")
    assert settled(first, again) == []
    other = blames("NOR", "CHL", f"denounced Chile {DAM}", "2025-03-09", article="b")
    assert len(settled(first, other)) == 1


def test_an_article_that_tells_of_much_ties_a_move_less():
    """The one article tells of the grudge and the measure alone, the other of a dozen things."""
    crowded = QUARREL[2].reports[0].article
    grudge = blames("CHL", "NOR", "called the opera tour arrogant", "2025-03-11", article=crowded)
    [found] = settled(*QUARREL, grudge)
    assert grudge.id in found.moves
    rest = [
        act("AID", "PER", "BOL", f"sent tents for the {what} of Sucre", "2025-03-11", article=crowded)
        for what in ("school", "market", "clinic")
    ]
    [found] = settled(*QUARREL, grudge, *rest)
    assert grudge.id not in found.moves


def test_a_friendly_act_is_a_move_where_most_of_it_is_at_issue():
    talks = act("CONSULT", "CHL NOR", "", "the dam at Birch Ford", "2025-03-12")
    fair = act("SUPPORT", "CHL", "NOR", "praised the harvest fair, the dam museum and folk dances",
               "2025-03-12")  # fmt: skip
    exiles = act("CONSULT", "CHL NOR", "", "the dam at Birch Ford with Chilean exiles", "2025-03-12")
    [found] = settled(*QUARREL, talks, fair, exiles)
    assert talks.id in found.moves and fair.id not in found.moves and exiles.id not in found.moves


def test_a_quarrel_that_rests_is_taken_up_by_more_than_a_word():
    began = [replace(a, contexts=("environment",)) for a in QUARREL]
    late = blames("NOR", "CHL", "condemned Chile over a dam, a ferry and salt", "2025-05-20",
                  contexts=("environment",))  # fmt: skip
    soon = replace(late, id="soon", start="2025-03-20", end="2025-03-20", day="2025-03-20")
    [found] = settled(*began, soon)
    assert "soon" in found.moves
    [found] = settled(*began, late, today="2025-06-01")
    assert late.id not in found.moves


def test_two_quarrels_of_others_over_one_country_are_two():
    """Both are over something Peruvian, and about nothing else in common."""
    boats = blames("NOR", "CHL", "condemned Chile for selling boats to Peruvian smugglers", "2025-03-01")
    debt = blames("CHL", "NOR", "mocked Norway for the Peruvian debt talks", "2025-03-03")
    assert settled(boats, debt) == []
    more = blames("CHL", "NOR", "mocked Norway for the boats of Peruvian smugglers", "2025-03-03")
    assert len(settled(boats, more)) == 1


def test_who_rules_a_state_is_no_issue_of_it():
    named = blames("NOR", "RUS", "condemned President Putin over the ferry", "2025-03-01")
    assert "putin" not in move(named).words and "ferry" in move(named).words
    assert "putin" in move(blames("NOR", "CHL", "mocked Chile for its talks with Putin", "2025-03-01")).words


def test_who_did_as_much_stands_in_the_order_of_what_they_did():
    first = blames("NOR", "CHL", f"condemned Chile {DAM}", "2025-03-01")
    then = blames("CHL", "NOR", f"hit back {DAM}", "2025-03-02")
    assert [d.parties for d in settled(first, then)] == [("NOR", "CHL")]


# --- what it is called --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("recalled its ambassador from Chile in protest at Chile's raids on herders",
         "recall of envoys over raids on herders"),
        ("recalled its ambassador, citing the “cruel treatment” of herders",
         "recall of envoys over cruel treatment of herders"),
        ("recalled its ambassador from Chile for consultations", "recall of envoys"),
        ("recalled its ambassador over debts of Chilean President Ruiz",
         "recall of envoys over debts of Chilean President Ruiz"),
        ("recalled its ambassador because of border raids Chile rejected blame",
         "recall of envoys over border raids"),
    ],
)  # fmt: skip
def test_a_measure_is_called_with_what_it_is_taken_for(words, name):
    told = hits("NOR", "CHL", words, "2025-03-01", asked=words.partition(" ")[2])
    assert calling.name_of(move(told), ("NOR", "CHL")) == name


def test_the_cause_of_a_measure_may_stand_in_another_report():
    told = hits("NOR", "CHL", "recalled its ambassador from Chile", "2025-03-01", asked="its ambassador")
    more = replace(told.reports[0], article="b", span=replace(
        told.reports[0].span, text="the envoy was called home because of raids on herders"))  # fmt: skip
    told = replace(told, reports=(*told.reports, more))
    assert calling.name_of(move(told), ("NOR", "CHL")) == "recall of envoys over raids on herders"


def test_a_step_without_its_cause_says_too_little():
    for name in ("recall of envoys", "arrests", "pressure on Chile", "protests against Chile"):
        assert calling.plainly(name), name
    assert not calling.plainly("recall of envoys over raids on herders")


def test_a_name_has_the_verb_of_the_demand_that_most_tell_it_in():
    asks_it = move(act("REQUEST", "NOR", "CHL", "Norway urged Chile to free striking sailors", "2025-03-01",
                       asked="Chile to free striking sailors"))
    blame = move(blames("NOR", "CHL", "condemned the jailing of striking sailors", "2025-03-01"))
    assert naming.with_verb("striking sailors", [asks_it]) == "demand to free striking sailors"
    assert naming.with_verb("striking sailors", [asks_it, blame]) == ""
    assert naming.asked_for("end to the raids") == "demand to end the raids"
    assert naming.asked_for("raids on herders") == "raids on herders"


def test_a_name_does_not_wait_for_what_follows():
    said = ("voiced pressure for the Fisheries Board to act", "asked for immediate access by nurses")
    told = [move(blames("NOR", "CHL", words, "2025-03-01")) for words in said]
    assert naming.open_ended("pressure for the Fisheries Board", told)
    assert naming.open_ended("immediate access", told)
    assert not naming.open_ended("access to the port", told) and not naming.open_ended("fishing dam", told)


# --- others -------------------------------------------------------------------------------------------------


def test_a_third_state_that_comments_is_no_party():
    comments = (
        blames("SWE", "NOR", f"Sweden criticised Norway {DAM} in its row with Chile", "2025-03-11"),
        blames("SWE", "NOR", f"Sweden again condemned Norway for what it does to Chile {DAM}", "2025-03-14"),
    )
    [found] = settled(*QUARREL, *comments)
    assert found.parties == ("NOR", "CHL") and len(found.moves) == 3, "first the one that did more"
    [third] = found.third_parties
    assert (third.country, third.courted_by, third.answer) == ("SWE", None, comments[0].words)


def test_a_state_that_quarrels_itself_is_a_party_of_its_own_dispute():
    own = (hits("SWE", "NOR", "Sweden halted imports over cod quotas", "2025-03-11"),
           blames("NOR", "SWE", "Norway condemned Sweden over cod quotas", "2025-03-12"))  # fmt: skip
    assert [set(d.parties) for d in settled(*QUARREL, *own)] == [{"CHL", "NOR"}, {"NOR", "SWE"}]


def test_a_state_that_is_urged_to_side_with_one_is_no_party():
    urged = asks("NOR", "FIN", f"Norway urged Finland to stop its dealings with Chile {DAM}", "2025-03-12")
    again = asks("NOR", "FIN", f"Norway again urged Finland to condemn Chile {DAM}", "2025-03-14")
    [found] = settled(*QUARREL, urged, again)
    assert set(found.parties) == {"CHL", "NOR"} and [t.courted_by for t in found.third_parties] == ["NOR"]
    assert len(found.demands) == 1


def test_a_like_quarrel_with_another_is_one_of_its_own():
    own = (asks("NOR", "KEN", "Norway demanded that Kenya tear down the dam at Birch Ford", "2025-03-11"),
           blames("NOR", "KEN", f"Norway condemned Kenya {DAM}", "2025-03-14"))  # fmt: skip
    assert [set(d.parties) for d in settled(*QUARREL, *own)] == [{"CHL", "NOR"}, {"KEN", "NOR"}]


def test_who_is_courted_and_what_it_answers():
    call = act(
        "CONSULT", "NOR FIN", "", f"Norway spoke by phone with Finland about Chile and the dam {DAM}",
        "2025-03-12", mode="phone",
    )
    letter = act(
        "REQUEST", "NOR", "ISL", f"Norway asked Iceland to back it against Chile {DAM}", "2025-03-13",
        mode="assist",
    )
    backs = act("SUPPORT", "FIN", "NOR", f"Finland backed Norway against Chile {DAM}", "2025-03-15")
    [found] = settled(*QUARREL, call, letter, backs)
    assert {(t.country, t.courted_by, t.answer) for t in found.third_parties} == {
        ("FIN", "NOR", backs.words), ("ISL", "NOR", None),
    }
    assert any("no answer of Iceland" in why for why in found.because)
    assert set(found.parties) == {"CHL", "NOR"}


def test_an_answer_before_the_question_is_none():
    early = act("SUPPORT", "FIN", "CHL", f"Finland backed Chile against Norway {DAM}", "2025-03-05")
    call = act("CONSULT", "NOR FIN", "", f"Norway spoke with Finland about Chile {DAM}", "2025-03-12")
    [found] = settled(*QUARREL, early, call)
    assert [(t.courted_by, t.answer) for t in found.third_parties] == [("NOR", None)]


def test_other_affairs_of_a_party_stay_out():
    aside = (
        act("CONSULT", "NOR KEN", "", "Norway and Kenya talked of coffee", "2025-03-12"),
        act("REQUEST", "NOR", "KEN", "Norway asked Kenya for coffee", "2025-03-12", mode="assist"),
    )
    [found] = settled(*QUARREL, *aside)
    assert found.third_parties == ()


def test_bodies_that_a_party_turned_to():
    letter = replace(blames("CHL", "NOR", f"complained {DAM}", "2025-03-12"), addressees=("UNO",))
    words = blames("CHL", "NOR", f"filed a complaint at the World Trade Organization {DAM}", "2025-03-13")
    [found] = settled(*QUARREL, letter, words)
    assert found.bodies == ("IGO", "UNO")
    assert bodies_named("Its ambassador to the United Nations shrugged.") == frozenset()


def test_what_an_alliance_does_is_a_dispute_of_each_pair():
    together = (
        hits("NOR SWE", "CHL", f"halted imports {DAM}", "2025-03-01"),
        hits("NOR SWE", "CHL", f"froze funds {DAM}", "2025-03-09"),
        blames("CHL", "NOR SWE", f"hit back {DAM}", "2025-03-10"),
    )
    assert sorted(tuple(sorted(d.parties)) for d in settled(*together)) == [("CHL", "NOR"), ("CHL", "SWE")]


def test_codes_that_many_share_and_deeds_at_home_are_no_moves():
    rebels = (
        hits("IMG", "CHL", f"blew up a bridge {DAM}", "2025-03-04"),
        hits("CHL", "IMG", f"shelled a camp {DAM}", "2025-03-05"),
    )
    assert settled(*rebels) == []
    bodies = (
        hits("NAT", "CHL", f"froze funds {DAM}", "2025-03-04"),
        blames("CHL", "NAT", f"hit back {DAM}", "2025-03-05"),
    )
    assert [set(d.parties) for d in settled(*bodies)] == [{"NAT", "CHL"}]
    at_home = act("COERCE", "CHL", "", f"Chile arrested marchers of Oslo's friends {DAM}", "2025-03-04")
    [found] = settled(*QUARREL, at_home)
    assert at_home.id not in found.moves


def test_the_union_is_a_party_as_it_acts():
    [found] = settled(
        hits("EUR", "CHL", f"raised tariffs {DAM}", "2025-03-01"),
        blames("CHL", "EUR", f"hit back {DAM}", "2025-03-03"),
    )
    # of two who did as much, who moved first stands first
    assert found.parties == ("EUR", "CHL") and found.title.startswith("European Union–Chile")


def test_an_act_towards_others_may_have_set_it_off():
    sale = act("AID", "SWE", "PER", "Sweden sold Peru frigates for the Gulf of Arven", "2025-02-26")
    anger = (
        blames(
            "CHL", "SWE", "Chile condemned Sweden over the frigates for Peru in the Gulf of Arven",
            "2025-03-01",
        ),
        hits("CHL", "SWE", "Chile recalled its envoy over the frigates for Peru", "2025-03-02"),
    )  # fmt: skip
    [found] = settled(sale, *anger)
    assert (found.trigger, found.start) == (sale.id, "2025-02-26") and sale.id not in found.moves
    assert any("set off by" in why and "Sweden" in why for why in found.because)


def test_an_act_that_leaves_out_the_other_side_is_a_move_and_says_so():
    lone = act("REJECT", "CHL", "", f"Chile dismissed the charges from Oslo {DAM}", "2025-03-12")
    [found] = settled(*QUARREL, lone)
    assert lone.id in found.moves and any("does not name the other side" in why for why in found.because)


# --- demands, positions, meetings ---------------------------------------------------------------------------


def test_positions_on_the_issue_and_no_others():
    mine = holds("NOR", "the dam at Birch Ford", "2025-03-05", stance="opposes")
    others = (
        holds("NOR", "the whaling quota", "2025-03-05"), holds("KEN", "the dam at Birch Ford", "2025-03-05"),
    )
    [found] = settled(*QUARREL, positions=[mine, *others])
    assert len(found.positions) == 1


def test_what_is_due():
    ahead = told("CHL NOR", "planned", "2025-03-20", "2025-04-10")
    over = told("CHL NOR", "held", "2025-03-08", "2025-03-07")
    others = told("KEN NOR", "planned", "2025-03-20", "2025-04-11", kind="visit")
    [found] = settled(*QUARREL, meetings=[ahead, over, others])
    [due] = [m for m in meeting_ledger.due([ahead, over, others], TODAY) if m.id in found.due]
    assert due.start == "2025-04-10"
    [late] = settled(*QUARREL, meetings=[ahead], today="2025-04-30")
    assert late.due == ()


# --- phases -------------------------------------------------------------------------------------------------


def test_phases_from_scores_over_time():
    scores = [(parse_day(f"2025-03-{d:02}"), -3.0) for d in (1, 8, 15, 16, 22, 23, 24)]
    at = {
        day: phase_on(parse_day(day), scores)
        for day in ("2025-03-01", "2025-03-24", "2025-04-05", "2025-04-20", "2025-06-30")
    }
    assert list(at.values()) == ["rising", "rising", "falling", "falling", "dormant"]
    steady = [(parse_day(f"2025-03-{d:02}"), -3.0) for d in range(1, 29)]
    assert phase_on(parse_day("2025-03-28"), steady) == "steady"
    made = stretches(scores, parse_day("2025-06-30"))
    assert made[0].phase == "rising" and made[-1].phase == "dormant"
    assert sum(s.moves for s in made) == len(scores) and all(a.end < b.start for a, b in pairwise(made))
    assert phase_on(parse_day("2025-03-01"), []) == "dormant" and stretches([], parse_day("2025-03-01")) == []


def test_a_reconciliation_makes_it_fall():
    peace = act("AGREE", "NOR CHL", "", f"settled their dispute {DAM}", "2025-03-20"), act(
        "CONCEDE", "CHL", "NOR", f"yielded {DAM}", "2025-03-21")  # fmt: skip
    [found] = settled(*QUARREL, *peace, today="2025-03-25")
    assert found.phase == "falling" and len(found.moves) == 5


# --- settling what is new -----------------------------------------------------------------------------------


def test_what_is_new_keeps_ids_and_gives_what_settling_all_gives():
    other = (
        blames("KEN", "UGA", f"protested {EDITOR}", "2025-03-05"),
        blames("UGA", "KEN", f"hit back {EDITOR}", "2025-03-06"),
    )
    before = settled(*QUARREL, *other)
    new = blames("CHL", "NOR", f"jeered {DAM}", "2025-03-20")
    earlier = blames("NOR", "CHL", f"grumbled {DAM}", "2025-02-27")
    for fresh in (new, earlier):
        blocks = set(ledger.blocks_of(fresh))
        assert ("CHL", "NOR") in blocks and ("KEN", "UGA") not in blocks
        old = [d for d in before if ledger.pair_of(d) in blocks]
        wanted = [a for a in (*QUARREL, *other) if set(ledger.blocks_of(a)) & blocks]
        made = settled(*wanted, fresh, old=old, among=blocks)
        whole = [d for d in settled(*QUARREL, *other, fresh) if set(d.parties) == {"CHL", "NOR"}]
        assert [d.id for d in made] == [d.id for d in old]
        assert [d.moves for d in made] == [d.moves for d in whole]


def test_a_dispute_of_which_nothing_is_handed_over_stays_and_sleeps():
    [old] = settled(*QUARREL)
    later = (
        blames("NOR", "CHL", f"protested {EDITOR}", "2027-03-05"),
        blames("CHL", "NOR", f"hit back {EDITOR}", "2027-03-06"),
    )
    found = settled(*later, today="2027-03-10", old=[old])
    assert found[0].id == old.id and [d.phase for d in found] == ["dormant", "rising"]


def test_a_day_later_without_news_it_falls_silent():
    before = settled(*QUARREL)
    made = settled(*QUARREL, today="2025-09-01", old=before, among={("CHL", "NOR")})
    assert [d.id for d in made] == [d.id for d in before]
    assert any("no reports of either party since 2025-03" in why for why in made[0].because)


def test_a_link_in_an_article_ties_two_acts():
    blow = hits("CHL", "NOR", "closed its ports to trawlers", "2025-03-20")
    cause = blames("NOR", "CHL", "called the president of Chile a liar", "2025-03-19")
    [found] = settled(cause, blow, answers=[answer("retaliates", blow, cause)])
    assert set(found.moves) == {cause.id, blow.id}


def test_countries_are_named_by_people_and_capital():
    assert named("Talks in Oslo with New Zealand's envoy and two Chileans on turkey and china plates") == {
        "NOR", "NZL", "CHL",
    }


# --- the affair of November 2025, read ----------------------------------------------------------------------

WIRE = """Japan on Tuesday rejected China's demand to retract the remarks on Taiwan that Prime Minister \
Sanae Takaichi had made in parliament.

China halted imports of Japanese seafood on Wednesday over the remarks on Taiwan, and Tokyo protested \
against the seafood ban.

China on Friday complained about Japan's remarks in a letter to the UN chief, Antonio Guterres,. China \
urged Japan to stop its provocations over Taiwan."""
AFFAIR = [
    ("kanto", "Kanto Ledger", "2025-11-14", """Prime Minister Sanae Takaichi of Japan warned China in \
parliament on November 7 that an attack on Taiwan could draw in Japan's forces.

China on November 10 condemned Japan over the remarks on Taiwan. On Thursday China's foreign ministry \
summoned the Japanese ambassador, Kenji Kanasugi, and demanded that Japan retract the remarks on Taiwan.

On Friday China warned its citizens against travel to Japan over the remarks."""),
    ("wire", "Harbour Wire", "2025-11-22", WIRE),
    ("copy", "Coast Post", "2025-11-23", WIRE),
    ("seine", "Seine Courier", "2025-11-28", """Chinese Foreign Minister Wang Yi spoke by telephone on \
Thursday with Emmanuel Bonne, the diplomatic adviser of the French president, about Japan and Taiwan. Wang \
urged France to support China against Japan's remarks on Taiwan.

France reaffirmed its support for the one-China policy on Friday. French President Emmanuel Macron will \
visit China from December 3 to December 5.

China on Wednesday again accused Japan of interfering in the Taiwan question."""),
]  # fmt: skip
OTHERS = [
    ("fish", "Fjord Daily", "2025-11-12", """Norway demanded on Tuesday that Chile release the crew of a \
trawler. Chile refused to release the crew."""),
    ("isle", "Kanto Ledger", "2025-11-20", """Japan on Wednesday protested against Chinese coast guard \
ships that had entered the waters around the Senkaku islets. China accused Japan of harassing Chinese \
fishing boats near the islets."""),
    ("steel", "Rhine Post", "2025-11-25", """The European Union on Monday accused China of dumping steel. \
China rejected the accusation of dumping on Tuesday."""),
    ("rail", "Ganges Times", "2025-11-26", "India and Japan held talks in Delhi on Tuesday about a fast "
                                           "railway."),
    ("grain", "Nile Herald", "2025-11-27", """France sent grain to Sudan on Wednesday. Kenya accused \
Uganda of closing the border crossing at Busia."""),
]  # fmt: skip


@cache
def affair():
    """All nine articles read and settled: acts by id, demands, positions, meetings and disputes."""
    today = "2025-11-29"
    made = [
        Article(id, None, None, text, day, outlet, language="en")
        for id, outlet, day, text in (*AFFAIR, *OTHERS)
    ]
    readings = [r for r in Reader().read_many(made) if isinstance(r, Reading)]
    copies = {"copy": "wire"}
    happenings = gather([telling(r.article, e, copies.get(r.article.id)) for r in readings for e in r.events])
    acts = [tellings.act(occurrence(h), [(t.article, t.event) for t in h.tellings]) for h in happenings]
    answers = [tellings.answer(r.article.id, k) for r in readings for k in r.links]
    asked = demand_ledger.demands(acts, answers, today)
    said = [
        p for r in readings for q in r.positions
        if (p := tellings.position_told(r.article, q, r.article.text))
    ]
    held = position_ledger.held(position_ledger.named(said), today)
    met = meeting_ledger.due(
        [tellings.meeting_told(r.article, m) for r in readings for m in r.meetings], today
    )
    return (
        {a.id: a for a in acts}, asked, held, met,
        ledger.disputes(acts, asked, held, met, today, answers=answers),
    )


def over_taiwan():
    """The dispute of the four articles, and what it is made of."""
    acts, asked, held, met, found = affair()
    [d] = [d for d in found if "Taiwan" in d.title]
    return d, acts, asked, held, met


def test_the_affair_is_one_dispute_with_its_parties_trigger_and_start():
    d, acts, *_ = over_taiwan()
    assert d.parties == ("CHN", "JPN") and d.title == "China–Japan: remarks on Taiwan"
    trigger = acts[d.trigger]
    assert (trigger.actors, trigger.day, d.start) == (("JPN",), "2025-11-07", "2025-11-07")
    assert {r.article for m in d.moves for r in acts[m].reports} == {"kanto", "wire", "copy", "seine"}
    # two demands, and the first again, without its day, where it is refused
    requests = [acts[m] for m in d.moves if acts[m].type == "REQUEST"]
    assert [a.recipients for a in requests] == [("JPN",)] * 3 and d.phase == "rising"
    assert [a.start for a in requests] == ["2025-11-13", "2025-11-21", None]
    days = [acts[m].day for m in d.moves]
    assert days == sorted(days) and days[-1] == "2025-11-26"
    # the syndicated text counts once
    assert any(acts[m].origins == 1 and len(acts[m].reports) == 2 for m in d.moves)


def test_the_affair_has_an_open_and_a_refused_demand():
    d, _, asked, *_ = over_taiwan()
    mine = {a.status: a for a in asked if a.id in d.demands and a.of == ("JPN",)}
    assert "retract" in mine["refused"].asked and "provocations" in mine["open"].asked


def test_the_affair_has_its_third_party_body_positions_and_the_visit_that_is_due():
    d, _, _, held, met = over_taiwan()
    [france] = d.third_parties
    assert (france.country, france.courted_by) == ("FRA", "CHN")
    assert "one-China policy" in (france.answer or "")
    assert d.bodies == ("UNO",)
    [visit] = [m for m in met if m.id in d.due]
    assert (visit.kind, visit.participants, visit.start) == ("visit", ("CHN", "FRA"), "2025-12-03")
    assert {p.actor for p in held if p.id in d.positions} >= {"CHN", "JPN"}


def test_other_affairs_stay_out_of_it():
    d, acts, *_, = over_taiwan()
    told_by = {r.article for m in d.moves for r in acts[m].reports}
    assert told_by.isdisjoint(id for id, *_ in OTHERS)
    others = {x.parties for x in affair()[-1] if x.id != d.id}
    # fish, islets, steel; not rail, grain or a single word
    assert others == {("NOR", "CHL"), ("JPN", "CHN"), ("EUR", "CHN")}
