"""Invented news stories and what newsrooms do to them: agency copy, cuts, new titles, updates;
and what only resembles them.

Knows how a story is built from an affair and a random number; nothing in it has happened.
Not used outside benchmarks.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
COUNTRIES, TOPICS, PIECES, DAILY = DATA["countries"], DATA["topics"], DATA["pieces"], DATA["daily"]
GIVEN, FAMILY, AGENCIES, OUTLETS, SPELLING = (
    DATA[k] for k in ("given", "family", "agencies", "outlets", "spelling")
)
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
Facts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Story:
    """A story with what its maker knows of it: paragraphs of sentences."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    published: datetime
    outlet: str
    agency: str | None = None
    opening: str = ""
    closing: str = ""

    @property
    def text(self) -> str:
        """The text as a page has it."""
        body = "\n".join(" ".join(p) for p in self.paragraphs)
        return self.opening + body + (f"\n{self.closing}" if self.closing else "")

    @property
    def sentences(self) -> list[str]:
        """All sentences in order."""
        return [s for p in self.paragraphs for s in p]


def affair(rng: random.Random) -> Facts:
    """The parties, persons and things of an invented affair."""
    (a, a_adj, a_cap), (b, b_adj, b_cap) = rng.sample(COUNTRIES, 2)
    issue, thing, place, pact, office, unit = rng.choice(TOPICS)
    people = [f"{rng.choice(GIVEN)} {name}" for name in rng.sample(FAMILY, 3)]
    return {
        "A": a,
        "Aadj": a_adj,
        "Acap": a_cap,
        "B": b,
        "Badj": b_adj,
        "Bcap": b_cap,
        "issue": issue,
        "thing": thing,
        "place": place,
        "pact": pact,
        "office": office,
        "unit": unit,
        "Aminister": people[0],
        "Bminister": people[1],
        "expert": people[2],
        "other": rng.choice([t[0] for t in TOPICS if t[0] != issue]),
    }


def expand(template: str, facts: Facts, rng: random.Random) -> str:
    """A template with its choices made and its slots filled."""
    while "{" in template:
        template = re.sub(r"\{([^{}]*)\}", lambda m: rng.choice(m.group(1).split("|")), template)
    fresh: dict[str, Callable[[], str]] = {
        "n": lambda: str(rng.randint(3, 480)),
        "pct": lambda: f"{rng.randint(1, 60)}.{rng.randint(1, 9)}",
        "year": lambda: str(rng.randint(1950, 2019)),
        "day": lambda: facts.get("day", rng.choice(DAYS)),
        "day2": lambda: rng.choice(DAYS),
    }
    text = re.sub(
        r"<(\w+)>", lambda m: fresh[m.group(1)]() if m.group(1) in fresh else facts[m.group(1)], template
    )
    return text[0].upper() + text[1:]


def pieces(kind: str, count: int, facts: Facts, rng: random.Random) -> list[str]:
    """Some sentences of a kind, from different templates while they last."""
    templates = rng.sample(PIECES[kind], len(PIECES[kind]))
    return [expand(templates[i % len(templates)], facts, rng) for i in range(count)]


def paragraphs(sentences: list[str], rng: random.Random) -> tuple[tuple[str, ...], ...]:
    """Sentences in paragraphs of one to three."""
    found, at = [], 0
    while at < len(sentences):
        size = rng.choice([1, 1, 2, 2, 3])
        found.append(tuple(sentences[at : at + size]))
        at += size
    return tuple(found)


def story(
    facts: Facts,
    rng: random.Random,
    *,
    day: datetime | None = None,
    background: list[str] | None = None,
    quotes: list[str] | None = None,
    agency: str | None = None,
) -> Story:
    """A report on an affair; background and quotations may be given, as they are to several reporters."""
    day = day or datetime(2024, 1, 1, 6) + timedelta(hours=rng.randint(0, 24 * 700))
    facts = {**facts, "day": DAYS[day.weekday()]}
    short = rng.random() < 0.25
    body = pieces("lead", 1, facts, rng) + mixed(facts, rng, quotes, short=short)
    body += (
        background
        if background is not None
        else pieces("background", rng.randint(1, 2 if short else 5), facts, rng)
    )
    body += pieces("outlook", rng.randint(0, 2), facts, rng)
    wire = agency or rng.choice(AGENCIES)
    opening = rng.choice([
        f"{facts['Acap'].upper()}, {day:%B} {day.day} ({wire}) - ", f"{facts['Acap'].upper()} ({wire}) — ",
        f"{facts['Acap']}: ", "",
    ])
    closing = rng.choice([
        f"(Reporting by {facts['expert']}; Editing by {rng.choice(GIVEN)} {rng.choice(FAMILY)})", "",
        f"© {wire} {day.year}",
    ])
    return Story(title(facts, rng), paragraphs(body, rng), day, wire, wire, opening, closing)


def mixed(facts: Facts, rng: random.Random, quotes: list[str] | None, *, short: bool) -> list[str]:
    """Details, quotations and reactions in a reporter's order."""
    middle = pieces("detail", rng.randint(2, 3 if short else 6), facts, rng) + pieces(
        "reaction", rng.randint(1, 2 if short else 4), facts, rng
    )
    middle += quotes if quotes is not None else pieces("quote", rng.randint(1, 2 if short else 4), facts, rng)
    rng.shuffle(middle)
    return middle


def title(facts: Facts, rng: random.Random) -> str:
    """A headline."""
    return expand(rng.choice(DATA["titles"]), facts, rng)


# --- what newsrooms do to a story ---------------------------------------------------------------------------


def syndicated(s: Story, rng: random.Random) -> Story:
    """Carried by another outlet, with its own dateline, credit, punctuation and furniture."""
    outlet = rng.choice(OUTLETS)
    opening = rng.choice([
        "", f"By {rng.choice(GIVEN)} {rng.choice(FAMILY)}, {outlet}\n", f"({s.agency}) - ",
        f"{outlet.upper()} — ",
    ])
    closing = rng.choice([
        "This story has been published from a wire agency feed without modifications to the text. "
        f"{s.agency}",
        f"Source: {s.agency}",
        f"With inputs from {s.agency}",
        f"Subscribe to {outlet} for more news like this one. Download our app and follow us on all channels.",
    ])
    made = replace(
        s, outlet=outlet, opening=opening, closing=closing,
        published=s.published + timedelta(minutes=rng.randint(5, 2600)),
    )
    if rng.random() < 0.5:
        return each(made, lambda t: t.replace("“", '"').replace("”", '"').replace("—", "-"))
    return made


def each(s: Story, change: Callable[[str], str]) -> Story:
    """A story with every sentence changed."""
    return replace(s, paragraphs=tuple(tuple(change(t) for t in p) for p in s.paragraphs))


def shortened(s: Story, rng: random.Random) -> Story:
    """Cut to about half of its sentences: from the end, or here and there."""
    count, share = len(s.sentences), rng.uniform(0.33, 0.65)
    if rng.random() < 0.5:
        keep = set(range(max(4, round(count * share))))
    else:
        keep = {0, *rng.sample(range(1, count), max(3, round(count * share)) - 1)}
    left = [t for i, t in enumerate(s.sentences) if i in keep]
    return replace(syndicated(s, rng), paragraphs=paragraphs(left, rng))


def retitled(s: Story, rng: random.Random) -> Story:
    """With another headline and a standfirst, its paragraphs cut anew."""
    stand = expand(
        "{What we know|The latest} {on|about} {the affair|the row}: {both sides|neither side} {dig in|gives "
        "way}.",
        {}, rng,
    )
    made = syndicated(s, rng)
    return replace(made, title=stand, opening=stand + "\n", paragraphs=paragraphs(s.sentences, rng))


def edited(s: Story, rng: random.Random) -> Story:
    """Gone over by a copy editor: spelling, days, a word here and there."""
    chosen = rng.sample(SPELLING, rng.randint(3, 9))

    def change(text: str) -> str:
        for old, new in chosen:
            text = text.replace(old, new)
        if rng.random() < 0.25:
            text = re.sub(r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", "", text)
        if rng.random() < 0.3 and len(text.split()) > 16:
            words = text.split()
            del words[rng.randint(3, len(words) - 3)]
            text = " ".join(words)
        return text

    return each(syndicated(s, rng), change)


def updated(s: Story, rng: random.Random, facts: Facts) -> Story:
    """A later version: a new lead or new figures, new paragraphs, some old ones gone."""
    old = s.sentences
    new = (
        pieces("detail", rng.randint(1, 3), facts, rng)
        + pieces("reaction", rng.randint(1, 3), facts, rng)
        + pieces("quote", rng.randint(0, 2), facts, rng)
    )
    new = new[: max(2, len(old) * 2 // 3)]
    if rng.random() < 0.5:
        old = [*pieces("lead", 1, {**facts, "day": DAYS[s.published.weekday()]}, rng), *old[1:]]
    else:
        old[0] = re.sub(r"\b\d+\b", lambda m: str(int(m.group()) + rng.randint(1, 9)), old[0])
    for _ in range(rng.randint(0, max(1, len(old) // 4))):
        del old[rng.randrange(1, len(old))]
    for sentence in new:
        old.insert(rng.randint(1, len(old)), sentence)
    made = syndicated(s, rng) if rng.random() < 0.5 else s
    return replace(
        made, paragraphs=paragraphs(old, rng), published=s.published + timedelta(hours=rng.randint(1, 30))
    )


def shortened_and_edited(s: Story, rng: random.Random) -> Story:
    """Cut and gone over."""
    return edited(shortened(s, rng), rng)


# --- what resembles a story and is none of its copies -------------------------------------------------------


def rival(s: Story, facts: Facts, rng: random.Random) -> Story:
    """Another agency's report of the same affair and day: the same facts in other words, the same quotations,
    a line of the communiqué."""
    quotes = [t for t in s.sentences if "“" in t][: rng.randint(0, 3)]
    made = story(
        facts,
        rng,
        day=s.published + timedelta(minutes=rng.randint(-300, 300)),
        agency=rng.choice([a for a in AGENCIES if a != s.agency]),
        quotes=quotes + pieces("quote", 1, facts, rng),
    )
    figures = re.findall(r"\b\d{2,3}\b", s.text)
    return each(
        made,
        lambda t: re.sub(
            r"\b\d{2,3}\b", lambda m: rng.choice(figures) if figures and rng.random() < 0.4 else m.group(), t
        ),
    )


def follow_up(s: Story, facts: Facts, rng: random.Random) -> Story:
    """The same agency's story of another day: new news above, the old background below."""
    old = [t for t in s.sentences[1:] if "“" not in t]
    share = rng.uniform(0.15, 0.42)
    kept = rng.sample(old, min(len(old), max(1, round(len(s.sentences) * share))))
    return story(
        facts, rng, day=s.published + timedelta(hours=rng.randint(10, 120)), agency=s.agency, background=kept
    )


def digest(s: Story, facts: Facts, rng: random.Random) -> Story:
    """A round-up that gives two or three sentences of a story among many others."""
    parts = [s.sentences[: rng.randint(1, 2)]] + [
        story(affair(rng), rng, day=s.published).sentences[: rng.randint(2, 5)] for _ in range(5)
    ]
    rng.shuffle(parts)
    return replace(
        s,
        title="The day in brief",
        outlet=rng.choice(OUTLETS),
        agency=None,
        opening="",
        closing="",
        paragraphs=tuple(tuple(p) for p in parts),
        published=s.published + timedelta(hours=8),
    )


def daily(rng: random.Random, seed: int) -> tuple[Story, Story]:
    """Two days' issues of one daily report: the frame is the same, the news is not."""
    kind = "market" if rng.random() < 0.6 else "briefing"
    lines, frame = DAILY[kind], DAILY[f"{kind}_frame"]
    kept = rng.sample(frame, rng.randint(2, len(frame)))
    base, outlet = affair(rng), rng.choice(OUTLETS)
    day = datetime(2024, 1, 1, 18) + timedelta(days=seed % 600)
    return tuple(
        issue(lines, kept, base, outlet, day + timedelta(days=shift), rng)
        for shift in (0, rng.choice([1, 1, 2, 7]))
    )  # type: ignore[return-value]


def issue(
    lines: list[str], frame: list[str], base: Facts, outlet: str, day: datetime, rng: random.Random
) -> Story:
    """One day's issue of a daily report."""
    news = affair(rng)
    facts = {**news, "cap": base["Acap"], "day": DAYS[day.weekday()], "person": base["Aminister"], "firm": ""}
    body = []
    for line in lines:
        facts["firm"] = f"{rng.choice(FAMILY)} {rng.choice(['Steel', 'Foods', 'Telecom', 'Motors', 'Bank'])}"
        body.append(expand(line, facts, rng))
    return Story(f"Report of {day:%d %B}", paragraphs(body + frame, rng), day, outlet)
