"""What a noun phrase says of who it names: "former Kenyan foreign minister" gives noun, role,
country and body.

Knows nouns for people and bodies and the phrase around them; does not know the rest of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.actors.headnouns import noun_at
from communique.actors.names import first_of_pair
from communique.actors.scene import UNIONS, Name, Scene
from communique.actors.stretches import DASHES, between, determines, glued, name_of, start_of
from communique.actors.vocabulary import Noun
from communique.grammar import Parse
from communique.grammar.features import (
    CARDINAL,
    DASH,
    DETERMINING,
    PARTICIPLE,
    POSITIVE,
    POSSESSIVE,
    SUPERLATIVE,
)
from communique.knowledge import names

NOUNS = ("NOUN", "PROPN")
OF_QUALITY = DETERMINING | {CARDINAL, DASH}  # features of words before a noun that are no part of an office
NOBODYS = (None, "EDU", "JRN", "REL")  # persons who may be anywhere: "experts in Vienna"
# sectors of bodies that are of no state
PRIVATE = frozenset(("EDU", "BUS", "SOC", "LAB", "REL", "MED", "JRN", "PTY"))
# sectors of those who stand against a state, or beside it
CAMPS = ("REB", "OPP", "PTY", "SOC", "LAB")
BODIES = ("body", "organization", "group")  # kinds of names that somebody can work for


@dataclass(frozen=True, slots=True)
class Description:
    """What a noun phrase says of who it names: "former Kenyan foreign minister"."""

    noun: Noun
    role: str
    countries: tuple[tuple[str | None, str], ...]  # each with the reason
    organization: str | None
    former: bool
    coming: bool = False  # "incoming", "president-elect"


def describe(scene: Scene, low: int, head: int, *, after: bool = True) -> Description | None:
    """What the noun phrase from `low` to `head` says, what follows in "of" and "in" too;
    None when the head is no noun for people."""
    parse = scene.parse
    found = noun_at(scene, head)
    if found is None:
        if parse.lower[head] not in scene.words.nouns.sides:
            return None
        side = Noun(parse.lower[head], "GOV", None, "person", False)
        countries = list(before(scene, low, head, head)) or list(behind(scene, head, side))
        return Description(side, "", tuple(countries), None, False)
    noun, start, end = found
    countries = list(before(scene, low, start, head))
    if after and not countries:
        countries = list(sworn_to(scene, head)) or list(behind(scene, head, noun))
    if not countries and parse.is_plural(head):
        countries = list(named_among(scene, head))
    countries = countries or list(residence(scene, low, start))
    organization, sector = house(scene, low, head, noun, countries)
    if noun.sector == "GOV" and parse.lemma(head) in scene.words.nouns.missions:
        noun = replace(noun, sector=camp_of(scene, low, head) or noun.sector)  # a delegation of rebels
    if not countries and (seat := seat_of(scene, organization or noun.words)):
        countries = [seat]
    if sector is None and noun.words in scene.words.titles.seconds:
        beside = [scene.people[k][0].sector for k in range(low, head) if k in scene.people]
        sector = next(filter(None, beside), None)
        noun = replace(noun, sector=None) if beside else noun  # "Ashton's deputy" sits in no parliament
    lowers = parse.lower[low:start]
    former = any(w in scene.words.titles.former for w in lowers) or noun.words.startswith(
        f"{scene.words.titles.former_mark} "
    )
    role = role_text(scene, low, head, end, noun) if noun.kind == "person" else ""
    title = noun.words.split(" of ")[0].rsplit(" ", 1)[-1]
    private = sector in PRIVATE and title in scene.words.titles.presiding  # "the university's president"
    minister = title in scene.words.titles.ministers and not private  # of the government, whatever he heads
    office = noun.sector == "GOV" and sector == "IGO"  # a body's envoy holds an office too
    presides = noun.sector == "BUS" and sector not in PRIVATE  # "the chairman of the Duma's committee"
    if sector and (presides or noun.sector in (None, "GOV")) and not minister and not office:
        noun = replace(noun, sector=sector)
    coming = any(w in scene.words.titles.coming for w in parse.lower[low : end + 1])
    return Description(noun, role, tuple(countries), organization, former, coming)


def before(scene: Scene, low: int, start: int, head: int) -> Iterator[tuple[str | None, str]]:
    """The countries named before a head: by possessive, adjective, compound or a person's name;
    last that of "his"."""
    parse = scene.parse
    seen: set[int] = set()
    owned: list[tuple[str | None, str]] = []
    for k in range(low, head):
        if k in scene.people:
            party, _, last = scene.people[k]
            led = last + 1 == head and parse.lower[head] in scene.words.titles.rulers
            owning = last + 1 < head and parse.lower[last + 1] in scene.words.phrases.possessives
            if (led or owning) and party.country and id(party) not in seen:
                seen.add(id(party))
                yield party.country, f"{party.name}'s"
        elif k in scene.names:
            name = scene.names[k]
            if glued(parse, name.last) and not joined_owner(scene, name):
                continue
            joint = first_of_pair(scene, k) or body_before(scene, k, head) if k == name.first else None
            if joint in UNIONS:  # "the UN-Arab League envoy", "the UN and Arab League envoy"
                yield joint, f'"{name_of(parse, k - 2, name.last)}"'
            if k == name.first and not hosted(scene, name, head) and (name.country or name.why):
                yield name.country, f'"{name_of(parse, name.first, name.last)}"' if name.country else name.why
        elif parse.relations[k] == "owner" and k in scene.of:
            owned += [
                (party.country, f'"{parse.words[k]}" is {party.name}')
                for party in scene.of[k] if party.country
            ]
    for k in nations_behind(scene, head):
        yield scene.names[k].country, f'"{parse.words[k]}"'
    yield from owned


def joined_owner(scene: Scene, name: Name) -> bool:
    """Whether a name with a word joined to it says whose a thing is: "British-flagged", not "British-born";
    "British-based" only says where it sits."""
    after = scene.parse.lower[name.last + 2]
    return after in scene.words.nouns.hyphen_owner and after not in scene.words.nouns.residing


def residence(scene: Scene, low: int, start: int) -> Iterator[tuple[str | None, str]]:
    """The countries where a phrase says that somebody sits, of whose country nothing else tells: "the
    London-based group", not "a London-based Syrian"."""
    parse, residing = scene.parse, scene.words.nouns.residing
    names_ = (scene.names[k] for k in range(low, start) if k in scene.names and k == scene.names[k].last)
    for name in names_:
        if glued(parse, name.last) and parse.lower[name.last + 2] in residing:
            yield name.country, f'"{name_of(parse, name.first, name.last + 2)}"'


def body_before(scene: Scene, k: int, head: int) -> str | None:
    """The body that a name before an envoy is joined to: the UN of "the UN and Arab League envoy"."""
    first, parse = scene.names.get(k - 2), scene.parse
    if first is None or first.kind != "organization" or parse.pos[k - 1] != "CCONJ":
        return None
    sent = any(parse.lower[w] in scene.words.nouns.hosted for w in range(k, head + 1))
    return first.country if sent else None


def sworn_to(scene: Scene, head: int) -> Iterator[tuple[str | None, str]]:
    """The countries of whoever fighters or officials stand by: "troops loyal to the Chadian president"."""
    parse, phrases = scene.parse, scene.words.phrases
    for k in parse.kids[head]:
        if k > head and parse.lower[k] in phrases.sworn:
            yield from (
                (code, f"{parse.lower[k]} to {why}")
                for _, word in parse.obliques(k) for code, why in spoken_of(scene, word)
            )


def named_among(scene: Scene, head: int) -> Iterator[tuple[str | None, str]]:
    """The countries of those who are named of many: "figures, including a number of Chadian deputies"."""
    for prep, word in scene.parse.obliques(head):
        if prep in scene.words.phrases.including:
            inner = [w for of, w in scene.parse.obliques(word) if of == scene.words.phrases.of]
            yield from (pair for w in (word, *inner) for pair in before(scene, start_of(scene, w), w, w))


def nations_behind(scene: Scene, head: int) -> Iterator[int]:
    """The adjectives of nations behind a noun, in languages that have them there, written small:
    "l'armée turque"."""
    parse, found = scene.parse, noun_at(scene, head)
    end = max(head, found[2]) if found is not None else head
    kids = (
        k for w in range(head, end + 1) for k in parse.kids[w] if k > end and parse.relations[k] == "modifier"
    )
    for k in dict.fromkeys((*kids, end + 1)):
        if k in scene.names and scene.names[k].kind == "demonym" and parse.words[k].islower():
            yield k


def hosted(scene: Scene, name: Name, head: int) -> bool:
    """Whether a name before an envoy is the host: "the Tehran embassy" of somebody else;
    only a bare city reads so."""
    parse, words = scene.parse, scene.words
    owning = parse.lower[name.last + 1] in words.phrases.possessives
    return name.kind == "capital" and not owning and parse.lemma(head) in words.nouns.hosted


def behind(scene: Scene, head: int, noun: Noun) -> Iterator[tuple[str | None, str]]:
    """The countries named behind a head: "of Egypt and Jordan", "for the Iranian foreign ministry",
    "in Berlin"."""
    parse = scene.parse
    envoy, phrases = parse.lemma(head) in scene.words.nouns.hosted, scene.words.phrases
    anyone = noun.kind == "person" and (noun.sector in NOBODYS or noun.words in scene.words.titles.private)
    usual = (phrases.behind, phrases.nationwide if anyone else phrases.located)
    for wanted in (phrases.behind_envoys,) if envoy else usual:
        found = False
        for prep, word in parse.obliques(head):
            if prep not in wanted or word < head:
                continue
            charged = noun.words in scene.words.titles.charged and word not in scene.names
            part = prep == phrases.of and noun_at(scene, word) is None
            # "a member of a branch of Chad's ruling family"
            inner = (w for p, w in parse.obliques(word) if part and p == phrases.of and w > word)
            named = list(spoken_of(scene, word)) or [found for w in inner for found in spoken_of(scene, w)]
            for code, why in (*named, *(states_of(scene, word) if charged else ())):
                found = True
                judges = noun.sector == "JUD" and word in scene.names
                if judges and scene.names[word].name in scene.words.nouns.tribunals:
                    code = "UNO" if scene.counts.get("UNO") else "IGO"
                yield code, f"{prep} {why}"
        if found:
            return


def spoken_of(scene: Scene, word: int) -> Iterator[tuple[str | None, str]]:
    """The countries of whatever a word names: a name, a person, or a noun phrase with its own."""
    parse = scene.parse
    if word in scene.collected:
        first, codes = scene.collected[word]
        yield from ((code, f'"{name_of(parse, first, word)}"') for code in codes)
    elif word in scene.names:
        name = scene.names[word]
        if name.country:
            yield name.country, f'"{name_of(parse, name.first, name.last)}"'
    elif word in scene.people:
        party = scene.people[word][0]
        if party.country:
            yield party.country, party.name or party.noun
        else:
            low = start_of(scene, word)
            yield from before(scene, low, word, word)
    elif word in scene.of or later_state(scene, word):
        yield from ((p.country, p.name or p.noun) for p in scene.of[word] if p.country)
    else:
        low = start_of(scene, word)
        countries = list(before(scene, low, word, word))
        noun = noun_at(scene, word)
        if not countries and noun is not None:
            countries = list(behind(scene, word, noun[0]))
        yield from countries


def states_of(scene: Scene, word: int) -> Iterator[tuple[str | None, str]]:
    """The states whose matter a word is: Jordan of "the minister of trade of Jordan"."""
    for prep, whole in scene.parse.obliques(word):
        if prep == scene.words.phrases.of and whole in scene.names:
            yield from spoken_of(scene, whole)


def later_state(scene: Scene, word: int) -> bool:
    """Settle "the kingdom" in "officials in the kingdom", "the four" in "ministers of the four" and
    "North" in "talks of North and South" before its turn."""
    nouns, lemma = scene.words.nouns, scene.parse.lemma(word)
    if scene.history and any(lemma in known for known in (nouns.states, nouns.numbers, nouns.halves)):
        scene.ahead(scene, word)
    return word in scene.of


def house(
    scene: Scene, low: int, head: int, noun: Noun, countries: Sequence[tuple[str | None, str]]
) -> tuple[str | None, str | None]:
    """The body that a person speaks or works for, with its sector: "State Department spokesman",
    "a spokesman for the coast guard"."""
    parse = scene.parse
    if noun.kind != "person":
        return None, None
    for k in range(low, head):
        name = scene.names.get(k)
        if name is not None and name.kind in BODIES:
            first = scene.names[k - 2] if body_before(scene, k, head) is not None else name
            return first.name, first.sector
        inner = noun_at(scene, k)
        if inner is not None and inner[0].kind != "person" and inner[2] == k:
            return titled(scene, name_of(parse, inner[1], k), countries), inner[0].sector
    phrases = scene.words.phrases
    for prep, word in parse.obliques(head):
        if prep not in phrases.house and prep not in phrases.housed:
            continue
        owner = parse.kid(word, "owner")
        name = scene.names.get(word) or (None if owner is None else scene.names.get(owner))
        if name is not None and name.kind in BODIES:
            return name.name, name.sector  # "the Union's committee" too
        # "a spokesman for the parliament's committee"
        whole = noun_at(scene, owner) if owner is not None else None
        whole = whole if whole is not None and whole[0].kind == "body" else None
        inner = noun_at(scene, word) or whole if word not in scene.names else None
        if inner is not None and inner[0].kind != "person" and prep not in phrases.housed:
            sector = (whole or inner)[0].sector
            return titled(scene, name_of(parse, inner[1], word), countries), sector
    return None, None


def camp_of(scene: Scene, low: int, head: int) -> str | None:
    """The camp that a delegation comes from where it is no state's: "a Chadian opposition delegation",
    "a delegation from the rebels"."""
    parse, phrases = scene.parse, scene.words.phrases
    behind = [word for prep, word in parse.obliques(head) if prep in phrases.house]
    sectors: set[str | None] = set()
    for word in (*range(low, head), *behind):
        name, inner = scene.names.get(word), noun_at(scene, word)
        sectors.add(name.sector if name is not None else inner[0].sector if inner is not None else None)
    sectors.discard(None)
    return next((s for s in CAMPS if sectors == {s}), None)


def seat_of(scene: Scene, body: str) -> tuple[str, str] | None:
    """The state of a body that few states call so, with the reason: "the state department"."""
    states = scene.words.titles.houses.get(body.lower(), ())
    if not states:
        return None
    code = scene.home if scene.home and scene.home in states else states[0]
    return code, f'"{body}" is of {names.called(code)}'


def titled(scene: Scene, words: str, countries: Sequence[tuple[str | None, str]]) -> str:
    """A body's name in full: "foreign ministry" of CHN is "Foreign Ministry of China"."""
    phrases = scene.words.phrases
    text = " ".join(w if w[0].isupper() or w in phrases.small else w.capitalize() for w in words.split())
    code = next((c for c, _ in countries if c), None)
    return phrases.body_of.format(body=text, country=names.called(code)) if code else text


def role_text(scene: Scene, low: int, head: int, end: int, noun: Noun) -> str:
    """The role as the text has it, without country, body, owner and remarks: "diplomatic adviser",
    "Deputy Foreign Minister"."""
    parse, words = scene.parse, scene.words
    start, found = low, noun_at(scene, head)
    begins = found[1] if found is not None else head
    charged = parse.lower[head] in words.titles.charged  # "Treasury secretary", but "ministry spokesman"
    for k in range(low, head):
        name, inner = scene.names.get(k), noun_at(scene, k)
        if (
            (name is not None and not (k >= begins and charged))
            or k in scene.people
            or determines(parse, k)
            or marks_owner(parse, k)
            or (parse.lower[k] in words.titles.regions and k < head - 1)
            or (
                inner is not None
                and inner[0].kind != "person"
                and not (k >= begins and (charged or inner[0].kind == "group"))
            )
            or (k + 1 < head and marks_owner(parse, k + 1))
        ):
            start = k + 1
    while (
        start < head
        and parse.lower[start] != words.titles.former_mark
        and parse.lower[start] not in words.titles.coming
        and (
            parse.lower[start] in words.titles.quality
            or parse.words[start] in DASHES
            or qualifies(parse, start)
        )
    ):
        start += 1
    text = name_of(parse, min(start, head), charge_end(scene, head, end, noun))
    if parse.is_plural(head) and end == head:
        singular = parse.lemmas[head].capitalize() if parse.words[head][0].isupper() else parse.lemmas[head]
        text = text[: len(text) - len(parse.words[head])] + singular
    return text


def charge_end(scene: Scene, head: int, end: int, noun: Noun) -> int:
    """The last word of what a minister is charged with: "Minister of Information", "Minister for Trade and
    Industry", "minister of state for foreign affairs"; the office's own last word for all others."""
    parse, words = scene.parse, scene.words
    if words.titles.charged.isdisjoint(noun.words.split()):
        return end
    for prep, word in parse.obliques(head):
        if prep not in words.phrases.charged or word <= end:
            continue
        row = parse.members(word)
        low, high = parse.phrase(word)[0], max(row)
        named = any(k in scene.names or k in scene.people for k in range(low, high + 1))
        small = parse.is_plural(word) and not determines(parse, low)  # "for foreign affairs"
        if low == end + 2 and not named and (small or all(parse.words[k][0].isupper() for k in row)):
            return high
    return end


def marks_owner(parse: Parse, k: int) -> bool:
    """Whether a word is the mark of whose a thing is: "'s"."""
    return parse.pos[k] == "PART" and parse.has(k, POSSESSIVE)


def qualifies(parse: Parse, k: int) -> bool:
    """Whether a word before a noun says how much or how it is and is no part of an office:
    "the two newly elected"."""
    given = parse.features[k]
    adverb = POSITIVE in given and parse.pos[k] != "ADJ"
    return adverb or bool(given & OF_QUALITY) or PARTICIPLE in given


def title_start(scene: Scene, last: int) -> int:
    """The first word of the title that ends at a word:
    "the French president's diplomatic adviser" begins at "French"."""
    parse, noun = scene.parse, noun_at(scene, last)
    i, sentence = noun[1] if noun is not None else last, parse.sentence_of[last]
    while i > 0 and parse.sentence_of[i - 1] == sentence and i - 1 not in scene.dead:
        k = i - 1
        if not (
            k in scene.names
            or parse.pos[k] in NOUNS
            or (parse.pos[k] == "ADJ" and (parse.has(k, POSITIVE) or parse.has(k, SUPERLATIVE)))
            or marks_owner(parse, k)
            or parse.lower[k] in scene.words.titles.quality
            or (parse.words[k] == "-" and between(parse, k))
        ):
            break
        i = k
    return i
