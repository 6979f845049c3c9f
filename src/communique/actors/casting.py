"""The cast of an article: who is who, asked by head word, and to whom a noun that is no actor belongs.

Knows the order in which the text is gone through; leaves each kind of word to the module of its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from communique.actors.groups import fill_apposed, fill_groups, fill_states
from communique.actors.homes import link_persons, settle_home
from communique.actors.members import fill_leaders, fill_members, fill_rulers
from communique.actors.mentions import collective_mention, fill_lists, fill_rows, name_mention, person_mention
from communique.actors.names import (
    find_collectives,
    find_datelines,
    find_lists,
    find_names,
    find_openings,
    mark_quotes,
    read_entry,
)
from communique.actors.nouns import noun_mention
from communique.actors.persons import find_persons
from communique.actors.pronouns import pronoun_mention
from communique.actors.scene import Party, Scene, actor
from communique.actors.senses import settle_senses
from communique.actors.topics import topic
from communique.actors.voices import Quote, belongs, owned, voice
from communique.grammar import Parse
from communique.grammar.features import DASH
from communique.knowledge import names
from communique.reasons import TEXT
from communique.records import Actor, unique


class Cast:
    """Who is who in one article: asks by head word, answers with actors."""

    __slots__ = ("_found", "_scene", "_voices")

    def __init__(self, scene: Scene, voices: dict[int, tuple[Actor, ...]] | None = None) -> None:
        self._scene = scene
        self._voices = voices or {}
        self._found: dict[int, tuple[Actor, ...]] = {}

    def of(self, head: int) -> tuple[Actor, ...]:
        """Whom the noun phrase headed by a word stands for, worked out once; () when it is no actor."""
        if head in self._voices:
            return self._voices[head]
        if head not in self._found:
            self._found[head] = self._settled(head)
        return self._found[head]

    def _settled(self, head: int) -> tuple[Actor, ...]:
        """Whom a noun phrase stands for by what the walk through the article found."""
        scene = self._scene
        parties = scene.of.get(head, ())
        if not parties:
            return ()
        first, last = scene.spans.get(head, (head, head))
        span, why = scene.parse.span(first, last), scene.why.get(head)
        return tuple(actor(party, span, why) for party in parties)

    def owners(self, head: int) -> tuple[Actor, ...]:
        """The actors that a noun, itself no actor, belongs to: "China's demand", "an Israeli attack",
        "a threat from Iran"."""
        found: list[Actor] = []
        for word in owning(self._scene, head):
            found += [
                a for a in self.of(word) or flagged(self._scene, word) if not any(same(a, b) for b in found)
            ]
        return tuple(found)

    def named(self, actors: Iterable[Actor], heads: Iterable[int] = ()) -> tuple[Actor, ...]:
        """Actors with the persons whom their words name: A for the state in "froze the assets of Chadian
        president A", A beside "the regime of A"; and persons of theirs, or of no known state, at heads."""
        scene = self._scene
        found: list[Actor] = []
        for one in actors:
            word = scene.parse.word_at(one.span.end - 1) if one.span is not None else -1
            borne = self.bearer(one, word)
            beside = scene.beside.get(word, ()) if borne is one else ()
            found += (borne, *(beside_group(party, one) for party in beside))
        home, called = {None, *(a.country for a in found)}, {a.name for a in found}
        people = (a for h in heads if h in scene.people for a in self.of(h))
        return unique((*found, *(a for a in people if a.country in home and a.name not in called)))

    def bearer(self, actor: Actor, word: int) -> Actor:
        """The person whom the word for a state only describes, or the words around it; else the actor itself:
        "the Chadian president A", "the Chadian pilot, Captain A"."""
        parse, people, head = self._scene.parse, self._scene.people, self._scene.parse.heads[word]
        if word < 0 or word in people:
            return actor
        apposed = (k for k in parse.kids[head] if k > word and parse.relations[k] == "apposition")
        bearer = next((k for k in (head, *apposed) if k in people), head)
        if bearer not in people or people[bearer][0].country != actor.country:
            return actor
        return next((a for a in self.of(bearer) if a.country and a.name == people[bearer][0].name), actor)

    def within(self, quotes: Sequence[Quote]) -> Cast:
        """A cast in which "I", "we", "our country" and "you" inside the word ranges stand for the speakers
        and those spoken to."""
        voices = dict(self._voices)
        for first, last, speaker, addressees in quotes:
            for word in range(first, min(last + 1, len(self._scene.parse))):
                found = voice(self._scene, word, speaker, addressees)
                if found:
                    voices[word] = found
                    noun = self._scene.parse.heads[word]
                    if self._scene.parse.relations[word] == "owner" and belongs(self._scene, noun):
                        voices[noun] = tuple(owned(self._scene, noun, a) for a in found)
        return Cast(self._scene, voices)

    def speaking(self, voices: Mapping[int, tuple[Actor, ...]]) -> Cast:
        """A cast in which these words stand for these actors: the issuers of a document,
        wherever it speaks of them."""
        return Cast(self._scene, {**self._voices, **voices})

    def subject_matter(self, start: int) -> Actor | None:
        """The state that the text is clearly about, as last named before a character;
        None where it is about several, or not named yet."""
        code = topic(self._scene)
        if code is None:
            return None
        named = [
            a for _, _, a in self.mentions
            if a.country == code and a.span is not None and a.span.start < start
        ]
        if named and named[-1].span is not None:
            return actor(self._scene.state(code), named[-1].span, f"{TEXT} it")
        return None

    @property
    def mentions(self) -> list[tuple[int, int, Actor]]:
        """First word, last word and actor of each mention, in the order of the text."""
        found = []
        for mention in self._scene.history:
            first, last = self._scene.spans.get(mention.head, (mention.head, mention.head))
            found += [(first, last, a) for a in self.of(mention.head)]
        return found

    @property
    def people(self) -> tuple[Actor, ...]:
        """The persons of the article that have a name, each once, with the fullest description;
        spans are of the first mention."""
        people, span = self._scene.people, self._scene.parse.span
        first = {people[word][0]: people[word][1:] for word in sorted(people, reverse=True)}
        return tuple(actor(p, span(*first[p]), None) for p in self._scene.persons if p in first)


def beside_group(party: Party, group: Actor) -> Actor:
    """The record of who is named in the words for a group: of its state, where nothing says of which."""
    who = actor(party, group.span, f"named with {group.name}")
    return replace(who, country=who.country or group.country)


def owning(scene: Scene, head: int) -> Iterator[int]:
    """The words that may own or modify a noun, nearest in meaning first: possessive, "by" and "from",
    adjective and compound, "of"."""
    parse = scene.parse
    roles = parse.noun(head).roles
    yield from roles.get("owner", ())
    leaving = parse.lemma(head) in scene.words.nouns.leavings
    for preposition in scene.words.phrases.doers[: 1 if leaving else None]:
        yield from roles.get(f"oblique:{preposition}", ())
    yield from roles.get("modifier", ())
    for k in parse.kids[head]:
        if parse.relations[k] == "time" or parse.has(k, DASH):
            yield k
    if parse.lemma(head) in scene.words.nouns.of_owner and not roles.get("owner"):
        yield from roles.get(f"oblique:{scene.words.phrases.of}", ())


def flagged(scene: Scene, word: int) -> tuple[Actor, ...]:
    """The country in "British-flagged" or "U.S.-led", which owns what follows."""
    parse = scene.parse
    text = parse.lower[word]
    if "-" in text and text.rsplit("-", 1)[1] in scene.words.nouns.hyphen_owner:
        hit = names.longest([parse.words[word].rsplit("-", 1)[0]], 0)
        name = read_entry(hit[0], word, word) if hit is not None else None
    elif text in scene.words.nouns.hyphen_owner and word > 1 and parse.words[word - 1] == "-":
        name = scene.names.get(word - 2)
    else:
        return ()
    if name is None or not name.country:
        return ()
    return (actor(scene.state(name.country), parse.span(min(name.first, word), word), None),)


def same(a: Actor, b: Actor) -> bool:
    """Whether two mentions are of one actor."""
    return a.name == b.name and a.country == b.country


def cast(parse: Parse, on: str | None) -> Cast:
    """Everyone in a parsed article published on a day, ready to be asked for by head word."""
    scene = Scene(parse, on, ahead=noun_mention)
    mark_quotes(scene)
    find_names(scene)
    find_lists(scene)
    find_datelines(scene)
    find_openings(scene)
    find_collectives(scene)
    settle_senses(scene)
    find_persons(scene)
    link_persons(scene)
    settle_home(scene)
    for i in range(len(parse)):
        walk(scene, i)
    fill_groups(scene)
    fill_rows(scene)
    fill_lists(scene)
    fill_members(scene)
    fill_states(scene)
    fill_apposed(scene)
    fill_leaders(scene)
    fill_rulers(scene)
    return Cast(scene)


def walk(scene: Scene, i: int) -> None:
    """Settle whom word `i` stands for, knowing all that came before it."""
    if i in scene.dead:
        return
    if i in scene.collected:
        collective_mention(scene, i)
    elif i in scene.people:
        party, first, last = scene.people[i]
        scene.of[i] = (party,)
        if i == last:
            person_mention(scene, party, first, last)
    elif i in scene.names:
        if i == scene.names[i].last:
            name_mention(scene, scene.names[i])
    elif (spec := scene.words.pronouns.get(scene.parse.lower[i])) is not None:
        pronoun_mention(scene, i, spec)
    elif scene.parse.relations[i] != "compound" and i not in scene.of:
        noun_mention(scene, i)
