"""Rows of names that the parser breaks: "Chad, Togo and Peru left", "Peru as well as Chile", "Mubarak,
King Hussein and Arafat".

Knows the sentences that showed each habit; does not know who the names are.
"""

from __future__ import annotations

from typing import Any

from communique.grammar.features import COMMA
from communique.grammar.parse import Parse

Words = dict[str, Any]
NAMED = ("place", "person", "organization")
PHRASAL = (
    "determiner", "owner", "modifier", "compound", "number", "case", "punctuation", "coordinator", "adverb",
)


def put_below(parse: Parse, word: int, top: int, relation: str) -> bool:
    """Put a word below another, which takes its place; True, as a repair answers that moved something."""
    parse.heads[top] = parse.heads[word] if parse.heads[word] != word else top
    parse.relations[top] = parse.relations[word]
    return parse.hang(word, top, relation)


def subject_of(parse: Parse, verb: int) -> str:
    """The relation of the subject that a verb lacks, by its voice."""
    return "subject" if parse.kid(verb, "auxiliary:passive") is None else "subject:passive"


def join_names(parse: Parse, i: int, words: Words) -> bool:
    """Put "Mozambique" of "Mozambique and Costa Rica signed" beside the place that the parser hangs it
    under."""
    head = parse.heads[i]
    if parse.pos[i] != "PROPN":
        return False
    mark = parse.kid(i, "coordinator")
    if (
        mark is None
        or not i < mark < head
        or parse.pos[head] != "PROPN"
        or "place" not in (parse.entities[head], parse.entities[i])
    ):
        return False
    other = next((k for k in parse.kids[i] if parse.relations[k] == "conjunct" and k == head - 1), None)
    if other is not None:  # "North and South Korea"
        parse.hang(other, head, "compound")
    if any(parse.heads[k] != head for k in range(mark + 1, head)):
        return other is not None
    return put_below(parse, head, i, "conjunct")


def share_owner(parse: Parse, i: int, words: Words) -> bool:
    """Give the veto of "condemned Chad and Togo's veto" to both: the parser puts it beside Chad."""
    one = parse.heads[i]
    if parse.lemma(i) not in words["shared_nouns"] or parse.entities[one] != "place":
        return False
    other = parse.kid(i, "owner")
    if other is None or parse.pos[other] != "PROPN" or parse.phrase(other)[0] - 2 != one:
        return False
    put_below(parse, one, i, "owner")
    return parse.hang(other, one, "conjunct")


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
    for k in [*range(mark + 1, high + 1), mark]:
        if parse.heads[k] <= mark:
            parse.heads[k], parse.relations[k] = (head, "compound") if k > mark else (i, "coordinator")
    return put_below(parse, head, i, "conjunct")


def place_of_time(parse: Parse, i: int, words: Words) -> bool:
    """Make a party of "Chad" in "Chad, lawmakers in Sudan and others said" and "It thanks Chad, Sudan and
    Togo for": the parser takes the first of a row for a time."""
    head = parse.heads[i]
    if parse.pos[i] == "NOUN" and past_aside(parse, i, head):  # "froze, with immediate effect, all accords"
        parse.relations[i] = "object"
        return True
    if not is_name(parse, i):
        return False
    if parse.pos[head] == "PROPN" and head < i:
        parse.relations[i] = "conjunct"
        return True
    if parse.pos[head] == "VERB" and i == head + 1:
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
    Chile", of "Peru cut ties on Monday together with Chile" and of "Peru, like Chile, left" beside the
    subject that it is in company with."""
    prep = parse.heads[i]
    alike = parse.lower[prep] in words["alike"] and parse.pos[i] == "PROPN" and parse.words[prep - 1] == ","
    start = prep if parse.lower[prep] in words["in_company"] or alike else prep - 1
    if start == prep - 1 and (
        parse.lower[prep] not in words["with"] or parse.lower[start] not in words["together"]
    ):
        return False
    noun = start - 1 if start > 0 and parse.words[start - 1] != "," else start - 2
    noun = parse.first_of_row(noun) if noun >= 0 else noun
    if noun < 0 or parse.relations[noun] != "subject" or parse.heads[noun] < i:
        aside = parse.words[start - 1] == ","
        verb = parse.heads[start if aside else prep]
        apart = aside or (parse.entities[i] != "person" and past_object(parse, verb, start))
        subject = parse.kid(verb, "subject") if apart and verb < start else None
        if subject is None:
            return False
        noun = subject
    return parse.hang(i, noun, "conjunct")


def past_object(parse: Parse, verb: int, word: int) -> bool:
    """Whether a word stands behind the object of a verb and what belongs to it: "cut ties on Monday together
    with Chad", not "sold ships to Chad together with Togo"."""
    thing = parse.kid(verb, "object")
    return thing is not None and parse.subtree(thing)[1] < word - 1 and parse.heads[word - 1] > thing


def join_added(parse: Parse, i: int, words: Words) -> bool:
    """Put "Chile" of "sued Peru as well as Chile" beside the name before:
    the parser takes the words between for a comparison."""
    before = i - 3 if parse.words[i - 3] != "," else i - 4
    after = i + 1
    while after < len(parse) - 1 and parse.heads[after] > after and parse.relations[after] in PHRASAL:
        after += 1
    nouns = ("NOUN", "PROPN")
    if before < 0 or after >= len(parse) or parse.pos[before] not in nouns or parse.pos[after] not in nouns:
        return False
    # "Peru as well as Chile left"
    if parse.relations[after] == "subject" and parse.relations[before] != "subject":
        parse.hang(before, parse.heads[after], "subject")
    parse.hang(after, before, "conjunct")
    return parse.hang(i, before, "coordinator")


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
    if parse.pos[mark] != "CCONJ" or parse.pos[above] == "NOUN":
        return False
    name = mark - 2
    noun = parse.heads[name]
    if parse.relations[name] != "apposition" or not (above == name or above <= noun < name):
        return False
    if parse.words[name - 1] != "," and "," not in parse.words[noun + 1 : name]:
        return False
    return parse.hang(i, noun, "conjunct")


def row_of_places(parse: Parse, i: int, words: Words) -> bool:
    """Make a row of "the Republic of Chad, the State of Kuwait and the Kingdom of Bhutan":
    each with its article is another state."""
    head = parse.heads[i]
    row = parse.kid(i, "conjunct", "coordinator")
    names = parse.pos[i] == parse.pos[head] == "PROPN"
    if head > i or row is None or not names or "," not in parse.words[head + 1 : i]:
        return False
    if not all(parse.entities[w] == "place" and parse.kid(w, "determiner") is not None for w in (head, i)):
        return False
    parse.relations[i] = "conjunct"
    return True


def row_of_persons(parse: Parse, i: int, words: Words) -> bool:
    """Make a row of "Mubarak, King Hussein and Arafat met" and of "President Kari Berg and Ola Lie met":
    a person named beside another across a comma, or behind "and", is not the same one."""
    head = parse.heads[i]
    first = parse.phrase(i)[0]
    joined = first > head + 1 and parse.pos[first - 1] == "CCONJ" and parse.entities[first - 2] == "person"
    persons = parse.entities[i] == "person" and parse.pos[head] == "PROPN"
    row = parse.kid(i, "conjunct") is not None
    row &= parse.entities[head] == "person" and "," in parse.words[head + 1 : i]
    if not persons or not (row or joined):
        return False
    parse.relations[i] = "conjunct"
    return True


def part_persons(parse: Parse, i: int, words: Words) -> bool:
    """Make Lie the subject of "After talks with the head of state, Ana Berg, Lie agreed": no person is a name
    of another, and who stands behind a comma is the head of state."""
    other = parse.heads[i]
    verb, first = parse.heads[other], parse.phrase(other)[0]
    persons = parse.pos[i] == "PROPN" and parse.entities[i] == parse.entities[other] == "person"
    apart = parse.words[i - 1] == "," == parse.words[first - 1] and parse.pos[verb] == "VERB"
    if not (persons and apart and i < verb and parse.relations[other].startswith("subject")):
        return False
    if "," in parse.words[i:verb] or parse.pos[office := first - 2] not in ("NOUN", "PROPN"):
        return False
    while parse.relations[office] == "oblique:object" and parse.lower[parse.heads[office]] in words["of"]:
        office = parse.heads[parse.heads[office]]
    relation = parse.relations[other]
    return parse.hang(i, verb, relation) and parse.hang(other, office, "apposition")


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
    first, doer = parse.kid(parse.heads[i], "subject:passive"), parse.phrase(i)[0] - 2
    if first in (i, None) or parse.words[doer + 1] != "," or parse.relations[parse.heads[doer]] != "doer":
        return False
    return parse.hang(i, doer, "conjunct")


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
    return parse.hang(i, doer)


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
    if not joined or not helped or not parse.has(first - 1, COMMA):
        return False
    parse.relations[i] = "conjunct"
    return True


AUXILIARY = ("auxiliary", "auxiliary:passive")


def join_before_name(parse: Parse, i: int, words: Words) -> bool:
    """Make one subject of "the opposition Chadian Council": the parser makes two of the noun and the name."""
    name = next((k for k in parse.kids[parse.heads[i]] if k > i and parse.relations[k] == "subject"), None)
    if name is None or parse.pos[i] != "NOUN" or parse.pos[name] != "PROPN":
        return False
    return parse.phrase(name)[0] == i + 1 and parse.hang(i, name, "compound")


def join_behind_aside(parse: Parse, i: int, words: Words) -> bool:
    """Join "Togo" to "Chad" in "thanked Chad and, above all, Togo": what stands behind an aside is no second
    thing of its preposition."""
    aside = parse.heads[i]
    first = parse.kid(aside, "oblique:object")
    if first in (i, None) or parse.pos[i] != "PROPN" or not parse.has(parse.phrase(i)[0] - 1, COMMA):
        return False
    joint = aside - 2 if parse.has(aside - 1, COMMA) else aside - 1
    name = parse.heads[joint]
    return parse.pos[joint] == "CCONJ" and parse.pos[name] == "PROPN" and parse.hang(i, name, "conjunct")


def is_name(parse: Parse, i: int) -> bool:
    """Whether a word is the name of a place, a body or a person."""
    return parse.pos[i] == "PROPN" and parse.entities[i] in NAMED
