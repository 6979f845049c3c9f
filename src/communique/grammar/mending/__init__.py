"""The parser's habits, mended: what it is known to hang wrongly is hung again before any clause is read.

Knows which repairs a word may need by its relation; the repairs are in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from communique.grammar.mending import absolutes, adverbials, coordinated, fronted, names, prepositions, verbs
from communique.grammar.mending.names import Words
from communique.grammar.parse import Parse
from communique.grammar.roles import has_marker

Repair = Callable[[Parse, int, Words], bool]
OF_VERBS: tuple[Repair, ...] = (
    verbs.fill_noun, verbs.raise_root, verbs.hang_that_clause, verbs.free_object,
)
# The repairs of a word by its relation; the first that moves it is the last.
REPAIRS: Mapping[str, tuple[Repair, ...]] = {
    "relative": (fronted.tell_headline, *OF_VERBS, coordinated.free_from_row, verbs.hang_on_last),
    "modifying": (fronted.tell_headline, *OF_VERBS, verbs.make_participle),
    "complement": (
        verbs.make_verb_after_modal, verbs.tell_by_letting, verbs.relate, fronted.unfold_cleft,
        verbs.hang_on_said, verbs.mark_bidding, verbs.suffer_by, fronted.name_thing,
        coordinated.part_at_semicolon, coordinated.hang_on_call, coordinated.free_bidden, *OF_VERBS,
        verbs.list_that_clauses, verbs.free_thing, verbs.bend_subjunctive, coordinated.raise_first,
    ),
    "complement:open": (coordinated.hang_on_call, coordinated.free_bidden, verbs.hang_on_noun),
    "conjunct": (
        names.share_owner, fronted.free_past_semicolon, fronted.free_row, coordinated.part_row,
        verbs.raise_last, verbs.make_verb, verbs.make_verb_after_modal, absolutes.raise_in_absolute,
        verbs.say_that, coordinated.join_bidden, coordinated.part_sentences, names.lower_row,
        adverbials.front_second,
        names.rejoin_row, verbs.hang_conjunct, coordinated.raise_finite,
        coordinated.raise_from_modal, coordinated.raise_telling, verbs.raise_conjunct, names.lift_person,
    ),
    "parataxis": (coordinated.raise_first,),
    "adverbial": (
        fronted.free_predicate, fronted.tell_headline, verbs.go_on_past_aside,
        adverbials.hold_infinitive, verbs.bid_for, verbs.relate, coordinated.raise_first, verbs.raise_last,
        fronted.join_price, verbs.hang_on_noun, verbs.hang_bidding, coordinated.lift_bidden,
        verbs.raise_participle, verbs.lower_participle, absolutes.subject_of_absolute,
        absolutes.second_of_absolute,
    ),
    "modifier": (
        fronted.free_predicate, fronted.close_phrase, names.join_names, names.join_persons,
        fronted.raise_verb_of_thing,
    ),
    "compound": (fronted.close_phrase, names.join_names, names.join_persons),
    "subject": (
        verbs.part_label, verbs.free_vocative, names.join_before_name, coordinated.hold_row,
        coordinated.drop_denied,
        coordinated.give_back_subject, coordinated.swap_subjects, verbs.hang_gerund_behind,
        verbs.raise_subject, verbs.head_of_outcome, verbs.shed_subject, verbs.make_noun,
    ),
    "subject:passive": (coordinated.drop_denied, names.join_doers, verbs.make_noun),
    "oblique:clause": (fronted.name_thing, verbs.make_noun),
    "time": (names.place_of_time,),
    "adverb": (names.place_of_time,),
    "apposition": (
        fronted.free_past_semicolon, fronted.free_addressed, fronted.free_gift, fronted.free_subject,
        verbs.raise_guest, verbs.raise_teller, names.lift_conjunct, names.part_persons,
        names.row_of_persons, names.row_of_places, names.row_before_verb, verbs.call_so,
    ),
    "attribute": (verbs.take_called, verbs.call_so),
    "object": (
        verbs.that_is_told, coordinated.drop_denied, coordinated.subject_past_aside, verbs.lower_object,
        coordinated.lower_shared,
    ),
    "indirect": (prepositions.lower_to_moved,),
    "marker": (adverbials.lift_before_that, adverbials.open_sentence),
    "root": (verbs.make_verb, verbs.make_verb_after_modal, fronted.find_subject),
    "particle": (prepositions.part_from_verb,),
    "number": (prepositions.join_to_verb,),
    "oblique": (
        prepositions.lift_agent, prepositions.agent_by_name, prepositions.lift_answer,
        prepositions.lower_from_owned, prepositions.lift_from_author, prepositions.lift_from_name,
        prepositions.lift_from_where, adverbials.lift_aside, prepositions.lift_from_moved,
        prepositions.lift_from_occasion, prepositions.lift_attitude, prepositions.lower_to_moved,
        adverbials.lift_before_that, prepositions.lift_drawn, prepositions.lift_predicate,
        prepositions.carry_in, prepositions.lift_company,
    ),
    "oblique:object": (
        prepositions.subject_of_call, coordinated.drop_denied, names.join_company, names.join_behind_aside,
        prepositions.free_second,
    ),
}


def link(parse: Parse) -> None:
    """Derive the lists of dependents from the heads."""
    parse.kids = [[] for _ in parse.words]
    for i, head in enumerate(parse.heads):
        if head != i:
            parse.kids[head].append(i)


def mend(parse: Parse, words: Words, sentences: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Re-hang what this parser is known to hang wrongly; gives the sentences in which anything moved.
    Each repair names the sentence that showed it."""
    # each word in turn, whatever moved before it
    return [(a, b) for a, b in sentences if sum(mend_word(parse, i, words) for i in range(a, b))]


def mend_word(parse: Parse, i: int, words: Words) -> bool:
    """Whether a word, or what hangs on it, was hung elsewhere."""
    moved = False
    if parse.lower[i] in words["latin_predicates"]:
        moved |= done(parse, i, words, (verbs.hang_predicate,))
    if i > 2 and " ".join(parse.lower[i - 2 : i + 1]) in words["adding"]:
        moved |= done(parse, i, words, (names.join_added,))
    relation = parse.relations[i]
    if relation == "complement" and has_marker(parse, i, words["adverbial_markers"]):
        parse.relations[i], moved = "adverbial", True  # what is said is no time or reason
    return moved | (relation in REPAIRS and done(parse, i, words, REPAIRS[relation]))


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
