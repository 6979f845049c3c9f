"""A predicate with its roles: the type that every later step reads.

Knows the names of roles, links and forms; does not know how they are found.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Roles = dict[str, tuple[int, ...]]
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"))


@dataclass(slots=True)
class Clause:
    """A predicate with its roles; not changed once the parse is complete.

    `head` and the values of `roles` are word numbers; roles are logical (the subject of a passive is
    `object`): subject, object, indirect, attribute, oblique:<preposition>. `complements` are heads of clauses
    that say what is asked, said or done; `link` is how the clause hangs on `parent` (root, complement,
    oblique:<preposition>, relative, modifying, adverbial, conjunct, apposition).
    """

    head: int
    kind: str  # verb | noun | adjective
    lemma: str  # with its particle: "call off"
    link: str = "root"
    parent: int | None = None  # head of the clause (or the noun) that it hangs on
    marker: str | None = None  # "if", "after", "that"
    form: str = "finite"  # finite | infinitive | gerund | participle | nominal
    tense: str | None = None  # past | present | future
    modal: str | None = None  # will | would | could | can | may | might | must | should
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    negated: bool = False
    subject: tuple[int, ...] = ()  # grammatical subject, inherited where it is understood
    roles: Roles = field(default_factory=dict)
    complements: tuple[int, ...] = ()

    @property
    def verb(self) -> str:
        """The lemma without its particle: "call" of "call off"."""
        return self.lemma.partition(" ")[0]

    def at(self, role: str, *more: str) -> tuple[int, ...]:
        """The words that stand in one or more roles, role by role."""
        found = self.roles.get(role, ())
        return found + sum(map(self.at, more), ()) if more else found
