"""The noun for people or bodies at a word: "foreign ministry", "secretary of state", "president-elect".

Knows people.csv and how such nouns are put together; does not know the phrase around them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.actors.scene import Scene
from communique.actors.stretches import DASHES
from communique.actors.vocabulary import Noun


def noun_at(scene: Scene, i: int) -> tuple[Noun, int, int] | None:
    """The longest noun for people or bodies at word `i`, with its first and last word: "foreign ministry",
    "secretary of state"."""
    if i not in scene.nouns:
        scene.nouns[i] = (
            noun_forward(scene, i)
            or noun_backward(scene, i)
            or noun_coming(scene, i)
            or noun_french(scene, i)
        )
    return scene.nouns[i]


def written(words: Iterable[str]) -> str:
    """Words as people.csv has them."""
    return " ".join(words).replace("’", "'").replace(" - ", "-")


def noun_forward(scene: Scene, i: int) -> tuple[Noun, int, int] | None:
    """The longest noun that goes on behind its head: "secretary of state", "chargé d'affaires"."""
    parse, nouns = scene.parse, scene.words.people
    # "editor-in-chief"
    hyphen = i + 2 < len(parse) and parse.words[i + 1] in DASHES and parse.ends[i + 1] == parse.starts[i + 2]
    if i + 1 >= len(parse) or not (hyphen or parse.lower[i + 1] in scene.words.phrases.goes_on):
        return None
    for end in range(min(i + 5, len(parse) - 1), i, -1):
        if parse.sentence_of[end] == parse.sentence_of[i]:
            # as the words stand: "d'" of "secrétaire d'État" is "de" to the grammar
            text = written(word.lower() for word in parse.words[i : end + 1]).replace("' ", "'")
            if text in nouns:
                return nouns[text], i, end
    return None


def noun_backward(scene: Scene, i: int) -> tuple[Noun, int, int] | None:
    """The longest noun that ends at its head: "foreign ministry";
    a plural that the table lacks is sought by its singular."""
    parse, nouns = scene.parse, scene.words.people
    word = parse.lower[i]
    if word not in scene.words.endings:
        word = parse.lemma(i)
        if word not in scene.words.endings:
            return None
    for start in range(max(0, i - 4), i + 1):
        if parse.sentence_of[start] == parse.sentence_of[i]:
            text = written((*parse.lower[start:i], word))
            if text in nouns:
                return nouns[text], start, i
    return None


def noun_coming(scene: Scene, i: int) -> tuple[Noun, int, int] | None:
    """The noun of "president-elect", which the parser splits:
    it names whoever has not yet taken the office."""
    parse = scene.parse
    if i < 2 or parse.lower[i] not in scene.words.titles.elect or parse.words[i - 1] not in DASHES:
        return None
    found = noun_backward(scene, i - 2)
    if found is None or found[0].kind != "person":
        return None
    noun, start, _ = found
    return replace(noun, words=f"{noun.words}-{parse.lower[i]}"), start, i


def noun_french(scene: Scene, i: int) -> tuple[Noun, int, int] | None:
    """The noun whose head the parser takes for its last word: "affaires" in "chargé d'affaires"."""
    parse = scene.parse
    if i == 0 or parse.lower[i] not in scene.words.phrases.goes_on or not parse.lower[i - 1].isalpha():
        return None
    noun = scene.words.people.get(written(parse.lower[i - 1 : i + 1]))
    return (noun, i - 1, i) if noun is not None else None
