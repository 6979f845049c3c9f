"""Groups by their size: "both countries", "the two leaders", "all ten".

Knows who was named before; does not know single parties.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors.descriptions import before
from communique.actors.homes import single
from communique.actors.mentions import note, point_back, together
from communique.actors.scene import STATELESS, SUBJECT, Party, Scene
from communique.grammar import Clause
from communique.grammar.features import CARDINAL
from communique.knowledge.roles import FROM, OF, marked
from communique.reasons import LAST_TWO

DOING = ("subject", "subject:passive")
AT_ODDS = frozenset(("REB", "OPP"))
PARTISANS = frozenset(("PTY",))  # who are a side only where one state is spoken of far more than any other
RECENT = 60  # mentions back in which rebels are sought
NEAR = 4  # sentences back in which those named together are sought
NO_STATES = STATELESS - {"IMG"}  # a society is no side of what two states or foes are in


def size_of(scene: Scene, low: int, head: int) -> int:
    """The number that a noun phrase gives for itself: 2 for "both sides" and "the two leaders";
    0 when it gives none."""
    parse, words = scene.parse, scene.words
    for k in range(low, head):
        if parse.lower[k] in words.nouns.pair_words:
            return 2
        if parse.has(k, CARDINAL) and (n := number(scene, parse.lower[k])):
            return n
    return 0


def number(scene: Scene, word: str) -> int:
    """The number that a word stands for; 0 for none, and for those too large for a group."""
    return scene.words.nouns.numbers.get(word) or (int(word) if word.isdecimal() and len(word) < 4 else 0)


def numbered(scene: Scene, low: int, i: int) -> None:
    """ "all ten", "the 19": the group of that size named before."""
    parse = scene.parse
    if parse.relations[i] not in (
        "subject", "subject:passive", "object", "indirect", "oblique:object", "owner", "attribute",
    ):
        return
    size = number(scene, parse.lower[i])
    if not size or (low == i and parse.relations[i] == "oblique:object"):
        return
    two = size == 2 and low < i
    if two and (here := two_here(scene, i)):
        point_back(scene, i, here, low, "the two of the sentence")
    elif two and (both := opposed(scene, parse.sentence_of[i])):
        note(scene, i, both, low, i, "the two of the sentence before")
    elif party := group_of(scene, size):
        point_back(scene, i, party, low, f"the group of {size} named before")
    elif two:
        pair_mention(scene, low, i, "")


def two_here(scene: Scene, i: int) -> tuple[Party, ...]:
    """The two that a sentence names before a word: two persons, else two states or who speaks for two."""
    told = [p for m in scene.back(12, scene.parse.sentence_of[i]) for p in m.parties]
    persons = tuple(dict.fromkeys(p for p in told if p in scene.persons))
    if len(persons) == 2:
        return persons[::-1]
    named = {p.country: p for p in told if p.country not in STATELESS}
    return tuple(named.values())[::-1] if len(named) == 2 else ()


def group_of(scene: Scene, size: int) -> tuple[Party, ...]:
    """The last group of a size whose countries are known, else the last of that size."""
    found = [parties for n, parties, _ in scene.groups if n == size]
    if not any(p.country for parties in found for p in parties):
        for mention in scene.back(60):
            if len(both := together(scene, mention)) == size:
                return both
    known = [parties for parties in found if any(p.country for p in parties)]
    return (known or found or [()])[-1]


def pair_mention(scene: Scene, low: int, i: int, lemma: str) -> bool:
    """ "the two countries", "both leaders": the two last spoken of, or the two that the article is about."""
    parse = scene.parse
    if any(before(scene, low, i, i)) or any(
        marked(prep, OF, FROM) for prep, w in parse.obliques(i) if w in scene.names
    ):
        return False
    correlative = parse.lower[low] in scene.words.nouns.pair_words and not parse.has(low, CARDINAL)
    if correlative and low < i and any(parse.relations[k] == "conjunct" for k in parse.kids[i]):
        return False  # "both Western powers and Chad"
    if lemma in scene.words.nouns.people_pairs:
        if found := main_two(scene, lemma) or last_two(scene, lemma):
            note(scene, i, found, low, i, LAST_TWO)
        if found or lemma not in scene.words.nouns.pairs:
            return bool(found)
    if lemma in scene.words.nouns.sides and (rivals := two_of_one(scene, i)):
        point_back(scene, i, rivals, low, "the two named together")
        return True
    pair = pair_of(scene, i, subject_code(scene, i))
    if lemma in scene.words.nouns.camps and not just_named(scene, i, pair):
        home, alone = chiefly(scene)
        if rivals := at_odds(scene, home, alone):
            point_back(scene, i, rivals, low, "those who fight each other at home")
        if rivals or alone:
            return bool(rivals)  # sides at home, of whom the text says nothing yet
    if pair:
        point_back(scene, i, tuple(scene.state(c) for c in pair), low, f"{pair[0]} and {pair[1]}")
    return bool(pair)


def just_named(scene: Scene, i: int, pair: tuple[str, ...]) -> bool:
    """Whether two states have both been named in this sentence or the two before it."""
    named = {p.country for m in scene.back(30, scene.parse.sentence_of[i] - 2) for p in m.parties}
    return bool(pair) and named.issuperset(pair)


def chiefly(scene: Scene) -> tuple[str | None, bool]:
    """The state that the article is about, and whether it speaks of that far more than of any other."""
    top = [(c, n) for c, n in scene.counts.most_common(4) if c not in NO_STATES]
    return top[0][0] if top else None, len(top) == 1 or (len(top) > 1 and top[0][1] > 2 * top[1][1])


def at_odds(scene: Scene, home: str | None, alone: bool) -> tuple[Party, ...]:
    """The government and the rebels or the opposition of the state that the article is about (alone, or among
    others), where it has spoken of them: the sides of a conflict at home."""
    foes = AT_ODDS | PARTISANS if alone else AT_ODDS
    told = (p for m in scene.back(RECENT) for p in m.parties)
    foe = next((p for p in told if p.sector in foes and p.country in (home, None)), None)
    return (scene.state(home), foe) if home and foe is not None else ()


def two_of_one(scene: Scene, i: int) -> tuple[Party, ...]:
    """Two parties named together just before who are no two states: "Sudan's army and the militia agreed.
    The two sides"."""
    for mention in scene.back(12, scene.parse.sentence_of[i] - 2):
        both = together(scene, mention)
        if len(both) == 2 and (
            len({p.country for p in both}) == 1 or None in (both[0].country, both[1].country)
        ):
            return both
    return ()


def row_of(scene: Scene, i: int) -> tuple[Party, ...]:
    """The persons named together shortly before who may be called by the plural at a word: "the leaders",
    "the ministers"."""
    lemma = scene.parse.lemma(i)
    for mention in scene.back(30, scene.parse.sentence_of[i] - NEAR):
        row = together(scene, mention)
        if len(row) > 1 and all(fits(scene, p, lemma) for p in row):
            return row
    return ()


def fits(scene: Scene, party: Party, lemma: str) -> bool:
    """Whether a party is one person who may be called so: "leader", "minister", "man"."""
    if party.kind != "person" or party.plural:
        return False
    if lemma in scene.words.persons.genders:
        return party.gender in ("", scene.words.persons.genders[lemma])
    offices = scene.words.titles.leaders.get(lemma)
    return (party.office in offices if offices else False) or lemma in party.noun.split()


def main_two(scene: Scene, lemma: str) -> tuple[Party, ...]:
    """The two leaders of the two countries that the article is about,
    of the same office if there are such."""
    top = [c for c, _ in scene.counts.most_common(5) if c not in NO_STATES][:2]
    told = dict.fromkeys(p for mention in reversed(scene.history) for p in mention.parties)
    people = [p for p in told if fits(scene, p, lemma)]
    sides = [[p for p in people if p.country == code] for code in top]
    if len(sides) < 2 or not all(sides):
        return ()
    return next(
        ((a, b) for a in sides[0] for b in sides[1] if a.office and a.office == b.office),
        (sides[0][0], sides[1][0]),
    )


def last_two(scene: Scene, lemma: str) -> tuple[Party, ...]:
    """The two persons called so spoken of last, in the order of the text; () when a mention brings more."""
    found: dict[Party, None] = {}
    for mention in reversed(scene.history):
        found |= dict.fromkeys(p for p in mention.parties if fits(scene, p, lemma))
        if len(found) > 1:
            break
    return tuple(reversed(found)) if len(found) == 2 else ()


def subject_code(scene: Scene, i: int) -> str | None:
    """The country of the subject of the clause in which a word is no subject: it urges "both",
    and is neither."""
    clause = scene.parse.clause_of(i)
    if clause is None or i in clause.subject:
        return None
    return next((code for w in clause.subject if w < i and (code := single(scene, w))), None)


def pair_of(scene: Scene, i: int, outsider: str | None) -> tuple[str, ...]:
    """The two countries meant by "both countries": of this sentence so far,
    else the two that the article names most."""
    sentence = scene.parse.sentence_of[i]
    if scene.parse.lower[i] in scene.words.nouns.pair_words:
        for mention in scene.back(12, sentence - 2):
            both = together(scene, mention) if mention.rank >= SUBJECT else ()
            if len(both) == 2 and all(p.country for p in both):
                return tuple(p.country or "" for p in both)
    told = [(m.sentence, p.country or "") for m in scene.history[-30:] for p in m.parties]
    states = dict.fromkeys(pair for pair in told if pair[1] not in ("", *NO_STATES))
    here, before_here = ([code for n, code in states if n == k] for k in (sentence, sentence - 1))
    if len(here) == 2:
        return tuple(here)
    top = [c for c, _ in scene.counts.most_common(6) if c not in NO_STATES and c != outsider][:2]
    if len(top) == 2 and (not here or here[0] in top or here == [outsider]):
        return tuple(top)
    recent = [c for c in before_here if c != outsider]
    return tuple(recent) if len(recent) == 2 and not here else ()


def opposed(scene: Scene, sentence: int) -> tuple[Party, ...]:
    """The subject and the object of the sentence before, when "they" may be both:
    "Mitsotakis did see Starmer. They talked"."""
    parse = scene.parse
    if sentence == 0 or not scene.history:
        return ()
    main = parse.main_clause(sentence - 1)
    if main is None:
        return ()
    told = main.complements if main.lemma in scene.words.saying else ()
    clauses = (main, *(parse.clauses[c] for c in told))
    return next((both for clause in clauses if (both := opposed_in(scene, clause))), ())


def opposed_in(scene: Scene, clause: Clause) -> tuple[Party, ...]:
    """The one subject and the one object of a clause, if both are persons or both are states."""
    if len(clause.subject) != 1:
        return ()
    others = clause.at("object")
    one, other = scene.of.get(clause.subject[0], ()), scene.of.get(others[0], ()) if len(others) == 1 else ()
    if len(one) != 1 or len(other) != 1 or one == other or one[0].plural or other[0].plural:
        return ()
    return (*one, *other) if one[0].kind == other[0].kind in ("person", "state") else ()


def fill_apposed(scene: Scene) -> None:
    """ "The architect of the plan, John Kerry, left": a doer that no table knows is the person named beside
    it."""
    parse = scene.parse
    for head, (party, first, _) in scene.people.items():
        apposed = party.country and parse.relations[head] == "apposition"
        noun = doer_beside(scene, head) if apposed else None
        if noun is None or noun >= first or noun in scene.people:
            continue
        if not any(p.country for p in scene.of.get(noun, ())):
            scene.of[noun] = scene.of.get(head, (party,))
            scene.spans[noun] = scene.spans.get(head, (head, head))
            scene.why[noun] = f'"{parse.words[noun]}": named beside'


def doer_beside(scene: Scene, head: int) -> int | None:
    """The doer that a name stands in apposition with, past a place between: "their critic in Europe,
    Nicolas Sarkozy,"."""
    parse, noun = scene.parse, scene.parse.heads[head]
    for _ in range(3):
        above = parse.heads[noun]
        if parse.relations[noun] in DOING or parse.relations[above] == "doer":
            return noun
        if parse.relations[noun] not in ("oblique:object", "oblique"):
            return None
        noun = above
    return None


def fill_groups(scene: Scene) -> None:
    """ "ten envoys", with no country at first: the group of ten whose countries the text tells later."""
    ending = scene.words.nouns.plural_ending
    envoys = [g for g in scene.groups if g[2].rstrip(ending) in scene.words.titles.envoys]
    for size, parties, _ in envoys:
        if size > 2 and len(parties) == 1 and parties[0].country is None:
            later = next((found for n, found, _ in envoys if n == size == len(found)), parties)
            for head in [k for k, found in scene.of.items() if found == parties != later]:
                scene.of[head], scene.why[head] = later, f"the {size} of whom the text names the countries"


def fill_states(scene: Scene) -> None:
    """ "four Arab states", whom nothing there names: the four that the text names together elsewhere, if it
    names but four so."""
    rows = list(rows_of_states(scene)) if scene.groups else []
    for size, (*beside, party), _ in scene.groups:
        heads = [k for k, found in scene.of.items() if party in found]
        if size < 3 or not heads or (party.kind, party.country, party.sector) != ("group", None, "GOV"):
            continue
        known, here = {p.country for p in beside}, scene.parse.sentence_of[min(heads)]
        whole = meant_row(scene, party, size, {row for n, row in rows if n != here and known <= row})
        instead = tuple(scene.state(code) for code in sorted(whole - known))
        for head in heads if instead else ():
            every = (instead if p is party else (p,) for p in scene.of[head])
            scene.of[head] = tuple(dict.fromkeys(p for some in every for p in some))
            scene.why[head] = f"the {size} that the text names together"


def rows_of_states(scene: Scene) -> Iterator[tuple[int, frozenset[str]]]:
    """The states that the text names together, row by row, each with its sentence."""
    for mention in scene.history:
        row = together(scene, mention)
        if len(row) > 2 and all(p.kind == "state" and p.country for p in row):
            yield mention.sentence, frozenset(p.country or "" for p in row)


def meant_row(scene: Scene, party: Party, size: int, rows: set[frozenset[str]]) -> frozenset[str]:
    """The only row of a size; for a group of a region its part there: "the three Baltic states"."""
    realms = scene.words.places.realms
    region = next((frozenset(realms[w]) for w in (party.name or "").lower().split() if w in realms), None)
    parts = {row for row in (rows if region is None else (row & region for row in rows)) if len(row) == size}
    return parts.pop() if len(parts) == 1 else frozenset()
