"""The parser's habits, mended: what it is known to hang wrongly is hung again before any clause is read.

Knows which repairs a word may need by its relation; the repairs are in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from communique.grammar.mending.coordinated import (
    drop_denied,
    find_gap,
    free_bidden,
    free_from_row,
    give_back_subject,
    hang_on_call,
    hold_row,
    lift_bidden,
    lower_shared,
    lower_that_clause,
    raise_finite,
)
from communique.grammar.mending.fronted import (
    close_phrase,
    find_subject,
    free_addressed,
    free_given,
    join_price,
    lower_denial,
    unfold_cleft,
)
from communique.grammar.mending.names import (
    Words,
    join_added,
    join_company,
    join_doers,
    join_names,
    lift_conjunct,
    lift_person,
    place_of_time,
    rejoin_row,
    row_of_persons,
    row_of_places,
)
from communique.grammar.mending.prepositions import (
    free_second,
    lift_agent,
    lift_attitude,
    lift_from_author,
    lift_from_moved,
    lift_from_name,
)
from communique.grammar.mending.verbs import (
    bend_subjunctive,
    fill_noun,
    free_after_that,
    free_object,
    free_thing,
    hang_conjunct,
    hang_gerund_behind,
    hang_on_last,
    hang_on_noun,
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
    raise_conjunct,
    raise_guest,
    raise_participle,
    raise_root,
    raise_subject,
    raise_teller,
    shed_subject,
)
from communique.grammar.parse import Parse

Repair = Callable[[Parse, int, Words], bool]
OF_VERBS: tuple[Repair, ...] = (fill_noun, raise_root, hang_that_clause, free_object)
# The repairs of a word by its relation; the first that moves it is the last.
REPAIRS: Mapping[str, tuple[Repair, ...]] = {
    "relative": (*OF_VERBS, free_from_row, hang_on_last),
    "modifying": (*OF_VERBS, make_participle),
    "complement": (
        unfold_cleft, lower_that_clause, hang_on_call, free_bidden, *OF_VERBS, list_that_clauses, free_thing,
        bend_subjunctive,
    ),
    "complement:open": (hang_on_call, free_bidden),
    "conjunct": (
        make_verb, rejoin_row, hang_participle, hang_conjunct, raise_finite, raise_conjunct, lift_person,
    ),
    "attribute": (free_after_that,),
    "adverbial": (join_price, hang_on_noun, lift_bidden, raise_participle, lower_participle),
    "modifier": (close_phrase, join_names),
    "compound": (close_phrase, join_names),
    "subject": (
        hold_row, drop_denied, give_back_subject, hang_gerund_behind, raise_subject, head_of_outcome,
        shed_subject, make_noun,
    ),
    "subject:passive": (drop_denied, join_doers, make_noun),
    "time": (place_of_time,),
    "adverb": (lower_denial, place_of_time),
    "apposition": (
        free_addressed, free_given, raise_guest, raise_teller, lift_conjunct, row_of_persons, row_of_places,
    ),
    "object": (drop_denied, find_gap, lower_object, lower_shared),
    "root": (make_verb, find_subject),
    "oblique": (lift_agent, lift_from_author, lift_from_name, lift_from_moved, lift_attitude),
    "oblique:object": (drop_denied, join_company, free_second),
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
            moved |= hang_predicate(parse, i, words)
        if i > 2 and " ".join(parse.lower[i - 2 : i + 1]) in words["adding"]:
            moved |= join_added(parse, i, words)
        relation = parse.relations[i]
        if relation == "complement" and opened_by(parse, i, words["adverbial_markers"]):
            parse.relations[i] = "adverbial"
        moved |= any(repair(parse, i, words) for repair in REPAIRS.get(relation, ()))
    return moved


def opened_by(parse: Parse, i: int, markers: frozenset[str]) -> bool:
    """Whether a conjunction of time or reason opens a clause, so that it cannot be what is said."""
    return any(parse.relations[k] == "marker" and parse.lower[k] in markers for k in parse.kids[i])
