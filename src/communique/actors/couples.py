"""One of two named before: "the former", "the latter", "the host", "his guest".

Knows who was named together, and where; does not know other nouns.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors.groups import opposed
from communique.actors.mentions import note, together
from communique.actors.scene import Party, Scene
from communique.actors.stretches import convened, definite, name_of, placed, travelled

TWO = 2  # of whom a word tells one from the other
NEAR = 2  # sentences back in which the two were named
PERSONS = 3  # … and in which who is received was


def couple_mention(scene: Scene, low: int, i: int, lemma: str) -> bool:
    """Enter whom "the latter", "the host" or "his guests" stands for; whether it stands for anybody."""
    nouns = scene.words.nouns
    if low == i - 1 and definite(scene, low) and lemma in nouns.turns:
        two = two_before(scene, i)
        found, why = two[nouns.turns.index(lemma)] if len(two) == TWO else None, "the two named before"
    elif lemma in nouns.hosts or lemma in nouns.guests:
        found, why = received(scene, low, i, lemma), "who receives and who is received"
    else:
        return False
    if found is None:
        return False
    note(scene, i, (found,), low, i, f'"{name_of(scene.parse, low, i)}": {why}')
    return True


def two_before(scene: Scene, i: int) -> tuple[Party, ...]:
    """The two told apart by "the former" and "the latter": named together, else who did it and to whom,
    else the only two states of the sentence before."""
    sentence = scene.parse.sentence_of[i]
    for mention in reversed(scene.history[-20:]):
        if mention.sentence < sentence - NEAR:
            break
        both = together(scene, mention)
        if len(both) == TWO and both[0] is not both[1]:
            return both
    return opposed(scene, sentence) or tuple(scene.state(code) for code in only_two(scene, i))


def only_two(scene: Scene, i: int) -> tuple[str, ...]:
    """The states of the sentence so far, places as well, if they are two, else with those of the one
    before."""
    near = list(named(scene, i))
    sentence_of = scene.parse.sentence_of
    here = dict.fromkeys(code for k, code in near if sentence_of[k] == sentence_of[i])
    found = tuple(here if len(here) == TWO else dict.fromkeys(code for _, code in near))
    return found if len(found) == TWO else ()


def main_two(scene: Scene) -> tuple[str, ...]:
    """The two states that a text names most."""
    found = tuple(code for code, count in scene.counts.most_common(TWO) if count > 0)
    return found if len(found) == TWO else ()


def named(scene: Scene, i: int) -> Iterator[tuple[int, str]]:
    """The words that tell of a state before a word, in its sentence and in the one before, with the
    state."""
    parse = scene.parse
    sentence = parse.sentence_of[i]
    for k in range(parse.sentences[max(sentence - 1, 0)][0], i):
        if k in scene.names and scene.names[k].country:
            yield k, scene.names[k].country or ""
        elif k not in scene.names:
            yield from ((k, p.country) for p in scene.of.get(k, ()) if p.country)


def received(scene: Scene, low: int, i: int, lemma: str) -> Party | None:
    """Who "the host" or "his guest" is: of two states the one that is not the owner's, or the one where
    the other is."""
    nouns = scene.words.nouns
    owner = scene.parse.kid(i, "owner")
    two = only_two(scene, i) or (() if owner is None else main_two(scene))
    if not two or (owner is None and not (low == i - 1 and definite(scene, low))):
        return None
    if owner is not None:
        codes = {p.country for p in scene.of.get(owner, ())}
        left = [code for code in two if code not in codes]
        if len(left) != 1 or not codes:
            return None
        return party_of(scene, i, left[0], many=scene.parse.is_plural(i))
    at_home = next((code for k, code in named(scene, i) if stays(scene, k)), None)
    if at_home is None:
        return None
    guest = two[1 - two.index(at_home)]
    meant = at_home if lemma in nouns.hosts else guest
    return party_of(scene, i, meant, many=scene.parse.is_plural(i))


def party_of(scene: Scene, i: int, code: str, *, many: bool) -> Party:
    """The person of a state who was mentioned last, else whoever else is of it, else the state."""
    sentence = scene.parse.sentence_of[i]
    near = [
        p for m in reversed(scene.history[-30:])
        if m.sentence >= sentence - PERSONS and len(m.parties) == 1 for p in m.parties if p.country == code
    ]
    persons = [p for p in near if p.kind == "person" and p.plural == many]
    return next(iter(persons or [p for p in near if p.kind != "state"]), scene.state(code))


def stays(scene: Scene, k: int) -> bool:
    """Whether a name is where somebody receives or visits, or who receives."""
    parse = scene.parse
    if k in scene.names and (placed(scene, k) or travelled(scene, k) or convened(scene, k)):
        return True
    clause = parse.clause_of(k)
    return clause is not None and k in clause.subject and clause.lemma in scene.words.nouns.receiving
