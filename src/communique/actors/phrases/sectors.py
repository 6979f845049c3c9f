"""Which sector a description says: its head noun, the words before it, and what it belongs to.

Knows sectors of nouns, names and adjectives; does not know countries or days.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.actors.phrases.groups import Group, Part
from communique.actors.phrases.spots import BODIES, Phrase, Spot

UNKNOWN = "UNK"
UNION = "IGO"


@dataclass(slots=True)
class Sector:
    """What a description says of the sector, with the reason."""

    primary: str | None = None
    secondary: str | None = None
    why: str = ""


def head_of(part: Part) -> Spot | None:
    """The noun or body that a part is about: the last one,
    a person's name and his rank after it left aside."""
    heads = [s for s in part.spots if s.kind == "noun" or s.kind in BODIES]
    if len(heads) > 1 and part.spots[-1].kind == "person" and heads[-2].personal:
        # "deputy minister" before "colonel" is the office, the other the rank
        return heads[-2] if heads[-1].sector == "MIL" != heads[-2].sector else heads[-1]
    return heads[-1] if heads else None


def sector_of(phrase: Phrase, group: Group) -> Sector:
    """The sector of a description: of its head, of what the head belongs to, or of what follows in "of"."""
    head = head_of(group.main)
    if head is None:
        return of_rest(phrase, group)
    if head.kind in BODIES:
        return Sector(head.sector, head.secondary, f"{head.name}: {head.sector}" if head.sector else "")
    found = of_noun(phrase, group, head)
    if found.primary != "GOV" or found.secondary:
        return found
    return Sector("GOV", portfolio(phrase, group, head), found.why)


def of_rest(phrase: Phrase, group: Group) -> Sector:
    """The sector of a description whose main part has no head: of the first part after "of",
    or of an adjective ("legislative body")."""
    main = group.main
    said = before(phrase, main.first, main.last + 1, adjectives=True, bodies=True)
    if said is not None and not any(s.kind != "noun" and s.first <= main.last for s in main.spots):
        return Sector(said[0], None, said[1])
    for part in group.rest:
        if part.relation in phrase.known.links.belongs:
            found = sector_of(phrase, Group(part))
            if found.primary:
                return found
    return Sector(said[0], None, said[1]) if said is not None else Sector()


def of_noun(phrase: Phrase, group: Group, head: Spot) -> Sector:
    """The sector that a head noun says, by itself or through what it belongs to."""
    heads, own = phrase.known.heads, Sector(head.sector, head.secondary, f'"{head.name}": {head.sector}')
    weak, leader = is_weak(phrase, head), head.name in heads.leaders
    said = before(phrase, group.main.first, head.first, adjectives=True, bodies=weak or leader)
    if head.name in heads.kin and (holder := office_holder(phrase, group, head)):
        return Sector("ELI", None, f'"{head.name}" of {holder}')
    if weak and head.name not in heads.firm:
        owner = said or after(phrase, group, head)
        if owner is not None:
            return belonging(owner, own, head)
    elif weak or leader:
        owner = owner_before(phrase, group.main.first, head, nouns=leader) or after(phrase, group, head)
        if owner is not None:
            return belonging(owner, own, head)
    if said is not None and own.primary == UNKNOWN:
        return Sector(said[0], None, said[1])
    return seconded(phrase, own, said)


def is_weak(phrase: Phrase, head: Spot) -> bool:
    """Whether a noun takes its sector from what it belongs to: "official", "senior official"."""
    quality, _, noun = head.name.rpartition(" ")
    weak = phrase.known.heads.weak
    return head.name in weak or (noun in weak and quality in phrase.known.vocabulary.titles.quality)


def owner_before(
    phrase: Phrase, first: int, head: Spot, *, nouns: bool
) -> tuple[str, str, str | None] | None:
    """The body that stands before its leader or its people: "ANC president", "court president",
    "Greenpeace activists"."""
    found = before(phrase, first, head.first, adjectives=False, bodies=True)
    named = any(s.kind in BODIES and first <= s.first < head.first for s in phrase.at.values())
    return found if nouns or named else None


def belonging(owner: tuple[str, str, str | None], own: Sector, head: Spot) -> Sector:
    """The sector of somebody who belongs to a body, leads it or speaks for it."""
    sector, why, second = owner
    if sector == UNION and own.primary == "GOV":
        return own
    if own.primary == second and second:
        return Sector(second, sector, f"{own.why}, {why}")
    if sector == "OPP":
        return Sector(own.primary if own.primary not in (None, UNKNOWN, "GOV") else "PTY", "OPP", why)
    if sector in ("GOV", "CVL") and own.primary not in (None, UNKNOWN, "GOV"):
        return own
    return Sector(sector, second, f'{why} ("{head.name}")')


def seconded(phrase: Phrase, own: Sector, said: tuple[str, str, str | None] | None) -> Sector:
    """A sector with the second one that a word before the head adds: "military court",
    "opposition lawmakers", "state television"."""
    if said is None or said[0] == own.primary:
        return own
    sector, why, _ = said
    extra = phrase.known.secondary
    if own.primary in extra.trades_of_state and any(f'"{w}"' in why for w in extra.of_state):
        return Sector("GOV", own.primary, f"{own.why}, {why}")
    if sector in extra.allowed and own.secondary is None:
        return Sector(own.primary, sector, f"{own.why}, {why}")
    return own


def before(
    phrase: Phrase, first: int, end: int, *, adjectives: bool, bodies: bool
) -> tuple[str, str, str | None] | None:
    """The nearest word before the head that says a sector, with the reason and its second sector."""
    k = end - 1
    while k >= first:
        spot = phrase.at.get(k)
        if spot is not None:
            told = spot.kind == "noun" or (bodies and spot.kind in BODIES)
            if told and spot.sector and spot.sector != UNKNOWN:
                why = f'"{phrase.words_of(spot.first, spot.last)}": {spot.sector}'
                return spot.sector, why, spot.secondary
            k = spot.first - 1
            continue
        hit = modifier(phrase, first, k) if adjectives else None
        if hit is not None:
            return hit[0], f'"{hit[1]}": {hit[0]}', None
        k -= 1
    return None


def modifier(phrase: Phrase, first: int, last: int) -> tuple[str, str] | None:
    """The longest adjective of a sector that ends at a word."""
    for start in range(max(first, last - 3), last + 1):
        for words, sector in phrase.known.modifiers.get(phrase.lower[start], ()):
            if start + len(words) - 1 == last and tuple(phrase.lower[start : last + 1]) == words:
                return sector, " ".join(words).replace(" - ", "-")
    return None


def after(phrase: Phrase, group: Group, head: Spot) -> tuple[str, str, str | None] | None:
    """The sector of the body that follows a head in "of", or in "for" and "with" where one works for it; of
    the whole rather than of its part: "head of the press department at Greenpeace"."""
    links, heads = phrase.known.links, phrase.known.heads
    spots = [(part, spot) for part in group.rest if (spot := head_of(part)) is not None]
    parted = not any(spot.personal for _, spot in spots)
    for part, spot in sorted(spots, key=lambda told: not (parted and told[1].kind in BODIES)):
        whole = parted and spot.kind in BODIES and part.relation in links.located
        speaks = part.relation in links.serving and head.name in heads.speakers
        if whole or speaks or part.relation in links.belongs:
            found = sector_of(phrase, Group(part))
            if found.primary and found.primary != UNKNOWN:
                return found.primary, found.why, found.secondary
    return None


def office_holder(phrase: Phrase, group: Group, head: Spot) -> str:
    """The office-holder of whose family somebody is: before the noun, or after it in "of"."""
    owners = [s for s in group.main.spots if s.last < head.first]
    owners += [s for part in group.rest if part.relation in phrase.known.links.belongs for s in part.spots]
    for spot in owners:
        if spot.kind == "person" or (spot.personal and spot.sector in ("GOV", "ELI")):
            return spot.name
    return ""


def portfolio(phrase: Phrase, group: Group, head: Spot) -> str | None:
    """The second sector of a ministry or a minister: "defence ministry", "Ministry of Defence",
    "secretary of health"."""
    spots = [p for p in group.rest if p.relation in phrase.known.links.belongs]
    text = " ".join(
        phrase.lower[max(group.main.first, head.first - 2) : (spots[0].last if spots else head.last) + 1]
    )
    if not any(word in text for word in ("minist", "secretar", "department", "undersecretary")):
        return None
    for words, sector in phrase.known.portfolios:
        if f" {words} " in f" {text} ":
            return sector
    return None
