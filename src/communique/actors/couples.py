"""One of two named before: "the former", "the latter", "Peru's host", "his guest".

Knows who was named together, and where; does not know other nouns.
"""

from __future__ import annotations

from communique.actors.mentions import point_back, together
from communique.actors.scene import Party, Scene
from communique.actors.stretches import definite

TWO = 2  # of whom a word tells one from the other
NEAR = 2  # sentences back in which the two were named
PERSONS = 3  # … and in which who is received was


def couple_mention(scene: Scene, low: int, i: int, lemma: str) -> bool:
    """Enter whom "the latter", "Peru's host" or "his guests" stands for; whether it stands for anybody."""
    nouns = scene.words.nouns
    if low == i - 1 and definite(scene, low) and lemma in nouns.turns:
        two = two_before(scene, i)
        found, why = two[nouns.turns.index(lemma)] if len(two) == TWO else None, "the two named before"
    elif lemma in nouns.hosts_and_guests:
        found, why = received(scene, i), "who receives and who is received"
    else:
        return False
    if found is None:
        return False
    point_back(scene, i, (found,), low, why)
    return True


def two_before(scene: Scene, i: int) -> tuple[Party, ...]:
    """The two told apart by "the former" and "the latter": named together, else the only two states of the
    sentence before."""
    for mention in scene.back(20, scene.parse.sentence_of[i] - NEAR):
        if len(both := together(scene, mention)) == TWO:
            return both
    return tuple(scene.state(code) for code in only_two(scene, i))


def only_two(scene: Scene, i: int) -> tuple[str, ...]:
    """The states of the sentence so far, places as well, if they are two, else with those of the one
    before."""
    parse = scene.parse
    sentence = parse.sentence_of[i]
    near: dict[int, list[str]] = {sentence: [], sentence - 1: []}  # by sentence
    for k in range(parse.sentences[max(sentence - 1, 0)][0], i):
        codes = [scene.names[k].country] if k in scene.names else [p.country for p in scene.of.get(k, ())]
        near[parse.sentence_of[k]] += [code for code in codes if code]
    here = dict.fromkeys(near[sentence])
    found = tuple(here if len(here) == TWO else dict.fromkeys((*near[sentence - 1], *here)))
    return found if len(found) == TWO else ()


def received(scene: Scene, i: int) -> Party | None:
    """Who "Peru's host" or "his guest" is: of two states the one that is not the owner's."""
    owner = scene.parse.kid(i, "owner")
    codes = {p.country for p in scene.of.get(owner, ())} if owner is not None else set()
    two = only_two(scene, i) or tuple(code for code, _ in scene.counts.most_common(TWO))
    left = [code for code in two if code not in codes] if codes and len(two) == TWO else []
    return party_of(scene, i, left[0], many=scene.parse.is_plural(i)) if len(left) == 1 else None


def party_of(scene: Scene, i: int, code: str, *, many: bool) -> Party:
    """The person of a state who was mentioned last, else whoever else is of it, else the state."""
    single = (m for m in scene.back(30, scene.parse.sentence_of[i] - PERSONS) if len(m.parties) == 1)
    near = [m.parties[0] for m in single if m.parties[0].country == code]
    persons = [p for p in near if p.kind == "person" and p.plural == many]
    return next(iter(persons or [p for p in near if p.kind != "state"]), scene.state(code))
