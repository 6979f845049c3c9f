"""Prepositions that the parser hangs on the nearest noun: "charges by Chad against Sudan",
"was granted asylum by Peru".

Knows the sentences that showed each habit; does not know what the prepositions mean.
"""

from __future__ import annotations

from communique.grammar.features import GERUND, INFINITIVE
from communique.grammar.mending.names import NAMED, Words, is_name
from communique.grammar.parse import Parse
from communique.knowledge.roles import FOR, FROM, WITH, marked


def free_second(parse: Parse, i: int, words: Words) -> bool:
    """Make the vases of "returned to the Italian state twelve vases" the object:
    one preposition has one object."""
    if parse.pos[i] != "NOUN":
        return False
    preposition = parse.heads[i]
    verb = parse.heads[preposition]
    before = any(parse.relations[k] == "oblique:object" and k < i for k in parse.kids[preposition])
    own = any(parse.relations[k] in ("determiner", "number", "owner") and k < i for k in parse.kids[i])
    if (
        not before
        or not own
        or parse.pos[preposition] != "ADP"
        or parse.pos[verb] != "VERB"
        or parse.relations[preposition] != "oblique"
    ):
        return False
    if parse.kid(verb, "object") is not None:
        return False
    return parse.hang(i, verb, "object")


def part_from_verb(parse: Parse, i: int, words: Words) -> bool:
    """Make a preposition of "off" in "was seized off Chad": what has an object of its own is no part of the
    verb, nor is "off" before a place that a passive could have as its object: "searched off Boulogne"."""
    if parse.pos[i] != "ADP":
        return False
    place, verb = i + 1, parse.heads[i]
    if parse.kid(i, "oblique:object") is None:
        undone = any(parse.kid(k, "subject:passive") is not None for k in (verb, parse.heads[verb]))
        beside = place < len(parse) and parse.heads[place] == verb and parse.entities[place] == "place"
        if not (undone and beside):
            return False
        parse.hang(place, i, "oblique:object")
    return parse.hang(i, verb, "oblique")


def join_to_verb(parse: Parse, i: int, words: Words) -> bool:
    """Make a part of the verb of "over" in "handed over five soldiers", which the parser takes for "more than
    five"."""
    if parse.lemmas[i - 1] not in words["parting"].get(parse.lower[i], ()) or parse.pos[i - 1] != "VERB":
        return False
    parse.heads[i], parse.relations[i] = i - 1, "particle"
    return True


def lift_agent(parse: Parse, i: int, words: Words) -> bool:
    """Hang "by Ecuador" of "he was granted asylum by Ecuador" and of "the group, listed as a threat by
    Ecuador" on the verb: what a passive keeps as its object was given by somebody."""
    noun = parse.heads[i]
    verb = parse.heads[noun]
    if parse.lower[i] not in words["by"] or noun < verb:
        return False
    if parse.relations[noun] == "oblique:object" and parse.lower[verb] in words["predicating"]:
        verb = parse.heads[verb]
    elif parse.relations[noun] not in ("object", "attribute", "adverb"):
        return False
    kids = [parse.relations[k] for k in parse.kids[verb]]
    held = parse.relations[verb] == "modifying" and "subject" not in kids and not parse.has(verb, GERUND)
    if parse.pos[verb] != "VERB" or not (held or "subject:passive" in kids):
        return False
    return parse.hang(i, verb, "doer")


def agent_by_name(parse: Parse, i: int, words: Words) -> bool:
    """Make who did it of "by Chad" in "have been freed by Chad": a name behind a passive is no place beside
    it."""
    verb, name = parse.heads[i], parse.kid(i, "oblique:object")
    if parse.lower[i] not in words["by"] or name is None or parse.entities[name] not in NAMED:
        return False
    done = parse.kid(verb, "subject:passive") is not None and parse.kid(verb, "doer") is None
    return done and parse.hang(i, verb, "doer")


def lift_from_author(parse: Parse, i: int, words: Words) -> bool:
    """Hang "of its envoy" of "the recall by Chad of its envoy" on the recall:
    a state or its government is of nobody else."""
    author = parse.heads[i]
    by = parse.heads[author]
    noun = parse.heads[by]
    if (
        parse.lower[i] not in words["of"]
        or parse.lower[by] not in words["by"]
        or parse.pos[noun] != "NOUN"
        or not noun < by < author < i
    ):
        return False
    told = any(
        parse.relations[k] in ("modifier", "compound") and parse.words[k][0].isupper()
        for k in parse.kids[author]
    )
    if not (told or is_name(parse, author)):
        return False
    if any(parse.lower[k] in words["of"] for k in parse.kids[noun]):
        return False
    return parse.hang(i, noun)


def lower_from_owned(parse: Parse, i: int, words: Words) -> bool:
    """Hang "by Chad" of "its call for restraint by Chad" on the restraint: what is somebody's own is by
    nobody else."""
    noun = parse.heads[i]
    if parse.lower[i] not in words["by"] or parse.pos[noun] != "NOUN" or not noun < i:
        return False
    wanted = next((w for _, w in parse.obliques(noun) if noun < w < i), None)
    if wanted is None or parse.kid(noun, "owner") is None:
        return False
    return parse.hang(i, wanted)


def lower_to_moved(parse: Parse, i: int, words: Words) -> bool:
    """Hang "to Chad" of "voices its anger at the supply of drones to Chad" on the supply:
    that is where the drones go."""
    verb = parse.heads[i]
    if parse.lower[i] not in words["ways"] or parse.pos[verb] != "VERB" or verb > i:
        return False
    of = next((k for k in range(i - 1, verb, -1) if parse.pos[k] == "ADP"), verb)
    noun = parse.heads[of]
    if parse.lower[of] not in words["of"] or parse.lemmas[noun] not in words["moving_nouns"]:
        return False
    judged = parse.relations[noun] == "object" and parse.lemmas[verb] in words["verbs_of_things"]
    if parse.kids[of] != [i - 1] or not (judged or parse.relations[noun] == "oblique:object"):
        return False
    return parse.hang(i, noun, "oblique")


def lift_from_name(parse: Parse, i: int, words: Words) -> bool:
    """Hang "against Sudan" of "charges by Chad and Egypt against Sudan" on the charges:
    nothing is said against Sudan by a name, nor by the allies of "raids by Chad and its allies"."""
    last = parse.heads[i]
    if parse.lower[i] not in words["not_of_names"] or last > i:
        return False
    name = parse.first_of_row(last)
    preposition = parse.heads[name]
    noun = parse.heads[preposition]
    friends = name != last and parse.pos[last] == "NOUN" and parse.lower[preposition] in words["by"]
    if not is_name(parse, name if friends else last):
        return False
    if (
        parse.relations[name] != "oblique:object"
        or parse.pos[preposition] != "ADP"
        or parse.pos[noun] not in ("NOUN", "VERB")
    ):
        return False
    return parse.hang(i, noun)


def lift_from_where(parse: Parse, i: int, words: Words) -> bool:
    """Hang "of an editor" of "the arrest in Lagos of an editor" on the arrest, and "of the dam" of "said on
    Tuesday of the dam" on the verb: a place or a day has neither."""
    where, thing = parse.heads[i], parse.kid(i, "oblique:object")
    above = parse.heads[parse.heads[where]]
    if parse.lower[i] not in words["of"] or parse.lower[parse.heads[where]] in words["of"] or thing is None:
        return False
    bare = parse.pos[where] == "PROPN" and parse.kid(where, "determiner") is None and above < where < i
    if not bare or parse.relations[where] != "oblique:object" or parse.entities[thing] == "other":
        return False  # "on Tuesday of last week"
    told = any(parse.lower[k] in words["of"] for k in parse.kids[above])
    deed = parse.pos[above] == parse.pos[thing] == "NOUN" and parse.entities[where] == "place" and not told
    return (deed or parse.lemmas[above] in words["say_verbs"]) and parse.hang(i, above)


def lift_from_moved(parse: Parse, i: int, words: Words) -> bool:
    """Hang "from Kenya" of "the extradition of a banker from Kenya" on the extradition:
    that is where he is to be sent from."""
    person = parse.heads[i]
    of = parse.heads[person]
    noun = parse.heads[of]
    if parse.lower[i] not in words["ways"] or parse.relations[person] != "oblique:object":
        return False
    if parse.lower[of] not in words["of"] or parse.lemmas[noun] not in words["moving_nouns"]:
        return False
    return parse.hang(i, noun)


def lift_from_occasion(parse: Parse, i: int, words: Words) -> bool:
    """Hang "with Kenya" of "held talks at a summit in Lima with Kenya" on "held": they are what was with
    somebody."""
    if parse.lower[i] not in words["before_company"]:
        return False
    at = parse.heads[parse.heads[i]]
    verb = parse.heads[at]
    if parse.relations[at] != "oblique" or parse.lower[at] not in words["before_occasions"]:
        return False
    things = [k for k in parse.kids[verb] if parse.relations[k] == "object" and verb < k < at]
    if not any(parse.lemmas[k] in words["meetings"] for k in things):
        return False
    return parse.hang(i, verb)


def lift_attitude(parse: Parse, i: int, words: Words) -> bool:
    """Hang "with regret" of "takes note of this step with regret" on the verb:
    it is not the step that regrets."""
    with_ = parse.lower[i] in words["before_attitudes"] and any(
        parse.lemma(k) in words["attitudes"] for k in parse.kids[i]
    )
    above = parse.heads[i]
    if not with_ or parse.pos[above] not in ("NOUN", "PROPN"):
        return False
    return parse.hang(i, parse.climb(above, lambda w: parse.pos[w] in ("NOUN", "PROPN", "ADP")))


def subject_of_call(parse: Parse, i: int, words: Words) -> bool:
    """Make Chad the subject in "the call for Chad to leave": the parser takes "for" for a conjunction,
    and Chad for what it governs."""
    mark = parse.heads[i]
    verb = parse.heads[mark]
    if parse.relations[mark] != "marker" or not mark < i < verb or not parse.has(verb, INFINITIVE):
        return False
    if parse.has_subject(verb):
        return False
    return parse.hang(i, verb, "subject")


def lift_answer(parse: Parse, i: int, words: Words) -> bool:
    """Hang "by Chad" of "the denial of these charges by Chad" on the denial: nobody denies what he says."""
    charge = parse.heads[i]
    of = parse.heads[charge]
    noun = parse.heads[of]
    if parse.lower[i] not in words["by"] or parse.relations[charge] != "oblique:object":
        return False
    told = noun < of < charge < i and parse.lower[of] in words["of"]
    if not told or parse.lemmas[noun] not in words["denying_nouns"]:
        return False
    return parse.hang(i, noun)


def lift_company(parse: Parse, i: int, words: Words) -> bool:
    """Hang "with Chad" of "spoke for ninety minutes with Chad" on "spoke": no length is with anybody."""
    length, verb = parse.heads[i], parse.heads[parse.heads[parse.heads[i]]]
    lasting = parse.relations[length] == "oblique:object" and marked(parse.lower[parse.heads[length]], FOR)
    if not lasting or not marked(parse.lower[i], WITH) or parse.lemmas[verb] not in words["done_together"]:
        return False
    return parse.hang(i, verb)


def lift_drawn(parse: Parse, i: int, words: Words) -> bool:
    """Hang "from Chad" of "drew a demand for an apology from Chad" on the demand, and "of war" of "brought a
    warning from Chad of war" on the warning: what an act draws comes from whoever answers it."""
    verb = parse.climb(
        parse.heads[i], lambda w: parse.relations[w] == "oblique:object" or parse.pos[w] == "ADP"
    )
    drawn = verb if parse.relations[verb] == "object" else parse.kid(verb, "object")
    if drawn is None or not drawn < i or parse.lemmas[parse.heads[drawn]] not in words["drawing"]:
        return False
    matter = parse.lower[i] in words["of"] and parse.heads[i] == parse.heads[drawn]
    return (matter or marked(parse.lower[i], FROM)) and parse.heads[i] != drawn and parse.hang(i, drawn)


def lift_predicate(parse: Parse, i: int, words: Words) -> bool:
    """Hang "as regrettable" of "described Chad's refusal to pay as regrettable" on the describing, which says
    as what it describes a thing."""
    inner = parse.heads[i]
    deeper = parse.relations[inner] in ("modifying", "oblique:object")
    if parse.lower[i] not in words["predicating"] or not deeper:
        return False
    verb = parse.climb(inner, lambda w: parse.lemmas[w] not in words["describing"])
    if parse.lemmas[verb] not in words["describing"] or not verb < inner < i:
        return False
    thing = parse.kid(verb, "object")
    if thing is None or not parse.hangs_under(inner, thing):
        return False
    return parse.hang(i, verb)


def carry_in(parse: Parse, i: int, words: Words) -> bool:
    """Make a part of the verb of "in" in "flew in troops", and the troops what it flew: nobody flies or sends
    in people as in a place."""
    verb = parse.heads[i]
    sent = parse.kid(i, "oblique:object")
    if parse.lower[i] not in words["inward"] or i != verb + 1 or parse.lemmas[verb] not in words["carrying"]:
        return False
    if sent is None or parse.pos[sent] != "NOUN" or parse.lemma(sent) not in words["carried"]:
        return False
    parse.relations[i] = "particle"
    return parse.hang(sent, verb, "object")
