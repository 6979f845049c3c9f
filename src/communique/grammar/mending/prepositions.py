"""Prepositions that the parser hangs on the nearest noun: "charges by Chad against Sudan",
"was granted asylum by Peru".

Knows the sentences that showed each habit; does not know what the prepositions mean.
"""

from __future__ import annotations

from communique.grammar.features import GERUND, INFINITIVE, PARTICIPLE_FORM, PAST_FORM
from communique.grammar.mending.names import NAMED, Words
from communique.grammar.parse import Parse


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
    if any(parse.relations[k] == "object" for k in parse.kids[verb]):
        return False
    parse.heads[i], parse.relations[i] = verb, "object"
    return True


def part_from_verb(parse: Parse, i: int, words: Words) -> bool:
    """Make a preposition of "off" in "was seized off Chad": what has an object of its own is no part of the
    verb, nor is "off" before a place that a passive could have as its object: "searched off Boulogne"."""
    if parse.pos[i] != "ADP":
        return False
    if any(parse.relations[k] == "oblique:object" for k in parse.kids[i]):
        parse.relations[i] = "oblique"
        return True
    place, verb = i + 1, parse.heads[i]
    if place >= len(parse) or parse.heads[place] != verb or parse.relations[place] not in ("object", "time"):
        return False
    above = parse.heads[verb] if parse.relations[verb] == "conjunct" else verb
    undone = any(parse.relations[k] == "subject:passive" for k in parse.kids[above])
    if parse.entities[place] != "place" or not undone:
        return False
    parse.relations[i], parse.heads[place], parse.relations[place] = "oblique", i, "oblique:object"
    return True


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
    while parse.relations[verb] == "adverb":  # "was asked once more by Ecuador"
        verb = parse.heads[verb]
    kids = [parse.relations[k] for k in parse.kids[verb]]
    held = parse.relations[verb] == "modifying" and "subject" not in kids and not parse.has(verb, GERUND)
    if parse.pos[verb] != "VERB" or not (held or "subject:passive" in kids) or "doer" in kids:
        return False
    parse.heads[i], parse.relations[i] = verb, "doer"
    if held and parse.features[verb] == PAST_FORM:
        parse.features[verb] = PARTICIPLE_FORM
    return True


def agent_by_name(parse: Parse, i: int, words: Words) -> bool:
    """Make who did it of "by Chad" in "have been freed by Chad": a name behind a passive is no place beside
    it."""
    verb = parse.heads[i]
    kids = [parse.relations[k] for k in parse.kids[verb]]
    name = next((k for k in parse.kids[i] if parse.relations[k] == "oblique:object"), None)
    if parse.lower[i] not in words["by"] or parse.pos[verb] != "VERB" or not verb < i or name is None:
        return False
    if "subject:passive" not in kids or "doer" in kids or parse.pos[name] != "PROPN":
        return False
    if parse.entities[name] not in NAMED:
        return False
    parse.relations[i] = "doer"
    return True


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
    if not (told or (parse.pos[author] == "PROPN" and parse.entities[author] in NAMED)):
        return False
    if any(parse.lower[k] in words["of"] for k in parse.kids[noun]):
        return False
    parse.heads[i] = noun
    return True


def lower_from_owned(parse: Parse, i: int, words: Words) -> bool:
    """Hang "by Chad" of "its call for restraint by Chad" on the restraint: what is somebody's own is by
    nobody else."""
    noun = parse.heads[i]
    if parse.lower[i] not in words["by"] or parse.pos[noun] != "NOUN" or not noun < i:
        return False
    if not any(parse.relations[k] == "owner" for k in parse.kids[noun]):
        return False
    wanted = next((w for _, w in parse.obliques(noun) if noun < w < i and parse.pos[w] == "NOUN"), None)
    if wanted is None:
        return False
    parse.heads[i] = wanted
    return True


def lift_from_name(parse: Parse, i: int, words: Words) -> bool:
    """Hang "against Sudan" of "charges by Chad and Egypt against Sudan" on the charges:
    nothing is said against Sudan by a name."""
    name = parse.heads[i]
    if (
        parse.pos[name] != "PROPN"
        or parse.entities[name] not in NAMED
        or parse.lower[i] not in words["not_of_names"]
        or name > i
    ):
        return False
    while parse.relations[name] == "conjunct" and parse.pos[parse.heads[name]] == "PROPN":
        name = parse.heads[name]
    preposition = parse.heads[name]
    noun = parse.heads[preposition]
    if (
        parse.relations[name] != "oblique:object"
        or parse.pos[preposition] != "ADP"
        or parse.pos[noun] not in ("NOUN", "VERB")
    ):
        return False
    parse.heads[i] = noun
    return True


def lift_from_place(parse: Parse, i: int, words: Words) -> bool:
    """Hang "of an editor" of "the arrest in Lagos of an editor" on the arrest: a place has no editor."""
    place = parse.heads[i]
    in_ = parse.heads[place]
    noun = parse.heads[in_]
    person = next((k for k in parse.kids[i] if parse.relations[k] == "oblique:object"), None)
    if person is None or parse.pos[person] != "NOUN" or parse.entities[place] != "place":
        return False
    if parse.relations[place] != "oblique:object" or parse.pos[noun] != "NOUN" or not noun < in_ < place < i:
        return False
    told = any(parse.lower[k] in words["of"] for k in parse.kids[noun])
    if parse.lower[i] not in words["of"] or parse.lower[in_] in words["of"] or told:
        return False
    parse.heads[i] = noun
    return True


def lift_from_moved(parse: Parse, i: int, words: Words) -> bool:
    """Hang "from Kenya" of "the extradition of a banker from Kenya" on the extradition:
    that is where he is to be sent from."""
    person = parse.heads[i]
    of = parse.heads[person]
    noun = parse.heads[of]
    if (
        parse.lower[i] not in words["ways"]
        or parse.relations[person] != "oblique:object"
        or parse.lower[of] not in words["of"]
    ):
        return False
    if parse.lemmas[noun] not in words["moving_nouns"] or parse.heads[of] == of:
        return False
    parse.heads[i] = noun
    return True


def lift_from_day(parse: Parse, i: int, words: Words) -> bool:
    """Hang "of the dam" of "said on Tuesday of the dam" on the verb: a day has no dam, but a week may have
    it."""
    day = parse.heads[i]
    if parse.lower[day] not in words["weekdays"] or day != i - 1:
        return False
    on = parse.heads[day]
    verb = parse.heads[on] if parse.pos[on] == "ADP" else on
    behind = [k for k in parse.kids[i] if parse.relations[k] == "oblique:object"]
    if parse.pos[verb] != "VERB" or not behind or parse.entities[behind[0]] == "other":  # "of last week"
        return False
    parse.heads[i] = verb
    return True


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
    parse.heads[i] = verb
    return True


def lift_journey(parse: Parse, i: int, words: Words) -> bool:
    """Hang "on a visit to Kenya" of "the king, on a visit to Kenya, urged calm" on "urged": it tells when,
    and not which king."""
    if parse.lower[i] not in words["before_journeys"] or parse.words[i - 1] != ",":
        return False
    noun = next((k for k in parse.kids[i] if parse.relations[k] == "oblique:object"), None)
    king = parse.heads[i]
    verb = parse.heads[king]
    if noun is None or parse.lemmas[noun] not in words["journeys"] or parse.relations[king] != "subject":
        return False
    if not king < i < verb:
        return False
    parse.heads[i] = verb
    return True


def lift_attitude(parse: Parse, i: int, words: Words) -> bool:
    """Hang "with regret" of "takes note of this step with regret" on the verb:
    it is not the step that regrets."""
    with_ = parse.lower[i] in words["before_attitudes"] and any(
        parse.lemmas[k].lower() in words["attitudes"] for k in parse.kids[i]
    )
    above = parse.heads[i]
    if not with_ or parse.pos[above] not in ("NOUN", "PROPN"):
        return False
    while parse.pos[above] in ("NOUN", "PROPN", "ADP") and parse.heads[above] != above:
        above = parse.heads[above]
    if parse.pos[above] != "VERB" or above > i:
        return False
    parse.heads[i] = above
    return True


def subject_of_call(parse: Parse, i: int, words: Words) -> bool:
    """Make Chad the subject in "the call for Chad to leave": the parser takes "for" for a conjunction,
    and Chad for what it governs."""
    mark = parse.heads[i]
    verb = parse.heads[mark]
    if parse.relations[mark] != "marker" or not mark < i < verb or not parse.has(verb, INFINITIVE):
        return False
    if parse.has_subject(verb):
        return False
    parse.heads[i], parse.relations[i] = verb, "subject"
    return True


def lower_to_office(parse: Parse, i: int, words: Words) -> bool:
    """Hang "of Chad" of "the denial of these charges by the Government of Chad" on the Government beside it,
    not on the charges."""
    office = i - 1
    if parse.lower[i] not in words["of"] or not parse.heads[i] < office:
        return False
    if parse.lower[office] not in words["governing"] or parse.relations[office] != "oblique:object":
        return False
    named = any(parse.relations[k] in ("compound", "modifier", "owner") for k in parse.kids[office])
    if named or not any(parse.pos[k] == "PROPN" for k in parse.kids[i]):
        return False
    parse.heads[i] = office
    return True


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
    parse.heads[i] = noun
    return True


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
    things = [k for k in parse.kids[of] if parse.relations[k] == "oblique:object"]
    judged = parse.relations[noun] == "object" and parse.lemmas[verb] in words["verbs_of_things"]
    if things != [i - 1] or not verb < noun or not (judged or parse.relations[noun] == "oblique:object"):
        return False
    parse.heads[i], parse.relations[i] = noun, "oblique"
    return True


def lift_sender(parse: Parse, i: int, words: Words) -> bool:
    """Hang "from Peru" of "drew a demand for an apology from Peru" on the demand, and with it "of war" of
    "brought a warning from Peru of war": what an act draws comes from whoever answers it."""
    noun = parse.heads[i]
    while parse.relations[noun] == "oblique:object" and parse.lower[parse.heads[noun]] in words["matters"]:
        noun = parse.heads[parse.heads[noun]]
    if parse.pos[noun] == "VERB" and parse.relations[i - 1] == "object" and parse.heads[i - 1] == noun:
        noun = i - 1
    sender = parse.kid(i, "oblique:object")
    if parse.lower[i] not in words["senders"] or noun == parse.heads[i] or sender is None:
        return False
    if not drawn(parse, noun, words) or parse.pos[sender] != "PROPN":
        return False
    if noun < i and parse.relations[noun] in ("object", "conjunct"):
        parse.heads[i] = noun
        return True
    return False


def drawn(parse: Parse, noun: int, words: Words) -> bool:
    """Whether a noun is what an act draws from somebody: "brought a warning"."""
    return parse.pos[noun] == "NOUN" and parse.lemmas[parse.heads[noun]] in words["drawing"]


def lift_matter(parse: Parse, i: int, words: Words) -> bool:
    """Hang "of war" of "brought a warning from Peru of war" on the warning: what is threatened is no part of
    who threatens it."""
    sender = i - 1
    prep = parse.heads[sender]
    noun = parse.heads[prep]
    if parse.lower[i] not in words["of"] or parse.lower[prep] not in words["senders"] or not noun < prep:
        return False
    if not drawn(parse, noun, words) or parse.relations[sender] != "oblique:object" or parse.heads[i] == noun:
        return False
    parse.heads[i] = noun
    return True


def lift_predicate(parse: Parse, i: int, words: Words) -> bool:
    """Hang "as regrettable" of "described Chad's refusal to pay as regrettable" on the describing, which says
    as what it describes a thing."""
    inner = parse.heads[i]
    deeper = parse.relations[inner] in ("modifying", "oblique:object")
    if parse.lower[i] not in words["predicating"] or not deeper:
        return False
    verb = inner
    while parse.heads[verb] != verb and parse.lemmas[verb] not in words["describing"]:
        verb = parse.heads[verb]
    if parse.lemmas[verb] not in words["describing"] or not verb < inner < i:
        return False
    thing = parse.kid(verb, "object")
    said = any(parse.lower[k] in words["predicating"] for k in parse.kids[verb])
    if thing is None or said or not parse.hangs_under(inner, thing):
        return False
    parse.heads[i] = verb
    return True


def carry_in(parse: Parse, i: int, words: Words) -> bool:
    """Make a part of the verb of "in" in "flew in troops", and the troops what it flew: nobody flies or sends
    in people as in a place."""
    verb = parse.heads[i]
    sent = parse.kid(i, "oblique:object")
    if parse.lower[i] not in words["inward"] or i != verb + 1 or parse.lemmas[verb] not in words["carrying"]:
        return False
    if sent is None or parse.pos[sent] != "NOUN" or parse.lemmas[sent].lower() not in words["carried"]:
        return False
    if any(parse.relations[k] in ("object", "subject:passive") for k in parse.kids[verb]):
        return False
    parse.relations[i] = "particle"
    parse.heads[sent], parse.relations[sent] = verb, "object"
    return True
