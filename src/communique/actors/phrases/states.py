"""Which country a description says: of whom, from where, in which place.

Knows which names give a country and which do not ("Russian-backed"); does not know sectors or days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.actors.phrases.groups import Group, Part
from communique.actors.phrases.sectors import head_of
from communique.actors.phrases.spots import BODIES, Phrase, Spot
from communique.knowledge import names


@dataclass(slots=True)
class State:
    """A country, or the several that are left, with the reasons."""

    country: str | None = None
    candidates: tuple[str, ...] = ()
    because: list[str] = field(default_factory=list)
    explicit: bool = False  # the phrase itself says whose


def turn(phrase: Phrase) -> None:
    """Note at each name what the words beside it make of it: "anti-", "-based", "-backed", "-led"."""
    marks, lower = phrase.known.marks, phrase.lower
    for spot in phrase.spots():
        if spot.kind == "noun":
            continue
        name = phrase.words_of(spot.first, spot.last)
        hyphen = spot.first > 1 and lower[spot.first - 1] == "-"
        prefix = lower[spot.first - 2] if hyphen else lower[spot.first - 1] if spot.first else ""
        if (hyphen and prefix in marks.unlike) or prefix in marks.ethnic:
            spot.aside = f'"{prefix}{"-" if hyphen else " "}{name}" says no country'
        follower = following(lower, spot.last + 1)
        if follower in marks.backed:
            spot.aside = f'"{name}-{follower}": not of {spot.name}'
        elif follower in marks.born:
            spot.aside = f'"{name}-{follower}": born there, of which country is not said'
        elif follower in marks.led:
            spot.lesser = True


def following(lower: list[str], k: int) -> str:
    """The word that is tied to a name by a hyphen, or stands after it as a participle."""
    if k + 1 < len(lower) and lower[k] == "-":
        return lower[k + 1]
    return lower[k] if k < len(lower) and lower[k].endswith(("ed", "born")) else ""


def state_of(phrase: Phrase, group: Group, near: Mapping[str, int]) -> State:
    """The country of a description: whose, from where, where; in this order."""
    links, heads = phrase.known.links, phrase.known.heads
    head = head_of(group.main)
    asides = [s.aside for s in group.spots if s.aside]
    chosen = first_of(phrase, group.main, near)
    sent = head is not None and head.name in heads.sent
    speaks = head is not None and (head.name in heads.speakers or head.name in heads.weak)
    for part in group.rest:
        if chosen is not None and (chosen.country or chosen.candidates):
            break
        if part.relation in links.belongs or (
            part.relation in links.serving and speaks and part.relation not in links.located
        ):
            chosen = first_of(phrase, part, near)
    for part in group.rest:
        if chosen is not None and (chosen.country or chosen.candidates):
            break
        if part.relation in links.located:
            if sent:
                asides += [f'"{part.relation} {s.name}": the host' for s in part.spots if s.country]
            else:
                chosen = first_of(phrase, part, near)
        elif sent and part.relation == "to":
            asides += [f'"to {s.name}": the host' for s in part.spots if s.country]
    chosen = chosen or lesser(group) or State()
    chosen.because = [*asides, *chosen.because]
    return chosen


def first_of(phrase: Phrase, part: Part, near: Mapping[str, int]) -> State | None:
    """The country of the first name of a part that gives one; of several side by side all, and none."""
    giving = [s for s in part.spots if (s.country or s.candidates) and not s.aside and not s.lesser]
    if not giving:
        return None
    first = next((s for s in giving if s.kind not in BODIES or s.owned), giving[0])
    if first.kind == "person" and len(giving) > 1:
        first = giving[0]
    group = side_by_side(phrase, giving, first)
    if len({s.country for s in group}) > 1:
        codes = tuple(dict.fromkeys(s.country for s in group if s.country))
        return State(None, codes, [f"several countries: {listed(codes, 'and')}"])
    first = group[0]
    if first.candidates and not first.country:
        return settle(phrase, first, near)
    return State(first.country, (), [first.why], explicit=first.kind not in (*BODIES, "person"))


def side_by_side(phrase: Phrase, giving: list[Spot], first: Spot) -> list[Spot]:
    """The names that are joined to the first by "and" or a hyphen: "Egyptian and Turkish officials"."""
    group = [first]
    for spot in giving[giving.index(first) + 1 :]:
        between = phrase.lower[group[-1].last + 1 : spot.first]
        if len(between) == 1 and (between[0] in phrase.known.links.joins or between[0] in ("-", "–")):
            group.append(spot)
        else:
            break
    if (
        len(group) == 2
        and phrase.lower[first.last + 1] == "-"
        and group[1].country in phrase.known.marks.hyphen_states
    ):
        return group[1:]
    return group


def settle(phrase: Phrase, spot: Spot, near: Mapping[str, int]) -> State:
    """Which of the states that have a name is meant: by the nouns of the phrase, its other names,
    or the context."""
    name = phrase.words_of(spot.first, spot.last)
    doubt = phrase.known.ambiguous.get(name) or phrase.known.ambiguous.get(name.title())
    nouns = {s.name for s in phrase.at.values() if s.kind == "noun"}
    if doubt is not None and doubt.national:
        if nouns & phrase.known.heads.federal:
            return State(doubt.federal, (), [f'"{name}": {doubt.federal}, by its offices'], explicit=True)
        if nouns & phrase.known.heads.national:
            return State(doubt.national, (), [f'"{name}": {doubt.national}, by its offices'], explicit=True)
    others = {s.country for s in phrase.at.values() if s is not spot and s.country}
    for known, why in ((others, "named in the phrase"), (set(near), "named in the context")):
        left = [c for c in spot.candidates if c in known]
        if len(left) == 1:
            return State(
                left[0], (), [f'"{name}": {names.called(left[0])}, {why}'], explicit=True
            )
    return State(None, spot.candidates, [f'"{name}" may be {listed(spot.candidates)}'])


def lesser(group: Group) -> State | None:
    """The country of "Saudi-led", where nothing else says one."""
    spot = next((s for s in group.spots if s.lesser and s.country and not s.aside), None)
    return State(spot.country, (), [spot.why]) if spot is not None else None


def listed(codes: tuple[str, ...], link: str = "or") -> str:
    """Codes with the names of their countries, in words."""
    return f" {link} ".join(f"{names.called(c)} ({c})" for c in codes)
