"""Who issues a document: from its heading, its letterhead, its signatures, its first sentence, its publisher.

Knows in what order these are to be believed; does not know how a name is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from communique import places
from communique.actors import Cast, resolve_phrase
from communique.actors.scene import UNIONS
from communique.forms import Form, Line, lines_of
from communique.forms.heads import BAR
from communique.forms.lines import words
from communique.genre.headings import FORM, Cues, cues, issuer_table, issuing
from communique.genre.voices import guessed
from communique.grammar import Parse
from communique.knowledge import bodies, names, publishers
from communique.records import Actor, Article, span

Named = tuple[tuple[Actor, ...], tuple[str, ...]]  # the issuers, with the reasons
OFFICIAL = frozenset(("GOV", "LEG", "MIL", "JUD", "IGO", "UNK", "SPY", "COP", "ELI", "JRN", "", None))
OPENING = 3  # paragraphs in which those who issue a joint text are named
BODY_AND_HOST = 2
SHORT = 4  # letters at most of what may be an abbreviation
SPACED = re.compile(r"(?<=\b[A-Z]) (?=[A-Z]\b)")  # the blanks of "F C O"
SEPARATORS = re.compile(r"\s*(?:[,;/•|&]|\s[—–-]\s|[—–])\s*")


def issuers_of(parse: Parse, cast: Cast, form: Form, article: Article) -> Named:
    """Who issues a document or speaks in a transcript; nobody where the text does not say."""
    table = cues(parse.language)
    together = any(table.jointly.search(title) for title in form.head.titles)
    if (form.kind == "document" or (together and form.turns)) and is_joint(parse, form, table):
        named = joint(parse, cast, form, article.on, table)
        if (found := next((f for f in named if several(f[0], form, table)), None)) is not None:
            return found
    return next(
        (f for f in single(parse, cast, form, article, table) if f[0]),
        ((), ("no heading, letterhead or signature names who issues it",)),
    )


def several(found: tuple[Actor, ...], form: Form, table: Cues) -> bool:
    """Whether those found issue a text together; a body and the one state where it meets do not."""
    known = {a.country for a in found}
    hosted = len(known) == BODY_AND_HOST and "IGO" in known
    return len(known) > 1 and not (hosted and not any(table.jointly.search(t) for t in form.head.titles))


def is_joint(parse: Parse, form: Form, table: Cues) -> bool:
    """Whether several issue a text together: its heading says so, several sign, or it begins "We, the …"."""
    signed = sum(bool(table.signed.match(line.text)) for line in form.head.signed)
    return (
        signed > 1
        or any(table.treaty.search(h) or table.joint.search(h) for h in form.head.lines)
        or any(table.we.search(p) or table.those.search(p) for p in opening(parse))
    )


def opening(parse: Parse) -> list[str]:
    """The first paragraphs of a text."""
    return [
        parse.span(first, end - 1).text for first, end in parse.paragraphs[: OPENING + 8] if end - first > 10
    ][:OPENING]


# ---------------------------------------------------------------- several
def joint(parse: Parse, cast: Cast, form: Form, on: str | None, table: Cues) -> Iterator[Named]:
    """Those who issue a joint text, at each place that may name them, the surest first."""
    by_hand = [line for line in form.head.signed if table.signed.match(line.text)]
    yield listed(
        parse, ((table.signed.sub(r"\g<who>", line.text), line) for line in by_hand), on, table, "signatures"
    )
    for paragraph in opening(parse):
        if named := table.we.search(paragraph) or table.those.search(paragraph):
            yield listed(parse, [(named["who"], None)], on, table, "its first words")
    for head in form.head.lines:
        if named := table.treaty.search(head):
            yield listed(parse, [(named["who"], None)], on, table, f"heading {head!r}")
    offices = [line for line in form.head.signed if line not in by_hand and "," in line.text]
    yield listed(parse, ((line.text.partition(",")[2], line) for line in offices), on, table, "signatures")
    letterhead = [(line.text, line) for line in form.head.letterhead]
    yield listed(parse, letterhead, on, table, "the letterhead")
    for title in form.head.titles:
        yield paired(title, table)
        yield listed(parse, [(issuing(title, table), None)], on, table, f"heading {title!r}")
        yield listed(parse, [(title, None)], on, table, f"heading {title!r}")
    heads = [(title, None) for title in form.head.titles]
    yield listed(parse, [*heads, *letterhead], on, table, "heading and letterhead")
    yield first_named(parse, cast)


def listed(
    parse: Parse, lines: Iterable[tuple[str, Line | None]], on: str | None, table: Cues, where: str
) -> Named:
    """All states and bodies that lines name, each once."""
    found: dict[str, Actor] = {}
    for text, line in lines:
        if table.dated.search(text):
            continue  # where and when it was made
        for piece in parts(text, table):
            inner = table.owner.split(piece)[-1]
            actor = (
                state(inner, table)
                or resolved(inner, on, parse, line, parties=True)
                or resolved(piece, on, parse, line)
            )
            if actor is not None and actor.country:
                found.setdefault(actor.country, actor)
    states = tuple(a for a in found.values() if a.country != "IGO")
    return states if len(states) > 1 else tuple(found.values()), (f"issuers by {where}",)


def paired(heading: str, table: Cues) -> Named:
    """Two states that a heading joins by a dash: "India-Bangladesh Joint Statement"."""
    named = table.pair.match(heading)
    two = (state(named["one"], table), state(named["other"], table)) if named is not None else ()
    return tuple(a for a in two if a is not None), (f"issuers by heading {heading!r}",)


def state(name: str, table: Cues) -> Actor | None:
    """The state that bears a name, although a province bears it too: "Georgia" among those who sign."""
    known = names.codes_by_name().get(table.article.sub("", name.strip(" .,").lower()), ())
    return Actor(names.country_name(known[0]), known[0], "GOV") if len(known) == 1 else None


def parts(text: str, table: Cues) -> list[str]:
    """A line cut where names are listed: "A, B and C"."""
    return [p for part in SEPARATORS.split(text) for p in table.and_.split(f" {part}") if p.strip()]


def first_named(parse: Parse, cast: Cast) -> Named:
    """The states whose officials the first paragraphs name."""
    end = next((b for a, b in parse.paragraphs if b - a > 10), 0)
    named = (a for _, last, a in cast.mentions if last < end and a.sector in (None, "GOV"))
    found = {a.country: a for a in reversed([a for a in named if a.country])}
    return tuple(reversed(found.values()))[:2], ("issuers by its first paragraph",)


# ---------------------------------------------------------------- one
def senders(parse: Parse, form: Form, article: Article, table: Cues) -> Iterator[Named]:
    """Who a heading says a text is from or sent home by: "on behalf of", "statement by",
    "from Lima to the ministry"."""
    on, titles = article.on, form.head.titles
    for pattern in (table.behalf, table.sender, table.issued):
        for title in titles:
            # "Statement on the resolution of the League" is not the League's
            head = issuing(title, table) if pattern is table.issued else title
            if (named := pattern.search(head)) is not None:
                yield one(resolved(named["who"], on, parse, None), f"heading {title!r}")
    for head in (*titles, *(line.text for line in lines_of(article.text)[: form.head.body])):
        if (named := table.cable.search(head)) is None:
            continue
        home = land_in(named.group("home").title(), parse)
        office = resolved(SPACED.sub("", named.group("home")), on, parse, None)
        yield one(home or office, f"sent home, to {head!r}")


def by_form(form: Form, article: Article, language: str) -> Iterator[Named]:
    """Who issues a paper that names no issuer, by the marks of a state's telegrams."""
    lines = [line.text for line in lines_of(article.text)[: form.head.body + 1]]
    for country, mark in telegrams(language).items():
        if found := next((line for line in lines if mark.match(line)), None):
            yield one(Actor(names.country_name(country), country, "GOV"), f"form of its telegrams, {found!r}")


def members(form: Form, on: str | None, language: str) -> Named:
    """Whose house of parliament sits where only its bare name is given:
    that of the one state whose ministers speak in it."""
    houses = {text.lower() for text in form.head.lines} & {*issuer_table(language)["houses"]}
    known = [resolve_phrase(turn.label.strip(" :"), on=on) for turn in form.turns] if houses else []
    states = {found["country"] for found in known if found["country"] and found["wikidata"]}
    if len(states) != 1:
        return (), ()
    (country,) = states
    return one(Actor(names.country_name(country), country, "LEG"), "ministers who speak in its house")


@cache
def telegrams(language: str) -> dict[str, re.Pattern[str]]:
    """The marks of the telegrams of states."""
    rows: dict[str, str] = issuer_table(language)["telegrams"]
    return {country: re.compile(mark, re.IGNORECASE) for country, mark in rows.items()}


def single(parse: Parse, cast: Cast, form: Form, article: Article, table: Cues) -> Iterator[Named]:
    """Who issues a text alone, at each place that may name them, the surest first."""
    on = article.on
    titles = tuple(issuing(t, table) for t in form.head.titles if not table.about.match(t))
    if form.kind != "transcript":
        titles = tuple(t for title in titles if (t := table.meeting.split(title)[0]))
    yield from by_form(form, article, parse.language)
    yield members(form, article.on, parse.language)
    yield from senders(parse, form, article, table)
    for title in (*titles, *(line.text for line in form.head.letterhead)):
        yield one(body_in(title, article, parse), f"the body that meets, in heading {title!r}")
    for title in titles if form.kind == "transcript" else ():
        spoken = (resolved(part, on, parse, None) for part in table.parting.split(title))
        yield one(next((a for a in spoken if a is not None and a.role), None), f"heading {title!r}")
    for line in form.head.letterhead:
        if not table.dated.search(line.text):  # "Lancaster House, London, 3 May 2004" is where and when
            first, _, behind = line.text.partition(" ")
            who = behind if first.lower() in words(parse.language).issued else line.text
            yield one(resolved(who, on, parse, line), f"letterhead {line.text!r}")
    for title in titles:
        whose = table.possessive.split(title)[0]
        owner = resolved(whose, on, parse, None) if whose != title else None
        yield one(owner if owner is not None and owner.role else None, f"heading {title!r}")
        named_in = resolved(title, on, parse, None)
        yield one(brand(title, on, parse), f"heading {title!r}")
        sure = named_in is not None and (named_in.role or title[:1].islower() or form.kind == "transcript")
        yield one(named_in if sure else None, f"heading {title!r}")
    for line in form.head.signed:
        yield one(resolved(line.text, on, parse, line), f"signed {line.text!r}")
    yield from by_organ(form, on, parse, table)
    if form.head.letterhead or form.head.signed:  # "Ministry of Foreign Affairs", dated in its capital
        yield from dated_at(parse, table)
    if form.kind != "transcript":  # whoever speaks speaks of others
        yield first_subject(parse, cast)
    for title in titles:
        yield one(resolved(title, on, parse, None), f"heading {title!r}")
    yield from by_place(titles, parse, table)
    yield from by_publisher(article, parse)


def by_place(titles: Sequence[str], parse: Parse, table: Cues) -> Iterator[Named]:
    """The state in whose town a text is dated, or that a heading names."""
    yield from dated_at(parse, table)
    for title in titles:
        yield one(land_in(title, parse), f"issued at {title!r}")


def dated_at(parse: Parse, table: Cues) -> Iterator[Named]:
    """The state in whose town a text is dated."""
    dates = (table.opened.match(line.text) for line in lines_of(parse.text)[:OPENING])
    if opened := next(filter(None, dates), None):
        yield one(land_in(opened["who"], parse), f"dated {opened['who']!r}")


def land_in(text: str, parse: Parse) -> Actor | None:
    """The government of the first state in which a text names a place."""
    lands = (p for p in places.find(text, language=parse.language) if p.country)
    return next((Actor(p.name, p.country, "GOV") for p in lands), None)


def by_publisher(article: Article, parse: Parse) -> Iterator[Named]:
    """Who publishes a text."""
    if (publisher := publishers.of(article.url)) is not None:
        issuer = Actor(publisher.name, publisher.country, "GOV")
        yield (issuer,), (f"issuer by whose address it is: {publisher.name}",)
    if article.outlet:
        yield one(resolved(article.outlet, article.on, parse, None), f"published by {article.outlet!r}")


def by_organ(form: Form, on: str | None, parse: Parse, table: Cues) -> Iterator[Named]:
    """Who issues a text by an organ that only one body has, or by the assembly that is spoken to."""
    organs: dict[str, str] = issuer_table(parse.language)["organs"]
    for body, named in organs.items():
        if found := next((head for head in form.head.lines if re.search(named, head, re.IGNORECASE)), None):
            yield one(Actor(names.country_name(body), body, "IGO"), f"organ in heading {found!r}")
    for head in form.head.lines:
        house = table.assembly.search(head)
        spoken_to = resolved(house["who"], on, parse, None) if house is not None else None
        if spoken_to is not None and spoken_to.sector == "LEG":
            yield one(replace(spoken_to, sector="GOV"), f"the assembly of heading {head!r}")


def body_in(heading: str, article: Article, parse: Parse) -> Actor | None:
    """The body that a heading names: "… of the Heads of Government of CARICOM, Roseau"."""
    words = heading.split()
    for first in range(len(words)):
        for last in range(min(len(words), first + bodies.LONGEST), first, -1):
            name = " ".join(words[first:last]).strip("(),:;.’'s")
            if name[:1].isupper() and bodies.body_code(name, None) is not None:
                found = resolved(name, article.on, parse, None)
                return found if found is not None and found.country in UNIONS else None
    return None


def brand(heading: str, on: str | None, parse: Parse) -> Actor | None:
    """The office whose name stands apart in a heading: "Élysée – Press release"."""
    pieces = [p for p in BAR.split(heading) if p and len(p.split()) <= FORM]
    pieces = pieces if len(pieces) > 1 else []
    known = (
        resolved(p, on, parse, None) for p in pieces if not any(places.find(p, language=parse.language))
    )
    return next((a for a in known if a is not None and a.sector == "GOV" and not a.role), None)


def one(actor: Actor | None, why: str) -> Named:
    """One issuer with the reason, nobody without a country."""
    return ((actor,), (f"issuer by {why}",)) if actor is not None and actor.country else ((), ())


def resolved(
    text: str, on: str | None, parse: Parse, line: Line | None, *, parties: bool = False
) -> Actor | None:
    """Who a phrase stands for, None where it is nobody who issues documents; with `parties`,
    those of a state as well."""
    table = cues(parse.language)
    named = text.replace("&", issuer_table(parse.language)["ampersand"])
    text = re.sub(r"\s+", " ", named).strip(' .:,;"“”()')
    if not text or len(text) > 200:
        return None
    phrase = lowered(text, words(parse.language).small) if text.isupper() and len(text) > SHORT else text
    found = resolve_phrase(phrase, on=on, language=parse.language)
    magazine = f"{found['name']}: JRN" in found["because"]  # "Foreign Affairs"
    official_or_party = found["sector"] in OFFICIAL or (parties and found["sector"] == "PTY")
    if not found["country"] or not official_or_party or magazine:
        return None
    official = table.styled.search(phrase) if found["country"] not in UNIONS else None
    style = official[0].split() if official is not None else []
    tails = (state(" ".join(style[n:]), table) for n in range(len(style)))  # the longest style first
    land = next(filter(None, tails), None)
    return Actor(
        found["name"] or text, land.country if land is not None else found["country"],
        found["sector"] if found["sector"] in ("LEG", "MIL", "JUD", "IGO") else "GOV", found["role"], None,
        found["wikidata"], span(parse.text, line.start, line.end) if line is not None else None,
        tuple(found["because"]),
    )


def lowered(text: str, small: frozenset[str]) -> str:
    """Capitals as a name is written otherwise: "Organization of American States"."""
    words = [w if len(w) < 3 or bodies.body_code(w, None) else w.capitalize() for w in text.split()]
    return " ".join(w.lower() if n and w.lower() in small else w for n, w in enumerate(words))


def first_subject(parse: Parse, cast: Cast) -> Named:
    """The subject of the first sentence: "The Foreign Ministry of Peru expresses …"."""
    for first, end in parse.paragraphs[:12]:
        clauses = (parse.clauses[w] for w in range(first, end) if w in parse.clauses)
        subjects = next(filter(None, (c.at("subject") for c in clauses)), ())
        named = (a for h in subjects for a in cast.of(h) if a.country and not guessed((a,)))
        if (found := next(named, None)) is not None:
            return (found,), ("issuer by the subject of its first sentence",)
    return (), ()
