"""Rows of names that the parser breaks: "Chad, Togo and Peru left", "Peru as well as Chile", "Mubarak,
King Hussein and Arafat".

Knows the sentences that showed each habit; does not know who the names are.
"""

from __future__ import annotations

from typing import Any

from communique.grammar.features import COMMA, SINGULAR
from communique.grammar.parse import Parse

Words = dict[str, Any]
NAMED = ("place", "person", "organization")
PHRASAL = (
    "determiner", "owner", "modifier", "compound", "number", "case", "punctuation", "coordinator", "adverb",
)


def put_below(parse: Parse, word: int, top: int, relation: str) -> None:
    """Put a word below another, which takes its place."""
    parse.heads[top] = parse.heads[word] if parse.heads[word] != word else top
    parse.relations[top] = parse.relations[word]
    parse.heads[word], parse.relations[word] = top, relation


def join_names(parse: Parse, i: int, words: Words) -> bool:
    """Put "Mozambique" of "Mozambique and Costa Rica signed" beside the place that the parser hangs it
    under."""
    head = parse.heads[i]
    if parse.pos[i] != "PROPN":
        return False
    mark = next((k for k in parse.kids[i] if parse.relations[k] == "coordinator"), None)
    if (
        mark is None
        or not i < mark < head
        or parse.pos[head] != "PROPN"
        or "place" not in (parse.entities[head], parse.entities[i])
    ):
        return False
    other = next((k for k in parse.kids[i] if parse.relations[k] == "conjunct" and k == head - 1), None)
    if other is not None:  # "North and South Korea"
        parse.heads[other], parse.relations[other] = head, "compound"
    if any(parse.pos[k] != "PROPN" or parse.heads[k] != head for k in range(mark + 1, head)):
        return other is not None
    put_below(parse, head, i, "conjunct")
    return True


def share_owner(parse: Parse, i: int, words: Words) -> bool:
    """Give the veto of "condemned Chad and Togo's veto" to both: the parser puts it beside Chad."""
    one = parse.heads[i]
    if parse.lemmas[i].lower() not in words["shared_nouns"] or parse.entities[one] != "place" or one > i:
        return False
    other = next((k for k in parse.kids[i] if parse.relations[k] == "owner" and k > one), None)
    if other is None or parse.pos[other] != "PROPN":
        return False
    mark = parse.phrase(other)[0] - 1
    row = any(parse.relations[k] == "conjunct" and k < i for k in parse.kids[one])
    if row or mark - 1 != one or parse.relations[mark] != "coordinator":
        return False
    put_below(parse, one, i, "owner")
    parse.heads[other], parse.relations[other] = one, "conjunct"
    return True


def join_persons(parse: Parse, i: int, words: Words) -> bool:
    """Put Kari Berg of "the envoy Kari Berg and Ola Lie agreed" beside the other person named in full, below
    whom the parser hangs her."""
    head = parse.heads[i]
    if parse.entities[head] != "person" or not i < head or parse.pos[i] != "PROPN":
        return False
    low, high = parse.subtree(i)
    mark = next((k for k in range(i + 1, high + 1) if parse.pos[k] == "CCONJ"), head)
    if mark + 1 >= head or low == mark - 1 or parse.entities[mark - 1] != "person":
        return False  # "Kari and Ola Berg" share a name
    if any(parse.words[k] == "," or parse.pos[k] in ("CCONJ", "ADP") for k in range(mark + 1, head)):
        return False
    for k in [*range(mark + 1, high + 1), mark]:
        if parse.heads[k] <= mark:
            parse.heads[k], parse.relations[k] = (head, "compound") if k > mark else (i, "coordinator")
    put_below(parse, head, i, "conjunct")
    return True


def place_of_time(parse: Parse, i: int, words: Words) -> bool:
    """Make a party of "Chad" in "Chad, lawmakers in Sudan and others said" and "It thanks Chad, Sudan and
    Togo for": the parser takes the first of a row for a time."""
    head = parse.heads[i]
    if parse.pos[i] == "NOUN" and past_aside(parse, i, head):  # "froze, with immediate effect, all accords"
        parse.relations[i] = "object"
        return True
    if parse.pos[i] != "PROPN" or parse.entities[i] not in NAMED:
        return False
    if parse.pos[head] == "PROPN" and head < i:
        parse.relations[i] = "conjunct"
        return True
    bare = parse.kid(head, "object") is None and parse.lemmas[head] not in words["say_verbs"]
    if parse.pos[head] == "VERB" and i == head + 1 and bare:
        parse.relations[i] = "object"
        return True
    subjects = [k for k in parse.kids[head] if parse.relations[k] == "subject" and i < k < head]
    if parse.pos[head] not in ("VERB", "AUX") or not subjects:
        return False
    parse.relations[i] = "subject"
    return True


def past_aside(parse: Parse, i: int, verb: int) -> bool:
    """Whether a noun stands behind an aside in commas that follows its verb, which has no object."""
    first = parse.phrase(i)[0]
    if parse.pos[verb] != "VERB" or not verb + 1 < first - 1 or parse.kid(verb, "object") is not None:
        return False
    return parse.words[verb + 1] == parse.words[first - 1] == "," and parse.is_plural(i)


def join_company(parse: Parse, i: int, words: Words) -> bool:
    """Put "Chile" of "Peru, along with its ally Chile, imposed sanctions", of "Peru held talks, along with
    Chile" and of "Peru, like Chile, left" beside the subject that it is in company with."""
    prep = parse.heads[i]
    alike = parse.lower[prep] in words["alike"] and parse.pos[i] == "PROPN" and parse.words[prep - 1] == ","
    start = prep if parse.lower[prep] in words["in_company"] or alike else prep - 1
    if start == prep - 1 and (
        parse.lower[prep] not in words["with"] or parse.lower[start] not in words["together"]
    ):
        return False
    noun = start - 1 if start > 0 and parse.words[start - 1] != "," else start - 2
    while noun >= 0 and parse.relations[noun] == "conjunct" and parse.heads[noun] < noun:
        noun = parse.heads[noun]
    if noun < 0 or parse.relations[noun] != "subject" or parse.heads[noun] < i:
        verb = parse.heads[start]
        subject = parse.kid(verb, "subject") if parse.words[start - 1] == "," and verb < start else None
        if subject is None:
            return False
        noun = subject
    parse.heads[i], parse.relations[i] = noun, "conjunct"
    return True


def join_added(parse: Parse, i: int, words: Words) -> bool:
    """Put "Chile" of "sued Peru as well as Chile" beside the name before:
    the parser takes the words between for a comparison."""
    before = i - 3 if i > 2 and parse.words[i - 3] != "," else i - 4
    after = i + 1
    while after < len(parse) - 1 and parse.heads[after] > after and parse.relations[after] in PHRASAL:
        after += 1
    nouns = ("NOUN", "PROPN")
    if before < 0 or after >= len(parse) or parse.pos[before] not in nouns or parse.pos[after] not in nouns:
        return False
    # "Peru as well as Chile" as one phrase: the first takes the place of the whole
    if parse.hangs_under(before, after):
        put_below(parse, after, before, "conjunct")
        parse.heads[i], parse.relations[i] = before, "coordinator"
        return True
    verb = parse.heads[after]
    # "Peru as well as Chile left"
    if parse.relations[after] == "subject" and verb > after and parse.relations[before] != "subject":
        above, relation = parse.heads[before], parse.relations[before]
        if parse.hangs_under(verb, before):
            parse.heads[verb], parse.relations[verb] = (verb if above == before else above), relation
        parse.heads[before], parse.relations[before] = verb, "subject"
    parse.heads[after], parse.relations[after] = before, "conjunct"
    parse.heads[i], parse.relations[i] = before, "coordinator"
    return True


def lift_conjunct(parse: Parse, i: int, words: Words) -> bool:
    """Put "Petrobras" of "the firm Petroperu and Petrobras signed" beside the firm, not beside its name."""
    noun = parse.heads[i]
    between = parse.words[noun + 1 : i + 1]
    beside = [k for k in parse.kids[i] if parse.relations[k] in ("conjunct", "coordinator")]
    if not beside or noun > i or "," in between or parse.pos[noun] != "NOUN" or parse.pos[i] != "PROPN":
        return False
    for k in beside:
        parse.heads[k] = noun
    return True


def rejoin_row(parse: Parse, i: int, words: Words) -> bool:
    """Put Lie of "met the minister, Kari Berg, and Ola Lie" beside the minister:
    the parser hangs it on the verb or on the name."""
    above = parse.heads[i]
    start = min((k for k in parse.kids[i] if k < i and parse.relations[k] in PHRASAL), default=i)
    mark = start - 1
    if parse.pos[i] not in ("NOUN", "PROPN") or above > mark or mark < 2 or parse.words[mark - 1] != ",":
        return False
    if parse.pos[mark] != "CCONJ" or (parse.pos[above] == "NOUN" and parse.relations[i] == "conjunct"):
        return False
    name = mark - 2
    noun = parse.heads[name]
    if (
        parse.relations[name] != "apposition"
        or not above <= noun < name
        or parse.pos[noun] not in ("NOUN", "PROPN")
    ):
        return False
    if parse.words[name - 1] != "," and "," not in parse.words[noun + 1 : name]:
        return False
    parse.heads[i], parse.relations[i] = noun, "conjunct"
    return True


def row_of_places(parse: Parse, i: int, words: Words) -> bool:
    """Make a row of "the Republic of Chad, the State of Kuwait and the Kingdom of Bhutan":
    each with its article is another state."""
    head = parse.heads[i]
    row = [k for k in parse.kids[i] if parse.relations[k] in ("conjunct", "coordinator")]
    if (
        head > i
        or not row
        or parse.pos[i] != "PROPN"
        or parse.pos[head] != "PROPN"
        or "," not in parse.words[head + 1 : i]
    ):
        return False
    if not all(
        parse.entities[w] == "place" and any(parse.relations[k] == "determiner" for k in parse.kids[w])
        for w in (head, i)
    ):
        return False
    parse.relations[i] = "conjunct"
    return True


def row_of_persons(parse: Parse, i: int, words: Words) -> bool:
    """Make a row of "Mubarak, King Hussein and Arafat met" and of "President Kari Berg and Ola Lie met":
    a person named beside another across a comma, or behind "and", is not the same one."""
    head = parse.heads[i]
    first = parse.phrase(i)[0]
    joined = first > head + 1 and parse.pos[first - 1] == "CCONJ" and parse.entities[first - 2] == "person"
    persons = parse.entities[i] == "person" and parse.pos[head] == "PROPN" and head < i
    row = any(parse.relations[k] == "conjunct" for k in parse.kids[i])
    row &= parse.entities[head] == "person" and "," in parse.words[head + 1 : i]
    if not persons or not (row or joined):
        return False
    parse.relations[i] = "conjunct"
    return True


def lift_person(parse: Parse, i: int, words: Words) -> bool:
    """Put Arafat of "King Hussein of Jordan and Yasser Arafat" beside the king:
    he is not of "Jordan and Arafat"."""
    place = parse.heads[i]
    of = parse.heads[place]
    king = parse.heads[of]
    if (
        parse.entities[i] != "person"
        or parse.entities[place] != "place"
        or parse.relations[place] != "oblique:object"
        or parse.entities[king] != "person"
    ):
        return False
    for k in [k for k in parse.kids[place] if k == i or parse.relations[k] == "coordinator"]:
        parse.heads[k] = king
    return True


def join_doers(parse: Parse, i: int, words: Words) -> bool:
    """Put the EU of "bans imposed by Chad, the EU and Togo were lifted" beside Chad:
    a second subject behind a comma and who did it is one of those who did."""
    verb = parse.heads[i]
    first = parse.phrase(i)[0]
    others = [k for k in parse.kids[verb] if parse.relations[k] == parse.relations[i] and k < i]
    if parse.pos[i] != "PROPN" or not others or first < 2 or parse.words[first - 1] != ",":
        return False
    doer = first - 2
    if parse.relations[doer] != "oblique:object" or parse.relations[parse.heads[doer]] != "doer":
        return False
    parse.heads[i], parse.relations[i] = doer, "conjunct"
    return True


def lower_row(parse: Parse, i: int, words: Words) -> bool:
    """Put the EU of "the sect, outlawed by Chad, the EU and Togo, has left" beside Chad,
    not beside the sect."""
    first, head = parse.phrase(i)[0], parse.heads[i]
    doer = first - 2
    if parse.pos[i] != "PROPN" or doer <= head or parse.words[first - 1] != ",":
        return False
    by = parse.heads[doer]
    if parse.pos[doer] != "PROPN" or by <= head or parse.lower[by] not in words["by"]:
        return False
    parse.heads[i] = doer
    return True


def row_before_verb(parse: Parse, i: int, words: Words) -> bool:
    """Join "Brazil" to "the opposition" in "the opposition, Brazil and several neighbours have left": what
    stands beside a noun without a second comma is no apposition but the middle of a row."""
    noun = parse.heads[i]
    verb = parse.heads[noun]
    last = parse.members(i)[-1] if parse.relations[noun] == "subject" else i
    if last == i or not noun < i < last < verb:
        return False
    first = parse.phrase(i)[0]
    joined = any(parse.relations[k] == "coordinator" and i < k < last for k in parse.kids[i])
    end = parse.subtree(last)[1] + 1
    helped = end == verb or (parse.heads[end] == verb and parse.relations[end] in AUXILIARY)
    if not joined or not helped or not parse.has(first - 1, COMMA) or parse.has(end, SINGULAR):
        return False
    parse.relations[i] = "conjunct"
    return True


def join_behind_aside(parse: Parse, i: int, words: Words) -> bool:
    """Join "Togo" to "Chad" in "thanked Chad and, above all, Togo": what stands behind an aside is no second
    thing of its preposition."""
    preposition = parse.heads[i]
    others = [k for k in parse.kids[preposition] if parse.relations[k] == "oblique:object" and k < i]
    first = parse.phrase(i)[0] if others else 0
    if not others or parse.pos[i] != "PROPN" or parse.words[first - 1] != ",":
        return False
    joint = preposition - 1 if parse.words[preposition - 1] != "," else preposition - 2
    if joint < 0 or parse.relations[joint] != "coordinator" or parse.pos[parse.heads[joint]] != "PROPN":
        return False
    parse.heads[i], parse.relations[i] = parse.heads[joint], "conjunct"
    return True


def join_after_aside(parse: Parse, i: int, words: Words) -> bool:
    """Join "Ms Diop" to "Mr Sy" in "Mr Sy, the envoy, and, by video, Ms Diop": behind "and" nobody is called
    by a second name."""
    noun = parse.heads[i]
    first = parse.phrase(i)[0]
    kids = parse.kids[noun]
    joints = [k for k in kids if parse.relations[k] == "coordinator" and noun < k < first]
    if not joints or any(parse.relations[k] == "conjunct" for k in kids) or parse.pos[i] != "PROPN":
        return False
    asides = [k for k in kids if joints[-1] < k < first]
    if any(parse.relations[k] not in ("oblique", "punctuation", "adverb") for k in asides):
        return False
    parse.relations[i] = "conjunct"
    return True


AUXILIARY = ("auxiliary", "auxiliary:passive")
