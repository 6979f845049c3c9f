"""The documents that a spaCy pipeline gives, in less than half the time: its own weights and rules,
and nothing computed twice.

Knows how the pipeline that ships is put together; does not know what its annotations are for. Tokenizer,
tagger and parser run as they are. Of the rest, what rests on a word alone is kept from one text to the next,
NumPy multiplies, and the names of a batch are found all at once. Why it may be done so, and what each part
gains: docs/decisions/0023-below-the-bare-parse.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from communique.grouping import chunks

BATCH = 256  # texts parsed together
STANDING = 30_000  # words that stay in the vocabulary; those met later go with the texts that brought them
KEPT = 30_000  # words whose vectors are kept, and as many whose annotations are: 30 MB and 12 MB
ANNOTATIONS = ["tag", "dep", "pos", "morph", "lemma"]
PARTS = frozenset(("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"))
ANY_WORD = "word"
OUTSIDE, WITHIN, FIRST = 2, 1, 3  # spaCy's numbers for where a word stands to a name

Floats = NDArray[np.float32]
Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
Key = tuple[int, int, int]  # a word, its tag, its relation
# its annotations, and whether a rule that looks at more than one word may begin with it
Row = tuple[list[int], bool]


class Quick:
    """A loaded pipeline whose `pipe` and `memory_zone` do what spaCy's do."""

    def __init__(self, nlp: Any) -> None:
        self.plain = nlp
        self.vocab = nlp.vocab
        recognizer = nlp.get_pipe("ner")
        self.embedding = Embedding(
            nlp.vocab, [nlp.get_pipe("tok2vec").model, recognizer.model.get_ref("tok2vec").layers[0]]
        )
        self.rules = Rules(nlp)
        self.names = Names(recognizer)
        self.threads = ThreadpoolController()

    def pipe(
        self, texts: Iterable[Any], *, as_tuples: bool = False, batch_size: int = BATCH
    ) -> Iterator[Any]:
        """Documents of texts, or of pairs of a text and whatever is to be handed back with its document."""
        for batch in chunks(texts, batch_size):
            if as_tuples:
                yield from zip(
                    self.annotated([text for text, _ in batch]), (context for _, context in batch),
                    strict=True,
                )
            else:
                yield from self.annotated(batch)

    def annotated(self, texts: Sequence[str]) -> list[Any]:
        """The documents of a batch of texts."""
        docs = [self.plain.make_doc(text) for text in texts]
        ends = np.cumsum([len(doc) for doc in docs])
        if not ends[-1]:
            return docs
        # matrices of this size lose by being shared between cores
        with self.threads.limit(limits=1, user_api="blas"):
            ours, theirs = self.embedding.of(docs, ends)
            for doc, tensor in zip(docs, ours, strict=True):
                doc.tensor = tensor  # where tagger and parser look for it
            for name in ("tagger", "parser"):
                docs = list(self.plain.get_pipe(name).pipe(docs, batch_size=len(docs)))
            self.rules.annotate(docs)
            self.names.annotate(docs, np.concatenate(theirs), ends)
        return docs

    @contextmanager
    def memory_zone(self) -> Iterator[None]:
        """A block whose new words leave the vocabulary at its end, once there are many;
        its documents must not be used after it."""
        if len(self.vocab) < STANDING:
            yield
            return
        rows, classes = dict(self.rules.rows), dict(self.rules.classes)
        with self.plain.memory_zone():
            yield
        self.rules.rows, self.rules.classes = rows, classes


def fits(nlp: Any) -> bool:
    """Whether a pipeline is put together as the one that ships, and runs on the processor,
    where NumPy can compute its networks."""
    return PARTS.issubset(nlp.pipe_names) and bool(nlp.get_pipe("ner").model.ops.device_type == "cpu")


class Embedding:
    """The networks that make vectors of words: what they make of a word before they look around it is
    kept."""

    def __init__(self, vocab: Any, models: Sequence[Any]) -> None:
        self.networks = [Network(model) for model in models]
        self.vocab = vocab
        self.rows: dict[tuple[int, ...], int] = {}
        self.borders = np.cumsum([network.width for network in self.networks])
        self.table: Floats = np.empty((KEPT, self.borders[-1]), dtype=np.float32)

    def of(self, docs: Sequence[Any], ends: Places) -> list[list[Floats]]:
        """For each network an array for each document, a row for each word."""
        places = self.places(docs)  # which may make another table
        parts = np.split(self.table[places], self.borders[:-1], axis=1)
        return [
            network.encode.predict(np.split(part, ends[:-1]))
            for network, part in zip(self.networks, parts, strict=True)
        ]

    def places(self, docs: Sequence[Any]) -> list[int]:
        """The rows of the table where the words of documents stand, those of new words filled."""
        keys = [key for doc in docs for key in map(tuple, doc.to_array(["ORTH", "NORM", "SPACY"]).tolist())]
        found = {key: n for n, key in enumerate(keys)}  # where to look at a word
        new = [key for key in found if key not in self.rows]
        if len(self.rows) + len(new) > len(self.table):
            self.rows, new = {}, list(found)
            self.table = np.empty((max(KEPT, len(new)), self.table.shape[1]), dtype=np.float32)
        if new:
            first = len(self.rows)
            self.rows.update(zip(new, range(first, first + len(new)), strict=True))
            seen = [found[key] for key in new]
            made = [network.alone(self.vocab, docs, seen) for network in self.networks]
            self.table[first : first + len(new)] = np.concatenate(made, axis=1)
        return [self.rows[key] for key in keys]


class Network:
    """One network: `alone` looks at a word, `encode` at those around it."""

    def __init__(self, model: Any) -> None:
        model = model.copy()
        for node in model.walk():
            node.ops = type(node.ops)(use_blis=False)  # NumPy's own multiplication in place of that of blis
        embed, self.encode = model.layers
        self.columns = part(embed, "extract_features").attrs["columns"]
        self.hashed = [node for node in embed.walk() if node.name == "hashembed"]
        self.projection = part(embed, "static_vectors").get_param("W")
        self.mix = part(embed, "maxout>>layernorm")
        self.width: int = part(self.mix, "layernorm").get_param("G").size

    def alone(self, vocab: Any, docs: Sequence[Any], places: Sequence[int]) -> Floats:
        """What the network makes of some words of documents by their spelling and their static vectors."""
        features = np.concatenate([doc.to_array(["ORTH", *self.columns]) for doc in docs])[places]
        spelled = [
            node.predict(np.ascontiguousarray(features[:, n])) for n, node in enumerate(self.hashed, 1)
        ]
        rows = vocab.vectors.find(keys=features[:, 0])
        static = vocab.vectors.data[rows] @ self.projection.T
        static[rows < 0] = 0
        mixed: Floats = self.mix.predict(np.concatenate([*spelled, static], axis=1))
        return mixed


def part(model: Any, name: str) -> Any:
    """The first part of a network that has a name."""
    return next(node for node in model.walk() if node.name == name)


class Rules:
    """Part of speech, features and lemma: what rests on a word,
    its tag and its relation alone is asked once."""

    def __init__(self, nlp: Any) -> None:
        ruler, self.lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        self.single, self.longer, self.opening = (type(ruler)(nlp.vocab) for _ in range(3))
        for rule in ruler.patterns:
            if all(len(pattern) == 1 for pattern in rule["patterns"]):
                self.single.add_patterns([rule])
            else:
                self.longer.add_patterns([rule])
                self.opening.add([pattern[:1] for pattern in rule["patterns"]], {})
        self.named = named(ruler.patterns)
        self.vocab = nlp.vocab
        self.document = type(nlp.make_doc(""))
        self.rows: dict[Key, Row] = {}
        self.classes: dict[tuple[str, int, int], Row] = {}

    def annotate(self, docs: Sequence[Any]) -> None:
        """Set the annotations of documents."""
        keys = [list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist())) for doc in docs]
        found = dict.fromkeys(chain.from_iterable(keys))
        new = [key for key in found if key not in self.rows]
        if len(self.rows) + len(new) > KEPT:
            self.rows, self.classes, new = {}, {}, list(found)
            self.lemmatizer.cache.clear()
        if new:
            self.rows.update(zip(new, self.asked(new), strict=True))
        for doc, own in zip(docs, keys, strict=True):
            rows = [self.rows[key] for key in own]
            matches = self.longer.match(doc) if any(opens for _, opens in rows) else ()
            doc.from_array(ANNOTATIONS, np.array([values for values, _ in rows], dtype=np.uint64))
            self.longer.set_annotations(doc, matches)

    def asked(self, keys: Sequence[Key]) -> list[Row]:
        """What rules and lemmatizer say of words, each with its tag and its relation."""
        words = [self.vocab.strings[orth] for orth, _, _ in keys]
        classes = [
            (word if self.named(word) else ANY_WORD, *key[1:]) for word, key in zip(words, keys, strict=True)
        ]
        self.rule([found for found in dict.fromkeys(classes) if found not in self.classes])
        rows = [self.classes[found] for found in classes]
        doc = self.document(self.vocab, words=words)
        doc.from_array(ANNOTATIONS, np.array([values for values, _ in rows], dtype=np.uint64))
        self.lemmatizer(doc)
        return [
            (values, opens)
            for values, (_, opens) in zip(doc.to_array(ANNOTATIONS).tolist(), rows, strict=True)
        ]

    def rule(self, classes: Sequence[tuple[str, int, int]]) -> None:
        """Keep what the rules make of words with a tag and a relation."""
        if not classes:
            return
        words, tags, relations = zip(*classes, strict=True)
        doc = self.document(self.vocab, words=words)
        doc.from_array(["TAG", "DEP"], np.array([tags, relations], dtype=np.uint64).T)
        opens = {start for _, _, start, _ in self.opening.match(doc)}
        values = self.single(doc).to_array(ANNOTATIONS).tolist()
        self.classes.update((found, (values[n], n in opens)) for n, found in enumerate(classes))


def named(rules: Iterable[dict[str, Any]]) -> Callable[[str], bool]:
    """Whether a word is one that rules speak of, or may be; to the rules all others are alike."""
    listed, shapes = set(), ["(?!)"]
    for token in (token for rule in rules for pattern in rule["patterns"] for token in pattern):
        condition = token.get("LOWER", ())
        if isinstance(condition, str):
            listed.add(condition)
        elif isinstance(condition, dict):
            shapes += (value for value in condition.values() if isinstance(value, str))
            listed.update(*(value for value in condition.values() if isinstance(value, list)))
    shape = re.compile("|".join(shapes))
    return lambda word: not word.isalpha() or word.lower() in listed or shape.search(word.lower()) is not None


class Names:
    """The entity recognizer: every word is judged as if it stood outside a name,
    then the names begun grow word by word together.

    Outside a name the recognizer sees nothing but the word, so that no word waits for the one before it.
    """

    def __init__(self, recognizer: Any) -> None:
        model = recognizer.model
        narrowing, lower, upper = (
            model.get_ref("tok2vec").layers[-1], model.get_ref("lower"), model.get_ref("upper"),
        )
        weights = lower.get_param("W").reshape(-1, lower.get_param("W").shape[-1])
        self.weights: Floats = weights @ narrowing.get_param("W")  # both layers are linear and make one
        self.offset: Floats = weights @ narrowing.get_param("b")
        # what stands for a word that is not there
        self.nothing: Floats = lower.get_param("pad")[0].reshape(lower.get_dim("nF"), -1)
        self.bias: Floats = lower.get_param("b")
        self.upper, self.upper_bias = upper.get_param("W"), upper.get_param("b")
        *moves, out = recognizer.move_names
        moves = [*moves, "block", out]  # before the last stands a move that has no name and is never made
        at = {move: n for n, move in enumerate(moves)}
        begin, inner, last, unit = (f"{letter}-" for letter in "BILU")
        self.begins, self.units = (
            np.array([move.startswith(kind) for move in moves]) for kind in (begin, unit)
        )
        self.later = ~(self.begins | self.units)
        self.later[-1] = False
        self.stays, self.leaves = (
            np.array([at.get(kind + move[2:], -1) for move in moves]) for kind in (inner, last)
        )
        self.labels = np.array(
            [recognizer.vocab.strings[move[2:]] if "-" in move else 0 for move in moves], dtype=np.uint64
        )

    def annotate(self, docs: Sequence[Any], vectors: Floats, ends: Places) -> None:
        """Set the names of documents, whose words in context are given one after another."""
        seen = (vectors @ self.weights.T + self.offset).reshape(len(vectors), len(self.nothing), -1)
        blank, starts = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]) for doc in docs]).T
        closes = np.append(starts[1:] == 1, True)  # no name goes on behind this word
        closes[ends - 1] = True
        moves = self.moves(seen, blank == 1, closes)
        over = self.grown(moves, seen, closes)
        kinds: Words = np.zeros((len(moves), 2), dtype=np.uint64)
        kinds[:, 0] = OUTSIDE
        free = 0
        for start in np.flatnonzero(self.begins[moves] | self.units[moves]).tolist():
            if start >= free:
                free = over[start]
                kinds[start:free] = WITHIN, self.labels[moves[start]]
                kinds[start, 0] = FIRST
        for doc, rows in zip(docs, np.split(kinds, ends[:-1]), strict=True):
            doc.from_array(["ENT_IOB", "ENT_TYPE"], rows)

    def moves(self, seen: Floats, blank: Flags, closes: Flags) -> Places:
        """What is best done at each word outside a name: leave it, take it for a name,
        or begin one with it."""
        scores = self.hidden(seen[:, 0] + self.nothing[1] + self.nothing[2]) @ self.upper.T + self.upper_bias
        scores[:, self.later] = -np.inf
        scores[np.ix_(blank | closes, self.begins)] = -np.inf
        scores[np.ix_(blank, self.units)] = -np.inf
        best: Places = scores.argmax(axis=1)
        return best

    def grown(self, moves: Places, seen: Floats, closes: Flags) -> Places:
        """The word behind the name that each word would be or begin."""
        over = np.arange(1, len(moves) + 1)
        starts = np.flatnonzero(self.begins[moves])
        words = starts + 1
        while len(starts):
            over[starts] = words + 1
            hidden = self.hidden(seen[words, 0] + seen[starts, 1] + seen[words - 1, 2])
            stays, leaves = (
                np.einsum("ij,ij->i", hidden, self.upper[move]) + self.upper_bias[move]
                for move in (self.stays[moves[starts]], self.leaves[moves[starts]])
            )
            on = (stays >= leaves) & ~closes[words]
            starts, words = starts[on], words[on] + 1
        return over

    def hidden(self, summed: Floats) -> Floats:
        """The hidden layer for what is seen of some states."""
        largest: Floats = (summed + self.bias.ravel()).reshape(-1, *self.bias.shape).max(axis=2)
        return largest
