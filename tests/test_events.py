"""Events: standing, parties, what is nested in what, and one act told twice."""
from __future__ import annotations

import pytest

from communique import actors, dates, events, places, statements
from communique.grammar import Grammar
from communique.reasons import SESSION
from communique.records import Event, codes

pytestmark = pytest.mark.model
ON = "2025-06-10"       # a Tuesday


def read(grammar: Grammar, text: str) -> tuple[Event, ...]:
    parse = next(grammar.parse([text]))
    times = dates.find(text, ON, language="en")
    cast = actors.cast(parse, ON)
    said = statements.find(parse, cast, times, ON)
    cast = cast.within(statements.ranges(parse, said))
    return events.find(events.Scene(parse, cast, said, times, places.find(text, language="en"), ON))


def brief(event: Event) -> str:
    """ "SANCTION PER>CHL actual" """
    who, whom = (
        ",".join(sorted({a.country for a in side if a.country})) or "-"
        for side in (event.actors, event.recipients)
    )
    return f"{event.type} {who}>{whom} {event.status}"


# (text, the events that must be among those found)
STANDING = [
    # whose veto it is says its owner, and not who wrote what it stopped
    (
        "Togo put a resolution on Mali to the council. France condemned Chad's veto of the resolution.",
        ["REJECT TCD>TGO actual"],
    ),
    # a warning of what somebody does wrong is blame, one of what will come of it a threat
    ("Russia warned Armenia that it was making a lot of mistakes.", ["ACCUSE RUS>ARM actual"]),
    ("Chad warned Niger that it would be held accountable.", ["THREATEN TCD>NER actual"]),
    # "both of which" are those of the row before it; where they sat is no party; Iran has no senators
    (
        "In Paris, Mali spoke to the leaders of Kenya and Uganda, both of which have rejected the UN's plan "
        "for Sudan.",
        ["REJECT KEN,UGA>UNO actual"],
    ),
    (
        "After two days of talks at the AU summit, Chad's officials agreed to begin discussions.",
        ["AGREE TCD>- actual"],
    ),
    (
        "Iran is under pressure. Iran's president spoke in Tehran. Later 76 senators demanded that Iran pay.",
        ["REQUEST USA>IRN actual"],
    ),
    # a border only says where; who jails a foreigner is the state that the text is about
    (
        "In Mali, Malian troops opened fire in a resort town on the border with Niger.",
        ["ASSAULT MLI>MLI actual"],
    ),
    (
        "Chad is in turmoil. Chad's police beat nurses in Chad. The Kenyan reporter Asha Berg is in jail.",
        ["COERCE TCD>KEN actual"],
    ),
    # a relative clause: of a whole row where its verb is in the plural, of the name beside it behind a stance
    (
        "Japan thanked Kenya and Ghana, which have expelled Russian envoys.",
        ["SANCTION GHA,KEN>RUS actual", "SUPPORT JPN>GHA,KEN actual"],
    ),
    ("Peru thanked Kenya and Ghana, which has expelled Russian envoys.", ["SANCTION GHA>RUS actual"]),
    ("Japan values the fair stand of Cuba, which has condemned the sanctions.", ["ACCUSE CUB>- actual"]),
    # who was asked is who answers where the answer is told in the passive
    ("An offer of talks from Chile to Peru was turned down.", ["REJECT PER>CHL actual"]),
    ("Ghana's demand that Togo extradite the suspects was rejected.", ["REJECT TGO>GHA actual"]),
    ("Peru's invitation to the Chilean president was declined.", ["REJECT CHL>PER actual"]),
    # who lists, in a row behind a participle; who backs a plan backs nobody who turns it down
    (
        "Hezbollah, listed as a terrorist group by Israel, the EU and Canada, has left Syria.",
        ["SANCTION CAN,EUR,ISR>LBN actual"],
    ),
    ("A plan, backed by Italy, was rejected by Hungary.", ["REJECT HUN>ITA actual", "SUPPORT ITA>- actual"]),
    ("China and Japan exchanged heated accusations.", ["ACCUSE CHN,JPN>CHN,JPN actual"]),
    ("Mali and Niger traded fire along the border.", ["ASSAULT MLI,NER>MLI,NER actual"]),
    # clauses without a verb of their own: who does the same, who does not, who does it apart
    ("Russia condemned the strike by Israel, as did China.", ["ACCUSE CHN,RUS>ISR actual"]),
    ("Peru expelled the Venezuelan ambassador, and so did Chile.", ["SANCTION CHL,PER>VEN actual"]),
    ("France backed the Kenyan plan but Italy did not.", ["SUPPORT ITA>KEN negated"]),
    ("Peru recalled its envoy from Bolivia. Chile followed suit.", ["SANCTION CHL>BOL actual"]),
    ("Poland closed its border with Belarus. Lithuania did the same.", ["SANCTION LTU>BLR actual"]),
    ("Asked if Norway would recognise Kosovo, the minister said it would not.", ["REJECT NOR>KOS actual"]),
    # garden paths, who is counted among those to whom it was done, and where fire comes from
    (
        "A Japanese man detained in China since May has been freed, Tokyo said.",
        ["COERCE CHN>JPN actual", "RETREAT CHN>JPN actual"],
    ),
    ("Two Britons were among those arrested in Tehran.", ["COERCE IRN>GBR actual"]),
    ("Six Kenyans were killed in the Ugandan raid.", ["ASSAULT UGA>KEN actual"]),
    ("The attack in Mogadishu was claimed by Al-Shabaab.", ["ASSAULT SOM>SOM actual"]),
    ("Sudan's call for Egypt to leave Halayeb went unanswered.", ["REQUEST SDN>EGY actual"]),
    # what is to come when something else does, as it was reported
    ("Oslo said it would not yield when its envoy travelled to Lima.", ["AGREE NOR>PER planned"]),
    # whose stance it is in a row of stances, and whose doing is told as the cause of what is deplored
    (
        "The envoy told Peru of the full support of Chile for the autonomy of Kenya and its rejection of any "
        "raid.",
        ["REJECT CHL>- actual"],
    ),
    (
        "Kenya learned with dismay of the loss of a Kenyan ship in consequence of a raid by Chad.",
        ["ACCUSE KEN>TCD actual"],
    ),
    # who must meet a condition is who is threatened; who has no choice, or would be obliged, threatens
    ("Peru threatened to open its border with Chile if Bolivia failed to pay.", ["THREATEN PER>BOL actual"]),
    ("Peru threatened to expel Chilean nurses if Bolivia failed to pay.", ["THREATEN PER>CHL actual"]),
    (
        "Without a signature, Chad would have no choice but to withdraw its troops from Mali.",
        ["THREATEN TCD>MLI actual"],
    ),
    # words that deny: an adverb, a phrase, "not one"; what fell through, and what only may be
    ("Chad no longer supports the rebels in Niger.", ["SUPPORT TCD>NER negated"]),
    ("Chad vowed never again to negotiate with Niger.", ["REJECT TCD>NER actual"]),
    ("In no way does Chad support Niger.", ["SUPPORT TCD>NER negated"]),
    ("Not a single Chadian soldier attacked Niger.", ["ASSAULT TCD>NER negated"]),
    ("Chad is not about to recognise Kosovo.", ["SUPPORT TCD>KOS negated"]),
    ("Talks between Chilean and Norwegian ministers failed to materialise.", ["CONSULT CHL,NOR>- negated"]),
    ("The session failed to produce a meeting between Peru and Chile.", ["CONSULT CHL,PER>- negated"]),
    ("Talks between Peruvian and Norwegian envoys fell through on Tuesday.", ["CONSULT NOR,PER>- negated"]),
    ("Talks between Norway and Peru could begin in May.", ["CONSULT NOR,PER>- hypothetical"]),
    ("A raid by Chad on Niger is unlikely.", ["ASSAULT TCD>NER hypothetical"]),
    ("The raid by Chad on Niger is likely to cost lives.", ["ASSAULT TCD>NER actual"]),
    ("He did not rule out talks between Norway and Peru.", ["CONSULT NOR,PER>- hypothetical"]),
    # what is asked, weighed, feared or only focused on
    ("Does Peru say that Chad attacked Niger?", ["ASSAULT TCD>NER hypothetical"]),
    ("Chad would not say whether it would bomb Niger if it lost a ship.", ["ASSAULT TCD>NER hypothetical"]),
    (
        "Chad will consider cancelling Niger's invitation to meet its king in Lima.",
        ["AGREE NER>TCD hypothetical"],
    ),
    ("Chad feared that Niger had recalled its envoy from Lima.", ["SANCTION NER>PER hypothetical"]),
    ("There was no indication that Chad had rejected the plan of Niger.", ["REJECT TCD>NER hypothetical"]),
    # who takes his own troops away expels nobody
    ("Chad removed all its troops from Niger.", ["RETREAT TCD>NER actual"]),
    ("Never had Chad attacked Niger.", ["ASSAULT TCD>NER negated"]),
    ("Had Chad attacked Niger, the war would be over.", ["ASSAULT TCD>NER hypothetical"]),
    ("Chad came close to attacking Niger.", ["ASSAULT TCD>NER negated"]),
    ("Chad put off its decision to expel the envoys of Niger.", ["SANCTION TCD>NER negated"]),
    ("Chad did not fail to condemn Niger.", ["ACCUSE TCD>NER actual"]),
    ("Chad claimed to have shot down a Nigerien plane.", ["ASSAULT TCD>NER actual"]),
    # what is to come though no "will" says so
    ("The Chilean envoy said he was sending a team to Lima.", ["AGREE CHL,PER>- planned"]),
    ("The next round of talks between Chile and Peru was scheduled for May.", ["AGREE CHL,PER>- planned"]),
    # an object behind a price
    (
        "Chad and Niger signed, despite French warnings, a deal worth two billion dollars.",
        ["SUPPORT NER,TCD>- actual"],
    ),
    # violence and protests of nobody's are of where they are; who is held is held by somebody
    ("Shelling continued in Goma on Friday.", ["ASSAULT ->COD actual"]),
    ("Gunfire erupted in the Kenyan town of Garissa.", ["ASSAULT ->KEN actual"]),
    ("Anti-government protests were held on Friday in cities across Yemen.", ["PROTEST YEM>YEM actual"]),
    ("Some 136 Christians are behind bars in Eritrea.", ["COERCE ERI>- actual"]),
    ("Two French aid workers are in jail in Chad.", ["COERCE TCD>FRA actual"]),
    # what stands after "or" is denied too; who did it is blamed, not whose thing was hit
    ("Chad did not expel the envoy of Mali or close its border with Togo.", ["SANCTION TCD>TGO negated"]),
    # whom a charge meets may stand in what is said beside it; a complaint that is sent is made
    (
        "The UN chief made similar accusations, saying the Chadian president had done too little.",
        ["ACCUSE UNO>TCD actual"],
    ),
    ("Egypt wrote to Germany to complain about the sale of submarines.", ["ACCUSE EGY>DEU actual"]),
    (
        "All sanctions on Iran imposed by the US, the EU and the UN were lifted.",
        ["RETREAT EUR,UNO,USA>IRN actual"],
    ),
    # acts that hang on what another does; what is only weighed or charged; whose wish a passive names; nobody
    # named
    ("Peru will withdraw its ambassador unless Chile apologises.", ["THREATEN PER>CHL actual"]),
    (
        "Kenya warned that it would close the border if Somalia did not return the sailors.",
        ["THREATEN KEN>SOM actual"],
    ),
    (
        "The union will not end the strike until the Peruvian government meets its demands.",
        ["CONCEDE PER>- hypothetical"],
    ),
    ("Ghana denied allegations that it had armed the rebels in Togo.", ["REJECT GHA>- actual"]),
    ("The letter demanded that Japan retract the remarks.", ["CONCEDE JPN>- hypothetical"]),
    ("The session was postponed at Oslo's request.", ["REJECT NOR>- actual"]),
    ("Russian envoys were expelled on Monday.", ["SANCTION ->RUS actual"]),
    ("Peru expelled two Chilean diplomats on Monday.", ["SANCTION PER>CHL actual"]),
    ("Peru did not expel the Chilean diplomats.", ["SANCTION PER>CHL negated"]),
    # who acted in an office that was another's when the report came
    ("Then came a visit to Oman by president Mohammad Khatami.", ["CONSULT IRN>OMN historical"]),
    ("In 1998 Peru expelled two Chilean diplomats.", ["SANCTION PER>CHL historical"]),
    ("Peru expelled two Chilean diplomats after the 1999 war.", ["SANCTION PER>CHL historical"]),
    ("Peru bombed Chile during the 2012 crisis.", ["ASSAULT PER>CHL historical"]),
    (
        "Greek Foreign Minister Nikos Alda will meet his Turkish counterpart in Athens next week.",
        ["AGREE GRC,TUR>- planned"],
    ),
    ("The foreign ministers of Greece and Turkey met in Athens on Monday.", ["CONSULT GRC,TUR>- actual"]),
    ("Ghana urged Togo to release the fishermen.", ["REQUEST GHA>TGO actual"]),
    # whose a blow is by the noun that tells it: its own people's, between two, that of those who struck
    ("The mob attack on the Kenyan embassy in Khartoum shocked Nairobi.", ["ASSAULT SDN>KEN actual"]),
    ("The execution of an Ethiopian cleric in Eritrea angered many.", ["ASSAULT ERI>ETH actual"]),
    ("Twelve civilians were killed in security force raids in Sudan.", ["ASSAULT SDN>SDN actual"]),
    ("Three Sudanese soldiers were killed in a raid by Chadian troops.", ["ASSAULT TCD>SDN actual"]),
    ("The severe beating of opposition leaders in Belarus drew anger.", ["ASSAULT BLR>BLR actual"]),
    ("The bombing of Chadian rebels in Sudan drew anger.", ["ASSAULT ->TCD actual"]),
    (
        "Kuwait reopened its mission in Libya five years after Libyan soldiers shelled its embassy.",
        ["ASSAULT LBY>KWT historical"],
    ),
    (
        "A decade after the invasion of Kuwait by Iraq, the two opened a border post.",
        ["ASSAULT IRQ>KWT historical"],
    ),
    (
        "Chile recalled its envoy two days after Peruvian troops shot a Chilean guard.",
        ["ASSAULT PER>CHL actual"],
    ),
    (
        "Iraq recalled its envoy after protesters stormed the Iraqi embassy in Bahrain.",
        ["ASSAULT BHR>IRQ actual"],
    ),
    ("Iraqi exiles stormed the Iraqi embassy in Bahrain.", ["ASSAULT IRQ>IRQ actual"]),
    ("Students clashed with police in Chile.", ["PROTEST CHL>CHL actual"]),
    ("A car bomb struck a bus carrying clerks in Kabul.", ["ASSAULT ->AFG actual"]),
    ("Rebels freed two Kenyan pilots.", ["RETREAT ->KEN actual"]),
    # whose a paper is that was spoken of before; what it says after what it condemns
    (
        "The UN Security Council adopted a resolution on Sudan. The text urges Sudan to open its borders.",
        ["REQUEST UNO>SDN actual"],
    ),
    (
        "The United Nations passed a resolution which condemned the coup in Niger and urged Niger to vote.",
        ["REQUEST UNO>NER actual"],
    ),
    ("Norway's plan for Serbia foresees a vote. Serbia has accepted the plan.", ["AGREE SRB>NOR actual"]),
    (
        "Turkish monitors arrived in Sudan. Sudan had agreed to the observer mission.",
        ["AGREE SDN>TUR actual"],
    ),
    # what somebody believes, what is said within a relative clause, what nobody in particular tells
    ("Ethiopia believes that Egypt has violated the treaty.", ["ACCUSE ETH>EGY actual"]),
    (
        "The minister met envoys of Chile, which Peru says has violated the treaty.",
        ["ACCUSE PER>CHL actual"],
    ),
    ("The United States is understood to have pressed Kenya to open its border.", ["REQUEST USA>KEN actual"]),
    ("Egypt used the Saudi minister's visit to urge Sudan to withdraw.", ["REQUEST EGY>SDN actual"]),
    # at home: government and opposition; whom the opposition means when it names nobody
    (
        "The Rwandan opposition leader said the Rwandan president had been reckless.",
        ["ACCUSE RWA>RWA actual"],
    ),
    (
        "Mali's president met the Malian opposition leader. The opposition leader refused to take part.",
        ["REJECT MLI>MLI actual"],
    ),
    # states that the text does not name; who is thanked is asked for nothing
    (
        '"The countries that preach free trade should speak to us with respect," Brazil said.',
        ["REQUEST BRA>- actual"],
    ),
    ("Norway, backed by Chile, put forward a draft resolution.", ["REQUEST NOR>- actual"]),
    # a word tied to another by a hyphen; "there" with "no"; whose a government is
    ("Peru said Chile's report was one-sided.", ["ACCUSE PER>CHL actual"]),
    ("The Brazilian minister said there would be no recognition of Kosovo.", ["REJECT BRA>KOS actual"]),
    (
        "The transitional government of Mali met. The Macron government condemned Mali.",
        ["ACCUSE FRA>MLI actual"],
    ),
]

# Who is meant: (text, all the events that are found, each once)
PARTIES = [
    # fire from across a border; a measure of one's own that is lifted; states dealt out to a row of persons
    ("Two Lao nurses were wounded by rockets fired from Nepal.", {"ASSAULT NPL>LAO actual"}),
    ("Nepal lifted the ban it had imposed on Laos.", {"CONCEDE NPL>LAO actual", "SANCTION NPL>LAO actual"}),
    ("The Kenyan and Ghanaian ministers Ana Otieno and Kofi Mensah condemned Chad.", {
        "ACCUSE GHA,KEN>TCD actual",
    }),
    # an order to one's own minister is no request: what he is to do is the act
    (
        "Peru’s president ordered his foreign minister to declare six Chilean diplomats persona non grata.",
        {"SANCTION PER>CHL planned"},
    ),
    ("A Peruvian court ordered the government to free the fishermen.", {"REQUEST PER>PER actual"}),
    # the owner of what was lost is nobody accused
    (
        "Oman protested against the capture of the Salalah Star, an Omani-flagged tanker, in the Gulf.",
        {"ACCUSE OMN>- actual"},
    ),
    ("Chile decided not to recall its ambassador.", {"SANCTION CHL>- negated"}),
    # both of two who are named together
    (
        "Kenya and Uganda welcomed a renewal of ties between Peru and Bolivia.",
        {"SUPPORT KEN,UGA>BOL,PER actual"},
    ),
    ("Peru and Chile have blamed each other for the fire.", {"ACCUSE CHL,PER>CHL,PER actual"}),
    ("Peru and Chile accused one another of spying.", {"ACCUSE CHL,PER>CHL,PER actual"}),
    # what two own or do together is no one's alone, whatever stands between it and what it is called
    (
        "Norway condemned Peru and Bolivia's decision to leave the pact.",
        {"ACCUSE NOR>BOL,PER actual"},
    ),
    ("Norway called Chad's plan for the port unfair.", {"ACCUSE NOR>TCD actual"}),
    # who comes to the city where a body sits comes to the body that is named
    (
        "The Kenyan president arrived in New York on Sunday to attend the UN General Assembly.",
        {"CONSULT KEN>UNO actual"},
    ),
    (
        "The Kenyan minister flew to Brussels to meet the Belgian king, a day after a NATO summit.",
        {"CONSULT KEN>BEL actual"},
    ),
    # a speech to all the states at once is no meeting with them
    ("The Kenyan president addressed the United Nations on Tuesday.", set()),
    ("Next week the Kenyan president will address the UN General Assembly.", set()),
    ("The Kenyan president gave a speech to the UN general assembly on Friday.", set()),
    ("The Kenyan president addressed the European Union on Tuesday.", {"CONSULT EUR,KEN>- actual"}),
    # a sanction that is lifted is not imposed by that
    ("The removal of Norway's embargo on Peru pleased traders.", {"CONCEDE NOR>PER actual"}),
    # a blow that names no victim falls on the country where it falls
    ("Togo threatened to resume attacks in Ghana.", {"THREATEN TGO>GHA actual"}),
    ("Togolese gunboats shelled positions in Ghana.", {"ASSAULT TGO>GHA actual"}),
    ("Togolese gunboats shelled positions in Togo.", {"ASSAULT TGO>TGO actual"}),
    # for whom something is done, deep in what it is for
    ("Norway is willing to send arms to help defend Chad.", {"AGREE NOR>TCD actual"}),
    (
        "Uzbekistan opened the bridge to allow the delivery of grain to Afghanistan.",
        {"RETREAT UZB>AFG actual"},
    ),
    # whoever has a name may act, and blows fall from nobody's hand; private people only do what people do
    ("Kobolo airport refused to allow a Ghanaian plane to land.", {"REJECT ->GHA actual"}),
    ("The Tanga movement boycotted the vote.", {"PROTEST ->- actual"}),
    ("The nurses said they would not end the strike.", {"REJECT ->- actual"}),
    ("A grenade was thrown at the bank.", {"ASSAULT ->- actual"}),
    ("The shoppers agreed to queue.", set()),
    ("A fan refused to sit down.", set()),
    ("The Third Lake Forum concluded that Ghana must provide more money.", {"REQUEST ->GHA actual"}),
    # people are of the place that the text gives them, if it is where they live; a border is no target
    ("Rebels killed ten soldiers in northern Uganda.", {"ASSAULT UGA>UGA actual"}),
    ("Gunmen killed five people in Karachi.", {"ASSAULT PAK>PAK actual"}),
    ("Students throughout Peru staged protests.", {"PROTEST PER>- actual"}),
    ("Church leaders in Malawi urged Zambia to hold elections.", {"REQUEST MWI>ZMB actual"}),
    ("Togolese police searched a newspaper.", {"COERCE TGO>TGO actual"}),
    ("Togo's government closed a radio station.", {"COERCE TGO>TGO actual"}),
    ("Burmese soldiers captured a village near the Thai border.", {"ASSAULT MMR>- actual"}),
    # whose plan, whose decision, whose embassy
    ("Nepal's denial of a visa to a Lao judge was noted.", {"REJECT NPL>LAO actual"}),
    ("The jailing of two Lao nurses by Nepal was noted.", {"COERCE NPL>LAO actual"}),
    ("The shooting dead of a Lao nurse by Nepalese soldiers was noted.", {"ASSAULT NPL>LAO actual"}),
    ("The withdrawal of Lao troops from Nepal was noted.", {"RETREAT LAO>NPL actual"}),
    ("Laos ran into opposition from Nepal.", {"REJECT NPL>LAO actual"}),
    ("Nepal will hold no talks with Laos.", {"REJECT NPL>LAO actual"}),
    ("The United States insisted that Laos at once give up its dams.", {"REQUEST USA>LAO actual"}),
    ("Laos's tea is liked in Nepal.", set()),
    ("Chad rejected a plan put forward by Kenya.", {"REJECT TCD>KEN actual", "AGREE KEN>TCD actual"}),
    ("Togo's opposition rejected the government's offer.", {"REJECT TGO>TGO actual"}),
    ("The British ambassador in Tehran was summoned to the foreign ministry.", {"ACCUSE IRN>GBR actual"}),
    # a state and its own rebels are two
    ("The government and the rebels in Mexico resumed talks.", {"CONSULT MEX>- actual"}),
    ("A meeting between the Kenyan president and the prime minister failed.", {"CONSULT KEN>- actual"}),
    ("Guatemalan guerrillas proposed a ceasefire to the government.", {"AGREE GTM>GTM actual"}),
    # a league of states is no club
    ("The Arab League condemned Peru.", {"ACCUSE IGO>PER actual"}),
    # all of a row
    ("Chad (TCD), Sudan (SDN) and Sweden condemned Mali.", {"ACCUSE SDN,SWE,TCD>MLI actual"}),
    ("Ghana, along with Togo, condemned Mali.", {"ACCUSE GHA,TGO>MLI actual"}),
    ("The military in Ghana and Togo condemned Mali.", {"ACCUSE GHA,TGO>MLI actual"}),
    ("Ministers of Ghana and Togo condemned Mali.", {"ACCUSE GHA,TGO>MLI actual"}),
    # how a blow was struck, or what for, is no second one; an arrest beside it is
    ("Kenyan police fired tear gas to disperse students.", {"ASSAULT KEN>- actual"}),
    (
        "Thousands of Kenyans marched in Nairobi to protest against the visit of Chad's president.",
        {"PROTEST KEN>TCD actual"},
    ),
    ("Malian troops retook a village after fierce fighting with guerrillas.", {"ASSAULT MLI>- actual"}),
    ("Chilean police raided a flat, arresting two Peruvians.", {"COERCE CHL>PER actual"}),
    ("Peruvian planes bombed a Chilean base, killing six soldiers.", {"ASSAULT PER>CHL actual"}),
    # a background clause of nobody's is no act of its own
    ("Ghana launched raids in which 40 civilians were killed.", {"ASSAULT GHA>- actual"}),
    (
        "Norway restored ties with Greece five years after crowds trashed its embassy.",
        {"SUPPORT NOR>GRC actual"},
    ),
    ("Kenya will cut ties with Peru unless President Lara frees the fishermen.", {"THREATEN KEN>PER actual"}),
    ("The talks linked the crisis with the possible deployment of Ghanaian troops.", set()),
    ("Iraqi exiles stormed the Omani embassy in Cairo, smashing furniture.", {"ASSAULT IRQ>OMN actual"}),
    # warships are their navy's
    ("HMS Kelso, a Royal Navy frigate, warned off two Iranian boats.", {"MOBILIZE GBR>IRN actual"}),
    ("China accused the USS John Barlow of entering its waters.", {"ACCUSE CHN>USA actual"}),
    ("The INS is a school in Peru.", set()),
    # a party may be added, lead a row, or stand before "said"
    ("Nicaragua sued Chile as well as Oman.", {"ACCUSE NIC>CHL,OMN actual"}),
    ("Kenya, as well as neighbouring Uganda, rejected Sudan's claim.", {"REJECT KEN,UGA>SDN actual"}),
    ("Greece, Chad and Libya passed information to Turkey.", {"COOPERATE GRC,LBY,TCD>TUR actual"}),
    ("Talks with Iran have gone on for months, Norway and Iraq said.", {"CONSULT IRN,IRQ,NOR>- actual"}),
    ("Sudan has sent Peru, Chad and Togo a warning.", {"THREATEN SDN>PER,TCD,TGO actual"}),
    ("The regional bloc ECOWAS condemned Niger.", {"ACCUSE IGO>NER actual"}),
    ("North and South Korea resumed talks.", {"CONSULT KOR,PRK>- actual"}),
    # who did it stands further off: after another noun, as who held them, as whose prison it is
    ("A Russian diplomat was accused of spying by Estonia.", {"ACCUSE EST>RUS actual"}),
    ("Chilean refugees were refused entry by Peru.", {"REJECT PER>CHL actual"}),
    ("A Kenyan nurse held in Sudan was freed on Monday.", {"RETREAT SDN>KEN actual"}),
    ("A Kenyan nurse was tortured in a Sudanese jail.", {"ASSAULT SDN>KEN actual"}),
    ("Canada demanded the release of a Canadian nurse held in Chad.", {"REQUEST CAN>TCD actual"}),
    ("Canada is seeking the extradition of a Canadian banker from Kenya.", {"REQUEST CAN>KEN actual"}),
    ("Chad's Senate ratified the treaty signed with Sudan.", {"SUPPORT TCD>SDN actual"}),
    ("Peru will not accept the quota that Chile proposed.", {"REJECT PER>CHL actual", "AGREE CHL>- actual"}),
    ("A raid by Sudanese troops killed ten Chadian soldiers.", {"ASSAULT SDN>TCD actual"}),
    ("Norway was among the first to congratulate Kenya.", {"SUPPORT NOR>KEN actual"}),
    # people are where they are told to be, not of the country whose house or man they attack
    ("Demonstrators hurled eggs at the Japanese consulate in Shanghai.", {"PROTEST CHN>JPN actual"}),
    ("Students burned a French flag outside the embassy in Dakar.", {"PROTEST SEN>FRA actual"}),
    ("Gunmen opened fire on the Pakistani envoy in Kabul.", {"ASSAULT AFG>PAK actual"}),
    ("Three French reporters were detained by soldiers in Niger.", {"COERCE NER>FRA actual"}),
    ("Rebels hurled grenades into a bar in the Burundian capital Bujumbura.", {"ASSAULT BDI>BDI actual"}),
    # conditions make threats; what hangs on them has not happened
    ("Chile said it would close its embassy if Peru sheltered the general.", {"THREATEN CHL>PER actual"}),
    (
        "Chile would cut ties with Peru should Lima free the general, its minister said.",
        {"THREATEN CHL>PER actual"},
    ),
    (
        "Farmers in Greece said they would block the road unless the minister lowered taxes.",
        {"THREATEN GRC>GRC actual"},
    ),
    # one act told by two verbs, with what it demands, what it is for and what it led to
    ("Kenyan police fired tear gas and used water cannon.", {"ASSAULT KEN>- actual"}),
    ("Nurses in Malawi went on strike to demand higher pay from the government.", {"PROTEST MWI>MWI actual"}),
    ("Rwanda and Mozambique conducted joint patrols to flush out fighters.", {"COOPERATE MOZ,RWA>- actual"}),
    ("Nine Kenyan soldiers were killed when Somali gunmen attacked a convoy.", {"ASSAULT SOM>KEN actual"}),
    ("Two Indian air force helicopters collided, killing nine crewmen.", set()),
    ("Japan expressed remorse and offered an apology to the Chinese people.", {"CONCEDE JPN>CHN actual"}),
    # measures in force: on whom they are laid, whom they are named after
    ("UN sanctions on Eritrea were in the news.", {"SANCTION UNO>ERI actual"}),
    ("The Eritrea sanctions imposed by Kenya were in the news.", {"SANCTION KEN>ERI actual"}),
    # sums of money
    ("Japan gave ¥5bn to Laos.", {"AID JPN>LAO actual"}),
    # back from what was done
    ("Peru's minister returned to Lima from meeting the king of Norway.", {"CONSULT NOR,PER>- actual"}),
    ("Norway was the first to come to Denmark's defence.", {"SUPPORT NOR>DNK actual"}),
    # units, ships and members of a force act for it
    ("Units of the Kenyan air force bombed a village in Somalia.", {"ASSAULT KEN>SOM actual"}),
    ("One of the vessels of the Peruvian navy rammed a Chilean fishing boat.", {"COERCE PER>CHL actual"}),
    ("A patrol of the Chadian gendarmerie opened fire on Sudanese herders.", {"ASSAULT TCD>SDN actual"}),
    # what somebody is thanked or blamed for is his
    ("Peru thanked Chad for its offer of troops.", {"SUPPORT PER>TCD actual", "AGREE TCD>PER actual"}),
    ("The French military intervention in Mali began in January.", {"ASSAULT FRA>MLI actual"}),
    ("Kenya launched a new advance on Somalia.", {"ASSAULT KEN>SOM actual"}),
    # whose government and people they are of whom a clause with "where" tells
    (
        "Norway spoke of Libya and Mali, where the new government has asked for military help.",
        {"REQUEST MLI>- actual"},
    ),
    (
        "Oman faces risks from Sudan, where the army is staging a crackdown on pro-democracy protesters.",
        {"COERCE SDN>SDN actual"},
    ),
    # whom somebody is kept out of
    ("Six Belarusian officials were banned from travelling to Poland.", {"COERCE POL>BLR actual"}),
    ("The president of Peru is banned from travelling to the EU.", {"COERCE EUR>PER actual"}),
    # who is like a state is no party
    ("Peru warned that an attack would turn Bolivia into another Vietnam.", {"THREATEN PER>BOL actual"}),
    # what another does with the thing that an act is about is no part of it
    (
        "The draft, proposed by Poland and backed by Norway, was put to the vote.",
        {"AGREE POL>- actual", "SUPPORT NOR>POL actual"},
    ),
    # who announces what nobody is said to do, but not what is done to himself
    ("The prime minister of Norway said troops would be sent to Mali.", {"MOBILIZE NOR>MLI planned"}),
    ("The government of Mali said troops would be sent to Bamako.", {"MOBILIZE ->MLI planned"}),
    # a demand of nobody's is told where it is faced
    ("Peru was urged to withdraw its troops from Chad.", {"REQUEST ->PER actual"}),
    ("Togo faces growing calls to free the fishermen.", {"REQUEST ->TGO actual"}),
    # what is reported in strong words
    (
        "Norway said the arrests in Chad were an outrage, a disgrace and a crime.",
        {"ACCUSE NOR>TCD actual", "COERCE ->TCD actual"},
    ),
    # whose deed is judged where a noun only points at it, or a clause hangs on it; what others were asked for
    # is not meant
    (
        "North Korea tested a missile on Monday. Rain fell. The sun came out. Nobody spoke. "
        "Chad condemned the launch.",
        {"MOBILIZE PRK>- actual", "ACCUSE TCD>PRK actual"},
    ),
    (
        "Peru fired a missile, a step that drew condemnation from Chad.",
        {"MOBILIZE PER>- actual", "ACCUSE TCD>PER actual"},
    ),
    (
        "Chad cut ties with Peru on Monday. Rain fell. The sun came out. Nobody spoke. "
        "Peru called the measures unjustified.",
        {"SANCTION TCD>PER actual", "ACCUSE PER>TCD actual"},
    ),
    (
        "Peru was punished by Mali, Chad and Togo, which cut ties with it.",
        {"SANCTION MLI,TCD,TGO>PER actual"},
    ),
    (
        "Chad condemned Peru on Monday. Mali criticised Peru. Togo condemned Peru.\n\nRain fell.\n\n"
        "The sun came out.\n\nBenin recalled its ambassador.",
        {
            "ACCUSE TCD>PER actual", "ACCUSE MLI>PER actual", "ACCUSE TGO>PER actual",
            "SANCTION BEN>PER actual",
        },
    ),
    (
        "Peru vetoed the resolution on Monday. Chile criticised the veto.",
        {"REJECT PER>- actual", "ACCUSE CHL>PER actual"},
    ),
    (
        "Kenya proposed a regional fund for farmers. Uganda spoke highly of the proposal.",
        {"AGREE KEN>- actual", "SUPPORT UGA>KEN actual"},
    ),
    ("Ghana held an election which the European Union dismissed as rigged.", {"REJECT EUR>GHA actual"}),
    # who is to go, not where he is to go from; who holds those who are to be freed
    ("Kenya demanded Ethiopia's withdrawal from Somalia.", {"REQUEST KEN>ETH actual"}),
    ("Kenya repeated its calls for a pullout of Ethiopian forces from Somalia.", {"REQUEST KEN>ETH actual"}),
    ("Kenya asked Uganda for the withdrawal of Ethiopian forces from Somalia.", {"REQUEST KEN>UGA actual"}),
    (
        "Chad called for the release of Togolese hostages held by Mali.",
        {"REQUEST TCD>MLI actual", "ASSAULT MLI>TGO actual"},
    ),
    # custody befalls whoever has it, unless it is his who holds others
    ("The Chadian envoy's arrest in Lima came as a surprise.", {"COERCE PER>TCD actual"}),
    ("China's arrest of two Canadians came as a surprise.", {"COERCE CHN>CAN actual"}),
    # before whom a complaint or a draft is brought is not whom it is against
    ("Bolivia lodged a complaint with the Security Council over Chilean patrols.", {"ACCUSE BOL>CHL actual"}),
    ("Peru has presented a draft UN resolution condemning Chile's raid.", {"REQUEST PER>- actual"}),
    # one comes to another's defence
    (
        "When Somalia was attacked, Kenya came to its defence.",
        {"ASSAULT ->SOM actual", "SUPPORT KEN>SOM actual"},
    ),
    # those of whom a number do something
    (
        "Peru criticised Chad and Mali, both of which have condemned Niger.",
        {"ACCUSE PER>MLI,TCD actual", "ACCUSE MLI,TCD>NER actual"},
    ),
    (
        "Peru praised the leaders of Chad and Mali—both of which have condemned Niger.",
        {"SUPPORT PER>MLI,TCD actual", "ACCUSE MLI,TCD>NER actual"},
    ),
    # what is somebody's own is by nobody else
    ("Norway repeated its call for restraint by the Chilean authorities.", {"REQUEST NOR>CHL actual"}),
    # a call that there was is not of who tells of it
    ("Norwegian Foreign Minister Ola Berg said there was a call for restraint from the miners.",
     {"REQUEST ->- actual"}),
    # what a paper says that is sought or voted down is not said yet
    ("There has been no agreement on a UN resolution condemning Chile.", {"ACCUSE UNO>CHL hypothetical"}),
    # "it" is what the paper says, by who wrote it; a draft is of those who put it forward
    (
        "Togo was told. The resolution of the parliament of Peru angered Chileans because it criticised the "
        "election that Chile held in May.",
        {"ACCUSE PER>CHL actual"},
    ),
    (
        "The draft UN resolution drawn up by Peru and Norway condemns the raids. It demands an immediate end "
        "to them.",
        {"ACCUSE NOR,PER>- actual", "REQUEST NOR,PER>- actual"},
    ),
    # a name that begins with a small article
    ("The rebels of al-Shabaab attacked Kenya.", {"ASSAULT SOM>KEN actual"}),
    ("Meanwhile, al-Qaeda's leader has urged Chile to free the miners.", {"REQUEST IMG>CHL actual"}),
    # … and "they" what papers are called
    ("Chad and Mali vetoed two drafts, saying they were unbalanced.", {"REJECT MLI,TCD>- actual"}),
    # a meeting that an act agrees on is no second act
    ("The Kenyan president accepted an invitation to visit Tokyo in July.", {"AGREE KEN>JPN actual"}),
    # who does not wish for a thing has asked for nothing
    ("Togo does not want confrontation with Ghana, its minister said.", set()),
    ("Kenya does not want Uganda to join the bloc.", {"REQUEST KEN>UGA negated"}),
    # what an act draws comes from whoever answers it, and is meant for whoever did it
    (
        "The sinking of a Chilean trawler by Peru drew a demand for an apology from Santiago.",
        {"ASSAULT PER>CHL actual", "REQUEST CHL>PER actual"},
    ),
    (
        "Uganda's expulsion of two Kenyan teachers brought a warning from Nairobi of serious consequences.",
        {"SANCTION UGA>KEN actual", "THREATEN KEN>UGA actual"},
    ),
    # what is said to have been done is done by who says so
    (
        "Extra troops have been moved to the Sudanese border, the Chadian government said.",
        {"MOBILIZE TCD>SDN actual"},
    ),
    # who is told, where those who are spoken of are of nowhere; in whose jail; what is still to come
    ("The Swiss told the Libyans that two traders must be given visas.", {"REQUEST CHE>LBY actual"}),
    ("Two Chilean nurses were released from a jail in Lima.", {"RETREAT PER>CHL actual"}),
    (
        "Two weeks before a summit with China, Australia criticised Togo.",
        {"ACCUSE AUS>TGO actual", "AGREE AUS,CHN>- planned"},
    ),
    ("Shots were fired from a window of the Libyan embassy.", {"ASSAULT LBY>- actual"}),
    # to head a commission is no inquiry
    ("Kari Lie, who heads the European Commission, praised Serbia.", {"SUPPORT EUR>SRB actual"}),
    # times long past
    ("During the cold war, Cuba sent troops to Angola.", {"MOBILIZE CUB>AGO historical"}),
    # a comma ends what a sentence opens with; what has no comma behind it is no second name
    ("After Mali attacked Niger, Chad and Togo condemned it.", {
        "ASSAULT MLI>NER actual", "ACCUSE TCD,TGO>MLI actual",
    }),
    # a visit on a condition; one that was put off; a meeting that is with somebody
    ("The Chadian president will visit Togo on Friday if the rebels lay down their arms.", {
        "AGREE TCD>TGO hypothetical",
    }),
    ("The Chadian president was due in Lome on Friday. The visit has been postponed.", {
        "AGREE TCD,TGO>- negated",
    }),
    ("Kenya's minister will fly to Cairo. His first meeting is with the Egyptian president.", {
        "AGREE KEN>EGY planned", "AGREE EGY,KEN>- planned",
    }),
    # who chaired it took part
    ("Isis fighters seized the Iraqi city of Ramadi.", {"ASSAULT IMG>IRQ actual"}),
    # nobody but the United Nations sits in New York
    ("Senegal's minister travelled to New York on Sunday. The UN general assembly opens soon.", {
        "CONSULT SEN>UNO actual",
    }),
]


@pytest.mark.parametrize(("text", "wanted"), PARTIES, ids=[t for t, _ in PARTIES])
def test_parties(grammar: Grammar, text: str, wanted: set[str]) -> None:
    assert {brief(e) for e in read(grammar, text)} == wanted


# (text, first and last day of the one event)
# (text, type, names or codes of the actors, of the recipients): states that the text does not name act, and
# are acted upon
GROUPS = [
    ("Gulf states recalled their ambassadors from Lebanon.", "SANCTION", ["Gulf states"], ["LBN"]),
    ("Western countries imposed sanctions on Myanmar.", "SANCTION", ["Western countries"], ["MMR"]),
    ("Some 40 nations have agreed to send doctors to Chile.", "AGREE", ["40 nations"], ["CHL"]),
    ("EU member states imposed sanctions on Belarus.", "SANCTION", ["EUR"], ["BLR"]),
    ("Iran accused Gulf states of funding rebels.", "ACCUSE", ["IRN"], ["Gulf states"]),
    ("Officials from Western countries condemned Israel.", "ACCUSE", ["Officials"], ["ISR"]),
    ("Leaders of 20 African countries met in Kampala.", "CONSULT", ["Leaders"], []),
    ("Dozens of countries condemned Iran.", "ACCUSE", ["Dozens of countries"], ["IRN"]),
    # they are the other side of talks and accords, as nouns too
    ("Talks between Sudan and world powers resumed on Monday.", "CONSULT", ["SDN", "world powers"], []),
    ("The last round of talks between Eritrea and the West broke down.", "CONSULT", ["ERI", "the West"], []),
    ("Burma accused the West of meddling.", "ACCUSE", ["MMR"], ["the West"]),
    ("European diplomats urged Sudan to end the siege.", "REQUEST", ["EUR"], ["SDN"]),
    # several of one state, or a body, meet among themselves; officials of one talk of a thing all day
    ("The Sudanese rebel groups who have been meeting in Paris are weary.", "CONSULT", ["SDN"], []),
    ("The Arab League discussed the plan in Cairo on Monday.", "CONSULT", ["IGO"], []),
    # own arms, what was only called for, what a council votes
    ("Chad said on Saturday that Niger had launched 80 drones.", "ASSAULT", ["NER"], []),
    ("Greece will send a frigate to the Gulf of Aden as part of a European mission.", "AGREE", ["GRC"], []),
    ("Serbia's president rejected Western calls to join sanctions against Moscow.", "REJECT", ["SRB"], []),
    # what calls are for, though their author or their day stands before it
    ("The raid drew calls from Peru for Mali to leave the zone.", "REQUEST", ["PER"], ["MLI"]),
    ("The verdict led to appeals from Norway on Monday for Serbia to free him.", "REQUEST", ["NOR"], ["SRB"]),
    (
        "The U.N. Security Council voted to impose sanctions on Haitian gang leaders.", "SANCTION", ["UNO"],
        ["HTI"],
    ),
    ("Croatia's parliament ratified Albania's bid to join the alliance.", "SUPPORT", ["HRV"], ["ALB"]),
]


@pytest.mark.parametrize(("text", "type_", "actors", "recipients"), GROUPS, ids=[t for t, *_ in GROUPS])
def test_states_without_names(
    grammar: Grammar, text: str, type_: str, actors: list[str], recipients: list[str]
) -> None:
    (event,) = read(grammar, text)
    assert event.type == type_
    assert [[a.country or a.name for a in side] for side in (event.actors, event.recipients)] == [
        actors, recipients,
    ]


# (text, the blows that it tells): of nobody's, those of a country whose own people fight each other in it
STRIFE = [
    ("Police in Kampala shot two Ugandan protesters. Bombs hurt six people.", ["UGA>UGA", "UGA>UGA"]),
    ("Police in Kampala shot two Ugandan protesters. Shelling continued.", ["UGA>UGA", "UGA>UGA"]),
    ("Police in Kampala shot two Ugandan protesters. A blast killed six Norwegians.", ["UGA>UGA", ">NOR"]),
    ("Kenya's army bombed Ugandan villages. A blast killed six Ugandans.", ["KEN>UGA", ">UGA"]),
    ("The minister flew to Lima. Shelling continued.", []),
    # who watches from abroad makes no text about the state where he sits
    (
        "Rebels fought the army in Syria. The Syrian Observatory for Human Rights, a group based in Britain, "
        "said that shelling had killed 12 civilians across the country.",
        ["SYR>", "SYR>SYR"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), STRIFE, ids=[t for t, _ in STRIFE])
def test_blows_of_nobodys_in_a_country_at_war_with_itself(
    grammar: Grammar, text: str, wanted: list[str]
) -> None:
    blows = (e for e in read(grammar, text) if e.type == "ASSAULT")
    told = [[",".join(sorted(codes(side))) for side in (e.actors, e.recipients)] for e in blows]
    assert [">".join(sides) for sides in told] == wanted


def test_whoever_is_held_holds_nobody(grammar: Grammar) -> None:
    events = read(grammar, "Two Chilean soldiers detained in Peru were released.")
    (held,) = [e for e in events if e.type == "COERCE"]
    assert ([a.country for a in held.actors], [a.country for a in held.recipients]) == (["PER"], ["CHL"])


def test_an_own_army_is_no_recipient(grammar: Grammar) -> None:
    (event,) = read(grammar, "Serbia put its army on high alert.")
    assert (event.type, [a.country for a in event.actors], event.recipients) == ("MOBILIZE", ["SRB"], ())


DAYS = [
    # the first in so many years looks back
    ("On Friday Chad will hold the first talks with Togo in two years.", "2025-06-13", "2025-06-13"),
    # what a report opens with was said when its speaker spoke
    (
        "Chad's president, Mahamat Deby, has condemned Togo. In a speech late on Monday, Deby said that it "
        "had rained.",
        "2025-06-09", "2025-06-09",
    ),
    # by which means it was done; what is told of comes ahead of; what is told with the talks of a deal
    ("Chad answered Niger on Tuesday by expelling its envoy.", "2025-06-10", "2025-06-10"),
    (
        "Chad condemned Niger on Monday ahead of a trip by its president on Saturday.", "2025-06-09",
        "2025-06-09",
    ),
    ("Togo refused to take part in talks in March.", "2025-03-01", "2025-03-31"),
    (
        "Ghanaian patrol ships blocked two Togolese trawlers bound for Lome on Saturday.", "2025-06-07",
        "2025-06-07",
    ),
    (
        "The Peruvian president said on Saturday he had ordered his foreign minister to declare six Chilean "
        "diplomats persona non grata.",
        "2025-06-07", "2025-06-07",
    ),
    ("Bolivia ordered the Peruvian ambassador to leave the country on 5 June.", "2025-06-05", "2025-06-05"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last"), DAYS, ids=[t for t, _, _ in DAYS])
def test_days(grammar: Grammar, text: str, first: str, last: str) -> None:
    found = [(e.when.start, e.when.end) if e.when else None for e in read(grammar, text)]
    assert found == [(first, last)]


def test_a_length_is_no_distance(grammar: Grammar) -> None:
    closed, shot = read(
        grammar,
        "Peru closed its border with Chile on Friday for 30 days, after Chilean soldiers shot a guard.",
    )
    assert closed.when is not None and closed.when.start == "2025-06-06" and shot.when is None


def test_an_instance_of_what_is_unlikely_is_not_done(grammar: Grammar) -> None:
    text = "A step such as withdrawing the ambassador from Lima {} unlikely."
    for verb in ("is", "seems"):
        assert [e.status for e in read(grammar, text.format(verb))] == ["hypothetical"]


@pytest.mark.parametrize(("text", "wanted"), STANDING, ids=[t for t, _ in STANDING])
def test_standing(grammar: Grammar, text: str, wanted: list[str]) -> None:
    found = [brief(e) for e in read(grammar, text)]
    assert [w for w in wanted if w not in found] == [], found


def test_what_is_asked_for_is_no_act_of_its_own(grammar: Grammar) -> None:
    assert [brief(e) for e in read(grammar, "Ghana urged Togo to release the fishermen.")] == [
        "REQUEST GHA>TGO actual"
    ]


def test_what_is_left_out_of_a_deal_is_no_act(grammar: Grammar) -> None:
    """A deal shuts nobody out."""
    told = read(grammar, "The deal between Chad and Niger excluded Mali and Togo.")
    assert [e.type for e in told] == ["AGREE"]


def test_a_journey_to_a_session_is_none_to_the_state_around_it(grammar: Grammar) -> None:
    """Whoever goes to where a body meets goes to the body; a state that lies there is marked."""
    text = (
        "The African Union's leaders gathered for the Union's summit in Lima. Chad's president, who arrived "
        "in Lima on Friday, spoke first."
    )
    visit = next(e for e in read(grammar, text) if e.mode == "visit")
    (host,) = visit.recipients
    assert host.code == "PER" and any(SESSION in why for why in host.because)


def test_a_reason_is_given_once(grammar: Grammar) -> None:
    """Of a row of persons told of twice, and of the place of a session to which one goes for its talks."""
    row = "The Kenyan and Ghanaian ministers Ana Otieno and Kofi Mensah"
    texts = (
        f"{row} condemned Chad. {row} thanked Peru.",
        "The African Union's leaders gathered for the Union's summit in Lima. Mali's president flew to Lima "
        "to save the talks between Chad and Togo.",
    )
    sides = [[a for e in read(grammar, t) for a in (*e.actors, *e.recipients)] for t in texts]
    assert all(len(a.because) == len(set(a.because)) for side in sides for a in side)
    assert any("its place in the row" in why for a in sides[0] for why in a.because)
    assert any(SESSION in why for a in sides[1] for why in a.because)


@pytest.mark.parametrize("letter", ["sent a letter to Sudan", "published a letter to Sudan"])
def test_whom_a_letter_goes_to_is_told_what_it_says(grammar: Grammar, letter: str) -> None:
    (charge,) = read(grammar, f"Chad {letter} accusing Kenya of backing the rebels.")
    assert [[a.code for a in side] for side in (charge.recipients, charge.addressees)] == [["KEN"], ["SDN"]]


def test_a_demand_that_is_refused_is_two_acts(grammar: Grammar) -> None:
    found = {brief(e) for e in read(grammar, "Bolivia has refused Chile’s demand to release the fishermen.")}
    assert found == {"REJECT BOL>CHL actual", "REQUEST CHL>BOL actual"}


def test_a_blow_in_words_and_advice_to_its_own_are_no_acts_on_others(grammar: Grammar) -> None:
    attacked = read(grammar, "The Israeli premier launched an attack on the Iranian president, deriding him.")
    assert "ASSAULT" not in {e.type for e in attacked}
    assert not read(grammar, "The Turkish government has urged its nationals to leave Syria.")
    assert not read(grammar, "Australia's battle with the prickly pear was won by a moth.")


def test_a_refusal_is_not_of_the_day_of_what_is_refused(grammar: Grammar) -> None:
    told = read(grammar, "Peru will not attend next month's talks in Chile.")
    assert [e.when for e in told if e.type == "REJECT"] == [None]


def test_blows_that_share_few_words_are_two(grammar: Grammar) -> None:
    once, again = "Togo shelled a village in Benin on Monday.", "Togo shelled two schools in Benin on Monday."
    told = read(grammar, f"{once}\n\n{again}")
    assert [e.type for e in told] == ["ASSAULT", "ASSAULT"]


def test_one_act_told_twice_is_one_event(grammar: Grammar) -> None:
    text = (
        "Peru expelled two Chilean diplomats on Monday.\n\nThe expulsion of the Chilean diplomats by Peru "
        "angered Santiago."
    )
    found = read(grammar, text)
    expelled = [e for e in found if e.type == "SANCTION"]
    assert len(expelled) == 1
    assert len(expelled[0].also) == 1


def test_two_demands_in_one_sentence_are_two(grammar: Grammar) -> None:
    text = "Chile's call on Peru to free the crew was heard in Quito, where its envoy asked Lima for grain."
    assert [brief(e) for e in read(grammar, text)] == ["REQUEST CHL>PER actual"] * 2


def test_meetings_with_two_people_of_one_state_are_two(grammar: Grammar) -> None:
    apart = "The Danish king met Kenyan president William Ruto. He met Kenyan opposition leader Raila Odinga."
    again = "The Danish king met Kenyan president William Ruto. He met Ruto in a Nairobi hotel."
    counts = [len([e for e in read(grammar, text) if e.type == "CONSULT"]) for text in (apart, again)]
    assert counts == [2, 1]


def test_two_acts_in_one_sentence_are_two(grammar: Grammar) -> None:
    found = {
        brief(e)
        for e in read(
            grammar, "Peru expelled two Chilean diplomats and recalled its ambassador from Santiago."
        )
    }
    assert len(found) == 1
    assert (
        len(read(grammar, "Peru expelled two Chilean diplomats and recalled its ambassador from Santiago."))
        == 2
    )


def test_an_act_without_a_party_is_none(grammar: Grammar) -> None:
    assert read(grammar, "It urged them to release the fishermen.") == ()


def test_the_day_of_an_act_is_in_its_own_words(grammar: Grammar) -> None:
    (event,) = read(grammar, "Peru on Monday expelled two Chilean diplomats who had arrived last year.")
    assert event.when is not None and (event.when.start, event.when.end) == ("2025-06-09", "2025-06-09")


def test_ids_are_the_same_in_every_reading(grammar: Grammar) -> None:
    text = "Peru expelled two Chilean diplomats on Monday."
    assert [e.id for e in read(grammar, text)] == [e.id for e in read(grammar, text)]


def test_spans_are_verbatim(grammar: Grammar) -> None:
    text = "Peru expelled two Chilean diplomats on Monday, and Chile vowed to answer."
    for event in read(grammar, text):
        for span in (
            event.evidence, event.trigger, *event.also,
            *(a.span for a in (*event.actors, *event.recipients) if a.span),
        ):
            assert text[span.start : span.end] == span.text
