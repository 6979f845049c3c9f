"""The parser's habits, mended: what it is known to hang wrongly is hung again before any clause is read.

Knows the sentences that showed each habit; does not know what is done with the clauses.
"""

from __future__ import annotations

from typing import Any

from communique.grammar.parse import Parse

NAMED = ("place", "person", "organization")
PHRASAL = ("determiner", "owner", "modifier", "compound", "number", "case", "punctuation", "coordinator", "adverb")
FINITE = ("VBD", "VBZ", "VBP", "MD")


def link(parse: Parse) -> None:
    """Derive the lists of dependents from the heads."""
    parse.kids = [[] for _ in parse.words]
    for i, head in enumerate(parse.heads):
        if head != i:
            parse.kids[head].append(i)


def mend(parse: Parse, words: dict[str, Any]) -> bool:
    """Re-hang what this parser is known to hang wrongly; true where anything moved. Each case names the sentence that showed it."""
    moved = False
    for i in range(len(parse.words)):
        if parse.lower[i] in words["latin_predicates"]:
            moved |= hang_predicate(parse, i, words)
        if i > 2 and " ".join(parse.lower[i - 2 : i + 1]) in words["adding"]:
            moved |= join_added(parse, i)
        relation = parse.relations[i]
        if relation == "complement" and opened_by(parse, i, words["adverbial_markers"]):
            parse.relations[i] = "adverbial"
        if relation in ("relative", "modifying", "complement") and parse.pos[i] in ("VERB", "AUX"):
            moved |= fill_noun(parse, i, words) or raise_root(parse, i, words) or hang_that_clause(parse, i, words) or free_object(parse, i, words)
        elif relation == "conjunct" and parse.tags[i] in ("VBN", "VBD") and "agent" in (parse.relations[k] for k in parse.kids[i]):
            moved |= hang_participle(parse, i)
        elif relation == "conjunct" and parse.tags[i] == "VB":
            moved |= hang_conjunct(parse, i, words)
        elif relation == "adverbial" and parse.tags[i] == "VB":
            moved |= hang_on_noun(parse, i, words)
        elif relation == "adverbial" and parse.tags[i] == "VBG":
            moved |= raise_participle(parse, i)
        elif relation in ("modifier", "compound") and parse.pos[i] == "PROPN":
            moved |= join_names(parse, i)
        elif relation == "subject":
            moved |= raise_subject(parse, i)
        elif relation in ("time", "adverb") and parse.pos[i] == "PROPN" and parse.entities[i] in NAMED:
            moved |= place_of_time(parse, i)
        elif relation == "apposition" and parse.pos[i] in ("NOUN", "PROPN"):
            moved |= raise_teller(parse, i, words) or lift_conjunct(parse, i) or row_of_persons(parse, i)
        elif relation == "conjunct" and parse.entities[i] == "person":
            moved |= lift_person(parse, i)
        elif relation == "oblique":
            moved |= lift_agent(parse, i, words) or lift_from_name(parse, i, words) or lift_from_moved(parse, i, words)
        elif relation == "oblique:object" and parse.lower[i - 1] in words["with"]:
            moved |= join_company(parse, i, words)
        elif relation == "oblique:object" and parse.pos[i] == "NOUN":
            moved |= free_second(parse, i)
    return moved


def opened_by(parse: Parse, i: int, markers: frozenset[str]) -> bool:
    """Whether a conjunction of time or reason opens a clause, so that it cannot be what is said."""
    return any(parse.relations[k] == "marker" and parse.lower[k] in markers for k in parse.kids[i])


def hang_predicate(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """Hang "persona non grata" on the verb that declares it of its object: the parser knows no Latin and takes it for a name."""
    last = next((j for j in range(i, min(i + 4, len(parse))) if parse.lower[j] in words["latin_ends"]), None)
    before = range(i - 1, max(-1, i - 20), -1)
    verb = next((j for j in before if parse.lemmas[j] in words["declaring"] and parse.pos[j] in ("VERB", "AUX")), None)
    if last is None or verb is None:
        return False
    for j in range(i, last):
        parse.heads[j], parse.relations[j] = last, "compound"
    parse.heads[last], parse.relations[last] = verb, "attribute"
    for j in range(verb + 1, i):  # the phrase before it is its object, whatever later verb the parser gave it to
        if parse.pos[j] in ("NOUN", "PROPN", "PRON", "NUM") and not verb < parse.heads[j] < i and parse.relations[j] != "owner":
            parse.heads[j], parse.relations[j] = verb, "object"
            break
    return True


def fill_noun(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """Make "step down" of "dismissed calls to step down" what is called for: the parser takes it for what calls do."""
    if parse.relations[i] != "relative" or parse.tags[i] != "VB" or parse.lemmas[parse.heads[i]] not in words["nouns_with_infinitive"]:
        return False
    if not any(parse.lower[k] in words["infinitive_marker"] for k in parse.kids[i] if k < i):
        return False
    parse.relations[i] = "modifying"
    return True


def hang_that_clause(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """Hang the that-clause of "X said in a call with the adviser, Y, that Z had …" on "said": it is no relative of Y."""
    if parse.relations[i] == "complement":
        return False
    marker = next((k for k in parse.kids[i] if parse.relations[k] == "marker" and parse.lower[k] in words["that"]), None)
    if marker is None or not any(parse.relations[k].startswith("subject") for k in parse.kids[i]):
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
            parse.heads[i], parse.relations[i] = above, "complement"
            return True
    return False


def free_object(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """Free the object of "refused China's demand to retract": the parser makes "demand" the subject of "retract"."""
    if parse.relations[i] != "complement" or parse.tags[i] != "VB":
        return False
    above = parse.heads[i]
    subject = next((k for k in parse.kids[i] if parse.relations[k] == "subject" and k > above), None)
    if subject is None or parse.lemmas[subject] not in words["nouns_with_infinitive"]:
        return False
    parse.heads[subject], parse.relations[subject] = above, "object"
    parse.heads[i], parse.relations[i] = subject, "modifying"
    return True


def hang_on_noun(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """Hang the infinitive of "rejected Western calls to join sanctions" on "calls": it is not what they were rejected for."""
    noun = i - 2
    marked = i >= 2 and parse.lower[i - 1] in words["infinitive_marker"] and parse.relations[noun] == "object"
    if not marked or parse.heads[noun] != parse.heads[i] or parse.lemmas[noun] not in words["nouns_with_infinitive"]:
        return False
    parse.heads[i], parse.relations[i] = noun, "modifying"
    return True


def join_names(parse: Parse, i: int) -> bool:
    """Put "Mozambique" of "Mozambique and Costa Rica signed" beside the place that the parser hangs it under."""
    head = parse.heads[i]
    mark = next((k for k in parse.kids[i] if parse.relations[k] == "coordinator"), None)
    if mark is None or not i < mark < head or parse.pos[head] != "PROPN" or parse.entities[head] != "place":
        return False
    if any(parse.pos[k] != "PROPN" or parse.heads[k] != head for k in range(mark + 1, head)):
        return False
    parse.heads[i] = parse.heads[head] if parse.heads[head] != head else i
    parse.relations[i] = parse.relations[head]
    parse.heads[head], parse.relations[head] = i, "conjunct"
    return True


def raise_root(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """Make "called" the verb of "The opposition called on Peru to free him.": the parser takes it for a participle, and all for a phrase.

    A headline ("Crew freed by Peru") has no full stop; a participle has no object, and what it asks for is asked of its own noun.
    """
    if parse.relations[i] != "modifying" or parse.tags[i] != "VBN":
        return False
    noun = parse.heads[i]
    while parse.heads[noun] != noun and parse.tags[noun] not in FINITE and parse.relations[noun] != "other":
        noun = parse.heads[noun]  # "police acting on a warrant arrested him"
    told = parse.heads[noun]  # "police … arrested him, sources said"
    if told != noun and (parse.relations[noun] != "other" or told < i or parse.lemmas[told] not in words["say_verbs"]):
        return False
    later = [k for k in parse.kids[noun] if k > i]
    kids = [parse.relations[k] for k in parse.kids[i] if k > i]
    whole = parse.pos[noun] in ("NOUN", "PROPN") and noun < i and (told != noun or any(parse.words[k] == "." for k in later))
    asked = any(parse.tags[k] == "VB" for k in (*parse.kids[i], *later) if k > i)
    active = "object" in kids or (asked and "oblique" in kids and parse.lemmas[i] in words["calling_on"])
    if not whole or not active or "agent" in kids or any(parse.tags[k] in FINITE for k in parse.kids[noun]):
        return False
    parse.heads[i], parse.relations[i] = (i, "root") if told == noun else (told, "complement")
    parse.tags[i] = "VBD"
    parse.heads[noun], parse.relations[noun] = i, "subject"
    for k in later:
        parse.heads[k] = i
        if parse.tags[k] == "VB":
            parse.relations[k] = "complement"
    return True


def raise_subject(parse: Parse, i: int) -> bool:
    """Raise "Russia" of "Russia, however, has opposed the draft" from the auxiliary to its verb."""
    auxiliary = parse.heads[i]
    verb = parse.heads[auxiliary]
    if parse.relations[auxiliary] != "auxiliary" or parse.pos[verb] not in ("VERB", "AUX") or verb == auxiliary:
        return False
    if any(parse.relations[k].startswith("subject") for k in parse.kids[verb]):
        return False
    parse.heads[i] = verb
    return True


def place_of_time(parse: Parse, i: int) -> bool:
    """Make a party of "Chad" in "Chad, lawmakers in Sudan and others said": the parser takes the first of a row for a time."""
    head = parse.heads[i]
    if parse.pos[head] == "PROPN" and head < i:
        parse.relations[i] = "conjunct"
        return True
    subjects = [k for k in parse.kids[head] if parse.relations[k] == "subject" and i < k < head]
    if parse.pos[head] not in ("VERB", "AUX") or not subjects:
        return False
    parse.relations[i] = "subject"
    return True


def join_company(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """Put "Chile" of "Peru, along with Chile, imposed sanctions" beside the subject that it is in company with."""
    start = i - 2
    noun = start - 1 if start > 0 and parse.words[start - 1] != "," else start - 2
    if noun < 0 or parse.lower[start] not in words["together"] or parse.relations[noun] != "subject" or parse.heads[noun] < i:
        return False
    parse.heads[i], parse.relations[i] = noun, "conjunct"
    return True


def join_added(parse: Parse, i: int) -> bool:
    """Put "Chile" of "sued Peru as well as Chile" beside the name before: the parser takes the words between for a comparison."""
    before = i - 3 if i > 2 and parse.words[i - 3] != "," else i - 4
    after = i + 1
    while after < len(parse) - 1 and parse.heads[after] > after and parse.relations[after] in PHRASAL:
        after += 1
    nouns = ("NOUN", "PROPN")
    if before < 0 or after >= len(parse) or parse.pos[before] not in nouns or parse.pos[after] not in nouns:
        return False
    verb = parse.heads[after]
    if parse.relations[after] == "subject" and verb > after and parse.relations[before] != "subject":  # "Peru as well as Chile left"
        parse.heads[before], parse.relations[before], root = verb, "subject", (parse.heads[before], parse.relations[before])
        if parse.heads[verb] == before:
            parse.heads[verb], parse.relations[verb] = root if root[0] != before else verb, root[1]
    parse.heads[after], parse.relations[after] = before, "conjunct"
    parse.heads[i], parse.relations[i] = before, "coordinator"
    return True


def raise_teller(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """Make those the tellers who stand last and before "said": "talks went on for months, Norway and Iraq said"."""
    last = i
    while (beside := max((k for k in parse.kids[last] if parse.relations[k] == "conjunct"), default=last)) > last:
        last = beside
    verb = last + 1
    if verb >= len(parse) or parse.lemmas[verb] not in words["say_verbs"] or parse.tags[verb] not in FINITE:
        return False
    if any(parse.relations[k].startswith("subject") for k in parse.kids[verb]) or parse.heads[i] == verb:
        return False
    parse.heads[i], parse.relations[i] = verb, "subject"
    return True


def lift_from_moved(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """Hang "from Kenya" of "the extradition of a banker from Kenya" on the extradition: that is where he is to be sent from."""
    person = parse.heads[i]
    of = parse.heads[person]
    noun = parse.heads[of]
    if parse.lower[i] not in words["ways"] or parse.relations[person] != "oblique:object" or parse.lower[of] not in words["of"]:
        return False
    if parse.lemmas[noun] not in words["moving_nouns"] or parse.heads[of] == of:
        return False
    parse.heads[i] = noun
    return True


def lift_agent(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """Hang "by Ecuador" of "he was granted asylum by Ecuador" on the verb: what a passive keeps as its object was given by somebody."""
    if parse.lower[i] not in words["by"] or parse.relations[parse.heads[i]] not in ("object", "attribute"):
        return False
    verb = parse.heads[parse.heads[i]]
    kids = [parse.relations[k] for k in parse.kids[verb]]
    if parse.pos[verb] != "VERB" or "subject:passive" not in kids or "agent" in kids or parse.heads[i] < verb:
        return False
    parse.heads[i], parse.relations[i] = verb, "agent"
    return True


def hang_participle(parse: Parse, i: int) -> bool:
    """Hang "flattened" of "rebuild schools flattened by the quake" on the noun before it: no conjunction makes it a second verb."""
    noun = i - 1
    kids = [parse.relations[k] for k in parse.kids[i]]
    if parse.pos[noun] not in ("NOUN", "PROPN") or any(k.startswith(("auxiliary", "subject")) for k in kids):
        return False
    if any(parse.relations[k] == "coordinator" and parse.heads[i] < k < i for k in parse.kids[parse.heads[i]]):
        return False
    parse.heads[i], parse.relations[i], parse.tags[i] = noun, "modifying", "VBN"
    return True


def lift_conjunct(parse: Parse, i: int) -> bool:
    """Put "Petrobras" of "the firm Petroperu and Petrobras signed" beside the firm, not beside its name."""
    noun = parse.heads[i]
    between = parse.words[noun + 1 : i + 1]
    beside = [k for k in parse.kids[i] if parse.relations[k] in ("conjunct", "coordinator")]
    if not beside or noun > i or "," in between or parse.pos[noun] != "NOUN" or parse.pos[i] != "PROPN":
        return False
    for k in beside:
        parse.heads[k] = noun
    return True


def row_of_persons(parse: Parse, i: int) -> bool:
    """Make a row of "Mubarak, King Hussein and Arafat met": a person named beside another across a comma is not the same one."""
    head = parse.heads[i]
    persons = parse.entities[i] == parse.entities[head] == "person" and parse.pos[head] == "PROPN"
    row = [k for k in parse.kids[i] if parse.relations[k] == "conjunct"]
    if not persons or head > i or "," not in parse.words[head + 1 : i] or not row:
        return False
    parse.relations[i] = "conjunct"
    return True


def lift_person(parse: Parse, i: int) -> bool:
    """Put Arafat of "King Hussein of Jordan and Yasser Arafat" beside the king: he is not of "Jordan and Arafat"."""
    place = parse.heads[i]
    of = parse.heads[place]
    king = parse.heads[of]
    if parse.entities[place] != "place" or parse.relations[place] != "oblique:object" or parse.entities[king] != "person":
        return False
    for k in [k for k in parse.kids[place] if k == i or parse.relations[k] == "coordinator"]:
        parse.heads[k] = king
    return True


def lift_from_name(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """Hang "against Sudan" of "charges by Chad and Egypt against Sudan" on the charges: nothing is said against Sudan by a name."""
    name = parse.heads[i]
    if parse.pos[name] != "PROPN" or parse.entities[name] not in NAMED or parse.lower[i] not in words["not_of_names"] or name > i:
        return False
    while parse.relations[name] == "conjunct" and parse.pos[parse.heads[name]] == "PROPN":
        name = parse.heads[name]
    preposition = parse.heads[name]
    noun = parse.heads[preposition]
    if parse.relations[name] != "oblique:object" or parse.pos[preposition] != "ADP" or parse.pos[noun] not in ("NOUN", "VERB"):
        return False
    parse.heads[i] = noun
    return True


def free_second(parse: Parse, i: int) -> bool:
    """Make the vases of "returned to the Italian state twelve vases" the object: one preposition has one object."""
    preposition = parse.heads[i]
    verb = parse.heads[preposition]
    before = any(parse.relations[k] == "oblique:object" and k < i for k in parse.kids[preposition])
    own = any(parse.relations[k] in ("determiner", "number", "owner") and k < i for k in parse.kids[i])
    if not before or not own or parse.pos[preposition] != "ADP" or parse.pos[verb] != "VERB" or parse.relations[preposition] != "oblique":
        return False
    if any(parse.relations[k] == "object" for k in parse.kids[verb]):
        return False
    parse.heads[i], parse.relations[i] = verb, "object"
    return True


def hang_conjunct(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """Hang "hold" in "is due to visit China and hold talks" on the infinitive before it, not on the finite verb."""
    head = parse.heads[i]
    if parse.tags[head] == "VB" or parse.pos[head] not in ("VERB", "AUX", "ADP", "ADJ"):
        return False
    if any(parse.relations[k] in ("auxiliary", "subject") for k in parse.kids[i]):
        return False
    found = next(
        (
            j
            for j in range(i - 1, max(head, i - 25), -1)
            if parse.tags[j] == "VB"
            and parse.pos[j] == "VERB"
            and any(parse.lower[k] in words["infinitive_marker"] and parse.relations[k] == "auxiliary" for k in parse.kids[j])
        ),
        None,
    )
    if found is None or found == i:
        return False
    parse.heads[i] = found
    return True


def raise_participle(parse: Parse, i: int) -> bool:
    """Raise "calling" in "urged Chad not to deport them, calling on it to …": after a comma it is the main verb's."""
    head = parse.heads[i]
    if head > i or parse.tags[head] != "VB" or any(parse.relations[k] in ("subject", "marker") for k in parse.kids[i]):
        return False
    first = min([i, *(k for k in parse.kids[i] if k < i)])
    if first == 0 or parse.words[first - 1] != ",":
        return False
    above = head
    while (
        parse.tags[above] == "VB"
        and parse.relations[above] in ("complement", "complement:open", "conjunct", "adverbial")
        and parse.heads[above] != above
    ):
        above = parse.heads[above]
    if above == head or parse.pos[above] not in ("VERB", "AUX"):
        return False
    parse.heads[i] = above
    return True
