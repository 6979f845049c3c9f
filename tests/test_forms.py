"""Forms: documents and transcripts are told by their lines, news never by a word of them;
views keep every character in its place."""

from __future__ import annotations

import pytest

from communique import forms
from communique.forms import Edit, View, pieces

LETTERHEAD = (
    "REPUBLIC OF CHILE\nMINISTRY OF FOREIGN AFFAIRS\n\nStatement on the Aurora\n\nSantiago, 3 May 2024\n\n"
)
RESOLUTION = (
    "The Harbour Council,\n\nRecalling its earlier decisions,\n\n1. Condemns the seizure of the Aurora by "
    "Peru;\n\n"
    "2. Also calls upon Peru to release the crew;\n\n3. Decides to meet again in June."
)
BRIEFING = (
    "MS. BERG: Good morning. Norway condemns the raid.\n\nQUESTION: Will you recall the envoy?\n\nMS. BERG: "
    "We have recalled her.\n\n"
    "QUESTION: Thank you."
)
RECORD = "Mr. Berg (Norway): We condemn the raid.\n\nMs. Soto (Chile) (spoke in Spanish): Chile rejects that."
NEWS = (
    "Norway on Monday condemned the raid, a statement by its ministry said.\n\nGENEVA: The envoys went home "
    "after the talks ended early."
)
SAID = (
    "What: A concert for peace.\n\nWhere: Oslo, at the old quay near the castle.\n\nWhen: Friday at noon, if "
    "the rain stops."
)
COLUMN = (
    "I have never trusted the treaty, and I told my friends so. We should all ask what our government does "
    "in our name."
)
# (text, title, kind)
TEXTS = [
    (
        LETTERHEAD + "The Ministry condemns the seizure of the trawler Aurora by the coast guard of Peru.",
        None,
        "document",
    ),
    (RESOLUTION, None, "document"),
    (
        "We condemn the raid and call upon Peru to release the crew of the trawler.",
        "Joint statement by Chile and Norway",
        "document",
    ),
    (
        "The Embassy of Chile presents its compliments to the Ministry and has the honour to inform it of "
        "the following facts.",
        None,
        "document",
    ),
    (BRIEFING, None, "transcript"),
    (RECORD, None, "transcript"),
    (
        "Mr. President, we condemn the raid. It must end.\n\nThank you.",
        "Statement by the President of Chile at the United Nations",
        "transcript",
    ),
    (NEWS, "Norway condemns raid, says statement", None),
    (NEWS, "Statement draws anger in Oslo", None),
    (SAID, "Concert for peace", None),
    (COLUMN, "A treaty nobody trusts", None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "title", "kind"), TEXTS, ids=range(len(TEXTS)))
def test_kind(text: str, title: str | None, kind: str | None) -> None:
    form = forms.of(text, title, language="en")
    assert form.kind == kind and bool(form.because) == (kind is not None)


def test_a_member_of_a_house_who_only_asks_asks() -> None:
    hansard = (
        "The Minister for Trade (Ana Ruiz): We have told Chad so.\n\nHon Ola Berg: Has she told Togo?\n\n"
        "Ana Ruiz: She has.\n\nHon Ola Berg: Will she tell Peru?\n\nAna Ruiz: Tomorrow."
    )
    found = forms.of(hansard, language="en").turns
    assert [(t.label, t.asks) for t in found] == [
        ("The Minister for Trade (Ana Ruiz)", False), ("Hon Ola Berg", True), ("Ana Ruiz", False),
        ("Hon Ola Berg", True), ("Ana Ruiz", False),
    ]  # fmt: skip


def test_turns_have_their_words_and_those_who_ask_are_told() -> None:
    found = forms.of(BRIEFING, language="en").turns
    assert [(t.label, t.asks) for t in found] == [("MS. BERG", False), ("QUESTION", True)] * 2
    assert [BRIEFING[t.start : t.end] for t in found][1:3] == [
        "Will you recall the envoy?",
        "We have recalled her.",
    ]


def test_who_answers_asks_nothing_and_closing_lines_are_nobodys() -> None:
    said = "QUESTION: Did Chad reply?\n\nANSWER: Would it matter?\n\nQUESTION: Has Togo?\n\nANSWER: It has."
    found = forms.of(f"{said}\n\nPress office\n\nOL/2024/17", language="en").turns
    assert [t.asks for t in found] == [True, False] * 2
    assert found[-1].end == len(said)


def test_who_answers_little_leaves_the_others_their_words() -> None:
    text = (
        "QUESTION: Did Chad reply?\n\nBERG: It did.\n\nLUND: I heard so.\n\nBERG: We thanked it.\n\n"
        "SOTO: They did.\n\nSOTO: Twice.\n\nSOTO: In Oslo.\n\nANSWER: Nobody knows."
    )
    assert {t.label for t in forms.of(text, language="en").turns if t.asks} == {"QUESTION"}


@pytest.mark.parametrize(("above", "top"), [(1, True), (5, False)])
def test_a_letterhead_stands_at_the_top(above: int, top: bool) -> None:
    dated = "\n\n".join(f"Oslo, No. {n}" for n in range(above))
    text = f"{dated}\n\nMinistry of Foreign Affairs\n\nThe Ministry condemns the raid by the guard of Peru."
    assert ("the letterhead stands at the top" in forms.of(text, language="en").because) is top


def test_operative_paragraphs_are_shown_with_a_subject() -> None:
    view = forms.of(RESOLUTION, language="en").view
    lines = [
        (RESOLUTION.index(line), RESOLUTION.index(line) + len(line))
        for line in RESOLUTION.split("\n")
        if line
    ]
    shown = [piece.text for start, end in lines for piece in pieces(RESOLUTION, start, end, view)]
    assert (
        "It condemns the seizure of the Aurora by Peru." in shown
        and "It also calls upon Peru to release the crew." in shown
    )
    assert "Recalling its earlier decisions," in shown


def test_infinitives_are_shown_as_what_is_done() -> None:
    text = "The Council decides\n\n1. To condemn the raid;\n\n2. To demand that Peru free the crew."
    view = forms.of("Resolution 12\n\n" + text, None, language="en").view
    moved = "Resolution 12\n\n" + text
    start = moved.index("1. To")
    assert [p.text for p in pieces(moved, start, start + len("1. To condemn the raid;"), view)] == [
        "We condemn the raid."
    ]


def test_every_character_of_a_view_knows_where_it_stands() -> None:
    text = "3. Condemns it"
    [piece] = pieces(text, 0, len(text), View((Edit(0, 3, ""), Edit(3, 3, "It "), Edit(3, 4, "c"))))
    assert piece.text == "It condemns it"
    assert [(a, b) for a, b in zip(piece.starts[:3], piece.ends[:3], strict=True)] == [
        (3, 3)
    ] * 3  # what is put in has no width
    assert (
        text[piece.starts[3] : piece.ends[10]] == "Condemns"
        and text[piece.starts[12] : piece.ends[13]] == "it"
    )
