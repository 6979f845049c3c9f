"""Two texts point by point, on texts of our own: what both say, what one leaves out, what changed;
bad input."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from browsing import chromium
from communique.cli import main
from communique.comparing import Comparison, compare_articles, points
from communique.comparing.alignment import stem
from communique.comparing.emphasis import longest_rising
from communique.comparing.page import html, sides
from communique.knowledge import strength
from communique.reader import Reader
from communique.records import Article
from communique.sources import from_string

FIRST = """The Ministers met in Riga on 4 May 2015 and adopted the following communiqué.

1. The Ministers noted the talks on the border and welcomed the opening of the bridge at Sala.

2. The Ministers urged Maritania to free 12 fishermen by 1 June 2015.

3. The Ministers support a common search for lost ships, and agreed to share charts.

4. The Ministers thanked Latvia for its welcome.
"""
SECOND = """The Ministers met in Tallinn on 6 May 2016 and adopted the following communiqué.

1. The Ministers welcomed the talks on the border and welcomed the opening of the bridge at Sala.

2. The Ministers demanded that Maritania free 9 fishermen by 1 August 2016.

3. The Ministers support a common search for lost ships.

4. The Ministers thanked Estonia for its welcome.

5. The Ministers deplored the sinking of a ferry off Osmussaar.
"""


def article(text: str, **given: str) -> Article:
    """An article of a text."""
    return from_string(text, **given)


def test_clauses_that_hang_in_a_ring_come_to_an_end() -> None:
    one, other = (SimpleNamespace(head=n, link="conjunct") for n in (0, 1))
    ring: Any = SimpleNamespace(heads=(1, 0), relations=("conjunct",) * 2, clauses={0: one, 1: other})
    assert points.governor_of(ring, ring.clauses[0]) is None


@pytest.fixture(scope="module")
def drift(reader: Reader) -> Comparison:
    """Two years of one communiqué."""
    return compare_articles(article(FIRST), article(SECOND), reader)


@pytest.mark.model
@pytest.mark.parametrize(
    ("kind", "a", "b"),
    [
        ("hardened", "noted the talks on the border", "welcomed the talks on the border"),
        ("hardened", "urged Maritania", "demanded that Maritania"),
        ("number", "12 fishermen", "9 fishermen"),
        ("dropped", "agreed to share charts", None),
        ("renamed", "thanked Latvia", "thanked Estonia"),
    ],
)
def test_a_change_has_its_kind_and_the_words_of_both(
    drift: Comparison, kind: str, a: str, b: str | None
) -> None:
    found = [
        c
        for c in drift.changed
        if c.kind == kind and (c.a and a in c.a.text) and (b is None) == (c.b is None)
    ]
    assert [c for c in found if b is None or (c.b and b in c.b.text)]
    assert all(c.because for c in found)


@pytest.mark.model
def test_what_stands_word_for_word_is_in_both_and_did_not_change(drift: Comparison) -> None:
    [same] = [c for c in drift.both if "common search" in c.a.text]
    assert same.a.text.rstrip(".,") == same.b.text.rstrip(".,")
    assert not [c for c in drift.changed if c.a and c.b and "common search" in c.a.text]


@pytest.mark.model
def test_what_takes_the_place_of_another_request_is_one_change(reader: Reader) -> None:
    opening = (
        "The Ministers met in Riga on 4 May 2015.\n\n1. The Ministers noted with concern the mines laid off "
        "Osmussaar{}\n\n"
    )
    rest = (
        "2. The Ministers support a common search for lost ships.\n\n3. The Ministers thanked Latvia for its "
        "welcome.\n"
    )
    asks = opening.format(", and urged Maritania to mark the channel.") + rest
    wants = opening.format(", and demanded that it sweep every harbour.") + rest
    found = compare_articles(article(asks), article(wants), reader)
    [change] = found.changed
    assert change.a and change.b
    assert (change.kind, "urged" in change.a.text, "demanded" in change.b.text) == ("hardened", True, True)


@pytest.mark.model
def test_a_new_passage_is_only_in_one_and_no_change_of_another(drift: Comparison) -> None:
    assert [p.span.text for p in drift.only_b] == [
        "The Ministers deplored the sinking of a ferry off Osmussaar."
    ]
    assert not [c for c in drift.changed if c.kind == "added"]


@pytest.mark.model
def test_every_span_is_of_its_text(drift: Comparison) -> None:
    ends = [(c.a, drift.a) for c in drift.both] + [(c.b, drift.b) for c in drift.both]
    ends += [(c.a, drift.a) for c in drift.changed if c.a] + [(c.b, drift.b) for c in drift.changed if c.b]
    ends += [(p.span, drift.a) for p in drift.only_a] + [(p.span, drift.b) for p in drift.only_b]
    assert all(span and of.text[span.start : span.end] == span.text for span, of in ends)


@pytest.mark.model
def test_the_same_text_twice_has_no_change(reader: Reader) -> None:
    found = compare_articles(article(FIRST), article(FIRST), reader)
    assert (found.changed, found.only_a, found.only_b) == ((), (), ())
    assert found.notes == ("the two texts are the same",)


@pytest.mark.model
def test_texts_without_anything_in_common_say_so(reader: Reader) -> None:
    other = article(
        "The orchestra played two symphonies by Haydn. The audience rose and sang along until the lamps went "
        "out."
    )
    found = compare_articles(article(SECOND), other, reader)
    assert not found.both
    assert "no point in common" in found.notes[0]


@pytest.mark.model
def test_a_text_in_another_language_is_not_compared(reader: Reader) -> None:
    other = Article(
        id="x",
        url=None,
        title="Communiqué",
        text="Les ministres se sont réunis à Riga.",
        published=None,
        language="fr",
    )
    found = compare_articles(article(FIRST), other, reader)
    assert (found.both, found.only_a, found.only_b) == ((), (), ())
    assert "only texts in 'en' are compared" in found.notes[0]


@pytest.mark.model
def test_two_read_outs_leave_out_and_rename(reader: Reader) -> None:
    a = article(
        "Foreign Minister Okoro of Ghana met Foreign Minister Lenz of Austria today. Mr. Okoro raised the "
        "seizure of the trawler Volta and asked for the release of its crew. The ministers discussed flights "
        "between Accra and Salzburg."
    )
    b = article(
        "Foreign Minister Lenz held talks with Foreign Minister Okoro of Ghana. Mr. Lenz explained that the "
        "detention of the trawler Volta was lawful. He invited his colleague to Vienna in May."
    )
    found = compare_articles(a, b, reader)
    assert [(c.a.text[:30], c.b.text[:30]) for c in found.both if "Volta" in c.a.text and "Volta" in c.b.text]
    assert [p for p in found.only_b if "in May" in p.span.text]
    assert not [c for c in found.changed if c.kind in ("added", "dropped")]


@pytest.mark.model
@pytest.mark.parametrize(
    ("a", "b", "kinds"),
    [
        ("The Board will run the pumps on 40 days a year.",
         "The Board will run the pumps on 25 days a year.", ["number"]),
        ("The Board agreed to bear half of the cost of pumping.",
         "The Board agreed to bear 70 per cent of the cost of pumping.", ["number"]),
        ("The Board thanked its guests.", "The Board thanked its guests warmly.", ["hardened"]),
        ("The Board welcomed the draft of the Sluice Accord in June 2011.",
         "The Board welcomed the entry into force of the Sluice Accord on 3 May 2012.", ["date", "renamed"]),
    ],
)  # fmt: skip
def test_what_changed_in_a_series_of_one_form(reader: Reader, a: str, b: str, kinds: list[str]) -> None:
    frame = (
        "Ruse, 2 March {}. The Board received its guests. The Board reviewed its rules. {} The Board "
        "adjourned its session."
    )
    found = compare_articles(article(frame.format(2011, a)), article(frame.format(2012, b)), reader)
    assert [c.kind for c in found.changed if c.a and c.a.text == a and c.b and c.b.text == b] == kinds


@pytest.mark.model
def test_two_accounts_differ_in_degree_in_a_nearer_day_and_in_the_name_of_a_thing(reader: Reader) -> None:
    a = article(
        "Foreign Minister Okoro of Ghana met Foreign Minister Lenz of Austria. The ministers condemned the "
        "raid on Keta harbour. They agreed to hold the trade forum in Graz before the end of the year. "
        "Mr. Okoro raised the seizure of the trawler Volta.", published="2021-06-02",
    )  # fmt: skip
    b = article(
        "Foreign Minister Lenz spoke with Foreign Minister Okoro of Ghana. Both strongly condemned the raid "
        "on Keta harbour. The trade forum will be held in Graz in October 2021. "
        "Mr. Lenz raised the inspection of the trawler Volta.", published="2021-06-02",
    )  # fmt: skip
    found = compare_articles(a, b, reader)
    kinds = {
        (c.kind, word) for c in found.changed for word in ("Keta", "Graz", "Volta")
        if c.a and word in c.a.text
    }
    assert kinds >= {("hardened", "Keta"), ("date", "Graz"), ("renamed", "Volta")}
    assert ("renamed", "Keta") not in kinds


@pytest.mark.model
def test_the_page_marks_both_texts_and_escapes_their_words(reader: Reader) -> None:
    evil = FIRST.replace("the bridge at Sala", "the <script>alert(1)</script> bridge at Sala")
    found = compare_articles(article(evil), article(SECOND), reader)
    page = html(found)
    assert page.count("<script>") == 1 and "alert(1)</script>" not in page, (
        "only the script that draws the lines"
    )
    assert 'href="#b1"' in page and 'id="a1"' in page
    for side, of in zip(sides(found), (found.a, found.b), strict=True):
        whole = "".join(piece.text for paragraph in side.paragraphs for piece in paragraph)
        assert whole == of.text.replace("\n", "")


@pytest.mark.model
@pytest.mark.browser
def test_the_page_draws_a_line_between_what_corresponds(reader: Reader, tmp_path: Path) -> None:
    found = compare_articles(article(FIRST), article(SECOND), reader)
    (tmp_path / "both.html").write_text(html(found), "utf-8")
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto((tmp_path / "both.html").as_uri())
        assert page.locator(".lines path").count() == len(found.both)
        assert (
            page.locator(".lines path.changed").count() == page.locator("#text-a mark.changed a").count() > 0
        )
        page.set_viewport_size({"width": 400, "height": 900})
        page.wait_for_function("document.querySelectorAll('.lines path').length === 0")


@pytest.mark.model
def test_order_and_room_are_told_apart(reader: Reader) -> None:
    bridge = "The Ministers welcomed the opening of the bridge at Sala."
    crew = "The Ministers demanded that Maritania free the fishermen of the trawler Volta."
    charts = "The Ministers agreed to share charts of the strait."
    longer = (
        charts[:-1]
        + ", tables of its tides and notices on its wrecks with the harbour offices of Riga and Tallinn "
          "every month."
    )
    ferry = (
        "The Ministers deplored the sinking of a ferry with forty people off Osmussaar in the storm of the "
        "ninth of March."
    )
    found = compare_articles(
        article("\n\n".join((bridge, crew, ferry, charts))),
        article("\n\n".join((crew, ferry, longer, bridge))), reader,
    )
    assert [(e.kind, e.a.text[:32]) for e in found.emphasis] == [
        ("later", bridge[:32]),
        ("longer", charts[:32]),
    ]
    assert found.emphasis[0].because == "point 1 of 4 in the first text, 4 in the second"
    same = compare_articles(article(FIRST), article(FIRST), reader)
    assert same.emphasis == ()


@pytest.mark.parametrize(
    ("numbers", "steady"),
    [([], set()), ([0, 1, 2], {0, 1, 2}), ([1, 2, 0], {0, 1}), ([2, 0, 1, 3], {1, 2, 3})],
)
def test_as_few_as_possible_have_moved(numbers: list[int], steady: set[int]) -> None:
    assert longest_rising(numbers) == steady


@pytest.mark.model
def test_the_command_prints_the_contract(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    assert main(["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert list(out) == ["a", "b", "both", "only_a", "only_b", "changed", "emphasis"]
    assert set(out["both"][0]) == {"a", "b", "what"}
    assert set(out["changed"][0]) == {"a", "b", "kind", "because"}


def test_a_text_that_is_nowhere_is_named(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    assert main(["compare", str(tmp_path / "none.txt"), "x", "--archive", str(tmp_path / "none.db")]) == 2
    assert "none" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "other", "alike"), [("implement", "implementation", True), ("convey", "conversation", False)]
)
def test_words_of_one_family_have_one_stem(word: str, other: str, alike: bool) -> None:
    assert (stem(word) == stem(other)) is alike


def test_the_lists_of_strength_are_sound() -> None:
    lists = strength.load("en")
    assert lists.verbs["note"] < lists.verbs["welcome"] < lists.verbs["demand"]
    assert lists.modals["may"] < lists.modals["should"] < lists.modals["shall"]
