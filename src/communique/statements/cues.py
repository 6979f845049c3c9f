"""Verbs to cues of saying: which report words, in which words of the text, and whether they affirm.

Knows the verbs of the table and their clauses; does not know what was said.
"""

from __future__ import annotations

from communique.grammar import Clause
from communique.grammar.features import FINITE, GERUND, MODAL, PARTICIPLE
from communique.knowledge.roles import CAN, COULD, MAY, MIGHT, MUST, SHOULD, WILL, WOULD
from communique.records import Polarity
from communique.statements.scene import Scene
from communique.statements.speakers import inverted_subject, own_subject

VERBAL = frozenset((FINITE, GERUND, PARTICIPLE))  # features of verbs


def speech(scene: Scene, word: int, *, tag: bool = True) -> bool:
    """Whether a word is a verb of saying."""
    parse, verbs = scene.parse, scene.words["verbs"]
    clause = parse.clauses.get(word)
    lemma = clause.lemma if clause else parse.lemma(word)
    plain = lemma.partition(" ")[0]
    noun = clause is None and (parse.features[word].isdisjoint(VERBAL) or parse.has(word, MODAL))
    # but “…,” the letter read: a verb taken for a noun
    if noun and (parse.relations[word] != "root" or own_subject(parse, word) is None):
        return False
    return (
        lemma in verbs["say"]
        or plain in verbs["say"]
        or (tag and (lemma in verbs["tag"] or plain in verbs["tag"]))
    )


def cue_of(scene: Scene, verb: int) -> tuple[int, int]:
    """The words of saying: the verb with its auxiliaries, negation and particle."""
    parse = scene.parse
    low = high = verb
    for k in parse.kids[verb]:
        if parse.relations[k] in ("auxiliary", "auxiliary:passive", "negation") and k < verb:
            low = min(low, k)
        elif parse.relations[k] == "particle" and k == verb + 1:
            high = k
    if any(parse.relations[k] in ("subject", "subject:passive") and low < k < verb for k in parse.kids[verb]):
        low = verb
    return low, high


def saying(scene: Scene, clause: Clause) -> bool:
    """Whether a clause of saying reports that something was said, rather than asks,
    plans or refuses to say it."""
    parse = scene.parse
    if clause.form == "infinitive":
        above = parse.above(clause)
        if above is None or above.lemma not in scene.words["verbs"]["realized"] or above.negated:
            return False
    if clause.modal in (COULD, CAN, SHOULD, MUST, WILL) or (clause.modal == WOULD and clause.negated):
        return False
    if clause.marker in scene.words["words"]["conditions"] or (
        clause.passive and not clause.roles.get("subject")
    ):
        return False
    return has_voice(scene, clause)


def has_voice(scene: Scene, clause: Clause) -> bool:
    """Whether a clause of saying has a subject that can speak and is not the outlet itself."""
    parse = scene.parse
    first_person = scene.words["nouns"]["first_person"]
    subject = own_subject(parse, clause.head)
    if subject is not None:
        return parse.lower[subject] not in first_person
    if clause.subject:
        return parse.lower[clause.subject[0]] not in first_person or scene.quote_of[clause.subject[0]] >= 0
    return clause.form != "finite" or clause.passive or inverted_subject(scene, clause.head) is not None


def polarity(scene: Scene, clause: Clause) -> Polarity:
    """Whether a saying affirms, denies or leaves open."""
    if clause.verb in scene.words["verbs"]["deny"] or clause.negated:
        return "denied"
    adverbs = {scene.parse.lower[k] for k in scene.parse.kids[clause.head]}
    if clause.modal in (MAY, MIGHT, COULD) or adverbs & scene.words["adverbs"]["unsure"]:
        return "unsure"
    return "affirmed"
