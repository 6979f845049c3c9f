"""A state named by what it is to another ("its ally", "their neighbour", "the other side"), and one of two
named before ("the latter", "Peru's host", "his guest").

Knows who was named before, and old alliances; does not know nouns for people and bodies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from communique.actors.groups import pair_mention
from communique.actors.mentions import note, point_back, together
from communique.actors.scene import UNIONS, Party, Scene
from communique.actors.stretches import definite, name_of
from communique.knowledge import names

CLOSE = 2  # sentences back in which the other state is sought before the whole text is
TWO = 2  # of whom a word tells one from the other
NEAR = 2  # sentences back in which the two were named
PERSONS = 3  # … and in which who is received was
MAIN = 2  # how many states an article is about


def other_one(scene: Scene, low: int, i: int) -> bool:
    """Whether a noun phrase is "the other side", "the other government", "the other country"."""
    return definite(scene, low) and any(w in scene.words.nouns.other for w in scene.parse.lower[low:i])


def relative_mention(scene: Scene, low: int, i: int, lemma: str) -> None:
    """ "its ally", "Peru's neighbour", "the other side": the state that is it to the owner,
    or to who speaks."""
    parse, words = scene.parse, scene.words
    owner = parse.kid(i, "owner")
    if parse.is_plural(i):
        if lemma not in words.nouns.friends and low == i - 1 and parse.lower[low] == words.phrases.the:
            pair_mention(scene, low, i, lemma)
        elif owner is not None and any(p.kind == "state" for p in scene.of.get(owner, ())):
            note(scene, i, (unnamed(scene, low, i, lemma),), low, i)
        return
    if (beside := apposed(scene, i) or adjectival(scene, i)) is not None:
        note(scene, i, (beside,), low, i, "named beside")
        return
    if owner is not None:
        parties = scene.of.get(owner, ())
    elif other_one(scene, low, i):
        parties = speaking(scene, i)
    else:
        return
    codes = {p.country for p in parties if p.country}
    if not codes:
        return
    code, why = other_state(scene, i, codes, lemma)
    if code:
        point_back(scene, i, (scene.state(code),), low, why)
    elif owner is not None and any(p.kind == "state" for p in parties):
        note(scene, i, (unnamed(scene, low, i, lemma),), low, i)


def unnamed(scene: Scene, low: int, i: int, lemma: str) -> Party:
    """The state or states that are it to the owner, none of which is named: "Peru's neighbours" are not
    Peru."""
    name, plural = name_of(scene.parse, low, i), scene.parse.is_plural(i)
    why = ["of states that the text does not name"]
    return Party("group", name, None, "GOV", gender="n", noun=lemma, plural=plural, because=why)


def adjectival(scene: Scene, i: int) -> Party | None:
    """The state by whose adjective it is called: "her Polish neighbour"."""
    parse = scene.parse
    before = (k for k in parse.kids[i] if k < i and parse.relations[k] == "modifier" and k in scene.names)
    code = next((scene.names[k].country for k in before), None)
    return scene.state(code) if code else None


def the_other(scene: Scene, low: int, i: int) -> None:
    """ "each side accused the other": both, of two who do it to one another."""
    parties = speaking(scene, i)
    if len(parties) == 2:
        note(scene, i, parties, low, i, "each to the other")


def apposed(scene: Scene, i: int) -> Party | None:
    """The state named beside a word: "its ally, Japan", "Japan, its ally"."""
    parse = scene.parse
    beside = [k for k in parse.kids[i] if parse.relations[k] == "apposition"]
    if parse.relations[i] == "apposition":
        beside.append(parse.heads[i])
    codes = [scene.names[k].country for k in beside if k in scene.names]
    return scene.state(codes[0]) if codes and codes[0] else None


def speaking(scene: Scene, i: int) -> tuple[Party, ...]:
    """The subject of the nearest clause above a word that has one other than the word."""
    parse = scene.parse
    clause = parse.clause_of(i)
    for above in (clause, *parse.ancestors(clause)) if clause is not None else ():
        subjects = [w for w in above.subject if w < i]
        found = tuple(p for w in subjects for m in parse.members(w) for p in scene.of.get(m, ()))
        if found:
            return found
    return ()


def other_state(scene: Scene, i: int, owners: Collection[str], lemma: str) -> tuple[str | None, str]:
    """The one state beside the owners: of those the text is about, or just spoken of;
    of several the old ally, or who shares a border."""
    barred = {*owners, *(p.country for p in speaking(scene, i) if p.country), *acted_on(scene, i)}
    near = [code for code in dict.fromkeys(recent(scene, i)) if code not in barred]
    main = [code for code, count in scene.counts.most_common(6) if code not in UNIONS and count > 0]
    if (bound := kin(scene, owners, lemma)) is not None:
        why = f"bound to {called(owners)}, or beside"
        akin = [code for code in near if code in bound]
        foremost = [code for code in main[:MAIN] if code in bound and code not in barred]
        for found in (akin, foremost):
            if len(found) == 1:
                return found[0], why
        if akin or foremost:
            return None, ""
    top = main[: len(owners) + 1]
    left = [code for code in top if code not in barred]
    if len(left) == 1 and set(owners) <= set(top) and (left[0] in near or not near):
        return left[0], f"the text is about {called(top)}"
    return (near[0], f"the other one beside {called(owners)}") if len(near) == 1 else (None, "")


def acted_on(scene: Scene, i: int) -> list[str | None]:
    """The states to which the subject at a word does something, who is none of them:
    "its ally warned Peru"."""
    clause = scene.parse.clause_of(i)
    heads = clause.at("object") if clause is not None and i in clause.subject else ()
    return [scene.names[w].country for w in heads if w in scene.names]


def kin(scene: Scene, owners: Collection[str], lemma: str) -> frozenset[str] | None:
    """The states that are, as known, such a relative to all the owners;
    None where nothing is known of that."""
    nouns = scene.words.nouns
    if lemma not in nouns.friends | nouns.bordering:
        return None
    table = nouns.allies if lemma in nouns.friends else scene.words.borders
    return frozenset.intersection(*(frozenset(table.get(code, ())) for code in owners))


def recent(scene: Scene, i: int) -> Iterator[str]:
    """The states of the mentions just before a word, the nearest first."""
    for mention in scene.back(20, scene.parse.sentence_of[i] - CLOSE):
        yield from (p.country for p in mention.parties if p.country and p.country not in UNIONS)


def called(codes: Collection[str]) -> str:
    """Countries by their names."""
    return " and ".join(names.called(code) for code in sorted(codes))


# ---------------------------------------------------------------- of two, the one or the other
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
