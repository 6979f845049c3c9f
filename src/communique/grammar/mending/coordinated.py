"""What is asked of whom, and what two verbs share, hung wrongly: "calls upon the sides to stop",
"asks Chad to come and thanks Togo".

Knows the sentences that showed each habit; does not know what is done with the clauses.
"""

from __future__ import annotations

from communique.grammar.features import FINITE, INFINITIVE, PAST, THIRD
from communique.grammar.mending.names import Words, put_below
from communique.grammar.parse import Parse

NEAR = 6  # words between a verb and its that-clause, with what stands in commas


def free_bidden(parse: Parse, i: int, words: Words) -> bool:
    """Make "upon the sides" of "calls upon the sides to stop" whom is called upon:
    the parser takes "upon" for a conjunction."""
    verb = parse.heads[i]
    marker = parse.kid(i, "marker")
    subject = parse.kid(i, "subject")
    if marker is None or subject is None or not verb < marker < subject < i or not parse.has(i, INFINITIVE):
        return False
    if f"{parse.lemmas[verb]} {parse.lower[marker]}" not in words["calling_nouns"]:
        return False
    parse.heads[marker], parse.relations[marker], parse.pos[marker] = verb, "oblique", "ADP"
    return parse.hang(subject, marker, "oblique:object")


def join_bidden(parse: Parse, i: int, words: Words) -> bool:
    """Make "to stop" of "calls on the sides and on their allies to stop" what all are called to do:
    the parser takes the second "on" for a part of it."""
    verb = parse.heads[i]
    second = next((k for k in parse.kids[i] if parse.relations[k] == "oblique" and k < i), None)
    if second is None or not parse.has(i, INFINITIVE) or parse.pos[second - 1] != "CCONJ":
        return False
    if f"{parse.lemmas[verb]} {parse.lower[second]}" not in words["calling_nouns"]:
        return False
    alike = (k for k in parse.kids[verb] if parse.lower[k] == parse.lower[second])
    called = next((k for first in alike for k in parse.kids[first]), None)
    if called is None:
        return False
    for k in parse.kids[second]:
        parse.hang(k, called, "conjunct")
    parse.hang(second, called, "other")
    parse.relations[i] = "complement"
    return True


def lift_bidden(parse: Parse, i: int, words: Words) -> bool:
    """Hang "to sign" of "invites all States which have not signed to sign" on "invites":
    it is what they are invited to do."""
    inner = parse.heads[i]
    noun = parse.heads[inner]
    if not parse.has(i, INFINITIVE) or parse.relations[inner] != "relative" or not inner < i:
        return False
    over = parse.heads[noun]
    verb = parse.heads[over] if parse.pos[over] in ("ADP", "SCONJ") else over
    if parse.lemmas[verb] not in words["bidding"] or parse.relations[noun] not in (
        "object", "oblique:object", "indirect",
    ):
        return False
    if parse.pos[verb] != "VERB":
        return False
    return parse.hang(i, verb, "complement")


def part_row(parse: Parse, i: int, words: Words) -> bool:
    """Make "Chad" of "condemned Mali and Chad recalled its envoy" who recalls: the parser takes the two for
    a row, though nothing joins the second verb to the first but the "and" between them."""
    verb = i + 1 + (parse.pos[min(i + 1, len(parse.pos) - 1)] == "ADV")
    names = parse.pos[i] == parse.pos[parse.heads[i]] == "PROPN"
    if not names or verb >= len(parse.pos) or parse.pos[verb] != "VERB":
        return False
    first, over, joint = parse.first_of_row(i), parse.heads[verb], parse.phrase(i)[0] - 1
    if (
        parse.relations[verb] not in ("conjunct", "adverbial")
        or not parse.has(verb, FINITE)
        or parse.pos[over] != "VERB"
        or parse.kid(over, "subject") is None
        or not over < first < joint
        or parse.kid(verb, "subject", "subject:passive", "marker") is not None
    ):
        return False
    while parse.heads[first] not in (verb, over, first):
        first = parse.heads[first]
    if parse.heads[first] != over or parse.relations[first].startswith("subject"):
        return False
    parse.hang(i, verb, "subject")
    parse.heads[joint], parse.relations[verb] = over, "conjunct"
    return True


def free_from_row(parse: Parse, i: int, words: Words) -> bool:
    """Hang "to return" of "calls on the state and the rebels to return" on "calls":
    it is not what the last of the row is for."""
    noun = parse.heads[i]
    if not parse.has(i, INFINITIVE) or parse.relations[noun] != "conjunct":
        return False
    over = parse.heads[parse.first_of_row(noun)]
    verb = parse.heads[over] if parse.pos[over] in ("ADP", "SCONJ") else over
    if parse.lemmas[verb] not in words["bidding"]:
        return False
    return parse.hang(i, verb, "complement")


def hang_on_call(parse: Parse, i: int, words: Words) -> bool:
    """Hang "to stop" of "repeats its call on the sides to stop" on the call:
    it is what they are called to do."""
    verb = parse.heads[i]
    if not parse.has(i, INFINITIVE) or parse.lemmas[verb] not in words["repeating"]:
        return False
    called = (k for k in parse.kids[verb] if parse.relations[k] == "object" and verb < k < i)
    noun = next((k for k in called if parse.lemmas[k] in words["nouns_with_infinitive"]), None)
    if noun is None:
        return False
    return parse.hang(i, noun, "modifying")


def raise_finite(parse: Parse, i: int, words: Words) -> bool:
    """Raise "voices" of "asks Chad to withdraw and voices its regret" to "asks":
    an infinitive has no finite verb beside it."""
    inner = parse.heads[i]
    if not parse.has(inner, INFINITIVE) or not is_finite(parse, i) or is_finite(parse, inner):
        return False
    if parse.has_subject(i):
        return False
    above = parse.climb(inner, lambda w: not is_finite(parse, w))
    if not is_finite(parse, above) or above > inner:
        return False
    return parse.hang(i, above)


def raise_from_modal(parse: Parse, i: int, words: Words) -> bool:
    """Raise "warned" of "said voters would not pay, and warned Peru" to "said": what "would" governs is no
    past."""
    inner = parse.heads[i]
    above = parse.heads[inner]
    past = all(parse.has(w, FINITE) and parse.has(w, PAST) for w in (i, above))
    if not past or parse.relations[inner] != "complement" or not above < inner < i or parse.has_subject(i):
        return False
    told = [k for k in parse.kids[inner] if parse.relations[k].startswith("subject")]
    helped = any(parse.relations[k].startswith("auxiliary") for k in parse.kids[i])
    if helped or not told:
        return False
    if not any(parse.lower[k] in words["modals"] for k in parse.kids[inner] if k < inner):
        return False
    return parse.hang(i, above)


def raise_telling(parse: Parse, i: int, words: Words) -> bool:
    """Raise "called" of "wrote that the Gulf was in a crisis and called on Chad to act" to "wrote": a thing
    calls on nobody."""
    inner = parse.heads[i]
    above, first = parse.heads[inner], parse.kid(inner, "subject", "subject:passive")
    told = parse.relations[inner] == "complement" and parse.lemmas[above] in words["say_verbs"]
    if first is None or not told or not above < first < i or parse.has_subject(i):
        return False
    bids = parse.lemmas[i] in words["bidding_verbs"] and parse.lemmas[inner] not in words["say_verbs"]
    past = all(parse.has(w, FINITE) and parse.has(w, PAST) for w in (i, above))
    things = all(parse.pos[w] == "NOUN" or parse.entities[w] == "location" for w in parse.members(first))
    return bids and past and things and parse.hang(i, above)


def part_at_semicolon(parse: Parse, i: int, words: Words) -> bool:
    """Make a sentence of its own of "talks were held" in "talks were held; Chad agreed": what is said has no
    semicolon behind it."""
    end, second = parse.subtree(i)[1], parse.heads[i]
    if not end + 1 < second or parse.words[end + 1] != SEMICOLON:
        return False
    parse.relations[i] = "parataxis"
    return parse.has_subject(second)


def part_sentences(parse: Parse, i: int, words: Words) -> bool:
    """Make "Soto" of "urged Chad to stop raids on farmers and Ana Soto said no" the subject of "said":
    the parser takes her for the last of a row, before a verb without a subject."""
    before = [k for k in parse.kids[i] if k < i]
    above, last = parse.heads[i], min((*before, i)) - 1
    helped = all(parse.relations[k].startswith("auxiliary") or parse.relations[k] == "adverb" for k in before)
    if not above < last or not helped or not is_finite(parse, i):
        return False
    noun = parse.climb(last, lambda w: parse.relations[w] != "conjunct" and w > above)
    joint = parse.subtree(noun)[0] - 1
    if parse.relations[noun] != "conjunct" or parse.pos[noun] != "PROPN":
        return False
    if not above < joint or parse.pos[joint] != "CCONJ":
        return False
    parse.hang(joint, i, "coordinator")
    return parse.hang(noun, i, "subject")


SEMICOLON = ";"


def is_finite(parse: Parse, verb: int) -> bool:
    """Whether a verb is finite beyond doubt, itself or by an auxiliary: "asks", "asked", "has asked";
    "ask" may be an infinitive."""
    plain = parse.has(verb, FINITE) and (parse.has(verb, THIRD) or parse.has(verb, PAST))
    auxiliaries = (k for k in parse.kids[verb] if parse.relations[k].startswith("auxiliary"))
    return plain or any(parse.has(k, FINITE) for k in auxiliaries)


def lower_shared(parse: Parse, i: int, words: Words) -> bool:
    """Give Togo of "asks Chad to report and thanks Togo" to "thanks":
    what stands behind the second verb is not the first one's."""
    first = parse.heads[i]
    start = parse.phrase(i)[0]
    second = start - 1
    if not first < second or parse.relations[second] != "conjunct" or parse.pos[second] != "VERB":
        return False
    for k in [k for k in parse.kids[first] if k > second]:
        parse.heads[k] = second
    return True


def drop_denied(parse: Parse, i: int, words: Words) -> bool:
    """Give Chad's place to Togo in "not Chad but Togo": what is denied stands in no row with what is said."""
    start = parse.phrase(i)[0]
    before = start if parse.lower[start] in words["contrasting"] else start - 1
    if before < 0 or parse.lower[before] not in words["contrasting"]:
        return False
    near = range(i + 1, min(i + NEAR, len(parse)))
    but = next((k for k in near if parse.lower[k] in words["correcting"]), None)
    if but is None or any(parse.pos[k] == "VERB" for k in range(i, but)):
        return False
    after = next(
        (
            k for k in range(but + 1, min(but + NEAR, len(parse)))
            if parse.heads[k] in (i, but)
        ),
        None,
    )
    if after is None:
        return False
    over, relation = parse.heads[i], parse.relations[i]
    parse.heads[after], parse.relations[after] = over, relation
    for k in parse.kids[after]:
        if parse.relations[k] == "oblique" and parse.pos[over] == "VERB":
            parse.heads[k] = over
    parse.hang(i, after, "other")
    parse.hang(but, after, "other")
    return parse.hang(before, i, "other")


def hold_row(parse: Parse, i: int, words: Words) -> bool:
    """Make "Chad and Togo" of "with Chad and Togo both blocking the text" the subject:
    "both" only says how many of them."""
    if parse.lower[i] not in words["floating"] or not i or parse.kids[i]:
        return False
    last = row = i - 1
    while parse.relations[row] == "conjunct" and any(
        parse.pos[k] == "CCONJ" for k in range(parse.heads[row], row)
    ):
        row = parse.heads[row]
    if row == last or parse.pos[row] not in ("NOUN", "PROPN"):
        return False
    verb = parse.heads[i]
    parse.hang(row, verb, "subject")
    return parse.hang(i, row, "other")


def give_back_subject(parse: Parse, i: int, words: Words) -> bool:
    """Give Chad of "Chad, Togo claimed, had lied" to "lied", and "Chad, the premier claimed, had lied" to the
    same: what stands before the comma is not who claimed it, be it taken for a subject too or for what the
    other only says anew."""
    verb = parse.heads[i]
    own = next((k for k in parse.kids[verb] if i < k < verb and parse.relations[k] == "subject"), None)
    if own is not None and parse.relations[verb] == "parataxis":
        main = parse.heads[verb]
    else:
        own = parse.kid(i, "apposition")
        if own is None or parse.subtree(own)[1] + 1 != verb or parse.lemmas[verb] not in words["say_verbs"]:
            return False
        main = next((k for k in parse.kids[verb] if k > verb and parse.relations[k] == "complement"), verb)
        if not any(parse.words[k] == "," for k in range(verb + 1, main)):
            return False
    comma = any(parse.words[k] == "," for k in range(i + 1, own))
    if not comma or parse.has_subject(main):
        return False
    parse.heads[i] = main
    return parse.hang(own, verb, "subject")


def subject_past_aside(parse: Parse, i: int, words: Words) -> bool:
    """Give Chad of "said Chad, which fears a war, had refused" to "refused": the parser takes it for what is
    said."""
    verb = parse.heads[i]
    if i < verb or parse.lemmas[verb] not in words["say_verbs"]:
        return False
    said = next((k for k in parse.kids[verb] if k > i and parse.relations[k] == "complement"), None)
    if said is None or parse.has_subject(said):
        return False
    row = parse.members(i)
    asides = [k for w in row for k in parse.kids[w] if parse.relations[k] == "relative"]
    begins = min((k for k in parse.kids[said] if parse.relations[k].startswith("auxiliary")), default=said)
    if not asides or parse.words[begins - 1] != ",":
        return False
    return parse.hang(i, said, "subject")


def raise_first(parse: Parse, i: int, words: Words) -> bool:
    """Make "protested" the first of "Chad protested, denied the charge and left", and "gave" that of "Chad
    gave and Togo promised grain": the parser hangs it below the second."""
    second = parse.heads[i]
    kids = parse.kids[i]
    if not i < second or not parse.has(i, PAST) or not is_finite(parse, second):
        return False
    if any(parse.relations[k] == "marker" for k in kids) or {parse.pos[i], parse.pos[second]} != {"VERB"}:
        return False
    between = [k for k in range(i + 1, second) if parse.relations[k] != "adverb"]
    if not all(parse.joins(k) for k in between):
        return False
    if not between or not parse.has_subject(i) or parse.has_subject(second):
        return False
    return put_below(parse, second, i, "conjunct")


def swap_subjects(parse: Parse, i: int, words: Words) -> bool:
    """Give Chad of "Chad, said Togo's premier, had lied" to "lied", and the premier to "said": who says it
    stands behind the verb, between commas."""
    verb = parse.heads[i]
    if parse.lemmas[verb] not in words["say_verbs"] or not i < verb or parse.words[verb - 1] != ",":
        return False
    if "," in parse.words[i : verb - 1]:
        return False  # "Ana Ruiz, the premier, said Togo's army, once defeated, had left"
    main = next((k for k in parse.kids[verb] if k > verb and parse.relations[k] == "complement"), None)
    if main is None and parse.relations[verb] == "parataxis":
        main = parse.heads[verb]
    if main is None or parse.kid(main, "marker") is not None:
        return False
    tellers = [
        k for k in (*parse.kids[verb], *parse.kids[main])
        if k > verb and parse.relations[k].startswith("subject") and parse.phrase(k)[0] == verb + 1
    ]
    if len(tellers) != 1 or "," not in parse.words[tellers[0] : main]:
        return False
    parse.heads[i] = main
    parse.heads[tellers[0]], parse.relations[tellers[0]] = verb, "subject"
    return True
