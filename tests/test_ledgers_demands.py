"""Demands: told apart, repeated, answered, and how they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.errors import ArchiveError, KnowledgeError
from communique.knowledge import ledgers as tables
from communique.ledgers import demands as ledger
from communique.ledgers import replies, tellings
from communique.ledgers.tellings import Answer, asked, object_of
from communique.ledgers.tellings import act as act_of
from communique.occurrences.salience import FLOOR
from communique.records import Actor, Event, Link, NonResponse, Occurrence, Report, load, span
from communique.settle import demands as settling
from communique.settle.blocks import passage_of
from ledgermakers import act, answer, asks
from makers import actor, article, event, part

CREW = "the release of the twelve crew of a trawler held since spring"
RADAR = "the removal of the radar station from the islet"
ASKED = asks("NOR", "CHL", CREW, "2025-03-03")


def status(*acts, today="2025-04-01", answers=(), old=()):
    """How the only demand stands, and the demand."""
    [found] = ledger.demands(acts, answers, today, old)
    return found.status, found


def refusal(words, day, **fields):
    return act("REJECT", "CHL", fields.pop("to", "NOR"), words, day, **fields)


def release(words, day, **fields):
    return act("RETREAT", "CHL", fields.pop("to", "NOR"), words, day, **fields)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([], "open"),
        ([refusal("to release the trawler crew", "2025-03-05")], "refused"),
        ([refusal("the demand", "2025-03-20")], "refused"),  # it names a demand, though not which
        # a bare refusal says nothing of what, unless it is told beside the demand
        ([refusal("", "2025-03-05")], "open"),
        ([refusal("to take part in the fisheries forum", "2025-03-05")], "open"),  # another thing
        ([refusal("to release the trawler crew", "2025-03-05", to="SWE")], "open"),  # somebody else's demand
        ([act("REJECT", "NOR", "CHL", "to release the trawler crew", "2025-03-05")], "open"),  # not reversed
        ([release("the trawler crew", "2025-03-09")], "met"),
        ([release("four crew of the trawler", "2025-03-09")], "partly"),
        ([release("some of the trawler crew", "2025-03-09")], "partly"),
        # what was demanded is not done
        ([release("the trawler crew has not come home", "2025-03-09", status="negated")], "refused"),
        # the words that deny it stand elsewhere: they would be shown as if it were done
        ([release("the trawler crew", "2025-03-09", status="negated")], "open"),
        # a condition, and what is said of another thing
        ([refusal("failing to release the trawler crew", "2025-03-05")], "open"),
        (
            [refusal("to release the trawler crew", "2025-03-05"), release("the trawler crew", "2025-03-29")],
            "met",
        ),
        (
            [
                act(
                    "ACCUSE", "CHL", "NOR", "in response to the demand over the trawler crew, of bad faith",
                    "2025-03-04",
                )
            ],
            "answered",
        ),
        # no word says that it answers
        ([act("ACCUSE", "CHL", "NOR", "of overfishing by trawler crew", "2025-03-04")], "open"),
    ],
)
def test_answers_are_found_by_parties_object_order_and_words(acts, expected):
    assert status(ASKED, *acts)[0] == expected


def test_a_demand_has_the_json_of_the_contract():
    found = status(ASKED, refusal("to release the trawler crew", "2025-03-05"))[1]
    data = found.to_dict()
    assert list(data) == [
        "id", "by", "of", "asked", "status", "first", "last", "age_days", "responses", "evidence", "because",
    ]
    assert (data["by"], data["of"], data["first"], data["age_days"]) == (["NOR"], ["CHL"], "2025-03-03", 29)
    assert [r["kind"] for r in data["responses"]] == ["refuses"] and list(data["evidence"][0]) == [
        "article", "url", "outlet", "published", "span"]  # fmt: skip
    assert load(type(found), data) == found


def test_the_same_demand_of_two_outlets_is_one_and_another_is_another():
    again = asks("NOR", "CHL", "the release of the trawler crew", "2025-03-04", outlet="Post")
    others = asks("NOR", "CHL", RADAR, "2025-03-04"), asks("SWE", "CHL", CREW, "2025-03-04")
    found = ledger.demands([ASKED, again, *others], (), "2025-03-10")
    assert [len(d.evidence) for d in found] == [2, 1, 1]
    assert found[0].last == "2025-03-04"


def test_what_only_comes_after_a_demand_answers_nothing():
    same_troubles = act("AID", "CHL", "", "rice to crew families near the spring of the river", "2025-03-06")
    other = act("CONCEDE", "CHL", "NOR", "a share of the spring herring, after months of talk", "2025-03-06")
    doubtful = release("the trawler crew", "2025-03-09", confidence=0.3)
    assert status(ASKED, same_troubles, other, doubtful)[0] == "open"


def test_a_refusal_goes_to_the_demand_that_it_speaks_of():
    radar = asks("NOR", "CHL", RADAR, "2025-03-04")
    found = ledger.demands(
        [ASKED, radar, refusal("to take the radar station off the islet", "2025-03-05")], (), "2025-03-10"
    )
    assert [d.status for d in found] == ["open", "refused"]
    every = ledger.demands([ASKED, radar, refusal("all demands", "2025-03-05")], (), "2025-03-10")
    assert [d.status for d in every] == ["refused", "refused"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("denied that the trawler crew was held", False),
        ("denied reports of the raid", False),
        ("denied entry to the trawler crew", True),
        ("denied reports of the raid and refused to free the trawler crew", True),
        ("denied that it would meet the demand", True),
    ],
)
def test_who_denies_that_something_happened_refuses_nothing(words, expected):
    assert ledger.may(act("REJECT", "CHL", "NOR", words, "2025-03-03"), "refuses") is expected


def test_what_exiles_refuse_is_not_refused_by_their_state():
    answered = refusal("to release the trawler crew", "2025-03-05")
    assert status(ASKED, replace(answered, official=False))[0] == "open"
    assert status(ASKED, answered)[0] == "refused"


def test_what_is_asked_of_nobody_is_not_what_nobody_asks_of_another():
    found = ledger.demands(
        [asks("NOR", "", CREW, "2025-03-03"), asks("", "CHL", CREW, "2025-03-04")], (), "2025-04-01"
    )
    assert [(d.by, d.of) for d in found] == [(("NOR",), ()), ((), ("CHL",))]


def test_what_names_nobody_who_is_asked_is_no_demand():
    assert ledger.demands([replace(ASKED, named=False)], (), "2025-04-01") == []
    joined = replace(asks("PER", "CHL", CREW, "2025-03-04"), named=False)
    assert status(ASKED, joined)[1].by == ("NOR",)


def test_an_act_has_the_reports_and_parties_of_those_who_say_whom_they_ask():
    other = "Norway urged the council to sanction Peru."
    texts = (("a", "Norway urged Chile to free the crew.", "Chile", "CHL"), ("b", other, "Peru", "PER"))
    told = [
        (
            id,
            event(
                "REQUEST", "NOR", [Actor(of, code, span=part(of, text))], evidence=part(text[:-1], text),
                trigger=part("urged", text),
            ),
        )
        for id, text, of, code in texts
    ]
    reports = tuple(Report(id, None, None, "2025-03-03", e.evidence) for id, e in told)
    whole = Occurrence(
        "o1", "REQUEST", None, "actual", ("NOR",), ("CHL", "PER"), None, None, "2025-03-03", 0.8, 1.0,
        reports, 2,
    )
    found = act_of(whole, told)
    assert found.named and found.recipients == ("CHL",) and [r.article for r in found.reports] == ["a"]


def test_a_demand_said_again_after_a_refusal_is_open_again():
    no = refusal("to release the trawler crew", "2025-03-05")
    reopened = status(ASKED, no, asks("NOR", "CHL", "the release of the trawler crew", "2025-03-12"))[1]
    assert reopened.status == "open" and "open again" in " ".join(reopened.because)
    background = asks("NOR", "CHL", "the release of the trawler crew", "2025-03-06", said=False)
    # the report of the refusal tells the demand once more
    assert status(ASKED, no, background)[0] == "refused"
    assert (
        status(
            ASKED, no, asks("NOR", "CHL", "again the release of the trawler crew", "2025-03-06", said=False)
        )[0]
        == "open"
    )
    old = asks("NOR", "CHL", "the release of the trawler crew", "2025-03-12", status="historical")
    assert status(ASKED, no, old)[0] == "refused"


def test_what_was_met_and_is_asked_again_is_a_new_demand():
    done = release("the trawler crew", "2025-03-09")
    found = ledger.demands(
        [ASKED, done, asks("NOR", "CHL", "the release of the trawler crew", "2025-06-01")], (), "2025-06-10"
    )
    assert [d.status for d in found] == ["met", "open"] and "and met" in " ".join(found[1].because)


def test_time_alone_answers_nothing_and_reported_silence_does():
    assert status(ASKED, today="2026-05-02")[0] == "open"
    silent = Answer(
        "ignores", ("a9", "n1"), None, ("CHL",), ("NOR",), "2025-03-10",
        "Santiago has not replied to Oslo on the trawler crew",
    )
    found = status(ASKED, answers=[silent], today="2025-03-20")[1]
    assert found.status == "unanswered" and found.responses[0].to_dict() == {"event": "n1", "kind": "ignores"}
    invited = Answer(
        "ignores", ("a9", "n1"), None, ("CHL",), ("NOR",), "2025-03-10",
        "Santiago has not replied to an invitation",
    )
    assert status(ASKED, answers=[invited], today="2025-03-20")[0] == "open", (
        "silence on an invitation is none on the crew"
    )
    reporter = Answer(
        "ignores", ("a9", "n1"), None, ("CHL",), (), "2025-03-10", "The ministry did not reply to questions"
    )
    assert status(ASKED, answers=[reporter], today="2025-03-20")[1].responses == ()
    more = asks("NOR", "CHL", "the release of the trawler crew", "2025-06-01")
    again = status(ASKED, more, answers=[silent], today="2025-06-05")[1]
    assert again.status == "open" and "after it was unanswered" in " ".join(again.because)


def test_links_within_an_article_count_beside_the_demand_or_in_its_words():
    no = refusal("to bow to pressure", "2025-03-30")
    assert status(ASKED, no, answers=[answer("refuses", no, ASKED)])[0] == "open", (
        "told elsewhere, of nothing that was asked"
    )
    beside = refusal("to bow to pressure", "2025-03-30", article=ASKED.reports[0].article)
    assert status(ASKED, beside)[0] == "open"
    assert status(ASKED, beside, answers=[answer("refuses", beside, ASKED)])[0] == "refused"


def test_a_mention_beside_its_refusal_points_back_and_repeats_nothing():
    no = refusal("the demand", "2025-03-20", article="x")
    mention = asks("NOR", "CHL", "", "2025-03-20", mode=None, article="x")
    found = ledger.demands([ASKED, no, mention], [answer("refuses", no, mention)], "2025-04-01")
    assert [(d.status, d.last, len(d.evidence)) for d in found] == [("refused", "2025-03-03", 2)]
    other = refusal("to release the trawler crew", "2025-03-05")
    assert [
        d.status
        for d in ledger.demands([ASKED, other, no, mention], [answer("refuses", no, mention)], "2025-04-01")
    ] == ["refused"]


@pytest.mark.parametrize(
    ("words", "demands"),
    [
        ("her repeated requests to stop the poaching", 1),
        ("her repeated requests to meet the harbour master on access to sailors harmed by poaching", 2),
    ],
)
def test_a_mention_names_what_was_asked_and_not_only_what_it_was_about(words, demands):
    asked = asks("NOR", "CHL", "that Chile stop the poaching", "2025-03-03", skip="chile")
    no = refusal("to allow it", "2025-03-20", article="x")
    mention = asks("NOR", "CHL", words, "2025-03-20", mode=None, article="x")
    found = ledger.demands([asked, no, mention], [answer("refuses", no, mention)], "2025-04-01")
    assert len(found) == demands


# (what is asked first, what is asked then, on which day, how many demands these are)
APART = [
    ("support for the peace talks", "her request", "2025-04-20", 2),  # it points to one of days before
    ("support for the peace talks", "her request", "2025-03-06", 2),  # nor does another article say to which
    ("the plan asks that Chile free the sailors of the Skua", "Chile to adopt the plan", "2025-03-05", 2),
    ("that Chile stop the poaching", "Chile to stop this", "2025-03-05", 2),  # any deed may be stopped
    ("that Chile stop the poaching", "who may fish there", "2025-03-05", 2),
    ("a tribunal for poachers in Arica", "a tribunal of judges and poachers of the north", "2025-03-20", 1),
    ("herring nets, radar and buoys", "cod nets, radar stations, lamps", "2025-03-20", 1),
    ("herring nets, radar and buoys", "cod nets, radar stations, lamps", "2025-09-20", 2),
    ("an end to the poaching of herring", "an end to the herring poaching by trawlers", "2025-09-20", 1),
]


@pytest.mark.parametrize(("first", "then", "day", "demands"), APART)
def test_what_is_asked_anew_shares_what_is_asked_and_more_of_it_months_later(first, then, day, demands):
    skip = "chile who may fish there her"
    acts = [asks("NOR", "CHL", first, "2025-03-03", skip=skip), asks("NOR", "CHL", then, day, skip=skip)]
    assert len(ledger.demands(acts, (), "2025-10-01")) == demands


def test_what_was_made_before_repeats_no_demand_that_was_refused():
    no = refusal("to release the trawler crew", "2025-03-05")
    for words, stands in (
        ("which called for the release of the trawler crew", "refused"),
        ("Norway's call for the release of the trawler crew", "refused"),
        ("calling for the release of the trawler crew", "refused"),
        ("Norway's renewed call for the release of the trawler crew", "open"),
        ("called for the release of the trawler crew", "open"),
    ):
        later = asks("NOR", "CHL", words, "2025-03-20", skip="norway's which called calling call renewed")
        assert status(ASKED, no, later)[0] == stands, words


def test_what_others_do_at_a_demand_meets_it_only_where_an_article_says_so():
    asked = asks("NOR", "CHL", "the use of boats against poachers", "2025-03-03", mode=None)
    done = act("COERCE", "CHL", "", "seized the boats of poachers", "2025-03-09")
    assert status(asked, done)[0] == "open"
    assert status(asked, done, answers=[answer("meets", done, asked)])[0] == "met"


def test_a_demand_refused_by_one_of_whom_it_is_not_asked_is_no_demand_on_it():
    no = refusal("the calls", "2025-03-04", article="x")
    mention = asks("NOR", "CHL", "calls for talks between two others", "2025-03-04", article="x")
    given = [answer("refuses", no, mention)]
    assert [d.status for d in ledger.demands([no, mention], given, "2025-04-01")] == ["refused"]
    assert ledger.demands([no, replace(mention, named=False)], given, "2025-04-01") == []


def test_what_is_not_told_by_a_demand_is_said_so_and_not_shown_first():
    path = asks("NOR", "CHL", "Chile to take this path", "2025-03-03")
    [found] = ledger.demands([path], (), "2025-04-01")
    assert "its words do not say what is asked" in found.because
    sure = {passage_of(r): 0.8 for r in found.evidence}
    assert settling.sureness(found, sure, {}) < FLOOR
    told = status(ASKED)[1]
    assert not told.because and settling.sureness(told, {}, {told.id: 0.8}) >= FLOOR


def test_remarks_are_retracted_or_withdrawn_whoever_made_them():
    first = asks(
        "CHN", "JPN", "that Japan retract Prime Minister Ito's remarks on the Orrin strait", "2025-03-03",
        skip="japan",
    )
    again = asks(
        "CHN", "JPN", "Tokyo again to withdraw the prime minister's comments on the Orrin strait",
        "2025-03-08", skip="tokyo",
    )
    [found] = ledger.demands([first, again], (), "2025-03-09")
    assert (found.first, found.last) == ("2025-03-03", "2025-03-08")


def test_words_in_two_groups_are_a_fault():
    with pytest.raises(KnowledgeError, match="same 'let': stands in two groups; keep it in one"):
        tables.apart("ledgers.toml", [["free", "let"], ["let"]])
    assert len(tables.groups()) > 5


def test_a_third_state_that_meets_another_answers_nothing():
    call = act("AGREE", "CHL PER", "", "will hold a call", "2025-03-10", status="planned")
    assert status(ASKED, call)[0] == "open"
    # "freed its captives"
    assert status(ASKED, act("RETREAT", "CHL", "CHL", "the trawler crew", "2025-03-10"))[0] == "met"


def test_two_demands_about_one_place_or_one_thing_at_two_places_are_two():
    said = [asks("NOR", "CHL", words, "2025-03-03") for words in (
        "to lift the timber ban at Birch Hill", "to apologise for the shelling of Birch Hill",
        "to lift the timber ban at Cedar Quay")]  # fmt: skip
    found = ledger.demands(
        [*said, refusal("to lift the timber ban at Cedar Quay", "2025-03-04")], (), "2025-03-05"
    )
    assert sorted(d.status for d in found) == ["open", "open", "refused"]


def test_answers_before_the_demand_and_days_unknown_are_explained():
    early = refusal("the demand to release the trawler crew", "2025-02-20")
    found = status(ASKED, early)[1]
    assert found.status == "refused" and "must be older than its reports" in found.because[0]
    assert status(ASKED, refusal("to release the trawler crew", "2025-02-20"))[0] == "open"
    assert (
        status(
            asks("NOR", "CHL", CREW, "2025-03-03", said=False),
            refusal("to release the trawler crew", "2025-03-01"),
        )[0]
        == "refused"
    )
    undated = refusal("to release the trawler crew", None, published=None)
    assert "no day is known" in status(ASKED, undated)[1].because[0]
    nothing = asks("NOR", "CHL", CREW, None, published=None)
    found = status(nothing, undated)[1]
    assert (found.status, found.first, found.age_days) == ("refused", None, None)
    assert "no report settles a day" in found.because


def test_contradictory_reports_are_weighed_by_origins():
    yes, no = release("the trawler crew", "2025-03-09"), refusal("to release the trawler crew", "2025-03-09")
    tie = status(ASKED, yes, no)[1]
    assert tie.status == "answered" and "contradict" in " ".join(tie.because)
    many = release("the trawler crew", "2025-03-09", origins=3)
    assert status(ASKED, many, no)[0] == "met"


def test_actors_without_a_country_and_empty_archives():
    assert ledger.demands((), (), "2025-04-01") == []
    rebels = asks("", "CHL", CREW, "2025-03-03")
    found = status(rebels, act("REJECT", "CHL", "", "the demand to release the trawler crew", "2025-03-04"))[
        1
    ]
    assert (found.status, found.by) == ("refused", ()) and "who asks is not known by country" in found.because
    assert status(asks("NOR", "", CREW, "2025-03-03"))[1].because[0] == "of whom it is asked is not said"
    assert ledger.demands([asks("NOR", "NOR", CREW, "2025-03-03")], (), "2025-04-01") == []  # its own affair
    assert (
        ledger.demands([asks("NOR", "CHL", CREW, "2025-03-03", status="hypothetical")], (), "2025-04-01")
        == []
    )


def test_one_of_two_that_are_asked_meets_a_demand_in_part():
    both = asks("NOR", "CHL PER", CREW, "2025-03-03")
    assert status(both, release("the trawler crew", "2025-03-09"))[0] == "partly"
    other = act("RETREAT", "PER", "NOR", "the trawler crew", "2025-03-11")
    assert status(both, release("the trawler crew", "2025-03-09"), other)[0] == "met"


def test_what_was_refused_before_the_demand_names_who_asked():
    early = {"published": "2025-03-01", "skip": "demand rejected Norway's calls for"}
    asked_late = asks("NOR", "CHL", CREW, "2025-03-03", said=False)
    named = refusal("rejected Norway's demand for the release of the trawler crew", "2025-03-01", **early)
    assert status(asked_late, named)[0] == "refused"
    others = refusal("rejected calls for the release of the trawler crew", "2025-03-01", to="", **early)
    assert status(asked_late, others)[0] == "open"


def test_words_of_the_demand_itself_answer_nothing():
    words = "must reconsider its refusal to release the trawler crew"
    asked_so = asks("NOR", "CHL", words, "2025-03-03")
    part_of_it = refusal("refusal to release the trawler crew", "2025-03-03")
    assert status(asked_so, part_of_it)[0] == "open"
    assert status(asked_so, refusal("will not release the trawler crew", "2025-03-04"))[0] == "refused"


def test_a_refusal_beside_a_demand_is_of_that_unless_it_names_another():
    asked_here = replace(ASKED, reports=(at(ASKED, 0),))
    for words, expected in (("did so again", "refused"), ("dismissed demands for fair elections", "open")):
        no = refusal(words, "2025-03-03", skip=words if expected == "refused" else "dismissed demands for")
        no = replace(no, reports=(at(no, 200),))
        assert status(asked_here, no, answers=[answer("refuses", no, asked_here)])[0] == expected, words


def test_a_party_of_one_telling_among_many_is_none_of_a_demand():
    days = [f"2025-03-{n:02}" for n in range(3, 9)]
    told = [asks("NOR", "CHL", CREW, day) for day in days]
    stray = asks("NOR", "CHL PER", CREW, "2025-03-09")
    [found] = ledger.demands([*told, stray], (), "2025-03-10")
    assert found.of == ("CHL",) and len(found.evidence) == 7
    [few] = ledger.demands([told[0], stray], (), "2025-03-10")
    assert few.of == ("CHL", "PER")


def test_what_only_names_a_demand_does_not_answer_it():
    words = "condemned Chile for its raids and called for the release of the trawler crew"
    asked = replace(ASKED, reports=(at(ASKED, 40),))
    told = f"asked about {asked.reports[0].span.text}, he was silent"
    said = act("ACCUSE", "CHL", "NOR", told, "2025-03-03")
    assert replies.linked([asked], asked.recipients, said, "answers") is None
    assert replies.linked([asked], asked.recipients, replace(said, words=words), "answers") is not None


def at(told, start):
    """The report of an act, at a place of one article."""
    whole = told.reports[0]
    return replace(whole, article="here", span=replace(whole.span, start=start, end=start + 20))


def test_later_reports_change_no_id_and_what_is_out_of_reach_stays():
    first = ledger.demands([ASKED], (), "2025-03-04")
    earlier = asks("NOR", "CHL", "the release of the trawler crew", "2025-03-01", outlet="Post")
    acts = [ASKED, earlier, refusal("to release the trawler crew", "2025-03-05")]
    second = ledger.demands(acts, (), "2025-03-10", first)
    assert [(d.id, d.status, d.first) for d in second] == [(first[0].id, "refused", "2025-03-01")]
    new = asks("NOR", "CHL", RADAR, "2026-06-01")
    third = ledger.demands([new], (), "2026-06-02", second)
    assert [(d.status, d.age_days) for d in third] == [("refused", 458), ("open", 1)]
    assert ledger.touched(third, [ASKED]) == [third[0]]
    assert [d.status for d in ledger.demands((), (), "2026-09-01", third)] == ["refused", "open"]


def test_settling_anew_gives_what_settling_at_once_gives():
    again = asks("NOR", "CHL", "again the release of the trawler crew", "2025-05-01")
    acts = [
        ASKED, refusal("to release the trawler crew", "2025-03-05"), asks("NOR", "CHL", RADAR, "2025-03-06"),
        again, release("the trawler crew", "2025-05-20"),
    ]  # fmt: skip
    kept = ()
    for i in range(1, len(acts) + 1):
        kept = ledger.demands(acts[:i], (), "2025-05-21", kept)
    assert kept == ledger.demands(acts, (), "2025-05-21")
    assert kept == ledger.demands(acts[::-1], (), "2025-05-21")  # whatever the order of arrival


def test_blocks_are_pairs_and_an_open_side_is_beside_all():
    assert ledger.blocks_of(ASKED) == (("NOR", "CHL"),)
    assert ledger.blocks_of(refusal("", "2025-03-05")) == (("NOR", "CHL"),)
    nobody = refusal("", "2025-03-05", to="")
    assert ledger.blocks_of(nobody) == (("", "CHL"),)
    assert ("", "CHL") in ledger.beside(("NOR", "CHL"))
    assert ledger.blocks_of(act("AID", "CHL", "NOR", "rice", "2025-03-05")) == (("NOR", "CHL"),)
    assert ledger.blocks_of(act("DEPLOY", "CHL", "NOR", "", "2025-03-05")) == ()
    both = [ASKED, asks("NOR", "PER", CREW, "2025-03-03")]
    assert len(ledger.demands(both, (), "2025-03-04", blocks={("NOR", "PER")})) == 1


# --- acts from records --------------------------------------------------------------------------------------

TEXT = (
    "Norway demanded that Chile free the crew of the trawler. The release of the trawler was demanded by "
    "Norway."
)


def made(words: str, trigger: str) -> Event:
    evidence = span(TEXT, TEXT.index(words), TEXT.index(words) + len(words))
    at = TEXT.index(trigger, evidence.start)
    cast = {"actor": [actor("NOR", "Norway")], "recipient": [actor("CHL", "Chile")]}
    return event(
        "REQUEST", **cast, evidence=evidence, trigger=span(TEXT, at, at + len(trigger)), mode="yield",
        id=f"e{at}",
    )


def test_an_act_is_made_of_an_occurrence_and_its_events():
    one = made("Norway demanded that Chile free the crew of the trawler", "demanded")
    reports = (
        Report("a1", None, "Post", "2025-03-04T08:00", one.evidence),
        Report("a2", None, "Daily", "2025-03-03", part("Norway on")),
    )
    whole = Occurrence(
        "o1", "REQUEST", "yield", "actual", ("NOR",), ("CHL",), None, None, "2025-03-03", 0.8, 1.0, reports, 2
    )
    found = act_of(whole, [("a1", one)])
    assert (found.day, found.said, found.mode, found.events) == (
        "2025-03-03", False, "yield", (("a1", one.id),),
    )
    assert found.object >= {"release", "crew"} and "chil" not in found.object
    assert found.asked.startswith("that Chile free")
    with pytest.raises(ArchiveError, match="o1: no event is kept"):
        act_of(whole, [])


def test_the_object_stands_before_a_passive():
    passive = made("The release of the trawler was demanded by Norway", "demanded")
    active = made("Norway demanded that Chile free the crew of the trawler", "demanded")
    assert object_of(passive) & object_of(active) >= {"release", "ship"}
    assert asked(passive).startswith("The release")


def test_answers_from_links_and_nonresponses():
    assert tellings.answer("a1", Link("l", "e2", "e1", "refuses", ())) == Answer(
        "refuses", ("a1", "e2"), ("a1", "e1")
    )
    silent = NonResponse(
        "n1", actor("CHL"), actor("NOR"), None, part("Chile's embassy did not answer questions.")
    )
    told = tellings.silence(article(), silent)
    assert (told.actors, told.to, told.day) == (("CHL",), ("NOR",), "2024-05-28")
