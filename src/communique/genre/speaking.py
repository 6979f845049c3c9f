"""Who speaks in each turn of a transcript: by the label's own name, country and office,
by who is named at its head, by who issues it.

Knows labels; does not know what is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.actors import Cast, resolve_phrase
from communique.forms import Form, Turn
from communique.genre.headings import cues
from communique.genre.voices import guessed, nouns
from communique.grammar import Parse
from communique.records import Actor, Article, Json, Span, span

BRACKETS = re.compile(r"[(\[](?P<inside>[^)\]]*)[)\]]")
LEAST = 8  # words of a paragraph that somebody says
LABEL = 100  # characters of a label that is a name
LINE = 300  # characters of a heading
Speaker = tuple[Turn, Actor | None]


def speakers_of(
    parse: Parse, cast: Cast, form: Form, article: Article, issuers: Sequence[Actor]
) -> tuple[Speaker, ...]:
    """Each turn with who speaks, None where its label says only that somebody asks."""
    main = principal(parse, cast, form, article, issuers)
    if form.turns:
        firsts: dict[str, Turn] = {}
        for turn in form.turns:
            firsts.setdefault(turn.label.strip(), turn)
        known = {
            label: actor_of_label(parse, cast, form, turn, article.on, main, issuers)
            for label, turn in firsts.items()
        }
        told = tuple((turn, speaker(parse, turn, known)) for turn in form.turns)
        opened = opening(parse, form) if main is not None else None
        return ((opened, main), *told) if opened is not None else told
    if form.kind != "transcript" or main is None:
        return ()
    body = [p for p in parse.paragraphs if parse.starts[p[0]] >= start_of(form)]
    return ((unlabelled(parse, body), main),) if body else ()


def unlabelled(parse: Parse, paragraphs: Sequence[tuple[int, int]]) -> Turn:
    """Paragraphs as one turn without a label."""
    start, end = parse.starts[paragraphs[0][0]], parse.ends[paragraphs[-1][1] - 1]
    return Turn(start, start, start, end, "", False)


def opening(parse: Parse, form: Form) -> Turn | None:
    """What whoever answers says before the first label, with which many briefings begin;
    None where only headings stand there."""
    first, mine = form.turns[0].label_start, nouns(parse.language).first
    said = [
        (a, b) for a, b in parse.paragraphs
        if start_of(form) <= parse.starts[a] <= parse.ends[b - 1] <= first
        and b - a >= LEAST and not mine.isdisjoint(parse.lower[a:b])
    ]
    return unlabelled(parse, said) if said else None


def start_of(form: Form) -> int:
    """Where a speech begins: behind the letterhead."""
    return max((line.end for line in form.head.letterhead), default=0)


def principal(
    parse: Parse, cast: Cast, form: Form, article: Article, issuers: Sequence[Actor]
) -> Actor | None:
    """Who answers or speaks where no label says it: the person whom the heading names,
    else whoever issues the text."""
    issuer = issuers[0] if issuers else None
    heads = form.head.lines
    for person in cast.people:
        family = (person.name or "").rpartition(" ")[2]
        if any(re.search(rf"\b{re.escape(family)}\b", head) for head in heads):
            same = issuer is not None and person.wikidata == issuer.wikidata is not None
            if issuer is None or (person.country and not same):
                return person
            return replace(person, country=issuer.country, sector=person.sector or "GOV")
    for head in heads:
        found = resolve_phrase(head, on=article.on, language=parse.language) if len(head) < 200 else None
        if found and found["name"] and found["role"] and found["country"]:
            return tabled(found, None, "named in the heading")
    return issuer


def tabled(found: Json, words: Span | None, why: str) -> Actor:
    """Whom the tables know by a phrase, as an actor."""
    name, country, sector = found["name"], found["country"], found["sector"] or "GOV"
    return Actor(name, country, sector, found["role"], None, found["wikidata"], words, (why,))


def speaker(parse: Parse, turn: Turn, known: Mapping[str, Actor | None]) -> Actor | None:
    """Who speaks in a turn: whom its label stands for, found at the label where nothing else names them."""
    found = known[turn.label.strip()]
    if found is None or found.span:
        return found
    return replace(found, span=span(parse.text, turn.label_start, turn.label_end))


def actor_of_label(
    parse: Parse, cast: Cast, form: Form, turn: Turn, on: str | None, main: Actor | None,
    issuers: Sequence[Actor],
) -> Actor | None:
    """Who a label stands for."""
    words = span(parse.text, turn.label_start, turn.label_end)
    bare = BRACKETS.sub("", turn.label).strip()
    inside = BRACKETS.search(turn.label)
    home = issuers[0].country if issuers and not turn.asks else None
    if len(bare) == 1:
        return None if turn.asks else main
    first = parse.word_at(turn.label_start)
    last = parse.word_at(turn.label_end - 1)
    person = next((a for w in range(last, first - 1, -1) for a in cast.of(w) if a.name), None)
    country = (
        resolve_phrase(inside.group("inside"), on=on, language=parse.language)["country"] if inside else None
    )
    if person is None:
        family = bare.rpartition(" ")[2].lower()
        people = (*cast.people, *([main] if main is not None else []))
        person = next((p for p in people if (p.name or "").rpartition(" ")[2].lower() == family), None)
    if person is None or guessed((person,)):
        person = by_table(turn.label.strip(), on, words) or person
    if turn.asks:
        return Actor(bare, country or None, "JRN", None, None, None, words, ("asks, by the label",))
    who = person or Actor(None, None)
    land = (
        country
        or by_heading(form, bare.rpartition(" ")[2], on, parse.language)
        or (who.country if not guessed((who,)) else None)
        or home
        or who.country
    )
    return Actor(
        who.name or named(bare), land, who.sector or "GOV", who.role, who.organization, who.wikidata, words,
        ("by the label of the turn",),
    )


def by_heading(form: Form, family: str, on: str | None, language: str) -> str | None:
    """The country of whom the heading or the list of those present names with an office:
    "… and the Minister of Foreign Affairs of Peru, Ana Berg"."""
    between = cues(language).and_
    pieces = (piece for head in form.head.lines if len(head) < LINE for piece in between.split(head))
    named = (p for p in pieces if re.search(rf"\b{re.escape(family)}\b", p, re.IGNORECASE))
    found = (resolve_phrase(p.strip(" .,:"), on=on, language=language) for p in named)
    return next((f["country"] for f in found if f["country"] and f["role"]), None)


def by_table(label: str, on: str | None, words: Span) -> Actor | None:
    """Whom a label names of those whom the tables know: "Mr STEPHEN SMITH (Minister for Foreign Affairs)"."""
    found = resolve_phrase(label, on=on) if len(label) < LABEL else None
    if not found or not found["wikidata"] or not found["country"]:
        return None
    return tabled(found, words, "known by the label of the turn")


def named(label: str) -> str:
    """A label as a name: capitals made small where it is all in capitals."""
    return " ".join(w.capitalize() for w in label.split()) if label.isupper() else label
