"""What an act speaks of: the words that hang on its clause.

Knows the links of words; does not know acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.grammar import Clause, Parse


def below(parse: Parse, clause: Clause) -> Iterator[int]:
    """The words under a clause that belong to what it speaks of: objects, obliques and complements,
    with all that hangs on them."""
    roots = [
        h for role, heads in clause.roles.items()
        if role not in ("subject", "owner", "modifier") for h in heads
    ] + list(clause.complements)
    # not what is said of the same thing beside it: "a text drafted by Peru and backed by Chad"
    yield from under(parse, roots, clause.head)


def under(parse: Parse, roots: Iterable[int], *barred: int) -> Iterator[int]:
    """The words at some roots with all that hangs on them, save behind barred ones."""
    stack, seen = list(roots), set(barred)
    while stack:
        word = stack.pop()
        if word in seen:
            continue
        seen.add(word)
        yield word
        stack += [
            k for k in parse.kids[word]
            if parse.relations[k] not in ("relative", "adverbial") or parse.relations[word] == "root"
        ]
