"""Clauses of saying to reported speech: “said that …”, “… , he said, …”, “denied any role”.

Knows where reported words begin and end; does not know appeals or quotations with a tag.
"""

from __future__ import annotations

from communique.grammar import Clause, Parse
from communique.records import StatementKind
from communique.statements.cues import cue_of, polarity, saying
from communique.statements.parentheticals import content_around
from communique.statements.scene import Found, Scene, enter, finite_between, trim, widened
from communique.statements.speakers import inverted_subject, own_subject, speaker_of
from communique.statements.tags import whole


def reported(scene: Scene) -> None:
    """Enter clauses of saying with their content after them ("said that …") or around them ("…, he said,
    …")."""
    parse = scene.parse
    say, also = scene.words["verbs"]["say"], scene.words["verbs"]["object"] | scene.words["verbs"]["onward"]
    for v in sorted(parse.clauses):
        clause = parse.clauses[v]
        reports = clause.lemma in say or clause.verb in say or clause.lemma in also
        if not reports or v in scene.used or scene.quote_of[v] >= 0:
            continue
        if not saying(scene, clause):
            continue
        content = content_around(scene, clause)
        if not content and v not in scene.used:
            content = content_after(scene, clause)
        if content:
            keep_report(scene, clause, [widened(scene, *part) for part in content])


def keep_report(scene: Scene, clause: Clause, content: list[tuple[int, int]]) -> None:
    """Enter a report with its kind: partial where marks stand in it,
    direct where all of it stands in them."""
    parse = scene.parse
    inside = [n for n in sorted({scene.quote_of[w] for a, b in content for w in range(a, b + 1)}) if n >= 0]
    outside = any(
        scene.quote_of[w] < 0 and parse.pos[w] not in ("PUNCT", "SPACE", "SYM")
        for a, b in content for w in range(a, b + 1)
    )
    # “A.” … “B,” she said: her second tag for words that have one
    if inside and not outside and all(n in scene.told for n in inside):
        return
    kind: StatementKind = "indirect"
    if any(n not in scene.told for n in inside):
        kind = "partial" if outside or not all(whole(scene, scene.quotes[n]) for n in inside) else "direct"
    said = Found(content, kind, cue_of(scene, clause.head), clause.head, speaker_of(scene, clause.head))
    said.polarity = polarity(scene, clause)
    enter(scene, said)
    for n in inside:
        if kind != "indirect" or not whole(scene, scene.quotes[n]):
            scene.told.setdefault(n, said)


def content_after(scene: Scene, clause: Clause) -> list[tuple[int, int]]:
    """The content after a verb of saying: its clauses, its object where the verb takes words as one,
    or the rest of the sentence."""
    parse, v, verbs = scene.parse, clause.head, scene.words["verbs"]
    high = scene.unit(v)[1]
    plain = clause.verb
    if plain in verbs["comparing"] and compares(scene, clause):
        return [trim(parse, v + 1, min(high, parse.subtree(v)[1]))]
    wanted = [c for c in clause.complements if c > v and reportable(scene, clause, c)]
    named = [h for h in clause.at("object") if h > v and parse.pos[h] != "PRON"]
    if named and not clause.passive and clause.lemma in verbs["object"]:
        return [trim(parse, *parse.subtree(named[0]))]
    if plain not in verbs["say"]:
        return []
    if wanted:
        low = min(first_of(parse, c, v) for c in wanted)
        return [trim(parse, low, min(high, last_of(scene, clause, wanted[-1], high)))]
    if not clause.negated and (found := strayed(scene, clause, high)):
        return found
    return rest_of_sentence(scene, clause, high) if plain in verbs["plain"] else []


def compares(scene: Scene, clause: Clause) -> bool:
    """Whether a verb of comparing compares others aloud: "likened the plan to a trap",
    not "compared himself to"."""
    after = "".join(scene.parse.lower[clause.head + 1 : clause.head + 2])
    return clause.form == "finite" and not after.endswith(tuple(scene.words["endings"]["reflexive"]))


def strayed(scene: Scene, clause: Clause, high: int) -> list[tuple[int, int]]:
    """The that-clause that the parser hung on a noun on its way: "said in a statement that …",
    "told a man from Lima that …"."""
    parse, v = scene.parse, clause.head
    upper = {v, clause.parent} if clause.form == "infinitive" else {v}
    for k in range(v + 1, high + 1):
        if (k in parse.clauses and parse.clauses[k].form == "finite") or scene.quote_of[k] >= 0:
            return []
        if parse.lower[k] in scene.words["words"]["that"] and parse.pos[k] in ("ADP", "SCONJ"):
            head = parse.heads[k]
            inner = parse.clauses.get(head)
            above = parse.governor(head)
            if inner is None or head < k or above is None or above.head not in upper:
                return []
            return [trim(parse, k, min(high, last_of(scene, clause, head, high)))]
    return []


def reportable(scene: Scene, clause: Clause, c: int) -> bool:
    """Whether a complement can be words reported: a finite clause, no question that is left open,
    no infinitive of purpose."""
    parse, verbs = scene.parse, scene.words["verbs"]
    inner = parse.clauses.get(c)
    if (
        inner is None
        or inner.form in ("infinitive", "gerund")
        or (inner.form == "participle" and not inner.subject)
    ):
        return False
    opening = parse.lower[first_of(parse, c, clause.head)]
    if opening in scene.words["words"]["that"]:
        return True
    if clause.negated or clause.lemma in verbs["declaring"] or inner.tense is None:
        return False  # "declared the envoy persona non grata"
    return opening not in scene.words["words"]["open_questions"] or clause.verb in verbs["answering"]


def first_of(parse: Parse, c: int, v: int) -> int:
    """The first word of a complement after its verb of saying, a leading "that" included."""
    low = parse.subtree(c)[0]
    while low <= v:
        low += 1
    return low


def last_of(scene: Scene, clause: Clause, c: int, high: int) -> int:
    """The last word of reported words: to the end of their clause, and through ", but that …" and ",
    and that …"."""
    parse, words = scene.parse, scene.words["words"]
    for k in parse.kids[c]:
        if says_again(scene, clause, k):
            scene.shared[k] = clause.head
            return max(c, trim(parse, c, coordinator(parse, k) - 1)[1])
        if another_says(scene, clause, k):
            return max(c, trim(parse, c, coordinator(parse, k) - 1)[1])
    end = parse.subtree(c)[1]
    follow = trim(parse, end + 1, high)[0]
    if (
        follow + 1 <= high
        and parse.lower[follow] in words["going_on"]
        and parse.lower[follow + 1] in words["that"]
    ):
        head = next((k for k in range(follow + 1, high + 1) if k in parse.clauses), None)
        end = max(end, parse.subtree(head)[1] if head is not None else high)
    if end < high and parse.sentence_of[end] != parse.sentence_of[min(high, end + 1)]:
        end = high
    return end


def says_again(scene: Scene, clause: Clause, k: int) -> bool:
    """Whether a verb inside reported words is a second saying by the same speaker:
    "said A but noted that B"."""
    verbs, inner = scene.words["verbs"], scene.parse.clauses.get(k)
    return (
        inner is not None
        and (inner.lemma in verbs["say"] or inner.lemma in verbs["appeal"])
        and inner.link == "conjunct"
        and own_subject(scene.parse, k) is None
        and scene.quote_of[k] < 0
        and bool(inner.complements)
        and inner.tense == clause.tense
    )


def another_says(scene: Scene, clause: Clause, k: int) -> bool:
    """Whether a verb inside reported words is what somebody else said: "said A and Peru accused it of B",
    without a "that"."""
    parse, verbs, inner = scene.parse, scene.words["verbs"], scene.parse.clauses.get(k)
    if inner is None or inner.link != "conjunct" or scene.quote_of[k] >= 0 or inner.tense != clause.tense:
        return False
    told = inner.lemma in verbs["say"] or inner.lemma in verbs["appeal"]
    subject = own_subject(parse, k)
    opening = parse.lower[coordinator(parse, k) + 1 : coordinator(parse, k) + 2]
    fresh = subject is not None and parse.pos[subject] != "PRON"
    return told and fresh and not any(w in scene.words["words"]["that"] for w in opening)


def coordinator(parse: Parse, k: int) -> int:
    """The word that joins a conjunct to what is before it, or the first word of the conjunct."""
    low = parse.subtree(k)[0]
    return low - 1 if low and parse.pos[low - 1] == "CCONJ" else low


def rest_of_sentence(scene: Scene, clause: Clause, high: int) -> list[tuple[int, int]]:
    """What follows a plain "said" that the parser gave no complement, if it holds a clause or a quotation."""
    parse, v = scene.parse, clause.head
    if clause.form not in ("finite", "gerund"):
        return []
    low, end = trim(parse, v + 1, high)
    while low <= end and (parse.relations[low] in ("adverb", "time", "indirect") and parse.heads[low] == v):
        low += 1
    if low <= end and parse.pos[low] == "ADP" and (start := after_time(scene, v, end)) is not None:
        return [(start, end)]
    if low > end or parse.pos[low] in ("ADP", "CCONJ"):
        return []
    if parse.lower[low] in scene.words["words"]["no_content"] or inverted_subject(scene, v) is not None:
        return []
    return [(low, end)] if finite_between(parse, low, end) else []


def after_time(scene: Scene, v: int, end: int) -> int | None:
    """Where the words said begin after a time or a place that the parser gave to them:
    "said after the talks he would go"."""
    parse = scene.parse
    for c in parse.kids[v]:
        clause = parse.clauses.get(c) if v < c <= end else None
        subject = own_subject(parse, c) if clause is not None else None
        if clause is None or subject is None or clause.marker is not None:
            continue
        start = parse.subtree(subject)[0]
        return start if parse.words[start - 1] != "," else None
    return None
