"""Duplicates: a text cut, retitled, updated or gone over stays a copy; another report,
a follow-up and the next day's table do not."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from communique.errors import ArchiveError
from communique.occurrences import duplicates
from communique.occurrences.duplicates import (
    Copies,
    Fingerprint,
    bands,
    copies,
    credited,
    fingerprint,
    is_copy,
    similarity,
)
from makers import article

STORY = (
    "LIMA, May 5 (Reuters) - Peru's coast guard let go a Chilean survey ship on Sunday after holding it for "
    "nine days off Ilo.\n"
    "The vessel, with 31 people aboard, had been stopped because its papers did not name the reef that it "
    "was mapping.\n"
    "“We have paid nothing and promised nothing,” Deputy Minister Rosa Quiroga said in Santiago.\n"
    "A lawyer for the owners put the loss at 2.4 million dollars and said that a claim would follow within "
    "the month.\n"
    "Lima denied that it had yielded. Its navy spoke of a clerical delay, and released pictures of a stamped "
    "permit.\n"
    "The two neighbours argued over the same waters for decades until a court in The Hague drew a line in "
    "2014.\n"
    "Fishermen in Ilo, who had blocked the pier with 40 boats, went back to sea at dawn.\n"
    "Deputies of both parliaments are to meet in Arica on May 19 to talk about a hotline between the two "
    "coast guards.\n"
    "(Reporting by Jorge Lund; Editing by Ana Soto)"
)
BODY = STORY.split("\n")
RIVAL = (
    "Chile has its survey ship back. The vessel left Ilo under tow on Sunday, nine days after Peruvian "
    "patrol boats had surrounded it.\n"
    "“We have paid nothing and promised nothing,” Deputy Minister Rosa Quiroga said in Santiago.\n"
    "The crew of 31 looked tired but well, a port chaplain who had brought them bread told this newspaper by "
    "telephone.\n"
    "What the ship was doing there is in dispute: the owners speak of cable routes, sailors in Ilo of "
    "squid.\n"
    "An inspector who would not give a name said the order to let go had come from the palace, and late at "
    "night."
)


def market(day: int, rng: random.Random) -> str:
    """A day's market report: the frame stays, the figures do not."""

    def number() -> str:
        return f"{rng.randint(100, 9999)}.{rng.randint(1, 99)}"

    return (
        f"Shares in Oslo closed at {number()} points on {day} June, with Berg Steel at {number()} and "
        f"{rng.choice(['Lind', 'Mori', 'Vega'])} Foods at {number()}. Turnover came to {number()} million.\n"
        "The index tracks the forty most traded companies and is reviewed twice a year by a panel. "
        "Trading runs from nine in the morning to half past four, with a closing auction that follows.\n"
        f"Oil stood at {number()}, gold at {number()}. "
        "Figures are delayed by fifteen minutes and are checked by the markets desk before they go out."
    )


def made(
    name: str, text: str, published: str | None = "2024-05-05T10:00:00+00:00", **fields: str | None
) -> Fingerprint:
    """An article as the archive has it."""
    return fingerprint(article(text, id=name, published=published, **fields))


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "\n".join(["By Kari Berg, Coast Tribune", BODY[0].split(" - ")[1], *BODY[1:8], "Source: Reuters"]),
        "\n".join(BODY[:4]),
        "\n".join([BODY[0], BODY[3], BODY[6], BODY[7]]),
        STORY.replace("“", '"').replace("”", '"').replace("'", "’").replace(" - ", " — "),
        "\n".join(["Chile's ship is free: what we know", " ".join(BODY[:3]), " ".join(BODY[3:])]),
        STORY
        .replace("nine", "ten")
        .replace("neighbours", "neighbors")
        .replace("let go", "freed")
        .replace("talk about", "discuss"),
        "\n".join([
            BODY[0],
            "The foreign ministry in Santiago thanked Brazil for its good offices, which it did not "
            "describe.",
            *BODY[1:5],
            "Late on Monday a second ship of the same owners left Callao unhindered.",
            *BODY[5:],
        ]),
    ],
    ids=[
        "whole", "syndicated", "cut from the end", "cut here and there", "other marks", "retitled", "edited",
        "updated",
    ],
)
def test_a_copy(text: str) -> None:
    found = copies([made("wire", STORY), made("other", text, "2024-05-05T15:00:00+00:00")])
    assert found == (Copies("wire", ("other",)),)


@pytest.mark.parametrize(
    "text",
    [
        RIVAL,
        "Santiago and Lima opened a line between their coast guards.\n"
        + "\n".join(BODY[5:7])
        + "\nThe line, 300 metres of paper so far, rings in Callao.\n"
        "Rosa Quiroga called it a small thing that would save lives. A first test on Tuesday failed because "
        "of a holiday.\n"
        "Both navies sent bands.",
        "News in brief. "
        + BODY[0]
        + " Kenya raised school fees. Nepal opened a pass that snow had closed for 70 days. Latvia chose a "
          "new bank governor, "
        "who is 44. Fiji's rugby players flew home. A heatwave is on its way to Ghana, where farmers fear "
        "for the cocoa.",
        "Subscribe to read the full story.",
        "",
    ],
    ids=["a rival's report", "a follow-up with old background", "a round-up", "a notice", "nothing"],
)
def test_no_copy(text: str) -> None:
    assert copies([made("wire", STORY), made("other", text)]) == ()


def test_the_report_of_another_day_is_no_copy() -> None:
    rng = random.Random(3)
    assert copies([made(f"{day}", market(day, rng), f"2024-06-{day:02}") for day in range(1, 20)]) == ()


def test_a_notice_of_the_page_makes_no_copies() -> None:
    notice = "Subscribe to read the full story. Already a member? Sign in."
    assert bands(duplicates.signature(notice)) == () and copies([made("a", notice), made("b", notice)]) == ()


def test_the_origin_is_the_earliest_of_those_the_longest() -> None:
    group = [
        made("late", STORY, "2024-05-06"), made("early", STORY, "2024-05-05T01:00:00+02:00"),
        made("undated", STORY, None),
    ]
    assert copies(group) == (Copies("early", ("late", "undated")),)
    whole, cut = made("z", STORY, "2024-05-05"), made("a", "\n".join(BODY[:5]), "2024-05-05")
    assert copies([cut, whole]) == (Copies("z", ("a",)),)


def test_the_agency_that_is_credited_is_the_origin() -> None:
    own = made("own", STORY, "2024-05-05T12:00:00+00:00", outlet="Reuters")
    assert (
        copies([made("paper", STORY, "2024-05-05T11:00:00+00:00", outlet="Coast Tribune"), own])[0].origin
        == "own"
    )


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (STORY, "Reuters"),
        ("Lima (AFP) — A ship was let go.", "AFP"),
        ("A ship was let go.\nSource: Xinhua News Agency", "Xinhua"),
        ("A ship was let go, Reuters said.", None),
        ("Lima (population 10 million) - A ship.", None),
        ("", None),
    ],
)
def test_the_agency_in_the_text(text: str, agency: str | None) -> None:
    assert credited(text) == agency


def test_new_articles_join_what_is_known() -> None:
    known = [
        made("wire", STORY), made("first", "\n".join(BODY[:5]), "2024-05-05T12:00:00+00:00"),
        made("far", RIVAL),
    ]
    filed = [
        known[0],
        Fingerprint(**{**{f: getattr(known[1], f) for f in Fingerprint.__slots__}, "copy_of": "wire"}),
        known[2],
    ]
    new = made("second", "\n".join(BODY[3:]), "2024-05-05T13:00:00+00:00")
    assert copies([new], filed) == (Copies("wire", ("first", "second")),)
    assert copies([], filed) == ()
    assert set(bands(new.signature)) & set(bands(known[0].signature))


def test_an_earlier_article_that_comes_late_becomes_the_origin() -> None:
    known = [
        made("a", STORY),
        Fingerprint("b", "2024-05-05T12:00:00+00:00", None, None, duplicates.signature(STORY), "a"),
    ]
    assert copies([made("c", STORY, "2024-05-04")], known) == (Copies("c", ("a", "b")),)


def test_halves_of_one_story_meet_through_it() -> None:
    halves = [
        made("top", "\n".join(BODY[:4]), "2024-05-06"), made("bottom", "\n".join(BODY[4:8]), "2024-05-07"),
    ]
    assert copies(halves) == ()
    assert copies([*halves, made("wire", STORY)]) == (Copies("wire", ("top", "bottom")),)


def test_old_background_months_later_needs_more() -> None:
    alike = similarity(
        duplicates.signature(STORY), duplicates.signature("\n".join([*BODY[:5], *RIVAL.split("\n")[2:5]]))
    )
    later = duplicates.LATER * 2
    assert 0.5 < alike.contained < duplicates.SURELY and is_copy(alike, duplicates.LATER)
    assert not is_copy(alike, later)


def test_signatures_are_the_same_in_every_run() -> None:
    code = (
        "import sys; from communique.occurrences.duplicates import signature; "
        "print(signature(sys.argv[1]).hex())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, STORY], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert runs == {duplicates.signature(STORY).hex()}


@pytest.mark.parametrize(
    ("signature", "words"),
    [
        (b"", "cut short"), (duplicates.signature(STORY)[:-3], "belong"),
        (b"\xff\xff" + duplicates.signature(STORY)[2:], "version 65535"),
    ],
)
def test_a_signature_that_cannot_be_used(signature: bytes, words: str) -> None:
    with pytest.raises(ArchiveError, match=words) as error:
        bands(signature)
    assert "communique settle" in str(error.value)


def test_texts_without_blanks() -> None:
    text = (
        "外交部发言人周一表示,两国将于五月在首都举行会谈。双方讨论了港口、渔业和签证问题。"
        "代表团共有三十二人,将停留五天。"
    )
    assert similarity(duplicates.signature(text), duplicates.signature(text[:-13])).contained > 0.8
    assert copies([made("a", text), made("b", text + "记者报道。")]) == (Copies("b", ("a",)),) or copies([
        made("a", text), made("b", text),
    ])


def test_a_long_text_and_a_part_of_it() -> None:
    rng = random.Random(5)
    words = [f"w{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(3000)]
    sentences = [" ".join(rng.sample(words, 9)).capitalize() + "." for _ in range(1400)]
    whole, part = duplicates.signature("\n".join(sentences)), duplicates.signature("\n".join(sentences[:600]))
    assert len(whole) < 6000 and similarity(whole, part).sentences > 0.9


def test_a_story_that_hundreds_carry() -> None:
    found = copies(
        [made(f"{i:03}", STORY + f"\nTribune No. {i}", "2024-05-06") for i in range(700)]
        + [made("wire", STORY)]
    )
    assert [(g.origin, len(g.copies)) for g in found] == [("wire", 700)]
