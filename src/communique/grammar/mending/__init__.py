"""The parser's habits, mended: what it is known to hang wrongly is hung again before any clause is read.

Knows which repairs a word may need by its relation; the repairs are in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from communique.grammar.mending.absolutes import raise_in_absolute, second_of_absolute, subject_of_absolute
from communique.grammar.mending.adverbials import (
    front_second,
    hold_infinitive,
    lift_before_that,
    open_sentence,
    open_with_gerund,
)
from communique.grammar.mending.coordinated import (
    appose_second,
    drop_denied,
    find_gap,
    free_bidden,
    free_from_row,
    give_back_subject,
    hang_on_call,
    hold_row,
    join_bidden,
    join_then,
    lift_beside_apposition,
    lift_bidden,
    lower_shared,
    lower_that_clause,
    part_row,
    raise_finite,
    raise_first,
    raise_from_modal,
    subject_past_aside,
    swap_subjects,
)
from communique.grammar.mending.fronted import (
    close_phrase,
    find_subject,
    free_addressed,
    free_gift,
    free_given,
    free_named,
    free_row,
    free_subject,
    join_price,
    lower_denial,
    raise_verb_of_thing,
    unfold_cleft,
)
from communique.grammar.mending.names import (
    Words,
    join_added,
    join_after_aside,
    join_behind_aside,
    join_company,
    join_doers,
    join_names,
    join_persons,
    lift_conjunct,
    lift_person,
    lower_row,
    place_of_time,
    rejoin_row,
    row_before_verb,
    row_of_persons,
    row_of_places,
    share_owner,
)
from communique.grammar.mending.prepositions import (
    agent_by_name,
    carry_in,
    free_second,
    join_to_verb,
    lift_agent,
    lift_answer,
    lift_attitude,
    lift_from_author,
    lift_from_day,
    lift_from_moved,
    lift_from_name,
    lift_from_occasion,
    lift_from_place,
    lift_journey,
    lift_matter,
    lift_predicate,
    lift_sender,
    lower_from_owned,
    lower_to_moved,
    lower_to_office,
    part_from_verb,
    subject_of_call,
)
from communique.grammar.mending.verbs import (
    bend_subjunctive,
    bid_for,
    fill_noun,
    free_after_that,
    free_object,
    free_thing,
    free_verdict,
    free_vocative,
    hang_bidding,
    hang_conjunct,
    hang_gerund_behind,
    hang_on_last,
    hang_on_noun,
    hang_on_said,
    hang_participle,
    hang_predicate,
    hang_that_clause,
    head_of_outcome,
    list_that_clauses,
    lower_object,
    lower_participle,
    make_noun,
    make_participle,
    make_verb,
    make_verb_after_modal,
    part_reduced,
    raise_conjunct,
    raise_guest,
    raise_last,
    raise_participle,
    raise_root,
    raise_subject,
    raise_teller,
    relate,
    say_that,
    shed_subject,
    tell_by_letting,
    that_is_told,
    want_done,
)
from communique.grammar.parse import Parse

Repair = Callable[[Parse, int, Words], bool]
OF_VERBS: tuple[Repair, ...] = (fill_noun, raise_root, hang_that_clause, free_object)
# The repairs of a word by its relation; the first that moves it is the last.
REPAIRS: Mapping[str, tuple[Repair, ...]] = {
    "relative": (*OF_VERBS, free_from_row, hang_on_last),
    "modifying": (*OF_VERBS, make_participle),
    "complement": (
        make_verb_after_modal, tell_by_letting, want_done, relate, unfold_cleft, lower_that_clause,
        hang_on_said, hang_on_call, free_bidden, *OF_VERBS, list_that_clauses, free_thing, bend_subjunctive,
        raise_first,
    ),
    "complement:open": (hang_on_call, free_bidden, hang_on_noun),
    "conjunct": (
        share_owner, free_row, part_row, raise_last, make_verb, make_verb_after_modal, say_that, join_bidden,
        lower_row, front_second, lift_beside_apposition, rejoin_row, hang_participle, hang_conjunct,
        raise_finite, raise_from_modal, raise_conjunct, lift_person, raise_in_absolute, join_then,
    ),
    "attribute": (free_after_that,),
    "parataxis": (raise_first, join_then),
    "other": (join_then,),
    "adverbial": (
        hold_infinitive, bid_for, relate, part_reduced, raise_first, raise_last, join_price, hang_on_noun,
        hang_bidding, lift_bidden, raise_participle, lower_participle, subject_of_absolute,
        second_of_absolute,
    ),
    "modifier": (close_phrase, join_names, join_persons, raise_verb_of_thing, free_verdict),
    "compound": (close_phrase, join_names, join_persons),
    "subject": (
        open_with_gerund, free_vocative, hold_row, drop_denied, give_back_subject, swap_subjects,
        appose_second, hang_gerund_behind, raise_subject, head_of_outcome, shed_subject, make_noun,
    ),
    "subject:passive": (drop_denied, join_doers, make_noun),
    "oblique:clause": (make_noun,),
    "time": (place_of_time,),
    "adverb": (lower_denial, place_of_time),
    "apposition": (
        join_after_aside, free_named, free_addressed, free_given, free_gift, free_subject, raise_guest,
        raise_teller, lift_conjunct, row_of_persons, row_of_places, row_before_verb,
    ),
    "object": (that_is_told, drop_denied, subject_past_aside, find_gap, lower_object, lower_shared),
    "indirect": (lower_to_moved,),
    "root": (make_verb, make_verb_after_modal, find_subject),
    "particle": (part_from_verb,),
    "number": (join_to_verb,),
    "marker": (lift_before_that, open_sentence),
    "oblique": (
        lift_agent, agent_by_name, lift_answer, lower_to_office, lower_from_owned, lift_from_author,
        lift_from_name, lift_from_place, lift_from_moved, lift_from_day, lift_from_occasion, lift_journey,
        lift_attitude, lower_to_moved, lift_before_that, lift_sender, lift_matter, lift_predicate, carry_in,
    ),
    "oblique:object": (subject_of_call, drop_denied, join_company, join_behind_aside, free_second),
}


def link(parse: Parse) -> None:
    """Derive the lists of dependents from the heads."""
    parse.kids = [[] for _ in parse.words]
    for i, head in enumerate(parse.heads):
        if head != i:
            parse.kids[head].append(i)


def mend(parse: Parse, words: Words) -> bool:
    """Re-hang what this parser is known to hang wrongly; true where anything moved.
    Each repair names the sentence that showed it."""
    moved = False
    for i in range(len(parse.words)):
        if parse.lower[i] in words["latin_predicates"]:
            moved |= done(parse, i, words, (hang_predicate,))
        if i > 2 and " ".join(parse.lower[i - 2 : i + 1]) in words["adding"]:
            moved |= done(parse, i, words, (join_added,))
        relation = parse.relations[i]
        if relation == "complement" and opened_by(parse, i, words["adverbial_markers"]):
            parse.relations[i] = "adverbial"
        moved |= relation in REPAIRS and done(parse, i, words, REPAIRS[relation])
    return moved


def done(parse: Parse, i: int, words: Words, repairs: tuple[Repair, ...]) -> bool:
    """Whether one of some repairs moved something; one that would close a circle, after others have moved
    what it looks at, is taken back."""
    first, end = parse.sentences[parse.sentence_of[i]]
    heads, relations = parse.heads[first:end], parse.relations[first:end]
    for repair in repairs:
        if not repair(parse, i, words):
            continue
        if all(rooted(parse, k) for k in range(first, end) if parse.heads[k] != heads[k - first]):
            return True
        parse.heads[first:end], parse.relations[first:end] = heads, relations
    return False


def rooted(parse: Parse, word: int) -> bool:
    """Whether a word hangs, at whatever depth, on a root."""
    seen: set[int] = set()
    while parse.heads[word] != word:
        if word in seen:
            return False
        seen.add(word)
        word = parse.heads[word]
    return True


def opened_by(parse: Parse, i: int, markers: frozenset[str]) -> bool:
    """Whether a conjunction of time or reason opens a clause, so that it cannot be what is said."""
    return any(parse.relations[k] == "marker" and parse.lower[k] in markers for k in parse.kids[i])
