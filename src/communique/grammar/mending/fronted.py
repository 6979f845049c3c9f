"""What stands before its verb, or beside another object, and is hung wrongly: "It was Chad that left",
"After talks in Lima, the army fired".

Knows the sentences that showed each habit; does not know what is done with the clauses.
"""

from __future__ import annotations

from communique.grammar.features import FINITE
from communique.grammar.mending.names import Words, subject_of
from communique.grammar.parse import Parse

GOVERNED = ("oblique:object", "object")
# what may stand between a subject and its verb
LEADING = ("auxiliary", "auxiliary:passive", "negation", "adverb")


def unfold_cleft(parse: Parse, i: int, words: Words) -> bool:
    """Give "left" of "It was Chad that left" and "promised" of "It was to Chad that Togo promised oil" what
    "it was" stresses."""
    be = parse.heads[i]
    subject = parse.kid(be, "subject", "expletive")
    if parse.pos[be] != "AUX" or subject is None or parse.lower[subject] not in words["cleft_subjects"]:
        return False
    link = next((k for k in sorted(parse.kids[i]) if k < i), None)
    if link is None or parse.lower[link] not in words["relative_pronouns"]:
        return False
    stressed = next(
        (k for k in parse.kids[be] if be < k < link and parse.relations[k] in ("attribute", "oblique")), None
    )
    if stressed is None:
        return False
    if parse.relations[stressed] == "oblique":
        parse.heads[stressed] = i
        return True
    if not parse.relations[link].startswith("subject"):
        return False
    return parse.hang(i, stressed, "relative")


def name_thing(parse: Parse, i: int, words: Words) -> bool:
    """Make "raid" the object in "condemned what it called a raid", "saluted what it described as a truce":
    who gives a thing a name speaks of the thing."""
    what = parse.kid(i, "object")
    if what is None or parse.lower[what] not in words["free_relatives"] or not parse.heads[i] < what < i:
        return False
    if parse.lemmas[i] not in words["declaring"] | words["predicated_of"]:
        return False
    predicating = (k for k in parse.kids[i] if parse.lower[k] in words["predicating"] and k > i)
    held = (*parse.kids[i], *(k for link in predicating for k in parse.kids[link]))
    things = (k for k in held if k > i and parse.relations[k] in ("attribute", "oblique:object"))
    thing = next((k for k in things if parse.pos[k] in ("NOUN", "PROPN")), None)
    if thing is None:
        return False
    governed = parse.relations[i] == "oblique:clause"
    parse.hang(thing, parse.heads[i], "oblique:object" if governed else "object")
    return parse.hang(i, thing, "relative")


def tell_headline(parse: Parse, i: int, words: Words) -> bool:
    """Make the verb of "Chile to expel an envoy" of "expel": a name at the head of what is no sentence does
    it."""
    name, (first, end) = parse.heads[i], parse.sentences[parse.sentence_of[i]]
    to = parse.kid(i, "auxiliary")
    if parse.pos[name] != "PROPN" or parse.heads[name] != name or to is None or to != name + 1:
        return False
    if parse.phrase(name)[0] != first or parse.lower[to] not in words["infinitive_marker"]:
        return False
    if any(parse.has(k, FINITE) for k in range(first, end)):
        return False
    parse.heads[i], parse.relations[i] = i, "root"
    return parse.hang(name, i, "subject")


def free_predicate(parse: Parse, i: int, words: Words) -> bool:
    """Make a part of the verb of "free" in "set free three nurses", "public" in "made public the letter": no
    adjective stands before what counts or determines its noun."""
    verb = i - 1
    noun = parse.kid(verb, "object") if parse.heads[i] == verb else parse.heads[i]
    if noun is None or parse.kid(noun, "determiner", "number", "owner") != i + 1:
        return False
    if parse.pos[i] != "ADJ" or parse.heads[noun] != verb or parse.pos[verb] != "VERB":
        return False
    return parse.hang(i, verb, "particle")


def free_gift(parse: Parse, i: int, words: Words) -> bool:
    """Make "a note" of "handed Chad's envoy, Mr Sy, a note" the object: behind the name of whom it is given
    to it is no further name of him."""
    receiver = parse.heads[i]
    verb = parse.heads[receiver]
    if parse.relations[receiver] != "object" or parse.lemmas[verb] not in words["giving"]:
        return False
    name = parse.kid(receiver, "apposition")
    if name is None or not name < i or parse.pos[i] != "NOUN" or parse.kid(i, "determiner") is None:
        return False
    parse.relations[receiver] = "indirect"
    return parse.hang(i, verb, "object")


def raise_verb_of_thing(parse: Parse, i: int, words: Words) -> bool:
    """Make "traded" the verb of "The Greeks and the Turkish traded fire", which the parser takes for a fire
    that is traded: what has a subject of its own before it is no participle."""
    thing = parse.heads[i]
    subject = any(parse.relations[k] == "subject" and k < i for k in parse.kids[i])
    if parse.pos[i] != "VERB" or not subject or thing != i + 1 or parse.relations[thing] != "root":
        return False
    for k in parse.kids[thing]:
        if k > thing and parse.relations[k] in ("oblique", "punctuation", "adverbial"):
            parse.heads[k] = i
    parse.hang(i, i, "root")
    return parse.hang(thing, i, "object")


def close_phrase(parse: Parse, i: int, words: Words) -> bool:
    """Keep "Chad" of "Near the border with Chad, Nigerian police fired" behind its preposition:
    a comma ends the phrase."""
    head, comma = parse.heads[i], i + 1
    if parse.pos[i] != "PROPN" or head <= comma or parse.words[comma] != ",":
        return False
    preposition = parse.subtree(i)[0] - 1
    if preposition < 0 or parse.pos[preposition] != "ADP" or parse.kids[preposition]:
        return False
    return parse.hang(i, preposition, "oblique:object")


def find_subject(parse: Parse, i: int, words: Words) -> bool:
    """Make "Chad" of "After days of silence Chad apologised" the subject: a name behind a noun,
    just before a verb that has none."""
    if parse.pos[i] != "VERB" or any(
        parse.relations[k].startswith(("subject", "clausal")) for k in parse.kids[i]
    ):
        return False
    before = i - 1
    while before > 0 and parse.heads[before] == i and parse.relations[before] in LEADING:
        before -= 1
    name, noun = before, before - 1
    if noun < 0 or parse.pos[name] != "PROPN" or parse.relations[name] != "oblique:object":
        return False
    if parse.pos[noun] != "NOUN":
        return False
    parse.hang(noun, parse.heads[name], "oblique:object")
    return parse.hang(name, i, "subject")


def free_subject(parse: Parse, i: int, words: Words) -> bool:
    """Make "the army" of "On the eve of talks in Lima, the army yesterday fired a rocket" the subject: it is
    no other name of Lima, where the verb behind it has no subject and the comma ends its phrase."""
    low, high = parse.subtree(i)
    verb = parse.climb(parse.heads[i], lambda w: w < i)
    if verb <= high or parse.pos[verb] != "VERB" or parse.words[low - 1] != ",":
        return False
    told = any(parse.relations[k] == "apposition" for k in parse.kids[i])  # "…, Ana Soto, the envoy, fired"
    first = high + 2 if told and parse.words[high + 1] == "," else high + 1
    between = [k for k in range(first, verb) if parse.relations[k] not in (*LEADING, "time")]
    if between or parse.has_subject(verb):
        return False
    return parse.hang(i, verb, subject_of(parse, verb))


def free_row(parse: Parse, i: int, words: Words) -> bool:
    """Make "Chad and Togo" of "According to Mali, Chad and Togo, will meet" the subject: where the verb
    behind them has none, a comma ends what stands before it. Nor is it "talks" in "After talks in Oslo, Chad
    and Togo agreed", or Lie in "According to Mali, Chad and its envoy, Mr Lie, agreed"."""
    before = parse.heads[i]
    first = parse.phrase(i)[0]
    if before > i or parse.relations[before] not in GOVERNED or parse.words[first - 1] != ",":
        return False
    verb = parse.climb(before, lambda w: w < i)
    last = parse.members(i)[-1]
    if verb <= last or last == i or parse.pos[verb] != "VERB":
        return False
    own = [k for k in parse.kids[verb] if parse.relations[k].startswith(("subject", "clausal"))]
    if len(own) > 1 or (
        own and not (renames(parse, own[0], last) or fronts(parse, own[0], before, words))
    ):
        return False
    for k in parse.kids[before]:
        if k > i:
            parse.heads[k] = last
    return parse.hang(i, verb, subject_of(parse, verb))


def free_past_semicolon(parse: Parse, i: int, words: Words) -> bool:
    """Make "Mali, Togo and Niger" of "Chad expelled Soto; Mali, Togo and Niger did likewise" the subject
    behind the semicolon: the parser takes the row, or all of it but the last, for more of the noun before."""
    first, last = parse.phrase(i)[0], parse.members(i)[-1]
    end = parse.subtree(last)[1] + 1
    if not parse.heads[i] < first - 1 or parse.words[first - 1] != ";" or end + 1 >= len(parse):
        return False
    joined = parse.pos[end] == "CCONJ"
    rest = next((w for w in range(end + 1, parse.sentences[parse.sentence_of[i]][1])
                 if parse.phrase(w)[0] == end + 1 and parse.relations[w].startswith("subject")), None)
    if joined and rest is not None:
        verb = parse.heads[rest]
        parse.hang(end, last, "coordinator")
        parse.hang(i, verb, parse.relations[rest])
        return parse.hang(rest, last, "conjunct")
    verb = end if parse.pos[end] == "VERB" else parse.heads[end]
    if parse.pos[verb] not in ("VERB", "AUX") or verb < end or parse.has_subject(verb):
        return False
    if verb != end and not parse.relations[end].startswith("auxiliary"):
        return False
    return parse.has(end, FINITE) and parse.hang(i, verb, subject_of(parse, verb))


def renames(parse: Parse, subject: int, last: int) -> bool:
    """Hang a name between commas, which the parser takes for the subject, on the noun before it."""
    first = parse.phrase(subject)[0]
    if first - 2 != last or parse.words[first - 1] != "," or parse.words[subject + 1] != ",":
        return False
    return parse.hang(subject, last, "apposition")


def fronts(parse: Parse, subject: int, inside: int, words: Words) -> bool:
    """Hang a noun that the parser takes for the subject on what stands before it: "After talks in Oslo"."""
    marker = parse.phrase(subject)[0] - 1
    inner = subject < inside <= parse.subtree(subject)[1]
    if not inner or marker < 0 or parse.lower[marker] not in words["adverbial_markers"]:
        return False
    parse.relations[marker] = "oblique"
    return parse.hang(subject, marker, "oblique:object")


def free_addressed(parse: Parse, i: int, words: Words) -> bool:
    """Make "the Premier" the subject of "Minister Lie, the Premier said that …": who is spoken to stands
    first, and an apposition would end with a comma."""
    spoken_to = parse.heads[i]
    verb = parse.heads[spoken_to]
    opened = parse.phrase(spoken_to)[0] == parse.sentences[parse.sentence_of[spoken_to]][0] < spoken_to < i
    if not opened or parse.relations[spoken_to] != "subject" or parse.words[spoken_to + 1] != ",":
        return False
    behind = parse.subtree(i)[1] + 1
    if parse.entities[spoken_to] != "person" or not any(
        parse.relations[k] == "compound" and parse.entities[k] != "person" for k in parse.kids[spoken_to]
    ):
        return False  # without a title it is a name and its apposition, badly set
    articled = parse.kid(i, "determiner") is not None
    if not articled or behind >= len(parse) or verb not in (behind, parse.heads[behind]):
        return False
    parse.hang(i, verb, "subject")
    parse.relations[spoken_to] = "interjection"
    return True


def join_price(parse: Parse, i: int, words: Words) -> bool:
    """Make "deal" of "signed, despite protests, a deal worth two billion dollars" the object,
    and its price a word about it."""
    verb, thing = parse.heads[i], parse.kid(i, "subject")
    if parse.lower[i] not in words["priced"] or thing != i - 1 or parse.kid(verb, "object") is not None:
        return False
    parse.hang(thing, verb, "object")
    return parse.hang(i, thing, "modifier")
