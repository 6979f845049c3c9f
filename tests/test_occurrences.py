"""Occurrences: tellings of one act are gathered, like acts stay apart,
and where reports disagree both accounts are kept."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import ontology
from communique.occurrences import tellings as tellings_module
from communique.occurrences.gathering import Happening, gather, reach, without
from communique.occurrences.salience import DOUBTS, News, salience
from communique.occurrences.sides import own
from communique.occurrences.tellings import Telling, confused, sorts, stem, telling, traits, weigh, words_of
from communique.occurrences.versions import days, occurrence
from communique.reasons import ASCRIBED, DAY_AROUND, DAY_OF_NEWS, LAST, PARAGRAPH, SPOKE, UNNAMED
from communique.records import Actor, Occurrence, Place, Record, Span, When
from makers import actor, article, event, part, when

DAY = "2024-05-27"


def told(
    words: str,
    name: str | None = None,
    published: str | None = "2024-05-28",
    copy_of: str | None = None,
    trigger: str | None = None,
    outlet: str | None = None,
    agency: str | None = None,
    **fields: Any,
) -> Telling:
    """A telling in these words; of an article with that name."""
    text = words
    here = part(trigger or words.split()[1], text)
    made = event(**{
        "evidence": part(words, text), "trigger": here, "id": f"e{abs(hash(words)) % 10**8}",
        "when": when(DAY), **fields,
    })
    return telling(
        article(text, id=name or words, url=None, published=published, outlet=outlet, agency=agency), made,
        copy_of,
    )


def groups(*given: Telling, **options: Any) -> list[list[str]]:
    """The names of the articles of each happening."""
    return sorted(sorted(t.article for t in h.tellings) for h in gather(given, **options))


DEMAND: dict[str, Any] = {"type": "REQUEST", "actor": "NOR", "recipient": "CHL"}
MEET: dict[str, Any] = {"type": "CONSULT", "actor": "NOR CHL", "recipient": ()}
BERG, LIND = (Actor(name, "NOR", role="minister") for name in ("Kari Berg", "Per Lind"))
BLAME: dict[str, Any] = {"type": "ACCUSE", "recipient": "NOR"}
CROWDED: dict[str, Any] = {
    "type": "PROTEST", "actor": "NOR", "recipient": (), "trigger": "rally", "when": None,
}
KILL: dict[str, Any] = {"type": "ASSAULT", "actor": "CHL", "recipient": "NOR"}
CROWD = Actor("villagers", "NOR", sector="CVL")
SHIP = "Norway demanded that Chile let the trawler sail"
VESSEL = "Oslo urged Santiago to release the vessel, a trawler"
VISAS = "Norway demanded easier student visas from Chile"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(SHIP, **DEMAND), told(VESSEL, **DEMAND)),
        (told(SHIP, **DEMAND), told(VESSEL, **{**DEMAND, "when": None})),
        (
            told(SHIP, **DEMAND),
            told(VESSEL, **{**DEMAND, "when": When("2024-05-27", "2024-06-02", "week", "this week")}),
        ),
        (told(SHIP, **DEMAND), told(VESSEL, **{**DEMAND, "recipient": ()})),
        (told(SHIP, **DEMAND), told(VESSEL, **{**DEMAND, "type": "THREATEN", "evidence": part(SHIP, SHIP)})),
        (told("They met in Oslo", **MEET), told("The ministers conferred for an hour", **MEET)),
        (
            told("They met in Oslo", **MEET),
            told("Both held talks", **{**MEET, "actor": "CHL", "recipient": "NOR"}),
        ),
        (
            told("They met in Oslo on fish", **MEET),
            told("The four met in Oslo on fish", **{**MEET, "actor": "NOR CHL PER KEN"}),
        ),
        (
            told("They will meet in Oslo on fish", "before", "2024-05-24", status="planned", **MEET),
            told("They met in Oslo on fish", **MEET),
        ),
        (
            told("They met in Oslo on fish", **MEET),
            told("The talks on fish were held in Oslo", **{**MEET, "when": when("2024-05-28")}),
        ),
    ],
    ids=[
        "synonyms",
        "no day",
        "a week",
        "no recipient",
        "types that are confused",
        "one meeting a day",
        "sides of a meeting",
        "more at the table",
        "planned, then held",
        "the next day",
    ],
)
def test_one_happening(one: Telling, other: Telling) -> None:
    assert len(groups(one, other)) == 1 and len(groups(other, one)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(SHIP, **DEMAND), told(VISAS, **DEMAND)),
        (told(SHIP, **DEMAND), told(VESSEL, **{**DEMAND, "recipient": "PER"})),
        (told(SHIP, **DEMAND), told(VESSEL, **{**DEMAND, "actor": "PER"})),
        (told(SHIP, **DEMAND), told(VESSEL, **{**DEMAND, "actor": "CHL", "recipient": "NOR"})),
        (told(SHIP, **DEMAND), told(VESSEL, **{**DEMAND, "type": "CONSULT"})),
        (told(SHIP, **DEMAND), told(VESSEL, **{**DEMAND, "when": when("2024-05-30")})),
        (
            told(SHIP, "a", "2024-05-28", **{**DEMAND, "when": None}),
            told(VESSEL, "b", "2024-06-08", **{**DEMAND, "when": None}),
        ),
        (told(SHIP, "a", **DEMAND), told("Norway pressed Chile on fish and the trawler sail", "a", **DEMAND)),
        (told(SHIP, **DEMAND), told(SHIP + " ", "b", None, **{**DEMAND, "when": None})),
        (told(SHIP, **DEMAND), told(VESSEL, **{**DEMAND, "when": None, "status": "historical"})),
        (
            told("They vetoed the resolution", "a", "2024-05-29", type="REJECT", when=None),
            told("They vetoed a resolution", "b", "2024-06-01", type="REJECT", when=when("2024-06-01")),
        ),
        (
            told("Berg met the envoy", **{**MEET, "actor": (BERG, actor("CHL"))}),
            told("Lind saw guests", **{**MEET, "actor": (LIND, actor("CHL"))}),
        ),
        # within one state
        (
            told("The killing goes on", "a", type="ASSAULT", recipient="NOR"),
            told("Guards killed two clerks in Alder Ford", "b", type="ASSAULT", recipient="NOR"),
        ),
        (
            told("At least 200 guards were killed", "a", trigger="killed", type="ASSAULT", recipient="NOR"),
            told("Guards killed five clerks", "b", trigger="killed", type="ASSAULT", recipient="NOR"),
        ),
        (
            told("Villagers blamed guards for the raid on Alder Ford and the fire", **BLAME, actor=(CROWD,)),
            told("The ministry blamed rebels for the raid on Alder Ford", trigger="blamed", **BLAME,
                 actor=(replace(CROWD, sector="GOV"),)),
        ),
        (
            told("Both have met twice in Oslo on fish since March", trigger="met", **MEET),
            told("Both met for an hour", **MEET),
        ),
        (
            told("Guards killed clerks in Alder Ford and Dunmore in recent months", **KILL),
            told("Gangs killed clerks in Dunmore on their way home from a fair", **KILL),
        ),
        (
            told("Guards struck clerks", **{**KILL, "when": When("2024-01-01", "2024-05-27", "range", "t")}),
            told("Chile struck", **{**KILL, "when": None}),
        ),
        (
            told("Crowds rally for talks and lower harbour dues", **CROWDED),
            told("Their rally for talks", "b", "2024-05-30", **CROWDED),
        ),
        (
            told("Norway pledged to settle the row over the trawler fleet", type="AGREE", actor="NOR"),
            told("Chile pledged to settle its debt to the mills", type="AGREE", actor="CHL",
                 recipient="NOR"),
        ),
        (
            told("He backed Chile", type="SUPPORT", actor="NOR", recipient="CHL"),
            told("It backed a levy on imported grain meant for mills in the valley", type="SUPPORT",
                 actor="NOR", recipient="CHL"),
        ),
        (
            told("Guns hit Alder Ford, killing 12 people", type="ASSAULT"),
            told("Guns struck Dunmore, and 40 people died", type="ASSAULT"),
        ),
    ],
    ids=[
        "another demand",
        "another recipient",
        "another actor",
        "the other way round",
        "another type",
        "days later",
        "published days later",
        "one article",
        "no day at all",
        "long ago",
        "told as done before the day of the other",
        "other persons",
        "killing in general",
        "others killed",
        "its people and its state",
        "twice and once",
        "in months and in a day",
        "this year and once",
        "one matter of several, of which all is said",
        "two promises",
        "a word of support and a vote",
        "another place and number",
    ],
)
def test_two_happenings(one: Telling, other: Telling) -> None:
    assert len(groups(one, other)) == 2 and len(groups(other, one)) == 2


def test_the_record_of_an_occurrence() -> None:
    first = told(SHIP, "a", outlet="Harbour Post", **DEMAND)
    (found,) = gather([first, told(VESSEL, "b", "2024-05-29", **DEMAND)])
    record = occurrence(found)
    assert (record.mode, record.status, record.reported, record.confidence) == (
        None, "actual", "2024-05-28", 0.8,
    )
    assert record.salience > 0 and any("2 independent origins" in why for why in record.because)
    assert not record.domestic
    assert (record.type, record.actors, record.recipients, record.start, record.end, record.origins) == (
        "REQUEST",
        ("NOR",),
        ("CHL",),
        DAY,
        DAY,
        2,
    )
    assert record.reports[0].to_dict() == {
        "article": "a",
        "url": None,
        "outlet": "Harbour Post",
        "published": "2024-05-28",
        "span": {"start": 0, "end": len(SHIP), "text": SHIP},
    }
    assert isinstance(record, Record) and [r.article for r in record.reports] == ["a", "b"]


def test_no_day_is_made_up() -> None:
    record = occurrence(*gather([told(SHIP, **{**DEMAND, "when": None})]))
    assert (record.start, record.end) == (None, None)
    week = occurrence(
        *gather([told(SHIP, **{**DEMAND, "when": When("2024-05-27", "2024-06-02", "week", "this week")})])
    )
    assert (week.start, week.end) == ("2024-05-27", "2024-05-28"), "by the first report it was done"


@pytest.mark.parametrize(
    ("given", "origins"),
    [
        ([("a", None, None), ("b", None, None), ("c", None, None)], 3),
        ([("a", None, None), ("b", "a", None), ("c", "a", None)], 1),
        ([("a", None, "Reuters"), ("b", None, "Reuters"), ("c", None, None)], 2),
        ([("a", None, "Reuters"), ("b", "a", None), ("c", None, "reuters"), ("d", "c", None)], 1),
        ([("a", "wire", None), ("b", "wire", None), ("c", None, None)], 2),
    ],
)
def test_copies_of_one_story_count_once(
    given: list[tuple[str, str | None, str | None]], origins: int
) -> None:
    (found,) = gather([
        told(SHIP, name, copy_of=copy, agency=agency, **DEMAND) for name, copy, agency in given
    ])
    record = occurrence(found)
    assert record.origins == origins and len(record.reports) == len(given)


def accounts(*given: Telling) -> dict[str, dict[str, tuple[str, ...]]]:
    """The versions of one happening, by what they are about."""
    (found,) = gather(given)
    kept: dict[str, dict[str, tuple[str, ...]]] = {}
    for v in occurrence(found).versions:
        kept.setdefault(v.about, {})[v.value] = v.reports
    return kept


def test_reports_that_agree_have_no_versions() -> None:
    assert accounts(told(SHIP, "a", **DEMAND), told(SHIP, "b", **DEMAND)) == {}


def test_a_plan_and_what_came_of_it_are_no_contradiction() -> None:
    before = told(
        "They will meet in Oslo on fish", "a", "2024-05-24", status="planned", trigger="meet", **MEET
    )
    after = told("They met in Oslo on fish", "b", trigger="met", **MEET)
    assert accounts(before, after) == {}


def test_a_promise_and_its_keeping_are_one_occurrence_of_two_types() -> None:
    before = told(
        "Talks between Norway and Chile on fishing will be held",
        "a",
        "2024-05-24",
        status="planned",
        trigger="Talks",
        **{**MEET, "type": "AGREE"},
    )
    after = told("Norway and Chile held talks on fishing", "b", trigger="held", **MEET)
    (found,) = gather([before, after])
    assert occurrence(found).type == "CONSULT"


VETO: dict[str, Any] = {"type": "REJECT", "actor": "NOR", "recipient": "UNO", "trigger": "vetoed"}


def test_acts_of_a_family_in_the_same_month_are_one() -> None:
    month = When("2024-05-01", "2024-05-31", "month", "this month")
    week = When("2024-05-27", "2024-06-02", "week", "this week")
    one = told("Norway vetoed a resolution on the dam", "a", **{**VETO, "when": month})
    other = told("Norway vetoed a text on the trawlers", "b", **{**VETO, "when": week})
    later = told(
        "Norway vetoed a resolution on visas", "c", "2024-06-30", **{**VETO, "when": when("2024-06-28")}
    )
    assert groups(one, other, later) == [["a", "b"], ["c"]]


def test_a_report_days_later_that_it_has_been_done_is_no_second_act_of_a_family() -> None:
    out: dict[str, Any] = {"actor": "NOR", "recipient": "CHL", "trigger": "suspended"}
    first = told("Norway suspended Chile on Monday", "a", **out)
    why = ("'has suspended' opens the report: news of its day",)
    later = told(
        "Norway has suspended Chile", "b", "2024-06-01", **{**out, "because": why, "when": when("2024-06-01")}
    )
    (found,) = gather([first, later])
    assert occurrence(found).start == DAY
    other = {**out, "when": when("2024-06-18")}
    again = told("Norway suspended Chile on Saturday", "c", "2024-06-18", **other)
    assert groups(first, later, again) == [["a", "b"], ["c"]]


def test_what_is_denied_is_no_act_of_old() -> None:
    before = told(
        "Norway vetoed a resolution on the dam", "a", status="historical",
        **{**VETO, "when": when("2024-05-26")},
    )
    after = told(
        "Norway will not veto a resolution on the dam", "b", status="negated", **{**VETO, "trigger": "veto"}
    )
    assert groups(before, after) == [["a"], ["b"]]
    done = told("Norway vetoed a resolution on the dam", "c", **VETO)
    assert groups(done, after) == [["b"], ["c"]]


def test_a_denial_to_nobody_is_no_veto() -> None:
    denial = told(
        "Norway denied it was shipping UN resolution papers on the dam", "a",
        **{**VETO, "trigger": "denied", "recipient": ()},
    )
    veto = told("Norway blocked UN resolution papers on the dam", "b", **{**VETO, "trigger": "blocked"})
    assert groups(denial, veto) == [["a"], ["b"]]
    assert groups(replace(denial, article="c"), denial) == [["a", "c"]]


def test_calls_on_one_to_leave_office_are_one_call() -> None:
    call: dict[str, Any] = {**DEMAND, "when": None}
    first = told("Norway called on the president of Chile to step down", "a", trigger="called", **call)
    second = told("Norway urged him to resign after the harbour fire", "b", trigger="urged", **call)
    other = told("Norway urged him to mend the quays", "c", trigger="urged", **call)
    assert groups(first, second, other) == [["a", "b"], ["c"]]


def test_the_parties_are_those_that_most_tell() -> None:
    alone = [
        told("Norway expelled two envoys over spying", name, type="SANCTION", actor="NOR", recipient="CHL")
        for name in "ab"
    ]
    both = told(
        "Norway and Peru expelled envoys over spying", "c", type="SANCTION", actor="NOR PER", recipient="CHL"
    )
    record = occurrence(*gather([both, *alone]))
    assert record.actors == ("NOR",)


def test_a_denial_stays_a_denial() -> None:
    found = accounts(
        told(SHIP, "a", **DEMAND),
        told(
            "Norway denied that it demanded that Chile let the trawler sail", "b", status="negated", **DEMAND
        ),
    )
    assert found["status"] == {"actual": ("a",), "negated": ("b",)}


def test_days_numbers_and_places_that_differ() -> None:
    oslo, bergen = (
        Place(name, "NOR", "NO", 0.0, 0.0, i, False, part("Oslo"))
        for i, name in enumerate(("Oslo", "Bergen"))
    )
    found = accounts(
        told("Norway expelled two envoys of Chile over spying", "a", where=oslo),
        told("Norway ousted three envoys of Chile over spying", "b", when=when("2024-05-28"), where=bergen),
        told(
            "Norway expelled two envoys of Chile and Peru over spying", "c", recipient="CHL PER", mode="expel"
        ),
        told(
            "Norway expelled two envoys of Chile over spying",
            "d",
            when=When("2024-05-27", "2024-06-02", "week", "this week"),
            mode="boycott",
        ),
    )
    # the week holds both, and says neither
    assert found["day"] == {"2024-05-27": ("a", "c"), "2024-05-28": ("b",)}
    assert found["numbers"] == {"2 envoys": ("a", "c", "d"), "3 envoys": ("b",)}
    assert found["place"] == {"Oslo": ("a",), "Bergen": ("b",)}
    assert set(found) == {"day", "numbers", "place"}, "other words, and more parties, can all be true"


def test_two_numbers_of_one_report_are_no_quarrel() -> None:
    found = accounts(
        told("Norway expelled 2 people on spying and 5 people on fraud", "a"),
        told("Norway expelled 5 people on spying and fraud", "b"),
    )
    assert "numbers" not in found


def test_most_origins_lead_not_most_reports() -> None:
    wrong = [
        told(SHIP, name, copy_of="a", **{**DEMAND, "when": when("2024-05-26")})
        for name in ("a", "b", "c", "d")
    ]
    right = [told(SHIP, name, **DEMAND) for name in ("x", "y")]
    (found,) = gather([*wrong, *right])
    record = occurrence(found)
    assert record.start == DAY
    assert {v.value for v in record.versions if v.about == "day"} == {DAY, "2024-05-26"}
    assert record.origins == 3


def test_ids_come_from_the_first_report_and_stay() -> None:
    first, later, earlier = (
        told(SHIP, "a", **DEMAND), told(VESSEL, "b", "2024-05-29", **DEMAND),
        told(VESSEL, "c", "2024-05-27", **DEMAND),
    )
    (begun,) = gather([first])
    (grown,) = gather([later], [begun])
    (again,) = gather([earlier], [grown])
    assert begun.id == grown.id == again.id and [t.article for t in again.tellings] == ["a", "b", "c"]
    assert gather([first])[0].id == begun.id != gather([later])[0].id
    assert [r.article for r in occurrence(again).reports] == ["c", "a", "b"]


def test_only_what_changed_comes_back() -> None:
    known = gather([told(SHIP, "a", **DEMAND), told(VISAS, "b", **DEMAND)])
    changed = gather([told(VESSEL, "c", **DEMAND)], known)
    assert len(known) == 2 and [[t.article for t in h.tellings] for h in changed] == [["a", "c"]]
    assert gather([], known) == [] and gather([told(SHIP, "a", **DEMAND)], known) == []


def test_in_batches_as_at_once() -> None:
    rng = random.Random(7)
    topics = [
        "the trawler and its crew", "student visas", "the river dam", "palace bronzes", "grain freighters",
        "the border fence",
    ]
    every = [
        told(
            f"Norway {rng.choice(['demanded', 'urged'])} Chile on {rng.choice(topics)} "
            f"{rng.choice(['again', 'at noon', 'in a note'])}",
            f"{i:03}",
            f"2024-05-{20 + i // 20:02}",
            **{**DEMAND, "when": rng.choice([None, when(f"2024-05-{20 + i // 20:02}")])},
        )
        for i in range(120)
    ]
    weights = weigh(every)
    at_once = {h.id: h for h in gather(every, weights=weights)}
    kept: dict[str, Happening] = {}
    for start in range(0, 120, 20):
        kept |= {h.id: h for h in gather(every[start : start + 20], kept.values(), weights=weights)}
    assert kept == at_once
    shuffled = rng.sample(every, len(every))
    assert {h.id: h for h in gather(shuffled, weights=weights)} == at_once


def test_everything_known_is_within_reach() -> None:
    given = [
        told(SHIP, **DEMAND),
        told(VESSEL, **{**DEMAND, "when": None}),
        told("Will they meet", status="planned", **{**MEET, "when": None}),
    ]
    for t in given:
        found = reach(t)
        assert found is not None and t.event.type in found.types
        assert found.since.isoformat() <= DAY <= found.until.isoformat()
    assert reach(told(SHIP, published=None, **{**DEMAND, "when": None})) is None
    assert reach(told(SHIP, published="yesterday", **{**DEMAND, "when": None})) is None


def test_an_article_that_is_read_anew_leaves_its_happening() -> None:
    (found,) = gather([told(SHIP, "a", **DEMAND), told(VESSEL, "b", **DEMAND)])
    left = without(found, ["a"])
    assert left is not None and left.id == found.id and [t.article for t in left.tellings] == ["b"]
    assert without(left, ["b"]) is None
    back = gather([told(SHIP, "a", **DEMAND)], [left])
    assert [h.id for h in back] == [found.id]
    moved = gather([told(SHIP, "a", **{**DEMAND, "when": when("2024-07-01")})], [left])
    assert [h.id for h in moved] != [found.id]  # the old id is taken by what was left


def test_parties_without_a_code() -> None:
    rebels: dict[str, Any] = {"type": "ASSAULT", "actor": (Actor("River Front"),), "recipient": "KEN"}
    found = gather(
        [
            told("Rebels shelled Alder Ford barracks", "a", **rebels),
            told("Gunmen attacked the Alder Ford barracks", "b", **rebels),
            told("Others shelled Alder Ford barracks", "c", **{**rebels, "actor": (Actor("Hill Guard"),)}),
        ]
    )
    assert sorted(len(h.tellings) for h in found) == [1, 2]
    assert occurrence(max(found, key=lambda h: len(h.tellings))).actors == ()
    nobody = told("Somebody shelled Alder Ford", type="ASSAULT", actor=(), recipient=())
    assert (
        len(
            gather([nobody, told("Somebody shelled Alder Ford", "b", type="ASSAULT", actor=(), recipient=())])
        )
        == 2
    )


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("vessels", "ship"),
        ("ships", "ship"),
        ("released", "release"),
        ("negotiations", "talks"),
        ("expelled", "oust"),
        ("studies", "study"),
        ("pressed", "press"),
        ("stopped", "seize"),
        ("deals", "treaty"),
    ],
)
def test_words_that_mean_the_same(word: str, same: str) -> None:
    assert stem(word) == stem(same)


def test_words_leave_out_parties_days_and_the_trigger() -> None:
    e = event(
        evidence=part(text := "Norway on Monday expelled two Chilean envoys over spying", text),
        trigger=part("expelled", text),
        actor=[actor("NOR", "Norway")],
        recipient=[Actor("Chile", "CHL", span=part("Chilean", text))],
    )
    assert words_of(e) == {"2", "ambassador", "spy"}


def test_every_type_has_a_sort_and_names_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sorts().keys() == ontology.types().keys()
    assert all(type in confused(other) for type in ontology.types() for other in confused(type))
    for table, check, words in (
        ({"sorts": {"deed": ["AID"]}}, sorts, "no sort for"),
        ({"confused": {"pairs": [["AID", "HELP"]]}}, lambda: confused("AID"), "HELP"),
    ):
        monkeypatch.setattr(tellings_module, "load_toml", lambda path, table=table: table)
        sorts.cache_clear(), confused.cache_clear()
        with pytest.raises(KnowledgeError, match=words):
            check()
    monkeypatch.undo()
    sorts.cache_clear(), confused.cache_clear()


def test_a_happening_with_very_many_reports() -> None:
    every = [told(SHIP, f"{i:04}", copy_of="0000" if i % 2 else None, **DEMAND) for i in range(600)]
    (found,) = gather(every)
    assert occurrence(found).origins == 300 and len(found.tellings) == 600


# ---------------------------------------------------------------- how it stands, how sure it is, how soon it
# is shown
def record_of(*tellings: Telling) -> Occurrence:
    """The occurrence of some tellings, all of one act."""
    return occurrence(Happening("h", tellings))


def test_what_is_not_done_is_not_shown_as_done() -> None:
    plan = told(SHIP, "a", status="planned", confidence=0.9, **DEMAND)
    assert record_of(plan).status == "planned"
    assert record_of(plan, told(SHIP, "b", status="actual", confidence=0.7, **DEMAND)).status == "actual"
    doubtful = record_of(plan, told(SHIP, "b", status="actual", confidence=0.2, **DEMAND))
    assert (doubtful.status, doubtful.confidence) == ("planned", 0.9), (
        "a doubtful telling makes no deed of a plan"
    )


def test_confidence_is_of_the_telling_that_leads() -> None:
    wide = told(SHIP, "a", confidence=0.3, **{**DEMAND, "actor": "NOR ISL"})
    found = record_of(wide, told(SHIP, "b", confidence=0.8, **DEMAND))
    assert (found.actors, found.confidence) == (("NOR",), 0.8), "more parties on weak grounds do not lead"


def test_a_day_is_only_where_a_text_dates_the_act() -> None:
    given = {**DEMAND, "when": None}
    undated = record_of(told(SHIP, "a", "2024-05-30", **given), told(SHIP, "b", "2024-05-29", **given))
    assert (undated.start, undated.end, undated.reported) == (None, None, "2024-05-29")
    meeting = {**MEET, "when": None}
    announced = told("Norway will meet Chile", "a", "2024-05-20", **{**meeting, "status": "planned"})
    met = record_of(announced, told("Norway met Chile", "b", "2024-05-29", **meeting))
    assert (met.status, met.reported, len(met.reports)) == ("actual", "2024-05-29", 2)


def test_no_day_or_stretch_of_what_was_done_lies_after_its_first_report() -> None:
    ready = told(SHIP, "a", "2024-05-20", **{**DEMAND, "type": "AGREE", "status": "planned", "when": None})
    around = (f"{DAY_AROUND} the report opens with, 'Monday'",)
    offered = told(SHIP, "b", "2024-05-28", **{**DEMAND, "type": "AGREE"}, because=around)
    assert record_of(ready, offered).start is None, "a day that no words of the act say"
    week = {**DEMAND, "when": When("2024-05-27", "2024-06-02", "week", "this week")}
    found = record_of(told(SHIP, "a", "2024-05-28", **{**DEMAND, "when": None}), told(SHIP, "b", **week))
    assert (found.start, found.end) == ("2024-05-27", "2024-05-28")


def test_a_day_that_no_words_of_an_act_say_yields_to_what_some_say() -> None:
    around, news = f"{DAY_AROUND} its paragraph tells of, 'Monday'", f"'has urged' {DAY_OF_NEWS}"
    month = When("2024-04-01", "2024-04-30", "month", "in April")
    week = When("2024-05-27", "2024-06-02", "week", "this week")
    for why in (around, news):
        carried = told(SHIP, "a", "2024-05-28", because=(why,), **DEMAND)
        other = told(SHIP, "b", "2024-05-29", **{**DEMAND, "when": month})
        assert days([carried, other], {"a": "a", "b": "b"}) == ("2024-04-01", "2024-04-30")
        other = told(SHIP, "b", "2024-05-29", **{**DEMAND, "when": week})
        assert days([carried, other], {"a": "a", "b": "b"}) == (DAY, DAY), "within the week that is told"


def test_a_denial_of_a_day_is_not_outweighed_by_who_speaks_of_talks() -> None:
    denied = told("They did not meet on 27 May", "a", status="negated", **MEET)
    around = (f"{DAY_AROUND} the report opens with, 'Monday'",)
    spoken = told("The talks of the two", "b", confidence=0.95, because=around, **MEET)
    assert record_of(denied, spoken).status == "negated"
    assert record_of(denied, told("They met on 27 May", "c", **MEET)).status == "actual"


@pytest.mark.parametrize(("start", "near"), [("2024-05-25", True), ("2024-05-20", False)])
def test_one_of_a_few_days_is_nearly_a_day(start: str, near: bool) -> None:
    days = When(start, "2024-05-27", "range", "last weekend")
    because = " ".join(record_of(told(SHIP, "a", **{**DEMAND, "when": days})).because)
    assert ("one of a few days" in because) == near and ("only roughly told" in because) != near


def test_a_visit_goes_on_when_it_is_told_of() -> None:
    met: dict[str, Any] = {"type": "CONSULT", "actor": "NOR", "recipient": "CHL", "mode": "visit"}
    week = {**met, "when": When("2024-05-27", "2024-06-02", "week", "this week")}
    month = {**met, "when": When("2024-05-01", "2024-06-30", "range", "in May and June")}
    planned = {"type": "AGREE", "mode": None, "status": "planned", "rule": "consult.travel"}
    plain = told("on her visit to Chile", "b", "2024-05-29", **{**met, "when": None})
    around = (f"{DAY_AROUND} the report opens with, 'Monday'",)
    carried = told("on her visit to Chile", "c", "2024-05-29", because=around, **met)
    first = told("Berg travels to Chile", "a", "2024-05-26", **{**week, **planned})
    last = told("In May and June Berg travelled to Chile", "d", "2024-06-30", **month)
    for others in ([plain], [carried], [plain, carried]):
        found = record_of(first, *others, last)
        assert (found.start, found.end) == ("2024-05-27", "2024-06-02"), "all days of the week that are told"
    talks = [
        told("held talks", name, "2024-05-29", **{**given, "mode": None})
        for name, given in (("a", week), ("b", {**met, "when": None}))
    ]
    assert record_of(*talks).end == "2024-05-29", "talks are over when they are told of"


def test_the_day_on_which_its_doer_spoke_is_nearly_said() -> None:
    ranks = [
        record_of(told(SHIP, "a", because=(f"{DAY_AROUND} {why}, 'Monday'",), **DEMAND)).salience
        for why in (SPOKE, "its paragraph tells of")
    ]
    assert ranks[0] > 1.5 * ranks[1]


def test_news_in_the_perfect_is_less_surely_of_its_day() -> None:
    news, said = (
        told(SHIP, name, because=because, **DEMAND)
        for name, because in (("a", (f"'has urged' {DAY_OF_NEWS}",)), ("b", ("by: own clause",)))
    )
    ranks = [record_of(t).salience for t in (said, news)]
    assert ranks == sorted(ranks, reverse=True) and ranks[0] > 2 * ranks[1]
    assert any("its day is that of the news" in why for why in record_of(news).because)
    assert not any("of the news" in why for why in record_of(news, said).because), "another says the day"


NEARNESS: tuple[News, ...] = (
    "dated", "late", "near", "perfect", "opening", "vague", "carried", "undated", "older", "background",
)


def test_what_is_shown_first() -> None:
    def value(*given: Any) -> float:
        return salience(*given).value

    base = ("SANCTION", "actual", ("NOR",), ("CHL",), 0.8, 1)
    assert value(*base) > value("ACCUSE", *base[1:]), "a deed weighs more than a word"
    assert (
        value(*base) > value("SANCTION", "planned", *base[2:]) > value("SANCTION", "hypothetical", *base[2:])
    )
    assert value(*base[:4], 0.8, 4) > value(*base) > value(*base[:4], 0.5, 1)
    alone, home = (value("SANCTION", "actual", ("NOR",), to, 0.8, 1) for to in ((), ("NOR",)))
    assert value(*base) > alone > home
    nearness = [salience(*base, news=news).value for news in NEARNESS]
    assert nearness == sorted(set(nearness), reverse=True), (
        "news before what is told as the background of something else"
    )
    assert value(*base[:4], 0.8, 2) > salience(*base, stories=2).value > value(*base), (
        "its own later stories make it no surer, but weighty"
    )
    assert value(*base) > salience(*base, named=False).value
    assert value(*base) > value(*base[:2], ("IMG",), *base[3:])
    doubted = [salience(*base, doubts=[doubt]).value for doubt in DOUBTS]
    assert max(doubted) < value(*base), "what is only inferred comes later"
    assert "between different parties" in " ".join(salience(*base).because)
    joint = ("actual", ("NOR", "SWE"), (), 0.8, 1)
    assert "nobody is named to whom" in " ".join(salience("REQUEST", *joint).because)
    assert "between different parties" in " ".join(salience("CONSULT", *joint).because)
    assert len(salience(*base).because) == 7


@pytest.mark.parametrize(
    ("words", "country", "expected"),
    [
        ("Norwegian sailors", "NOR", True),
        ("the first Arab country", "SYR", False),  # a word of the names of many
        ("South Korean sailors", "KOR", True),
        ("Berlin", "DEU", True),
    ],
)
def test_a_word_of_many_names_says_whose_nobody_is(words: str, country: str, expected: bool) -> None:
    assert own(Actor(None, country, span=part(words, words))) is expected


def test_bodies_are_parties_by_their_own_code() -> None:
    nato = Actor("NATO", "IGO", body="NAT")
    found = record_of(told(SHIP, "a", type="ACCUSE", actor=[nato], recipient="CHL"))
    assert found.actors == ("NAT",) and not found.domestic
    assert traits(told(SHIP, "a", actor=[nato])).actors == {"NAT"}


# ---------------------------------------------------------------- short tellings, families, looking back
VETO: dict[str, Any] = {"type": "REJECT", "actor": "NOR ISL", "recipient": "UNO", "when": None}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            told("Norwegian objections", "a", type="REJECT", recipient=(), when=None, trigger="objections"),
            told(
                "the Norwegian objections", "b", type="REJECT", recipient=(), when=None, trigger="objections"
            ),
        ),
        (
            told("Norway suspended Chile", "a", when=None),
            told("to suspend Chile for its use of force", "b", trigger="suspend", when=None),
        ),
        (
            told("Norway and Iceland vetoed a resolution on Chile", "a", trigger="vetoed", **VETO),
            told(
                "the Norwegian veto", "b", "2024-05-31", trigger="veto",
                **{**VETO, "actor": "NOR", "recipient": ()},
            ),
        ),
        (
            told(
                "Chile has accepted a peace plan", "a", trigger="accepted", type="AGREE", actor="CHL",
                recipient=(), when=None,
            ),
            told(
                "Santiago agreed to the initiative of the envoy", "b", "2024-05-30", trigger="agreed",
                type="AGREE", actor="CHL", recipient="UNO", when=None,
            ),
        ),
    ],
    ids=[
        "the same few words", "words within the other's", "a family",
        "a family, to whom it is done told or not",
    ],
)  # fmt: skip
def test_short_tellings_and_families_are_one(one: Telling, other: Telling) -> None:
    assert len(groups(one, other)) == 1 == len(groups(other, one))


def test_what_is_supposed_tells_nothing_that_is_done() -> None:
    supposed = told(SHIP, "a", status="hypothetical", **DEMAND)
    assert len(groups(supposed, told(SHIP, "b", **DEMAND))) == 2
    assert len(groups(supposed, told(SHIP, "c", status="hypothetical", **DEMAND))) == 1


def test_one_article_tells_an_act_twice() -> None:
    title = told("Norway suspended Chile", "a", trigger="suspended", when=None)
    later = told("Norway suspended Chile over the trawler", "b", trigger="suspended", when=None)
    same = replace(later, article="a", url=title.url, origin="a")
    (found,) = gather([title, same])
    assert len(found.tellings) == 2 and len(occurrence(found).reports) == 1, "one article is one report"
    other = replace(
        told("Norway suspended flights to Chile", "b", trigger="suspended", type="REJECT", when=None),
        article="a", origin="a",
    )
    assert len(gather([title, other])) == 2


def test_a_later_article_that_looks_back_tells_the_act_of_then_and_a_new_one_is_new() -> None:
    first = told("Norway and Iceland vetoed a resolution on Chile", "a", trigger="vetoed", **VETO)
    back = told(
        "Norway and Iceland, which have vetoed previous resolutions", "b", "2024-08-20", trigger="vetoed",
        **VETO,
    )
    anew = told(
        "Norway and Iceland vetoed a resolution on Chile for the second time", "c", "2024-08-28",
        trigger="vetoed", **VETO,
    )
    assert groups(first, back, anew) == [["a", "b"], ["c"]]
    (old,) = (h for h in gather([first, back]))
    assert occurrence(old).reported == "2024-05-28"


def test_who_looks_back_means_what_its_own_doers_did() -> None:
    envoys: dict[str, Any] = {"type": "SANCTION", "recipient": "CHL"}
    own = told(
        "Norway recalled its ambassador to Chile", "a", trigger="recalled", actor="NOR", when=when(DAY),
        **envoys,
    )
    others = told(
        "Peru recalled its ambassador to Chile", "b", trigger="recalled", actor="PER", when=when(DAY),
        **envoys,
    )
    joint = told(
        "Norway and Peru recalled their ambassadors to Chile", "c", trigger="recalled",
        actor="NOR PER", when=when(DAY), **envoys,
    )  # fmt: skip
    back = told(
        "Norway, which withdrew its ambassador", "d", "2024-06-25", trigger="withdrew", actor="NOR",
        status="historical", when=None, **envoys,
    )
    (found,) = (g for g in groups(own, others, joint, back) if "d" in g)
    assert "a" in found and "b" not in found


LEAVE: dict[str, Any] = {"type": "SANCTION", "actor": "NOR", "recipient": "CHL", "when": None}


def test_a_decision_and_the_day_it_takes_effect_are_one_act() -> None:
    seat = [
        told(
            "Norway voted to suspend Chile", "a", "2024-05-27", trigger="voted",
            **{**LEAVE, "when": when("2024-05-27")},
        ),
        told(
            "Norway plans to suspend Chile", "b", "2024-05-29", trigger="suspend", status="planned", **LEAVE
        ),
        told(
            "Chile will be suspended by Norway", "c", "2024-05-29", trigger="suspended", status="planned",
            **{**LEAVE, "when": when("2024-05-31")},
        ),
        told("the Norwegian suspension of Chile", "d", "2024-06-08", trigger="suspension", **LEAVE),
    ]  # fmt: skip
    assert groups(*seat) == [["a", "b", "c", "d"]]


def test_two_happenings_are_one_once_a_telling_fits_both() -> None:
    early = told(
        "Norway suspended Chile", "a", "2024-05-24", trigger="suspended",
        **{**LEAVE, "when": when("2024-05-20")},
    )
    late = told(
        "Norway suspended Chile again", "b", "2024-05-28", trigger="suspended",
        **{**LEAVE, "when": when("2024-05-27")},
    )
    between = told(
        "Norway, which suspended Chile", "c", "2024-05-28", trigger="suspended",
        **{**LEAVE, "when": when("2024-05-23")},
    )
    assert groups(early, late) == [["a"], ["b"]], "two acts, by what is known of them"
    near = replace(early, event=replace(early.event, when=when("2024-05-22")))
    assert groups(near, late, between) == [["a", "b", "c"]]


@pytest.mark.parametrize(("words", "found"), [
    ("Norway imposed sanctions on Chile before", [["a"], ["b"], ["c"]]),
    ("Norway imposed sanctions on the oil of Chile before", [["a"], ["b", "c"]]),
], ids=["which of two is not said", "it says which"])  # fmt: skip
def test_what_is_done_time_and_again_is_looked_back_on_by_its_words(
    words: str, found: list[list[str]]
) -> None:
    ban: dict[str, Any] = {"trigger": "imposed", **LEAVE}
    banks = told(
        "Norway imposed sanctions on the banks of Chile", "a", "2024-03-28",
        **{**ban, "when": when("2024-03-27")},
    )
    oil = told(
        "Norway imposed sanctions on the oil of Chile", "b", "2024-05-28", **{**ban, "when": when(DAY)}
    )
    back = told(words, "c", "2024-07-28", **{**ban, "status": "historical"})
    assert groups(banks, back) == [["a"], ["c"]], "there may be others that nobody here tells of"
    assert groups(banks, oil, back) == found


def test_a_family_names_types_of_plover(monkeypatch: pytest.MonkeyPatch) -> None:
    tellings_module.families.cache_clear()
    monkeypatch.setattr(
        tellings_module, "table", lambda: {"family": [{"name": "x", "types": ["NONE"], "days": 1}]}
    )
    with pytest.raises(KnowledgeError, match="family x: not types of PLOVER"):
        tellings_module.families()
    tellings_module.families.cache_clear()


def test_a_day_in_the_words_of_the_act_stands_above_one_around_them() -> None:
    around = told(SHIP, **{**DEMAND, "when": When("2024-05-26", "2024-05-26", "day", "Sunday")})
    said = told(f"{SHIP} on Monday", **{**DEMAND, "when": When(DAY, DAY, "day", "Monday")})
    made = occurrence(Happening("h", (around, said)))
    assert made.start == DAY and len(made.reports) == 2


def test_what_an_act_is_only_inferred_from_is_said_and_comes_later() -> None:
    plain = record_of(told(SHIP, "a", DAY, **DEMAND))
    why = ("on the day that the report opens with, 'Monday'",)
    carried = record_of(told(SHIP, "a", DAY, **DEMAND, because=why))
    assert carried.salience < plain.salience and "around" in " ".join(carried.because)
    older = record_of(told(SHIP, "a", "2024-06-02", **DEMAND, because=why))
    assert older.salience < carried.salience and "an older one" in " ".join(older.because)
    late = record_of(told(SHIP, "a", "2024-06-02", **DEMAND))
    assert late.salience < plain.salience and "some days after" in " ".join(late.because)


def test_blows_at_home_are_none_at_others() -> None:
    troops = Actor("Chilean troops", "CHL", sector="MIL", span=Span(0, 6, "Troops"))
    words = "Troops shelled two villages in the south on Monday"
    home = told(words, "a", type="ASSAULT", actor=[troops], recipient=())
    abroad = told(f"{words} of Peru", "b", type="ASSAULT", actor="CHL", recipient="PER")
    assert groups(home, abroad) == [["a"], ["b"]]
    state = told(words, "a", type="ASSAULT", actor="CHL", recipient=())
    assert groups(state, abroad) == [["a", "b"]]


def test_whom_somebody_met_that_day_says_little_of_whom_else_he_met() -> None:
    one = told("The envoy held talks in Cairo", "a", **{**MEET, "actor": "NOR"})
    assert groups(one, told("Norway and Chile met", "b", **MEET)) == [["a"], ["b"]]


def test_who_is_to_meet_has_agreed_on_nothing_else() -> None:
    plan: dict[str, Any] = {"type": "AGREE", "actor": "NOR", "recipient": "CHL"}
    visit = told("to visit Chile on the peace plan", "a", status="planned", rule="consult.visit", **plan)
    deal = told("Norway agreed to the peace plan with Chile", "b", rule="agree.agree", **plan)
    assert groups(visit, deal) == [["a"], ["b"]]


def test_who_gives_the_day_leads_before_who_sums_up() -> None:
    recall: dict[str, Any] = {"type": "SANCTION", "recipient": "CHL", "trigger": "recalled"}
    dated = told("Norway recalled its ambassador on Monday", "a", actor="NOR", **recall)
    summed = told(
        "Norway and Iceland have also recalled their ambassadors", "b", "2024-05-29",
        **{**recall, "actor": "NOR ISL", "when": None},
    )
    assert record_of(dated, summed).actors == ("NOR",)


def test_what_most_tell_of_other_parties_makes_an_act_no_surer() -> None:
    one = told(SHIP, "a", **DEMAND)
    others = [told(SHIP, type[0], **{**DEMAND, "type": type}) for type in ("ACCUSE", "SUPPORT")]
    alike = [told(SHIP, article, **DEMAND) for article in "AS"]
    outvoted, same = record_of(one, *others), record_of(one, *alike)
    assert outvoted.salience < same.salience and "another act" in " ".join(outvoted.because)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"because": ("Chile: the first party named in what the act speaks of",)}, "first party named"),
        ({"actor": [Actor("the Post", "NOR", sector="JRN")]}, "no state or body"),
        (
            {"actor": [Actor("Ruiz", "NOR", because=(f'"he": {LAST}',), span=Span(0, 2, "he"))]},
            "pointed back to",
        ),
        ({"recipient": [Actor("Geneva", "CHE")]}, "seat of a body"),
        ({"because": (ASCRIBED,)}, "another takes a side"),
        ({"status": "planned"}, "nothing that was promised"),
        ({"because": (f"{UNNAMED}: Chile, as in the act beside it",)}, "in the act beside it"),
        ({"recipient": [Actor("some bloc", "IGO", sector="IGO")]}, "no state or body"),
        (
            {"actor": [Actor("the guards", "NOR", because=(f"{PARAGRAPH} Norway",), span=Span(0, 3, "the"))]},
            "named beside it",
        ),
    ],
)
def test_what_is_inferred_of_the_sides_is_said(fields: dict[str, Any], why: str) -> None:
    plain = record_of(told(SHIP, "a", **DEMAND))
    found = record_of(told(SHIP, "a", **{**DEMAND, **fields}))
    assert why in " ".join(found.because) and found.salience < plain.salience


def test_news_without_a_day_narrows_the_days_of_the_others() -> None:
    week = When("2024-05-27", "2024-06-02", "week", "last week")
    later = told(SHIP, "a", "2024-06-05", **{**DEMAND, "when": week})
    news = told(SHIP, "b", "2024-05-30", **{**DEMAND, "when": None})
    found = record_of(later, news)
    assert (found.start, found.end) == ("2024-05-28", "2024-05-30")


def test_news_in_the_perfect_gives_no_day_against_many_who_look_back() -> None:
    veto: dict[str, Any] = {"type": "REJECT", "actor": "NOR", "recipient": "UNO", "trigger": "vetoed"}
    words = "Norway has twice vetoed the resolution"
    known = [told(words, f"k{n}", f"2024-05-{20 + n}", **{**veto, "when": None}) for n in range(3)]
    why = ("'has vetoed' opens the report: news of its day",)
    perfect = told("Norway has vetoed a resolution", "n", **{**veto, "because": why})
    assert record_of(perfect).start == DAY
    assert record_of(*known, perfect).start is None


def test_what_was_reported_as_done_was_not_done_after_that() -> None:
    news = {"type": "AGREE", "actor": "NOR", "trigger": "accepted"}
    why = ("'has accepted' opens the report: news of its day",)
    first = told("Norway has accepted the plan", "a", "2024-05-26", **{
        **news, "recipient": (), "when": When("2024-05-26", "2024-05-26", "day", "has accepted"),
        "because": why,
    })
    later = told("Norway has accepted the plan of Chile", "b", "2024-05-27", **{
        **news, "recipient": "CHL", "when": When(DAY, DAY, "day", "has accepted"), "because": why,
    })
    found = record_of(first, later)
    assert (found.recipients, found.start) == (("CHL",), "2024-05-26")


def test_a_week_is_no_day_for_what_was_told_before_it() -> None:
    week = When("2024-05-20", "2024-05-31", "week", "that week")
    early = told(SHIP, "a", "2024-05-25", **{**DEMAND, "when": week})
    assert groups(early, told(SHIP, "b", **DEMAND)) == [["a"], ["b"]]


def test_an_act_inferred_in_one_way_here_and_in_another_there_is_only_inferred() -> None:
    first = told(SHIP, "a", **DEMAND, because=("Chile: the first party named in what the act speaks of",))
    beside = told(SHIP, "b", **DEMAND, because=("no recipient named: Chile, as in the act beside it",))
    plain = told(SHIP, "b", **DEMAND)
    assert record_of(first, beside).salience < record_of(first, plain).salience


def test_a_stretch_of_days_that_the_report_opens_with_is_no_day_of_the_act() -> None:
    days = When("2024-05-26", "2024-05-27", "range", "Monday")
    why = ("on the day that the report opens with, 'Monday'",)
    around = record_of(told(SHIP, "a", **{**DEMAND, "when": days, "because": why}))
    own = record_of(told(SHIP, "a", **{**DEMAND, "when": days}))
    assert around.salience < own.salience and "told around it" in " ".join(around.because)


def test_several_vetoes_are_not_the_one() -> None:
    one = told("Norway and Iceland vetoed a resolution on Chile", "a", trigger="vetoed", **VETO)
    all_of_them = told("They have vetoed UN resolutions and stalled talks", "b", trigger="vetoed", **VETO)
    both = told("They vetoed a resolution, though no resolutions before", "d", trigger="vetoed", **VETO)
    assert groups(one, all_of_them, both) == [["a", "d"], ["b"]]
    back = told("the veto of a resolution on Chile", "e", "2024-06-20", **{**VETO, "trigger": "veto"})
    assert groups(one, all_of_them, back) == [["a", "e"], ["b"]]


AT_HOME: dict[str, Any] = {"type": "ASSAULT", "actor": "CHL", "recipient": "CHL", "when": None}


def test_blows_in_towns_far_from_one_another_are_two() -> None:
    blow: dict[str, Any] = {"trigger": "raided", **AT_HOME}
    north = told("Soldiers raided homes of strikers in Antofagasta at dawn", "a", **blow)
    south = told("Soldiers raided homes of strikers in Temuco at dawn", "b", **blow)
    nowhere = told("Soldiers raided homes of strikers at dawn", "c", **blow)
    both = told("Soldiers raided homes of strikers in Temuco and Antofagasta at dawn", "d", **blow)
    assert groups(north, south) == [["a"], ["b"]]
    assert groups(north, nowhere) == [["a", "c"]]
    assert groups(south, both) == [["b", "d"]]


def test_suburbs_and_other_spellings_are_no_other_town() -> None:
    blow: dict[str, Any] = {"trigger": "shelled", **AT_HOME}
    one = told("Soldiers shelled a camp of rebels near Deir al-Zor at dawn", "a", **blow)
    other = told("Soldiers shelled a camp of rebels near Deir ez-Zor at dawn", "b", **blow)
    assert groups(one, other) == [["a", "b"]]


def test_fresh_blows_are_of_these_days() -> None:
    before = told("Soldiers raided homes of strikers at dawn", "a", "2024-05-26", trigger="raided", **AT_HOME)
    fresh = told(
        "In a fresh sweep soldiers raided homes of strikers at dawn", "b", "2024-05-28", trigger="raided",
        **AT_HOME,
    )
    usual = told(
        "In a sweep soldiers raided homes of strikers at dawn", "c", "2024-05-28", trigger="raided", **AT_HOME
    )
    assert groups(before, fresh) == [["a"], ["b"]]
    assert groups(before, usual) == [["a", "c"]]


def test_the_last_summit_is_not_this_one() -> None:
    meet: dict[str, Any] = {"type": "CONSULT", "trigger": "summit", "when": None}
    this = told("the Arctic summit of ministers", "a", **meet)
    before = told("the last Arctic summit of ministers", "b", **meet)
    assert groups(this, before) == [["a"], ["b"]]
    assert traits(before).window is None
    dated = told("the last Arctic summit of ministers", "c", **{**meet, "when": when(DAY)})
    assert groups(this, dated) == [["a", "c"]]


def test_words_written_days_apart_must_say_more() -> None:
    week = When("2024-05-20", "2024-05-31", "week", "these days")
    first = told("Norway demanded cheaper grain and easier visas from Chile", "a", **{**DEMAND, "when": None})
    again = {**DEMAND, "when": week}
    near = told("Norway sought grain and payment for the wreck from Chile", "b", "2024-05-28", **again)
    far = told("Norway sought grain and payment for the wreck from Chile", "c", "2024-09-28", **again)
    assert groups(first, near) == [["a", "b"]]
    assert groups(first, far) == [["a"], ["c"]]


def test_what_is_to_come_within_weeks_is_not_what_was_done_in_a_year() -> None:
    plan = told("They will meet in Oslo on fish", "a", status="planned", **{**MEET, "when": None})
    year = When("2024-01-01", "2024-12-31", "year", "last year")
    past = told("They met in Oslo on fish", "b", "2025-02-01", **{**MEET, "when": year})
    assert groups(plan, past) == [["a"], ["b"]]


def test_a_states_opponents_do_not_meet_whom_the_state_meets() -> None:
    envoy = Actor("the envoy", "UNO", sector="IGO")
    state, rebels = Actor("Chile", "CHL", sector="GOV"), Actor("rebels", "CHL", sector="OPP")
    one = told("The envoy met the president in Oslo", "a", **{**MEET, "actor": (envoy, state)})
    other = told("The envoy met rebels in Lima", "b", **{**MEET, "actor": (envoy, rebels)})
    assert groups(one, other) == [["a"], ["b"]]


def test_two_of_one_state_meet_the_same_envoy_twice() -> None:
    envoy = Actor("Ana Ruiz", "UNO", role="envoy")
    one = told("Ruiz met him", "a", trigger="met", **{**MEET, "actor": (envoy, BERG)})
    other = told("Ruiz held talks", "b", trigger="held", **{**MEET, "actor": (envoy, LIND)})
    premier = Actor("the premier", "NOR", role="premier")
    unnamed = told("Ruiz spoke", "c", **{**MEET, "actor": (envoy, premier)})
    assert groups(one, other) == [["a"], ["b"]]
    assert groups(one, unnamed) == [["a", "c"]]


def test_a_body_that_meets_by_itself_meets_often() -> None:
    session = told("The council met in closed session", "a", trigger="met", **{**MEET, "actor": "UNO"})
    recent = told("A recent gathering", "b", trigger="gathering", **{**MEET, "actor": "UNO", "when": None})
    assert groups(session, recent) == [["a"], ["b"]]


def test_what_another_is_to_offer_is_not_what_one_offered() -> None:
    offer: dict[str, Any] = {"type": "AGREE", "trigger": "extend", "when": None}
    to_come = {**offer, "status": "planned", "actor": "CHL", "recipient": "NOR"}
    chile = told("Chile will extend a friendly hand to Norway", "a", "2024-05-26", **to_come)
    assert groups(chile, told("Norway did extend a friendly hand to Chile", "b", **offer)) == [["a"], ["b"]]


def test_one_common_word_in_reports_days_apart_is_no_proof() -> None:
    call: dict[str, Any] = {"type": "REQUEST", "when": None}
    pressing = told("Norway raised pressure on ministers", "a", "2024-05-24", trigger="raised", **call)
    expecting = told("Norway expected popular pressure", "b", "2024-05-26", trigger="expected", **call)
    copied = replace(pressing, article="c", published="2024-05-26", origin="c")
    assert groups(pressing, expecting) == [["a"], ["b"]]
    assert groups(pressing, copied) == [["a", "c"]]


def test_sanctions_are_not_one_for_the_word() -> None:
    ban: dict[str, Any] = {"type": "SANCTION", "trigger": "imposed", "when": None}
    banks = told("Norway imposed sanctions on banks and insurers", "a", "2024-05-27", **ban)
    oil = told("Norway imposed sanctions on oil and shipping", "b", "2024-05-28", **ban)
    same = told("Norway has imposed sanctions on insurers and banks", "c", "2024-05-28", **ban)
    assert groups(banks, oil) == [["a"], ["b"]]
    assert groups(banks, same) == [["a", "c"]]


def test_a_call_is_no_visit() -> None:
    met: dict[str, Any] = {**MEET, "trigger": "talks"}
    visit = told("Norway began talks in Chile", "a", mode="visit", **{**met, "when": None})
    phone = told("telephone talks of Norway", "b", mode="phone", **met)
    seen = told("Chile saw talks with Norway", "b", mode="visit", **met)
    assert groups(visit, phone) == [["a"], ["b"]]
    assert groups(visit, seen) == [["a", "b"]]


def test_a_visit_is_not_one_of_its_meetings_without_a_word_in_common() -> None:
    undated: dict[str, Any] = {"type": "CONSULT", "mode": "visit", "when": None}
    visit = told("a visit to Santiago", "a", trigger="visit", **undated)
    lunch = told("Norway's envoy met the governor over lunch", "b", trigger="met", **MEET)
    rounds = told("observers toured two ports", "c", trigger="toured", **undated)
    assert groups(visit, lunch, rounds) == [["a"], ["b"], ["c"]]


def test_what_a_body_is_to_do_alone_is_not_what_it_does_days_later() -> None:
    alone: dict[str, Any] = {"type": "CONSULT", "actor": "PER", "recipient": (), "trigger": "session"}
    coming = told("a session in Lima", "a", "2024-05-20", **{**alone, "when": None}, status="planned")
    held = told("the session in Lima", "b", "2024-05-28", **alone)
    soon = told("its session in Lima", "c", "2024-05-26", **{**alone, "when": None}, status="planned")
    assert groups(coming, held) == [["a"], ["b"]]
    assert groups(soon, held) == [["b", "c"]]


def test_whom_one_meets_alone_says_little_of_whom_many_meet() -> None:
    one = told("its talks", "a", trigger="talks", **{**MEET, "actor": "NOR"})
    two = told("Chile and Norway held talks on fisheries", "b", trigger="talks", **MEET)
    same = told("their talks", "c", trigger="talks", **MEET)
    assert groups(one, two) == [["a"], ["b"]]
    assert groups(two, same) == [["b", "c"]]


def test_a_word_at_home_says_too_little() -> None:
    home: dict[str, Any] = {"type": "ACCUSE", "actor": "NOR", "recipient": "NOR", "trigger": "blamed"}
    fire = told("blamed miners for the fire", "a", **home)
    bare = told("blamed", "b", **home)
    named = {**home, "recipient": (actor("NOR"), Actor("stave hill", None))}
    assert groups(fire, bare) == [["a"], ["b"]]
    assert groups(fire, told("blamed them", "c", **named)) == [["a"], ["c"]]


def test_a_bare_word_is_of_these_days() -> None:
    full = told("Norway demanded that Chile free the trawler", "a", "2024-05-25", **{**DEMAND, "when": None})
    far = told("the demands", "b", "2024-05-28", trigger="demands", **DEMAND)
    near = told("the demands", "c", "2024-05-26", trigger="demands", **{**DEMAND, "when": None})
    assert groups(full, far) == [["a"], ["b"]]
    assert groups(full, near) == [["a", "c"]]


def test_a_denied_meeting_of_which_only_the_word_is_said_is_none_that_was() -> None:
    met: dict[str, Any] = {"type": "CONSULT", "trigger": "talks"}
    denied = told("no talks of Norway with Chile", "a", status="negated", **met)
    assert groups(denied, told("talks of Norway with Chile", "b", **met)) == [["a"], ["b"]]


def test_what_a_body_is_to_do_by_itself_is_not_what_it_does_much_later() -> None:
    forum: dict[str, Any] = {"type": "CONSULT", "recipient": (), "trigger": "conference", "when": None}
    held = told("a conference in Fenham", "b", "2024-05-28", **forum)
    for published, found in (("2024-05-10", [["a"], ["b"]]), ("2024-05-25", [["a", "b"]])):
        coming = told("a conference to be in Fenham", "a", published, status="planned", **forum)
        assert groups(coming, held) == found


def test_other_words_for_an_act_need_much_in_common_unless_reports_open_with_it() -> None:
    def deep(words: str, name: str, trigger: str, at: int = 900, **fields: Any) -> Telling:
        t = told(words, name, trigger=trigger, **{**KILL, "when": None, **fields})
        return replace(t, event=replace(t.event, trigger=replace(t.event.trigger, start=at, end=at + 9)))

    guns = "guns pounded the old harbour of Fenham through a cold night"
    boats = "boats rammed a trawler leaving Fenham harbour at noon with fish"
    for place, found in ((900, [["a"], ["b"]]), (20, [["a", "b"]])):
        assert groups(deep(guns, "a", "pounded", place), deep(boats, "b", "rammed", place)) == found
    running = "rockets struck the old harbour of Dunmore"
    assert groups(deep(guns, "a", "pounded"), deep(running, "c", "struck")) == [["a", "c"]]
    few = deep("shells hit Fenham harbour", "d", "hit"), deep("planes bombed Fenham harbour", "e", "bombed")
    assert groups(*few) == [["d", "e"]]
    since: dict[str, Any] = {"when": When("2013-01-01", "2013-12-31", "year", "in 2013")}
    siege, fire = (deep(f"{word} in 2013", word, word, **since) for word in ("besieged", "burnt"))
    assert groups(siege, fire) == [["besieged"], ["burnt"]]


def test_a_body_meets_often_and_in_other_words_at_another_meeting() -> None:
    body: dict[str, Any] = {"type": "CONSULT", "actor": "UNO", "recipient": (), "when": None}
    forum, summit = (
        replace(t, event=replace(t.event, trigger=replace(t.event.trigger, start=900, end=909)))
        for t in (
            told("a forum in Fenham", "a", trigger="forum", **body),
            told("its summit, Fenham", "b", trigger="summit", **body),
        )
    )
    assert groups(forum, summit) == [["a"], ["b"]]


def test_talks_at_large_and_a_bare_word_of_others_are_no_one_act() -> None:
    bare: dict[str, Any] = {**MEET, "trigger": "talks", "when": None}
    first = told("talks of Norway with Chile, the first since the flood", "a", **bare)
    assert groups(first, told("the talks", "b", **bare)) == [["a"], ["b"]]
    assert groups(first, told("the talks", "c", **{**bare, "when": when(DAY)})) == [["a", "c"]]
    all_four = told("they met", "d", trigger="met", **{**MEET, "actor": "NOR CHL PER KEN"})
    envoys = {**MEET, "actor": "NOR CHL PER", "trigger": "met"}
    assert groups(all_four, told("envoys met to weigh a text", "e", **envoys)) == [["d"], ["e"]]


def test_what_stands_far_down_months_later_must_say_which() -> None:
    recall: dict[str, Any] = {"type": "SANCTION", "trigger": "recalled", "when": None}
    first = told("Norway recalled its ambassador to Chile", "a", "2024-01-08", **recall)

    def later(words: str, day: str) -> Telling:
        t = told(words, "b", day, **recall)
        return replace(t, event=replace(t.event, trigger=replace(t.event.trigger, start=900, end=908)))

    plain = "Norway recalled its envoys from Chile"
    recalled = plain.replace("recalled", "had earlier recalled")
    assert groups(first, later(plain, "2024-07-10")) == [["a"], ["b"]]
    assert groups(first, later(recalled, "2024-07-10")) == [["a", "b"]]
    assert groups(first, later(plain, "2024-02-10")) == [["a", "b"]]


def test_blows_at_home_on_no_day_need_more_than_two_words_or_a_name() -> None:
    home: dict[str, Any] = {"type": "COERCE", "actor": "NOR", "recipient": "NOR", "trigger": "crackdown"}
    a, b = "a bloody crackdown", "its bloody crackdown on miners"
    for fields, found in (({"when": None}, [["a"], ["b"]]), ({"when": when(DAY)}, [["a", "b"]])):
        assert groups(told(a, "a", **home, **fields), told(b, "b", **home, **fields)) == found
    home |= {"when": None}
    named = (told(f"{words} in Fenham", name, **home) for words, name in ((a, "a"), (b, "b")))
    assert groups(*named) == [["a", "b"]]
    assert groups(told(a, "a", **home), told(b, "b", copy_of="a", **home)) == [["a", "b"]]


def test_who_looks_back_on_what_is_done_again_tells_of_its_doers() -> None:
    ban: dict[str, Any] = {"type": "SANCTION", "trigger": "imposed"}
    first = told("Norway imposed economic sanctions on Chile over a dam", "a", "2024-05-28", **ban)

    def later(doers: str) -> Telling:
        words = f"{doers} had earlier imposed economic sanctions"
        return told(words, "b", "2024-06-20", **{**ban, "actor": doers, "when": None})

    assert groups(first, later("NOR")) == [["a", "b"]]
    assert groups(first, later("NOR PER")) == [["a"], ["b"]]
