"""To whom a noun that is no actor belongs: "China's demand", "a threat from Iran", "a British-flagged ship".

Knows the words around the noun; does not know what the noun means.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors.names import read_entry
from communique.actors.scene import Scene, actor
from communique.grammar.features import DASH
from communique.knowledge import names
from communique.records import Actor


def owning(scene: Scene, head: int) -> Iterator[int]:
    """The words that may own or modify a noun, nearest in meaning first: possessive, "by" and "from",
    adjective and compound, "of"."""
    parse = scene.parse
    roles = parse.noun(head).roles
    yield from roles.get("owner", ())
    leaving = parse.lemmas[head].lower() in scene.words.nouns.leavings
    for preposition in scene.words.phrases.doers[: 1 if leaving else None]:
        yield from roles.get(f"oblique:{preposition}", ())
    yield from roles.get("modifier", ())
    for k in parse.kids[head]:
        if parse.relations[k] == "time" or parse.has(k, DASH):
            yield k
    if parse.lemmas[head].lower() in scene.words.nouns.of_owner and not roles.get("owner"):
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
