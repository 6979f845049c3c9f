"""What is asked of whom, and what two verbs share, hung wrongly: "calls upon the sides to stop",
"asks Chad to come and thanks Togo".

Knows the sentences that showed each habit; does not know what is done with the clauses.
"""

from __future__ import annotations

from communique.grammar.features import FINITE, INFINITIVE, PAST, THIRD
from communique.grammar.mending.names import Words
from communique.grammar.parse import Parse

NEAR = 6  # words between a verb and its that-clause, with what stands in commas


def free_bidden(parse: Parse, i: int, words: Words) -> bool:
    """Make "upon the sides" of "calls upon the sides to stop" whom is called upon:
    the parser takes "upon" for a conjunction."""
    verb = parse.heads[i]
    marker = next((k for k in parse.kids[i] if parse.relations[k] == "marker"), None)
    subject = next((k for k in parse.kids[i] if parse.relations[k] == "subject"), None)
    if marker is None or subject is None or not verb < marker < subject < i or not parse.has(i, INFINITIVE):
        return False
    if f"{parse.lemmas[verb]} {parse.lower[marker]}" not in words["calling_nouns"]:
        return False
    parse.heads[marker], parse.relations[marker], parse.pos[marker] = verb, "oblique", "ADP"
    parse.heads[subject], parse.relations[subject] = marker, "oblique:object"
    return True


def join_bidden(parse: Parse, i: int, words: Words) -> bool:
    """Make "to stop" of "calls on the sides and on their allies to stop" what all are called to do:
    the parser takes the second "on" for a part of it."""
    verb = parse.heads[i]
    second = next((k for k in parse.kids[i] if parse.relations[k] == "oblique" and k < i), None)
    if second is None or not parse.has(i, INFINITIVE) or parse.pos[second - 1] != "CCONJ":
        return False
    if f"{parse.lemmas[verb]} {parse.lower[second]}" not in words["calling_nouns"]:
        return False
    alike = (k for k in parse.kids[verb] if k < second and parse.lower[k] == parse.lower[second])
    called = next((k for first in alike for k in parse.kids[first]), None)
    if called is None or parse.relations[called] != "oblique:object":
        return False
    for k in parse.kids[second]:
        parse.heads[k], parse.relations[k] = called, "conjunct"
    parse.heads[second], parse.relations[second] = called, "other"
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
    if (
        any(parse.relations[k].startswith("complement") for k in parse.kids[verb])
        or parse.pos[verb] != "VERB"
    ):
        return False
    parse.heads[i], parse.relations[i] = verb, "complement"
    return True


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
        or not any(parse.relations[k] == "subject" for k in parse.kids[over])
        or not over < first < joint
        or parse.pos[joint] != "CCONJ"
        or any(parse.relations[k] in ("subject", "subject:passive", "marker") for k in parse.kids[verb])
    ):
        return False
    while parse.heads[first] not in (verb, over, first):
        first = parse.heads[first]
    acting = parse.relations[first].startswith("subject") or parse.lower[first] in words["by"]
    if parse.heads[first] != over or acting:
        return False
    parse.heads[i], parse.relations[i] = verb, "subject"
    parse.heads[joint], parse.relations[verb] = over, "conjunct"
    return True


def free_from_row(parse: Parse, i: int, words: Words) -> bool:
    """Hang "to return" of "calls on the state and the rebels to return" on "calls":
    it is not what the last of the row is for."""
    noun = parse.heads[i]
    if (
        not parse.has(i, INFINITIVE)
        or parse.relations[i] != "relative"
        or parse.relations[noun] != "conjunct"
    ):
        return False
    while parse.relations[noun] == "conjunct" and parse.heads[noun] < noun:
        noun = parse.heads[noun]
    over = parse.heads[noun]
    verb = parse.heads[over] if parse.pos[over] in ("ADP", "SCONJ") else over
    if parse.lemmas[verb] not in words["bidding"] or any(
        parse.relations[k].startswith("complement") for k in parse.kids[verb]
    ):
        return False
    parse.heads[i], parse.relations[i] = verb, "complement"
    return True


def lower_that_clause(parse: Parse, i: int, words: Words) -> bool:
    """Hang "that Chad pay" of "filed a claim in which it asks, in particular, that Chad pay" on "asks",
    the last verb before it."""
    marker = next(
        (k for k in parse.kids[i] if parse.relations[k] == "marker" and parse.lower[k] in words["that"]), None
    )
    above = parse.heads[i]
    if marker is None or parse.pos[above] != "VERB":
        return False
    last = next((k for k in range(marker - 1, above, -1) if parse.pos[k] == "VERB"), None)
    if (
        last is None
        or marker - last > NEAR
        or parse.relations[last] != "relative"
        or parse.lemmas[last] not in words["bidding"]
    ):
        return False
    if any(parse.relations[k].startswith("complement") for k in parse.kids[last]):
        return False
    parse.heads[i] = last
    return True


def hang_on_call(parse: Parse, i: int, words: Words) -> bool:
    """Hang "to stop" of "repeats its call on the sides to stop" on the call:
    it is what they are called to do."""
    verb = parse.heads[i]
    if (
        not parse.has(i, INFINITIVE)
        or parse.lemmas[verb] not in words["repeating"]
        or parse.pos[verb] != "VERB"
    ):
        return False
    called = (k for k in parse.kids[verb] if parse.relations[k] == "object" and verb < k < i)
    noun = next((k for k in called if parse.lemmas[k] in words["nouns_with_infinitive"]), None)
    if noun is None:
        return False
    parse.heads[i], parse.relations[i] = noun, "modifying"
    return True


def raise_finite(parse: Parse, i: int, words: Words) -> bool:
    """Raise "voices" of "asks Chad to withdraw and voices its regret" to "asks":
    an infinitive has no finite verb beside it."""
    inner = parse.heads[i]
    if not parse.has(inner, INFINITIVE) or not is_finite(parse, i) or is_finite(parse, inner):
        return False
    if parse.has_subject(i):
        return False
    above = inner
    while parse.heads[above] != above and not is_finite(parse, above):
        above = parse.heads[above]
    if parse.pos[above] not in ("VERB", "AUX") or not is_finite(parse, above) or above > inner:
        return False
    parse.heads[i] = above
    return True


def raise_from_modal(parse: Parse, i: int, words: Words) -> bool:
    """Raise "warned" of "said voters would not pay, and warned Peru" to "said": what "would" governs is no
    past; a person named between may be who warned."""
    inner = parse.heads[i]
    above = parse.heads[inner]
    past = all(parse.has(w, FINITE) and parse.has(w, PAST) for w in (i, above))
    if not past or parse.relations[inner] != "complement" or not above < inner < i or parse.has_subject(i):
        return False
    told = [k for k in parse.kids[inner] if parse.relations[k].startswith("subject")]
    helped = any(parse.relations[k].startswith("auxiliary") for k in parse.kids[i])
    if helped or not told or parse.pos[told[0]] == "PROPN":
        return False
    if not any(parse.lower[k] in words["modals"] for k in parse.kids[inner] if k < inner):
        return False
    parse.heads[i] = above
    return True


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
    if any(parse.relations[k] in ("object", "complement") for k in parse.kids[second]) or parse.hangs_under(
        first, second
    ):
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
            if parse.heads[k] in (i, but) and parse.relations[k] in ("conjunct", "oblique:object")
        ),
        None,
    )
    if after is None:
        return False
    over, relation = parse.heads[i], parse.relations[i]
    parse.heads[after], parse.relations[after] = over, relation
    moved = [k for k in parse.kids[i] if k > after]
    moved += [k for k in parse.kids[after] if parse.relations[k] == "oblique"]
    for k in moved:
        parse.heads[k] = over if parse.pos[over] == "VERB" else after
    parse.heads[i], parse.relations[i] = after, "other"
    parse.heads[but], parse.relations[but] = after, "other"
    parse.heads[before], parse.relations[before] = i, "other"
    return True


def hold_row(parse: Parse, i: int, words: Words) -> bool:
    """Make "Chad and Togo" of "with Chad and Togo both blocking the text" the subject:
    "both" only says how many of them."""
    if parse.lower[i] not in words["floating"] or not i or parse.kids[i]:
        return False
    last = row = i - 1
    while parse.relations[row] == "conjunct" and any(
        parse.pos[k] == "CCONJ" for k in range(parse.heads[row], row)
    ) and not any(parse.words[k] == "," for k in range(parse.heads[row], row)):
        row = parse.heads[row]
    if row == last or parse.pos[row] not in ("NOUN", "PROPN") or parse.heads[row] > i:
        return False
    verb = parse.heads[i]
    parse.heads[row], parse.relations[row] = verb, "subject"
    parse.heads[i], parse.relations[i] = row, "other"
    return True


def give_back_subject(parse: Parse, i: int, words: Words) -> bool:
    """Give Chad of "Chad, Togo claimed, had lied" to "lied", and "Chad, the premier claimed, had lied" to the
    same: what stands before the comma is not who claimed it, be it taken for a subject too or for what the
    other only says anew."""
    verb = parse.heads[i]
    own = next((k for k in parse.kids[verb] if i < k < verb and parse.relations[k] == "subject"), None)
    if own is not None and parse.relations[verb] == "parataxis":
        main = parse.heads[verb]
    else:
        own = next((k for k in parse.kids[i] if parse.relations[k] == "apposition"), None)
        if own is None or parse.subtree(own)[1] + 1 != verb or parse.lemmas[verb] not in words["say_verbs"]:
            return False
        main = next((k for k in parse.kids[verb] if k > verb and parse.relations[k] == "complement"), verb)
        if not any(parse.words[k] == "," for k in range(verb + 1, main)):
            return False
    comma = any(parse.words[k] == "," for k in range(i + 1, own))
    if not comma or not verb < main or parse.pos[main] not in ("VERB", "AUX"):
        return False
    if parse.has_subject(main):
        return False
    parse.heads[i] = main
    parse.heads[own], parse.relations[own] = verb, "subject"
    return True


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
    asides = [k for w in row for k in parse.kids[w] if parse.relations[k] == "relative" and k > w]
    begins = min((k for k in parse.kids[said] if parse.relations[k].startswith("auxiliary")), default=said)
    if not asides or not asides[-1] < begins or parse.words[begins - 1] != ",":
        return False
    passive = any(parse.relations[k] == "auxiliary:passive" for k in parse.kids[said])
    parse.heads[i], parse.relations[i] = said, "subject:passive" if passive else "subject"
    return True


def raise_first(parse: Parse, i: int, words: Words) -> bool:
    """Make "protested" the first of "Chad protested, denied the charge and left", and "gave" that of "Chad
    gave and Togo promised grain": the parser hangs it below the second."""
    second = parse.heads[i]
    kids = parse.kids[i]
    if not i < second or not parse.has(i, PAST) or not is_finite(parse, second):
        return False
    if any(parse.relations[k] == "marker" for k in kids) or {parse.pos[i], parse.pos[second]} != {"VERB"}:
        return False
    own = next((k for k in kids if parse.relations[k] == "conjunct" and i < k == second - 1), None)
    between = [k for k in range(i + 1, second) if k != own and parse.relations[k] != "adverb"]
    joined = all(parse.words[k] == "," or parse.pos[k] == "CCONJ" for k in between)
    has_subject = any(parse.relations[k].startswith("subject") for k in kids)
    if not between or not joined or not has_subject:
        return False
    if parse.has_subject(second):
        return False
    over, relation = parse.heads[second], parse.relations[second]
    parse.heads[i], parse.relations[i] = (i if over == second else over), relation
    parse.heads[second], parse.relations[second] = i, "conjunct"
    if own is not None:
        parse.heads[own], parse.relations[own] = second, "subject"
    return True


def lift_beside_apposition(parse: Parse, i: int, words: Words) -> bool:
    """Put Togo beside Chad in "Chad, a member since May, and Togo asked": a comma ends what is said of
    Chad."""
    said = parse.heads[i]
    name = parse.heads[said]
    joins = next((k for k in parse.kids[said] if parse.relations[k] == "coordinator" and said < k < i), None)
    if parse.pos[i] != "PROPN" or parse.relations[said] != "apposition" or parse.pos[name] != "PROPN":
        return False
    if parse.pos[said] != "NOUN" or joins is None or parse.words[joins - 1] != "," or not name < said:
        return False
    parse.heads[i] = parse.heads[joins] = name
    return True


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
    if main is None or not verb < main or any(parse.relations[k] == "marker" for k in parse.kids[main]):
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


def appose_second(parse: Parse, i: int, words: Words) -> bool:
    """Make "friend" of "Chad, until then a friend of Peru's, ordered" what is said of Chad: no verb has two
    subjects that nothing joins."""
    verb = parse.heads[i]
    first = next((k for k in parse.kids[verb] if parse.relations[k].startswith("subject") and k < i), None)
    low, high = parse.subtree(i)
    articled = any(parse.relations[k] == "determiner" for k in parse.kids[i])
    if first is None or not articled or high + 1 >= verb or parse.words[high + 1] != ",":
        return False
    if "," not in parse.words[first + 1 : low] or parse.pos[verb] not in ("VERB", "AUX"):
        return False
    parse.heads[i], parse.relations[i] = first, "apposition"
    return True


def find_gap(parse: Parse, i: int, words: Words) -> bool:
    """Set Chile beside Peru in "Peru sent ten men to Mali and Chile five nurses": before an object of its own
    it is who does the same, whose verb is left unsaid."""
    verb, name = parse.heads[i], parse.subtree(i)[0] - 1
    if name < 2 or parse.pos[name] != "PROPN" or parse.relations[name] != "conjunct" or verb > name:
        return False
    row = parse.first_of_row(name)
    if parse.pos[name - 1] != "CCONJ" or parse.kids[name] or parse.relations[row] == "indirect":
        return False
    given = [k for k in parse.kids[verb] if verb < k < name and parse.relations[k] == "object"]
    counted = (k for k in given if any(parse.pos[c] == "NUM" for c in (k, *parse.kids[k])))
    if row in given and not any(counted):
        return False  # "gave its allies and Chile five nurses"
    while parse.relations[verb] == "complement:open":
        verb = parse.heads[verb]
    subject = parse.kid(verb, "subject")
    if subject is None or not given:
        return False
    parse.heads[name], parse.relations[name] = subject, "conjunct"
    return True


def join_then(parse: Parse, i: int, words: Words) -> bool:
    """Put "hold" of "would meet the king, then hold talks" beside "meet": what "then" leads on to shares its
    modal; the parser may put it beside the "said" before both."""
    then = i - 1
    if i < 2 or parse.lower[then] not in words["sequels"] or parse.words[then - 1] != ",":
        return False
    if parse.pos[i] != "VERB" or is_finite(parse, i) or parse.has(i, PAST) or parse.has_subject(i):
        return False
    over = parse.heads[i]
    below = [k for k in parse.kids[over] if parse.relations[k] == "complement" and over < k < then]
    first = next((v for v in (*below, over) if v < then and any_auxiliary(parse, v)), None)
    if first is None or (first == over and parse.relations[i] == "conjunct"):
        return False
    parse.heads[i], parse.relations[i] = first, "conjunct"
    return True


def any_auxiliary(parse: Parse, verb: int) -> bool:
    """Whether a verb has an auxiliary of its own: "would meet"."""
    return parse.pos[verb] == "VERB" and any(parse.relations[k] == "auxiliary" for k in parse.kids[verb])
