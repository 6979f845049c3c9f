"""Matches to standing: whether an act took place, is planned, is only imagined, was denied,
or lies in the past.

Knows how modals, conjunctions and the clauses above bear on an act;
the words themselves are in knowledge/<language>/.
"""

from __future__ import annotations

from dataclasses import replace

from communique.events.days import ahead_of, together, whole
from communique.events.performing import performing
from communique.events.scene import SPOKEN, Match, Scene
from communique.events.tables import standing_words
from communique.grammar import Clause, Parse
from communique.grammar.features import INDEFINITE
from communique.grammar.roles import has_infinitive
from communique.grammar.understood import takes_idly
from communique.knowledge.roles import (
    ABOUT,
    AGAINST,
    CAN,
    COULD,
    FOR,
    FROM,
    MAY,
    MIGHT,
    MUST,
    OF,
    ON,
    SHOULD,
    TO,
    WILL,
    WITH,
    WOULD,
)
from communique.reasons import ATTEMPTED, WHICH
from communique.records import Status, Time

# What an infinitive of purpose only hopes for is no act of these types: "aid to support farmers".
SOFT = frozenset(("AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"))
# What a deed in the past was for, and came to: "flew to Oslo to meet him", "sent a ship to block the
# passage".
DONE_FOR = frozenset(("CONSULT", "COERCE", "MOBILIZE", "PROTEST"))
# And words in the past that a meeting, a journey or a letter was for: "flew to Oslo to demand an apology".
SAID_FOR = frozenset(("REQUEST", "ACCUSE", "REJECT"))
# What is done by deciding it: "voted to impose sanctions", "the decision to recall the envoy".
DECIDED = frozenset(("SANCTION", "COERCE", "REJECT", "ACCUSE", "REQUEST", "CONCEDE"))
FUTURE = (WILL, WOULD)
TOP = ("root", "parataxis")  # links of what hangs on nothing else
POSSIBLY = (COULD, MAY, MIGHT, CAN, SHOULD)
QUESTION = "?"
FOR_WHOM = FOR.partition(":")[2]  # marks an infinitive with a subject of its own


Verdict = tuple[Status | None, list[str]]
ACTUAL: Verdict = ("actual", [])


def standing(scene: Scene, match: Match) -> Verdict:
    """Whether the act took place, is planned, only imagined, or denied,
    read from the clause and those above it; None for no act at all."""
    clause = match.clause
    if clause.kind == "noun":
        if match.type == "SANCTION" and over(scene, clause):
            return None, ["told of its end"]
        if (verdict := noun_standing(scene, clause) or by_holder(scene, match)) is not None:
            return verdict
        above = scene.light(clause)
        if above is None:
            return ("negated", ['a noun with "no"']) if clause.negated else ("actual", [])
        clause = replace(above, negated=above.negated or clause.negated)
    if clause.negated and not match.pattern.negated and not forbids(match):
        idle = clause.marker in scene.words["conditional_markers"] or by_nobody(scene, clause)
        return (None if idle else "negated"), ["negated"]
    if (way := performing(scene, match)) is not None:
        return "actual", [f"said with {scene.parse.words[way.head]!r}"]
    if heads_text(scene, match):
        return "planned", ["a headline"]
    if under_way(scene, match):
        return "planned", ["on the way to it"]
    for step, c in enumerate((clause, *scene.parse.ancestors(clause))):
        if (verdict := judged(scene, c, step) or from_above(scene, match, c)) is not None:
            return framed(scene, c) or verdict if verdict[0] == "planned" else verdict
    return ACTUAL


def by_nobody(scene: Scene, clause: Clause) -> bool:
    """Whether a clause only says of a thing that nobody did so before: "a step that no king has taken"."""
    nobody = scene.words["negative_determiners"]
    before = (scene.parse.lower[k] for h in clause.subject for k in scene.parse.kids[h] if k < h)
    return clause.link == "relative" and not nobody.isdisjoint(before)


def forbids(match: Match) -> bool:
    """Whether what is negated is what is asked for: "Chad must not be left alone", "should not give in"."""
    by_modal = all(kind == "modal" for kind, _ in match.pattern.triggers)
    return match.type == "REQUEST" and by_modal and match.clause.modal in (MUST, SHOULD)


def framed(scene: Scene, c: Clause) -> Verdict | None:
    """What the clauses above say of a plan: "no sign that it is about to leave", "if it planned to leave"."""
    markers = scene.words["conditional_markers"] - scene.words["asking_markers"]
    for above in (c, *scene.parse.ancestors(c)):
        if above.marker in markers:
            return "hypothetical", [f"under {above.marker!r}"]
        if above.link == "modifying" and (verdict := claimed(scene, above)) is not None:
            return verdict
    return None


def heads_text(scene: Scene, match: Match) -> bool:
    """Whether an act is told in the infinitive of a headline: "Peru's king to visit Chile"."""
    clause = match.clause
    if clause.kind != "verb" or clause.link not in TOP or not clause.subject:
        return False
    return has_infinitive(scene.parse, clause.head, scene.words["infinitive_marker"])


def under_way(scene: Scene, match: Match) -> bool:
    """Whether a visit has only begun, or lies ahead of what is told: "is flying to Oslo", "before leaving for
    Oslo"."""
    clause = match.clause
    if match.mode != "visit" or clause.kind != "verb" or clause.negated:
        return False
    going = clause.progressive and clause.tense == "present" and not clause.perfect
    ahead = clause.form == "gerund" and clause.link.partition(":")[2] in scene.standing["ahead"]
    return (going or ahead) and clause.verb in scene.standing["setting_out"]


def by_holder(scene: Scene, match: Match) -> Verdict | None:
    """What the clause that tells of a meeting says of it: "will hold talks"."""
    clause = match.clause
    top = whole(scene, clause.head) if match.type == "CONSULT" and clause.kind == "noun" else clause.head
    if top != clause.head and scene.has_lemma("transparent", top):
        clause = scene.parse.noun(top)  # "a round of talks is to be held"
    holder = scene.parse.above(clause)
    within = clause.link.partition(":")[2] in scene.standing["in_course_of"]
    near = holder.at(ON) if holder is not None else ()
    if match.type == "CONSULT" and any(scene.parse.lemmas[h] in scene.standing["under_way"] for h in near):
        return "planned", ["on the way to it"]  # "was on his way to Oslo for talks"
    eve = scene.parse.heads[scene.parse.heads[clause.head]]
    if match.type == "CONSULT" and scene.has_lemma("eves", eve):
        return "planned", [f"on the {scene.parse.words[eve]} of it"]
    if match.type == "CONSULT" and holder is not None and within:
        verdict = judged(scene, holder, 0) or from_above(scene, match, holder)
        if verdict is not None and verdict[0] in ("planned", "hypothetical"):
            return verdict  # "is expected to see him during two days of talks"
    if match.type == "CONSULT" and (why := never_held(scene, clause)) is not None:
        return "hypothetical", [why]
    if match.type == "CONSULT" and holder is not None and scheduled(scene, clause, holder):
        return "planned", [f"what {scene.parse.words[holder.head]!r} says of it is to come"]
    coming = holder is not None and holder.modal in FUTURE and not (holder.negated or clause.negated)
    if match.type == "CONSULT" and coming and holder is not None:
        return "planned", [f"what {scene.parse.words[holder.head]!r} tells of is to come"]
    return None


def never_held(scene: Scene, noun: Clause) -> str | None:
    """What says of any meeting that it was not held, or only may be: "did not give time for a meeting",
    "could be stopped in consultation with Peru", "a meeting with either could clear the way", "may be the
    scene for a meeting"."""
    holder, preposition = scene.parse.governor(noun.head), noun.link.partition(":")[2]
    if holder is None or not unspecified(scene, noun.head):
        return None
    if holder.negated and preposition in scene.standing["meant_for"]:
        return f"{holder.lemma!r} is negated"
    done = preposition in scene.standing["within"] | scene.standing["meant_for"]
    may = holder.modal in POSSIBLY and (done or noun.link in ("subject", "inside"))
    return f"{scene.parse.words[holder.head]!r} only may" if may else None


def unspecified(scene: Scene, noun: int) -> bool:
    """Whether a noun means any one of its kind: "a meeting with Peru", "talks", not "the talks"."""
    parse = scene.parse
    told = any(
        parse.relations[k] in ("owner", "number", "time") or scene.has_word("known", k)
        for k in parse.kids[noun]
    )
    return not told and not scene.noun_times.get(noun)


def scheduled(scene: Scene, noun: Clause, holder: Clause) -> bool:
    """Whether a clause says of an act told by its subject that it is yet to begin: "talks are due to
    resume in May"."""
    due = (scene.parse.lower[h] for h in holder.at("attribute"))
    begins = {c.verb for c in ahead_of(scene, holder)} & scene.standing["setting_in"]
    now = holder.lemma in scene.words["being"] and holder.tense == "present" and not holder.perfect
    if now and noun.head in holder.subject and WITH in holder.roles:
        return not holder.negated  # "their main meeting is with the king"
    inner = (scene.parse.clauses.get(c) for c in holder.complements)
    if now and any(c is not None and c.modal == WILL and noun.head in c.at("object") for c in inner):
        return not holder.negated  # "the talks are to be held in May"
    told = noun.head in holder.subject and not holder.negated and bool(begins)
    return told and not scene.words["prospective"].isdisjoint(due)


def from_above(scene: Scene, match: Match, c: Clause) -> Verdict | None:
    """What the noun or the verb that a clause hangs on makes of it;
    None where that depends on what hangs above in turn."""
    parse = scene.parse
    # "calls to impose sanctions"
    of_noun = c.link == "modifying" or (c.link == "relative" and c.form == "infinitive")
    governed = c.link == "complement" or c.link.startswith("oblique:")
    if not of_noun and not governed and c.link not in ("conjunct", "adverbial"):
        return ACTUAL
    above = parse.above(c)
    if of_noun or (
        c.link == "complement"
        and above is None
        and c.parent is not None
        and parse.pos[c.parent] in ("NOUN", "ADJ")
    ):
        return by_noun(scene, match, c)
    above = above or parse.governor(c.head)
    if above is None:
        return ACTUAL
    if c.link == "adverbial":
        return beside_verb(scene, match, c, above)
    if c.link == "conjunct":
        return ACTUAL if c.tense is not None and c.modal is None else None
    verdict = by_verb(scene, match, c, above)
    goes_on = above.verb in scene.words["implicative"] | scene.standing["having_to"]
    goes_on = goes_on or above.lemma in scene.words["being"]
    goes_on = goes_on or (c.form == "gerund" and c.link.partition(":")[2] in scene.standing["alongside"])
    return verdict if verdict is not None or goes_on else ACTUAL


def beside_verb(scene: Scene, match: Match, c: Clause, above: Clause) -> Verdict | None:
    """What a clause beside a verb is to it: what it was for, what takes place when it does."""
    verb = scene.parse.words[above.head]
    if upcoming(scene, c, above):
        return "planned", [f"when {verb!r} does"]
    if c.form == "infinitive" and above.lemma != above.verb and above.verb in scene.words["implicative"]:
        return None  # "went on to demand"
    if c.form == "infinitive" and together(scene, c, above):
        return None  # "joined forces to veto it"
    if c.form == "infinitive" and any(ranked(scene, h) for h in above.at("attribute")):
        return None  # "became the first state of the League to expel him"
    if c.form == "infinitive":
        held = (scene.parse.lemma(h) for role in ("object", "attribute") for h in above.at(role))
        if c.marker == FOR_WHOM and not scene.standing["hypothetical_nouns"].isdisjoint(held):
            return None, ["only wished for"]  # "an opportunity for Chad to enter into talks"
        done_for = match.type in DONE_FOR or (
            match.type in SPOKEN and above.lemma in scene.standing["sending"]
        )
        done_for = done_for or (match.type in SAID_FOR and above.lemma in scene.standing["meeting_for"])
        if done_for and (verdict := from_above(scene, match, above)) and verdict[0] == "hypothetical":
            return verdict  # "feared that he came to lecture them"
        later = scene.parse.above(above)
        done_for = done_for and not (later is not None and upcoming(scene, above, later))
        if done_for and above.tense == "past" and above.modal is None and c.marker != FOR_WHOM:
            return "actual", [f"what {verb!r} was for"]
        return (None if match.type in SOFT else "planned"), [f"purpose of {verb!r}"]
    return None if c.form in ("gerund", "participle") else ACTUAL


def upcoming(scene: Scene, c: Clause, above: Clause) -> bool:
    """Whether a clause tells when something is to come that has not: "will leave when the talks end",
    "is expected to leave when they end", "said that it would leave once the talks ended"."""
    if c.link != "adverbial" or c.perfect:
        return False
    over = scene.parse.governor(above.head) if above.form == "infinitive" else None
    due = over is not None and over.tense == "present" and over.lemma in scene.words["prospective"]
    ahead = above.modal in FUTURE or due
    told = c.marker in scene.standing["at_once"] and c.tense == "present" and ahead
    reported = c.marker in scene.standing["upon"] and c.tense == "past" and above.modal == WOULD
    return told or reported


def judged(scene: Scene, c: Clause, step: int) -> Verdict | None:
    """What a clause's own words say of it: its modal and conjunction, its adverbs and times."""
    if (verdict := by_words(scene, c)) is not None:
        return verdict
    if c.marker in scene.words["conditional_markers"] and (
        c.marker not in scene.words["asking_markers"] or step == 0
    ):
        return "hypothetical", [f"under {c.marker!r}"]
    if (span := long_before(scene.parse, c)) is not None:
        return "historical", [f"{span!r} before what the sentence is about"]
    if (era := era_of(scene.parse, c)) is not None and c.modal is None:
        return "historical", [f"in the days of {era!r}"]
    above = scene.parse.above(c)
    waits = above is not None and (c.tense == "present" or above.negated or above.modal in FUTURE)
    if above is not None and waits and c.marker in scene.standing["until"]:
        return "hypothetical", [f"what {scene.parse.words[above.head]!r} waits for"]
    if c.modal == WILL:
        return "planned", ["future"]
    leaving = c.progressive and c.tense == "past" and c.lemma in scene.standing["setting_out"]
    if leaving and reported_by(scene, c):
        return "planned", ["to come, as reported"]  # "said that he was sending a team"
    if c.modal == WOULD:
        if reported_by(scene, c) and not c.perfect:
            return ("planned", ["future, as reported"])
        return ("hypothetical", ["under 'would'"])
    if c.modal in (COULD, MAY, MIGHT, CAN, SHOULD, MUST) and not (c.modal in (COULD, CAN) and step > 0):
        return "hypothetical", [f"under {c.modal!r}"]
    return None


def reported_by(scene: Scene, c: Clause) -> bool:
    """Whether a clause is what somebody said."""
    above = scene.parse.above(c) if c.link == "complement" else None
    if above is None and c.link == "modifying" and c.parent is not None:  # "gave notice that it would leave"
        told = scene.parse.lemmas[c.parent] in scene.words["saying_nouns"]
        above = scene.parse.governor(c.parent) if told else None
    return (above is not None and above.tense == "past") or scene.carrier(c) is not None


def by_words(scene: Scene, c: Clause) -> Verdict | None:
    """What adverbs, a question, a draft or a vague time make of a clause: "nearly attacked",
    "has it attacked?", "decades ago"."""
    parse, table = scene.parse, scene.standing
    if scene.has_word("nearly", *parse.kids[c.head]):
        return "negated", ["it nearly took place"]
    if any(scene.has_word("perhaps", k) and k < c.head for k in parse.kids[c.head]):
        return "hypothetical", ["only perhaps"]
    if asks(parse, c):
        return "hypothetical", ["asked"]
    drafts = (
        h for role, heads in c.roles.items() if role.removeprefix("oblique:") in table["under"] for h in heads
    )
    draft = next((h for h in drafts if scene.has_lemma("drafted", h)), None)
    if draft is not None and c.tense == "present" and not c.perfect:
        return "hypothetical", [f"under a {parse.words[draft]}"]
    if (paper := scene.unpassed_source(c)) is not None:
        return "hypothetical", [f"in a {parse.words[paper]} that is not passed"]
    if (end := ended(scene, c)) is not None:
        return "historical", [f"{parse.lower[parse.word_at(end.start) - 1]} {end.text!r}"]
    vague = (t for t in scene.times.get(c.head, ()) if t.value == "PAST_REF")
    old = next((t for t in vague if not table["long_spans"].isdisjoint(lemmas_of(parse, t))), None)
    return None if old is None else ("historical", [f"{old.text!r} before the report"])


def ended(scene: Scene, c: Clause) -> Time | None:
    """The time until when an act went on, or after which it was done, in a year before the report's:
    "occupied the island until 1945", "shut its embassy after the 2005 coup"."""
    parse, table = scene.parse, scene.standing
    bounds = table["until"] | (table["following"] - table["bounding"])
    found = (
        t for t in scene.bounding.get(c.head, ()) if t.when.end is not None and scene.on and t.type == "DATE"
    )
    past = (t for t in found if str(t.when.end)[:4] < str(scene.on)[:4])
    return next((t for t in past if parse.lower[parse.word_at(t.start) - 1] in bounds), None)


def asks(parse: Parse, c: Clause) -> bool:
    """Whether a clause asks whether it is so: its auxiliary stands first,
    and a question mark ends the sentence."""
    first, end = parse.sentences[parse.sentence_of[c.head]]
    if c.link != "root" or not c.subject or not any(parse.words[w] == QUESTION for w in range(c.head, end)):
        return False
    front = min((k for k in parse.kids[c.head] if parse.relations[k] == "auxiliary"), default=end)
    return front < min(c.subject) and all(
        parse.pos[w] in ("PUNCT", "CCONJ", "INTJ", "SPACE") for w in range(first, front)
    )


def lemmas_of(parse: Parse, time: Time) -> set[str]:
    """The words of a time by their lemmas."""
    return {parse.lemma(w) for w in range(parse.word_at(time.start), parse.word_at(time.end - 1) + 1)}


def long_before(parse: Parse, c: Clause) -> str | None:
    """The span of years that an act lies back: "five years after a mob burned the embassy",
    "a decade after the raid"."""
    table = standing_words(parse.language)
    near = (
        k
        for k in (*parse.kids[c.head], parse.heads[c.head])
        if 0 < k < c.head and parse.relations[k] in ("marker", "oblique")
    )
    after = next((k for k in near if parse.lower[k] in table["after"]), None)
    first = parse.subtree(c.head)[0]
    # the parser hangs "a year after" on another word
    if after is None and first > 1 and parse.lower[first - 1] in table["after"]:
        after = first - 1
    if after is None or parse.lemma(after - 1) not in table["long_spans"]:
        return None
    return f"{parse.words[after - 1]} {parse.words[after]}"


def era_of(parse: Parse, c: Clause) -> str | None:
    """The time long past that an act is put in: "during the cold war", "in World War Two",
    "under apartheid"."""
    table = standing_words(parse.language)
    for role, heads in c.roles.items():
        if not role.startswith("oblique:") or role.removeprefix("oblique:") not in table["then"]:
            continue
        for h in heads:
            low, high = parse.phrase(h)
            text = parse.span(low, high).text
            if any(era in text.lower() for era in table["eras"]):
                return text
    return None


def claimed(scene: Scene, c: Clause) -> Verdict | None:
    """What a noun makes of the finite clause that says what it is of: "charges that it sold arms", "no sign
    that it backed Chad"."""
    if c.parent is None or c.form != "finite":
        return None
    word = scene.parse.words[c.parent]
    if scene.has_lemma("charges", c.parent):
        return "hypothetical", [f"only said in the {word!r}"]
    return ("hypothetical", [f"no {word} of it"]) if scene.parse.noun(c.parent).negated else None


def done_with(scene: Scene, c: Clause) -> bool:
    """Whether an adjective, or a verb and its noun, only say that somebody did what hangs on them:
    "was quick to condemn it", "took the opportunity to condemn it"."""
    parse, noun = scene.parse, c.parent or 0
    holder = parse.governor(noun)
    implied = parse.pos[noun] == "ADJ" and scene.has_word("implying", noun)
    return implied or (holder is not None and takes_idly(holder, noun, parse, scene.words))


def by_noun(scene: Scene, match: Match, c: Clause) -> Verdict | None:
    """The standing of an act that says more about a noun or an adjective: "a plan to visit", "due to arrive",
    "the ship seized by"."""
    if (verdict := claimed(scene, c)) is not None:
        return verdict
    if c.form == "participle" and c.parent is not None:
        return "actual", [f"{WHICH}: {scene.parse.words[c.parent]}"]  # "the warheads deployed there"
    if c.form != "infinitive" or c.parent is None:
        return "actual", []
    if done_with(scene, c):
        return None
    lemma, lower = scene.parse.lemma(c.parent), scene.parse.lower[c.parent]
    holder = scene.parse.governor(c.parent)
    if ranked(scene, c.parent):
        return "actual", []  # "the latest country to expel envoys"
    put_off = holder is not None and holder.lemma in scene.standing["negated_verbs"] and not holder.negated
    if put_off and holder is not None and c.parent in holder.at("object"):
        return "negated", [f"{holder.lemma!r} says so of the {lemma}"]  # "put off its decision to expel him"
    if lemma in scene.standing["deciding_nouns"] and match.type in DECIDED:
        return "actual", [f"done with the {lemma}"]
    if (
        lower in scene.words["prospective"]
        or lemma in scene.words["prospective"]
        or lemma in scene.standing["planning_nouns"]
    ):
        denied = holder is not None and holder.negated and c.parent in holder.at("attribute")
        status: Status = "negated" if denied else "planned"  # "is not about to meet him"
        return status, [f"{scene.parse.words[c.parent]!r} makes it {status}"]
    using = holder is not None and holder.lemma in scene.standing["using"]
    if using and holder is not None and holder.tense and holder.modal is None:
        return "actual", [f"what the {lemma} was used for"]  # "used the visit to renew its demand"
    if lemma in scene.standing["attempts"] and match.type not in SOFT:
        return "actual", [f"{ATTEMPTED} ({lemma!r})"]
    if match.type == "CONSULT" and scene.parse.relations[c.parent] == "root":
        return "planned", ["a headline"]  # "Peruvian king to visit Chile"
    return None, [f"only a {lemma}"]


def ranked(scene: Scene, noun: int) -> bool:
    """Whether a noun is of one in a row of those who do a thing: "the latest state"."""
    ordinals = tuple(scene.standing["ordinal_endings"])
    words = (noun, *scene.parse.kids[noun])
    return any(scene.has_word("ranking", k) or scene.parse.lower[k].endswith(ordinals) for k in words)


def by_verb(scene: Scene, match: Match, c: Clause, above: Clause) -> Verdict | None:
    """What the verb above makes of a complement: expected, tried, failed, no act at all (a None within),
    or nothing."""
    verb, table = above.verb, scene.standing
    if c.form == "finite" and asks(scene.parse, above):
        return "hypothetical", ["asked"]  # "Does Chad say that it has left?"
    if c.form == "infinitive" and c.marker is not None and verb in table["mandative"]:
        return "hypothetical", [f"only asked for ({verb!r})"]  # "demanded that Japan retract it"
    if (
        c.form == "infinitive"
        and c.perfect
        and verb in scene.words["being"]
        and "attribute" not in above.roles
    ):
        return "hypothetical", ["was to have been done"]
    if c.form == "infinitive":
        return of_infinitive(scene, match, above, verb)
    if c.form == "gerund" and (verdict := of_gerund(scene, c, above)) is not None:
        return verdict
    if c.form == "finite" and c.link == "complement" and verb in table["mandative"] and c.tense != "past":
        return "hypothetical", [f"only asked for ({verb!r})"]
    if c.form == "finite" and c.link == "complement" and verb in table["imagining"]:
        return "hypothetical", [f"only imagined ({verb!r})"]
    if above.negated and c.form == "finite":
        return "hypothetical", [f"{verb!r} is negated"]
    return ("negated", ["denied"]) if verb in table["denying_verbs"] else None


def of_infinitive(scene: Scene, match: Match, above: Clause, verb: str) -> Verdict | None:
    """What a verb makes of its infinitive: "failed to meet", "is to meet", "decided to meet",
    "tried to meet"."""
    words, table = scene.words, scene.standing
    attribute = next((scene.parse.lower[h] for h in above.at("attribute")), "")
    if (verdict := of_past_infinitive(scene, match, above, verb)) is not None:
        return verdict
    if verb in words["failed"] or (above.negated and verb in words["implicative"]):
        # "did not fail to condemn it"
        fails = not (above.negated and verb in words["failed"])
        if fails and match.type == "REQUEST" and match.clause.lemma in table["persuading"]:
            return "actual", [f"asked in vain ({verb!r})"]
        return ("negated", [f"{verb!r} says that it did not take place"]) if fails else None
    if above.lemma != verb and verb in words["implicative"]:
        return None  # "went on to demand"
    # "had been expected to meet": it came otherwise
    if above.perfect and above.tense == "past" and not above.negated and verb in words["prospective"]:
        return "hypothetical", [f"had been {verb!r}"]
    if verb in words["prospective"] or verb in words["being"]:
        return ("negated" if above.negated else "planned"), [f"{attribute or verb!r} makes it planned"]
    if verb in table["deciding"]:
        done: Status = "actual" if match.type in DECIDED else "planned"
        return ("negated" if above.negated else done), [f"decided ({verb!r})"]
    if verb in words["ordering"]:
        return "planned", [f"ordered ({verb!r})"]
    if verb in table["forcing"] or (verb in table["having_to"] and above.modal in POSSIBLY):
        return judged(scene, above, 0)  # "could be forced to strike", "may have to"
    if bound(scene, match, above, verb):
        return None
    if verb in words["attempted"]:  # "will try to free it" is to come
        return judged(scene, above, 0) or ("actual", [f"{ATTEMPTED} ({verb!r})"])
    return None if verb in words["implicative"] else (None, [f"only spoken of ({verb!r})"])


def bound(scene: Scene, match: Match, above: Clause, verb: str) -> bool:
    """Whether somebody had to say what the news tell that he said: "had to apologise", and not "Peru said
    that Chile had to apologise"."""
    told = above.perfect or (above.tense == "past" and not reported_by(scene, above))
    past = told and above.modal is None and not above.negated and "object" not in above.roles
    return past and verb in scene.standing["having_to"] and match.type in SPOKEN


def of_past_infinitive(scene: Scene, match: Match, above: Clause, verb: str) -> Verdict | None:
    """What a verb makes of an infinitive that tells of what was done: "used to sell arms",
    "claims to have fired", "is said to have fired", "was the first to recognise it"."""
    table, told = scene.standing, match.clause.perfect
    if verb in table["habit"] and "object" not in above.roles:
        return "historical", ["it used to"]
    if told and verb in table["claiming"] and not above.negated:
        return "actual", [f"as the doer claims ({verb!r})"]
    if told and above.passive and verb in table["hearsay"]:
        return ("negated" if above.negated else "actual"), [f"as is {scene.parse.words[above.head]}"]
    ranked = (scene.has_word("ranking", h) for heads in above.roles.values() for h in heads)
    return ("actual", ["among the first to"]) if verb in scene.words["being"] and any(ranked) else None


def of_gerund(scene: Scene, c: Clause, above: Clause) -> Verdict | None:
    """What a verb and its preposition make of a gerund: "is weighing leaving", "left without signing",
    "was accused of spying"."""
    verb, preposition, table = above.verb, c.link.partition(":")[2], scene.standing
    held = c.link == "complement"
    if f"oblique:{preposition}" == WITH and scene.parse.kid(c.head, "subject") is not None:
        return None  # "the talks failed, with Peru accusing Chile"
    if (held or c.link == ON) and verb in table["considering"] and above.modal is None and not above.negated:
        return None, [f"only weighed ({verb!r})"]
    governing = scene.parse.heads[scene.parse.heads[c.head]]
    if preposition in table["nearing_gerunds"]:
        taken = above.lemma in scene.words["taking"] and governing in above.at("object")
        if not taken and governing != above.head:
            return None, [f"only spoken of ({verb!r})"]  # "called the talks a step towards lifting it"
        return "planned", [f"{preposition!r} says that it is to come"]
    if takes_idly(above, governing, scene.parse, scene.words):
        return None
    if preposition in table["negating_gerunds"] or scene.has_word("short_of", governing):
        return "negated", [f"{preposition!r} says that it did not take place"]
    if preposition in table["sources"] and verb in table["returning"]:
        return None  # "returned from meeting him"
    if preposition in table["instancing"] and (chance := chances(scene, scene.parse.noun(governing), above)):
        return "hypothetical", [f"{chance!r} says so"]  # "steps such as expelling it are unlikely"
    if preposition in table["hypothetical_gerunds"] or (held and above.lemma in table["hypothetical_verbs"]):
        return None, [f"only spoken of ({verb!r})"]
    return ("negated", [f"{verb!r} says that it did not go on"]) if verb in scene.words["failed"] else None


# Where the verb says whether what its object or oblique tells of took place.
TOLD_OF = ("object", FOR, ON, OF, TO, AGAINST, ABOUT)


def noun_standing(scene: Scene, clause: Clause) -> Verdict | None:
    """What stands with a noun of action says of it: "a planned visit", "possible sanctions",
    "last year's raid"."""
    if (span := long_before(scene.parse, clause)) is not None:
        return "historical", [f"{span!r} before what the sentence is about"]
    held = by_modifier(scene, clause) or by_governor(scene, clause)
    if held is not None or clause.link != "inside":
        return held
    whole = scene.parse.heads[scene.parse.heads[clause.head]]  # "the next round of talks"
    if not scene.has_lemma("transparent", whole):
        return None
    round_ = scene.parse.noun(whole)
    return by_modifier(scene, round_) or by_governor(scene, round_)


def by_modifier(scene: Scene, clause: Clause) -> Verdict | None:
    """What the words before a noun of action say, or a participle behind it: "a planned visit", "a visit,
    expected next week"."""
    parse, table = scene.parse, scene.standing
    status: Status
    kids = parse.kids[clause.head]
    for k in (k for k in kids if parse.relations[k] in ("modifier", "compound", "determiner")):
        for status in ("planned", "hypothetical", "historical"):
            if parse.lower[k] in table[status]:
                return None if scene.has_word("imagined", k) else status, [f"{parse.words[k]!r} says so"]
    behind = (
        k for k in kids if parse.relations[k] == "modifying" and parse.lemmas[k] in table["planned_verbs"]
    )
    return next((("planned", [f"{parse.words[k]!r} says so"]) for k in behind), None)


def undone(scene: Scene, noun: Clause, above: Clause) -> str | None:
    """What says of an act told by a noun that it did not take place: "the visit did not happen",
    "failed to materialise", "fell through", "pulled out of the talks", "failed to bring about a meeting"."""
    table, parse = scene.standing, scene.parse
    holder = parse.above(above)
    failing = holder is not None and holder.lemma in scene.words["failed"] and not holder.negated
    failed = above.form == "infinitive" and failing
    took = noun.link == "subject" and above.lemma in table["happening"]
    inner = (c.lemma for c in parse.held(above))
    fails = above.lemma in scene.words["failed"] and not table["happening"].isdisjoint(inner)
    if noun.link == "subject" and (above.lemma in table["undone"] or fails) and not above.negated:
        return f"{above.lemma!r} says so"
    if noun.link in (OF, FROM) and above.lemma in table["leaving_out"] and not above.negated:
        return f"{above.lemma!r} leaves it out"
    if (above.negated or failed) and (took or (noun.link == "object" and above.lemma in table["making"])):
        return f"{above.lemma!r} is denied"
    return None


def over(scene: Scene, noun: Clause) -> bool:
    """Whether only the end of what a noun names is told: "the sanctions expired", "an end to the embargo"."""
    parse, above = scene.parse, scene.parse.above(noun)
    if above is not None and noun.link == "subject":
        return above.lemma in scene.standing["ending"]
    holder = parse.heads[parse.heads[noun.head]]
    return noun.link == "inside" and scene.has_lemma("ending", holder)


def perhaps(scene: Scene, noun: Clause, above: Clause | None) -> Clause | None:
    """The verb that says of an act told by a noun that it may take place: "talks could begin in May",
    "talks, which might be held"."""
    parse = scene.parse
    verbs = [c for c in parse.hung(noun.head) if c.link == "relative"]
    if above is not None and noun.link == "subject":
        verbs.append(above)
    may = (c for c in verbs if c.modal in POSSIBLY)
    return next((c for c in may if c.verb in scene.standing["setting_in"]), None)


def chances(scene: Scene, noun: Clause, above: Clause | None) -> str | None:
    """What says how likely an act is that its subject tells: "a strike seems unlikely",
    and not "the strike is likely to cost lives"."""
    if above is None or noun.link != "subject" or above.complements:
        return None
    parse = scene.parse
    said = (h for h in above.at("attribute") if parse.clauses.keys().isdisjoint(parse.kids[h]))
    return next((word for h in said if (word := parse.lower[h]) in scene.standing["chances"]), None)


def weighed(scene: Scene, clause: Clause) -> bool:
    """Whether somebody only thinks about doing what a clause says, or may do it."""
    above = scene.parse.above(clause) if clause.form == "gerund" and clause.link == "complement" else None
    return clause.modal in POSSIBLY or (
        above is not None and above.verb in scene.standing["considering"] and not above.negated
    )


def charged(scene: Scene, clause: Clause, above: Clause) -> bool:
    """Whether a noun tells a charge that somebody denies, and that was made: "denied Chad's allegations"."""
    return above.lemma in scene.standing["denying_verbs"] and clause.lemma in scene.standing["charges"]


def days_before(parse: Parse, noun: int) -> bool:
    """Whether a time is measured up to what was not told of before: "a week before a summit"."""
    measured = any(parse.relations[k] == "time" for k in parse.kids[parse.heads[noun]])
    fixed = (k for k in parse.kids[noun] if parse.relations[k] in ("determiner", "owner"))
    return measured and all(parse.has(k, INDEFINITE) for k in fixed)


def by_governor(scene: Scene, clause: Clause) -> Verdict | None:
    """What the verb or the noun says that a noun of action hangs on: "postponed the visit",
    "the threat of sanctions"."""
    parse, table = scene.parse, scene.standing
    status: Status
    above = parse.above(clause)
    if above is not None and (why := undone(scene, clause, above)) is not None:
        return "negated", [why]
    if (
        above is not None
        and clause.link in TOLD_OF
        and not (clause.link == ON and clause.head < above.head)  # "on a visit to Chad, she urged calm"
        and not charged(scene, clause, above)
    ):
        for status in ("negated", "planned", "hypothetical"):
            if above.lemma in table[f"{status}_verbs"] and not (
                above.lemma in table["naming"] and "attribute" in above.roles
            ):
                # "did not rule out talks", "considers cancelling the visit"
                left_open = status == "negated" and (above.negated or weighed(scene, above))
                return "hypothetical" if left_open else status, [f"{above.lemma!r} says so"]
    if clause.link.partition(":")[2] in scene.words["foreseeing"]:
        return "planned", [f"what {parse.words[clause.parent or 0]!r} goes before"]  # "met ahead of a visit"
    before = clause.link.partition(":")[2] in table["ahead"]
    if before and above is not None and (above.form == "gerund" or days_before(parse, clause.head)):
        return "planned", [f"what {parse.words[above.head]!r} goes before"]  # "speaking before a visit"
    if (verb := perhaps(scene, clause, above)) is not None:
        return "hypothetical", [f"{parse.words[verb.head]!r} only may"]
    if (chance := chances(scene, clause, above)) is not None:
        return "hypothetical", [f"{chance!r} says so"]
    if above is not None and above.modal in FUTURE and clause.link in (FOR, ON) and not above.negated:
        # "will travel to Oslo for a first visit"
        return "planned", [f"what {parse.words[above.head]!r} is for"]
    if clause.link != "inside" or parse.pos[parse.heads[clause.head]] != "ADP":
        return None
    noun = parse.lemma(parse.heads[parse.heads[clause.head]])
    return ("hypothetical", [f"only a {noun} of it"]) if noun in table["hypothetical_nouns"] else None
