"""Pages and pasted texts to articles: what is text, what is furniture, and what is said about the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.sources import from_string, from_text, open_source
from communique.sources.article import tell_language
from communique.sources.moments import find

LEAD = (
    "The minister said on Monday that his country would not sign the accord before its neighbour pulled back "
    "its troops."
)
NEXT = (
    "A spokesman for the other side told reporters in the capital that the demand was new and came too late."
)
HEAD = "Envoys leave the table in Upton"


def test_a_page_gives_its_article() -> None:
    article = open_source(str(Path(__file__).parent / "articles" / "river_treaty.html"))
    assert article.title == "Lowland signs river treaty after nine years"
    assert article.published == "2022-03-03T09:15:00+01:00"
    assert article.authors == ("Jane Doe", "Karl Weiss")
    assert (article.outlet, article.language, article.id[:13]) == ("The Dale Post", "en", "river_treaty-")
    paragraphs = article.text.split("\n\n")
    assert len(paragraphs) == 4
    assert paragraphs[0].startswith("Lowland signed the treaty") and paragraphs[3].endswith("each day.")


@pytest.mark.parametrize(
    "line",
    [
        "Home / World / Rivers",
        "News › Politics",
        "Rivers | Upton",
        "Opinion",
        "By Jane Doe",
        "Staff writers in Upton and Ford",
        "By our correspondent in Upton",
        "Diplomatic editor",
        "March 3, 2022 8:15 PM",
        "Last modified on Thu 3 Mar 2022 20.10 GMT",
        "3 March 2022 - 18:42",
        "Share   Tweet   Email   Print",
        "The hall at Upton. Photograph: Handout",
        "[Image: The hall. Credit: Staff]",
        "[PHOTO] The hall at Upton on a dry day. Archive",
        "The envoys on their way to the hall (AP Photo/Jane Doe)",
        "▲ The hall at Upton",
        "Reuters",
        "Advertisement",
        "5 min read",
    ],
)
def test_furniture_above_the_body_is_left_out(line: str) -> None:
    article = from_text(f"{HEAD}\n\n{line}\n\n{LEAD}\n\n{NEXT}\n")
    assert article.text == f"{LEAD}\n\n{NEXT}"
    assert article.title == HEAD


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Who holds the dams, and why?",
        "ALSO READ: Five facts about the river",
        "TRENDING: What the vote means",
        "Related: How the river was divided",
        ">> Map: The dams of the upper valley",
        "Sign up to our weekly newsletter – it is free",
        "Get the Upton briefing. Enter your email",
        "Advertisement",
        "[Image: The dam. Credit: Staff]",
        "Follow us on Facebook",
        "Photo: Jane Doe",
    ],
)
def test_furniture_within_and_below_the_body_is_left_out(line: str) -> None:
    assert from_text(f"{HEAD}\n\n{LEAD}\n\n{line}\n\n{NEXT}\n\n{LEAD}").text == f"{LEAD}\n\n{NEXT}\n\n{LEAD}"
    assert from_text(f"{HEAD}\n\n{LEAD}\n\n{NEXT}\n\n{line}").text == f"{LEAD}\n\n{NEXT}"


@pytest.mark.parametrize(
    "line",
    [
        "© 2022 The Dale Post",
        "Copyright The Dale Post. All rights reserved.",
        "Tags: rivers, dams",
        "Results and tables: page 12",
        "Most read",
        "(Reporting by Jane Doe; Editing by Karl Weiss)",
        "Read more from our river editor",
        "First Published: Mar 3 2022 | 7:42 AM IST",
    ],
)
def test_furniture_below_the_body_is_left_out(line: str) -> None:
    assert from_text(f"{HEAD}\n\n{LEAD}\n\n{NEXT}\n\n{line}").text == f"{LEAD}\n\n{NEXT}"


@pytest.mark.parametrize(
    "line",
    [
        "Why now?",
        "“Nobody has taken back a word,” the envoy said.",
        "• The first point of the accord",
        "He did not answer.",
        "The talks go on:",
    ],
)
def test_what_belongs_to_the_body_stays(line: str) -> None:
    assert line in from_text(f"{HEAD}\n\n{LEAD}\n\n{line}\n\n{NEXT}").text


def test_names_agency_and_outlet_are_noted() -> None:
    article = from_text(
        f"{HEAD} | The Dale Post\n\nBy Jane Doe and Karl Weiss\n\nUPTON (Reuters) - {LEAD}\n\n{NEXT}\n\n© "
        "2022 The Dale Post"
    )
    assert article.title == HEAD
    assert (article.authors, article.agency, article.outlet) == (
        ("Jane Doe", "Karl Weiss"), "Reuters", "The Dale Post",
    )
    assert article.text.startswith("UPTON (Reuters) - The minister")


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Berg in Upton | The Upton Shipping List | 7 August 2021",
        "By Anna Berg, staff writer | The Upton List (evening edition) | 7 August 2021",
        "By Anna Berg | De Dijk (put into English from the Dutch) | 7 August 2021",
        "Anna Berg in Upton, Karl Weiss in Lowland and agencies | The Upton List | 7 August 2021",
        "Upton bureau | The Upton List | Upton, 7 August 2021",
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        HEAD, "Envoys leave the table in Upton and take the maps of the river with them",
        "Analysis: Why the envoys left", "Why the envoys left: a letter from Upton",
    ],
)
def test_pieces_with_a_day_below_the_headline_say_when(head: str, line: str) -> None:
    article = from_text(f"{head}\n{line}\n\n{LEAD}\n\n{NEXT}\n")
    assert (article.title, article.published, article.text) == (head, "2021-08-07", f"{LEAD}\n\n{NEXT}")


def test_a_headline_with_the_outlet_and_a_day_is_no_line_of_publication() -> None:
    article = from_text(f"{HEAD} | The Upton List | 7 August 2021\n\nNobody signed\n\n{LEAD}\n\n{NEXT}\n")
    assert (article.title or "").startswith(HEAD)


def test_the_heading_of_a_document_is_no_piece_beside_its_day() -> None:
    text = f"Note of protest\nPress Office | Statement 12 | 3 March 2021\n\nSir,\n\n{LEAD}\n\n{NEXT}\n"
    article = from_text(text + "\nPlease accept the assurances of my highest consideration.\n")
    assert (article.genre, article.title, article.published) == ("document", "Note of protest", "2021-03-03")


def test_a_person_under_a_picture_is_no_author() -> None:
    assert from_text(f"{HEAD}\n\nAnna Berg\n\n{LEAD}\n\nBerg did not answer.").authors == ()
    assert from_text(f"{HEAD}\n\nAnna Berg\n\n{LEAD}\n\n{NEXT}\n\nAnna Berg writes on rivers").authors == (
        "Anna Berg",
    )


def test_the_stand_first_stays() -> None:
    first = "Minister turns down offer of new talks with the other side"
    assert (
        from_text(f"{HEAD}\n\n{first}\n\n3 March 2022\n\n{LEAD}\n\n{NEXT}").text
        == f"{first}\n\n{LEAD}\n\n{NEXT}"
    )


def test_lines_broken_by_hand_are_joined_and_others_are_paragraphs() -> None:
    wrapped = "The minister said on Monday that his country would not sign the\n"
    wrapped += "accord before its neighbour had pulled back the last of its own\ntroops."
    assert from_text(wrapped).text == wrapped.replace("\n", " ")
    assert from_text(f"{LEAD}\n{NEXT}").text == f"{LEAD}\n\n{NEXT}"


@pytest.mark.parametrize("text", ["Lowland condemned the sale on Monday", "He left.", LEAD])
def test_a_lone_sentence_is_the_text(text: str) -> None:
    article = from_string(text)
    assert (article.text, article.title) == (text, None)


def test_text_from_right_to_left_passes_through() -> None:
    text = "قال وزير الخارجية يوم الاثنين إن بلاده لن توقع الاتفاق قبل أن تسحب جارتها آخر جنودها من المنطقة."
    article = from_string(text)
    assert (article.text, article.language) == (text, "ar")


@pytest.mark.parametrize(
    ("line", "context", "value"),
    [
        ("Last Updated : Mar 3 2022 | 7:42 AM IST", "", "2022-03-03T07:42:00+05:30"),
        ("3 March 2022 07:42 IST", "irish dale post", "2022-03-03T07:42:00+01:00"),
        ("Thu 21 Jul 2022 17.35 BST", "", "2022-07-21T17:35:00+01:00"),
        ("March 3, 2022 8:15 PM", "", "2022-03-03T20:15:00"),
        ("Mar 3, 2022 — Updated 6:05 p.m.", "", "2022-03-03"),
        ("Thursday, 3 March 2022 | 16:32 Moscow time", "", "2022-03-03T16:32:00+03:00"),
        ("1642 GMT, 3 March 2022", "", "2022-03-03T16:42:00+00:00"),
        ("3 March 2022, 10:20 UTC+3", "", "2022-03-03T10:20:00+03:00"),
        ("Mar. 3, 2022 at 5 p.m. ET", "", "2022-03-03T17:00:00-05:00"),
        ("Fri, Mar 4 2022 9:01 AM CST", "", "2022-03-04T09:01:00"),
        ("25.10.2021", "", "2021-10-25"),
        ("3 March 2022, 16h20", "", "2022-03-03T16:20:00"),
    ],
)
def test_moments(line: str, context: str, value: str) -> None:
    assert find(line, context)[0].value == value


@pytest.mark.parametrize("line", ["04/05/2021 10:00", "July 10", "30 February 2022", "He was born in 1962."])
def test_no_moment(line: str) -> None:
    assert find(line) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kenya has suspended flights and food supplies to Somalia.", "en"),
        ("Di goment dey plan to open border wey dem close last year, na so minister tok.", "pcm"),
        ("Le gouvernement a annoncé la suspension des vols vers la Somalie.", "fr"),
    ],
)
def test_the_language_is_told(text: str, language: str) -> None:
    assert tell_language(text) == language
