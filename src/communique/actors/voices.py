"""Whom "I", "we", "our country" and "you" stand for in a quotation.

Knows speaker and addressees as it is told them; does not know where quotations stand.
"""

from __future__ import annotations

from dataclasses import replace

from communique.actors.headnouns import noun_at
from communique.actors.scene import UNIONS, Scene
from communique.actors.stretches import name_of, start_of
from communique.knowledge import names
from communique.records import Actor, Span

Quote = tuple[int, int, Actor | None, tuple[Actor, ...]]  # first and last word, speaker, those spoken to


def voice(scene: Scene, word: int, speaker: Actor | None, addressees: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom a pronoun of the first or second person stands for in a quotation."""
    text, words = scene.parse.lower[word], scene.words
    span = scene.parse.span(word, word)
    if text in words.first.second:
        return tuple(moved(a, span, f'"{text}": spoken to') for a in addressees)
    if speaker is None:
        return ()
    if text in words.first.singular:
        return (moved(speaker, span, f'"{text}": the speaker'),)
    # "US" is no "us"
    if text in words.first.plural and not (len(text) > 1 and scene.parse.words[word].isupper()):
        return (collective(speaker, span, text),)
    return ()


def moved(actor_: Actor, span: Span, why: str) -> Actor:
    """An actor as it stands at another span, with one more reason."""
    return replace(actor_, span=span, because=(*actor_.because, why))


def collective(speaker: Actor, span: Span, text: str) -> Actor:
    """Whom "we" stands for: the speaker's country or organization."""
    if speaker.country is None or speaker.role is None:
        return moved(speaker, span, f'"{text}": the speaker\'s side')
    body = speaker.organization if speaker.country in UNIONS else None
    name = body or names.country_name(speaker.country) or speaker.name
    side = (f'"{text}": the side of {speaker.name}',)
    return Actor(name, speaker.country, speaker.sector, span=span, because=side, body=speaker.body)


def belongs(scene: Scene, noun: int) -> bool:
    """Whether a noun owned by "our" is an actor itself: "our country", "our government", "our soldiers"."""
    lemma = scene.parse.lemma(noun)
    return lemma in scene.words.nouns.states | scene.words.nouns.ours or noun_at(scene, noun) is not None


def owned(scene: Scene, noun: int, owner: Actor) -> Actor:
    """The actor that "our soldiers" is, from whom "our" stands for."""
    parse = scene.parse
    low = start_of(scene, noun)
    found = noun_at(scene, noun)
    span = parse.span(low, noun)
    if found is None or owner.country is None:
        name = names.country_name(owner.country) if owner.country else owner.name
        return Actor(
            name, owner.country, owner.sector if found is None else found[0].sector, None, None, None, span,
            owner.because,
        )
    return Actor(
        name_of(parse, min(low + 1, noun), noun), owner.country, found[0].sector, None, None, None, span,
        owner.because,
    )
