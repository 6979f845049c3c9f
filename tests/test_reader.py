"""The reader: many articles in their order, failures among them, other languages, processes,
and a sound record of the sample."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Iterator

import pytest

import communique.reader
from communique import forms, samples
from communique.errors import GrammarError, KnowledgeError
from communique.grammar import Parse
from communique.legible import legible
from communique.reader import Parsed, Reader, tense_at
from communique.records import Article, Failure, Reading, Record, Span, Time
from communique.sources import from_string
from makers import article, failure

NEWS = "Peru expelled two Chilean diplomats on Monday."
ON = "2025-06-10"


def story(text: str = NEWS, **fields: object) -> Article:
    return article(text, **{"title": None, "published": ON, **fields})


@pytest.fixture(scope="module")
def sample(reader: Reader) -> Reading:
    return reader.read(from_string(samples.text()))


def spans(record: object) -> Iterator[tuple[int, int, str]]:
    """Every stretch of text that a record points at, however deep."""
    if isinstance(record, (Span, Time)):
        yield record.start, record.end, record.text
    if isinstance(record, Record):
        for f in dataclasses.fields(record):  # type: ignore[arg-type]
            yield from spans(getattr(record, f.name))
    elif isinstance(record, tuple):
        for item in record:
            yield from spans(item)


# ---------------------------------------------------------------- without the parser
def test_an_article_in_another_language_says_so_and_is_not_coded() -> None:
    given = story("Peru hat zwei chilenische Diplomaten ausgewiesen.", language="de")
    read = Reader(pipeline="no_such_pipeline").read(given)  # the parser is not even asked for
    assert read.article is given and read.events == read.statements == read.times == ()
    assert len(read.notes) == 1 and "'de'" in read.notes[0]


def test_many_without_one_to_parse_load_no_parser() -> None:
    stream = [failure(id="1"), story(language="de", id="2"), failure(id="3")]
    found = list(Reader(pipeline="no_such_pipeline").read_many(stream))
    assert found[0] is stream[0] and isinstance(found[1], Reading) and found[2] is stream[2]


def test_nothing_gives_nothing() -> None:
    assert list(Reader(pipeline="no_such_pipeline").read_many([])) == []


def test_a_missing_pipeline_concerns_every_article() -> None:
    with pytest.raises(GrammarError, match="no_such_pipeline"):
        Reader(pipeline="no_such_pipeline").read(story())
    with pytest.raises(GrammarError, match="no_such_pipeline"):
        list(Reader(pipeline="no_such_pipeline").read_many([story()]))


def parsed(own: Article) -> Iterator[Parsed]:
    """An article that waits to be read."""
    return iter([(legible(own), forms.of(NEWS, language="en"), Parse(NEWS, "en"))])


def test_a_step_that_breaks_fails_its_article_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(article: Article, form: forms.Form, parse: Parse) -> Reading:
        raise ValueError("odd")

    monkeypatch.setattr(communique.reader, "take", broken)
    own = story(id="a7")
    assert Reader()._attempt(own, parsed(own)) == Failure("a7", "read", "ValueError: odd")


def test_faulty_knowledge_fails_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(article: Article, form: forms.Form, parse: Parse) -> Reading:
        raise KnowledgeError("en/speech.toml: say: twice; remove one")

    monkeypatch.setattr(communique.reader, "take", faulty)
    with pytest.raises(KnowledgeError, match="speech"):
        Reader()._attempt(story(), parsed(story()))


def test_a_reader_is_sent_without_its_parser() -> None:
    sent = pickle.loads(pickle.dumps(Reader("some_pipeline", "en")))
    assert (sent.pipeline, sent.language, sent._grammar) == ("some_pipeline", "en", None)


# ---------------------------------------------------------------- with the parser
@pytest.mark.model
def test_a_loaded_reader_is_sent_small(reader: Reader) -> None:
    assert reader.grammar is reader.grammar
    data = pickle.dumps(reader)
    assert len(data) < 200 and pickle.loads(data).language == "en"


@pytest.mark.model
def test_a_reading_can_be_sent(sample: Reading) -> None:
    assert pickle.loads(pickle.dumps(sample)) == sample


@pytest.mark.model
@pytest.mark.parametrize("batch", [1, 2, 3, 32])
def test_order_is_kept_and_failures_pass_through(reader: Reader, batch: int) -> None:
    stream: list[Article | Failure] = [
        story("Peru expelled two Chilean diplomats.", id="1"),
        failure(id="2"),
        story("Ghana urged Togo to release the fishermen.", id="3"),
        story("Ghana hat Togo gedrängt.", id="4", language="de"),
        story("", id="5"),
        story("Kenya sent aid to Somalia.", id="6", language=None),
    ]
    found = list(reader.read_many(iter(stream), batch=batch))
    assert [r.id if isinstance(r, Failure) else r.article.id for r in found] == ["1", "2", "3", "4", "5", "6"]
    assert found[1] is stream[1]
    coded = {r.article.id: [e.type for e in r.events] for r in found if isinstance(r, Reading)}
    assert coded == {"1": ["SANCTION"], "3": ["REQUEST"], "4": [], "5": [], "6": ["AID"]}


@pytest.mark.model
def test_articles_are_taken_as_they_come(reader: Reader) -> None:
    taken = []

    def stream() -> Iterator[Article]:
        for n in range(6):
            taken.append(n)
            yield story(id=str(n))

    next(iter(reader.read_many(stream(), batch=2)))
    assert taken == [0, 1]


@pytest.mark.model
def test_alone_or_among_others_an_article_reads_the_same(reader: Reader) -> None:
    texts = ["Ghana urged Togo to release the fishermen.", NEWS, "She met him in Accra on Friday."]
    assert list(reader.read_many([story(t) for t in texts])) == [reader.read(story(t)) for t in texts]


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "…", "7", "\u200b", "🕊", "x" * 5000, "” “ ” “", "Peru.\n" * 40]
)
def test_odd_texts_are_read(reader: Reader, text: str) -> None:
    read = reader.read(story(text))
    assert read.article.text == text and read.events == () and read.statements == ()
    assert all(text[a:b] == words for a, b, words in spans(dataclasses.replace(read, article=story("x"))))


@pytest.mark.model
def test_without_a_day_of_publication_nothing_is_dated_by_guess(reader: Reader) -> None:
    (event,) = reader.read(story(published=None)).events
    assert event.when is None or event.when.start is None


@pytest.mark.model
def test_sport_says_so_and_has_no_events(reader: Reader) -> None:
    text = (
        "Kenya beat Norway 3-1 in a friendly at the stadium. The striker scored a goal, the referee sent off "
        "a defender, and the goalkeeper attacked the coach after the match on Sunday."
    )
    read = reader.read(story(text))
    assert read.events == read.meetings == () and read.notes == ("other: words of sport", "no events coded")
    assert [t.text for t in read.times] == ["Sunday"] and {p.country for p in read.places} == {"KEN", "NOR"}


# ---------------------------------------------------------------- the sample
@pytest.mark.model
def test_the_sample_has_records_of_each_step(sample: Reading) -> None:
    kinds = ("statements", "events", "nonresponses", "positions", "meetings", "times", "places")
    assert [kind for kind in kinds if not getattr(sample, kind)] == []
    assert all("likelier misread" in note for note in sample.notes) and sample.article.on == "2025-11-28"


@pytest.mark.model
def test_every_span_of_the_sample_is_verbatim(sample: Reading) -> None:
    found = list(spans(sample))
    assert len(found) > 100
    assert [(a, b, words) for a, b, words in found if not words or sample.article.text[a:b] != words] == []


@pytest.mark.model
def test_triggers_lie_in_what_is_told_and_content_in_its_evidence(sample: Reading) -> None:
    for event in sample.events:
        assert event.evidence.start <= event.trigger.start < event.trigger.end <= event.evidence.end, event
    for statement in sample.statements:
        assert statement.content and all(
            statement.evidence.start <= s.start and s.end <= statement.evidence.end for s in statement.content
        ), statement


@pytest.mark.model
def test_ids_of_the_sample_are_its_own_and_the_same_twice(reader: Reader, sample: Reading) -> None:
    again = reader.read(from_string(samples.text()))
    assert again == sample
    rows = (
        *sample.statements, *sample.events, *sample.nonresponses, *sample.positions, *sample.meetings,
        *sample.links,
    )
    ids = [row.id for row in rows]
    assert len(set(ids)) == len(ids)


@pytest.mark.model
def test_what_refers_to_a_record_finds_it(sample: Reading) -> None:
    said, acts = {s.id for s in sample.statements}, {e.id for e in sample.events}
    assert {e.statement for e in sample.events} | {p.statement for p in sample.positions} <= said | {None}
    assert {end for link in sample.links for end in (link.source, link.target)} <= said | acts | {
        m.id for m in sample.meetings
    }


@pytest.mark.model
def test_intervals_of_the_sample_run_forward(sample: Reading) -> None:
    whens = (
        [t.when for t in sample.times]
        + [e.when for e in sample.events if e.when]
        + [m.when for m in sample.meetings if m.when]
    )
    for when in whens:
        assert (when.start is None) == (when.end is None) == (when.precision == "unknown"), when
        assert when.start is None or when.end is None or when.start <= when.end, when


# (text, word, tense of the clause around it)
TENSES = [
    ("Peru expelled the envoy on Friday.", "Friday", "past"),
    ("Peru will expel the envoy on Friday.", "Friday", "future"),
    ("Peru wants to expel the envoy on Friday.", "Friday", "infinitive"),
    ("Peru's envoy is expected in Quito on Friday.", "Friday", "future"),
    ("Peru's envoy meets the king on Friday.", "Friday", "future"),
    ("Peru is holding talks on Friday.", "Friday", "future"),
    ("Peru invited Chile to talks on Friday.", "Friday", "future"),
    ("The raid on Friday is expected to be avenged.", "Friday", "present"),
    ("Peru says it fired on Friday.", "Friday", "past"),
    ("", "", None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "word", "tense"), TENSES)
def test_tense_at(reader: Reader, text: str, word: str, tense: str | None) -> None:
    assert tense_at(next(reader.grammar.parse([text])), text.find(word)) == tense
