"""Words and their tree to clauses: mend, read each verb, fill in what is understood.

Knows the order of the three; does not know the parser.
"""

from __future__ import annotations

from typing import Any

from communique.grammar.echoes import add_companions, echo
from communique.grammar.mending import link, mend
from communique.grammar.parse import Parse
from communique.grammar.tables import rules
from communique.grammar.understood import understand
from communique.grammar.universal import turn
from communique.grammar.verbs import verbal
from communique.knowledge import language


def complete(parse: Parse) -> None:
    """Mend the parser's known habits in a parse, then build its clauses."""
    table = rules(parse.language)
    words = table["words"]
    parse.lower = [w.lower() for w in parse.words]
    if language.of(parse.language).trees == "universal":
        turn(parse, words)
        link(parse)
    else:
        mended(parse, words)
    for i, pos in enumerate(parse.pos):
        if pos == "VERB" or (pos == "AUX" and parse.relations[i] not in ("auxiliary", "auxiliary:passive")):
            parse.clauses[i] = verbal(parse, i, words)
    for i in sorted(parse.clauses, key=lambda i: depth(parse, i)):
        understand(parse, parse.clauses[i], table)
    for clause in parse.clauses.values():
        echo(parse, clause, words)
        add_companions(parse, clause, words)


def mended(parse: Parse, words: dict[str, Any]) -> None:
    """Mend the known habits of the parser whose trees are ours."""
    link(parse)
    sentences = parse.sentences
    for _ in range(2):  # one repair may lay bare what another needs in its sentence
        sentences = mend(parse, words, sentences)
        if not sentences:
            break
        link(parse)


def depth(parse: Parse, word: int) -> int:
    """How many steps a word stands below the root of its tree; no more than 200 are counted."""
    steps = 0
    while parse.heads[word] != word and steps < 200:
        word, steps = parse.heads[word], steps + 1
    return steps
