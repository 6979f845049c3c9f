"""One phrase alone: names that several bear, offices on a day, places, compounds, and what counts as nobody;
phrases of our own."""
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique.actors.phrases import resolve_phrase
from communique.actors.phrases.words import phrase_words
from communique.knowledge import names, own

# phrase, day, context, country, sector; None is not asked
HARD: list[tuple[str, str | None, str | None, str | None, str | None]] = [
    # ---- names of several countries, and of persons
    ("Georgia", None, None, "", ""),
    ("Georgia", None, "Crowds filled the streets of Tbilisi.", "GEO", ""),
    ("Georgia", None, "Ballots were counted again in Atlanta.", "USA", ""),
    ("Georgia's foreign minister", None, None, "GEO", "GOV"),
    ("Georgia Republicans", None, None, "USA", "PTY"),
    ("Georgian border guards", None, None, "GEO", "COP"),
    ("Jordan", None, None, "JOR", ""),
    ("Jordan Example", None, None, "", ""),
    ("Michael Jordan", None, None, "", ""),
    ("Jordan", None, "Michael Jordan bought a boat.", "", ""),
    ("Chad", None, None, "TCD", ""),
    ("Chad Example", None, None, "", ""),
    ("Chad's junta", None, None, "TCD", "GOV"),
    ("turkey", None, None, "", ""),
    ("Turkey", None, None, "TUR", ""),
    ("Niger's army", None, None, "NER", "MIL"),
    ("Nigerien soldiers", None, None, "NER", "MIL"),
    ("Nigerian soldiers", None, None, "NGA", "MIL"),
    ("Guinea", None, None, "", ""),
    ("Guinea", None, "A curfew was lifted in Conakry.", "GIN", ""),
    ("Equatorial Guinea", None, None, "GNQ", ""),
    ("Congolese troops", None, None, "", "MIL"),
    ("Congolese troops", None, "The minister spoke in Kinshasa.", "COD", "MIL"),
    ("Congolese troops", None, "The minister spoke in Brazzaville.", "COG", "MIL"),
    ("Korean officials", None, "Seoul replied to Pyongyang.", "", "GOV"),
    ("Korean officials", None, "Seoul replied at once.", "KOR", "GOV"),
    ("Ireland", None, None, "IRL", ""),
    ("Northern Ireland police", None, None, "GBR", "COP"),
    ("Dominica", None, None, "DMA", ""),
    ("Dominican police", None, None, "", "COP"),
    ("Dominican police", None, "Rain fell on Santo Domingo.", "DOM", "COP"),
    ("Washington", None, None, "USA", "GOV"),
    ("Denzel Washington", None, None, "", ""),
    ("Paris", None, None, "FRA", "GOV"),
    ("Paris, Texas", None, None, "USA", "CVL"),
    # ---- offices on a day, and words that override it
    ("Angela Merkel", "2021-12-01", None, "DEU", "GOV"),
    ("Angela Merkel", "2021-12-20", None, "DEU", "ELI"),
    ("Barack Obama", "2012-01-01", None, "USA", "GOV"),
    ("Barack Obama", "2020-01-01", None, "USA", "ELI"),
    ("then-President Barack Obama", "2020-01-01", None, "USA", "GOV"),
    ("Emmanuel Macron", "2010-01-01", None, "FRA", ""),
    ("ex-Thai premier", None, None, "THA", "ELI"),
    ("former CIA analyst", None, None, "USA", "ELI"),
    ("former rebels", None, None, "", "CVL"),
    ("the late king of Jordan", None, None, "JOR", "ELI"),
    ("acting mayor of Bergen", None, None, "NOR", "GOV"),
    # ---- metonyms, cities, breakaway territories
    ("the Kremlin", None, None, "RUS", "GOV"),
    ("TEHRAN", None, None, "IRN", "GOV"),
    ("Mariupol", None, None, "UKR", "CVL"),
    ("Lagos State police", None, None, "NGA", "COP"),
    ("South Ossetia", None, None, "GEO", "PRE"),
    ("South Ossetian soldiers", None, None, "GEO", "MIL"),
    ("the army", None, "Shots were heard in Khartoum.", "SDN", "MIL"),
    ("the army", None, "France and Germany sent help.", "", "MIL"),
    # ---- compounds and heads
    ("Uganda-based rebels", None, None, "UGA", "REB"),
    ("Uganda-backed rebels", None, None, "", "REB"),
    ("US-backed Syrian rebels", None, None, "SYR", "REB"),
    ("Saudi-led coalition", None, None, "SAU", None),
    ("pro-Russian separatists", None, None, "", "REB"),
    ("ethnic Albanian fighters", None, None, "", "REB"),
    ("Syrian-born German lawmaker", None, None, "DEU", "LEG"),
    ("Franco-German brigade", None, None, "", "MIL"),
    ("Peru's ambassador to Norway", None, None, "PER", "GOV"),
    ("the ambassador to Norway", None, None, "", "GOV"),
    ("Chilean embassy in Oslo", None, None, "CHL", "GOV"),
    ("a spokesman for the Kenyan army", None, None, "KEN", "MIL"),
    ("president of the Chilean nurses' union", None, None, "CHL", "LAB"),
    ("governor of the central bank of Kenya", None, None, "KEN", "GOV"),
    ("dozens of Peruvian farmers", None, None, "PER", "AGR"),
    ("Pat Example, a Texas farmer", None, None, "USA", "AGR"),
    ("soldiers who fled to Poland", None, None, "", "MIL"),
    ("the prime minister's wife", None, None, "", "ELI"),
    ("Egypt, Jordan and Iraq", None, None, "", ""),
    # ---- nobody, and slips
    ("she", None, None, "", "UNK"),
    ("a wooden table", None, None, "", ""),
    ("Romilda Vexworth", None, None, "", ""),
    ("Kazahk soldiers", None, None, "KAZ", "MIL"),
    ("Deutschland", None, None, "DEU", ""),
]


@pytest.mark.parametrize(("text", "on", "context", "country", "sector"), HARD)
def test_hard_phrases(
    text: str, on: str | None, context: str | None, country: str | None, sector: str | None
) -> None:
    found = resolve_phrase(text, on=on, context=context)
    assert country is None or found["country"] == country
    assert sector is None or found["sector"] == sector
    assert found["because"]


@pytest.mark.parametrize(("text", "sector", "secondary"), [
    ("opposition lawmakers", "LEG", "OPP"),
    ("a military court", "JUD", "MIL"),
    ("state news agency", "GOV", "JRN"),
    ("defence ministry", "GOV", "MIL"),
    ("student activists", "SOC", "EDU"),
    ("military hospital", "MED", "MIL"),
    ("police union", "LAB", "COP"),
])
def test_second_sectors(text: str, sector: str, secondary: str) -> None:
    found = resolve_phrase(text)
    assert (found["sector"], found["secondary_sector"]) == (sector, secondary)


@pytest.mark.parametrize(("text", "word"), [
    ("Guinea", "Guinea-Bissau"),
    ("Egyptian and Turkish officials", "Turkey"),
    ("Uganda-backed rebels", "not of Uganda"),
    ("the ambassador to Norway", "the host"),
    ("Kazahk soldiers", "read as"),
])
def test_reasons_name_what_is_open(text: str, word: str) -> None:
    assert word in " ".join(resolve_phrase(text)["because"])


def test_an_office_names_its_holder_on_the_day() -> None:
    before, later = (
        resolve_phrase("the French foreign minister", on=day) for day in ("2023-05-01", "2024-03-01")
    )
    assert (before["name"], later["name"]) == ("Catherine Colonna", "Stéphane Séjourné") or before[
        "name"
    ] != later["name"]
    assert "by the table" in " ".join(before["because"])
    assert before["role"] == "foreign minister"


def test_a_family_name_needs_its_title() -> None:
    assert resolve_phrase("President Macron", on="2023-01-01")["name"] == "Emmanuel Macron"
    assert resolve_phrase("Macron", on="2023-01-01")["country"] == "FRA"
    assert resolve_phrase("Macron", on="2010-01-01")["country"] == ""


def test_names_in_other_order_and_letters() -> None:
    assert resolve_phrase("Macron Emmanuel", on="2023-01-01")["name"] == "Emmanuel Macron"
    assert resolve_phrase("EMMANUEL MACRON", on="2023-01-01")["name"] == "Emmanuel Macron"


def test_an_unknown_person_keeps_the_name() -> None:
    found = resolve_phrase("Kenya's water minister, Pat Example")
    assert (found["name"], found["country"], found["sector"], found["role"]) == (
        "Pat Example", "KEN", "GOV", "water minister",
    )


def test_every_word_of_the_tables_can_stand_alone() -> None:
    assert all(
        names.country_name(code) for row in phrase_words("en").ambiguous.values() for code in row.countries
    )
    assert all(
        names.country_name(code)
        for code in (*phrase_words("en").combining.values(), *phrase_words("en").peoples.values())
    )


def test_a_table_of_ones_own_goes_first(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(
        "kind,name,country,sector,needs\nparty,Quorum,NZL,PTY,context\nbody,our "
        "envoy,NOR,GOV,\nparty,Quorum,NOR,PTY,context\n",
        "utf-8",
    )
    with own.using(own.load(table)):
        assert resolve_phrase("our envoy")["country"] == "NOR"
        assert resolve_phrase("the Quorum")["country"] == ""
        assert resolve_phrase("the Quorum", context="Norwegian voters were asked.")["country"] == "NOR"


@given(st.text(max_size=60), st.none() | st.text(max_size=12), st.none() | st.text(max_size=60))
@settings(max_examples=200, deadline=None)
@example("(.*+?[", "not a day", "[")
@example("'s 's - - of of", "2023", "")
@example("President of", "2023-02-31", "of")
@example("-", None, "-")
@example("\x00\ud800", None, "\ud800")
def test_no_phrase_breaks_it(text: str, on: str | None, context: str | None) -> None:
    found = resolve_phrase(text, on=on, context=context)
    assert set(found) == {
        "id", "name", "country", "sector", "secondary_sector", "role", "wikidata", "because",
    }
    assert found["because"]


@given(
    st.lists(
        st.sampled_from(
            sorted({
                "the", "of", "-", "'s", ",", "and", "President", "Minister", "Jordan", "Korean", "army",
                "former", "ex", "backed", "Paris", "al", "Kim", "US", "group", "spokesman", "for", "in", "UN",
                "who", "(", "Ltd.", "St.", "State", "New", "Kano",
            })
        ),
        max_size=9,
    )
)
@settings(max_examples=300, deadline=None)
def test_no_row_of_words_breaks_it(words: list[str]) -> None:
    assert resolve_phrase(" ".join(words), on="2022-02-02", context="Seoul")["because"]
