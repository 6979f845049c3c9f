"""Whose people and bodies are, which names are of persons, and who acts under a noun or in a row,
where no word beside them says so."""

from __future__ import annotations

import pytest

from communique.actors import Cast, cast
from communique.grammar import Grammar
from communique.reader import Reader
from makers import article

pytestmark = pytest.mark.model


def named(grammar: Grammar, text: str, day: str) -> Cast:
    return cast(next(grammar.parse([text])), day)


# text, day, a word (where it stands last), the states that it is of
WHOSE: list[tuple[str, str, str, list[str]]] = [
    # who only tells of others lends them no state
    (
        "Clashes shook northern Mali on Sunday. Amnesty International said that soldiers had "
        "shot at villagers near Gao.",
        "2012-07-02", "villagers", ["MLI"],
    ),
    (
        "Clashes shook northern Mali on Sunday. Amnesty International said that soldiers had "
        "shot at villagers near Gao.",
        "2012-07-02", "soldiers", ["MLI"],
    ),
    (
        "Libya has closed its airports. Human Rights Watch said the government must free the "
        "prisoners it took in Libya.",
        "2011-07-02", "government", ["LBY"],
    ),
    (
        "Yemen is close to war. The Red Cross urged the government and the rebels to spare "
        "hospitals in Yemen.",
        "2011-07-02", "government", ["YEM"],
    ),
    (
        "Yemen is close to war. The Red Cross urged the government and the rebels to spare "
        "hospitals in Yemen.",
        "2011-07-02", "rebels", ["YEM"],
    ),
    (
        "Bahrain has put down a rally. The BBC's Anna Berg says security forces hold the roads of Bahrain.",
        "2011-07-02", "forces", ["BHR"],
    ),
    (
        "Sudan's army advanced. Al-Qaeda's leader told the opposition in a video to take up arms "
        "against Sudan.",
        "2012-07-02", "opposition", ["SDN"],
    ),
    (
        "Egypt has been calm. Reuters reported that police were firing at protesters in two "
        "cities of Egypt.",
        "2011-07-02", "police", ["EGY"],
    ),
    (
        "Egypt has been calm. Reuters reported that police were firing at protesters in two "
        "cities of Egypt.",
        "2011-07-02", "protesters", ["EGY"],
    ),
    (
        "Burma held its vote. In a report, Greenpeace said that the army had cut down forests in Burma.",
        "2010-11-08", "army", ["MMR"],
    ),
    (
        "Tunisia's ruler fled. The Guardian wrote that troops were guarding the palace, and that "
        "Tunisia waited.",
        "2011-01-16", "troops", ["TUN"],
    ),
    # a foreign state speaks of another's people
    (
        "Sudan's war goes on in Darfur. Russia said that the use of force against civilians in "
        "Sudan had to end.",
        "2012-07-02", "civilians", ["SDN"],
    ),
    (
        "The fighting in Mali spread, and Mali's army fell back. France called for talks between "
        "the government and the rebels.",
        "2012-07-02", "government", ["MLI"],
    ),
    (
        "The fighting in Mali spread, and Mali's army fell back. France called for talks between "
        "the government and the rebels.",
        "2012-07-02", "rebels", ["MLI"],
    ),
    (
        "Libya is at war, and Libya's towns burn. The US Senate condemned the shelling of protesters.",
        "2011-07-02", "protesters", ["LBY"],
    ),
    (
        "Yemen's capital was quiet, and Yemen's roads were shut. Turkey said it was wrong to "
        "fire at demonstrators.",
        "2011-07-02", "demonstrators", ["YEM"],
    ),
    (
        "Zimbabwe holds its run-off on Friday, and Zimbabwe's press is silent. Britain urged the "
        "opposition not to give up.",
        "2008-06-25", "opposition", ["ZWE"],
    ),
    (
        "Zimbabwe holds its run-off on Friday, and Zimbabwe's press is silent. Britain urged the "
        "government to let observers in.",
        "2008-06-25", "government", ["ZWE"],
    ),
    (
        "Burma's monks marched again, and Burma's army watched. China called on the authorities "
        "to show restraint.",
        "2007-09-26", "authorities", ["MMR"],
    ),
    # … and of its own where they are at hand
    (
        "Tanks rolled into towns of Syria, and Syria's border was shut. Turkey said its troops "
        "would stay at home.",
        "2011-09-26", "troops", ["TUR"],
    ),
    (
        "Syria's border was shut, and Syria's towns burn. Lebanon arrested an envoy after police "
        "had searched his house in Beirut.",
        "2012-08-10", "police", ["LBN"],
    ),
    (
        "Iran's envoys flew home, and Iran was silent. Barack Obama asked lawmakers to wait.",
        "2013-10-10", "lawmakers", ["USA"],
    ),
    (
        "Iran's envoys flew home, and Iran was silent. Vladimir Putin told the government to "
        "sell no more arms to Iran.",
        "2013-10-10", "government", ["RUS"],
    ),
    # an agency's seat is not what a text is about
    (
        "LONDON (Reuters) - The rebels in Ivory Coast took a town on Monday. Soldiers fled the "
        "town. Ivory Coast's president was silent, and Ivory Coast's ports stayed shut.",
        "2011-03-28", "Soldiers", ["CIV"],
    ),
    (
        "NAIROBI (AFP) - Congo's army and the M23 rebels clashed near Goma. In Kinshasa, Congo's "
        "parliament met. Later police fired at a crowd.",
        "2012-11-20", "police", ["COD"],
    ),
    (
        "BEIRUT | Mon Aug 8, 2011 3:38 pm EDT BEIRUT (Reuters) - Syrian forces shelled Homs on "
        "Monday. Protesters in Syria marched, and Syria's envoys were called home.",
        "2011-08-08", "Protesters", ["SYR"],
    ),
    (
        "AMMAN, July 19 (Reuters) - Tanks went into Hama, a city of Syria, and Syria's state "
        "television showed them. The army met no resistance.",
        "2011-07-19", "army", ["SYR"],
    ),
    (
        "PARIS (AP) - Rwanda's leader spoke on Tuesday. The Rwandan president said that the "
        "opposition in Rwanda was free.",
        "2010-07-19", "opposition", ["RWA"],
    ),
    (
        "TOKYO (Kyodo) - Japan will send rice to the North on Friday. The government said the "
        "ship would sail on Sunday.",
        "2010-07-19", "government", ["JPN"],
    ),
    # bodies that few states call so
    (
        "Iran's envoys flew home. The state department said the talks would go on.",
        "2013-10-10", "department", ["USA"],
    ),
    (
        "Zimbabwe's vote was put off. The foreign office in London called it a sham.",
        "2008-06-25", "office", ["GBR"],
    ),
    (
        "North Korea and Iran are on a list kept by the state department.",
        "2007-06-25", "department", ["USA"],
    ),
    (
        "Iran's envoys flew home. A state department official called the talks useful.",
        "2013-10-10", "official", ["USA"],
    ),
    (
        "Libya's towns burn. A Foreign Office spokesman said that he was appalled.",
        "2011-04-10", "spokesman", ["GBR"],
    ),
    ("Pakistan's foreign office summoned the American envoy.", "2011-04-10", "office", ["PAK"]),
    # chambers that the state spoken of has not
    ("Iran was angry. The Senate passed new sanctions on Iran's oil.", "2013-10-10", "Senate", ["USA"]),
    (
        "Iraqi tanks rolled in. The House of Commons condemned Iraq.",
        "2012-03-10", "House", ["GBR"],
    ),
    ("Australia was angry. The Senate asked Chad to pay.", "2013-10-10", "Senate", ["AUS"]),
    # whose fighters are who are loyal to somebody
    (
        "A Chilean photographer was shot by troops loyal to the Sudanese president.",
        "2012-07-02", "troops", ["SDN"],
    ),
    ("Rebels loyal to Kenya's former president held a Danish ship.", "2012-07-02", "Rebels", ["KEN"]),
    # members of several states named together
    (
        "Foreign ministers from six major powers will fly to Geneva for talks with Iran.",
        "2013-11-20", "ministers", ["USA", "GBR", "FRA", "RUS", "CHN", "DEU"],
    ),
    (
        "Envoys of the five permanent members met behind closed doors.",
        "2013-11-20", "Envoys", ["USA", "GBR", "FRA", "RUS", "CHN"],
    ),
    ("Leaders of the Baltic states signed a pact in Riga.", "2013-11-20", "Leaders", ["EST", "LVA", "LTU"]),
    (
        "The six powers want Iran to stop. Negotiators for the six powers left Vienna.",
        "2014-11-20", "Negotiators", ["USA", "GBR", "FRA", "RUS", "CHN", "DEU"],
    ),
    (
        "Ministers from Germany, France and the UK wrote to Tehran.",
        "2003-11-20", "Ministers", ["DEU", "FRA", "GBR"],
    ),
    (
        "Officials from the United States, Japan and the European Union met in Geneva.",
        "2003-11-20", "Officials", ["USA", "JPN", "EUR"],
    ),
    ("Security officials from Kenya and Uganda met in Kampala.", "2003-11-20", "officials", ["KEN", "UGA"]),
    # people away from their state
    (
        "Burma's army shelled two villages, and Burma closed its border. Thailand gave food to refugees.",
        "2010-11-20", "refugees", ["MMR"],
    ),
    (
        "Zimbabwe is broke, and Zimbabwe's shops are bare. South Africa sent back hundreds of migrants.",
        "2008-06-25", "migrants", ["ZWE"],
    ),
    (
        "Libya is at war, and Libya's towns burn. Qatar hosted a meeting of exiles.",
        "2011-06-25", "exiles", ["LBY"],
    ),
    # persons of those who tell
    (
        "Bahrain was quiet. Joe Stork, of Human Rights Watch, said protesters in Bahrain had been beaten.",
        "2012-07-02", "protesters", ["BHR"],
    ),
    # on whom a rule falls
    (
        "Britain and France drafted a text condemning Syria's crackdown on protesters.",
        "2012-07-02", "protesters", ["SYR"],
    ),
    (
        "The US froze the funds of officials over Iran's repression of dissidents.",
        "2012-07-02", "dissidents", ["IRN"],
    ),
    ("Canada protested against the Burmese persecution of villagers.", "2012-07-02", "villagers", ["MMR"]),
    ("Norway criticised Robert Mugabe's treatment of farmers.", "2008-07-02", "farmers", ["ZWE"]),
    ("Chile deplored the massacre of civilians by Sudan's army.", "2008-07-02", "civilians", ["SDN"]),
    # rulers beside their opponents
    (
        "Syria is torn, and Syria's towns burn. Vladimir Putin called for talks between the "
        "government and the opposition.",
        "2012-07-02", "government", ["SYR"],
    ),
    (
        "Syria is torn, and Syria's towns burn. Vladimir Putin called for talks between the "
        "government and the opposition.",
        "2012-07-02", "opposition", ["SYR"],
    ),
    (
        "Mali is torn, and Mali's north is lost. Barack Obama urged the government and the rebels to stop.",
        "2012-07-02", "government", ["MLI"],
    ),
    (
        "Mali is torn, and Mali's north is lost. Barack Obama told the government to send no troops.",
        "2012-07-02", "government", ["USA"],
    ),
    (
        "Yemen is torn, and Yemen's ports are shut. The king of Saudi Arabia asked the rebels "
        "and the authorities to talk.",
        "2012-07-02", "authorities", ["YEM"],
    ),
]


@pytest.mark.parametrize(("text", "day", "word", "states"), WHOSE)
def test_whose(grammar: Grammar, text: str, day: str, word: str, states: list[str]) -> None:
    parse = next(grammar.parse([text]))
    head = max(k for k in range(len(parse)) if parse.words[k] == word)
    assert [a.country for a in cast(parse, day).of(head)] == states


# text, day, part of a name, the person's state and sector (None: not looked at)
PERSONS: list[tuple[str, str, str, str, str | None]] = [
    # ranks without a full stop
    ("Gen Karl Berg of Kenya said the road was open.", "2012-07-02", "Karl Berg", "KEN", "MIL"),
    ("Rebels drove out Col Muammar Gaddafi in August.", "2011-12-02", "Gaddafi", "LBY", None),
    (
        "The mission's head, Maj Gen Robert Mood of Norway, flew home.",
        "2012-07-02", "Robert Mood", "NOR", None,
    ),
    (
        "Brig Gen Oleh Berg told Ukraine's parliament that the line held.",
        "2012-07-02", "Oleh Berg", "UKR", "MIL",
    ),
    ("Lt Col Anna Ekman, a Swedish army spokeswoman, denied it.", "2012-07-02", "Anna Ekman", "SWE", "MIL"),
    (
        "Kenya's army said Capt Peter Oloo had been shot by gunmen. Capt Oloo died.",
        "2012-07-02", "Peter Oloo", "KEN", None,
    ),
    ("Sen John McCain said the United States should act.", "2012-07-02", "McCain", "USA", None),
    # relatives and others whom a word before them owns
    ("Robert Mugabe's nephew, Patrick Berg, ran the mine.", "2012-07-02", "Patrick Berg", "ZWE", None),
    ("Kofi Annan and his deputy Anna Ekman met in Geneva.", "2012-07-02", "Anna Ekman", "UNO", None),
    (
        "Iran's president spoke. His brother Hossein Fereydoun nodded.",
        "2013-10-02", "Hossein Fereydoun", "IRN", None,
    ),
    ("Hugo Chavez wept. His daughter Rosa Chavez held his hand.", "2012-07-02", "Rosa Chavez", "VEN", None),
    ("Turkey recalled its ambassador Omer Berg from Damascus.", "2012-07-02", "Omer Berg", "TUR", "GOV"),
    ("William Hague phoned his ambassador Simon Berg twice.", "2012-07-02", "Simon Berg", "GBR", "GOV"),
    (
        "Catherine Ashton, the EU's foreign policy chief, and Helga Berg, Ashton's deputy, wrote to Iran.",
        "2012-07-02", "Helga Berg", "EUR", None,
    ),
    # given names spelt otherwise
    (
        "Syria's envoys were silent. Foreign Minister Ahmed Davutoglu spoke of sanctions.",
        "2011-11-30", "Davutoglu", "TUR", "GOV",
    ),
    ("Foreign Minister Walid al-Moallem rejected the plan.", "2012-03-30", "Moallem", "SYR", "GOV"),
    ("Prime Minister Tayyip Erdogan flew to Cairo.", "2011-09-12", "Erdogan", "TUR", "GOV"),
    ("Prime Minister Nuri al-Maliki called for calm.", "2009-09-12", "Maliki", "IRQ", "GOV"),
    ("Foreign Minister Manuchehr Mottaki said no.", "2009-09-12", "Mottaki", "IRN", "GOV"),
    ("President Mahmood Ahmadinejad said no.", "2009-09-12", "Ahmadinejad", "IRN", "GOV"),
    # leaders called by an office that they have left
    ("Protests had unseated President Mubarak in February.", "2011-11-14", "Mubarak", "EGY", None),
    ("President Clinton had bombed Sudan in 1998.", "2004-02-14", "Clinton", "USA", None),
    ("Germany fell silent after Chancellor Schröder had gone.", "2007-02-14", "Schröder", "DEU", None),
    ("Syria's army had left under pressure from President Chirac.", "2009-02-14", "Chirac", "FRA", None),
    # a dash without spaces
    ("The plan of Kofi Annan-a former UN chief-was dead.", "2012-02-14", "Annan", "UNO", None),
    ("He rebuked President Assad-a man whom he had liked.", "2012-02-14", "Assad", "SYR", None),
    (
        "South Korea's foreign minister, Kim Sung-hwan, flew to Beijing.",
        "2012-02-14", "Kim Sung-hwan", "KOR", "GOV",
    ),
    ("Ban Ki-moon called for calm.", "2012-02-14", "Ban Ki-moon", "UNO", None),
    # places that look like persons
    (
        "Saladin al-Berg, a Syrian rebel, lives in Aleppo. Saladin al-Berg said he was tired.",
        "2012-08-08", "Berg", "SYR", None,
    ),
    # a noun that was told of before
    (
        "A Brazilian diplomat drove him over the border. That diplomat, Eduardo Berg, said he "
        "had acted alone.",
        "2013-08-28", "Eduardo Berg", "BRA", None,
    ),
    (
        "A Kenyan judge stopped the trial. The judge, Peter Oloo, gave no reason.",
        "2013-08-28", "Peter Oloo", "KEN", "JUD",
    ),
    (
        "An Iranian scholar was freed. The scholar, Karim Berg, flew home.",
        "2013-08-28", "Karim Berg", "IRN", None,
    ),
    (
        "Hamas welcomed the truce. The movement's spokesman, Karim Berg, said it would hold.",
        "2009-01-18", "Karim Berg", "PSE", None,
    ),
    (
        "The Taliban claimed the attack in Kabul. The group's spokesman Farid Berg said more would follow.",
        "2009-01-18", "Farid Berg", "AFG", "REB",
    ),
]


@pytest.mark.parametrize(("text", "day", "name", "state", "sector"), PERSONS)
def test_persons(grammar: Grammar, text: str, day: str, name: str, state: str, sector: str | None) -> None:
    found = next(a for a in named(grammar, text, day).people if name in (a.name or ""))
    assert (found.country, sector and found.sector) == (state, sector)


# text, day, words that are no part of a person's name
NOBODY: list[tuple[str, str, str]] = [
    # no title: the nations of a region
    ("Two years after the Arab Spring, Tunisia voted.", "2013-02-14", "Spring"),
    ("Arab Gulf states closed their embassies.", "2012-02-14", "Gulf"),
    ("The Arab Awakening took everybody by surprise.", "2012-02-14", "Awakening"),
    ("Muslim Brotherhood leaders met. The European Spring did not come.", "2012-02-14", "Spring"),
    # a dash without spaces
    ("The brother of the ruler, Maher-who leads the guard-fled.", "2012-02-14", "Maher-who"),
    # a dateline behind the stamp of a page
    (
        "Crowds marched in the rain. REUTERS TV AMMAN | Mon Aug 8, 2011 3:38 pm EDT AMMAN "
        "(Reuters) - Jordan's king spoke on Monday.",
        "2011-08-08", "AMMAN",
    ),
    (
        "BEIRUT | Wed Jun 8, 2011 7:15 pm EDT BEIRUT (Reuters) - Turkey opened its border on Wednesday.",
        "2011-06-08", "BEIRUT",
    ),
    # places that look like persons
    (
        "Troops shelled Jisr al-Shughour on Monday, residents said. Tanks stood near Jisr al-Shughour.",
        "2011-06-08", "Shughour",
    ),
    ("The army went into the Baba Amr district of Homs. Baba Amr lay in ruins.", "2012-03-08", "Baba Amr"),
    ("Rebels hold the town of Maaret al-Numan and the village of Karm al-Zeitoun.", "2012-03-08", "Numan"),
    (
        "Shells fell in Salah al-Din, a suburb of Aleppo, and the army took Salah al-Din.",
        "2012-08-08", "Salah al-Din",
    ),
]


@pytest.mark.parametrize(("text", "day", "words"), NOBODY)
def test_nobody(grammar: Grammar, text: str, day: str, words: str) -> None:
    assert not [a.name for a in named(grammar, text, day).people if words in (a.name or "")]


# text, type of an act, who does it, to whom (None: not looked at); [] is nobody with a code
ACTS: list[tuple[str, str, list[str], list[str] | None]] = [
    # the name beside a doer that no table knows
    ("The architect of the plan, John Kerry, condemned Iran.", "ACCUSE", ["USA"], ["IRN"]),
    ("A key US protege, Nouri al-Maliki, visited Tehran.", "CONSULT", ["IRQ"], ["IRN"]),
    ("Their main critic in Europe, Nicolas Sarkozy, accused Iran of lying.", "ACCUSE", ["FRA"], ["IRN"]),
    ("One of the loudest voices in Europe, Carl Bildt, urged Syria to stop.", "REQUEST", ["SWE"], ["SYR"]),
    ("The victim of the plot, Hamid Karzai, thanked France.", "SUPPORT", ["AFG"], ["FRA"]),
    ("Syria was praised by an old friend, Hugo Chavez.", "SUPPORT", ["VEN"], ["SYR"]),
    (
        "The hero of the hour, Recep Tayyip Erdogan, rejected the offer of Israel.",
        "REJECT", ["TUR"], ["ISR"],
    ),
    ("The new face of the regime, Javad Zarif, met William Hague.", "CONSULT", ["GBR", "IRN"], []),
    # where something was signed or held
    (
        "Congress voted to reject the Vienna agreement. Iran kept silent. The Vienna agreement "
        "was praised by Russia.",
        "SUPPORT", ["RUS"], None,
    ),
    ("Iran rejected the Tehran declaration.", "REJECT", ["IRN"], None),
    ("At the Paris conference, Libya promised elections.", "AGREE", ["LBY"], None),
    ("Russia and Japan resumed the Rome talks.", "CONSULT", ["JPN", "RUS"], []),
    ("The Madrid summit between Chad and Sudan failed.", "CONSULT", ["SDN", "TCD"], []),
    ("Serbia welcomed the Oslo accords.", "SUPPORT", ["SRB"], None),
    ("Japan urged North Korea to return to the Beijing talks.", "REQUEST", ["JPN"], ["PRK"]),
    # what is used, not who uses it
    (
        "Japan demanded an end to the use of military force against civilians in Syria.",
        "REQUEST", ["JPN"], ["SYR"],
    ),
    ("Russia condemned the use of force against protesters in Bahrain.", "ACCUSE", ["RUS"], ["BHR"]),
    ("France urged Ivory Coast to refrain from force.", "REQUEST", ["FRA"], ["CIV"]),
    ("Chad retook the town by force from Libya.", "ASSAULT", ["TCD"], ["LBY"]),
    ("Kenya sent a force of police officers to Haiti.", "MOBILIZE", ["KEN"], None),
    # rows of states and bodies
    (
        "Iran was condemned by Britain, the European Union, Canada and Japan.",
        "ACCUSE", ["CAN", "EUR", "GBR", "JPN"], ["IRN"],
    ),
    (
        "The United Nations, Ethiopia, Kenya and the African Union condemned Eritrea.",
        "ACCUSE", ["AFU", "ETH", "KEN", "UNO"], ["ERI"],
    ),
    (
        "NATO, the United States, Norway and Denmark bombed Libya.",
        "ASSAULT", ["DNK", "NAT", "NOR", "USA"], ["LBY"],
    ),
    (
        "China criticised the European Union, the United States, Japan and Australia.",
        "ACCUSE", ["CHN"], ["AUS", "EUR", "JPN", "USA"],
    ),
    (
        "The US and its allies, Britain, France and Italy, warned Libya.",
        "THREATEN", ["FRA", "GBR", "ITA", "USA"], ["LBY"],
    ),
    # a group is whoever is named of it, in whatever words
    ("A dozen countries, among them Norway and Japan, condemned Gabon.", "ACCUSE", ["JPN", "NOR"], ["GAB"]),
    (
        "Most of the donors, including Canada and Norway, suspended aid to Uganda.",
        "SANCTION", ["CAN", "NOR"], ["UGA"],
    ),
    ("Western powers, especially Britain, accused Sudan of war crimes.", "ACCUSE", ["GBR"], ["SDN"]),
    ("Neighbours of Mali, chief among them Algeria, rejected the plan.", "REJECT", ["DZA"], None),
    ("Two donors, Norway and Japan, suspended aid to Uganda.", "SANCTION", ["JPN", "NOR"], ["UGA"]),
    ("Most of the envoys, among them those of Peru, refused to leave Kuwait.", "REJECT", ["PER"], ["KWT"]),
    ("A dozen countries led by Norway recalled their envoys from Iran.", "SANCTION", ["NOR"], ["IRN"]),
    # who is joined by others does it with them
    ("Brazil, joined by Chile and Peru, condemned Venezuela.", "ACCUSE", ["BRA", "CHL", "PER"], ["VEN"]),
    # a neighbour is not who has it, nor whom it acts on
    ("Qatar's neighbours cut ties with the emirate.", "SANCTION", [], ["QAT"]),
    ("Iran's ally warned the United States against an attack.", "THREATEN", [], ["USA"]),
    # from whom words come
    # who made the claim that is denied
    (
        "Egypt said Sudanese troops had crossed the border, a charge that Khartoum denied.",
        "REJECT", ["SDN"], ["EGY"],
    ),
    (
        "Kenya said the guns had come from Somalia, a claim dismissed by Mogadishu as absurd.",
        "REJECT", ["SOM"], ["KEN"],
    ),
    # who is held responsible for a blow is accused
    ("Belgium holds Rwanda responsible for the attack.", "ACCUSE", ["BEL"], ["RWA"]),
    # what others do in the same sentence
    # two names that are no row
    ("Brazil condemned Haiti and Cuba recalled its envoy from Port-au-Prince.", "ACCUSE", ["BRA"], ["HTI"]),
    ("Sudan accused Uganda and Kenya of arming the rebels.", "ACCUSE", ["SDN"], ["KEN", "UGA"]),
]


@pytest.mark.parametrize(("text", "type_", "actors", "recipients"), ACTS)
def test_acts(reader: Reader, text: str, type_: str, actors: list[str], recipients: list[str] | None) -> None:
    told = [
        e for e in reader.read(article(text, title=None, published="2012-05-10")).events if e.type == type_
    ]
    parties = [
        (sorted({a.code for a in e.actors if a.code}), sorted({a.code for a in e.recipients if a.code}))
        for e in told
    ]
    assert any(who == actors and recipients in (None, whom) for who, whom in parties), parties
