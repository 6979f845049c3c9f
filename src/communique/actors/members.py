"""Groups by those who are named of them: "ten states, among them Peru", "two donors, Peru and Chile",
"most of the lenders, including Peru", "a team led by Peru".

Knows who every word stands for; does not know what they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.actors.scene import Party, Scene
from communique.grammar import Parse
from communique.grammar.features import PERSONAL
from communique.knowledge.roles import OF, marked

CLIMB = 5  # words up from a word that opens the names at which the group is sought
NOBODY: tuple[None, tuple[int, ...]] = (None, ())
FIRMS = frozenset(("BUS", "MNC", "MED"))  # "networks such as Facebook", "channels including the BBC"
NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM")


def fill_members(scene: Scene) -> None:
    """Let a group of which nothing else says who they all are stand for those who are named of it; people of
    one state for them and whoever of them is named: "Chadian ministers, including A"."""
    parse, words = scene.parse, scene.words.phrases
    openers = words.including | words.among | words.notably
    for word in range(len(parse)) if not openers.isdisjoint(parse.lower) else ():
        if parse.lower[word] in openers:
            fill(scene, *listed(scene, word))
    for word in list(scene.of):
        row = parse.members(word) if parse.relations[word] == "apposition" else ()
        if row and several(parse, parse.heads[word]) and all(known(scene, w) for w in row):
            fill(scene, parse.heads[word], row)


def known(scene: Scene, word: int) -> bool:
    """Whether a word stands for somebody of a state."""
    return any(p.country for p in scene.of.get(word, ()))


def several(parse: Parse, word: int) -> bool:
    """Whether a word is a common noun in the plural."""
    return parse.is_plural(word) and parse.pos[word] == "NOUN"


def fill_rulers(scene: Scene) -> None:
    """Who rules by a government is named with it: "the regime of A", "a government under A", "A's rule"."""
    parse, words = scene.parse, scene.words
    for head, (party, _, last) in scene.people.items():
        above = parse.heads[head]
        prep = parse.relations[head] == "oblique:object" and parse.lower[above] in words.phrases.ruled_by
        noun = parse.heads[above] if prep else above
        owns = parse.relations[head] in ("owner", "compound") and noun > last
        if (prep or owns) and parse.lemma(noun) in words.phrases.rules and noun not in scene.people:
            stand_beside(scene, noun, (party,))


def stand_beside(scene: Scene, group: int, named: Sequence[Party]) -> None:
    """Name persons with a group of their state, or of none known; a word for nobody else stands for them."""
    whole = scene.of.get(group, ())
    home = {p.country for p in whole if p.country}
    if whole:
        theirs = (p for p in named if p.country is None or p.country in home)
        scene.beside[group] = (*scene.beside.get(group, ()), *theirs)
    else:
        scene.of[group] = tuple(named)
        scene.spans.setdefault(group, scene.parse.phrase(group))


def listed(scene: Scene, word: int) -> tuple[int | None, Sequence[int]]:
    """The group and the named ones that a word ties together, as heads: "including", "among", "notably"."""
    parse, words = scene.parse, scene.words.phrases
    name, above = parse.lower[word], parse.heads[word]
    if name in words.notably:
        apposed = parse.relations[above] == "apposition"
        return (group_above(scene, above), parse.members(above)) if apposed else NOBODY
    objects = [w for _, w in parse.governed(word)]
    if name in words.including:
        return group_above(scene, word), objects
    if name not in words.among or not any(parse.has(w, PERSONAL) for w in objects):
        return NOBODY
    behind = (k for k in parse.kids[above] if k > word and parse.relations[k] == "apposition")
    if above > word and above in scene.people:  # the parser takes who is named for who acts
        return group_above(scene, word), parse.members(above)
    named = [w for w in objects if not parse.has(w, PERSONAL)]
    named = named or [m for k in behind for m in parse.members(k)]
    return group_above(scene, word), named


def group_above(scene: Scene, word: int) -> int | None:
    """The noun in the plural, or of an amount, that a word hangs on; of one that hangs on the verb the one
    before its comma."""
    parse = scene.parse
    at = parse.heads[word]
    if (parse.pos[at] in ("VERB", "AUX") or at > word) and word > 1 and parse.lower[word - 1] == ",":
        at = word - 2
    for _ in range(CLIMB):
        if parse.pos[at] in NOMINAL and (parse.is_plural(at) or amount(scene, at) or sent(scene, at)):
            return at
        if parse.heads[at] == at or parse.pos[at] in ("VERB", "AUX"):
            return None
        at = parse.heads[at]
    return None


def amount(scene: Scene, word: int) -> bool:
    """Whether a word says how many of a group are meant: "a dozen", "most"."""
    nouns = scene.words.nouns
    return scene.parse.lower[word] in nouns.parts or scene.parse.lemma(word) in nouns.amounts


def sent(scene: Scene, word: int) -> bool:
    """Whether a word means several people who are sent together: "a delegation"."""
    return scene.parse.lemma(word) in scene.words.nouns.missions


def fill(scene: Scene, group: int | None, members: Sequence[int]) -> None:
    """Let a group, and the whole that it is part of, stand for its named members."""
    named = [p for w in members for p in parties(scene, w)]
    if group is None or not named:
        return
    for word in wholes(scene, group):
        join(scene, word, named)


def parties(scene: Scene, word: int) -> tuple[Party, ...]:
    """Whom a member is: itself, or "those of Peru"."""
    parse = scene.parse
    if found := scene.of.get(word, ()):
        return tuple(p for p in found if p.sector not in FIRMS)
    if not parse.has(word, "PronType=Dem"):
        return ()
    return tuple(p for prep, w in parse.obliques(word) if marked(prep, OF) for p in scene.of.get(w, ()))


def wholes(scene: Scene, group: int) -> Iterator[int]:
    """A group, and what it says more of: "the leaders of twelve states, including A", "most of them"."""
    parse = scene.parse
    yield group
    above = parse.heads[parse.heads[group]]
    if parse.relations[group] == "oblique:object" and (parse.is_plural(above) or amount(scene, above)):
        yield above


def join(scene: Scene, group: int, named: list[Party]) -> None:
    """Let one word for a group stand for its named members."""
    parse, whole = scene.parse, scene.of.get(group, ())
    if known := {p.country for p in whole if p.country}:
        for p in named:
            if p.kind == "person" and p.country is None and len(known) == 1:
                p.country, p.because = min(known), [*p.because, f"named among {whole[0].name}"]
        named = [p for p in named if p.kind == "person" and p.country in known]
        scene.of[group] = tuple(dict.fromkeys((*whole, *named)))
    elif any(p.country for p in named):
        scene.of[group] = tuple(dict.fromkeys(named))
        scene.spans.setdefault(group, parse.phrase(group))
        scene.why[group] = "those who are named of them"


def fill_leaders(scene: Scene) -> None:
    """ "A delegation led by A": A is where the delegation is; "ten states led by Peru", where nothing else
    says who they are: Peru."""
    parse, words = scene.parse, scene.words
    for head, clause in parse.clauses.items():
        led = clause.parent
        if (
            led is None
            or led > head
            or clause.link != "modifying"
            or not clause.passive
            or clause.lemma not in words.persons.leading
        ):
            continue
        heads = [w for w in clause.at("subject") if w > head]
        leaders = [p for w in heads for p in scene.of.get(w, ()) if p.kind == "person"]
        if parse.lemma(led) in words.nouns.missions:
            if leaders:
                scene.of[led] = tuple(dict.fromkeys((*scene.of.get(led, ()), *leaders)))
                scene.spans.setdefault(led, parse.phrase(led))
        elif not known(scene, led) and (parse.is_plural(led) or amount(scene, led)):
            # of whom a person leads they need not be: "clerics led by A"
            fill(scene, led, [w for w in heads if all(p.kind != "person" for p in scene.of.get(w, ()))])
        elif leaders and any(p.kind in ("body", "group") for p in scene.of.get(led, ())):
            stand_beside(scene, led, leaders)
