"""Statements: quotation marks, tags, reported speech, attribution, channel, polarity,
and what the other steps ask of them."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from communique import forms, statements
from communique.grammar import Grammar
from communique.records import Actor, Statement
from makers import Words

pytestmark = pytest.mark.model
Read = Callable[[str], tuple[Statement, ...]]


class Nobody(Words):
    """A cast that knows nobody."""

    def of(self, word: int) -> tuple[Actor, ...]:
        return ()


@pytest.fixture(scope="module")
def read(grammar: Grammar) -> Read:
    def reading(text: str) -> tuple[Statement, ...]:
        parse = next(grammar.parse([text]))
        turns = [(turn, Actor(turn.label)) for turn in forms.of(text, language="en").turns]
        return statements.find(parse, Words(parse), (), None, turns=turns)

    return reading


def brief(s: Statement) -> tuple[str, str | None, tuple[str, ...]]:
    return s.kind, s.speaker.name if s.speaker else None, tuple(c.text for c in s.content)


# (text, what is found in it)
FOUND = [
    # transcripts: the label is who speaks, a question says nothing, a note in brackets is nobody's, lone
    # labels are datelines
    (
        "The interview ran as follows:\n\n“BERG: We will leave the pact.\n\n“And "
        "soon.\n\n“(APPLAUSE.)\n\n“HOLM: When?”",
        [("direct", "BERG", ("We will leave the pact.", "And soon.")), ("direct", "HOLM", ("When?",))],
    ),
    (
        "Q: Will the talks go on?\n\nA: They will.\n\nQ: Where?\n\nA: In Oslo.",
        [("direct", "A", ("They will",)), ("direct", "A", ("In Oslo",))],
    ),
    ("GENEVA: The envoys met for an hour.\n\nOSLO: The ministers dined.", []),
    # a tag before, after and in the middle
    (
        '"We will leave the pact," the president said.',
        [("direct", "the president", ("We will leave the pact,",))],
    ),
    ("“We will leave,” said Anna Berg, a lawyer from Oslo.", [("direct", "Anna Berg", ("We will leave,",))]),
    ('Berg said: "We will leave the pact."', [("direct", "Berg", ("We will leave the pact.",))]),
    (
        '"Our ports," Berg said, "are closed to them."',
        [("direct", "Berg", ("Our ports,", "are closed to them."))],
    ),
    (
        '"Our ports are closed," Berg said. "They will stay closed."',
        [("direct", "Berg", ("Our ports are closed,",)), ("direct", "Berg", ("They will stay closed.",))],
    ),
    (
        "‘The door is open,’ Berg said. ‘The ministers’ room is too.’",
        [("direct", "Berg", ("The door is open,",)), ("direct", "Berg", ("The ministers’ room is too.",))],
    ),
    (
        "“The first,” Berg told parliament. “The second goes on.\n\n“And the third ends it.”",
        [
            ("direct", "Berg", ("The first,",)),
            ("direct", "Berg", ("The second goes on.", "And the third ends it.")),
        ],
    ),
    (
        '"Our ports are closed," Berg said. "For good."',
        [("direct", "Berg", ("Our ports are closed,",)), ("direct", "Berg", ("For good.",))],
    ),
    (
        '"The ports are closed," Berg said. Then, "They stay so."',
        [("direct", "Berg", ("The ports are closed,",)), ("direct", "Berg", ("They stay so.",))],
    ),
    (
        '"The ports are closed!" Berg declared, a line that she has used before.',
        [("direct", "Berg", ("The ports are closed!",))],
    ),
    ('"Nobody leaves the port," the letter read.', [("direct", "the letter", ("Nobody leaves the port,",))]),
    (
        'Berg, noting the size of the fleet, said, "We are ready for them."',
        [("direct", "Berg", ("We are ready for them.",))],
    ),
    (
        '"Is the port closed?" Wang said that nobody knew of it.',
        [("direct", None, ("Is the port closed?",)), ("indirect", "Wang", ("that nobody knew of it",))],
    ),
    # the tag of a later paragraph is that of the whole quotation
    (
        "“The first ends.\n\n“The second too,” said Berg.",
        [("direct", "Berg", ("The first ends.", "The second too,"))],
    ),
    ("Berg said:\n\n“The port is closed to them.”", [("direct", "Berg", ("The port is closed to them.",))]),
    # led up to by a colon, or signed after a dash
    (
        "Berg issued a short statement: “We stay in the pact.”",
        [("direct", "Berg", ("We stay in the pact.",))],
    ),
    ("Berg has apologized for what happened: “We were wrong.”", [("direct", "Berg", ("We were wrong.",))]),
    ("Berg: “We stay in the pact.”", [("direct", "Berg", ("We stay in the pact.",))]),
    # fragments
    ("The crowd chanted “out with them” at the gate.", [("partial", "The crowd", ("out with them",))]),
    (
        "Berg said that “the port is closed. Nobody will open it.” Peru left.",
        [("partial", "Berg", ("that “the port is closed. Nobody will open it.”",))],
    ),
    ('Berg said the offer was "a bad joke".', [("partial", "Berg", ('the offer was "a bad joke"',))]),
    (
        'Berg said "a bad joke" had been made of the offer.',
        [("partial", "Berg", ('"a bad joke" had been made of the offer',))],
    ),
    ('Berg called the offer a "sham".', [("partial", "Berg", ("sham",))]),
    ("The ministry voiced “deep regret” over it.", [("partial", "The ministry", ("deep regret",))]),
    # reported speech
    ("Chile said that its ports were closed.", [("indirect", "Chile", ("that its ports were closed",))]),
    (
        "Chile said its ports were closed, and that they would stay so.",
        [("indirect", "Chile", ("its ports were closed, and that they would stay so",))],
    ),
    ("The ports, Berg added, would stay closed.", [("indirect", "Berg", ("The ports", "would stay closed"))]),
    ("Its ports were closed, Chile said.", [("indirect", "Chile", ("Its ports were closed",))]),
    ("The island is ours, said Berg; nobody disputes it.", [("indirect", "Berg", ("The island is ours",))]),
    (
        "Chile recalled its envoy, saying the accord was dead.",
        [("indirect", "Chile", ("the accord was dead",))],
    ),
    (
        "According to the ministry, two envoys were sent home.",
        [("indirect", "the ministry", ("two envoys were sent home",))],
    ),
    (
        "Chile said it was sorry but noted that the envoys had left.",
        [("indirect", "Chile", ("it was sorry",)), ("indirect", "Chile", ("that the envoys had left",))],
    ),
    ("In the words of Anna Berg, the accord is dead.", [("indirect", "Anna Berg", ("the accord is dead",))]),
    (
        "Chile has no right to the port, in the view of Peru.",
        [("indirect", "Peru", ("Chile has no right to the port",))],
    ),
    (
        "Berg said after the talks she would not sign the accord.",
        [("indirect", "Berg", ("she would not sign the accord",))],
    ),
    (
        "Chile said it was sorry for the delay and Peru accused it of theft.",
        [("indirect", "Chile", ("it was sorry for the delay",)), ("indirect", "Peru", ("theft",))],
    ),
    ("Peru accused Chile of breaking the accord.", [("indirect", "Peru", ("breaking the accord",))]),
    # nothing is said
    ("Berg believes that the accord is dead and hopes to mend it.", []),
    # what is thought is said where somebody gives voice to it
    (
        "Berg voiced fears that the ports would be closed.",
        [("indirect", "Berg", ("that the ports would be closed",))],
    ),
    (
        "Berg expressed confidence on Monday that Chile would pay.",
        [("indirect", "Berg", ("that Chile would pay",))],
    ),
    ("Berg's fear that the ports will be closed grew.", []),
    ("Berg voiced no fears that the ports would be closed and left.", []),
    ('The film "The Last Envoy" was shown to diplomats in Lima.', []),
    ('The so-called "peace committee" met on Monday.', []),
    ("Needless to say, the talks failed.", []),
    ("He is said to be rich.", []),
    ("Berg declined to say whether she would go.", []),
    ("Berg would not say where she had been.", []),
    ("The 6\" gun isn't the navy's, and '90s ships are old.", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(read: Read, text: str, expected: list[tuple[str, str | None, tuple[str, ...]]]) -> None:
    found = [brief(s) for s in read(text)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Chile said that its ports were open.", "affirmed"),
        ("Chile denied that its ports were closed.", "denied"),
        ("Chile did not say that its ports were closed.", "denied"),
        ("Berg reportedly said that the ports were closed.", "unsure"),
    ],
)
def test_polarity(read: Read, text: str, polarity: str) -> None:
    assert [s.polarity for s in read(text)] == [polarity]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("In an interview on Friday, Berg said that she would go.", "interview"),
        ("Berg told parliament that she would go.", "speech"),
        ("Berg wrote on Twitter that she would go.", "post"),
        ("Berg said in a statement that she would go.", "statement"),
        ("Berg said in a call with the minister that she would go.", "call"),
        ("Berg said that she would go.", None),
    ],
)
def test_channel(read: Read, text: str, channel: str | None) -> None:
    assert [s.channel for s in read(text)] == [channel]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Berg told reporters that she would go.", "reporters"),
        ("Berg said in a call with the Chilean minister that she would go.", "the Chilean minister"),
        ('"We will go," Berg told the Chilean minister.', "the Chilean minister"),
    ],
)
def test_addressee(read: Read, text: str, addressee: str) -> None:
    assert [a.name for s in read(text) for a in s.addressees] == [addressee]


@pytest.mark.parametrize(
    ("text", "speaker", "chain"),
    [
        (
            "Berg was quoted by the state radio as saying that the ports were closed.", "Berg",
            ["the state radio"],
        ),
        ("Berg said: “The ports are closed,” the state radio reported.", "Berg", ["the state radio"]),
        (
            "Berg said the ports were closed, according to a letter from the ministry.", "Berg",
            ["the ministry"],
        ),
        ("Two envoys left, according to a letter from the ministry.", "the ministry", []),
        ("A statement from the ministry said that two envoys had left.", "the ministry", []),
    ],
)
def test_attribution(read: Read, text: str, speaker: str, chain: list[str]) -> None:
    (found,) = read(text)
    assert (found.speaker.name if found.speaker else None, [a.name for a in found.attribution]) == (
        speaker, chain,
    )


def test_cue_and_evidence(read: Read) -> None:
    (found,) = read("The talks went on. Chile has said that it will stay. Peru left.")
    assert found.cue is not None and found.cue.text == "has said"
    assert found.evidence.text == "Chile has said that it will stay."


def test_ids_are_of_content_and_spans_are_verbatim(read: Read) -> None:
    text = 'Berg said: "We go." “Nobody stays,” the envoy told Berg, who denied that.'
    first, second = read(text), read(text)
    assert [s.id for s in first] == [s.id for s in second] and len({s.id for s in first}) == len(first)
    assert all(text[c.start : c.end] == c.text for s in first for c in (*s.content, s.evidence))


def test_innermost_statement_carries(read: Read) -> None:
    text = "Berg said Oslo had announced that the port was closed."
    found = read(text)
    at = text.index("closed")
    carried = statements.carrying(found, at, at + 6)
    assert carried is not None and carried.speaker is not None and carried.speaker.name == "Oslo"
    assert statements.carrying(found, 0, 4) is None


def test_ranges_cover_the_first_person(grammar: Grammar) -> None:
    parse = next(grammar.parse(['"We will leave," Berg told the envoy.']))
    found = statements.find(parse, Words(parse), (), None)
    ((first, last, speaker, addressees),) = statements.ranges(parse, found)
    assert parse.words[first] == "We" and last >= first and speaker is not None and speaker.name == "Berg"
    assert [a.name for a in addressees] == ["the envoy"]


def test_an_unknown_speaker_is_kept_as_described(grammar: Grammar) -> None:
    parse = next(grammar.parse(["A senior official said that the talks had failed."]))
    (found,) = statements.find(parse, Nobody(parse), (), None)
    assert found.speaker is not None and found.speaker.country is None
    assert found.speaker.name == "A senior official"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We stay in the pact.” — Anna Berg, Oslo", "Anna Berg"),
        ("“We stay in the pact.”\n\n— Anna Berg", "Anna Berg"),
        ("The sign has one meaning: “We shall see about that.”", None),
        ("Said with a shrug: “We shall see about that.”", None),
    ],
)
def test_a_quotation_without_a_tag(grammar: Grammar, text: str, speaker: str | None) -> None:
    parse = next(grammar.parse([text]))
    (found,) = statements.find(parse, Nobody(parse), (), None)
    assert (found.kind, found.speaker.name if found.speaker else None) == ("direct", speaker)


UNBALANCED = [
    "",
    "“" * 3000,
    "'" * 3001,
    '"A" ' * 800,
    "« x ‹ y » „ z “",
    "’tis the ministers’ ‘plan",
    "— “ — : ”",
    ": “A b c d.",
    '"',
    '"""""',
    "“ “ “ ” ”",
    "'’‘'",
    '"' + "word " * 2500 + '"',
    'He said, "and then\n\n"and then\n\n"and',
]


@pytest.mark.parametrize("text", UNBALANCED)
def test_bad_marks_do_no_harm(read: Read, text: str) -> None:
    start = time.process_time()
    assert isinstance(read(text), tuple)
    assert time.process_time() - start < 20


def test_an_open_mark_ends_with_its_paragraph(read: Read) -> None:
    text = '"We shall leave the pact, Berg said.\n\nThe talks go on in Lima. Chile sent two envoys.'
    assert all(c.end <= text.index("\n") for s in read(text) for c in s.content)
