"""Build the tables of names and offices from the fact tables: `python scripts/build_knowledge.py FOLDER_OF_FACTS`.

Reads countries.csv, igos.csv, gov_bodies.csv, armed_groups.csv and leaders_core.csv (facts with their sources and licences), corrects
what is known to be wrong (CORRECTIONS, HAND below), and writes countries.csv, organizations.csv, bodies.csv, groups.csv, ambiguous.csv
and offices.csv under src/communique/knowledge/. The tables are kept in the repository; nobody needs the facts to install or run communique.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterable
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src" / "communique" / "knowledge"
Row = dict[str, str]
# Names that English texts use and the facts lack; "" takes a wrong one away.
ALIASES = {
    "USA": ["United States", "United States of America", "U.S.", "US", "U.S.A.", "USA", "America"],
    "GBR": ["United Kingdom", "UK", "U.K.", "Britain", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"],
    "ARE": ["United Arab Emirates", "UAE", "U.A.E.", "Emirates"],
    "TUR": ["Turkey", "Türkiye", "Turkiye"],
    "PSE": ["Palestine", "Palestinian Territories", "Palestinian Authority", "Gaza", "Gaza Strip", "West Bank"],
    "CIV": ["Ivory Coast", "Cote d'Ivoire", "Côte d'Ivoire", "Côte d’Ivoire"],
    "COD": [
        "Democratic Republic of Congo",
        "Democratic Republic of the Congo",
        "DRC",
        "DR Congo",
        "D.R. Congo",
        "Congo - Kinshasa",
        "Zaire",
    ],
    "COG": ["Republic of Congo", "Republic of the Congo", "Congo-Brazzaville", "Congo - Brazzaville"],
    "MMR": ["Myanmar", "Burma"],
    "CZE": ["Czech Republic", "Czechia"],
    "MKD": ["North Macedonia", "Macedonia"],
    "SWZ": ["Eswatini", "Swaziland"],
    "VAT": ["Vatican", "Holy See", "Vatican City"],
    "RUS": ["Russia", "Russian Federation", "Soviet Union", "USSR", "U.S.S.R."],
    "KOR": ["South Korea", "Republic of Korea"],
    "PRK": ["North Korea", "DPRK"],
    "CHN": ["China", "PRC", "People's Republic of China", "People’s Republic of China", "mainland China"],
    "TWN": ["Taiwan", "Republic of China"],
    "BIH": ["Bosnia and Herzegovina", "Bosnia", "Bosnia-Herzegovina"],
    "TLS": ["East Timor", "Timor-Leste"],
    "CPV": ["Cape Verde", "Cabo Verde"],
    "NLD": ["Netherlands", "Holland"],
    "SYR": ["Syria"],
    "IRN": ["Iran"],
    "LAO": ["Laos"],
    "VNM": ["Vietnam"],
    "MDA": ["Moldova"],
    "BRN": ["Brunei"],
    "HKG": ["Hong Kong"],
    "KOS": ["Kosovo"],
    "SSD": ["South Sudan"],
    "STP": ["Sao Tome and Principe", "São Tomé and Príncipe"],
    "FSM": ["Micronesia"],
    "GMB": ["Gambia"],
    "BHS": ["Bahamas"],
    "SRB": ["Serbia", "Yugoslavia"],
    "TTO": ["Trinidad and Tobago", "Trinidad"],
    "ATG": ["Antigua and Barbuda"],
    "KNA": ["Saint Kitts and Nevis", "St Kitts and Nevis"],
    "LCA": ["Saint Lucia", "St Lucia", "St. Lucia"],
    "VCT": ["Saint Vincent and the Grenadines", "St Vincent"],
}
NOUNS = {
    "USA": ["American", "Americans"],
    "GBR": ["Briton", "Britons", "British", "Englishman", "Scots"],
    "CHN": ["Chinese"],
    "FRA": ["French", "Frenchman", "Frenchmen"],
    "NLD": ["Dutch"],
    "PHL": ["Filipino", "Filipinos"],
    "ESP": ["Spaniard", "Spaniards"],
    "TUR": ["Turk", "Turks"],
    "POL": ["Pole", "Poles"],
    "SWE": ["Swede", "Swedes"],
    "DNK": ["Dane", "Danes"],
    "FIN": ["Finn", "Finns"],
    "IRQ": ["Iraqi", "Iraqis"],
    "ISR": ["Israeli", "Israelis"],
    "SAU": ["Saudi", "Saudis"],
    "PSE": ["Palestinian", "Palestinians"],
    "SRB": ["Serb", "Serbs"],
    "HRV": ["Croat", "Croats"],
    "BIH": ["Bosnian", "Bosnians"],
    "AFG": ["Afghan", "Afghans"],
    "IRL": ["Irish", "Irishman"],
    "KOS": ["Kosovar", "Kosovars"],
    "ISL": ["Icelander", "Icelanders"],
    "NZL": ["New Zealander", "New Zealanders"],
    "RUS": ["Russian", "Russians", "Soviets"],
    "CHE": ["Swiss"],
    "SOM": ["Somali", "Somalis"],
    "KAZ": ["Kazakh", "Kazakhs"],
    "KGZ": ["Kyrgyz"],
    "TJK": ["Tajik", "Tajiks"],
    "UZB": ["Uzbek", "Uzbeks"],
    "TKM": ["Turkmen"],
    "THA": ["Thai", "Thais"],
    "ARG": ["Argentine", "Argentines", "Argentinian", "Argentinians"],
    "GRC": ["Greek", "Greeks"],
    "CZE": ["Czech", "Czechs"],
    "SVK": ["Slovak", "Slovaks"],
    "SVN": ["Slovene", "Slovenes"],
    "BGD": ["Bangladeshi", "Bangladeshis"],
    "ARE": ["Emirati", "Emiratis"],
    "JPN": ["Japanese"],
    "KOR": ["South Korean", "South Koreans"],
    "PRK": ["North Korean", "North Koreans"],
    "LUX": ["Luxembourger"],
}
ADJECTIVES = {
    "USA": ["American", "U.S.", "US"],
    "GBR": ["British", "UK", "U.K.", "English", "Scottish", "Welsh"],
    "NLD": ["Dutch"],
    "FRA": ["French"],
    "CHN": ["Chinese"],
    "TWN": ["Taiwanese"],
    "PHL": ["Philippine", "Filipino"],
    "ARE": ["Emirati"],
    "CIV": ["Ivorian"],
    "MMR": ["Burmese", "Myanmar"],
    "PSE": ["Palestinian"],
    "KOS": ["Kosovar", "Kosovan"],
    "KOR": ["South Korean"],
    "PRK": ["North Korean"],
    "SAU": ["Saudi"],
    "ISR": ["Israeli"],
    "IRQ": ["Iraqi"],
    "IRN": ["Iranian"],
    "TUR": ["Turkish"],
    "GRC": ["Greek"],
    "DNK": ["Danish"],
    "SWE": ["Swedish"],
    "FIN": ["Finnish"],
    "POL": ["Polish"],
    "ESP": ["Spanish"],
    "IRL": ["Irish"],
    "RUS": ["Russian", "Soviet"],
    "UKR": ["Ukrainian"],
    "VAT": ["Vatican"],
    "COD": ["Congolese"],
    "NER": ["Nigerien"],
    "NGA": ["Nigerian"],
    "BIH": ["Bosnian"],
    "SRB": ["Serbian", "Serb", "Yugoslav"],
    "HRV": ["Croatian", "Croat"],
    "CZE": ["Czech"],
    "SVK": ["Slovak"],
    "SVN": ["Slovenian", "Slovene"],
    "CHE": ["Swiss"],
    "NZL": ["New Zealand"],
    "KAZ": ["Kazakh", "Kazakhstani"],
    "KGZ": ["Kyrgyz"],
    "TJK": ["Tajik"],
    "UZB": ["Uzbek"],
    "TKM": ["Turkmen"],
    "AFG": ["Afghan"],
    "SOM": ["Somali"],
    "ARG": ["Argentine", "Argentinian"],
    "DOM": ["Dominican"],
    "GIN": ["Guinean"],
    "IND": ["Indian"],
    "ETH": ["Ethiopian"],
    "LSO": ["Basotho"],
    "BWA": ["Botswanan"],
    "MDG": ["Malagasy"],
    "ISL": ["Icelandic"],
    "NOR": ["Norwegian"],
    "PRT": ["Portuguese"],
    "VNM": ["Vietnamese"],
    "LBN": ["Lebanese"],
    "MLT": ["Maltese"],
    "JPN": ["Japanese"],
    "HKG": ["Hong Kong"],
    "CYP": ["Cypriot"],
    "THA": ["Thai"],
    "BGD": ["Bangladeshi"],
    "PAK": ["Pakistani"],
    "MDV": ["Maldivian"],
    "NPL": ["Nepali", "Nepalese"],
    "BTN": ["Bhutanese"],
    "LKA": ["Sri Lankan"],
    "MNG": ["Mongolian"],
    "YEM": ["Yemeni"],
    "OMN": ["Omani"],
    "QAT": ["Qatari"],
    "KWT": ["Kuwaiti"],
    "BHR": ["Bahraini"],
    "JOR": ["Jordanian"],
    "SYR": ["Syrian"],
    "EGY": ["Egyptian"],
}
METONYMS = {
    "USA": ["Washington", "Washington D.C.", "Washington, D.C."],
    "GBR": ["London"],
    "NLD": ["Amsterdam"],
    "BOL": ["La Paz"],
    "ISR": ["Jerusalem", "Tel Aviv"],
    "KAZ": ["Astana", "Nur-Sultan"],
    "MMR": ["Naypyidaw", "Naypyitaw", "Rangoon", "Yangon"],
    "UKR": ["Kyiv", "Kiev"],
    "IND": ["New Delhi", "Delhi"],
    "TUR": ["Ankara"],
    "CIV": ["Abidjan", "Yamoussoukro"],
    "MYS": ["Kuala Lumpur", "Putrajaya"],
    "BRA": ["Brasilia", "Brasília"],
    "AUS": ["Canberra"],
    "CAN": ["Ottawa"],
    "CHE": ["Bern", "Berne"],
    "PSE": ["Ramallah"],
    "TZA": ["Dodoma"],
    "GTM": ["Guatemala City"],
    "MEX": ["Mexico City"],
    "PAN": ["Panama City"],
    "KWT": ["Kuwait City"],
    "TCD": ["N'Djamena", "N’Djamena"],
    "ROU": ["Bucharest"],
    "LKA": ["Colombo"],
    "YEM": ["Sanaa", "Sana'a"],
    "KOS": ["Pristina"],
    "MNG": ["Ulaanbaatar", "Ulan Bator"],
    "LUX": [],
    "SGP": [],
    "MCO": [],
    "MDA": ["Chisinau", "Chișinău"],
    "CHL": ["Santiago"],
    "COL": ["Bogota", "Bogotá"],
}
WRONG_METONYMS = {
    "Oval Office",
    "Westminster",
    "Chisinau in Romanian",
    "Victoria",
    "Georgetown",
    "Kingston",
    "Saint George's",
    "Capitol Hill",
    "White House",
    "Blue House",
    "Whitehall",
    "Downing Street",
    "No. 10",
    "No 10",
    "Number 10",
    "Zhongnanhai",
    "Yongsan",
}
BREAKAWAY = [
    ("Abkhazia", "GEO", "Abkhaz|Abkhazian"),
    ("South Ossetia", "GEO", "South Ossetian"),
    ("Nagorno-Karabakh", "AZE", ""),
    ("Northern Cyprus", "CYP", "Turkish Cypriot|Turkish Cypriots"),
    ("Transnistria", "MDA", "Transnistrian"),
    ("Somaliland", "SOM", "Somalilander"),
    ("Western Sahara", "MAR", "Sahrawi"),
    ("Luhansk People's Republic", "UKR", ""),
    ("Donetsk People's Republic", "UKR", ""),
]
AMBIGUOUS = {
    "Georgia": "a country, a US state, a name",
    "Jordan": "a country, a name",
    "Chad": "a country, a name",
    "Congo": "two countries",
    "Korea": "two countries",
    "Guinea": "a country, part of others' names",
    "Washington": "a government, a city, a state, a name",
    "Dominican": "of two countries",
    "Victoria": "a name",
    "Macedonia": "a country, a Greek region",
    "Turkey": "a country; lower case a bird",
    "Georgetown": "several cities",
    "Santiago": "several cities",
    "America": "a country, two continents",
}
# What the facts lack or have wrong, with the day to which it is known. person, aliases, country, office, class, from, until
HAND = """
Sanae Takaichi||JPN|Prime Minister|HOG|2025-10-21||2026-10-31
Toshimitsu Motegi||JPN|Foreign Minister|FM|2025-10-21||2026-10-31
Shinjiro Koizumi||JPN|Defense Minister|DM|2025-10-21||2026-10-31
Minoru Kihara||JPN|Chief Cabinet Secretary|SPOX|2025-10-21||2026-10-31
Shigeru Ishiba||JPN|Prime Minister|HOG|2024-10-01|2025-10-21|2025-10-21
Takeshi Iwaya||JPN|Foreign Minister|FM|2024-10-01|2025-10-21|2025-10-21
Fumio Kishida||JPN|Prime Minister|HOG|2021-10-04|2024-10-01|2024-10-01
Donald Trump|Donald J. Trump|USA|President|HOG+HOS|2017-01-20|2021-01-20|2021-01-20
Donald Trump|Donald J. Trump|USA|President|HOG+HOS|2025-01-20||2026-10-31
JD Vance|J.D. Vance|USA|Vice President|VP|2025-01-20||2026-10-31
Marco Rubio||USA|Secretary of State|FM|2025-01-21||2026-10-31
Pete Hegseth||USA|Secretary of Defense|DM|2025-01-25||2026-10-31
Scott Bessent||USA|Treasury Secretary|FIN|2025-01-28||2026-10-31
Howard Lutnick||USA|Commerce Secretary|TRADE|2025-02-21||2026-10-31
Karoline Leavitt||USA|White House Press Secretary|SPOX|2025-01-20||2026-10-31
Keir Starmer|Sir Keir Starmer|GBR|Prime Minister|HOG|2024-07-05||2026-10-31
David Lammy||GBR|Foreign Secretary|FM|2024-07-05|2025-09-05|2025-09-05
Yvette Cooper||GBR|Foreign Secretary|FM|2025-09-05||2026-10-31
Friedrich Merz||DEU|Chancellor|HOG|2025-05-06||2026-10-31
Johann Wadephul||DEU|Foreign Minister|FM|2025-05-06||2026-10-31
Boris Pistorius||DEU|Defense Minister|DM|2023-01-19||2026-10-31
Olaf Scholz||DEU|Chancellor|HOG|2021-12-08|2025-05-06|2025-05-06
Annalena Baerbock||DEU|Foreign Minister|FM|2021-12-08|2025-05-06|2025-05-06
Emmanuel Macron||FRA|President|HOS|2017-05-14||2026-10-31
Jean-Noel Barrot|Jean-Noël Barrot|FRA|Foreign Minister|FM|2024-09-21||2026-10-31
Sebastien Lecornu|Sébastien Lecornu|FRA|Prime Minister|HOG|2025-09-09||2026-10-31
Mark Carney||CAN|Prime Minister|HOG|2025-03-14||2026-10-31
Anita Anand||CAN|Foreign Minister|FM|2025-05-13||2026-10-31
Anthony Albanese||AUS|Prime Minister|HOG|2022-05-23||2026-10-31
Penny Wong||AUS|Foreign Minister|FM|2022-05-23||2026-10-31
Wang Yi||CHN|Foreign Minister|FM|2013-03-16|2022-12-30|2022-12-30
Wang Yi||CHN|Foreign Minister|FM|2023-07-25||2026-10-31
Qin Gang||CHN|Foreign Minister|FM|2022-12-30|2023-07-25|2023-07-25
Xi Jinping||CHN|President|HOS|2013-03-14||2026-10-31
Li Qiang||CHN|Premier|HOG|2023-03-11||2026-10-31
Mao Ning||CHN|Foreign Ministry spokeswoman|SPOX|2022-09-05||2026-10-31
Lin Jian||CHN|Foreign Ministry spokesman|SPOX|2024-03-18||2026-10-31
Guo Jiakun||CHN|Foreign Ministry spokesman|SPOX|2025-01-06||2026-10-31
Lee Jae-myung|Lee Jae Myung|KOR|President|HOS|2025-06-04||2026-10-31
Cho Hyun||KOR|Foreign Minister|FM|2025-07-21||2026-10-31
Lai Ching-te||TWN|President|HOS|2024-05-20||2026-10-31
Lin Chia-lung||TWN|Foreign Minister|FM|2024-05-20||2026-10-31
Tsai Ing-wen||TWN|President|HOS|2016-05-20|2024-05-20|2024-05-20
Vladimir Putin||RUS|President|HOS|2012-05-07||2026-10-31
Sergei Lavrov|Sergey Lavrov|RUS|Foreign Minister|FM|2004-03-09||2026-10-31
Dmitry Peskov|Dmitri Peskov|RUS|Kremlin spokesman|SPOX|2012-05-22||2026-10-31
Maria Zakharova||RUS|Foreign Ministry spokeswoman|SPOX|2015-08-10||2026-10-31
Andrei Belousov||RUS|Defense Minister|DM|2024-05-14||2026-10-31
Volodymyr Zelensky|Volodymyr Zelenskyy|Volodymyr Zelenskiy|UKR|President|HOS|2019-05-20||2026-10-31
Andrii Sybiha|Andriy Sybiha|UKR|Foreign Minister|FM|2024-09-05||2026-10-31
Masoud Pezeshkian||IRN|President|HOG|2024-07-28||2026-10-31
Abbas Araghchi|Abbas Araqchi|IRN|Foreign Minister|FM|2024-08-21||2026-10-31
Mohammad Javad Zarif|Javad Zarif|IRN|Foreign Minister|FM|2013-08-15|2021-08-25|2021-08-25
Benjamin Netanyahu||ISR|Prime Minister|HOG|2009-03-31|2021-06-13|2021-06-13
Benjamin Netanyahu||ISR|Prime Minister|HOG|2022-12-29||2026-10-31
Gideon Saar|Gideon Sa'ar|ISR|Foreign Minister|FM|2024-11-10||2026-10-31
Israel Katz||ISR|Defense Minister|DM|2024-11-08||2026-10-31
Mahmoud Abbas||PSE|President|HOS|2005-01-15||2026-10-31
Recep Tayyip Erdogan|Recep Tayyip Erdoğan|TUR|President|HOS|2014-08-28||2026-10-31
Hakan Fidan||TUR|Foreign Minister|FM|2023-06-04||2026-10-31
Narendra Modi||IND|Prime Minister|HOG|2014-05-26||2026-10-31
Subrahmanyam Jaishankar|S. Jaishankar|IND|External Affairs Minister|FM|2019-05-30||2026-10-31
Shehbaz Sharif||PAK|Prime Minister|HOG|2024-03-04||2026-10-31
Ishaq Dar||PAK|Foreign Minister|FM|2024-03-11||2026-10-31
Luiz Inacio Lula da Silva|Luiz Inácio Lula da Silva|Lula da Silva|Lula|BRA|President|HOG+HOS|2023-01-01||2026-10-31
Luiz Inacio Lula da Silva|Luiz Inácio Lula da Silva|Lula da Silva|Lula|BRA|President|HOG+HOS|2003-01-01|2011-01-01|2011-01-01
Mauro Vieira||BRA|Foreign Minister|FM|2023-01-01||2026-10-31
Nicolas Maduro|Nicolás Maduro|VEN|President|HOG+HOS|2013-04-19||2025-10-31
Gustavo Petro||COL|President|HOG+HOS|2022-08-07||2026-08-07
Javier Milei||ARG|President|HOG+HOS|2023-12-10||2026-10-31
Claudia Sheinbaum||MEX|President|HOG+HOS|2024-10-01||2026-10-31
Ferdinand Marcos|Ferdinand Marcos Jr.|Ferdinand Marcos Jr|Bongbong Marcos|PHL|President|HOG+HOS|2022-06-30||2026-10-31
Prabowo Subianto||IDN|President|HOG+HOS|2024-10-20||2026-10-31
Anwar Ibrahim||MYS|Prime Minister|HOG|2022-11-24||2026-10-31
Cyril Ramaphosa||ZAF|President|HOG+HOS|2018-02-15||2026-10-31
William Ruto||KEN|President|HOG+HOS|2022-09-13||2026-10-31
Abiy Ahmed||ETH|Prime Minister|HOG|2018-04-02||2026-10-31
Abdel Fattah el-Sisi|Abdel Fattah al-Sisi|EGY|President|HOS|2014-06-08||2026-10-31
Badr Abdelatty||EGY|Foreign Minister|FM|2024-07-03||2026-10-31
Mohammed bin Salman|Mohammad bin Salman|SAU|Crown Prince|HOG|2017-06-21||2026-10-31
Faisal bin Farhan||SAU|Foreign Minister|FM|2019-10-23||2026-10-31
Viktor Orban|Viktor Orbán|HUN|Prime Minister|HOG|2010-05-29||2026-04-12
Giorgia Meloni||ITA|Prime Minister|HOG|2022-10-22||2026-10-31
Antonio Tajani||ITA|Foreign Minister|FM|2022-10-22||2026-10-31
Pedro Sanchez|Pedro Sánchez|ESP|Prime Minister|HOG|2018-06-02||2026-10-31
Donald Tusk||POL|Prime Minister|HOG|2023-12-13||2026-10-31
Radoslaw Sikorski|Radosław Sikorski|POL|Foreign Minister|FM|2023-12-13||2026-10-31
Karol Nawrocki||POL|President|HOS|2025-08-06||2026-10-31
Kyriakos Mitsotakis||GRC|Prime Minister|HOG|2023-06-26||2026-10-31
Aleksandar Vucic|Aleksandar Vučić|SRB|President|HOS|2017-05-31||2026-10-31
Antonio Guterres|António Guterres|UNO|Secretary-General|IGO|2017-01-01||2026-10-31
Ursula von der Leyen||EUR|European Commission President|IGO|2019-12-01||2026-10-31
Kaja Kallas||EUR|foreign policy chief|IGO|2024-12-01||2026-10-31
Josep Borrell||EUR|foreign policy chief|IGO|2019-12-01|2024-11-30|2024-11-30
Antonio Costa|António Costa|EUR|European Council President|IGO|2024-12-01||2026-10-31
Mark Rutte||IGO|NATO Secretary-General|IGO|2024-10-01||2026-10-31
Jens Stoltenberg||IGO|NATO Secretary-General|IGO|2014-10-01|2024-10-01|2024-10-01
Rafael Grossi||IGO|IAEA Director General|IGO|2019-12-03||2026-10-31
Tedros Adhanom Ghebreyesus||UNO|WHO Director-General|IGO|2017-07-01||2026-10-31
Rishi Sunak||GBR|Prime Minister|HOG|2022-10-25|2024-07-05|2024-07-05
Joe Biden||USA|President|HOG+HOS|2021-01-20|2025-01-20|2025-01-20
Antony Blinken||USA|Secretary of State|FM|2021-01-26|2025-01-20|2025-01-20
Kim Jong Un|Kim Jong-un|PRK|leader|HOS|2011-12-17||2026-10-31
Kim Yo Jong|Kim Yo-jong|PRK|vice department director|ADVISER|2017-10-07||2025-10-31
Ahmed al-Sharaa|Ahmed al-Sharaa|SYR|President|HOS|2025-01-29||2026-10-31
Bashar al-Assad|Bashar Assad|SYR|President|HOS|2000-07-17|2024-12-08|2024-12-08
Joseph Aoun||LBN|President|HOS|2025-01-09||2026-10-31
Nikol Pashinyan||ARM|Prime Minister|HOG|2018-05-08||2026-10-31
Ilham Aliyev||AZE|President|HOS|2003-10-31||2026-10-31
Alexander Lukashenko|Aleksandr Lukashenko|BLR|President|HOS|1994-07-20||2026-10-31
"""


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, columns: list[str], table: Iterable[Row]) -> None:
    """Write one table, sorted lists of values joined by "|"."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        count = 0
        for row in table:
            writer.writerow({c: row.get(c, "") for c in columns})
            count += 1
    print(f"{name}: {count} rows")


def parts(cell: str) -> list[str]:
    return [p.strip() for p in cell.split("|") if p.strip()]


def usable(name: str) -> bool:
    """Whether a name of the facts can stand in an English text: no notes, no bare abbreviation of two letters, no transliteration list."""
    return bool(re.fullmatch(r"[^\d()/;:]{3,60}", name)) and not name.startswith("NA") and name[0].isupper()


def countries(folder: Path) -> Iterable[Row]:
    for row in rows(folder / "countries.csv"):
        code = row["plover"] or row["iso3"]
        sovereign = row["sovereign"] == "1" or code == "HKG"
        names = [row["name"], *(a for a in parts(row["aliases"]) if usable(a)), *ALIASES.get(code, [])]
        nouns = [n for n in parts(row["demonym_noun"]) if usable(n)] + NOUNS.get(code, []) if sovereign else []
        adjectives = [a for a in parts(row["demonym_adj"]) if usable(a)] + ADJECTIVES.get(code, []) if sovereign else []
        capitals = (
            [
                m
                for m in ([row["capital"]] if sovereign else []) + parts(row["metonyms"])
                if usable(m) and m not in WRONG_METONYMS and m not in names
            ]
            + METONYMS.get(code, [])
            if sovereign
            else []
        )
        yield {
            "code": code,
            "iso2": row["iso2"],
            "name": (ALIASES.get(code) or [row["name"]])[0],
            "aliases": unique(names),
            "former_names": unique(n for n in parts(row["former_names"]) if usable(n)),
            "nouns": unique(nouns),
            "adjectives": unique(adjectives),
            "capitals": unique(capitals),
            "parent": "" if sovereign else "dependency",
            "sector": "",
            "source": row["source"],
        }
    for name, parent, demonyms in BREAKAWAY:
        yield {
            "code": parent,
            "iso2": "",
            "name": name,
            "aliases": name,
            "adjectives": demonyms,
            "parent": parent,
            "sector": "PRE",
            "source": "PLOVER manual, partially recognised entities",
        }


def unique(values: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(v for v in values if v))


def organizations(folder: Path) -> Iterable[Row]:
    for row in rows(folder / "igos.csv"):
        if row["source"] == "hand":
            yield {
                "name": row["name"],
                "aliases": row["aliases"] if row["aliases"] != "OCHA" else "UN OCHA|OCHA",
                "country": row["plover_country"],
                "sector": row["sector"],
                "from": row["founded"],
                "ambiguity": row["ambiguity"],
                "source": "hand",
            }


def bodies(folder: Path) -> Iterable[Row]:
    for row in rows(folder / "gov_bodies.csv"):
        if row["source"] == "hand":
            yield {
                "country": row["iso3"],
                "name": row["name"],
                "aliases": row["aliases"],
                "class": row["body_class"],
                "sector": row["sector"][:3] if row["sector"] != "GOVMIL" else "GOV",
                "from": row["start"],
                "until": row["end"],
                "source": "hand",
            }


def groups(folder: Path) -> Iterable[Row]:
    for row in rows(folder / "armed_groups.csv"):
        if row["source"] == "hand":
            yield {
                "name": row["name"],
                "aliases": row["aliases"],
                "country": row["country"],
                "sector": row["sector"],
                "from": row["active_since"],
                "source": "hand",
            }


def offices(folder: Path) -> Iterable[Row]:
    hand = [line.split("|") for line in HAND.strip().splitlines()]
    held = {(fold(h[0]), h[-5]) for h in hand}
    for cells in hand:
        person, country, office, class_, start, until, known = cells[0], *cells[-6:]
        aliases = [a for a in cells[1:-6] if a and a != person]
        yield {
            "person": person,
            "aliases": "|".join(aliases),
            "country": country,
            "office": office,
            "class": class_,
            "sector": "IGO" if class_ == "IGO" else "GOV",
            "from": start,
            "until": until,
            "known_until": known,
            "source": "hand",
        }
    for row in rows(folder / "leaders_core.csv"):
        if (row["end"] or row["known_until"])[:4] < "1990" or row["person"].startswith("King of Saudi"):
            continue
        person = re.sub(r'\s*[("“][^)"”]*[)"”]', "", row["person"]).strip()
        if (fold(person), row["class"]) in held or not re.search(r"\w{2}", person):
            continue
        aliases = [a for a in (*parts(row["aliases"]), person if person != row["person"] else "") if usable(a) and a != person]
        country = row["iso3"] if row["iso3"] != "XKX" else "KOS"
        sector = {"GOVMIL": "GOV", "GOVBUS": "GOV"}.get(row["sector"], row["sector"])
        yield {
            "person": person,
            "aliases": unique(aliases),
            "wikidata": row["wikidata"],
            "country": country,
            "office": row["office"].replace("International Atomic Energy Agency", "IAEA"),
            "class": row["class"],
            "sector": sector,
            "from": row["start"],
            "until": row["end"],
            "known_until": row["known_until"],
            "source": row["source"],
        }


def fold(name: str) -> str:
    return re.sub(r"\W+", " ", name).casefold().strip()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("facts", type=Path, help="folder with the fact tables")
    folder = options.parse_args().facts
    if not (folder / "countries.csv").exists():
        print(f"error: {folder}/countries.csv: no such file; give the folder of the fact tables", file=sys.stderr)
        return 2
    write(
        "countries.csv",
        ["code", "iso2", "name", "aliases", "former_names", "nouns", "adjectives", "capitals", "parent", "sector", "source"],
        countries(folder),
    )
    write("organizations.csv", ["name", "aliases", "country", "sector", "from", "ambiguity", "source"], organizations(folder))
    write("bodies.csv", ["country", "name", "aliases", "class", "sector", "from", "until", "source"], bodies(folder))
    write("groups.csv", ["name", "aliases", "country", "sector", "from", "source"], groups(folder))
    write("ambiguous.csv", ["name", "meanings"], ({"name": n, "meanings": m} for n, m in sorted(AMBIGUOUS.items())))
    write(
        "offices.csv",
        ["person", "aliases", "wikidata", "country", "office", "class", "sector", "from", "until", "known_until", "source"],
        offices(folder),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
