"""Names with several meanings ("Congo", "Georgia", "Washington"): which one this text intends,
or that it leaves it open.

Knows the words that speak for each meaning; does not know what anybody does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from communique.actors.names import put
from communique.actors.scene import UNIONS, Name, Scene
from communique.actors.stretches import name_of
from communique.actors.vocabulary import Sense
from communique.knowledge import names


def settle_senses(scene: Scene) -> None:
    """Give every name of several meanings the one that the text speaks for; where it speaks for none,
    no country and the candidates."""
    for name in distinct(scene):
        text = name_of(scene.parse, name.first, name.last)
        senses = scene.words.senses.get(text)
        if senses is not None and not name.own:
            exchange(scene, name, meant(scene, name, text, senses))
    for name in [name for name in distinct(scene) if name.kind == "demonym" and part_of_old(scene, name)]:
        exchange(scene, name, None)


def part_of_old(scene: Scene, name: Name) -> bool:
    """Whether an adjective is that of a state that is no more, parts of which are spoken of: "the former
    Soviet republics"."""
    parse, behind = scene.parse, name.last + 1
    former = name.first > 0 and parse.lower[name.first - 1] == scene.words.titles.former_mark
    return former and behind < len(parse) and parse.lemma(behind) in scene.words.nouns.states


def distinct(scene: Scene) -> Iterator[Name]:
    """The names of the text, each once."""
    yield from [name for i, name in scene.names.items() if i == name.first]


def exchange(scene: Scene, name: Name, other: Name | None) -> None:
    """Put one reading of a name in the place of another; None takes the name back."""
    if other is name:
        return
    if name.about:
        scene.counts[name.about] -= 1
    if other is not None:
        put(scene, other)
    else:
        for k in range(name.first, name.last + 1):
            del scene.names[k]


def meant(scene: Scene, name: Name, text: str, senses: tuple[Sense, ...]) -> Name | None:
    """A name as the text intends it: the meaning with most words for it;
    with one meaning only and no word for it, no name at all."""
    weights = [evidence(scene, text, sense) for sense in senses]
    best = max(weights)
    winners = [sense for sense, weight in zip(senses, weights, strict=True) if weight == best]
    if best == 0 and len(senses) == 1:
        return None
    if best == 0 and name.kind == "capital":
        winners = winners[:1]  # "Brussels", of a text that names neither the union nor Belgium
    states = [sense for sense in senses if not sense.place]
    if len(winners) > 1 and best == 0 and name.kind == "demonym" and len(states) == 1:
        winners = states  # "Georgian" is of the state before it is of what else is called Georgia
    if len(winners) > 1 and (best > 0 or not abroad(scene, name, senses)):
        return undecided(name, text, senses)
    sense = winners[0]
    if sense.place:
        return replace(name, kind="place", country=sense.code, why=f'"{text}": {sense.place}')
    if sense.code == name.country:
        return name
    return replace(name, country=sense.code, name=names.called(sense.code))


def undecided(name: Name, text: str, senses: tuple[Sense, ...]) -> Name:
    """A name that the text leaves open: no country, and the candidates as the reason."""
    candidates = ", ".join(sense.place or sense.code for sense in senses)
    return replace(
        name, kind="state", country=None, name=text, why=f'"{text}": country open among {candidates}'
    )


def evidence(scene: Scene, text: str, sense: Sense) -> int:
    """How much in the text speaks for a meaning: its words, and other names of the same country."""
    found = sum(
        1 for word in sense.words
        if word in scene.parse.text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", scene.parse.text)
    )
    if sense.place:
        return found
    others = {
        name.name if name.kind == "capital" else name_of(scene.parse, name.first, name.last)
        for name in distinct(scene)
        if name.country == sense.code and name_of(scene.parse, name.first, name.last) not in sense.names
    }
    return found + 2 * len(others)


def abroad(scene: Scene, name: Name, senses: tuple[Sense, ...]) -> bool:
    """Whether other countries are named, so that of a country and a mere place the country is meant."""
    codes = {sense.code for sense in senses}
    if sum(1 for sense in senses if not sense.place) != 1:
        return False
    return any(other.country not in (None, *UNIONS, *codes) for other in distinct(scene) if other is not name)


def namesake(scene: Scene, i: int) -> bool:
    """Whether a country's or city's name is that of a person of the article:
    "Jordan" after "Michael Jordan" alone."""
    name = scene.names[i]
    if name.first != name.last or name.kind == "demonym":
        return False
    word = scene.parse.lower[i]
    if not any(party.tokens[-1] == word and len(party.tokens) > 1 for party in scene.known.get(word, ())):
        return False
    return not any(o.country == name.country and scene.parse.lower[o.first] != word for o in distinct(scene))
