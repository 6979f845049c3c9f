"""One parsed text: its words, tree, sentences, paragraphs and clauses, and the ways to walk them.

Knows relations between words; does not know the parser that found them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from communique.grammar.clause import NOMINAL, Clause
from communique.grammar.features import PLURAL, Features
from communique.grammar.nouns import nominal
from communique.grammar.tables import rules
from communique.knowledge.roles import FROM, OFF, OUT, marked
from communique.records import Event, Span, span

PREMODIFIERS = frozenset((
    "determiner", "owner", "modifier", "compound", "number", "case", "punctuation", "adverb", "time",
    "negation", "other",
))


@dataclass(slots=True, eq=False, repr=False)
class Parse:
    """One parsed text: words as parallel lists, the tree, sentences,
    and clauses by the number of their head word."""

    text: str
    language: str
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)  # universal part of speech
    features: list[Features] = field(default_factory=list)  # of Universal Dependencies: "Number=Plur"
    # person | place | organization | demonym | other | "" ; the parser's view
    entities: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)  # word ranges, half-open
    paragraphs: list[tuple[int, int]] = field(default_factory=list)  # word ranges, half-open
    kids: list[list[int]] = field(default_factory=list)
    clauses: dict[int, Clause] = field(default_factory=dict)
    nouns: dict[int, Clause] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The characters of words `first` to `last`, both included."""
        return span(self.text, self.starts[first], self.ends[last])

    def has(self, word: int, feature: str) -> bool:
        """Whether a word has a feature: "VerbForm=Inf"."""
        return feature in self.features[word]

    def lemma(self, word: int) -> str:
        """The lemma of a word in small letters."""
        return self.lemmas[word].lower()

    def is_plural(self, word: int) -> bool:
        """Whether a word is in the plural, as far as the parser tells of words of its kind."""
        return PLURAL in self.features[word]

    def word_at(self, offset: int) -> int:
        """The number of the last word that starts at or before a character offset (0 for an offset before the
        first)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def word_of(self, event: Event) -> int:
        """The word that tells an act."""
        return self.word_at(event.trigger.start)

    def hyphenated(self, word: int) -> str:
        """A word, in small letters, with what is tied to it in front by hyphens: "one-sided" of "sided"."""
        first = word
        while first > 1 and self.lower[first - 1] == "-" and self.ends[first - 2] == self.starts[first] - 1:
            first -= 2
        return "".join(self.lower[first : word + 1])

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence at a character offset."""
        return self.sentence_of[self.word_at(offset)]

    def sentence(self, word: int) -> Span:
        """The sentence of a word, as a span."""
        first, end = self.sentences[self.sentence_of[word]]
        return self.span(first, end - 1)

    def paragraph_of(self, word: int) -> int:
        """The number of the paragraph that a word stands in."""
        return max(0, bisect_right(self.paragraphs, (word, len(self.words) + 1)) - 1)

    def paragraph_with(self, event: Event) -> int:
        """The number of the paragraph that tells an act."""
        return self.paragraph_of(self.word_of(event))

    def paragraph(self, word: int) -> Span:
        """The paragraph that a word stands in."""
        first, end = self.paragraphs[self.paragraph_of(word)]
        return self.span(first, end - 1)

    def subtree(self, word: int) -> tuple[int, int]:
        """The first and last word under a word, itself included."""
        low = high = word
        stack = [word]
        while stack:
            for kid in self.kids[stack.pop()]:
                if kid < low:
                    low = kid
                elif kid > high:
                    high = kid
                stack.append(kid)
        return low, high

    def hangs_under(self, word: int, top: int) -> bool:
        """Whether a word hangs on another, at whatever depth, by the heads as they stand now."""
        seen = word
        for _ in self.words:
            if seen == top:
                return True
            if self.heads[seen] == seen:
                return False
            seen = self.heads[seen]
        return True

    def kid(self, word: int, *relations: str) -> int | None:
        """The first dependent of a word with one of these relations."""
        return next((k for k in self.kids[word] if self.relations[k] in relations), None)

    def hang(self, word: int, head: int, relation: str | None = None) -> bool:
        """Hang a word on another, with another relation where one is given; True, as a repair answers that
        moved something."""
        self.heads[word] = head
        self.relations[word] = relation or self.relations[word]
        return True

    def has_subject(self, word: int) -> bool:
        """Whether a word has a subject of its own."""
        return any(self.relations[k].startswith("subject") for k in self.kids[word])

    def clause_at(self, word: int) -> Clause:
        """The clause that a word heads: that of a verb, else the noun with what hangs on it."""
        return self.clauses.get(word) or self.noun(word)

    def held(self, clause: Clause) -> list[Clause]:
        """The clauses that say what is asked, said or done by another."""
        return [self.clauses[c] for c in clause.complements if c in self.clauses]

    def hung(self, *words: int) -> list[Clause]:
        """The clauses that hang on some words."""
        return [self.clauses[k] for word in words for k in self.kids[word] if k in self.clauses]

    def main_clause(self, sentence: int) -> Clause | None:
        """The main clause of a sentence, by its number."""
        start, end = self.sentences[sentence]
        roots = (w for w in range(start, end) if w in self.clauses and self.heads[w] == w)
        return next((self.clauses[w] for w in roots), None)

    def members(self, word: int) -> tuple[int, ...]:
        """A word and those coordinated with it: "France and Germany"."""
        found = [word]
        for member in found:
            found += [
                k for k in self.kids[member]
                if self.relations[k] == "conjunct" and self.pos[k] in NOMINAL and k not in found
            ]
        return tuple(found)

    def bracketed(self, word: int) -> bool:
        """Whether a word stands alone in brackets: "(SBU)"."""
        return 0 < word < len(self) - 1 and (self.words[word - 1], self.words[word + 1]) == ("(", ")")

    def joins(self, word: int) -> bool:
        """Whether a word only joins the members of a row."""
        return self.pos[word] == "CCONJ" or self.words[word] == ","

    def first_of_row(self, word: int) -> int:
        """The first word of the coordination that a word stands in: the government of "the government and the
        rebels"."""
        return self.climb(word, lambda w: self.relations[w] == "conjunct")

    def climb(self, word: int, on: Callable[[int], bool]) -> int:
        """The first word, from this one up to the root, of which something does not hold; else the root."""
        while on(word) and self.heads[word] != word:
            word = self.heads[word]
        return word

    def phrase(self, word: int) -> tuple[int, int]:
        """First and last word of the noun phrase of a head,
        without what follows it after a comma or as a clause."""
        low = word
        stack = [word]
        while stack:
            for kid in self.kids[stack.pop()]:
                if kid < word and self.relations[kid] in PREMODIFIERS:
                    low = min(low, kid)
                    stack.append(kid)
        return low, word

    def obliques(self, word: int) -> Iterator[tuple[str, int]]:
        """The prepositions on a word with the heads of what they govern: ("on", 7)."""
        for prep in self.kids[word]:
            if self.relations[prep] in ("oblique", "doer", "indirect"):
                yield from self.governed(prep)

    def governed(self, prep: int) -> Iterator[tuple[str, int]]:
        """What one preposition governs, through "due to", "out of" and "between X and Y"."""
        name = self.lower[prep]
        for kid in self.kids[prep]:
            if self.relations[kid] == "oblique:object":
                for member in self.members(kid):
                    yield name, member
            elif self.pos[kid] == "ADP" and self.relations[kid] in ("oblique", "oblique:clause"):
                for inner, member in self.governed(kid):
                    yield (inner if marked(name, FROM, OUT, OFF) else f"{name} {inner}"), member
            elif (
                self.pos[kid] == "ADJ" and kid > prep and name in rules(self.language)["words"]["predicating"]
            ):
                # "as unacceptable"
                yield name, kid
            elif self.relations[kid] == "conjunct" and self.pos[kid] == "ADP":
                yield from self.governed(kid)

    def foreseen(self, word: int) -> bool:
        """Whether a word stands in what an act goes before: "Saturday" of "protested ahead of a visit on
        Saturday"."""
        ahead = rules(self.language)["words"]["foreseeing"]
        for k in range(word - 1, self.sentences[self.sentence_of[word]][0] - 1, -1):
            if k in self.clauses or self.pos[k] == "PUNCT":
                return False
            if self.lower[k] in ahead and self.kid(k, "oblique") is not None:
                return True
        return False

    def noun(self, word: int) -> Clause:
        """The clause of a noun of action: its owner, modifiers and obliques as roles,
        its infinitive or that-clause as complement."""
        if word not in self.nouns:
            self.nouns[word] = nominal(self, word)
        return self.nouns[word]

    def governor(self, word: int) -> Clause | None:
        """The nearest clause above a word, the word's own excepted."""
        seen = word
        while (head := self.heads[seen]) != seen:
            if head in self.clauses:
                return self.clauses[head]
            seen = head
        return None

    def clause_of(self, word: int) -> Clause | None:
        """The clause that a word stands in: its own, or the nearest above."""
        return self.clauses.get(word) or self.governor(word)

    def content(self, part: Span) -> frozenset[str]:
        """The lemmas of the nouns and verbs in a span, without the empty ones:
        what two tellings can be compared by."""
        first, last = self.word_at(part.start), self.word_at(part.end - 1)
        empty = rules(self.language)["words"]["empty"]
        return frozenset(
            self.lemma(i) for i in range(first, last + 1)
            if self.pos[i] in ("NOUN", "VERB") and self.lemmas[i] not in empty
        )

    def above(self, clause: Clause) -> Clause | None:
        """The clause that a clause hangs on; None where it hangs on nothing, or on a noun."""
        return None if clause.parent is None else self.clauses.get(clause.parent)

    def ancestors(self, clause: Clause) -> Iterator[Clause]:
        """The clauses above a clause, nearest first."""
        seen = {clause.head}
        while clause.parent is not None and clause.parent not in seen:
            seen.add(clause.parent)
            above = self.above(clause) or self.governor(clause.parent)
            if above is None:
                return
            yield above
            clause = above
            seen.add(clause.head)
