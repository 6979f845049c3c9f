"""When an act took place, by what a text says of other acts, of the story and of the news;
and whether it did."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from communique.reader import Reader
from communique.records import Event, Reading
from makers import article

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

import causes
import standing

pytestmark = pytest.mark.model
ON = "2025-06-10"  # a Tuesday


def read(reader: Reader, text: str) -> Reading:
    found = reader.read(article(text, title=None, published=ON))
    assert isinstance(found, Reading)
    return found


def told(event: Event) -> str:
    """ "SANCTION PER actual 2025-06-09..2025-06-09", the first doer only."""
    day = f"{event.when.start}..{event.when.end}" if event.when is not None and event.when.start else "-"
    return f"{event.type} {next((a.country for a in event.actors if a.country), '-')} {event.status} {day}"


# (text, an act with its day and status that must be found)
TOLD = [
    # an entry of a chronology tells of its day, in its second sentence too
    (
        "2 June: Peru frees two sailors.\n\n4 June: Chile reopens the border. Kenya expels Peru's envoy.",
        "SANCTION KEN actual 2025-06-04..2025-06-04",
    ),
    # a length counted from a day, and who speaks on one
    (
        "Three days after the raid of 4 June, Peru expelled Chile's envoy.",
        "SANCTION PER actual 2025-06-07..2025-06-07",
    ),
    (
        "Peru's president, speaking in parliament on Monday, condemned Chile.",
        "ACCUSE PER actual 2025-06-09..2025-06-09",
    ),
    (
        "Peru's president, who met Chile's premier, the deputy leader, on Monday, is hopeful.",
        "CONSULT PER actual 2025-06-09..2025-06-09",
    ),
    # who has shown that he is willing has done so, whenever the thing is due
    ("Norway signalled its readiness for talks with Chile next week.", "AGREE NOR actual -"),
    ("Peru's government has left the door open to a summit with Kenya next month.", "AGREE PER actual -"),
    ("Peru agreed to meet Kenya next week.", "AGREE PER planned 2025-06-16..2025-06-22"),
    # what somebody says that he has done is of the week in which he says so, and what others did is not
    ("Kenya's army said last week that it had shelled Chadian posts.",
     "ASSAULT KEN actual 2025-06-02..2025-06-08"),
    ("Kari Lie wrote last week that Kenya had shelled Chadian posts.", "ASSAULT KEN actual -"),
    # "earlier in the day" is the last day of the news told of, however far back
    (
        "Peru said on Sunday that it would join. In March it had signed the pact.\n\n"
        "The pact dates from 1953. Its text is long.\n\nEarlier in the day, Chile condemned the move.",
        "ACCUSE CHL actual 2025-06-08..2025-06-08",
    ),
    # what is told as of before, or opens with a longer time, is not of the day of the news
    (
        "Peru recalled its envoy on Monday. The recent visit by the Chilean minister to Lima was a failure.",
        "CONSULT CHL actual -",
    ),
    (
        "Peru named a new minister on Monday. Within a year, as its president travelled to Chile, ties grew.",
        "CONSULT PER actual -",
    ),
    # a clause of the past is not of the day to come that its main clause is told for
    (
        "Marches may take place on Sunday's anniversary of the war when Chile seized the Peruvian town.",
        "ASSAULT CHL actual -",
    ),
    # what is said of an act is news of a later day than the act that a report opens with
    (
        "The town was shelled by Chile on Saturday. Nobody was hurt.\n\nPeru condemned the raid.",
        "ACCUSE PER actual -",
    ),
    # at a distance from another act, before it and after it, in whatever clause the day stands
    (
        "Monday's visit came two days after Peru summoned the Chilean envoy.",
        "ACCUSE PER actual 2025-06-07..2025-06-07",
    ),
    (
        "Peru recalled its envoy on Monday, hours after Chile accused it of spying.",
        "ACCUSE CHL actual 2025-06-09..2025-06-09",
    ),
    (
        "The envoy left on Monday. Just 48 hours earlier Peru had expelled him.",
        "SANCTION PER actual 2025-06-07..2025-06-07",
    ),
    (
        "Peru recalled its envoy on Monday, a week after Chile accused it of spying.",
        "ACCUSE CHL actual 2025-05-30..2025-06-05",
    ),
    # … from today where something comes now, also by a gerund; "days" are less than a week and more than one
    (
        "The move comes two days after Peru expelled a Chilean attache.",
        "SANCTION PER actual 2025-06-08..2025-06-08",
    ),
    (
        "The visit comes a day after Kenya joined Chad in imposing sanctions on Somalia.",
        "SANCTION KEN actual 2025-06-09..2025-06-09",
    ),
    (
        "The row comes just days after Kenya expelled the Somali envoy.",
        "SANCTION KEN actual 2025-06-03..2025-06-09",
    ),
    ("The row came on Monday, months after Kenya expelled the Somali envoy.", "SANCTION KEN actual -"),
    # what lies at a distance is of no day that the story goes on with
    (
        "The row comes a day after Peru expelled a Chilean attache. Chile also closed a Peruvian school.",
        "SANCTION PER actual 2025-06-09..2025-06-09",
    ),
    # news of the day, in the perfect; what goes on or comes again is none
    ("Peru has expelled the Chilean ambassador.", "SANCTION PER actual 2025-06-10..2025-06-10"),
    (
        "Peru has summoned the Chilean ambassador and expelled two attaches.",
        "SANCTION PER actual 2025-06-10..2025-06-10",
    ),
    ("Peru has long accused Chile of spying.", "ACCUSE PER actual -"),
    ("Peru has repeatedly accused Chile of spying.", "ACCUSE PER actual -"),
    ("Peru has stepped up its criticism of Chile.", "ACCUSE PER actual -"),
    (
        "Peru has accused Chile of spying, a week after talks in Quito.",
        "ACCUSE PER actual 2025-06-10..2025-06-10",
    ),
    # … nor is what is told behind the news of a day, or behind an older one; nor behind a state
    (
        "Peru recalled its envoy on Monday. It is winter. Chile has accused Peru of spying.",
        "ACCUSE CHL actual -",
    ),
    ("Peru tested a missile last week. Chile has condemned the launch.", "ACCUSE CHL actual -"),
    (
        "Peru is to hold a vote. Its president has been a friend of Chad, but has criticised Chile.",
        "ACCUSE PER actual -",
    ),
    # it is no surer than the day that is told of next
    (
        "Peru has accused Chile of spying. Its minister phoned the embassy on Monday.",
        "ACCUSE PER actual 2025-06-09..2025-06-10",
    ),
    # and what is told behind both is of the one or the other
    (
        "Peru has stepped up its criticism of Chile. On Monday a ship sank. The talks were long.\n\n"
        "Chad expelled a Chilean attache.",
        "SANCTION TCD actual 2025-06-09..2025-06-10",
    ),
    # what somebody said long ago is of that day in its own paragraph, and not all that he says
    (
        "Chile's president Ana Soto said in March that the pact was dead. She accused Peru of spying.",
        "ACCUSE CHL actual 2025-03-01..2025-03-31",
    ),
    (
        "Chile's president Ana Soto said in March that the pact was dead.\n\nMs Soto accused Peru of spying.",
        "ACCUSE CHL actual -",
    ),
    # what goes with an older day is not of the day of the story
    (
        "Peru recalled its envoy on Monday. It shelled Chile in clashes that began on Sunday.",
        "ASSAULT PER actual -",
    ),
    (
        "Peru recalled its envoy on Monday. Chile supported Peru until they fell out in March.",
        "SUPPORT CHL actual -",
    ),
    # nor is what a quotation looks back on
    (
        'Peru recalled its envoy on Monday. "Chile attacked the Peruvian port," the minister said.',
        "ASSAULT CHL actual -",
    ),
    # nor is what says more about a thing, however deep, or what its report tells with another day
    (
        "Peru recalled its envoy on Monday.\n\nThe calm is unlike the part that Chad played when it shelled "
        "the Chilean port.",
        "ASSAULT TCD actual -",
    ),
    # a paper is no day; a day with an article is of the round that is told of
    ("In the Sunday Courier, Chile condemned Peru.", "ACCUSE CHL actual -"),
    (
        "The last round ended on 20 May. In a Sunday meeting with Chile, Peru rejected the plan.",
        "CONSULT PER actual 2025-05-18..2025-05-18",
    ),
    # a day past by publication, on which somebody's own were ordered to do something
    (
        "Peru's president ordered his delegation to boycott the Chilean president's speech on Sunday.",
        "REJECT PER actual 2025-06-08..2025-06-08",
    ),
    # who was the first to do something did it when he became that
    (
        "He became the first Kenyan minister to visit Chile, on a stormy day last month.",
        "CONSULT KEN actual 2025-05-01..2025-05-31",
    ),
    # it lends its day to no other act
    ("Peru has expelled the Chilean envoy.\n\nThe man left. Chile condemned Peru.", "ACCUSE CHL actual -"),
    # what was done before it was said, or is called earlier, or took months, is of no day around it
    ("Peru said on Monday that it had expelled two Chilean attaches.", "SANCTION PER actual -"),
    (
        "Peru recalled its envoy on Monday. It criticised Chile's earlier refusal to sign.",
        "REJECT CHL actual -",
    ),
    (
        "Peru recalled its envoy on Monday. Chile refused for months to accept the ruling.",
        "REJECT CHL actual -",
    ),
    ('"Peru has long complained of Chilean spies," its minister said on Monday.', "ACCUSE PER actual -"),
    ("Since signing the pact, Peru and Chile have held many talks on fishing.", "CONSULT PER actual -"),
    # nor is a meeting of the day when somebody said that it had been, or told of what was put forward at it
    # by when something is due
    ("Peru and Chile agreed to reach an accord by 1 July.", "AGREE PER planned 2025-06-10..2025-07-01"),
    ("Peru will send food aid to Chile before the end of 2026.", "AGREE PER planned 2025-06-10..2026-12-31"),
    ("Kenya threatened to expel the Somali envoy by Friday.", "THREATEN KEN actual -"),
    # what follows on what was told before it
    (
        "Kenya's president is to meet Chad's leader in Oslo on Friday and will then fly to Somalia.",
        "AGREE KEN planned -",
    ),
    # … and not once the story has gone back to an older day
    (
        "Peru recalled its envoy on Monday.\n\nThe quarrel began on 7 May, when Chile's president called the"
        " island his.\n\nPeru demanded that he take the words back.",
        "REQUEST PER actual -",
    ),
    # the day that the report opens with, across paragraphs; not beside older days, nor in what a quotation
    # looks back on
    (
        "Peru expelled a Chilean attache on Monday.\n\nThe man had three days to pack.\n\nChile condemned "
        "Peru.",
        "ACCUSE CHL actual 2025-06-09..2025-06-09",
    ),
    (
        "Peru expelled a Chilean attache on Monday.\n\nThe two fell out in 2019. Chile condemned Peru.",
        "ACCUSE CHL actual -",
    ),
    (
        'Peru expelled a Chilean attache on Monday.\n\n"Chile attacked Peru," the minister said.',
        "ASSAULT CHL actual -",
    ),
    # a meeting where something was said or done
    (
        "Peru freed the crew on Monday.\n\nIn talks with Chile in Lima, Peru accepted the plan.",
        "CONSULT PER actual 2025-06-09..2025-06-09",
    ),
    # what is named by a year, and since when something is so, are the act's day nowhere
    ("Chile accused Bolivia of breaking the 1929 treaty.", "ACCUSE CHL actual -"),
    ("Peru's president, in power since 2021, thanked Chile for its help.", "SUPPORT PER actual -"),
    # the stretch in which it was told; a plan no earlier and a deed no later than the report
    (
        "Last week Peru said that it had arrested six Chilean guards.",
        "COERCE PER actual 2025-06-02..2025-06-08",
    ),
    ("Peru's president will visit Chile this year.", "AGREE PER planned 2025-06-10..2025-12-31"),
    (
        "Peru and Chile agreed that the next round would be held in 2026.",
        "AGREE PER planned 2026-01-01..2026-12-31",
    ),
    # a noun with the time that closes its phrase, or of a participle behind it
    (
        "Kenya condemned the attack by Somalia on the port in May.",
        "ASSAULT SOM actual 2025-05-01..2025-05-31",
    ),
    (
        "The accord between Kenya and Somalia, agreed in talks last weekend, could end the war.",
        "AGREE KEN actual 2025-06-07..2025-06-08",
    ),
    # a noun by the time that its verb says more about, of what is yet to begin, or was on in its course
    (
        "It is the first trip since 2009 when Peru's president made a similar visit to Chile.",
        "CONSULT PER historical 2009-01-01..2009-12-31",
    ),
    (
        "Talks between Peru and Chile are due to resume later this month in Quito.",
        "AGREE PER planned 2025-06-10..2025-06-30",
    ),
    (
        "Peru and Chile agreed last month to cut tariffs during a meeting in Quito.",
        "CONSULT PER actual 2025-05-01..2025-05-31",
    ),
    (
        "Peru's congress passed a resolution last week that condemned Chile.",
        "ACCUSE PER actual 2025-06-02..2025-06-08",
    ),
    # done by deciding it; planned what is planned; said what a journey was to say
    ("Peru decided on Monday to expel two Chilean attaches.", "SANCTION PER actual 2025-06-09..2025-06-09"),
    ("The Peruvian congress voted to recall the ambassador to Chile.", "SANCTION PER actual -"),
    (
        "Kenya's minister flew to Mogadishu on Monday to demand an apology from Somalia.",
        "REQUEST KEN actual 2025-06-09..2025-06-09",
    ),
    ("Peru went on to demand an apology from Chile.", "REQUEST PER actual -"),
    ("Iran's president is due to fly to Oman before going on to Qatar.", "AGREE IRN planned -"),
    (
        "Iran would resist any pressure by Oman, its president said on Monday.",
        "REJECT IRN actual 2025-06-09..2025-06-09",
    ),
    # said when the statement was issued, or when he spoke; the day that a distance is counted from
    ("In a statement issued on Monday, Peru condemned Chile.", "ACCUSE PER actual 2025-06-09..2025-06-09"),
    ("Addressing parliament on Monday, Peru accused Chile.", "ACCUSE PER actual 2025-06-09..2025-06-09"),
    ("Two days before the vote on Monday, Peru thanked Chile.", "SUPPORT PER actual 2025-06-07..2025-06-07"),
    (
        "The talks failed on Friday. The day after, Peru expelled Chile's envoy.",
        "SANCTION PER actual 2025-06-07..2025-06-07",
    ),
    # counted from today, or from the day of what it is said to have been done with
    (
        "Peru has accused Chile of spying, three days after talks between the two countries.",
        "CONSULT PER actual 2025-06-07..2025-06-07",
    ),
    (
        "Mali freed two pilots on Friday, two days after Peru and Chile joined forces to expel its envoys.",
        "SANCTION PER actual 2025-06-04..2025-06-04",
    ),
    # on whose eve something is told is to come
    ("She spoke on the eve of the Peruvian president's visit to Chile.", "AGREE PER planned -"),
    # asked, nearly, drafted, imagined, done no more
    ("Has Peru really expelled the Chilean ambassador?", "SANCTION PER hypothetical -"),
    ("Why has Peru expelled the Chilean ambassador?", "SANCTION PER actual -"),
    ("Peru nearly expelled the Chilean ambassador.", "SANCTION PER negated -"),
    ("Peru was to have expelled the Chilean ambassador.", "SANCTION PER hypothetical -"),
    ("Under the bill, Peru imposes sanctions on Chile.", "SANCTION PER hypothetical -"),
    ("The plan foresees that Peru imposes sanctions on Chile.", "SANCTION PER hypothetical -"),
    ("Imagine that Peru had attacked Chile.", "ASSAULT PER hypothetical -"),
    ("Peru attacked Chile decades ago.", "ASSAULT PER historical -"),
    ("Peru occupied Chile until 1945.", "COERCE PER historical -"),
    ("Peru used to sell arms to Chile.", "COOPERATE PER historical -"),
    ("Peru's president used the visit to praise Chile.", "SUPPORT PER actual -"),
    (
        "The meeting between the presidents of Peru and Chile did not happen on Monday.",
        "CONSULT PER negated 2025-06-09..2025-06-09",
    ),
    # news in the perfect is of the one late day on which its doer spoke, or gave out the paper that says so
    (
        "Chile's president, Ana Soto, has criticised Peru. Her words drew anger.\n\nThe rift is old.\n\n"
        "The two fell out in May.\n\nMs Soto said late on Sunday that Peru was part of the problem.",
        "ACCUSE CHL actual 2025-06-08..2025-06-08",
    ),
    (
        "Chile's president, Ana Soto, has sharply rebuked Peru for its lack of care. Little was done, "
        "Soto says in a new report to the human rights council issued on Monday.",
        "ACCUSE CHL actual 2025-06-09..2025-06-09",
    ),
    (
        "Chile's president, Ana Soto, has criticised Peru.\n\nMs Soto said in May that all was well.",
        "ACCUSE CHL actual 2025-06-10..2025-06-10",
    ),
    # what a text tells of how things stand is no news of its day
    ("There is no end in sight. Chile has rejected Peru's plan.", "REJECT CHL actual -"),
    (
        "Chile says there is no end in sight. It has rejected Peru's plan.",
        "REJECT CHL actual 2025-06-10..2025-06-10",
    ),
    # a meeting that is known is of the day with which its report names it again
    (
        "Officials keen to spare Peru's president, Luis Ruiz, any offence on his visit to Chile hid statues. "
        "Pictures of Sunday's visit show bare walls.",
        "CONSULT PER actual 2025-06-08..2025-06-08",
    ),
    (
        "Officials recall a visit by Peru's president, Luis Ruiz, to Chile. "
        "Pictures of Sunday's visit by the Kenyan king show bare walls.",
        "CONSULT PER actual -",
    ),
    (
        "Peru's president, Luis Ruiz, came home to cheers on Monday after his phone call with Ana Soto of "
        "Chile.\n\nHis quest ended with a phone call with Ms Soto of Chile on Saturday.",
        "CONSULT PER actual 2025-06-07..2025-06-07",
    ),
    # news in the perfect of what a noun tells; "in ten years" is how long there was none
    (
        "Peru's delegation has travelled to Chile in the first such visit in ten years.",
        "CONSULT PER actual 2025-06-10..2025-06-10",
    ),
    (
        "The Peruvian president's historic visit to Chile, which began on Sunday afternoon, is set to be "
        "dominated by talks about trade.",
        "CONSULT PER actual 2025-06-08..2025-06-08",
    ),
    # a book on talks is no occasion of its day
    (
        "Chile named a new envoy on Monday. Kari Lie wrote a book on talks between Peru and Chile.",
        "CONSULT PER actual -",
    ),
    # of a visit that ended so many days are told; what others of a country have done was before it is told
    ("Peru's president Luis Ruiz ended his visit to Chile on Sunday.",
     "CONSULT PER actual 2025-06-08..2025-06-08"),
    (
        "Ali Deby, a former Chadian minister, wrote last week that Omar Saleh, Chad's president, has given "
        "consent for direct talks with Peru.",
        "AGREE TCD actual -",
    ),
    # what is being held on a day lies ahead, what was held does not; and so does what a step goes toward
    ("Kenya is left out of the summit being hosted by Peru and Chile on Friday.",
     "AGREE PER planned 2025-06-13..2025-06-13"),
    ("Peru and Chile have taken a step toward reopening their embassies.", "AGREE PER planned -"),
    # who speaks after a person named beside an office is another
]


@pytest.mark.parametrize(("text", "due"), TOLD, ids=[t for t, _ in TOLD])
def test_days_and_standing(reader: Reader, text: str, due: str) -> None:
    assert due in [told(e) for e in read(reader, text).events]


def test_the_day_that_a_report_opens_with_reaches_not_to_its_end(reader: Reader) -> None:
    opening = "Peru expelled a Chilean attache on Monday."
    deed = "Peru's president met his Chilean counterpart."
    filler = "The valley is known for its wine, and its roads are long. " * 60
    texts = ("\n\n".join((opening, *rest, deed)) for rest in ((), (filler,)))
    near, far = (read(reader, text).events for text in texts)
    met = ["CONSULT PER actual 2025-06-09..2025-06-09", "CONSULT PER actual -"]
    assert [told(e) for e in (near[-1], far[-1])] == met


def test_the_reasons_say_where_a_day_is_from(reader: Reader) -> None:
    (event,) = read(reader, "Peru has expelled the Chilean ambassador.").events
    assert event.when is not None and event.when.text == "has expelled"
    assert "'has expelled' opens the report: news of its day" in event.because


# (text, how many meetings)
MET = [
    ("There was an opportunity for Peru to engage in dialogue with Chile.", 0),
    ("Two Chilean tourists arrived in Peru on Monday.", 0),
    ("Chilean troops arrived in Peru on Monday.", 0),
    ("A Chilean delegation arrived in Peru on Monday.", 1),
    ("The Chilean and Peruvian envoys boycotted the meeting on Monday.", 0),
]


@pytest.mark.parametrize(("text", "number"), MET, ids=[t for t, _ in MET])
def test_what_is_no_meeting(reader: Reader, text: str, number: int) -> None:
    assert len(read(reader, text).meetings) == number


# ---------------------------------------------------------------- the passages
def test_each_passage_stands_once_and_is_sound() -> None:
    texts = causes.load(folder=standing.FOLDER)
    assert len({t.id for t in texts}) == len(texts) == len({t.text for t in texts})
    assert set(standing.meetings()) <= {t.id for t in texts}


def test_a_passage_is_wrong_with_a_day_too_many_and_without_its_meeting() -> None:
    (text,) = (t for t in causes.load(["lead"], standing.FOLDER) if t.id == "lead-05")
    actors = [{"country": "TCD"}], [{"country": "LBY"}]
    event = {"type": "ACCUSE", "status": "actual", "actors": actors[0], "recipients": actors[1], "when": None}
    dated = {**event, "when": {"start": "2014-02-06", "end": "2014-02-06"}}
    assert standing.faults(text, None, {"events": [event]}) == []
    # missed, and told as done on a day that nobody gave
    assert len(standing.faults(text, None, {"events": [dated]})) == 2
    due = [{"participants": ["TCD", "LBY"], "status": "held"}]
    assert len(standing.faults(text, due, {"events": [event], "meetings": []})) == 1
    (held,) = [{"kind": "talks", "status": "held", "participants": [*actors[0], *actors[1]], "when": None}]
    assert standing.faults(text, due, {"events": [event], "meetings": [held]}) == []
