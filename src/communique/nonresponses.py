"""Who did not answer: declined to comment, did not reply, would not say, could not be reached,
left calls unanswered.

Knows the clauses of not answering; does not know who a name stands for (a `Cast` says that)
or what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from communique.actors import Cast
from communique.grammar import Clause, Parse
from communique.knowledge import load_toml
from communique.knowledge.roles import CAN, COULD, INTO, TO, WOULD
from communique.records import Actor, NonResponse, Span, Time, When, identify

Words = dict[str, dict[str, frozenset[str]]]


@cache
def lexicon(language: str) -> Words:
    """The table of ways of not answering with its lists as sets."""
    return {
        part: {name: frozenset(words) for name, words in lists.items()}
        for part, lists in load_toml(f"{language}/nonresponse.toml").items()
        if part != "spoken"
    }


def find(
    parse: Parse, cast: Cast, times: Sequence[Time], *, turns: Sequence[tuple[int, int, Actor]] = (),
) -> tuple[NonResponse, ...]:
    """Every non-response of a parse, one for each party that did not answer.

    Args:
        turns: characters in which somebody answers for himself in a transcript, and who.
        cast: says who a noun phrase stands for.
        times: the time expressions of the text; one in the clause dates the non-response.
    """
    words = lexicon(parse.language)
    found: dict[str, NonResponse] = {}
    for head in sorted(parse.clauses):
        clause = parse.clauses[head]
        silent = silent_party(parse, clause, words)
        if silent is None or parse.lower[silent] in words["nouns"]["first_person"]:
            continue
        evidence = clause_span(parse, clause, silent)
        asker = next((a for h in askers(parse, clause, words, silent) for a in cast.of(h)[:1]), None)
        for actor in parties(parse, cast, silent, words):
            key = identify("nonresponse", actor.name, actor.country, evidence.text, evidence.start)
            found.setdefault(key, NonResponse(key, actor, asker, said_when(parse, clause, times), evidence))
    for start, end, actor in turns:
        for match in spoken(parse.language).finditer(parse.text, start, end):
            evidence = parse.sentence(parse.word_at(match.start()))
            key = identify("nonresponse", actor.name, actor.country, evidence.text, evidence.start)
            found.setdefault(key, NonResponse(key, actor, None, None, evidence))
    return tuple(found.values())


@cache
def spoken(language: str) -> re.Pattern[str]:
    """How somebody who is asked says in the first person that he will not answer: "I have nothing to add"."""
    return re.compile(
        "|".join(load_toml(f"{language}/nonresponse.toml")["spoken"]["patterns"]), re.IGNORECASE
    )


def silent_party(parse: Parse, clause: Clause, words: Words) -> int | None:
    """The head of the phrase for who did not answer, None where a clause is no non-response:
    the cases in order of trust."""
    if clause.form in ("infinitive", "gerund") or clause.marker in words["words"]["conditions"]:
        return None
    subject = next(iter(clause.roles.get("subject", clause.subject)), None)
    if refuses(parse, clause, words) or keeps_silent(parse, clause, words) or evades(parse, clause, words):
        return subject
    if out_of_reach(parse, clause, words):
        return next(iter(clause.roles.get("object", clause.subject)), None) if clause.passive else subject
    if gives_nothing(parse, clause, words):
        return subject if clause.lemma in words["nouns"]["giving"] else source(parse, clause, words)
    return unanswered(parse, clause, words)


def refuses(parse: Parse, clause: Clause, words: Words) -> bool:
    """Whether it says "declined to comment", "refused to say whether", "has yet to respond",
    but not "declined to be named"."""
    decline, verbs = words["decline"], words["verbs"]
    lemma = clause.lemma
    if lemma in decline["verbs"] and not clause.negated:
        wanted = decline["infinitives"] if lemma in verbs["declining"] else decline["strict"]
        for inner in parse.held(clause):
            verb = inner.verb
            if verb in wanted and (verb not in decline["bound"] or bound(parse, inner, words)):
                return verb not in verbs["answering"] or asks(parse, inner, words)
        if lemma in verbs["declining"]:
            return any(parse.lemma(h) in decline["nouns"] for h in clause.at("object"))
    if clause.verb in verbs["lacking"] and any(
        parse.lower[k] in words["words"]["yet"] for k in parse.kids[clause.head]
    ):
        return any(inner.lemma in words["silent"]["bare"] for inner in parse.held(clause))
    return False


def bound(parse: Parse, inner: Clause, words: Words) -> bool:
    """Whether a verb of wider meaning is about words here: "give details", "return calls", "be drawn on",
    "speak to reporters"."""
    lemma, verbs = inner.verb, words["verbs"]
    if lemma in verbs["drawing"]:
        return inner.passive
    if inner.passive:
        return False
    if lemma in verbs["naming"]:
        return bool(inner.roles.get("object"))
    if lemma in verbs["going"]:
        return INTO in inner.roles
    given = words["nouns"]["request"] | words["nouns"]["answer"] | words["words"]["known"]
    return any(parse.lemma(h) in given for h in inner.at("object"))


def asks(parse: Parse, clause: Clause, words: Words) -> bool:
    """Whether a verb of answering has a request or nothing as its object: "did not respond",
    not "did not respond to the attack"."""
    heads = clause.at("object", TO)
    asked = words["words"]["asked"]
    to = [
        k for k in parse.kids[clause.head]
        if parse.lower[k] in asked and parse.relations[k] in ("oblique", "indirect")
    ]
    if not heads:
        return not to
    return any(parse.lemma(h) in words["nouns"]["request"] for h in heads)


def keeps_silent(parse: Parse, clause: Clause, words: Words) -> bool:
    """Whether it says "did not (immediately) reply", "has not commented", "would not say whether",
    "did not return calls"."""
    silent = words["silent"]
    lemma = clause.verb
    if not clause.negated:
        return False
    if clause.modal == WOULD and lemma in silent["would"]:
        return unwilling(parse, clause, words)
    if clause.modal is not None or clause.passive:
        return False
    if lemma in silent["bare"]:
        return lemma in words["verbs"]["commenting"] or asks(parse, clause, words)
    if clause.lemma in silent["asked"] or lemma in silent["asked"]:
        heads = clause.at("object", TO)
        return any(parse.lemma(h) in words["nouns"]["inquiry"] for h in heads)
    return False


def unwilling(parse: Parse, clause: Clause, words: Words) -> bool:
    """Whether "would not" plus a verb of answering withholds words: "would not be drawn",
    "would not say who", not "would not say that"."""
    lemma, verbs = clause.verb, words["verbs"]
    if lemma in verbs["drawn"]:
        return clause.passive
    if lemma in verbs["saying"]:
        after, unsaid = parse.lower[clause.head + 1 : clause.head + 2], words["nouns"]["unsaid"]
        nothing = words["words"]["stops"] | unsaid
        told = clause.complements or clause.roles.get("object")
        held = any(parse.lower[parse.subtree(c)[0]] in unsaid for c in clause.complements)
        return not told or held or nothing.issuperset(after)
    return lemma not in verbs["pressed"] or asks(parse, clause, words)


def out_of_reach(parse: Parse, clause: Clause, words: Words) -> bool:
    """Whether it says "could not be reached (for comment)", "was not available for comment"."""
    nouns, verbs = words["nouns"], words["verbs"]
    if clause.lemma in verbs["reaching"] and clause.passive and clause.negated:
        return clause.modal in (COULD, CAN)
    if clause.lemma not in verbs["being"]:
        return False
    of_purpose = words["words"]["for"]
    for k in clause.at("attribute"):
        word = parse.lower[k]
        if word in nouns["unavailable"] or (word in nouns["available"] and clause.negated):
            behind = [h for at in (k, clause.head) for name, h in parse.obliques(at) if name in of_purpose]
            return any(parse.lemma(h) in nouns["purpose"] for h in behind)
    return False


def gives_nothing(parse: Parse, clause: Clause, words: Words) -> bool:
    """Whether it says "gave no direct answer", "had no comment", "there was no immediate response from X"."""
    nouns, no = words["nouns"], words["words"]["no"]
    being = clause.lemma in words["verbs"]["being"]
    if clause.passive or (clause.lemma not in nouns["giving"] and not being):
        return False
    role = "attribute" if being else "object"
    return any(
        parse.lemma(h) in nouns["answer"]
        and any(parse.lower[k] in no for k in parse.kids[h])
        and (not being or source(parse, clause, words) is not None)
        for h in clause.at(role)
    )


def source(parse: Parse, clause: Clause, words: Words) -> int | None:
    """Whose answer there was none of: "no comment from the ministry"."""
    heads = [*clause.at("attribute"), clause.head]
    return next((h for at in heads for name, h in parse.obliques(at) if name in words["words"]["by"]), None)


def evades(parse: Parse, clause: Clause, words: Words) -> bool:
    """Whether it says "dodged the question", "ignored a request for comment"."""
    if clause.lemma not in words["silent"]["evade"] or clause.passive or clause.negated:
        return False
    return any(
        parse.lemma(h) in words["nouns"]["inquiry"] and parse.lemma(h) not in words["words"]["calls"]
        for h in clause.at("object")
    )


def unanswered(parse: Parse, clause: Clause, words: Words) -> int | None:
    """Who was called: "Calls to the embassy went unanswered", "emails to X were not returned"."""
    nouns = words["nouns"]
    calls = [h for h in clause.subject if parse.lemma(h) in nouns["inquiry"]]
    if not calls:
        return None
    open_end = any(
        parse.lower[k] in nouns["unanswered"]
        for k in (*clause.at("attribute"), *parse.kids[clause.head])
    )
    if not open_end and not (clause.negated and clause.lemma in words["verbs"]["returning"]):
        return None
    return next(
        (h for call in calls for name, h in parse.obliques(call) if name in words["words"]["to"]), None
    )


def parties(parse: Parse, cast: Cast, silent: int, words: Words) -> Iterator[Actor]:
    """The actors that a phrase stands for, through "none of the embassies";
    the phrase itself where nobody is known."""
    if parse.lower[silent] in words["nouns"]["many"]:
        silent = next((h for name, h in parse.obliques(silent) if name in words["words"]["of"]), silent)
    for head in parse.members(silent):
        known = cast.of(head)
        if known:
            yield from known
        else:
            here = parse.span(*parse.phrase(head))
            yield Actor(
                name=None if parse.pos[head] == "PRON" else here.text, span=here,
                because=("nobody known by these words",),
            )


def askers(parse: Parse, clause: Clause, words: Words, silent: int) -> Iterator[int]:
    """Heads of phrases for who asked: "a request from Reuters", "the BBC's questions"."""
    inner = [clause, *parse.held(clause)]
    by, of_purpose = words["words"]["by"], words["words"]["for"]
    for h in (h for part in inner for h in part.at("object", TO)):
        if h != silent and parse.lemma(h) in words["nouns"]["request"]:
            yield from (k for k in parse.kids[h] if parse.relations[k] == "owner")
            yield from (m for name, m in parse.obliques(h) if name in by)
            purposes = [x for name, x in parse.obliques(h) if name in of_purpose]
            yield from (m for x in purposes for name, m in parse.obliques(x) if name in by)


def clause_span(parse: Parse, clause: Clause, silent: int) -> Span:
    """The words of a non-response: from its subject to the end of what hangs on its verb,
    within the sentence."""
    first, end = parse.sentences[parse.sentence_of[clause.head]]
    high = max(min(parse.subtree(clause.head)[1], end - 1), clause.head)
    low = clause.head
    for k in (silent, *parse.kids[clause.head]):
        if first <= k < clause.head:
            low = min(
                low, max(first, parse.subtree(k)[0]) if clause.head not in range(*parse.subtree(k)) else k
            )
    while high > low and not any(c.isalnum() for c in parse.words[high]):
        high -= 1
    return parse.span(low, high)


def said_when(parse: Parse, clause: Clause, times: Sequence[Time]) -> When | None:
    """The day that a time in the clause itself gives."""
    low, end = parse.sentences[parse.sentence_of[clause.head]]
    inside = (t for t in times if parse.starts[low] <= t.start < parse.ends[end - 1])
    return next((t.when for t in inside if parse.governor(parse.word_at(t.start)) is clause), None)
