"""Tags of a parser to features of Universal Dependencies, one set for each word.

Knows the features that the steps ask for; does not know which tags a parser has:
`[features]` of a language's grammar.toml does.
"""

from __future__ import annotations

from functools import cache

Features = frozenset[str]
NONE: Features = frozenset()

SINGULAR, PLURAL = "Number=Sing", "Number=Plur"
FINITE, INFINITIVE, PARTICIPLE, GERUND = "VerbForm=Fin", "VerbForm=Inf", "VerbForm=Part", "VerbForm=Ger"
PAST, IMPERFECT, PRESENT, FUTURE = "Tense=Past", "Tense=Imp", "Tense=Pres", "Tense=Fut"
CONDITIONAL, MODAL, THIRD = "Mood=Cnd", "VerbType=Mod", "Person=3"
PERSONAL, RELATIVE, POSSESSIVE, CARDINAL = "PronType=Prs", "PronType=Rel", "Poss=Yes", "NumType=Card"
COMMA, STOP, COLON, DASH = "PunctType=Comm", "PunctType=Peri", "PunctType=Colo", "PunctType=Dash"
POSITIVE, SUPERLATIVE, ARTICLE, INDEFINITE = "Degree=Pos", "Degree=Sup", "PronType=Art", "Definite=Ind"
DETERMINING: Features = frozenset((
    "PronType=Art", "PronType=Dem", "PronType=Ind", "PronType=Tot", "PronType=Neg",
))

# Forms of verbs as the repairs give them to words that the parser takes for something else.
PAST_FORM: Features = frozenset((FINITE, PAST))
PRESENT_FORM: Features = frozenset((FINITE, PRESENT))
THIRD_FORM: Features = frozenset((FINITE, PRESENT, THIRD, SINGULAR))
PARTICIPLE_FORM: Features = frozenset((PARTICIPLE, PAST))
MARKS = {",": COMMA, ".": STOP, "?": STOP, "!": STOP, ":": COLON, ";": COLON, "-": DASH}


@cache
def by_morphology(told: str, part: str, word: str) -> Features:
    """The features that a parser itself tells ("Number=Plur|Tense=Past"), as ours:
    a present participle is a gerund, marks have a kind."""
    if part == "PUNCT":
        return frozenset((MARKS[word],)) if word in MARKS else NONE
    found = {f for f in told.split("|") if f}
    if {PARTICIPLE, PRESENT} <= found:
        found = found - {PARTICIPLE, PRESENT} | {GERUND}
    return frozenset(found)
