"""Genre and issuers: news, columns and match reports are told apart, documents name who issues them,
and bare nouns stand for these."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from communique import genre
from communique.reader import Reader
from communique.records import Actor, Event
from communique.sources.text import from_text
from makers import article

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
import genres

SPORT = (
    "Kenya beat Norway 3-1 in a friendly at the stadium in Mombasa. The striker scored the opening goal "
    "before the referee sent off a defender, and the goalkeeper kept the visitors out until half-time. The "
    "coach praised his squad after the match."
)
NEWS = (
    "Norway on Monday expelled two Chilean envoys and recalled its own ambassador. Chile called the step a "
    "hostile act and promised an answer. The two foreign ministers had met in Geneva a week before."
)
OPINION = (
    "I have never trusted the treaty, and I told my friends so. My view is that the government attacks its "
    "critics because it fears them. I may be wrong, but I doubt it."
)
BOYCOTT = (
    NEWS
    + " Chile also said that its team would stay away from the tournament in Oslo. Officials in Santiago "
      "gave no date for the return of "
    "the ambassador, and the ministry in Oslo would not say how long the expelled envoys had been in the "
    "country or what they did there."
)
QUOTED = (
    NEWS
    + " “I did what I had to do, and I told my minister that I would do it again if I were asked to,” the "
      "Norwegian envoy said."
)
# (text, title, what it is)
TEXTS = [
    (NEWS, None, "news"),
    (SPORT, None, "other"),
    (OPINION, None, "opinion"),
    (BOYCOTT, None, "news"),
    (QUOTED, None, "news"),
    (NEWS, "Analysis: why Oslo acted", "analysis"),
    ("", None, "news"),
    ("2-1", None, "news"),
]
# (title, text, issuers)
PAPERS = [
    ("Statement by the Foreign Ministry of Chile", "The Ministry condemns the raid.", ["CHL"]),
    (
        "Georgia: Declaration by the Spokesperson on behalf of the European Union",
        "The EU condemns the raid.", ["EUR"],
    ),
    (
        "Joint statement",
        "We, the Foreign Ministers of Chile, Norway and Kenya, condemn the raid on the port.",
        ["CHL", "NOR", "KEN"],
    ),
    (
        "Statement by the Secretary-General of the United Nations", "The United Nations condemns the raid.",
        ["UNO"],
    ),
    (
        "Letter dated 3 May 2024 from the Permanent Representative of Kenya addressed to the President of "
        "the Security Council",
        "I have the honour to inform you of the raid on the port.", ["KEN"],
    ),
    (
        "Joint press release\nof the Minister of Foreign Affairs of Chile and the Minister of Foreign "
        "Affairs of Norway",
        "The Ministers met.", ["CHL", "NOR"],
    ),
    (
        "Aide-memoire",
        "1. The Government of Chile cannot accept the raid.\n\nHanded to the Ambassador of Norway, Santiago, "
        "3 May 2024",
        ["CHL"],
    ),
    (
        "Raid on the port",
        "DEPARTMENT FOR AF/E\nE.O. 12958: DECL: 05/03/2024\n\n1. (C) The Ambassador met Minister Ruiz of "
        "Chile.\n\n"
        "2. (C) Ruiz condemned the raid.\n\n3. (C) Comment: He will not yield.", ["USA"],
    ),
    (
        "Travel advice: Chile",
        "Statement\n\nNorway has asked Chile to reopen the port.\n\n(Signed) The Ministry", ["NOR"],
    ),
    (
        "Spokesman Gives Answer",
        "A spokesman for the Foreign Ministry of Chile gave the following answer to a question on joint "
        "exercises "
        "of Norway and Kenya:\n\nWe condemn the raid.", ["CHL"],
    ),
    (
        "Communiqué of the Extraordinary Summit of SADC Heads of State and Government",
        "Summit condemned the raid on Lesotho.", ["IGO"],
    ),
    (
        "Communiqué issued at the conclusion of the meeting of the Conference of Heads of Government of the "
        "Caribbean Community (CARICOM), "
        "Roseau, Dominica", "Heads of Government deplored the raid on Belize.", ["IGO"],
    ),
    (
        "Statement of the Ministry of Foreign Affairs on the raid in Lima",
        "Chile condemns the raid. Chile will not yield.", ["CHL"],
    ),
    (
        "Declaration of the High Representative, on behalf of the EU, on the raid in Chile",
        "The EU condemns the raid.", ["EUR"],
    ),
    (
        "Statement attributable to the Spokesman for the Secretary-General on Chile",
        "The Secretary-General condemns the raid.", ["UNO"],
    ),
    (
        "Declaration of the Ministers of Foreign Affairs of Chile, Georgia and the Republic of Kenya",
        "The Ministers met.", ["CHL", "GEO", "KEN"],
    ),
    (
        "Joint communiqué\nissued on the occasion of the State Visit to the Republic of Chile by the "
        "President of the Republic of Kenya",
        "The two Presidents met.", ["CHL", "KEN"],
    ),
    (
        "Élysée – Press release", "The President of the Republic spoke today with the President of Lebanon.",
        ["FRA"],
    ),
    (
        "Statement by the Organisation of Southern Ocean States on the raid",
        "The Organisation condemns the raid.", ["IGO"],
    ),
    # by the office that says it, by whose it is, by two joined by a dash, by where it is dated
    (
        "Foreign Ministry of Chile\nThe Spokesperson's response to a question on the raid",
        "Chile condemns the raid.", ["CHL"],
    ),
    (
        "Press release\nDeclaration of two envoys of Peru as personae non gratae",
        "Chile has declared two envoys of Peru personae non gratae.", ["CHL"],
    ),
    (
        "JOINT COMMUNIQUE\nON THE OCCASION OF THE VISIT OF HER EXCELLENCY THE PRESIDENT OF THE REPUBLIC OF "
        "KENYA TO THE SULTANATE OF OMAN", "The two Leaders met.", ["KEN", "OMN"],
    ),
    ("India-Nepal Joint Statement", "The two Ministers met.", ["IND", "NPL"]),
    (
        "Identical letters dated 3 May 2024 from the Permanent Representative of Kenya addressed to the "
        "Secretary-General", "We condemn the raid.", ["KEN"],
    ),
    ("Communiqué of the OECS Authority", "Heads of Government deplored the raid.", ["IGO"]),
    ("Council conclusions on the raid", "The Council condemns the raid.", ["EUR"]),
]  # fmt: skip
# (title, text, issuer): words to an assembly
SPEECHES = [
    (
        "Appearance of the Minister of Foreign Affairs before the Congress of Deputies",
        "Mr. President, honourable Members,\n\nThe raid", "ESP",
    ),
    (
        "Statement to Dáil Éireann by the Minister for Foreign Affairs",
        "A Cheann Comhairle, we condemn the raid.", "IRL",
    ),
    (
        "Speech of the Minister for Foreign Affairs in the Althing", "Madam Speaker,\n\nWe condemn the raid.",
        "ISL",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "title", "kind"), TEXTS, ids=range(len(TEXTS)))
def test_genre(reader: Reader, text: str, title: str | None, kind: str) -> None:
    assert reader.read(article(text, title=title)).article.genre == kind


@pytest.mark.model
@pytest.mark.parametrize(("title", "text", "codes"), PAPERS, ids=[t[:30] for t, _, _ in PAPERS])
def test_issuers(reader: Reader, title: str, text: str, codes: list[str]) -> None:
    found = reader.read(article(text, title=title)).article
    assert (found.genre, [a.country for a in found.issuers]) == ("document", codes)


@pytest.mark.model
@pytest.mark.parametrize(
    ("title", "text", "doers", "targets"),
    [
        (PAPERS[0][0], "The Ministry condemns the raid by Peru.", {"CHL"}, {"PER"}),
        (
            PAPERS[2][0],
            PAPERS[2][1] + "\nThe Ministers urge Peru to free the crew.",
            {"CHL", "NOR", "KEN"},
            {"PER"},
        ),
        (
            PAPERS[0][0],
            "The Ministry of Foreign Affairs of Peru expelled two Kenyan envoys.",
            {"PER"},
            {"KEN"},
        ),
    ],
    ids=["own", "joint", "another's"],
)
def test_bare_nouns_stand_for_the_issuers(
    reader: Reader, title: str, text: str, doers: set[str], targets: set[str]
) -> None:
    events = reader.read(article(text, title=title)).events
    assert any(
        {a.country for a in e.actors} == doers and {a.country for a in e.recipients} == targets
        for e in events
    )


@pytest.mark.model
@pytest.mark.parametrize(("title", "text", "code"), SPEECHES, ids=[code for _, _, code in SPEECHES])
def test_a_speech_to_an_assembly_is_of_its_state(reader: Reader, title: str, text: str, code: str) -> None:
    found = reader.read(article(text, title=title)).article
    assert (found.genre, [a.country for a in found.issuers]) == ("transcript", [code])


def acts(reader: Reader, title: str, text: str) -> set[str]:
    return told_of(reader.read(article(text, title=title)).events)


def told_of(events: Sequence[Event]) -> set[str]:
    return {f"{e.type} {parties(e.actors)}>{parties(e.recipients)}" for e in events}


def parties(actors: tuple[Actor, ...]) -> str:
    return "+".join(sorted(a.country or "?" for a in actors))


@pytest.mark.model
def test_people_of_no_named_state_are_of_the_one_that_a_paper_is_about(reader: Reader) -> None:
    found = acts(
        reader,
        "Press release of the Ministry of Foreign Affairs of Norway",
        "Norway condemns the seizure of power in Malawi. We have worked with Malawi for years.\n\n"
        "We urge the officers to release the prisoners.\n\nSoldiers arrested three judges in Malawi.",
    )
    assert "REQUEST NOR>MWI" in found
    assert not any(act.startswith("COERCE NOR") for act in found)


PERU = "Press release of the Ministry of Foreign Affairs of Peru"
OF_ITS_OWN = [
    # the ministry to which another's envoy is called, and an envoy who acts, are of the issuer
    (PERU, "The Ambassador of Chad was summoned to the Foreign Ministry on Monday.", "ACCUSE PER>TCD"),
    (
        PERU,
        "The talks with Chad have failed. Yesterday Ambassador Mario Quispe met Kari Berg, Minister of Trade "
        "of Chad. He protested to Chad over the tolls.",
        "ACCUSE PER>TCD",
    ),
    # who is received is of whom the paper is about
    (
        PERU,
        "Chad has raised its tolls. The Vice Minister received Ambassador Jean Mahamat yesterday. The "
        "Ambassador promised that Chad would lower them.",
        "CONSULT TCD>PER",
    ),
    # of whom a sentence goes on to tell
    (
        PERU,
        "Peru regrets the tolls of Chad. As for Kenya, the Department of Trade has imposed duties on Peru.",
        "SANCTION KEN>PER",
    ),
    # goods of one that go to another; what befalls whoever does not obey
    (PERU, "Peru condemns the supply of Iranian drones to Russia.", "AID IRN>RUS"),
    (PERU, "If Chad does not withdraw its forces, it will face measures.", "THREATEN PER>TCD"),
    # the two countries are the issuer and whom its paper is about; its own people suffer
    (
        PERU,
        "Peru has written to Chad. Chad has not replied. Peru thanks Kenya. Peru recalls that both countries "
        "agreed in Lima to open the bridge. Chad is silent.",
        "AGREE PER+TCD>",
    ),
    (PERU, "Chad has closed its border. Peru protests the arrest of two Peruvian drivers.", "ACCUSE PER>TCD"),
    # what a body has for short
    (
        "Commonwealth Ministerial Action Group",
        "The Commonwealth Ministerial Action Group (CMAG) met in London. On Fiji, CMAG condemned the arrest "
        "of two judges. It rejected the request of Fiji for aid.",
        "REJECT IGO>FJI",
    ),
    # a union has no Government
    (
        "Statement of the High Representative of the European Union",
        "The Maldives have declared an emergency. The Government has turned down the offer of the "
        "Commonwealth.",
        "REJECT MDV>IGO",
    ),
    # of three those who have not acted
    (
        "Joint Declaration of the Presidents of Chad, Togo and Peru",
        "The Presidents met in Lima. Peru offered to host the next summit. The other sides welcomed this "
        "offer.",
        "SUPPORT TCD+TGO>PER",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("title", "text", "act"), OF_ITS_OWN, ids=[act for _, _, act in OF_ITS_OWN])
def test_who_is_the_issuers_own_and_who_is_not(reader: Reader, title: str, text: str, act: str) -> None:
    assert act in acts(reader, title, text)


@pytest.mark.model
def test_the_government_of_a_house_is_that_of_all_who_answer_in_it(reader: Reader) -> None:
    found = acts(
        reader,
        "House of Commons",
        "The Minister for Africa (Alistair Burt): I wrote to the Government of Chad last week. The "
        "Government "
        "condemns these arrests.\n\nMr. Tom Harris: Will he ask Chad to free them?\n\nAlistair Burt: We "
        "have asked Chad to do so. Chad has refused.",
    )
    assert "ACCUSE GBR>TCD" in found


@pytest.mark.model
def test_people_in_an_answer_are_of_the_state_that_the_question_names(reader: Reader) -> None:
    found = acts(
        reader,
        "Department of State daily press briefing",
        "MS. HARF: Good afternoon. We thank Kenya for its help.\n\nQUESTION: On Haiti. Any reaction?\n\n"
        "MS. HARF: We condemn the attacks by the gangs.\n\nQUESTION: And Chile?\n\nMS. HARF: We have nothing "
        "on that.",
    )
    assert "ACCUSE USA>HTI" in found


@pytest.mark.model
def test_the_parties_of_a_mediator_are_the_two_between_whom_it_mediates(reader: Reader) -> None:
    found = acts(
        reader,
        "Press release of the Ministry of External Relations of Angola",
        "The delegations of Rwanda and of Burundi met in Luanda. Rwanda accepted the plan of Burundi. "
        "Burundi thanked Rwanda.\n\n"
        "The Parties agreed on a ceasefire.",
    )
    assert "AGREE BDI+RWA>" in found


@pytest.mark.model
def test_a_read_out_is_told_by_who_speaks_with_whom_and_its_day(reader: Reader) -> None:
    head = "Prime Minister Jonas Gahr Støre speaks with Prime Minister of Japan Fumio Kishida"
    text = (
        "Prime Minister Støre spoke today with the Prime Minister of Japan, Fumio Kishida. "
        "The prime ministers condemned the raid by Chad. They agreed to meet in June."
    )
    dated = reader.read(article(f"{head}\n\n4 May 2023\nOslo\n\n{text}", title=None, published="2023-05-04"))
    assert (dated.article.genre, [a.country for a in dated.article.issuers]) == ("document", ["NOR"])
    told = {(e.type, parties(e.actors)) for e in dated.events}
    assert {("ACCUSE", "JPN+NOR"), ("AGREE", "JPN+NOR")} <= told
    assert reader.read(article(text, title=head)).article.genre == "news"


@pytest.mark.model
def test_where_and_when_is_no_letterhead(reader: Reader) -> None:
    text = (
        "COMMONWEALTH MINISTERIAL GROUP\n\nConcluding Statement\n\nMarlborough House, London, 3 May 2004\n\n"
        "1. The Commonwealth Ministerial Group met in London. It thanked Malaysia for its help."
    )
    assert [a.country for a in reader.read(article(text, title=None)).article.issuers] == ["IGO"]


@pytest.mark.model
def test_each_turn_is_said_by_whom_its_label_names(reader: Reader) -> None:
    text = (
        "Mr. Berg (Norway): My delegation condemns the raid by Peru.\n\nMs. Soto (Chile): We thank Kenya for "
        "its help.\n\n"
        "Mr. Berg (Norway): We agree."
    )
    found = reader.read(article(text, title="Record of a meeting"))
    assert found.article.genre == "transcript"
    assert [s.speaker and s.speaker.country for s in found.statements] == ["NOR", "CHL", "NOR"]
    assert {(e.type, e.actors[0].country, e.recipients[0].country) for e in found.events if e.recipients} >= {
        ("ACCUSE", "NOR", "PER"),
        ("SUPPORT", "CHL", "KEN"),
    }


@pytest.mark.model
def test_a_label_is_of_the_country_that_the_heading_gives(reader: Reader) -> None:
    text = (
        "Press conference of Minister Ana Fuenzalida of Chile and the Minister of Foreign Affairs of Norway, "
        "Ola Lund\n\nMinister Fuenzalida: Chile condemns the raid.\n\nMinister Lund: We thank Kenya.\n\n"
        "El Correo: Minister Lund, the Peruvian premier said that you are wrong.\n\nMinister Lund: We "
        "reject that."
    )
    found = reader.read(from_text(text, published="2024-06-15"))
    spoken = [s.speaker.country for s in found.statements if s.speaker and s.speaker.sector != "JRN"]
    assert {*spoken} >= {"CHL", "NOR"}
    assert {("SUPPORT", "NOR", "KEN")} <= {
        (e.type, e.actors[0].country, e.recipients[0].country) for e in found.events if e.recipients
    }


# (text, its issuers)
ISSUED = [
    # the longest style of a state
    (
        "Embassy of the People's Republic of China\n\nPRESS RELEASE\n\nThe Embassy thanks Peru for its help.",
        ["CHN"],
    ),
    (
        "Foreign, Commonwealth & Development Office\n\nPress release\n\nMinisters have today summoned the "
        "Ambassador of Chad.",
        ["GBR"],
    ),
    # a heading of more than thirty words
    (
        "Identical letters dated 5 March 2012 from the Permanent Representative of Chad to the United "
        "Nations addressed to its Secretary-General, at Headquarters in New York, and to the President of "
        "the Security Council\n\nUpon instructions from my Government, I wish to inform you of the "
        "raids.\n\n(Signed) Ali Berg Idris",
        ["TCD"],
    ),
    # a department without a country, in the town of its paper
    (
        "Ottawa, 4 June 2020\n\nNOTIFICATION TO THE STATES PARTIES\n\nOn 2 June 2020 the Republic of Chad "
        "deposited its instrument of ratification.\n\nDepartment of Foreign Affairs",
        ["CAN"],
    ),
    ("British Embassy Harare\n12 May 2019\n\nWe congratulate the people of Zimbabwe today.", ["GBR"]),
    # all who speak at a joint press conference
    (
        "Transcript of the joint press conference of the President of Senegal, Macky Sall, and the Prime "
        "Minister of Canada, Justin Trudeau\n\nMACKY SALL: We have had good talks.\n\nJUSTIN TRUDEAU: We "
        "have.\n\nQUESTION: What of Mali?\n\nMACKY SALL: We shall see.",
        ["SEN", "CAN"],
    ),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "issuers"), ISSUED)
def test_who_issues_a_paper_by_its_head(reader: Reader, text: str, issuers: list[str]) -> None:
    assert [a.country for a in reader.read(from_text(text)).article.issuers] == issuers


@pytest.mark.model
def test_an_embassy_speaks_of_its_host(reader: Reader) -> None:
    text = (
        "CONFIDENTIAL\n\nFROM: AMEMBASSY QUITO\nTO: SECSTATE WASHDC\n\n1. (C) Foreign Minister Berg told "
        "the Ambassador on 3 "
        "March that Chile had closed the port. She accused Chile of bad faith.\n\n2. (C) The Ambassador "
        "urged the Minister to accept talks.\n"
    )
    told = told_of(reader.read(from_text(text)).events)
    assert {"ACCUSE ECU>CHL", "REQUEST USA>ECU"} <= told


@pytest.mark.model
def test_officers_of_no_named_state_are_the_speakers_own(reader: Reader) -> None:
    text = (
        "Statement by the Prime Minister of Norway to the Storting\n\nMr. President, Chad has closed the "
        "camp. "
        "Foreign Minister Berg has asked the United Nations to send an envoy. I thank you, Mr. President."
    )
    assert "REQUEST NOR>UNO" in told_of(reader.read(from_text(text)).events)


@pytest.mark.model
def test_a_mediator_asks_the_sides_of_one_state(reader: Reader) -> None:
    text = (
        "Presidency of Costa Rica\n\nSTATEMENT BY PRESIDENT ÓSCAR ARIAS SÁNCHEZ, MEDIATOR IN THE CRISIS OF "
        "HONDURAS\n\nSan José, 23 July 2009\n\nThe Congress of Honduras has met. Honduras has no time to "
        "lose.\n\nI thank Spain for its help. I ask both to sign the text.\n"
    )
    told = told_of(reader.read(from_text(text)).events)
    assert "REQUEST CRI>HND" in told


@pytest.mark.model
def test_a_paper_keeps_where_it_is_dated(reader: Reader) -> None:
    text = (
        "Press release\n\nStatement by the Revolutionary Government\n\nHavana, 6 January 2020\n\nThe "
        "Government condemns the raid on the port and will not be silent."
    )
    found = reader.read(from_text(text))
    assert [a.country for a in found.article.issuers] == ["CUB"]
    assert found.article.published == "2020-01-06"


# (title, text, an act)
MEANT = [
    (
        "Concluding statement of the African Union Peace Panel",
        "The African Union Peace Panel met in Rome. It thanked Italy and Spain.\n\n"
        "On Chad, the Panel urged the authorities to hold elections.\n\n"
        "On Niger, the Panel asked the President to free two judges.",
        "REQUEST IGO>TCD",
    ),
    (
        "Statement by the Norwegian facilitators",
        "The third round of talks between the Government of Chad and the Polisario Front ended today. "
        "The Government accepted the plan of the facilitators. The facilitators thank Japan for its help.",
        "SUPPORT NOR>JPN",
    ),
    (
        "Statement by the Ministry of External Affairs of India",
        "The Embassy in Riyadh has visited the camps. Saudi Arabia was informed on Monday.\n\n"
        "Government has thanked Kuwait for the release of the sailors.",
        "SUPPORT IND>KWT",
    ),
    (
        "Statement by the Permanent Representative of Peru to the Security Council",
        "Mr. President, Peru calls on this Council to send observers without delay.",
        "REQUEST PER>UNO",
    ),
    (
        "Statement by the Ministry of Foreign Affairs of Peru",
        "Peru welcomes the decision of Brazil to send two battalions to Haiti.",
        "MOBILIZE BRA>HTI",
    ),
    (
        "Statement by the Ministry of Foreign Affairs of Peru",
        "Peru supports the candidature of Chad for the Council for the term 2097-2098.",
        "SUPPORT PER>TCD",
    ),
    # whom a charge means that names nobody: whom the paper or the question is about
    (
        "Statement by the Foreign Ministry of Norway",
        "The judges of Malawi were arrested on Monday. Norway has long worked with Malawi.\n\nZambia "
        "and Kenya have called for calm. Norway regrets that the promises were not kept.",
        "ACCUSE NOR>MWI",
    ),
    (
        "Department of State daily press briefing",
        "MS. HARF: We thank Kenya for its help.\n\nQUESTION: Chile has closed its embassy in Lima. Any "
        "reaction?\n\nMS. HARF: We deplore that decision.",
        "ACCUSE USA>CHL",
    ),
    # both sides, of whom the paper is no part
    (
        "Presidential Statement of the Security Council",
        "The Security Council is concerned at the clashes between Chad and Sudan. It thanks Kenya for its "
        "offices.\n\nIt urges both States to talk.",
        "REQUEST UNO>SDN+TCD",
    ),
    # what is signed without a signer; the guest by his office
    (
        "Joint communiqué of the Ministers of Foreign Affairs of Chile and Norway",
        "The Ministers met in Oslo.\n\nAt the end a protocol on fisheries was signed.",
        "AGREE CHL+NOR>",
    ),
    (
        "Press release of the Ministry of Foreign Affairs of Qatar",
        "HH the Amir of Qatar Tamim bin Hamad received a call from the President of Somalia Ali Berg.\n\n"
        "HE the President thanked HH the Amir.",
        "SUPPORT SOM>QAT",
    ),
    # whose a thing is that is judged, by the clause that says more of it
    (
        "Statement by the Foreign Ministry of Norway",
        "Chad and Togo met on Monday. Norway deplores the raids which Togolese forces have flown.",
        "ACCUSE NOR>TGO",
    ),
    (
        "Statement by the Foreign Ministry of Norway",
        "Chad and Togo met on Monday. Norway regrets the violence which has come from Chad.",
        "ACCUSE NOR>TCD",
    ),
    # offices of the body that a paper is laid before
    (
        "Letter dated 3 March 2012 from the Permanent Representative of Chad addressed to the President "
        "of the "
        "Security Council",
        "Chad asks the Secretary-General to send a team. It regrets that Togo has not replied.",
        "REQUEST TCD>UNO",
    ),
    # a read-out of the President of the Republic
    (
        "Élysée – Press release",
        "The President of the Republic spoke today with the President of Chad. The President called on "
        "Chad to "
        "free the crew.",
        "REQUEST FRA>TCD",
    ),
    # both sides of whom the speaker asks something, who are others
    (
        "Department of State daily press briefing",
        "MS. HARF: We thank Kenya for its help.\n\nQUESTION: Chad says that Togo fired on its "
        "posts.\n\nMS. HARF: We urge both sides to return to the talks.",
        "REQUEST USA>TCD+TGO",
    ),
    # measures that are considered
    (
        "Statement by the Foreign Ministry of Norway",
        "Norway stands ready to consider targeted measures against Malawi.",
        "THREATEN NOR>MWI",
    ),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("title", "text", "act"), MEANT, ids=[act for _, _, act in MEANT])
def test_whom_papers_mean_without_a_name(reader: Reader, title: str, text: str, act: str) -> None:
    assert act in acts(reader, title, text)


@pytest.mark.model
def test_ordinary_articles_keep_their_genre(reader: Reader) -> None:
    found = list(genres.samples())
    assert len(found) == 45
    assert [(s.article.title, r.article.genre) for s, r in genres.wrong(reader, found)] == []


def said(reader: Reader, text: str, title: str | None = None) -> set[tuple[str, str, str]]:
    """Type, actors and recipients of the acts of a text."""
    events = reader.read(article(text, title=title)).events
    return {
        (e.type, " ".join(a.country or "" for a in e.actors), " ".join(a.country or "" for a in e.recipients))
        for e in events
    }


HEAD = "REPUBLIC OF KENYA\nMINISTRY OF FOREIGN AFFAIRS\n\nPress statement\n\nNairobi, 3 May 2021\n\n"
# (text, title, an act that it tells of)
VOICED = [
    (HEAD + "The decision of Uganda will not remain without consequences.", None, ("THREATEN", "KEN", "UGA")),
    (
        HEAD + "The Ministry expresses its rejection of the measures of Uganda.", None,
        ("REJECT", "KEN", "UGA"),
    ),
    (
        HEAD + "The Ministry affirms that Kenya keeps its word, and it condemns the raid by Uganda.", None,
        ("ACCUSE", "KEN", "UGA"),
    ),
    (
        HEAD
        + "Kenya has decided:\n\nFirst: to recall its ambassador in Kampala for consultations.\n\nSecond: to "
          "close its consulate.",
        None, ("SANCTION", "KEN", "UGA"),
    ),
    (
        HEAD
        + "The Ministry sent a note to the Ambassador of Uganda, in which it demanded the return of the "
          "boat.",
        None, ("REQUEST", "KEN", "UGA"),
    ),
    (
        HEAD
        + "The Ambassador of Uganda came today, and the Deputy Minister protested to him against the seizure "
          "of the boat.",
        None, ("ACCUSE", "KEN", "UGA"),
    ),
    (
        "Telephone conversation with the President of Uganda\n\nThe President of Kenya condemned the raid by "
        "Chad on the port.",
        None, ("ACCUSE", "KEN", "TCD"),
    ),
    (
        "SENATE OF KENYA\n\nResolution on the raid\n\nThis Senate condemns the raid by Uganda on the port.",
        None, ("ACCUSE", "KEN", "UGA"),
    ),
    (
        "AFRICAN UNION\n\nFinal communiqué\n\nSummit condemns the raid by Uganda on the port.", None,
        ("ACCUSE", "IGO", "UGA"),
    ),
    (
        "FM NAIROBI 280715Z\nTO IMMEDIATE FCO\nCONFIDENTIAL\n\n1. The Minister received me today, and I "
        "protested to Uganda.\n\n"
        "2. I said that we would wait.\n\n3. He agreed.", None, ("ACCUSE", "GBR", "UGA"),
    ),
    (
        "Mr. Speaker,\n\nUganda broke the treaty of the lake, and this Parliament condemns it. We shall keep "
        "our word.\n\nThank you.",
        "Speech by the Prime Minister of Kenya in Parliament", ("ACCUSE", "KEN", "UGA"),
    ),
    (
        "Good morning. Uganda offered us the use of the ferry and we are looking at this offer.\n\nQUESTION: "
        "Will you take it?\n\n"
        "SPOKESPERSON: We are grateful to Uganda.\n\nQUESTION: Has Uganda recalled its "
        "envoy?\n\nSPOKESPERSON: No.",
        "Press briefing of the Ministry of Foreign Affairs of Kenya", ("AGREE", "UGA", "KEN"),
    ),
    # done by being said
    (
        HEAD + "The Ministry has the honour to request that the Government of Uganda reopen the road.", None,
        ("REQUEST", "KEN", "UGA"),
    ),
    (
        HEAD + "The Ministry is obliged to protest against the seizure of the boat by Uganda.", None,
        ("ACCUSE", "KEN", "UGA"),
    ),
    (
        HEAD + "The Ministry wishes to express its gratitude to Chad and to urge Uganda to leave.", None,
        ("REQUEST", "KEN", "UGA"),
    ),
    (
        HEAD + "Should Uganda not reply, the Ministry would be constrained to refer the matter to the court.",
        None, ("THREATEN", "KEN", "UGA"),
    ),
    (
        HEAD + "The Ministry voices the hope that Uganda will extend the truce.", None,
        ("REQUEST", "KEN", "UGA"),
    ),
    (HEAD + "The Ministry regrets to note that Uganda has sold the cattle.", None, ("ACCUSE", "KEN", "UGA")),
    (
        HEAD + "Uganda has turned back two ships. The Ministry takes note of this step with regret.", None,
        ("ACCUSE", "KEN", "UGA"),
    ),
    # what is judged took place
    (
        HEAD + "The Ministry regrets that Uganda has expelled two envoys of Chad.", None,
        ("SANCTION", "UGA", "TCD"),
    ),
    (
        HEAD + "The Ministry commends Chad for having blocked a resolution of Uganda.", None,
        ("REJECT", "TCD", "UGA"),
    ),
    # lists
    (
        "SENATE OF KENYA\n\nMotion\n\nThat this Senate condemns the raid by Uganda; urges Chad to free the "
        "crew; and applauds the help "
        "of Mali.", None, ("REQUEST", "KEN", "TCD"),
    ),
    (
        HEAD
        + "The President of Kenya met the President of Chad today. The two Presidents:\n\n• Condemned the "
          "raid by Uganda.\n\n"
        "• Urged Mali to free the crew.", None, ("REQUEST", "KEN TCD", "MLI"),
    ),
    (
        "AFRICAN UNION\n\nResolution 12\n\n1. Requests the Executive Secretary to report on Uganda;\n\n2. "
        "Condemns the raid by Uganda.",
        None, ("REQUEST", "IGO", "IGO"),
    ),
    (
        "UNITED NATIONS SECURITY COUNCIL\n\nResolution 12\n\n1. Decides that all States shall prevent the "
        "supply of arms to Uganda;\n\n"
        "2. Decides to remain seized of the matter.", None, ("SANCTION", "UNO", "UGA"),
    ),
    (
        "Joint statement of Kenya and Chad\n\nThe Foreign Ministers of Kenya and Chad met. The Parties call "
        "upon Uganda to free the crew.",
        None, ("REQUEST", "KEN TCD", "UGA"),
    ),
    (
        HEAD
        + "The President of Kenya held talks with His Excellency Mr. Deby, President of Chad. It was agreed "
          "to reopen the road.",
        None, ("AGREE", "TCD KEN", ""),
    ),
    (
        "SENATE OF KENYA\n\nMotion\n\nThis Senate condemns the raid by Uganda and calls upon Her Majesty's "
        "Government to act.",
        None, ("REQUEST", "KEN", ""),
    ),
]  # fmt: skip
# (text, an act that it does not tell of)
UNVOICED = [
    (HEAD + "The Ministry does not wish to condemn Uganda.", ("ACCUSE", "KEN", "UGA")),
    (HEAD + "The Ministry would be glad to thank Uganda.", ("SUPPORT", "KEN", "UGA")),
    (
        HEAD + "The Ministry complains that Uganda has expelled two envoys of Chad.",
        ("SANCTION", "UGA", "TCD"),
    ),
    (
        HEAD + "Uganda has turned back a ship. The Ministry thanks its partners for their help.",
        ("SUPPORT", "KEN", "UGA"),
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "title", "act"), VOICED)
def test_what_a_document_says_is_said_by_its_issuers(
    reader: Reader, text: str, title: str | None, act: tuple[str, str, str]
) -> None:
    assert act in said(reader, text, title)


@pytest.mark.model
@pytest.mark.parametrize(("text", "act"), UNVOICED)
def test_what_a_document_does_not_do(reader: Reader, text: str, act: tuple[str, str, str]) -> None:
    assert act not in said(reader, text)


@pytest.mark.model
def test_what_is_only_asked_is_no_act(reader: Reader) -> None:
    text, title, _ = VOICED[-1]
    assert "SANCTION" not in {type_ for type_, _, _ in said(reader, text, title)}


def test_words_are_in_lower_case() -> None:
    sport, score, first_person, _ = genre.words("en")
    assert sport and first_person and [w for w in sport | first_person if w != w.lower()] == []
    assert score.search("a 2-1 win") and score.search("won 98–79") and not score.search("on the 28th, at 10")


@pytest.mark.model
def test_a_part_of_a_name_is_no_first_person(reader: Reader) -> None:
    read = reader.read(article(NEWS + " The Jamaat-i-Islami welcomed it." * 4))
    assert read.article.genre == "news"


@pytest.mark.model
def test_what_readers_write_below_is_none_of_the_acts_of_an_article(reader: Reader) -> None:
    notice = "Opinions expressed in the comments are their writers', not those of the Fjord Daily."
    below = f"{NEWS} {notice} Norway should bomb Chile. Kenya has already expelled the Chilean envoy."
    read = [reader.read(article(text, title=None, published="2025-06-10")) for text in (NEWS, below)]
    alone, whole = ([(e.type, e.trigger.start) for e in r.events] for r in read)
    assert alone == whole and alone
