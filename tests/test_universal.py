"""Trees of Universal Dependencies turned into ours, by hand-made trees: no parser is needed."""

from __future__ import annotations

import pytest

from communique.grammar import Parse, rules
from communique.grammar.features import by_morphology
from communique.grammar.mending import link
from communique.grammar.universal import turn

# Each word: form, lemma, part of speech, relation as the language's table gives it, head (counted from 1, 0
# for the root), features.
Row = tuple[str, str, str, str, int, str]


def made(rows: list[Row]) -> Parse:
    """A parse of one sentence, as it comes from the door."""
    parse = Parse(" ".join(row[0] for row in rows), "fr")
    for word, lemma, pos, relation, head, features in rows:
        parse.starts.append(len(" ".join(parse.words)) + bool(parse.words))
        parse.words.append(word)
        parse.ends.append(parse.starts[-1] + len(word))
        parse.lower.append(word.lower())
        parse.lemmas.append(lemma)
        parse.pos.append(pos)
        parse.relations.append(relation)
        parse.heads.append(head - 1 if head else len(parse.words) - 1)
        parse.features.append(by_morphology(features, pos, word))
        parse.entities.append("")
    parse.sentences, parse.sentence_of = [(0, len(rows))], [0] * len(rows)
    return parse


CASES: list[tuple[list[Row], list[tuple[str, int]]]] = [
    (  # the preposition between a verb and its noun, called by its role
        [
            ("parle", "parler", "VERB", "root", 0, ""), ("avec", "avec", "ADP", "case", 3, ""),
            ("Oslo", "Oslo", "PROPN", "nominal", 1, ""),
        ],
        [("root", 1), ("oblique", 1), ("oblique:object", 2)],
    ),
    (  # "is" above what is said
        [
            ("Lima", "Lima", "PROPN", "subject", 3, ""), ("est", "être", "AUX", "copula", 3, "VerbForm=Fin"),
            ("prête", "prêt", "ADJ", "root", 0, ""),
        ],
        [("subject", 2), ("root", 2), ("attribute", 2)],
    ),
    (  # a modal verb as an auxiliary
        [
            ("doit", "devoir", "VERB", "root", 0, "VerbForm=Fin"),
            ("partir", "partir", "VERB", "complement:open", 1, "VerbForm=Inf"),
        ],
        [("auxiliary", 2), ("root", 2)],
    ),
    (  # the last word of a name as its head
        [
            ("Ana", "Ana", "PROPN", "subject", 3, ""), ("Ruiz", "Ruiz", "PROPN", "flat", 1, ""),
            ("part", "partir", "VERB", "root", 0, ""),
        ],
        [("compound", 2), ("subject", 3), ("root", 3)],
    ),
    (  # the day between a verb and its object
        [
            ("saisit", "saisir", "VERB", "root", 0, ""), ("lundi", "lundi", "NOUN", "nominal", 1, ""),
            ("un", "un", "DET", "determiner", 4, ""), ("cargo", "cargo", "NOUN", "apposition", 2, ""),
        ],
        [("root", 1), ("time", 1), ("determiner", 4), ("object", 1)],
    ),
    (  # whose a thing is
        [("son", "son", "DET", "determiner", 2, "Poss=Yes"), ("plan", "plan", "NOUN", "root", 0, "")],
        [("owner", 2), ("root", 2)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "tree"), CASES)
def test_a_universal_tree_becomes_ours(rows: list[Row], tree: list[tuple[str, int]]) -> None:
    parse = made(rows)
    turn(parse, rules("fr")["words"])
    assert list(zip(parse.relations, (head + 1 for head in parse.heads), strict=True)) == tree


def test_a_preposition_is_called_by_its_role() -> None:
    parse = made(CASES[0][0])
    turn(parse, rules("fr")["words"])
    link(parse)
    assert list(parse.obliques(0)) == [("with", 2)]


@pytest.mark.parametrize(
    ("told", "part", "word", "features"),
    [
        (
            "Number=Plur|Tense=Past|VerbForm=Part", "VERB", "accusées",
            {"Number=Plur", "Tense=Past", "VerbForm=Part"},
        ),
        ("Tense=Pres|VerbForm=Part", "VERB", "accusant", {"VerbForm=Ger"}),
        ("", "PUNCT", ",", {"PunctType=Comm"}),
        ("", "PUNCT", "«", set()),
        ("", "ADP", "de", set()),
    ],
)
def test_features_as_the_parser_tells_them(told: str, part: str, word: str, features: set[str]) -> None:
    assert by_morphology(told, part, word) == features
