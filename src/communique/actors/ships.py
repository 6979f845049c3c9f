"""Names of warships: "HMS Argyll" stands for the British navy.

Knows the letters before the name; does not know single ships.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from communique.actors.scene import Name, Scene
from communique.knowledge import load_toml

LONGEST = 3  # words of a ship's name after its letters: "HMS Prince of Wales" is found by its first


@cache
def prefixes() -> Mapping[str, tuple[str, ...]]:
    """The states whose ships bear letters before their names."""
    table: dict[str, list[str]] = load_toml("ships.toml")["prefixes"]
    return {letters: tuple(states) for letters, states in table.items()}


def ship_letters(scene: Scene, i: int) -> int | None:
    """The last word of a warship's name that begins with its letters at word `i`;
    None where no such name begins."""
    parse, last = scene.parse, i
    if parse.words[i] not in prefixes():
        return None
    while last - i < LONGEST and last + 1 < len(parse) and titled(parse.words[last + 1]):
        last += 1
    return last if last > i else None


def titled(word: str) -> bool:
    """Whether a word begins with a capital and is no line of capitals."""
    return word[0].isupper() and not word.isupper()


def ship(scene: Scene, i: int) -> Name | None:
    """The warship whose name begins at a word; of letters that several navies bear,
    only where one of their states is in the text."""
    last, letters = ship_letters(scene, i), scene.parse.words[i]
    states = prefixes().get(letters, ())
    near = [code for code in states if scene.counts[code] > 0] if len(states) > 1 else states
    if last is None or len(near) != 1:
        return None
    name, why = " ".join(scene.parse.words[i : last + 1]), f"a ship called {letters} is of {near[0]}"
    return Name(i, last, "body", near[0], name, "MIL", why=why)
