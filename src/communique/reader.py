"""The order of the steps by which one article is read; a pure function from an article to its record.

Knows the steps and nothing of what is inside them.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from communique import (
    actors,
    answering,
    commitments,
    dates,
    events,
    forms,
    genre,
    links,
    meetings,
    nonresponses,
    places,
    positions,
    statements,
)
from communique.errors import CommuniqueError, SourceError
from communique.grammar import Clause, Grammar, Parse, installed, rules
from communique.grammar.features import GERUND
from communique.grouping import chunks
from communique.knowledge import language, languages, own, publishers, tongue
from communique.knowledge.language import DEFAULT
from communique.knowledge.roles import TO, WILL, WOULD
from communique.legible import Legible, legible
from communique.records import Article, Failure, Reading

Parsed = tuple[Legible, forms.Form, Parse]
AHEAD = 32  # articles parsed together
# characters of an article that is read: the longest reports of a news agency have a tenth; half a minute of
# reading
LONGEST = 300_000
SELDOM = 20_000  # objects made, between two rounds of the garbage collector for new ones


class Reader:
    """Reads articles: loads the parser at the first one and keeps it.

    Args:
        pipeline: name of an installed spaCy pipeline; by default the one that communique is measured with.
        language: the language of an article that does not say its own, by default English, and the one whose
            parser `pipeline` is; an article in another is read with that one's folder and parser, or not
            coded, and its reading says why.
        actors: a CSV file of the user's own actors, which go before ours;
            raises KnowledgeError where it is faulty.
    """

    def __init__(
        self, pipeline: str | None = None, language: str | None = None, actors: Path | None = None
    ) -> None:
        self.pipeline, self.language, self.actors = pipeline, language or DEFAULT, actors
        self._grammar: Grammar | None = None
        self._others: dict[str, Grammar] = {}  # of further languages, by their code
        self._own = None if actors is None else own.load(actors)

    @property
    def grammar(self) -> Grammar:
        """The parser of the reader's own language, loaded when first needed; raises GrammarError."""
        if self._grammar is None:
            self._grammar = Grammar(self.language, self.pipeline)
        return self._grammar

    def grammar_of(self, language: str) -> Grammar:
        """The parser of a language, loaded when first needed; raises GrammarError."""
        if language == self.language:
            return self.grammar
        if language not in self._others:
            self._others[language] = Grammar(language)
        return self._others[language]

    def language_of(self, article: Article) -> str:
        """The language that an article is read in: its own, else the reader's."""
        return article.language or self.language

    def unread(self, article: Article) -> str | None:
        """Why an article is not coded; None for one that is."""
        code = self.language_of(article)
        if code == self.language:
            return None
        if code not in languages():
            return f"the article is in {code!r}; only {', '.join(map(repr, languages()))} are coded"
        found = language.of(code)
        if installed(found.pipeline):
            return None
        return f"the article is in {code!r}; to have it coded: {found.remedy}"

    def __getstate__(self) -> dict[str, Any]:
        return {"pipeline": self.pipeline, "language": self.language, "actors": self.actors}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def read(self, article: Article) -> Reading:
        """The record of one article; SourceError for one of more than LONGEST characters."""
        if len(article.text) > LONGEST:
            raise SourceError(f"{article.id}: {too_long(article)}")
        if why := self.unread(article):
            return Reading(article, notes=(why,))
        copy = legible(article)
        return copy.reading(self.read_parsed(copy.article)[0])

    def read_parsed(self, article: Article) -> tuple[Reading, Parse]:
        """The record of one article in a language that can be read, and the parse that it was taken from;
        the text is read as it stands, also where it is garbled (`legible` puts it right)."""
        code = self.language_of(article)
        form = form_of(article, code)
        [parse] = self.grammar_of(code).parse([(article.text, form.view)])
        return self._take(article, form, parse), parse

    def read_many(
        self, stream: Iterable[Article | Failure], *, batch: int = AHEAD
    ) -> Iterator[Reading | Failure]:
        """The records of many articles in input order; an article that fails gives a Failure,
        and the rest go on."""
        with sparing() as spare:
            for group in chunks(map(sized, stream), batch):
                able: dict[str, list[Article]] = {}
                for item in group:
                    if isinstance(item, Article) and self.unread(item) is None:
                        able.setdefault(self.language_of(item), []).append(item)
                parses = {code: self._parsed(articles, code) for code, articles in able.items()}
                for item in group:
                    if isinstance(item, Failure):
                        yield item
                    elif self.unread(item) is not None:
                        yield self.read(item)
                    else:
                        yield self._attempt(item, parses[self.language_of(item)])
                        spare()

    def _parsed(self, articles: list[Article], code: str) -> Iterator[Parsed]:
        """Articles in one language as they are read, with their forms and parses."""
        copies = [legible(article) for article in articles]
        shapes = [form_of(copy.article, code) for copy in copies]
        views = [(copy.article.text, form.view) for copy, form in zip(copies, shapes, strict=True)]
        return zip(copies, shapes, self.grammar_of(code).parse(views), strict=True)

    def _attempt(self, article: Article, parses: Iterator[Parsed]) -> Reading | Failure:
        """The record of an article whose parse is next,
        or the failure that one article must not pass on to the others."""
        try:
            copy, form, parse = next(parses)
            return copy.reading(self._take(copy.article, form, parse))
        except CommuniqueError:  # faulty knowledge or a missing pipeline concerns every article
            raise
        except Exception as error:  # one bad article among thousands is reported, counted, and left behind
            return Failure(article.id, "read", f"{type(error).__name__}: {error}")

    def _take(self, article: Article, form: forms.Form, parse: Parse) -> Reading:
        """The record of a parsed article, with the user's own actors known."""
        with own.using(self._own), tongue.using(parse.language):
            return take(article, form, parse)


def sized(item: Article | Failure) -> Article | Failure:
    """An article, or the failure that stands in the place of one that is too long to be read."""
    if isinstance(item, Failure) or len(item.text) <= LONGEST:
        return item
    return Failure(item.id, "read", f"{item.id}: {too_long(item)}")


def too_long(article: Article) -> str:
    """What is wrong with an article that is too long."""
    return (
        f"a text of {len(article.text):,} characters, of which at most {LONGEST:,} are read at once; give it "
        "in parts"
    )


@contextmanager
def sparing() -> Iterator[Callable[[], None]]:
    """What is called once the parser and the tables are loaded:
    the garbage collector passes over them from then on, to the end, and comes less often.

    It would go through a million entries of tables every few seconds and find nothing, and through what one
    article needs a hundred times, which cost a fifth of the reading after the parse.
    """
    ours = not gc.get_freeze_count()  # else the program has its own way with the collector
    often, begun = gc.get_threshold(), False

    def spare() -> None:
        nonlocal begun
        if ours and not begun:
            gc.freeze()
            gc.set_threshold(SELDOM, *often[1:])
        begun = True

    try:
        yield spare
    finally:
        if ours and begun:
            gc.unfreeze()
            gc.set_threshold(*often)


def form_of(article: Article, language: str) -> forms.Form:
    """The form of an article, told before it is parsed, for it says how the parser is to see it."""
    publisher = publishers.of(article.url)
    told = "document" if publisher is not None and publisher.publishes == "documents" else None
    return forms.of(article.text, article.title, told=article.genre or told, language=language)


def take(article: Article, form: forms.Form, parse: Parse) -> Reading:
    """The record of a parsed article, step by step; its language is the parse's."""
    on, language = article.on, parse.language
    times = dates.find(
        article.text, on, language=language, tense=lambda start, end: tense_at(parse, start, end)
    )
    located = places.find(article.text, language=language)
    cast = actors.cast(parse, on)
    kind = genre.of(parse, cast, form, article)
    article = replace(article, genre=kind.genre, issuers=kind.issuers)
    own = genre.voices_of(parse, cast, form, kind.issuers)
    if form.kind == "document":
        heard = cast.speaking(own)
        between = genre.mediated(parse, heard, kind.issuers)
        abroad = genre.posted(parse, cast, form, kind.issuers)
        own = {**genre.in_paper(parse, heard, kind.issuers), **own, **between, **abroad}
    house = genre.assembled(parse, cast, form, kind.issuers) if form.kind is not None else {}
    house = {word: who for word, who in house.items() if word not in own}
    own = {**own, **house}
    cast = cast.speaking(own)
    turns = genre.speakers_of(parse, cast, form, article, kind.issuers)
    own = {**genre.voices_in_turns(parse, cast, turns), **house}
    topics = genre.topics(parse, cast.speaking(own), kind.issuers, turns) if form.kind is not None else ()
    cast = cast.speaking({**genre.in_turns(parse, cast.speaking(own), turns), **own})
    said = statements.find(parse, cast, times, on, turns=turns)
    cast = cast.within(statements.ranges(parse, said))
    answers = [
        (turn.start, turn.end, speaker) for turn, speaker in turns if speaker is not None and not turn.asks
    ]
    silent = nonresponses.find(parse, cast, times, turns=answers if form.turns else ())
    why = tuple(f"{kind.genre}: {reason}" for reason in kind.because)
    if not kind.coded:
        return Reading(
            article, said, nonresponses=silent, times=times, places=located, notes=(*why, "no events coded")
        )
    scene = events.Scene(
        parse, cast, said, times, located, on, formal=form.kind is not None, issuers=kind.issuers,
        topics=tuple((t.first, t.end, t.about) for t in topics if t.about),
    )
    end = genre.readers_from(parse)
    told = tuple(e for e in events.tellings(scene) if e.trigger.start < end)
    asking = [(t.start, t.end) for t, _ in turns if t.asks]
    told = tuple(e for e in told if not genre.asked(parse, e, asking))
    promises = commitments.find(article, parse, cast, said, times, asking)
    told = (*told, *commitments.acts(promises, parse, cast, told))
    told = tuple(e for e in told if not genre.courteous(parse, e)) if form.kind is not None else told
    told = answering.answered(parse, told, frozenset() if scene.formal else scene.patterns.replies)
    acts = events.probable(every := events.gathered(scene, told))
    if left := len(every) - len(acts):
        why = (
            *why, f"{left} {'act is' if left == 1 else 'acts are'} not told, as likelier misread than right",
        )
    return Reading(
        article, said, acts, silent, positions.find(parse, told, said),
        meetings.find(scene, events.with_days(scene, told)), links.find(parse, acts), times, located,
        promises, why,
    )


def tense_at(parse: Parse, offset: int, end: int = 0) -> str | None:
    """The tense of the clause around an offset, for dates: "on Friday" is the last one in the past,
    the next in the future."""
    if not len(parse):
        return None
    word = parse.word_at(offset)
    clause: Clause | None = parse.clause_of(word)
    if clause is None:
        return None
    due = timetabled(parse, clause, word, parse.word_at(max(offset, end - 1)))
    if parse.foreseen(word) or due or under_way(parse, clause):
        return "future"
    if clause.form == "infinitive":
        return "infinitive"
    return "future" if clause.modal in (WILL, WOULD) and not clause.perfect else clause.tense


def under_way(parse: Parse, clause: Clause) -> bool:
    """Whether a clause says which thing is meant by what is being done with it: "the summit being held on
    Friday"; of one that is past, it would be "held on Friday"."""
    being = any(parse.has(k, GERUND) for k in parse.kids[clause.head] if k < clause.head)
    return being and clause.link == "modifying" and clause.form == "participle" and clause.passive


def called_off(parse: Parse, clause: Clause) -> bool:
    """Whether a clause says when what will not take place was to be: "called off talks that were due on
    Friday"."""
    holder = parse.governor(clause.parent) if clause.parent is not None else None
    table = rules(parse.language)["words"].get("calling_off", ())
    return clause.link in ("relative", "modifying") and holder is not None and holder.lemma in table


def timetabled(parse: Parse, clause: Clause, first: int, last: int) -> bool:
    """Whether a clause names the day of what is to be: "is expected on Friday", "meets him on Friday",
    "invited him to talks on Friday"."""
    words, lemma = rules(parse.language)["words"], clause.verb
    if lemma in words["inviting"] and any(h < first for h in clause.at(TO)):
        return True
    top = next((i for i in range(first, last + 1) if not first <= parse.heads[i] <= last), first)
    above = parse.climb(parse.heads[top], lambda w: parse.pos[w] == "ADP")
    told_now = clause.tense == "present" and not clause.perfect and clause.modal is None
    if called_off(parse, clause):
        above, told_now = clause.head if above in clause.at("attribute") else above, True
    if above != clause.head or not told_now:
        return False
    said = {parse.lower[h] for h in clause.at("attribute")}
    due = clause.passive and lemma in words["appointed"]
    return due or lemma in words["timetabled"] or not said.isdisjoint(words["appointed"])
