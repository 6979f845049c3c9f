"""Verbs that the parser hangs wrongly: participles that are the verb, infinitives on nouns,
subjects lost to auxiliaries.

Knows the sentences that showed each habit; does not know what is done with the clauses.
"""

from __future__ import annotations

from communique.grammar.features import (
    DETERMINING,
    FINITE,
    GERUND,
    INFINITIVE,
    MODAL,
    PARTICIPLE,
    PARTICIPLE_FORM,
    PAST_FORM,
    PERSONAL,
    PLURAL,
    PRESENT_FORM,
    SINGULAR,
    THIRD,
    THIRD_FORM,
)
from communique.grammar.mending.names import Words, put_below, subject_of
from communique.grammar.parse import Parse
from communique.grammar.roles import has_marker, marker_of

VERBAL = ("auxiliary", "negation", "adverb", "punctuation")  # what stands between a subject and its verb


LOOSE = frozenset((  # what stands beside a noun as it does beside a verb
    "determiner", "modifier", "compound", "oblique", "punctuation", "conjunct", "coordinator", "adverb",
))  # fmt: skip


def hang_predicate(parse: Parse, i: int, words: Words) -> bool:
    """Hang "persona non grata" on the verb that declares it of its object:
    the parser knows no Latin and takes it for a name."""
    last = next((j for j in range(i, min(i + 4, len(parse))) if parse.lower[j] in words["latin_ends"]), None)
    before = range(i - 1, max(-1, i - 20), -1)
    verb = next((j for j in before if parse.lemmas[j] in words["declaring"]), None)
    if last is None or verb is None:
        return False
    for j in range(i, last):
        parse.hang(j, last, "compound")
    parse.hang(last, verb, "attribute")
    # the phrase before it is its object, whatever later verb the parser gave it to
    for j in range(verb + 1, i):
        if parse.pos[j] in ("NOUN", "PROPN", "PRON", "NUM") and not verb < parse.heads[j] < i:
            parse.hang(j, verb, "object")
            break
    return True


def call_so(parse: Parse, i: int, words: Words) -> bool:
    """Hang what somebody is called on the verb, where the parser has it beside a name further up: "X, who
    called Berg "a dummy"."""
    low = parse.phrase(i)[0]
    quoted = low > 1 and parse.pos[low - 1] == "PUNCT" and parse.words[low - 1] != ","
    called = low - 2 if quoted else low - 1
    while parse.relations[called] in ("oblique", "oblique:object") and parse.heads[called] < called:
        called = parse.heads[called]  # "called the minister of Chad "a dummy""
    verb = parse.heads[called]
    whom = parse.relations[called] in ("object", "attribute")
    if not 0 <= verb < called < i or not whom or parse.heads[i] >= verb:
        return False
    if parse.lemmas[verb] not in words["declaring"]:
        return False
    return parse.hang(called, verb, "object") and parse.hang(i, verb, "attribute")


def take_called(parse: Parse, i: int, words: Words) -> bool:
    """Take whom somebody calls something for the object: "called Minister Ana Berg a liar"."""
    verb = parse.heads[i]
    kids = [k for k in parse.kids[verb] if k > verb and parse.relations[k] in ("object", "attribute")]
    two = len(kids) > 1 and kids[0] == i and parse.relations[kids[1]] == "attribute"
    named = parse.lemmas[verb] in words["declaring"] and parse.pos[i] == "PROPN"
    return two and named and parse.hang(i, verb, "object")


def hang_that_clause(parse: Parse, i: int, words: Words) -> bool:
    """Hang the that-clause of "X said in a call with the adviser, Y, that Z had …" on "said":
    it is no relative of Y."""
    if parse.relations[i] == "complement" or parse.pos[i] not in ("VERB", "AUX"):
        return False
    marker = marker_of(parse, i, words["that"])
    if marker is None or not parse.has_subject(i):
        return False
    noun = parse.heads[i]
    if parse.pos[noun] not in ("NOUN", "PROPN") or parse.lemmas[noun] in words["saying_nouns"]:
        return False
    above = noun
    while parse.heads[above] != above:
        above = parse.heads[above]
        if parse.pos[above] == "VERB" and parse.lemmas[above] in words["say_verbs"] and above < marker:
            if any(parse.relations[k] == "complement" for k in parse.kids[above] if k > above):
                return False
            parse.hang(i, above, "complement")
            return True
    return False


def hang_gerund_behind(parse: Parse, i: int, words: Words) -> bool:
    """Hang "proposing" behind "countries" in "countries proposing a truce have dropped their demands":
    the verb is in the plural, its subject is who proposes."""
    noun = next((k for k in parse.kids[i] if parse.relations[k] == "subject" and k == i - 1), None)
    if noun is None or parse.pos[i] != "VERB" or not parse.is_plural(noun):
        return False
    parse.hang(noun, parse.heads[i], parse.relations[i])
    return parse.hang(i, noun, "modifying")


def free_object(parse: Parse, i: int, words: Words) -> bool:
    """Free the object of "refused China's demand to retract":
    the parser makes "demand" the subject of "retract"."""
    that = parse.kid(i, "marker") is not None  # "agreed that a new deal should …"
    if parse.relations[i] != "complement" or not parse.has(i, INFINITIVE) or that:
        return False
    above = parse.heads[i]
    subject = next((k for k in parse.kids[i] if parse.relations[k] == "subject" and k > above), None)
    if subject is None or parse.lemmas[subject] not in words["nouns_with_infinitive"]:
        return False
    parse.hang(subject, above, "object")
    return parse.hang(i, subject, "modifying")


def hang_on_noun(parse: Parse, i: int, words: Words) -> bool:
    """Hang the infinitive of "rejected a call from Chad to join sanctions" on "call",
    and that of "is in no mood to pay" on "mood": it is not what they were rejected for."""
    if i < 3 or not parse.has(i, INFINITIVE) or parse.lower[i - 1] not in words["infinitive_marker"]:
        return False
    held = (k for k in parse.kids[parse.heads[i]] if k < i and parse.relations[k] == "object")
    noun = next((k for k in held if parse.subtree(k)[1] == i - 2 and by_whom(parse, k, words)), i - 2)
    behind = parse.relations[noun] == "oblique:object"
    denied = behind and parse.lower[noun - 1] in words["negative_determiners"]
    above = parse.heads[parse.heads[noun]] if denied else parse.heads[noun]
    called = parse.relations[noun] == "object" and parse.lemmas[noun] in words["nouns_with_infinitive"]
    if above != parse.heads[i] or not (called or denied):
        return False
    return parse.hang(i, noun, "modifying")


def by_whom(parse: Parse, noun: int, words: Words) -> bool:
    """Whether what stands behind a noun says whose it is: "a call from Chad"; not "a call with Chad"."""
    behind = [k for k in parse.kids[noun] if k > noun]
    return all(parse.relations[k] == "oblique" and parse.lower[k] in words["of_author"] for k in behind)


def hang_on_said(parse: Parse, i: int, words: Words) -> bool:
    """Hang the that-clause of "denied charges that it armed rebels" on "charges": it is what they say."""
    marker = parse.kid(i, "marker")
    if marker is None or parse.lower[marker] not in words["that"]:
        return False
    held = (k for k in parse.kids[parse.heads[i]] if k < marker and parse.relations[k] == "object")
    noun = next((k for k in held if parse.subtree(k)[1] == marker - 1), None)
    if noun is None or parse.lemmas[noun] not in words["saying_nouns"]:
        return False
    return parse.hang(i, noun, "modifying")


def hang_bidding(parse: Parse, i: int, words: Words) -> bool:
    """Hang "for Mali to leave" on "calls" in "the raid drew calls from Peru for Mali to leave":
    an infinitive with a subject of its own says what is asked for, not when or why."""
    kids = parse.kids[i]
    own = any(parse.relations[k] == "subject" and k < i for k in kids)
    if not own or not parse.has(i, INFINITIVE) or not any(parse.relations[k] == "marker" for k in kids):
        return False
    above = parse.heads[i]
    governed = [k for k in parse.kids[above] if parse.relations[k] == "object"]
    governed += [m for _, m in parse.obliques(above)]
    nouns = [k for k in (above, *governed) if parse.lemmas[k] in words["nouns_with_infinitive"]]
    noun = max((k for k in nouns if k < i and parse.pos[k] == "NOUN"), default=None)
    if noun is None:
        return False
    return parse.hang(i, noun, "modifying")


def raise_root(parse: Parse, i: int, words: Words) -> bool:
    """Make "called" the verb of "The opposition called on Peru to free him.", and "strayed" that of "A jet
    strayed into Peru.": the parser takes it for a participle, and all for a phrase.

    A headline ("Crew freed by Peru") has no full stop; a participle has no object,
    and what it asks for is asked of its own noun.
    """
    if parse.relations[i] != "modifying" or not parse.has(i, PARTICIPLE):
        return False
    # "police acting on a warrant arrested him"
    noun = parse.climb(
        parse.heads[i], lambda w: not parse.has(w, FINITE) and parse.relations[w] != "other"
    )
    told = parse.heads[noun]  # "police … arrested him, sources said"
    if told != noun and (
        parse.relations[noun] != "other" or told < i or parse.lemmas[told] not in words["say_verbs"]
    ):
        return False
    later = [k for k in parse.kids[noun] if k > i]
    kids = [parse.relations[k] for k in parse.kids[i] if k > i]
    whole = (
        parse.pos[noun] in ("NOUN", "PROPN")
        and noun < i
        and (told != noun or any(parse.words[k] == "." for k in later))
    )
    asked = any(parse.has(k, INFINITIVE) for k in (*parse.kids[i], *later) if k > i)
    active = "object" in kids or (asked and "oblique" in kids and parse.lemmas[i] in words["calling_on"])
    active |= parse.lemmas[i] in words["intransitive"]
    if not whole or not active or any(parse.has(k, FINITE) for k in parse.kids[noun]):
        return False
    parse.heads[i], parse.relations[i] = (i, "root") if told == noun else (told, "complement")
    parse.features[i] = PAST_FORM
    parse.hang(noun, i, "subject")
    for k in later:
        parse.heads[k] = i
        if parse.has(k, INFINITIVE):
            parse.relations[k] = "complement"
    return True


def raise_subject(parse: Parse, i: int, words: Words) -> bool:
    """Raise "Russia" of "Russia, however, has opposed the draft" from the auxiliary to its verb."""
    auxiliary = parse.heads[i]
    verb = parse.heads[auxiliary]
    if parse.relations[auxiliary] != "auxiliary" or parse.pos[verb] not in ("VERB", "AUX"):
        return False
    if parse.has_subject(verb):
        return False
    return parse.hang(i, verb)


def fill_noun(parse: Parse, i: int, words: Words) -> bool:
    """Make "step down" of "dismissed calls to step down" what is called for:
    the parser takes it for what calls do."""
    if parse.relations[i] != "relative" or not parse.has(i, INFINITIVE):
        return False
    if parse.lemmas[parse.heads[i]] not in words["nouns_with_infinitive"]:
        return False
    if not any(parse.lower[k] in words["infinitive_marker"] for k in parse.kids[i] if k < i):
        return False
    parse.relations[i] = "modifying"
    return True


def hang_conjunct(parse: Parse, i: int, words: Words) -> bool:
    """Hang "hold" in "is due to visit China and hold talks" on the infinitive before it,
    not on the finite verb."""
    head = parse.heads[i]
    if (
        not parse.has(i, INFINITIVE)
        or parse.has(head, INFINITIVE)
        or parse.pos[head] not in ("VERB", "AUX", "ADP", "ADJ")
    ):
        return False
    if parse.kid(i, "auxiliary", "subject") is not None:
        return False
    found = next(
        (
            j for j in range(i - 1, max(head, i - 25), -1)
            if parse.has(j, INFINITIVE)
            and parse.pos[j] == "VERB"
            and any(parse.lower[k] in words["infinitive_marker"] for k in parse.kids[j])
        ),
        None,
    )
    if found is None:
        return False
    return parse.hang(i, found)


def raise_participle(parse: Parse, i: int, words: Words) -> bool:
    """Raise "calling" in "urged Chad not to deport them, calling on it to …":
    after a comma it is the main verb's."""
    head = parse.heads[i]
    if (
        not parse.has(i, GERUND)
        or head > i
        or not parse.has(head, INFINITIVE)
        or parse.kid(i, "subject", "marker") is not None
    ):
        return False
    if parse.words[min((i, *parse.kids[i])) - 1] != ",":
        return False
    above = head
    while (
        parse.has(above, INFINITIVE)
        and parse.relations[above] in ("complement", "complement:open", "conjunct", "adverbial")
        and parse.heads[above] != above
    ):
        above = parse.heads[above]
    if above == head or parse.pos[above] not in ("VERB", "AUX"):
        return False
    return parse.hang(i, above)


def raise_last(parse: Parse, i: int, words: Words) -> bool:
    """Make "hit" the verb of "Shells fired from Chad hit a town": nothing joins it to "fired"."""
    fired = parse.heads[i]
    between = range(fired + 1, i)
    if any(parse.pos[k] in ("CCONJ", "PUNCT", "VERB") for k in between) or not is_past(parse, i):
        return False
    if parse.kid(fired, "object") is not None:
        return False
    return fired < i and make_main(parse, fired, i)


def make_main(parse: Parse, first: int, second: int) -> bool:
    """Give the place and the subject of a verb in the past to a later one without a subject, so that the
    first is a participle about the subject; false where that cannot be."""
    subject = next((k for k in parse.kids[first] if parse.relations[k] == "subject" and k < first), None)
    loose = ("subject", "expletive", "auxiliary")
    if subject is None or not is_past(parse, first) or parse.pos[subject] not in ("NOUN", "PROPN"):
        return False
    if any(parse.relations[k].startswith(loose[:2]) for k in parse.kids[second]):
        return False
    if any(parse.relations[k].startswith(loose) and k != subject for k in parse.kids[first]):
        return False
    for k in parse.kids[first]:
        if k > second:
            parse.heads[k] = second
    parse.heads[second] = second if parse.heads[first] == first else parse.heads[first]
    parse.relations[second] = parse.relations[first]
    parse.heads[first], parse.relations[first], parse.features[first] = subject, "modifying", PARTICIPLE_FORM
    return parse.hang(subject, second, subject_of(parse, second))


def raise_teller(parse: Parse, i: int, words: Words) -> bool:
    """Make those the tellers who stand last and before "said": "talks went on for months,
    Norway and Iraq said"."""
    if parse.pos[i] not in ("NOUN", "PROPN"):
        return False
    last = i
    while (
        beside := max((k for k in parse.kids[last] if parse.relations[k] == "conjunct"), default=last)
    ) > last:
        last = beside
    verb = last + 1
    if verb >= len(parse) or parse.lemmas[verb] not in words["say_verbs"] or not parse.has(verb, FINITE):
        return False
    if parse.has_subject(verb) or parse.hangs_under(verb, i):
        return False
    return parse.hang(i, verb, "subject")


def hang_on_last(parse: Parse, i: int, words: Words) -> bool:
    """Hang a relative clause of its own subject on the last of a row: "Peru and Chile's Ana Ruiz,
    who had protested"."""
    row, first = parse.heads[i], parse.subtree(i)[0]
    if parse.lower[first] not in words["relative_pronouns"] or parse.lower[first] in words["that"]:
        return False
    if not parse.relations[first].startswith("subject"):
        return False
    last = row
    while nearer := [k for k in parse.kids[last] if parse.relations[k] == "conjunct" and last < k < first]:
        last = nearer[-1]
    if last == row or parse.pos[last] not in ("NOUN", "PROPN"):
        return False
    return parse.hang(i, last)


def verb_above(parse: Parse, word: int) -> int:
    """The verb that a word hangs under, itself where there is none."""
    above = word
    while parse.heads[above] != above:
        above = parse.heads[above]
        if parse.pos[above] in ("VERB", "AUX"):
            return above
    return word


def raise_guest(parse: Parse, i: int, words: Words) -> bool:
    """Make "the Premier" the subject of "At the invitation of President Diaz,
    the Premier of Togo will visit": he is not the host."""
    host = parse.heads[i]
    last = parse.subtree(i)[1]
    verb = verb_above(parse, host)
    while verb <= last and (above := verb_above(parse, verb)) != verb:
        verb = above  # "Speaking after a call with President Diaz, the Premier said"
    if (
        not host < i < last + 1 <= verb
        or parse.relations[host] != "oblique:object"
        or "," not in parse.words[host + 1 : i + 1]
    ):
        return False
    if parse.has_subject(verb):
        return False
    if any(
        parse.heads[k] != verb or parse.relations[k].partition(":")[0] not in VERBAL
        for k in range(last + 1, verb)
    ):
        return False
    return parse.hang(i, verb, "subject")


def list_that_clauses(parse: Parse, i: int, words: Words) -> bool:
    """Put "that they regret it" of "said they would come,
    that they regret it and …" beside what was said before it, not below it."""
    above = parse.heads[i]
    marker = marker_of(parse, i, words["that"])
    if marker is None or parse.words[marker - 1] != "," or parse.relations[above] != "complement":
        return False
    if not any(parse.relations[k] == "complement" and above < k < i for k in parse.kids[above]):
        return False
    parse.relations[i] = "conjunct"
    return True


def make_verb(parse: Parse, i: int, words: Words) -> bool:
    """Make verbs of "call" in "The Heads of State call upon Togo" and of "thanks" in "asks Togo to leave and
    thanks Peru", "Chad thanks Peru"."""
    alike = parse.lower[i] in words["verbs_like_nouns"]
    sides = {"subject", "object"} <= {parse.relations[k] for k in parse.kids[i]}
    if parse.relations[i] == "root" and alike and sides and parse.pos[i] != "VERB":
        parse.pos[i], parse.features[i] = "VERB", THIRD_FORM
        parse.lemmas[i] = parse.lower[i].removesuffix("s")
        return True
    if parse.pos[i] not in ("NOUN", "INTJ"):
        return False
    on = next(
        (
            k for k in parse.kids[i]
            if k == i + 1 and f"{parse.lower[i]} {parse.lower[k]}" in words["calling_nouns"]
        ),
        None,
    )
    if on is not None and parse.kid(i, "subject") is not None:
        parse.pos[i], parse.features[i], parse.pos[on] = "VERB", PRESENT_FORM, "ADP"
        return True
    before = i - 1 if parse.pos[i - 1] != "ADV" else i - 2
    if parse.relations[i] != "conjunct" or not alike or parse.pos[before] != "CCONJ":
        return False
    above = parse.climb(parse.heads[i], lambda w: not parse.has(w, THIRD))
    if not parse.has(above, THIRD):
        return False
    parse.heads[i], parse.pos[i], parse.features[i], parse.lemmas[i] = (
        above, "VERB", THIRD_FORM, parse.lower[i].removesuffix("s"),
    )
    return True


def shed_subject(parse: Parse, i: int, words: Words) -> bool:
    """Take "Ana Ruiz" from "deplores" in "welcomes the release of the leader, Ana Ruiz, but deplores …":
    "but" stands between them."""
    verb = parse.heads[i]
    before = verb - 1
    while before > i and parse.relations[before] == "adverb":
        before -= 1
    if parse.pos[before] != "CCONJ" or parse.relations[verb] != "conjunct" or before <= i:
        return False
    noun = next(
        (
            w for w in range(parse.subtree(i)[0] - 1, parse.heads[verb], -1)
            if parse.pos[w] in ("NOUN", "PROPN")
        ),
        None,
    )
    return noun is not None and parse.hang(i, noun, "apposition")


def part_label(parse: Parse, i: int, words: Words) -> bool:
    """Part "Mali" from the subject of "Mali: Chad calls for calm": a label says what the line is about."""
    verb, last = parse.heads[i], parse.subtree(i)[1]
    if parse.words[last] != ":" or not any(
        parse.relations[k] == "subject" and last < k < verb for k in parse.kids[verb]
    ):
        return False
    return parse.hang(i, verb, "other")


def make_verb_after_modal(parse: Parse, i: int, words: Words) -> bool:
    """Make a verb of "ship" in "Chad will no longer ship rice": no noun has a modal."""
    modal = parse.kid(i, "auxiliary")
    if parse.pos[i] != "NOUN" or modal is None or not parse.has(modal, MODAL) or not parse.has_subject(i):
        return False
    parse.pos[i], parse.features[i], parse.lemmas[i] = "VERB", frozenset((INFINITIVE,)), parse.lower[i]
    return True


def tell_by_letting(parse: Parse, i: int, words: Words) -> bool:
    """Make one who is told of Chad in "let Chad know that it would not pay": "let know" is "tell"."""
    let = parse.heads[i]
    if parse.lemmas[let] not in words["letting"] or parse.lemmas[i] not in words["knowing"]:
        return False
    told, said = parse.kid(i, "subject", "subject:passive"), parse.kid(i, "complement")
    if told is None or said is None or not parse.has(i, INFINITIVE):
        return False
    parse.heads[said] = let
    parse.hang(told, let, "object")
    parse.relations[i], parse.pos[i], parse.lemmas[let] = "other", "PART", words["letting"][parse.lemmas[let]]
    return True


def is_past(parse: Parse, i: int) -> bool:
    """Whether a word is a past tense or a participle, which look alike."""
    return parse.has(i, PARTICIPLE) or parse.features[i] == PAST_FORM


def is_party(parse: Parse, i: int) -> bool:
    """Whether a word is a noun, or a pronoun for one."""
    given = parse.features[i]
    return PERSONAL in given or not DETERMINING.isdisjoint(given) or parse.pos[i] in ("NOUN", "PROPN")


def disagrees(parse: Parse, noun: int, verb: int) -> bool:
    """Whether a noun cannot be the subject of a verb in the present: one is in the plural,
    the other in the singular."""
    number = {THIRD_FORM: PLURAL, PRESENT_FORM: SINGULAR}.get(parse.features[verb])
    return number is not None and parse.has(noun, number)


def raise_conjunct(parse: Parse, i: int, words: Words) -> bool:
    """Raise "urges" of "It regrets that these efforts have failed, and urges …" to "regrets":
    efforts in the plural do not urge."""
    inner = parse.heads[i]
    above = parse.heads[inner]
    alike = parse.features[above] == parse.features[i]
    speaking = words["speaking_for_issuers"]
    if parse.relations[inner] == "relative" and parse.pos[above] in ("NOUN", "PROPN"):
        return raise_from_relative(parse, i, verb_above(parse, above), words)
    own = {parse.lemmas[i], parse.lemmas[above]} <= speaking and parse.lemmas[inner] not in speaking and alike
    subject = next(
        (k for k in parse.kids[inner] if parse.relations[k].startswith("subject") and k < inner), None
    )
    if subject is None or parse.relations[inner] != "complement" or not alike:
        return False
    # own: "regrets that Togo has turned them back and considers this …"
    if not (is_party(parse, subject) if own else disagrees(parse, subject, i)):
        return False
    if parse.has_subject(i):
        return False
    if parse.kid(subject, "conjunct") is not None:
        return False
    return parse.hang(i, above)


def lower_participle(parse: Parse, i: int, words: Words) -> bool:
    """Hang "wounding two" of "deplores the shots, which troops answered with fire,
    wounding two" on the answer: papers wound nobody."""
    above = parse.heads[i]
    first = parse.subtree(i)[0]
    if not parse.has(i, GERUND) or parse.lemmas[above] not in words["speaking_for_issuers"] or above > i:
        return False
    if parse.words[first - 1] != "," or parse.lemmas[i] in words["speaking_for_issuers"]:
        return False
    inner = next(
        (
            j for j in range(first - 1, above, -1)
            if parse.relations[j] == "relative" and parse.subtree(j)[1] >= first - 2
        ),
        None,
    )
    if inner is None:
        return False
    return parse.hang(i, inner)


def lower_object(parse: Parse, i: int, words: Words) -> bool:
    """Hang "the membership" of "decides to suspend, with immediate effect,
    the membership of Togo" on what is decided."""
    verb = parse.heads[i]
    if verb > i or parse.words[parse.subtree(i)[0] - 1] != ",":
        return False
    decided = (k for k in parse.kids[verb] if verb < k < i and parse.relations[k] == "complement:open")
    inner = next((k for k in decided if parse.has(k, INFINITIVE)), None)
    if inner is None or parse.kid(inner, "object", "complement", "complement:open") is not None:
        return False
    return parse.hang(i, inner)


def raise_from_relative(parse: Parse, i: int, above: int, words: Words) -> bool:
    """Raise "commends" of "It supports the accord which both signed and commends Togo" to "supports":
    both are what issuers say."""
    if (
        not {parse.lemmas[i], parse.lemmas[above]} <= words["speaking_for_issuers"]
        or parse.features[above] != parse.features[i]
    ):
        return False
    return parse.hang(i, above)


def free_thing(parse: Parse, i: int, words: Words) -> bool:
    """Make an object of "accord" in "welcomed the accord concluded with Togo":
    what is welcomed is a thing and not that it concluded."""
    above = parse.heads[i]
    subject = next((k for k in parse.kids[i] if parse.relations[k] == "subject" and above < k < i), None)
    if not is_past(parse, i) or parse.lemmas[above] not in words["verbs_of_things"] or subject is None:
        return False
    if any(
        parse.relations[k].partition(":")[0] in ("marker", "auxiliary", "object", "attribute")
        for k in parse.kids[i]
    ):
        return False
    parse.hang(subject, above, "object")
    parse.heads[i], parse.relations[i], parse.features[i] = subject, "modifying", PARTICIPLE_FORM
    return True


def make_participle(parse: Parse, i: int, words: Words) -> bool:
    """Make a participle of "demanded" in "a truce demanded by Chad" and of "held" in "an envoy held in Chad":
    a verb right behind its noun, with a doer or without an object, is told in the passive."""
    kids = {parse.relations[k] for k in parse.kids[i]}
    if parse.features[i] != PAST_FORM or "subject" in kids:
        return False
    if "doer" not in kids and (parse.heads[i] != i - 1 or kids & {"object", "marker", "complement"}):
        return False
    parse.features[i] = PARTICIPLE_FORM
    return True


def bend_subjunctive(parse: Parse, i: int, words: Words) -> bool:
    """Make the bare form of "insisted that Chad at once give up its claim" what is asked:
    one country does not "give"."""
    subject = next((k for k in parse.kids[i] if parse.relations[k] == "subject" and k < i), None)
    if parse.features[i] != PRESENT_FORM or subject is None or parse.pos[subject] not in ("NOUN", "PROPN"):
        return False
    if not parse.has(subject, SINGULAR) or len(parse.members(subject)) > 1:
        return False
    if any(parse.relations[k].startswith("auxiliary") for k in parse.kids[i]):
        return False
    parse.features[i] = frozenset((INFINITIVE,))
    return True


def head_of_outcome(parse: Parse, i: int, words: Words) -> bool:
    """Make "shooting" the head of "the shooting dead of two men by soldiers",
    which the parser hangs on "dead"."""
    outcome = parse.heads[i]
    if outcome != i + 1 or parse.pos[i] != "NOUN" or parse.lower[outcome] not in words["outcomes"]:
        return False
    put_below(parse, outcome, i, "modifier")
    for k in parse.kids[outcome]:
        parse.heads[k] = i if k != i else parse.heads[i]
    return True


def make_noun(parse: Parse, i: int, words: Words) -> bool:
    """Make a noun of "shelling" in "Shelling continued" and "were killed by shelling":
    a deed that nobody is said to do to anybody."""
    governs = any(parse.relations[k] not in LOOSE for k in parse.kids[i])
    if parse.pos[i] != "VERB" or parse.lower[i] not in words["deeds_in_ing"] or governs:
        return False
    parse.pos[i], parse.lemmas[i] = "NOUN", parse.lower[i]
    if parse.relations[i] == "oblique:clause":
        parse.relations[i], prep = "oblique:object", parse.heads[i]
        suffers = parse.kid(parse.heads[prep], "subject:passive") is not None
        if suffers and parse.lower[prep] in words["by"]:
            parse.relations[prep] = "doer"
    return True


def mark_bidding(parse: Parse, i: int, words: Words) -> bool:
    """Make "for" the mark of "be freed" in "called on Monday for the crew of the ship to be freed": nothing
    hangs on it."""
    verb, before = parse.heads[i], parse.subtree(i)[0] - 1
    bare = before >= 0 and parse.heads[before] == verb and not parse.kids[before]
    if not bare or parse.lower[before] not in words["for"]:
        return False
    if parse.lemmas[verb] not in words["bidding_for"] or not parse.has_subject(i):
        return False
    parse.pos[before] = "SCONJ"
    return parse.hang(before, i, "marker")


def go_on_past_aside(parse: Parse, i: int, words: Words) -> bool:
    """Make "called" of "The king spoke on Sunday, his office said, and called for calm" go on from
    "spoke"."""
    verb, joint = parse.heads[i], i - 1
    aside = parse.heads[joint]
    if parse.pos[joint] != "CCONJ" or parse.relations[aside] != "parataxis" or parse.heads[aside] != verb:
        return False
    if not verb < aside < joint or parse.has_subject(i) or parse.features[i] != parse.features[verb]:
        return False
    parse.heads[joint] = verb
    return parse.hang(i, verb, "conjunct")


def suffer_by(parse: Parse, i: int, words: Words) -> bool:
    """Make "accounts" of "had their accounts frozen by Chad" what was frozen: who does it stands behind."""
    subject, helped = parse.kid(i, "subject"), parse.kid(i, "auxiliary", "auxiliary:passive")
    if subject is None or parse.kid(i, "doer") is None or helped is not None or not parse.has(i, PARTICIPLE):
        return False
    return parse.hang(subject, i, "subject:passive")


def bid_for(parse: Parse, i: int, words: Words) -> bool:
    """Make what is called for of "called for the hostages to be freed": it is no aim of the call. What is to
    be done to a state by its name is an act of its own: "called for Chad to be suspended"."""
    verb = parse.heads[i]
    if parse.pos[verb] == "NOUN" and parse.pos[parse.heads[verb]] == "ADP":
        verb = parse.heads[parse.heads[verb]]  # "appealed in a letter for the hostages to be freed"
    if parse.lemmas[verb] not in words["bidding_for"]:
        return False
    marked = has_marker(parse, i, words["for"])
    to = any(parse.pos[k] == "PART" and parse.relations[k] == "auxiliary" for k in parse.kids[i])
    kids = parse.kids[i]
    state = any(parse.relations[k].startswith("subject") and parse.pos[k] == "PROPN" for k in kids)
    if not marked or not to or state:
        return False
    return parse.hang(i, verb, "complement")


def relate(parse: Parse, i: int, words: Words) -> bool:
    """Make a relative clause of "which sent" in "thanks Chad and Togo, which sent doctors", and of "which,
    like Togo, has sent doctors" behind "Chad"."""
    subject = next((k for k in parse.kids[i] if parse.relations[k] == "subject" and k < i), None)
    if subject is None or parse.lower[subject] not in words["relative_pronouns"] or subject < 2:
        return False
    noun = subject - 2 if parse.words[subject - 1] == "," else subject - 1
    if parse.pos[noun] not in ("NOUN", "PROPN") or parse.heads[i] > noun:
        return False
    return parse.hang(i, noun, "relative")


def say_that(parse: Parse, i: int, words: Words) -> bool:
    """Make what is submitted of "breached" in "submits that by so doing Chad has breached the accord":
    no conjunction makes it a second verb, and "that" is no thing."""
    above = parse.heads[i]
    that = above + 1
    if parse.pos[above] != "VERB" or that >= i or parse.lower[that] not in words["that"]:
        return False
    if parse.heads[that] != above:
        return False
    if any(parse.pos[k] == "CCONJ" and parse.heads[k] in (above, i) for k in range(that, i)):
        return False
    parse.relations[i] = "complement"
    parse.hang(that, i, "marker")
    for k in parse.kids[above]:
        if that < k < i:
            parse.heads[k] = i
    return True


def free_vocative(parse: Parse, i: int, words: Words) -> bool:
    """Take "Minister" from "prohibited" in "Minister, last week Chad prohibited …": who is spoken to."""
    verb = parse.heads[i]
    first = parse.sentences[parse.sentence_of[i]][0]
    if i != parse.phrase(i)[0] or i + 1 >= verb or parse.words[i + 1] != "," or i > first + 1:
        return False
    own = [k for k in parse.kids[verb] if i < k < verb and parse.relations[k] == parse.relations[i]]
    if not own or any(parse.relations[k] != "punctuation" for k in parse.kids[i]):
        return False
    if parse.pos[i] == "PRON" or parse.entities[i] == "place":
        return False
    parse.relations[i] = "other"
    return True


def that_is_told(parse: Parse, i: int, words: Words) -> bool:
    """Make a conjunction of the "that" of "told the guards that soldiers had fired at them": who is told
    needs to be told something, and what soldiers do has its own subject."""
    verb = parse.heads[i]
    noun = i - 1
    teller = parse.heads[noun]
    told = parse.relations[noun] == "object" and parse.lemmas[teller] in words["telling"]
    if parse.lower[i] not in words["that"] or not told:
        return False
    parse.relations[i], parse.heads[verb], parse.relations[verb] = "marker", teller, "complement"
    return True
