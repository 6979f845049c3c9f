"""Sources named beside a sentence to statements: “according to X”, “X's claim that …”.

Knows the phrases that hang a source on a sentence; does not know verbs of saying.
"""

from __future__ import annotations

from communique.grammar import Parse
from communique.grammar.roles import has_marker
from communique.knowledge.roles import BY, FROM, OF
from communique.statements.scene import Found, Scene, keep, trim
from communique.statements.speakers import author, speaker_of
from communique.statements.tables import source_phrases


def according(scene: Scene) -> None:
    """Enter “…, according to X”, “in the words of X, …”: X says the sentence,
    or passes on what another says in it."""
    parse, phrases = scene.parse, source_phrases(scene.language)
    for i, word in enumerate(parse.lower):
        if word not in phrases or scene.quote_of[i] >= 0:
            continue
        last = next((i + len(p) - 1 for p in phrases[word] if tuple(parse.lower[i : i + len(p)]) == p), None)
        head = named_source(parse, i, last) if last is not None else None
        if last is None or head is None:
            continue
        low, high = scene.unit(i)
        source = author(scene, head)
        inner = [f for f in scene.found if f.verb is not None and low <= f.verb <= high]
        if inner and passed_on(scene, inner, i, source):
            continue
        content = sentence_without(scene, i, head, low, high)
        if content:
            keep(scene, Found(content, "indirect", (i, last), i, source))


def named_source(parse: Parse, at: int, last: int) -> int | None:
    """The head of what "according to" from a word to another governs, however the parser joined the two."""
    near = (r for k in (at, last) for r in parse.kids[k])
    return next((r for r in near if parse.relations[r] == "oblique:object" and r > last), None)


def passed_on(scene: Scene, inner: list[Found], at: int, source: int) -> bool:
    """Whether an "according to" hangs on a statement of its sentence; then it is its attribution."""
    near = [f for f in inner if f.verb is not None and (f.verb > at or not f.holds(at))]
    for f in inner:  # "X said the ports were closed, according to Y": Y passes it on
        a, b = f.content[-1]
        if f.verb is not None and f.verb < a <= at - 2 and at <= b and scene.parse.words[at - 1] == ",":
            f.content[-1] = trim(scene.parse, a, at - 1)
            near.append(f)
    if not near:
        return any(f.holds(at) for f in inner)
    for f in near:
        f.attribution.append(source)
    return True


def sentence_without(scene: Scene, at: int, head: int, low: int, high: int) -> list[tuple[int, int]]:
    """The sentence around "according to X", the phrase itself left out."""
    parse = scene.parse
    end = max(parse.subtree(head)[1], head)
    comma = next(
        (
            k for k in range(head, min(high, end) + 1)
            if parse.words[k] == "," and not inside_apposition(parse, k, head)
        ),
        end + 1,
    )
    pieces = [trim(parse, low, at - 1), trim(parse, min(end + 1, comma), high)]
    return [p for p in pieces if p[0] <= p[1] and any(k in parse.clauses for k in range(p[0], p[1] + 1))]


def inside_apposition(parse: Parse, k: int, head: int) -> bool:
    """Whether a comma opens or stands in an apposition or relative clause of a noun,
    or of one that says more about it."""
    more = (
        a for noun in range(head, k) for a in parse.kids[noun]
        if parse.relations[a] in ("apposition", "relative")
    )
    return any(parse.subtree(a)[0] <= k + 1 <= parse.subtree(a)[1] for a in more)


def nominal_reports(scene: Scene) -> None:
    """Enter “X's claim that …”, “a warning from X that …”, “X voiced concern that …”: nouns of saying and of
    mind with their clause, where the noun or its verb names who speaks."""
    parse, say, mind = scene.parse, scene.words["nouns"]["say"], scene.words["nouns"]["mind"]
    for i, lemma in enumerate(parse.lemmas):
        if lemma not in say | mind or parse.pos[i] != "NOUN" or scene.quote_of[i] >= 0:
            continue
        that = that_clause(scene, i)
        if that is None:
            continue
        roles = parse.noun(i).roles
        own = (h for role in ("owner", BY, FROM) for h in roles.get(role, ()) if lemma in say)
        source = next(own, None)
        if source is None and lemma in say:  # "the insistence of the minister that …"
            source = next((h for h in roles.get(OF, ()) if any(a.role for a in scene.cast.of(h))), None)
        source = voicing(scene, i) if source is None else source
        if source is None or any(
            a <= i <= b for f in scene.found for a, b in f.content if f.kind == "direct"
        ):
            continue
        keep(scene, Found([trim(parse, *parse.subtree(that))], "indirect", (i, i), i, source))


def voicing(scene: Scene, i: int) -> int | None:
    """Who gives voice to what a noun names: X of "X expressed the hope that …"."""
    clause = scene.parse.governor(i)
    if clause is None or clause.lemma not in scene.words["verbs"]["voicing"] or clause.passive:
        return None
    if clause.negated or i not in clause.at("object"):
        return None
    return speaker_of(scene, clause.head)


def that_clause(scene: Scene, i: int) -> int | None:
    """The head of the that-clause that hangs on a noun, or behind it on the verb that gives voice to it."""
    parse, that = scene.parse, scene.words["words"]["that"]
    kids = list(parse.kids[i])
    if voicing(scene, i) is not None:
        kids += parse.kids[parse.heads[i]]
    for k in kids:
        if (
            k > i
            and k in parse.clauses
            and parse.relations[k] in ("modifying", "complement", "relative")
            and has_marker(parse, k, that)
        ):
            return k
    return None
