"""Two texts point by point, on texts of our own: what both say, what one leaves out, what changed; bad input."""

from __future__ import annotations

import json

import pytest

from communique.cli import main
from communique.comparing import Comparison, compare_articles
from communique.comparing.alignment import stem
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
        "The orchestra played two symphonies by Haydn. The audience rose and sang along until the lamps went out."
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
    a = article("Foreign Minister Okoro of Ghana met Foreign Minister Lenz of Austria today. Mr. Okoro raised the seizure of the trawler "
                "Volta and asked for the release of its crew. The ministers discussed flights between Accra and Salzburg.")  # fmt: skip
    b = article("Foreign Minister Lenz held talks with Foreign Minister Okoro of Ghana. Mr. Lenz explained that the detention of the "
                "trawler Volta was lawful. He invited his colleague to Vienna in May.")  # fmt: skip
    found = compare_articles(a, b, reader)
    assert [(c.a.text[:30], c.b.text[:30]) for c in found.both if "Volta" in c.a.text and "Volta" in c.b.text]
    assert [p for p in found.only_b if "in May" in p.span.text]
    assert not [c for c in found.changed if c.kind in ("added", "dropped")]


@pytest.mark.model
def test_the_page_marks_both_texts_and_escapes_their_words(reader: Reader) -> None:
    evil = FIRST.replace("the bridge at Sala", "the <script>alert(1)</script> bridge at Sala")
    found = compare_articles(article(evil), article(SECOND), reader)
    page = html(found)
    assert "<script>" not in page
    assert 'href="#b1"' in page and 'id="a1"' in page
    for side, of in zip(sides(found), (found.a, found.b), strict=True):
        whole = "".join(piece.text for paragraph in side.paragraphs for piece in paragraph)
        assert whole == of.text.replace("\n", "")


@pytest.mark.model
def test_the_command_prints_the_contract(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    assert main(["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert list(out) == ["a", "b", "both", "only_a", "only_b", "changed"]
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
    lists = strength.load()
    assert lists.verbs["note"] < lists.verbs["welcome"] < lists.verbs["demand"]
    assert lists.modals["may"] < lists.modals["should"] < lists.modals["shall"]
