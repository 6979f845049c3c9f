"""What a quotation does without a verb of an act, of whom it is said, and passives without an agent."""

from __future__ import annotations

import pytest

from communique import actors, dates, events, places, statements
from communique.events.moves import Said, find_moves, lay, parted
from communique.grammar import Grammar
from communique.records import Actor

ON = "2025-06-10"


def hear(text: str, *, meant: str = "", opens: tuple[int, ...] = (0,)) -> Said:
    """The words of a text, each known by itself, those meant as the other party too."""
    words = text.lower().split()
    known = (frozenset((w, "<party>")) if w == meant else frozenset((w,)) for w in words)
    return Said(tuple(range(len(words))), tuple(known), frozenset(opens))


# (turn of phrase, text, where it ends from the first word on)
LAID = [
    ("no .. until", "no gas until friday", 3),
    ("no .. until", "gas until friday", None),
    ("hat|cap off", "cap off to them", 2),
    ("^ out", "out with them", 1),
    ("off $", "hats off", None),
    ("no ^ no", "no no", None),
]


@pytest.mark.parametrize(("cue", "text", "end"), LAID)
def test_a_turn_of_phrase_is_laid_over_words(cue: str, text: str, end: int | None) -> None:
    assert lay(parted(cue), hear(text), 0) == end


def test_whom_it_is_said_of_may_be_named() -> None:
    found = [type_ for type_, _ in find_moves(hear("we stand with quito", meant="quito"), "en")]
    assert "SUPPORT" not in found  # whoever speaks is not known by "we" here: classes come with the parse
    assert lay(parted("with <party>"), hear("with quito", meant="quito"), 0) == 2


def read(grammar: Grammar, text: str) -> list[str]:
    """ "SANCTION PER>CHL" of every act of a text that is not denied."""
    parse = next(grammar.parse([text]))
    times = dates.find(text, ON, language="en")
    cast = actors.cast(parse, ON)
    said = statements.find(parse, cast, times, ON)
    cast = cast.within(statements.ranges(parse, said))
    scene = events.Scene(parse, cast, said, times, places.find(text, language="en"), ON)
    return [
        f"{e.type} {countries(e.actors)}>{countries(e.recipients)}"
        for e in events.find(scene) if e.status != "negated"
    ]


def countries(side: tuple[Actor, ...]) -> str:
    """The countries of a side."""
    return "-".join(a.country or "" for a in side)


SAID = [
    # what is said of somebody's thing, by turn of phrase
    (
        '"Not a tonne of our wheat will go there until they pay," Chad\'s minister said of Sudan.',
        "REJECT TCD>SDN",
    ),
    ('"Hats off to the Danes," a Norwegian minister said.', "SUPPORT NOR>DNK"),
    ('"Whoever feeds Tripoli will regret it," a Maltese admiral said.', "THREATEN MLT>LBY"),
    ('"We owe the people of Lima an apology," Chile\'s president said.', "CONCEDE CHL>PER"),
    # of whom: in a message
    ('"Bring our sailors home," the Omani envoy said in a letter to Yemen.', "REQUEST OMN>YEM"),
    # nothing kind is blame
    (
        '"A schoolboy would have drawn it better," the Kenyan minister said of the Somali map.',
        "ACCUSE KEN>SOM",
    ),
    ('"A true brother," the Kenyan minister said of the Ugandan president.', "SUPPORT KEN>UGA"),
    ('"They have two days to go," the Kenyan minister said of the Ugandan soldiers.', "REQUEST KEN>UGA"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_what_a_quotation_does(grammar: Grammar, text: str, wanted: str) -> None:
    assert wanted in read(grammar, text)


QUIET = [
    '"The weather was kind to us," the Kenyan minister told reporters.',
    '"It will take some years," the Kenyan minister said of the dam.',
]


@pytest.mark.model
@pytest.mark.parametrize("text", QUIET)
def test_what_is_said_of_nobody_is_no_act(grammar: Grammar, text: str) -> None:
    assert read(grammar, text) == []


@pytest.mark.model
def test_months_that_something_took_are_no_term(grammar: Grammar) -> None:
    text = '"The Ugandan rebels have come far over the past months to unite," a Kenyan official said.'
    assert not any(act.startswith("REQUEST") for act in read(grammar, text))


@pytest.mark.model
def test_a_command_is_no_deed(grammar: Grammar) -> None:
    found = read(grammar, '"Bomb their airfields," the Kenyan general told reporters.')
    assert not any(act.startswith("ASSAULT") for act in found)


TOLD = [
    # who did what a passive leaves open
    ("Togolese lorries were held up for a week in Accra.", "COERCE GHA>TGO"),
    ("Bolivian beef was banned from Chilean shops.", "SANCTION CHL>BOL"),
    ("Chilean troops were asked to leave by the new government in Quito.", "REQUEST ECU>CHL"),
    ("The Malian premier was praised in Rome for his patience.", "SUPPORT ITA>MLI"),
    # what verbs share, what is denied, what stands before the comma of a saying
    ("Peru cut, but Chile kept, its ties with Cuba.", "SANCTION PER>CUB"),
    ("Two Danish nurses were kidnapped and killed by Sudanese soldiers.", "ASSAULT SDN>DNK"),
    ("Danish guards were fired on and chased away by angry Malian villagers.", "ASSAULT MLI>DNK"),
    ("Not Peru but Chile expelled the Cuban consul.", "SANCTION CHL>CUB"),
    ("Togo, accused by Ghana of moving the stones, said nothing.", "ACCUSE GHA>TGO"),
    ("Mali moved to expel the Danish envoy.", "SANCTION MLI>DNK"),
    (
        "Chile's ambassador spoke for an hour. The diplomat demanded that Peru free two pilots.",
        "REQUEST CHL>PER",
    ),
    ("The Haitian president met bankers. Later the visitor thanked Canada.", "SUPPORT HTI>CAN"),
    ("The envoy, a Fijian, handed a protest to Tonga.", "ACCUSE FJI>TON"),
    # one of two named before
    ("Gabon and Congo share the bay. The former expelled two Angolan consuls.", "SANCTION GAB>AGO"),
    ("Laos and Vietnam quarrelled. Then the latter recalled its envoy from Vientiane.", "SANCTION VNM>LAO"),
    ("Fiji's premier flew to Nuku'alofa on Monday. His hosts promised Fiji two boats.", "AGREE TON>FJI"),
    ("An Omani team is in Kuwait. The visitors thanked the emirate.", "SUPPORT OMN>KWT"),
    ("Mali closed its border with Niger. That country has recalled its ambassador.", "SANCTION NER>MLI"),
    ("The Togolese premier flew to Cotonou. His Beninese counterpart rejected his offer.", "REJECT BEN>TGO"),
    ("Seoul will no longer ship rice to the North.", "REJECT KOR>PRK"),
    # passives: prepositions taken for particles, who did it behind an adverb, what two passives share
    ("Two Honduran trawlers were seized off Belize and towed away.", "COERCE BLZ>HND"),
    ("Chadian herders were fired on by a Sudanese patrol.", "ASSAULT SDN>TCD"),
    ("Peru was asked once more by Chile to hand over the men.", "REQUEST CHL>PER"),
    ("A protest note was delivered to the Fijian embassy in Canberra.", "ACCUSE AUS>FJI"),
    ("Four Swedish monitors were denied visas by Azerbaijan.", "REJECT AZE>SWE"),
    # verbs in a row
    ("Ghana arrested, tried and deported four Togolese traders.", "COERCE GHA>TGO"),
    ("Kenya praised but did not join the Ugandan offensive in Congo.", "SUPPORT KEN>UGA"),
    ("Iran protested, denied the charge and summoned the Dutch envoy.", "ACCUSE IRN>NLD"),
    ("China condemned and Russia defended the Syrian plan.", "SUPPORT RUS>SYR"),
    # who says it between commas, a second subject, participles before the verb
    ("The rebels of Chad, said a Sudanese minister, must leave Darfur.", "REQUEST SDN>TCD"),
    ("Laos, until then a friend of Thailand's, thanked Vietnam.", "SUPPORT LAO>VNM"),
    ("Eritrean soldiers captured near Badme thanked Ethiopia.", "SUPPORT ERI>ETH"),
    ("Latvia, a member since May, and Estonia, which came later, asked NATO to act.", "REQUEST LVA-EST>IGO"),
    # what is decided against, asked in vain, told to whom it concerns
    ("Malta decided against handing the two pilots over to Libya.", "REJECT MLT>LBY"),
    ("Peru failed to persuade Chile to sign.", "REQUEST PER>CHL"),
    ("Peru let Chile know that it would not pay.", "REJECT PER>CHL"),
    ("Peru informed Chile that it would close its consulate.", "SANCTION PER>CHL"),
    # acts in nouns
    ("The sudden recall of the Omani ambassador from Doha puzzled many.", "SANCTION OMN>QAT"),
    ("The arrest in Lagos of a Ghanaian editor caused a stir.", "COERCE NGA>GHA"),
    ("Rwanda's seizure of Goma angered Paris.", "COERCE RWA>COD"),
    ("For its trade with Brazil, Uruguay dropped a complaint against Argentina.", "CONCEDE URY>ARG"),
    ("Ethiopia called its troops home from Somalia.", "RETREAT ETH>SOM"),
    # what is said
    ('"Not a litre of our water will cross into Uzbekistan," the Tajik president said.', "REJECT TJK>UZB"),
    ('"We could not wish for a better friend than Fiji," the Tongan king said.', "SUPPORT TON>FJI"),
    ('"It takes two to make peace, and Asmara has never tried," an Ethiopian envoy said.', "ACCUSE ETH>ERI"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_constructions(grammar: Grammar, text: str, wanted: str) -> None:
    assert wanted in read(grammar, text)
